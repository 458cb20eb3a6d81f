"""Columns and values of a list: guessed from their names, or as the agency's mapping says."""

from __future__ import annotations

import pytest

from assistant.errors import InputError
from assistant.measures.importing.mapping import (
    FIELDS,
    check_columns,
    field_of,
    mapping_for,
    meaning,
    read_mapping,
)
from assistant.measures.importing.report import _FIELDS
from assistant.settings import PROJECT_ROOT


@pytest.mark.parametrize(
    ("column", "field"),
    [
        ("制度名", "name"), ("名称", "name"), ("Title", "name"), ("実施機関", "body"), ("所管省庁", "body"), ("対象者", "target"),
        ("補助対象者の範囲", "target"), ("補助率", "benefits"), ("補助上限額（万円）", "benefits"), ("締切", "open_until"),
        ("申請期限（必着）", "open_until"), ("都道府県", "regions"), ("お問い合わせ先", "contact"), ("問合せ電話", "contact"),
        ("ＵＲＬ", "url"), ("対象経費", "facts"), ("要件", "conditions"), ("更新日", "as_of"), ("担当者の印", ""), ("", ""),
        ("ID", "id"), ("Ｎｏ．", "id"), ("№", "id"), ("制度番号", "id"), ("施策コード", "id"),
        ("全国地方公共団体コード", ""), ("団体コード", ""), ("郵便番号", ""), ("法人番号", ""), ("FAX番号", ""), ("業種コード", ""),
        ("都道府県コード", ""), ("対象業種コード", ""), ("電話番号", "contact"), ("問い合わせ電話番号", "contact"),
        ("対象外", ""), ("対象外経費", ""), ("補助対象外となる者", ""), ("除外要件", ""), ("対象とならない事業", ""),
        ("対象者（個人を除く）", "target"), ("受付期間", "window"), ("公募期間（令和8年度）", "window"), ("業種", "industries"),
        ("実施期間", "runs"), ("事業期間", "runs"), ("補助事業実施期間", "runs"), ("期間", "runs"), ("実施期間（募集期間）", "window"),
        ("事業完了期限", "runs"), ("実績報告期限", ""), ("返済期限", ""), ("事業開始日", ""), ("据置期間", ""), ("融資期間", ""),
    ],
)  # fmt: skip
def test_a_column_is_known_by_its_name(column, field) -> None:
    assert field_of(column) == field


def test_a_column_of_a_stretch_of_time_is_for_both_its_ends_unless_others_are_there_before() -> None:
    mapping = mapping_for(("制度名", "受付期間"))
    assert (mapping.of("open_from"), mapping.of("open_until")) == (("受付期間",), ("受付期間",))
    mapping = mapping_for(("制度名", "締切", "受付期間"))
    assert (mapping.of("open_from"), mapping.of("open_until")) == (("受付期間",), ("締切",))


def test_columns_are_guessed_and_one_name_is_enough() -> None:
    mapping = mapping_for(("制度名", "事業名", "補助率", "上限額", "内部メモ"))
    assert mapping.columns == {"name": ("制度名",), "benefits": ("補助率", "上限額")}
    assert mapping.name == "見出しからの推定"
    check_columns(mapping, ("制度名", "事業名", "補助率", "上限額", "内部メモ"))


def test_of_several_numbers_the_one_made_for_measures_is_taken() -> None:
    columns = ("全国地方公共団体コード", "No", "制度番号", "制度名")
    assert mapping_for(columns).of("id") == ("制度番号",)
    assert mapping_for(columns, ["制度番号"]).of("id") == ("No",)
    assert mapping_for(columns, ["制度番号", "No"]).of("id") == ()


def test_a_list_without_a_column_of_names_is_told() -> None:
    columns = ("補助率", "備考")
    with pytest.raises(InputError, match="どの列が制度の名前か") as told:
        check_columns(mapping_for(columns), columns)
    assert "補助率・備考" in told.value.hint


def test_the_public_layout_is_known_by_its_columns() -> None:
    columns = ("id", "title", "mng_groups", "competent_authorities", "business_scales", "service_categories", "purpose_categories", "body")  # fmt: skip
    mapping = mapping_for(columns)
    assert mapping.name == "ミラサポplus 制度ナビ"
    assert mapping.of("body") == ("competent_authorities",) and mapping.of("benefits") == ("body",)
    assert mapping.of("purposes") == ("purpose_categories",)  # what is not there is not asked for
    check_columns(mapping, columns)


@pytest.mark.parametrize(
    ("word", "table", "values"),
    [
        ("ものづくり補助金", "kinds", ("subsidy",)),
        ("信用保証", "kinds", ("guarantee",)),
        ("税", "kinds", ("tax",)),
        ("よろず相談", "kinds", ("desk",)),
        ("販路開拓支援", "purposes", ("sales",)),
        ("ＤＸ", "purposes", ("digital",)),
        ("卸売業，小売業", "industries", ("wholesale", "retail")),
        ("その他", "kinds", None),
        ("全業種（農林漁業を除く）", "industries", None),
        ("製造業（食料品を除く）", "industries", None),
        ("製造業以外", "industries", None),
        ("非製造業", "industries", None),
        ("非鉄金属製造業", "industries", ("manufacturing",)),
        ("補助金以外", "kinds", None),
        ("設備補助金（個人を除く）", "kinds", ("subsidy",)),
        ("創業以外", "purposes", None),
        ("販路開拓（海外を除く）", "purposes", ("sales",)),
        ("除雪設備", "purposes", ("equipment",)),
        ("再生可能エネルギー", "purposes", ("energy",)),
        ("職場環境改善", "purposes", ("people",)),
    ],
)
def test_a_value_stands_for_the_longest_word_known_in_it(word, table, values) -> None:
    assert meaning(word, {}, table) == values


