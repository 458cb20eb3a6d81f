"""Whether what a question asks to be computed is computed right, and nothing is that must not be.

A line of ``datasets/calculations/{development,sealed}.jsonl`` is an invented document with its questions. ``expected`` are
the spellings of the right result, empty where the document does not answer; ``operation`` is "none" where nothing must be
computed, and ``expected`` then what the document states. All documents of a half are in one index.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evals.invented import TODAY, Invented, Progress, ask_each
from evals.measures import contains
from evals.rows import rows_of
from evals.statistics import Figure, in_lines, share

if TYPE_CHECKING:
    from assistant.opened import Assistant

DATASETS = Path(__file__).resolve().parent / "datasets" / "calculations"
COMPUTED = "計算: "
"""What begins a line of an answer that tells a computed value."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question on a document, and what it comes to."""

    id: str
    question: str
    operation: str
    expected: tuple[str, ...]
    operands: tuple[str, ...]
    """Figures of the document the result is computed from, as they stand there."""
    note: str = ""

    @property
    def is_to_compute(self) -> bool:
        return self.operation != "none"


@dataclass(frozen=True, slots=True)
class Case:
    """A document and the questions on it."""

    document: Invented
    asked: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an answer told."""

    asked: Asked
    status: str
    computed: tuple[str, ...]
    """Its lines that tell a computed value."""
    is_right: bool
    """Whether such a line holds the expected value; of what is not to be computed, whether the stated value is shown."""
    cites_operands: bool

    @property
    def is_wrong(self) -> bool:
        """Whether a value was computed that is not the right one, or where none is to be."""
        return bool(self.computed) and not (self.is_right and self.asked.is_to_compute)


def load_cases(split: str, folder: Path = DATASETS) -> list[Case]:
    """Read a half of the set.

    Raises:
        InputError: it cannot be read, or a line is no such document.
    """
    return rows_of(folder / f"{split}.jsonl", _case, "ファイルを確かめてください。")


def _case(row: Mapping[str, Any]) -> Case:
    document = Invented(row["id"], row["title"], row["published"], row["text"])
    asked = [
        Asked(
            f"{row['id']}-{number}",
            one["question"],
            one["operation"],
            tuple(one["expected"]),
            tuple(one["operands"]),
            one.get("note", ""),
        )
        for number, one in enumerate(row["questions"], start=1)
    ]
    for one in asked:
        if any(operand not in document.text for operand in one.operands):
            raise ValueError(f"{one.id}: operands")
    return Case(document, tuple(asked))


def measure(cases: Sequence[Case], home: Path, progress: Progress = lambda *_: None) -> list[Outcome]:
    """Index the documents in a folder of its own and ask each question.

    Args:
        cases: the documents and what to ask.
        home: an empty folder.
        progress: called with how many are done, and how many there are.
    """
    asked = [one for case in cases for one in case.asked]
    return ask_each([case.document for case in cases], asked, _outcome, home, progress)


def _outcome(asked: Asked, shien: Assistant) -> Outcome:
    answer = shien.ask(asked.question, engine="extractive", today=TODAY)
    computed = tuple(s.text for s in answer.statements if s.text.startswith(COMPUTED))
    results = [text.rpartition("＝")[2].rpartition("のため")[2] for text in computed]
    told = results if asked.is_to_compute else [answer.text]
    is_right = bool(told) and all(any(contains(one, value) for value in asked.expected) for one in told)
    # Figures of two cells are two: 18㎡ and 32,400円 would read 18m232,400円.
    quotes = "\n".join(citation.quote.replace("\t", "\n") for citation in answer.citations)
    cites = all(contains(quotes, operand) for operand in asked.operands)
    return Outcome(asked, answer.status, computed, is_right, cites)


def figures(outcomes: Sequence[Outcome]) -> dict[str, Figure]:
    """Shares of right, wrong and needless results, and of right ones whose operands are all cited."""
    to_compute = [o for o in outcomes if o.asked.is_to_compute]
    others = [o for o in outcomes if not o.asked.is_to_compute]
    stated = [o for o in others if o.asked.expected]
    right = [o for o in to_compute if o.is_right]
    return {
        "computed_right": share(len(right), len(to_compute)),
        "computed_wrong": share(sum(o.is_wrong for o in to_compute), len(to_compute)),
        "computed_without_need": share(sum(o.is_wrong for o in others), len(others)),
        "stated_shown": share(sum(o.is_right for o in stated), len(stated)),
        "operands_cited": share(sum(o.cites_operands for o in right), len(right)),
    }


_TITLES = {
    "computed_right": "正しく計算した",
    "computed_wrong": "別の値を計算した",
    "computed_without_need": "計算してはならないのに計算した",
    "stated_shown": "資料にある値をそのまま示した",
    "operands_cited": "正しい計算のうち、もとの数字をすべて引用した",
}


def describe(split: str, outcomes: Sequence[Outcome], verbose: bool) -> str:
    """The figures of a half, and with ``verbose`` what went wrong; of the sealed half never."""
    lines = [split, *in_lines(figures(outcomes), _TITLES)]
    if verbose and split == "development":
        lines += [
            f"  {o.asked.id}（{o.asked.operation}、{o.status}）: {o.asked.question} → "
            f"{'／'.join(o.computed) or '計算なし'}（正: {'・'.join(o.asked.expected[:2]) or 'なし'}）"
            for o in outcomes
            if o.is_wrong or not (o.is_right or not o.asked.expected)
        ]
    return "\n".join(lines)
