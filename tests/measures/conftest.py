"""A small register and its index in a temporary place; settings of a test, and the stand-in for Jグランツ."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.measures.entry import Basis, Condition, Entry, Fact
from assistant.measures.index import open_index_of
from assistant.measures.jgrants import cache, client
from assistant.measures.register import Register
from assistant.settings import Settings

if TYPE_CHECKING:
    from jgrants_server import JgrantsServer

BASIS = Basis("minutes", "とあります")


def entry(id: str, name: str, kind: str = "subsidy", standing: str = "current", **more) -> Entry:
    """An entry with no more than what a test needs."""
    return Entry(id, name, kind, standing, "2026-01-19", BASIS, **more)  # type: ignore[arg-type]


def needs(text: str, rule: tuple | None, ask: str = "") -> Condition:
    """A condition on a rule."""
    return Condition(text, BASIS, rule, ask)


ENTRIES = (
    entry(
        "joint-research",
        "共同研究補助金",
        body="研究庁",
        purposes=("research", "collaboration"),
        target=Fact("大学と研究開発をする中小企業", BASIS),
        conditions=(
            needs("従業員300人以下", ("employees_at_most", 300)),
            needs("大学か公設試と組む", ("partner", ("university", "public_lab"))),
        ),
    ),
    entry(
        "machine",
        "設備更新補助金",
        purposes=("equipment",),
        conditions=(needs("従業員20人以下", ("employees_at_most", 20)),),
    ),
    entry("old-research", "昔の研究補助金", standing="past", purposes=("research",)),
    entry("planned-research", "来年の研究補助金", standing="planned", purposes=("research",)),
    entry(
        "saitama-desk",
        "販路の相談窓口",
        "desk",
        body="県",
        purposes=("sales",),
        regions=("埼玉県",),
        region_basis=BASIS,
    ),
    entry(
        "tokyo-desk",
        "販路の相談窓口",
        "desk",
        body="都",
        purposes=("sales",),
        regions=("東京都",),
        region_basis=BASIS,
    ),
    entry(
        "tokyo-desk-again",
        "販路の相談窓口",
        "desk",
        body="都",
        purposes=("sales",),
        regions=("東京都",),
        region_basis=BASIS,
    ),
    entry("closed", "締め切った研究補助金", purposes=("research",), open_until="2026-03-31"),
)


@pytest.fixture(scope="session")
def measures(tmp_path_factory):
    """The small register, open."""
    settings = Settings(home=tmp_path_factory.mktemp("home"))
    register = Register({one.id: one for one in ENTRIES}, "small")
    opened = open_index_of(register, settings, lambda *_: None)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def of_every_kind(tmp_path_factory):
    """A register in which a facility and a planned measure bear the words of what is told."""
    entries = (
        entry("test-site", "環境試験拠点（長野県飯田市）", "facility", "unknown", purposes=("quality",)),
        entry("oven", "新事業設備補助金", purposes=("equipment",)),
        entry("exhibition", "展示会の補助金", standing="unknown", purposes=("sales",)),
        entry("to-come", "後継者探しの支援", "other", "planned", body="国", purposes=("succession",)),
        entry("here", "後継者探しの支援", "other", "unknown", body="県", purposes=("succession",)),
    )
    settings = Settings(home=tmp_path_factory.mktemp("home"))
    opened = open_index_of(Register({one.id: one for one in entries}, "kinds"), settings, lambda *_: None)
    yield opened
    opened.close()


@pytest.fixture
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    """A data folder that does not exist yet; a test marked ``model_server`` asks its ``server``."""
    own = Settings(home=tmp_path / "home")
    has_server = request.node.get_closest_marker("model_server")
    return request.getfixturevalue("server").settings(own) if has_server else own


@pytest.fixture
def server() -> Iterator[JgrantsServer]:
    """What answers in the place of Jグランツ."""
    from jgrants_server import running_server

    with running_server() as running:
        yield running


@pytest.fixture
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Between two requests to Jグランツ nobody waits."""
    monkeypatch.setattr(client, "_sleep", lambda _seconds: None)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """The time the cache believes it is."""
    now = [datetime(2026, 11, 21, 3, tzinfo=UTC)]
    monkeypatch.setattr(cache, "_now", lambda: now[0])
    return now
