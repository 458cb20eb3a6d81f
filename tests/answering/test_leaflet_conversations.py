"""An agency's leaflet in a conversation, as an advisor with a client on the telephone asks about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

import pytest

from evals.invented import Invented, opened_on

if TYPE_CHECKING:
    from assistant.opened import Assistant
    from assistant.types import Answer

GRANT = """# ちどり地域 機械更新補助金 ご案内（令和8年度）

## 補助の内容

- 補助率は対象経費の2分の1以内です。賃上げの計画を出した方は3分の2以内に引き上げます。
- 上限額は150万円、下限額は30万円です。
- 中古の機械は対象外です。

## 受付期間

- 2026年11月2日（月）から12月18日（金）17時必着
"""
CALL = """たんぽぽ連携補助金（第２回公募）の説明会

第２回の上限額は900万円です。
事業継続計画をつくる会社は、4回目の派遣に7,000円かかります。
"""
RESULTS = """たんぽぽ連携補助金（第１回公募）の採択結果

１件の上限額は1,200万円とした。
景気動向調査には214社が答えた。
冬木原商工会議所の事例集は、年に一度出る。
"""
DOCUMENTS = [
    Invented("grant", "ちどり地域 機械更新補助金 ご案内（令和8年度）", "2026-04-10", GRANT),
    Invented("call", "たんぽぽ連携補助金（第２回公募）の説明会", "2026-07-20", CALL),
    Invented("results", "たんぽぽ連携補助金（第１回公募）の採択結果", "2026-06-12", RESULTS),
]


@pytest.fixture(scope="module")
def agency(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with opened_on(DOCUMENTS, tmp_path_factory.mktemp("agency")) as shien:
        yield shien


def talk(shien: Assistant, questions: Sequence[str]) -> Answer:
    """The answer to the last of several questions of a conversation."""
    history: list[tuple[str, str]] = []
    for question in questions:
        answer = shien.ask(question, history, engine="extractive", today=date(2026, 11, 20))
        history += [("user", question), ("assistant", answer.text)]
    return answer


FIRST = "ちどりの機械の補助金、補助率は？"


@pytest.mark.parametrize(
    ("questions", "told"),
    [
        ([FIRST], "賃上げの計画を出した方は3分の2以内"),  # when the rate is another stands right behind it
        ([FIRST, "200万円だといくら出る？"], "2分の1以内"),  # a cap alone reads as if all of it were given
        ([FIRST, "200万円だといくら出る？"], "150万円"),
        ([FIRST, "200万円だといくら出る？", "いつまで？"], "12月18日"),  # an amount is no topic
        ([FIRST, "それ中古でもいい？"], "中古の機械は対象外"),
        (["たんぽぽの補助金の第2回、上限額は？"], "900万円"),
        (["ＢＣＰで4回目の派遣、いくらかかる？"], "7,000円"),
        (["景況調査、何社答えてる？"], "214社"),
        (["冬木原会議所の事例集ってどのくらい出るの？"], "年に一度"),
    ],
)
def test_what_an_advisor_asks_next_is_answered(agency, questions, told) -> None:
    answer = talk(agency, questions)
    assert answer.status == "answered" and told in answer.text


def test_the_cap_of_another_call_is_not_told(agency) -> None:
    assert "1,200万円" not in talk(agency, ["たんぽぽの補助金の第2回、上限額は？"]).text


def test_markdown_headings_are_no_statements(agency) -> None:
    answer = talk(agency, ["ちどりの機械の補助金ってどんな内容？"])
    assert answer.status == "answered" and not any("#" in one.text for one in answer.statements)
