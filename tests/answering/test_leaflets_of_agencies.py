"""What an agency takes in as it is, without a catalogue: how its leaflets are laid out, and where they are pointed to."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import pytest

import assistant
from assistant.answering.pipeline import answer_question
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.opened import Assistant
    from assistant.types import Answer

TODAY = date(2026, 11, 22)
LOAN = """たちばな県制度融資 新分野挑戦資金
令和8年度版

1 融資対象者
 新分野に進出する県内中小企業者

2 資金使途
 設備資金、運転資金

3 融資限度額
 8,000万円

4 融資利率
 年1.55％（固定）

5 融資期間
 10年以内（据置2年以内）

6 取扱期間
 令和8年4月1日から令和9年3月31日まで

お問い合わせ先 たちばな県産業労働部 創業・イノベーション推進課
"""
GRANT = """かしわ市 設備更新支援補助金のご案内（令和8年度）
発行日: 2026年4月1日

1. 対象者
かしわ市に事業所を有する中小製造業者が行う設備の更新を支援します。

2. 受付期間
令和8年5月11日（月）から令和8年12月25日（金）まで。
"""
SHOPS = """もみじ市 店舗改装補助金

市内の小売業、飲食業を営む方が行う店舗の改装に要する経費の一部を補助します。
【申請期間】令和8年10月1日から令和8年12月18日まで
"""
SAKE = """たちばな県 地酒輸出チャレンジ補助金

【対象】県内の清酒製造業者
【申込受付】令和8年4月1日（水）～令和8年9月30日（水）
"""
DAY = """たちばな支援センター 経営相談会のご案内
2026年10月1日

日時 2026年12月3日（木）13時30分から16時
会場 産業史料館 会議室
参加費 無料
定員 12名 先着順
"""
EXPERTS = """たちばな商工会議所 専門家派遣のご案内

対　象　　県内の小規模事業者の方
定　員　　40名　先着順
申　込　　随時受け付けています
"""


@pytest.fixture(scope="module")
def agency(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    home = tmp_path_factory.mktemp("agency")
    folder = home / "leaflets"
    folder.mkdir()
    for name, text in {
        "loan": LOAN,
        "grant": GRANT,
        "shops": SHOPS,
        "sake": SAKE,
        "day": DAY,
        "experts": EXPERTS,
    }.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    settings = Settings(home=home / "shien", model=None)
    assistant.ingest([settings.corpus], settings)
    assistant.ingest([folder], settings)
    with assistant.open_assistant(settings) as shien:
        yield shien
    shutil.rmtree(home)


def ask(shien: Assistant, question: str) -> Answer:
    return answer_question(question, shien.index, shien.settings, engine="extractive", today=TODAY)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("新分野挑戦資金の限度額は？", "8,000万円"),
        ("新分野挑戦資金の利率は？", "年1.55％（固定）"),
        ("新分野挑戦資金はいつまで使える？", "令和9年3月31日まで"),
        ("新分野挑戦資金の問い合わせ先は？", "創業・イノベーション推進課"),
        ("かしわ市の設備更新支援補助金の締切は？", "令和8年12月25日（金）まで。"),
        ("経営相談会はいつ？", "日時 2026年12月3日（木）"),
        ("経営相談会の参加費は？", "参加費 無料"),
        ("経営相談会の定員は？", "定員 12名"),
        ("たちばな商工会議所の専門家派遣はまだ申し込める？", "随時受け付けています"),
        ("たちばな商工会議所の専門家派遣の定員は？", "40名"),
    ],
)
def test_the_value_below_its_label_answers(agency: Assistant, question: str, value: str) -> None:
    answer = ask(agency, question)
    assert answer.status == "answered" and value in answer.statements[0].text


def test_the_day_a_leaflet_was_printed_is_not_the_day_of_what_it_announces(agency: Assistant) -> None:
    answer = ask(agency, "経営相談会はいつ？")
    assert "2026年10月1日" not in [statement.text for statement in answer.statements]


def test_what_opens_now_is_told_with_its_time_whatever_is_known_of_the_papers_standing(
    agency: Assistant,
) -> None:
    answer = ask(agency, "もみじ市の店舗改装補助金は今申し込める？")
    assert answer.status == "answered" and "12月18日まで" in answer.text


def test_what_has_closed_this_year_is_said_to_be_over(agency: Assistant) -> None:
    answer = ask(agency, "地酒輸出チャレンジ補助金はまだ申し込める？")
    assert answer.text.startswith("資料にある期限（2026年9月30日まで）は過ぎています。")


def test_a_leaflet_is_dated_by_its_own_word_and_never_from_the_future(agency: Assistant) -> None:
    dates = {document.source: document.published for document in agency.documents()}
    assert dates["grant.txt"] == "2026-04-01" and dates["day.txt"] == "2026-10-01"


def test_who_looks_for_a_measure_is_pointed_to_the_agencys_own_papers(agency: Assistant) -> None:
    answer = ask(agency, "もみじ市のパン屋ですが店を改装したい。使える補助金は？")
    assert answer.measures and "取り込んだ資料に、次の案内があります" in answer.text
    (first, *_) = answer.statements
    assert "店舗改装補助金" in {c.n: c.title for c in answer.citations}[first.citations[0]]
    assert first.support == "verified"


def test_the_shipped_documents_alone_point_to_no_papers(shipped: Assistant) -> None:
    answer = ask(shipped, "従業員30人の金属加工、設備を入れたい。使える補助金は？")
    assert answer.measures and "次の案内があります" not in answer.text
