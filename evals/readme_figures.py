"""Every figure of README.md beside what is measured now: where each stands and what measures it is in readme_figures.toml."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.errors import InputError, reason
from assistant.settings import PROJECT_ROOT

ENTRIES = Path(__file__).with_name("readme_figures.toml")
README = PROJECT_ROOT / "README.md"
SHARED = PROJECT_ROOT.parent / "shared"
"""Public sets that are not part of the repository; figures that need them are skipped where they are absent."""
ROUNDING = 0.005
_NUMBER = re.compile(r"(?<![\d.,])\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Source:
    """Where figures come from: a command of the evaluation that prints JSON, or a file of the repository."""

    name: str
    command: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    file: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one place of README.md."""

    source: str
    paths: tuple[str, ...]
    row: str = ""
    column: str = ""
    after: str = ""
    tolerance: float = ROUNDING
    scale: tuple[float, ...] = ()
    time: bool = False

    @property
    def name(self) -> str:
        """For readers: the row and its column, or the words before."""
        return f"{self.row} / {self.column}" if self.column else self.row or f"…{self.after.strip()}"


@dataclass(frozen=True, slots=True)
class Compared:
    """What README.md says in one place, and what is measured now; ``measured`` is empty where that was skipped."""

    name: str
    says: tuple[str, ...]
    measured: tuple[float, ...]
    differs: bool
    note: str = ""


def read_entries(path: Path = ENTRIES) -> tuple[dict[str, Source], tuple[Figures, ...]]:
    """The sources by name, and the figures in order.

    Raises:
        InputError: the file cannot be read, or an entry is not one.
    """
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        sources = {
            name: Source(
                name, tuple(row.get("command", ())), tuple(row.get("needs", ())), row.get("file", "")
            )
            for name, row in raw["source"].items()
        }
        figures = tuple(
            Figures(**{**row, "paths": tuple(row["paths"]), "scale": tuple(row.get("scale", ()))})
            for row in raw["figure"]
        )
        for one in figures:
            sources[one.source]
    except (OSError, ValueError, KeyError, TypeError) as error:
        why = reason(error) if isinstance(error, OSError) else str(error)
        raise InputError(f"{path} を読めません（{why}）。", "ファイルの頭の説明と比べてください。") from error
    return sources, figures


def read_readme() -> str:
    """The text of README.md.

    Raises:
        InputError: it is not there, as in an installation.
    """
    try:
        return README.read_text(encoding="utf-8")
    except OSError as error:
        raise InputError(
            f"{README} を読めません（{reason(error)}）。", "リポジトリーの中で実行してください。"
        ) from error


def said(readme: str, place: Figures) -> tuple[str, ...]:
    """The numbers of one place as README.md writes them: ``0.59 [0.46–0.70] (229)`` → 0.59, 0.46, 0.70, 229.

    Raises:
        InputError: the place is not there, is there twice, or holds another number of numbers.
    """
    text = _after(readme, place) if place.after else _cell(readme, place)
    found = _NUMBER.findall(text)[: len(place.paths) if place.after else None]
    if len(found) != len(place.paths):
        raise InputError(
            f"README.md の「{place.name}」にある数は {len(found)} 個で、書かれた {len(place.paths)} 個と違います: {text[:60]}",
            f"{ENTRIES.name} の paths を合わせてください。",
        )
    return tuple(found)


def _after(readme: str, place: Figures) -> str:
    if readme.count(place.after) != 1:
        raise _not_there(place, readme.count(place.after))
    return readme.split(place.after)[1]


def _cell(readme: str, place: Figures) -> str:
    lines = readme.splitlines()
    rows = [i for i, line in enumerate(lines) if line.startswith(f"| {place.row}")]
    if len(rows) != 1:
        raise _not_there(place, len(rows))
    cells = _cells(lines[rows[0]])
    if not place.column:
        return cells[-1]
    head = next((i for i in range(rows[0], 0, -1) if lines[i].startswith("|---")), 0) - 1
    columns = _cells(lines[head])
    if place.column not in columns:
        raise _not_there(place, 0)
    return cells[columns.index(place.column)]


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def _not_there(place: Figures, times: int) -> InputError:
    return InputError(
        f"README.md に「{place.name}」が {times} 回あります（1 回のはずです）。",
        f"{ENTRIES.name} の row・column・after を README.md に合わせてください。",
    )


def value_at(report: Any, path: str) -> float:
    """One number of a JSON value: ``sizes/passages=1000/peak_mb`` goes down, picks from a list, goes down.

    Raises:
        InputError: nothing is there, or no number.
    """
    found = report
    try:
        for step in path.split("/"):
            if isinstance(found, list):
                found = found[int(step)] if step.isdigit() else _picked(found, step)
            else:
                found = found[step]
        return float(found)
    except (KeyError, IndexError, TypeError, ValueError, StopIteration) as error:
        raise InputError(
            f"測った結果に {path} がありません。", f"{ENTRIES.name} の paths を直してください。"
        ) from error


