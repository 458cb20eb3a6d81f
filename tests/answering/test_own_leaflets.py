"""Questions on an agency's own leaflets: values in tables however these are drawn, deadlines however they are told."""

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

SPACED = """しおかぜ市 店舗改装応援助成金のご案内
助成内容
区分 助成率 上限額
一般枠 1/2 50万円
若手枠 2/3 100万円
受付期間
令和7年6月1日から令和7年12月25日まで受け付けます。予算額に達し次第終了します。
"""
MARKDOWN = """# やまびこ町 販路開拓支援補助金のご案内

## 補助の内容

| 区分 | 補助率 | 上限額（万円） |
|---|---|---|
| 国内枠 | 1/3 | 30 |
| 海外枠 | 3/4 | 80 |
"""
LABELS = """うぐいす町 空き店舗補助金

補助率\t2分の1以内
上限額\t50万円
受付期間\t5月1日から6月30日まで
"""
PRICES = """うぐいす町 会館の利用料

小ホール\t1,500円\t定員20名
大ホール\t9,000円\t定員200名
"""
NUMBERED = """こだま市 創業者向け運転資金のご案内

1 対象者
創業5年未満の方

2 融資限度額
700万円

3 融資利率
年1.65%（固定）

4 受付締切
2025年12月19日（金）
"""
TABS = "みどり県 設備更新補助金\n区分\t補助率\t限度額\n小口型\t1/2\t40万円\n成長型\t2/3\t300万円\n"


@pytest.fixture(scope="module")
def leaflets(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    documents = [
        Invented("spaced", "しおかぜ市 店舗改装応援助成金のご案内", "2025-05-10", SPACED),
        Invented("markdown", "やまびこ町 販路開拓支援補助金のご案内", "2025-05-10", MARKDOWN),
        Invented("labels", "うぐいす町 空き店舗補助金", "2025-05-10", LABELS),
        Invented("prices", "うぐいす町 会館の利用料", "2025-05-10", PRICES),
        Invented("numbered", "こだま市 創業者向け運転資金のご案内", "2025-05-10", NUMBERED),
        Invented("tabs", "みどり県 設備更新補助金", "2025-05-10", TABS),
    ]
    with opened_on(documents, tmp_path_factory.mktemp("leaflets")) as shien:
        yield shien


def ask(shien: Assistant, question: str) -> Answer:
    return answer_question(question, shien.index, shien.settings, engine="extractive", today=date(2025, 7, 1))


@pytest.mark.parametrize(
    ("question", "row"),
    [
        ("しおかぜ市の店舗改装応援助成金の若手枠の上限額は？", "若手枠：助成率 2/3、上限額 100万円"),
        ("しおかぜ市の店舗改装応援助成金の一般枠の助成率は？", "一般枠：助成率 1/2、上限額 50万円"),
        ("やまびこ町の販路開拓支援補助金の海外枠の補助率は？", "海外枠：補助率 3/4、上限額（万円） 80"),
        ("みどり県の設備更新補助金の成長型の限度額は？", "成長型：補助率 2/3、限度額 300万円"),
    ],
)  # fmt: skip
def test_a_value_in_a_table_is_found_by_its_row_and_column(leaflets, question, row) -> None:
    answer = ask(leaflets, question)
    assert answer.status == "answered"
    assert row in [statement.text for statement in answer.statements]
    pages = {c.n: leaflets.index.page_text(c.doc_id, c.page_index) for c in answer.citations}
    assert all(pages[c.n][c.start : c.end] == c.quote for c in answer.citations)


@pytest.mark.parametrize(
    ("question", "own", "others"),
    [
        ("うぐいす町の空き店舗補助金の上限額は？", "上限額：50万円", "上限額：2分の1"),
        ("うぐいす町の会館の大ホールの利用料は？", "大ホール：9,000円", "1,500円 9,000円"),
    ],
)
def test_a_first_row_that_holds_values_heads_nothing(leaflets, question, own, others) -> None:
    answer = ask(leaflets, question)
    assert answer.status == "answered" and own in answer.text and others not in answer.text


def test_until_when_one_can_apply_is_a_deadline(leaflets) -> None:
    answer = ask(leaflets, "しおかぜ市の店舗改装応援助成金、受付はいつまで？")
    assert answer.status == "answered" and "12月25日まで受け付けます" in answer.text


def test_a_name_that_holds_a_word_for_a_value_is_kept_whole(leaflets) -> None:
    answer = ask(leaflets, "小規模事業者持続化補助金の上限額は？")
    assert answer.status == "abstained"
    assert "「小規模事業者持続化補助金」の記載は見つかりませんでした" in answer.text


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("創業者向け運転資金の利率は？", "年1.65%（固定）"),
        ("創業者向け運転資金はいくらまで借りられる？", "700万円"),
    ],
)
def test_a_value_below_its_numbered_heading_is_of_that_heading(
    leaflets: Assistant, question: str, value: str
) -> None:
    answer = ask(leaflets, question)
    assert answer.status == "answered"
    assert value in answer.text


def test_what_a_leaflet_holds_is_told_where_a_question_names_no_programme(leaflets: Assistant) -> None:
    answer = ask(leaflets, "融資の利率は何％？")
    assert "年1.65%（固定）" in answer.text
