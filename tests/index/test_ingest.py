"""The index follows the files and reads only what changed."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from index_samples import GRANT, LOAN, best

import assistant
from assistant.errors import InputError
from assistant.index import build as build_module
from assistant.index import scan
from assistant.index.builds import (
    current_build,
)
from assistant.index.freshness import changes_since
from assistant.index.manifest import read_manifest
from assistant.settings import Settings


def _catalogue(folder: Path, **ids: str) -> None:
    entry = (
        '[[document]]\nid = "{}"\nfile = "{}.txt"\ntitle = "案内"\npublisher = "市"\npublished = "2025-04"\n'
    )
    text = "".join(entry.format(identifier, name) for name, identifier in ids.items())
    (folder / "catalogue.toml").write_text(text, encoding="utf-8")


def test_unchanged_files_are_not_read_again_and_the_build_stays(settings, folder, monkeypatch) -> None:
    first = assistant.ingest([folder], settings)
    monkeypatch.setattr(build_module, "read_document", lambda *_a: pytest.fail("read an unchanged file"))
    again = assistant.ingest([folder], settings)
    assert again.build_id == first.build_id
    assert (again.added, again.updated, again.removed, again.unchanged) == ((), (), (), 2)


def test_only_the_changed_file_is_read_again(settings, folder, monkeypatch) -> None:
    assistant.ingest([folder], settings)
    (folder / "loan.txt").write_text(LOAN.replace("500万円", "900万円"), encoding="utf-8")
    read = []
    original = build_module.read_document
    monkeypatch.setattr(build_module, "read_document", lambda p, *a: read.append(p.name) or original(p, *a))
    report = assistant.ingest([folder], settings)
    assert read == ["loan.txt"]
    assert [Path(p).name for p in report.updated] == ["loan.txt"]
    assert "900万円" in best(settings, "つなぎ資金の融資限度額")
    assert "80万円" in best(settings, "試作品補助金の補助率")


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
    assert "80万円" in best(settings, "試作品補助金の補助率")


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
    assert "500万円" in best(settings, "つなぎ資金の融資限度額")


def test_a_file_that_cannot_be_read_is_told_each_time_but_not_taken_for_a_change(settings, folder) -> None:
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 nothing more")
    first = assistant.ingest([folder], settings)
    again = assistant.ingest([folder], settings)
    assert again.build_id == first.build_id and again.failed == first.failed
    assert not changes_since(read_manifest(current_build(settings)), settings)
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 still nothing, but changed")
    assert changes_since(read_manifest(current_build(settings)), settings).changed


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
    assert "80万円" in best(settings, "試作品補助金の補助率")
    report = assistant.ingest([folder], settings)
    assert len(report.removed) == 2 and report.failed == ()
    assert str(folder) not in read_manifest(current_build(settings)).roots


def test_files_of_other_kinds_are_named_not_passed_over_in_silence(settings, folder) -> None:
    (folder / "memo.doc").write_bytes(b"PK")
    report = assistant.ingest([folder], settings)
    assert [Path(p).name for p in report.ignored] == ["memo.doc"]
    with pytest.raises(InputError, match=r"memo\.doc") as refused:
        assistant.ingest([folder / "memo.doc"], settings)
    assert refused.value.hint == "Word で開き、.docx として保存し直してください。"


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


def test_ids_may_be_swapped_between_two_documents(settings, folder) -> None:
    _catalogue(folder, grant="p", loan="q")
    assistant.ingest([folder], settings)
    _catalogue(folder, grant="q", loan="p")
    report = assistant.ingest([folder], settings)
    assert report.failed == () and report.documents == 2
    with assistant.open_assistant(settings) as shien:
        assert shien.document("q").source == "grant.txt" and shien.document("p").source == "loan.txt"


def test_a_catalogue_that_cannot_be_read_does_not_strip_documents_of_their_dates(settings, folder) -> None:
    _catalogue(folder, grant="p", loan="q")
    assistant.ingest([folder], settings)
    (folder / "catalogue.toml").write_text("[[document]\nid =", encoding="utf-8")
    report = assistant.ingest([folder], settings)
    assert any("目録" in message for message, _ in report.failed)
    with assistant.open_assistant(settings) as shien:
        assert {meta.doc_id: meta.published for meta in shien.documents()} == {"p": "2025-04", "q": "2025-04"}


def test_a_file_name_that_is_not_utf_8_is_told_and_the_others_are_read(settings, folder) -> None:
    try:
        (folder / os.fsdecode("補助金".encode("cp932") + b".txt")).write_text(
            "読めない名前です。", encoding="utf-8"
        )
    except OSError:
        pytest.skip("このファイルシステムは UTF-8 以外の名前を受け付けません / no such names here")
    report = assistant.ingest([folder], settings)
    assert report.documents == 2
    assert any("ファイル名" in message for message, _ in report.failed)


def test_a_raised_limit_lets_a_refused_file_in(settings, folder) -> None:
    (folder / "long.txt").write_text("専門家派遣は年3回まで無料です。" * 100, encoding="utf-8")
    small = Settings(home=settings.home, max_document_bytes=1_000)
    assert assistant.ingest([folder], small).failed
    assert assistant.ingest([folder], settings).failed == ()
    assert "3回まで無料" in best(settings, "専門家派遣は何回")


def test_an_index_of_one_passage_answers(settings, tmp_path) -> None:
    path = tmp_path / "one.txt"
    path.write_text("設備投資の補助率は2/3です。", encoding="utf-8")
    assistant.ingest([path], settings)
    with assistant.open_assistant(settings) as shien:
        assert "2/3" in shien.ask("設備投資の補助率は？").text


def test_progress_is_reported_for_each_file(settings, folder) -> None:
    seen: list[tuple[str, int, int]] = []
    assistant.ingest([folder], settings, lambda *step: seen.append(step))
    assert any("grant.txt" in what for what, _, _ in seen) and any("loan.txt" in what for what, _, _ in seen)
    assert all(0 <= done <= total for _, done, total in seen)


def test_a_touched_file_is_read_once_and_not_at_every_ingest(settings, folder, monkeypatch) -> None:
    first = assistant.ingest([folder], settings)
    (folder / "copy.txt").write_bytes((folder / "loan.txt").read_bytes())
    os.utime(folder / "grant.txt", (1, 1))
    assert assistant.ingest([folder], settings).build_id == first.build_id
    monkeypatch.setattr(scan, "file_sha256", lambda path: pytest.fail(f"{path} was read"))
    assert assistant.ingest([folder], settings).build_id == first.build_id
    assert not changes_since(read_manifest(current_build(settings)), settings)
