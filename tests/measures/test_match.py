"""From a situation to measures: what fits first, what is past apart, nothing promised."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.measures.match import match
from assistant.measures.profile import Facet

TODAY = date(2026, 6, 1)
RESEARCH = (Facet("purpose", "research"), Facet("employees", 30), Facet("partner", "university"))


def ids(candidates) -> list[str]:
    return [one.entry.id for one in candidates]


def found(text: str, profile, measures):
    return match(text, profile, measures, TODAY)


def test_the_measure_whose_conditions_are_met_comes_first(measures) -> None:
    result = found("大学と研究開発をしたい", RESEARCH, measures)
    first = result.candidates[0]
    assert first.entry.id == "joint-research" and first.fit == "likely"
    assert [one.verdict.met for one in first.judged] == [True, True]


def test_a_condition_not_met_makes_a_measure_unlikely_and_says_why(measures) -> None:
    result = found("研究開発", (Facet("purpose", "research"), Facet("employees", 400)), measures)
    (joint,) = [one for one in result.candidates if one.entry.id == "joint-research"]
    assert joint.fit == "unlikely"
    assert joint.judged[0].verdict.reason == "従業員400人（300人以下）"
    assert joint.judged[1].verdict.met is None  # what is not known is not taken as met


def test_past_measures_and_those_whose_window_is_over_stand_apart(measures) -> None:
    result = found("研究開発をしたい", RESEARCH, measures)
    assert {"old-research", "closed"} <= set(ids(result.past))
    assert not {"old-research", "closed"} & set(ids(result.candidates))
    assert {one.fit for one in result.past} == {"unlikely"}


def test_a_planned_measure_is_never_more_than_possible(measures) -> None:
    (planned,) = [
        one for one in found("研究開発", RESEARCH, measures).candidates if one.entry.id == "planned-research"
    ]
    assert (planned.standing, planned.fit) == ("planned", "possible")


def test_a_region_is_a_condition_and_a_desk_is_named_once(measures) -> None:
    result = found("販路を広げたい", (Facet("purpose", "sales"), Facet("region", "埼玉県")), measures)
    by_id = {one.entry.id: one for one in result.candidates}
    assert by_id["saitama-desk"].fit == "likely"
    assert "tokyo-desk-again" not in by_id and by_id["tokyo-desk"].fit == "unlikely"
    assert ids(result.candidates)[0] == "saitama-desk"


def test_what_is_for_another_purpose_does_not_come_into_question(measures) -> None:
    assert "machine" not in ids(found("販路を広げたい", (Facet("purpose", "sales"),), measures).candidates)


def test_facets_alone_are_enough(measures) -> None:
    assert found("", RESEARCH, measures).candidates[0].entry.id == "joint-research"


def test_nothing_known_asks_for_the_purpose_first(measures) -> None:
    result = found("支援はありますか", (), measures)
    assert result.questions and result.questions[0].facet == "purpose"


@pytest.mark.parametrize(
    "text", ["長野県のパン屋です。使える補助金は?", "長野県飯田市のパン屋です。補助金は?"]
)
def test_a_facility_is_not_offered_first_because_it_stands_where_the_client_is(text, of_every_kind) -> None:
    offered = ids(
        found(text, (Facet("industry", "retail"), Facet("region", "長野県")), of_every_kind).candidates
    )
    assert offered[0] in ("oven", "exhibition")


def test_a_facility_for_what_is_wanted_keeps_its_place(of_every_kind) -> None:
    wanted = (Facet("purpose", "quality"), Facet("region", "長野県"))
    assert ids(found("長野県で部品の試験をしたい", wanted, of_every_kind).candidates)[0] == "test-site"


def test_a_planned_measure_stands_behind_what_fits_as_well(of_every_kind) -> None:
    wanted = (Facet("purpose", "succession"),)
    offered = ids(found("会社の後継者を探したい", wanted, of_every_kind).candidates)
    assert offered[:2] == ["here", "to-come"]


@pytest.mark.parametrize("text", ["", "<script>alert(1)</script>", "ａ" * 5_000])
def test_any_text_is_matched_without_an_error(text, measures) -> None:
    found(text, (), measures)
