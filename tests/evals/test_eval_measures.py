"""Each measure on literal input, one behaviour a test."""

from __future__ import annotations

import pytest
from eval_samples import PAGE_TEXT, make_answer, make_citation

from evals import measures
from evals.dataset import Evidence


@pytest.mark.parametrize(
    ("text", "spelling"),
    [
        ("上限は５，０００万円です", "5,000万円"),
        ("Ｇｏ－Ｔｅｃｈ 事業", "go-tech事業"),
        ("補助\n率は ２ ／ ３", "補助率は2/3"),
        ("会員は3～5程度", "3~5程度"),
        ("１口５万円[1]と改め", "1口5万円と改め"),
        ("ｼﾞｪｸﾞﾃｯｸ", "ジェグテック"),
        ("295件 1,056[3]\n46件[4]", "46件"),  # the figures of two lines are two
        ("1,056\n46件", "46件"),
    ],
)
def test_width_case_white_space_and_marks_do_not_hide_a_spelling(text: str, spelling: str) -> None:
    assert measures.contains(text, spelling)


@pytest.mark.parametrize(
    ("text", "spelling"),
    [
        ("150社", "50社"),
        ("1,054件", "54件"),
        ("1/20", "1/2"),
        ("12月", "2月"),
        ("2.5万円", "5万円"),
        ("何か", ""),
    ],
)
def test_a_figure_is_not_found_inside_a_longer_figure(text: str, spelling: str) -> None:
    assert not measures.contains(text, spelling)


def test_any_spelling_of_a_nugget_counts_and_each_nugget_counts_once() -> None:
    found = measures.found_nuggets([("40,000社", "4万社"), ("12,000件",)], "4万社、40,000社が使う")
    assert found == (True, False)
    assert measures.nugget_recall(found) == 0.5
    assert not measures.all_nuggets(found)
    assert measures.all_nuggets((True, True))


def test_no_nuggets_earn_nothing() -> None:
    assert measures.nugget_recall(()) == 0.0
    assert not measures.all_nuggets(())


def test_a_nugget_is_cited_only_where_the_statement_and_its_own_quote_hold_it() -> None:
    nuggets = [("2/3", "3分の2")]
    right = make_citation("中小企業は2/3です。", 1)
    wrong = make_citation("Go-Tech事業は改善します。", 2)
    assert measures.cited_nuggets(nuggets, make_answer(("補助率は3分の2です。", [right]))) == (True,)
    assert measures.cited_nuggets(nuggets, make_answer(("補助率は3分の2です。", [wrong]))) == (False,)
    assert measures.cited_nuggets(nuggets, make_answer(("補助率は3分の2です。", []))) == (False,)
    # The quote that would support it belongs to another statement.
    apart = make_answer(("補助率は3分の2です。", [wrong]), ("ほかの文。", [right]))
    assert measures.cited_nuggets(nuggets, apart) == (False,)


def test_a_mark_without_a_citation_supports_nothing() -> None:
    answer = make_answer(("補助率は2/3です。", [make_citation(n=1)]))
    out_of_range = measures.cited_nuggets([("2/3",)], _with_citations(answer, ()))
    assert out_of_range == (False,)


def test_forbidden_strings_are_listed() -> None:
    assert measures.forbidden_hits(["2/3", "1億円"], "率は２／３") == ("2/3",)


@pytest.mark.parametrize(
    ("status", "answerable", "missing", "sentence", "expected"),
    [
        ("answered", True, (), "", "answered"),
        ("answered", False, ("補助率",), "", "answered"),
        ("abstained", True, (), "", "refused"),
        ("abstained", False, (), "", "refused"),
        ("needs_clarification", True, (), "", "clarification"),
        ("needs_clarification", False, (), "", "clarification"),
        ("partial", True, ("補助率",), "", "answered"),
        ("partial", False, ("補助率",), "枠を設けます。", "refused"),
        ("partial", False, (), "枠を設けます。", "answered"),
        ("partial", False, ("補助率",), "率は2/3です。", "answered"),
    ],
)
def test_what_counts_as_a_refusal(
    status: str, answerable: bool, missing: tuple[str, ...], sentence: str, expected: str
) -> None:
    answer = make_answer((sentence, []), status=status, missing=missing)
    assert measures.outcome(answer, answerable, ["2/3"]) == expected


def test_a_quote_is_verbatim_only_at_its_own_offsets() -> None:
    citation = make_citation("中小企業は2/3です。")
    assert measures.quote_is_verbatim(citation, PAGE_TEXT)
    assert not measures.quote_is_verbatim(citation, "あ" + PAGE_TEXT)
    assert not measures.quote_is_verbatim(citation, None)
    assert not measures.quote_is_verbatim(make_citation("中小企業は3/4です。"), PAGE_TEXT)


@pytest.mark.parametrize(
    ("gold", "cited", "expected"),
    [
        ("全国64機関の機関長が", "協議会は、全国６４ 機関の機関長が年に一度集まる。", True),
        ("協議会は全国64機関の機関長が集まる", "全国64機関の機関長が", True),
        (
            "会費を1口5万円と改め、原則として2口以上",
            "口5万円と改め、原則として2口以上をお願いする。なお、",
            True,
        ),
        ("イノベーション・プロデューサー", "イノベーション・エコシステム", False),
        ("補助率は2/3です", "補助率は1/2です", False),
        ("全国64機関の機関長が", "全国", False),
        ("全国64機関の機関長が", "", False),
    ],
)
def test_when_a_cited_quote_is_the_gold_passage(gold: str, cited: str, expected: bool) -> None:
    assert measures.quotes_overlap(gold, cited) is expected


def test_evidence_of_one_group_counts_once_and_only_in_its_own_document() -> None:
    evidence = [
        Evidence("a", "繰越期間も1年から3年へと拡大し", "g"),
        Evidence("a", "繰越期間も3年間に拡大させました", "g"),
        Evidence("b", "全国64機関の機関長が年に一度", "#2"),
    ]
    first = ("a", "繰越期間も3年間に拡大させました。")
    assert measures.evidence_recall(evidence, [first]) == 0.5
    assert measures.evidence_recall(evidence, [("a", "繰越期間も1年から3年へと拡大し、")]) == 0.5
    assert measures.evidence_recall(evidence, [first, ("a", evidence[2].quote)]) == 0.5
    assert measures.evidence_recall(evidence, [first, ("b", evidence[2].quote)]) == 1.0
    assert measures.evidence_recall(evidence, []) == 0.0


def test_document_recall_asks_only_for_the_document() -> None:
    evidence = [Evidence("a", "x", "#0"), Evidence("b", "y", "#1")]
    assert measures.document_recall(evidence, [("a", "別の文")]) == 0.5
    assert measures.document_recall(evidence, [("c", "x")]) == 0.0


def test_longest_shared_run() -> None:
    assert measures.longest_shared_run("abcd", "xbcy") == 2
    assert measures.longest_shared_run("abc", "") == 0


def _with_citations(answer: measures.Answer, citations: tuple[measures.Citation, ...]) -> measures.Answer:
    from dataclasses import replace

    return replace(answer, citations=citations)
