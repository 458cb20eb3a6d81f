"""A workbook's sheets are pages whose lines are rows: what a person sees of them, each at its number."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from office_samples import pages_of, refusal, saved, section_in, workbook

from assistant.documents import sheets

PRICES: list[list[object]] = [["室名", "料金"], ["小", "500円"], ["大", "900円"]]


def _changed(change: Callable[[Any], object], *rows: list[object], title: str = "利用料") -> bytes:
    """A workbook of one sheet, changed as one likes."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = title
    for values in rows:
        sheet.append(values)
    change(sheet)
    return saved(book)


def _numbered(folder: Path, data: bytes) -> list[tuple[int, str]]:
    """The rows that are read, with their numbers."""
    (page,) = pages_of(folder, "list.xlsx", data)
    return [(number, line) for number, line in enumerate(page.text.split("\n"), start=1) if line]


def test_each_line_is_the_row_of_its_number(tmp_path: Path) -> None:
    rows = [["会館の利用料"], [], *PRICES, [None, None], ["※税込"]]
    assert _numbered(tmp_path, workbook(利用料=rows)) == [
        (1, "会館の利用料"),
        (3, "室名\t料金"),
        (4, "小\t500円"),
        (5, "大\t900円"),
        (7, "※税込"),
    ]


def test_a_row_far_down_keeps_its_number(tmp_path: Path) -> None:
    data = _changed(lambda sheet: sheet.cell(2_000, 1, "末尾"), *PRICES)
    assert _numbered(tmp_path, data)[-1] == (2_000, "末尾")


def test_several_tables_on_one_sheet_each_keep_their_rows(tmp_path: Path) -> None:
    rows = [["1. 室料"], *PRICES, [], ["2. 機器の利用料"], ["品名", "料金"], ["映写機", "300円"]]
    assert _numbered(tmp_path, workbook(利用料=rows))[-3:] == [
        (6, "2. 機器の利用料"),
        (7, "品名\t料金"),
        (8, "映写機\t300円"),
    ]


def test_labels_stand_in_one_line_with_their_values(tmp_path: Path) -> None:
    rows = [["補助率", "三分の二以内\n（小規模）"], ["申請期間", "六月末まで"]]
    assert _numbered(tmp_path, workbook(概要=rows)) == [
        (1, "補助率　三分の二以内 （小規模）"),
        (2, "申請期間　六月末まで"),
    ]


def test_cells_merged_over_rows_are_said_in_each_and_over_columns_in_each_column(tmp_path: Path) -> None:
    def merge(sheet: Any) -> None:
        sheet.merge_cells("A2:A3")
        sheet.merge_cells("B4:C4")

    rows = [["種別", "室名", "料金"], ["会議室", "小", "500円"], ["", "大", "900円"], ["備品", "休止", ""]]
    assert _numbered(tmp_path, _changed(merge, *rows))[1:] == [
        (2, "会議室\t小\t500円"),
        (3, "会議室\t大\t900円"),
        (4, "備品\t休止\t休止"),
    ]


def test_two_rows_of_heads_are_made_one_in_the_second(tmp_path: Path) -> None:
    def merge(sheet: Any) -> None:
        sheet.merge_cells("A1:A2")
        sheet.merge_cells("B1:C1")

    rows = [["区分", "補助率", ""], ["", "一般枠", "特別枠"], ["機械", "1/2", "2/3"]]
    assert _numbered(tmp_path, _changed(merge, *rows)) == [
        (2, "区分\t補助率 一般枠\t補助率 特別枠"),
        (3, "機械\t1/2\t2/3"),
    ]


