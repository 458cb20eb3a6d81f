"""Grants by classes of a table with their caps and least amounts, shares of the asker's amount, and days to be reckoned."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from computed_samples import computed

from evals.invented import Invented, opened_on

if TYPE_CHECKING:
    from assistant.opened import Assistant

GRANT = """北沢市 設備支援補助金 募集要領
2　枠ごとの補助率・補助上限額
枠\t対象者\t補助率\t上限額\t下限額
通常枠\t中小企業者\t2分の1以内\t300万円\t50万円
小規模枠\t小規模企業者\t3分の2以内\t200万円\t20万円
3　補助対象経費
なお、中古品の購入費は補助対象経費の合計額の3割までとする。
4　端数の扱い
補助金の額に千円未満の端数があるときは、これを切り捨てる。
5　予算額
通常枠 4,500万円、小規模枠 2,400万円
6　受付期間
令和7年6月2日（月）から令和7年7月25日（金）まで
7　実績報告
事業が終わった日から20日以内に実績報告書を提出する。
"""
TWICE = """南原町 販路開拓補助金 しおり
補助率　補助対象経費の2分の1以内（小規模企業者は3分の2以内）
補助対象経費　出展料、広告費（補助対象経費の総額の3分の1まで）
減免を受けるには、受検日の14日前までに申請してください。
"""
LOANS = """みなみ信用組合 融資のご案内
【はやて】運転資金
　ご融資限度額：1,000万円　ご融資期間：5年以内
　利率：年2.4％（固定）
【こんごう】設備資金
　ご融資限度額：5,000万円　ご融資期間：15年以内
　利率：年1.8％（固定）
【共通】
・繰上返済の手数料は、繰り上げて返済する額の0.5％です。
"""


@pytest.fixture(scope="module")
def shien(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    texts = {"grant": GRANT, "twice": TWICE, "loans": LOANS}
    documents = [Invented(i, text.splitlines()[0], "2025-06-01", text) for i, text in texts.items()]
    with opened_on(documents, tmp_path_factory.mktemp("home")) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("北沢市の設備の補助、税抜450万の機械で小規模枠だとなんぼ出る？", "450万円 × 3分の2 ＝ 300万円、上限200万円のため200万円"),
        ("北沢市の設備支援、通常枠で税抜380万円の旋盤買ったら補助金はいくら？", "380万円 × 2分の1 ＝ 190万円"),
        ("北沢市の設備支援、小規模枠で100万円の機械だといくら出る？", "100万円 × 3分の2 ＝ 約66万6,667円、端数の扱い（1,000円未満は切り捨て）のため66万6,000円"),
        ("北沢市の通常枠で上限いっぱい300万もらうには、いくら以上の買い物がいる？", "300万円 ÷ 2分の1 ＝ 600万円"),
        ("北沢市の設備支援補助金、2つの枠の予算あわせてなんぼある？", "4,500万円 ＋ 2,400万円 ＝ 6,900万円"),
        ("北沢市の補助金、受付の締切まで今日からあと何日？", "2025年7月10日から2025年7月25日まで ＝ 15日"),
        ("北沢市の補助、事業が2026年2月15日に終わったら実績報告は何日まで？", "2026年2月15日 ＋ 20日 ＝ 2026年3月7日"),
        ("南原町の減免、受検が2025年12月20日やと申請はいつまで？", "2025年12月20日 − 14日 ＝ 2025年12月6日"),
        ("みなみ信組の「はやて」で600万借りたら最初の1年の利息はなんぼ？", "600万円 × 2.4% ＝ 14万4,000円（1年分）"),
        ("みなみ信組で残り800万円を繰上返済したいんやけど手数料いくら？", "800万円 × 0.5% ＝ 4万円"),
        ("みなみ信組で2025年12月にこんごうを借りて15年やと何年何月までに返し終わる？", "2025年12月 ＋ 15年 ＝ 2040年12月"),
    ],
)  # fmt: skip
def test_amounts_and_days_follow_from_the_row_the_rule_or_the_date(
    shien: Assistant, question: str, value: str
) -> None:
    told = [text.removeprefix("計算: ") for text in computed(shien, question)]
    assert len(told) == 1 and told[0].startswith(f"{value}（")


@pytest.mark.parametrize(
    "question",
    [
        "北沢市の設備補助、通常枠で税抜80万円の工具やといくら出ます？",  # below the least amount
        "北沢市の設備補助、機械400万。どの枠か決めてないけどいくら出る？",
        "北沢市の設備支援、通常枠で400万の中古の機械だといくら出る？",  # paid for in part only
        "南原町の販路開拓、展示会に60万円かけたらいくら出る？",  # of which size
        "南原町の販路開拓、広告費だけで90万円かけたら補助はいくら？",  # a share of the expenses is none of the grant
        "みなみ信組のはやてで1,500万貸してもらったら利息は1年でいくら？",  # more than is lent
        "みなみ信組で2025年12月にはやてを借りて10年やと何年何月までに返し終わる？",  # longer than it may be
    ],
)
def test_no_amount_follows_where_its_class_or_condition_is_open_or_not_met(
    shien: Assistant, question: str
) -> None:
    assert computed(shien, question) == []
