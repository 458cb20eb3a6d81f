"""Several workers give the same answers as one; an interrupt or a kill loses nothing that was answered."""

from __future__ import annotations

import itertools
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from eval_samples import FakeAssistant, make_item
from typer.testing import CliRunner

import assistant
from assistant.settings import PROJECT_ROOT, Settings
from assistant.types import Answer
from evals import cli
from evals.dataset import DEFAULT_DATASET, load_items
from evals.records import ANSWERS, read_records, record_to_dict
from evals.run import answer_items
from evals.workers import in_threads

if TYPE_CHECKING:
    from assistant.opened import Assistant

ITEMS = [make_item(f"q{number}") for number in range(40)]


def answers(folder: Path) -> dict[str, Any]:
    """What each item brought, without how long it took."""
    kept = [record_to_dict(record) for record in read_records(folder)]
    for row in kept:
        row["seconds"] = 0
        row["answer"]["timings_ms"] = {}
    assert len({row["id"] for row in kept}) == len(kept)
    return {row["id"]: row for row in kept}


def test_several_workers_give_the_same_answers_as_one(shipped: Assistant, tmp_path: Path) -> None:
    items = load_items(DEFAULT_DATASET, "development")[:24]
    folders = {}
    for workers in (1, 4):
        folders[workers] = tmp_path / str(workers)
        folders[workers].mkdir()
        answer_items(shipped, items, folders[workers], shipped.settings, "extractive", workers=workers)
    alone = answers(folders[1])
    assert set(alone) == {item.id for item in items}
    assert answers(folders[4]) == alone


def test_the_workers_ask_at_the_same_time(tmp_path: Path, right_answer: Answer) -> None:
    together = threading.Barrier(4)

    def reply(_question: str) -> Answer:
        together.wait(timeout=30)  # broken, an error and no answer, where fewer than four ask at once
        return right_answer

    answer_items(FakeAssistant(reply), ITEMS, tmp_path, Settings(home=tmp_path), "extractive", workers=4)
    assert {record.error for record in read_records(tmp_path)} == {None}


def test_progress_counts_every_answer_and_those_that_were_there(tmp_path: Path, right_answer: Answer) -> None:
    told: list[tuple[int, int]] = []
    fake, settings = FakeAssistant(lambda _: right_answer), Settings(home=tmp_path)
    answer_items(fake, ITEMS[:3], tmp_path, settings, "extractive", workers=2)
    answer_items(fake, ITEMS, tmp_path, settings, "extractive", lambda *at: told.append(at), workers=3)
    assert told == [(number, 40) for number in range(3, 41)]


def test_once_stopped_nothing_is_begun_and_what_was_begun_is_kept(
    tmp_path: Path, right_answer: Answer
) -> None:
    stop, both = threading.Event(), threading.Barrier(2)

    def reply(_question: str) -> Answer:
        both.wait(timeout=30)
        stop.set()
        return right_answer

    fake = FakeAssistant(reply)
    answer_items(fake, ITEMS, tmp_path, Settings(home=tmp_path), "extractive", workers=2, stop=stop)
    assert len(fake.asked) == 2
    assert {record.id for record in read_records(tmp_path)} == {"q0", "q1"}


def test_what_breaks_a_worker_is_raised_where_the_answers_are_read() -> None:
    def work(item: int) -> int:
        if item == 3:
            raise MemoryError
        return item

    read: list[int] = []
    with pytest.raises(MemoryError):
        read.extend(in_threads(work, range(100), 1, threading.Event()))
    assert list(in_threads(work, [1, 2], 8, threading.Event())) in ([1, 2], [2, 1])
    assert list(in_threads(work, [], 8, threading.Event())) == []


SLOW_RUN = """
import sys, threading
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from eval_samples import FakeAssistant, make_answer, make_citation, make_item
from assistant.settings import Settings
from evals.run import answer_items

def reply(_question):
    threading.Event().wait(0.1)
    return make_answer(("中小企業は2/3です。", [make_citation()]))

folder = Path(sys.argv[1])
items = [make_item(f"q{number}") for number in range(40)]
answer_items(FakeAssistant(reply), items, folder, Settings(home=folder), "extractive", workers=4)
"""


def test_a_killed_run_resumes_and_holds_each_item_once(tmp_path: Path, right_answer: Answer) -> None:
    path, pause = tmp_path / ANSWERS, threading.Event()
    command = [sys.executable, "-c", SLOW_RUN, str(tmp_path), str(Path(__file__).parent)]
    with subprocess.Popen(command, cwd=PROJECT_ROOT) as run:
        while run.poll() is None and not (path.exists() and path.stat().st_size):
            pause.wait(0.01)
        run.kill()
    before = path.read_bytes()
    whole = before[: before.rfind(b"\n") + 1]
    assert 0 < whole.count(b"\n") < len(ITEMS)
    fake = FakeAssistant(lambda _: right_answer)
    answer_items(fake, ITEMS, tmp_path, Settings(home=tmp_path), "extractive", workers=4)
    assert path.read_bytes().startswith(whole)
    assert len(fake.asked) == len(ITEMS) - whole.count(b"\n")
    assert sorted(record.id for record in read_records(tmp_path)) == sorted(item.id for item in ITEMS)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_keeps_what_is_there_and_tells_how_to_go_on(
    tmp_path: Path, right_answer: Answer, monkeypatch: pytest.MonkeyPatch, number: signal.Signals
) -> None:
    asked, pause = itertools.count(), threading.Event()

    def reply(_question: str) -> Answer:
        if next(asked) == 5:
            os.kill(os.getpid(), number)
        pause.wait(0.02)
        return right_answer

    before = signal.getsignal(number)
    fake = FakeAssistant(reply)
    fake.close = lambda: None  # type: ignore[attr-defined]
    monkeypatch.setenv("SHIEN_HOME", str(tmp_path / "shien"))
    monkeypatch.setattr(assistant, "open_assistant", lambda settings: fake)
    dataset = tmp_path / "my set.jsonl"
    lines = (DEFAULT_DATASET / "development.jsonl").read_bytes().splitlines(keepends=True)
    dataset.write_bytes(b"".join(lines[:80]))
    result = CliRunner().invoke(cli.app, ["run", "--dataset", str(dataset), "--workers", "4"])
    (folder,) = (tmp_path / "shien" / "evals").iterdir()
    kept, everything = len(read_records(folder)), len(load_items(dataset))
    assert result.exit_code == 130
    assert result.stdout == ""
    assert 5 < kept < everything and kept == len(fake.asked)
    assert f"{kept}/{everything} 件の答えは残っています" in result.stderr
    assert f"shien eval run --resume {folder} --dataset '{dataset}' --workers 4" in result.stderr
    assert signal.getsignal(number) == before
    again = CliRunner().invoke(cli.app, ["run", "--dataset", str(dataset), "--resume", str(folder), "--json"])
    assert again.exit_code == 0
    assert len(fake.asked) == everything
