"""What is shown of a search: neighbours joined, repeats once with all their places, nothing else lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.gather import MAX_JOINED, gather, same_words
from assistant.types import Hit, Passage

PAGES = {
    ("a", 0): "補助率は三分の二です。上限は五百万円です。申請は窓口へ。",
    ("a", 1): "■ 補助率は三分の二です。",
    ("b", 0): "別の文書の一文です。",
}


def page_text(doc_id: str, page_index: int) -> str:
    return PAGES[doc_id, page_index]


def hit(doc_id: str, page: int, start: int, end: int, score: float, section: tuple[str, ...] = ()) -> Hit:
    text = PAGES[doc_id, page][start:end]
    return Hit(Passage(f"{doc_id}-{page}-{start}", doc_id, page, start, end, text, section), score)


LONG = "この事業は中小企業と大学が共同で行う研究開発のために必要な経費の一部を国が補助するものであり{}"
FIRST, SECOND, THIRD = (0, 11), (11, 21), (21, 28)


def test_neighbours_on_a_page_become_one_place_with_the_better_ones_score() -> None:
    found = gather(
        [hit("a", 0, *SECOND, 3.0), hit("b", 0, 0, 10, 2.0), hit("a", 0, *FIRST, 1.0)], 5, page_text
    )
    assert [(h.passage.start, h.passage.end, h.score) for h in found] == [(0, 21, 3.0), (0, 10, 2.0)]
    assert found[0].passage.text == page_text("a", 0)[0:21]
    assert found[0].passage.passage_id == "a:0:0-21"


def test_a_neighbour_joins_a_place_that_has_grown_already() -> None:
    hits = [hit("a", 0, *FIRST, 3.0), hit("a", 0, *SECOND, 2.0), hit("a", 0, *THIRD, 1.0)]
    assert [(h.passage.start, h.passage.end) for h in gather(hits, 1, page_text)] == [(0, 28)]


def test_passages_that_do_not_touch_or_stand_in_other_sections_stay_apart() -> None:
    apart = gather([hit("a", 0, *FIRST, 2.0), hit("a", 0, *THIRD, 1.0)], 5, page_text)
    sections = gather([hit("a", 0, *FIRST, 2.0), hit("a", 0, *SECOND, 1.0, ("Ⅱ",))], 5, page_text)
    assert [len(apart), len(sections)] == [2, 2]


def test_a_joined_place_does_not_grow_without_end() -> None:
    page = "あ" * (MAX_JOINED + 400)
    ranges = [(start, start + 400) for start in range(0, len(page), 400)]
    hits = [Hit(Passage(str(s), "c", 0, s, e, page[s:e]), -float(s)) for s, e in ranges]
    distinct = [
        Hit(Passage(h.passage.passage_id, "c", 0, h.passage.start, h.passage.end, f"文{i}番"), h.score)
        for i, h in enumerate(hits)
    ]
    found = gather(distinct, 9, lambda doc_id, page_index: page)
    assert max(h.passage.end - h.passage.start for h in found) <= MAX_JOINED
    assert sum(h.passage.end - h.passage.start for h in found) == len(page)


def test_the_same_text_elsewhere_is_shown_once_with_its_place() -> None:
    found = gather([hit("a", 1, 0, 13, 2.0), hit("a", 0, *FIRST, 1.0)], 5, page_text)
    assert len(found) == 1
    assert [(p.doc_id, p.page_index, p.start) for p in found[0].also] == [("a", 0, 0)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("補助率：２／３", "■補助率　2/3"),
        (LONG.format("広く支援する"), LONG.format("広く支援します")),
    ],
)
def test_marks_width_and_politeness_make_no_other_text(first: str, second: str) -> None:
    assert same_words(first) == same_words(second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("2019年度から始まる", "2020年度から始まる"),
        ("長崎県が行う", "佐賀県が行う"),
        ("対象となる", "対象とならない"),
        ("対象とせず", "対象とする"),
        ("申請できる", "申請できぬ"),
        ("4月1日から受け付ける", "4月1日まで受け付ける"),
        ("率は1.5%", "率は15%"),
        ("10~20万円", "1020万円"),
        ("2/3を補助", "23を補助"),
        ("△5%", "5%"),
        ("対象：○", "対象：×"),
        ("上限5%", "上限5"),
    ],
)
def test_a_figure_a_place_a_negation_or_a_limit_makes_another_text(first: str, second: str) -> None:
    assert same_words(LONG.format(first)) != same_words(LONG.format(second))


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 10)), max_size=20), st.integers(1, 6))
def test_every_text_found_is_in_what_is_shown_or_came_after_it_was_full(
    stretches: list[tuple[int, int]], k: int
) -> None:
    page = "東京大阪名古屋札幌福岡仙台広島神戸京都新潟静岡浜松熊本岡山金沢長野富山"
    hits = [
        Hit(Passage(f"{i}", "d", 0, s, min(s + n, len(page)), page[s : min(s + n, len(page))]), -float(i))
        for i, (s, n) in enumerate(stretches)
        if s < len(page)
    ]
    found = gather(hits, k, lambda doc_id, page_index: page)
    assert len(found) <= k
    for shown in found:
        assert page[shown.passage.start : shown.passage.end] == shown.passage.text
    if len(found) < k:  # nothing was cut off: each hit is inside a place shown, or one of its repeats
        for one in hits:
            inside = any(
                s.passage.start <= one.passage.start and one.passage.end <= s.passage.end for s in found
            )
            repeated = any(one.passage in s.also for s in found)
            assert inside or repeated
