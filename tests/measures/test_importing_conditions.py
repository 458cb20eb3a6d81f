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
        ("資本金が3億円を超えない会社", {("capital_at_most", 300_000_000): "資本金が3億円を超えない"}),
        ("従業員300人に満たない会社", {("employees_at_most", 299): "従業員300人に満たない"}),
        ("従業員数を問わない、資本金1億円以下の会社", {("capital_at_most", 100_000_000): "資本金1億円以下"}),
        ("県税を滞納していない従業員300人以下の会社", {("employees_at_most", 300): "従業員300人以下"}),
        ("従業員20人以下の会社でなければならない", {("employees_at_most", 20): "従業員20人以下"}),
        ("従業員20人以下（ただし、従業員5人以下は優先）", {("employees_at_most", 20): "従業員20人以下"}),
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
        "製造業を営む者、建設業を営む者",
        "従業員20人以下（商業・サービス業は5人以下）",
        "従業員300人以下（製造業の場合）",
        "製造業は従業員300人以下",
        "次のすべてを満たす者\n・次のいずれかに該当すること\n　従業員300人以下\n　資本金3億円以下",
        "",
    ],
)
def test_what_is_one_of_several_ways_or_leaves_a_doubt_makes_no_rule(text) -> None:
    assert conditions_in(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "資本金3億円以下、従業員300人以下のいずれかに該当する会社",
        "資本金3億円以下、従業員300人以下のどちらかを満たす会社",
        "資本金3億円以下、従業員300人以下のうち一つ以上に該当",
        "資本金3億円以下か従業員300人以下の会社",
        "資本金3億円以下であるか、従業員300人以下である会社",
        "資本金3億円以下／従業員300人以下",
        "製造業か建設業を営む者",
        "中小企業者、県内に住所を有する者のいずれか",
        "中小企業者、従業員300人以下のいずれかに該当する者",
        "従業員300人以下の会社で、次のいずれかに該当する者",
    ],
)
def test_either_or_on_one_line_makes_no_rule(text) -> None:
    assert conditions_in(text) == ()


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("創業から数か月を経た、資本金1億円以下の会社", [("capital_at_most", 100_000_000)]),
        (
            "資本金1億円以下、従業員300人以下の会社",
            [("capital_at_most", 100_000_000), ("employees_at_most", 300)],
        ),
        ("次のいずれかに該当し、かつ計画を策定した中小企業者", [("size", ("sme",))]),
        ("埼玉県内に本社を有し、次のいずれかに該当する者", [("region", ("埼玉県",))]),
    ],
)
def test_what_is_no_either_or_stays_a_rule(text, rules) -> None:
    assert [found.needs for found in conditions_in(text)] == rules


def test_what_leads_in_to_alternatives_holds_for_all_of_them() -> None:
    text = "次のいずれかに該当する中小企業者\n①従業員300人以下の会社\n②資本金1億円以下の会社"
    assert [found.needs for found in conditions_in(text)] == [("size", ("sme",))]


