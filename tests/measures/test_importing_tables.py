"""Files of rows: each row with the place a person finds it by, broken ones told, hostile ones refused."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import DocumentError
from assistant.measures.importing import delimited, tables
from assistant.measures.importing import workbook as workbook_reader
from assistant.measures.importing.delimited import read_delimited
from assistant.measures.importing.mapping import field_of
from assistant.measures.importing.tables import LeftOut, Table, read_table
from assistant.settings import Settings

HEADER = "制度名,実施機関,内容"


def read(path: Path, settings: Settings | None = None) -> Table:
    return read_table(path, settings or Settings(), lambda cells: sum(1 for cell in cells if field_of(cell)))


def written(tmp_path: Path, data: str | bytes, name: str = "list.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def workbook(tmp_path: Path, **sheets: list[list[object]]) -> Path:
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    path = tmp_path / "list.xlsx"
    book.save(path)
    return path


def repacked(path: Path, part: str, change) -> Path:
    """The workbook with one of its parts changed."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = change(parts[part])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


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


def test_a_sheet_is_read_with_row_numbers_days_and_whole_numbers(tmp_path) -> None:
    rows = [
        ["支援施策一覧"],
        [],
        ["制度名", "締切", "上限額"],
        ["A", datetime(2024, 3, 31), 300.0],
        [None, None, None],
        ["B", "随時", 1.5],
    ]
    table = read(workbook(tmp_path, 一覧=rows))
    assert [(row.place, row.cells) for row in table.rows] == [
        (4, {"制度名": "A", "締切": "2024-03-31", "上限額": "300"}),
        (6, {"制度名": "B", "締切": "随時", "上限額": "1.5"}),
    ]


def test_the_sheet_with_the_list_is_taken_and_the_others_are_told(tmp_path) -> None:
    table = read(workbook(tmp_path, 表紙=[["作成者"], ["総務課"]], 施策=[["制度名", "対象者"], ["A", "x"]]))
    assert [row.cells["制度名"] for row in table.rows] == ["A"]
    assert table.remark == "シート「施策」を読みました（読まなかったシート: 表紙）。"


def with_formats(tmp_path: Path, *cells: tuple[object, str]) -> Path:
    """A workbook of values with their number formats, below the names of their columns."""
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["制度名", *(f"補助率{number}" for number in range(len(cells)))])
    book.active.append(["A", *(value for value, _ in cells)])
    for number, (_, shown) in enumerate(cells, start=2):
        book.active.cell(2, number).number_format = shown
    book.save(tmp_path / "list.xlsx")
    return tmp_path / "list.xlsx"


@pytest.mark.parametrize(
    ("value", "shown", "text"),
    [
        (0.5, "0%", "50%"), (0.125, "0.0%", "12.5%"), (0.285, "0%", "29%"), (0.5, '0%"以内"', "50%以内"), (0, "0%", "0%"),
        (2 / 3, "# ?/?", "2/3"), (0.6667, "# ??/??", "2/3"), (1.5, "# ?/?", "1 1/2"), (1.5, "?/?", "3/2"), (0.5, "# ?/4", "2/4"),
        (2, "# ?/?", "2"), (1_000_000, '#,##0"円"', "1,000,000円"), (1_000_000, '#,##0,"千円"', "1,000千円"), (3, '0"年以内"', "3年以内"),
        (300, 'General"人"', "300人"), (-5, '#,##0"円"', "-5円"), (-5, '0"円";"▲"0"円"', "▲5円"), (1.25, '0.##"倍"', "1.25倍"),
        (1000, "[$¥-411]#,##0", "¥1,000"), (1000, '"¥"#,##0;[Red]"¥"\\-#,##0', "¥1,000"), (1000, '#,##0"円";;;@', "1,000円"),
        # What only lines numbers up, and what is not understood, leaves the number as it is.
        (1_000_000, "#,##0", "1000000"), (-5, "#,##0;[Red]-#,##0", "-5"), (0, '0;-0;"-"', "0"), (7, "000-0000", "7"),
        (5, '[>=3]0"円";0"人"', "5"), (1000, "0.00E+00", "1000"), (1000, '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ', "1000"),
        (1e300, "0%", str(int(1e300))), (True, "0%", "TRUE"), ("随時", '0"円"', "随時"), (datetime(2024, 3, 31), "yyyy/m/d", "2024-03-31"),
    ],
)  # fmt: skip
def test_a_number_is_read_as_a_person_sees_it(tmp_path, value, shown, text) -> None:
    (row,) = read(with_formats(tmp_path, (value, shown))).rows
    assert row.cells["補助率0"] == text


def test_a_number_of_more_digits_than_can_be_shown_does_no_harm(tmp_path) -> None:
    (row,) = read(with_formats(tmp_path, (9.99e14, f"0.{'0' * 30}%"), (5, "0%%"))).rows
    assert row.cells["補助率0"] == "99900000000000000.0000000000%" and row.cells["補助率1"] == "5"


def merged(path: Path, *ranges: str) -> Path:
    from openpyxl import load_workbook

    book = load_workbook(path)
    for one in ranges:
        book.active.merge_cells(one)
    book.save(path)
    return path


