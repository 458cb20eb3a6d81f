"""What is said to be missing is missing: a part of a question is sought where another part was answered before it is given up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from evals.invented import TODAY, Invented, opened_on

if TYPE_CHECKING:
    from assistant.opened import Assistant

TOOLS = """浜梨県 道具更新支援金のご案内

1 対象
県内の小規模事業者（従業員20人以下。商業・サービス業は5人以下）が使う道具の更新を支援します。

2 支援の額
支援率は3分の2以内、上限額は40万円です。

3 提出
支援金の申請書は電子メールでは受け付けません。
提出部数は正本1部、副本2部です。
郵送の場合は令和8年12月9日までに県の事務局が受け付けたものに限ります。
"""
TALKS = """浜梨県 経営相談会のお知らせ

相談会は毎月第2火曜に県民会館で開きます。
相談は1回45分、無料です。
相談会の申込みは電話で受け付けます。
"""


@pytest.fixture(scope="module")
def agency(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    documents = [
        Invented("tools", "浜梨県 道具更新支援金のご案内", "2026-04-01", TOOLS),
        Invented("talks", "浜梨県 経営相談会のお知らせ", "2026-04-01", TALKS),
    ]
    with opened_on(documents, tmp_path_factory.mktemp("again")) as shien:
        yield shien


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("道具更新支援金はメールで出していい？何部？", "副本2部"),
        ("うち従業員4人の美容室やけど道具更新支援金の対象になる？率も教えて", "3分の2"),
        ("道具更新支援金は郵送でもいける？いつまでに着けばいい？", "12月9日"),
        ("経営相談会って何曜にやってる？日にちまで分かる？", "第2火曜"),
    ],
)
def test_a_part_that_leans_on_another_is_found_where_that_was(
    agency: Assistant, question: str, expected: str
) -> None:
    answer = agency.ask(question, engine="extractive", today=TODAY)
    assert answer.status == "answered" and not answer.missing
    assert any(expected in statement.text for statement in answer.statements)


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("経営相談会は何曜？講師の謝金はいくら？", "金額"),
        ("道具更新支援金の上限は？行き先はどこ？", "行き先はどこ"),
        ("道具更新支援金の上限は？きらめき応援金の率は？", "「きらめき応援金」"),
    ],
)
def test_a_part_about_something_else_stays_missing(agency: Assistant, question: str, missing: str) -> None:
    answer = agency.ask(question, engine="extractive", today=TODAY)
    assert answer.status == "partial" and answer.missing == (missing,)


def test_sentences_that_say_none_of_its_words_answer_no_part_after_a_refused_one(agency: Assistant) -> None:
    question = "経営相談会の参加者は何人ですか、更新とかいるのかな"
    assert agency.ask(question, engine="extractive", today=TODAY).status == "abstained"
