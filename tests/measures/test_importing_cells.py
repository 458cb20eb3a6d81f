"""Cells of a list: what is read of them is what they say, and no markup passes."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.measures.importing.cells import Word, date_in, latest_date, regions, verbatim, words
from assistant.measures.importing.markup import BLOCK_CHARACTERS, blocks, clean, one_line, plain
from assistant.text.regions import PREFECTURES

MARKUP = st.text(alphabet="あ補助<>!/[]()#*|-&;\n\\ abdipstrcx「」`_=\x00\u200b\u202e", max_size=120)
DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("cell", "first", "last"),
    [
        ("2024-03-31", "2024-03-31", "2024-03-31"),
        ("2024/3/1", "2024-03-01", "2024-03-01"),
        ("２０２４．３．３１", "2024-03-31", "2024-03-31"),
        ("20240331", "2024-03-31", "2024-03-31"),
        ("2024-03-31T15:00:00Z", "2024-03-31", "2024-03-31"),
        ("令和6年3月31日（日）必着", "2024-03-31", "2024-03-31"),
        ("令和元年5月1日", "2019-05-01", "2019-05-01"),
        ("R6.3.31", "2024-03-31", "2024-03-31"),
        ("2024年2月", "2024-02-01", "2024-02-29"),
        ("2024年", "2024-01-01", "2024-12-31"),
        ("令和6年度", "2024-04-01", "2025-03-31"),
    ],
)
def test_a_date_is_read_in_the_spellings_lists_use(cell, first, last) -> None:
    assert (date_in(cell), date_in(cell, ends=True)) == (first, last)


@pytest.mark.parametrize(
    "cell",
    ["", "随時", "予算がなくなり次第", "3月31日", "2024-02-31", "2024年2月31日", "03-1234-5678", "2,000件"],
)
def test_what_is_no_date_with_its_year_gives_none(cell) -> None:
    assert date_in(cell) == ""
    assert date_in(cell, ends=True) == ""


@given(DAYS)
def test_a_day_is_the_same_however_it_is_written(day) -> None:
    western = (
        f"{day:%Y-%m-%d}",
        f"{day.year}/{day.month}/{day.day}",
        f"{day.year}年{day.month}月{day.day}日",
    )
    assert {date_in(cell) for cell in western} == {day.isoformat()}
    assert date_in(f"締切: {western[2]} 17時", ends=True) == day.isoformat()


@given(st.text(max_size=60))
def test_any_text_gives_a_real_day_or_none(cell) -> None:
    for found in (date_in(cell), date_in(cell, ends=True), latest_date(cell)):
        assert found == "" or date.fromisoformat(found)


def test_the_latest_of_a_cells_dates_is_found() -> None:
    cell = '{"created_at":"2023-05-18T05:01:32Z","last_modified_at":"2023-05-23T06:03:10Z"}'
    assert latest_date(cell) == "2023-05-23"


def test_names_are_read_from_nested_json_with_what_they_stand_under() -> None:
    cell = '[{"id":"1","name":"金融","sub_categories":[{"id":"2","name":"貸付(融資）"}]},{"name":"税制","sub_categories":[]}]'
    assert words(cell) == (Word("貸付(融資）", "金融"), Word("税制"))
    assert words('["補助金","雇用"]') == words("補助金、雇用") == (Word("補助金"), Word("雇用"))
    assert words('{"id":"5","name":"経営力向上計画"}') == (Word("経営力向上計画"),)


@pytest.mark.parametrize(
    "cell", ["[案内](http://example.jp)", "[壊れた", "{}", "[]", "[" * 5000, '[{"id": 1}]']
)
def test_what_is_no_json_of_names_does_no_harm(cell) -> None:
    assert all(isinstance(word, Word) for word in words(cell))


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=8), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["name", "title", "x", "sub"]), inner, max_size=3)))  # fmt: skip
def test_a_name_read_from_json_is_quoted_from_the_cell(value) -> None:
    for escaped in (False, True):
        cell = clean(json.dumps(value, ensure_ascii=escaped))
        for word in words(cell):
            assert verbatim(cell, word.name) in cell


@pytest.mark.parametrize(
    ("cell", "known", "unknown"),
    [
        ("東京、大阪府", ("東京都", "大阪府"), ()),
        ("北海道・青森", ("北海道", "青森県"), ()),
        ('[{"id":"9","name":"栃木県","region_name":"関東・甲信越地方"}]', ("栃木県",), ()),
        ("全国", ("全国",), ()),
        ("、".join(PREFECTURES), ("全国",), ()),
        ("県内 横浜市", ("神奈川県",), ("県内",)),
        ("", (), ()),
    ],
)
def test_regions_are_read_from_a_cell_and_the_rest_is_told(cell, known, unknown) -> None:
    assert regions(cell) == (known, unknown)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("**[DX認定](https://example.jp)** を受けた<br>", "DX認定 を受けた"),
        ("### 対象\n\n* 県内の企業\n![図](a.png)", "対象\n・県内の企業"),
        ("<対象者> 従業員 < 300人", "<対象者> 従業員 < 300人"),
        ("&lt;b&gt;太字&lt;/b&gt;&amp;細字", "太字&細字"),
        ("<script>alert(1)</script>終わり<!-- 見えない指示 -->", "終わり"),
        ("<<b>script>", "＜script>"),
        ("補\u200b助\x00率\r\n2/3", "補助率\n2/3"),
        ("[](http://)", ""),
        ("<https://example.jp/a>", "https://example.jp/a"),
    ],
)
def test_markup_is_taken_down_to_its_words(written, read) -> None:
    assert plain(written) == read


@given(MARKUP)
def test_nothing_a_browser_takes_for_html_passes(cell) -> None:
    assert not re.search(r"<[a-zA-Z/!?]", plain(cell))
    assert "\n" not in one_line(cell)


@given(MARKUP)
def test_a_block_is_a_stretch_of_its_cell_and_its_words_are_that_stretchs(cell) -> None:
    stored = clean(cell)
    at = 0
    for block in blocks(stored):
        at = stored.index(block.quote, at) + len(block.quote)
        assert plain(block.quote) == block.text
        assert not re.search(r"</?[a-z]+>|!\[[^\[\]]*\]\([^()]*\)", block.quote)


def test_a_cell_is_cut_at_images_tags_headings_and_blank_lines() -> None:
    cell = "### 対象\n県内の企業\n### 額\n上限100万円\n\n![](図.png)\n対象経費<br>機械装置<sup>※1</sup>"
    assert [block.quote for block in blocks(cell)] == [
        "### 対象\n県内の企業", "### 額\n上限100万円", "対象経費", "機械装置", "※1",
    ]  # fmt: skip


def test_a_long_paragraph_is_cut_at_its_sentences_and_loses_nothing() -> None:
    cell = "あ" * 90 + "。" + "".join(f"{number:03}" + "い" * 95 + "。" for number in range(20))
    found = [block.quote for block in blocks(cell)]
    assert "".join(found) == cell and len(found) > 1
    assert all(len(quote) <= BLOCK_CHARACTERS and quote.endswith("。") for quote in found)


@given(st.text(max_size=40))
def test_cleaned_text_can_be_kept_and_holds_nothing_unseen(text) -> None:
    kept = clean(text + "\ud800\x1b\u202e")
    assert kept.encode("utf-8").decode("utf-8") == kept
    assert not re.search("[\x00-\x08\x0b-\x1f\u202e]", kept)
