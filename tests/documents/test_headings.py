"""Headings, list items and table rows of Japanese administrative writing."""

from __future__ import annotations

import pytest

from assistant.documents.headings import (
    MAX_HEADING,
    begins_spaced_table,
    heading_level,
    is_bullet,
    is_marked_heading,
    is_news_item,
    is_table_row,
    is_table_rule,
    table_cells,
)

LEVELS = [
    ("第1章 総則", 10),
    ("第２節　支援の内容", 10),
    ("第三条　定義", 10),
    ("I 戦略プログラム 2017(改訂版)の基本的考え方", 20),
    ("Ⅱ 具体的な取組", 20),
    ("Ⅳ．今後の進め方", 20),
    ("1. 改訂の趣旨", 30),
    ("１　資金の種類（利率は年利・固定）", 30),
    ("６　担当", 30),
    ("１．中小企業を守る", 30),
    ("6 . 事例研究", 30),
    ("1-2 鍛造・鋳造・熱処理等の地域ものづくり企業の強化", 40),
    ("３－２　事業・組織のあり方", 40),
    ("（航空機）", 45),
    ("(取組の方向性)", 45),
    ("(1) 経緯", 50),
    ("（１）事業", 50),
    ("① 取組の方向性", 60),
    ("①継続・拡充する事業", 60),
    ("1) 人材の現状と強化の方向性", 65),
    ("ア　対象者", 70),
    ("ア）対象者", 70),
    ("取組 ii 商談会の開催", 75),
    ("取組1 商談会の開催", 75),
    ("附　則", 9),
    ("附則（令和８年３月19日）", 9),
    ("別表第１（第５条関係）", 10),
    ("別表（第６条関係）　会議室使用料　（単位：円）", 10),
    ("様式第１号 交付申請書", 10),
    ("別紙２", 10),
    ("【幹事】", 80),
    ("◆支給要件◆", 80),
    ("＜目次＞", 80),
    ("# 支援策", 1),
    ("### 補助率", 3),
]


@pytest.mark.parametrize(("line", "level"), LEVELS)
def test_every_kind_of_heading_has_its_depth(line: str, level: int) -> None:
    assert heading_level(line) == level
    assert heading_level(f"  {line} ") == level


@pytest.mark.parametrize(
    "line",
    [
        "",
        "改訂の趣旨",
        "① 技術を磨き、市場を拓く。",
        "1. 人材については、",
        "2.5日分の休業手当",
        "10人の社員に休業を与えた",
        "20 世紀の発展・成長の結果",
        "(中略)",
        "別表第１に定める回数を限度とする",
        "別紙 のとおり",
        "様式の記入例",
        "附則的な定め",
        "（略）",
        "（注）",
        "（参考）",
        "第1回WGを開いた。",
        "第一歩を踏み出す",
        "IoTの活用",
        "ii 商談会",
        "アジア",
        "2020年9月29日",
        "03-1234-5678",
        "1.\tポストエンジン時代",
        "1. " + "あ" * MAX_HEADING,
        "#タグ",
    ],
)
def test_a_line_that_only_looks_like_a_heading_is_none(line: str) -> None:
    assert heading_level(line) is None


def test_the_longest_heading_is_still_one() -> None:
    assert heading_level("1. " + "あ" * (MAX_HEADING - 3)) == 30


def test_deeper_headings_have_larger_numbers() -> None:
    order = ["第1章 総則", "Ⅱ 取組", "1. 趣旨", "1-2 鍛造", "（航空機）", "(1) 経緯", "① 方向性", "1) 人材"]
    levels = [heading_level(line) or 0 for line in order]
    assert levels == sorted(set(levels))


@pytest.mark.parametrize(
    "mark", ["- ", "・", "･", "○ ", "●", "◆ ", "■", "※", "→ ", "• ", "Ο", "①", "1) ", "1. ", "¹"]
)
def test_a_list_item_or_note_is_known_by_its_mark(mark: str) -> None:
    assert is_bullet(f"{mark}海外販路の開拓")
    assert is_bullet(f"　{mark}海外販路の開拓")


@pytest.mark.parametrize("line", ["海外販路の開拓", "-1.5%となった", "2025年度", "", "（1）事業"])
def test_other_lines_are_no_list_items(line: str) -> None:
    assert not is_bullet(line)


