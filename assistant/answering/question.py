"""What a question asks: about which named things, for which kind of value, as of which year."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from assistant.answering.asked import HINTS, Hint, asks_which_of, spelt_out
from assistant.answering.asking_part import heads_asked
from assistant.answering.asks import asks, reports
from assistant.answering.beside import Aside, aside_in
from assistant.answering.heads import DEADLINE, Head
from assistant.answering.kinds import Kind, asks_for_measure, kind_of
from assistant.answering.means_asked import PAPERS, means_in
from assistant.answering.row_conditions import without_conditions
from assistant.answering.said_first import apart, without_paper
from assistant.answering.subjects import (
    Subject,
    known_subjects,
    quoted_names,
    spoken_names,
    told_subjects,
    without_parts,
)
from assistant.answering.topic import GENERAL_VERBS, Topic, topic_with
from assistant.text.asking import COUNTED_PEOPLE
from assistant.text.names import NameTable, Resolved, written_out
from assistant.text.normalise import fold, normal_text
from assistant.text.regions import regions_in
from assistant.text.resolve import find_names, resolved_in, search_text, without_names
from assistant.text.sentences import sentence_spans
from assistant.text.times import NOW, PAST, years_in
from assistant.text.tokens import noun_phrases, terms
from assistant.text.units import counted_alike

Form = Literal["value", "list", "definition", "comparison", "other"]

_COUNTER = re.compile(
    rf"(?:何|幾)(社|件|{COUNTED_PEOPLE}|人|名|校|回|台|席|か所|ヶ所|カ所|箇所|機関|地域|団体|業種|拠点|種類|割|口|都県|大学|つ|プロジェクト|プログラム|%|円)"
)
_NEVER = re.compile(r"(?!)")
_ROSTER = re.compile(r"メンバー|顔ぶれ|面々|構成員|名簿|出席者")
_NEVER_VAGUE: tuple[Kind, ...] = ("comparison", "definition", "calculation", "small_talk", "out_of_scope")
_ASKS_NAME = re.compile(r"名前|名称|数字|数値")
_ADDS = re.compile(r"(?:合わせ|あわせ|足し|足す|合計|合算)(?!て(?:教え|知り))")
_EACH = re.compile(r"それぞれ|両方|どちらにも|と[^、。]{1,20}の両|別に|ごとに")

_LIST = re.compile(
    r"何が(?:ある|あり|含)|どんな|どのような|どういう(?!意味)|種類|一覧|挙げて|順番(?!待)|順に|手順|教えて.*(?:全部|すべて)|全部|何と何|"
    r"(?:つ|種|点|者|社|名|賞|項目|分野|段階)(?:は|って|とは)(?:何|なに|なん|どれ)|どこと|誰と|内訳|メンバー|構成|要件|条件"
)
_DEFINITION = re.compile(
    r"定義|とは(?:何|なに|なん|どう|\?|$)|って(?:何|なに|なん)(?!が|を|円|割|社|件|%|年|月|日|時|人|名|回|か所|箇所|地域|種|業|と何|そろ|揃|つけ|付け|添|用意|い[るり]|要|持|出[しせす]|すれ|し|部|枚|通|点|曜|から)|とは$|の意味|何の略|どういう意味|どんなもの"
)
_COMPARISON = re.compile(
    r"違い|どう違|違う(?:の|ん)|(?:何|なに|どこ)がちゃう|どうちゃう|比べ|くらべ|比較|どちら(?!様|さま|の先生)|どっち|(?<![時格落誤段偏])差は|変わっ|変化"
)
_OF_THE_TEXT = re.compile(r"アンケ|書いてた|書いてあった|書かれてた|載ってた|載っとった|言うてた|言ってた")
"""Who asks what was written does not ask what holds now: 今のガソリン車と両方、どう書いてた？"""
_THEN_AND_NOW = re.compile(r"(?:昔|以前|前|当時)と(?:今|いま|現在)|(?:今|いま|現在)と(?:昔|以前|当時)")
_POINTS_BACK = re.compile(r"(?:^|[、。 ])(?:あの|例の|さっきの|この前の)(?!人|ね|さ|、|〜|う)")
MOST_POINTED_AT = 2
"""Words of content beside あの up to which it points at something said before, which here is nothing: あの拠点のやつ."""
BESIDE_ASKING = 0.35
"""Weight of words in a sentence that asks nothing: うちの樹脂成形の社長が興味津々で。"""
REPORTED = 0.6
"""Weight of what a client is said to want, beside what is asked: 中古の断裁機を買いたいって。 names the thing as often as not."""
VERB_WEIGHT = 0.4
"""A verb says less of what a question is about than a noun; people use their own."""
_NOISE = frozenset((Path(__file__).parent / "question_words.txt").read_text(encoding="utf-8").split())
"""Words of asking, in Sudachi's normalised form: they say nothing of what is asked about."""


