"""Whether a figure, date or person belongs to what the statement ties it to: Aは3社、Bは5社 is not Aは5社.

A value's home is the stretch of its sentence in which its own subject stands: its clause, or, where a clause holds
several values, what stands between the one before and it. A statement is wrong when the words it puts
beside a value stand, in the evidence, only in the home of another value of the same kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.grounding.amounts import holders
from assistant.grounding.dates import tellers
from assistant.grounding.problem import Problem
from assistant.grounding.reading import Evidence, Sentence
from assistant.text.figures import Figure
from assistant.text.moments import Moment
from assistant.text.units import same_unit

Value = Figure | Moment
_CLAUSE_END = re.compile(
    r"[、。，；;|\t]|,(?![0-9])|(?<=[^\s])\s{2,}|・(?=[^ァ-ヺー])|(?<=[)」])(?=[一-鿿ァ-ヺ])"
)
_TOPIC = re.compile(r"(?<=[^\s])(?:では|には|について|は|が|も|:)")
_SUBJECT = re.compile(r"(?<=[^\s])(?:は|について)")
_TITLE = re.compile(r"委員長?|座長|会長|社長|部長|課長|教授|理事長?|所長|代表")
_QUALIFIER = re.compile(r"(年間|月間|累計|合計|延べ|平均|毎年|毎月|うち|最大|最低)(?:約|で|は|の)?$")
_DATE_KEY = re.compile("[0-9]{4}-[0-9]*-[0-9]*")
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


def tie_problems(sentence: Sentence, evidence: Evidence) -> Iterator[Problem]:
    """A problem for each figure and date that stands in the evidence with another subject only."""
    for figure in sentence.figures:
        found = holders(figure, sentence, evidence)
        if _is_qualified_apart(sentence, figure, found, evidence) or _is_misplaced(
            sentence, figure, found, evidence
        ):
            yield _problem(figure.said)
    for moment in sentence.moments:
        if _is_misplaced(sentence, moment, tellers(moment, evidence), evidence):
            yield _problem(moment.said)


def _problem(said: str) -> Problem:
    return Problem("attribution", said, f"「{said}」は根拠にありますが、別のものについての値です。")


def _is_qualified_apart(
    sentence: Sentence, figure: Figure, found: Sequence[tuple[Sentence, Figure]], evidence: Evidence
) -> bool:
    """Whether 年間, 累計, 平均 and the like stand before a figure here and before another one in the evidence."""
    mark = _QUALIFIER.search(sentence.plain[: figure.start])
    if not mark or not found:
        return False
    stands = re.compile(rf"{mark[1]}[^、。]{{0,6}}$")
    others = [(s, v) for s in evidence.sentences for v in s.figures if all(v is not own for _, own in found)]
    return any(stands.search(s.plain[: v.start]) for s, v in others) and not any(
        stands.search(s.plain[: v.start]) for s, v in found
    )


def _is_misplaced(
    sentence: Sentence, value: Value, found: Sequence[tuple[Sentence, Value]], evidence: Evidence
) -> bool:
    rivals = [
        (source, other)
        for source in evidence.sentences
        for other in (source.figures if isinstance(value, Figure) else source.moments)
        if _is_rival(value, other, found) and not any(other is own and source is at for at, own in found)
    ]
    if not found or not rivals:
        return False
    wanted, label = _home(sentence, value).own, _label(sentence, value)
    theirs = [_home(source, other, evidence) for source, other in rivals]
    return all(
        _belongs_elsewhere(wanted, label, _home(source, other, evidence), theirs) for source, other in found
    )


def _belongs_elsewhere(wanted: frozenset[str], label: str, home: Home, rivals: list[Home]) -> bool:
    """Whether what the statement says of a value stands with a rival's, and nothing of it only with its own."""
    for rival in rivals:
        wrong = (wanted & rival.own) - home.all
        right = (wanted & home.own) - rival.all - rival.context - home.predicate
        labelled = label in home.own and label not in rival.own
        if wrong and not right and not labelled:
            return True
        dates = {key for key in wrong if _DATE_KEY.fullmatch(key)}
        if dates and not any(_DATE_KEY.fullmatch(key) for key in wanted & home.all):
            return True
    return False


def _label(sentence: Sentence, value: Value) -> str:
    """The word right before a value, 総額 of 総額50億円: as a rule what it is called."""
    before = [word for word in sentence.words if word.end == value.start and word.weight]
    return before[-1].key if before else ""


