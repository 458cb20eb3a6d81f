"""What stands beside an answer is read on the telephone: no bare headings, no pieces of cells, and so many lines at most."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answering.context import MOST_LABELS, rest_of_passage
from assistant.answering.decide import Decision
from assistant.answering.evidence import Evidence
from assistant.answering.question import understand
from assistant.answering.scraps import is_bare_heading, is_scrap
from assistant.answering.spans import Span
from assistant.text.names import NameTable
from assistant.types import Hit, Passage

PAGE = """４ 補助対象経費
補助の対象は、次の表の経費です。
設備費 機械装置の購
⼊、リース
に限る
上限：50万円
７ 申請手続
(1) 会社案内
(2) 決算書の写し
## 相談窓口
・見積書
"""
MAY, WHICH = "店の備品は補助の対象になりますか", "店の備品の一覧を教えて"


def _page_text(doc_id: str, page_index: int) -> str:
    return PAGE


@pytest.fixture
def line(evidence_of):
    """Evidence of a line of the page that holds no value asked for."""

    def make(text: str) -> Evidence:
        start = PAGE.index(text)
        span = Span("notice", 0, start, start + len(text), text)
        return replace(evidence_of(text), spans=(span,), answers=frozenset())

    return make


@pytest.mark.parametrize(
    ("text", "is_heading"),
    [
        ("４ 補助対象経費", True),
        ("７ 申請手続", True),
        ("## 相談窓口", True),
        ("(1) 会社案内", False),
        ("(2) 決算書の写し", False),
        ("補助の対象は、次の表の経費です。", False),
    ],
)
def test_a_number_without_a_neighbour_of_its_kind_is_a_heading(line, text, is_heading) -> None:
    assert is_bare_heading(line(text), _page_text) is is_heading


@pytest.mark.parametrize(
    ("text", "states_nothing"),
    [
        ("に限る", True),
        ("⼊、リース", True),
        ("上限：50万円", False),
        ("見積書", False),  # an item, whose mark is not quoted
        ("補助の対象は、次の表の経費です。", False),
    ],
)
def test_a_piece_of_a_cell_is_told_from_items_and_labels(line, text, states_nothing) -> None:
    assert is_scrap(line(text), _page_text) is states_nothing


def test_a_line_that_holds_the_value_asked_for_is_no_heading(line) -> None:
    assert not is_bare_heading(replace(line("７ 申請手続"), answers=frozenset({0})), _page_text)


def _rest(question: str, chosen: Evidence, lines: list[Evidence], page: str = PAGE) -> list[str]:
    passage = Passage("p", "notice", 0, 0, 9_000, "あ" * 9_000)
    content = [replace(one, passage=passage) for one in (chosen, *lines)]
    asked = understand(question, NameTable(()))
    decision = Decision("answer", tuple(content), confidence=0.9)
    rest = rest_of_passage(asked, decision, content[:1], content, [Hit(passage, 1.0)], lambda *_: page)
    return [one.text for one in rest]


def test_pieces_are_left_out_where_it_is_asked_whether_something_may_be(line) -> None:
    lines = [line(text) for text in ("に限る", "上限：50万円", "７ 申請手続", "(1) 会社案内")]
    first = line("補助の対象は、次の表の経費です。")
    assert _rest(MAY, first, lines) == ["上限：50万円", "(1) 会社案内"]
    assert _rest(WHICH, first, lines) == [
        "に限る",
        "上限：50万円",
        "(1) 会社案内",
    ]  # a drawing may hold the list


def test_so_many_lines_follow_and_pieces_make_room_for_others(evidence_of) -> None:
    pieces = [f"{letter}品" for letter in "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"]
    page = "\n".join(["先頭です。", *pieces, "末尾です。"])

    def at(text: str) -> Evidence:
        span = Span("notice", 0, page.index(text), page.index(text) + len(text), text)
        return replace(evidence_of(text), spans=(span,), answers=frozenset())

    told = _rest(WHICH, at("先頭です。"), [at(text) for text in (*pieces, "末尾です。")], page)
    assert len(told) == MOST_LABELS and told[-1] == "末尾です。"
