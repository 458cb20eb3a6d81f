"""One client after the other in one conversation: two businesses never become one."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.measures.clients import read_turns, since_client
from assistant.measures.profile import number, values
from assistant.opened import Assistant

DAY = date(2026, 11, 23)
PUB = "横浜の居酒屋、運転資金がきつい。パート3人。使える制度ありますか"
SHOP = "浜松の機械加工、社員45人、五軸の加工機を入れたい。何かありますか"
TOFU = "豆腐屋の70代夫婦、後継者がいない。どうしたらいい？"


@pytest.mark.parametrize(
    ("earlier", "told", "others"),
    [
        ([PUB], SHOP, 1),
        ([PUB, SHOP], TOFU, 2),
        (["金型屋で、五軸の機械を入れたい"], "別のお客さんで、従業員120人。人を採りたい", 1),
        (["旅館です。人手が足りない"], "次の件、20人、燃料費が高い", 1),
        (["旅館です。人手が足りない"], "すみません、もう一人の方なんですけど、資金繰りが苦しい", 1),
        ([PUB, "J-GoodTechは何社が使っていますか"], SHOP, 2),
        # the same client's
        ([PUB], "従業員は5人でした", 0),
        ([PUB], "いや、居酒屋じゃなくて製造業で10人です", 0),
        ([SHOP], "新しく飲食店も始めたい。資金がいる", 0),
        ([SHOP], "通販もやっています。デジタル化したい", 0),
        ([SHOP], "他には？", 0),
        ([SHOP], "飲食店でも使えますか", 0),
        ([SHOP], "別の会社と共同研究をしたい", 0),
        ([SHOP], "他の会社は使っていますか", 0),
        ([], SHOP, 0),
        (["J-GoodTechは何社が使っていますか"], SHOP, 0),
    ],
)
def test_a_turn_that_tells_of_another_business_begins_anew(
    earlier: list[str], told: str, others: int
) -> None:
    assert since_client(told, earlier, DAY) == others


def test_turns_after_the_other_client_stay_with_it() -> None:
    assert since_client("赤字ではありません", [PUB, SHOP, "資本金は1000万円です"], DAY) == 1


def test_a_number_told_again_takes_the_place_of_the_one_before() -> None:
    profile = read_turns(["埼玉の町工場、従業員30人。赤字", "いや、従業員は40人でした"], DAY)
    assert number(profile, "employees") == 40
    assert values(profile, "region") == ("埼玉県",) and values(profile, "finance") == ("loss",)


def test_numbers_of_one_turn_are_added_as_they_are_told() -> None:
    assert number(read_turns(["社員12人とパート3人の食品工場"], DAY), "employees") == 15


def test_an_answer_on_a_second_client_holds_nothing_of_the_first(shipped: Assistant) -> None:
    first = shipped.ask(PUB, today=DAY)
    second = shipped.ask(SHOP, history=[("user", PUB), ("assistant", first.text)], today=DAY)
    alone = shipped.ask(SHOP, today=DAY)
    assert [one.name for one in second.measures] == [one.name for one in alone.measures]
    assert second.text == alone.text and "48人" not in second.text
    assert any("別の事業者" in notice.text for notice in second.notices)
    third = shipped.ask(
        "資本金は1000万円です", history=[("user", PUB), ("assistant", "…"), ("user", SHOP)], today=DAY
    )
    assert not any("別の事業者" in notice.text for notice in third.notices)
    assert "パート3人" not in third.text


def test_who_tells_of_working_capital_is_offered_measures_and_not_told_that_no_such_name_is_known(
    shipped: Assistant,
) -> None:
    told = shipped.ask("横浜の居酒屋なんですけど、運転資金がきつくて。パート3人", today=DAY)
    assert told.measures and "見つかりませんでした" not in told.text and not told.missing
    named = shipped.ask("横浜の居酒屋ですが、のれん承継促進補助金の補助率は？", today=DAY)
    assert named.status == "abstained" and not named.measures


@pytest.mark.parametrize(
    ("earlier", "told", "others"),
    [
        # another matter, the same client
        (["旅館です。人手が足りない"], "別の件ですが、締切は？", 0),
        (["旅館です。人手が足りない"], "次の件です。人も採りたい", 0),
        (["旅館です、20人"], "すみません、小売業でした。資本金1000万円です", 0),
        (["旅館です、20人"], "レストランの改装をしたい、資本金1000万円", 0),
        (["製造業で30人"], "長野工場の話です。飲食店も10人でやっている", 0),
        # another client
        (["熊本の建設業15人"], "2社目。熊本の工務店で4人", 1),
        (["富山の飲食店"], "もう1件いいですか。富山のラーメン屋で3人", 1),
        (["富山の飲食店"], "すいません、別件で。鹿児島の宿、8人", 1),
        (["富山の飲食店"], "次は、製造業の会社で8人", 1),
    ],
)
def test_another_matter_is_no_other_client_unless_a_business_is_told_of(
    earlier: list[str], told: str, others: int
) -> None:
    assert since_client(told, earlier, DAY) == others


@pytest.mark.parametrize(
    ("turns", "name", "kept"),
    [
        (["農業です", "加工と小売もやっています"], "industry", {"agriculture", "retail"}),
        (["長野の製造業30人", "東京に営業所があります"], "employees", {"30"}),
        (["農業、5人", "業種は製造業でした"], "industry", {"manufacturing"}),
    ],
)
def test_what_widens_stays_beside_and_what_corrects_takes_the_place(turns, name, kept) -> None:
    assert kept <= set(values(read_turns(turns, DAY), name))
