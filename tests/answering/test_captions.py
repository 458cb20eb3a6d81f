"""What a table says of its cells elsewhere than in them: its unit above the heads, 同上 for the row above, a note behind a number."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.captions import caption_above, unit_of_table, unit_told, without_note
from assistant.answering.columns import unit_of
from assistant.answering.ditto import cells_meant, row_meant
from assistant.answering.row_parts import own_spans, row_in_words
from assistant.answering.spans import Span
from evals.invented import TODAY, Invented, opened_on

if TYPE_CHECKING:
    from assistant.opened import Assistant

GUARANTEES = """しおかぜ県信用保証協会 主要保証制度一覧
令和８年10月１日現在　（限度額の単位：千円）
区分\t制度名\t対象となる方\t保証限度額\t保証期間\t保証料率（年％） 責任共有対象\t備考
創業\tはじめの一歩保証\t創業後５年未満の方\t35,000 ※1\t10年\t0.80\t計画書
安定\tなぎ保証（４号）\t指定地域の方\t270,000（うち無担保70,000）\t10年\t0.90\t認定書
安定\tなぎ保証（５号）\t指定業種の方\t同上（別枠ではない）\t10年\t同左\t認定書
一般\tカードローンうしお\t業歴３年以上の方\t20,000\t２年\t0.39～1.62\t更新時のみ
※1　ほかの創業の保証と合算して35,000千円以内。
"""
HALL = """しおかぜ会館 利用規程
第9条　利用者は、備品を壊したときは弁償しなければならない。
別表第１　会議室使用料　（単位：円、消費税込み）
室名\t定員\t午前 9:00～12:00\t夜間 17:30～21:00\t全日
帆の間\t120名\t6,600\t9,900\t24,200
波の間\t36名\t2,750\t4,180 ※ａ\t9,900
貝の間\t４名\t１時間につき220\t\t
※ａ　暖房費を含む。
※ｂ　椅子は別に借りる。
"""

ANNEX = """しおかぜ会館別館 部屋の料金
部屋\t区分\t午前\t夜間
舵の間\t個人\t2,200円\t4,180円
\t団体\t4,400円\t8,800円
櫂の間\t個人\t1,100円\t2,090円
\t団体\t3,300円\t6,600円
"""


@pytest.fixture(scope="module")
def agency(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    documents = [
        Invented("guarantees", "しおかぜ県信用保証協会 主要保証制度一覧", "2026-10-01", GUARANTEES),
        Invented("hall", "しおかぜ会館 利用規程", "2026-04-01", HALL),
        Invented("annex", "しおかぜ会館別館 部屋の料金", "2026-04-01", ANNEX),
    ]
    with opened_on(documents, tmp_path_factory.mktemp("captions")) as shien:
        yield shien


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("カードローンうしおの限度額は？", "カードローンうしお：区分 一般、保証限度額 20,000（単位：千円）、対象"),
        ("はじめの一歩保証の限度額は？", "はじめの一歩保証：区分 創業、保証限度額 35,000 ※1（単位：千円）、対象"),
        ("はじめの一歩保証の保証料率は？", "はじめの一歩保証：区分 創業、保証料率（年％） 責任共有対象 0.80、対象"),
        (
            "なぎ保証の５号、限度額は？",
            "なぎ保証（５号）：区分 安定、保証限度額 同上（別枠ではない）（上の行：270,000（うち無担保70,000））（単位：千円）、",
        ),
        ("波の間の夜間はいくら？", "波の間：夜間 17:30～21:00 4,180 ※ａ（単位：円、消費税込み）、定員 36名、"),
        ("貝の間の料金は？", "貝の間：午前 9:00～12:00 １時間につき220（単位：円、消費税込み）"),
    ],
)  # fmt: skip
def test_a_row_tells_what_is_asked_first_and_with_its_unit(agency, question, first) -> None:
    answer = agency.ask(question, engine="extractive", today=TODAY)
    assert answer.status == "answered", answer.text
    assert answer.text.startswith(first)


def test_the_line_that_tells_the_unit_is_cited_with_the_row(agency) -> None:
    answer = agency.ask("カードローンうしおの限度額は？", engine="extractive", today=TODAY)
    quotes = {one.n: one.quote for one in answer.citations}
    assert [quotes[n][:7] for n in answer.statements[0].citations] == [
        "一般\tカードロ",
        "区分\t制度名\t",
        "令和８年10月",
    ]


def test_a_note_stands_below_the_rows_that_bear_its_mark_only(agency) -> None:
    told = agency.ask("波の間の夜間はいくら？", engine="extractive", today=TODAY).text
    assert "暖房費を含む" in told and "椅子" not in told
    assert "暖房費" not in agency.ask("帆の間の夜間はいくら？", engine="extractive", today=TODAY).text


@pytest.mark.parametrize(
    ("lines", "caption"),
    [
        ("別表　使用料（単位：円）\n", "別表　使用料（単位：円）"),
        ("協会\n令和８年現在（限度額の単位：千円）\n\n", "令和８年現在（限度額の単位：千円）"),
        ("単位：百万円\n", "単位：百万円"),
        ("単位取得の手引\n", None),
        ("２単位（１人）\n", None),
        ("使用料（単位：円）は次のとおりです。\n", None),  # a sentence
        ("別表（単位：円）\n室名\t午前\n帆の間\t100\n", None),  # of another table
        ("", None),
    ],
)
def test_the_line_above_a_table_that_tells_its_unit_is_found(lines, caption) -> None:
    page = f"{lines}名\t額\nあ\t1"
    found = caption_above(page, len(lines))
    assert (page[slice(*found)] if found else None) == caption


@given(st.text("あ単位：円（）\n\t。 　", max_size=60))
def test_a_caption_is_one_line_before_the_heads(above) -> None:
    if found := caption_above(f"{above}\n名\t額", len(above) + 1):
        start, end = found
        assert 0 <= start < end <= len(above) and "\n" not in above[start:end]


@pytest.mark.parametrize(
    ("caption", "column", "unit"),
    [
        ("（限度額の単位：千円）", "保証限度額", "千円"),
        ("（限度額の単位：千円）", "件数", ""),
        ("使用料（単位：円／時間）", "依頼測定", "円"),
        ("使用料のご案内", "午前", ""),
    ],
)
def test_a_unit_is_of_the_columns_it_is_told_of(caption, column, unit) -> None:
    assert unit_told(caption, column) == unit


@pytest.mark.parametrize(
    ("cell", "column", "unit"),
    [
        ("0.80", "保証料率（年％）", "%"),
        ("0.50～2.20", "利率", "%"),
        ("2.5", "採択倍率", ""),
        ("2", "保証料率（年％）", "%"),
        ("年1.8", "利率", "%"),
        ("10", "料率の区分", ""),
    ],
)
def test_a_bare_number_under_a_rate_is_one(cell, column, unit) -> None:
    assert unit_of(cell, column, []) == unit


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("35,000 ※1", "35,000"),
        ("270,000（うち無担保70,000）", "270,000"),
        ("280,000（普通200,000）。組合は480,000", "280,000"),
        ("660 ※ａ", "660"),
        ("10年(１年)", "10年(１年)"),
        ("要（２回）", "要（２回）"),
    ],
)
def test_a_number_is_read_without_the_note_behind_it(cell, number) -> None:
    assert without_note(cell) == number


@pytest.mark.parametrize(
    ("cells", "above", "meant"),
    [
        (["5号", "同上", "同左"], ["4号", "280", "10年"], ["", "280", "280"]),
        (["5号", "同上（別枠）", "3年"], ["4号", "280", "10年"], ["", "280", ""]),
        (["5号", "〃"], [], ["", ""]),
        (["同上の者", "1"], ["あ", "2"], ["", ""]),  # words of its own
        (["", "", "非会員", "200円"], ["大広間", "90名", "会員", "100円"], ["大広間", "90名", "", ""]),
        (["", "", "小計", "300円"], ["大広間", "90名", "会員", "100円"], ["", "", "", ""]),  # of all of them
        (["", "続きの文"], ["大広間", "広い部屋で、"], ["", ""]),  # the other half of a cell
        (["大広間", "", "100円"], ["中広間", "90名", "80円"], ["", "", ""]),  # nothing is said
    ],
)
def test_a_ditto_stands_for_the_cell_above_or_on_the_left(cells, above, meant) -> None:
    assert cells_meant(cells, above) == meant


def test_a_run_of_dittos_goes_back_to_the_row_that_says_it() -> None:
    rows = ["名\t額", "甲\t100", "乙\t同上", "丙\t同上", "丁\t200"]
    page = "\n".join(rows)
    starts = [page.index(row) for row in rows]
    meant = [row_meant(page, start, len(rows[0])) for start in starts[1:]]
    assert [page[slice(*one)] if one else None for one in meant] == [None, "甲\t100", "甲\t100", None]


def test_the_rows_of_a_group_are_of_the_one_that_names_it() -> None:
    rows = ["室名\t区分\t午前\t夜間", "広間\t会員\t90円\t120円", "\t非会員\t180円\t240円", "\t学生\t60円\t80円", "和室\t会員\t50円\t70円"]  # fmt: skip
    page = "\n".join(rows)
    meant = [row_meant(page, page.index(row), len(rows[0])) for row in rows[1:]]
    assert [page[slice(*one)] if one else None for one in meant] == [None, rows[1], rows[1], None]


def test_a_row_of_a_group_is_told_and_found_by_the_groups_name(agency) -> None:
    answer = agency.ask("舵の間の夜間、団体はいくら？", engine="extractive", today=TODAY)
    assert answer.statements[0].text == "舵の間（上の行）：区分 団体、夜間 8,800円、午前 4,400円"
    quotes = {one.n: one.quote for one in answer.citations}
    assert [quotes[n] for n in answer.statements[0].citations] == [
        "\t団体\t4,400円\t8,800円",
        "部屋\t区分\t午前\t夜間",
        "舵の間\t個人\t2,200円\t4,180円",
    ]


def test_dittos_of_different_rows_stand_for_none() -> None:
    rows = ["名\t午前\t午後", "甲\t100\t200", "乙\t同上\t250", "丙\t同上\t同上"]
    page = "\n".join(rows)
    meant = [row_meant(page, page.index(row), len(rows[0])) for row in rows[2:]]
    assert [page[slice(*one)] if one else None for one in meant] == ["甲\t100\t200", None]


def test_the_words_of_the_row_a_ditto_stands_for_are_not_the_rows_own() -> None:
    row, above = Span("d", 0, 30, 38, "乙\t同上\t250"), Span("d", 0, 10, 20, "甲\t100\t200")
    head = Span("d", 0, 0, 9, "名\t午前\t午後")
    assert own_spans((row, head, above)) == (row, head)


@pytest.mark.parametrize(
    ("column", "cell", "unit"),
    [
        ("料金", "5,000", "（単位：円）"),
        ("広さ（㎡）", "300", ""),
        ("定員", "120名", ""),
        ("補助率", "2/3", ""),
        ("備考", "椅子席", ""),
        ("全日", "１時間につき220", "（単位：円）"),
    ],
)
def test_a_tables_unit_is_told_behind_bare_numbers_without_one_of_their_own(column, cell, unit) -> None:
    assert unit_of_table("別表（単位：円）", column, cell) == unit


def test_a_ditto_in_the_first_row_stands_for_nothing() -> None:
    page = "名\t額\n乙\t同上"
    assert row_meant(page, page.index("乙"), len("名\t額")) is None


def test_every_cell_of_a_row_is_told_whatever_is_asked() -> None:
    spans = [Span("d", 0, 10, 30, "甲\t1/2\t50万円\t3年"), Span("d", 0, 0, 9, "区分\t補助率\t上限額\t期間")]
    assert row_in_words(spans, frozenset({2})) == "甲：上限額 50万円、補助率 1/2、期間 3年"
    assert row_in_words(spans) == "甲：補助率 1/2、上限額 50万円、期間 3年"


def test_what_is_told_of_the_client_first_neither_refuses_nor_points_to_a_column(agency) -> None:
    question = "うしお市の長野さんです。長野で成形をやっています。社員は30人です。カードローンうしおの限度額はいくらですか"
    answer = agency.ask(question, engine="extractive", today=TODAY)
    assert answer.text.startswith("カードローンうしお：区分 一般、保証限度額 20,000（単位：千円）")
    refused = agency.ask("長野のカードローンうしおの限度額はいくらですか", engine="extractive", today=TODAY)
    assert refused.status == "abstained"
