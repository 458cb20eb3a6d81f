"""A turn that names nothing of its own is not answered from a paper nobody spoke of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from turns_samples import answers_in_turn

from evals.invented import TODAY, Invented, opened_on

if TYPE_CHECKING:
    from assistant.opened import Assistant

HALL = """みさき会議所 会議室のご案内

大会議室は1区分5,500円です。
小会議室は1区分1,100円です。
申込みは利用日の1か月前から受け付けます。
飲食は小会議室に限りできます。
"""
TESTS = """浜風試験所 依頼試験のご案内

引張試験は1試料2,860円です。
支払いは納入通知書による前納とし、クレジットカードは取り扱いません。
レーザー加工機は1時間1,650円です。
試験の修了証は出しません。
"""


@pytest.fixture(scope="module")
def agency(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    documents = [
        Invented("hall", "みさき会議所 会議室のご案内", "2026-04-01", HALL),
        Invented("tests", "浜風試験所 依頼試験のご案内", "2026-04-01", TESTS),
    ]
    with opened_on(documents, tmp_path_factory.mktemp("within")) as shien:
        yield shien


@pytest.mark.parametrize(
    ("turn", "of_another"),
    [("レーザー加工機もある？", "レーザー加工機は1時間"), ("修了証は出る？", "修了証")],
)
def test_what_another_office_says_is_shown_as_near_and_no_answer(agency, turn, of_another) -> None:
    last = answers_in_turn(agency, ["みさき会議所の大会議室いくら？", turn], TODAY)[-1]
    assert last.status == "abstained"
    assert of_another in last.text


def test_the_papers_talked_of_are_asked_first(agency) -> None:
    last = answers_in_turn(agency, ["みさき会議所の大会議室いくら？", "飲食はできる？"], TODAY)[-1]
    assert last.status == "answered" and "小会議室に限り" in last.text


def test_a_turn_that_names_the_other_paper_is_answered_from_it(agency) -> None:
    turns = ["みさき会議所の大会議室いくら？", "浜風試験所はカードで払える？"]
    last = answers_in_turn(agency, turns, TODAY)[-1]
    assert last.status == "answered" and "取り扱いません" in last.text


def test_asked_by_itself_every_paper_may_answer(agency) -> None:
    alone = agency.ask("クレジットカードで払える？", engine="extractive", today=TODAY)
    assert alone.status == "answered" and "取り扱いません" in alone.text


def test_a_second_answer_does_not_make_the_first_paper_forgotten(agency) -> None:
    turns = ["みさき会議所の大会議室いくら？", "浜風試験所の引張試験いくら？", "飲食はできる？"]
    last = answers_in_turn(agency, turns, TODAY)[-1]
    assert "小会議室に限り" in last.text
