"""What the advisor sets by hand wins over what is read, facet by facet, or value by value where there are three states."""

from __future__ import annotations

import json

from assistant.measures.by_hand import is_set, profile_with, states, with_states, with_value, without
from assistant.measures.profile import Facet

READ = (
    Facet("employees", 20, said="20人"),
    Facet("industry", "retail", said="お店"),
    Facet("partner", "university", said="大学"),
    Facet("partner", "bank", holds=False, said="銀行はまだ"),
)


def test_what_is_set_replaces_what_was_read_of_that_facet_only() -> None:
    profile = profile_with(READ, with_value({}, "employees", 30))
    assert Facet("employees", 30) in profile
    assert [facet.name for facet in profile].count("employees") == 1
    assert Facet("industry", "retail", said="お店") in profile


def test_a_facet_set_to_unknown_is_unknown_whatever_was_read() -> None:
    for unknown, name in ((None, "employees"), ([], "industry")):
        assert not [one for one in profile_with(READ, with_value({}, name, unknown)) if one.name == name]


def test_one_value_of_three_states_leaves_the_others_to_the_reading() -> None:
    before = states(READ, "partner")
    by_hand = with_states({}, "partner", before, {**before, "sme": True, "bank": True})
    assert by_hand == {"partner": {"sme": True, "bank": True}}
    assert states(profile_with(READ, by_hand), "partner") == {"university": True, "sme": True, "bank": True}
    reread = (Facet("partner", "public_lab", said="産技センター"), Facet("partner", "bank", holds=False))
    assert states(profile_with(reread, by_hand), "partner") == {"public_lab": True, "sme": True, "bank": True}


def test_a_state_taken_back_to_unknown_stays_unknown() -> None:
    before = states(READ, "partner")
    by_hand = with_states({}, "partner", before, {"bank": False})
    assert by_hand == {"partner": {"university": None}}
    assert states(profile_with(READ, by_hand), "partner") == {"bank": False}


def test_nothing_changed_is_nothing_set() -> None:
    before = states(READ, "partner")
    assert with_states({}, "partner", before, before) == {}


def test_a_facet_left_to_the_reading_is_read_again() -> None:
    by_hand = without(with_value({}, "employees", 30), "employees")
    assert profile_with(READ, by_hand) == READ


def test_it_is_told_which_value_was_set() -> None:
    by_hand = {"partner": {"bank": True}, "employees": None}
    assert is_set(by_hand, "partner", "bank") and not is_set(by_hand, "partner", "university")
    assert is_set(by_hand, "employees") and not is_set(by_hand, "capital")


def test_it_outlives_being_kept_as_json_and_a_facet_that_is_no_more() -> None:
    by_hand = with_value(with_value({}, "region", ("栃木県",)), "gone", 1)
    assert profile_with((), json.loads(json.dumps(by_hand))) == (Facet("region", "栃木県"),)
