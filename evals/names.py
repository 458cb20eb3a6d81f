"""How far names are understood: other ways to write them, misspellings, and words that only look like a name.

Nothing is answered or searched for; each text goes through ``resolve_query`` with the shipped table of names and the
words of the index that serves. A word that was not meant as a name and is taken for one counts against precision.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.text.names import NameTable
from assistant.text.resolve import resolve_query
from evals.rows import rows_of
from evals.statistics import Figure, figure

DEFAULT_NAMES = Path(__file__).resolve().parent / "datasets" / "names.jsonl"
SPLITS = ("dev", "sealed")
_KEYS = {"text", "names", "split", "near", "note"}


@dataclass(frozen=True, slots=True)
class NameItem:
    """A text and the names it holds."""

    text: str
    names: frozenset[str]
    """As the table of names has them; empty for a text that holds none."""
    split: str
    near: str
    """The name it is about, or looks like; empty where it is like none."""
    note: str


@dataclass(frozen=True, slots=True)
class NamesReport:
    """Figures of one split."""

    split: str
    texts: int
    precision: Figure
    """Of the names taken from the texts, those that are in them."""
    recall: Figure
    """Of the names in the texts, those that were taken."""
    untouched: Figure
    """Of the texts that hold no name, those from which none was taken."""
    mistakes: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]
    """(text, expected, taken) of each text that was understood otherwise; of the sealed half, none are shown."""


def read_name_items(path: Path) -> list[NameItem]:
    """The texts of a set of names.

    Raises:
        InputError: a line that is no such item.
    """
    return rows_of(path, _item, 'text・names・split（"dev" か "sealed"）・near・note を書いてください。')


def _item(row: Mapping[str, Any]) -> NameItem:
    if set(row) != _KEYS or row["split"] not in SPLITS:
        raise ValueError("、".join(sorted(_KEYS ^ set(row))) or row["split"])
    return NameItem(row["text"], frozenset(row["names"]), row["split"], row["near"], row["note"])


def evaluate_names(
    items: Sequence[NameItem], table: NameTable, is_written: Callable[[str], bool]
) -> list[NamesReport]:
    """Understand each text and compare, split by split. Intervals draw names, since texts about one stand together."""
    reports = []
    for split in SPLITS:
        right: dict[str, list[tuple[float, float]]] = {}
        found: dict[str, list[tuple[float, float]]] = {}
        clean: dict[str, list[tuple[float, float]]] = {}
        mistakes = []
        for item in (item for item in items if item.split == split):
            taken = frozenset(r.name for r in resolve_query(item.text, table, is_written)[0])
            group, both = item.near or item.text, float(len(taken & item.names))
            right.setdefault(group, []).append((both, float(len(taken))))
            found.setdefault(group, []).append((both, float(len(item.names))))
            if not item.names:
                clean.setdefault(group, []).append((float(not taken), 1.0))
            if taken != item.names and split == "dev":
                mistakes.append((item.text, tuple(sorted(item.names)), tuple(sorted(taken))))
        texts = sum(item.split == split for item in items)
        reports.append(
            NamesReport(split, texts, figure(right), figure(found), figure(clean), tuple(mistakes))
        )
    return reports


def describe_names(reports: Sequence[NamesReport]) -> str:
    """The reports as lines of text; mistakes of the development half are listed."""
    lines = []
    for report in reports:
        lines.append(
            f"{report.split}: {report.texts}件  適合率 {_shown(report.precision)}  再現率 {_shown(report.recall)}  "
            f"名前のない文をそのままにした割合 {_shown(report.untouched)}"
        )
        for text, expected, taken in report.mistakes:
            lines.append(
                f"  {text}  正解: {'、'.join(expected) or 'なし'}  結果: {'、'.join(taken) or 'なし'}"
            )
    return "\n".join(lines)


def _shown(value: Figure) -> str:
    if value.value is None:
        return "– n=0"
    interval = "" if value.low is None else f" [{value.low:.2f}-{value.high:.2f}]"
    return f"{value.value:.3f}{interval} n={value.n}"
