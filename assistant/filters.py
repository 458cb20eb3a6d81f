"""What a search is limited to: documents, dates, standing, kinds, regions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, cast, get_args

from assistant.answering.annotate import STANDING_WORDS, japanese_date, standing_of
from assistant.errors import InputError
from assistant.text.eras import ERA, era_year
from assistant.text.normalise import normal_text
from assistant.text.regions import NATIONWIDE, Region, region_named, regions_in
from assistant.text.times import first_day, last_day
from assistant.types import DocumentMeta, Kind, Passage, Standing

KIND_WORDS: dict[Kind, str] = {
    "minutes": "議事録",
    "report": "報告書",
    "summary": "概要",
    "programme": "プログラム",
    "slides": "説明スライド",
    "other": "その他",
}
_ISO = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}")
_WRITTEN = re.compile(
    rf"(?P<era>{ERA})?(?P<year>[0-9]{{1,4}}|元)"
    r"(?:年?|(?:年|[-/])(?P<month>[0-9]{1,2})(?:月?|(?:月|[-/])(?P<day>[0-9]{1,2})日?))"
)
MAX_NAMED = 5
"""How many ids an error names."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What a passage must meet; a condition that is empty or None is met by all.

    Raises:
        InputError: a value that no document can have.
    """

    doc_ids: tuple[str, ...] = ()
    since: str | None = None
    """ISO date, as exact as wanted: 2023, 2023-05, 2023-05-01. A document of 2023-05 passes each of them."""
    until: str | None = None
    standing: tuple[Standing, ...] = ()
    """Standing on the day of asking, not the one in the catalogue."""
    kinds: tuple[Kind, ...] = ()
    regions: tuple[str, ...] = ()
    """Names of regions. A passage that names none, or the whole country, passes."""

    def __post_init__(self) -> None:
        for name in ("doc_ids", "standing", "kinds", "regions"):
            values = getattr(self, name)
            if isinstance(values, str):
                raise InputError(f"{name} は値の並びで指定してください。", f"例: {name}=({values!r},)")
            object.__setattr__(self, name, tuple(values))
        for name in self.regions:
            region_named(name)
        _check("状態", self.standing, STANDING_WORDS)
        _check("種類", self.kinds, KIND_WORDS)
        for iso in filter(None, (self.since, self.until)):
            _check_date(iso)
        if self.since and self.until and first_day(self.since) > last_day(self.until):
            raise InputError(
                f"期間の終わり（{self.until}）が始まり（{self.since}）より前です。", "期間を直してください。"
            )

    @property
    def is_empty(self) -> bool:
        """Whether everything passes."""
        return self == Filters()


assert set(STANDING_WORDS) == set(get_args(Standing)) and set(KIND_WORDS) == set(get_args(Kind))


def filters_from(
    doc_ids: Sequence[str] | None = None,
    since: str | None = None,
    until: str | None = None,
    standing: Sequence[str] | None = None,
    kinds: Sequence[str] | None = None,
    regions: Sequence[str] | None = None,
) -> Filters:
    """Filters from what a person typed or picked.

    Raises:
        InputError: a value that no document can have.
    """
    return Filters(
        tuple(doc_ids or ()),
        _iso(since) if since else None,
        _iso(until) if until else None,
        cast(tuple[Standing, ...], _codes(standing or (), STANDING_WORDS)),  # checked when they are made
        cast(tuple[Kind, ...], _codes(kinds or (), KIND_WORDS)),
        tuple(regions or ()),
    )


def _codes(values: Sequence[str], words: Mapping[Any, str]) -> tuple[str, ...]:
    """``現行`` → ``current``; what is no such word stays."""
    codes = {word: code for code, word in words.items()}
    return tuple(codes.get(value, value) for value in values)


def _iso(written: str) -> str:
    """A date as people write it: ``２０２０``, ``2023年5月``, ``令和5年`` → ``2020``, ``2023-05``, ``2023``"""
    found = _WRITTEN.fullmatch(normal_text(written).strip())
    if not found:
        return written
    era, number, month, day = found.group("era", "year", "month", "day")
    year = era_year(era, number) if era else 1 if number == "元" else int(number)
    return "-".join([f"{year:04d}", *(f"{int(part):02d}" for part in (month, day) if part)])


def _check(what: str, values: Sequence[str], allowed: Mapping[Any, str]) -> None:
    for value in values:
        if value not in allowed:
            names = "・".join(f"{name}（{word}）" for name, word in allowed.items())
            raise InputError(f"資料の{what}「{value}」はありません。", f"{names}から指定してください。")


def _check_date(iso: str) -> None:
    try:
        if not _ISO.fullmatch(iso):
            raise ValueError(iso)
        date.fromisoformat(f"{iso}-01-01"[:10])
    except ValueError as error:
        raise InputError(
            f"日付「{iso}」は使えません。", "2023、2023-05、2023-05-01 のどれかの形で指定してください。"
        ) from error


def check_documents(filters: Filters, documents: Mapping[str, DocumentMeta]) -> None:
    """Refuse ids that no document has.

    Raises:
        InputError: an id is not among the documents.
    """
    for doc_id in filters.doc_ids:
        if doc_id not in documents:
            names = "、".join(list(documents)[:MAX_NAMED])
            more = f" など {len(documents)} 件" if len(documents) > MAX_NAMED else ""
            raise InputError(
                f"資料「{doc_id}」は索引にありません。", f"索引にある資料: {names or 'なし'}{more}"
            )


def document_passes(document: DocumentMeta, filters: Filters, today: date) -> bool:
    """Whether a document may hold passages that pass.

    Args:
        document: what is known about it.
        filters: the conditions.
        today: the day of asking, on which its standing is judged.
    """
    if filters.doc_ids and document.doc_id not in filters.doc_ids:
        return False
    if filters.kinds and document.kind not in filters.kinds:
        return False
    if (filters.since or filters.until) and not published_within(document, filters.since, filters.until):
        return False
    standing = standing_of(document, "", today)
    return (
        not filters.standing
        or standing in filters.standing
        # Sentences of a current document may speak of plans.
        or ("planned" in filters.standing and standing == "current")
    )


def passage_passes(passage: Passage, document: DocumentMeta, filters: Filters, today: date) -> bool:
    """Whether a passage of a document that passes meets what only its words can tell: plans, regions."""
    if filters.standing:
        told = {standing_of(document, "", today), standing_of(document, passage.text, today)}
        if told.isdisjoint(filters.standing):
            return False
    if not filters.regions:
        return True
    spoken_for = regions_of(passage, document)
    return speaks_for_all(spoken_for) or any(
        region_named(name).meets(region) for name in filters.regions for region in spoken_for
    )


def published_within(document: DocumentMeta, since: str | None, until: str | None) -> bool:
    """Whether a document's date, as exact as it is known, overlaps a stretch; an undated one never does.

    2023-05 overlaps since 2023-05-20, and until 2023
    """
    if not document.published:
        return False
    return not (
        (since and last_day(document.published) < first_day(since))
        or (until and first_day(document.published) > last_day(until))
    )


def regions_of(passage: Passage, document: DocumentMeta) -> tuple[Region, ...]:
    """The regions a passage speaks for: its document's, and those its title, headings and text name."""
    texts = (document.title, *passage.section, passage.text)
    named = [region_named(name) for name in document.regions]
    return tuple(dict.fromkeys([*named, *(region for text in texts for region in regions_in(text))]))


def speaks_for_all(regions: tuple[Region, ...]) -> bool:
    """Whether nothing, or the whole country, is named: such a passage holds for any region."""
    return not regions or NATIONWIDE in regions


def within(filters: Filters, since: str, until: str) -> Filters | None:
    """The same conditions, and published within a stretch besides; None where nothing can meet both."""
    begin = max((filters.since or since, since), key=first_day)
    end = min((filters.until or until, until), key=last_day)
    return replace(filters, since=begin, until=end) if first_day(begin) <= last_day(end) else None


def describe(filters: Filters) -> str:
    """The conditions as an advisor reads them: ``議事録・報告書、現行、2020年から、関東``; empty without any."""
    since = f"{japanese_date(filters.since)}から" if filters.since else ""
    until = f"{japanese_date(filters.until)}まで" if filters.until else ""
    parts = (
        "・".join(filters.doc_ids),
        "・".join(KIND_WORDS[kind] for kind in filters.kinds),
        "・".join(STANDING_WORDS[standing] for standing in filters.standing),
        since + until,
        "・".join(filters.regions),
    )
    return "、".join(part for part in parts if part)