def test_a_merged_cell_stands_for_the_rows_it_reaches_over(tmp_path) -> None:
    rows = [
        ["制度名", "実施機関", "内容"],
        ["A", "県", "x"],
        ["B", None, "y"],
        ["C", None, None],
        ["D", "市", "z"],
        ["※ 注", None, None],
    ]
    path = merged(workbook(tmp_path, 一覧=rows), "B2:B4", "A6:C9")
    table = read(path)
    assert [row.cells["実施機関"] for row in table.rows] == ["県", "県", "県", "市", ""]
    assert [row.cells["内容"] for row in table.rows] == ["x", "y", "", "z", ""]
    assert table.remark == "結合されたセル 1 か所は、その値を下の行にも入れて読みました。"


def test_a_header_of_two_rows_is_the_lower_one_with_what_is_merged_into_it(tmp_path) -> None:
    rows = [["制度名", "支援", None], [None, "補助率", "上限額"], ["A", "2/3", "100"], [None, "1/2", "50"]]
    table = read(merged(workbook(tmp_path, 一覧=rows), "A1:A2", "B1:C1", "A3:A4"))
    assert table.columns == ("制度名", "補助率", "上限額")
    assert [row.cells["制度名"] for row in table.rows] == ["A", "A"]
    rows[1] = [None, "率", "額"]
    table = read(merged(workbook(tmp_path, 一覧=rows), "A1:A2", "B1:C1"))
    assert table.columns[0] == "制度名" and table.rows[0].cells["制度名"] == ""  # no measure is called 制度名


def test_merged_cells_that_overlap_are_no_merged_cells(tmp_path) -> None:
    rows = [["制度名", "対象者"], ["A", "x"], ["B", None], ["C", None], ["D", None]]
    path = merged(workbook(tmp_path, 一覧=rows), "B2:B3")
    end, more = b"</mergeCells>", b'<mergeCell ref="B3:B1048576"/>' * 1_000
    repacked(path, "xl/worksheets/sheet1.xml", lambda sheet: sheet.replace(end, more + end))
    assert [row.cells["対象者"] for row in read(path).rows] == ["x", "x", "", ""]


def test_a_formula_is_never_worked_out(tmp_path) -> None:
    table = read(
        workbook(tmp_path, 一覧=[["制度名", "上限額"], ["A", "=1+1"], ["B", '=HYPERLINK("http://x","y")']])
    )
    assert [row.cells["上限額"] for row in table.rows] == ["", ""]


def test_a_workbook_that_unpacks_beyond_the_bound_is_refused(tmp_path) -> None:
    path = workbook(tmp_path, 一覧=[["制度名", "対象者"], ["A", "x"]])
    repacked(path, "xl/styles.xml", lambda _: b" " * 3_000_000)
    assert path.stat().st_size < 100_000
    with pytest.raises(DocumentError, match="展開すると"):
        read(path, Settings(max_document_bytes=1_000_000))


@pytest.mark.parametrize(
    "entities",
    [
        "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10)),
        '<!ENTITY l9 SYSTEM "file:///etc/hostname">',
    ],
)
def test_entities_of_a_sheet_bring_in_nothing(tmp_path, entities) -> None:
    path = workbook(tmp_path, 一覧=[["制度名", "対象者"], ["A", 7]])

    def bomb(sheet: bytes) -> bytes:
        head = f'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY l0 "l">{entities}]>'
        return head.encode() + sheet.replace(b"<v>7</v>", b"<v>&l9;</v>")

    with pytest.raises(DocumentError, match="読めません"):
        read(repacked(path, "xl/worksheets/sheet1.xml", bomb))


def test_rows_and_columns_a_sheet_only_claims_are_not_waited_for(tmp_path) -> None:
    path = workbook(tmp_path, 一覧=[["制度名", "対象者"], ["A", "x"]])
    far = b'<row r="999999999"><c r="A999999999" t="inlineStr"><is><t>B</t></is></c></row></sheetData>'
    repacked(path, "xl/worksheets/sheet1.xml", lambda sheet: sheet.replace(b"</sheetData>", far))
    assert [row.cells["制度名"] for row in read(path).rows] == ["A"]


def test_a_sheet_is_over_after_many_empty_rows(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(workbook_reader, "_EMPTY_ROWS", 3)
    rows = [["制度名", "対象者"], ["A", "x"], [], [], [], ["B", "y"], *[[]] * 4, ["C", "z"]]
    assert [row.cells["制度名"] for row in read(workbook(tmp_path, 一覧=rows)).rows] == ["A", "B"]


def test_a_sheet_is_read_whole_whatever_it_says_of_its_size(tmp_path) -> None:
    path = workbook(tmp_path, 一覧=[["制度名", "対象者"], ["A", "x"], ["B", "y"]])
    repacked(path, "xl/worksheets/sheet1.xml", lambda sheet: sheet.replace(b'ref="A1:B3"', b'ref="A1:A2"'))
    assert [row.cells for row in read(path).rows] == [
        {"制度名": "A", "対象者": "x"},
        {"制度名": "B", "対象者": "y"},
    ]


@pytest.mark.parametrize("data", [b"not a zip", b"PK\x03\x04broken", b""])
def test_a_damaged_workbook_is_told(tmp_path, data) -> None:
    with pytest.raises(DocumentError, match="Excel のファイルではありません"):
        read(written(tmp_path, data, "list.xlsx"))


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
