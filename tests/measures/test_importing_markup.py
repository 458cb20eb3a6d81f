"""Markup of a list's cells: none passes, and what is kept of a cell is its words, cut where it is parted."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.measures.importing.markup import (
    BLOCK_CHARACTERS,
    BLOCKS_OF_A_CELL,
    blocks,
    clean,
    one_line,
    plain,
)

MARKUP = st.text(alphabet="あ補助<>!/[]()#*|-&;\n\\ abdipstrcx「」`_=\x00\u200b\u202e", max_size=120)


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


def test_of_a_cell_of_many_blocks_the_first_are_kept() -> None:
    found = blocks("".join(f"{number}番\n\n" for number in range(BLOCKS_OF_A_CELL + 5)))
    assert [block.text for block in found] == [f"{number}番" for number in range(BLOCKS_OF_A_CELL)]


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
