"""A value told of another country, of another answer, or of another plan is not told as the one asked for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import pytest

from evals.invented import Invented, opened_on

if TYPE_CHECKING:
    from assistant.opened import Assistant

SURVEY = """汐見市 工房調査の結果

新しい品を出した工房の割合は、日本では約14%と他の国より低い。
催しについては、「助かった」との回答が最も多かった。会員であることに満足という回答は6割を超えている。
夕凪振興計画の認定を進める。講習会は年に8件開く。
"""


@pytest.fixture(scope="module")
def agency(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    survey = Invented("survey", "汐見市 工房調査の結果", "2026-05-20", SURVEY)
    with opened_on([survey], tmp_path_factory.mktemp("agency")) as shien:
        yield shien


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("新しい品を出した工房の割合、ドイツだと何％？", "ドイツの割合"),
        ("催しが「助かった」って答えた会員は何割？", "「助かった」の割合"),
    ],
)
def test_a_value_of_something_else_is_not_told(agency, question, missing) -> None:
    answer = agency.ask(question, engine="extractive", today=date(2026, 11, 22))
    assert answer.status == "abstained" and answer.missing == (missing,)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("新しい品を出した工房の割合、日本だと何％？", "約14%"),
        ("会員に「満足」って答えたの、何割？", "6割"),
    ],
)
def test_the_value_asked_for_is_told(agency, question, told) -> None:
    answer = agency.ask(question, engine="extractive", today=date(2026, 11, 22))
    assert answer.status == "answered" and told in answer.text


def test_somebody_asked_about_in_spoken_words_is_looked_up_by_name(agency) -> None:
    answer = agency.ask("立花賢二さんて人、どこの所属？", engine="extractive", today=date(2026, 11, 22))
    assert answer.status == "abstained" and "立花賢二" in answer.text
