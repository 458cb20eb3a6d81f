"""Names are understood as they are typed, and a wrong reading is never hidden."""

from __future__ import annotations

import pytest


def test_a_misspelt_name_is_answered_as_the_right_one_and_said(shipped) -> None:
    right, misspelt = (
        shipped.ask("ジェグテックは何社が使ってる？"),
        shipped.ask("ジェグテッグは何社が使ってる？"),
    )
    assert "40,000社" in right.text and misspelt.text == right.text
    told = [notice.text for notice in misspelt.notices if notice.kind == "resolved_name"]
    assert told == ["「ジェグテッグ」は「J-GoodTech」として探しました。"]


@pytest.mark.parametrize("said", ["ジェグテック", "じぇぐてっく", "ジエグテック", "ＪＧｏｏｄＴｅｃｈ"])
def test_another_way_to_write_a_name_is_not_remarked_on(shipped, said) -> None:
    answer = shipped.ask(f"{said}は何社が使ってる？")
    assert "40,000社" in answer.text
    assert not [notice for notice in answer.notices if notice.kind == "resolved_name"]


@pytest.mark.parametrize(
    "question",
    [
        "まちづくり補助金の補助率は？",
        "ＡＩ導入補助金の上限はいくら？",
        "ものがたり補助金の補助率は？",
        "株式会社ゴーデックの補助率は？",
    ],
)
def test_a_name_near_a_known_one_is_still_unknown(shipped, question) -> None:
    answer = shipped.ask(question)
    assert answer.status != "answered"
    assert not [notice for notice in answer.notices if notice.kind == "resolved_name"]


def test_a_body_is_found_in_what_it_published_itself(shipped) -> None:
    answer = shipped.ask("中企庁の資料で、J-GoodTechは何社が使ってる？")
    assert answer.status == "answered" and "40,000社" in answer.text
