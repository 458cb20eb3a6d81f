"""Slides are read as their audience saw them: title, boxes in order, tables, charts, and then the speaker's notes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from document_samples import PROPERTY
from hypothesis import given
from hypothesis import strategies as st
from office_samples import headings_of, pages_of, saved, section_in

from assistant.documents.laid_out import Line
from assistant.documents.slides import NOTES, Box, in_reading_order

TITLE_ONLY, TITLE_AND_BODY, BLANK = 5, 1, 6


def deck(*slides: tuple[int, Callable[[Any], object]]) -> bytes:
    """A presentation of slides: the number of a layout, and what is put on each."""
    from pptx import Presentation

    made = Presentation()
    for layout, fill in slides:
        fill(made.slides.add_slide(made.slide_layouts[layout]))
    return saved(made)


def _lines(folder: Path, data: bytes) -> list[str]:
    return [line for page in pages_of(folder, "deck.pptx", data) for line in page.text.split("\n") if line]


def _box(slide: Any, words: str, left: int = 1, top: int = 1, width: int = 3, height: int = 1) -> Any:
    box = slide.shapes.add_textbox(left * 10**6, top * 10**6, width * 10**6, height * 10**6)
    box.text_frame.text = words
    return box


def test_the_title_heads_its_slide_wherever_it_stands(tmp_path: Path) -> None:
    def fill(slide: Any) -> None:
        _box(slide, "三分の二以内を補助します。", top=0)
        slide.shapes.title.text_frame.text = "補助率の\vご案内"

    data = deck((TITLE_ONLY, fill))
    (page,) = pages_of(tmp_path, "deck.pptx", data)
    assert page.text.split("\n")[0] == "補助率の ご案内"
    assert headings_of([page]) == [(1, "補助率の ご案内")]
    assert section_in(tmp_path, "deck.pptx", data, "三分の二") == ("補助率の ご案内",)


def test_a_short_line_above_all_else_does_for_a_title(tmp_path: Path) -> None:
    def titled(slide: Any) -> None:
        _box(slide, "三分の二以内を補助します。", top=3)
        _box(slide, "補助率のご案内", top=0)

    def untitled(slide: Any) -> None:
        _box(slide, "この補助金は、三分の二以内を補助します。", top=0)
        _box(slide, "以上です。", top=3)

    pages = pages_of(tmp_path, "deck.pptx", deck((BLANK, titled), (BLANK, untitled)))
    assert headings_of(pages[:1]) == [(1, "補助率のご案内")]
    assert headings_of(pages[1:]) == []


def test_slides_are_numbered_as_powerpoint_does_and_hidden_ones_left_out(tmp_path: Path) -> None:
    def hidden(slide: Any) -> None:
        _box(slide, "内輪の話です。")
        slide.element.set("show", "0")

    data = deck(
        (BLANK, lambda s: _box(s, "一枚目です。")),
        (BLANK, hidden),
        (BLANK, lambda s: _box(s, "三枚目です。")),
    )
    pages = pages_of(tmp_path, "deck.pptx", data)
    assert [(page.number, page.text.strip()) for page in pages] == [(1, "一枚目です。"), (3, "三枚目です。")]


def test_no_heading_of_a_slide_holds_on_the_next(tmp_path: Path) -> None:
    def first(slide: Any) -> None:
        slide.shapes.title.text_frame.text = "補助率のご案内"
        _box(slide, "三分の二以内です。", top=3)

    data = deck((TITLE_ONLY, first), (BLANK, lambda s: _box(s, "この頁は、別の話をしています。")))
    assert section_in(tmp_path, "deck.pptx", data, "別の話") == ()


def test_items_of_a_body_have_the_mark_that_its_layout_draws(tmp_path: Path) -> None:
    def fill(slide: Any) -> None:
        slide.shapes.title.text_frame.text = "対象者"
        slide.placeholders[1].text_frame.text = "中小企業\n個人事業主"

    assert _lines(tmp_path, deck((TITLE_AND_BODY, fill))) == ["対象者", "・中小企業", "・個人事業主"]


@pytest.mark.parametrize(("drawn", "mark"), [("■", "■"), ("l", "・"), ("\uf06c", "・")])
def test_a_mark_of_its_own_is_kept_unless_it_is_of_a_font_of_symbols(
    tmp_path: Path, drawn: str, mark: str
) -> None:
    def fill(slide: Any) -> None:
        properties = _box(slide, "中小企業").text_frame.paragraphs[0]._p.get_or_add_pPr()
        properties.makeelement("x")
        from lxml import etree

        etree.SubElement(properties, "{http://schemas.openxmlformats.org/drawingml/2006/main}buChar").set(
            "char", drawn
        )

    assert _lines(tmp_path, deck((BLANK, fill))) == [f"{mark}中小企業"]


def test_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    def fill(slide: Any) -> None:
        for left, words in [(5, "特別枠"), (0, "一般枠")]:
            _box(slide, f"{words}の率", left=left, top=1)
            _box(slide, f"{words}の額", left=left, top=2)

    assert _lines(tmp_path, deck((BLANK, fill))) == ["一般枠の率", "一般枠の額", "特別枠の率", "特別枠の額"]


def test_labels_are_read_with_the_values_at_their_right(tmp_path: Path) -> None:
    def fill(slide: Any) -> None:
        for top, label, value in [(4, "締切", "六月末"), (1, "対象", "市内の方")]:
            _box(slide, value, left=3, top=top)
            _box(slide, label, left=0, top=top, width=2)

    assert _lines(tmp_path, deck((BLANK, fill))) == ["対象", "市内の方", "締切", "六月末"]


def test_notes_follow_under_a_heading_of_their_own(tmp_path: Path) -> None:
    def fill(slide: Any) -> None:
        slide.shapes.title.text_frame.text = "補助率"
        _box(slide, "三分の二以内です。", top=3)
        slide.notes_slide.notes_text_frame.text = "県内の企業に限ると伝える。"

    data = deck((TITLE_ONLY, fill), (BLANK, lambda s: s.notes_slide))
    assert section_in(tmp_path, "deck.pptx", data, "県内の企業に限る") == ("補助率", NOTES)
    assert _lines(tmp_path, data).count(NOTES) == 1


def test_tables_on_slides_have_their_merged_cells_said(tmp_path: Path) -> None:
    def fill(slide: Any) -> None:
        rows = slide.shapes.add_table(4, 3, 0, 0, 10**6, 10**6).table
        values = ["区分", "補助率", "", "", "一般枠", "特別枠", "機械", "1/2", "2/3", "工事", "1/3", "1/2"]
        for at, value in enumerate(values):
            rows.cell(at // 3, at % 3).text = value
        rows.cell(0, 0).merge(rows.cell(1, 0))
        rows.cell(0, 1).merge(rows.cell(0, 2))

    lines = _lines(tmp_path, deck((BLANK, fill)))
    assert lines == ["区分\t補助率 一般枠\t補助率 特別枠", "機械\t1/2\t2/3", "工事\t1/3\t1/2"]


def test_labels_in_a_table_end_with_it(tmp_path: Path) -> None:
    def fill(slide: Any) -> None:
        rows = slide.shapes.add_table(2, 2, 0, 0, 10**6, 10**6).table
        for at, value in enumerate(["対象者", "市内の方", "申請期間", "六月末まで"]):
            rows.cell(at // 2, at % 2).text = value
        _box(slide, "別の話をしています。", top=5)

    data = deck((BLANK, fill))
    assert section_in(tmp_path, "deck.pptx", data, "六月末") == ("申請期間",)
    assert section_in(tmp_path, "deck.pptx", data, "別の話") == ()


def test_a_chart_gives_its_title_and_its_values_as_a_table(tmp_path: Path) -> None:
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE

    def fill(slide: Any) -> None:
        told = CategoryChartData()
        told.categories = ["令和6年度", "令和7年度"]
        told.add_series("相談件数", (1234, 2345.5))
        told.add_series("採択件数", (12, None))
        frame = slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, 0, 0, 10**6, 10**6, told)
        frame.chart.has_title = True
        frame.chart.chart_title.text_frame.text = "実績の推移"

    assert _lines(tmp_path, deck((BLANK, fill))) == [
        "実績の推移\t相談件数\t採択件数",
        "令和6年度\t1,234\t12",
        "令和7年度\t2,345.5\t",
    ]


def test_boxes_of_a_group_stay_together(tmp_path: Path) -> None:
    def fill(slide: Any) -> None:
        group = slide.shapes.add_group_shape()
        for top, words in [(3, "組の二"), (1, "組の一")]:
            group.shapes.add_textbox(0, top * 10**6, 10**6, 10**5).text_frame.text = words
        _box(slide, "離れた箱", left=8, top=2)

    assert _lines(tmp_path, deck((BLANK, fill))) == ["組の一", "組の二", "離れた箱"]


def test_what_is_hidden_on_a_slide_is_not_read(tmp_path: Path) -> None:
    def fill(slide: Any) -> None:
        _box(slide, "見える箱です。")
        _box(slide, "隠した箱です。", top=4).element.nvSpPr.cNvPr.set("hidden", "1")

    assert _lines(tmp_path, deck((BLANK, fill))) == ["見える箱です。"]


def test_a_box_with_the_number_of_the_title_is_read(tmp_path: Path) -> None:
    def fill(slide: Any) -> None:  # copies of slides by other programs have such numbers twice
        slide.shapes.title.text_frame.text = "補助率"
        _box(slide, "三分の二以内です。", top=3).element.nvSpPr.cNvPr.set(
            "id", str(slide.shapes.title.shape_id)
        )

    assert _lines(tmp_path, deck((TITLE_ONLY, fill))) == ["補助率", "三分の二以内です。"]


def test_boxes_without_height_at_one_place_are_read(tmp_path: Path) -> None:
    def fill(slide: Any) -> None:
        _box(slide, "一つ目です。", height=0, width=0)
        _box(slide, "二つ目です。", height=0, width=0)

    assert _lines(tmp_path, deck((BLANK, fill))) == ["一つ目です。", "二つ目です。"]


def test_a_thousand_boxes_further_and_further_apart_are_read() -> None:
    boxes = [Box(0, at * at, 1, at * at + 1, (Line(str(at)),)) for at in range(1, 1_200)]
    assert in_reading_order(boxes[::-1]) == boxes


_PLACES = st.integers(-3, 6)
_BOXES = st.lists(
    st.builds(Box, _PLACES, _PLACES, _PLACES, _PLACES, st.sampled_from([(Line("甲"),), (Line("乙"),)])),
    max_size=8,
)


@PROPERTY
@given(_BOXES)
def test_every_box_is_read_once_wherever_boxes_stand(boxes: list[Box]) -> None:
    ordered = in_reading_order(boxes)
    assert sorted(map(repr, ordered)) == sorted(map(repr, boxes))


@PROPERTY
@given(_BOXES)
def test_the_order_of_reading_follows_from_where_boxes_stand(boxes: list[Box]) -> None:
    apart = list({(box.left, box.top): box for box in boxes}.values())
    assert in_reading_order(apart) == in_reading_order(apart[::-1])
