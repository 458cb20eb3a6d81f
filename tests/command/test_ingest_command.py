"""`shien ingest`: what it adds, what it could not read, and how it says so."""

from __future__ import annotations

import json
import re
from pathlib import Path

from assistant.settings import Settings


def test_ingest_json_reports_counts(shien, tmp_path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("専門家派遣は年3回まで無料です。", encoding="utf-8")
    code, out, _ = shien("ingest", str(tmp_path / "in"), "--json", home=tmp_path / "home")
    report = json.loads(out)
    assert code == 0
    assert report["documents"] == 1 and len(report["added"]) == 1 and report["failed"] == []


def test_ingest_of_a_file_names_its_own_failures_and_counts_earlier_ones(shien, tmp_path) -> None:
    home, other = tmp_path / "home", tmp_path / "other"
    for folder in (tmp_path / "in", other):
        folder.mkdir()
        (folder / "broken.pdf").write_bytes(b"%PDF-1.4 nothing more")
        (folder / "a.txt").write_text(f"専門家派遣は年3回まで無料です。{folder.name}", encoding="utf-8")
    _, _, err = shien("ingest", str(tmp_path / "in"), home=home)
    assert err.count("取り込めませんでした: broken.pdf") == 1 and "ほかに" not in err

    _, _, err = shien("ingest", str(other / "a.txt"), home=home)
    (line,) = err.strip().splitlines()
    assert "1 件を取り込めていません" in line and "「shien doctor」" in line and "broken.pdf" not in line
    _, out, _ = shien("ingest", str(other / "a.txt"), "--json", home=home)
    report = json.loads(out)
    assert len(report["failed"]) == 1 and report["failed_earlier"] == report["failed"]

    for _ in range(2):  # of a file that is named it is told each time, though another fails in the same words
        _, _, err = shien("ingest", str(other / "broken.pdf"), home=home)
        assert [line[:9] for line in err.strip().splitlines()] == ["取り込めませんでし", "ほかに、以前に指定"]
    _, _, err = shien("ingest", str(tmp_path / "in"), home=home)
    assert err.count("取り込めませんでした: broken.pdf") == 1 and "ほかに" in err


def test_shipped_documents_added_to_those_of_an_agency_are_told_with_the_way_to_be_rid_of_them(
    shien, tmp_path
) -> None:
    home, own = tmp_path / "home", tmp_path / "own"
    own.mkdir()
    (own / "a.txt").write_text("専門家派遣は年3回まで無料です。", encoding="utf-8")
    shien("ingest", str(own), home=home)
    code, out, err = shien("ingest", "--json", home=home)
    assert code == 0 and json.loads(out)["documents"] == 1 + 5
    way = re.search(r"付属の資料 5 件も加えました.*「shien ingest --drop (\S+)」", err)
    assert way and Path(way[1]) == Settings(home=home).corpus.resolve()
    assert json.loads(shien("ingest", "--drop", way[1], "--json", home=home)[1])["documents"] == 1


def test_a_new_data_folder_is_given_the_shipped_documents_without_a_word(shien, tmp_path) -> None:
    code, out, err = shien("ingest", "--json", home=tmp_path / "home")
    assert code == 0 and json.loads(out)["documents"] == 5 and "--drop" not in err


def test_a_place_is_dropped_and_stays_dropped_and_its_files_stay(shien, tmp_path) -> None:
    home, folders = tmp_path / "home", [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        folder.mkdir()
        (folder / "a.txt").write_text(f"専門家派遣は年3回まで無料です。{folder.name}", encoding="utf-8")
    shien("ingest", *map(str, folders), home=home)
    code, out, _ = shien("ingest", "--drop", str(folders[0]), "--json", home=home)
    assert code == 0 and json.loads(out)["removed"] == [str(folders[0] / "a.txt")]
    assert json.loads(shien("ingest", str(folders[1]), "--json", home=home)[1])["documents"] == 1
    assert (folders[0] / "a.txt").is_file()
    code, _, err = shien("ingest", "--drop", str(folders[0]), home=home)  # no longer one of them
    assert code == 2 and str(folders[1]) in err
    assert shien("ingest", "--drop", home=home)[0] == 2


def test_documents_are_added_one_after_another_under_a_relative_data_folder(
    shien, tmp_path, monkeypatch
) -> None:
    """As in a checkout, where nobody sets SHIEN_HOME: the second ingest copies the index of the first."""
    monkeypatch.chdir(tmp_path)
    for number, name in enumerate(("a.txt", "b.txt"), start=1):
        (tmp_path / name).write_text(f"専門家派遣は年{number}回まで無料です。", encoding="utf-8")
        code, out, err = shien("ingest", name, "--json", home=Path(".shien"))
        assert code == 0, err
        assert json.loads(out)["documents"] == number
    (tmp_path / "a.txt").unlink()
    assert shien("ingest", "a.txt", home=Path(".shien"))[0] == 0


def test_a_named_file_that_cannot_be_read_is_a_failure_a_folder_with_one_is_not(shien, tmp_path) -> None:
    home, folder = tmp_path / "home", tmp_path / "in"
    folder.mkdir()
    (folder / "good.txt").write_text("専門家派遣は年3回まで無料です。", encoding="utf-8")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 nothing more")
    assert shien("ingest", str(folder), home=home)[0] == 0
    assert shien("ingest", str(folder / "broken.pdf"), home=home)[0] == 2
