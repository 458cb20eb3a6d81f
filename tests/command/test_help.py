"""Help speaks the user's language, whole: each command of each group, as it is printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from assistant.cli import app
from assistant.help import in_japanese
from evals.cli import app as evals


def _paths(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield path
    for name, below in sorted(getattr(command, "commands", {}).items()):
        yield from _paths(below, (*path, name))


ALL = [
    *((app, path) for path in _paths(typer.main.get_command(app)) if path != ("eval",)),
    *((evals, path) for path in _paths(typer.main.get_command(evals))),
]


@pytest.mark.parametrize(
    ("of", "path"), [pytest.param(of, path, id=" ".join((of.info.name or "", *path))) for of, path in ALL]
)
def test_help_is_in_japanese_and_in_no_box_that_cuts_it(of: typer.Typer, path: tuple[str, ...]) -> None:
    shown = CliRunner().invoke(of, [*path, "--help"])
    assert shown.exit_code == 0
    assert shown.output.startswith("使い方: ") and "この説明を表示します。" in shown.output
    assert not re.search(r"Usage|Options|Arguments|Commands|Show this|default:|required|╭", shown.output)
    assert not re.search(r"既定: /|--no-", shown.output), "no place of one machine, no double of a switch"


def test_only_typers_own_words_are_exchanged() -> None:
    assert in_japanese("Usage: shien ask [OPTIONS] QUESTION") == "使い方: shien ask [オプション] QUESTION"
    assert in_japanese("  質問。  [default:\n  auto]") == "  質問。  [既定: auto]"
    assert in_japanese("See Options: none") == "See Options: none"