def _is_rival(value: Value, other: Value, found: Sequence[tuple[Sentence, Value]]) -> bool:
    """Whether two values are of one kind, so that one may have been taken for the other; a bare figure only for one."""
    if isinstance(value, Figure) and isinstance(other, Figure):
        bare = not other.unit and any(isinstance(own, Figure) and not own.unit for _, own in found)
        differs = (value.low, value.high) != (other.low, other.high)
        return differs and (bare or bool(other.unit)) and same_unit(value.unit, other.unit)
    if isinstance(value, Moment) and isinstance(other, Moment):
        return (value.year, value.month, value.day) != (other.year, other.month, other.day)
    return False


def _home(sentence: Sentence, value: Value, evidence: Evidence | None = None) -> Home:
    if "\t" in sentence.plain or "|" in sentence.plain:
        return Home(_row_and_column(sentence, value, evidence), frozenset(), frozenset(), frozenset())
    bounds = _clauses(sentence)
    start, end = next(((a, b) for a, b in bounds if a <= value.start < b), (0, len(sentence.plain)))
    same = [v for v in _alike_values(sentence, value) if start <= v.start < end]
    if len(same) > 1:
        start, end = _share(sentence, same, value, start, end)
    subject = _SUBJECT.search(sentence.plain)
    context = _keys(sentence, 0, subject.start(), value) if subject else frozenset[str]()
    last = next((word.key for word in reversed(sentence.words) if word.weight), "")
    predicate = frozenset({last} | {word.key for word in sentence.words if _TITLE.fullmatch(word.surface)})
    inherited = _inherited(sentence, bounds, start, value)
    return Home(_keys(sentence, start, end, value), inherited, context, predicate)


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
    before = max((ends[v] for v in same if v.end <= value.start), default=start)
    after = min((v.start for v in same if v.start >= value.end), default=end)
    if sentence.plain.startswith("の", same[0].end) and not sentence.plain[start : same[0].start].strip():
        return value.start, after
    return before, end if value is same[-1] else min(ends[value], after)


def _end_with_nouns(sentence: Sentence, value: Value) -> int:
    """Where the nouns end that follow a value without a particle, or with の."""
    end = value.end
    for word in sentence.words:
        if word.start < end:
            continue
        if word.kind[0] not in ("名詞", "接尾辞") and not (word.surface == "の" and word.start == value.end):
            break
        end = word.end
    return end


def _inherited(sentence: Sentence, bounds: list[tuple[int, int]], start: int, value: Value) -> frozenset[str]:
    """The words before a home that say what it speaks of, where it names no subject of its own."""
    own_topic = _TOPIC.search(sentence.plain[start : value.start])
    if own_topic and _keys(sentence, start, start + own_topic.start(), value):
        everything: tuple[Value, ...] = (*sentence.figures, *sentence.moments)
        others = [v for v in everything if v is not value]
        if not any(start <= v.start < start + own_topic.start() for v in others):
            return frozenset()
    for begin, end in reversed([(a, min(b, start)) for a, b in bounds if a < start]):
        if topic := _TOPIC.search(sentence.plain[begin:end]):
            return _keys(sentence, begin, begin + topic.start(), value)
    return frozenset()


def _clauses(sentence: Sentence) -> list[tuple[int, int]]:
    """The ranges between commas; a date alone goes with what follows it: 2023年度、｜相談は980件."""
    found, start = [], 0
    for mark in _CLAUSE_END.finditer(sentence.plain):
        if any(word.weight and start <= word.start < mark.end() for word in sentence.words):
            found.append((start, mark.end()))
            start = mark.end()
    return [*found, (start, len(sentence.plain))] if start < len(sentence.plain) else found


def _alike_values(sentence: Sentence, value: Value) -> list[Value]:
    if isinstance(value, Figure):
        return [figure for figure in sentence.figures if same_unit(figure.unit, value.unit)]
    return list(sentence.moments)


def _keys(sentence: Sentence, start: int, end: int, value: Value) -> frozenset[str]:
    """Comparable keys of all that stands in a stretch, but the value itself."""
    words = {word.key for word in sentence.words if word.weight and start <= word.start < end}
    words |= {name.name for name in sentence.names if start <= name.start < end}
    dates = {_date_key(m) for m in sentence.moments if m is not value and start <= m.start < end}
    kinds = {
        f"{figure.low}-{figure.high}{figure.unit}"
        for figure in sentence.figures
        if figure is not value and start <= figure.start < end
    }
    return frozenset(words | dates | kinds)


def _date_key(moment: Moment) -> str:
    return f"{moment.year or moment.near or ''}-{moment.month or ''}-{moment.day or ''}"
