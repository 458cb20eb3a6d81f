"""What a text names, however it is written; and what is not taken for a name."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from text_strategies import PROPERTY, texts

from assistant.settings import PROJECT_ROOT
from assistant.text.names import Alias, NameTable, Resolved, read_names
from assistant.text.resolve import find_names, resolve_query, resolved_in, rewritten, without_names

TABLE = read_names(PROJECT_ROOT / "corpus" / "aliases.toml")
GO_TECH = Alias("Go-Tech", ("Go-Tech", "ゴーテック", "GoTech"))
NEW_BUSINESS = Alias("新事業・ものづくり補助金", ("新事業・ものづくり補助金",))
CRAFT = Alias("ものづくり補助金", ("ものづくり補助金", "もの補"))
SMALL = NameTable((GO_TECH, CRAFT, NEW_BUSINESS), (("アンケ", "アンケート"),))


def resolve(text, table, is_written):
    """The names a text holds, and the text as documents write it."""
    named = find_names(text, table, is_written)
    return resolved_in(named), rewritten(text, named)


def nothing(said: str) -> bool:
    return False


def names(text: str, table: NameTable = TABLE) -> list[str]:
    return [found.name for found in resolve(text, table, nothing)[0]]


@pytest.mark.parametrize(
    ("said", "how"),
    [
        ("ゴーテック", "spelling"),
        ("ｺﾞｰﾃｯｸ", "spelling"),
        ("ＧＯ－ＴＥＣＨ", "spelling"),
        ("ゴー\nテック", "spelling"),
        ("ごーてっく", "variant"),
        ("ゴテク", "variant"),
        ("ゴーテグ", "misspelling"),
        ("Go-Tehc", "misspelling"),
    ],
)
def test_a_name_is_found_however_it_is_written_and_how_is_told(said: str, how: str) -> None:
    assert resolve(f"{said}の補助率は", SMALL, nothing)[0] == (Resolved(said, "Go-Tech", how),)


def test_variants_and_misspellings_are_rewritten_and_spellings_stay() -> None:
    text = "ジエグテッグとよろずとごーてく"
    resolved, meant = resolve(text, TABLE, nothing)
    assert [found.how for found in resolved] == ["misspelling", "spelling", "variant"]
    assert meant == "J-GoodTechとよろずとGo-Tech"


def test_a_longer_name_is_not_also_the_shorter_one_inside_it() -> None:
    assert names("新事業・ものずくり補助金", SMALL) == ["新事業・ものづくり補助金"]
    assert names("イノベーションネットアワート") == ["イノベーションネットアワード"]


def test_the_shorter_name_is_found_where_it_stands_alone_beside_the_longer() -> None:
    text = "新事業・ものづくり補助金とものづくり補助金の違い"
    found = find_names(text, SMALL, nothing)
    assert [named.resolved.name for named in found] == ["新事業・ものづくり補助金", "ものづくり補助金"]
    assert without_names(text, found) == " と の違い"


def test_a_name_said_twice_is_told_once_and_blanked_twice() -> None:
    found = find_names("Go-TechとGo-Tech", SMALL, nothing)
    assert without_names("Go-TechとGo-Tech", found) == " と "
    assert len(resolve("Go-TechとGo-Tech", SMALL, nothing)[0]) == 1


def test_a_name_typed_wholly_in_kana_is_found_by_its_reading() -> None:
    assert names("さんそうけんの窓口") == ["産業技術総合研究所"]
    assert names("ものづくりほじょきんは") == ["ものづくり補助金"]


@pytest.mark.parametrize(
    "text",
    [
        "東大阪の町工場", "最新連携の事例", "よろずくの本", "大阪大会の出場", "billingの画面", "mobileアプリ", "イノベーションネットワークの作り方",
        "のりもの補助金の上限", "ものづくり補助率の考え方", "公設試験所の建物", "ミラサポプラスとは", "ジェトロニクスの株価",
    ],
)  # fmt: skip
def test_a_spelling_inside_another_word_is_no_name(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "大分大学の先生", "省エネ補助金の上限", "経産局に聞く", "IT導入補助金", "AI導入補助金", "まちづくり補助金",
        "ものづくり税制", "メトロの広告", "インプットの方法", "ジェイテックの工場", "イノベーションベッドの設備",
        "株式会社ゴーデックの相談", "ゴーデックの社長", "東京もにづくり補助金", "ゴーテグPlusの使い方", "スーパーイノベーション補助金",
    ],
)  # fmt: skip
def test_near_names_and_words_are_not_taken_for_a_name(text: str) -> None:
    assert names(text) == []


def test_a_word_the_documents_hold_is_no_misspelling() -> None:
    assert resolve("ゴーテグの上限", TABLE, lambda said: said == "ゴーテグ") == ((), "ゴーテグの上限")


def test_the_documents_are_asked_only_about_what_looks_like_a_misspelling() -> None:
    asked: list[str] = []
    resolve("ゴーテックの補助率とゴーテグの上限と会費", TABLE, lambda said: bool(asked.append(said)))
    assert asked == ["ゴーテグ"]


def test_between_two_names_equally_near_none_is_taken() -> None:
    one, other = Alias("ゴーテックア", ("ゴーテックア",)), Alias("ゴーテックイ", ("ゴーテックイ",))
    assert names("ゴーテックウの額", NameTable((one,))) == ["ゴーテックア"]
    assert names("ゴーテックウの額", NameTable((one, other))) == []


def test_a_query_is_searched_for_with_its_names_other_spellings_and_abbreviations_written_out() -> None:
    resolved, searched = resolve_query("ゴーテグのアンケ", SMALL, nothing)
    assert [found.how for found in resolved] == ["misspelling"]
    assert searched == "Go-Techのアンケート Go-Tech ゴーテック GoTech"


def test_an_empty_table_or_spelling_names_nothing() -> None:
    assert resolve("ゴーテックの補助率は ２／３", NameTable(), nothing) == ((), "ゴーテックの補助率は ２／３")
    assert names("補助率は", NameTable((Alias("Go-Tech", ("Go-Tech", "", " ")),))) == []
    assert resolve("", TABLE, nothing) == ((), "")


@PROPERTY
@given(texts)
def test_found_names_are_where_they_say_and_never_overlap(text: str) -> None:
    text = f"{text}ゴーテグ、{text}"
    found = find_names(text, TABLE, nothing)
    assert all(text[named.start : named.end] == named.resolved.said for named in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    if not found:
        assert rewritten(text, found) == text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("関西ヘルスケア・ラボ・コンソーシアムの会費", []),
        ("東北ヘルスケアラボの会費", []),
        ("関東ヘルスケア・ラボ・コンソーシアムの会費", ["関東ヘルスケア・ラボ・コンソーシアム"]),
        ("ヘルスケア・ラボ・コンソーシアムの会費", ["関東ヘルスケア・ラボ・コンソーシアム"]),
        ("大阪のヘルスケア・ラボ・コンソーシアム", ["関東ヘルスケア・ラボ・コンソーシアム"]),
        ("東京よろず支援拠点", ["よろず支援拠点"]),  # no place is part of its name
    ],
)
def test_another_regions_namesake_is_not_the_one_of_the_table(text: str, found: list[str]) -> None:
    assert names(text) == found
