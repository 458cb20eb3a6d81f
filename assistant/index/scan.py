"""Which files there are to index, and which of them changed since the last build."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.documents.catalogue import CatalogueEntry, file_sha256, read_catalogue
from assistant.documents.read import READER_VERSION
from assistant.errors import DocumentError, reason, shown
from assistant.index.manifest import IndexedFile, Manifest, UnreadFile
from assistant.index.roots import (
    RENAME,
    cannot_look_at,
    deleted_inside_another,
    files_below,
    is_there,
    is_utf8,
    out_of_reach,
)
from assistant.settings import Settings

_OF_NOTHING = hashlib.sha256(b"").hexdigest()


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file to index. ``known`` is its record in the last build if it is unchanged since."""

    path: Path
    root: Path
    entry: CatalogueEntry | None
    known: IndexedFile | None
    size: int
    modified_ns: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Scan:
    """What a look at the file system found."""

    roots: tuple[Path, ...]
    found: tuple[FoundFile, ...]
    removed: tuple[IndexedFile, ...]
    unread: tuple[UnreadFile, ...]
    """Files that could not be read last time and have not changed since."""
    problems: tuple[tuple[Path, DocumentError], ...]
    """(file or folder, what is wrong with it)."""
    duplicates: tuple[tuple[FoundFile, FoundFile], ...]
    """(left out, kept): files with the same bytes."""
    ignored: tuple[Path, ...]
    """Files of a kind that cannot be read."""


def scan(
    roots: Sequence[Path], last: Manifest | None, settings: Settings, forgotten: Collection[Path] = ()
) -> Scan:
    """Look at every root and compare it with the last build.

    A file whose size and time of change are as they were is taken as unchanged and not read. A root
    that is not there keeps its documents, because a network folder may only be out of reach, unless it
    is among the ``forgotten``, which the user named. So does a folder whose catalogue cannot be read:
    without it its documents would lose their dates and standing.
    """
    forgotten = {*forgotten, *deleted_inside_another(roots)}
    found, ignored, problems = _looked_through(roots, last, settings, forgotten)
    problems.extend(_without_claimed_ids(found, last))
    unread = _same_attempts(found, last, settings)
    unique, duplicates = _without_duplicates(found.values())
    kept, left_out = {file.path for file in unique}, {file.path for file, _ in duplicates}
    removed = [
        record
        for record in (last.files if last else ())
        if Path(record.path) in left_out
        or (Path(record.path) not in kept and _is_gone(record, roots, forgotten))
    ]
    remaining = tuple(root for root in roots if root not in forgotten)
    return Scan(
        remaining,
        tuple(unique),
        tuple(removed),
        tuple(unread),
        tuple(problems),
        tuple(duplicates),
        tuple(ignored),
    )


def _looked_through(
    roots: Sequence[Path], last: Manifest | None, settings: Settings, forgotten: Collection[Path]
) -> tuple[dict[Path, FoundFile], list[Path], list[tuple[Path, DocumentError]]]:
    """The files under the roots, those of a kind that cannot be read, and what is wrong with which file or folder."""
    known = {record.path: record for record in (last.files if last else ())}
    hashed = known | {record.path: record for record in (last.duplicates if last else ())}
    found: dict[Path, FoundFile] = {}
    ignored: list[Path] = []
    problems: list[tuple[Path, DocumentError]] = []
    for root in roots:
        if root in forgotten:
            continue
        try:
            catalogue, paths, others = _listed(root)
        except DocumentError as error:
            problems.append((root, error))
            continue
        ignored.extend(others)
        for path in paths:
            entry = catalogue.get(path)
            if path in found and (entry is None or found[path].entry):
                continue  # of two roots that hold a file, the one whose catalogue names it counts
            try:
                found[path] = _look_at(path, root, entry, known, hashed, settings)
            except DocumentError as error:
                problems.append((path, error))
    return found, ignored, problems


def _listed(root: Path) -> tuple[dict[Path, CatalogueEntry], list[Path], list[Path]]:
    """(catalogue, readable files, other files) of a root.

    Raises:
        DocumentError: it is out of reach, or its catalogue cannot be read.
    """
    try:
        if not is_there(root):
            raise out_of_reach(root)
        return read_catalogue(root if root.is_dir() else root.parent), *files_below(root)
    except OSError as error:  # a folder nobody may look at, a network drive that has gone stale
        raise cannot_look_at(root, error) from error


