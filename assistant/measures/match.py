"""From a situation to measures: what is known of the business → candidates → conditions → rank → what to ask next."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

import numpy as np

from assistant.answering.annotate import japanese_date
from assistant.index.lexical import standardised
from assistant.measures.against import against, is_of_another_prefecture
from assistant.measures.answered import answer_told
from assistant.measures.entry import Condition, Entry
from assistant.measures.index import Measures
from assistant.measures.next_question import NextQuestion, next_questions
from assistant.measures.profile import Profile, values
from assistant.measures.rules import OPENS, Verdict, judge
from assistant.measures.table import purpose_numbers
from assistant.measures.vocabulary import CONDITION
from assistant.retrieval import best_rows, similarities
from assistant.text.normalise import fold
from assistant.text.regions import without_regions
from assistant.types import Standing

if TYPE_CHECKING:
    from numpy.typing import NDArray

Fit = Literal["likely", "possible", "unlikely"]
DEPTH = 60
"""Measures whose conditions are looked at; as many past ones, apart: closed rounds must not push out what is open."""
ELSEWHERE = 10
"""Of them for other prefectures than the client's, shown last, with the region not met."""
REACH = 4
"""Rows looked at for each to be found: some bear the same name, some stand on documents that are not indexed."""
SHOWN = 20
PURPOSE = 6.0
"""What a measure gains that is for all purposes of the business, beside the standardised scores of its words. Recall@5
on the 98 inquiries of development from the facets of the gold, at 3 / 6 / 10 / 16 / 25: 0.550 / 0.582 / 0.579 / 0.579 /
0.577; the words alone left out: 0.449."""
GENERAL_DESK = 4.0
"""What a desk for all affairs of a business gains where its purposes are not among those told: 0.597 → 0.670, and a
measure to be named first is among the first three in 0.768 instead of 0.754. More (8.0) puts it before what fits."""
LEAST = 0.2
"""A measure whose words and purposes come to less than this share of the best one's does not come into question: 0.1 /
0.35 / 0.5 find 0.465 / 0.582 / 0.524 when fit and standing alone rank, 0.2 0.597 when relevance ranks with them."""
LIKELY, CURRENT, MET = 0.2, 0.1, 0.3
"""What counts beside relevance (0 to 1) in the order: a likely fit, each step of standing, the share of conditions met.
Fit first, then standing, then what is known, as strict levels: 0.582 against 0.597, and 0.501 against 0.553 as read."""
UNTOLD = 2
"""Conditions taken to be untold of every measure, so that three of three met count more than one of one: recall@5 as read
0.649 → 0.667, nDCG@5 0.595 → 0.619."""
PLANNED_LATER = 0.1
"""What a planned measure loses among those shown, so that it stands where one whose standing is not known does: it cannot be used
today. Taken off before the twenty are chosen, it costs questions: a useful one 0.636 → 0.623, from the gold 0.675 → 0.636."""
ELSE_FACILITY = 0.3
"""What a facility loses in the order that is for no purpose told: with its place left out of its words (``relevance_scores``)
recall@5 as read 0.667 → 0.667, from the gold 0.685 → 0.694. Its place left out alone: 0.665, 0.683; 0.1 or 0.2 as well: 0.665
and 0.667, 0.683; more than 0.3 changes nothing. With its place in: 0.670, 0.697, and a bakery in 飯田 is sent to a test site."""
_STEPS: dict[Standing, int] = {"current": 3, "planned": 2, "unknown": 1, "past": 0}


@dataclass(frozen=True, slots=True)
class Judged:
    """A condition and how the business stands to it."""

    condition: Condition
    verdict: Verdict
    is_told: bool = False
    """Whether the client's words say something of it, so that it is not asked again."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A measure that may fit. Never "eligible": its conditions are met, not met, or to be asked."""

    entry: Entry
    standing: Standing
    fit: Fit
    relevance: float
    """Its words and purposes held against the situation, as a share of the best candidate's."""
    judged: tuple[Judged, ...]
    wanted: bool = False
    """Whether it is for a purpose of the business."""
    against: float = 0.0
    """What it loses in the order beside its conditions, see ``against``."""
    elsewhere: bool = False
    """Whether it is another prefecture's, though it states no region: shown last, and nothing is asked for its sake."""

    def count(self, met: bool | None) -> int:
        """How many conditions are met, not met, or not known."""
        return sum(one.verdict.met is met for one in self.judged)


