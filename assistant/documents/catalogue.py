"""What is known about a document: from a catalogue beside it, or read off its first page."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from assistant.documents.dated import date_of_page, is_a_day
from assistant.documents.pages import RawPage
from assistant.documents.titles import title_of
from assistant.errors import DocumentError, InputError, reason, shown
from assistant.text.edition_words import apart_from_edition
from assistant.text.normalise import unified
from assistant.text.regions import region_named
from assistant.types import DocumentMeta, Kind, Standing

CATALOGUE_NAME = "catalogue.toml"
_FIRST_PAGE = 1_500
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
        if published and not is_a_day(published.split("-")):
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
    edition = apart_from_edition(path.stem)[1]  # R8.10改正 in the name of a file is a date of it
    return DocumentMeta(
        doc_id=_doc_id(path), title=title, publisher="", published=date_of_page(f"{edition}\n{lines}", date.today()), kind=_guess_kind(title + path.stem),
        standing="unknown", source=source, sha256=sha256,
    )  # fmt: skip


def _without_rows(first: str, pages: Sequence[RawPage]) -> str:
    """The beginning of a document without rows of tables, where its file tells them: of a sheet, a row is no title."""
    if not any(page.whole_lines for page in pages):
        return first
    return "\n".join(line for line in first.split("\n") if "\t" not in line)


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
