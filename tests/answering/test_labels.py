"""Labels of a drawing are told where a question asks for as many things of their end, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from turns_samples import answers_in_turn

from evals.invented import TODAY, Invented, opened_on

if TYPE_CHECKING:
    from assistant.opened import Assistant

SLIDES = """浜風県 橋渡し人材の手引き
橋渡し人材に求められる力

橋渡し人材は、町の工場と買い手の間に立ち、話がまとまるまで寄り添う人です。

聞取力

説得力

段取力

橋渡し人材は、県内に12名います。
"""
OTHER = """浜風県 講座のご案内
橋渡し人材の講座は、年に3回開きます。
"""
LABELS = ["聞取力", "説得力", "段取力"]


@pytest.fixture(scope="module")
def agency(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    documents = [
        Invented("slides", "浜風県 橋渡し人材の手引き", "2026-04-01", SLIDES),
        Invented("other", "浜風県 講座のご案内", "2026-05-01", OTHER),
    ]
    with opened_on(documents, tmp_path_factory.mktemp("labels")) as shien:
        yield shien


@pytest.mark.parametrize("question", ["橋渡し人材に要る力って3つ何？", "橋渡し人材に要る〇〇力、三つ挙げて"])
def test_labels_are_told_first(agency: Assistant, question: str) -> None:
    answer = agency.ask(question, engine="extractive", today=TODAY)
    assert [one.text for one in answer.statements[:3]] == LABELS


@pytest.mark.parametrize(
    "question",
    ["橋渡し人材に要る力って4つ何？", "橋渡し人材って何をする人？", "橋渡し人材を使う会社を3つ教えて"],
)
def test_another_number_or_another_thing_is_none_of_theirs(agency: Assistant, question: str) -> None:
    answer = agency.ask(question, engine="extractive", today=TODAY)
    assert [one.text for one in answer.statements[:3]] != LABELS


def test_where_labels_are_from_is_told(agency: Assistant) -> None:
    source = answers_in_turn(agency, ("橋渡し人材に要る力って3つ何？", "それいつの資料？"), TODAY)[1]
    assert "手引き" in source.text
    assert "ご案内" not in source.text
