"""Regions named in a text, and names that only look like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from text_strategies import PROPERTY, texts

from assistant.errors import InputError
from assistant.text.regions import (
    NATIONWIDE,
    PREFECTURES,
    offered_regions,
    region_named,
    regions_in,
)

NAMED = [
    ("東京都の補助金", ["東京都"]),
    ("京都の補助金", ["京都府"]),
    ("大阪府と九州の企業", ["大阪府", "九州"]),
    ("北海道で創業", ["北海道"]),
    ("東京・大阪・名古屋", ["東京都", "大阪府", "愛知県"]),
    ("新潟や長野", ["新潟県", "長野県"]),
    ("福島県の会社", ["福島県"]),
    ("長野県飯田市", ["長野県"]),
    ("埼玉県川口市", ["埼玉県"]),
    ("大阪市北区", ["大阪府"]),
    ("大田区の町工場", ["東京都"]),
    ("東大阪市と東広島市と北広島市", ["大阪府", "広島県", "北海道"]),
    ("京都市", ["京都府"]),
    ("関西の支援", ["近畿"]),
    ("関東甲信越", ["関東", "甲信越"]),
    ("関東経済産業局の管内", ["関東経済産業局"]),
    ("広域関東圏", ["関東経済産業局"]),
    ("首都圏", ["首都圏"]),
    ("中国地方の企業", ["中国地方"]),
    ("東京都立産業技術研究センター", ["東京都"]),
    ("大阪商工会議所", ["大阪府"]),
    ("熊本県産業技術センターの平井所長", ["熊本県"]),
    ("全国の中小企業", ["全国"]),
    ("４７都道府県", ["全国"]),
]
NOT_NAMED = [
    "山口さんと千葉委員",
    "宮崎太郎",
    "石川啄木",
    "富山座長",
    "大阪大学の教授",
    "大阪府立大学",
    "東京都市大学",
    "北海道大学",
    "東北大の研究",
    "奈良先端科学技術大学院大学",
    "千葉銀行",
    "東京海上日動",
    "中部電力",
    "株式会社山口製作所",
    "福島区の会社",
    "東海村",
    "東海道",
    "府中市",
    "三重苦",
    "大分よくなった",
    "中国の企業",
    "全国中小企業団体中央会",
    "日立製作所",
]


@pytest.mark.parametrize(("text", "names"), NAMED)
def test_regions_are_found_in_the_ways_people_say_them(text: str, names: list[str]) -> None:
    assert [region.name for region in regions_in(text)] == names


@pytest.mark.parametrize("text", NOT_NAMED)
def test_people_schools_companies_and_other_places_are_no_regions(text: str) -> None:
    assert regions_in(text) == ()


def test_there_are_forty_seven_prefectures_from_north_to_south() -> None:
    assert len(set(PREFECTURES)) == 47
    assert (PREFECTURES[0], PREFECTURES[12], PREFECTURES[46]) == ("北海道", "東京都", "沖縄県")


def test_the_kanto_bureau_has_one_metropolis_and_ten_prefectures_of_its_own() -> None:
    bureau, block = region_named("関東経済産業局"), region_named("関東")
    assert len(bureau.prefectures) == 11
    assert bureau.prefectures - block.prefectures == {"新潟県", "山梨県", "長野県", "静岡県"}


def test_blocks_meet_the_prefectures_in_them_and_no_others() -> None:
    assert region_named("関西").meets(region_named("大阪府"))
    assert region_named("京都").meets(region_named("近畿"))
    assert not region_named("東北").meets(region_named("関東"))


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("大阪", "大阪府"),
        ("大阪府", "大阪府"),
        ("北海道", "北海道"),
        ("横浜市", "神奈川県"),
        ("九州地方", "九州"),
        ("中部", "中部地方"),
        ("中国", "中国地方"),
    ],
)
def test_a_region_is_found_by_every_name_a_person_would_type(said: str, name: str) -> None:
    assert region_named(said).name == name


@pytest.mark.parametrize("said", ["", "大坂", "日本", "県"])
def test_a_name_no_region_has_is_refused_with_examples(said: str) -> None:
    with pytest.raises(InputError) as caught:
        region_named(said)
    assert "東京都" in caught.value.hint and "関東" in caught.value.hint


def test_every_region_offered_is_one() -> None:
    assert {"東京都", "関東", "九州"} <= set(offered_regions())
    assert [region_named(name).name for name in offered_regions()] == list(offered_regions())


@PROPERTY
@given(st.lists(st.sampled_from(PREFECTURES), unique=True), texts)
def test_every_prefecture_written_out_is_found_whatever_stands_around_it(
    prefectures: list[str], around: str
) -> None:
    found = {region.name for region in regions_in("。".join([around, *prefectures, around]))}
    assert set(prefectures) <= found


@PROPERTY
@given(st.sampled_from(PREFECTURES))
def test_a_prefectures_short_name_is_that_prefecture_and_its_university_none(prefecture: str) -> None:
    short = prefecture if prefecture == "北海道" else prefecture[:-1]
    assert region_named(short).prefectures == {prefecture}
    assert regions_in(f"{short}大学") == regions_in(f"{prefecture}立大学") == ()


@PROPERTY
@given(texts)
def test_any_text_gives_each_region_once(text: str) -> None:
    found = regions_in(text)
    assert len(found) == len(set(found))
    assert all(region.prefectures <= NATIONWIDE.prefectures for region in found)
