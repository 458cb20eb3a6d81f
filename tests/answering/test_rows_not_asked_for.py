"""Rows are picked only where rows are asked for; the words of a condition do not take a question away from the row it is about."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import pytest
from turns_samples import answers_in_turn

from evals.invented import Invented, opened_on

if TYPE_CHECKING:
    from assistant.opened import Assistant
    from assistant.types import Answer

ADVICE = """うみべ町商工会 専門相談のご案内
相談\t開催日\t担当\t相談料\t予約
経営相談\t平日毎日\t経営指導員\t無料\t不要
税務相談\t毎月第1水曜\t税理士\t無料\t要（3日前まで）
法務相談\t毎月第2金曜\t弁護士\t1回5,500円\t要（1週間前まで）
開業相談\t毎週土曜\t中小企業診断士\t無料\t要
"""
COURSES = """うみべ町商工会 講座のご案内
番号\t開催日\t講座名\t受講料\t申込締切
1\t令和8年11月26日（木）\tはじめての請求書\t無料\t11月20日
2\t令和8年12月5日（土）\t店のしゃしん術\t会員無料、一般2,000円\t11月30日
3\t令和8年12月10日（木）\t値決めセミナー\t1,500円\t12月4日
"""
FEES = """うみべ町商工会 会費のご案内
区分\t規模\t年会費
個人\t従業員0～4人\t9,000円
個人\t従業員5～19人\t14,000円
個人\t従業員20人以上\t22,000円
"""
ROOMS = """うみべ町会館 貸室のご案内
室名\t定員\t1時間の料金
大広間\t80名\t2,100円
中広間\t30名\t1,300円
茶室\t8名\t700円
会館には車いすの方のための席があります。
取消料は3日前から料金の半分です。
"""
GRANT = """沖網市 店舗改装補助金のご案内
補助率は2分の1以内、上限は40万円です。
申込みは令和9年1月29日までです。
■ 提出書類
（1） 申請書
（2） 改装の図面
（3） 見積書の写し
申請書は窓口に持参してください。
"""
ROSTER = """専門家の名簿
番号\t氏名\t得意分野\t派遣できる曜日\tオンライン
1\t磯部 洋\t事業再生、資金繰り\t月・水\t不可
2\t浜口 律\t販路開拓、展示会\t木\t可
3\t岩瀬 環\t労務\t木・金\t可
"""
BRIDGE = """つなぎ資金のご案内
小売業は対象外です。
限度額は300万円です。
"""
AWARD = """おもてなし認定のご案内
■ 認定の対象
・小売業を営む店
・飲食業を営む店
・宿泊業を営む宿
"""
LATER = date(2026, 12, 1)


@pytest.fixture(scope="module")
def agency(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    documents = [
        Invented("advice", "うみべ町商工会 専門相談のご案内", "2026-10-01", ADVICE),
        Invented("courses", "うみべ町商工会 講座のご案内", "2026-10-01", COURSES),
        Invented("fees", "うみべ町商工会 会費のご案内", "2026-10-01", FEES),
        Invented("rooms", "うみべ町会館 貸室のご案内", "2026-10-01", ROOMS),
        Invented("grant", "沖網市 店舗改装補助金のご案内", "2026-10-01", GRANT),
        Invented("bridge", "つなぎ資金のご案内", "2026-10-01", BRIDGE),
        Invented("award", "おもてなし認定のご案内", "2026-10-01", AWARD),
        Invented("roster", "専門家の名簿", "2026-10-01", ROSTER),
    ]
    with opened_on(documents, tmp_path_factory.mktemp("rows")) as shien:
        yield shien


def last(agency: Assistant, *turns: str) -> Answer:
    """The answer to the last of several turns."""
    return answers_in_turn(agency, turns, LATER)[-1]


@pytest.mark.parametrize(
    ("turns", "row"),
    [
        (("税務相談はいつ？", "予約なしで行ける？"), "税務相談：予約 要（3日前まで）"),
        (("法務相談はいつ？", "無料なの？"), "法務相談：相談料 1回5,500円"),
        (("法務は無料で受けられる？",), "法務相談"),
        (("大広間の料金は？", "茶室の方は？"), "茶室："),
        (("税務相談はいつ？", "法務の方は？"), "法務相談：開催日 毎月第2金曜"),
        (("うみべ町商工会、個人で従業員8人やと会費いくら？",), "個人：年会費 14,000円、規模 従業員5～19人"),
        (("木曜に来れる先生で販路に強い人だれ？",), "浜口 律"),
        (("事業最盛の先生は誰？",), "磯部 洋"),
        (("貸室で一番安いのはどれ？",), "茶室"),
    ],
)
def test_the_row_asked_about_is_told_first(agency: Assistant, turns: tuple[str, ...], row: str) -> None:
    answer = last(agency, *turns)
    assert answer.statements, answer.text
    assert answer.statements[0].text.startswith(row), answer.text


@pytest.mark.parametrize(
    ("turns", "told", "untold"),
    [
        (("金曜の相談はどれ？",), {"経営相談", "法務相談"}, {"税務相談", "開業相談"}),
        (("土曜の相談はどれ？",), {"開業相談"}, {"経営相談", "税務相談", "法務相談"}),
        (("予約いる相談はどれ？",), {"税務相談", "法務相談", "開業相談"}, {"経営相談"}),
        (("12月の講座は？",), {"店のしゃしん術", "値決めセミナー"}, {"はじめての請求書"}),
        (("会員なら無料の講座は？",), {"店のしゃしん術", "はじめての請求書"}, {"値決めセミナー"}),
        (("12月の講座何がある？", "土曜の相談は？"), {"開業相談"}, {"店のしゃしん術"}),
        (("大広間の料金は？", "他の部屋は？"), {"中広間", "茶室"}, set()),
    ],
)
def test_all_rows_that_meet_it_and_no_others(
    agency: Assistant, turns: tuple[str, ...], told: set[str], untold: set[str]
) -> None:
    answer = last(agency, *turns)
    assert answer.status == "answered", answer.text
    assert {name for name in told if name in answer.text} == told, answer.text
    assert not {name for name in untold if name in answer.text}, answer.text


def test_a_deadline_that_has_passed_is_said_to_be_past_though_the_row_is_of_a_later_day(
    agency: Assistant,
) -> None:
    answer = last(agency, "はじめての請求書、まだ間に合う？")
    assert "2026年11月20日" in answer.text
    assert "過ぎ" in answer.text + "".join(one.text for one in answer.notices)


@pytest.mark.parametrize("question", ["キャンセル料はある？", "車椅子の席ある？"])
def test_what_is_there_in_other_letters_is_not_said_to_be_missing(agency: Assistant, question: str) -> None:
    assert last(agency, question).status == "answered"


def test_papers_to_be_handed_in_are_told_whole_and_first(agency: Assistant) -> None:
    answer = last(agency, "店舗改装の補助金、出す書類ぜんぶ教えて")
    told = [one.text for one in answer.statements if one.role == "answer"]
    assert [text[:3] for text in told[:3]] == ["（1）", "（2）", "（3）"], answer.text


@pytest.mark.parametrize("question", ["鷺淵市の店舗改装補助金、上限いくら？", "鷺淵市の改装の補助率は？"])
def test_another_towns_paper_does_not_answer(agency: Assistant, question: str) -> None:
    answer = last(agency, question)
    assert answer.status == "abstained", answer.text
    assert "40万円" not in answer.text


@pytest.mark.parametrize("question", ["一番高いのは？", "補助率が一番高いのは？", "土曜のは？"])
def test_a_question_that_says_of_what_it_is_in_no_way_is_asked_back(agency: Assistant, question: str) -> None:
    assert last(agency, question).status == "needs_clarification"


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("店舗改装補助金の書類は郵送でいい？", "申請書は窓口に持参"),
        ("小売業はつなぎ資金の対象？", "小売業は対象外です。"),
    ],
)
def test_a_question_on_papers_or_on_whom_does_not_bring_a_list_first(
    agency: Assistant, question: str, first: str
) -> None:
    assert first in last(agency, question).statements[0].text


def test_the_least_is_of_what_was_asked_of_before(agency: Assistant) -> None:
    answer = last(agency, "貸室で一番定員が多いのはどれ？", "一番少ないのは？")
    assert answer.statements[0].text.startswith("茶室："), answer.text
