"""The file that results are written to line by line: a plain file, of one run at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.errors import NO_SPACE, StorageError, reason


@contextmanager
def held(target: Path) -> Iterator[None]:
    """Hold a file of results alone, and tell what is wrong where it cannot be read or written.

    Two runs that append to one file leave lines that neither can go on from. The lock lies beside the file itself, by
    whatever link it is reached, and stays there empty; the operating system frees it if the process dies.

    Raises:
        StorageError: another run writes to it, or the disk refuses.
    """
    from filelock import FileLock, Timeout

    place = target.resolve()
    lock = FileLock(place.with_name(f".{place.name}.lock"))
    with _storage_errors(target):
        try:
            lock.acquire(timeout=0)
        except Timeout as error:
            raise StorageError(
                f"{target} には、別の実行がいま書き込んでいます。",
                "終わるのを待ってもう一度実行するか、別の出力先を指定してください。",
            ) from error
        try:
            yield
        finally:
            lock.release()


def refuse_unfit(target: Path) -> None:
    """Refuse what cannot be gone on from: a run reads what it wrote before, and a pipe or a screen never gives that back.

    Raises:
        StorageError: the folder is not there, or the file is none that results can be kept in.
    """
    with _storage_errors(target):
        has_folder, is_folder = target.parent.is_dir(), target.is_dir()
        is_plain = target.is_file() or not target.exists()
    if not has_folder:
        raise StorageError(
            f"{target.parent} というフォルダーがありません。",
            "出力先のフォルダーを作るか、別の場所を指定してください。",
        )
    if is_folder:
        raise StorageError(
            f"出力先の {target} はフォルダーです。",
            f"{target / 'out.jsonl'} のように、ファイルの名前まで指定してください。",
        )
    if not is_plain:
        raise StorageError(
            f"出力先の {target} は普通のファイルではありません。",
            "画面やパイプには書き出せません。ファイルの名前を指定してください。",
        )


@contextmanager
def _storage_errors(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in NO_SPACE:
            raise StorageError(
                f"ディスクの空きが足りず、{target} に書き込めませんでした。そこまでの行は残っています。",
                "空きを作って、もう一度実行してください。続きから進みます。",
            ) from error
        raise StorageError(
            f"{target} を読み書きできません（{reason(error)}）。",
            "ファイルとフォルダーの権限を確かめるか、別の出力先を指定してください。",
        ) from error
