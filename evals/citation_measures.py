"""Measures of what an answer cites: citation recall and precision (ALCE) and numeric fidelity.

Support is judged by the product's own check of statements (``assistant.grounding``), whose worth is published beside
(docs/verification.md): no rung above figures, dates, names, polarity and words. Statements are those of the Answer, each
with its citations; a mark that points nowhere counts as a citation that supports nothing.

Source: Gao et al., Enabling Large Language Models to Generate Text with Citations, EMNLP 2023, section 3. Unlike theirs,
an answer without statements is not left out: it has recall 0.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from assistant.grounding import check_statement
from assistant.text.figures import Figure, figures_in
from assistant.text.moments import moments_in
from assistant.text.normalise import normal_text
from assistant.types import Answer, Statement
from evals.computed_figures import computed, constants
from evals.measures import found_nuggets
from evals.statistics import Share

_DIGITS = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")
_OF_THE_QUESTION = ("お尋ねの数字", "お尋ねの金額")
"""What a computed statement says that puts the asker's own figures into an example of the documents."""
_UNITS_OF_TABLES = (
    ("(%)", Fraction(1, 100)),
    ("千円", Fraction(10**3)),
    ("万円", Fraction(10**4)),
    ("百万円", Fraction(10**6)),
    ("億円", Fraction(10**8)),
)


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
        figures = figures_in(statement.text)
        results = computed(figures, statement.text)
        needless = constants(figures, statement.text) if results else ()
        held = _held(
            statement, [quote for quote in _quotes(statement, answer) if quote], answer, bool(results)
        )
        for figure in figures:
            total += 1
            founded += {figure.low, figure.high} <= held or figure in (*results, *needless)
    return float(founded), total


def numeric_recall(nuggets: Sequence[Sequence[str]], answer: Answer) -> Share:
    """(needed facts with a figure that the answer tells; needed facts with a figure)."""
    with_figure = [nugget for nugget in nuggets if any(figures_in(spelling) for spelling in nugget)]
    return float(sum(found_nuggets(with_figure, answer.text))), len(with_figure)


def _held(statement: Statement, quotes: Sequence[str], answer: Answer, is_computed: bool) -> set[Fraction]:
    """The values that the quotes hold; for a computed statement also the numbers within a share (48/50 holds 48), and those
    of cells in the unit that a column head beside them gives (47.2 under 割合(%))."""
    held = {end.low for quote in quotes for end in _both_ends(quote)}
    if is_computed:
        numbers = {
            Fraction(said.replace(",", ""))
            for quote in quotes
            for said in _DIGITS.findall(normal_text(quote))
        }
        scales = [scale for unit, scale in _UNITS_OF_TABLES if unit in normal_text(" ".join(quotes))]
        held |= {
            Fraction(c.published[:4]) for c in answer.citations if c.published and c.n in statement.citations
        }
        held |= {Fraction(one.year) for quote in quotes for one in moments_in(quote) if one.year}
        held |= numbers | {number * scale for number in numbers for scale in scales}
        if any(words in statement.text for words in _OF_THE_QUESTION):
            held |= {end.low for end in _both_ends(answer.question)}
    return held


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
    if results := computed(
        figures, statement.text
    ):  # no document says the result: its operands must stand there
        held = _held(statement, evidence, answer, True)
        told = (*results, *constants(figures, statement.text))
        return all(figure in told or figure.low in held for figure in figures)
    dated = next((c.published for c in answer.citations if c.n in statement.citations), None)
    return check_statement(statement.text, evidence, dated=dated).verdict == "supported"
