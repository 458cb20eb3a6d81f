"""Errors a user can do something about: one line of what happened, one line of what to do.

Both lines are Japanese, because users read them. The command line prints them without a traceback
and leaves with exit code 2; the browser shows them in a box.
"""


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


class StorageError(AssistantError):
    """The data folder cannot be written: read-only, full, or locked by another run."""
