"""Whatever breaks, the last good build serves, and the next ingest mends it."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from index_samples import GRANT, best

import assistant
from assistant.errors import IndexMissing, IndexUnfit, StorageError
from assistant.index.builds import (
    current_build,
    current_build_id,
    finished_builds,
    index_folder,
    write_lock,
)
from assistant.index.manifest import MANIFEST_NAME, Manifest, read_manifest
from assistant.settings import PROJECT_ROOT, Settings


def test_without_an_index_the_hint_names_the_command(settings) -> None:
    with pytest.raises(IndexMissing) as caught:
        assistant.open_assistant(settings)
    assert "shien ingest" in caught.value.hint


@pytest.mark.parametrize("field", ["tokenizer", "embedding"])
def test_an_index_made_with_other_tools_says_so_and_the_next_ingest_rebuilds(settings, folder, field) -> None:
    assistant.ingest([folder], settings)
    path = current_build(settings) / MANIFEST_NAME
    manifest = Manifest.model_validate_json(path.read_text(encoding="utf-8"))
    path.write_text(
        manifest.model_copy(update={field: "something else 9.9"}).model_dump_json(), encoding="utf-8"
    )
    with pytest.raises(IndexUnfit) as caught:
        assistant.open_assistant(settings)
    assert "something else 9.9" in caught.value.message
    report = assistant.ingest([folder], settings)
    assert report.rebuilt_because and report.documents == 2
    assert "80万円" in best(settings, "試作品補助金の補助率")


def test_a_damaged_manifest_is_named_and_mended_without_losing_folders(settings, folder) -> None:
    assistant.ingest([folder], settings)
    (folder / "third.txt").write_text("三つ目の案内です。専門家派遣は年3回まで無料です。", encoding="utf-8")
    assistant.ingest([folder], settings)
    (current_build(settings) / MANIFEST_NAME).write_text("{", encoding="utf-8")
    with pytest.raises(IndexUnfit):
        assistant.open_assistant(settings)
    report = assistant.ingest([], settings)
    assert report.documents == 3 + 5, "the folder added before and the shipped corpus"


def test_the_manifest_says_what_the_index_was_built_from_and_with(settings, folder) -> None:
    report = assistant.ingest([folder], settings)
    manifest = read_manifest(current_build(settings))
    assert manifest.build_id == report.build_id == current_build_id(settings)
    assert {Path(f.path).name for f in manifest.files} == {"grant.txt", "loan.txt"}
    assert all(len(f.sha256) == 64 for f in manifest.files)
    assert "sudachi" in manifest.tokenizer and "ginza" in manifest.embedding
    assert (manifest.documents, manifest.passages) == (report.documents, report.passages)


@pytest.mark.parametrize("part", ["lexical", "documents.sqlite", "vectors"])
def test_an_index_with_a_part_missing_is_named_and_mended_by_the_next_ingest(settings, folder, part) -> None:
    assistant.ingest([folder], settings)
    damaged = current_build(settings) / part
    shutil.rmtree(damaged) if damaged.is_dir() else damaged.unlink()
    with pytest.raises(IndexUnfit):
        assistant.open_assistant(settings)
    assert assistant.ingest([folder], settings).rebuilt_because
    assert "80万円" in best(settings, "試作品補助金の補助率")


def test_a_lost_pointer_does_not_lose_the_folders(settings, folder) -> None:
    assistant.ingest([folder], settings)
    (index_folder(settings) / "current").write_bytes(b"\xff\x00nonsense")
    with pytest.raises(IndexMissing):
        assistant.open_assistant(settings)
    assert assistant.ingest([folder], settings).documents == 2
    (index_folder(settings) / "current").unlink()
    other = folder.parent / "other"
    other.mkdir()
    (other / "desk.md").write_text("経営相談窓口は平日9時から開いています。\n", encoding="utf-8")
    assert assistant.ingest([other], settings).documents == 3


def test_a_rebuild_says_what_it_could_not_take_over(settings, folder) -> None:
    assistant.ingest([folder], settings)
    (folder / "loan.txt").write_bytes(b"\x00\x01\x02\xff\xfe\xfd" * 50)
    report = assistant.ingest([folder], settings, rebuild=True)
    assert [Path(path).name for path in report.removed] == ["loan.txt"]
    assert report.failed


def test_two_ingests_at_once_are_refused_not_mixed(settings, folder) -> None:
    with write_lock(settings), pytest.raises(StorageError, match="別の取り込み"):
        assistant.ingest([folder], settings)
    assert assistant.ingest([folder], settings).documents == 2


def test_old_builds_are_removed_unless_someone_reads_them(settings, folder) -> None:
    assistant.ingest([folder], settings)
    with assistant.open_assistant(settings) as reader:
        for amount in range(3):
            (folder / "grant.txt").write_text(GRANT.replace("80", str(90 + amount)), encoding="utf-8")
            assistant.ingest([folder], settings)
        builds = [path.name for path in finished_builds(settings)]
        assert builds[0] == current_build_id(settings) and builds[-1] == reader.build_id and len(builds) == 3
        assert "80万円" in reader.search("試作品補助金の補助率", 1)[0].passage.text
    (folder / "grant.txt").write_text(GRANT, encoding="utf-8")
    assistant.ingest([folder], settings)
    assert len(finished_builds(settings)) == 2


def test_an_open_reader_goes_on_while_a_new_build_is_switched_to(settings, folder) -> None:
    assistant.ingest([folder], settings)
    with assistant.open_assistant(settings) as reader:
        (folder / "loan.txt").unlink()
        assistant.ingest([folder], settings)
        assert "500万円" in reader.search("つなぎ資金の融資限度額", 1)[0].passage.text
        assert reader.ask("つなぎ資金の融資限度額はいくら？").status == "answered"
    assert "500万円" not in best(settings, "つなぎ資金の融資限度額")


_SLOW_INGEST = """
import sys, time
from pathlib import Path
import assistant
from assistant.index import build, builds, ingest, write
from assistant.settings import Settings
stage, home, folder = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
def stop(*_args, **_more):
    print("reached", flush=True)
    time.sleep(60)
