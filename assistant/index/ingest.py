"""Bring the index up to date with the files: only what changed is read, and a whole build is switched to."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from assistant.documents.load import formats_hint
from assistant.errors import DocumentError, IndexUnfit, InputError, StorageError
from assistant.index.build import Progress, Taken, Watch, build, note_times
from assistant.index.builds import (
    current_build,
    finished_builds,
    index_folder,
    missing_parts,
    new_build,
    switch_to,
    write_lock,
)
from assistant.index.embed_passages import EmbeddingPlan, EmbeddingUse
from assistant.index.embedding import Embedding, chosen_embedding
from assistant.index.manifest import Manifest, UnreadFile, read_manifest
from assistant.index.roots import check_known, check_roots, is_there
from assistant.index.scan import Scan, scan
from assistant.settings import Settings

_BYTES_PER_SOURCE_BYTE = 18
_SPARE_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What an ingest did. Paths are as given in the manifest."""

    build_id: str
    added: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: int = 0
    failed: tuple[tuple[str, str], ...] = ()
    """(what happened, what to do) for each file left out."""
    failed_earlier: tuple[tuple[str, str], ...] = ()
    """Those of ``failed`` that neither were named nor read in this call: as they were left out before."""
    duplicates: tuple[tuple[str, str], ...] = ()
    ignored: tuple[str, ...] = ()
    """Files of a kind that cannot be read."""
    suspicious: tuple[tuple[str, str], ...] = ()
    """(path, what was found) of files just read that hold hidden characters or orders to the assistant."""
    documents: int = 0
    pages: int = 0
    passages: int = 0
    rebuilt_because: str | None = None
    vectors_only: bool = False
    """Whether only the vectors were made anew: texts and words are those of the build before."""
    embedding: EmbeddingUse | None = None
    """What the vectors cost; None where none was made, or where they cost nothing worth telling."""
    seconds: float = field(default=0.0, compare=False)


@dataclass(frozen=True, slots=True)
class _Before:
    """The index as it was."""

    folder: Path | None
    """Of the build that serves."""
    manifest: Manifest | None
    misfit: str | None
    """Why it cannot be built upon; None if it can, or if there is none."""

    @property
    def reusable(self) -> Manifest | None:
        """The manifest, where its build can be built upon."""
        return self.manifest if self.misfit is None else None

    def other_vectors(self, embedding: Embedding) -> str | None:
        """Why its vectors cannot be kept where its texts can; None if they can."""
        return self.reusable.vectors_misfit(embedding.name) if self.reusable else None


def ingest(
    paths: Sequence[Path],
    settings: Settings,
    *,
    rebuild: bool = False,
    refresh: bool = False,
    drop: bool = False,
    progress: Progress | None = None,
    announce: Callable[[EmbeddingPlan], None] | None = None,
) -> IngestReport:
    """Index the shipped corpus, or files and folders, and everything indexed before.

    Incremental by content: unchanged files are not read again, files that are gone stop answering.
    The new index is built beside the old one and switched to when it is whole.

    Args:
        paths: files and folders to add; none means the shipped corpus.
        settings: where the index lies, and the limits on documents.
        rebuild: read every file again.
        refresh: none means what was indexed before, if anything was: who works with folders of their own is not
            given the shipped corpus beside them.
        drop: take the paths out of the index instead; the files stay.
        progress: called as the work goes on.
        announce: called before vectors are made that take long or cost money.

    Raises:
        InputError: a path does not exist, was never indexed and is to be dropped, or nothing readable was found.
        EmbeddingError: the embedding is set wrongly, or cannot be used.
        StorageError: the data folder is read-only, full, or in use by another ingest.
    """
    started = datetime.now(UTC)
    watch = Watch(progress or _tell_nobody, announce or _tell_nobody)
    embedding = chosen_embedding(settings)
    with write_lock(settings):
        before = _last_build(settings, rebuild)
        known_roots = before.manifest.roots if before.manifest else ()
        named = check_roots(paths or ([] if refresh and known_roots else [settings.corpus]), known_roots)
        if drop:
            check_known(named, known_roots)
        roots = list(dict.fromkeys([*map(Path, known_roots), *named]))
        forgotten = [root for root in named if drop or not is_there(root)]
        found = scan(roots, before.reusable, settings, forgotten)
        earlier = _beside(found, named if paths else ())
        if not found.found and not known_roots:
            raise _nothing_found(_told(found.problems, found.unread))
        if unchanged := _unchanged(before, found, embedding):
            return replace(unchanged, failed_earlier=earlier)
        report = _new_build(found, before, settings, embedding, watch)
    seconds = (datetime.now(UTC) - started).total_seconds()
    return replace(report, failed_earlier=earlier, seconds=seconds)


def _new_build(
    found: Scan, before: _Before, settings: Settings, embedding: Embedding, watch: Watch
) -> IngestReport:
    """Build beside what serves, upon a copy of it where it can be built upon, and switch to the new one."""
    embedding.check()
    _check_space(settings, found, before.folder)
    with new_build(settings, before.folder if before.reusable else None) as work:
        report = _built(work, found, before.reusable, settings, embedding, watch)
        if before.manifest and not before.reusable:  # what a rebuild could not take over is gone, and said so
            report = replace(report, removed=_lost(before.manifest, work))
        report = replace(report, build_id=switch_to(settings, work))
    other_vectors = before.other_vectors(embedding)
    return replace(report, rebuilt_because=before.misfit or other_vectors, vectors_only=bool(other_vectors))


