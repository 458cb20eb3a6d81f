"""What is asked of the rows of a table picks those that meet it, and what is asked next is asked of the rows just shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

import pytest
from turns_samples import answers_in_turn

from assistant.answering.row_conditions import (
    asks_which,
    conditions_in,
    month_asked,
    without_conditions,
)
from assistant.answering.row_extremes import extreme_in
from assistant.answering.row_parts import row_parts
from assistant.answering.spans import Span
from assistant.text.normalise import normal_text
from evals.invented import Invented, opened_on

if TYPE_CHECKING:
    from assistant.opened import Assistant
    from assistant.types import Answer

ADVICE = """しらなみ商工会議所 専門家相談のご案内
相談\t開催日\t場所\t担当\t相談料\t予約
法務相談\t毎月第3火曜\t本館2階\t弁護士 灘 和夫\t無料\t3日前まで
開業相談\t毎週土曜\t駅前館\t診断士 湊 理恵\t無料\t不要
引継ぎ相談\t毎月第2土曜\t本館2階\t税理士 沖 健太\t無料\t1週間前まで
意匠相談\t毎月第1金曜\t駅前館\tデザイナー 汐 みか\t1回2,500円\t5日前まで
駅前館には駐車場がありません。
予約の取消しは前日までに電話でお願いします。
"""
COURSES = """しらなみ商工会議所 講座カレンダー
開催日\t曜日\t講座名\t会場\t受講料\t申込締切
令和8年12月3日\t木\tはじめての簿記\t本館2階\t無料\t11月26日
令和8年12月12日\t土\t値決めの考え方\tオンライン\t1,500円\t12月5日
令和9年1月16日\t土\t補助金の書き方\t本館2階\t無料\t1月8日
令和9年2月4日\t木\t動画で集客\tオンライン\t2,000円\t1月28日
"""
LOANS = """しらなみ信用金庫 融資商品のご案内
株式会社ではありません。
商品名\t融資金額\t金利\t担保
なぎさ資金\t500万円以下\t年2.4%\t不要
ともづな資金\t3,000万円以下\t年1.7%\t必要
かいどう資金\t1,200万円以下\t年2.9%\t不要
"""
SOON = date(2026, 11, 20)


@pytest.fixture(scope="module")
def agency(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    documents = [
        Invented("advice", "しらなみ商工会議所 専門家相談のご案内", "2026-10-01", ADVICE),
        Invented("courses", "しらなみ商工会議所 講座カレンダー", "2026-10-01", COURSES),
        Invented("loans", "しらなみ信用金庫 融資商品のご案内", "2026-10-01", LOANS),
    ]
    with opened_on(documents, tmp_path_factory.mktemp("picked")) as shien:
        yield shien


def last(agency: Assistant, *turns: str) -> Answer:
    """The answer to the last of several turns."""
    return answers_in_turn(agency, turns, SOON)[-1]


def told(answer: Answer, names: Sequence[str]) -> list[str]:
    return [name for name in names if name in answer.text]


ADVICES = ("法務相談", "開業相談", "引継ぎ相談", "意匠相談")
COURSES_BY_NAME = ("はじめての簿記", "値決めの考え方", "補助金の書き方", "動画で集客")
LOANS_BY_NAME = ("なぎさ資金", "ともづな資金", "かいどう資金")


@pytest.mark.parametrize(
    ("question", "names", "rows"),
    [
        ("しらなみ会議所の相談で土曜にやってるのは？", ADVICES, ["開業相談", "引継ぎ相談"]),
        ("予約いらない相談はどれ？", ADVICES, ["開業相談"]),
        ("お金かかる相談ってどれ？", ADVICES, ["意匠相談"]),
        ("12月の講座何がある？", COURSES_BY_NAME, ["はじめての簿記", "値決めの考え方"]),
        ("講座で無料のやつは？", COURSES_BY_NAME, ["はじめての簿記", "補助金の書き方"]),
        ("1月の講座で土曜のは？", COURSES_BY_NAME, ["補助金の書き方"]),
        ("オンラインの講座はどれ？", COURSES_BY_NAME, ["値決めの考え方", "動画で集客"]),
        ("信金の融資で担保いらないのはどれ？", LOANS_BY_NAME, ["なぎさ資金", "かいどう資金"]),
        ("融資で1000万円まで借りられるのは？", LOANS_BY_NAME, ["ともづな資金", "かいどう資金"]),
        ("融資で一番枠が大きいのは？", LOANS_BY_NAME, ["ともづな資金"]),
        ("金利が一番低い融資はどれ？", LOANS_BY_NAME, ["ともづな資金"]),
        ("一番金利が高い融資はどれ？", LOANS_BY_NAME, ["かいどう資金"]),
    ],
)
def test_only_the_rows_that_meet_what_is_asked_are_told(
    agency: Assistant, question: str, names: Sequence[str], rows: list[str]
) -> None:
    answer = agency.ask(question, engine="extractive", today=SOON)
    assert answer.status == "answered", answer.text
    assert sorted(told(answer, names)) == sorted(rows)


@pytest.mark.parametrize(
    ("turns", "names", "rows"),
    [
        (("法務相談はいつやってる？", "土曜にやってるのは？"), ADVICES, ["開業相談", "引継ぎ相談"]),
        (("土曜の相談はどれ？", "その中で予約いらないのは？"), ADVICES, ["開業相談"]),
        (("12月の講座何がある？", "無料のやつは？"), COURSES_BY_NAME, ["はじめての簿記"]),
        (
            ("12月の講座何がある？", "無料のやつは？", "申し込みいつまで？"),
            COURSES_BY_NAME,
            ["はじめての簿記"],
        ),
        (("融資で一番枠が大きいのは？", "金利は？"), LOANS_BY_NAME, ["ともづな資金"]),
        (("法務相談はいつやってる？", "誰が担当？"), ADVICES, ["法務相談"]),
        (("法務相談はいつやってる？", "意匠は？"), ADVICES, ["意匠相談"]),
    ],
)
def test_a_turn_goes_on_from_the_rows_just_shown(
    agency: Assistant, turns: Sequence[str], names: Sequence[str], rows: list[str]
) -> None:
    answer = last(agency, *turns)
    assert sorted(told(answer, names)) == sorted(rows), answer.text


def test_of_these_asks_of_the_rows_just_shown_only(agency: Assistant) -> None:
    answer = last(agency, "1月の講座はどれ？", "そのうち無料のは？")
    assert told(answer, COURSES_BY_NAME) == ["補助金の書き方"]


@pytest.mark.parametrize(
    ("question", "row"),
    [("法務相談は土曜もやってる？", "毎月第3火曜"), ("意匠相談って無料？", "1回2,500円")],
)
def test_what_is_asked_of_a_row_by_its_name_is_told_of_that_row(
    agency: Assistant, question: str, row: str
) -> None:
    assert row in agency.ask(question, engine="extractive", today=SOON).statements[0].text


def test_a_weekday_that_comes_again_tells_when(agency: Assistant) -> None:
    answer = agency.ask("引継ぎ相談はいつ？", engine="extractive", today=SOON)
    assert "毎月第2土曜" in answer.statements[0].text


@pytest.mark.parametrize("what", ["託児室", "レーザー彫刻機"])
def test_what_no_document_has_is_said_to_be_missing(agency: Assistant, what: str) -> None:
    answer = last(agency, "開業相談はどこでやってる？", f"{what}もある？")
    assert answer.status == "abstained"
    assert f"「{what}」" in answer.text


def test_a_deadline_in_a_row_is_of_the_year_of_the_row(agency: Assistant) -> None:
    answer = agency.ask("はじめての簿記、今からでも間に合う？", engine="extractive", today=SOON)
    assert answer.status == "answered"
    assert "11月26日" in answer.statements[0].text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("2月のセミナーで土曜のは？", ["土曜", "2月の"]),
        ("講習いらない機械はどれ？", ["講習いらない"]),
        ("土曜以外はある？", []),
        ("イノベーションネットの会員は何機関？", []),
        ("11月20日までに出すのはどれ？", []),
        ("補助率はいくつ？", []),
        ("", []),
    ],
)
def test_what_is_asked_of_rows_is_read_from_the_question(question: str, said: list[str]) -> None:
    assert [one.said for one in conditions_in(normal_text(question))] == said


def test_a_question_without_its_conditions_asks_for_its_value_only() -> None:
    assert without_conditions("お金かかる相談ってどれ?") == "相談ってどれ?"
    assert without_conditions("土曜の相談は何時から?") == "土曜の相談は何時から?"


def test_which_rows_is_asked_by_what_they_meet_or_by_the_most_of_it() -> None:
    assert asks_which("無料のやつは?")
    assert asks_which("一番安い機械はどれ?")
    assert not asks_which("土曜も開いてる?")
    assert not asks_which("締切はいつ?")


def test_the_last_month_named_is_the_one_asked_about() -> None:
    assert [one.said for one in month_asked("11月の講座は?\n12月の講座は?")] == ["12月の"]
    assert month_asked("講座は?") == ()


def row(heads: str, cells: str) -> tuple[Span, ...]:
    def span(start: int, text: str) -> Span:
        return Span("d", 0, start, start + len(text), text)

    return span(100, cells), span(0, heads)


def test_a_price_for_members_only_is_not_free() -> None:
    (free,) = conditions_in("無料のセミナーはどれ?")
    heads = "講座名\t開催日\t受講料"
    assert free.holds(row_parts(row(heads, "簿記\t1月8日\t無料")))
    assert not free.holds(row_parts(row(heads, "簿記\t1月8日\t会員無料、非会員2,000円")))


def test_a_closing_day_is_no_day_of_the_course() -> None:
    conditions = conditions_in("2月の講座はどれ?")
    heads = "開催日\t講座名\t申込締切"
    assert not conditions[0].holds(row_parts(row(heads, "令和9年3月5日\t簿記\t2月26日")))
    assert conditions[0].holds(row_parts(row(heads, "2027/2/5\t簿記\t1月29日")))


def test_the_highest_of_a_column_is_told_by_its_figures() -> None:
    extreme = extreme_in("一番枠が大きいのは?")
    assert extreme is not None
    heads = "保証名\t保証限度額\t保証期間"
    low, high = (
        extreme.value(row_parts(row(heads, cells)))
        for cells in ("甲\t8,000万円\t10年", "乙\t2億8,000万円\t15年")
    )
    assert low is not None
    assert high is not None
    assert low < high
    assert extreme.value(row_parts(row(heads, "丙\t別に定める\t5年"))) is None
