"""Which files there are to index, and which of them changed since the last build."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.documents.catalogue import CATALOGUE_NAME, CatalogueEntry, file_sha256, read_catalogue
from assistant.documents.load import LOADERS
from assistant.errors import DocumentError, InputError
from assistant.index.manifest import IndexedFile, Manifest


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
    problems: tuple[DocumentError, ...]
    duplicates: tuple[tuple[Path, Path], ...]
    """(left out, kept): files with the same bytes."""


def check_roots(paths: Sequence[Path], known: Iterable[str]) -> list[Path]:
    """The folders and files to look at, made absolute.

    Raises:
        InputError: a path that never was indexed does not exist.
    """
    known_roots = set(known)
    roots = [path.resolve() for path in paths]
    for root in roots:
        if not root.exists() and str(root) not in known_roots:
            raise InputError(f"{root} がありません。", "ファイルかフォルダーの場所を確かめてください。")
    return roots


def scan(roots: Sequence[Path], last: Manifest | None) -> Scan:
    """Look at every root and compare it with the last build.

    A file whose size and time of change are as they were is taken as unchanged and not read.
    """
    known = {record.path: record for record in (last.files if last else ())}
    found: dict[Path, FoundFile] = {}
    problems: list[DocumentError] = []
    for root in roots:
        try:
            catalogue = read_catalogue(root if root.is_dir() else root.parent)
        except DocumentError as error:
            problems.append(error)
            catalogue = {}
        for path in files_below(root):
            if path in found:
                continue
            try:
                found[path] = _look_at(path, root, catalogue.get(path), known.get(str(path)))
            except DocumentError as error:
                problems.append(error)
    unique, duplicates = _without_duplicates(found.values())
    kept_paths = {str(file.path) for file in unique}
    # A file that is there but cannot be read now keeps its last good version in the index.
    removed = [r for r in known.values() if r.path not in kept_paths and not _still_there(r, roots, found)]
    return Scan(tuple(roots), tuple(unique), tuple(removed), tuple(problems), tuple(duplicates))


def files_below(root: Path) -> list[Path]:
    """Readable documents at or below a path, sorted. Hidden files and links out of the root are left out."""
    if root.is_file():
        return [root]
    if not root.is_dir():
        return []
    paths = []
    for path in sorted(root.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(root).parts)
        if hidden or path.suffix.lower() not in LOADERS or not path.is_file():
            continue
        if path.resolve().is_relative_to(root):
            paths.append(path.resolve())
    return paths


def entry_digest(entry: CatalogueEntry | None) -> str:
    """Checksum of a catalogue entry, so that a corrected title or date is taken over."""
    return hashlib.sha256(entry.model_dump_json().encode()).hexdigest()[:16] if entry else ""


def _look_at(path: Path, root: Path, entry: CatalogueEntry | None, known: IndexedFile | None) -> FoundFile:
    try:
        status = path.stat()
    except OSError as error:
        raise DocumentError(
            f"{path.name}: 開けません（{error.strerror}）。",
            "ファイルの場所と読み取り権限を確かめてください。",
        ) from error
    same_file = known and (known.size, known.modified_ns) == (status.st_size, status.st_mtime_ns)
    sha256 = known.sha256 if known and same_file else file_sha256(path)
    same = known is not None and known.sha256 == sha256 and known.catalogue == entry_digest(entry)
    return FoundFile(path, root, entry, known if same else None, status.st_size, status.st_mtime_ns, sha256)


def _without_duplicates(files: Iterable[FoundFile]) -> tuple[list[FoundFile], list[tuple[Path, Path]]]:
    kept: dict[str, FoundFile] = {}
    duplicates = []
    # A file in a catalogue is preferred: it has a title, a date and a standing.
    for file in sorted(files, key=lambda f: (f.entry is None, f.known is None)):
        if file.sha256 in kept:
            duplicates.append((file.path, kept[file.sha256].path))
        else:
            kept[file.sha256] = file
    return sorted(kept.values(), key=lambda f: str(f.path)), duplicates


def _still_there(record: IndexedFile, roots: Sequence[Path], found: dict[Path, FoundFile]) -> bool:
    path = Path(record.path)
    below_a_root = any(path == root or path.is_relative_to(root) for root in roots)
    return path not in found and below_a_root and path.exists() and path.name != CATALOGUE_NAME
