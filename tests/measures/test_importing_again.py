"""A list imported again or taken away: which row is which measure, and what has become of each."""

from __future__ import annotations

import os
from dataclasses import replace

import pytest
from importing_steps import HEADER, ROWS, entries, noted_on, written

from assistant.errors import InputError
from assistant.measures.importing.lists import import_list, preview
from assistant.measures.importing.mapping import ColumnMapping, read_mapping
from assistant.measures.importing.report import report_lines
from assistant.measures.store import imported_entries, imported_state, lists, notes, remove_list


def test_a_reimport_updates_adds_and_removes(settings, tmp_path) -> None:
    import_list(settings, written(tmp_path))
    before = imported_state(settings)
    changed = (
        "2",
        "創業相談",
        "市商工課",
        "相談",
        "創業",
        "創業を考える方",
        "",
        "2099/1/1",
        "さいたま市",
        "窓口",
    )
    report = import_list(settings, written(tmp_path, [("9", "新制度", *[""] * 8), changed, ROWS[0]]))
    assert (report.added, report.updated, report.unchanged, report.removed) == (1, 1, 1, 1)
    found = entries(settings)
    assert list(found) == ["支援一覧:9", "支援一覧:2", "支援一覧:1"]  # as the file has them now
    assert found["支援一覧:1"].origin == "支援一覧.csv 4行目"
    assert found["支援一覧:2"].open_until == "2099-01-01"
    assert imported_state(settings) != before
    assert [(one.id, one.entries) for one in lists(settings)] == [("支援一覧", 3)]


def test_the_same_list_again_changes_nothing(settings, tmp_path) -> None:
    import_list(settings, written(tmp_path))
    before = imported_state(settings)
    report = import_list(settings, written(tmp_path))
    assert (report.added, report.updated, report.unchanged, report.removed) == (0, 0, 3, 0)
    assert imported_state(settings) == before


def test_the_state_is_that_of_the_entries_and_not_of_the_rows(settings, tmp_path) -> None:
    path = written(tmp_path)
    os.utime(path, (1_700_000_000, 1_700_000_000))
    import_list(settings, path)
    before = imported_state(settings)
    os.utime(path, (1_600_000_000, 1_600_000_000))
    report = import_list(settings, path)
    assert {entry.as_of for entry in imported_entries(settings)} == {"2020-09-13"}
    assert report.unchanged == 3 and imported_state(settings) != before


def test_another_mapping_updates_every_row(settings, tmp_path) -> None:
    path = written(tmp_path)
    import_list(settings, path)
    (tmp_path / "m.toml").write_text(
        '[columns]\nname = "制度名"\nid = "番号"\ntarget = "問い合わせ"\n', encoding="utf-8"
    )
    report = import_list(settings, path, read_mapping(tmp_path / "m.toml"))
    assert (report.updated, report.mapping) == (3, "m.toml")
    target = entries(settings)["支援一覧:1"].target
    assert target and target.text == "048-000-0000"


def test_a_removed_list_is_gone_and_its_notes_wait(settings, tmp_path) -> None:
    import_list(settings, written(tmp_path))
    import_list(settings, written(tmp_path, name="別.csv"))
    noted_on(settings, "1", "予約制")
    assert remove_list(settings, "支援一覧") == 3
    assert {entry.id for entry in imported_entries(settings)} == {"別:1", "別:2", "別:3"}
    assert [one.id for one in lists(settings)] == ["別"]
    with pytest.raises(InputError, match="「支援一覧」という一覧はありません"):
        remove_list(settings, "支援一覧")
    import_list(settings, written(tmp_path))
    assert [note.present for note in notes(settings)] == [True]


def test_rows_of_one_key_are_told_with_their_lines(settings, tmp_path) -> None:
    mapping = ColumnMapping("x", {"id": ("番号",), "name": ("制度名",)})
    report = import_list(settings, written(tmp_path, [*ROWS, ("1", "別の制度", *[""] * 8)]), mapping)
    assert (report.entries, [(row.place, row.reason) for row in report.left_out]) == (
        3, [(6, "2行目と同じ施策です（1）。先の行を取り込みました。")],
    )  # fmt: skip
    assert entries(settings)["支援一覧:1"].name == "設備補助金"


