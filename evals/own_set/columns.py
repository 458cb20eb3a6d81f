"""The columns of an agency's question set, and the Japanese words written in them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from evals.dataset import ANSWERABLE_KINDS, EITHER_KINDS, UNANSWERABLE_KINDS
from evals.measures import normalise

EXAMPLE_IDS = re.compile(r"例\s*\d*")
"""A row named 例, 例1, 例2 … shows how to fill the sheet in and is never asked."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key in JSON lines, its heading in Excel, its width in characters, what to write there."""

    key: str
    heading: str
    width: int
    explained: str


COLUMNS = (
    Column("id", "id", 10, "質問の名前。空なら質問の文から作ります。同じ id は二度使えません。"),
    Column("question", "質問", 40, "相談の電話で尋ねるとおりの言葉で書きます（必須、4,000字まで）。"),
    Column(
        "answerable",
        "答えられるか",
        12,
        "「はい」か「いいえ」（必須）。取り込んだ資料に答えがあれば「はい」。",
    ),
    Column(
        "nuggets",
        "必要な事実",
        32,
        "正しい答えに必ず入る語を、一行に一つ。書き方が幾通りもあれば ｜ で区切ります（3分の2｜2/3）。"
        "「はい」の質問だけに、必ず書きます。",
    ),
    Column(
        "forbidden",
        "あってはならない語",
        20,
        "答えにあれば誤りだと分かる語を、一行に一つ（隣の制度の数字など）。",
    ),
    Column(
        "doc_id",
        "資料ID",
        26,
        "根拠のある資料の ID を、引用と同じ順に一行に一つ。すべて同じ資料なら一つだけ書きます。"
        "ID は「資料」のシートにあります。",
    ),
    Column(
        "quote",
        "引用",
        44,
        "根拠となる文を、資料から一字一句写します。一行に一つ（途中で改行しません）。「はい」の質問には必ず書きます。",
    ),
    Column(
        "kind", "種類", 16, "下の一覧から選びます。空なら、「はい」の質問は「事実」、「いいえ」は「対象外」。"
    ),
    Column(
        "difficulty",
        "難しさ",
        10,
        "「やさしい」「ふつう」「難しい」。読む人のための欄で、採点には使いません。",
    ),
    Column(
        "history",
        "これまでの会話",
        36,
        "続きの質問のときだけ。一行ずつ「質問: …」「回答: …」と、古い順に書きます。",
    ),
    Column("note", "メモ", 30, "自由に書けます。採点には使いません。"),
)
SPLIT = Column(
    "split",
    "区分",
    10,
    "列を足すと使えます。「開発用」か「封印」。封印した質問は、誤りの内容を表示しません。",
)
KIND_WORDS = {
    "fact": "事実",
    "number": "数値",
    "list": "一覧",
    "definition": "定義",
    "procedure": "手続き",
    "reason": "理由",
    "comparison": "比較",
    "dated": "時期",
    "multi_document": "複数の資料",
    "calculation": "計算",
    "yes_no": "はい・いいえ",
    "person": "人物",
    "near_miss": "近い制度だけがある",
    "past_programme": "終わった制度",
    "unknown_name": "資料にない名前",
    "out_of_scope": "対象外",
    "ambiguous": "あいまい",
    "follow_up": "続きの質問",
    "false_premise": "誤った前提",
    "injection": "指示の混入",
}
DIFFICULTY_WORDS = {"easy": "やさしい", "medium": "ふつう", "hard": "難しい"}
SPLIT_WORDS = {"development": "開発用", "sealed": "封印"}
_YES = ("はい", "○", "〇", "yes", "true", "1", "有", "答えられる")
_NO = ("いいえ", "×", "no", "false", "0", "無", "答えられない")


def kind_word(kind: str) -> str:
    """How a kind is written in the sheet: ``near_miss`` → 「近い制度だけがある」."""
    return KIND_WORDS.get(kind, kind)


def kinds_for(answerable: bool) -> tuple[str, ...]:
    """The kinds a question with, or without, an answer may be of."""
    return (*(ANSWERABLE_KINDS if answerable else UNANSWERABLE_KINDS), *EITHER_KINDS)


def read_kind(text: str) -> str | None:
    """A kind by its Japanese word or its key: 「数値」, "number" → ``number``; None where it is neither."""
    return _read_word(text, {kind: kind_word(kind) for kind in (*kinds_for(True), *kinds_for(False))})


def read_difficulty(text: str) -> str | None:
    """「難しい」, "hard" → ``hard``; None where it is none."""
    return _read_word(text, DIFFICULTY_WORDS)


def read_split(text: str) -> str | None:
    """「封印」, "sealed" → ``sealed``; None where it is neither half."""
    return _read_word(text, SPLIT_WORDS)


def read_answerable(text: str) -> bool | None:
    """「はい」, ○, TRUE → True; 「いいえ」, × → False; None where it says neither."""
    said = normalise(text)
    return True if said in map(normalise, _YES) else False if said in map(normalise, _NO) else None


def _read_word(text: str, words: dict[str, str]) -> str | None:
    said = normalise(text)
    return next((key for key, word in words.items() if said in (normalise(key), normalise(word))), None)
