"""Which measures are offered for an inquiry, against what a careful advisor would name.

Each inquiry is matched twice: as it was read, which is what an advisor gets, and from the facets a careful advisor wrote
down, which is what matching alone is worth. Figures draw families of inquiries, as situations stand or fall together.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.measures.index import Measures
from assistant.measures.match import Matched, match
from assistant.measures.profile import Facet, Profile
from evals.inquiries import Inquiry
from evals.statistics import Figure, Share, figure

DEPTH = 5
SHOWN = 10
Reader = Callable[[Inquiry], Profile]
_ASKED_WITH = {
    "size": {"size", "employees", "capital"},
    "years": {"years", "stage"},
    "stage": {"years", "stage"},
}
"""Facets that one question asks for at once."""
LABELS = {
    "recall@5": "挙げてよい施策のうち、5位までに出た割合（n は相談の数）",
    "nDCG@5": "5位までの順のよさ（2: 先に挙げる、1: 挙げてよい）",
    "first_named": "先に挙げる施策が3位までにある相談",
    "wrong_offered": "いまは使えない・ほかの人向けの施策を、候補として10位までに出した相談",
    "nothing_offered": "当てはまるもののない相談に、「見込みがある」と言わなかった",
    "verdicts": "読み取りからの ○×？ が、書き取った事情からのものと同じ（n は条件の数）",
    "useful_question": "役に立つ問いが、2問までにある相談",
}


@dataclass(frozen=True, slots=True)
class MatchingReport:
    """Figures of one half, from what was read and from the gold facets."""

    split: str
    inquiries: int
    as_read: Mapping[str, Figure]
    from_gold: Mapping[str, Figure]
    wanting: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]
    """(inquiry, offered, missed) of those not found whole; development only."""


def measure_matching(
    inquiries: Sequence[Inquiry], split: str, read: Reader, measures: Measures
) -> MatchingReport:
    """Match every inquiry and measure.

    Args:
        inquiries: of one half.
        split: ``dev`` or ``sealed``; what is wanting is told of ``dev`` only.
        read: what is read from an inquiry.
        measures: the register, open.
    """
    as_read: dict[str, dict[str, list[Share]]] = defaultdict(lambda: defaultdict(list))
    from_gold: dict[str, dict[str, list[Share]]] = defaultdict(lambda: defaultdict(list))
    wanting = []
    for inquiry in inquiries:
        gold = matched(inquiry, tuple(Facet(*facet) for facet in sorted(inquiry.facets, key=str)), measures)
        found = matched(inquiry, read(inquiry), measures)
        for shares, result in ((as_read, found), (from_gold, gold)):
            for name, share in shares_of(inquiry, result).items():
                shares[name][inquiry.family].append(share)
        as_read["verdicts"][inquiry.family].append(same_verdicts(found, gold))
        missed = tuple(sorted(set(relevant(inquiry)) - set(offered(found)[:DEPTH])))
        if split == "dev" and missed:
            wanting.append((inquiry.id, offered(found)[:DEPTH], missed))
    return MatchingReport(
        split,
        len(inquiries),
        {name: figure(clusters) for name, clusters in as_read.items()},
        {name: figure(clusters) for name, clusters in from_gold.items()},
        tuple(wanting),
    )


def matched(inquiry: Inquiry, profile: Profile, measures: Measures) -> Matched:
    """What is offered for an inquiry on its day."""
    return match(inquiry.text, profile, measures, inquiry.today)


def offered(found: Matched) -> tuple[str, ...]:
    """The entries offered, best first: those with a condition that is not met are shown as such, not offered."""
    return tuple(one.entry.id for one in found.candidates if one.fit != "unlikely")


def relevant(inquiry: Inquiry) -> tuple[str, ...]:
    """Measures worth naming."""
    return tuple(entry for entry, grade in inquiry.grades.items() if grade > 0)


def shares_of(inquiry: Inquiry, found: Matched) -> dict[str, Share]:
    """Each figure's share of one inquiry; those that do not bear on it have denominator 0."""
    names, good = offered(found), relevant(inquiry)
    best = [entry for entry, grade in inquiry.grades.items() if grade == 2]
    wrong = [entry for entry, grade in inquiry.grades.items() if grade < 0]
    asked = {
        facet for question in found.questions for facet in _ASKED_WITH.get(question.facet, {question.facet})
    }
    sure = [one for one in found.candidates if one.fit == "likely"]
    found_of_all = len(set(good) & set(names[:DEPTH])) / max(1, min(DEPTH, len(good)))
    return {
        "recall@5": _share(found_of_all, bears=bool(good)),
        "nDCG@5": _share(graded_ndcg(names, inquiry.grades, DEPTH), bears=bool(good)),
        "first_named": _share(bool(set(best) & set(names[:3])), bears=bool(best)),
        "wrong_offered": _share(bool(set(wrong) & set(names[:SHOWN])), bears=bool(wrong)),
        "nothing_offered": _share(not sure, bears=not good),
        "useful_question": _share(
            bool(asked & set(inquiry.useful_questions)), bears=bool(inquiry.useful_questions)
        ),
    }


