"""Disks that are full, read-only or refuse a write: told plainly, and the last good index serves."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from index_samples import best

import assistant
from assistant.errors import StorageError
from assistant.index.builds import current_build_id, index_folder
from assistant.settings import PROJECT_ROOT, Settings

_INGEST_AND_TELL = """
import signal, sys, resource
from pathlib import Path
import assistant
from assistant.errors import StorageError
from assistant.index import ingest
from assistant.settings import Settings
ingest._SPARE_BYTES = ingest._BYTES_PER_SOURCE_BYTE = 0  # past the check beforehand, into the full disk
if len(sys.argv) > 3:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), int(sys.argv[3])))
try:
    assistant.ingest([Path(sys.argv[2])], Settings(home=Path(sys.argv[1])))
except StorageError as error:
    print(error.message)
    print(error.hint)
"""


_NO_MOUNT = (
    "小さなディスクを作れないため省略します / cannot mount a small disk here (needs unshare and tmpfs)"
)


def _more_to_read(folder: Path) -> None:
    lines = (f"三つ目の案内の{n}番です。専門家派遣は年{n}回まで無料です。\n" for n in range(4_000))
    (folder / "third.txt").write_text("".join(lines), encoding="utf-8")


def _on_a_disk_of_its_own(script: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run ``script`` where it may mount; 77 from it, or no such right, skips the test."""
    if shutil.which("unshare") is None:
        pytest.skip(_NO_MOUNT)
    command = ["unshare", "--map-root-user", "--mount", "sh", "-c", script, "sh", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, cwd=PROJECT_ROOT)
    if done.returncode == 77 or "unshare failed" in done.stderr:
        pytest.skip(_NO_MOUNT)
    return done


def test_a_full_disk_is_told_plainly_and_the_last_index_serves(settings, folder, tmp_path) -> None:
    """On a real disk of four megabytes, in a mount namespace of its own."""
    assistant.ingest([folder], settings)
    _more_to_read(folder)
    disk = tmp_path / "disk"
    disk.mkdir()
    script = (
        'mount -t tmpfs -o size=4m tmpfs "$1" || exit 77; cp -r "$2" "$1/home" || exit 77;'
        ' "$4" -c "$5" "$1/home" "$3"; echo "pointer $(cat "$1/home/index/current")";'
        ' echo "left over $(ls -a "$1/home/index" | grep -c building)"'
    )
    done = _on_a_disk_of_its_own(script, disk, settings.home, folder, sys.executable, _INGEST_AND_TELL)
    assert "ディスクの空きが足りず" in done.stdout, done.stdout + done.stderr
    assert "SHIEN_HOME" in done.stdout
    assert f"pointer {current_build_id(settings)}" in done.stdout
    assert "left over 0" in done.stdout


def test_on_a_read_only_disk_questions_are_answered_and_ingest_says_why_not(
    settings, folder, tmp_path
) -> None:
    assistant.ingest([folder], settings)
    disk = tmp_path / "disk"
    disk.mkdir()
    script = (
        'mount -t tmpfs tmpfs "$1" || exit 77; cp -r "$2" "$1/home" || exit 77; mount -o remount,ro "$1" || exit 77;'
        ' export SHIEN_HOME="$1/home"; "$4" -m assistant ask 試作品補助金の補助率は？; echo "ask $?";'
        ' "$4" -m assistant ingest --rebuild; echo "ingest $?";'
        ' "$4" -m assistant measures match 従業員30人の製造業; echo "match $?";'
        ' "$4" -m assistant measures note go-tech 予約制; echo "note $?"; "$4" -m assistant doctor; echo "doctor $?"'
    )
    done = _on_a_disk_of_its_own(script, disk, settings.home, folder, sys.executable)
    assert "3分の2" in done.stdout and "ask 0" in done.stdout, done.stdout + done.stderr
    assert "ingest 2" in done.stdout and "読み取り専用" in done.stderr and "SHIEN_HOME" in done.stderr
    assert "match 2" in done.stdout and "note 2" in done.stdout and "doctor 1" in done.stdout
    assert "Traceback" not in done.stderr and "Errno" not in done.stderr
    assert "Read-only" not in done.stdout + done.stderr


def test_a_write_that_fails_is_told_plainly_and_the_last_index_serves(settings, folder) -> None:
    """A limit on the size of a written file makes SQLite's own writes fail in the middle."""
    assistant.ingest([folder], settings)
    before = current_build_id(settings)
    _more_to_read(folder)
    command = [sys.executable, "-c", _INGEST_AND_TELL, str(settings.home), str(folder), "400000"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert "SHIEN_HOME" in done.stdout, done.stdout + done.stderr
    assert current_build_id(settings) == before
    assert "500万円" in best(settings, "つなぎ資金の融資限度額")
    assert not list(index_folder(settings).glob(".building-*"))


def test_too_little_space_is_seen_before_the_work_begins(settings, folder, monkeypatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _p: shutil._ntuple_diskusage(10**9, 10**9 - 1000, 1000))
    with pytest.raises(StorageError, match="空きが足りません"):
        assistant.ingest([folder], settings)


def test_a_data_folder_that_cannot_be_written_is_told_plainly(folder, tmp_path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder", encoding="utf-8")
    with pytest.raises(StorageError) as caught:
        assistant.ingest([folder], Settings(home=blocked / "home"))
    assert "SHIEN_HOME" in caught.value.hint


def test_a_copy_of_an_index_can_be_read_without_write_access(settings, folder, tmp_path) -> None:
    assistant.ingest([folder], settings)
    copy = tmp_path / "copy"
    shutil.copytree(settings.home, copy)
    for path in [copy, *copy.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    started = time.time()
    try:
        assert "80万円" in best(Settings(home=copy), "試作品補助金の補助率")
        written = [
            p
            for p in copy.rglob("*")
            if p.is_file() and p.suffix == ".sqlite" and p.stat().st_mtime > started
        ]
        assert not written
    finally:
        for path in [copy, *copy.rglob("*")]:
            path.chmod(0o755 if path.is_dir() else 0o644)
