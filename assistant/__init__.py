"""Shien: answers from an agency's own documents, cited, dated, and honest about what is missing.

>>> import assistant
>>> with assistant.open_assistant() as shien:                            # doctest: +SKIP
...     print(shien.ask("J-GoodTechの登録企業は何社？").text)
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.types import Answer, Citation, Document, Hit, Measure, Notice, Passage, Statement

if TYPE_CHECKING:
    from assistant.filters import Filters
    from assistant.index.build import Progress
    from assistant.index.ingest import IngestReport
    from assistant.opened import Assistant
    from assistant.settings import Settings

__version__ = "0.1.0"
__all__ = [
    "Answer",
    "Citation",
    "Document",
    "Filters",
    "Hit",
    "Measure",
    "Notice",
    "Passage",
    "Settings",
    "Statement",
    "answer_from_dict",
    "answer_to_dict",
    "current_build_id",
    "indexed_roots",
    "ingest",
    "open_assistant",
]


def __getattr__(name: str) -> object:
    """``assistant.Settings`` and ``assistant.Filters``, imported on first use: pydantic takes a tenth of a second."""
    if name == "Settings":
        from assistant.settings import Settings

        return Settings
    if name == "Filters":
        from assistant.filters import Filters

        return Filters
    raise AttributeError(f"module 'assistant' has no attribute {name!r}")


def open_assistant(settings: Settings | None = None) -> Assistant:
    """Open the assistant on the index that serves now.

    Raises:
        IndexMissing: nothing has been indexed yet.
        IndexUnfit: the index was made by another version of something that matters.
    """
    from assistant.opened import open_assistant as opened

    return opened(settings or _settings())


def ingest(
    paths: Sequence[Path],
    settings: Settings | None = None,
    progress: Progress | None = None,
    *,
    rebuild: bool = False,
    refresh: bool = False,
) -> IngestReport:
    """Bring the index up to date; see ``assistant.index.ingest.ingest``."""
    from assistant.index.ingest import ingest as run

    return run(paths, settings or _settings(), rebuild=rebuild, refresh=refresh, progress=progress)


def indexed_roots(settings: Settings | None = None) -> list[Path]:
    """The folders and files of the last index; empty before the first, which then is the shipped corpus."""
    from assistant.index.builds import indexed_roots as read

    return read(settings or _settings())


def current_build_id(settings: Settings | None = None) -> str | None:
    """Name of the index build that serves, or None. Cheap: reads one small file."""
    from assistant.index.builds import current_build_id as read

    return read(settings or _settings())


def answer_to_dict(answer: Answer) -> dict[str, object]:
    """The Answer as the JSON of the contract."""
    from dataclasses import asdict

    return asdict(answer)


def answer_from_dict(data: dict[str, object]) -> Answer:
    """An Answer from the JSON of the contract."""
    from assistant.types import answer_from_dict as read

    return read(data)


def _settings() -> Settings:
    from assistant.settings import read_settings

    return read_settings()
