"""Computed values from figures that stand apart: each is taken by the words it is said of, and else none is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from computed_samples import computed

from evals.invented import Invented, opened_on

if TYPE_CHECKING:
    from assistant.opened import Assistant

BUDGET = """森川県 木材利用の予算
令和7年度の内訳は次のとおり。
農林水産省 ： 120億円
国土交通省 ： 45億円
環境省 ： 15億円
国土交通省は、前年度の30億円から増額。
林業大学校の建設費は公表されていない。
"""
VISITS = """川添市 ものづくり相談室の実績
年度\t相談件数\t訪問件数
令和4年度\t400件\t120件
令和5年度\t500件\t150件
令和6年度\t600件\t180件
令和6年度の相談員は12人である。
訪問の時間は数え方が年により異なり、比較できない。
"""
SURVEY = """青根町 空き店舗調査
調査票は200社に配布し、80社から回答を得た。
困っていること（複数回答）
人手がない 40%
客が減った 55%
出店の講座 定員30人（申込 18人）。
"""
CAUSES = """小波町 廃業の調査
回答数：300社
【問1】廃業の理由（複数回答）
　跡取りがない 48.2%
　売上が減った 23.1%
【問2】従業員の年齢
　60歳以上 36.5%
"""
COURSE = """唐松センター 溶接の基礎講座 受講者募集
主催：唐松センター
◆会場　唐松センター 第2研修室
◆定員　24人（7月1日現在の申込 17人）
◆受講料（1人、税込、資料代込み）
　会員企業　22,000円
"""
GRANT = """白浜町 店舗改装補助金のご案内
補助率は対象経費の2分の1以内、上限は60万円です。
受講料は1人4,000円、会員は1人2,500円です。
陶芸の講座は秋に開きます。
"""
CLASSES = """雲井県 設備更新補助金
一般枠 補助率1/2、上限50万円
連携枠 補助率1/2、上限200万円
"""
EXPENSES = """霧島町 看板改修補助金
補助対象経費の上限300万円、補助率1/2以内とする。
"""
FEES = """星野試験場 点検と給付
点検料 8,000円（1,000時間ごと）
給付金の額は30万円とする。
初級 52人
中級 60人
上級 40人
"""
LOSSES = "夕凪組合 部門の損益\n単位：百万円\n部門\t令和6年度\n観光\t80\n温泉\t△30\n"
FEWER = """朝霧市 窓口の相談
相談件数は、令和5年度の120件から令和6年度の100件となった。
"""
DOCUMENTS = [
    Invented("classes", "雲井県 設備更新補助金", "2025-04-01", CLASSES),
    Invented("expenses", "霧島町 看板改修補助金", "2025-04-01", EXPENSES),
    Invented("fees", "星野試験場 点検と給付", "2025-04-01", FEES),
    Invented("losses", "夕凪組合 部門の損益", "2025-04-01", LOSSES),
    Invented("fewer", "朝霧市 窓口の相談", "2025-04-01", FEWER),
    Invented("budget", "森川県 木材利用の予算", "2025-04-01", BUDGET),
    Invented("visits", "川添市 ものづくり相談室の実績", "2025-05-01", VISITS),
    Invented("survey", "青根町 空き店舗調査", "2025-03-01", SURVEY),
    Invented("causes", "小波町 廃業の調査", "2025-03-01", CAUSES),
    Invented("course", "唐松センター 溶接の基礎講座", "2025-07-01", COURSE),
    Invented("grant", "白浜町 店舗改装補助金のご案内", "2025-06-01", GRANT),
]


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with opened_on(DOCUMENTS, tmp_path_factory.mktemp("invented")) as shien:
        yield shien


@pytest.mark.parametrize(
    ("question", "result"),
    [
        ("森川県の木材利用の予算、農水と国交を足すといくら？", "120億円 ＋ 45億円 ＝ 165億円"),
        ("森川県の木材利用の予算で、国交省の分は環境省の何倍？", "45億円 ÷ 15億円 ＝ 3倍"),
        ("森川県の木材利用予算、国交省は前の年度からいくら増えた？", "45億円 − 30億円 ＝ 15億円"),
        ("川添市の相談室の相談件数、令和4年度から6年度までの合計は何件？", "400件 ＋ 500件 ＋ 600件 ＝ 1,500件"),
        ("川添市の相談室の相談件数、令和4年度と比べて6年度は何倍になった？", "600件 ÷ 400件 ＝ 1.5倍"),
        ("川添市の相談室、令和6年度の相談は相談員1人あたり何件？", "600件 ÷ 12人 ＝ 50件"),
        ("青根町の空き店舗調査、返してこなかった会社は何社？", "200社 − 80社 ＝ 120社"),
        ("青根町の出店の講座、あと何人入れる？", "30人 − 18人 ＝ 12人"),
        ("白浜町の店舗改装の補助で、90万円の工事だといくら出る？", "90万円 × 2分の1 ＝ 45万円"),
        ("白浜町の店舗改装の補助で、200万円の工事だといくら出る？", "100万円、上限60万円のため60万円"),
        ("森川県の木材利用の予算で、環境省の分は国交省の何倍？", "15億円 ÷ 45億円 ＝ 約0.33倍"),
        ("夕凪組合の損益、観光と温泉を合わせるといくら？", "80百万円 ＋ △30百万円 ＝ 5,000万円"),
        ("朝霧市の窓口の相談件数、令和5年度から令和6年度で何件増えた？", "120件 − 100件 ＝ 20件の減少"),
        ("雲井県の設備更新の補助金、連携の枠で300万の設備を税抜で買うたら会社の持ち出しはいくら？", "150万円、自己負担は 300万円 − 150万円"),
        ("溶接の基礎講座、7月頭の時点であと何人入れる？", "24人 − 17人 ＝ 7人"),
        ("星野試験場の点検料、3,000時間ならいくら？", "8,000円 × (3,000時間 ÷ 1,000時間) ＝ 2万4,000円"),
    ],
)  # fmt: skip
def test_figures_are_put_together_by_what_they_are_said_of(invented, question, result) -> None:
    assert any(result in text for text in computed(invented, question)), computed(invented, question)


@pytest.mark.parametrize(
    "question",
    [
        "森川県の木材利用の予算、農水と厚労を足すといくら？",  # one of the two has no figure
        "森川県の林業大学校の建設費は環境省の予算の何倍？",  # said to be unpublished
        "青根町の空き店舗調査、人手がないと客が減ったを合わせると何%？",  # answers that overlap
        "小波町の廃業の調査、跡取りがないのと売上が減ったの、どっちかに当てはまる会社は合わせて何%？",  # the same, told by the heading
        "青根町の調査、200社と80社を足した280社が対象ってこと？",  # a sum of the asker's own
        "川添市の相談室の訪問の時間、令和4年度から6年度でどれだけ増えた？",  # said not to be comparable
        "白浜町の陶芸の講座に会員から3人出すといくら？",  # the fee is another course's
        "雲井県の設備更新の補助、300万円の設備だといくら出る？",  # two classes with caps of their own
        "霧島町の看板改修の補助、500万円の看板だといくら出る？",  # the cap is on the expenses
        "星野試験場の給付金、従業員8人の会社だといくら？",  # a size is no number to multiply by
        "星野試験場の令和3年の参加者は全部で何人？",  # 3 is of the year, not of the lines
        "朝霧市の窓口の相談、商店街だけだと令和5年度から6年度で何件減った？",  # a case of its own
    ],
)
def test_what_the_page_leaves_open_is_not_computed(invented, question) -> None:
    assert computed(invented, question) == []
