"""Importing a list: every row an entry or told, every fact quoted from its cell, notes never lost."""

from __future__ import annotations

import csv
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import InputError, StorageError
from assistant.measures.database import connected, measures_file
from assistant.measures.entry import Basis, Condition, Entry, Fact, Link
from assistant.measures.importing.lists import import_list, list_id_of, preview
from assistant.measures.importing.mapping import FIELDS, ColumnMapping, read_mapping
from assistant.measures.importing.report import preview_lines, report_lines
from assistant.measures.rules import RULES
from assistant.measures.store import (
    cells_of,
    imported_entries,
    imported_entry,
    imported_ids,
    imported_state,
    keep_note,
    lists,
    note_on,
    notes,
    remove_list,
    set_note,
)
from assistant.measures.stored import entry_from_json, entry_to_json
from assistant.measures.vocabulary import KINDS, PURPOSES
from assistant.settings import PROJECT_ROOT, Settings

PUBLIC_LIST = PROJECT_ROOT.parent / "shared" / "measure-lists" / "mirasapo-dev.csv"
HEADER = ("番号", "制度名", "実施機関", "種類", "目的", "対象者", "補助率", "締切", "都道府県", "問い合わせ")
ROWS = (
    ("1", "設備補助金", "県産業課", "補助金", "設備投資、販路開拓", "県内の従業員300人以下の中小企業者", "2/3以内\n（上限100万円）", "2099/3/31", "埼玉県", "048-000-0000"),
    ("2", "創業相談", "市商工課", "相談", "創業", "創業を考える方", "", "随時", "さいたま市", "窓口"),
    ("3", "旧制度", "県産業課", "融資", "", "", "", "令和2年3月31日", "全国", ""),
)  # fmt: skip


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home")


