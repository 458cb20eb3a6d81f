"""Which kinds of value stand in a text."""

from __future__ import annotations

import pytest

from assistant.text.values import ValueKind, holds_value

HELD: list[tuple[ValueKind, str]] = [
    ("amount", "上限は５００万円"),
    ("amount", "融資限度額：7億2,000万"),
    ("amount", "１口 ５ 万円"),
    ("amount", "セーフティネット貸付 ３兆円"),
    ("amount", "十万円を超える"),
    ("amount", "1,000ドル"),
    ("rate", "補助率は２／３以内"),
    ("rate", "3分の2を補助"),
    ("rate", "助成率：４／５"),
    ("rate", "割合は約13%"),
    ("rate", "売上高が５％以上減少"),
    ("rate", "およそ7割"),
    ("rate", "四割強"),
    ("rate", "補助率：定額"),
    ("date", "令和5年5月"),
    ("date", "平成２１年１２月３０日"),
    ("date", "2026年1月19日(月)"),
    ("date", "３月に公表"),
    ("date", "来年度から"),
    ("date", "令和元年度"),
    ("date", "申込みは12/11まで"),
    ("date", "申込締切 11/25"),
    ("date", "11/9〜13"),
    ("date", "5/4 発送"),
    ("date", "最終受付はR9.1.29（金）"),
    ("rate", "4/5（解雇を行わない場合は、9/10）"),
    ("rate", "重さを1/10まで減らす"),
    ("rate", "10/10"),
    ("recurring", "書類は前の週の金曜までに"),
    ("count", "従業員２０人以下"),
    ("count", "中小企業約１万９千社"),
    ("count", "公設試 96 機関"),
    ("count", "47都県"),
    ("duration", "３年間にわたり"),
    ("duration", "最近3か月の"),
    ("duration", "7年以内"),
    ("contact", "電話 ０３－１２３４－５６７８"),
    ("contact", "info@example.go.jp"),
    ("contact", "https://example.go.jp/shien"),
]
NOT_HELD: list[tuple[ValueKind, str]] = [
    ("amount", "補助率は２／３以内"),
    ("amount", "20社が参加"),
    ("rate", "上限は500万円"),
    ("rate", "平成20年10月"),
    ("date", "上限は500万円"),
    ("date", "3社"),
    ("date", "4/5（解雇を行わない場合は、9/10）"),
    ("date", "補助率 1/2～2/3"),
    ("date", "回答率 48/50"),
    ("rate", "申込みは12/11まで"),
    ("rate", "申込締切 11/25"),
    ("count", "補助金を申し込む"),
    ("duration", "3月に公表"),
    ("duration", "令和9年3月31日まで"),
    ("duration", "平成20年に"),
    ("contact", "平成21年12月30日"),
    ("contact", "500-1000円"),
]


@pytest.mark.parametrize(("kind", "text"), HELD)
def test_a_value_is_seen_in_any_width_and_writing(kind: ValueKind, text: str) -> None:
    assert holds_value(text, kind)


@pytest.mark.parametrize(("kind", "text"), NOT_HELD)
def test_a_value_of_another_kind_does_not_count(kind: ValueKind, text: str) -> None:
    assert not holds_value(text, kind)


@pytest.mark.parametrize("kind", ["amount", "rate", "date", "count", "duration", "contact"])
def test_words_alone_hold_no_value(kind: ValueKind) -> None:
    assert not holds_value("中小企業の皆さまへ、補助金のご案内です。", kind)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("提案型の公募は、毎年度一回、六月一日から七月十五日まで行う。", "date"),
        ("この規程は、令和八年四月一日から施行する。", "date"),
        ("発表は、最長十二か月まで延期することができる。", "duration"),
        ("届出は、事由が生じた日から十日以内に行う。", "duration"),
        ("補助の割合は、経費の三分の二とする。", "rate"),
    ],
)
def test_figures_are_read_as_rules_write_them_in_kanji(text: str, kind: ValueKind) -> None:
    assert holds_value(text, kind)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("一人ひとりに寄り添い、一体となって進める。", "count"),
        ("万一の事故に備え、十分に注意する。", "duration"),
        ("一回目の相談で、二件目の話を聞いた。", "count"),
    ],
)
def test_words_with_a_numeral_in_them_are_no_figures(text: str, kind: ValueKind) -> None:
    assert not holds_value(text, kind)
