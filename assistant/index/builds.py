"""Build folders, the pointer to the one that serves, and the lock against two writers.

``$SHIEN_HOME/index/<build id>/`` holds one finished build; ``$SHIEN_HOME/index/current`` names the one
that serves. A build grows in a folder whose name begins with a dot and gets its name only when it is
whole, so that a crash at any moment leaves the last good one serving.
"""

from __future__ import annotations

import logging
import os
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from assistant.errors import NO_SPACE, AssistantError, IndexUnfit, StorageError, reason
from assistant.settings import Settings

_log = logging.getLogger(__name__)

POINTER = "current"
_BUILD_NAME = re.compile(r"[0-9]{8}-[0-9]{6}-[0-9]{6}")
_IN_USE = "in-use.lock"
_VECTOR_DATABASE = "chroma.sqlite3"
# The last is NumPy's, which says how much of an array it could write and gives no error number.
_FULL_WORDS = (
    "disk is full",
    "no space left",
    "disk full",
    "quota exceeded",
    "file too large",
    "requested and",
)
_DAMAGED_WORDS = ("not a database", "malformed", "no such table")
_UNWRITABLE_WORDS = (
    "readonly",
    "read-only",
    "permission denied",
    "unable to open database file",
    "disk i/o error",
)


def index_folder(settings: Settings) -> Path:
    """Where all builds lie."""
    return settings.home / "index"


def current_build_id(settings: Settings) -> str | None:
    """Name of the build that serves, or None before the first ingest. Reads one small file."""
    try:
        name = (index_folder(settings) / POINTER).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return None
    return name if _BUILD_NAME.fullmatch(name) else None


def current_build(settings: Settings) -> Path | None:
    """Folder of the build that serves, or None."""
    name = current_build_id(settings)
    folder = index_folder(settings) / name if name else None
    return folder if folder and folder.is_dir() else None


@contextmanager
def write_lock(settings: Settings) -> Iterator[None]:
    """Hold the right to write the index; the operating system frees it if the process dies.

    Raises:
        StorageError: another run is writing, or the folder cannot be written.
    """
    from filelock import FileLock, Timeout

    folder = index_folder(settings)
    with storage_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / "write.lock")
        try:
            lock.acquire(timeout=0)
        except Timeout as error:
            raise StorageError(
                "別の取り込みが実行中です。", "終わるのを待って、もう一度実行してください。"
            ) from error
    try:
        for left_over in folder.glob(".building-*"):  # of a run that was killed: nobody else holds the lock
            _log.warning("removing an unfinished build: %s", left_over.name)
            shutil.rmtree(left_over, ignore_errors=True)
        yield
    finally:
        lock.release()


@contextmanager
def new_build(settings: Settings, start_from: Path | None) -> Iterator[Path]:
    """A folder to build in, holding a copy of ``start_from`` if given. Removed if the body fails."""
    folder = index_folder(settings)
    # Names sort by age, and two cannot be alike: one run at a time holds the lock.
    work = folder / f".building-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}"
    try:
        with storage_errors(folder):
            if start_from:
                _copy_build(start_from, work)
            else:
                work.mkdir()
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _copy_build(source: Path, target: Path) -> None:
    """Copy a build that others may be opening; Chroma keeps a journal beside its database even to read."""
    shutil.copytree(source, target, ignore=shutil.ignore_patterns(_VECTOR_DATABASE + "*", _IN_USE))
    place = Path("vectors") / _VECTOR_DATABASE
    with (
        closing(
            sqlite3.connect(f"{(source / place).resolve().as_uri()}?mode=ro", uri=True, timeout=30)
        ) as old,
        closing(sqlite3.connect(target / place)) as new,
    ):
        old.backup(new)


def switch_to(settings: Settings, work: Path) -> str:
    """Give a finished build its name, make it the serving one, and remove builds out of use."""
    folder = index_folder(settings)
    build_id = work.name.removeprefix(".building-")
    served = current_build(settings)
    with storage_errors(folder):
        _sync_tree(work)
        work.rename(folder / build_id)
        pointer = folder / f"{POINTER}.new"
        with pointer.open("w", encoding="utf-8") as file:
            file.write(build_id)
            file.flush()
            os.fsync(file.fileno())
        pointer.replace(folder / POINTER)
        _sync(folder)
    # The build before stays: should the new one be damaged, it still knows which folders were added.
    others = [build for build in finished_builds(settings) if build.name != build_id]
    before = served or next(iter(others), None)
    for old in others:
        if old != before and not is_held(old):
            shutil.rmtree(old, ignore_errors=True)
    return build_id


