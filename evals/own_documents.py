"""How far answers hold on an agency's own documents: leaflets, fee lists, rules, letters, minutes that no rule was made on.

A line of ``datasets/own_documents/{development,sealed}.jsonl`` is an invented document with eight questions, two of them
without an answer. All documents of a half are in one index, as an agency's are: two towns' subsidies, two years' editions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from evals.invented import Invented, opened_on
from evals.plain_answers import Asked, Outcome, Progress, asked_of, outcome_of
from evals.rows import rows_of

DATASETS = Path(__file__).resolve().parent / "datasets" / "own_documents"
TODAY = date(2026, 11, 1)
"""The day of asking; the newest document is older."""


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
    asked = [asked_of(one, f"{row['id']}-{number}") for number, one in enumerate(row["questions"], start=1)]
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
    from assistant.answering.pipeline import answer_question

    asked = [one for document in documents for one in document.asked]
    outcomes = []
    with opened_on([document.document for document in documents], home) as shien:
        for done, one in enumerate(asked, start=1):
            answer = answer_question(
                one.question, shien.index, shien.settings, engine="extractive", today=TODAY
            )
            outcomes.append(outcome_of(one, answer))
            progress(done, len(asked))
    return outcomes