def _same_attempts(
    found: dict[Path, FoundFile], last: Manifest | None, settings: Settings
) -> list[UnreadFile]:
    """Take out of ``found`` the files that could not be read last time and would not be now."""
    unread = []
    for record in last.unread if last else ():
        file = found.get(Path(record.path))
        if file and record.same_attempt(file.size, file.modified_ns, reader_of(settings)):
            unread.append(record)
            del found[file.path]
    return unread


def reader_of(settings: Settings) -> str:
    """What decides whether a file can be read: the reader's version and the limits."""
    return f"{READER_VERSION}/{settings.max_document_bytes}/{settings.max_pdf_pages}"


def _without_claimed_ids(
    found: dict[Path, FoundFile], last: Manifest | None
) -> list[tuple[Path, DocumentError]]:
    """Take out of ``found`` the files whose catalogue gives them an id another file has."""
    holders = {record.doc_id: Path(record.path) for record in (last.files if last else ())}
    claims: dict[str, list[Path]] = {}
    for path, file in sorted(found.items()):
        if file.entry:
            claims.setdefault(file.entry.id, []).append(path)
    problems = []
    for doc_id, paths in claims.items():
        holder = holders.get(doc_id)
        keeps = holder if holder in paths else paths[0]
        for path in paths:
            if path != keeps:
                del found[path]
                problems.append((path, id_in_use(path, doc_id)))
    return problems


def id_in_use(path: Path, doc_id: str) -> DocumentError:
    """What to tell of a file whose id another file has."""
    message = f"{path.name}: 文書ID {doc_id} はほかの文書が使っています。"
    return DocumentError(message, "目録の id を変えてください。")


def entry_digest(entry: CatalogueEntry | None) -> str:
    """Checksum of a catalogue entry, so that a corrected title or date is taken over."""
    return hashlib.sha256(entry.model_dump_json().encode()).hexdigest()[:16] if entry else ""


def _look_at(
    path: Path,
    root: Path,
    entry: CatalogueEntry | None,
    known: dict[str, IndexedFile],
    hashed: dict[str, IndexedFile],
    settings: Settings,
) -> FoundFile:
    if not is_utf8(path):
        raise DocumentError(f"{shown(path.name)}: ファイル名が UTF-8 ではないため取り込めません。", RENAME)
    try:
        status = path.stat()
        # Asked before anything is replaced: a file whose checksum is known would first be opened then.
        if not os.access(path, os.R_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    except OSError as error:
        raise DocumentError(
            f"{path.name}: 開けません（{reason(error)}）。",
            "ファイルの場所と読み取り権限を確かめてください。",
        ) from error
    before = hashed.get(str(path))
    if before and (before.size, before.modified_ns) == (status.st_size, status.st_mtime_ns):
        sha256 = before.sha256
    elif status.st_size > settings.max_document_bytes:
        sha256 = f"too large to hash: {status.st_size} {path}"  # reading it will say so
    else:
        sha256 = file_sha256(path)
    record = known.get(str(path))
    same = record is not None and (record.sha256, record.catalogue) == (sha256, entry_digest(entry))
    return FoundFile(path, root, entry, record if same else None, status.st_size, status.st_mtime_ns, sha256)


def _without_duplicates(
    files: Iterable[FoundFile],
) -> tuple[list[FoundFile], list[tuple[FoundFile, FoundFile]]]:
    kept: dict[str, FoundFile] = {}
    duplicates = []
    # A file in a catalogue is preferred: it has a title, a date and a standing.
    for file in sorted(files, key=lambda f: (f.entry is None, f.known is None)):
        if file.sha256 == _OF_NOTHING:  # each empty file is told as one; none is a copy of another
            kept[str(file.path)] = file
        elif file.sha256 in kept:
            duplicates.append((file, kept[file.sha256]))
        else:
            kept[file.sha256] = file
    return sorted(kept.values(), key=lambda f: str(f.path)), duplicates


def _is_gone(record: IndexedFile, roots: Sequence[Path], forgotten: Collection[Path]) -> bool:
    """Whether a file of the last build is no more; one that is out of reach or unreadable is not gone."""
    path = Path(record.path)
    holding = [root for root in roots if path.is_relative_to(root) and root not in forgotten]
    return not holding or any(_has_left(path, root) for root in holding)


def _has_left(path: Path, root: Path) -> bool:
    """Whether a root that can be looked at no longer holds a file: deleted, or a folder or link now."""
    try:
        if not root.exists():
            return False
        linked_away = path.resolve() != path and root.resolve() == root
        return not path.is_file() or linked_away
    except OSError:
        return False