@dataclass(frozen=True, slots=True)
class Matched:
    """What comes into question for a situation."""

    profile: Profile
    candidates: tuple[Candidate, ...]
    """Best first; those past are in ``past``."""
    past: tuple[Candidate, ...]
    """Measures of the time of their document that fitted."""
    questions: tuple[NextQuestion, ...]


def match(
    text: str,
    profile: Profile,
    measures: Measures,
    today: date,
    *,
    shown: int = SHOWN,
    kinds: Collection[str] = (),
    is_founded: Callable[[Entry], bool] = lambda entry: True,
) -> Matched:
    """The measures that come into question.

    Args:
        text: the situation as it was told; may be empty where only facets are known.
        profile: what is known of the business.
        measures: the register, open.
        today: the day on which a measure's standing is judged.
        shown: how many candidates at most, and as many past ones.
        kinds: of ``vocabulary.KINDS``; all where empty.
        is_founded: whether a measure can be shown with what it stands on; others are left out.
    """
    scores = relevance_scores(text, profile, measures)
    if not len(scores):
        return Matched(profile, (), (), next_questions((), profile))

    def ranked(among: NDArray[np.bool_], depth: int) -> list[Candidate]:
        near = _nearest(np.where(among, scores, -np.inf), depth, measures, is_founded)
        return [_candidate(entry, relevance, profile, today, text) for entry, relevance in near]

    table = measures.table
    past, elsewhere = table.past_on(today), table.elsewhere(values(profile, "region"))
    wanted = table.of_kinds(kinds)
    open_ones = [*ranked(wanted & ~past & ~elsewhere, DEPTH), *ranked(wanted & ~past & elsewhere, ELSEWHERE)]
    chosen = _once_each(sorted(open_ones, key=_order))[:shown]
    candidates = tuple(sorted(chosen, key=_as_shown))
    over = _once_each(sorted(ranked(wanted & past, DEPTH), key=_order))[:shown]
    return Matched(profile, candidates, over, next_questions(candidates, profile))


def _nearest(
    scores: NDArray[np.float64], depth: int, measures: Measures, is_founded: Callable[[Entry], bool]
) -> list[tuple[Entry, float]]:
    """The measures nearest in words and purposes, best first, each with its share of the best score; -inf is left out.

    Of one name and body there may be many (a desk for ten purposes): they count once toward the depth.
    """
    best = float(scores.max())
    least = LEAST * best if best > 0 else best  # of one kind alone even the nearest may be far from the words
    ids = measures.index.lexical.passage_ids
    found: list[tuple[Entry, float]] = []
    names: set[tuple[str, str]] = set()
    for row in best_rows(scores, REACH * depth):
        if scores[row] < least or scores[row] == -np.inf or len(names) == depth:
            break
        entry = measures.register.entries[ids[int(row)]]
        if is_founded(entry):
            found.append((entry, float(scores[row]) / best if best > 0 else 1.0))
            names.add(_name_and_body(entry))
    return found


def relevance_scores(text: str, profile: Profile, measures: Measures) -> np.ndarray:
    """How near each measure is, in the order of the lexical index; shape (measures,)."""
    wanted = purpose_numbers(values(profile, "purpose"))
    for_them = measures.table.purposes[:, wanted].any(axis=1)
    scores = _scores_of_words(text, measures)
    elsewhere = measures.table.of_kinds({"facility"}) & ~for_them
    placeless = without_regions(text) if elsewhere.any() else text
    if placeless != text:
        # Where a facility stands says nothing of whom it is for: 長野県のパン屋 is no nearer to a test site in 長野県飯田市.
        scores = np.where(elsewhere, np.minimum(scores, _scores_of_words(placeless, measures)), scores)
    if wanted:
        scores += PURPOSE * measures.table.purposes[:, wanted].mean(axis=1)
    scores += GENERAL_DESK * (measures.table.general_desks & ~for_them)
    return scores


def _scores_of_words(text: str, measures: Measures) -> np.ndarray:
    """How near each measure is by the words of a text; 0 for each where there are none."""
    index, size = measures.index, len(measures.index.lexical.passage_ids)
    if not (text.strip() and size):
        return np.zeros(size)
    lexical, _ = index.lexical.scores(text)
    scores: np.ndarray = lexical + index.embedding.weight * standardised(similarities(index, text))
    return scores


