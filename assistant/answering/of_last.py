"""What a turn asks of the last answer itself: where it is from, more of it, what else there is, its second item."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from assistant.text.normalise import normal_text
from assistant.text.numerals import read_number

OfLast = Literal["nothing", "ground", "source", "more", "others"]
"""``ground``: nothing of the answer itself, but what it was about may be meant."""

_THAT = r"(?:(?:それ|これ|あれ|今の|いまの|さっきの|先ほどの|その|この|上記の?)(?:の|って|は)?)?"
_SAID = r"(?:話|資料|数字|数値|情報|内容|データ|答え|回答|やつ|もの|こと|文書|調査|統計|記事)"
_ASKING = r"(?:です|なの|なん|でしょう|や|だっけ|やっけ|ですっけ|やろ|の)*(?:か|ん|の)?(?:ね|な)?"
_SOURCE = re.compile(
    rf"^{_THAT}{_SAID}?(?:って|は|の|、)*(?:いつ|何年|いつごろ|いつ頃)(?:(?:の時点|時点|現在)(?:の{_SAID})?|(?:まで|から)?の{_SAID}|{_SAID}){_ASKING}$"
    rf"|^{_THAT}(?:話|資料|数字|数値|情報|データ|文書|統計|記事)(?:って|は|、)*(?:いつ|何年)の?{_ASKING}$"
    rf"|^{_THAT}{_SAID}?(?:の|って|は|、)*(?:出典|出所|ソース|引用元|元の?資料|根拠)(?:は|って|を)?(?:何|なに|なん|どこ|どれ)?(?:ですか|か|や|なん|教えて(?:ください)?)?$"
    rf"|^{_THAT}{_SAID}?(?:って|は|、)*(?:どの|何の|なんの|どこの){_SAID}(?:に(?:書いて|載って|書かれて)(?:ある|る|ます|い)*|から|による)?{_ASKING}$"
    rf"|^{_THAT}{_SAID}?(?:って|は|、)*どこに(?:書いて|載って|書かれて)(?:あ|い|る|り|ま|す|た|ん|の|っけ)*か?$"
    r"|^(?:(?:それ|これ|今の|さっきの)(?:って|は|を)?)?(?:誰|だれ|どなた)(?:が|の)?(?:言って|言うて|いって|ゆうて|話して|発言|説明して|話|言葉)(?:い?る|た|はる|はった|まし|たん|ん|の|です|や|っけ)*か?$"
)
_MORE = re.compile(
    r"^(?:もっと|もう少し|もうちょっと|さらに)?(?:詳しく|くわしく|具体的に|簡単に|(?:分|わ)かりやすく|かみ砕いて|かみくだいて|噛み砕いて|詳細を?)(?:は|教えて|お願い|説明して|知りたい|して)*(?:ください|下さい|です|します)?$|"
    r"^続き(?:は|を)?$|^もっと$"
)
_OTHERS = re.compile(
    r"^(?:他|ほか)(?:に|には|は|にも)?(?:何か|なにか)?(?:ある|あります|ありません|ない)?(?:か|の|ん)?$"
)
OFFERED_LEAD = "当てはまるかを確かめる候補です（対象になること・採択されることを示すものではありません）。"
"""What stands above the measures of an answer."""
_OFFERED = re.compile(r"^・(?P<name>[^〔]+)〔")
_ORDINAL = re.compile(
    r"(?:さっきの|先ほどの|上の|今の|その)?(?P<n>[0-9一二三四五六七八九十]{1,2})\s?(?:番目|つ目|個目|点目|件目)"
    r"(?:の(?:やつ|とこ(?:ろ)?|もの|方|ほう|項目))?"
)
_MARK = re.compile(r"^(?:[①-⑳]|[(（]?[0-9ivx]{1,3}[)）.．]|[・●○◆■-])\s*")
_QUOTED = re.compile(r"「([^「」]{1,40})」")
_PARTS = re.compile(r"[、，]")
_ITEM = r"[一-龥々ァ-ヶーa-zA-Z0-9・]{1,20}"
_RUN = re.compile(rf"{_ITEM}(?:[、，]{_ITEM}){{2,}}")
"""Names one after the other: 金沢、長岡、滋賀. Letters of kana end an item: the parts of 「…を行い、…した」 are clauses."""
_FOUND_NOTHING = re.compile(r"[^\n]*(?:見つかりませんでした|確認できませんでした)。")
_REFUSES = re.compile(r"[^\n]*(?:見つかりませんでした|確認できませんでした|書かれていません)。")
_MARKS = re.compile(r"(?:\[[0-9]{1,3}\])+$")
LONGEST_ITEM = 40
"""Letters of an item by which it is told from the others."""


def asked_of_last(plain: str) -> OfLast:
    """What a normalised turn asks of the last answer: ``それっていつの時点の話?`` → source; ``他には?`` → others."""
    bare = plain.strip(" ?？。、!")
    if _SOURCE.match(bare):
        return "source"
    return "more" if _MORE.match(bare) else "others" if _OTHERS.match(bare) else "nothing"


def measures_shown(history: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """The names of the measures that the conversation offered since it last did anything else, for 他には？ after them.

    Empty where the last answer offered none.
    """
    names: list[str] = []
    for role, text in reversed(history):
        if role == "assistant":
            if OFFERED_LEAD not in text:
                break
            names += [found["name"] for line in text.splitlines() if (found := _OFFERED.match(line))]
    return tuple(names)


def situation_before(said: Sequence[str]) -> str:
    """What a user told last that asks for more than others: 栃木県の金属加工 before 他には？ and 他には？."""
    told = (text for text in reversed(said) if asked_of_last(normal_text(text)) == "nothing")
    return next(told, "")


def lines_shown(history: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """The sentences the last answer showed, without their marks; none where there is no answer yet. What was refused with nothing beside it
    showed none: the talk goes on from the answer before.

    ``4万社です。[1]\\n確認先: 中小機構`` → ``4万社です。``; an answer without marks was put into other words, and is all of it meant.
    """
    answers = [text for role, text in reversed(history) if role == "assistant"]
    return lines_of(next((text for text in answers if not is_bare_refusal(text)), ""))


def found_nothing(text: str) -> bool:
    """Whether an answer begins by saying that what was asked about is in no document."""
    return bool(_FOUND_NOTHING.match(text))


def is_bare_refusal(text: str) -> bool:
    """Whether an answer says only that the documents do not hold what was asked: ``資料に「団信」の記載は見つかりませんでした。``"""
    return bool(_REFUSES.match(text)) and not any(_MARKS.search(line.strip()) for line in text.splitlines())


def lines_of(text: str) -> tuple[str, ...]:
    """The sentences an answer shows, without their marks; all of its lines where none has a mark."""
    lines = [line.strip() for line in text.splitlines()]
    marked = [_MARKS.sub("", line) for line in lines if _MARKS.search(line)]
    return tuple(marked or [line for line in lines if line])


def with_item(plain: str, lines: Sequence[str]) -> tuple[str, str, str] | None:
    """A turn with the item of the last answer it counts written out: (text, what was said, the item).

    ``2番目のとこのリーダーは誰`` after 「金沢、長岡、滋賀の3か所」 → ``長岡のリーダーは誰``; None where it counts none.

    Args:
        plain: the turn, normalised.
        lines: the sentences the last answer showed.
    """
    counted = _ORDINAL.search(plain)
    number = read_number(counted["n"]) if counted else None
    items = _items(lines) if number else ()
    if not counted or not number or not 1 <= number[0] <= len(items):
        return None
    item = items[int(number[0]) - 1]
    return plain[: counted.start()] + item + plain[counted.end() :], counted.group(), item


def _items(lines: Sequence[str]) -> tuple[str, ...]:
    """What an answer lists: its lines that are no sentences, or what its first line enumerates; none where that is
    rather made of clauses."""
    listed = [_MARK.sub("", line).split("：")[0][:LONGEST_ITEM] for line in lines if not line.endswith("。")]
    if len(listed) > 1:
        return tuple(listed)
    for line in lines[:1]:
        quoted = tuple(_QUOTED.findall(line))
        if len(quoted) > 1:
            return quoted
        if run := _RUN.search(line):
            return tuple(_PARTS.split(run.group()))
    return ()
