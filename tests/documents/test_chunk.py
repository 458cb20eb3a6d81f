"""Passages: verbatim ranges of a page that end where sentences end."""

from __future__ import annotations

import itertools

import pytest
from document_samples import PROPERTY, kinds, long_page_lines, page, passages
from hypothesis import given
from hypothesis import strategies as st

from assistant.documents.chunk import PASSAGE_CHARACTERS, chunk_page
from assistant.documents.headings import is_table_row
from assistant.documents.outline import Section
from assistant.text.sentences import sentence_spans
from assistant.types import Kind, Passage

ANY_PAGE = long_page_lines | st.text(st.sampled_from("補助率。！？」）（「、 \n\t　a1"), max_size=900)
SENTENCE = "中小企業は、新たな製品の開発に取り組む必要がある。"


@PROPERTY
@given(ANY_PAGE, kinds)
def test_a_passage_is_the_text_of_its_page_at_its_range(text: str, kind: Kind) -> None:
    for passage in passages(text, kind):
        assert text[passage.start : passage.end] == passage.text
        assert passage.text.strip(" \n")
        assert passage.passage_id == f"guide:0:{passage.start}-{passage.end}"


@PROPERTY
@given(ANY_PAGE, kinds)
def test_passages_are_in_order_and_share_no_character(text: str, kind: Kind) -> None:
    found = passages(text, kind)
    assert all(earlier.end <= later.start for earlier, later in itertools.pairwise(found))


@PROPERTY
@given(ANY_PAGE, kinds)
def test_only_a_single_table_row_may_be_longer_than_a_passage(text: str, kind: Kind) -> None:
    for passage in passages(text, kind):
        is_one_row = is_table_row(passage.text) and len(passage.text.strip().split("\n")) == 1
        assert len(passage.text) <= PASSAGE_CHARACTERS or is_one_row


def _ends_well(text: str, passage: Passage) -> bool:
    """Whether running text ends at a sentence or line end, or inside a sentence too long for a passage."""
    if passage.text[-1] in "。！？" or not text[passage.end :].split("\n", 1)[0].strip():
        return True
    start, end = next(s for s in sentence_spans(text) if s[0] < passage.end <= s[1])
    return end == passage.end or end - start > PASSAGE_CHARACTERS


@PROPERTY
@given(ANY_PAGE, kinds)
def test_running_text_is_cut_at_sentence_ends_and_line_ends(text: str, kind: Kind) -> None:
    for passage in passages(text, kind):
        assert passage.header or _ends_well(text, passage), passage.text[-20:]


@PROPERTY
@given(ANY_PAGE, kinds)
def test_what_stands_in_no_passage_is_blank_or_a_few_letters(text: str, kind: Kind) -> None:
    position = 0
    for start, end in [*((p.start, p.end) for p in passages(text, kind)), (len(text), len(text))]:
        left_out = text[position:start]
        letters = [character for character in left_out if character.isalnum()]
        assert len(letters) < 4 * (1 + left_out.count("\n") + left_out.count("。"))
        position = end


def test_sentences_are_packed_until_the_limit() -> None:
    found = passages(SENTENCE * 40)
    whole = PASSAGE_CHARACTERS // len(SENTENCE)
    assert [len(p.text) for p in found] == [whole * len(SENTENCE)] * 2 + [(40 - 2 * whole) * len(SENTENCE)]


def test_a_paragraph_end_is_preferred_to_a_sentence_end() -> None:
    text = SENTENCE * 9 + "\n\n" + SENTENCE * 9
    assert [p.text for p in passages(text)] == [SENTENCE * 9, SENTENCE * 9]


def test_a_full_stop_stays_with_its_sentence() -> None:
    assert all(not p.text.startswith(("。", "」")) for p in passages(f"「{SENTENCE}」と述べた。" * 30))


def test_a_sentence_longer_than_a_passage_is_cut_after_a_comma() -> None:
    text = "その途中に読点だけが続いて、" * 60 + "終わる。"
    found = passages(text)
    assert len(found) > 1
    assert all(p.text.endswith(("、", "。")) for p in found)
    assert "".join(p.text for p in found) == text


def test_a_passage_does_not_reach_over_a_heading() -> None:
    found = passages(f"1. 趣旨\n\n{SENTENCE}\n\n2. 目的\n\n{SENTENCE}\n")
    assert [p.section for p in found] == [("1. 趣旨",), ("2. 目的",)]


@pytest.mark.parametrize("scrap", ["13", "％", "（略）", "・・・", "国"])
def test_a_scrap_without_words_is_no_passage(scrap: str) -> None:
    assert passages(scrap) == []


TABLE = "氏名\t所属\t役職\n" + "\n".join(f"委員{n:02}\t公益財団法人産業支援機構\t理事" for n in range(40))


def test_rows_of_a_long_table_know_the_header_of_their_table() -> None:
    text = f"構成員は次のとおりである。\n\n{TABLE}\n\n以上である。"
    prose, *rows, last = passages(text)
    assert prose.header is None and last.header is None
    assert len(rows) > 1
    for passage in rows:
        assert passage.header is not None
        assert text[slice(*passage.header)] == "氏名\t所属\t役職"
        assert all(line.count("\t") == 2 for line in passage.text.split("\n"))
    assert sum(p.text.count("\n") + 1 for p in rows) == 41


@pytest.mark.parametrize(
    "table",
    [
        "森 直\t公益財団法人海辺機構\t相談役\n谷 学\t公益財団法人里山機構\t顧問",
        "森 直\t海辺機構\t副理事長\n谷 学\t里山会\t事務局長",
    ],
)
def test_a_list_of_people_has_no_row_of_heads(table: str) -> None:
    (passage,) = passages(table)
    assert passage.header is None and passage.text == table


def test_the_empty_corner_of_a_table_is_kept() -> None:
    table = "\t製造業\t非製造業\n成長志向型\t\t1st ターゲット\n現状維持型\t\t"
    (passage,) = passages(table)
    assert passage.text == table
    assert passage.header == (0, len("\t製造業\t非製造業"))


@pytest.mark.parametrize(
    "table",
    [
        "区分 助成率 上限額\n一般枠 1/2 50万円\n若手枠 2/3 100万円",
        "| 区分 | 助成率 | 上限額 |\n|---|---|---|\n| 一般枠 | 1/2 | 50万円 |",
    ],
)
def test_a_table_of_spaces_or_strokes_is_kept_apart_with_its_header(table) -> None:
    text = f"助成の内容は次のとおりです。\n{table}\n受付は6月からです。"
    before, rows, after = passages(text)
    assert rows.text == table and rows.header is not None
    assert text[slice(*rows.header)] == table.split("\n")[0]
    assert before.header is None and after.header is None


def test_a_row_longer_than_a_passage_stays_one_row() -> None:
    row = "事業概要\t" + "長い説明" * 150
    text = f"項目\t内容\n{row}\n期間\t３年間"
    assert row in [p.text for p in passages(text)]


def test_each_section_keeps_its_own_path_and_page() -> None:
    text = f"{SENTENCE}{SENTENCE}"
    sections = [Section(0, len(SENTENCE), ("前",)), Section(len(SENTENCE), len(text), ("後",))]
    found = chunk_page("guide", page(text, index=3), sections)
    assert [(p.section, p.page_index, p.start) for p in found] == [
        (("前",), 3, 0),
        (("後",), 3, len(SENTENCE)),
    ]
