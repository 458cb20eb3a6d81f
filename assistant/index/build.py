"""Bring a build folder to what was found: take in changed files, take out what is gone, write the manifest."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.documents.read import read_document
from assistant.documents.suspicious import suspicions
from assistant.errors import DocumentError
from assistant.index.builds import storage_errors
from assistant.index.embedding import Embedding
from assistant.index.embedding_cache import cache_path
from assistant.index.manifest import MANIFEST_NAME, IndexedFile, Manifest, UnreadFile
from assistant.index.scan import FoundFile, Scan, entry_digest, id_in_use, reader_of
from assistant.index.vectors import VECTOR_INDEX
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.index.embed_passages import EmbeddingPlan, EmbeddingUse
    from assistant.index.write import BuildWriter

_log = logging.getLogger(__name__)

Progress = Callable[[str, int, int], None]
"""Called with (what is being done, in Japanese; how many done; how many in all)."""


@dataclass(frozen=True, slots=True)
class Watch:
    """What is told while a build is made."""

    progress: Progress
    announce: Callable[[EmbeddingPlan], None]
    """Called before vectors are made, where they take long or cost money."""


@dataclass(slots=True)
class Taken:
    """What a build holds while it is made."""

    records: dict[str, IndexedFile]
    """By path; unchanged files, and those that cannot be read at the moment, are in from the start."""
    to_come: set[str]
    """Paths of changed files not yet read."""
    fresh: list[str] = field(default_factory=list)
    unread: list[UnreadFile] = field(default_factory=list)
    problems: list[tuple[Path, DocumentError]] = field(default_factory=list)
    """(file or folder, what is wrong with it)."""
    suspicious: list[tuple[str, str]] = field(default_factory=list)
    """(path, what its reader should know) of documents with hidden characters or orders to the assistant."""
    embedded: EmbeddingUse | None = None
    """What the vectors cost, where that is worth knowing."""


def build(
    work: Path,
    found: Scan,
    last: Manifest | None,
    settings: Settings,
    embedding: Embedding,
    watch: Watch,
) -> tuple[Manifest, Taken]:
    """Bring a copy of the last build, or an empty folder, to what was found.

    Args:
        work: the folder, a copy of the last build if ``last`` is given.
        found: what there is to index.
        last: the manifest of the build it starts from.
        settings: the limits on documents.
        embedding: what makes the vectors.
        watch: what is called as the work goes on.

    Raises:
        EmbeddingError: the vectors cannot be made.
        StorageError: the folder cannot be written.
    """
    from assistant.index.write import open_writer

    vectors_anew = last is not None and last.vectors_misfit(embedding.name) is not None
    gone = {record.path for record in found.removed}
    changed = [file for file in found.found if file.known is None]
    taken = Taken(
        records={r.path: r for r in (_seen_anew(last.files, found) if last else ()) if r.path not in gone},
        to_come={str(file.path) for file in changed},
        unread=list(found.unread),
        problems=list(found.problems),
    )
    with storage_errors(work.parent):
        with open_writer(work, embedding, cache_path(settings), vectors_anew=vectors_anew) as writer:
            writer.remove(record.doc_id for record in found.removed)
            for done, file in enumerate(changed):
                watch.progress(f"取り込み: {file.path.name}", done, len(changed))
                _take_in(file, taken, writer, settings)
            dimensions, taken.embedded = writer.embed(
                last.dimensions if last and not vectors_anew else 0,
                watch.announce,
                lambda done, whole: watch.progress("ベクトルの計算", done, whole),
            )
            watch.progress("検索用の索引を作成", len(changed), len(changed))
            counts = writer.finish()
        made = {"embedding": embedding.name, "vector_index": VECTOR_INDEX, "dimensions": dimensions}
        manifest = _manifest(work, found, taken).model_copy(update=made | counts)
        (work / MANIFEST_NAME).write_text(manifest.model_dump_json(indent=2), encoding="utf-8")
    return manifest, taken


def _manifest(work: Path, found: Scan, taken: Taken) -> Manifest:
    return Manifest(
        build_id=work.name.removeprefix(".building-"),
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        roots=tuple(str(root) for root in found.roots),
        files=tuple(taken.records[path] for path in sorted(taken.records)),
        unread=tuple(taken.unread),
        duplicates=tuple(_record(left_out, "") for left_out, _ in found.duplicates),
    )


def note_times(folder: Path, last: Manifest, found: Scan) -> None:
    """Write down the times of files touched without a change, so that they are not read again each time.

    Raises:
        StorageError: the folder cannot be written.
    """
    seen = last.model_copy(
        update={
            "files": _seen_anew(last.files, found),
            "duplicates": tuple(_record(left_out, "") for left_out, _ in found.duplicates),
        }
    )
    if seen != last:
        with storage_errors(folder.parent):
            beside = folder / f"{MANIFEST_NAME}.new"
            beside.write_text(seen.model_dump_json(indent=2), encoding="utf-8")
            beside.replace(folder / MANIFEST_NAME)


def _seen_anew(records: tuple[IndexedFile, ...], found: Scan) -> tuple[IndexedFile, ...]:
    now = {str(file.path): file for file in found.found if file.known}
    return tuple(
        record.model_copy(update={"size": file.size, "modified_ns": file.modified_ns})
        if (file := now.get(record.path))
        else record
        for record in records
    )


def _take_in(file: FoundFile, taken: Taken, writer: BuildWriter, settings: Settings) -> None:
    """Read a file and store it in place of its last version, which stays if it cannot be read."""
    path = str(file.path)
    taken.to_come.discard(path)
    try:
        document, passages = read_document(file.path, file.root, file.entry, settings)
    except DocumentError as error:
        _log.warning("%s", error.message)
        cause = error.__cause__
        if isinstance(cause, OSError) and cause.errno:  # the system's no, which says nothing of the file
            taken.problems.append((file.path, error))
            return
        taken.unread.append(_unread(file, error, settings))
        return
    doc_id = document.meta.doc_id
    with_id = [other for other, record in taken.records.items() if record.doc_id == doc_id and other != path]
    if any(
        other not in taken.to_come for other in with_id
    ):  # one still to come gets its id from its own entry
        taken.problems.append((file.path, id_in_use(file.path, doc_id)))
        return
    for replaced in [*with_id, *([path] if path in taken.records else [])]:
        writer.remove([taken.records.pop(replaced).doc_id])
    writer.add(document, passages)
    taken.records[path] = _record(file, doc_id)
    taken.fresh.append(path)
    if remark := suspicions(document, passages):
        taken.suspicious.append((path, remark))


def _record(file: FoundFile, doc_id: str) -> IndexedFile:
    return IndexedFile(
        path=str(file.path),
        root=str(file.root),
        size=file.size,
        modified_ns=file.modified_ns,
        sha256=file.sha256,
        doc_id=doc_id,
        catalogue=entry_digest(file.entry),
    )


def _unread(file: FoundFile, error: DocumentError, settings: Settings) -> UnreadFile:
    return UnreadFile(
        path=str(file.path),
        size=file.size,
        modified_ns=file.modified_ns,
        reader=reader_of(settings),
        message=error.message,
        hint=error.hint,
    )