def _candidate(entry: Entry, relevance: float, profile: Profile, today: date, text: str = "") -> Candidate:
    standing = entry.standing_on(today)
    conditions = (*conditions_of(entry), *_window(entry, standing, profile, today))
    judged = tuple(_judged(one, profile, text) for one in conditions)
    wanted = not set(values(profile, "purpose")).isdisjoint(entry.purposes)
    is_desk = entry.kind == "desk" and "management" in entry.purposes
    return Candidate(
        entry=entry,
        standing=standing,
        fit=_fit(judged, standing, wanted=wanted),
        relevance=relevance,
        judged=judged,
        wanted=wanted,
        against=against(entry, judged, profile, text, today, is_desk=is_desk),
        elsewhere=is_of_another_prefecture(entry, profile),
    )


def conditions_of(entry: Entry) -> tuple[Condition, ...]:
    """The conditions of a measure, its region among them where its document says whom it is for."""
    told = any(one.needs and one.needs[0] == "region" for one in entry.conditions)
    if entry.region_basis is None or told:
        return entry.conditions
    region = Condition(
        f"対象の地域: {'・'.join(entry.regions)}", entry.region_basis, ("region", entry.regions)
    )
    return (region, *entry.conditions)


def _window(entry: Entry, standing: Standing, profile: Profile, today: date) -> tuple[Condition, ...]:
    """When it takes applications, as a condition on the plan's time; none of an open one while no time is told."""
    opens, basis = entry.open_from, entry.window_basis
    if standing == "past" or basis is None or len(opens) < len("2027-04"):
        return ()
    if opens <= today.isoformat() and not values(profile, "when"):
        return ()
    until = japanese_date(entry.open_until) if entry.open_until else ""
    return (Condition(f"受付期間: {japanese_date(opens)}〜{until}", basis, (OPENS, opens)),)


def _judged(condition: Condition, profile: Profile, text: str) -> Judged:
    """By its rule; without one by what the advisor found out, else by what the client's words say."""
    if condition.needs is not None:
        return Judged(condition, judge(condition.needs, profile))
    for holds in (True, False):
        if condition.asked in values(profile, CONDITION, holds=holds):
            found_out = f"担当者が確認（{condition.asked}）" if condition.ask else "担当者が確認"
            return Judged(condition, Verdict(holds, found_out))
    if answer := answer_told(condition, text):
        return Judged(condition, answer, is_told=True)
    return Judged(condition, Verdict(None, condition.ask or "ご本人に確かめてください"))


def _fit(judged: Sequence[Judged], standing: Standing, *, wanted: bool) -> Fit:
    """Unlikely as soon as a condition is not met, or past; likely only where something is met and it is in force.

    ``wanted``: it is for a purpose of the business. That a company is small and medium-sized meets half of all measures.
    """
    if standing == "past" or any(one.verdict.met is False for one in judged):
        return "unlikely"
    # That it opens in time says nothing of whom it is for.
    met = any(one.verdict.met and (one.condition.needs or ("",))[0] != OPENS for one in judged)
    return "likely" if wanted and met and standing == "current" else "possible"


def _order(candidate: Candidate) -> tuple[bool, float]:
    """What has a condition that is not met or is another prefecture's comes last; before it all the rest counts together."""
    met = candidate.count(True) / (len(candidate.judged) + UNTOLD)
    standing = CURRENT * _STEPS[candidate.standing]
    likely = LIKELY * (candidate.fit == "likely")
    other = ELSE_FACILITY * (candidate.entry.kind == "facility" and not candidate.wanted)
    last = candidate.fit == "unlikely" or candidate.elsewhere
    return last, -(candidate.relevance + likely + standing + MET * met - other - candidate.against)


def _as_shown(candidate: Candidate) -> tuple[bool, float, bool]:
    """The order of those shown: as they were chosen, but a planned one behind what fits as well, to a hundredth."""
    last, place = _order(candidate)
    planned = candidate.standing == "planned"
    return last, round(place + PLANNED_LATER * planned, 2), planned


def _once_each(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """One of each body's measures of one name: a desk that a list has for ten purposes is one desk."""
    kept: dict[tuple[str, str], Candidate] = {}
    for candidate in candidates:
        kept.setdefault(_name_and_body(candidate.entry), candidate)
    return tuple(kept.values())


def _name_and_body(entry: Entry) -> tuple[str, str]:
    return fold(entry.name), fold(entry.body)
