"""Measures of what an answer cites: citation recall and precision (ALCE) and numeric fidelity.

Support is judged by the product's own check of statements (``assistant.grounding``), whose worth is published beside
(docs/verification.md): no rung above figures, dates, names, polarity and words. Statements are those of the Answer, each
with its citations; a mark that points nowhere counts as a citation that supports nothing.

Source: Gao et al., Enabling Large Language Models to Generate Text with Citations, EMNLP 2023, section 3. Unlike theirs,
an answer without statements is not left out: it has recall 0.
"""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from assistant.grounding import check_statement
from assistant.text.figures import Figure, figures_in
from assistant.text.normalise import normal_text
from assistant.types import Answer, Statement
from evals.measures import found_nuggets
from evals.statistics import Share

_OPERATIONS: dict[type[ast.operator], Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_SIGNS = str.maketrans({"＋": "+", "−": "-", "×": "*", "÷": "/"})
_DIGITS = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")
_OF_THE_QUESTION = "お尋ねの数字"
"""What a computed statement says that puts the asker's own figures into an example of the documents."""
_ROUNDED = Fraction(1, 20)
"""How far a result told with 約 may lie from the exact one, as a share of it."""
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
        held = _held(
            statement, [quote for quote in _quotes(statement, answer) if quote], answer, bool(results)
        )
        for figure in figures:
            total += 1
            founded += {figure.low, figure.high} <= held or figure in results
    return float(founded), total


def numeric_recall(nuggets: Sequence[Sequence[str]], answer: Answer) -> Share:
    """(needed facts with a figure that the answer tells; needed facts with a figure)."""
    with_figure = [nugget for nugget in nuggets if any(figures_in(spelling) for spelling in nugget)]
    return float(sum(found_nuggets(with_figure, answer.text))), len(with_figure)


def computed(figures: Sequence[Figure], text: str) -> tuple[Figure, ...]:
    """The figures after ＝ that are what stands before it comes to: 「573万台 − 497万台 ＝ 76万台」 → 76万台.

    A result told with 約 may be rounded.
    """
    plain = normal_text(text)
    equals = plain.find("=")
    before = [figure for figure in figures if figure.end <= equals]
    exact = _value_of(plain[:equals], before) if equals >= 0 and len(before) > 1 else None
    if exact is None:
        return ()
    return tuple(figure for figure in figures if figure.start > equals and _comes_to(figure, exact))


def _comes_to(result: Figure, exact: Fraction) -> bool:
    exact = exact * 100 if result.unit == "ポイント" else exact  # 47.2% − 25.4% ＝ 21.8ポイント
    slack = _ROUNDED * abs(exact) if result.bound == "about" else 0
    return abs(result.low - exact) <= slack


def _value_of(said: str, figures: Sequence[Figure]) -> Fraction | None:
    """The value of arithmetic over figures: ``計算: (48+13)÷(50+15)`` → 61/65; None where it is none."""
    expression, at = "", 0
    for number, figure in enumerate(figures):
        expression += f"{said[at : figure.start]} v{number} "
        at = figure.end
    expression = (expression + said[at:]).rpartition(":")[2].translate(_SIGNS)
    values = {f"v{number}": figure.low for number, figure in enumerate(figures)}
    try:
        return _evaluated(ast.parse(expression.strip(), mode="eval").body, values)
    except (SyntaxError, ValueError, ZeroDivisionError):
        return None


def _evaluated(node: ast.expr, values: Mapping[str, Fraction]) -> Fraction:
    if isinstance(node, ast.Name) and node.id in values:
        return values[node.id]
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATIONS:
        return _OPERATIONS[type(node.op)](_evaluated(node.left, values), _evaluated(node.right, values))
    raise ValueError("no arithmetic")


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
        held |= numbers | {number * scale for number in numbers for scale in scales}
        if _OF_THE_QUESTION in statement.text:
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
        return all(figure in results or figure.low in held for figure in figures)
    dated = next((c.published for c in answer.citations if c.n in statement.citations), None)
    return check_statement(statement.text, evidence, dated=dated).verdict == "supported"
