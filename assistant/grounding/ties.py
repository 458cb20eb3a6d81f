"""Whether a figure, date or person belongs to what the statement ties it to: Aは3社、Bは5社 is not Aは5社.

A value's home is the stretch of its sentence in which its own subject stands: its clause, or, where a clause holds
several values, what stands between the one before and it. A statement is wrong when the words it puts
beside a value stand, in the evidence, only in the home of another value of the same kind.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from assistant.grounding.amounts import counts_nothing, holders
from assistant.grounding.dates import tellers
from assistant.grounding.homes import Home, Value, home_of
from assistant.grounding.problem import Problem
from assistant.grounding.reading import Evidence, Sentence
from assistant.text.figures import Figure
from assistant.text.moments import Moment
from assistant.text.units import same_unit

_QUALIFIER = re.compile(r"(年間|月間|累計|合計|延べ|平均|毎年|毎月|うち|最大|最低)(?:約|で|は|の)?$")
_RANGE = re.compile(r"\s?(?:から|~|-)\s?")
_FOR_EACH = re.compile("あたり|当たり|につき|ごと")
_DATE_KEY = re.compile("[0-9]{4}-[0-9]*-[0-9]*")


def tie_problems(sentence: Sentence, evidence: Evidence) -> Iterator[Problem]:
    """A problem for each figure and date that stands in the evidence with another subject only."""
    for figure in sentence.figures:
        if counts_nothing(figure, sentence) or _is_one(figure):
            continue
        found = holders(figure, sentence, evidence)
        if any(own.low != own.high for _, own in found) and figure.low == figure.high:
            continue  # one end of a range
        if _is_sum(sentence, figure):
            continue
        if _is_qualified_apart(sentence, figure, found, evidence) or _is_misplaced(
            sentence, figure, found, evidence
        ):
            yield _problem(figure.said)
    there = {change for source in evidence.sentences for change in _changes(source)}
    for one, other in _changes(sentence) - there:
        if (other, one) in there:
            said = next(figure.said for figure in sentence.figures if figure.low == other)
            yield Problem("attribution", said, f"「{said}」への変化は、根拠では逆の向きです。")
    for moment in sentence.moments:
        if _is_misplaced(sentence, moment, tellers(moment, evidence), evidence):
            yield _problem(moment.said)


def _changes(sentence: Sentence) -> set[tuple[Fraction, Fraction]]:
    """The changes a sentence tells, as (from, to): 2.1%から0.8%に下がった."""
    return {
        (one.low, other.low)
        for one, other in itertools.pairwise(sentence.figures)
        if sentence.plain[one.end : other.start] == "から" and one.low != other.low
    }


def _is_sum(sentence: Sentence, figure: Figure) -> bool:
    """Whether a figure sums up others of its sentence: 6地域、3地域の計9地域."""
    parts = [v.low for v in sentence.figures if v is not figure and same_unit(v.unit, figure.unit)]
    return len(parts) > 1 and sum(parts) == figure.low == figure.high


def _is_one(figure: Figure) -> bool:
    """Whether a figure is what another one counts for: 1社につき, 1回の自己負担."""
    return figure.low == figure.high == 1 and bool(figure.unit) and not figure.unit.startswith("第")


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
        mark[1] in s.plain[: v.start] for s, v in found
    )


def _is_misplaced(
    sentence: Sentence, value: Value, found: Sequence[tuple[Sentence, Value]], evidence: Evidence
) -> bool:
    own_places = {(id(at), id(own)) for at, own in found}
    rivals = [
        (source, other)
        for source in evidence.sentences
        for other in (source.figures if isinstance(value, Figure) else source.moments)
        if not (isinstance(other, Figure) and _is_one(other) and _FOR_EACH.match(source.plain, other.end))
        if (id(source), id(other)) not in own_places and _is_rival(value, other, found)
        if isinstance(value, Figure)
        or not any(at is source and _are_ends(source, own, other) for at, own in found)
    ]
    if not found or not rivals:
        return False
    if isinstance(value, Figure) and not value.unit:
        # 48機関のうち38で: the other figure is told beside it as what it is.
        rivals = [(source, other) for source, other in rivals if not _is_beside(sentence, value, other)]
    ours, label = home_of(sentence, value), _label(sentence, value)
    theirs = [home_of(source, other, evidence) for source, other in rivals]
    return all(
        _belongs_elsewhere(ours, label, home_of(source, other, evidence), theirs, isinstance(value, Figure))
        for source, other in found
    )


def _are_ends(source: Sentence, one: Value, other: Value) -> bool:
    """Whether two dates are the ends of one stretch of time, so that what is said of the one is of both."""
    first, last = sorted((one, other), key=lambda value: value.start)
    between = source.plain[first.end : last.start]
    return isinstance(one, Moment) and _RANGE.fullmatch(between) is not None


def _is_beside(sentence: Sentence, value: Value, other: Value) -> bool:
    """Whether a statement tells a figure and, as what that is a part of, another: 48機関のうち38."""
    return isinstance(other, Figure) and any(
        (whole.low, whole.high) == (other.low, other.high)
        and sentence.plain.startswith(("のうち", "中"), whole.end)
        for whole in sentence.figures
        if whole.end <= value.start
    )


def _belongs_elsewhere(ours: Home, label: str, home: Home, rivals: list[Home], of_figures: bool) -> bool:
    """Whether what the statement says of a value stands with a rival's, and nothing of it only with its own.

    What a rival figure inherits counts where this one has a subject of its own: 国内は3社、海外は5社.
    """
    if not home.own:  # 採択件数は応募412件に対し186件: nothing stands by the second
        return False
    wanted = ours.all
    ordinals = {key for key in home.context if "第" in key} | {key for key in wanted if key.startswith("1-1")}
    has_subject = bool(home.inherited or home.own - home.predicate)
    for rival in rivals:
        theirs = rival.own
        if of_figures and has_subject:
            theirs |= rival.inherited | (rival.context - home.context)
        wrong = (wanted & theirs) - home.all - home.context - ordinals
        right = (wanted & home.own) - rival.own - rival.context - home.predicate
        labelled = label in home.own - home.predicate and label not in rival.own
        if len(wrong) > len(right) and not labelled:
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
        units = [value.unit] if value.unit else [own.unit for _, own in found if isinstance(own, Figure)]
        alike = any(same_unit(unit, other.unit) for unit in units)
        return differs and (bare or bool(other.unit)) and alike
    if isinstance(value, Moment) and isinstance(other, Moment):
        return (value.year, value.month, value.day) != (other.year, other.month, other.day)
    return False