if stage == "reading":
    build.read_document = stop
elif stage == "half stored":
    write.build_lexical = stop
elif stage == "before the switch":
    ingest.switch_to = stop
elif stage == "renamed, pointer old":
    Path.replace = lambda self, target: stop()
assistant.ingest([folder], Settings(home=home))
"""


@pytest.mark.parametrize("stage", ["reading", "half stored", "before the switch", "renamed, pointer old"])
def test_after_kill_9_the_last_good_index_serves_and_the_next_ingest_completes(
    settings, folder, stage
) -> None:
    assistant.ingest([folder], settings)
    before = current_build_id(settings)
    (folder / "third.txt").write_text("三つ目の案内です。専門家派遣は年3回まで無料です。", encoding="utf-8")
    (folder / "loan.txt").unlink()
    command = [sys.executable, "-c", _SLOW_INGEST, stage, str(settings.home), str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path.cwd()) as process:
        assert process.stdout is not None and process.stdout.readline().strip() == "reached"
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert current_build_id(settings) == before
    assert "500万円" in best(settings, "つなぎ資金の融資限度額")
    report = assistant.ingest([folder], settings)
    assert report.documents == 2 and len(report.removed) == 1
    assert "3回まで無料" in best(settings, "専門家派遣は何回まで無料")
    assert not list(index_folder(settings).glob(".building-*"))


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
    command = [
        "unshare",
        "--map-root-user",
        "--mount",
        "sh",
        "-c",
        script,
        "sh",
        str(disk),
        str(settings.home),
    ]
    if shutil.which("unshare") is None:
        pytest.skip(_NO_MOUNT)
    done = subprocess.run(
        [*command, str(folder), sys.executable, _INGEST_AND_TELL], capture_output=True, text=True, timeout=300
    )
    if done.returncode == 77 or "unshare failed" in done.stderr:
        pytest.skip(_NO_MOUNT)
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
        ' "$4" -m assistant ingest --rebuild; echo "ingest $?"'
    )
    command = [
        "unshare",
        "--map-root-user",
        "--mount",
        "sh",
        "-c",
        script,
        "sh",
        str(disk),
        str(settings.home),
    ]
    if shutil.which("unshare") is None:
        pytest.skip(_NO_MOUNT)
    done = subprocess.run(
        [*command, str(folder), sys.executable], capture_output=True, text=True, timeout=300, cwd=PROJECT_ROOT
    )
    if done.returncode == 77 or "unshare failed" in done.stderr:
        pytest.skip(_NO_MOUNT)
    assert "3分の2" in done.stdout and "ask 0" in done.stdout, done.stdout + done.stderr
    assert "ingest 2" in done.stdout and "読み取り専用" in done.stderr and "SHIEN_HOME" in done.stderr
    assert "Traceback" not in done.stderr


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
