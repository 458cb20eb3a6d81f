"""The numbers Word draws before paragraphs are read with them: a reader sees and quotes 第１条, (2) and ①."""

from __future__ import annotations

from pathlib import Path

import pytest
from document_samples import PROPERTY
from hypothesis import given
from hypothesis import strategies as st
from office_samples import docx, level, lines_of, lists, par, run

from assistant.documents.word_numbering import written_number

CLOSE = '<w:suff w:val="nothing"/>'
ARTICLES = (
    level(0, "decimalFullWidth", "第%1条")
    + level(1, "decimal", "(%2)")
    + level(2, "aiueoFullWidth", "%3")
    + level(3, "decimalEnclosedCircle", "%4", CLOSE)
)
CHAPTERS = level(0, "decimal", "第%1章") + level(1, "decimal", "第%2条", '<w:lvlRestart w:val="0"/>')


@pytest.mark.parametrize(
    ("number", "form", "mark"),
    [
        (3, "decimal", "3"),
        (3, "decimalZero", "03"),
        (12, "decimalFullWidth", "１２"),
        (3, "decimalEnclosedCircle", "③"),
        (20, "decimalEnclosedCircle", "⑳"),
        (21, "decimalEnclosedCircle", "21"),
        (3, "aiueoFullWidth", "ウ"),
        (3, "irohaFullWidth", "ハ"),
        (1, "japaneseCounting", "一"),
        (10, "japaneseCounting", "十"),
        (12, "japaneseCounting", "十二"),
        (20, "japaneseCounting", "二十"),
        (4, "upperRoman", "IV"),
        (19, "lowerRoman", "xix"),
        (2, "upperLetter", "B"),
        (3, "none", ""),
        (3, "a form of tomorrow", "3"),
        (0, "decimalEnclosedCircle", "0"),
    ],
)
def test_a_number_is_written_in_the_form_of_its_list(number: int, form: str, mark: str) -> None:
    assert written_number(number, form) == mark


FORMS = ["decimal", "decimalFullWidth", "decimalEnclosedCircle", "japaneseCounting", "upperRoman", "aiueo"]


@PROPERTY
@given(st.integers(1, 46), st.integers(1, 46), st.sampled_from(FORMS))
def test_two_numbers_of_a_list_are_never_written_alike(one: int, other: int, form: str) -> None:
    assert (written_number(one, form) == written_number(other, form)) is (one == other)


@PROPERTY
@given(st.integers(-5, 10**6), st.sampled_from([*FORMS, "iroha", "lowerLetter", "none", "", "%"]))
def test_any_number_in_any_form_is_written(number: int, form: str) -> None:
    assert written_number(number, form) or form == "none"


def test_articles_items_and_those_below_them_are_counted_and_begin_anew(tmp_path: Path) -> None:
    body = [
        par(words, listed=(1, deep))
        for words, deep in [
            ("目的を定める。", 0),
            ("経費を定める。", 0),
            ("機械", 1),
            ("購入", 2),
            ("賃借", 2),
            ("新品", 3),
            ("工事", 1),
            ("設計", 2),
            ("期間を定める。", 0),
            ("四月", 1),
        ]
    ]
    assert lines_of(tmp_path, "guide.docx", docx(*body, numbering=lists(ARTICLES))) == [
        "第１条　目的を定める。",
        "第２条　経費を定める。",
        "(1)　機械",
        "ア　購入",
        "イ　賃借",
        "①新品",
        "(2)　工事",
        "ア　設計",
        "第３条　期間を定める。",
        "(1)　四月",
    ]


def test_articles_that_never_restart_are_counted_through_all_chapters(tmp_path: Path) -> None:
    body = [
        par(words, listed=(1, deep)) for words, deep in [("総則", 0), ("目的", 1), ("補助", 0), ("率", 1)]
    ]
    assert lines_of(tmp_path, "guide.docx", docx(*body, numbering=lists(CHAPTERS))) == [
        "第1章　総則",
        "第1条　目的",
        "第2章　補助",
        "第2条　率",
    ]


