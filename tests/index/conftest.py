"""A data folder and a folder of two documents for each test."""

from __future__ import annotations

from pathlib import Path

import pytest
from index_samples import GRANT, LOAN

from assistant.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "documents"
    path.mkdir()
    (path / "grant.txt").write_text(GRANT, encoding="utf-8")
    (path / "loan.txt").write_text(LOAN, encoding="utf-8")
    return path
