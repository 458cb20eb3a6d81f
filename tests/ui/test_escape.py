"""Text of documents and people keeps its characters and loses its powers."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.text.hidden import without_hidden
from ui.escape import html_text, label_text

HOSTILE = (
    "<script>alert(1)</script>",
    "10~20万円、または30~40万円",
    "**補助率（一般型）**の",
    "$x$ と :red[赤] と :material/home: と [link](http://example.org)",
    "- 箇条書き",
    "1. 番号",
    "# 見出し",
    "a -> b <- c -- d >= e",
)


def test_tags_in_a_text_become_characters() -> None:
    assert html_text('<b onclick="x">&') == "&lt;b onclick=&quot;x&quot;&gt;&amp;"


def test_indentation_after_a_line_break_survives_on_one_line_of_html() -> None:
    assert html_text("表\n  1,000円\r\n  2割\r終") == "表&#10;  1,000円&#10;  2割&#10;終"


@given(st.text())
def test_escaped_text_reads_back_as_the_text_and_holds_no_tag(text: str) -> None:
    escaped = html_text(text)
    assert "<" not in escaped and ">" not in escaped and "\n" not in escaped
    if "\r" not in text and not re.search("[\ud800-\udfff\ufdd0-\uffff]", text):
        assert html.unescape(escaped) == without_hidden(text)


def test_what_turns_or_hides_a_text_is_not_drawn() -> None:
    name = "申請書\u202etxt.exe\x1b[31m\U000e0041\u200b"
    assert html_text(name) == "申請書txt.exe[31m"
    assert label_text(name) == "申請書txt\\.exe\\[31m"


@pytest.mark.parametrize("text", HOSTILE)
def test_every_markdown_character_of_a_label_is_disarmed(text: str) -> None:
    assert not re.search(r"(?<!\\)[~*_`$:\[\]<>#|]", label_text(text))


@pytest.mark.parametrize("text", HOSTILE)
def test_a_label_shows_the_same_visible_characters(text: str) -> None:
    assert re.sub(r"\\(.)", r"\1", label_text(text)).replace("\u2060", "") == text


def test_a_label_is_one_line() -> None:
    assert label_text("一行目\n\n- 二行目") == "一行目 \\- 二行目"


@pytest.mark.parametrize("arrow", ["->", "<-", "--", ">=", "<=", "~="])
def test_arrows_are_parted_because_they_are_replaced_after_escaping(arrow: str) -> None:
    assert "\u2060" in label_text(f"a {arrow} b")
