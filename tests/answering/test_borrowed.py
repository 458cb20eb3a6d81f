"""A neighbour's value is not taken for the one asked for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answering.borrowed import without_borrowed
from assistant.answering.question import understand
from assistant.text.names import Alias, NameTable

TABLE = NameTable((Alias("ものづくりカフェ", ("ものづくりカフェ",)),))


def _in(evidence, passage: str, sentence: str, *, section=(), says_name=False):
    """Evidence of a sentence that stands in a passage, under headings."""
    start = passage.index(sentence)
    span = replace(evidence.spans[0], start=start, end=start + len(sentence), text=sentence)
    around = replace(evidence.passage, text=passage, end=len(passage), section=section)
    return replace(evidence, spans=(span,), passage=around, says_name=says_name)


@pytest.mark.parametrize(
    ("question", "sentence", "is_borrowed"),
    [
        ("川崎市の会場の受講料はいくら？", "札幌では受講料は3,000円です。", True),
        ("川崎市の会場の受講料はいくら？", "川崎市では受講料は3,000円です。", False),
        ("川崎市の会場の受講料はいくら？", "受講料は3,000円です。", False),
        ("神奈川県の会場の受講料はいくら？", "横浜市では受講料は3,000円です。", False),
        (
            "関東の会場の受講料はいくら？",
            "札幌では受講料は3,000円です。",
            False,
        ),  # a block is asked about as a whole
        ("講師は何人？", "参加者の20~30%が再び受講した。", True),
        ("講師は何人？", "講師は12名である。", False),
        ("講座は何件？", "講座は5回ある。", False),  # 件 counts anything
    ],
)
def test_a_value_of_another_place_or_of_another_kind_is_borrowed(
    question, sentence, is_borrowed, evidence_of
) -> None:
    (judged,) = without_borrowed(understand(question, TABLE), [evidence_of(sentence)])
    assert judged.borrowed is is_borrowed
    assert bool(judged.answers) is not is_borrowed


def test_a_place_that_may_be_a_surname_is_one_where_it_stands_as_a_place(evidence_of) -> None:
    told = evidence_of("札幌では受講料は3,000円です。")
    (of_place,) = without_borrowed(understand("米沢の会場の受講料はいくら？", TABLE), [told])
    (of_person,) = without_borrowed(understand("米沢さんの講座の受講料はいくら？", TABLE), [told])
    assert of_place.borrowed and not of_person.borrowed


def test_a_name_that_only_comes_after_a_figure_does_not_own_it(evidence_of) -> None:
    asked = understand("ものづくりカフェには年に何件の相談がある？", TABLE)
    figure, name = "商工会への相談は年400件あります。", "また、ものづくりカフェを開きました。"
    behind = _in(evidence_of(figure), figure + name, figure)
    before = _in(evidence_of(figure), name + figure, figure)
    assert [e.borrowed for e in without_borrowed(asked, [behind, before])] == [True, False]


def test_a_figure_under_another_programmes_heading_is_that_ones(evidence_of) -> None:
    asked = understand("商店街振興資金はいくらまで？", TABLE)
    lines = ["商店街のための融資を始めた。", "◆設備更新資金（公庫）◆", "融資限度額：5,000万円"]
    apart = _in(evidence_of(lines[2]), "\n".join(lines), lines[2], section=("◆商店街振興資金◆",))
    own = _in(evidence_of(lines[2]), "\n".join([lines[0], lines[2]]), lines[2], section=("◆商店街振興資金◆",))
    assert [e.borrowed for e in without_borrowed(asked, [apart, own])] == [True, False]


def test_a_measure_written_in_full_owns_only_what_stands_with_it(evidence_of) -> None:
    asked = understand("地域商業活性化推進事業の予算は？", TABLE)
    own = evidence_of("地域商業活性化推進事業【12億円】")
    other = evidence_of("設備投資の補助金を約900億円規模で措置した。", doc_id="another")
    assert [e.borrowed for e in without_borrowed(asked, [own, other])] == [False, True]
