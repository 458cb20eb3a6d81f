"""How far answers hold over the papers of one office: price lists, calls, rosters, rules, minutes and notes that stand in one index.

``datasets/offices/{development,sealed}/NAME/`` holds a folder of invented files and questions on them, each office by a hand that had
not seen the product. The files of an office are in an index of their own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evals.invented import TODAY, Progress, ask_each_of_files
from evals.plain_answers import Asked, Outcome, outcome_of, question_of
from evals.rows import rows_of

if TYPE_CHECKING:
    from assistant.opened import Assistant

DATASETS = Path(__file__).resolve().parent / "datasets" / "offices"


@dataclass(frozen=True, slots=True)
class Office:
    """The papers of an office, and what is asked of them."""

    name: str
    documents: Path
    asked: tuple[Asked, ...]


def load_offices(split: str, folder: Path = DATASETS) -> list[Office]:
    """Read the offices of a half, by their names.

    Raises:
        InputError: the questions of one cannot be read, or a line is no such question.
    """
    return [_office(one) for one in sorted((folder / split).iterdir()) if one.is_dir()]


def _office(folder: Path) -> Office:
    asked = rows_of(folder / "questions.jsonl", _asked, "ファイルを確かめてください。")
    return Office(folder.name, folder / "documents", tuple(asked))


def _asked(row: Mapping[str, Any]) -> Asked:
    return question_of(row, row["id"])


def measure(offices: Sequence[Office], home: Path, progress: Progress = lambda *_: None) -> list[Outcome]:
    """Index the papers of each office by themselves and ask its questions.

    Args:
        offices: whose papers, and what to ask.
        home: an empty folder.
        progress: called with how many are asked, and how many there are.
    """
    outcomes: list[Outcome] = []
    most = sum(len(office.asked) for office in offices)
    for office in offices:
        counted = partial(_counted, progress, len(outcomes), most)
        outcomes += ask_each_of_files([office.documents], office.asked, _outcome, home / office.name, counted)
    return outcomes


def _counted(progress: Progress, before: int, most: int, done: int, _of_office: int) -> None:
    progress(before + done, most)


def _outcome(asked: Asked, shien: Assistant) -> Outcome:
    return outcome_of(asked, shien.ask(asked.question, engine="extractive", today=TODAY))
