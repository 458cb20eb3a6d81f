"""Whatever breaks, the last good build serves, and the next ingest mends it."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
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


@pytest.mark.parametrize("part", ["lexical", "lexical/near_pairs", "documents.sqlite", "vectors"])
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


def test_what_a_killed_run_left_is_removed_before_space_is_looked_for(settings, folder, monkeypatch) -> None:
    left_over = index_folder(settings) / ".building-20200101-000000-000000"
    left_over.mkdir(parents=True)
    room = {True: 1000, False: 10**9}
    monkeypatch.setattr(
        shutil, "disk_usage", lambda _p: shutil._ntuple_diskusage(10**9, 0, room[left_over.exists()])
    )
    assert assistant.ingest([folder], settings).documents == 2


@pytest.mark.parametrize("part", ["documents.sqlite", "vectors/chroma.sqlite3"])
def test_an_index_full_of_junk_says_how_to_mend_it(settings, folder, part) -> None:
    assistant.ingest([folder], settings)
    (current_build(settings) / part).write_bytes(b"junk" * 5000)
    (folder / "third.txt").write_text("専門家派遣は年3回まで無料です。", encoding="utf-8")
    with pytest.raises(IndexUnfit) as caught:
        assistant.ingest([folder], settings)
    assert "--rebuild" in caught.value.hint
    assert assistant.ingest([folder], settings, rebuild=True).documents == 3


def test_the_build_that_served_is_kept_beside_the_new_one(settings, folder) -> None:
    """A run killed between naming its build and pointing to it leaves a newer one that never served."""
    served = assistant.ingest([folder], settings).build_id
    orphan = index_folder(settings) / "29990101-000000-000000"
    shutil.copytree(current_build(settings), orphan)
    (folder / "third.txt").write_text("専門家派遣は年3回まで無料です。", encoding="utf-8")
    serving = assistant.ingest([folder], settings).build_id
    assert {build.name for build in finished_builds(settings)} == {served, serving}
