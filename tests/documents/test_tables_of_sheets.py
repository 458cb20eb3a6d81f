"""Several tables on one sheet: each under its own title and heads, none under those of the one above."""

from __future__ import annotations

from pathlib import Path

import pytest
from office_samples import section_in, workbook

from assistant.documents.read import read_document
from assistant.documents.tables import table_lines
from assistant.settings import Settings

TITLED = [
    ["貸会議室（会員）"],
    ["室名", "料金"],
    ["Ａ室", 3000],
    ["Ｂ室", 5000],
    [],
    ["貸会議室（非会員）"],
    ["室名", "料金"],
    ["Ａ室", 6000],
    ["Ｂ室", 10000],
    [],
    ["備品", "1回"],
    ["プロジェクター", 1500],
]


def _heads(folder: Path, rows: list[list[object]]) -> dict[str, str]:
    """The row of heads above each row that begins a passage's line, by that row."""
    path = folder / "fees.xlsx"
    path.write_bytes(workbook(料金=rows))
    document, passages = read_document(path, folder, None, Settings())
    page = document.pages[0].text
    return {
        line: page[slice(*passage.header)]
        for passage in passages
        if passage.header
        for line in passage.text.split("\n")
    }


@pytest.mark.parametrize(
    ("words", "title"),
    [("3000", "貸会議室（会員）"), ("10000", "貸会議室（非会員）")],
)
def test_a_title_heads_its_own_table(tmp_path: Path, words: str, title: str) -> None:
    assert section_in(tmp_path, "fees.xlsx", workbook(料金=TITLED), words)[-1] == title


def test_a_table_without_a_title_is_not_under_that_of_the_table_above(tmp_path: Path) -> None:
    assert section_in(tmp_path, "fees.xlsx", workbook(料金=TITLED), "プロジェクター") == ("料金",)
    assert _heads(tmp_path, TITLED)["プロジェクター\t1500"] == "備品\t1回"


def test_a_table_below_an_empty_row_has_its_own_heads(tmp_path: Path) -> None:
    rows = [["区分", "責任共有"], ["区分5", "1.15%"], [], ["割引", "率"], ["担保あり", "0.1%"]]
    assert _heads(tmp_path, rows)["担保あり\t0.1%"] == "割引\t率"


def test_a_table_goes_on_below_an_empty_row_where_no_heads_follow(tmp_path: Path) -> None:
    rows = [["室名", "料金"], ["Ａ室", 3000], [], ["Ｂ室", 5000]]
    assert _heads(tmp_path, rows)["Ｂ室\t5000"] == "室名\t料金"


def test_a_workbook_of_several_sheets_is_called_by_its_file(tmp_path: Path) -> None:
    path = tmp_path / "会館の料金.xlsx"
    path.write_bytes(
        workbook(
            室=[["会館使用料金表（税込）"], *TITLED[1:4]],
            試験=[["試験手数料"], ["項目", "額"], ["糖度", 300]],
        )
    )
    assert read_document(path, tmp_path, None, Settings())[0].meta.title == "会館の料金"


def test_a_day_in_a_row_does_not_date_the_sheet(tmp_path: Path) -> None:
    path = tmp_path / "名簿.xlsx"
    path.write_bytes(workbook(名簿=[["会員名簿"], ["氏名", "入会日"], ["青葉商店", "1980年1月1日"]]))
    assert read_document(path, tmp_path, None, Settings())[0].meta.published is None


def test_a_corner_without_a_word_makes_heads_of_the_first_row(tmp_path: Path) -> None:
    rows = [["", "家賃", "改装"], ["上限額", "月5万円", "100万円"], ["補助率", "2分の1", "3分の1"]]
    assert _heads(tmp_path, rows)["上限額\t月5万円\t100万円"] == "\t家賃\t改装"


def test_a_title_with_a_date_at_the_far_end_of_its_row_heads_no_columns() -> None:
    rows = [
        ["技術センター　担当一覧", "", "", "2026/10/01現在"],
        ["部", "職", "氏名", "内線"],
        ["企画部", "課長", "千々和", "110"],
        ["金属科", "科長", "黒岩", ""],
    ]
    lines = [line.text for line in table_lines(rows)]
    assert lines[:2] == ["技術センター　担当一覧", "2026/10/01現在"]
    assert "部\t職\t氏名\t内線" in lines
    assert lines.index("部\t職\t氏名\t内線") < lines.index("企画部\t課長\t千々和\t110")


def test_two_words_above_figures_are_heads_and_no_title() -> None:
    lines = [line.text for line in table_lines([["区分", "料金"], ["一般", "500円"], ["会員", "300円"]])]
    assert lines[0] == "区分\t料金"


def test_a_line_on_the_whole_sheet_above_two_rows_of_heads_is_no_head() -> None:
    rows = [
        ["令和8年4月1日改定　金額は円", "", "", "", "企画管理課"],
        ["", "", "", "", ""],
        ["区分", "試験", "手数料", None, "備考"],
        ["区分", "試験", "県内", "県外", "備考"],
        ["強度", "引張", "2310", "3460", ""],
    ]
    lines = [line.text for line in table_lines(rows)]
    assert "区分\t試験\t手数料 県内\t手数料 県外\t備考" in lines
    assert not any("企画管理課" in line and "\t" in line for line in lines)


def test_a_head_over_its_own_columns_stays_one() -> None:
    rows = [
        ["区分", "補助率", None, None],
        ["", "一般枠", "特別枠", "小口枠"],
        ["製造業", "1/2", "2/3", "3/4"],
    ]
    assert table_lines(rows)[0].text == "区分\t補助率 一般枠\t補助率 特別枠\t補助率 小口枠"