def _share(value: float, *, bears: bool) -> Share:
    return (float(value), 1.0) if bears else (0.0, 0.0)


def graded_ndcg(ranking: Sequence[str], grades: Mapping[str, int], depth: int) -> float:
    """nDCG at a depth with the grade as gain (Järvelin & Kekäläinen 2002); grades below 0 gain nothing.

    Two relevant of grades 2 and 1, in this order → 1.0; the other way round → 0.86.
    """
    gains = [max(0, grades.get(entry, 0)) for entry in ranking[:depth]]
    ideal = sorted((max(0, grade) for grade in grades.values()), reverse=True)[:depth]
    best = _discounted(ideal)
    return _discounted(gains) / best if best else 0.0


def _discounted(gains: Sequence[int]) -> float:
    return sum(gain / math.log2(position + 2) for position, gain in enumerate(gains))


def same_verdicts(found: Matched, gold: Matched) -> Share:
    """(conditions judged alike, all conditions) of the measures both offer."""
    judged = {one.entry.id: [j.verdict.met for j in one.judged] for one in gold.candidates}
    same = total = 0
    for one in found.candidates:
        for now, right in zip(
            [j.verdict.met for j in one.judged], judged.get(one.entry.id, ()), strict=False
        ):
            total += 1
            same += now is right
    return float(same), total


def describe(report: MatchingReport, verbose: bool = False) -> str:
    """The report as lines of text; ``verbose`` also tells what was missed in development."""
    lines = [f"{report.split}: {report.inquiries}件（読み取りから / 書き取った事情から）"]
    for name, label in LABELS.items():
        lines.append(
            f"  {_shown(report.as_read.get(name))} / {_shown(report.from_gold.get(name))}  {name}  {label}"
        )
    for inquiry, names, missed in report.wanting if verbose else ():
        lines += [f"  {inquiry} 出した: {'、'.join(names) or 'なし'}", f"      足りない: {'、'.join(missed)}"]
    return "\n".join(lines)


def as_json(report: MatchingReport) -> dict[str, Any]:
    """The figures as plain JSON values."""
    from dataclasses import asdict

    return {
        "split": report.split,
        "inquiries": report.inquiries,
        "as_read": {name: asdict(found) for name, found in report.as_read.items()},
        "from_gold": {name: asdict(found) for name, found in report.from_gold.items()},
    }


def _shown(found: Figure | None) -> str:
    if found is None or found.value is None:
        return f"{'–':<23}"
    interval = f" [{found.low:.2f}-{found.high:.2f}]" if found.low is not None else ""
    return f"{f'{found.value:.3f}{interval} n={found.n}':<26}"
