"""Which edition of a document a title names."""

from __future__ import annotations

import pytest
from hypothesis import given
from text_strategies import PROPERTY, texts

from assistant.text.edition_words import apart_from_edition, edition_number, tells_revision


@pytest.mark.parametrize(
    ("title", "plain", "words", "number"),
    [
        ("補助金要綱（改正版）", "補助金要綱", "改正版", 1),
        ("補助金要綱（改正版） R8.10改正", "補助金要綱", "改正版 R8.10改正", 1),
        ("補助金要綱（令和8年10月1日一部改正）", "補助金要綱", "令和8年10月1日一部改正", 1),
        ("会館 料金表 改定版", "会館 料金表", "改定版", 1),
        ("料金表改訂版", "料金表", "改訂版", 1),
        ("料金表【最新版】", "料金表", "最新版", 1),
        ("料金表（新）", "料金表", "新", 1),
        ("料金表（旧）", "料金表", "旧", -1),
        ("手引き 第3版", "手引き", "第3版", 3),
        ("手引き第二版", "手引き", "第二版", 2),
        ("手引き ver.2.1", "手引き", "ver.2.1", 2),
        ("制度一覧（令和8年10月1日現在）", "制度一覧", "令和8年10月1日現在", 1),
    ],
)
def test_the_words_of_an_edition_are_told_apart(title: str, plain: str, words: str, number: int) -> None:
    assert apart_from_edition(title) == (plain, words)
    assert edition_number(words) == number


@pytest.mark.parametrize(
    "title",
    [
        "令和8年度 補助金要綱",  # another year's paper
        "ガイドブック 2026年版",
        "税制改正について",
        "給与規程改正",
        "補助金要綱(改正案)",  # a draft holds nowhere
        "商店街だより 令和8年10月号",
        "新事業支援",
        "版画教室",
        "第3回推進会議 議事録",
    ],
)
def test_what_a_paper_is_about_or_of_which_year_is_no_edition(title: str) -> None:
    assert apart_from_edition(title) == (title, "")
    assert edition_number("") == 0


@pytest.mark.parametrize(
    ("words", "is_one"),
    [
        ("改正版", True),
        ("令和8年10月1日改正", True),
        ("令和8年4月時点 改訂版", True),
        ("第3版", True),
        ("令和8年4月1日適用", True),
        ("令和8年4月時点", False),
        ("2026年4月1日現在", False),
        ("2026年9月版", False),
        ("", False),
    ],
)
def test_the_day_a_paper_is_of_is_no_revision(words: str, is_one: bool) -> None:
    assert tells_revision(words) is is_one


def test_an_edition_behind_a_long_gap_is_told_apart() -> None:
    assert apart_from_edition(f"料金表{'_' * 50}改定版") == ("料金表", "改定版")


@PROPERTY
@given(texts)
def test_a_title_apart_from_its_edition_has_none_left(title: str) -> None:
    plain, _ = apart_from_edition(title)
    assert apart_from_edition(plain) == (plain, "")
