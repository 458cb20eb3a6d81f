"""Documents added on the page: searched at once, taken out with a way back, and never a file elsewhere."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

import assistant
from assistant.added_documents import (
    add_documents,
    added_folder,
    added_names,
    namesakes,
    put_back,
    take_out,
)
from assistant.errors import InputError, StorageError
from assistant.kept_names import file_name
from assistant.settings import Settings

LEAFLET = "かしわ市 設備更新支援補助金のご案内\n\n補助率\n対象経費の3分の2以内\n".encode()
OTHER = "もみじ市 店舗改装補助金のご案内\n\n補助率\n2分の1以内\n".encode()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    folder = tmp_path / "agency"
    folder.mkdir()
    (folder / "rules.txt").write_text("会館の利用規程\n\n利用料は1,000円です。\n", encoding="utf-8")
    settings = Settings(home=tmp_path / "home", model=None)
    assistant.ingest([folder], settings)
    return settings


def _titles(settings: Settings) -> set[str]:
    with assistant.open_assistant(settings) as shien:
        return {document.title for document in shien.documents()}


def test_what_is_added_is_searched_and_what_was_there_stays(settings: Settings) -> None:
    added = add_documents([("案内.txt", LEAFLET), ("改装.txt", OTHER)], settings)
    assert added.taken_up == ("案内.txt", "改装.txt") and not added.failed
    assert len(_titles(settings)) == 3
    with assistant.open_assistant(settings) as shien:
        assert "3分の2" in shien.ask("設備更新支援補助金の補助率は？").text


def test_what_cannot_be_read_is_told_and_not_kept_the_rest_is(settings: Settings) -> None:
    added = add_documents([("案内.txt", LEAFLET), ("空.txt", b""), ("写真.pdf", b"%PDF-1.4")], settings)
    assert added.taken_up == ("案内.txt",) and len(added.failed) == 2
    assert added_names(settings) == ["案内.txt"]


def test_files_of_kinds_that_are_not_read_are_told_each_by_its_name_and_the_others_are_taken_up(
    settings: Settings,
) -> None:
    added = add_documents(
        [("古い表.xls", b"x"), ("案内.txt", LEAFLET), ("図.png", b"x"), ("空.txt", b""), ("改装.txt", OTHER)],
        settings,
    )
    assert set(added.taken_up) == set(added_names(settings)) == {"案内.txt", "改装.txt"}
    told = dict(added.failed)
    assert len(told) == 3 and ".xlsx として保存し直して" in told["古い表.xls: この形式は読めません。"]
    assert "読める形式" in told["図.png: この形式は読めません。"]
    assert any("空.txt" in message for message in told)


def test_where_no_file_can_be_read_nothing_is_kept_and_each_is_told(settings: Settings) -> None:
    added = add_documents([("古い表.xls", b"x"), ("図.png", b"x")], settings, replacing=True)
    assert len(added.failed) == 2 and not added.taken_up and not added_folder(settings).exists()


def test_of_a_name_that_is_taken_too_often_the_file_is_told_and_the_others_are_taken_up(
    settings: Settings,
) -> None:
    folder = added_folder(settings)
    folder.mkdir(parents=True)
    for number in range(1, 100):
        name = "案内.txt" if number == 1 else f"案内 ({number}).txt"
        (folder / name).write_text(f"もみじ市 会館の案内 第{number}号\n", encoding="utf-8")
    added = add_documents([("改装.txt", OTHER), ("案内.txt", LEAFLET)], settings)
    assert "改装.txt" in added.taken_up
    assert [message for message, _ in added.failed] == ["「案内.txt」という名前の資料が多すぎます。"]


def test_the_same_content_is_kept_once(settings: Settings) -> None:
    add_documents([("案内.txt", LEAFLET)], settings)
    again = add_documents([("控え.txt", LEAFLET)], settings)
    assert again.known == ("控え.txt",) and added_names(settings) == ["案内.txt"]


def test_another_file_of_the_same_name_overwrites_nothing(settings: Settings) -> None:
    add_documents([("案内.txt", LEAFLET)], settings)
    assert add_documents([("案内.txt", OTHER)], settings).taken_up == ("案内 (2).txt",)
    assert (added_folder(settings) / "案内.txt").read_bytes() == LEAFLET


def test_a_new_edition_takes_the_place_of_the_one_of_its_name_and_the_former_comes_back(
    settings: Settings,
) -> None:
    newer = LEAFLET.replace("3分の2".encode(), "4分の3".encode())
    question = "設備更新支援補助金の補助率は？"
    add_documents([("案内.txt", LEAFLET)], settings)
    assert namesakes([("案内.txt", LEAFLET)], settings) == []  # the same content is no other edition
    assert namesakes([("案内.txt", newer), ("別.txt", OTHER), ("図.xyz", b"x")], settings) == ["案内.txt"]
    added = add_documents([("案内.txt", newer)], settings, replacing=True)
    assert added.taken_up == added.replaced == ("案内.txt",) and added_names(settings) == ["案内.txt"]
    with assistant.open_assistant(settings) as shien:
        assert "4分の3" in shien.ask(question).text and "3分の2" not in shien.ask(question).text
    put_back("案内.txt", settings, replaced=True)
    assert (added_folder(settings) / "案内.txt").read_bytes() == LEAFLET
    with assistant.open_assistant(settings) as shien:
        assert "3分の2" in shien.ask(question).text
    put_back("案内.txt", settings, replaced=True)  # and the new one again: nothing is lost on the way
    assert (added_folder(settings) / "案内.txt").read_bytes() == newer


@pytest.mark.parametrize("broken", [b"", b"%PDF-1.4"], ids=["empty", "cut off"])
def test_an_edition_that_cannot_be_read_leaves_the_former_in_its_place(
    settings: Settings, broken: bytes
) -> None:
    name = "案内.txt" if not broken else "案内.pdf"
    if broken:
        (added_folder(settings)).mkdir(parents=True)
        (added_folder(settings) / name).write_bytes(b"%PDF-1.3 former")
    else:
        add_documents([(name, LEAFLET)], settings)
    before = (added_folder(settings) / name).read_bytes()
    added = add_documents([(name, broken)], settings, replacing=True)
    assert added.failed and not added.taken_up and not added.replaced
    assert (added_folder(settings) / name).read_bytes() == before
    assert not list((added_folder(settings) / ".taken-out").rglob("*.*"))


def test_a_replacing_that_fails_brings_the_former_back(settings: Settings, monkeypatch) -> None:
    add_documents([("案内.txt", LEAFLET)], settings)

    def refused(*_: object) -> None:
        raise StorageError("別の取り込みが実行中です。", "お待ちください。")

    monkeypatch.setattr(assistant, "ingest", refused)
    with pytest.raises(StorageError):
        add_documents([("案内.txt", OTHER)], settings, replacing=True)
    assert added_names(settings) == ["案内.txt"]
    assert (added_folder(settings) / "案内.txt").read_bytes() == LEAFLET


def test_what_is_taken_out_is_not_found_and_comes_back_whole(settings: Settings) -> None:
    add_documents([("案内.txt", LEAFLET)], settings)
    take_out("案内.txt", settings)
    assert added_names(settings) == [] and len(_titles(settings)) == 1
    put_back("案内.txt", settings)
    assert added_names(settings) == ["案内.txt"] and len(_titles(settings)) == 2


def test_nothing_comes_back_over_a_newer_file_of_its_name(settings: Settings) -> None:
    add_documents([("案内.txt", LEAFLET)], settings)
    take_out("案内.txt", settings)
    add_documents([("案内.txt", OTHER)], settings)
    with pytest.raises(InputError, match="いまあります"):
        put_back("案内.txt", settings)
    assert (added_folder(settings) / "案内.txt").read_bytes() == OTHER


def test_of_two_of_one_name_taken_out_the_last_comes_back_and_the_first_is_not_lost(
    settings: Settings,
) -> None:
    aside = added_folder(settings) / ".taken-out"
    for content in (LEAFLET, OTHER):
        add_documents([("案内.txt", content)], settings)
        take_out("案内.txt", settings)
    assert sorted(path.read_bytes() for path in aside.rglob("*.txt")) == sorted((LEAFLET, OTHER))
    put_back("案内.txt", settings)
    assert (added_folder(settings) / "案内.txt").read_bytes() == OTHER
    assert [path.read_bytes() for path in aside.rglob("*") if path.is_file()] == [LEAFLET]
    assert len(list(aside.iterdir())) == 1  # no folder is left empty


def test_a_taking_out_that_fails_loses_neither_file_of_one_name(settings: Settings, monkeypatch) -> None:
    add_documents([("案内.txt", LEAFLET)], settings)
    take_out("案内.txt", settings)
    add_documents([("案内.txt", OTHER)], settings)

    def refused(*_: object) -> None:
        raise StorageError("別の取り込みが実行中です。", "お待ちください。")

    monkeypatch.setattr(assistant, "ingest", refused)
    with pytest.raises(StorageError):
        take_out("案内.txt", settings)
    assert (added_folder(settings) / "案内.txt").read_bytes() == OTHER
    aside = added_folder(settings) / ".taken-out"
    assert [path.read_bytes() for path in aside.rglob("*") if path.is_file()] == [LEAFLET]


def test_what_was_taken_out_long_ago_is_erased(settings: Settings) -> None:
    add_documents([("案内.txt", LEAFLET), ("改装.txt", OTHER)], settings)
    take_out("案内.txt", settings)
    (aside,) = (added_folder(settings) / ".taken-out").rglob("案内.txt")
    os.utime(aside, (time.time() - 3 * 86_400,) * 2)
    take_out("改装.txt", settings)
    assert not aside.exists()


@pytest.mark.parametrize("name", ["../home/conversations.sqlite3", "..", "rules.txt", "/etc/passwd", ""])
def test_only_what_was_added_here_can_be_taken_out(settings: Settings, name: str) -> None:
    with pytest.raises(InputError):
        take_out(name, settings)
    assert len(_titles(settings)) == 1


def test_while_another_ingest_runs_nothing_is_kept_and_the_advisor_is_told(settings: Settings) -> None:
    from assistant.index.builds import write_lock

    with write_lock(settings), pytest.raises(StorageError, match="別の取り込み"):
        add_documents([("案内.txt", LEAFLET)], settings)
    assert added_names(settings) == []


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("案内.TXT", "案内.txt"),
        ("../../etc/案内.pdf", "案内.pdf"),
        ("..\\..\\案内:最新?.pdf", "案内_最新_.pdf"),
        ("が\u3099い\u202etxt.pdf", "がい txt.pdf".replace(" ", "")),
        (".hidden.txt", "hidden.txt"),
        ("CON.txt", "資料CON.txt"),
        (" . .txt", "資料.txt"),
        ("長" * 300 + ".md", "長" * 80 + ".md"),
    ],
)
def test_a_name_stays_in_its_folder_on_every_system(given: str, kept: str) -> None:
    name = file_name(given)
    assert len(name.encode()) <= 255 and "/" not in name and "\\" not in name and not name.startswith(".")
    if "\u3099" not in given:
        assert name == kept


@pytest.mark.parametrize("given", ["案内.exe", "案内", "", "案内.txt.lnk"])
def test_a_file_of_a_kind_that_is_not_read_is_refused(given: str) -> None:
    with pytest.raises(InputError, match="読め"):
        file_name(given)


def test_a_replacing_by_a_copy_of_another_keeps_the_former_searched(settings: Settings) -> None:
    add_documents([("料金.txt", LEAFLET), ("案内.txt", OTHER)], settings)
    added = add_documents([("料金.txt", OTHER)], settings, replacing=True)
    assert added.known == ("料金.txt",) and not added.replaced
    assert (added_folder(settings) / "料金.txt").read_bytes() == LEAFLET
    with assistant.open_assistant(settings) as shien:
        assert "3分の2" in shien.ask("設備更新支援補助金の補助率は？").text
