"""``shien measures fetch`` and ``shien doctor``: what is shown, what is refused, and the credit line."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from jgrants_server import ENERGY, JgrantsServer, answer, running_server, sending

from assistant import cli
from assistant.doctor import examine
from assistant.measures.jgrants import CREDIT, client
from assistant.settings import Settings

pytestmark = pytest.mark.model_server


@pytest.fixture
def server() -> Iterator[JgrantsServer]:
    with running_server() as running:
        yield running


@pytest.fixture
def settings(tmp_path: Path, server: JgrantsServer) -> Settings:
    return server.settings(Settings(home=tmp_path / "home"))


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "_sleep", lambda _seconds: None)


def _shien(
    monkeypatch, capsys, settings: Settings, *arguments: str, command: str = "fetch"
) -> tuple[int, str, str]:
    for name, value in {
        "HOME": settings.home,
        "JGRANTS": "true",
        "JGRANTS_URL": settings.jgrants_url,
    }.items():
        monkeypatch.setenv(f"SHIEN_{name}", str(value))
    monkeypatch.setattr(sys, "argv", ["shien", "measures", command, *arguments])
    with pytest.raises(SystemExit) as done:
        cli.main()
    out, err = capsys.readouterr()
    return int(done.value.code or 0), out, err


def test_the_command_shows_what_it_took_with_day_and_credit(settings, server, monkeypatch, capsys) -> None:
    code, out, _ = _shien(monkeypatch, capsys, settings, "省エネ", "創業", "--details", "--area", "大阪")
    assert code == 0 and out.rstrip().endswith(CREDIT)
    assert ENERGY["title"] in out and "2 件（新しい 2" in out and "10,000,000円" in out and "時点" in out
    assert server.requests[0][1]["target_area_search"] == "大阪府" and len(server.details) == 2


def test_the_command_gives_json_alone_with_the_credit(settings, server, monkeypatch, capsys) -> None:
    server.always = sending(answer(ENERGY, count=2))
    code, out, _ = _shien(monkeypatch, capsys, settings, "省エネ", "--all", "--json")
    value = json.loads(out)
    assert code == 0 and value["credit"] == CREDIT and value["entries"][0]["id"].startswith("jgrants-")
    assert (value["found"], value["new"], value["as_of"]) == (1, 1, date.today().isoformat())
    assert value["notices"] and server.requests[0][1]["acceptance"] == "0"


def test_the_command_refuses_a_name_in_two_lines(settings, server, monkeypatch, capsys) -> None:
    code, out, err = _shien(monkeypatch, capsys, settings, "山田製作所")
    assert (code, out, len(err.strip().splitlines()), server.requests) == (2, "", 2, [])


def test_a_list_shows_the_credit_beside_each_subsidy(settings, server, monkeypatch, capsys) -> None:
    _shien(monkeypatch, capsys, settings, "省エネ", "創業")
    code, out, _ = _shien(monkeypatch, capsys, settings, command="list")
    fetched = [line for line in out.splitlines() if line.startswith("jgrants-")]
    assert code == 0 and len(fetched) == 2 and all(line.endswith(CREDIT) for line in fetched)
    assert out.count(CREDIT) == 2
    _, out, _ = _shien(monkeypatch, capsys, settings, "--json", command="list")
    assert sum(CREDIT in one["origin"] for one in json.loads(out)) == 2


def test_the_doctor_says_what_leaves(settings, server) -> None:
    def outside(using: Settings) -> str:
        return next(check.detail for check in examine(using) if check.name == "外部への送信")

    there = settings.model_copy(update={"jgrants_url": "https://api.jgrants-portal.go.jp/exp/v1/public"})
    assert "api.jgrants-portal.go.jp" in outside(there)
    assert "Jグランツ" not in outside(settings) and "Jグランツ" not in outside(
        there.model_copy(update={"jgrants": False})
    )
    assert server.requests == []
