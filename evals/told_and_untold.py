"""How far a question that a paper answers is told from one as natural that it does not: two on the same thing, one told, one told nowhere.

``datasets/told_and_untold/{development,sealed}.jsonl`` holds pairs of questions on the files of ``office_conversations``. The one without
an answer asks for a value of a kind of which its paper holds others: when results are told, where only the deadline is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.settings import Settings
from evals.invented import TODAY, Progress, ask_each_of_files
from evals.plain_answers import Asked, outcome_of, question_of
from evals.plain_answers import Outcome as Plain
from evals.plain_answers import describe as describe_answers
from evals.plain_answers import figures as figures_of_answers
from evals.rows import rows_of
from evals.statistics import Figure, in_lines, share

if TYPE_CHECKING:
    from assistant.opened import Assistant

DATASETS = Path(__file__).resolve().parent / "datasets" / "told_and_untold"


@dataclass(frozen=True, slots=True)
class Twin:
    """One of the two questions of a pair."""

    asked: Asked
    pair: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a question, and of which pair it is."""

    plain: Plain
    pair: str


def load_twins(split: str, folder: Path = DATASETS) -> list[Twin]:
    """Read the questions of a half.

    Raises:
        InputError: they cannot be read, or a line is no such question.
    """
    return rows_of(folder / f"{split}.jsonl", _twin, "ファイルを確かめてください。")


def _twin(row: Mapping[str, Any]) -> Twin:
    return Twin(question_of(row, row["id"]), row["pair"])


def measure(
    twins: Sequence[Twin], documents: Path, home: Path, progress: Progress = lambda *_: None
) -> list[Outcome]:
    """Index a folder of files with the shipped documents and ask each question by itself.

    Args:
        twins: what to ask.
        documents: the folder.
        home: an empty folder.
        progress: called with how many are asked, and how many there are.
    """
    folders = [Settings().corpus / "sources", documents]
    return ask_each_of_files(folders, twins, _outcome, home, progress)


def _outcome(twin: Twin, shien: Assistant) -> Outcome:
    answer = shien.ask(twin.asked.question, engine="extractive", today=TODAY)
    return Outcome(outcome_of(twin.asked, answer), twin.pair)


def figures(outcomes: Sequence[Outcome]) -> dict[str, Figure]:
    """The shares of single answers, and of pairs both of whose questions were rightly answered and refused."""
    pairs = dict[str, list[bool]]()
    for one in outcomes:
        pairs.setdefault(one.pair, []).append(one.plain.is_right)
    both = share(sum(all(right) for right in pairs.values()), len(pairs))
    return {**figures_of_answers([one.plain for one in outcomes]), "pair_right": both}


def describe(split: str, outcomes: Sequence[Outcome], verbose: bool) -> str:
    """The figures of a half, and with ``verbose`` what went wrong; of the sealed half never."""
    pairs = {"pair_right": figures(outcomes)["pair_right"]}
    lines = in_lines(pairs, {"pair_right": "組の両方が正しい"})
    return "\n".join([describe_answers(split, [one.plain for one in outcomes], verbose), *lines])
