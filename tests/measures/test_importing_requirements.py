"""What a row of a list asks for: its cells become rules where they say nothing else, and else are asked in their own words."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.measures.importing.mapping import ColumnMapping
from assistant.measures.importing.reading import Reading
from assistant.measures.importing.requirements import conditions_of, regions_of
from assistant.measures.importing.tables import Row


def told(field: str, **cells: str) -> tuple[tuple[str, ...], list[tuple[str, object, str]]]:
    """The regions of a row of these cells, all columns of one field, and the text, rule and quote of each condition."""
    mapping = ColumnMapping("x", {field: tuple(cells)}, scales={"個人": ("organisation", ("individual",))})
    reading = Reading("list", "a.csv", "行目", mapping, date(2026, 6, 1), "2026-06-01")
    row = Row(2, cells)
    regions, places = regions_of(row, reading)
    return regions, [
        (one.text, one.needs, one.basis.quote) for one in (*conditions_of(row, reading), *places)
    ]


def test_a_prefecture_is_a_rule_and_a_city_is_left_to_a_person() -> None:
    saitama = ("対象の地域: 埼玉県", ("region", ("埼玉県",)), "埼玉県")
    city = ("対象の地域: さいたま市", None, "さいたま市")
    assert told("regions", r="埼玉県") == (("埼玉県",), [saitama])
    assert told("regions", r="さいたま市") == (("埼玉県",), [city])
    assert told("regions", r="埼玉県", c="さいたま市") == (("埼玉県",), [saitama, city])
    assert told("regions", r="全国") == (("全国",), [])
    assert told("regions", r="－") == ((), [])


@pytest.mark.parametrize(
    "cell",
    [
        "埼玉県、その他",
        "栃木県及び隣接県",
        "東京都、海外",
        "関東、東京都を除く",
        "全国、沖縄県を除く",
        "県内",
    ],
)
def test_a_region_that_is_understood_in_part_rules_nothing_out(cell) -> None:
    assert told("regions", r=cell) == ((), [(f"対象の地域: {cell}", None, cell)])
    assert told("regions", r=cell, c="東京都")[0] == ()


def test_a_column_or_category_of_those_left_out_makes_no_rule() -> None:
    large = "従業員301人以上の企業"
    assert told("target", 対象外の者=large) == ((), [(f"対象外の者: {large}", None, large)])
    assert told("regions", 対象外の地域="東京都") == ((), [("対象外の地域: 東京都", None, "東京都")])
    assert told("industries", 対象外業種="製造業")[1] == [("対象外業種: 製造業", None, "製造業")]
    assert told("industries", 業種="製造業以外")[1] == [("業種: 製造業以外", None, "製造業以外")]
    assert told("scales", 対象外の区分="個人")[1] == [("対象外の区分: 個人", None, "個人")]
    assert [rule for _, rule, _ in told("scales", 区分="個人")[1]] == [("organisation", ("individual",))]
    assert told("industries", 業種="製造業、公務")[1] == []
    services = '[{"name":"サービス業（他に分類されないもの）"}]'
    assert [rule for _, rule, _ in told("industries", 業種=services)[1]] == [("industry", ("service",))]


def test_a_requirement_is_its_rule_only_where_it_says_nothing_else() -> None:
    held, text = ("employees_at_most", 300), "従業員300人以下であること"
    assert told("conditions", 要件=text)[1] == [(f"要件: {text}", held, text)]
    for text in (
        "次のすべてを満たす者\n・従業員300人以下\n・東京都内に本社を有しないこと",
        "従業員300人以下の会社（大企業を除く）",
        "すべて満たす者\n・黒字\n・従業員300人以下",
        "従業員300人以下の会社で、地域の経済の活性化に取り組むこと",
    ):
        assert [rule for _, rule, _ in told("conditions", 要件=text)[1]] == [None, held]


@pytest.mark.parametrize(
    ("cell", "rules"),
    [
        ("前年同月比で売上が10％以上減少した県内の中小企業者", [("size", ("sme",)), None]),
        ("従業員300人以下で、売上が10％以上減少した者", [("employees_at_most", 300), None]),
        ("中小企業者（売上10％減）", [("size", ("sme",)), None]),
        ("商店街振興組合または５人以上の商店主のグループ", [None]),
        ("中小企業者（風俗営業を除く）", [("size", ("sme",)), None]),
        ("創業を考える方", [None]),
        ("県内の従業員300人以下の中小企業者", [("employees_at_most", 300), ("size", ("sme",))]),
        ("中小企業・小規模事業者の方", [("size", ("sme",))]),
        ("どなたでも", []),
        ("業種は問わない", []),
        ("－", []),
    ],
)
def test_what_no_rule_says_of_whom_it_is_for_is_asked_in_the_words_of_its_cell(cell, rules) -> None:
    found = told("target", 対象者=cell)[1]
    assert [rule for _, rule, _ in found] == rules
    assert [(text, quote) for text, rule, quote in found if rule is None] == (
        [(f"対象: {cell}", cell)] if None in rules else []
    )


def test_a_rule_belongs_to_the_paragraph_it_was_read_from() -> None:
    text = "すべてを満たすこと\n\n福島県内の市町村にある者は除く\n\n福島県内に本社を有すること"
    assert [(quote, rule) for _, rule, quote in told("conditions", 要件=text)[1]] == [
        ("すべてを満たすこと", None),
        ("福島県内の市町村にある者は除く", None),
        ("福島県内に本社を有すること", ("region", ("福島県",))),
    ]
