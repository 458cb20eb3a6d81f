"""A talk stays with the paper it is about: what is told of the client meanwhile does not lead away from it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from turns_samples import answers_in_turn

from evals.invented import TODAY, Invented, opened_on

if TYPE_CHECKING:
    from assistant.opened import Assistant

BOOTHS = """浜梨県見本市出展支援事業 募集案内

第1 目的
県内の中小企業者が県外の見本市に出展する費用の一部を助成します。

第2 助成の額
助成率は3分の2以内とし、上限額は40万円とします。
2社以上で共同して出展するときは、上限額を90万円とします。

第3 対象とならない経費
次の経費は助成の対象となりません。
ア　役員及び従業員の人件費
イ　交通費及び宿泊費
ウ　飲食の費用

第4 提出書類
申請には、申請書、見積書の写し及び直近2期の決算書を提出してください。
"""
LATHES = """浜梨県金属加工業 設備更新補助金のご案内

1 概要
従業員20人以下の金属加工業の方が旋盤などを更新する費用を補助します。

2 補助の額
補助率は2分の1以内、上限額は150万円です。

3 対象とならない経費
金属加工の工具、消耗品は補助の対象となりません。
"""


@pytest.fixture(scope="module")
def agency(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    documents = [
        Invented("booths", "浜梨県見本市出展支援事業 募集案内", "2026-04-01", BOOTHS),
        Invented("lathes", "浜梨県金属加工業 設備更新補助金のご案内", "2026-04-01", LATHES),
    ]
    with opened_on(documents, tmp_path_factory.mktemp("talked")) as shien:
        yield shien


@pytest.mark.parametrize(
    ("turn", "expected", "of_the_other"),
    [
        ("社員12人の金属加工なんです。上限は？", "40万円", "150万円"),
        ("社員12人の金属加工の会社ですけど、率は？", "3分の2", "2分の1"),
    ],
)
def test_what_is_told_of_the_client_is_no_new_topic(
    agency: Assistant, turn: str, expected: str, of_the_other: str
) -> None:
    first, then = answers_in_turn(agency, ("見本市出展支援って何を助成する？", turn), TODAY)
    assert "見本市" in first.statements[0].text
    shown = "\n".join(one.text for one in then.statements if one.role == "answer")
    assert expected in shown
    assert of_the_other not in shown


def test_a_named_paper_is_gone_over_to(agency: Assistant) -> None:
    _, then = answers_in_turn(
        agency, ("見本市出展支援って何を助成する？", "社員12人の会社です。設備更新補助金の上限は？"), TODAY
    )
    assert "150万円" in then.statements[0].text


def test_another_matter_takes_nothing_along(agency: Assistant) -> None:
    turns = ("見本市出展支援の提出書類は？", "ところで金属加工の設備更新補助金って何？", "上限は？")
    assert "150万円" in answers_in_turn(agency, turns, TODAY)[2].statements[0].text


def test_what_comes_next_is_of_what_was_asked_not_of_the_client(agency: Assistant) -> None:
    turns = ("社員12人の金属加工ですけど、見本市出展支援の上限は？", "対象にならない経費は？")
    then = answers_in_turn(agency, turns, TODAY)[1]
    shown = "\n".join(one.text for one in then.statements if one.role == "answer")
    assert all(item in shown for item in ("人件費", "宿泊費", "飲食の費用"))
    assert "消耗品" not in shown
