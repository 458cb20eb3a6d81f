"""Tables of a web page: those of data row by row, those that only arrange the page as the text they arrange."""

from __future__ import annotations

from pathlib import Path

import pytest
from office_samples import lines_of, pages_of, refusal, section_in
from test_web import page


def _lines(folder: Path, body: str, head: str = "") -> list[str]:
    return lines_of(folder, "guide.html", page(body, head))


def _table(*rows: str) -> str:
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


HEADS = "<th>室名</th><th>料金</th>"
SMALL, LARGE = "<td>小</td><td>500円</td>", "<td>大</td><td>900円</td>"


def test_rows_stand_under_their_heads(tmp_path: Path) -> None:
    assert _lines(tmp_path, _table(HEADS, SMALL, LARGE)) == ["室名\t料金", "小\t500円", "大\t900円"]


def test_parts_of_a_table_are_read_in_order(tmp_path: Path) -> None:
    body = f"<table><thead><tr>{HEADS}</tr></thead><tbody><tr>{SMALL}</tr></tbody><tfoot><tr>{LARGE}</tr></tfoot></table>"
    assert _lines(tmp_path, body) == ["室名\t料金", "小\t500円", "大\t900円"]


def test_the_caption_of_a_table_stands_above_it(tmp_path: Path) -> None:
    body = f"<table><caption>会議室の<b>利用料</b></caption><tr>{HEADS}</tr><tr>{SMALL}</tr></table>"
    assert _lines(tmp_path, body) == ["会議室の利用料", "室名\t料金", "小\t500円"]


def test_heads_at_the_left_are_labels_until_the_table_ends(tmp_path: Path) -> None:
    rows = [
        f"<th>{label}</th><td>{value}</td>" for label, value in [("い", "一つ目の値"), ("ろ", "二つ目の値")]
    ]
    body = _table(*rows) + "<p>別の話をします。</p>"
    assert section_in(tmp_path, "guide.html", page(body), "一つ目") == ("い",)
    assert section_in(tmp_path, "guide.html", page(body), "二つ目") == ("ろ",)
    assert section_in(tmp_path, "guide.html", page(body), "別の話") == ()


def test_cells_that_span_rows_are_said_in_each_and_those_over_columns_in_each_column(tmp_path: Path) -> None:
    body = _table(
        "<th>種別</th><th>室名</th><th>料金</th>",
        "<td rowspan='2'>会議室</td><td>小</td><td>500円</td>",
        "<td>大</td><td>900円</td>",
        "<td>備品</td><td colspan='2'>休止</td>",
    )
    assert _lines(tmp_path, body)[1:] == ["会議室\t小\t500円", "会議室\t大\t900円", "備品\t休止\t休止"]


def test_two_rows_of_heads_are_made_one(tmp_path: Path) -> None:
    body = _table(
        "<th rowspan=2>区分</th><th colspan=2>補助率</th>",
        "<th>一般枠</th><th>特別枠</th>",
        "<td>機械</td><td>1/2</td><td>2/3</td>",
    )
    assert _lines(tmp_path, body) == ["区分\t補助率 一般枠\t補助率 特別枠", "機械\t1/2\t2/3"]


@pytest.mark.parametrize(
    "hidden",
    [
        "<tr hidden><td>旧室</td><td>1円</td></tr>",
        "<tr style='display:none'><td>旧室</td><td>1円</td></tr>",
        "<tr class='off'><td>旧室</td><td>1円</td></tr>",
        "<tbody hidden><tr><td>旧室</td><td>1円</td></tr></tbody>",
    ],
)
def test_hidden_rows_are_not_read(tmp_path: Path, hidden: str) -> None:
    body = f"<table><tr>{HEADS}</tr><tr>{SMALL}</tr>{hidden}<tr>{LARGE}</tr></table>"
    lines = _lines(tmp_path, body, "<style>.off{display:none}</style>")
    assert lines == ["室名\t料金", "小\t500円", "大\t900円"]


@pytest.mark.parametrize("how", ["hidden", "class='off'", "style='display:none'"])
def test_hidden_cells_and_words_are_not_read(tmp_path: Path, how: str) -> None:
    body = _table(
        f"<th>室名</th><th {how}>原価</th><th>料金</th>",
        f"<td>小</td><td {how}>10円</td><td>500円</td>",
        f"<td>大</td><td {how}>20円</td><td>900円<span {how}>（30円）</span></td>",
    )
    lines = _lines(tmp_path, body, "<style>.off{display:none}</style>")
    assert lines == ["室名\t料金", "小\t500円", "大\t900円"]


