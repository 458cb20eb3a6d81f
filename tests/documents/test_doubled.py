"""Text that was drawn twice, and text that repeats on purpose."""

from __future__ import annotations

import pytest

from assistant.documents.doubled import MAX_LINE, doubled_ranges, repeated_blocks


def _once(line: str) -> str:
    for start, end in reversed(doubled_ranges(line)):
        line = line[:start] + line[end:]
    return line


def _without_repeats(text: str) -> str:
    for start, end in reversed(repeated_blocks(text)):
        text = text[:start] + text[end:]
    return text


@pytest.mark.parametrize(
    ("drawn", "written"),
    [
        ("産業クラスター計画産業クラスター計画", "産業クラスター計画"),
        ("雇用創出企業1400社雇用創出企業1400社", "雇用創出企業1400社"),
        (" 知財創造サイクル知財創造サイクル", " 知財創造サイクル"),
        ("知的知的クラスター創成事業クラスター創成事業", "知的クラスター創成事業"),
        ("事業内容 事業内容 ", "事業内容 "),
        (
            "新成長戦略～輝きのある日本へ～平成新成長戦略～輝きのある日本へ～平成2121年年1212月月3030日閣議決定日閣議決定",
            "新成長戦略～輝きのある日本へ～平成21年12月30日閣議決定",
        ),
        (
            "イノベーション効率の伸び悩みイノベーション効率の伸び悩み（利益率の低下）",
            "イノベーション効率の伸び悩み（利益率の低下）",
        ),
        ("人材が常駐する全国事務局と人材が常駐する全国事務局と連携", "人材が常駐する全国事務局と連携"),
    ],
)
def test_what_was_drawn_twice_stands_once(drawn: str, written: str) -> None:
    assert _once(drawn) == written


@pytest.mark.parametrize(
    "line",
    [
        "ますます",
        "いよいよ",
        "様々な",
        "1,111,111円",
        "2020年度",
        "11",
        "1212",
        "ＡＡＡＡ",
        "－－－－－－－－",
        "・・・・",
        "0.0 0.0",
        "台車\t1,200円\t1,200円\t3日",
        "| 簿記入門 | 5,000円 | 5,000円 | 20人 |",
        "4回目・5回目 15,000円 15,000円",
        "5,000円 | 5,000円 | ",
        "　1,500円　1,500円",
        "窓口 3日間 3日間 本人",
        "ＴＥＳＴＴＥＳＴ",
        "重点分野は海外展開海外展開の順である。",
        "いろいろな人がますます増え、様々な取組が次々と始まった。",
        "中小企業から中堅企業へ、中堅企業から大企業へ",
        "",
        "   ",
    ],
)
def test_what_repeats_on_purpose_stays(line: str) -> None:
    assert doubled_ranges(line) == []


def test_a_line_too_long_to_be_a_heading_is_left_alone() -> None:
    half = "".join(chr(0x4E00 + n) for n in range(MAX_LINE // 2 + 1))
    assert doubled_ranges(half + half) == []
    assert doubled_ranges(half[:100] * 2) == [(100, 200)]


def test_ranges_are_the_second_copies_and_do_not_overlap() -> None:
    line = "知的知的クラスター創成事業クラスター創成事業"
    ranges = doubled_ranges(line)
    assert ranges == [(2, 4), (13, 22)]


def test_blocks_that_repeat_the_blocks_before_them_go() -> None:
    page = "○知財創造サイクルが機能し\nている。\n\n○知財創造サイクルが機能し\nている。\n\n研究\n大学\n"
    assert _without_repeats(page) == "○知財創造サイクルが機能し\nている。\n\n\n研究\n大学\n"


def test_values_one_below_the_other_stay() -> None:
    assert (
        _without_repeats("4回目\n\n15,000円（税込）\n\n15,000円（税込）\n")
        == "4回目\n\n15,000円（税込）\n\n15,000円（税込）\n"
    )


def test_a_run_of_several_blocks_that_repeats_as_a_whole_goes() -> None:
    places = "広域仙台地域\n\n長野県全域\n\n静岡県浜松地域\n\n"
    assert _without_repeats(places + places).strip() == places.strip()


@pytest.mark.parametrize("label", ["国", "大学", "ＢＩ", "13"])
def test_short_labels_of_a_drawing_may_repeat(label: str) -> None:
    assert repeated_blocks(f"{label}\n\n{label}\n\n{label}\n") == []


def test_a_block_that_comes_again_further_down_stays() -> None:
    assert repeated_blocks("産業支援機関の役割\n\n大学の役割です\n\n産業支援機関の役割\n") == []


@pytest.mark.parametrize(
    "line",
    [
        "和室\t2,000円\t3,000円\t3,400円",
        "利用料は1,000円、2,000円、2,500円です",
        "和室 2,000円 3,000円 3,400円",
    ],
)
def test_figures_that_end_and_begin_alike_are_no_repeat(line: str) -> None:
    assert doubled_ranges(line) == []
