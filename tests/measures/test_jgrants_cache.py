"""Answers of Jグランツ kept for a day: whole after a kill or beside a reader, fetched anew when damaged."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import timedelta

import pytest
from jgrants_server import ENERGY, TODAY, TOMORROW, answer, sending

from assistant.errors import ServiceError, StorageError
from assistant.measures.jgrants import cache
from assistant.measures.jgrants.fetch import fetch_into_register, fetched_entries, search_subsidies
from assistant.settings import PROJECT_ROOT

pytestmark = [pytest.mark.model_server, pytest.mark.usefixtures("no_waiting")]


def test_an_answer_is_asked_for_once_a_day_unless_it_shall_be_fresh(settings, server, clock) -> None:
    found = search_subsidies(settings, "省エネ", today=TODAY)
    clock[0] += timedelta(hours=23, minutes=59)
    again = search_subsidies(settings, "省エネ", today=TOMORROW)
    assert len(server.requests) == 1 and again.as_of == found.as_of == "2026-11-21"
    assert search_subsidies(settings, "省エネ", today=TOMORROW, refresh=True).as_of == "2026-11-22"
    clock[0] += timedelta(hours=24)
    search_subsidies(settings, "省エネ", today=TOMORROW)
    assert len(server.requests) == 3


def test_a_clock_set_back_does_not_keep_an_answer_for_ever(settings, server, clock) -> None:
    search_subsidies(settings, "省エネ", today=TODAY)
    clock[0] -= timedelta(days=400)
    search_subsidies(settings, "省エネ", today=TODAY)
    assert len(server.requests) == 2


@pytest.mark.parametrize("reply", [sending(b"", 500), sending(b"<html>"), sending(b"{}", 302, location="/x")])
def test_where_a_refresh_fails_the_older_answer_is_shown_with_its_day(settings, server, reply) -> None:
    found = search_subsidies(settings, "省エネ", today=TODAY)
    server.always = reply
    later = search_subsidies(settings, "省エネ", today=TOMORROW, refresh=True)
    assert (later.entries, later.as_of) == (found.entries, "2026-11-21")
    (notice,) = later.notices
    assert "2026-11-21 に取得した内容" in notice
    with pytest.raises(ServiceError):
        search_subsidies(settings, "創業", today=TOMORROW)


def test_what_was_told_of_an_answer_is_told_again_from_the_cache(settings, server) -> None:
    server.next = [sending(answer(ENERGY, 5, count=9))]
    first = search_subsidies(settings, "省エネ", today=TODAY)
    assert (
        len(first.notices) == 2 and search_subsidies(settings, "省エネ", today=TODAY).notices == first.notices
    )


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"version": 1}', b'{"version": 0}', b"\xff"])
def test_a_damaged_cache_is_fetched_anew(settings, server, content) -> None:
    fetch_into_register(settings, ["省エネ"], today=TODAY)
    files = list(cache.folder(settings).rglob("*.json"))
    assert len(files) == 2
    for path in files:
        path.write_bytes(content)
    assert fetched_entries(settings, TODAY) == ()
    assert fetch_into_register(settings, ["省エネ"], today=TODAY).new == 1
    assert len(server.requests) == 2 and len(fetched_entries(settings, TODAY)) == 1


def test_a_process_killed_while_it_writes_leaves_the_older_answer_whole(
    settings, server, monkeypatch
) -> None:
    found = search_subsidies(settings, "省エネ", today=TODAY)
    program = (
        "import os, signal, sys\nfrom datetime import date\nfrom pathlib import Path\n"
        "from assistant.measures.jgrants.fetch import search_subsidies\nfrom assistant.settings import Settings\n"
        "os.fsync = lambda handle: os.kill(os.getpid(), signal.SIGKILL)\n"
        "settings = Settings(home=Path(sys.argv[1]), jgrants=True, jgrants_url=sys.argv[2])\n"
        "search_subsidies(settings, '省エネ', today=date(2026, 11, 22), refresh=True)\n"
    )
    command = [sys.executable, "-c", program, str(settings.home), server.url]
    done = subprocess.run(command, cwd=PROJECT_ROOT, capture_output=True)
    assert done.returncode == -signal.SIGKILL, done.stderr
    lists = cache.folder(settings) / "lists"
    assert len(list(lists.glob(".*.new"))) == 1, "it was killed with the file half made"
    assert search_subsidies(settings, "省エネ", today=TOMORROW) == found
    monkeypatch.setattr(cache, "LEFT_OVER_SECONDS", -1)
    search_subsidies(settings, "省エネ", today=TOMORROW, refresh=True)
    assert len(list(lists.iterdir())) == 1


def test_whoever_reads_while_an_answer_is_replaced_reads_the_older_one_whole(settings, server) -> None:
    search_subsidies(settings, "省エネ", today=TODAY)
    (path,) = (cache.folder(settings) / "lists").iterdir()
    older = path.read_text(encoding="utf-8")
    with path.open(encoding="utf-8") as reading:
        search_subsidies(settings, "省エネ", today=TOMORROW, refresh=True)
        assert reading.read() == older != path.read_text(encoding="utf-8")


def test_a_folder_that_cannot_be_written_is_told(settings) -> None:
    settings.home.parent.mkdir(exist_ok=True)
    settings.home.write_text("a file where the folder should be")
    with pytest.raises(StorageError, match="書き込めません"):
        search_subsidies(settings, "省エネ", today=TODAY)


def test_each_run_keeps_to_its_own_lock(settings) -> None:
    with cache.register_lock(settings):
        program = (
            "import sys\nfrom pathlib import Path\nfrom assistant.measures.jgrants import cache\n"
            "from assistant.settings import Settings\ncache.LOCK_SECONDS = 0\n"
            "with cache.register_lock(Settings(home=Path(sys.argv[1]))): pass\n"
        )
        command = [sys.executable, "-c", program, str(settings.home)]
        done = subprocess.run(command, cwd=PROJECT_ROOT, capture_output=True, text=True, env={**os.environ})
    assert done.returncode == 1 and "別の取り込みが実行中" in done.stderr