def written(tmp_path: Path, rows=ROWS, header=HEADER, name: str = "支援一覧.csv") -> Path:
    path = tmp_path / name
    with path.open("w", encoding="cp932", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return path


def entries(settings: Settings) -> dict[str, Entry]:
    return {entry.id: entry for entry in imported_entries(settings)}


def bases(entry: Entry) -> list[Basis]:
    return [entry.basis, *(fact.basis for fact in entry.all_facts())]


def test_a_row_becomes_an_entry_with_its_line_and_its_words(settings, tmp_path) -> None:
    report = import_list(settings, written(tmp_path))
    assert (report.entries, report.added, report.left_out) == (3, 3, ())
    entry = entries(settings)["支援一覧:1"]
    assert (entry.name, entry.kind, entry.body) == ("設備補助金", "subsidy", "県産業課")
    assert entry.purposes == ("equipment", "sales") and entry.regions == ("埼玉県",)
    assert entry.origin == "支援一覧.csv 2行目"
    assert (entry.standing, entry.open_until) == ("current", "2099-03-31")
    assert entry.target and entry.target.text == "県内の従業員300人以下の中小企業者"
    assert [(one.needs, one.basis.quote) for one in entry.conditions] == [
        (("employees_at_most", 300), "従業員300人以下"),
        (("size", ("sme",)), "中小企業者"),
        (("region", ("埼玉県",)), "埼玉県"),
    ]
    assert [(fact.text, fact.figures) for fact in entry.benefits] == [
        ("補助率: 2/3以内\n（上限100万円）", ("2/3", "100万円"))
    ]
    assert [fact.text for fact in entry.apply] == ["問い合わせ: 048-000-0000"]
    assert entries(settings)["支援一覧:2"].origin == "支援一覧.csv 4行目"


def test_what_a_list_says_of_its_dates_makes_the_standing(settings, tmp_path) -> None:
    import_list(settings, written(tmp_path))
    found = entries(settings)
    assert found["支援一覧:2"].standing == "unknown"
    assert "締切: 随時" in [fact.text for fact in found["支援一覧:2"].apply]
    assert (found["支援一覧:3"].standing, found["支援一覧:3"].open_until) == ("past", "2020-03-31")
    assert found["支援一覧:3"].regions == ("全国",) and found["支援一覧:3"].conditions == ()
    header = ("制度名", "受付開始", "更新日")
    later = written(
        tmp_path, [("A", "2099年4月", "2024/5/1"), ("B", "2020年4月", "2099/1/1")], header, "b.csv"
    )
    import_list(settings, later)
    planned, current = list(imported_entries(settings))[:2]
    assert (planned.standing, planned.as_of, planned.open_from) == ("planned", "2024-05-01", "2099-04-01")
    assert (current.standing, current.as_of) == (
        "current",
        date.today().isoformat(),
    )  # no list speaks from tomorrow


def test_every_quote_stands_in_its_cell(settings, tmp_path) -> None:
    import_list(settings, written(tmp_path))
    for entry in imported_entries(settings):
        row = cells_of(settings, entry.id)
        assert row is not None and f"{row.file} {row.place}行目" == entry.origin
        for basis in bases(entry):
            assert basis.doc_id == "支援一覧" and basis.quote and basis.quote in row.cells[basis.column]
    assert cells_of(settings, "支援一覧:9") is None and cells_of(settings, "go-tech") is None


def test_entries_are_found_one_by_one_without_reading_them_all(settings, tmp_path) -> None:
    assert imported_ids(settings) == () and imported_entry(settings, "支援一覧:1") is None
    import_list(settings, written(tmp_path))
    found = entries(settings)
    assert imported_ids(settings) == tuple(found)
    assert {key: imported_entry(settings, key) for key in found} == found
    assert imported_entry(settings, "支援一覧:9") is None and imported_entry(settings, "支援一覧") is None


def conditions(
    settings: Settings, tmp_path: Path, mapping: ColumnMapping, **cells: str
) -> list[tuple[str, object, str]]:
    """Text, rule and quote of each condition of a row of these cells."""
    path = written(tmp_path, [("A", *cells.values())], ("制度名", *cells), "c.csv")
    import_list(settings, path, mapping)
    (entry,) = imported_entries(settings)
    return [(one.text, one.needs, one.basis.quote) for one in entry.conditions]


def test_a_place_told_twice_is_one_condition(settings, tmp_path) -> None:
    mapping = ColumnMapping("x", {"name": ("制度名",), "target": ("t",), "regions": ("r",)})
    found = conditions(settings, tmp_path, mapping, t="埼玉県内に事業所を有する者", r="埼玉県")
    assert found == [("埼玉県", ("region", ("埼玉県",)), "埼玉県")]


def test_a_requirement_that_is_not_plain_is_kept_as_it_is_told(settings, tmp_path) -> None:
    mapping = ColumnMapping("x", {"name": ("制度名",), "conditions": ("要件",)})
    found = conditions(
        settings,
        tmp_path,
        mapping,
        要件="### すべてに該当\n地域の活性化に資すること\n\n従業員20人以下の小規模事業者",
    )
    assert found == [
        ("すべてに該当 地域の活性化に資すること", None, "### すべてに該当\n地域の活性化に資すること"),
        ("従業員20人以下の小規模事業者", None, "従業員20人以下の小規模事業者"),
        ("従業員20人以下", ("employees_at_most", 20), "従業員20人以下"),
        ("小規模事業者", ("size", ("small",)), "小規模事業者"),
    ]


def test_ways_to_qualify_in_paragraphs_of_their_own_are_no_rules(settings, tmp_path) -> None:
    mapping = ColumnMapping("x", {"name": ("制度名",), "conditions": ("要件",)})
    text = "次のいずれかに該当すること\n\n従業員20人以下の会社\n\n資本金1億円以下の会社"
    assert [rule for _, rule, _ in conditions(settings, tmp_path, mapping, 要件=text)] == [None, None, None]


def test_coded_scales_and_nested_industries_become_conditions(settings, tmp_path) -> None:
    mapping = ColumnMapping(
        "x",
        {"name": ("制度名",), "scales": ("s",), "industries": ("i",)},
        scales={"4": ("organisation", ("individual",))},
    )
    food = '[{"name":"製造業","sub_categories":[{"name":"飲料・たばこ・飼料製造業"}]},{"name":"建設業","sub_categories":[]}]'
    assert conditions(settings, tmp_path, mapping, s='["4"]', i=food) == [
        ("組織の種類: 個人（創業予定など）（一覧の区分 4）", ("organisation", ("individual",)), '["4"]'),
        ("業種: 製造業・建設業", ("industry", ("manufacturing", "construction")), food),
    ]
    branch = '[{"name":"医療，福祉","sub_categories":[{"name":"社会保険・介護事業"}]}]'
    assert conditions(settings, tmp_path, mapping, s='["1","4"]', i=branch) == [
        ("業種: 医療・福祉", ("industry", ("medical",)), branch),
        ("業種のうち: 社会保険・介護事業", None, "社会保険・介護事業"),
    ]
    everyone = "農業、建設業、製造業、情報通信業、運輸業、卸売業、小売業、不動産業、宿泊業、サービス業、教育"
    assert conditions(settings, tmp_path, mapping, s="", i=everyone) == []
    assert conditions(settings, tmp_path, mapping, s="", i="製造業、公務") == []  # a rule would rule 公務 out


def test_a_name_is_one_line_of_bounded_length_without_markup(settings, tmp_path) -> None:
    report = import_list(
        settings,
        written(
            tmp_path, [("あ" * 201, "x"), ("**[補助金](u)**\n2024<br>", "x")], ("制度名", "概要"), "n.csv"
        ),
    )
    assert [row.reason for row in report.left_out] == ["制度の名前が 200 字を超えています。"]
    assert [(entry.name, entry.basis.quote) for entry in imported_entries(settings)] == [
        ("補助金 2024", "**[補助金](u)**\n2024")
    ]


CELL = st.text(alphabet='補助金あ1/2 円。、\n<b>[](*)"{}:,-#!従業員300人以下県中小企業者令和6年', max_size=40) | st.sampled_from(
    ['[{"name":"栃木県"}]', '[{"name":"金融","sub":[{"name":"貸付 \\"A\\""}]}]', "{}", "[]", "製造業", "2024/1/1", "https://example.jp/x"]
)  # fmt: skip


@given(st.lists(st.fixed_dictionaries(dict.fromkeys(FIELDS, CELL)), min_size=1, max_size=3))
def test_whatever_a_list_holds_its_rows_are_taken_or_told_and_quoted(tmp_path_factory, rows) -> None:
    import json

    folder = tmp_path_factory.mktemp("any")
    path = folder / "any.json"
    path.write_text(json.dumps(rows), encoding="utf-8")
    mapping = ColumnMapping("x", {name: (name,) for name in FIELDS})
    settings = Settings(home=folder)
    shown = preview(settings, path, mapping)
    assert shown.entries + len(shown.left_out) == len(rows)
    if not shown.entries:
        with pytest.raises(InputError):
            import_list(settings, path, mapping)
        return
    import_list(settings, path, mapping)
    for entry in imported_entries(settings):
        row = cells_of(settings, entry.id)
        assert row and entry.kind in KINDS and set(entry.purposes) <= set(PURPOSES)
        for basis in bases(entry):
            assert basis.quote and basis.quote in row.cells[basis.column]
        for condition in entry.conditions:
            assert condition.needs is None or condition.needs[0] in RULES
        assert entry_from_json(entry_to_json(entry)) == entry


def test_a_preview_shows_what_would_be_and_writes_nothing(settings, tmp_path) -> None:
    path = written(
        tmp_path,
        [
            *ROWS,
            ("4", "", "", "不明な種", "", "", "", "", "県内", ""),
            ("5", "謎", "", "不明な種", "", "", "", "", "県内", ""),
        ],
    )
    shown = preview(settings, path)
    assert not settings.home.exists()
    assert (shown.entries, [row.place for row in shown.left_out]) == (4, [6])
    assert {use.column: use.fields for use in shown.columns}["補助率"] == ("benefits",)
    assert [(one.column, one.value, one.rows) for one in shown.unknown] == [
        ("都道府県", "県内", 1),
        ("種類", "不明な種", 1),
    ]
    text = "\n".join(preview_lines(shown))
    assert "取り込めない行: 6行目: 制度の名前がありません。" in text and "補助率 → 支援の中身" in text


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


def test_a_note_survives_reimport_and_a_row_that_vanishes_and_comes_back(settings, tmp_path) -> None:
    import_list(settings, written(tmp_path))
    set_note(settings, "支援一覧", "1", "窓口は山田さん")
    set_note(settings, "支援一覧", "2", "予約制")
    report = import_list(settings, written(tmp_path, ROWS[1:]))
    assert report.notes == 1
    assert [(note.name, note.text, note.present) for note in report.notes_on_vanished] == [
        ("設備補助金", "窓口は山田さん", False)
    ]
    assert "一覧からなくなった「設備補助金」のメモを残しています: 窓口は山田さん" in list(
        report_lines(report)
    )
    set_note(settings, "支援一覧", "1", "窓口は田中さん")  # still the agency's own, and may be changed
    report = import_list(settings, written(tmp_path))
    assert (report.notes, report.notes_on_vanished) == (2, ())
    assert [(note.key, note.text, note.present) for note in notes(settings, "支援一覧")] == [
        ("1", "窓口は田中さん", True), ("2", "予約制", True),
    ]  # fmt: skip
    set_note(settings, "支援一覧", "2", " ")
    assert [note.key for note in notes(settings)] == ["1"]


NUMBERED = ("No", "制度名", "実施機関")


def numbered(*names: str) -> list[tuple[str, str, str]]:
    """Rows under a running number."""
    return [(str(number), name, "県") for number, name in enumerate(names, start=1)]


def noted(settings: Settings) -> dict[str, str]:
    """The note on each entry, as it is shown."""
    shown = {entry.name: note_on(settings, entry) for entry in imported_entries(settings)}
    return {name: text for name, text in shown.items() if text}


def test_notes_follow_their_measures_when_a_running_number_moves_on(settings, tmp_path) -> None:
    whole = numbered("設備補助金", "創業補助金", "販路補助金", "雇用補助金")
    import_list(settings, written(tmp_path, whole, NUMBERED))
    for key, text in (("1", "一"), ("2", "二"), ("3", "三")):
        set_note(settings, "支援一覧", key, text)
    fewer = numbered("創業補助金", "販路補助金", "雇用補助金")
    report = import_list(settings, written(tmp_path, fewer, NUMBERED))
    assert noted(settings) == {"創業補助金": "二", "販路補助金": "三"}
    assert {key: note.key for key, note in report.notes_moved.items()} == {"2": "1", "3": "2"}
    assert report.notes_on_renamed == ()
    assert [(note.name, note.text) for note in report.notes_on_vanished] == [("設備補助金", "一")]
    told = list(report_lines(report))
    assert "「創業補助金」のメモは、番号の変わった同じ施策に移しました。" in told
    assert "一覧からなくなった「設備補助金」のメモを残しています: 一" in told
    report = import_list(settings, written(tmp_path, fewer, NUMBERED))
    assert report.notes_moved == {} and noted(settings) == {"創業補助金": "二", "販路補助金": "三"}
    report = import_list(settings, written(tmp_path, whole, NUMBERED))  # all is as it was
    assert noted(settings) == {"設備補助金": "一", "創業補助金": "二", "販路補助金": "三"}
    assert (report.notes, report.notes_on_vanished) == (3, ())


def test_notes_follow_measures_that_change_their_numbers_with_each_other(settings, tmp_path) -> None:
    import_list(settings, written(tmp_path, numbered("A制度", "B制度"), NUMBERED))
    set_note(settings, "支援一覧", "1", "一")
    set_note(settings, "支援一覧", "2", "二")
    report = import_list(settings, written(tmp_path, numbered("B制度", "A制度"), NUMBERED))
    assert noted(settings) == {"A制度": "一", "B制度": "二"} and len(report.notes_moved) == 2


def test_a_note_whose_number_names_another_measure_is_told_with_both_names(settings, tmp_path) -> None:
    import_list(settings, written(tmp_path, numbered("設備補助金", "創業補助金"), NUMBERED))
    set_note(settings, "支援一覧", "1", "予約制")
    report = import_list(settings, written(tmp_path, numbered("設備導入補助金", "創業補助金"), NUMBERED))
    assert noted(settings) == {"設備導入補助金": "予約制（以前の名前「設備補助金」に付けたメモ）"}
    assert [(note.name, note.name_now) for note in report.notes_on_renamed] == [
        ("設備補助金", "設備導入補助金")
    ]
    told = "※ 「設備補助金」に付けたメモは、いま「設備導入補助金」（1）にあります。同じ施策か確かめてください: 予約制"
    assert told in list(report_lines(report))
    (entry, *_) = imported_entries(settings)
    keep_note(settings, entry, "予約は不要")  # written anew it is this measure's own
    report = import_list(settings, tmp_path / "支援一覧.csv")
    assert noted(settings) == {"設備導入補助金": "予約は不要"} and report.notes_on_renamed == ()
    import_list(settings, written(tmp_path, numbered("設備導入 補助金", "創業補助金"), NUMBERED))
    assert noted(settings) == {"設備導入 補助金": "予約は不要"}  # a space makes no other name


def test_a_note_does_not_go_to_a_measure_of_the_name_that_another_body_runs(settings, tmp_path) -> None:
    rows = [("1", "利子補給", "県"), ("2", "利子補給", "市"), ("3", "創業補助金", "県")]
    import_list(settings, written(tmp_path, rows, NUMBERED))
    set_note(settings, "支援一覧", "1", "県の窓口")
    for _ in range(2):
        report = import_list(settings, written(tmp_path, rows[1:], NUMBERED))
        assert noted(settings) == {} and [note.text for note in report.notes_on_vanished] == ["県の窓口"]


def test_a_note_on_a_measure_that_comes_with_shien_is_kept_and_taken_away(settings) -> None:
    entry = Entry("go-tech", "Go-Tech事業", "subsidy", "current", "2026-01-19", Basis("minutes", "Go-Tech"))
    keep_note(settings, entry, " 予約制 ")
    assert note_on(settings, entry) == "予約制" and notes(settings)[0].present
    assert (
        note_on(settings, replace(entry, name="新事業")) == "予約制（以前の名前「Go-Tech事業」に付けたメモ）"
    )
    keep_note(settings, entry, "")
    assert note_on(settings, entry) == "" and notes(settings) == ()


def test_a_note_is_on_an_entry_that_is_or_was_there(settings, tmp_path) -> None:
    import_list(settings, written(tmp_path))
    with pytest.raises(InputError, match="「7」という施策はありません"):
        set_note(settings, "支援一覧", "7", "x")


def test_a_removed_list_is_gone_and_its_notes_wait(settings, tmp_path) -> None:
    import_list(settings, written(tmp_path))
    import_list(settings, written(tmp_path, name="別.csv"))
    set_note(settings, "支援一覧", "1", "予約制")
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


def test_prose_above_the_header_is_not_taken_for_it(settings, tmp_path) -> None:
    prose = (
        "この一覧は制度名と概要をまとめたものです。",
        "対象者や要件は各制度の実施機関に確かめること。",
        "補助率と上限額は変わることがありますので注意。",
        "",
        "",
    )
    rows = [("制度名", "概要", "所属", "印", "備"), ("設備補助金", "x", "", "", "")]
    report = import_list(settings, written(tmp_path, rows, prose, "p.csv"))
    assert [entry.name for entry in imported_entries(settings)] == ["設備補助金"]
    assert "※ 見出し（2行目）より上の 1 行は取り込んでいません。" in list(report_lines(report))


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
    set_note(settings, "支援一覧", "1", "予約制")
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


@pytest.mark.parametrize(
    ("name", "list_id"),
    [("支援施策 一覧(R6)", "支援施策-一覧-r6"), ("a:b/../c", "a-b-c"), ("List_1", "list_1")],
)
def test_a_list_is_named_after_its_file(name, list_id) -> None:
    assert list_id_of(name) == list_id


def test_a_name_of_nothing_is_told() -> None:
    with pytest.raises(InputError, match="使えません"):
        list_id_of("()")


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


@pytest.mark.skipif(not PUBLIC_LIST.is_file(), reason="no folder shared/measure-lists beside the project")
def test_the_public_list_is_imported_whole(settings) -> None:
    report = import_list(settings, PUBLIC_LIST)
    assert (report.entries, report.left_out, report.mapping) == (561, (), "ミラサポplus 制度ナビ")
    found = entries(settings)
    for entry in found.values():
        row = cells_of(settings, entry.id)
        assert row is not None and entry.id == f"mirasapo-dev:{row.cells['id']}"
        for basis in bases(entry):
            assert basis.quote in row.cells[basis.column]
    assert sum(bool(entry.regions) for entry in found.values()) == 324
    assert sum(bool(entry.purposes) for entry in found.values()) >= 250
    assert all(date.fromisoformat(entry.as_of) <= date(2023, 7, 12) for entry in found.values())
    kinds = Counter(entry.kind for entry in found.values())
    assert kinds["other"] <= 30 and kinds["subsidy"] >= 150 and kinds["loan"] >= 60
    line = PUBLIC_LIST.read_text(encoding="utf-8-sig").splitlines()[17 - 1]
    assert line.startswith("2805,") and found["mirasapo-dev:2805"].origin == "mirasapo-dev.csv 17行目"


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
