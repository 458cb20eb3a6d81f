"""A measure of an imported list is offered in an answer like one of the documents: cited by its row, without a date of speaking."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import answer_to_dict
from assistant.answering.of_last import OFFERED_LEAD
from assistant.answering.pipeline import answer_question
from assistant.measures.importing.lists import import_list
from assistant.settings import Settings

LIST = (
    "制度名,種類,対象者,内容,対象地域\n"
    "機械導入応援補助金,補助金,従業員50人以下の中小企業者,昨年度に続き、機械を入れる費用を補助します,東京都\n"
)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    path = tmp_path / "区の一覧.csv"
    path.write_text(LIST, encoding="utf-8")
    settings = Settings(home=tmp_path / "home")
    import_list(settings, path)
    return settings


def test_a_trade_and_a_place_that_are_looked_for_are_no_business(shipped, settings) -> None:
    looked_for = answer_question("梅田あたりで一泊8千円以下のホテルない？", shipped.index, settings)
    assert not looked_for.measures
    told = answer_question(
        "大阪の旅館です。設備を入れ替えたいのですが何かありますか", shipped.index, settings
    )
    assert told.measures


def test_beside_measures_a_question_answered_in_part_stays_so(shipped, settings) -> None:
    question = (
        "今期赤字なんやけど試験研究費の減税、来期以降に回せるようになるって本当ですか？税理士の報酬は何円？"
    )
    answer = answer_question(question, shipped.index, settings)
    assert answer.measures and "3年" in answer.text
    assert answer.status == "partial" and answer.missing


def test_an_imported_measure_is_offered_with_its_row(shipped, settings) -> None:
    question = "従業員20人の東京都の会社です。機械を入れたいのですが使える補助金はありますか"
    answer = answer_question(question, shipped.index, settings)
    (offered,) = [measure for measure in answer.measures if measure.name == "機械導入応援補助金"]
    (row,) = [one for one in answer.citations if one.n == offered.citations[0]]
    assert row.source == "区の一覧.csv" and "区の一覧.csv 2行目" in row.section[0]
    assert answer_to_dict(answer)["measures"]


def test_a_measure_that_may_go_on_is_not_said_to_be_no_more_because_its_source_is_past(
    shipped, settings
) -> None:
    def past_boxes(question: str) -> list[tuple[str, set[int]]]:
        answer = answer_question(question, shipped.index, settings)
        assert any(one.standing == "unknown" for one in answer.measures)
        return [(one.text, set(one.citations)) for one in answer.notices if one.kind == "past"]

    ((text, _),) = past_boxes("関東で省エネに取り組みたい町工場、使える制度は？")
    assert text.startswith("過去の資料（2017年6月") and "にある施策です。いまも続いているかは" in text
    # A sentence of the past beside such a measure is still told to be of the past, with its own marks.
    (of_measures, numbers), (of_sentences, others) = past_boxes(
        "航空機部品の環境試験をしたい長野県飯田市の製造業、使える施設は？"
    )
    assert "いまも続いているかは" in of_measures and "現在の制度を示すものではありません" in of_sentences
    assert numbers and others and not numbers & others


def test_what_was_read_of_the_business_stands_below_the_lead_and_in_the_json(shipped, settings) -> None:
    answer = answer_question("従業員20人の東京都の会社です。機械を入れたい", shipped.index, settings)
    lead, read, *_ = answer.text.splitlines()
    assert lead == OFFERED_LEAD
    assert read.startswith("読み取ったこと: ") and "従業員数: 20人" in read and "東京都" in read
    told = answer_to_dict(answer)["understood"]["business"]
    assert read == f"読み取ったこと: {'、'.join(told)}"
    assert not answer_question("Go-Techの補助率は？", shipped.index, settings).understood.business
