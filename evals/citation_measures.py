"""Measures of what an answer cites: citation recall and precision (ALCE) and numeric fidelity.

Support is judged by the product's own check of statements (``assistant.grounding``), whose worth is published beside
(docs/verification.md): no rung above figures, dates, names, polarity and words. Statements are those of the Answer, each
with its citations; a mark that points nowhere counts as a citation that supports nothing.

Source: Gao et al., Enabling Large Language Models to Generate Text with Citations, EMNLP 2023, section 3. Unlike theirs,
an answer without statements is not left out: it has recall 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from assistant.grounding import check_statement
from assistant.text.figures import Figure, figures_in
from assistant.types import Answer, Statement
from evals.measures import found_nuggets
from evals.statistics import Share

_OPERATIONS = {
    "＋": lambda a, b: a + b,
    "−": lambda a, b: a - b,
    "×": lambda a, b: a * b,
    "÷": lambda a, b: a / b,
}
_ROUNDED = Fraction(1, 20)
"""How far a result told with 約 may lie from the exact one, as a share of it."""


def citation_recall(answer: Answer) -> Share:
    """(statements with at least one citation, all of them valid, whose quotes together support it; all statements).

    Two statements of which one has no citation → (1, 2).
    """
    if not answer.statements:
        return 0.0, 1
    supported = [_supported(one, _quotes(one, answer), answer) for one in answer.statements]
    return float(sum(supported)), len(supported)


def citation_precision(answer: Answer) -> Share:
    """(citations that are needed; all citations): needed is one that supports alone, or without which support is lost.

    A statement that is supported by [1] and by [1][2] but not by [2] → (1, 2).
    """
    needed = total = 0
    for statement in answer.statements:
        quotes = _quotes(statement, answer)
        whole = _supported(statement, quotes, answer)
        for position in range(len(quotes)):
            total += 1
            alone = quotes[position] is not None and _supported(statement, [quotes[position]], answer)
            others = [*quotes[:position], *quotes[position + 1 :]]
            needed += whole and (alone or not _supported(statement, others, answer))
    return float(needed), total


def numeric_precision(answer: Answer) -> Share:
    """(figures of the statements that their cited quotes hold, or that follow from those; all figures of the statements).

    Compared as value, whatever the way it is written: 4万社 and 40,000社 are one.
    """
    founded = total = 0
    for statement in answer.statements:
        held = {figure.low for quote in _quotes(statement, answer) if quote for figure in _both_ends(quote)}
        figures = figures_in(statement.text)
        result = computed(figures, statement.text)
        for figure in figures:
            total += 1
            founded += {figure.low, figure.high} <= held or figure is result
    return float(founded), total


def numeric_recall(nuggets: Sequence[Sequence[str]], answer: Answer) -> Share:
    """(needed facts with a figure that the answer tells; needed facts with a figure)."""
    with_figure = [nugget for nugget in nuggets if any(figures_in(spelling) for spelling in nugget)]
    return float(sum(found_nuggets(with_figure, answer.text))), len(with_figure)


def computed(figures: Sequence[Figure], text: str) -> Figure | None:
    """The figure after ＝ where it is what the two before come to: 「573万台 − 497万台 ＝ 76万台」 → 76万台."""
    if "＝" not in text or len(figures) < 3:
        return None
    sign = next((sign for sign in _OPERATIONS if sign in text), "")
    one, other, result = figures[:3]
    if not sign or (other.low == 0 and sign == "÷"):
        return None
    exact = _OPERATIONS[sign](one.low, other.low)
    near = (
        abs(result.low - exact) <= _ROUNDED * abs(exact)
        if "約" in text.split("＝")[1]
        else result.low == exact
    )
    return result if near else None


def _both_ends(quote: str) -> list[Figure]:
    return [end for figure in figures_in(quote) for end in (figure, replace(figure, low=figure.high))]


def _quotes(statement: Statement, answer: Answer) -> list[str | None]:
    """The quote of each citation of a statement; None for a mark that points nowhere."""
    quotes = {citation.n: citation.quote for citation in answer.citations}
    return [quotes.get(n) for n in statement.citations]


def _supported(statement: Statement, quotes: Sequence[str | None], answer: Answer) -> bool:
    if not quotes or any(quote is None for quote in quotes):
        return False
    evidence = [quote for quote in quotes if quote]
    figures = figures_in(statement.text)
    if computed(figures, statement.text):  # no document says the result: its operands must stand there
        held = {end.low for quote in evidence for end in _both_ends(quote)}
        return {figures[0].low, figures[1].low} <= held
    dated = next((c.published for c in answer.citations if c.n in statement.citations), None)
    return check_statement(statement.text, evidence, dated=dated).verdict == "supported"
