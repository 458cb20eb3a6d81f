"""Errors a user can do something about: one line of what happened, one line of what to do.

Both lines are Japanese, because users read them. The command line prints them without a traceback
and leaves with exit code 2; the browser shows them in a box.
"""

from __future__ import annotations

import errno

from assistant.text.hidden import without_hidden

NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""What the operating system calls a disk, an allowance or a file that is full."""

_REASONS = {
    errno.ENOENT: "見つかりません",
    errno.EACCES: "権限がありません",
    errno.EPERM: "許可されていません",
    errno.EISDIR: "フォルダーです",
    errno.ENOTDIR: "フォルダーではありません",
    errno.EROFS: "読み取り専用です",
    errno.ENOSPC: "ディスクの空きがありません",
    errno.EIO: "読み書きに失敗しました",
}


_TOLD_IN_ENGLISH = (
    (("readonly", "read-only"), "読み取り専用です"),
    (("permission denied",), "権限がありません"),
    (("disk is full", "no space left", "disk full"), "ディスクの空きがありません"),
    (("disk i/o error",), "読み書きに失敗しました"),
    (("unable to open database file",), "開けません"),
    (("database is locked",), "ほかの処理が使っています"),
    (("not a database", "malformed"), "壊れています"),
)
"""What SQLite and what is built on it say, which have no number of the operating system's."""


def reason(error: Exception) -> str:
    """Why the operating system or SQLite refused, in Japanese where it is one of the everyday reasons.

    ``[Errno 30] Read-only file system: '…'`` and ``attempt to write a readonly database`` → 読み取り専用です
    """
    if isinstance(error, OSError) and (known := _REASONS.get(error.errno or 0)):
        return known
    text = str(error).lower()
    told = next((words for signs, words in _TOLD_IN_ENGLISH if any(sign in text for sign in signs)), "")
    return told or (isinstance(error, OSError) and error.strerror) or str(error)


def shown(text: str) -> str:
    """Text that is safe to show: without control and hidden characters, which a file name may hold.

    ``申請書\x1b[2J\u202etxt.exe`` → ``申請書[2Jtxt.exe``
    """
    return without_hidden(text.encode("utf-8", "replace").decode("utf-8"))


class AssistantError(Exception):
    """Something the user can mend.

    Args:
        message: what happened, one line.
        hint: what to do about it, one line.
    """

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class InputError(AssistantError):
    """The question, query or input file cannot be used as it is."""


class DocumentError(AssistantError):
    """A document cannot be read. Ingest reports it and goes on with the others."""


class IndexMissing(AssistantError):
    """Nothing has been indexed yet."""


class IndexUnfit(AssistantError):
    """The index was built with other settings or another version than the running one."""


class EmbeddingError(AssistantError):
    """The embedding cannot be used: set wrongly, not installed, out of reach, or it answers nonsense."""


class ModelError(AssistantError):
    """The language model cannot be used, or what it wrote cannot be shown."""


class ServiceError(AssistantError):
    """A public service cannot be used: out of reach, busy, or it answers nonsense."""


class StorageError(AssistantError):
    """The data folder cannot be written: read-only, full, or locked by another run."""
