"""``shien verify``: a line in, a line out; a bad line stops nothing; run again, it goes on where it was."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.cli import app
from assistant.errors import InputError, StorageError
from assistant.settings import PROJECT_ROOT
from assistant.text.names import read_names
from assistant.verification import verify_lines

NAMES = read_names(PROJECT_ROOT / "corpus" / "aliases.toml")
LINES = [
    {"id": "a", "statement": "ゴーテックは四万社が使う。", "evidence": ["Go-Techは40,000社が使う。"]},
    {"id": "b", "statement": "Go-Techは5万社が使う。", "evidence": ["Go-Techは40,000社が使う。"]},
    {"id": 3, "statement": "2025年に設けた。", "evidence": ["昨年設けた。"], "date": "2026-01-19"},
]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "in.jsonl"
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in LINES), encoding="utf-8")
    return path


def _run(source: Path, target: Path):
    return verify_lines(source, target, NAMES, lambda _done, _all: None)


def _rows(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_each_statement_gets_its_verdict_in_order(source, tmp_path) -> None:
    target = tmp_path / "out.jsonl"
    assert _run(source, target).written == 3
    rows = _rows(target)
    assert [row["id"] for row in rows] == ["a", "b", 3]
    assert [row["verdict"] for row in rows] == ["supported", "unsupported", "supported"]
    assert set(rows[1]) == {"id", "verdict", "score", "problems"}
    assert set(rows[1]["problems"][0]) == {"kind", "value", "message"}
    assert rows[1]["problems"][0]["kind"] == "figure"


def test_a_line_that_cannot_be_checked_becomes_an_error_line(source, tmp_path) -> None:
    bad = [
        "not json", "[1]", '{"id": 7}', '{"id": "e", "statement": "a", "evidence": "b"}',
        '{"id": "d", "statement": "a", "evidence": ["b"], "date": "昨年"}',
        '{"id": "s", "statement": " ", "evidence": ["b"]}',
        json.dumps({"id": "l", "statement": "あ" * 5_000, "evidence": ["b"]}),
    ]  # fmt: skip
    with source.open("a", encoding="utf-8") as file:
        file.write("\n".join(bad) + '\n{"id": "last", "statement": "a。", "evidence": []}\n')
    result = _run(source, tmp_path / "out.jsonl")
    rows = _rows(tmp_path / "out.jsonl")
    assert result.failed == len(bad)
    assert all(set(row) == {"id", "error"} for row in rows[3:-1])
    assert [row["id"] for row in rows[3:]] == ["line-4", "line-5", 7, "e", "d", "s", "l", "last"]
    assert rows[-1]["problems"][0]["kind"] == "no_evidence"


def test_a_stopped_run_goes_on_and_redoes_a_torn_last_line(source, tmp_path) -> None:
    whole, broken = tmp_path / "whole.jsonl", tmp_path / "broken.jsonl"
    _run(source, whole)
    lines = whole.read_bytes().splitlines(keepends=True)
    broken.write_bytes(lines[0] + lines[1][:20])
    result = _run(source, broken)
    assert (result.written, result.resumed) == (2, 1)
    assert broken.read_bytes() == whole.read_bytes()


def test_results_of_another_file_are_not_overwritten(source, tmp_path) -> None:
    target = tmp_path / "out.jsonl"
    target.write_text('{"id": "other"}\n', encoding="utf-8")
    with pytest.raises(InputError, match="別の文"):
        _run(source, target)
    assert target.read_text(encoding="utf-8") == '{"id": "other"}\n'


def test_the_command_needs_no_index_and_says_how_many(source, tmp_path) -> None:
    done = CliRunner().invoke(app, ["verify", str(source), str(tmp_path / "out.jsonl")])
    assert done.exit_code == 0
    assert "3 件" in done.output
    assert len(_rows(tmp_path / "out.jsonl")) == 3


def test_a_second_run_on_a_file_that_is_being_written_is_refused_and_spoils_nothing(source, tmp_path) -> None:
    target, link = tmp_path / "out.jsonl", tmp_path / "link.jsonl"
    link.symlink_to(target)
    refused = []

    def begin_another(_done: int, _all: int) -> None:
        for name in (target, link):
            with pytest.raises(StorageError, match="別の実行") as caught:
                _run(source, name)
            refused.append(caught.value.hint)

    assert verify_lines(source, target, NAMES, begin_another).written == 3
    assert len(refused) == 6 and all("別の出力先" in hint for hint in refused)
    assert [row["id"] for row in _rows(target)] == ["a", "b", 3]
    assert _run(source, target).resumed == 3, "the file is free again"


def test_a_pipe_or_a_screen_is_refused_before_anything_is_read(tmp_path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for target in (pipe, Path("/dev/null")):
        with pytest.raises(StorageError, match="普通のファイルではありません"):
            _run(tmp_path / "never read.jsonl", target)


def test_a_folder_given_as_output_is_told_as_that(source, tmp_path) -> None:
    with pytest.raises(StorageError, match="フォルダーです") as caught:
        _run(source, tmp_path)
    assert str(tmp_path / "out.jsonl") in caught.value.hint and "SHIEN_HOME" not in caught.value.hint


_VERIFY_WITH_A_LIMIT = """
import resource, signal, sys
from assistant.cli import main
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (200, 200))
sys.argv = ["shien", "verify", *sys.argv[1:]]
main()
"""


def test_a_disk_that_takes_no_more_is_told_with_the_way_on(source, tmp_path) -> None:
    target = tmp_path / "out.jsonl"
    command = [sys.executable, "-c", _VERIFY_WITH_A_LIMIT, str(source), str(target)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=PROJECT_ROOT, timeout=300)
    assert done.returncode == 2
    assert "空きが足りず" in done.stderr and "続きから" in done.stderr, done.stderr
    assert "SHIEN_HOME" not in done.stderr and "索引" not in done.stderr
    assert _run(source, target).resumed >= 1
    assert [row["id"] for row in _rows(target)] == ["a", "b", 3]
