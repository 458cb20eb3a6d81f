"""The scenarios of newer documents are whole, and the measure tells a seen change from an unseen one."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import InputError
from evals.newer import Scenario, Told, describe, figures, load_scenarios, measure

SCENARIOS = load_scenarios()


def test_every_scenario_says_what_it_says() -> None:
    assert len({scenario.id for scenario in SCENARIOS}) == len(SCENARIOS) == 48
    for scenario in SCENARIOS:
        assert scenario.split in ("development", "sealed"), scenario.id
        assert scenario.old_value in scenario.older.text, scenario.id
        assert scenario.shown is None or scenario.shown in scenario.newer.text, scenario.id
        assert scenario.older.published < scenario.newer.published, scenario.id


def scenario(name: str, newer: str, shown: str | None) -> Scenario:
    older = Told(
        f"{name}補助金のご案内",
        "2021-04-01",
        f"{name}補助金の上限額は70万円です。\n申請は窓口で受け付けます。",
    )
    return Scenario(
        f"{name}-1",
        "development",
        "amount",
        older,
        Told("お知らせ", "2026-04-01", newer),
        f"{name}補助金の上限額はいくら？",
        shown is not None,
        "70万円",
        shown,
    )


def test_a_change_that_is_quoted_counts_as_seen_and_one_that_is_not_as_unseen(tmp_path: Path) -> None:
    told = scenario("こまどり", "こまどり補助金は令和7年度をもって廃止しました。", "令和7年度をもって廃止")
    same = scenario("うぐいす", "うぐいす補助金の説明会を開きます。", None)
    unseen = scenario("ほととぎす", "駐車場の工事のお知らせです。来月から使えません。", "来月から使えません")
    outcomes = {one.scenario.id: one for one in measure([told, same, unseen], tmp_path)}
    assert outcomes["こまどり-1"].sees_change and outcomes["こまどり-1"].told_of_change
    assert not outcomes["うぐいす-1"].told_of_change
    assert outcomes["ほととぎす-1"].old_alone and not outcomes["ほととぎす-1"].sees_change
    values = figures(list(outcomes.values()))
    assert values["seen"].value == 0.5 and values["seen"].n == 2
    assert values["told_without_need"].value == 0
    assert "ほととぎす-1" in describe("development", list(outcomes.values()), verbose=True)


def test_of_the_sealed_half_no_scenario_is_listed(tmp_path: Path) -> None:
    from dataclasses import replace

    unseen = replace(scenario("ほおじろ", "駐車場の工事のお知らせです。", "駐車場の工事"), split="sealed")
    assert "ほおじろ-1" not in describe("sealed", measure([unseen], tmp_path), verbose=True)


def test_a_scenario_that_contradicts_itself_is_told_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "set.jsonl"
    file.write_text(
        '{"id":"a","split":"development","kind":"same","older":{"title":"t","published":"2020","text":"x"},'
        '"newer":{"title":"t","published":"2021","text":"y"},"question":"?","changed":true,"old_value":"x","shown":null}',
        encoding="utf-8",
    )
    with pytest.raises(InputError) as told:
        load_scenarios(file)
    assert "1 行目" in told.value.message
