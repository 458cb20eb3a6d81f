"""How far what a business tells is read rightly: facets found, facets denied, and nothing of other people's.

A facet is right if its name, its value and whether it holds are the gold's; a number has to be the very number.
Nothing is searched for and no measure is matched.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.measures.profile import Profile
from assistant.measures.vocabulary import FACETS
from evals.inquiries import TRAITS, Inquiry, Told, told
from evals.statistics import Figure, Share, figure, share

Reader = Callable[[str, date], Profile]
"""A text and the day it is told → what is known of the business."""


@dataclass(frozen=True, slots=True)
class Read:
    """One inquiry as it was read."""

    inquiry: Inquiry
    found: frozenset[Told]
    """Without what is undecided."""

    @property
    def right(self) -> frozenset[Told]:
        return self.found & self.inquiry.facets

    @property
    def is_whole(self) -> bool:
        return self.found == self.inquiry.facets


@dataclass(frozen=True, slots=True)
class Agreement:
    """Facets read against facets in the gold."""

    precision: Figure
    """Of the facets read, those that are in the gold."""
    recall: Figure
    """Of the gold's facets, those that were read."""
    f1: Figure
    """n is the number of the gold's facets."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """An inquiry that was read otherwise."""

    id: str
    text: str
    missing: tuple[Told, ...]
    extra: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class ReadingReport:
    """Figures of one half."""

    split: str
    inquiries: int
    all: Agreement
    whole: Figure
    """Of the inquiries, those read without any mistake."""
    untouched: Figure
    """Of the inquiries that tell nothing of a business, those from which nothing was read."""
    denied: Figure
    """Of the facets the gold has as denied, those read as denied."""
    denied_as_held: Figure
    """Of the facets the gold has as denied, those read as holding: the worst mistake."""
    by_name: Mapping[str, Agreement]
    by_trait: Mapping[str, Agreement]
    mistakes: tuple[Mistake, ...]
    """Of the sealed half, none are kept."""


def measure_reading(inquiries: Sequence[Inquiry], split: str, read: Reader) -> ReadingReport:
    """Read each inquiry of a half and compare.

    Args:
        inquiries: the rows of one half.
        split: its name; the mistakes of ``sealed`` are not kept.
        read: the reader to measure.
    """
    reads = [_read(inquiry, read) for inquiry in inquiries]
    empty = [one for one in reads if not one.inquiry.facets]
    denied = [(one, facet) for one in reads for facet in one.inquiry.facets if not facet[2]]
    told_as_held = sum((name, value, True) in one.found for one, (name, value, _) in denied)
    wrong = [one for one in reads if not one.is_whole]
    return ReadingReport(
        split=split,
        inquiries=len(reads),
        all=_agreement(reads),
        whole=share(len(reads) - len(wrong), len(reads)),
        untouched=share(sum(not one.found for one in empty), len(empty)),
        denied=share(sum(facet in one.found for one, facet in denied), len(denied)),
        denied_as_held=share(told_as_held, len(denied)),
        by_name={name: _agreement(reads, name) for name in FACETS},
        by_trait={
            trait: _agreement([one for one in reads if trait in one.inquiry.traits]) for trait in TRAITS
        },
        mistakes=() if split == "sealed" else tuple(_mistake(one) for one in wrong),
    )


def _read(inquiry: Inquiry, read: Reader) -> Read:
    found = {told(facet.name, facet.value, facet.holds) for facet in read(inquiry.text, inquiry.today)}
    return Read(inquiry, frozenset(found) - inquiry.undecided)


def _agreement(reads: Sequence[Read], name: str = "") -> Agreement:
    """Of all facets, or of those of one name. Intervals draw families: inquiries about one situation stand together."""
    families: dict[str, list[tuple[int, int, int]]] = {}
    for one in reads:
        right, found, gold = (_of(facets, name) for facets in (one.right, one.found, one.inquiry.facets))
        families.setdefault(one.inquiry.family, []).append((right, found, gold))
    f1 = _drawn(families, lambda right, found, gold: (2 * right, found + gold))
    return Agreement(
        precision=_drawn(families, lambda right, found, _: (right, found)),
        recall=_drawn(families, lambda right, _, gold: (right, gold)),
        f1=replace(f1, n=sum(gold for counts in families.values() for _, _, gold in counts)),
    )


def _of(facets: frozenset[Told], name: str) -> int:
    return sum(not name or facet[0] == name for facet in facets)


def _drawn(
    families: Mapping[str, Sequence[tuple[int, int, int]]], shares: Callable[[int, int, int], Share]
) -> Figure:
    return figure({family: [shares(*counts) for counts in rows] for family, rows in families.items()})


def _mistake(one: Read) -> Mistake:
    def ordered(facets: frozenset[Told]) -> tuple[Told, ...]:
        return tuple(sorted(facets, key=str))

    gold = one.inquiry.facets
    return Mistake(one.inquiry.id, one.inquiry.text, ordered(gold - one.found), ordered(one.found - gold))


def describe_reading(report: ReadingReport) -> str:
    """The report as lines of text; mistakes of the development half are listed."""
    lines = [
        f"{report.split}: {report.inquiries}件（適合率 / 再現率 / F1）",
        f"  {_agreement_shown(report.all)}  すべて",
        *(f"  {_agreement_shown(report.by_name[name])}  {label}" for name, label in FACETS.items()),
        *(f"  {_agreement_shown(report.by_trait[trait])}  〔{label}〕" for trait, label in TRAITS.items()),
        f"  {_shown(report.whole)} n={report.whole.n}  誤りなく読めた相談",
        f"  {_shown(report.untouched)} n={report.untouched.n}  事情を言わない相談から何も読み取らなかった",
        f"  {_shown(report.denied)} n={report.denied.n}  打ち消しを打ち消しとして読んだ",
        f"  {_shown(report.denied_as_held)} n={report.denied_as_held.n}  打ち消しを「ある」と読んだ",
    ]
    for mistake in report.mistakes:
        lines.append(f"  {mistake.id} {mistake.text}")
        lines += [f"      読み落とし {_facet_shown(facet)}" for facet in mistake.missing]
        lines += [f"      読み過ぎ   {_facet_shown(facet)}" for facet in mistake.extra]
    return "\n".join(lines)


def _agreement_shown(agreement: Agreement) -> str:
    figures = (agreement.precision, agreement.recall, agreement.f1)
    return f"{' / '.join(_shown(one) for one in figures)} n={agreement.f1.n:<3}"


def _shown(value: Figure) -> str:
    if value.value is None:
        return f"{'–':<17}"
    interval = "" if value.low is None else f" [{value.low:.2f}-{value.high:.2f}]"
    return f"{value.value:.3f}{interval}"


def _facet_shown(facet: Told) -> str:
    name, value, holds = facet
    return f"{FACETS.get(name, name)}: {value}" + ("" if holds else "（なし）")
