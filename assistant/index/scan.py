"""Which files there are to index, and which of them changed since the last build."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.documents.catalogue import CATALOGUE_NAME, CatalogueEntry, file_sha256, read_catalogue
from assistant.documents.load import LOADERS
from assistant.errors import DocumentError, InputError
from assistant.index.manifest import IndexedFile, Manifest, UnreadFile


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
    duplicates: tuple[tuple[Path, Path], ...]
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
        if not root.exists() and str(root) not in known_roots:
            raise InputError(f"{root} がありません。", "ファイルかフォルダーの場所を確かめてください。")
        if root.is_file() and root.suffix.lower() not in LOADERS:
            raise InputError(
                f"{root.name}: この形式は読めません。", f"読める形式: {'・'.join(sorted(LOADERS))}"
            )
    return roots


def scan(roots: Sequence[Path], last: Manifest | None, forgotten: Collection[Path] = ()) -> Scan:
    """Look at every root and compare it with the last build.

    A file whose size and time of change are as they were is taken as unchanged and not read. A root
    that is not there keeps its documents, because a network folder may only be out of reach, unless it
    is among the ``forgotten``, which the user named.
    """
    known = {record.path: record for record in (last.files if last else ())}
    unread_before = {record.path: record for record in (last.unread if last else ())}
    found: dict[Path, FoundFile] = {}
    unread: list[UnreadFile] = []
    problems: list[DocumentError] = []
    ignored: list[Path] = []
    for root in roots:
        if not root.exists() and root not in forgotten:
            problems.append(_out_of_reach(root))
        paths, others = files_below(root)
        ignored.extend(others)
        try:
            catalogue = read_catalogue(root if root.is_dir() else root.parent)
        except DocumentError as error:
            problems.append(error)
            catalogue = {}
        for path in paths:
            if path in found:
                continue
            try:
                file = _look_at(path, root, catalogue.get(path), known.get(str(path)))
            except DocumentError as error:
                problems.append(error)
                continue
            before = unread_before.get(str(path))
            if before and (before.size, before.modified_ns) == (file.size, file.modified_ns):
                unread.append(before)
            else:
                found[path] = file
    unique, duplicates = _without_duplicates(found.values())
    kept = {str(file.path) for file in unique}
    left_out = {str(path) for path, _ in duplicates}
    removed = [
        record
        for record in known.values()
        if record.path not in kept and (record.path in left_out or _is_gone(record, roots, forgotten))
    ]
    remaining = tuple(root for root in roots if root.exists() or root not in forgotten)
    return Scan(
        remaining,
        tuple(unique),
        tuple(removed),
        tuple(unread),
        tuple(problems),
        tuple(duplicates),
        tuple(ignored),
    )


def files_below(root: Path) -> tuple[list[Path], list[Path]]:
    """(documents, files of other kinds) at or below a path, sorted.

    Hidden files, the catalogue, and links out of the root are in neither.
    """
    if root.is_file():
        return [root], []
    documents: list[Path] = []
    others: list[Path] = []
    for path in sorted(root.rglob("*")) if root.is_dir() else ():
        hidden = any(part.startswith((".", "~$")) for part in path.relative_to(root).parts)
        if hidden or path.name == CATALOGUE_NAME or not path.is_file():
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


def _is_gone(record: IndexedFile, roots: Sequence[Path], forgotten: Collection[Path]) -> bool:
    """Whether a file of the last build is no more; one that is out of reach or unreadable is not gone."""
    path = Path(record.path)
    root = next((root for root in roots if path == root or path.is_relative_to(root)), None)
    if root is None or root in forgotten:
        return True
    return root.exists() and not path.exists()
