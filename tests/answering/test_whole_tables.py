"""What is asked of all rows of a table is answered from all of them, however many passages the table is cut into."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from turns_samples import answers_in_turn

from evals.invented import TODAY, Invented, opened_on

if TYPE_CHECKING:
    from assistant.opened import Assistant
    from assistant.types import Answer

KINDS = ("顕微鏡", "硬度計", "旋盤", "恒温槽", "粘度計", "分光器", "乾燥機", "秤")
ROOMS = ("東", "西", "南", "北", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "甲", "乙")
NEEDS_NO_COURSE = 7
"""Every so manieth machine."""
MACHINES = tuple(f"{room}室{kind}" for room in ROOMS for kind in KINDS)
CHEAPEST, DEAREST = MACHINES[100], MACHINES[3]


def fee(at: int) -> int:
    return {100: 90, 3: 9_900}.get(at, 300 + 37 * at)


ROWS = [
    f"{name}\t{fee(at):,}円\t{'不要' if at % NEEDS_NO_COURSE == 0 else '必須'}\t"
    f"{name}は、測定と評価の両方に用いる。詳しくは窓口で聞いてください。"
    for at, name in enumerate(MACHINES)
]
LIST = "帆立県工業センター 開放機器一覧\n機器名\t1時間の料金\t講習\t備考\n" + "\n".join(ROWS) + "\n"


@pytest.fixture(scope="module")
def agency(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    documents = [Invented("list", "帆立県工業センター 開放機器一覧", "2026-04-01", LIST)]
    with opened_on(documents, tmp_path_factory.mktemp("whole")) as shien:
        yield shien


def turns(agency: Assistant, *asked: str) -> list[Answer]:
    """The answers to several turns."""
    return answers_in_turn(agency, asked, TODAY)


@pytest.mark.parametrize(
    ("question", "machine"),
    [("開放機器で一番安いのはどれ？", CHEAPEST), ("開放機器で一番高いのはどれ？", DEAREST)],
)
def test_the_extreme_is_of_the_whole_table(agency: Assistant, question: str, machine: str) -> None:
    answer = turns(agency, question)[0]
    assert answer.statements[0].text.startswith(f"{machine}：")
    assert len([one for one in answer.statements if one.role == "answer"]) == 1


def test_rows_that_do_not_fit_on_one_answer_are_counted_and_told_when_asked_for(agency: Assistant) -> None:
    expected = [name for at, name in enumerate(MACHINES) if at % NEEDS_NO_COURSE == 0]
    first, second, third = turns(agency, "講習がいらない機器はどれ？", "ほかには？", "ほかには？")
    told = [one.text.partition("：")[0] for answer in (first, second) for one in answer.statements]
    assert told == expected
    assert f"ほかに{len(expected) - len(first.statements)}件" in first.notices[0].text
    assert [one.kind for one in second.notices].count("left_out") == 0
    assert third.status == "abstained"
    assert "条件に合うほかのもの" in third.text
