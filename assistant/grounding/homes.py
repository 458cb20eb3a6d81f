"""The home of a value: the stretch of its sentence in which its own subject stands.

It is its clause, or, where a clause holds several values of a kind, what stands between the one before and it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.grounding.reading import Evidence, Sentence
from assistant.text.figures import Figure
from assistant.text.moments import Moment
from assistant.text.titles import OFFICE
from assistant.text.units import same_unit

Value = Figure | Moment
_CLAUSE_END = re.compile(
    r"[、。，；;|\t]|,(?![0-9])|(?<=[^\s])\s{2,}|・(?=[^ァ-ヺー])|(?<=[)」])(?=[一-鿿ァ-ヺ])"
)
_BRACKETS = re.compile(r"(?<=\()[^()]*(?=\))")
_TOPIC = re.compile(r"(?<=[^\s])(?:では|には|について|は|が|も|:)")
_YEAR_BEHIND = re.compile(r"\s?\((?:19|20)[0-9]{2}(?:年度?)?\)")
_SUBJECT = re.compile(r"(?<=[^\s])(?:は|について)")
_OWN_TOPIC = re.compile(r"(?<![にでとて])は")
_SUPPOSED = re.compile(r"[^。]{1,80}?(?:とすると|とすれば|とした場合|の場合は?|であれば|なら(?:ば)?)、")
_TITLE = re.compile(OFFICE)
_CELL = re.compile(r"[^\t|]+")


@dataclass(frozen=True, slots=True)
class Home:
    """What stands with a value: words, dates and figures, told as comparable keys."""

    own: frozenset[str]
    inherited: frozenset[str]
    context: frozenset[str]
    """The first subject of the sentence, which all its values may share: 回答率は、正会員が96%、学術会員が87%."""

    predicate: frozenset[str]
    """The last word of the sentence: it may belong to all clauses (人材育成はAから、資金調達はBから指摘された)."""

    @property
    def all(self) -> frozenset[str]:
        return self.own | self.inherited


def home_of(sentence: Sentence, value: Value, evidence: Evidence | None = None) -> Home:
    """What stands with a value of a sentence; for a table the evidence tells the row above."""
    return _home_at(sentence, value.start, isinstance(value, Figure), evidence)


@lru_cache(maxsize=8_192)
def _home_at(sentence: Sentence, at: int, figure: bool, evidence: Evidence | None) -> Home:
    values: Sequence[Value] = sentence.figures if figure else sentence.moments
    value = next(v for v in values if v.start == at)
    if "\t" in sentence.plain or "|" in sentence.plain:
        return Home(_row_and_column(sentence, value, evidence), frozenset(), frozenset(), frozenset())
    asked = value
    if sentence.plain.startswith("(", value.start - 1):  # 96%(48/50): both are said of one thing
        value = next((v for v in sentence.figures if v.end == value.start - 1), value)
    bounds = _clauses(sentence)
    start, end = next(((a, b) for a, b in bounds if a <= value.start < b), (0, len(sentence.plain)))
    context = _context(sentence, value, start)
    same = [v for v in _alike_values(sentence, value) if start <= v.start < end]
    if len(same) > 1:
        start, end = _share(sentence, same, value, start, end)
    last = next((word.key for word in reversed(sentence.words) if word.weight), "")
    predicate = frozenset({last} | {word.key for word in sentence.words if _TITLE.fullmatch(word.surface)})
    if len(_alike_values(sentence, value)) == 1 and isinstance(value, Moment):
        inherited = _keys(
            sentence, 0, len(sentence.plain), value
        )  # all the sentence tells is of its only date
        return Home(_keys(sentence, start, end, value), inherited, context, predicate)
    inherited = _inherited(sentence, bounds, start, value) | _before_bracket(sentence, value)
    own = _keys(sentence, start, end, value)
    if isinstance(asked, Moment) and isinstance(value, Figure):  # 6位(2003): the value stands with its year
        own = own - {_date_key(asked)} | {_figure_key(value)}
    return Home(own, inherited, context, predicate)


def _context(sentence: Sentence, value: Value, start: int) -> frozenset[str]:
    """What a whole sentence is of, and so each of its values whose clause has no topic of its own: 投資額は上期が3億円、下期が4億円.

    Also what is supposed of all that follows: 欧米並みとすると、62万人が必要で、40万人足りない.
    """
    supposed = _SUPPOSED.match(sentence.plain)
    given = (
        _keys(sentence, 0, supposed.end(), value)
        if supposed and supposed.end() <= value.start
        else frozenset()
    )
    subject = _SUBJECT.search(sentence.plain)
    if not subject or any(figure.start < subject.start() for figure in sentence.figures):
        return given
    own = _OWN_TOPIC.search(sentence.plain, max(start, subject.end()), value.start)
    if own and any(w.weight and max(start, subject.end()) <= w.start < own.start() for w in sentence.words):
        return given
    return given | _keys(sentence, 0, subject.start(), value)


def _before_bracket(sentence: Sentence, value: Value) -> frozenset[str]:
    """What stands with the value that a bracket qualifies, for a value within it: 補助率は1/2(小規模事業者は2/3)."""
    opened = sentence.plain.rfind("(", 0, value.start)
    if opened < 0 or ")" in sentence.plain[opened : value.start]:
        return frozenset()
    outer = next((v for v in _alike_values(sentence, value) if v.end == opened), None)
    return home_of(sentence, outer).all if outer is not None else frozenset()


def _row_and_column(sentence: Sentence, value: Value, evidence: Evidence | None) -> frozenset[str]:
    """What a cell of a table speaks of: the first cell of its row, and the cell of the row above without figures."""
    cells = [found.span() for found in _CELL.finditer(sentence.plain)]
    column = next((i for i, (a, b) in enumerate(cells) if a <= value.start < b), 0)
    keys = _keys(sentence, *cells[0], value) | _keys(sentence, *cells[column], value)
    sentences = evidence.sentences if evidence else ()
    for above in sentences[: sentences.index(sentence)] if sentence in sentences else ():
        heads = [found.span() for found in _CELL.finditer(above.plain)]
        if len(heads) == len(cells) and not above.figures:
            keys |= _keys(above, *heads[column], value)
    return keys


def _share(sentence: Sentence, same: list[Value], value: Value, start: int, end: int) -> tuple[int, int]:
    """A value's part of a clause of several: from the end of the one before to its own (Aは3社とBは5社), the nouns that
    hang on it included (5点満点, 3社の採択)."""
    ends = {v: _end_with_nouns(sentence, v) for v in same}
    first = value
    for other in reversed([v for v in same if v.end <= value.start]):
        # 1都10県15か所 stand together, and 5か所から8か所に.
        first = other if sentence.plain[other.end : first.start] in ("", "から") else first
    before = max((ends[v] for v in same if v.end <= first.start), default=start)
    after = min((v.start for v in same if v.start >= value.end), default=end)
    if sentence.plain.startswith("の", same[0].end) and not sentence.plain[start : same[0].start].strip():
        return value.start, after
    return before, end if value is same[-1] else min(ends[value], after)


def _end_with_nouns(sentence: Sentence, value: Value) -> int:
    """Where the nouns end that follow a value without a particle, or with の."""
    end = value.end
    values = [figure.start for figure in sentence.figures] + [moment.start for moment in sentence.moments]
    for word in sentence.words:
        if word.start < end:
            continue
        if word.start in values:
            break
        if word.kind[0] not in ("名詞", "接尾辞") and not (word.surface == "の" and word.start == value.end):
            break
        end = word.end
    if in_brackets := _YEAR_BEHIND.match(sentence.plain, end):  # 6位(2003)→3位(2007)
        return in_brackets.end()
    # What a colon follows is the label of the next value: 135億円経済産業省:129億円.
    return value.end if sentence.plain.startswith(":", end) else end


def _inherited(sentence: Sentence, bounds: list[tuple[int, int]], start: int, value: Value) -> frozenset[str]:
    """The words before a home that say what it speaks of, where it names no subject of its own."""
    own_topic = _topic(sentence, start, value.start)
    if own_topic is not None and _keys(sentence, start, own_topic, value):
        others: list[Value] = [*sentence.figures, *sentence.moments]
        if not any(start <= v.start < own_topic for v in others if v is not value):
            return frozenset()
    for begin, end in reversed([(a, min(b, start)) for a, b in bounds if a < start]):
        topic = _topic(sentence, begin, end)
        if topic is not None:
            # 300件の応募があり、｜54件が受賞した: what another value was counted of is not the second's.
            if any(begin <= v.start < topic for v in _alike_values(sentence, value)):
                return frozenset()
            return _keys(sentence, begin, topic, value)
    return frozenset()


def _topic(sentence: Sentence, start: int, end: int) -> int | None:
    """Where the first topic of a stretch ends, before its particle; the が of つながる is none."""
    ends = {word.end for word in sentence.words if word.kind[0] == "助詞" or word.surface == ":"}
    found = _TOPIC.finditer(sentence.plain, start, end)
    return next((topic.start() for topic in found if topic.start() > start and topic.end() in ends), None)


def _clauses(sentence: Sentence) -> list[tuple[int, int]]:
    """The ranges between commas; a date alone goes with what follows it: 2023年度、｜相談は980件."""
    found, start = [], 0
    plain = _BRACKETS.sub(lambda within: "□" * len(within.group()), sentence.plain)
    for mark in _CLAUSE_END.finditer(plain):
        if any(word.weight and start <= word.start < mark.end() for word in sentence.words):
            found.append((start, mark.end()))
            start = mark.end()
    return [*found, (start, len(sentence.plain))] if start < len(sentence.plain) else found


def _alike_values(sentence: Sentence, value: Value) -> list[Value]:
    if isinstance(value, Figure):
        return [
            figure
            for figure in sentence.figures
            if same_unit(figure.unit, value.unit) and bool(figure.unit) == bool(value.unit)
        ]
    return list(sentence.moments)


def _keys(sentence: Sentence, start: int, end: int, value: Value) -> frozenset[str]:
    """Comparable keys of all that stands in a stretch, but the value itself."""
    words = {word.key for word in sentence.words if word.weight and start <= word.start < end}
    words |= {name.name for name in sentence.names if start <= name.start < end}
    dates = {_date_key(m) for m in sentence.moments if m is not value and start <= m.start < end}
    kinds = {
        _figure_key(figure)
        for figure in sentence.figures
        if figure is not value and start <= figure.start < end
    }
    return frozenset(words | dates | kinds)


def _figure_key(figure: Figure) -> str:
    return f"{figure.low}-{figure.high}{figure.unit}"


def _date_key(moment: Moment) -> str:
    return f"{moment.year or moment.near or ''}-{moment.month or ''}-{moment.day or ''}"
