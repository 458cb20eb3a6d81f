"""A table of contents is known by its title, its leaders and page numbers that never fall."""

from __future__ import annotations

import pytest

from assistant.documents.contents import contents_ranges


@pytest.mark.parametrize(
    ("page", "contents"),
    [
        (
            "⽬次\n１ 事業の⽬的……３\n２ 補助対象者……３\n10 問合せ先……10\n【主な変更点】①上限額を引き上げました。",
            "⽬次\n１ 事業の⽬的……３\n２ 補助対象者……３\n10 問合せ先……10",
        ),
        (
            "1 目的 ..... 1\n2 対象 ..... 2\n3 様式集・・・・ 12\n県内の方が対象です。",
            "1 目的 ..... 1\n2 対象 ..... 2\n3 様式集・・・・ 12",
        ),
        (
            "目　次\n1. はじめに 1\n第1章 概要\n別表1\n1. はじめに\nこの手引きは、…",
            "目　次\n1. はじめに 1\n第1章 概要\n別表1",
        ),  # it ends where the first heading comes again
        ("入会金・・・・500\n会費・・・・300\n資料代・・・・100", ""),  # prices fall
        ("大ホール……12\n小ホール……30", ""),  # two lines may be prices
        ("議事次第\n1. 開会\n2. 議事", ""),
        ("詳しくは目次をご覧ください。\n1. 開会 3", ""),
    ],
)
def test_contents_are_told_from_prices_and_from_text(page, contents) -> None:
    assert "".join(page[start:end] for start, end in contents_ranges(page)) == contents


def test_a_price_list_with_leaders_is_no_contents() -> None:
    assert contents_ranges("料金\nコピー……10\n印刷……50\n送信……100\nロッカー……300\n") == ()


def test_leaders_without_end_are_read_at_once() -> None:
    assert contents_ranges(f"目次\nあ{'.' * 20_000}あ頁\n") == ()
