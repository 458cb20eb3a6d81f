"""How far questions are understood: the kind, the parts, the named things, the time, follow-ups, what is left open.

Nothing is searched for or answered; each question goes through ``read_question`` with the shipped table of names and
the words of the index that serves.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, get_args

from assistant.answering.kinds import Kind
from assistant.answering.reading import Reading, read_question, understood
from assistant.text.names import NameTable
from assistant.text.normalise import fold
from evals.rows import rows_of
from evals.statistics import Figure, share

DEFAULT_UNDERSTANDING = Path(__file__).resolve().parent / "datasets" / "understanding"
SPLITS = ("development", "sealed")
ASKED_ON = date(2026, 2, 1)
"""The day relative times are told from, so that the set does not age."""
FIELDS: Mapping[str, str] = {
    "kind": "何を尋ねているか",
    "parts": "いくつの質問か、それぞれの主題",
    "about": "名前のある対象",
    "as_of": "いつの時点か",
    "follow_up": "続きの質問を単独の質問にする",
    "asks_back": "制度が特定されていないと分かる",
}
_KEYS = {
    "id",
    "question",
    "kind",
    "about",
    "as_of",
    "parts",
    "history",
    "words",
    "without",
    "asks_back",
}

Words = tuple[tuple[str, ...], ...]
"""Words a text must hold, each with the spellings that will do."""


@dataclass(frozen=True, slots=True)
class UnderstandingItem:
    """A question and how it is to be understood."""

    id: str
    question: str
    kind: str | None
    """None where more than one would be right; then it is not counted."""
    about: frozenset[str]
    as_of: frozenset[str]
    parts: tuple[Words, ...]
    """The words of each question in it; empty for one question."""
    history: tuple[tuple[str, str], ...]
    words: Words
    """Words the question made to stand alone must hold."""
    without: tuple[str, ...]
    """Words it must not hold."""
    asks_back: bool


@dataclass(frozen=True, slots=True)
class UnderstandingReport:
    """Figures of one split."""

    split: str
    questions: int
    accuracy: dict[str, Figure]
    """By field, of the questions it bears on."""
    mistakes: tuple[tuple[str, str, tuple[str, ...], str], ...]
    """(id, question, fields, how it was understood); of the sealed half, none are kept."""


def read_items(folder: Path, split: str) -> list[UnderstandingItem]:
    """The questions of one half.

    Raises:
        InputError: a line that is no such question.
    """
    others = "・".join(sorted(_KEYS - {"id", "question"}))
    return rows_of(
        folder / f"{split}.jsonl", _item, f"id と question を書き、ほかは {others} だけにしてください。"
    )


def _item(row: Mapping[str, Any]) -> UnderstandingItem:
    if not {"id", "question"} <= set(row) <= _KEYS or row.get("kind", "other") not in get_args(Kind):
        raise ValueError("、".join(sorted(set(row) - _KEYS)) or row.get("kind", "id, question"))
    return UnderstandingItem(
        row["id"],
        row["question"],
        row.get("kind"),
        frozenset(row.get("about", ())),
        frozenset(row.get("as_of", ())),
        tuple(_words(part) for part in row.get("parts", ())),
        tuple((role, text) for role, text in row.get("history", ())),
        _words(row.get("words", ())),
        tuple(row.get("without", ())),
        row.get("asks_back", False),
    )


def _words(row: Sequence[str | list[str]]) -> Words:
    return tuple((word,) if isinstance(word, str) else tuple(word) for word in row)


def judge(item: UnderstandingItem, reading: Reading) -> dict[str, bool]:
    """Whether each field that bears on a question was understood.

    A question of unknown programme has only its kind and that it is left open; of a greeting, only its kind counts.
    """
    taken, first = understood(reading.questions, ASKED_ON), reading.questions[0]
    right = {"asks_back": any(asked.is_vague for asked in reading.questions) == item.asks_back}
    if item.kind is not None:
        right["kind"] = taken.kind == item.kind
    if first.aside is None or item.kind not in ("small_talk", "out_of_scope"):
        right["about"] = frozenset(taken.about) == item.about
        right["as_of"] = frozenset(taken.as_of) == item.as_of
        right["parts"] = len(taken.parts) == max(len(item.parts), 1) and all(
            _holds(text, words) for text, words in zip(taken.parts, item.parts, strict=False)
        )
    if item.history and not item.asks_back:
        text = reading.alone.text
        held = [word for word in item.without if fold(word) in fold(text)]
        right["follow_up"] = _holds(text, item.words) and not held
    return right


def _holds(text: str, words: Words) -> bool:
    folded = fold(text)
    return all(any(fold(spelling) in folded for spelling in spellings) for spellings in words)


def evaluate_understanding(
    items: Sequence[UnderstandingItem], split: str, table: NameTable, is_written: Callable[[str], bool]
) -> UnderstandingReport:
    """Read each question and compare."""
    judged: dict[str, list[bool]] = {field: [] for field in FIELDS}
    mistakes = []
    for item in items:
        reading = read_question(item.question, item.history, table, is_written)
        right = judge(item, reading)
        for field, is_right in right.items():
            judged[field].append(is_right)
        wrong = tuple(field for field, is_right in right.items() if not is_right)
        if wrong and split != "sealed":
            mistakes.append((item.id, item.question, wrong, _taken(reading)))
    accuracy = {field: share(sum(rows), len(rows)) for field, rows in judged.items()}
    return UnderstandingReport(split, len(items), accuracy, tuple(mistakes))


def _taken(reading: Reading) -> str:
    taken = understood(reading.questions, ASKED_ON)
    open_ = "、制度は不特定" if any(asked.is_vague for asked in reading.questions) else ""
    return f"{taken.kind} 対象{list(taken.about)} 時点{list(taken.as_of)} {' ／ '.join(taken.parts)}{open_}"


def describe_understanding(report: UnderstandingReport, verbose: bool) -> str:
    """The report as lines of text; mistakes only when asked for."""
    lines = [f"{report.split}: {report.questions}問"]
    for field, label in FIELDS.items():
        lines.append(f"  {field:<10} {_shown(report.accuracy[field])}  {label}")
    if verbose:
        for identifier, question, wrong, taken in report.mistakes:
            lines += [f"  {identifier} {question}  誤り: {'、'.join(wrong)}", f"      {taken}"]
    return "\n".join(lines)


def _shown(value: Figure) -> str:
    if value.value is None:
        return "– n=0"
    interval = "" if value.low is None else f" [{value.low:.2f}-{value.high:.2f}]"
    return f"{value.value:.3f}{interval} n={value.n}"
