"""Pairs of questions are whole: one is told in its file, one nowhere near, and both count."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from assistant.documents.load import load_pages
from assistant.settings import Settings
from evals.measures import contains
from evals.office_conversations import DATASETS
from evals.plain_answers import Asked
from evals.plain_answers import Outcome as Plain
from evals.told_and_untold import Outcome, describe, figures, load_twins

HALVES = ("development", "sealed")
PAIRS = {"development": 60, "sealed": 40}


@pytest.mark.parametrize("half", HALVES)
def test_of_each_pair_one_is_told_and_one_is_not(half: str) -> None:
    twins = load_twins(half)
    told = Counter(one.pair for one in twins if one.asked.is_answerable)
    untold = Counter(one.pair for one in twins if not one.asked.is_answerable)
    assert told == untold and set(told.values()) == {1} and len(told) == PAIRS[half]
    assert len({one.asked.question for one in twins}) == len(twins)


@pytest.mark.parametrize("half", HALVES)
def test_every_fact_and_every_other_value_stands_in_some_file(half: str, tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    paths = (DATASETS / half / "documents").iterdir()
    text = "\n".join(page.text for path in paths for page in load_pages(path, settings)).replace("\t", "、")
    asked = [one.asked for one in load_twins(half)]
    lost = [one.id for one in asked for fact in one.nuggets if not any(contains(text, said) for said in fact)]
    strange = [one.id for one in asked for value in one.forbidden if not contains(text, value)]
    assert (lost, strange) == ([], [])


def test_a_pair_is_right_where_both_are() -> None:
    told = Asked("a-t", "料金は？", "amount", True, (("300円",),), ())
    untold = Asked("a-n", "割増は？", "amount", False, (), ("300円",))
    outcomes = [
        Outcome(Plain(told, "answered", "300円です。", "300円です。"), "a"),
        Outcome(Plain(untold, "abstained", "書かれていません。"), "a"),
        Outcome(Plain(told, "answered", "300円です。", "300円です。"), "b"),
        Outcome(Plain(untold, "answered", "300円です。", "300円です。"), "b"),
    ]
    found = figures(outcomes)
    assert (found["pair_right"].value, found["pair_right"].n) == (0.5, 2)
    assert (found["refused"].value, found["forbidden_shown"].value) == (0.5, 0.5)
    assert "割増" not in describe("sealed", outcomes, verbose=True)
    assert "割増" in describe("development", outcomes, verbose=True)
