"""Files of rows: each row with the place a person finds it by, broken ones told, sizes bounded."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from table_steps import read, written

from assistant.errors import DocumentError
from assistant.measures.importing import delimited, tables
from assistant.measures.importing.delimited import read_delimited
from assistant.measures.importing.mapping import field_of
from assistant.measures.importing.tables import LeftOut
from assistant.settings import Settings

HEADER = "制度名,実施機関,内容"


def test_a_row_has_the_line_it_begins_on_however_many_lines_its_cells_have(tmp_path) -> None:
    table = read(written(tmp_path, f'{HEADER}\nA,x,"一行目\n二行目\n\n四行目"\n\nB,y,z\n'))
    assert [(row.place, row.cells["制度名"]) for row in table.rows] == [(2, "A"), (7, "B")]
    assert table.rows[0].cells["内容"] == "一行目\n二行目\n\n四行目"
    assert table.left_out == () and table.unit == "行目"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_the_encodings_and_separators_of_spreadsheets_are_read(
    tmp_path, encoding, separator, line_end
) -> None:
    rows = [
        ["制度名", "実施機関", "内容"],
        ["①髙度化補助金", "県庁, 本庁", "a;b;c;d;e"],
        ["融資〜制度", "市", "1行目\n2行目"],
    ]
    text = io.StringIO()
    csv.writer(text, delimiter=separator, lineterminator=line_end).writerows(rows)
    wave = text.getvalue().replace("〜", "～") if encoding == "cp932" else text.getvalue()
    table = read(written(tmp_path, wave.encode(encoding)))
    assert table.columns == tuple(rows[0])
    assert [row.cells["実施機関"] for row in table.rows] == ["県庁, 本庁", "市"]
    assert [row.cells["内容"] for row in table.rows] == ["a;b;c;d;e", "1行目\n2行目"]
    assert table.rows[0].cells["制度名"] == "①髙度化補助金"


def test_the_header_is_found_below_a_title(tmp_path) -> None:
    table = read(written(tmp_path, f"令和6年度 支援施策一覧,,\n,,2024年4月1日現在\n\n{HEADER}\nA,x,y\n"))
    assert table.columns == ("制度名", "実施機関", "内容")
    assert [row.place for row in table.rows] == [5]
    assert table.remark == "見出し（4行目）より上の 2 行は取り込んでいません。"


def test_columns_of_one_name_or_of_none_are_told_apart(tmp_path) -> None:
    table = read(written(tmp_path, "制度名,内容,内容,\nA,1,2,3\n"))
    assert table.rows[0].cells == {"制度名": "A", "内容": "1", "内容 (2)": "2", "列4": "3"}
    table = read(written(tmp_path, "制度名,内容,内容,内容\nA,1,2,3\n"))
    assert table.columns == ("制度名", "内容", "内容 (2)", "内容 (3)")


def test_a_row_of_another_length_is_left_out_and_told_with_its_line(tmp_path) -> None:
    table = read(written(tmp_path, f"{HEADER}\nA,x\nB,x,y,z\nC,x,y,\n"))
    assert [row.cells["制度名"] for row in table.rows] == ["C"]
    assert table.left_out == (
        LeftOut(2, "セルが 2 個あります（見出しは 3 個）。"),
        LeftOut(3, "セルが 4 個あります（見出しは 3 個）。"),
    )


def test_a_quotation_mark_that_is_never_closed_costs_one_row(tmp_path) -> None:
    table = read(written(tmp_path, f'{HEADER}\nA,x,y\nB,"閉じない,y\nC,x,"一\n二"\nD,x,y\n'))
    assert [(row.place, row.cells["制度名"]) for row in table.rows] == [(2, "A"), (4, "C"), (6, "D")]
    assert table.left_out == (LeftOut(3, '引用符（"）の閉じ方が正しくありません。'),)


def test_quotation_marks_inside_a_cell_are_let_pass(tmp_path) -> None:
    table = read(written(tmp_path, f'{HEADER}\nA,"内"部"資料",y\nB,x,12"管\nC,x,y\n'))
    assert [(row.place, row.cells["制度名"]) for row in table.rows] == [(2, "A"), (3, "B"), (4, "C")]


def test_a_file_that_is_no_csv_at_all_is_refused(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(delimited, "MAX_BROKEN", 5)
    with pytest.raises(DocumentError, match="読めない行が 5 を超えました（最初は 2 行目）"):
        read(written(tmp_path, HEADER + "\n" + 'A,"x"y"z,w\n' * 10))


@given(st.lists(st.lists(st.text(alphabet='あいa1 ,;\t"\n', min_size=1, max_size=8).filter(str.strip), min_size=3, max_size=3), min_size=1, max_size=8))  # fmt: skip
def test_what_a_spreadsheet_writes_is_read_back_with_its_lines(rows) -> None:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    places = []
    for row in [["制度名", "実施機関", "内容"], *rows]:
        places.append(text.getvalue().count("\n") + 1)
        writer.writerow(row)
    records, broken = read_delimited(
        text.getvalue(), "x", lambda cells: sum(map(bool, map(field_of, cells))), 20
    )
    assert broken == []
    assert records[1:] == list(zip(places[1:], rows, strict=True))


@given(st.text(alphabet='あa,"\n', max_size=60))
def test_every_line_of_a_broken_text_is_read_or_told(text) -> None:
    records, broken = read_delimited(HEADER + "\n" + text, "x", lambda cells: int("制度名" in cells), 20)
    assert records[0] == (1, HEADER.split(","))
    assert all(1 < place <= text.count("\n") + 2 for place, _ in (*records[1:], *broken))


def test_json_objects_are_rows_by_their_number(tmp_path) -> None:
    value = [{"制度名": "A", "都道府県": ["東京都"], "上限": None}, "注記", {"制度名": "B", "他": 3}]
    table = read(
        written(tmp_path, json.dumps({"count": 3, "result": value}, ensure_ascii=False), "list.json")
    )
    assert [(row.place, row.cells) for row in table.rows] == [
        (1, {"制度名": "A", "都道府県": '["東京都"]', "上限": ""}),
        (3, {"制度名": "B", "他": "3"}),
    ]
    assert table.left_out == (LeftOut(2, "項目の組（オブジェクト）ではありません。"),)
    assert (table.unit, table.columns) == ("件目", ("制度名", "都道府県", "上限", "他"))


@pytest.mark.parametrize("text", ["{", "[" * 100_000, '"文"', "[]", "[1, 2]", "{}", "9" * 5000])
def test_json_that_is_no_list_of_measures_is_told(tmp_path, text) -> None:
    with pytest.raises(DocumentError, match=r"JSON として読めません|施策の並びがありません"):
        read(written(tmp_path, text, "list.json"))


@pytest.mark.parametrize("data", [b"", b"\n\n", b",,\n,,\n"])
def test_a_file_without_rows_is_told(tmp_path, data) -> None:
    with pytest.raises(DocumentError, match="行がありません"):
        read(written(tmp_path, data))


def test_sizes_are_bounded(tmp_path, monkeypatch) -> None:
    path = written(tmp_path, f"{HEADER}\nA,x,{'長' * 30}\nB,x,y\nC,x,y\n")
    with pytest.raises(DocumentError, match="バイトあり、上限 20 バイト"):
        read(path, Settings(max_document_bytes=20))
    monkeypatch.setattr(tables, "MAX_CELL_CHARACTERS", 20)
    table = read(path)
    assert [row.cells["制度名"] for row in table.rows] == ["B", "C"]
    assert table.left_out == (LeftOut(2, "「内容」のセルが 20 字を超えています。"),)
    monkeypatch.setattr(tables, "MAX_COLUMNS", 2)
    with pytest.raises(DocumentError, match="3 行 × 3 列"):
        read(path)
    monkeypatch.setattr(tables, "MAX_COLUMNS", 3)
    monkeypatch.setattr(tables, "MAX_ROWS", 2)
    with pytest.raises(DocumentError, match="上限（2 行"):
        read(path)


def test_cells_hold_no_control_or_hidden_characters(tmp_path) -> None:
    table = read(written(tmp_path, f"{HEADER}\nA\u200b,\x1b[2J県\u202e,y\x07\n"))
    assert table.rows[0].cells == {"制度名": "A", "実施機関": "[2J県", "内容": "y"}


@pytest.mark.parametrize("name", ["list.xls", "list.pdf", "list"])
def test_another_format_is_told_with_what_to_do(tmp_path, name) -> None:
    with pytest.raises(DocumentError, match="この形式の一覧は読めません") as told:
        read(written(tmp_path, "x", name))
    assert ".xlsx" in told.value.hint


def test_a_file_that_is_not_there_is_told(tmp_path) -> None:
    with pytest.raises(DocumentError, match="見つかりません"):
        read(tmp_path / "list.csv")
