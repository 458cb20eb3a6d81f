"""What measures and facets look like: plain data for the page to draw, made by pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from assistant.answering.annotate import STANDING_WORDS, japanese_date, numbers_of, page_in_words
from assistant.measures.by_hand import THREE_STATES, ByHand, is_set
from assistant.measures.profile import Facet, Profile, value_in_words
from assistant.measures.show import FITS
from assistant.measures.vocabulary import CONDITION, KINDS, LABELS, MET_MARKS
from assistant.types import Citation, Measure
from ui.present import STANDING_COLOURS, SourceLine, source_lines

MARK_WORDS = {True: "満たす", False: "満たさない", None: "要確認"}
"""What a mark says to those who do not see it."""
HAS, HAS_NOT, UNKNOWN = "ある", "ない", "不明"
YES, NO = "はい", "いいえ"
BY_HAND = "担当者が設定"
PAST_FIT = "過去の施策です。いまは使えません"


@dataclass(frozen=True, slots=True)
class ConditionRow:
    """A condition, how the business stands to it, and what it stands on."""

    met: bool | None
    mark: str
    mark_words: str
    text: str
    reason: str
    sources: tuple[SourceLine, ...]
    aside: str = ""
    """Where its source speaks of another time than the measure: 「根拠は 予定・検討中」, 「根拠は 2023年5月」."""


@dataclass(frozen=True, slots=True)
class FactRow:
    """Something a document says of a measure, under a heading."""

    heading: str
    text: str
    sources: tuple[SourceLine, ...]
    aside: str = ""


@dataclass(frozen=True, slots=True)
class MeasureView:
    """A measure in the order in which it is drawn."""

    id: str
    number: int
    name: str
    kind: str
    standing: str
    colour: str
    as_of: str
    body: str
    origin: str
    fit: str
    fit_name: str
    tally: str
    """How many conditions are met, not met, and to be asked: 「○2 ×0 ？1」; empty without conditions."""
    conditions: tuple[ConditionRow, ...]
    facts: tuple[FactRow, ...]
    sources: tuple[SourceLine, ...]
    """Where it is named."""

    def all_sources(self) -> list[SourceLine]:
        """Of the measure and of each row, in the order they are drawn."""
        of_conditions = [line for row in self.conditions for line in row.sources]
        return [*self.sources, *of_conditions, *(line for row in self.facts for line in row.sources)]


def measure_views(measures: Sequence[Measure], citations: Sequence[Citation]) -> tuple[MeasureView, ...]:
    """Measures as they are drawn, numbered from 1."""
    by_number = {citation.n: citation for citation in citations}
    return tuple(_measure_view(number, one, by_number) for number, one in enumerate(measures, start=1))


def _measure_view(number: int, measure: Measure, by_number: dict[int, Citation]) -> MeasureView:
    def sources(one: dict[str, Any]) -> tuple[SourceLine, ...]:
        return source_lines(one["citations"], by_number)

    conditions = tuple(
        ConditionRow(
            met=one["met"],
            mark=MET_MARKS[one["met"]],
            mark_words=MARK_WORDS[one["met"]],
            text=one["text"],
            reason=one["reason"],
            sources=sources(one),
            aside=_aside(sources(one), measure),
        )
        for one in measure.conditions
    )
    told = [("対象", measure.target)] if measure.target else []
    told += [("支援", one) for one in measure.benefits] + [("申し込み", one) for one in measure.apply]
    facts = tuple(
        FactRow(heading, one["text"], sources(one), _aside(sources(one), measure)) for heading, one in told
    )
    return MeasureView(
        id=measure.id,
        number=number,
        name=measure.name,
        kind=KINDS.get(measure.kind, measure.kind),
        standing=STANDING_WORDS[measure.standing],
        colour=STANDING_COLOURS[measure.standing],
        as_of=_as_of(measure, by_number),
        body=measure.body,
        origin=measure.origin,
        fit=PAST_FIT if measure.standing == "past" else FITS[measure.fit],
        fit_name=measure.fit,
        tally=_tally(conditions),
        conditions=conditions,
        facts=facts,
        sources=source_lines(measure.citations, by_number),
    )


def _as_of(measure: Measure, by_number: dict[int, Citation]) -> str:
    """The day its source speaks from; of one that is past, that it is: a measure it tells of may go on, which nobody knows."""
    day = f"{japanese_date(measure.as_of)}時点"
    cited = [by_number[number] for number in measure.citations if number in by_number]
    is_doubted = measure.standing == "unknown" and any(one.standing == "past" for one in cited)
    return f"{day}の過去の資料による" if is_doubted else day


def _aside(sources: Sequence[SourceLine], measure: Measure) -> str:
    """Planned or past where the measure itself is current, and a date that is not the measure's."""
    told = []
    for line in sources:
        if measure.standing == "current" and line.citation.standing in ("planned", "past"):
            told.append(line.standing)
        if line.citation.published != measure.as_of:
            told.append(line.date)
    return f"根拠は {'・'.join(dict.fromkeys(told))}" if told else ""