def test_a_number_that_stands_beside_several_measures_is_not_their_id(settings, tmp_path) -> None:
    header = ("団体コード", "整理番号", "番号", "制度名", "実施機関")
    rows = [("11", "1", "7", "設備補助金", "県"), ("11", "1", "8", "創業補助金", "県"), ("11", "1", "9", "設備補助金", "市")]  # fmt: skip
    report = import_list(settings, written(tmp_path, rows, header))
    assert [entry.id for entry in imported_entries(settings)] == ["支援一覧:7", "支援一覧:8", "支援一覧:9"]
    remark = "「整理番号」は、違う施策に同じ値があるので、行を見分ける番号として使いません。"
    assert report.remark == remark and f"※ {remark}" in list(report_lines(report))
    assert preview(settings, tmp_path / "支援一覧.csv").remark == remark
    again = [
        *rows,
        rows[0],
        ("11", "1", "7", "別の制度", "県"),
    ]  # 7 twice is one row written twice, and then is not
    report = import_list(settings, written(tmp_path, [*rows, rows[0]], header))
    assert (report.entries, report.unchanged, len(report.left_out)) == (3, 3, 1)
    report = import_list(settings, written(tmp_path, again, header))
    assert (report.entries, len(report.left_out)) == (4, 1) and "「整理番号」「番号」は" in report.remark


def test_a_row_without_a_number_is_known_by_name_and_body(settings, tmp_path) -> None:
    rows = [("補助金Ａ", "県", "x"), ("補助金B", "県", "x"), ("補助金a", "県", "y"), ("補助金A", "市", "y")]
    report = import_list(settings, written(tmp_path, rows, ("制度名", "実施機関", "概要"), "a.csv"))
    assert [row.place for row in report.left_out] == [4]
    first = {entry.name: entry.id for entry in imported_entries(settings)}
    report = import_list(
        settings,
        written(tmp_path, [("補助金B", "県", "z"), rows[0]], ("制度名", "実施機関", "概要"), "a.csv"),
    )
    assert (report.updated, report.unchanged, report.removed) == (1, 1, 1)
    assert {entry.name: entry.id for entry in imported_entries(settings)}.items() <= first.items()


def test_a_list_of_which_no_row_can_be_taken_leaves_the_register_as_it_was(settings, tmp_path) -> None:
    import_list(settings, written(tmp_path))
    with pytest.raises(InputError, match="取り込める行がありません"):
        import_list(settings, written(tmp_path, [("1", *[""] * 8, "x")]))
    assert len(entries(settings)) == 3


@pytest.mark.parametrize("suffix", [".xlsx", ".json"])
def test_a_list_says_the_same_as_a_workbook_and_as_json(settings, tmp_path, suffix) -> None:
    import json

    from openpyxl import Workbook

    path = tmp_path / f"支援一覧{suffix}"
    if suffix == ".json":
        path.write_text(json.dumps([dict(zip(HEADER, row, strict=True)) for row in ROWS]), encoding="utf-8")
    else:
        book = Workbook()
        for row in (HEADER, *ROWS):
            book.active.append(row)
        book.save(path)
    import_list(settings, written(tmp_path))
    from_csv = entries(settings)
    report = import_list(settings, path)
    assert (report.unchanged, report.updated) == (3, 0)
    origins = [entry.origin for entry in imported_entries(settings)]
    assert origins == [
        f"支援一覧{suffix} {n}"
        for n in (("1件目", "2件目", "3件目") if suffix == ".json" else ("2行目", "3行目", "4行目"))
    ]
    assert {entry.id: replace(entry, origin="") for entry in imported_entries(settings)} == {
        key: replace(entry, origin="") for key, entry in from_csv.items()
    }
