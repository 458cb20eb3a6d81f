"""Figures are read to the same value however they are written, and nothing else is taken for one."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from text_strategies import PROPERTY, texts

from assistant.text.figures import Figure, figures_in
from assistant.text.normalise import normal_text
from assistant.text.numerals import read_number
from assistant.text.units import same_unit

_KANJI = "〇一二三四五六七八九"
_FULL_WIDTH = str.maketrans("0123456789,", "０１２３４５６７８９，")


def _only(text: str) -> Figure:
    (figure,) = figures_in(text)
    return figure


def _in_kanji(number: int) -> str:
    """``20_300`` → 二万三百"""
    said = ""
    for scale, unit in ((10**8, "億"), (10**4, "万"), (1, "")):
        section = number // scale % 10**4
        if section:
            said += _section(section, plain=not unit) + unit
    return said


def _section(number: int, plain: bool) -> str:
    said = ""
    for scale, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // scale % 10
        if digit:
            said += ("" if digit == 1 and unit and (plain or number > 1) else _KANJI[digit]) + unit
    return said


def _mixed(number: int) -> str:
    """``120_005_000`` → 1億2,000万5,000... written with the scales between."""
    said = ""
    for scale, unit in ((10**8, "億"), (10**4, "万"), (1, "")):
        section = number // scale % 10**4
        if section:
            said += f"{section:,}{unit}"
    return said


@PROPERTY
@given(st.integers(1, 10**11 - 1), st.sampled_from(["社", "円", "人", "件"]))
def test_a_number_is_the_same_in_all_its_spellings(number, unit) -> None:
    spellings = [
        f"{number}",
        f"{number:,}",
        f"{number:,}".translate(_FULL_WIDTH),
        _mixed(number),
        _in_kanji(number),
    ]
    for spelling in spellings:
        figure = _only(f"計{spelling}{unit}である")
        assert (figure.low, figure.high, figure.unit) == (number, number, unit), spelling


@PROPERTY
@given(st.integers(1, 99))
def test_a_share_is_the_same_in_all_its_spellings(percent) -> None:
    tenths, hundredths = divmod(percent, 10)
    spellings = [f"{percent}%", f"{percent}％", f"{percent}パーセント", f"100分の{percent}", f"{percent}/100"]
    if tenths:
        spellings.append(f"{tenths}割" + (f"{hundredths}分" if hundredths else ""))
        spellings.append(f"{_KANJI[tenths]}割" + (f"{_KANJI[hundredths]}分" if hundredths else ""))
    for spelling in spellings:
        figure = _only(f"全体の{spelling}を占める")
        assert (figure.low, figure.unit) == (Fraction(percent, 100), "割合"), spelling


@PROPERTY
@given(texts)
def test_any_text_is_read_and_every_figure_stands_where_it_says(text) -> None:
    plain = normal_text(text)
    for figure in figures_in(text):
        assert plain[figure.start : figure.end].startswith(figure.said)
        assert figure.low <= figure.high


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("1億2,000万円", 120_000_000, 120_000_000, "円"),
        ("資本金1千5百万円", 15_000_000, 15_000_000, "円"),
        ("2千300万", 23_000_000, 23_000_000, ""),
        ("1,200百万円", 1_200_000_000, 1_200_000_000, "円"),
        ("5,000千円", 5_000_000, 5_000_000, "円"),
        ("2.5億円", 250_000_000, 250_000_000, "円"),
        ("二千三百人", 2_300, 2_300, "人"),
        ("３分の２", Fraction(2, 3), Fraction(2, 3), "割合"),
        ("三分の二", Fraction(2, 3), Fraction(2, 3), "割合"),
        ("1割5分", Fraction(3, 20), Fraction(3, 20), "割合"),
        ("半数", Fraction(1, 2), Fraction(1, 2), "割合"),
        ("売上が倍増", 2, 2, "倍"),
        ("3〜5社", 3, 5, "社"),
        ("3社から5社", 3, 5, "社"),
        ("3ないし5人", 3, 5, "人"),
        ("3～5万社", 30_000, 50_000, "社"),
        ("10 ～ 20 %", Fraction(1, 10), Fraction(1, 5), "割合"),
        ("十数社", 12, 19, "社"),
        ("数十件", 20, 90, "件"),
        ("4か月", 4, 4, "月"),
        ("0.1ポイント", Fraction(1, 10), Fraction(1, 10), "ポイント"),
        ("第3回", 3, 3, "第回"),
        ("12拠点", 12, 12, "拠点"),
    ],
)
def test_value_and_unit(text, low, high, unit) -> None:
    figure = _only(text)
    assert (figure.low, figure.high, figure.unit) == (low, high, unit)


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("100万円以上", "at_least"),
        ("100万円以下", "at_most"),
        ("2/3以内", "at_most"),
        ("50人未満", "less_than"),
        ("50人を超える企業", "more_than"),
        ("4万社超", "more_than"),
        ("5%に満たない", "less_than"),
        ("約4万社", "about"),
        ("4万社程度", "about"),
        ("上限は1,000万円", "at_most"),
        ("補助上限額：最大1億円", "at_most"),
        ("少なくとも3社", "at_least"),
        ("過半数", "more_than"),
        ("4万社", "exact"),
    ],
)
def test_bound(text, bound) -> None:
    assert _only(text).bound == bound


@pytest.mark.parametrize(
    "text",
    [
        "ISO9001とPM2.5",
        "Go-Tech2",
        "千葉の一部で十分",
        "一般の方の第三者",
        "役割分担",
        "二酸化炭素",
        "電話は03-1234-5678",
    ],
)
def test_what_is_no_figure(text) -> None:
    assert figures_in(text) == ()


@pytest.mark.parametrize("text", ["Tier 1 企業", "フェーズ2企業", "ステップ3件"])
def test_a_rank_counts_nothing_of_what_follows(text) -> None:
    assert [figure.unit for figure in figures_in(normal_text(text))] == [""]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("社", "社", True), ("社", "件", False), ("つ", "大学", True), ("", "円", True), ("割合", "ポイント", False),
     ("回", "第回", False), ("拠点", "拠点数", True), ("大学", "拠点", False)],
)  # fmt: skip
def test_units_that_may_be_the_same(one, other, same) -> None:
    assert same_unit(one, other) is same
    assert same_unit(other, one) is same


@pytest.mark.parametrize("written", ["", "社", "万社", "1,2"])
def test_no_number_is_read_from_what_is_none(written) -> None:
    assert read_number(written) is None
