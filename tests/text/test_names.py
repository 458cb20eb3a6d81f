"""Names in all the spellings people use."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.settings import PROJECT_ROOT
from assistant.text.names import Alias, NameTable, folded_spellings, read_names, written_out
from assistant.text.normalise import fold
from assistant.text.resolve import find_names, resolved_in
from assistant.text.variants import loosened

TABLE = read_names(PROJECT_ROOT / "corpus" / "aliases.toml")


def test_folded_spellings_name_each_spelling_once() -> None:
    alias = Alias("AIST", ("AIST", "ＡＩＳＴ", "産総研"))
    assert folded_spellings(alias) == ("aist", "産総研")


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
    owner: dict[str, str] = {}
    for alias in TABLE.aliases:
        for spelling in alias.spellings:
            assert loosened(spelling)
            assert owner.setdefault(loosened(spelling), alias.name) == alias.name
    assert loosened("ゴーテック") in owner
    assert loosened("ものずくり補助金") in owner


def test_each_thing_has_one_entry_in_the_shipped_table() -> None:
    names = [alias.name for alias in TABLE.aliases]
    assert len(set(names)) == len(names) >= 90


def test_each_name_of_the_shipped_table_stands_in_the_documents_as_it_is_written() -> None:
    sources = (PROJECT_ROOT / "corpus" / "sources").glob("*.txt")
    documents = "".join(fold(path.read_text(encoding="utf-8")) for path in sources)
    assert [alias.name for alias in TABLE.aliases if fold(alias.name) not in documents] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ものづくり補助金", "新事業・ものづくり補助金"),
        ("イノベーションネット", "イノベーションネットアワード"),
        ("産業クラスター", "知的クラスター"),
        ("産総研", "都産技研"),
        ("産業技術総合研究所", "神奈川県立産業技術総合研究所"),
        ("セーフティネット貸付", "セーフティネット保証"),
        ("イノベP", "イノベP推進会議"),
        ("農商工連携", "農商工連携促進法"),
    ],
)
def test_neighbours_are_different_things(one: str, other: str) -> None:
    (first,), (second,) = (resolved_in(find_names(said, TABLE, lambda _: False)) for said in (one, other))
    assert first.name != second.name


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("小4と中2で何％から何％に", "小学校4年生と中学校2年生で何％から何％に"),
        ("高1の子", "高校1年生の子"),
        ("中小4社で", "中小4社で"),
        ("中1日あけて", "中1日あけて"),
    ],
)
def test_years_of_school_are_written_out(said: str, meant: str) -> None:
    assert written_out(said, []) == meant