def _picked(rows: Sequence[Mapping[str, Any]], step: str) -> Mapping[str, Any]:
    wanted = dict(condition.split("=", 1) for condition in step.split("&"))
    return next(row for row in rows if all(str(row.get(name)) == value for name, value in wanted.items()))


@contextmanager
def fresh_product() -> Iterator[Mapping[str, str]]:
    """An environment in which the product holds the shipped documents alone and nothing is set: what README.md is about.

    Raises:
        InputError: the documents cannot be indexed.
    """
    with tempfile.TemporaryDirectory(prefix="shien-readme-") as home:
        own = {name: value for name, value in os.environ.items() if not name.startswith("SHIEN_")}
        environment = {**own, "SHIEN_HOME": home}
        done = subprocess.run(
            [sys.executable, "-m", "assistant", "ingest"], capture_output=True, text=True, env=environment
        )
        if done.returncode:
            raise InputError("資料を索引にできませんでした。", "shien ingest を実行して確かめてください。")
        yield environment


def measured_by(source: Source, environment: Mapping[str, str], shared: Path = SHARED) -> Any | None:
    """What a source says now; None where a folder it needs is absent.

    Args:
        source: the command or the file.
        environment: of the command; see ``fresh_product``.
        shared: the folder of the public sets.

    Raises:
        InputError: the command printed no JSON.
    """
    if not all((shared / folder).is_dir() for folder in source.needs):
        return None
    if source.file:
        return json.loads((PROJECT_ROOT / source.file).read_text(encoding="utf-8"))
    arguments = [part.replace("{shared}", str(shared)) for part in source.command]
    done = subprocess.run(
        [sys.executable, "-m", "evals", *arguments], capture_output=True, text=True, env=environment
    )
    try:
        return json.loads(done.stdout)  # exit code 1 of a command that found a fault is no reason to stop
    except ValueError as error:
        last = (done.stderr.strip().splitlines() or ["何も出しませんでした"])[-1]
        raise InputError(
            f"shien eval {' '.join(source.command)} の結果を読めません: {last}",
            "そのコマンドを、それだけで実行して確かめてください。",
        ) from error


def compare_with_readme(
    readme: str,
    sources: Mapping[str, Source],
    figures: Sequence[Figures],
    measure: Callable[[Source], Any | None],
) -> tuple[Compared, ...]:
    """Each place of README.md beside what is measured; every source is asked once, and only if a figure needs it.

    Args:
        readme: the text of README.md.
        sources: by name.
        figures: the places.
        measure: what a source says now; None where it cannot be asked here.
    """
    written = [said(readme, place) for place in figures]  # all of them before anything slow is started
    reports = {name: measure(sources[name]) for name in dict.fromkeys(place.source for place in figures)}
    return tuple(
        _compared(place, numbers, reports[place.source], sources[place.source])
        for place, numbers in zip(figures, written, strict=True)
    )


def _compared(place: Figures, says: tuple[str, ...], report: Any | None, source: Source) -> Compared:
    if report is None:
        return Compared(
            place.name, says, (), False, f"省きました（../shared/{'、'.join(source.needs)} がありません）"
        )
    scale = place.scale or (1.0,) * len(place.paths)
    found = tuple(value_at(report, path) * by for path, by in zip(place.paths, scale, strict=True))
    off = any(not _agrees(text, value, place.tolerance) for text, value in zip(says, found, strict=True))
    notes = [note for note, holds in (("時間", place.time), (f"記録 {source.file}", source.file)) if holds]
    return Compared(place.name, says, found, off and not place.time, "、".join(notes))


def _agrees(says: str, measured: float, tolerance: float) -> bool:
    """Whether a number is what README.md says; 1e-9 is for halves, which binary fractions miss."""
    value = float(says.replace(",", ""))
    return abs(value - measured) <= (tolerance + 1e-9 if "." in says else 1e-9)


def describe_comparison(rows: Sequence[Compared]) -> str:
    """A table: README says, measured now, and where they differ."""
    lines = ["README の値 → いま測った値"]
    for row in rows:
        mark = "×" if row.differs else "–" if not row.measured else "○"
        now = "、".join(_shown(says, value) for says, value in zip(row.says, row.measured, strict=False))
        note = f"　{row.note}" if row.note else ""
        lines.append(f"{mark} {row.name}: {'、'.join(row.says)} → {now or '–'}{note}")
    differing = sum(row.differs for row in rows)
    skipped = sum(not row.measured for row in rows)
    lines.append(f"{len(rows)} か所のうち、違うもの {differing}、省いたもの {skipped}")
    return "\n".join(lines)


def _shown(says: str, measured: float) -> str:
    decimals = len(says.partition(".")[2])
    return f"{measured:,.{decimals}f}"
