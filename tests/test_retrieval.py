"""Search finds the passage a question is about, in each of the shipped documents."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import InputError
from assistant.filters import Filters
from assistant.preferences import preferences_of
from assistant.retrieval import best_rows, search, similarities
from assistant.text.regions import region_named, regions_in

TODAY = date(2026, 6, 1)
QUESTIONS = [
    ("J-GoodTechを使っている会社は何社？", "innovation-produce-minutes-2026", "40,000社"),
    ("正会員の会費は一口いくら", "innovation-network-report-2020", "会費を 1 口 5 万円"),
    ("イノベーションに取り組んでいる中小企業の割合", "sme-innovation-summary-2023", "4割強"),
    ("環境試験拠点はどこに整備される予定か", "kanto-strategy-2017", "長野県飯田市"),
    ("休業のとき雇用保険の日額の上限はいくらだったか", "kanto-slides-2010", "7,685円"),
]


@pytest.mark.parametrize(("question", "doc_id", "words"), QUESTIONS)
def test_a_question_about_each_document_finds_its_passage(shipped, question, doc_id, words) -> None:
    found = [hit.passage for hit in shipped.search(question, 3) if hit.passage.doc_id == doc_id]
    assert any(words in passage.text for passage in found)


def test_width_and_case_do_not_change_what_is_found(shipped) -> None:
    plain = [hit.passage.passage_id for hit in shipped.search("Go-Tech事業の大型研究開発枠", 5)]
    wide = [hit.passage.passage_id for hit in shipped.search("ＧＯ－ＴＥＣＨ事業の大型研究開発枠", 5)]
    assert plain == wide


def test_hits_are_ordered_by_score_and_no_more_than_asked_for(shipped) -> None:
    scores = [hit.score for hit in shipped.search("補助金", 7)]
    assert len(scores) == 7
    assert scores == sorted(scores, reverse=True)


def test_a_query_without_any_letter_finds_nothing_and_does_not_fail(shipped) -> None:
    assert shipped.search("？！…", 5) == []


def test_several_threads_get_the_same_results_as_one(shipped) -> None:
    queries = [question for question, _, _ in QUESTIONS] * 4
    alone = [[hit.passage.passage_id for hit in shipped.search(query, 5)] for query in queries]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda q: [hit.passage.passage_id for hit in shipped.search(q, 5)], queries))
    assert together == alone


@settings(derandomize=True, max_examples=300, deadline=None)
@given(st.lists(st.sampled_from([-np.inf, -1.5, 0.0, 0.25, 0.5, 3.0]), max_size=40), st.integers(1, 45))
def test_the_best_rows_are_those_of_a_stable_sort_of_all(scores, k) -> None:
    values = np.array(scores, dtype=np.float64)
    assert best_rows(values, k).tolist() == np.argsort(-values, kind="stable")[:k].tolist()


def test_a_search_in_some_documents_is_the_ranking_of_all_without_the_others(shipped) -> None:
    wanted = {"kanto-strategy-2017", "sme-innovation-summary-2023"}
    everything = search(shipped.index, "中小企業の支援", len(shipped.index.passages))
    assert {hit.passage.doc_id for hit in everything} > wanted
    inside = search(shipped.index, "中小企業の支援", 50, filters=Filters(doc_ids=tuple(wanted)))
    assert inside == [hit for hit in everything if hit.passage.doc_id in wanted][:50]


def test_a_passage_beyond_the_nearest_counts_as_the_farthest_of_these(shipped, monkeypatch) -> None:
    monkeypatch.setattr("assistant.retrieval.MAX_RESULTS", 7)
    index = shipped.index
    cosines = similarities(index, "補助金の上限")
    order = np.argsort(-cosines)
    assert np.ptp(cosines[order[6:]]) == 0.0 and cosines[order[0]] > cosines[order[6]]
    assert search(index, "補助金の上限", 3)[0].channels["dense"] > 0
    assert np.ptp(similarities(index, "？！")) == 0.0


def first(shipped, query: str) -> str:
    """The document of the first passage found for a query asked on a day of 2026."""
    wanted = preferences_of(query, TODAY)
    return search(shipped.index, query, 1, preferences=wanted, today=TODAY)[0].passage.doc_id


def test_a_question_about_today_a_year_or_the_past_finds_the_document_of_that_time_first(shipped) -> None:
    assert first(shipped, "マッチングの仕組み") == "innovation-produce-minutes-2026"
    assert first(shipped, "2017年度の公設試験研究機関の支援") == "kanto-strategy-2017"
    assert first(shipped, "2010年ごろの公設試の機能向上") == "kanto-slides-2010"
    assert first(shipped, "9年前のマッチングの仕組み") == "kanto-strategy-2017"


def test_what_only_a_past_document_says_is_found_without_naming_its_time(shipped) -> None:
    assert first(shipped, "環境試験拠点の整備") == "kanto-strategy-2017"
    assert first(shipped, "雇用調整の助成金の日額の上限") == "kanto-slides-2010"


def test_preferences_leave_nothing_out(shipped) -> None:
    query, many = "2010年ごろの補助金", 1_000
    wanted = preferences_of(query, TODAY)
    plain = {hit.passage.passage_id for hit in search(shipped.index, query, many)}
    assert {h.passage.passage_id for h in search(shipped.index, query, many, preferences=wanted)} == plain


def test_a_question_for_a_block_finds_a_passage_of_a_prefecture_in_it_first(shipped) -> None:
    query = "東北の公設試"
    hits = search(shipped.index, query, 5, preferences=preferences_of(query, TODAY), today=TODAY)
    assert any(region_named("東北").meets(region) for region in regions_in(hits[0].passage.text))
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_only_passages_that_pass_are_found_and_still_as_many_as_asked_for(shipped) -> None:
    hits = shipped.search("支援", 10, Filters(kinds=("report",), since="2020"))
    assert {hit.passage.doc_id for hit in hits} == {"innovation-network-report-2020"}
    assert len(hits) == 10
    assert shipped.search("支援", 10, Filters(since="2027")) == []


def test_a_region_leaves_out_passages_for_others_however_far_down_the_walk_goes(shipped) -> None:
    hits = search(shipped.index, "支援", 100, filters=Filters(regions=("大阪府",)))
    assert len(hits) == 100
    assert not {hit.passage.doc_id for hit in hits} & {"kanto-slides-2010", "kanto-strategy-2017"} - {
        hit.passage.doc_id for hit in hits if regions_in(hit.passage.text)
    }


def test_the_kanto_documents_are_for_its_area_only(shipped) -> None:
    kanto = ("kanto-slides-2010", "kanto-strategy-2017")
    assert len(shipped.search("支援", 5, Filters(doc_ids=kanto, regions=("新潟県",)))) == 5
    others = search(shipped.index, "支援", 100, filters=Filters(doc_ids=kanto, regions=("高知県",)))
    assert all(regions_in(" ".join([*hit.passage.section, hit.passage.text])) for hit in others)


def test_a_search_in_a_document_that_is_not_there_is_refused(shipped) -> None:
    with pytest.raises(InputError):
        shipped.search("支援", 5, Filters(doc_ids=("nowhere",)))
