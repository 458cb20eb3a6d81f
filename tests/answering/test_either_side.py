"""Of rows for members and for others the ones asked for are told, however the question says whom it means."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from turns_samples import answers_in_turn

from evals.invented import TODAY, Invented, opened_on

if TYPE_CHECKING:
    from assistant.opened import Assistant

HALLS = """潮待ち会館 使用料
部屋\t区分\t午前\t午後
鯨の間\t会員\t3,100円\t4,200円
鯨の間\t非会員\t6,300円\t8,500円
鰯の間\t会員\t1,100円\t1,700円
鰯の間\t非会員\t2,300円\t3,500円
"""
LAB = """潮待ち工業所 検査室の料金
部屋\t区分\t1時間
検査室\t県内\t660円
\t県外\t990円
調整室\t県内\t330円
\t県外\t440円
"""
BOOTHS = """潮待ち商工会 見本市の助成
枠\t対象となる方\t上限額
国内枠\t県外の見本市に出展する方\t31万円
海外枠\t海外の見本市に出展する方\t62万円
"""
TAXES = """潮待ち商工会 収入の課税区分
収入\t課税区分\t科目
会費\t非課税\t会費収入
受検料\t課税\t検定収入
広告料\t課税\t広告収入
"""
MEMO = """電話番のメモ
最終更新 令和8年10月2日
【回す先】
資金繰り … 鴨下（内線12）
創業 … 篠田（内線18）
補助金 … 榎並（内線15）
"""
COURSES = """潮待ち商工会 創業の講座
番号\t講座\t日時\t講師\t申込締切
S11\t創業の相談会\t2月17日（水）\t本多 和彦\t2月15日（月）
S12\t創業の数字\t2月24日（水）\t安曇 浩二\t2月22日（月）
"""


@pytest.fixture(scope="module")
def agency(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    documents = [
        Invented("halls", "潮待ち会館 使用料", "2026-04-01", HALLS),
        Invented("lab", "潮待ち工業所 検査室の料金", "2026-04-01", LAB),
        Invented("booths", "潮待ち商工会 見本市の助成", "2026-04-01", BOOTHS),
        Invented("taxes", "潮待ち商工会 収入の課税区分", "2026-04-01", TAXES),
        Invented("memo", "電話番のメモ", "2026-10-02", MEMO),
        Invented("courses", "潮待ち商工会 創業の講座", "2026-11-01", COURSES),
    ]
    with opened_on(documents, tmp_path_factory.mktemp("sides")) as shien:
        yield shien


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        ("鯨の間の午後、会員の社長さんだといくら？", "4,200円", "8,500円"),
        ("鯨の間の午後、会員じゃない業者だといくら？", "8,500円", "4,200円"),
        ("鯨の間の午後、会員やないといくら？", "8,500円", "4,200円"),
        ("鯨の間の午後、会員以外はいくら？", "8,500円", "4,200円"),
        ("鯨の間の午後、非会員はいくら？", "8,500円", "4,200円"),
        ("会員ではありませんが、鯨の間の午後はいくら？", "8,500円", "4,200円"),
        ("まだ会員になってないんですけど、鯨の間の午後いくら？", "8,500円", "4,200円"),
        ("検査室の1時間、県外だといくら？", "990円", "660円"),
        ("検査室の1時間、県内の会社だといくら？", "660円", "990円"),
    ],
)
def test_the_row_is_of_whom_is_asked_for(agency: Assistant, question: str, told: str, not_told: str) -> None:
    shown = "\n".join(s.text for s in agency.ask(question, engine="extractive", today=TODAY).statements)
    assert told in shown
    assert not_told not in shown


@pytest.mark.parametrize(
    ("first", "then", "told"),
    [
        ("鯨の間の午後、非会員でいくら？", "会員だと？", "4,200円"),
        ("鯨の間の午後、会員だといくら？", "非会員は？", "8,500円"),
        ("検査室の県外はいくら？", "県内は？", "660円"),
    ],
)
def test_the_other_side_takes_the_place_of_the_one_asked_for(
    agency: Assistant, first: str, then: str, told: str
) -> None:
    assert told in answers_in_turn(agency, (first, then), TODAY)[1].statements[0].text


@pytest.mark.parametrize(("question", "first"), [("会費は課税？", "会費"), ("受検料は非課税？", "受検料")])
def test_whether_something_is_so_is_no_side(agency: Assistant, question: str, first: str) -> None:
    answer = agency.ask(question, engine="extractive", today=TODAY)
    assert answer.statements[0].text.startswith(f"{first}：")


def test_a_cell_that_says_more_than_a_side_is_of_none(agency: Assistant) -> None:
    answer = agency.ask("県内の会社です。見本市の国内枠の上限額は？", engine="extractive", today=TODAY)
    assert "31万円" in answer.statements[0].text


def test_both_are_told_where_both_are_asked_for(agency: Assistant) -> None:
    answer = agency.ask("鯨の間の午後、会員と非会員でいくら？", engine="extractive", today=TODAY)
    assert "4,200円" in answer.text
    assert "8,500円" in answer.text


def test_the_paper_pointed_at_first_is_the_one_asked(agency: Assistant) -> None:
    answer = agency.ask("電話番のメモで、創業の相談は誰に回すの？", engine="extractive", today=TODAY)
    assert "篠田（内線18）" in answer.statements[0].text
    assert {one.doc_id for one in answer.citations} == {answer.citations[0].doc_id}


def test_a_paper_nobody_holds_is_not_passed_over(agency: Assistant) -> None:
    answer = agency.ask("就業規則の手引きでは、上限は何時間？", engine="extractive", today=TODAY)
    assert answer.status == "abstained"


def test_what_the_paper_pointed_at_does_not_say_is_looked_for_elsewhere(agency: Assistant) -> None:
    answer = agency.ask("電話番のメモで、鯨の間の午後、会員はいくら？", engine="extractive", today=TODAY)
    assert "4,200円" in answer.text


def test_a_row_number_like_an_era_is_no_year(agency: Assistant) -> None:
    answer = agency.ask("創業の相談会、まだ申し込める？", engine="extractive", today=TODAY)
    assert "2月15日" in answer.statements[0].text
    assert "過ぎています" not in answer.text
