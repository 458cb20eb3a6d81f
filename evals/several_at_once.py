"""How far two or three things asked in one breath are each answered, and what is said to be missing is.

A line of ``datasets/several_at_once/{development,sealed}.jsonl`` is a question on the files of ``office_conversations``, with what
each of its parts must tell. Of some, one part stands in no file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.settings import Settings
from evals.invented import TODAY, Progress, ask_each_of_files
from evals.measures import contains
from evals.plain_answers import REFUSED
from evals.rows import rows_of
from evals.statistics import Figure, in_lines, share

if TYPE_CHECKING:
    from assistant.opened import Assistant

DATASETS = Path(__file__).resolve().parent / "datasets" / "several_at_once"


@dataclass(frozen=True, slots=True)
class Part:
    """One of the things asked."""

    asked: str
    nuggets: tuple[tuple[str, ...], ...]
    """Each fact its answer must tell, in the spellings it may have; none where no file tells it."""
    forbidden: tuple[str, ...] = ()
    """Values of something else."""

    @property
    def is_answerable(self) -> bool:
        return bool(self.nuggets)

    def is_told_by(self, text: str) -> bool:
        """Whether a text tells all its facts."""
        return all(any(contains(text, one) for one in fact) for fact in self.nuggets)


@dataclass(frozen=True, slots=True)
class Several:
    """A question for several things."""

    id: str
    question: str
    parts: tuple[Part, ...]

    @property
    def has_gap(self) -> bool:
        """Whether no file tells one of them."""
        return not all(part.is_answerable for part in self.parts)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a question."""

    asked: Several
    status: str
    text: str

    @property
    def is_refused(self) -> bool:
        return self.status in REFUSED

    @property
    def told(self) -> tuple[bool, ...]:
        """For each part that a file tells, whether the answer does."""
        parts = [part for part in self.asked.parts if part.is_answerable]
        return tuple(not self.is_refused and part.is_told_by(self.text) for part in parts)

    @property
    def is_whole(self) -> bool:
        return all(self.told)

    @property
    def names_a_gap(self) -> bool:
        """Whether it says that something asked for is not there."""
        return self.status != "answered"

    @property
    def shows_forbidden(self) -> bool:
        """Whether an answer, no refusal, holds a value of something else."""
        values = (value for part in self.asked.parts for value in part.forbidden)
        return not self.is_refused and any(contains(self.text, value) for value in values)


def load_questions(split: str, folder: Path = DATASETS) -> list[Several]:
    """Read a half of the set.

    Raises:
        InputError: it cannot be read, or a line is no such question.
    """
    return rows_of(folder / f"{split}.jsonl", _question, "ファイルを確かめてください。")


def _question(row: Mapping[str, Any]) -> Several:
    parts = tuple(_part(part, row["id"]) for part in row["parts"])
    if len(parts) < 2:
        raise ValueError(f"{row['id']}: parts")
    return Several(row["id"], row["question"], parts)


def _part(row: Mapping[str, Any], identity: str) -> Part:
    nuggets = tuple(tuple(fact) for fact in row["nuggets"])
    if bool(row["answerable"]) != bool(nuggets):
        raise ValueError(f"{identity}: nuggets")
    return Part(row["asked"], nuggets, tuple(row.get("forbidden", ())))


def measure(
    questions: Sequence[Several], documents: Path, home: Path, progress: Progress = lambda *_: None
) -> list[Outcome]:
    """Index a folder of files with the shipped documents and ask each question.

    Args:
        questions: what to ask.
        documents: the folder.
        home: an empty folder.
        progress: called with how many are asked, and how many there are.
    """
    folders = [Settings().corpus / "sources", documents]
    return ask_each_of_files(folders, questions, _outcome, home, progress)


def _outcome(asked: Several, shien: Assistant) -> Outcome:
    answer = shien.ask(asked.question, engine="extractive", today=TODAY)
    return Outcome(asked, answer.status, answer.text)


def figures(outcomes: Sequence[Outcome]) -> dict[str, Figure]:
    """Shares of parts told and of questions all of whose parts are, of gaps named and of gaps named where there is none."""
    told = [one for outcome in outcomes for one in outcome.told]
    gaps = [one for one in outcomes if one.asked.has_gap]
    without = [one for one in outcomes if not one.asked.has_gap and one.is_whole]
    with_forbidden = [one for one in outcomes if any(part.forbidden for part in one.asked.parts)]
    return {
        "part_told": share(sum(told), len(told)),
        "whole": share(sum(one.is_whole for one in outcomes), len(outcomes)),
        "gap_named": share(sum(one.names_a_gap for one in gaps), len(gaps)),
        "missing_though_told": share(sum(one.names_a_gap for one in without), len(without)),
        "forbidden_shown": share(sum(one.shows_forbidden for one in with_forbidden), len(with_forbidden)),
    }


_TITLES = {
    "part_told": "資料にある一つひとつに答えた",
    "whole": "資料にあることすべてに答えた",
    "gap_named": "資料にないものがあるとき、そう言った",
    "missing_though_told": "すべて示したのに、足りないものがあると言った",
    "forbidden_shown": "別のものの値が答えにある",
}


def describe(split: str, outcomes: Sequence[Outcome], verbose: bool) -> str:
    """The figures of a half, and with ``verbose`` what went wrong; of the sealed half never."""
    lines = [split, *in_lines(figures(outcomes), _TITLES)]
    if verbose and split == "development":
        lines += [
            f"  {one.asked.id}（{one.status}）: {one.asked.question}"
            for one in outcomes
            if not one.is_whole or one.names_a_gap != one.asked.has_gap
        ]
    return "\n".join(lines)