MAPPING = """
[columns]
name = "施策"
benefits = ["率", "額"]
[kinds]
"Ａ型" = "tax"
"B型" = ""
[purposes]
"もの" = ["equipment", "research"]
[scales]
"9" = { size = ["small"] }
[labels]
"率" = "補助率"
"""


def test_a_mapping_says_what_columns_and_values_mean(tmp_path) -> None:
    (tmp_path / "m.toml").write_text(MAPPING, encoding="utf-8")
    mapping = read_mapping(tmp_path / "m.toml")
    assert mapping.columns == {"name": ("施策",), "benefits": ("率", "額")}
    assert meaning("A型", mapping.kinds, "kinds") == ("tax",)
    assert meaning("B型", mapping.kinds, "kinds") == ()
    assert meaning("もの", mapping.purposes, "purposes") == ("equipment", "research")
    assert mapping.scales == {"9": ("size", ("small",))} and mapping.labels == {"率": "補助率"}
    with pytest.raises(InputError, match="name = 「施策」という列は、一覧にありません"):
        check_columns(mapping, ("制度名",))


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("[columns", "TOML として読めません"),
        ("[kolumns]", "という表はありません"),
        ('columns = "x"', "columns は表ではありません"),
        ('[columns]\nnaem = "x"', "「naem」はありません"),
        ("[columns]\nname = 3", "文字列ではありません"),
        ('[kinds]\n"A" = "grant"', "「grant」はありません"),
        ('[purposes]\n"A" = ["sales", "sport"]', "「sport」はありません"),
        ('[scales]\n"1" = "small"', "条件の形ではありません"),
        ('[scales]\n"1" = { size = ["tiny"] }', "使えない値"),
        ('[scales]\n"1" = { employees_at_most = 5 }', "条件の形ではありません"),
        ('[scales]\n"1" = { region = ["県内"] }', "scales の「1」: 地域「県内」は分かりません"),
        ('[scales]\n"1" = { certificate = [" "] }', "使えない値"),
    ],
)
def test_what_is_wrong_in_a_mapping_is_told_in_one_line(tmp_path, written, message) -> None:
    (tmp_path / "m.toml").write_text(written, encoding="utf-8")
    with pytest.raises(InputError, match=message) as told:
        read_mapping(tmp_path / "m.toml")
    assert told.value.message.startswith("m.toml") and "\n" not in told.value.message


@pytest.mark.parametrize("name", ["certificate", "region"])
def test_a_rule_without_values_is_told_what_to_write(tmp_path, name) -> None:
    (tmp_path / "m.toml").write_text(f'[scales]\n"A" = {{ {name} = [] }}', encoding="utf-8")
    with pytest.raises(InputError, match="使えない値") as told:
        read_mapping(tmp_path / "m.toml")
    assert told.value.hint == "空でない値を書いてください。"


def test_a_region_a_mapping_names_is_one_that_is_known(tmp_path) -> None:
    (tmp_path / "m.toml").write_text('[scales]\n"A" = { region = ["埼玉県", "関西"] }', encoding="utf-8")
    assert read_mapping(tmp_path / "m.toml").scales == {"a": ("region", ("埼玉県", "関西"))}


def test_a_mapping_is_read_as_editors_of_windows_save_it(tmp_path) -> None:
    (tmp_path / "m.toml").write_text(MAPPING, encoding="utf-8-sig")
    assert read_mapping(tmp_path / "m.toml").of("name") == ("施策",)
    (tmp_path / "m.toml").write_text(MAPPING, encoding="cp932")
    with pytest.raises(InputError, match="文字コードが UTF-8 ではありません"):
        read_mapping(tmp_path / "m.toml")


def test_the_guides_example_is_a_mapping(tmp_path) -> None:
    guide = (PROJECT_ROOT / "docs" / "measures-import.md").read_text(encoding="utf-8")
    (tmp_path / "m.toml").write_text(guide.partition("```toml\n")[2].partition("```")[0], encoding="utf-8")
    mapping = read_mapping(tmp_path / "m.toml")
    assert mapping.of("name") == ("支援メニュー",) and mapping.kinds["ハード支援"] == ("subsidy",)
    assert all(field in guide for field in FIELDS)


def test_a_mapping_that_is_not_there_is_told(tmp_path) -> None:
    with pytest.raises(InputError, match="見つかりません"):
        read_mapping(tmp_path / "m.toml")


def test_another_mapping_has_another_fingerprint(tmp_path) -> None:
    path = tmp_path / "m.toml"
    path.write_text(MAPPING, encoding="utf-8")
    one = read_mapping(path).fingerprint
    assert read_mapping(path).fingerprint == one
    path.write_text(MAPPING.replace('"tax"', '"loan"'), encoding="utf-8")
    assert read_mapping(path).fingerprint != one


def test_each_field_has_words_for_the_preview() -> None:
    assert set(_FIELDS) == set(FIELDS)
