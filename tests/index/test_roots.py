"""Folders that overlap, cannot be looked at, or hold two files of one id: no document is lost by it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from index_samples import best

import assistant
from assistant.errors import InputError
from assistant.index.builds import current_build
from assistant.index.freshness import changes_since, refresh_command
from assistant.index.manifest import Manifest, read_manifest

ENTRY = '[[document]]\nid = "{id}"\nfile = "{file}"\ntitle = "{title}"\npublisher = "ひかり市"\n'
DESK = "# 相談窓口\n\n経営相談窓口は平日9時から開いています。\n"


def serving(settings) -> Manifest:
    return read_manifest(current_build(settings))


def write_catalogue(folder: Path, *entries: tuple[str, str, str]) -> None:
    text = "".join(ENTRY.format(id=doc_id, file=file, title=title) for doc_id, file, title in entries)
    (folder / "catalogue.toml").write_text(text, encoding="utf-8")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    path = tmp_path / "other"
    path.mkdir()
    (path / "desk.md").write_text(DESK, encoding="utf-8")
    return path


def refusing(method: Callable[..., bool], refused: Path) -> Callable[..., bool]:
    """A method of Path as the system answers it for a folder nobody may look into."""

    def ask(path: Path, *arguments: object, **named: object) -> bool:
        if path == refused:
            raise PermissionError(13, "Permission denied", str(path))
        return method(path, *arguments, **named)

    return ask


def test_a_folder_nobody_may_look_at_keeps_its_documents(settings, folder, desk, monkeypatch) -> None:
    assistant.ingest([folder, desk], settings)
    for name in ("is_dir", "exists", "is_file"):
        monkeypatch.setattr(Path, name, refusing(getattr(Path, name), folder))
    assert not changes_since(serving(settings), settings)
    report = assistant.ingest([desk], settings)
    assert report.removed == () and any(str(folder) in message for message, _ in report.failed)
    assert "80万円" in best(settings, "試作品補助金の補助率")


def test_the_command_told_never_names_a_folder_out_of_reach(settings, folder, desk, tmp_path) -> None:
    assistant.ingest([folder, desk], settings)
    folder.rename(tmp_path / "away")
    assert refresh_command(serving(settings)) == f"shien ingest {desk}"


def test_a_root_deleted_from_inside_another_is_gone_not_out_of_reach(settings, folder) -> None:
    inner = folder / "inner"
    inner.mkdir()
    (inner / "desk.md").write_text(DESK, encoding="utf-8")
    assistant.ingest([inner], settings)
    assistant.ingest([folder], settings)
    (inner / "desk.md").unlink()
    inner.rmdir()
    assert changes_since(serving(settings), settings).removed == (str(inner / "desk.md"),)
    report = assistant.ingest([folder], settings)
    assert report.removed == (str(inner / "desk.md"),) and report.failed == ()
    assert serving(settings).roots == (str(folder),)


def test_the_catalogue_that_names_a_file_counts_whichever_folder_came_first(settings, folder) -> None:
    inner = folder / "inner"
    inner.mkdir()
    (inner / "desk.md").write_text(DESK, encoding="utf-8")
    assistant.ingest([inner], settings)
    write_catalogue(folder, ("desk", "inner/desk.md", "窓口のご案内"))
    assistant.ingest([folder], settings)
    assert "desk" in {record.doc_id for record in serving(settings).files}


@pytest.mark.parametrize("instead", ["a folder", "a link out of the root"])
def test_a_file_replaced_by_something_else_stops_answering(settings, folder, tmp_path, instead) -> None:
    assistant.ingest([folder], settings)
    path = folder / "loan.txt"
    path.unlink()
    if instead == "a folder":
        path.mkdir()
    else:
        (tmp_path / "outside.txt").write_text(DESK, encoding="utf-8")
        path.symlink_to(tmp_path / "outside.txt")
    assert changes_since(serving(settings), settings).removed == (str(path),)
    assert assistant.ingest([folder], settings).removed == (str(path),)


def test_of_two_files_with_one_id_the_one_indexed_stays_even_when_it_changes(settings, folder) -> None:
    write_catalogue(folder, ("x", "loan.txt", "資金"))
    assistant.ingest([folder], settings)
    write_catalogue(folder, ("x", "loan.txt", "資金"), ("x", "grant.txt", "補助金"))
    (folder / "loan.txt").write_text("つなぎ資金の融資限度額は600万円です。\n", encoding="utf-8")
    report = assistant.ingest([folder], settings)
    assert any("grant.txt" in message and "x" in message for message, _ in report.failed)
    assert report.removed == ()
    assert "600万円" in best(settings, "つなぎ資金の融資限度額")
    assert "80万円" in best(settings, "試作品補助金の補助率"), "its last good version"
    assert not changes_since(serving(settings), settings), "told, but not as a change"


def test_a_copy_refused_for_its_id_does_not_displace_the_original(settings, folder) -> None:
    write_catalogue(folder, ("x", "loan.txt", "資金"))
    assistant.ingest([folder], settings)
    (folder / "copy.txt").write_bytes((folder / "grant.txt").read_bytes())
    write_catalogue(folder, ("x", "loan.txt", "資金"), ("x", "copy.txt", "写し"))
    assistant.ingest([folder], settings)
    assert "80万円" in best(settings, "試作品補助金の補助率")


def test_a_file_that_may_not_be_read_is_taken_up_once_it_may(settings, folder, monkeypatch) -> None:
    assistant.ingest([folder], settings)
    write_catalogue(folder, ("grant", "grant.txt", "補助金のご案内"))
    closed, access = folder / "grant.txt", os.access
    monkeypatch.setattr(os, "access", lambda path, mode: path != closed and access(path, mode))
    report = assistant.ingest([folder], settings)
    assert any("grant.txt" in message for message, _ in report.failed) and report.removed == ()
    monkeypatch.setattr(os, "access", access)
    assert changes_since(serving(settings), settings).changed == (str(closed),)
    assistant.ingest([folder], settings)
    assert "grant" in {record.doc_id for record in serving(settings).files}


def test_a_folder_whose_name_is_not_utf8_is_refused_plainly(settings, folder, tmp_path) -> None:
    assistant.ingest([folder], settings)
    odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\x8e\x91\x97\xbf"))
    odd.mkdir()
    with pytest.raises(InputError, match="UTF-8"):
        assistant.ingest([odd], settings)
