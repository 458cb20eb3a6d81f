"""The index follows the files, reads only what changed, and never loses the last good build."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import assistant
from assistant.errors import IndexMissing, IndexUnfit, InputError, StorageError
from assistant.index import ingest as ingest_module
from assistant.index.builds import current_build, current_build_id, index_folder, write_lock
from assistant.index.freshness import changes_since
from assistant.index.manifest import MANIFEST_NAME, Manifest, read_manifest
from assistant.settings import Settings

GRANT = "令和7年4月1日\n\nひかり市 試作品補助金のご案内\n\n試作品補助金の補助率は3分の2、上限は80万円です。\n"
LOAN = (
    "令和7年5月1日\n\nひかり市 つなぎ資金のご案内\n\nつなぎ資金の融資限度額は500万円、期間は7年以内です。\n"
)


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


def _best(settings: Settings, query: str) -> str:
    with assistant.open_assistant(settings) as shien:
        hits = shien.search(query, 1)
        return hits[0].passage.text if hits else ""


def test_unchanged_files_are_not_read_again_and_the_build_stays(settings, folder, monkeypatch) -> None:
    first = assistant.ingest([folder], settings)
    monkeypatch.setattr(ingest_module, "read_document", lambda *_a: pytest.fail("read an unchanged file"))
    again = assistant.ingest([folder], settings)
    assert again.build_id == first.build_id
    assert (again.added, again.updated, again.removed, again.unchanged) == ((), (), (), 2)


def test_only_the_changed_file_is_read_again(settings, folder, monkeypatch) -> None:
    assistant.ingest([folder], settings)
    (folder / "loan.txt").write_text(LOAN.replace("500万円", "900万円"), encoding="utf-8")
    read = []
    original = ingest_module.read_document
    monkeypatch.setattr(ingest_module, "read_document", lambda p, *a: read.append(p.name) or original(p, *a))
    report = assistant.ingest([folder], settings)
    assert read == ["loan.txt"]
    assert [Path(p).name for p in report.updated] == ["loan.txt"]
    assert "900万円" in _best(settings, "つなぎ資金の融資限度額")
    assert "80万円" in _best(settings, "試作品補助金の補助率")


def test_a_touched_but_equal_file_is_not_built_again(settings, folder) -> None:
    first = assistant.ingest([folder], settings)
    os.utime(folder / "grant.txt", (1, 1))
    assert assistant.ingest([folder], settings).build_id == first.build_id


def test_a_removed_file_stops_answering(settings, folder) -> None:
    assistant.ingest([folder], settings)
    (folder / "loan.txt").unlink()
    report = assistant.ingest([folder], settings)
    assert [Path(p).name for p in report.removed] == ["loan.txt"]
    with assistant.open_assistant(settings) as shien:
        assert all(
            "つなぎ資金の融資" not in hit.passage.text for hit in shien.search("つなぎ資金 融資限度額", 50)
        )
        assert all("loan" not in meta.source for meta in shien.documents())


def test_when_the_last_file_goes_nothing_answers(settings, folder) -> None:
    assistant.ingest([folder], settings)
    shutil.rmtree(folder)
    report = assistant.ingest([folder], settings)
    assert len(report.removed) == 2
    with assistant.open_assistant(settings) as shien:
        assert shien.search("補助金", 5) == []
        assert shien.ask("試作品補助金の補助率は？").status == "abstained"


def test_files_added_before_stay_when_another_folder_is_added(settings, folder, tmp_path) -> None:
    assistant.ingest([folder], settings)
    other = tmp_path / "other"
    other.mkdir()
    (other / "desk.md").write_text(
        "# 相談窓口\n\n経営相談窓口は平日9時から開いています。\n", encoding="utf-8"
    )
    report = assistant.ingest([other], settings)
    assert report.documents == 3
    assert "80万円" in _best(settings, "試作品補助金の補助率")


def test_one_unreadable_file_does_not_stop_the_others(settings, folder) -> None:
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 nothing more")
    (folder / "binary.txt").write_bytes(b"\x00\x01\x02\xff\xfe\xfd" * 50)
    report = assistant.ingest([folder], settings)
    assert report.documents == 2
    assert {"broken.pdf", "binary.txt"} == {message.split(":")[0] for message, _ in report.failed}
    assert all(hint for _, hint in report.failed)


def test_a_file_that_turns_unreadable_keeps_its_last_good_version(settings, folder) -> None:
    assistant.ingest([folder], settings)
    (folder / "loan.txt").write_bytes(b"\x00\x01\x02\xff\xfe\xfd" * 50)
    report = assistant.ingest([folder], settings)
    assert report.failed
    assert "500万円" in _best(settings, "つなぎ資金の融資限度額")


def test_a_file_that_cannot_be_read_is_told_each_time_but_not_taken_for_a_change(settings, folder) -> None:
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 nothing more")
    first = assistant.ingest([folder], settings)
    again = assistant.ingest([folder], settings)
    assert again.build_id == first.build_id and again.failed == first.failed
    assert not changes_since(read_manifest(current_build(settings)))
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 still nothing, but changed")
    assert changes_since(read_manifest(current_build(settings))).changed


def test_a_folder_out_of_reach_keeps_its_documents_until_it_is_named(settings, folder, tmp_path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "desk.md").write_text(
        "# 相談窓口\n\n経営相談窓口は平日9時から開いています。\n", encoding="utf-8"
    )
    assistant.ingest([folder, other], settings)
    folder.rename(tmp_path / "away")
    report = assistant.ingest([other], settings)
    assert report.removed == () and any(str(folder) in message for message, _ in report.failed)
    assert "80万円" in _best(settings, "試作品補助金の補助率")
    report = assistant.ingest([folder], settings)
    assert len(report.removed) == 2 and report.failed == ()
    assert str(folder) not in read_manifest(current_build(settings)).roots


def test_files_of_other_kinds_are_named_not_passed_over_in_silence(settings, folder) -> None:
    (folder / "memo.docx").write_bytes(b"PK")
    report = assistant.ingest([folder], settings)
    assert [Path(p).name for p in report.ignored] == ["memo.docx"]
    with pytest.raises(InputError, match=r"memo\.docx"):
        assistant.ingest([folder / "memo.docx"], settings)


def test_the_same_bytes_twice_are_indexed_once(settings, folder) -> None:
    (folder / "copy of grant.txt").write_text(GRANT, encoding="utf-8")
    report = assistant.ingest([folder], settings)
    assert report.documents == 2
    assert len(report.duplicates) == 1


def test_links_out_of_the_folder_and_hidden_files_are_left_out(settings, folder, tmp_path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("社外秘の電話番号は03-0000-0000です。", encoding="utf-8")
    (folder / "link.txt").symlink_to(secret)
    (folder / ".hidden.txt").write_text("隠しファイルの内容です。", encoding="utf-8")
    assert assistant.ingest([folder], settings).documents == 2


def test_two_documents_with_one_id_are_told_apart(settings, folder) -> None:
    entry = '[[document]]\nid = "same"\nfile = "{}"\ntitle = "案内"\npublisher = "市"\n'
    (folder / "catalogue.toml").write_text(
        entry.format("grant.txt") + entry.format("loan.txt"), encoding="utf-8"
    )
    report = assistant.ingest([folder], settings)
    assert report.documents == 1
    assert "same" in report.failed[0][0]


def test_a_corrected_catalogue_entry_is_taken_over(settings, folder) -> None:
    catalogue = folder / "catalogue.toml"
    entry = '[[document]]\nid = "grant"\nfile = "grant.txt"\ntitle = "{}"\npublisher = "ひかり市"\nstanding = "current"\n'
    catalogue.write_text(entry.format("古い題名"), encoding="utf-8")
    assistant.ingest([folder], settings)
    catalogue.write_text(entry.format("新しい題名"), encoding="utf-8")
    assistant.ingest([folder], settings)
    with assistant.open_assistant(settings) as shien:
        assert shien.document("grant").title == "新しい題名"


def test_a_path_that_does_not_exist_is_refused_with_a_way_out(settings, tmp_path) -> None:
    with pytest.raises(InputError) as caught:
        assistant.ingest([tmp_path / "nowhere"], settings)
    assert "nowhere" in caught.value.message and caught.value.hint


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
    assert "80万円" in _best(settings, "試作品補助金の補助率")


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


def test_two_ingests_at_once_are_refused_not_mixed(settings, folder) -> None:
    with write_lock(settings), pytest.raises(StorageError, match="別の取り込み"):
        assistant.ingest([folder], settings)
    assert assistant.ingest([folder], settings).documents == 2


def test_old_builds_are_removed_but_the_one_before_stays_for_open_readers(settings, folder) -> None:
    for amount in range(4):
        (folder / "grant.txt").write_text(GRANT.replace("80", str(90 + amount)), encoding="utf-8")
        assistant.ingest([folder], settings)
    builds = [p for p in index_folder(settings).iterdir() if p.is_dir()]
    assert len(builds) == 2 and current_build(settings) in builds


def test_an_open_reader_goes_on_while_a_new_build_is_switched_to(settings, folder) -> None:
    assistant.ingest([folder], settings)
    with assistant.open_assistant(settings) as reader:
        (folder / "loan.txt").unlink()
        assistant.ingest([folder], settings)
        assert "500万円" in reader.search("つなぎ資金の融資限度額", 1)[0].passage.text
        assert reader.ask("つなぎ資金の融資限度額はいくら？").status == "answered"
    assert "500万円" not in _best(settings, "つなぎ資金の融資限度額")


# A run that dies, at any moment --------------------------------------------------------------------

_SLOW_INGEST = """
import sys, time
from pathlib import Path
import assistant
from assistant.index import builds, ingest, write
from assistant.settings import Settings
stage, home, folder = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
def stop(*_args, **_more):
    print("reached", flush=True)
    time.sleep(60)
