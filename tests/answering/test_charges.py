"""What is to be paid: prices times how many, added, and changed by the rules of their page; else nothing is computed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from computed_samples import computed

import assistant
from assistant.settings import Settings
from evals.invented import Invented, opened_on

if TYPE_CHECKING:
    from assistant.opened import Assistant

TESTS = """楢川県試験場 依頼試験手数料表
試験項目\t単位\t手数料（円）
引張試験（常温）\t1本\t3,000
引張試験（高温）\t1本\t9,000
硬さ試験\t1点\t1,200
腐食試験\t24時間ごと\t2,500
（注）
1　県外に事業所を置く方の手数料は、上の表の額の1.5倍とします。
2　英文の成績書は、1通につき1,800円を加算します。
3　試料の加工が必要な場合は、別に加工料がかかります。
4　引張試験は1回に30本までとします。
"""
ROOMS = """磯辺会館 貸会議室の料金
| 室名 | 午前（9〜12時） | 午後（13〜17時） |
|---|---|---|
| 大会議室 | 20,000円 | 26,000円 |
| 小会議室 | 4,000円 | 6,000円 |
■ 加算・割引
・土曜・日曜・祝日のご利用は2割増です。
・会員以外の方は上表の1.5倍の料金となります。
・5日以上続けてご利用の場合は1割を引きます。
■ 取消料
29日前から8日前まで 利用料の30％／7日前から当日まで 利用料の全額
"""
DUES = """桑原商工会 会費のご案内
会費は、従業員数により、次の年額をいただきます。
従業員5人以下　年額 12,000円
6人〜20人　　　年額 24,000円
21人以上　　　 年額 42,000円
加入のときに、加入金として3,000円をいただきます（個人事業主は1,000円）。
10月1日以降に加入された年度の会費は半額です。
会費は6月と11月の2回に分けてお支払いいただけます。
"""
LAB = """創業支援施設「みさきラボ」入居のご案内
◆ 賃料（月額・税込）
部屋\t面積\t賃料\t共益費
オフィスA\t18㎡\t30,000円\t5,000円
◆ 入居のときに必要な費用
保証金は賃料の3か月分です。
◆ 減額
市内で創業した方は、賃料が3割引きになります。
◆ その他
会議室　入居者は1時間400円、入居者以外は1時間1,200円
"""
STALLS = """竹原商談展 出展のご案内
■出展料（1小間）
　会員　50,000円
　会員外　80,000円
　※2小間目からは1小間につき1割引きとします。
■備品のレンタル（1点）
　長机　1,500円
　椅子　300円
"""


@pytest.fixture(scope="module")
def shien(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    texts = {"tests": TESTS, "rooms": ROOMS, "dues": DUES, "lab": LAB, "stalls": STALLS}
    documents = [Invented(i, text.splitlines()[0], "2025-06-01", text) for i, text in texts.items()]
    with opened_on(documents, tmp_path_factory.mktemp("home")) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("楢川の試験場で常温の引張試験3本と硬さ試験2点やったらいくら？", "3,000円 × 3本 ＋ 1,200円 × 2点 ＝ 1万1,400円"),
        ("楢川県試験場の腐食試験、72時間かけるといくら？", "2,500円 × (72時間 ÷ 24時間) ＝ 7,500円"),
        ("楢川の試験場、県外の会社が高温引張を2本頼んだらいくら払う？", "9,000円 × 2本 × 1.5（1.5倍） ＝ 2万7,000円"),
        ("磯辺会館の小会議室を会員が土曜の午後に借りたらいくらになる？", "6,000円 × 1.2（2割増） ＝ 7,200円"),
        ("磯辺会館の大会議室、午前と午後で合わせていくらですか？会員です", "20,000円 ＋ 26,000円 ＝ 4万6,000円"),
        ("磯辺会館の小会議室の午後、10日前にキャンセルしたら取消料いくら？会員です", "6,000円 × 0.3（30%） ＝ 1,800円"),
        ("磯辺会館の大会議室、午前と午後でなんぼ違う？", "26,000円 − 20,000円 ＝ 6,000円"),
        ("桑原商工会、従業員12人の会社だと年会費と加入金あわせていくら？", "24,000円 ＋ 3,000円 ＝ 2万7,000円"),
        ("桑原商工会に12月から入ったら、従業員30人の会社の今年度の会費は半額でいくら？", "42,000円 × 0.5（半額） ＝ 2万1,000円"),
        ("桑原商工会、社員30人の会社の年会費を2回払いにすると1回いくら？", "42,000円 ÷ 2回 ＝ 2万1,000円"),
        ("みさきラボのオフィスA、賃料と共益費で月いくら？", "30,000円 ＋ 5,000円 ＝ 3万5,000円"),
        ("みさきラボのオフィスA、最初に入れる保証金なんぼ？", "30,000円 × 3（3か月分） ＝ 9万円"),
        ("みさきラボのオフィスAの賃料、1年分でいくら？", "30,000円 × 12か月 ＝ 36万円"),
        ("みさきラボの会議室を入居してない会社が4時間使うとなんぼ？", "1,200円 × 4時間 ＝ 4,800円"),
        ("竹原の商談展、会員が1小間出して長机2本と椅子6脚借りたらなんぼ？", "50,000円 × 1小間 ＋ 1,500円 × 2本 ＋ 300円 × 6脚 ＝ 5万4,800円"),
        ("竹原の商談展、会員と会員外で出展料いくら違うん？", "80,000円 − 50,000円 ＝ 3万円"),
    ],
)  # fmt: skip
def test_prices_are_multiplied_added_and_changed_by_the_rules_that_hold(
    shien: Assistant, question: str, value: str
) -> None:
    assert [text.removeprefix("計算: ").partition("（資料の")[0] for text in computed(shien, question)] == [
        value
    ]


@pytest.mark.parametrize(
    "question",
    [
        "楢川の試験場で引張試験3本でいくら？",  # at which temperature
        "楢川の試験場、加工料込みで硬さ試験3点やといくら？",  # what that costs is not told
        "楢川の試験場で硬さ試験を急ぎで3点、いくらになる？",  # nothing is said of haste
        "楢川の試験場で常温の引張試験を40本頼むといくら？",  # no more than 30
        "楢川の試験場で常温の引張試験を20本前後頼むといくら？",  # how many is not told
        "磯辺会館の小会議室で懇親会、ケータリング20人前だといくら？",  # 20 of something else
        "磯辺会館の小会議室を非会員が土曜の午後に借りたらいくら？",  # two rules at once: how they go together is not told
        "磯辺会館の小会議室の午後、当日に取り消したら冷房代はいくら？",
        "桑原商工会、20人前後の会社なんやけど年会費なんぼ？",  # of which class
        "竹原の商談展、会員が3小間出したらいくら？",  # cheaper from the second on
        "竹原の商談展に3日間出したら出展料はいくら？会員です",  # not by the day
    ],
)
def test_nothing_is_computed_where_something_is_left_over_or_open(shien: Assistant, question: str) -> None:
    assert computed(shien, question) == []


def test_a_rule_for_members_is_not_for_others(tmp_path_factory: pytest.TempPathFactory) -> None:
    text = "小川工房 使用料\nレーザー加工機　1時間 2,000円\n会員は、使用料が3割引きになります。\n"
    with opened_on(
        [Invented("x", "小川工房 使用料", "2025-06-01", text)], tmp_path_factory.mktemp("home")
    ) as shien:
        assert computed(shien, "小川工房のレーザー加工機、会員じゃない人が3時間使うといくら？") == [
            "計算: 2,000円 × 3時間 ＝ 6,000円（資料の数字から計算した値）"
        ]
        assert computed(shien, "小川工房のレーザー加工機、会員が3時間使うといくら？") == [
            "計算: 2,000円 × 3時間 × 0.7（3割引） ＝ 4,200円（資料の数字から計算した値）"
        ]


BARE = """試験項目,区分,単位,県内 手数料,県外 手数料
強度,曲げ試験,1試料,2310,3460
硬さ,ビッカース,1試料,1760,2640
"""


@pytest.mark.parametrize(
    ("question", "computed"),
    [
        ("曲げ試験を県内の会社が3本だといくら", "6,930円"),
        ("曲げ試験を県外の会社が3試料でいくら", "1万380円"),
        ("曲げ試験3本でいくら", ""),
    ],
)
def test_bare_numbers_under_heads_of_money_are_prices_and_of_two_groups_none_is_guessed(
    tmp_path: Path, question: str, computed: str
) -> None:
    file = tmp_path / "手数料表.csv"
    file.write_text(BARE, encoding="utf-8")
    settings = Settings(home=tmp_path / "shien")
    assistant.ingest([file], settings)
    with assistant.open_assistant(settings) as shien:
        text = shien.ask(question, engine="extractive").text
    assert (computed in text) if computed else ("計算:" not in text)
