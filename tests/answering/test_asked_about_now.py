"""What holds now, asked of papers of unknown standing: one of the last year may tell, unless its times are over or 今年度 is asked about."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import pytest

import assistant
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.opened import Assistant

GRANT = "改装補助金のご案内\n令和7年11月10日\n上限は60万円です。\n受付期間は令和7年12月1日から令和8年1月31日までです。\n"
HALL = "会議室のご案内\n令和8年4月1日\n会議室の利用料は1時間500円です。\n"
COINS = "窓口だより\n令和8年11月1日\n令和9年1月4日から、硬貨の入金は1回880円です。\n"
OLD = "駐車場のご案内\n令和5年4月1日\n駐車場の利用料は1日300円です。\n"


@pytest.fixture(scope="module")
def shien(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("now")
    papers = [folder / f"{name}.txt" for name in ("grant", "hall", "old", "coins")]
    for paper, text in zip(papers, (GRANT, HALL, OLD, COINS), strict=True):
        paper.write_text(text, encoding="utf-8")
    settings = Settings(home=folder / "shien")
    assistant.ingest(papers, settings)
    with assistant.open_assistant(settings) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("いまの会議室の利用料は？", "answered"),
        ("硬貨の入金は来年からいくら？", "answered"),
        ("会議室の利用料は来年からいくら？", "abstained"),
        ("今年度の会議室の利用料は？", "abstained"),
        ("改装補助金はまだ使えますか？", "abstained"),
        ("いまの駐車場の利用料は？", "abstained"),  # three years old
    ],
)
def test_a_paper_of_the_last_year_tells_what_holds_now(shien, question, status) -> None:
    assert shien.ask(question, engine="extractive", today=date(2026, 11, 1)).status == status
