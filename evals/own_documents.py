"""How far answers hold on an agency's own documents: leaflets, fee lists, rules, letters, minutes that no rule was made on.

A line of ``datasets/own_documents/{development,sealed}.jsonl`` is an invented document with eight questions, two of them
without an answer. All documents of a half are in one index, as an agency's are: two towns' subsidies, two years' editions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evals.invented import TODAY, Invented, Progress, ask_each
from evals.plain_answers import Asked, Outcome, outcome_of, question_of
from evals.rows import rows_of

if TYPE_CHECKING:
    from assistant.opened import Assistant

DATASETS = Path(__file__).resolve().parent / "datasets" / "own_documents"


@dataclass(frozen=True, slots=True)
class OwnDocument:
    """A document and the questions on it."""

    document: Invented
    asked: tuple[Asked, ...]


def load_documents(split: str, folder: Path = DATASETS) -> list[OwnDocument]:
    """Read a half of the set.

    Raises:
        InputError: it cannot be read, or a line is no such document.
    """
    return rows_of(folder / f"{split}.jsonl", _document, "ファイルを確かめてください。")


def _document(row: Mapping[str, Any]) -> OwnDocument:
    document = Invented(row["id"], row["title"], row["published"], row["text"])
    asked = [
        question_of(one, f"{row['id']}-{number}") for number, one in enumerate(row["questions"], start=1)
    ]
    return OwnDocument(document, tuple(asked))


def measure(
    documents: Sequence[OwnDocument], home: Path, progress: Progress = lambda *_: None
) -> list[Outcome]:
    """Index the documents in a folder of its own and ask each question.

    Args:
        documents: the documents and what to ask.
        home: an empty folder.
        progress: called with how many are done, and how many there are.
    """
    asked = [one for document in documents for one in document.asked]

    def outcome(one: Asked, shien: Assistant) -> Outcome:
        return outcome_of(one, shien.ask(one.question, engine="extractive", today=TODAY))

    return ask_each([one.document for one in documents], asked, outcome, home, progress)
