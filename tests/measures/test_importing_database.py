"""The file of imported lists: whole after a kill and beside another import, private, told when damaged."""

from __future__ import annotations

import errno
import os
import signal
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from importing_steps import ROWS, entries, noted_on, written

from assistant.errors import StorageError, reason
from assistant.measures.database import connected, measures_file
from assistant.measures.entry import Basis, Condition, Entry, Fact, Link
from assistant.measures.importing.lists import import_list
from assistant.measures.store import imported_entries, imported_ids, imported_state, lists, notes
from assistant.measures.stored import entry_from_json, entry_to_json
from assistant.settings import PROJECT_ROOT

_SLOW_IMPORT = """
import sys, time
from pathlib import Path
from assistant.measures.importing.lists import import_list
from assistant.settings import Settings

def wait(done, total):
    print("half", flush=True)
    time.sleep(60)

import_list(Settings(home=Path(sys.argv[1])), Path(sys.argv[2]), None, wait)
"""


def test_an_import_killed_in_the_middle_leaves_the_old_list_whole(settings, tmp_path) -> None:
    many = [(str(number), f"制度{number}", *[""] * 8) for number in range(1_500)]
    import_list(settings, written(tmp_path))
    noted_on(settings, "1", "予約制")
    before = (entries(settings), imported_state(settings), lists(settings))
    command = [sys.executable, "-c", _SLOW_IMPORT, str(settings.home), str(written(tmp_path, many))]
    environment = {**os.environ, "PYTHONPATH": str(PROJECT_ROOT)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout and process.stdout.readline() == "half\n"
        assert len(entries(settings)) == 3  # a reader sees the old list while the new one is written
        process.send_signal(signal.SIGKILL)
    assert (entries(settings), imported_state(settings), lists(settings)) == before
    report = import_list(settings, tmp_path / "支援一覧.csv")
    assert (report.entries, report.updated, report.added, report.removed) == (1_500, 3, 1_497, 0)
    assert report.notes == 1


def _unwritable(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a disk mounted to be read only, which stops root too: no file can be made or opened to write."""

    def refused(path: Path, *_args: object, **_more: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system", str(path))

    monkeypatch.setattr(Path, "touch", refused)
    monkeypatch.setattr(os, "access", lambda _path, mode: not mode & os.W_OK)


def test_in_a_folder_that_cannot_be_written_a_list_is_read_and_a_change_refused_in_japanese(
    settings, tmp_path, monkeypatch
) -> None:
    import_list(settings, written(tmp_path))
    before = entries(settings)
    _unwritable(monkeypatch)
    assert entries(settings) == before
    assert [one.entries for one in lists(settings)] == [3]
    with pytest.raises(StorageError) as caught:
        import_list(settings, written(tmp_path))
    assert caught.value.message.endswith("measures.sqlite を読み書きできません（読み取り専用です）。")
    assert "SHIEN_HOME" in caught.value.hint
    assert entries(settings) == before


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(errno.EROFS, "Read-only file system", "measures.sqlite"), "読み取り専用です"),
        (PermissionError(errno.EACCES, "Permission denied"), "権限がありません"),
        (sqlite3.OperationalError("attempt to write a readonly database"), "読み取り専用です"),
        (sqlite3.OperationalError("unable to open database file"), "開けません"),
        (sqlite3.OperationalError("database or disk is full"), "ディスクの空きがありません"),
        (sqlite3.DatabaseError("file is not a database"), "壊れています"),
    ],
)
def test_why_a_file_cannot_be_used_is_told_in_japanese(error, words) -> None:
    assert reason(error) == words


def test_ten_thousand_rows_are_imported_and_told_on_the_way(settings, tmp_path) -> None:
    rows = [(str(number), f"制度{number}", "県", *ROWS[0][3:]) for number in range(10_000)]
    told: list[tuple[int, int]] = []
    report = import_list(
        settings, written(tmp_path, rows), None, lambda done, total: told.append((done, total))
    )
    assert (report.entries, report.kinds) == (10_000, {"subsidy": 10_000})
    assert told == [(done, 10_000) for done in range(1_000, 10_001, 1_000)]
    found = list(imported_entries(settings))
    assert len(found) == 10_000
    assert found[-1].origin == "支援一覧.csv 20000行目"  # each row has a cell of two lines


def test_a_damaged_file_is_told_and_none_is_made_to_read(settings, tmp_path) -> None:
    assert (list(imported_entries(settings)), lists(settings), notes(settings), imported_state(settings)) == (
        [],
        (),
        (),
        "",
    )
    assert not settings.home.exists()
    settings.home.mkdir()
    (settings.home / "measures.sqlite").write_bytes(b"no database" * 100)
    with pytest.raises(StorageError, match=r"measures\.sqlite を読み書きできません"):
        list(imported_entries(settings))


def test_only_its_owner_may_read_what_an_agency_imports(settings, tmp_path) -> None:
    import_list(settings, written(tmp_path))
    assert measures_file(settings).stat().st_mode & 0o777 == 0o600


def test_a_file_of_a_newer_version_is_left_alone(settings, tmp_path) -> None:
    import_list(settings, written(tmp_path))
    with sqlite3.connect(measures_file(settings)) as connection:
        connection.execute("PRAGMA user_version = 2")
    connection.close()
    for use in (lists, lambda using: import_list(using, tmp_path / "支援一覧.csv")):
        with pytest.raises(StorageError, match="より新しい版の Shien で作られています"):
            use(settings)


def test_of_two_imports_at_once_the_later_one_stands_whole(settings, tmp_path) -> None:
    import_list(settings, written(tmp_path))
    with ThreadPoolExecutor(1) as pool:
        with connected(settings) as connection:
            connection.execute("BEGIN IMMEDIATE")
            later = pool.submit(import_list, settings, tmp_path / "支援一覧.csv")
            time.sleep(0.5)  # it waits for its turn, and has looked at nothing yet
            connection.execute(
                "INSERT INTO entry SELECT list_id, '99', 99, cells, entry, hash FROM entry WHERE key = '1'"
            )
        report = later.result()
    assert (report.removed, report.unchanged) == (1, 3)
    assert imported_ids(settings) == ("支援一覧:1", "支援一覧:2", "支援一覧:3")


def test_an_entry_of_all_parts_comes_back_as_it_was_kept() -> None:
    basis, outside = Basis("list", "引用", "列"), Basis(source="https://example.jp")
    conditions = (
        Condition("条", basis, ("size", ("sme",)), "問"),
        Condition("数", basis, ("years_at_most", 4)),
        Condition("人", basis),
    )
    entry = Entry(
        "list:1", "名", "tax", "past", "2024", basis, ("別",), "体", ("sales",), ("東京都",), None, "注", Fact("文", basis, ("1円",)),
        (Fact("引用", basis),), conditions, (Fact("利", basis, ("2/3",)),), (Fact("手", basis),), "2024-01-01", "2024-12-31", basis,
        (Link("前", basis),), (Link("後", outside),), "f 1行目", ("語",),
    )  # fmt: skip
    assert entry_from_json(entry_to_json(entry)) == entry
    bare = Entry("list:2", "名", "other", "unknown", "", Basis("list", "名", "列"))
    assert entry_from_json(entry_to_json(bare)) == bare
