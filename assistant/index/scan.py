"""Which files there are to index, and which of them changed since the last build."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.documents.catalogue import CATALOGUE_NAME, CatalogueEntry, file_sha256, read_catalogue
from assistant.documents.load import LOADERS
from assistant.documents.read import READER_VERSION
from assistant.errors import DocumentError, InputError, reason
from assistant.index.manifest import IndexedFile, Manifest, UnreadFile
from assistant.settings import Settings

_DATA_OF_A_CORPUS = {CATALOGUE_NAME, "aliases.toml"}


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
    problems: tuple[DocumentError, ...]
    duplicates: tuple[tuple[FoundFile, FoundFile], ...]
    """(left out, kept): files with the same bytes."""
    ignored: tuple[Path, ...]
    """Files of a kind that cannot be read."""


def check_roots(paths: Sequence[Path], known: Iterable[str]) -> list[Path]:
    """The folders and files to look at, made absolute.

    Raises:
        InputError: a path that never was indexed does not exist, or is a file of a kind not read.
    """
    known_roots = set(known)
    roots = [path.resolve() for path in paths]
    for root in roots:
        if not is_there(root) and str(root) not in known_roots:
            raise InputError(f"{root} がありません。", "ファイルかフォルダーの場所を確かめてください。")
        if root.is_file() and root.suffix.lower() not in LOADERS:
            raise InputError(
                f"{root.name}: この形式は読めません。", f"読める形式: {'・'.join(sorted(LOADERS))}"
            )
    return roots


def scan(
    roots: Sequence[Path], last: Manifest | None, settings: Settings, forgotten: Collection[Path] = ()
) -> Scan:
    """Look at every root and compare it with the last build.

    A file whose size and time of change are as they were is taken as unchanged and not read. A root
    that is not there keeps its documents, because a network folder may only be out of reach, unless it
    is among the ``forgotten``, which the user named. So does a folder whose catalogue cannot be read:
    without it its documents would lose their dates and standing.
    """
    known = {record.path: record for record in (last.files if last else ())}
    hashed = known | {record.path: record for record in (last.duplicates if last else ())}
    found: dict[Path, FoundFile] = {}
    problems: list[DocumentError] = []
    ignored: list[Path] = []
    for root in roots:
        try:
            if not is_there(root) and root not in forgotten:
                raise _out_of_reach(root)
            catalogue = read_catalogue(root if root.is_dir() else root.parent)
            paths, others = files_below(root)
        except DocumentError as error:
            problems.append(error)
            continue
        ignored.extend(others)
        for path in (path for path in paths if path not in found):
            try:
                found[path] = _look_at(path, root, catalogue.get(path), known, hashed, settings)
            except DocumentError as error:
                problems.append(error)
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


def is_there(path: Path) -> bool:
    """Whether something is at a path; what may not be looked at is there."""
    try:
        return path.exists()
    except OSError:
        return True


def files_below(root: Path) -> tuple[list[Path], list[Path]]:
    """(documents, files of other kinds) at or below a path, sorted.

    Hidden files, the catalogue and table of names, and links out of the root are in neither.
    """
    if root.is_file():
        return [root], []
    documents: list[Path] = []
    others: list[Path] = []
    try:
        paths = sorted(root.rglob("*")) if root.is_dir() else []
    except OSError as error:
        raise DocumentError(
            f"{root} を見られません（{reason(error)}）。前に取り込んだ内容をそのまま使います。",
            "フォルダーの権限を確かめてください。",
        ) from error
    for path in paths:
        hidden = any(part.startswith((".", "~$")) for part in path.relative_to(root).parts)
        if hidden or path.name in _DATA_OF_A_CORPUS or not path.is_file():
            continue
        if not path.resolve().is_relative_to(root):
            continue
        (documents if path.suffix.lower() in LOADERS else others).append(path.resolve())
    return documents, others


def _out_of_reach(root: Path) -> DocumentError:
    return DocumentError(
        f"{root} が見つからないため、前に取り込んだ内容をそのまま使います。",
        f"もう使わないときは「shien ingest {root}」を実行すると外れます。",
    )


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
    try:
        str(path).encode("utf-8")
        status = path.stat()
    except UnicodeEncodeError as error:
        shown = path.name.encode("utf-8", "replace").decode()
        raise DocumentError(
            f"{shown}: ファイル名が UTF-8 ではないため取り込めません。", "ファイル名を付け直してください。"
        ) from error
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
        if file.sha256 in kept:
            duplicates.append((file, kept[file.sha256]))
        else:
            kept[file.sha256] = file
    return sorted(kept.values(), key=lambda f: str(f.path)), duplicates


def _is_gone(record: IndexedFile, roots: Sequence[Path], forgotten: Collection[Path]) -> bool:
    """Whether a file of the last build is no more; one that is out of reach or unreadable is not gone."""
    path = Path(record.path)
    root = next((root for root in roots if path == root or path.is_relative_to(root)), None)
    if root is None or root in forgotten:
        return True
    return is_there(root) and not is_there(path)
