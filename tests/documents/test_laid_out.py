"""A table reads in lines so that a row is understood without its columns being seen."""

from __future__ import annotations

import re

import pytest
from document_samples import PROPERTY
from hypothesis import given
from hypothesis import strategies as st

from assistant.documents.laid_out import END_OF_LABELS, Line, page_of, paragraph
from assistant.documents.outline import LEVEL_TITLE
from assistant.documents.tables import lines_by_row, one_line, table_lines
from assistant.text.hidden import without_hidden


def _label(text: str) -> Line:
    return Line(text, LEVEL_TITLE)


def _texts(rows: list[list[str | None]]) -> list[str]:
    return [line.text for line in table_lines(rows)]


def test_a_row_of_heads_stays_above_rows_parted_by_tabs() -> None:
    rows = [["区分", "補助率", "上限額"], ["一般枠", "1/2", "50万円"], ["特別枠", "2/3", "100万円"]]
    assert _texts(rows) == ["区分\t補助率\t上限額", "一般枠\t1/2\t50万円", "特別枠\t2/3\t100万円"]


def test_labels_become_headings_above_what_stands_beside_them_until_the_table_ends() -> None:
    assert table_lines([["補助率", "2/3以内\n（小規模）"], ["上限額", "50万円"]]) == [
        _label("補助率"),
        Line("2/3以内"),
        Line("（小規模）"),
        _label("上限額"),
        Line("50万円"),
        END_OF_LABELS,
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [["区分", "補助率"], ["一般枠", "1/2"], ["特別枠", "2/3"]],
        [["日程", "会場"], ["10月6日", "本所"], ["10月7日", "支所"]],
        [["品名", "数"], ["机", "3台"], ["椅子", "12脚"]],
        [["区分", "1区画の出店料"], ["組合員", "2,000円"], ["組合員でない者", "6,000円"], ["学校", "無料"]],
    ],
)
def test_two_columns_with_heads_are_no_labels(rows: list[list[str | None]]) -> None:
    assert _texts(rows) == ["\t".join(map(str, row)) for row in rows]


def test_what_the_file_says_of_a_table_counts_more_than_its_looks() -> None:
    rows = [["あ", "い"], ["う", "え"]]
    assert [line.text for line in table_lines(rows, layout="heads")] == ["あ\tい", "う\tえ"]
    assert _label("う") in table_lines(rows, layout="labels")


def test_a_label_over_several_rows_heads_all_of_them_once() -> None:
    rows = [["対象者", "市内の方"], ["対象者", "創業する方"], ["締切", "六月末"]]
    assert table_lines(rows)[:4] == [_label("対象者"), Line("市内の方"), Line("創業する方"), _label("締切")]


def test_three_columns_under_labels_are_joined_beside_them() -> None:
    rows = [["申請期間", "前期", "4月から6月"], ["申請先", "本所", "窓口"]]
    assert table_lines(rows)[:2] == [_label("申請期間"), Line("前期　4月から6月")]


def test_numbered_rows_under_a_label_are_items_not_headings() -> None:
    rows = [["提出書類", "次のもの"], ["1", "申請書"], ["2", "見積書"]]
    assert [line.text for line in table_lines(rows)][:4] == ["提出書類", "次のもの", "1　申請書", "2　見積書"]


def test_two_rows_of_heads_are_made_one() -> None:
    rows = [
        ["区分", "補助率", None, "上限額"],
        ["区分", "一般枠", "特別枠", ""],
        ["機械", "1/2", "2/3", "50万円"],
    ]
    by_row, head = lines_by_row(rows)
    assert [[line.text for line in lines] for lines in by_row] == [
        [],
        ["区分\t補助率 一般枠\t補助率 特別枠\t上限額"],
        ["機械\t1/2\t2/3\t50万円"],
    ]
    assert head == by_row[1]


def test_titles_above_a_table_and_notes_below_it_stand_alone() -> None:
    rows = [["利用料金表", "", ""], ["室名", "午前", "午後"], ["小", "500", "700"], ["※税込", "", ""]]
    assert _texts(rows) == ["利用料金表", "室名\t午前\t午後", "小\t500\t700", "※税込"]


