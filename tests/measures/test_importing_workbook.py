"""Excel sheets as lists: cells as a person sees them, merged ones filled in, hostile workbooks refused."""

from __future__ import annotations

import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from table_steps import read, written

from assistant.documents import workbook as workbook_reader
from assistant.errors import DocumentError
from assistant.settings import Settings


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
