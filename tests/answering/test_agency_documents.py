"""An agency's own documents side by side: each answered from the right one, and refused where none says it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import pytest

from assistant.answering.pipeline import answer_question
from evals.invented import Invented, opened_on

if TYPE_CHECKING:
    from assistant.opened import Assistant
    from assistant.types import Answer

FEES = """夕凪県産業技術センター 機器使用料一覧
■ 機器使用料
機器名　単位　県内の方　県外の方
引張試験機　1時間　820　1,640
粒度分布計　1時間　1,130　2,260
■ 担当
担当 | 機器 | 電話
材料科 | 引張試験機 | 0190-11-2201
粉体科 | 粒度分布計 | 0190-11-2202
■ 試験を頼むとき
試験項目　手数料　標準日数
硬さ試験　1,900　4日
"""
TOWN = """夕凪町 店先改装補助金 募集案内（令和8年度）
１　補助の内容
補助率は対象経費の半分です。補助率の詳しい計算の方法は、町の要綱の加算の項をご覧ください。
上限額：35万円
２　募集期間
令和8年6月8日（月）～7月17日（金）
■ 持ち物
印鑑、見積書の写し
■ 申込方法
1) 町役場の窓口に申込書を出す
2) 2週間ほどで結果が届く
"""
OTHER_TOWN = """浜風町 店先改装補助金 募集案内（令和8年度）
１　補助の内容
補助率は対象経費の5分の4です。
上限額：90万円
２　募集期間
令和8年9月1日（火）～9月30日（水）
"""
SCHEDULE = """うしお市 連携拠点の募集スケジュール
令和8年5月11日 公募開始
令和8年12月4日 公募締切
"""
LETTER = """なぎさ商工会だより 第7号
2026年10月1日配信
【1】なんでも法律相談
11月12日（木）13時から、会館2階。
【2】つくし補助金のお知らせ
つくし補助金の上限額は15万円です。
"""


@pytest.fixture(scope="module")
def agency(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    documents = [
        Invented("fees", "夕凪県産業技術センター 機器使用料一覧", "2026-04-01", FEES),
        Invented("town", "夕凪町 店先改装補助金 募集案内（令和8年度）", "2026-05-11", TOWN),
        Invented("other", "浜風町 店先改装補助金 募集案内（令和8年度）", "2026-05-11", OTHER_TOWN),
        Invented("schedule", "うしお市 連携拠点の募集スケジュール", "2026-05-01", SCHEDULE),
        Invented("letter", "なぎさ商工会だより 第7号", "2026-10-01", LETTER),
    ]
    with opened_on(documents, tmp_path_factory.mktemp("agency")) as shien:
        yield shien


def ask(shien: Assistant, question: str, history: tuple[tuple[str, str], ...] = ()) -> Answer:
    return answer_question(
        question,
        shien.index,
        shien.settings,
        history=history,
        engine="extractive",
        today=date(2026, 11, 20),
    )


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        ("夕凪町の店先改装補助金の上限額は？", "35万円", "90万円"),
        ("浜風町の店先改装補助金の上限額は？", "90万円", "35万円"),
        (
            "夕凪町の店先改装補助金、補助率は？",
            "補助率は対象経費の半分です。",
            "5分の4",
        ),  # no speaker's 「…の石村です。」
        (
            "産技センターの粒度分布計、電話番号は？",
            "0190-11-2202",
            "0190-11-2201",
        ),  # a shortened name; one row
        (
            "夕凪町の店先改装、募集期間はいつからいつまで？",
            "7月17日",
            "9月30日",
        ),  # the heading says what it is
        ("夕凪町の店先改装の補助金、持ち物は何？", "見積書の写し", "申込書"),
        ("産業技術センターの硬さ試験、何日で結果もらえる？", "4日", "820"),
        ("つくし補助金の上限額は？", "15万円", "35万円"),  # a name in hiragana
        ("うしお市の連携拠点、公募の締切いつ？", "12月4日", "過ぎています"),  # and not the day it begins
    ],
)
def test_a_value_is_told_of_the_thing_asked_about(agency, question, told, untold) -> None:
    answer = ask(agency, question)
    assert answer.status == "answered"
    assert told in answer.text and untold not in answer.text


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("産業技術センターのアレルゲン検査、1検体いくら？", "アレルゲン検査"),  # no document has a word of it
        ("産業技術センターの表面粗さ計、1時間いくら？", "表面粗さ計"),
        ("湯ノ又町にも店先改装の補助ある？", "湯ノ又町"),  # a town no document names
        ("湯ノ又町の補助金を使いたいのですが、上限額はいくらですか？", "湯ノ又町"),
        ("夕凪町の店先改装補助金、去年の上限額は？", "去年の上限額"),  # this year's edition only
        ("なぎさ商工会の法律相談、12月は何日？", "12月"),
        ("夕凪町の店先改装補助金、何件応募があった？", "数"),  # 35万円 and 7月17日 are no number of cases
        ("夕凪町の店先改装補助金の申込のURLは？", "電話番号・連絡先"),
    ],
)
def test_what_no_document_says_of_it_is_missing(agency, question, missing) -> None:
    answer = ask(agency, question)
    assert answer.status == "abstained", answer.text
    assert missing in answer.text


def test_a_client_in_a_town_nobody_names_is_no_question_for_that_town(agency) -> None:
    assert "35万円" in ask(agency, "湯ノ又町の会社です。夕凪町の店先改装補助金の上限額は？").text


def test_a_deadline_of_this_month_that_has_passed_is_called_gone(agency) -> None:
    answer = ask(agency, "浜風町の店先改装補助金の締切は？")
    assert "資料にある期限（2026年9月30日まで）は過ぎています。" in answer.text


def test_the_same_facts_in_a_conversation(agency) -> None:
    first = ask(agency, "夕凪町の店先改装補助金の上限額は？")
    turns = (("user", first.question), ("assistant", first.text))
    source = ask(agency, "それっていつの時点の話？", turns)
    assert "夕凪町 店先改装補助金 募集案内（令和8年度）" in source.text and "2026年5月11日" in source.text
    assert [notice.kind for notice in source.notices][:1] == ["source"]
    assert source.citations[0].doc_id == "town"
    assert "見積書の写し" in ask(agency, "持ち物は？", turns).text


def test_what_else_there_is_is_not_what_was_shown(agency) -> None:
    first = ask(agency, "浜風町の店先改装補助金の補助率は？")
    turns = (("user", first.question), ("assistant", first.text))
    assert first.statements[0].text not in ask(agency, "他には？", turns).text
