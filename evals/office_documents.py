"""How far answers hold on files of an agency's office: Word, PowerPoint, Excel, CSV and HTML, with their places.

``datasets/office_documents/{development,sealed}/`` holds a folder of invented files, made by hands that had not seen the
product, and questions on them. All files of a half are in one index.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.types import Answer
from evals.invented import TODAY, Progress, ask_each_of_files
from evals.plain_answers import Asked, Outcome, outcome_of, question_of
from evals.plain_answers import describe as describe_answers
from evals.plain_answers import figures as figures_of_answers
from evals.rows import rows_of
from evals.statistics import Figure, in_lines, share

if TYPE_CHECKING:
    from assistant.opened import Assistant

DATASETS = Path(__file__).resolve().parent / "datasets" / "office_documents"


@dataclass(frozen=True, slots=True)
class Case:
    """A question, and the page, slide or row where a reader finds its answer, as far as the file tells one."""

    asked: Asked
    page: int | None = None
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Located:
    """What became of a question, and whether a citation of a whole answer names the place; None where none is asked for."""

    outcome: Outcome
    names_place: bool | None


def load_cases(split: str, folder: Path = DATASETS) -> list[Case]:
    """Read the questions of a half.

    Raises:
        InputError: they cannot be read, or a line is no such question.
    """
    return rows_of(folder / split / "questions.jsonl", _case, "ファイルを確かめてください。")


def _case(row: Mapping[str, Any]) -> Case:
    return Case(question_of(row, row["id"]), row.get("page"), row.get("row"))


def measure(
    cases: Sequence[Case], documents: Path, home: Path, progress: Progress = lambda *_: None
) -> list[Located]:
    """Index a folder of files and ask each question.

    Args:
        cases: what to ask.
        documents: the folder.
        home: an empty folder.
        progress: called with how many are done, and how many there are.
    """
    return ask_each_of_files([documents], cases, _outcome, home, progress)


def _outcome(case: Case, shien: Assistant) -> Located:
    return located(case, shien.ask(case.asked.question, engine="extractive", today=TODAY))


def located(case: Case, answer: Answer) -> Located:
    """What an answer comes to, and whether it names the place."""
    outcome = outcome_of(case.asked, answer)
    if not (case.asked.is_answerable and outcome.is_right) or (case.page, case.row) == (None, None):
        return Located(outcome, None)
    places = {(citation.page, citation.row) for citation in answer.citations}
    return Located(outcome, (case.page, case.row) in places)


def figures(found: Sequence[Located]) -> dict[str, Figure]:
    """The shares of ``plain_answers``, and of whole answers whose place is known how many name it."""
    told = [one.names_place for one in found if one.names_place is not None]
    return {**figures_of_answers([one.outcome for one in found]), "place_named": share(sum(told), len(told))}


def describe(split: str, found: Sequence[Located], verbose: bool) -> str:
    """The figures of a half, and with ``verbose`` what went wrong; of the sealed half never."""
    place = {"place_named": figures(found)["place_named"]}
    told = describe_answers(split, [one.outcome for one in found], verbose)
    return "\n".join([told, *in_lines(place, {"place_named": "引用がページ・スライド・行を示した"})])