@pytest.mark.parametrize("line", ["成長志向型\t\t1st ターゲット", "\t製造業\t非製造業\n", "現状維持型\t\t"])
def test_a_line_with_tabs_is_a_table_row_even_where_cells_are_empty(line: str) -> None:
    assert is_table_row(line)


@pytest.mark.parametrize("line", ["", "\t\t", " \n", "製造業 非製造業"])
def test_a_line_without_cells_is_no_table_row(line: str) -> None:
    assert not is_table_row(line)


def test_cells_are_parted_by_tabs_strokes_or_spaces() -> None:
    assert table_cells("一般枠\t\t50万円") == ["一般枠", "", "50万円"]
    assert table_cells("| 一般枠 |  | 50万円 |") == ["一般枠", "", "50万円"]
    assert table_cells("一般枠 1/2　50万円") == ["一般枠", "1/2", "50万円"]
    assert table_cells("|| 令和5年度 ||") == ["", "令和5年度", ""]
    assert is_table_row("| 一般枠 | 1/2 |") and not is_table_rule("| 一般枠 | 1/2 |")
    assert is_table_row("|---|:--:|") and is_table_rule("|---|:--:|")


@pytest.mark.parametrize(
    ("head", "row", "expected"),
    [
        ("区分 助成率 上限額", "一般枠 1/2 50万円", True),
        ("区分　助成率　上限額", "一般枠　1/2　50万円", True),
        ("区分 助成率", "一般枠 1/2", False),  # two words with a space are written often
        ("区分 助成率 上限額", "一般枠 1/2", False),
        ("区分 助成率 上限額", "国内 海外 その他", False),  # no figure: rather a list of words
        ("緊急保証 ６兆円 ２０兆円", "貸付 ３兆円 １０兆円", False),  # no head
        ("本日は 雨の中 お集まり", "いただき 3人の方に 感謝します。", False),
        ("区分 助成率 上限額", "", False),
    ],
)
def test_columns_that_only_spaces_part_are_a_table_under_a_head_without_figures(head, row, expected) -> None:
    assert begins_spaced_table([head, row]) is expected


@pytest.mark.parametrize(
    ("line", "heads"),
    [
        ("■ 持ち物", True),
        ("【1】年末調整の相談会", True),
        ("▼もくじ", True),
        ("■ 持ち物：印鑑", False),  # a label and what it labels
        ("■ 令和8年度は中止します。", False),
        ("・持ち物", False),
        ("【対象】市内の方、または市内で働く方", False),
    ],
)
def test_a_phrase_under_a_mark_heads_what_follows(line, heads) -> None:
    assert (is_marked_heading(line) or is_news_item(line)) is heads


@pytest.mark.parametrize(
    "line", ["２　12月29日から翌年1月3日までは休館とする。", "５　10　20", "1　820　1,640"]
)
def test_a_rule_or_a_row_that_begins_with_a_figure_is_no_heading(line) -> None:
    assert heading_level(line) is None


def test_cells_may_be_parted_by_strokes_within_a_line() -> None:
    row = "小口資金 | 運転500万円・設備800万円 | 1.9%"
    assert is_table_row(row)
    assert table_cells(row) == ["小口資金", "運転500万円・設備800万円", "1.9%"]
    assert not is_table_row("東 | 西")  # one stroke is a word's
    assert table_cells("|") == ["|"]


def test_labels_of_a_list_are_no_spaced_table() -> None:
    assert not begins_spaced_table(["◆会場　センター 第2研修室", "◆定員　24人 17人"])


def test_the_head_of_a_spaced_table_may_hold_dates() -> None:
    assert begins_spaced_table(["業種 今期(7-9月) 2025年度", "製造業 ▲8.2 10.5"])
    assert not begins_spaced_table(["製造業 8.2 10.5", "建設業 6.0 3.6"])


def test_a_row_whose_columns_tabs_part_begins_no_table_of_spaced_columns() -> None:
    assert not begins_spaced_table(
        ["電波暗室\t－\tC棟1階\t平成26", "塩水噴霧試験機\tST-90\tA棟205\t1槽が故障中"]
    )