if stage == "reading":
    ingest.read_document = stop
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
    assert "500万円" in _best(settings, "つなぎ資金の融資限度額")
    report = assistant.ingest([folder], settings)
    assert report.documents == 2 and len(report.removed) == 1
    assert "3回まで無料" in _best(settings, "専門家派遣は何回まで無料")
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


def test_a_write_that_fails_is_told_plainly_and_the_last_index_serves(settings, folder) -> None:
    """A limit on the size of a written file makes SQLite's own writes fail in the middle."""
    assistant.ingest([folder], settings)
    before = current_build_id(settings)
    _more_to_read(folder)
    command = [sys.executable, "-c", _INGEST_AND_TELL, str(settings.home), str(folder), "400000"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert "SHIEN_HOME" in done.stdout, done.stdout + done.stderr
    assert current_build_id(settings) == before
    assert "500万円" in _best(settings, "つなぎ資金の融資限度額")
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


def test_progress_is_reported_for_each_file(settings, folder) -> None:
    seen: list[tuple[str, int, int]] = []
    assistant.ingest([folder], settings, lambda *step: seen.append(step))
    assert any("grant.txt" in what for what, _, _ in seen) and any("loan.txt" in what for what, _, _ in seen)
    assert all(0 <= done <= total for _, done, total in seen)


def test_a_copy_of_an_index_can_be_read_without_write_access(settings, folder, tmp_path) -> None:
    assistant.ingest([folder], settings)
    copy = tmp_path / "copy"
    shutil.copytree(settings.home, copy)
    for path in [copy, *copy.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    started = time.time()
    try:
        assert "80万円" in _best(Settings(home=copy), "試作品補助金の補助率")
        written = [
            p
            for p in copy.rglob("*")
            if p.is_file() and p.suffix == ".sqlite" and p.stat().st_mtime > started
        ]
        assert not written
    finally:
        for path in [copy, *copy.rglob("*")]:
            path.chmod(0o755 if path.is_dir() else 0o644)
