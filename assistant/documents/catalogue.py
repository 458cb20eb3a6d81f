"""What is known about a document: from a catalogue beside it, or read off its first page."""

from __future__ import annotations

import calendar
import hashlib
import re
import tomllib
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from assistant.documents.pages import RawPage
from assistant.documents.titles import title_of
from assistant.errors import DocumentError, InputError, reason, shown
from assistant.text.eras import ERA, era_year
from assistant.text.normalise import normal_text, unified
from assistant.text.regions import region_named
from assistant.types import DocumentMeta, Kind, Standing

CATALOGUE_NAME = "catalogue.toml"
_FIRST_PAGE = 1_500
_DATE = re.compile(
    rf"(?:(?P<era>{ERA}) ?(?P<era_year>元|[0-9]{{1,2}})|(?P<year>(?:19|20)[0-9]{{2}})) ?年(?:度|"
    r" ?(?P<month>1[0-2]|0?[1-9]) ?月(?: ?(?P<day>3[01]|[12][0-9]|0?[1-9]) ?日)?)?"
)
_PUBLISHED = re.compile(
    r"(?:作成|発行|公表|発表|配信|改定|改訂|更新|掲載|公開)(?:日|年月日)?[ :：、(]*(?=[0-9昭平令])|(?<=日)[ )]*(?:作成|発行|公表|改定|改訂|更新|現在)"
)
_DATED = re.compile(r"作成|発行|公表|発表|現在|時点|配信|改定|改訂|制定|施行|日付|開催|日 ?時|更新|掲載")
_OF_SOMETHING_ELSE = re.compile(
    r"締め?切|期限|[年月日)]\s?(?:から|まで|~)|期間|募集開始|申込|創業|設立|調べ|調査"
)
TOP_LINES = 6
"""Lines in which a date that says nothing of itself is the document's."""
_KINDS: tuple[tuple[str, Kind], ...] = (
    ("議事録", "minutes"),
    ("議事要旨", "minutes"),
    ("報告", "report"),
    ("概要", "summary"),
    ("プログラム", "programme"),
    ("説明資料", "slides"),
)


class CatalogueEntry(BaseModel):
    """One ``[[document]]`` of a catalogue.toml."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    file: str
    title: str
    publisher: str
    published: str | None = Field(default=None, pattern=r"^[0-9]{4}(-(0[1-9]|1[0-2])(-[0-3][0-9])?)?$")
    kind: Kind = "other"
    standing: Standing = "unknown"
    standing_basis: str = ""
    origin: str = ""
    terms: str = ""
    sha256: str = ""
    region: tuple[str, ...] = ()

    @field_validator("published")
    @classmethod
    def _in_the_calendar(cls, published: str | None) -> str | None:
        if published and not _is_a_day(published.split("-")):
            raise ValueError(f"{published} という日はありません")
        return published

    @field_validator("region")
    @classmethod
    def _known(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        for name in names:
            try:
                region_named(name)
            except InputError as error:
                raise ValueError(error.message) from error
        return names


class _Catalogue(BaseModel):
    document: tuple[CatalogueEntry, ...] = ()


def read_catalogue(folder: Path) -> dict[Path, CatalogueEntry]:
    """Entries of ``folder/catalogue.toml`` by the resolved path of their file; empty without one.

    Raises:
        DocumentError: the catalogue is not valid, or names a file outside its folder.
    """
    path = folder / CATALOGUE_NAME
    if not path.is_file():
        return {}
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        entries = _Catalogue.model_validate(raw).document
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, ValidationError) as error:
        raise DocumentError(
            f"{path}: 目録を読めません（{_first_problem(error)}）。", "目録の書き方を直してください。"
        ) from error
    by_path = {}
    for entry in entries:
        file = (folder / entry.file).resolve()
        if not file.is_relative_to(folder.resolve()):
            raise DocumentError(
                f"{path}: {entry.file} は目録のフォルダーの外を指しています。", "中のパスにしてください。"
            )
        by_path[file] = entry
    return by_path


def _first_problem(error: Exception) -> str:
    """Where a catalogue is wrong: the entry and field, or the parser's own word on the line."""
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        own_words = first.get("ctx", {}).get("error")
        return f"{place}: {own_words}" if own_words else f"{place} がないか、値が使えません"
    return str(error).splitlines()[0]


