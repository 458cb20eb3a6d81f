"""A part of what is counted, or a price, is not told with the value of the whole, or with a market's size."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from assistant.answering.part_or_price import part_or_price_missing
from assistant.text.normalise import normal_text

if TYPE_CHECKING:
    from assistant.opened import Assistant


@pytest.mark.parametrize(
    ("question", "not_told"),
    [
        ("産総研に直接くる相談のうち、共同研究の契約まで行くのって年に何件くらいですか", "共同研究の契約"),
        ("飯田に作る飛行機部品の試験の拠点、装置を1日借りたらなんぼ？", "料金"),
    ],
)
def test_what_no_value_is_of_is_said_to_be_missing(shipped: Assistant, question: str, not_told: str) -> None:
    answer = shipped.ask(question, engine="extractive")
    assert answer.status == "abstained"
    assert not_told in answer.missing[0]


def test_a_part_told_in_other_words_is_answered(shipped: Assistant) -> None:
    answer = shipped.ask("支援機関のうち生え抜き職員が半分いってないのは何機関？", engine="extractive")
    assert "38 機関" in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "うちの会社は従業員何人まで対象？",
        "うちみたいな製造業は何人まで？",
        "補助金を利用するといくらもらえる？",
    ],
)
def test_a_firm_of_ones_own_is_no_part_and_a_grant_no_price(question: str, evidence_of: Any) -> None:
    assert (
        part_or_price_missing(normal_text(question), [evidence_of("上限は2億円、対象は20人以下です。")]) == ""
    )
