"""Names in all the spellings people use."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.settings import PROJECT_ROOT
from assistant.text.names import Alias, NameTable, folded_spellings, read_names, split_names, written_out
from assistant.text.normalise import fold

GO_TECH = Alias("Go-Tech", ("Go-Tech", "ゴーテック", "GoTech"))
NEW_BUSINESS = Alias("新事業・ものづくり補助金", ("新事業・ものづくり補助金", "新事業・ものずくり補助金"))
CRAFT = Alias("ものづくり補助金", ("ものづくり補助金", "ものずくり補助金"))
ALL = (GO_TECH, CRAFT, NEW_BUSINESS)


@pytest.mark.parametrize(
    "spelling", ["ゴーテック", "ｺﾞｰﾃｯｸ", "ＧＯ－ＴＥＣＨ", "go-tech", "ゴー\nテック", "GoTech"]
)
def test_a_name_is_found_in_any_spelling_width_and_case(spelling: str) -> None:
    found, rest = split_names(f"{spelling}の補助率は", ALL)
    assert found == [GO_TECH]
    assert rest == " の補助率は"


def test_a_longer_name_is_not_also_the_shorter_one_inside_it() -> None:
    assert split_names("新事業・ものずくり補助金", ALL) == ([NEW_BUSINESS], " ")


def test_the_shorter_name_is_found_where_it_stands_alone_beside_the_longer() -> None:
    found, rest = split_names("新事業・ものづくり補助金とものづくり補助金の違い", ALL)
    assert set(found) == {NEW_BUSINESS, CRAFT}
    assert rest == " と の違い"


def test_a_name_said_twice_is_named_once_and_blanked_twice() -> None:
    assert split_names("Go-TechとGo-Tech", ALL) == ([GO_TECH], " と ")


def test_a_text_without_names_stays_as_it_is() -> None:
    assert split_names("補助率は ２／３ですか", ALL) == ([], "補助率は ２／３ですか")
    assert split_names("", ALL) == ([], "")


def test_folded_spellings_name_each_spelling_once() -> None:
    alias = Alias("AIST", ("AIST", "ＡＩＳＴ", "産総研"))
    assert folded_spellings(alias) == ("aist", "産総研")


def test_an_empty_spelling_names_nothing() -> None:
    assert split_names("補助率は", [Alias("Go-Tech", ("Go-Tech", "", " "))]) == ([], "補助率は")


def test_a_corpus_without_a_table_of_names_has_none(tmp_path: Path) -> None:
    assert read_names(tmp_path / "aliases.toml") == NameTable()


def test_the_documents_own_name_is_the_first_spelling(tmp_path: Path) -> None:
    path = tmp_path / "aliases.toml"
    path.write_text(
        '[[alias]]\nname = "Go-Tech"\nspellings = ["ゴーテック"]\n'
        '[[abbreviation]]\nshort = "イノベ"\nlong = "イノベーション"\n',
        encoding="utf-8",
    )
    assert read_names(path) == NameTable(
        (Alias("Go-Tech", ("Go-Tech", "ゴーテック")),), (("イノベ", "イノベーション"),)
    )


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("イノベが必要", "イノベーションが必要"),
        ("イノベとイノベ", "イノベーションとイノベーション"),
        ("イノベーションが必要", "イノベーションが必要"),
        ("イノベPに頼む", "イノベPに頼む"),
        ("イノベＰに頼む", "イノベＰに頼む"),
        ("イノベネットに入る", "イノベネットに入る"),
    ],
)
def test_an_abbreviation_is_written_out_unless_it_is_part_of_another_name(said: str, meant: str) -> None:
    assert written_out(said, [("イノベ", "イノベーション")]) == meant


def test_no_spelling_of_the_shipped_table_stands_for_two_things() -> None:
    aliases = read_names(PROJECT_ROOT / "corpus" / "aliases.toml").aliases
    owner: dict[str, str] = {}
    for alias in aliases:
        for spelling in folded_spellings(alias):
            assert spelling
            assert owner.setdefault(spelling, alias.name) == alias.name
    assert fold("ゴーテック") in owner
    assert fold("ものずくり補助金") in owner
