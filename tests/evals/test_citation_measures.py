"""Citation recall and precision at the level of statements, and numeric fidelity."""

from __future__ import annotations

import pytest

from assistant.text.figures import figures_in
from assistant.types import Answer, Citation, Statement
from evals.citation_measures import (
    citation_precision,
    citation_recall,
    numeric_precision,
    numeric_recall,
)
from evals.computed_figures import computed

REGISTERED = "登録企業は40,000社である。"
DESK = "相談窓口は全国に47か所ある。"


def answer(*statements: tuple[str, tuple[int, ...]], quotes: tuple[str, ...] = (REGISTERED, DESK)) -> Answer:
    """An answer whose citations [1], [2] … have these quotes."""
    cited = tuple(
        Citation(n, "minutes", "議事録", "", "2026-01-19", 1, 0, (), quote, 0, len(quote), "current", "a.txt")
        for n, quote in enumerate(quotes, start=1)
    )
    told = tuple(Statement(text, numbers, "verified") for text, numbers in statements)
    return Answer("?", "extractive", "answered", "。".join(text for text, _ in statements), told, cited)


@pytest.mark.parametrize(
    ("statement", "share"),
    [
        (("登録企業は4万社です。", (1,)), (1, 1)),
        (("登録企業は5万社です。", (1,)), (0, 1)),
        (("登録企業は4万社です。", ()), (0, 1)),
        (("登録企業は4万社です。", (2,)), (0, 1)),
        (("登録企業は4万社です。", (1, 9)), (0, 1)),  # a mark that points nowhere
        (("登録企業は4万社で、相談窓口は47か所です。", (1, 2)), (1, 1)),
    ],
)
def test_a_statement_is_recalled_where_its_valid_citations_support_it(statement, share) -> None:
    assert citation_recall(answer(statement)) == share


def test_an_answer_without_statements_recalls_nothing() -> None:
    assert citation_recall(answer()) == (0, 1)


@pytest.mark.parametrize(
    ("statement", "share"),
    [
        (("登録企業は4万社です。", (1,)), (1, 1)),
        (("登録企業は4万社です。", (1, 2)), (1, 2)),  # the second adds nothing
        (("登録企業は4万社で、相談窓口は47か所です。", (1, 2)), (2, 2)),
        (("登録企業は5万社です。", (1,)), (0, 1)),
        (("登録企業は4万社です。", (9,)), (0, 1)),
    ],
)
def test_a_citation_is_precise_where_it_is_needed(statement, share) -> None:
    assert citation_precision(answer(statement)) == share


@pytest.mark.parametrize(
    ("statement", "share"),
    [
        (("登録企業は４万社です。", (1,)), (1, 1)),
        (("登録企業は4万社、窓口は47か所です。", (1,)), (1, 2)),
        (("計算: 40,000社 − 47社 ＝ 39,953社", (1, 2)), (3, 3)),
        (("計算: 40,000社 − 47社 ＝ 39,950社", (1, 2)), (2, 3)),
        (("計算: 40,000社 − 48社 ＝ 39,952社", (1, 2)), (2, 3)),
        (("窓口があります。", (2,)), (0, 0)),
    ],
)
def test_figures_are_faithful_where_the_quotes_hold_them_or_they_follow(statement, share) -> None:
    assert numeric_precision(answer(statement)) == share


def test_a_computed_statement_is_supported_by_its_operands() -> None:
    right = ("計算: 40,000社 − 47社 ＝ 39,953社", (1, 2))
    assert citation_recall(answer(right)) == (1, 1)
    assert citation_recall(answer((right[0], (1,)))) == (0, 1)


def test_needed_figures_are_recalled_in_any_spelling() -> None:
    told = answer(("登録企業は40,000社です。", (1,)))
    assert numeric_recall((("4万社", "40,000社"), ("47か所",), ("ジェグテック",)), told) == (1, 2)


@pytest.mark.parametrize(
    ("text", "results"),
    [
        ("計算: 573万台 − 497万台 ＝ 76万台", ["76万台"]),
        ("計算: 573万台 − 497万台 ＝ 77万台", []),
        ("計算: 2億台 × 91% ＝ 約1億8,200万台", ["1億8200万台"]),
        ("計算: (48＋13)÷(50＋15) ＝ 61/65 ＝ 約93.85%", ["61/65", "93.85%"]),
        ("計算: 12,000円 × 9割 × 5分の4 ＝ 8,640円、上限7,685円のため7,685円", ["8640円"]),
        ("計算: 9社 ÷ 0社 ＝ 3倍", []),
        ("計算: __import__ ＝ 3倍", []),
        ("16回と3回", []),
        ("計算: 800万円 × 20~30% ＝ 160万円〜240万円", ["160万円~240万円"]),
        ("計算: 900件 ÷ 12か月 ＝ 約75件", ["75件"]),
        ("計算: 13:00~13:40 ＝ 40分", ["40分"]),
        ("計算: 10:00~12:30 ＝ 2時間30分", ["2時間", "30分"]),
        ("計算: 13:00~13:40 ＝ 50分", []),
        ("計算: 平成21年3月2日から2009年6月12日まで ＝ 3か月と10日（102日）", ["3か月", "10日", "102日"]),
        ("計算: 平成21年3月2日から2009年6月12日まで ＝ 4か月", []),
    ],
)
def test_arithmetic_is_checked(text, results) -> None:
    said = [figure.said.lstrip("約").replace(",", "") for figure in computed(figures_in(text), text)]
    assert said == results
