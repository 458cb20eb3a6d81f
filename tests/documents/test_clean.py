"""What is repaired on a page, that repairs only delete, and that each is recorded."""

from __future__ import annotations

import pytest
from document_samples import PROPERTY, damaged_text, page_lines
from hypothesis import given
from hypothesis import strategies as st

from assistant.documents.clean import clean_page, continues_sentence, replay
from assistant.documents.doubled import doubled_ranges

PROSE = "補助率は2/3以内、補助上限額は500万円である。"


def _is_subsequence(part: str, whole: str) -> bool:
    characters = iter(whole)
    return all(character in characters for character in part)


@PROPERTY
@given(damaged_text | page_lines)
def test_repairs_only_delete_and_the_record_gives_the_same_text_again(raw: str) -> None:
    clean = clean_page(raw)
    assert replay(raw, clean.repairs) == clean.text
    assert _is_subsequence(clean.text, raw)


@PROPERTY
@given(damaged_text | page_lines)
def test_each_repair_names_a_stretch_of_the_raw_text_and_what_stood_there(raw: str) -> None:
    repairs = clean_page(raw).repairs
    for repair in repairs:
        assert 0 <= repair.start < repair.end <= len(raw)
        assert repair.text
        assert _is_subsequence(repair.text, raw[repair.start : repair.end])
    assert list(repairs) == sorted(repairs, key=lambda r: (r.start, r.end))


@PROPERTY
@given(damaged_text | page_lines)
def test_a_cleaned_page_has_no_control_characters_and_no_blank_edges(raw: str) -> None:
    text = clean_page(raw).text
    assert not set(text) & set("\x00\r\u200b\ufeff")
    assert "\n\n\n" not in text
    assert text == text.strip(" \n　")


_SENTENCES = st.lists(
    st.text(st.sampled_from("中小企業支援補助率の高い地域"), min_size=4, max_size=20)
    .map(lambda middle: f"対象は、{middle}。")
    .filter(lambda sentence: not doubled_ranges(sentence)),
    unique=True,
    max_size=8,
)


@PROPERTY
@given(_SENTENCES, st.sampled_from(["\n", "\n\n"]))
def test_clean_prose_is_left_as_it_is(sentences: list[str], between: str) -> None:
    text = between.join(sentences)
    assert clean_page(text).text == text
    assert clean_page(text).repairs == ()


def test_a_clean_page_needs_no_repairs() -> None:
    text = f"1. 改訂の趣旨\n\n{PROSE}\n\n- 人材の育成\n- 販路の開拓\n\n\t製造業\t非製造業\n成長志向型\t\t1st"
    clean = clean_page(text)
    assert (clean.text, clean.repairs, clean.page_label) == (text, (), None)


def test_a_doubled_heading_stands_once_and_is_named_as_a_heading() -> None:
    clean = clean_page(f"{PROSE}\n\n産業クラスター計画産業クラスター計画\n")
    assert clean.text == f"{PROSE}\n\n産業クラスター計画"
    assert clean.doubled_headings == ("産業クラスター計画",)
    assert next((r.kind, r.text) for r in clean.repairs) == ("doubled text", "産業クラスター計画")


def test_a_heading_doubled_inside_a_doubled_line_stands_once() -> None:
    assert clean_page("中小企業の景中小企業の景況感中小企業の景中小企業の景況感").text == "中小企業の景況感"


def test_a_sentence_that_was_doubled_is_no_heading() -> None:
    assert clean_page(f"{PROSE}{PROSE}\n").doubled_headings == ()
    assert clean_page(f"{PROSE}{PROSE}\n").text == PROSE


def test_repetitions_of_living_speech_and_figures_are_kept() -> None:
    text = "ますます需要が高まり、1,111,111円を支援した。\n\nいろいろな人が次々と様々な取組を始めた。"
    assert clean_page(text).text == text


def test_a_block_drawn_twice_stands_once() -> None:
    assert clean_page(f"○{PROSE}\n\n○{PROSE}\n").text == f"○{PROSE}"


@pytest.mark.parametrize(
    ("number", "label"),
    [("9", "9"), ("１３", "13"), ("- 4 -", "4"), ("p. 12", "12"), ("7/20", "7"), ("007", "7")],
)
@pytest.mark.parametrize("where", ["last", "first"])
def test_a_page_number_on_its_own_goes_and_becomes_the_label(number: str, label: str, where: str) -> None:
    raw = f"{PROSE}\n\n{number}\n" if where == "last" else f"{number}\n\n{PROSE}\n"
    clean = clean_page(raw, is_slide=True)
    assert clean.page_label == label
    assert clean.text == PROSE


