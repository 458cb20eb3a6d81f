"""README.md and the list of its figures agree on where they stand; what differs from what is measured is told."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from assistant.errors import InputError
from assistant.settings import PROJECT_ROOT
from evals import readme_figures
from evals.cli import app
from evals.readme_figures import (
    Figures,
    Source,
    compare_with_readme,
    describe_comparison,
    measured_by,
    read_entries,
    read_readme,
    said,
    value_at,
)

SOURCES, FIGURES = read_entries()
README = """Two cores repeat them. 320 questions, then 1,158 quotes.

| | all (n) | sealed |
|---|---|---|
| facts shown | 0.59 [0.46–0.70] (229) | 0.47 |
| quotes | 1.00 (1,158 quotes) | |

| | |
|---|---|
| `shien ask` | 29 / 73 ms |
"""
REPORT = {
    "facts": {"value": 0.5931, "low": 0.4601, "high": 0.7049, "n": 229},
    "rows": [{"name": "a", "k": 1.0}],
}
FACTS = Figures(
    "s", ("facts/value", "facts/low", "facts/high", "facts/n"), row="facts shown", column="all (n)"
)
ASK = Figures("s", ("facts/n", "facts/n"), row="`shien ask`", time=True)


@pytest.mark.parametrize("place", FIGURES, ids=lambda place: place.name)
def test_every_entry_is_found_in_the_readme(place: Figures) -> None:
    assert len(said(read_readme(), place)) == len(place.paths)
    assert not place.scale or len(place.scale) == len(place.paths)


def test_every_source_can_be_asked_and_is_needed() -> None:
    assert {place.source for place in FIGURES} == set(SOURCES)
    commands = {command.name or command.callback.__name__ for command in _commands(app)}
    for source in SOURCES.values():
        assert bool(source.command) != bool(source.file)
        assert not source.command or (source.command[0] in commands and "--json" in source.command)
        assert not source.file or (PROJECT_ROOT / source.file).is_file()


def _commands(group: Any) -> list[Any]:
    return [
        *group.registered_commands,
        *(c for one in group.registered_groups for c in _commands(one.typer_instance)),
    ]


def test_every_table_row_of_the_figures_has_an_entry() -> None:
    section = read_readme().split("\n## Figures\n")[1].split("\n## ")[0]
    rows = [line.split("|")[1].strip() for line in section.splitlines() if line.startswith("| ")]
    named = [row for row in rows if row and row not in ("nDCG@10", "`make test`, environment made")]
    assert len(named) >= 15
    assert [row for row in named if not any(p.row and row.startswith(p.row) for p in FIGURES)] == []


def test_recorded_figures_are_those_of_the_readme() -> None:
    recorded = [place for place in FIGURES if SOURCES[place.source].file]
    rows = compare_with_readme(read_readme(), SOURCES, recorded, lambda source: measured_by(source, {}))
    assert recorded and [row.name for row in rows if row.differs] == []


def test_the_numbers_of_a_cell_and_of_a_sentence_are_read() -> None:
    assert said(README, FACTS) == ("0.59", "0.46", "0.70", "229")
    assert said(README, ASK) == ("29", "73")
    assert said(README, Figures("s", ("n",), after="repeat them. ")) == ("320",)
    assert said(README, Figures("s", ("v", "n"), row="quotes", column="all (n)")) == ("1.00", "1,158")


@pytest.mark.parametrize(
    "changes",
    [
        {"row": "facts"},
        {"row": "fact"},
        {"row": "shown"},
        {"column": "development"},
        {"paths": ("facts/value",)},
    ],
)
def test_a_place_that_is_not_as_told_is_a_mistake(changes: dict[str, Any]) -> None:
    readme = README + "| facts shown again | 1 |\n" if "row" in changes else README
    with pytest.raises(InputError, match=r"README\.md"):
        said(readme, replace(FACTS, **changes))


def test_a_number_of_the_json_is_found_by_its_path() -> None:
    assert value_at(REPORT, "facts/n") == 229
    assert (
        value_at(REPORT, "rows/0/k")
        == value_at(REPORT, "rows/name=a/k")
        == value_at(REPORT, "rows/name=a&k=1.0/k")
        == 1
    )
    for path in ("facts/none", "rows/name=b/k", "rows/3/k", "facts", "rows/name=a/name"):
        with pytest.raises(InputError, match="測った結果"):
            value_at(REPORT, path)


def compared(report: Any, *places: Figures):
    return compare_with_readme(README, {"s": Source("s", ("run",), ("bench/x",))}, places, lambda _: report)


def test_within_the_tolerance_it_agrees_and_beyond_it_differs() -> None:
    assert not compared(REPORT, FACTS)[0].differs
    for name, value, differs in (
        ("value", 0.595, False),
        ("value", 0.5951, True),
        ("n", 230, True),
        ("high", 0.69, True),
    ):
        report = {"facts": REPORT["facts"] | {name: value}}
        assert compared(report, FACTS)[0].differs == differs, (name, value)
    wide = replace(FACTS, tolerance=0.02)
    assert not compared({"facts": REPORT["facts"] | {"value": 0.6}}, wide)[0].differs


def test_times_are_shown_and_never_differ() -> None:
    (row,) = compared(REPORT, ASK)
    assert row.measured == (229, 229) and not row.differs and "時間" in describe_comparison([row])


def test_what_cannot_be_measured_here_is_skipped_and_says_so(tmp_path: Path) -> None:
    assert measured_by(Source("s", ("retrieval",), ("bench/x",)), {}, tmp_path) is None
    (row,) = compared(None, FACTS)
    assert row.measured == () and not row.differs and "bench/x" in row.note
    assert "省いたもの 1" in describe_comparison([row])


def test_a_unit_can_be_another() -> None:
    place = replace(FACTS, scale=(1, 1, 1, 0.001))
    assert compared(REPORT, place)[0].measured[3] == pytest.approx(0.229)


def test_a_source_is_asked_once_and_only_after_every_place_was_found() -> None:
    asked: list[str] = []

    def measure(source: Source) -> Any:
        asked.append(source.name)
        return REPORT

    compare_with_readme(README, {"s": Source("s")}, [FACTS, ASK], measure)
    assert asked == ["s"]
    with pytest.raises(InputError):
        compare_with_readme(README, {"s": Source("s")}, [FACTS, replace(FACTS, row="none")], measure)
    assert asked == ["s"]


def test_a_command_that_prints_no_json_is_named() -> None:
    with pytest.raises(InputError, match="shien eval nothing"):
        measured_by(Source("s", ("nothing",)), {})


def test_the_command_fails_only_where_it_is_to_check(monkeypatch: pytest.MonkeyPatch) -> None:
    @contextmanager
    def nothing():
        yield {}

    monkeypatch.setattr(readme_figures, "fresh_product", nothing)
    monkeypatch.setattr(readme_figures, "read_readme", lambda: README)
    monkeypatch.setattr(readme_figures, "read_entries", lambda: ({"s": Source("s", ("run",))}, (FACTS,)))
    for n, code in ((229, 0), (230, 1)):
        report = {"facts": REPORT["facts"] | {"n": n}}
        monkeypatch.setattr(readme_figures, "measured_by", lambda _source, _environment, told=report: told)
        assert CliRunner().invoke(app, ["readme"]).exit_code == 0
        checked = CliRunner().invoke(app, ["readme", "--check", "--json"])
        assert checked.exit_code == code and json.loads(checked.stdout)[0]["differs"] == bool(code)
