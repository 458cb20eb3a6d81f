"""The command, run in this process."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from assistant import cli


@pytest.fixture
def shien(monkeypatch, capsys, shipped_index_home):
    """Run the command in this process; returns (exit code, stdout, stderr)."""

    def run(*arguments: str, home: Path = shipped_index_home) -> tuple[int, str, str]:
        monkeypatch.setenv("SHIEN_HOME", str(home))
        monkeypatch.setattr(sys, "argv", ["shien", *arguments])
        try:
            cli.main()
            code = 0
        except SystemExit as stop:
            code = int(stop.code or 0)
        out, err = capsys.readouterr()
        return code, out, err

    return run