def test_several_tables_one_below_the_other_have_a_title_each() -> None:
    rows = [
        ["1. 室料", ""], ["室名", "料金"], ["小", "500円"],
        ["2. 機器の利用料", ""], ["品名", "料金"], ["映写機", "300円"],
    ]  # fmt: skip
    assert _texts(rows)[3:5] == ["2. 機器の利用料", "品名\t料金"]


def test_columns_without_anything_are_left_out() -> None:
    assert _texts([["区分", "", "率"], ["甲", "", "1/2"]]) == ["区分\t率", "甲\t1/2"]


@pytest.mark.parametrize(
    ("cell", "line"),
    [
        ("2/3以内\n（小規模）", "2/3以内 （小規模）"),
        ("利　率", "利率"),
        ("対　象　者", "対象者"),
        ("東京 駅前　支店の案内所", "東京 駅前　支店の案内所"),
        ("Web  申込", "Web 申込"),
        ("", ""),
    ],
)
def test_a_cell_is_one_line_and_a_word_spread_for_looks_a_word(cell: str, line: str) -> None:
    assert one_line(cell) == line


def test_a_paragraph_keeps_its_breaks_and_loses_its_spare_blanks() -> None:
    assert paragraph(" 補助率  2/3\t以内 \n\n 上限 ", 2) == [Line("補助率 2/3 以内", 2), Line("上限", 2)]
    assert paragraph(" \n　") == []


def test_a_heading_after_a_table_of_labels_needs_no_mark_that_it_ended() -> None:
    page = page_of(
        [_label("補助率"), Line("2/3"), END_OF_LABELS, Line(""), Line("別の話です。"), Line("続き")]
    )
    assert page.text == "補助率\n2/3\n\n別の話です。\n続き"
    assert [(mark.line, mark.is_heading) for mark in page.marks] == [
        ("補助率", True),
        ("別の話です。", False),
    ]
    headed = page_of([_label("補助率"), END_OF_LABELS, Line("概要", 1), Line("文です。")])
    assert [mark.line for mark in headed.marks] == ["補助率", "概要"]


_CELLS = st.one_of(
    st.none(),
    st.sampled_from(
        [
            "",
            " ",
            "区分",
            "補助率",
            "利　率",
            "2/3以内\n（小規模）",
            "50",
            "1",
            "ア",
            "申請期間",
            "※ 注",
            "①",
            "合計",
            "長い文。" * 9,
        ]
    ),
    st.text(st.sampled_from("補率12 　\n\t\r\v\x85\u200b。（a"), max_size=6),
)
_ROWS = st.lists(st.lists(_CELLS, max_size=5), max_size=7)
_LAYOUTS = st.sampled_from(["heads", "labels", "unknown"])


def _letters(text: str) -> str:
    return re.sub(r"\s", "", without_hidden(text))


@PROPERTY
@given(_ROWS, _LAYOUTS, st.booleans())
def test_each_row_gives_its_lines_at_its_place(rows, layout, on_one_line) -> None:
    by_row, head = lines_by_row(rows, layout=layout, on_one_line=on_one_line)
    assert len(by_row) == len(rows)
    assert not head or head in by_row
    if on_one_line:
        assert all(len(lines) <= 1 for lines in by_row)
    assert not any("\n" in line.text for lines in by_row for line in lines)


@PROPERTY
@given(_ROWS, _LAYOUTS, st.booleans())
def test_the_words_of_every_cell_are_in_the_lines(rows, layout, on_one_line) -> None:
    by_row, _ = lines_by_row(rows, layout=layout, on_one_line=on_one_line)
    said = _letters("".join(line.text for lines in by_row for line in lines))
    assert all(_letters(cell) in said for row in rows for cell in row if cell)


@PROPERTY
@given(_ROWS)
def test_on_one_line_each_row_holds_its_own_words_or_gives_them_to_the_heads(rows) -> None:
    by_row, head = lines_by_row(rows, on_one_line=True)
    for row, lines in zip(rows, by_row, strict=True):
        said = _letters("".join(line.text for line in lines or head))
        assert all(_letters(cell) in said for cell in row if cell)