@pytest.mark.parametrize(
    "text",
    [
        "従業員301人以上の事業者を除く",
        "資本金5億円以上の大企業を除く",
        "資本金5億円以上の大企業を除き、どなたでも",
        "東京都内に本社を有する者を除く",
        "東京都内に本社を有しない者",
        "(東京都内に本社を有する者を除く",
        "製造業を営む者以外",
        "経営革新計画の承認を受けていない事業者",
        "経営革新計画の承認を受けたことがない者",
        "経営革新計画の承認を受けている者は申請できません",
        "従業員300人以上の企業でないこと",
        "従業員301人以上の企業は対象外",
        "従業員301人以上の企業は対象となりません",
        "資本金が3億円を超えていない会社",
        "従業員20人以下の事業者を優先",
        "従業員20人以下の事業者は加点",
        "従業員20人以下の場合、補助率2/3",
        "従業員20人以下のとき",
        "従業員20人以下の会社にあっては2/3",
        "対象外の者\n従業員301人以上の企業",
        "### 対象外\n従業員301人以上の企業",
        "## 対象になりません\n従業員301人以上の企業",
        "次の者を除く\n従業員301人以上の企業",
        "【対象外】\n次のすべてに該当する者\n・従業員301人以上",
        "■対象外\nすべてに該当する者\n●従業員301人以上\n●資本金5億円以上",
        "・従業員300人以下\n・資本金1億円以下\n【対象外】\nすべてに該当する者",
        "次のすべてに該当する者は対象外です\n・従業員301人以上\n・資本金5億円以上",
        "すべてを満たすこと\n・従業員301人以上\n・資本金5億円以上\nこれらは対象外です",
    ],
)
def test_what_is_excluded_preferred_or_a_case_makes_no_rule(text) -> None:
    assert conditions_in(text) == ()


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("製造業を営む者（資本金3億円以上の会社に支配されている者を除く）", [("industry", ("manufacturing",))]),
        ("中小企業者（みなし大企業を除く。）", [("size", ("sme",))]),
        ("中小企業者（従業員20人以下の者を含む）", [("size", ("sme",))]),
        ("1)従業員300人以下の会社(大企業を除く)", [("employees_at_most", 300)]),
        ("従業員300人以下の会社（次の者を除く 1)資本金3億円以上 2)従業員5人以下）", [("employees_at_most", 300)]),
        (
            "以下の要件をすべて満たす事業所\n* 従業員100人以下\n* 事業所等であること（福島県内の15市町村（※3）に所在する事業所は除く）。",
            [("employees_at_most", 100)],
        ),
        (
            "すべて満たす者\n・埼玉県内に事業所を有する者\n・従業員300人以上の企業でないこと\n・資本金1億円以下",
            [("region", ("埼玉県",)), ("capital_at_most", 100_000_000)],
        ),
        ("すべて満たす者\n・従業員100人以下\n【対象外】\n・資本金3億円以上", [("employees_at_most", 100)]),
        ("すべて満たす者\n【対象外】\n・資本金3億円以上\n【対象】\n・従業員100人以下", [("employees_at_most", 100)]),
        ("すべて満たす者\n・従業員100人以下\n次の者を除く\n①資本金1億円以上\n②東京都内に本社を有する者", [("employees_at_most", 100)]),
        ("次のすべてを満たす場合に申請できます\n・従業員100人以下\n・資本金1億円以下", [("employees_at_most", 100), ("capital_at_most", 100_000_000)]),
        ("すべて満たす者\n【対象外】\n【製造業】\n・資本金3億円以上", []),
        ("すべて満たす者\n【対象外】\n次の要件に該当する者\n・資本金3億円以上", []),
        ("すべて満たす者\n【対象外】\n次の者でない者\n・資本金3億円以上\n【対象】\n・従業員100人以下", [("employees_at_most", 100)]),
        ("すべて満たす者\n・従業員100人以下\n対象になりません\n・資本金3億円以上", [("employees_at_most", 100)]),
        ("すべて満たす者\n従業員100人以下\n対象外の者\n資本金3億円以上", [("employees_at_most", 100)]),
        ("すべて満たす者\n従業員100人以下\n大企業でないこと\n埼玉県内に本社を有すること", [("employees_at_most", 100), ("region", ("埼玉県",))]),
        ("大企業を除き、次のすべてを満たす者\n・従業員100人以下", [("employees_at_most", 100)]),
    ],
)  # fmt: skip
def test_an_exclusion_reaches_as_far_as_its_bracket_line_or_heading(text, rules) -> None:
    assert [found.needs for found in conditions_in(text)] == rules


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
        alphabet="従業員資本金中小企業者の300人億円以下また又は、。\n（）を有する 創業後5年未満県内埼玉承認受けた経営革新計画除くでない以外",
        max_size=80,
    )
)
def test_every_rule_stands_on_words_of_the_text_and_can_be_judged(text) -> None:
    for found in conditions_in(text):
        assert found.quote and text.startswith(found.quote, found.start)
        assert judge(found.needs, (Facet("employees", 30),)).reason