@dataclass(frozen=True, slots=True)
class Term:
    """A content word of a question in normalised form, and how much it says of the subject, 0 to 1."""

    word: str
    weight: float
    is_noun: bool
    is_name: bool


@dataclass(frozen=True, slots=True)
class Question:
    """A question, understood."""

    text: str
    search_text: str
    """What is searched: the question as documents write it, with the other spellings of the names in it."""
    kind: Kind
    """What is asked for."""
    form: Form
    """How the answer is written."""
    heads: tuple[Head, ...]
    """Kinds of value asked for, in the question's order."""
    terms: tuple[Term, ...]
    """Content words in short units, without question words and known names."""
    names: tuple[str, ...]
    """Noun phrases that are no name of the table, as written, longest first."""
    subjects: tuple[Subject, ...]
    """Named things the question is about."""
    resolved: tuple[Resolved, ...]
    """Those of them the table knows: as they were said, and how that was understood."""
    years: tuple[int, ...]
    about_past: bool
    about_now: bool
    each: bool
    """Whether each of several things or documents is to be told apart (それぞれ, 両方)."""
    adds: bool
    """Whether what several things have is to be added up, so that each may stand in a sentence of its own (合わせるといくら)."""
    hints: tuple[Hint, ...]
    """What answering sentences tend to hold: a place for どこ, the counter for 何社."""
    aside: Aside | None
    """Set when this is no question for the documents: thanks, or a wish to have a form filled in."""
    earlier: str = ""
    """The questions before, which a turn that names nothing is searched with besides."""
    is_vague: bool = False
    """Whether it leaves open which programme it means: 補助率っていくつ？, 使える補助金ある？"""
    is_bare: bool = False
    """Whether it leaves open of what or whom: 会費いくら？, 座長ってどなた？; the documents may hold only one such."""

    @property
    def looks_for_measure(self) -> bool:
        """Whether a measure that would fit is looked for, whatever else is named."""
        return self.kind == "which_measure" or asks_for_measure(
            normal_text(self.text), names_one=bool(self.subjects)
        )

    @property
    def needs_hint(self) -> bool:
        """Whether a sentence that meets no hint cannot answer."""
        return any(hint.needed for hint in self.hints)

    @property
    def asks_until_when(self) -> bool:
        """Whether a deadline is asked for: 締切は？, まだ申し込める？"""
        return any(head.label == DEADLINE for head in self.heads)


def asks_for_people(asked: Question) -> bool:
    """Whether a question is answered with who somebody is, or with who all belong to something: 顔ぶれを教えて."""
    return asked.kind == "person" or bool(_ROSTER.search(asked.text))


def _never(said: str) -> bool:
    return False


def understand(
    text: str,
    table: NameTable,
    is_written: Callable[[str], bool] = _never,
) -> Question:
    """Read a question.

    ``ゴーテックの補助率は？`` → heads (補助率,), subjects (Go-Tech,)

    Args:
        text: a question that stands alone.
        table: other spellings of names, and abbreviations.
        is_written: whether the documents hold a word just so; such a word is no misspelling of a name.
    """
    plain = without_paper(spelt_out(normal_text(text)))
    full = written_out(text.strip(), table.abbreviations)
    heads = heads_asked(without_conditions(plain))
    named = find_names(full, table, is_written)
    rest, resolved = without_names(full, named), resolved_in(named)
    names = _names(rest, heads)
    named_so = [*quoted_names(rest, is_written), *spoken_names(rest, is_written)]
    subjects = (
        *known_subjects(resolved, table),
        *without_parts(told_subjects(names, named_so, is_written), rest),
    )
    form, aside = _form(plain, heads), aside_in(plain, is_written)
    topic = topic_with(full, named)
    asked_words = _terms(normal_text(rest), heads)
    kind = kind_of(plain, heads, form == "definition", aside, bool(subjects))
    may_be_open = not subjects and not asks_which_of(names, plain) and _may_be_open(kind, asked_words)
    return Question(
        text=text,
        search_text=search_text(full, named, table),
        kind=kind,
        form=form,
        heads=heads,
        terms=asked_words,
        names=names,
        subjects=subjects,
        resolved=resolved,
        years=years_in(normal_text(full)),
        about_past=bool(PAST.search(plain)),
        about_now=_is_about_now(plain),
        each=bool(_EACH.search(plain)),
        adds=bool(_ADDS.search(plain)),
        hints=_hints(plain, kind),
        aside=aside,
        is_vague=may_be_open and topic.is_general,
        is_bare=may_be_open and _is_bare(plain, topic, heads, kind, asked_words),
    )


