"""Documents added on the page: files in a folder of the data folder, which is indexed like any other folder.

What is taken out is kept aside for a day, so that a slip of the hand loses nothing.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.conversation_file import UNDO_PERIOD
from assistant.errors import InputError, StorageError, reason, shown
from assistant.kept_names import file_name
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.index.build import Progress

FOLDER = "documents"
_ASIDE = ".taken-out"
"""Hidden, so that no ingest looks into it. Each file lies there in a folder of its own: another of its name may follow."""


@dataclass(frozen=True, slots=True)
class Added:
    """What became of the files that were handed in, by the names they are kept under."""

    taken_up: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    """Those of them that took the place of another file of their name."""
    passages: int = 0
    """Passages that can be searched now, of all documents."""
    known: tuple[str, ...] = ()
    """Left out, because a document of the same content is there."""
    failed: tuple[tuple[str, str], ...] = ()
    """(what happened, what to do)"""


def added_folder(settings: Settings) -> Path:
    """Where the files lie; it may not exist yet."""
    return settings.home.resolve() / FOLDER


def added_names(settings: Settings) -> list[str]:
    """The names of the documents added, sorted."""
    folder = added_folder(settings)
    if not folder.is_dir():
        return []
    return sorted(path.name for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))


def namesakes(files: Sequence[tuple[str, bytes]], settings: Settings) -> list[str]:
    """The names under which other contents lie here already; files of a kind that is not read have none."""
    named, _ = _named(files)
    paths = [(added_folder(settings) / name, content) for name, content in named]
    return sorted({path.name for path, content in paths if path.is_file() and path.read_bytes() != content})


def add_documents(
    files: Sequence[tuple[str, bytes]],
    settings: Settings,
    progress: Progress | None = None,
    *,
    replacing: bool = False,
) -> Added:
    """Keep files and take them up into the index; what cannot be read is not kept, and does not hold up the others.

    Args:
        files: (name as it was handed in, content).
        settings: where the data folder is, and the limits on documents.
        progress: called as the work goes on.
        replacing: a file takes the place of another of its name, which ``put_back`` brings back for a day; else both stay.

    Raises:
        StorageError: the data folder cannot be written, or another ingest runs.
        EmbeddingError: the embedding cannot be asked.
    """
    from assistant import ingest

    _erase_old(settings)
    named, unfit = _named(files)
    if not named:
        return Added(failed=unfit)
    former = _set_aside(namesakes(named, settings), settings) if replacing else {}
    kept: list[Path] = []
    try:
        kept, crowded = _kept_all(named, settings)
        report = ingest([added_folder(settings)], settings, progress)
    except BaseException:  # also when the page is left: a file that is in no index would lie there unseen
        _remove(kept)
        _restore(former, settings)
        raise
    known = [path for path in kept if any(str(path) == left_out for left_out, _ in report.duplicates)]
    taken = [path for path in kept if str(path) in (*report.added, *report.updated)]
    _remove([path for path in kept if path not in taken])
    replaced = tuple(name for name in _names(taken) if name in former)
    left = {name: path for name, path in former.items() if name not in replaced}
    _restore(left, settings)
    if left:  # the index took what was in its place for gone, or for a copy of another
        report = replace(report, passages=ingest([added_folder(settings)], settings, progress).passages)
    failed = (told for told in report.failed if told not in report.failed_earlier)
    return Added(_names(taken), replaced, report.passages, _names(known), (*unfit, *crowded, *failed))


def take_out(name: str, settings: Settings, progress: Progress | None = None) -> None:
    """Take a document out of the index; ``put_back`` brings it back for a day.

    Raises:
        InputError: there is no such document.
        StorageError: the data folder cannot be written, or another ingest runs.
    """
    _erase_old(settings)
    folder = _aside(settings) / str(time.time_ns())
    _moved(_one_of(added_folder(settings), name), folder, settings, progress)


def put_back(
    name: str, settings: Settings, progress: Progress | None = None, *, replaced: bool = False
) -> None:
    """Undo ``take_out``, or with ``replaced`` that another file took its place; of several of that name, the last one.

    Raises:
        InputError: it was erased meanwhile, or there is another document of that name.
        StorageError: the data folder cannot be written, or another ingest runs.
    """
    if name in added_names(settings) and not replaced:
        raise InputError(
            f"「{shown(name)}」という資料が、いまあります。", "それを外してから、戻してください。"
        )
    former = _one_of(_aside(settings), name)
    instead = _set_aside([name] if name in added_names(settings) else [], settings)
    try:
        _moved(former, added_folder(settings), settings, progress)
    except BaseException:  # as in ``add_documents``
        _restore(instead, settings)
        raise
    _remove_empty(_aside(settings))


def _named(
    files: Sequence[tuple[str, bytes]],
) -> tuple[list[tuple[str, bytes]], tuple[tuple[str, str], ...]]:
    """(the files that can be kept by the names they will have, what is to be told of the others)"""
    named: list[tuple[str, bytes]] = []
    unfit: list[tuple[str, str]] = []
    for given, content in files:
        try:
            named.append((file_name(given), content))
        except InputError as error:
            unfit.append((error.message, error.hint))
    return named, tuple(unfit)


def _kept_all(
    named: Sequence[tuple[str, bytes]], settings: Settings
) -> tuple[list[Path], tuple[tuple[str, str], ...]]:
    """(where the files lie now, what is to be told of those for whose name there is no more room)"""
    folder, kept = added_folder(settings), []
    crowded: list[tuple[str, str]] = []
    with _writing(folder):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            for name, content in named:
                try:
                    kept.append(_kept(folder, name, content))
                except InputError as error:
                    crowded.append((error.message, error.hint))
        except OSError:
            _remove(kept)
            raise
    return kept, tuple(crowded)


def _kept(folder: Path, name: str, content: bytes) -> Path:
    """The file under its name, or under 「name (2)」 where another has it: nothing is overwritten."""
    stem, ending = os.path.splitext(name)
    for number in range(1, 100):
        path = folder / (name if number == 1 else f"{stem} ({number}){ending}")
        try:
            with path.open("xb") as file:
                file.write(content)
        except FileExistsError:
            continue
        return path
    raise InputError(
        f"「{name}」という名前の資料が多すぎます。", "使わないものを外すか、名前を変えてください。"
    )


def _moved(path: Path, folder: Path, settings: Settings, progress: Progress | None) -> None:
    """Move a file and bring the index up to date; where that fails, the file is where it was."""
    from assistant import ingest

    target = folder / path.name
    with _writing(folder):
        for one in (folder.parent, folder):
            one.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.replace(target)
        os.utime(target)  # from now on counts the day for which it can be brought back
    try:
        ingest([added_folder(settings)], settings, progress)
    except BaseException:  # the index still has it as it was
        target.replace(path)
        _remove_empty(_aside(settings))
        raise


def _set_aside(names: Sequence[str], settings: Settings) -> dict[str, Path]:
    """Files moved to where ``put_back`` finds them, by name; all or none. The index is not touched."""
    moved: dict[str, Path] = {}
    with _writing(added_folder(settings)):
        try:
            for name in names:
                folder = _aside(settings) / str(time.time_ns())
                folder.mkdir(parents=True, mode=0o700)
                moved[name] = (added_folder(settings) / name).replace(folder / name)
                os.utime(moved[name])
        except OSError:
            _restore(moved, settings)
            raise
    return moved


def _restore(moved: dict[str, Path], settings: Settings) -> None:
    for name, path in moved.items():
        path.replace(added_folder(settings) / name)
    _remove_empty(_aside(settings))


def _one_of(folder: Path, name: str) -> Path:
    """The file of that name in a folder, of those taken out the last one; never one elsewhere."""
    files = _taken_out(folder) if folder.name == _ASIDE else folder.iterdir() if folder.is_dir() else ()
    found = [path for path in files if path.name == name and path.is_file()]
    if found:
        return max(found, key=lambda path: path.stat().st_mtime_ns)
    raise InputError(f"「{shown(name)}」はありません。", "画面を読み込み直してください。")


def _aside(settings: Settings) -> Path:
    return added_folder(settings) / _ASIDE


def _erase_old(settings: Settings) -> None:
    limit = time.time() - UNDO_PERIOD.total_seconds()
    for path in _taken_out(_aside(settings)):
        if path.stat().st_mtime < limit:
            path.unlink(missing_ok=True)
    _remove_empty(_aside(settings))


def _taken_out(aside: Path) -> list[Path]:
    """The files taken out; those without a folder of their own were by an earlier version."""
    return [path for path in aside.rglob("*") if path.is_file()]


def _remove_empty(aside: Path) -> None:
    for folder in aside.iterdir() if aside.is_dir() else ():
        with suppress(OSError):  # a file, or not empty
            folder.rmdir()


def _remove(paths: Sequence[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)


def _names(paths: Sequence[Path]) -> tuple[str, ...]:
    return tuple(path.name for path in paths)


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    """Turn what a full or read-only disk raises into a StorageError."""
    try:
        yield
    except OSError as error:
        raise StorageError(
            f"{folder} に書き込めません（{reason(error)}）。",
            "空き容量と書き込み権限を確かめるか、SHIEN_HOME で別のフォルダーを指定してください。",
        ) from error
