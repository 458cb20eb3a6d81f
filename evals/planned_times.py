"""How far the time of a plan is read from what a business tells: 来年4月に入れたい → 2027-04.

The set's rows: ``text``, ``today``, ``when`` (the months, or null where no time of the client's own plan is told), ``said``
(its words), ``undecided`` (other values one would also accept). A hand that had seen no reader wrote both halves.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from assistant.measures.profile import Profile, values
from evals.rows import rows_of
from evals.statistics import Figure, share

DATASET = Path(__file__).resolve().parent / "datasets" / "planned_times"


@dataclass(frozen=True, slots=True)
class Row:
    """What a business tells on a day, and when it plans what it asks about."""

    id: str
    text: str
    today: date
    when: str | None
    said: str
    undecided: tuple[str | None, ...]
    note: str = ""

    def accepts(self, read: str | None) -> bool:
        """Whether the months read, or none, are right."""
        return read == self.when or read in self.undecided


@dataclass(frozen=True, slots=True)
class TimesReport:
    """Figures of one half."""

    split: str
    right: Figure
    """Of all rows, those of which the very months were read, or rightly none."""
    read: Figure
    """Of the rows that tell a time, those of which it was read."""
    invented: Figure
    """Of the rows that tell none of the client's own, those of which one was read."""
    mistakes: tuple[tuple[str, str, str | None], ...]
    """(text, gold, read) of the development half; of the sealed half none are kept."""


def read_rows(split: str, folder: Path = DATASET) -> list[Row]:
    """The rows of one half, ``dev`` or ``sealed``.

    Raises:
        InputError: the file cannot be read, or a line is not such a row.
    """
    return rows_of(folder / f"{split}.jsonl", _row, "1行に1件の JSON にしてください。")


def _row(told: Mapping[str, Any]) -> Row:
    today, undecided = date.fromisoformat(told["today"]), tuple(told["undecided"])
    return Row(**{**told, "today": today, "undecided": undecided})


def measure_times(rows: Sequence[Row], split: str, read: Callable[[str, date], Profile]) -> TimesReport:
    """Read each row of a half and compare.

    Args:
        rows: the rows of one half.
        split: its name; the mistakes of ``sealed`` are not kept.
        read: the reader to measure.
    """
    found = [(row, next(iter(values(read(row.text, row.today), "when")), None)) for row in rows]
    telling = [(row, months) for row, months in found if row.when is not None]
    silent = [(row, months) for row, months in found if row.when is None]
    wrong = [(row.text, str(row.when), months) for row, months in found if not row.accepts(months)]
    return TimesReport(
        split,
        right=share(len(found) - len(wrong), len(found)),
        read=share(sum(row.accepts(months) for row, months in telling), len(telling)),
        invented=share(sum(not row.accepts(months) for row, months in silent), len(silent)),
        mistakes=() if split == "sealed" else tuple(wrong),
    )


def describe_times(report: TimesReport) -> str:
    """The report as lines of text; mistakes of the development half are listed."""
    figures = (
        (report.right, "予定の時期を正しく読めた（時期を言わない文からは何も読まない）"),
        (report.read, "時期を言う文から、その時期を読めた"),
        (report.invented, "自分の予定の時期を言わない文から、時期を読んだ"),
    )
    lines = [f"{report.split}: 予定の時期の文例 {report.right.n}件"]
    lines += [
        f"  {one.value:.3f} [{one.low:.2f}-{one.high:.2f}] n={one.n}  {label}" for one, label in figures
    ]
    lines += [f"  {text}\n      正解 {gold}、読み取り {months}" for text, gold, months in report.mistakes]
    return "\n".join(lines)