def _may_be_open(kind: Kind, asked_words: Sequence[Term]) -> bool:
    """Whether a question that names nothing may leave open what it is about: it has no verb that says more than 受ける."""
    words = all(term.is_noun or term.word in GENERAL_VERBS for term in asked_words)
    return words and kind not in _NEVER_VAGUE


def _is_about_now(plain: str) -> bool:
    """Whether a question is about what holds today, and not about then and now, or what a text says."""
    return bool(NOW.search(plain)) and not (_THEN_AND_NOW.search(plain) or _OF_THE_TEXT.search(plain))


def _is_bare(
    plain: str, topic: Topic, heads: Sequence[Head], kind: Kind, asked_words: Sequence[Term]
) -> bool:
    """Whether a question names a kind of value alone, or points at something never said: 会費いくら?, あの拠点のやつ, どこ?"""
    if topic.is_general or years_in(plain) or regions_in(plain):
        return False
    of_value = bool(heads) or kind == "person" or bool(_ASKS_NAME.search(plain))
    points_back = bool(_POINTS_BACK.search(plain)) and len(asked_words) <= MOST_POINTED_AT
    return (topic.is_bare and of_value) or points_back


def _terms(text: str, heads: Sequence[Head]) -> tuple[Term, ...]:
    """Words of the question's subject; what is said beside the asking itself counts less."""
    found: dict[str, Term] = {}
    spans = [text[start:end] for start, end in sentence_spans(text)]
    sentences = [part for span in spans for part in apart(span)]
    asking = [asks(sentence) for sentence in sentences]
    for sentence, is_asking in zip(sentences, asking, strict=True):
        factor = 1.0 if is_asking or not any(asking) else BESIDE_ASKING
        if reports(sentence) and any(asks(other) and not reports(other) for other in sentences):
            factor = REPORTED
        for word, kind in terms(_without_asking(sentence, heads)):
            if word in _NOISE or word.isdigit():
                continue
            weight = factor * (VERB_WEIGHT if kind == "other" else 1.0)
            if word not in found or found[word].weight < weight:
                found[word] = Term(word, weight, kind != "other", kind == "name")
    return tuple(found.values())


def _without_asking(plain: str, heads: Sequence[Head]) -> str:
    """The question's subject: without the words for the value or form asked for."""
    asking = [_DEFINITION, _EACH, *(hint.asked for hint in HINTS), *(head.asked for head in heads)]
    for pattern in asking:
        plain = pattern.sub(" ", plain)
    return plain


def _hints(plain: str, kind: Kind) -> tuple[Hint, ...]:
    counters = dict.fromkeys(_COUNTER.findall(plain))
    if counters:
        return tuple(Hint(_NEVER, _count_of(counter)) for counter in counters)
    found = [hint for hint in HINTS if hint.asked.search(plain)]
    if kind == "person":  # どこの誰 asks for somebody, and not for a place
        found.sort(key=lambda hint: not hint.needed)
    means = means_in(plain)
    wanted = means or (PAPERS if PAPERS.asked.search(plain) else None)
    return tuple(found[:1] or ([wanted] if wanted else []))


def _count_of(counter: str) -> re.Pattern[str]:
    """What tells a number of something, with any counter that counts the same: 何人 → 12名, 何ヶ所 → 四か所."""
    alike = "|".join(map(re.escape, counted_alike(counter)))
    return re.compile(rf"[0-9数万千百一二三四五六七八九十]\s?(?:{alike})")


def _form(plain: str, heads: Sequence[Head]) -> Form:
    if _COMPARISON.search(plain):
        return "comparison"
    before = plain.split("とは")[0].split("って")[0]
    if _DEFINITION.search(plain) and not any(head.asked.search(before) for head in heads):
        return "definition"
    if heads:
        return "value"
    return "list" if _LIST.search(plain) else "other"


def _names(text: str, heads: Sequence[Head]) -> tuple[str, ...]:
    found = []
    for phrase in noun_phrases(text):
        name = _without_heads(phrase, heads)
        if len(name) >= 2 and fold(name) not in _NOISE and not name.isdigit():
            found.append(name)
    return tuple(sorted(dict.fromkeys(found), key=len, reverse=True))


def _without_heads(phrase: str, heads: Sequence[Head]) -> str:
    """A noun phrase without the value it ends in: ``Go-Tech補助率`` → ``Go-Tech``; names keep theirs."""
    for head in heads:
        phrase = head.asked.sub("", phrase)
    return phrase.strip("・- ")