def describe(
    path: Path, root: Path, entry: CatalogueEntry | None, pages: list[RawPage], sha256: str
) -> DocumentMeta:
    """The catalogue's word on a document, or what its first page says of title (a heading its file calls the first), date and kind.

    A document outside a catalogue has standing ``unknown``, for nobody has said whether it still holds, and no publisher: whose it
    says it is stands in its title at most.
    """
    is_below = path != root and path.is_relative_to(root)  # a file may be a root itself
    source = path.relative_to(root).as_posix() if is_below else path.name
    if entry:
        return DocumentMeta(
            entry.id,
            entry.title,
            entry.publisher,
            entry.published,
            entry.kind,
            entry.standing,
            source,
            entry.terms,
            sha256,
            entry.region,
        )
    first = "\n".join(page.text for page in pages[:2])[:_FIRST_PAGE]
    called_so = next((page.title for page in pages if page.title), "")
    lines = _without_rows(first, pages)
    several = sum(1 for page in pages if page.top) > 1
    named = title_of(shown("\n".join(filter(None, (called_so, lines)))), path.stem, of_several_sheets=several)
    title = shown(unified(named))
    return DocumentMeta(
        doc_id=_doc_id(path), title=title, publisher="", published=date_of_page(lines, date.today()), kind=_guess_kind(title + path.stem),
        standing="unknown", source=source, sha256=sha256,
    )  # fmt: skip


def _without_rows(first: str, pages: Sequence[RawPage]) -> str:
    """The beginning of a document without rows of tables, where its file tells them: of a sheet, a row is no title."""
    if not any(page.whole_lines for page in pages):
        return first
    return "\n".join(line for line in first.split("\n") if "\t" not in line)


def date_of_page(text: str, today: date) -> str | None:
    """The date a first page gives itself, in ISO form: at its top, or beside a word that says so; None where there is none.

    ``会議の記録\\n日時：2026年1月19日`` → ``2026-01-19``; ``…のご案内（令和8年度）\\n発行日: 2026年4月1日`` → ``2026-04-01``; a deadline, or a year in a table further down, is no such date: nobody
    knows then how old the document is, and a wrong date would be told in every citation. Nor is a day to come: it is that of
    what the document announces.
    """
    lines = [normal_text(line) for line in text.split("\n") if line.strip()]
    top = lines[:TOP_LINES]
    said_so = [line for line in lines if _PUBLISHED.search(line)]
    alone = [line for line in top if _DATE.fullmatch(line.strip("()[]< >"))]
    others = [
        line
        for number, line in enumerate(lines)
        if _DATED.search(line) or (number < TOP_LINES and not _OF_SOMETHING_ELSE.search(line))
    ]
    found = [*filter(None, map(first_date, (*said_so, *alone, *others)))]
    # 令和７年５月 of a report on 令和６年度: a year alone is more often what a document is about than when it is of.
    dates = sorted(found, key=lambda day: len(day) == len("2026"))
    return next((found for found in dates if found <= today.isoformat()[: len(found)]), None)


def first_date(text: str) -> str | None:
    """The first date of a text in ISO form, as exact as it is written.

    ``令和5年5月`` → ``2023-05``; ``2026年1月19日(月)`` → ``2026-01-19``; ``平成元年度`` → ``1989``
    """
    found = _DATE.search(normal_text(text))
    if not found:
        return None
    year = era_year(found["era"], found["era_year"]) if found["era"] else int(found["year"])
    parts = [f"{year:04d}", *(f"{int(found[p]):02d}" for p in ("month", "day") if found[p])]
    return "-".join(parts if _is_a_day(parts) else parts[:2])


def _is_a_day(parts: Sequence[str]) -> bool:
    """Whether year, month and day, as far as they are told, are in the calendar: 2026, 02, 30 are not."""
    year, month, day = (*map(int, parts), 1, 1)[:3]
    return 1 <= day <= calendar.monthrange(year, month)[1]


def file_sha256(path: Path) -> str:
    """Checksum of a file's bytes, hexadecimal.

    Raises:
        DocumentError: the file cannot be read.
    """
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise DocumentError(
            f"{path.name}: 開けません（{reason(error)}）。",
            "ファイルの場所と読み取り権限を確かめてください。",
        ) from error


def _guess_kind(text: str) -> Kind:
    return next((kind for word, kind in _KINDS if word in text), "other")


def _doc_id(path: Path) -> str:
    """A stable name from where the file lies: a changed file keeps its name, a moved one gets another."""
    stem = re.sub(r"[^a-z0-9]+", "-", path.stem.lower()).strip("-")[:40]
    digest = hashlib.sha256(str(path.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:8]
    return f"{stem}-{digest}" if stem else f"doc-{digest}"


assert set(dict(_KINDS).values()) <= set(get_args(Kind))
