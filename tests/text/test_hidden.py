"""Characters nobody sees are found, and a kanji keeps its form."""

from __future__ import annotations

import pytest

from assistant.text.hidden import CONTROL, HIDDEN, without_hidden


@pytest.mark.parametrize(
    "hidden",
    ["\u200b", "\u200f", "\u202e", "\u2066", "\u2060", "\u3164", "\U000e0041", "\u00ad", "\ufeff", "\x1b", "\x9b", "\u2028"],
)  # fmt: skip
def test_a_character_nobody_sees_goes(hidden: str) -> None:
    assert without_hidden(f"補助{hidden}率") == "補助率"


@pytest.mark.parametrize(
    "text",
    ["葛\U000e0100飾区", "👍\ufe0f", "表\tの行\n次の行", "ｶﾞｲﾄﾞ", "か\u3099", "Ｇｏ－Ｔｅｃｈ　①", "—…「」"],
)
def test_what_a_reader_sees_stays(text: str) -> None:
    assert without_hidden(text) == text


def test_a_text_spelled_in_form_selectors_goes_but_for_the_first() -> None:
    assert without_hidden("率" + "".join(chr(0xE0100 + n) for n in range(40))) == "率\U000e0100"


def test_the_quick_look_misses_no_character_that_has_to_go() -> None:
    letters = [
        chr(code)
        for code in (
            *range(0xD800),
            *range(0xE000, 0x11000),
            *range(0x1BC00, 0x1D200),
            *range(0xE0000, 0xE0200),
        )
    ]
    meant_to_go = {letter for letter in letters if HIDDEN.search(f"率{letter}") or CONTROL.search(letter)}
    assert {letter for letter in letters if without_hidden(f"率{letter}") == "率"} == meant_to_go