def test_hidden_rows_columns_and_sheets_are_not_read(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    shown = book.active
    shown.title = "料金"
    for values in [
        ["室名", "原価", "料金"],
        ["小", "内緒1", "500円"],
        ["旧室", "内緒2", "1円"],
        ["大", "内緒3", "900円"],
    ]:
        shown.append(values)
    shown.row_dimensions[3].hidden = True
    shown.column_dimensions["B"].hidden = True
    for state in ("hidden", "veryHidden"):
        sheet = book.create_sheet(state)
        sheet.append(["内緒のシート"])
        sheet.sheet_state = state
    assert _numbered(tmp_path, saved(book)) == [(1, "室名\t料金"), (2, "小\t500円"), (4, "大\t900円")]


def test_a_workbook_of_which_nothing_is_seen_is_refused_as_empty(tmp_path: Path) -> None:
    def hide(sheet: Any) -> None:
        for number in (1, 2, 3):
            sheet.row_dimensions[number].hidden = True

    assert "文字がありません" in refusal(tmp_path, "list.xlsx", _changed(hide, *PRICES)).message
    assert "文字がありません" in refusal(tmp_path, "list.xlsx", workbook(空=[])).message


@pytest.mark.parametrize(
    ("value", "form", "seen"),
    [
        (3850, "#,##0", "3,850"),
        (0.5, "0%", "50%"),
        (2 / 3, "# ?/?", "2/3"),
        (1_000_000, '#,##0"円"', "1,000,000円"),
        (300.0, "General", "300"),
        (datetime(2026, 10, 6), 'yyyy"年"m"月"d"日"', "2026年10月6日"),
        (datetime(2026, 10, 6), "m/d(aaa)", "10/6(火)"),
        (date(2026, 10, 6), "[$-411]ge.m.d", "R8.10.6"),
        (date(2026, 10, 6), "mm-dd-yy", "2026/10/6"),
        (time(9, 30), "h:mm", "9:30"),
        (datetime(2026, 10, 6, 13, 5), "yyyy/m/d h:mm", "2026/10/6 13:05"),
        (timedelta(hours=26, minutes=5), "[h]:mm", "26:05"),
        (True, "General", "TRUE"),
        ("#N/A", "General", "#N/A"),
    ],
)
def test_a_cell_is_read_as_its_format_shows_it(tmp_path: Path, value: object, form: str, seen: str) -> None:
    def fill(sheet: Any) -> None:
        sheet["B2"].value = value
        sheet["B2"].number_format = form

    assert _numbered(tmp_path, _changed(fill, ["名", "値"], ["甲"]))[1] == (2, f"甲\t{seen}")


def test_formulas_give_the_results_stored_beside_them(tmp_path: Path) -> None:
    from office_samples import repacked

    data = repacked(
        workbook(表=[["名", "額"], ["甲", 777]]),
        "xl/worksheets/sheet1.xml",
        lambda part: part.replace(b"<v>777</v>", b"<f>1+1</f><v>888</v>"),
    )
    assert _numbered(tmp_path, data)[1] == (2, "甲\t888")


def test_the_name_of_a_sheet_heads_its_rows_unless_it_is_the_one_excel_gave(tmp_path: Path) -> None:
    both = workbook(会議室=PRICES, 備品=[["品名", "料金"], ["映写機", "300円"]])
    assert section_in(tmp_path, "list.xlsx", both, "映写機") == ("備品",)
    assert section_in(tmp_path, "list.xlsx", both, "900円") == ("会議室",)
    assert section_in(tmp_path, "list.xlsx", workbook(Sheet1=PRICES), "900円") == ()
    two = workbook(Sheet1=PRICES, Sheet2=[["品名", "料金"], ["映写機", "300円"]])
    assert section_in(tmp_path, "list.xlsx", two, "900円") == ("Sheet1",)


def test_more_rows_or_columns_than_the_bound_are_refused(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(sheets, "MAX_ROWS", 3)
    assert pages_of(tmp_path, "list.xlsx", workbook(表=PRICES))
    assert "上限（3 行" in refusal(tmp_path, "list.xlsx", workbook(表=[*PRICES, ["特大", "990円"]])).message
    monkeypatch.setattr(sheets, "MAX_COLUMNS", 1)
    assert "× 1 列" in refusal(tmp_path, "list.xlsx", workbook(表=PRICES)).message


def test_a_sheet_that_claims_rows_without_end_is_read_to_its_last(tmp_path: Path) -> None:
    from office_samples import repacked

    def claim(part: bytes) -> bytes:
        part = part.replace(b'<dimension ref="A1:B3"', b'<dimension ref="A1:XFD1048576"')
        return part.replace(b"</sheetData>", b'<row r="1048576"><c r="A1048576"/></row></sheetData>')

    data = repacked(workbook(表=PRICES), "xl/worksheets/sheet1.xml", claim)
    assert _numbered(tmp_path, data)[-1] == (3, "大\t900円")