def _tally(conditions: Sequence[ConditionRow]) -> str:
    if not conditions:
        return ""
    return " ".join(
        f"{MET_MARKS[met]}{sum(one.met is met for one in conditions)}" for met in (True, False, None)
    )


def snapshot(measure: Measure, citations: Sequence[Citation]) -> dict[str, Any]:
    """A measure as it goes into the record: what was shown, with the words of its sources."""
    used = numbers_of(measure)
    return {
        "id": measure.id,
        "name": measure.name,
        "kind": measure.kind,
        "standing": measure.standing,
        "fit": measure.fit,
        "as_of": measure.as_of,
        "body": measure.body,
        "origin": measure.origin,
        "conditions": [{key: one[key] for key in ("text", "met", "reason")} for one in measure.conditions],
        "benefits": [{"text": one["text"]} for one in measure.benefits],
        "apply": [{"text": one["text"]} for one in measure.apply],
        "sources": [{"where": where(one), "quote": one.quote} for one in citations if one.n in used],
    }


def where(citation: Citation) -> str:
    """「議事録（2026年1月19日）p.3」"""
    return f"{citation.title}（{japanese_date(citation.published)}）{page_in_words(citation)}"


def comparison_rows(pair: Sequence[MeasureView]) -> list[tuple[str, list[list[str]]]]:
    """Two measures side by side: heading and, for each measure, its lines; rows that are empty for both are left out."""
    rows = [
        ("種類", [[one.kind] for one in pair]),
        ("扱い・基準日", [[f"{one.standing}（{one.as_of}）"] for one in pair]),
        ("実施機関", [[one.body] if one.body else [] for one in pair]),
        ("見込み", [[f"{one.fit} {one.tally}".strip()] for one in pair]),
        ("条件", [[f"{row.mark} {row.text}（{row.reason}）" for row in one.conditions] for one in pair]),
    ]
    for heading in ("対象", "支援", "申し込み"):
        rows.append((heading, [[row.text for row in one.facts if row.heading == heading] for one in pair]))
    rows.append(("出典", [_places(one) for one in pair]))
    return [(heading, cells) for heading, cells in rows if any(cells)]


def _places(view: MeasureView) -> list[str]:
    return (
        [view.origin]
        if view.origin
        else list(dict.fromkeys(where(line.citation) for line in view.all_sources()))
    )


def read_from(read: Profile, by_hand: ByHand, name: str) -> str:
    """Where a facet's value comes from, as it stands under its field.

    Read from 「30人」 → 「読み取り元: 「30人」」; set by hand → 「担当者が設定（読み取りは 20人）」; neither → 「」
    """
    told = [facet for facet in read if facet.name == name]
    if name in by_hand and (by_hand[name] or name not in THREE_STATES):
        was = "、".join(value_with_stance(facet) for facet in told if is_set(by_hand, name, facet.value))
        said = [facet for facet in told if not is_set(by_hand, name, facet.value) and facet.said]
        rest = f"、ほかは「{said[0].said}」から" if said else ""
        return f"{BY_HAND}（読み取りは {was}）{rest}" if was else f"{BY_HAND}{rest}"
    quotes = dict.fromkeys(facet.said for facet in told if facet.said)
    return f"読み取り元: {''.join(f'「{quote}」' for quote in quotes)}" if quotes else ""


def value_with_stance(facet: Facet) -> str:
    """``Facet("capital", 10000000)`` → 「1,000万円」; ``Facet("partner", "bank", holds=False)`` → 「金融機関（ない）」

    Of a condition both answers are told: 「…か（はい）」.
    """
    shown = value_in_words(facet)
    if facet.name == CONDITION:
        return f"{shown}（{YES if facet.holds else NO}）"
    return shown if facet.holds else f"{shown}（{HAS_NOT}）"


def known_in_words(profile: Profile, names: Sequence[str]) -> str:
    """The known values of some facets in one line: 「赤字、大学・高専（ない）」; empty where nothing is known."""
    return "、".join(value_with_stance(facet) for name in names for facet in profile if facet.name == name)


def field_of_profile(profile: Profile) -> list[tuple[str, str]]:
    """What is known of the business, one line per facet: (「業種」, 「製造業」)."""
    return [(label, known) for name, label in LABELS.items() if (known := known_in_words(profile, [name]))]