@pytest.mark.parametrize(
    "inner",
    [
        "<h2>補助率</h2><p>三分の二です。</p>",
        "<ul><li>見積書</li></ul>",
    ],
)
def test_a_table_that_arranges_the_page_is_read_as_what_it_arranges(tmp_path: Path, inner: str) -> None:
    arranged = _lines(tmp_path, _table(f"<td>{inner}</td><td><p>右の欄です。</p></td>"))
    assert arranged == [*_lines(tmp_path, inner), "右の欄です。"]


def test_a_table_of_data_in_one_that_arranges_the_page_is_read_once(tmp_path: Path) -> None:
    body = _table(f"<td><p>左の欄です。</p></td><td>{_table(HEADS, SMALL, LARGE)}</td>")
    assert _lines(tmp_path, body) == ["左の欄です。", "室名\t料金", "小\t500円", "大\t900円"]


def test_a_table_of_one_column_is_text(tmp_path: Path) -> None:
    assert _lines(tmp_path, _table("<td>一つ目です。</td>", "<td>二つ目です。</td>")) == [
        "一つ目です。",
        "二つ目です。",
    ]


def test_a_list_in_a_cell_of_data_stays_in_its_row(tmp_path: Path) -> None:
    body = _table(
        "<th>枠</th><th>書類</th>", "<td>一般</td><td><ul><li>見積書</li><li>決算書</li></ul></td>", SMALL
    )
    assert _lines(tmp_path, body)[1] == "一般\t・見積書 ・決算書"


def test_a_menu_in_a_table_is_left_out(tmp_path: Path) -> None:
    links = "".join(f"<td><a href='{name}'>{name}</a></td>" for name in ("本所", "支所", "会議所"))
    assert _lines(tmp_path, _table(links) + "<p>本文です。</p>") == ["本文です。"]


@pytest.mark.parametrize("span", ["0", "-1", "x", "", "²", "9" * 30, "9" * 5_000])
def test_spans_that_are_no_numbers_or_without_end_are_bounded(tmp_path: Path, span: str) -> None:
    body = _table(
        f"<th colspan='{span}'>室名</th><th>料金</th>", f"<td rowspan='{span}'>小</td><td>500円</td>"
    )
    assert "500円" in "".join(_lines(tmp_path, body))


@pytest.mark.parametrize("start", ["²", "x", "-3", "9" * 5_000])
def test_a_list_that_begins_anywhere_is_counted(tmp_path: Path, start: str) -> None:
    (line,) = _lines(tmp_path, f"<ol start='{start}'><li>見積書</li></ol>")
    assert line.endswith(" 見積書")


def test_what_is_nested_too_deep_to_be_read_whole_is_refused(tmp_path: Path) -> None:
    error = refusal(tmp_path, "guide.html", page("<div>" * 3_000 + "底です。"))
    assert "入れ子が深すぎて" in error.message
    tables = "<table><tr><td>x</td><td>" * 2_000
    assert "入れ子が深すぎて" in refusal(tmp_path, "guide.html", page(tables)).message


@pytest.mark.parametrize("unit", ["<div>", "<b>", "<table><tr><td>", "<ul><li>", "<table><tr><th>x<td>"])
def test_what_is_nested_as_deep_as_is_read_gives_its_words(tmp_path: Path, unit: str) -> None:
    body = unit * (200 // unit.count("<")) + "底です。"
    assert "底です。" in "".join(p.text for p in pages_of(tmp_path, "guide.html", page(body)))


def test_twenty_thousand_items_are_read(tmp_path: Path) -> None:
    lines = _lines(tmp_path, "<ol>" + "<li>項目" * 20_000 + "</ol>")
    assert (len(lines), lines[-1]) == (20_000, "20000. 項目")


def test_blanks_and_rules_of_style_without_end_are_read_past(tmp_path: Path) -> None:
    blanks = "\n" * 200_000
    body = f"<p>あ{blanks}a</p><p style='{'/* ' * 100_000}'>い</p>"
    head = f"<title>案内{blanks}x</title><style>{'@layer a{' * 3_000} {'/* ' * 100_000}</style>"
    assert _lines(tmp_path, body, head) == ["あ a", "い"]