def finished_builds(settings: Settings) -> list[Path]:
    """Folders of all finished builds, newest first."""
    folder = index_folder(settings)
    names = [p.name for p in folder.iterdir()] if folder.is_dir() else []
    return [folder / name for name in sorted(names, reverse=True) if _BUILD_NAME.fullmatch(name)]


def indexed_roots(settings: Settings) -> list[Path]:
    """What the newest readable build was made from; empty where there is none."""
    from assistant.index.manifest import read_manifest

    for build in finished_builds(settings):
        try:
            return [Path(root) for root in read_manifest(build).roots]
        except AssistantError:
            continue
    return []


def missing_parts(build: Path) -> list[str]:
    """Names of the files a build cannot be opened without and does not have."""
    from assistant.index.lexical import CHANNELS

    parts = ["documents.sqlite", "lexical/passages.json", f"vectors/{_VECTOR_DATABASE}"]
    parts += ["folded/folded.bin", "folded/starts.npy"]
    passages = build / "lexical" / "passages.json"
    if passages.is_file() and passages.stat().st_size > len("[]"):  # without passages there are no channels
        parts += [f"lexical/{channel}/params.index.json" for channel in CHANNELS]
        parts += ["folded/joined/params.index.json"]
    return [part for part in parts if not (build / part).is_file()]


def hold_build(build: Path) -> IO[str] | None:
    """Mark a build as being read until the result is closed, or the process ends.

    None where the build cannot be marked, on a read-only disk: there nobody can remove it either.
    """
    import fcntl

    try:
        mark = (build / _IN_USE).open("a", encoding="utf-8")
    except OSError:
        return None
    fcntl.flock(mark, fcntl.LOCK_SH)
    return mark


def is_held(build: Path) -> bool:
    """Whether some process reads a build."""
    import fcntl

    try:
        with (build / _IN_USE).open("a", encoding="utf-8") as mark:
            fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False


@contextmanager
def storage_errors(folder: Path) -> Iterator[None]:
    """Turn what a full or read-only disk raises, here or inside SQLite or Chroma, into StorageError."""
    try:
        yield
    except AssistantError:
        raise
    except OSError as error:
        short = error.errno is None and any(word in str(error) for word in _FULL_WORDS)
        raise _storage_error(folder, error, full=short or error.errno in NO_SPACE) from error
    except (sqlite3.Error, RuntimeError, ValueError, _chroma_error()) as error:
        text = str(error).lower()
        if any(word in text for word in _DAMAGED_WORDS):
            raise IndexUnfit(
                "索引が壊れています。", "「shien ingest --rebuild」で作り直してください。"
            ) from error
        full = any(word in text for word in _FULL_WORDS)
        if not full and not any(word in text for word in _UNWRITABLE_WORDS):
            raise
        raise _storage_error(folder, error, full=full) from error


def _chroma_error() -> type[Exception]:
    """Chroma's own base error, without importing Chroma just to fail."""
    import sys

    module = sys.modules.get("chromadb.errors")
    found: type[Exception] = module.ChromaError if module else sqlite3.Error
    return found


def _storage_error(folder: Path, error: Exception, *, full: bool) -> StorageError:
    if full:
        return StorageError(
            f"ディスクの空きが足りず、{folder} に書き込めませんでした。前の索引はそのまま使えます。",
            "空きを作ってからもう一度実行するか、SHIEN_HOME で別の場所を指定してください。",
        )
    return StorageError(
        f"{folder} に書き込めません（{reason(error)}）。",
        "書き込みの権限を確かめるか、SHIEN_HOME で書き込める場所を指定してください。",
    )


def _sync_tree(folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_file():
            _sync(path)
    _sync(folder)


def _sync(path: Path) -> None:
    """Make sure a file or folder is on the disk before the pointer says so."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