@pytest.mark.parametrize("raw", [f"9\n{PROSE}", f"{PROSE}\n9", f"{PROSE}\n\n- 9 -\n"])
def test_the_number_of_a_numbered_page_goes_wherever_it_stands_at_the_edge(raw: str) -> None:
    assert clean_page(raw, 9).text == PROSE
    assert clean_page(raw, 9).page_label == "9"


@pytest.mark.parametrize("raw", ["採択件数\n35", "補助上限額（万円）\n\n500", "内訳\n\n合計\n95\n"])
def test_a_figure_at_the_edge_of_a_page_is_no_page_number(raw: str) -> None:
    for clean in (clean_page(raw), clean_page(raw, 3)):
        assert clean.page_label is None
        assert clean.text.split()[-1] in raw.split()[-1] and raw.split()[-1] in clean.text


def test_a_page_number_beside_a_slides_title_is_found_in_the_middle() -> None:
    clean = clean_page(f"{PROSE}\n\n9\n\n雇用を守る雇用を守る\n\n・休業手当を支給\n", is_slide=True)
    assert clean.page_label == "9"
    assert clean.text == f"{PROSE}\n\n雇用を守る\n\n・休業手当を支給"


@pytest.mark.parametrize("figure", ["13%", "2005", "1,139", "0.0", "10社", "1/3/5"])
def test_other_figures_are_no_page_numbers(figure: str) -> None:
    clean = clean_page(f"{PROSE}\n\n{figure}\n")
    assert clean.page_label is None
    assert figure in clean.text


def test_a_figure_amid_the_page_stays() -> None:
    clean = clean_page(f"{PROSE}\n\n562\n\n284\n\nプロジェクト終了件数\n")
    assert clean.page_label is None
    assert "562\n\n284" in clean.text


def test_a_line_wrapped_by_the_page_and_a_word_written_downwards_are_made_whole() -> None:
    raw = "中小企業の業況は、持ち直しの動きが見られるものの、弱い動\nきを示した。\n\nポ\nイ\nン\nト\n"
    clean = clean_page(raw)
    assert clean.text == "中小企業の業況は、持ち直しの動きが見られるものの、弱い動きを示した。\n\nポイント"
    assert {r.kind for r in clean.repairs} == {"line break", "vertical text", "blank"}


@pytest.mark.parametrize("raw", ["補助\x00率", "\ufeff補助率", "補助率\r", "補\u00ad助率"])
def test_characters_that_extraction_leaves_go(raw: str) -> None:
    clean = clean_page(raw)
    assert clean.text == "補助率"
    assert [r.kind for r in clean.repairs] == ["control"]


@pytest.mark.parametrize(
    "raw",
    [
        "補助\u200b率",
        "\u202a補助率",
        "補助率\U000e0041\U000e0042",
        "補\u2066助率",
        "補\u3164助率",
        "\ufe01補助率",
    ],
)
def test_characters_that_hide_something_go_and_are_told_apart(raw: str) -> None:
    clean = clean_page(raw)
    assert clean.text == "補助率"
    assert {r.kind for r in clean.repairs} == {"hidden"}
    assert replay(raw, clean.repairs) == "補助率"


def test_the_form_of_a_kanji_in_a_name_stays_and_a_run_of_forms_does_not() -> None:
    assert clean_page("葛\U000e0100飾区").text == "葛\U000e0100飾区"
    assert clean_page("葛\U000e0100\U000e0101\ufe03飾区").text == "葛\U000e0100飾区"


def test_more_than_one_blank_line_and_blanks_at_line_ends_go() -> None:
    assert clean_page("\n\n  補助率  \n\n \n　\n\n 対象者\t\n\n").text == "補助率\n\n対象者"


def test_the_empty_cells_at_both_ends_of_a_row_stay() -> None:
    table = "\t製造業\t非製造業\n成長志向型\t\t1st ターゲット\n現状維持型\t\t"
    assert clean_page(f"\n{table}\n\n").text == table


@pytest.mark.parametrize("raw", ["", " ", "\n \n", "\x00\r", "　"])
def test_a_page_of_nothing_is_empty(raw: str) -> None:
    assert clean_page(raw).text == ""
    assert replay(raw, clean_page(raw).repairs) == ""


def test_a_page_that_goes_on_with_the_sentence_of_the_one_before_is_known() -> None:
    before = "前の文。\n世界的な投資の縮小に合わせ、全国に散"
    assert continues_sentence(before + "\n", "\nらばっている施設がある。\n次の文。")
    assert not continues_sentence(before + "る。", "これらの施設がある。")
    assert not continues_sentence(before, "第2章 支援策\nらばっている。")
    assert not continues_sentence("", "らばっている。")
