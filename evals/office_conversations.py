"""How far conversations on the telephone hold on files of an agency's office: tables asked row by row, filtered, compared, gone back to.

``datasets/office_conversations/{development,sealed}/`` holds a folder of invented files and the conversations on them, by hands that
had not seen the product. The files are indexed with the shipped documents, as an agency's are, and every turn is counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from assistant.settings import Settings
from evals import conversations
from evals.conversations import Conversation
from evals.invented import Progress, opened_on_files
from evals.plain_answers import Outcome

DATASETS = Path(__file__).resolve().parent / "datasets" / "office_conversations"


def load_conversations(split: str, folder: Path = DATASETS) -> list[Conversation]:
    """Read the conversations of a half.

    Raises:
        InputError: they cannot be read, or a line is no conversation.
    """
    return conversations.load_conversations("conversations", folder / split)


def measure(
    held: Sequence[Conversation], documents: Path, home: Path, progress: Progress = lambda *_: None
) -> list[Outcome]:
    """Index a folder of files with the shipped documents and hold each conversation.

    Args:
        held: the conversations.
        documents: the folder.
        home: an empty folder.
        progress: called with how many conversations are done, and how many there are.
    """
    with opened_on_files([Settings().corpus / "sources", documents], home) as shien:
        return conversations.measure(held, shien, progress, with_first=True)
