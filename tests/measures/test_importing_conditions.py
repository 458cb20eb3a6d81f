"""Conditions of a list: plain wording becomes a rule, and whatever leaves a doubt stays for a person."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.measures.importing.conditions import conditions_in
from assistant.measures.profile import Facet
from assistant.measures.rules import judge


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("従業員300人以下の会社", {("employees_at_most", 300): "従業員300人以下"}),
        (
            "常時使用する従業員の数が２０人以下",
            {("employees_at_most", 20): "常時使用する従業員の数が２０人以下"},
        ),
        ("従業員三百人未満", {("employees_at_most", 299): "従業員三百人未満"}),
        ("従業員数が5名以上であること", {("employees_at_least", 5): "従業員数が5名以上"}),
        ("資本金3億円以下", {("capital_at_most", 300_000_000): "資本金3億円以下"}),
        (
            "資本金の額または出資の総額が5,000万円以下の会社",
            {("capital_at_most", 50_000_000): "資本金の額または出資の総額が5,000万円以下"},
        ),
        ("創業後5年未満の方", {("years_at_most", 4): "創業後5年未満"}),
        ("設立の日から５年を経過していないこと", {("years_at_most", 5): "設立の日から５年を経過していない"}),
        ("様々な経営課題を抱える中小企業者の方", {("size", ("sme",)): "中小企業者"}),
        ("中小企業・小規模事業者", {("size", ("sme",)): "中小企業・小規模事業者"}),
        ("県内の小規模事業者", {("size", ("small",)): "小規模事業者"}),
        ("中小企業者（大企業を除く）", {("size", ("sme",)): "中小企業者"}),
        ("鹿児島県内に事業所を有する企業", {("region", ("鹿児島県",)): "鹿児島県"}),
        ("製造業を営む者", {("industry", ("manufacturing",)): "製造業"}),
        ("県内に主たる事務所をおくNPO法人", {("organisation", ("npo",)): "県内に主たる事務所をおくNPO法人"}),
        (
            "「経営革新計画」の承認を受けた事業者",
            {("certificate", ("経営革新計画",)): "経営革新計画」の承認を受けた"},
        ),
        ("新たに創業しようとする方", {("stage", ("before_founding",)): "新たに創業しようとする方"}),
    ],
)
def test_plain_wording_becomes_a_rule_with_its_words(text, rules) -> None:
    assert {found.needs: found.quote for found in conditions_in(text)} == rules


@pytest.mark.parametrize(
    "text",
    [
        "資本金3億円以下の法人または従業員300人以下の個人",
        "従業員20人（商業・サービス業は5人）以下",
        "次のいずれかに該当する方\n・従業員300人以下\n・資本金3億円以下",
        "創業者 又は 従業員50人以下の中小企業",
        "高年齢労働者を1名以上雇用している",
        "小売業：従業員50人以下\n製造業：従業員300人以下",
        "中小企業と取引のある大企業",
        "中小企業者を除く法人",
        "中小企業基本法に定める要件を満たす者",
        "中小企業のサポートを行っている地方公共団体",
        "中小企業で働いている従業員",
        "大学、中小企業者",
        "産業財産権について知りたい、相談したい中小企業者・支援者",
        "これから経営革新計画の承認を受けようとする者",
        "経営革新計画の承認または経営力向上計画の認定を受けた者",
        "岩手県、宮城県、福島県に所在する事業所",
        "岐阜県内に工場を設置する事業者",
        "食品等製造業者、食品等販売業者",
        "",
    ],
)
def test_what_is_one_of_several_ways_or_leaves_a_doubt_makes_no_rule(text) -> None:
    assert conditions_in(text) == ()


def test_what_leads_in_to_alternatives_holds_for_all_of_them() -> None:
    text = "次のいずれかに該当する中小企業者\n①従業員300人以下の会社\n②資本金1億円以下の会社"
    assert [found.needs for found in conditions_in(text)] == [("size", ("sme",))]


def test_a_list_said_to_hold_as_a_whole_gives_each_of_its_rules() -> None:
    text = "以下のすべてに該当する者\n・従業員100人以下\n・埼玉県内に事業所を有すること\n※従業員5人以下は別枠"
    assert {found.needs for found in conditions_in(text)} == {
        ("employees_at_most", 100),
        ("region", ("埼玉県",)),
    }


def test_a_number_told_twice_with_different_values_is_left() -> None:
    assert conditions_in("以下のすべてを満たす者\n・従業員100人以下\n・従業員50人以下であること") == ()


@given(
    st.text(
        alphabet="従業員資本金中小企業者の300人億円以下また又は、。\n（）を有する 創業後5年未満県内埼玉承認受けた経営革新計画",
        max_size=80,
    )
)
def test_every_rule_stands_on_words_of_the_text_and_can_be_judged(text) -> None:
    for found in conditions_in(text):
        assert found.quote and found.quote in text
        assert judge(found.needs, (Facet("employees", 30),)).reason