def _built(
    work: Path, found: Scan, reusable: Manifest | None, settings: Settings, embedding: Embedding, watch: Watch
) -> IngestReport:
    manifest, taken = build(work, found, reusable, settings, embedding, watch)
    if not manifest.passages and not (reusable and reusable.files):
        raise _nothing_found(_told(taken.problems, taken.unread))
    return _describe(manifest, taken, found, reusable)


def _tell_nobody(*_told: object) -> None:
    pass


def _last_build(settings: Settings, rebuild: bool) -> _Before:
    folder = current_build(settings)
    if folder is None:
        manifest = _any_manifest(settings)
        return _Before(None, manifest, "使っている索引の記録がありません。" if manifest else None)
    try:
        manifest = read_manifest(folder)
    except IndexUnfit as error:
        return _Before(folder, _any_manifest(settings), error.message)
    if rebuild:
        return _Before(folder, manifest, "指定により作り直しました。")
    if missing := missing_parts(folder):
        return _Before(folder, manifest, f"索引の一部（{'、'.join(missing)}）がありません。")
    return _Before(folder, manifest, manifest.misfit())


def _any_manifest(settings: Settings) -> Manifest | None:
    """The newest readable manifest of all builds: it still knows which folders were added."""
    for folder in finished_builds(settings):
        try:
            return read_manifest(folder)
        except IndexUnfit:
            continue
    return None


def _lost(last: Manifest, work: Path) -> tuple[str, ...]:
    now = {record.path for record in read_manifest(work).files}
    return tuple(record.path for record in last.files if record.path not in now)


def _unchanged(before: _Before, found: Scan, embedding: Embedding) -> IngestReport | None:
    """The report where the build that serves holds all that was found as it is now, with the times of its files noted in it;
    None where it does not."""
    last = before.reusable
    if last is None or before.folder is None or before.other_vectors(embedding):
        return None
    same_roots = set(last.roots) == {str(root) for root in found.roots}
    if not same_roots or found.removed or not all(file.known for file in found.found):
        return None
    note_times(before.folder, last, found)
    return IngestReport(
        last.build_id,
        unchanged=len(found.found),
        failed=_told(found.problems, found.unread),
        ignored=tuple(map(str, found.ignored)),
        duplicates=tuple((str(a.path), str(b.path)) for a, b in found.duplicates),
        documents=last.documents,
        pages=last.pages,
        passages=last.passages,
    )


def _describe(manifest: Manifest, taken: Taken, found: Scan, last: Manifest | None) -> IngestReport:
    known = {record.path for record in (last.files if last else ())}
    return IngestReport(
        manifest.build_id,
        added=tuple(path for path in taken.fresh if path not in known),
        updated=tuple(path for path in taken.fresh if path in known),
        removed=tuple(record.path for record in found.removed),
        unchanged=len(taken.records) - len(taken.fresh),
        failed=_told(taken.problems, taken.unread),
        ignored=tuple(map(str, found.ignored)),
        duplicates=tuple((str(left_out.path), str(kept.path)) for left_out, kept in found.duplicates),
        suspicious=tuple(taken.suspicious),
        documents=manifest.documents,
        pages=manifest.pages,
        passages=manifest.passages,
        embedding=taken.embedded,
    )


def _check_space(settings: Settings, found: Scan, last_build: Path | None) -> None:
    """Fail before the work, not in the middle of it, when the disk is plainly too small."""
    new = sum(file.size for file in found.found if file.known is None)
    old = sum(p.stat().st_size for p in last_build.rglob("*") if p.is_file()) if last_build else 0
    needed = new * _BYTES_PER_SOURCE_BYTE + old + _SPARE_BYTES
    free = shutil.disk_usage(index_folder(settings)).free
    if free < needed:
        raise StorageError(
            f"ディスクの空きが足りません（必要 約{needed // 1_000_000:,} MB、空き {free // 1_000_000:,} MB）。",
            "空きを作ってからもう一度実行するか、SHIEN_HOME で別の場所を指定してください。",
        )


def _told(
    problems: Sequence[tuple[Path, DocumentError]], unread: Sequence[UnreadFile]
) -> tuple[tuple[str, str], ...]:
    """(what happened, what to do) for everything that was left out."""
    return (*((e.message, e.hint) for _, e in problems), *((file.message, file.hint) for file in unread))


def _beside(found: Scan, named: Sequence[Path]) -> tuple[tuple[str, str], ...]:
    """What was left out without being read, of other files than those named; nothing where none was named."""

    def is_other(path: Path) -> bool:
        return bool(named) and not any(path.is_relative_to(root) for root in named)

    return _told(
        [(path, error) for path, error in found.problems if is_other(path)],
        [file for file in found.unread if is_other(Path(file.path))],
    )


def _nothing_found(told: Sequence[tuple[str, str]]) -> InputError:
    if told:
        return InputError(f"取り込める文書がありません。{told[0][0]}", told[0][1])
    return InputError("取り込める文書がありません。", formats_hint(""))