def test_a_level_restarts_only_after_the_level_it_names(tmp_path: Path) -> None:
    form = (
        level(0, "decimal", "%1")
        + level(1, "decimal", "%2節")
        + level(2, "decimal", "%3項", '<w:lvlRestart w:val="1"/>')
    )
    body = [par("あ", listed=(1, deep)) for deep in (0, 1, 2, 1, 2, 0, 2)]
    marks = [line.split("　")[0] for line in lines_of(tmp_path, "g.docx", docx(*body, numbering=lists(form)))]
    assert marks == ["1", "1節", "1項", "2節", "2項", "2", "1項"]


def test_a_number_names_those_above_it(tmp_path: Path) -> None:
    form = level(0, "decimal", "%1.") + level(1, "decimal", "%1-%2")
    body = [par("あ", listed=(1, deep)) for deep in (0, 0, 1, 1)]
    assert lines_of(tmp_path, "guide.docx", docx(*body, numbering=lists(form)))[-1] == "2-2　あ"


def test_lists_of_one_form_count_on_together_and_one_that_restarts_by_itself(tmp_path: Path) -> None:
    more = (
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="1"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    body = [par("あ", listed=(number, 0)) for number in (1, 2, 3, 3, 1)]
    data = docx(*body, numbering=lists(level(0, "decimal", "%1."), more=more))
    assert [line[:2] for line in lines_of(tmp_path, "guide.docx", data)] == ["1.", "2.", "5.", "6.", "3."]


@pytest.mark.parametrize(
    ("drawn", "mark"), [("●", "●"), ("■", "■"), ("\uf0b7", "・"), ("l", "・"), ("", "・"), ("->", "・")]
)
def test_a_letter_of_a_font_of_symbols_is_read_as_the_mark_it_draws(
    tmp_path: Path, drawn: str, mark: str
) -> None:
    data = docx(par("見積書", listed=(1, 0)), numbering=lists(level(0, "bullet", drawn)))
    assert lines_of(tmp_path, "guide.docx", data) == [f"{mark}見積書"]


def test_a_style_gives_its_paragraphs_their_numbers(tmp_path: Path) -> None:
    from office_samples import repacked

    form = level(0, "decimal", "%1.") + level(1, "decimal", "(%2)", '<w:pStyle w:val="2"/>')
    data = repacked(
        docx(par("あ", style="2"), par("い", style="ours"), numbering=lists(form)),
        "word/styles.xml",
        lambda part: part.replace(
            b'"heading 2"/>', b'"heading 2"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
        ),
    )
    assert lines_of(tmp_path, "guide.docx", data) == ["(1)　あ", "(2)　い"]


def test_a_paragraph_taken_out_of_a_list_and_a_deleted_one_are_not_counted(tmp_path: Path) -> None:
    deleted = par(f"<w:del>{run('消した')}</w:del>", listed=(1, 0), more="<w:rPr><w:del/></w:rPr>")
    body = [par("一", listed=(1, 0)), deleted, par("外", listed=(0, 0)), par("二", listed=(1, 0))]
    data = docx(*body, numbering=lists(level(0, "decimal", "%1.")))
    assert lines_of(tmp_path, "guide.docx", data) == ["1.　一", "外", "2.　二"]


def test_numbers_of_unknown_lists_and_levels_draw_nothing(tmp_path: Path) -> None:
    body = [par("一", listed=(9, 0)), par("二", listed=(1, 7))]
    assert lines_of(tmp_path, "g.docx", docx(*body, numbering=lists(level(0, "decimal", "%1.")))) == [
        "一",
        "二",
    ]


def test_twenty_thousand_items_of_a_list_are_counted(tmp_path: Path) -> None:
    body = [par("項目", listed=(1, 0))] * 20_000
    lines = lines_of(tmp_path, "guide.docx", docx(*body, numbering=lists(level(0, "decimal", "(%1)"))))
    assert (len(lines), lines[-1]) == (20_000, "(20000)　項目")
