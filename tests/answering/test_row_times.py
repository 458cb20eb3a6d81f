"""What is still free or open on the day of asking, and what is held in the evening, is told from the rows that say so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import pytest

from assistant.answering.row_conditions import picking
from assistant.answering.row_parts import RowParts
from assistant.answering.row_times import is_in_the_evening, is_open
from evals.invented import Invented, opened_on

if TYPE_CHECKING:
    from assistant.opened import Assistant

TODAY = date(2026, 11, 23)
ROOMS = """潮待ち創業館 区画一覧
区画\t広さ\t月額\t空き状況
あさ\t20㎡\t24,000円\t満室
ひる\t31㎡\t36,000円\t空き
よる\t12㎡\t15,000円\t1月から空き予定
まひる\t40㎡\t47,000円\t満室（待機2社）
"""
COURSES = """潮待ち商工会 冬の講座
講座\t日時\t会場\t申込締切
帳簿の付け方\t12月8日 18:30～20:30\t本館\t12月1日
写真の撮り方\t12月10日 10:00～12:00\t本館\t11月20日
包み紙の工夫\t12月15日 13:30～19:00\t別館\t12月8日
値札の書き方\t1月12日 9:30～17:00\t別館\t1月5日
"""


@pytest.fixture(scope="module")
def agency(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    documents = [
        Invented("rooms", "潮待ち創業館 区画一覧", "2026-11-01", ROOMS),
        Invented("courses", "潮待ち商工会 冬の講座", "2026-11-01", COURSES),
    ]
    with opened_on(documents, tmp_path_factory.mktemp("times")) as shien:
        yield shien


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("潮待ち創業館でいま空いてる区画は？", ["ひる", "よる"]),
        ("創業館、空いてんのどこ？", ["ひる", "よる"]),
        ("まだ申し込める講座は？", ["帳簿の付け方", "包み紙の工夫", "値札の書き方"]),
        ("夜やってる講座ある？", ["帳簿の付け方", "包み紙の工夫"]),
    ],
)
def test_only_the_rows_that_meet_it_are_told(agency: Assistant, question: str, rows: list[str]) -> None:
    answer = agency.ask(question, engine="extractive", today=TODAY)
    assert [one.text.split("：")[0] for one in answer.statements if one.role == "answer"] == rows


@pytest.mark.parametrize(
    "question", ["11月10日に空いてる区画は？", "浜町で空いてる区画は？", "空いてる会議室は？"]
)
def test_rows_that_do_not_say_all_else_are_not_picked(agency: Assistant, question: str) -> None:
    answer = agency.ask(question, engine="extractive", today=TODAY)
    assert [one.text.split("：")[0] for one in answer.statements if one.role == "answer"] != ["ひる", "よる"]


@pytest.mark.parametrize(
    "question", ["もう締め切った?", "まだ申し込める?", "夜間の料金は?", "空き店舗の補助は?"]
)
def test_a_question_on_one_thing_asks_for_no_rows(question: str) -> None:
    assert picking(question, TODAY) == ()


def row(**cells: str) -> RowParts:
    """A row by its heads."""
    return RowParts(tuple(cells.values()), tuple(cells), "", ("",) * len(cells))


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (row(名="甲", 空き状況="空きあり"), True),
        (row(名="甲", 空き状況="○"), True),
        (row(名="甲", 空き状況="満室"), False),
        (row(名="甲", 申込締切="12月18日"), True),
        (row(名="甲", 申込締切="11月22日"), False),
        (row(名="甲", 申込締切="11月23日"), True),
        (row(名="甲", 申込締切="1月8日"), True),
        (row(名="甲", 申込締切="12月18日", 備考="満席になりました"), False),
        (row(名="甲", 募集期間="令和8年10月1日から11月10日まで"), False),
        (row(名="甲", 料金="空き店舗は半額"), False),
        (row(名="甲", 料金="500円"), False),
        (row(名="甲", 状況="空きなし"), False),
        (row(名="甲", 状況="残り0席"), False),
        (row(名="甲", 状況="残り10席"), True),
        (row(名="甲", 申込="受付前"), False),
        (row(名="甲", 申込="受付中", 備考="満席になり次第締め切ります"), True),
        (row(名="甲", 募集期間="令和9年1月29日まで（予算額に達し次第終了）"), True),
        (row(名="甲", 状況="空き店舗（改修要）"), True),
    ],
)
def test_what_is_open(parts: RowParts, expected: bool) -> None:
    assert is_open(parts, TODAY) is expected


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (row(名="甲", 日時="12月8日 18:30～20:30"), True),
        (row(名="甲", 時間="13時から19時"), True),
        (row(名="甲", 時間="18:00～"), True),
        (row(名="甲", 時間="10:00～18:00"), False),
        (row(名="甲", 曜日="毎週水曜の夜間"), True),
        (row(名="甲", 申込締切="12月1日 19:00"), False),
        (row(名="甲", 所要="24時間"), False),
        (row(名="甲", 備考="夜間は貸出しなし"), False),
        (row(名="甲", 夜間="利用不可"), False),
        (row(名="甲", 夜間="2,000円"), True),
        (row(名="甲", 夜間対応="あり"), True),
        (row(名="甲", 対応="24時間対応"), True),
        (row(名="甲", 時間="9:00～17:00", 備考="18:00までに退室"), False),
    ],
)
def test_what_is_in_the_evening(parts: RowParts, expected: bool) -> None:
    assert is_in_the_evening(parts) is expected
