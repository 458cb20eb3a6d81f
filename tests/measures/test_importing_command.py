"""``shien measures import``: a report for people or JSON, errors in two lines."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from assistant import cli

LIST = "番号,制度名,種類,補助率\n1,設備補助金,補助金,2/3\n2,,融資,\n"


@pytest.fixture
def shien(monkeypatch, capsys, tmp_path):
    """Run ``shien measures import`` in this process; returns (exit code, stdout, stderr)."""

    def run(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setenv("SHIEN_HOME", str(tmp_path / "home"))
        monkeypatch.setattr(sys, "argv", ["shien", "measures", "import", *arguments])
        try:
            cli.main()
            code = 0
        except SystemExit as stop:
            code = int(stop.code or 0)
        out, err = capsys.readouterr()
        return code, out, err

    return run


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "一覧.csv"
    path.write_text(LIST, encoding="utf-8")
    return path


def test_a_preview_a_report_and_a_removal_are_told(shien, path, tmp_path) -> None:
    code, out, _ = shien(str(path), "--preview")
    assert code == 0 and "まだ何も書いていません" in out and "補助率 → 支援の中身" in out
    assert not (tmp_path / "home").exists()
    code, out, err = shien(str(path))
    assert code == 0 and err == ""
    assert "一覧「一覧」として取り込みました。施策 1 件（追加 1、更新 0、変更なし 0、削除 0）" in out
    assert "取り込めない行: 3行目: 制度の名前がありません。" in out
    code, out, _ = shien("--remove", "--list-id", "一覧")
    assert (code, out) == (0, "一覧「一覧」（1 件）を外しました。\n")


def test_json_is_all_there_is_on_stdout(shien, path, tmp_path) -> None:
    mapping = tmp_path / "m.toml"
    mapping.write_text('[columns]\nname = "制度名"\n', encoding="utf-8")
    code, out, _ = shien(str(path), "--mapping", str(mapping), "--list-id", "県 R6", "--preview", "--json")
    shown = json.loads(out)
    assert code == 0 and shown["mapping"] == "m.toml"
    assert [entry["origin"] for entry in shown["first"]] == ["一覧.csv 2行目"]
    code, out, _ = shien(str(path), "--list-id", "県 R6", "--json")
    report = json.loads(out)
    assert (report["list_id"], report["added"]) == ("県-r6", 1)
    assert report["left_out"] == [{"place": 3, "reason": "制度の名前がありません。"}]
    code, out, _ = shien(str(path), "--list-id", "県 R6", "--remove", "--json")
    assert json.loads(out) == {"list_id": "県-r6", "removed": 1}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "一覧のファイルがありません"),
        (("nowhere.csv",), "開けません"),
        (("--remove",), "一覧の名前「」は使えません"),
        (("--remove", "--list-id", "x"), "という一覧はありません"),
    ],
)
def test_an_error_is_two_lines_and_exit_code_2(shien, arguments, message) -> None:
    code, out, err = shien(*arguments)
    assert code == 2 and out == "" and message in err and len(err.splitlines()) == 2
