"""Where a file itself says what its lines are, its word is taken; what is numbered by hand stands below it."""

from __future__ import annotations

import pytest
from document_samples import PROPERTY, page_lines
from hypothesis import given
from hypothesis import strategies as st

from assistant.documents.headings import is_question_answered, item_level
from assistant.documents.laid_out import END_OF_LABELS, Line, page_of
from assistant.documents.outline import LEVEL_QUESTION, LEVEL_TITLE, outline_page
from assistant.documents.pages import Mark
from assistant.types import Kind


def _section(lines: list[Line], words: str, kind: Kind = "other") -> tuple[str, ...]:
    page = page_of(lines)
    sections, _ = outline_page(page.text, kind, (), (), page.marks)
    return next(one.path for one in sections if words in page.text[one.start : one.end])


def test_a_line_that_the_file_calls_a_heading_is_one_whatever_it_looks_like() -> None:
    lines = [Line("補助率は、三分の二以内とする。", 1), Line("本文です。")]
    assert _section(lines, "本文") == ("補助率は、三分の二以内とする。",)


def test_only_the_line_that_is_marked_is_a_heading() -> None:
    lines = [Line("補助率"), Line("という語を説明します。"), Line("補助率", 1), Line("本文です。")]
    page = page_of(lines)
    assert page.marks == (Mark(1, "補助率"),)
    assert _section([Line("概要", 1), Line("説明します。"), Line("概要", 1), Line("本文です。")], "本文") == (
        "概要",
    )


def test_a_deeper_heading_closes_with_the_next_one_above_it() -> None:
    lines = [Line("一", 1), Line("二", 2), Line("甲です。"), Line("三", 1), Line("乙です。")]
    assert _section(lines, "甲です") == ("一", "二")
    assert _section(lines, "乙です") == ("三",)


def test_labels_end_where_their_table_does_and_the_headings_above_stay() -> None:
    lines = [
        Line("概要", 1), Line("締切", LEVEL_TITLE), Line("六月末です。"), END_OF_LABELS, Line(""), Line("別の話です。")
    ]  # fmt: skip
    assert _section(lines, "六月末") == ("概要", "締切")
    assert _section(lines, "別の話") == ("概要",)


def test_two_numbered_lines_right_below_each_other_are_items_where_no_line_was_lost() -> None:
    steps = [Line("手続", 1), Line("1. 申請書を出す"), Line("2. 見積書を出す"), Line("以上で終わりです。")]
    assert _section(steps, "以上で") == ("手続",)
    text = "\n".join(line.text for line in steps)
    guessed, _ = outline_page(text, "other", (), ())
    assert guessed[-1].path[-1] == "2. 見積書を出す"


def test_items_of_a_list_stay_in_one_section() -> None:
    lines = [Line("書類", 1), *(Line(f"({at}) 書類その{at}の写しを出すこと。") for at in range(1, 5))]
    page = page_of(lines)
    sections, _ = outline_page(page.text, "other", (), (), page.marks)
    assert [one.path for one in sections] == [("書類",)]


def test_a_slide_whose_title_is_told_is_not_called_by_its_first_line() -> None:
    lines = [Line("現状の説明です"), Line("三分の二以内です。"), Line("補助率", 1), Line("本文です。")]
    assert _section(lines, "三分の二", "slides") == ()
    assert _section(lines, "本文", "slides") == ("補助率",)


@pytest.mark.parametrize(
    ("question", "answer", "is_one"),
    [
        ("問１　個人でも申請できますか。", "答　できます。", True),
        ("Q1. 個人でも申請できますか。", "A1. できます。", True),
        ("Ｑ：個人でも申請できますか。", "Ａ：できます。", True),
        ("質問 個人でも申請できますか。", "回答 できます。", True),
        ("問１　個人でも申請できますか。", "個人事業主も対象です。", False),
        ("個人でも申請できますか。", "答　できます。", False),
        ("問題は次のとおりです。", "答　できます。", False),
        ("問１　" + "あ" * 130, "答　できます。", False),
        ("Q. 可否", "A. できます。", False),
    ],
)
def test_a_question_with_its_answer_below_it_heads_the_answer(
    question: str, answer: str, is_one: bool
) -> None:
    assert is_question_answered(question, answer) is is_one
    _, stack = outline_page(f"{question}\n{answer}\n", "other", (), ())
    assert ((LEVEL_QUESTION, question) in stack) is is_one


def test_each_question_closes_the_one_before_it() -> None:
    text = "問１　個人でも申請できますか。\n答　できます。\n問２　締切はいつまでですか。\n答　六月末です。\n"
    sections, _ = outline_page(text, "other", (), ())
    assert [one.path for one in sections] == [
        ("問１　個人でも申請できますか。",),
        ("問２　締切はいつまでですか。",),
    ]


@pytest.mark.parametrize(
    ("line", "is_item"),
    [
        ("(2) 見積書の写し。ただし、100万円未満のときは一者で足りる。", True),
        ("① 決算書の写しを添えること。", True),
        ("見積書の写し", False),
        ("(2) 見積書\t一部", False),
        ("", False),
    ],
)
def test_an_item_is_told_by_its_number_whatever_follows(line: str, is_item: bool) -> None:
    assert (item_level(line) is not None) is is_item


@PROPERTY
@given(
    page_lines, st.lists(st.integers(0, 24), max_size=6), st.lists(st.integers(1, 9), min_size=6, max_size=6)
)
def test_sections_of_what_is_told_are_in_order_and_leave_nothing_out(text, chosen, levels) -> None:
    lines = [line.strip() for line in text.split("\n")]
    marks = [
        Mark(deep, lines[at])
        for at, deep in zip(sorted(set(chosen)), levels, strict=False)
        if at < len(lines)
    ]
    sections, _ = outline_page(text, "other", (), (), [mark for mark in marks if mark.line])
    position = 0
    for section in sections:
        assert not text[position : section.start].strip() and section.start < section.end
        position = section.end
    assert not text[position:].strip()


RULE = [
    Line("専門家派遣要領", 1),
    Line("第３章　雑則", 2),
    Line("（その他）", 3),
    Line("第14条　必要な事項は、理事長が別に定める。"),
    Line("附則（令和８年３月19日）"),
    Line("第１条　この要領は、令和８年４月１日から施行する。"),
    Line("別表第１（第５条関係）　派遣の回数"),
    Line("小規模企業者\t５回"),
    Line("様式第１号（第７条関係）"),
    Line("派遣申込書に記入してください。"),
    Line("第１条　別の要領の目的を定める。"),
]


@pytest.mark.parametrize(
    ("words", "path"),
    [
        ("理事長が", ("専門家派遣要領", "第３章　雑則", "（その他）")),
        ("この要領は", ("専門家派遣要領", "附則（令和８年３月19日）")),
        ("小規模", ("専門家派遣要領", "別表第１（第５条関係）　派遣の回数")),
        ("派遣申込書", ("専門家派遣要領", "様式第１号（第７条関係）")),
    ],
)
def test_what_stands_behind_the_last_article_has_a_heading_of_its_own(
    words: str, path: tuple[str, ...]
) -> None:
    assert _section(RULE, words) == path


def test_a_list_of_forms_heads_nothing() -> None:
    lines = [
        Line("提出書類", 1),
        Line("様式第１号　交付申請書"),
        Line("様式第２号　事業計画書"),
        Line("各一部です。"),
    ]
    assert _section(lines, "各一部") == ("提出書類",)
