"""Values that the form of one sentence or two dates give: each asks for its own words, and else nothing is computed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from computed_samples import computed

from assistant.answering.computing.durations import CLOCK
from assistant.answering.computing.operations import operation_asked
from assistant.text.normalise import normal_text
from evals.invented import Invented, opened_on

if TYPE_CHECKING:
    from assistant.opened import Assistant

MEETING = """第4回 杉森素材研究会 記録
日時：2025年6月11日（水）9:30～11:15
会場：杉森会館
研究会は今年で20周年を迎えた。
試作の依頼は年間480件程度である。
特許を持つ会員企業は約35%である。
電気炉の使用量は、2019年の200トンから2024年の150トンに減少した。
検査員は70人必要とされ、現状では25人が不足している。
会員は132社である。
"""
CALL = """楠谷町 設備更新支援
令和7年4月10日 公募開始
5月20日 公募締切
7月1日 採択結果公表
2020年度から2023年度までの4年間で新規出展を60社増やした。
令和6年度は県内の展示会に14回、県外の展示会に6回出展した。
対象経費の10～20%を助成する。
売上が15%以上減少した方は、令和5年の40%から令和6年の60%に上がった補助枠を使える。
"""
SURVEY = """梅里市 宿泊の調査
訪れた宿泊客は約20万人で、その約30%が海外からの客であった。
満足したとの回答は、旅館が40社中30社、ホテルが20社中18社であった。
組合の旅館は42軒、5年前より9軒増えた。
町の助成を受ける旅館の改修費は2/3である。
空き部屋を使った出店は、目標10件に対し8件であった。
休業の助成率は4/5（解雇しない場合は9/10）である。
"""
DOCUMENTS = [
    Invented("meeting", "第4回 杉森素材研究会 記録", "2025-06-20", MEETING),
    Invented("call", "楠谷町 設備更新支援", "2025-07-05", CALL),
    Invented("survey", "梅里市 宿泊の調査", "2025-03-10", SURVEY),
]


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with opened_on(DOCUMENTS, tmp_path_factory.mktemp("invented")) as shien:
        yield shien


@pytest.mark.parametrize(
    ("question", "result"),
    [
        ("杉森の素材研究会、4回目は何分やってた？", "9:30~11:15 ＝ 105分（1時間45分）"),
        ("杉森の研究会は何年にできたことになる？20周年って書いてあるけど", "2025年 − 20年 ＝ 2005年"),
        ("杉森の試作の依頼、月にならすと何件？", "480件 ÷ 12か月 ＝ 約40件"),
        ("杉森の研究会で特許を持ってない会員企業は何％？", "100% − 35% ＝ 約65%"),
        ("杉森の電気炉の使用量、2019年から2024年で何％減った？", "(200トン − 150トン) ÷ 200トン ＝ 25%の減少"),
        ("杉森の検査員、今は何人いる計算？", "70人 − 25人 ＝ 45人"),
        ("楠谷町の設備更新、公募の開始から結果の公表まで何か月かかった？", "2か月と21日（82日）"),
        ("楠谷町の新規出展、1年にならすと何社？", "60社 ÷ 4年 ＝ 15社"),
        ("楠谷町は令和6年度に県内と県外の展示会あわせて何回出た？", "14回 ＋ 6回 ＝ 20回"),
        ("楠谷町の設備更新の助成、500万円かけたらいくら出る？", "500万円 × 10~20% ＝ 50万円〜100万円"),
        ("梅里市の宿泊客、海外の人は何人になる計算？", "20万人 × 30% ＝ 約6万人"),
        ("梅里市の調査で満足した割合、旅館とホテル合わせると何％？", "(30＋18)÷(40＋20) ＝ 48/60 ＝ 80%"),
        ("梅里市の組合の旅館、5年前は何軒あったことになる？", "42軒 − 9軒 ＝ 33軒"),
    ],
)  # fmt: skip
def test_a_value_is_read_from_the_form_that_tells_it(invented, question, result) -> None:
    assert any(result in text for text in computed(invented, question)), computed(invented, question)


@pytest.mark.parametrize(
    "question",
    [
        "杉森の素材研究会、5回目は何分やる？",  # another meeting
        "杉森の水の使用量、2019年から2024年で何％減った？",  # told of the electric furnace
        "杉森の電気炉の使用量、2021年から2024年で何％減った？",  # another year
        "杉森の研究会の会員は何％増えた？",  # one figure
        "杉森の研究会で後継ぎがいない会員企業は何％？",  # the share is of those with patents
        "楠谷町の設備更新、公募の開始から入金まで何日かかる？",  # an event with no date
        "楠谷町の設備更新は売上がどれだけ落ちてたら使える？",  # a condition that is stated
        "楠谷町は令和5年度に県内と県外の展示会あわせて何回出た？",  # another year
        "梅里市の空き部屋の出店は全部で何件？",  # a goal and what came of it
        "梅里市の休業の助成、売上どんだけ落ちてりゃいいの？",  # two rates are no change
        "梅里市の旅館の改修費、助成は何割になる？",  # a rate is stated
        "梅里市の旅館は3年前は何軒あったことになる？",  # another time
        "杉森の会員料は何％上がった？",  # told of members
        "杉森の電気炉の使用量、2019年から2024年で修理は何％減った？",  # what is asked of is not told
        "梅里市の旅館で海外の人は何人になる計算？",  # of others than those counted
    ],
)
def test_a_form_that_says_something_else_gives_nothing(invented, question) -> None:
    assert computed(invented, question) == []


@pytest.mark.parametrize(
    ("question", "operation"),
    [
        ("月にならすと何件？", "per_period"),
        ("ひと月あたり何時間減った？", "difference"),  # the month is only what the hours are of
        ("2006年から2016年で何％減った？", "change"),
        ("特許を持ってない会社は何％？", "complement"),
        ("何人いるかは分からないけど、令和4年から令和6年までの合計は何人？", "sum"),
        ("平成27年から令和6年までに何社減った？", "difference"),
        ("泊まりも日帰り合わせて何人？", "sum"),
        ("窓口に問い合わせて何日で返事が来る？", None),
    ],
)
def test_what_is_to_be_computed_is_told_from_the_question(question, operation) -> None:
    assert operation_asked(normal_text(question)) == operation


@pytest.mark.parametrize(
    "text", ["13:00~13:40", "10時から11時半", "午後1時30分~3時", "13時30分から16時15分まで"]
)
def test_two_times_of_day_are_read_as_one_stretch(text) -> None:
    assert CLOCK.search(text)


@pytest.mark.parametrize("text", ["13:00", "2025-06-11", "03-1234-5678", "1:5000"])
def test_what_is_no_stretch_of_a_day_is_not(text) -> None:
    assert CLOCK.search(text) is None
