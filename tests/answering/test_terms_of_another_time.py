"""Terms of another year, of before a change, and of another turn than those told are refused; those told are answered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import pytest

import assistant
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.opened import Assistant

TEXT = (
    "うぐいす町 空き店舗家賃補助金のご案内\n\n発行日 2026年4月1日\n\n"
    "うぐいす町空き店舗家賃補助金の上限額は月6万円です。\n\n"
    "1年目は家賃の2分の1、2年目は家賃の3分の1を補助します。\n\n"
    "めじろ市 設備資金のご案内\n\nめじろ市設備資金の利率は年1.5%です。\n"
)


@pytest.fixture(scope="module")
def shien(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("terms")
    (folder / "documents").mkdir()
    (folder / "documents" / "rent.txt").write_text(TEXT, encoding="utf-8")
    settings = Settings(home=folder / "home", model=None)
    assistant.ingest([folder / "documents"], settings)
    with assistant.open_assistant(settings) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("うぐいす町の空き店舗家賃補助金、去年の上限額はいくらでしたか", "去年の上限額"),
        ("めじろ市設備資金の利率、改定する前は何%でしたか", "改定する前の利率"),
        ("うぐいす町の空き店舗家賃補助金、3年目は家賃の何分の1が補助されますか", "3年目の割合"),
    ],
)
def test_a_value_of_today_is_not_told_for_another_time(shien: Assistant, question: str, missing: str) -> None:
    answer = shien.ask(question, engine="extractive", today=date(2026, 11, 1))
    assert (answer.status, answer.missing) == ("abstained", (missing,))


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("うぐいす町の空き店舗家賃補助金の上限額はいくらですか", "6万円"),
        ("めじろ市設備資金の利率は何%ですか", "1.5%"),
        ("うぐいす町の空き店舗家賃補助金、2年目は家賃の何分の1が補助されますか", "3分の1"),
    ],
)
def test_a_value_of_the_time_told_is_answered(shien: Assistant, question: str, value: str) -> None:
    answer = shien.ask(question, engine="extractive", today=date(2026, 11, 1))
    assert answer.status == "answered" and value in answer.text
