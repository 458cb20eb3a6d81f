"""Figures of the documents with what they are said of: the operands of a computation.

What a figure is of stands right with it: in the head of its row and its column, in the label before it, in the words of
its clause. A figure is an operand only by these words; the sentence it happens to stand in is not enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from assistant.answering.computing.computed import is_quantity, quantities_in
from assistant.answering.evidence import Evidence
from assistant.answering.fit import WeightedTerm
from assistant.documents.headings import table_cells
from assistant.text.eras import ERA
from assistant.text.figures import RATIO, Figure, figures_in
from assistant.text.normalise import fold, normal_text
from assistant.text.times import years_in
from assistant.text.tokens import short_words

LABEL_BEFORE, LABEL_AFTER = 60, 14
"""Characters before and behind a figure in which the words that say what it is of are looked for."""
_UNIT_OF_TABLE = re.compile(
    r"単位\s*[:]?\s*(?P<scale>百万|千|億|万)?(?P<unit>円|人|名|件|社|者|台|トン|回|%)"
)
_UNIT_OF_COLUMN = re.compile(
    r"[(](?P<scale>百万|千|億|万)?(?P<unit>円|人|名|件|社|者|台|トン|回|日|時間|%)[)]\s*$"
)
LEAST_OF_HEAD = 3
"""Letters of a column's head that a question must say as they are; shorter ones stand in other words."""
_OF_ALL = re.compile(r"^(?:有効)?回答|母数|総|計$|対象|全体|定員|応募")
_SCALES = {"": 1, "千": 10**3, "万": 10**4, "百万": 10**6, "億": 10**8}
_GOES_ON = re.compile(r"[、,・\s]{1,3}[一-龥ァ-ヶー]{1,6}[はが:]?\s?(?=[^一-龥]|$)")
"""How a list of figures goes on: 、交付42件."""
_BEHIND = re.compile(rf"[、。,;:()（）「」]|(?:から|より)(?={ERA}|[0-9])")
_ABBREVIATED = re.compile(r"[一-龥]{2,3}")
_BODY = re.compile(r"[一-龥]{4,}")
"""Names an abbreviation of two or three letters may stand for: 経産 for 経済産業省."""


@dataclass(frozen=True, slots=True)
class Operand:
    """A figure of a document and what it is said of."""

    evidence: Evidence
    figure: Figure
    """With the scale and unit of its table."""
    said: str
    """As it is shown: ``732百万円`` of a cell 732 in a table of 百万円."""
    label: str
    """The words right with it, normalised."""
    terms: frozenset[int]
    """Which of the question's terms are among them."""
    line_terms: frozenset[int]
    """Which of them its whole line says; of a table, none: its cells are of other things."""
    years: frozenset[int]
    column: str
    """The head of its column; empty outside of tables."""
    block: tuple[str, int, tuple[str, ...], bool]
    """Where it stands: document, page, section, and whether in a table."""


def operands_in(evidence: Sequence[Evidence], terms: Sequence[WeightedTerm]) -> list[Operand]:
    """All single quantities of some sentences, in the order of their text.

    ``文部科学省 ： 135億円`` → 135億円 of 文部科学省; a row ``米国 / 1,162`` under ``国 / 令和5年`` in 百万円 → 1,162百万円 of 米国, 2023

    Args:
        evidence: sentences of one page, with the column heads of those that are rows.
        terms: the question's.
    """
    found: list[Operand] = []
    unit, section = "", None
    for one in sorted(evidence, key=lambda e: (e.spans[0].page_index, e.spans[0].start)):
        plain = normal_text(one.spans[0].text)
        headings = normal_text(" ".join(one.passage.section))
        if one.passage.section != section:
            unit, section = _table_unit(headings), one.passage.section
        unit = _table_unit(plain) if "単位" in plain else unit
        is_row = one.is_row
        figures = _of_row(one, unit) if is_row else _of_text(plain)
        block = (one.passage.doc_id, one.passage.page_index, one.passage.section, is_row)
        last_year, last_unit = frozenset[int](), ""
        for figure, said, label, column in figures:
            goes_on = _GOES_ON.match(label) and figure.unit == last_unit and not is_row
            last_year = _one_of(years_in(label)) or (last_year if goes_on else frozenset())
            last_unit = figure.unit
            own = frozenset(years_in(label)) or _one_of(years_in(plain))
            # 令和7年度は申請75件、交付42件: what follows a year in a list of its figures is of it, too
            years = own or last_year or _one_of(years_in(headings))
            in_line = frozenset() if is_row else said_terms(plain, terms)
            found.append(
                Operand(one, figure, said, label, said_terms(label, terms), in_line, years, column, block)
            )
    return found


def of_named_columns(plain: str, operands: Sequence[Operand], with_wholes: bool) -> list[Operand]:
    """Of a table, only the columns a question names as they are headed; all, where it names none.

    ``4週8閉所の会社は何％`` of 回答 / 4週8閉所 / 4週6閉所未満 → with what the others are parts of, the first two

    Args:
        plain: the question, normalised.
        operands: the figures of a page.
        with_wholes: whether also the columns that the others are parts of are wanted.
    """
    heads = {one.column for one in operands if len(one.column) >= LEAST_OF_HEAD}
    named = {head for head in heads if head in plain and not years_in(head)}
    tables = {one.block for one in operands if one.column in named}
    return [
        one
        for one in operands
        if one.block not in tables or one.column in named or (with_wholes and _OF_ALL.search(one.column))
    ]


def _table_unit(plain: str) -> str:
    """The unit a line gives a table; empty where it gives several or one that is not known: 単位:人、%"""
    told = _UNIT_OF_TABLE.search(plain)
    return told.group() if told and not re.match(r"\s?[、,・/]", plain[told.end() :]) else ""


def _one_of(years: Sequence[int]) -> frozenset[int]:
    """The year all of a line or section is of: the only one it names."""
    return frozenset(years) if len(years) == 1 else frozenset()


def _of_row(row: Evidence, table_unit: str) -> Iterator[tuple[Figure, str, str, str]]:
    """The quantities of a table row: what is in a cell, in the unit of its cell, its column or its table."""
    cells = [normal_text(cell) for cell in table_cells(row.spans[0].text)]
    heads = [normal_text(cell) for cell in table_cells(row.spans[1].text)] if len(row.spans) > 1 else []
    for column, cell in enumerate(cells[1:], start=1):
        figures = figures_in(cell)
        head = heads[column] if column < len(heads) else ""
        if len(figures) != 1:
            continue
        figure, said = figures[0], figures[0].said
        if not figure.unit:
            told = _UNIT_OF_COLUMN.search(head) or _UNIT_OF_TABLE.search(table_unit)
            figure, said = _with_unit(figure, told) if told else (figure, said)
        if is_quantity(figure):
            if re.match(r"[△▲−-]", cell):
                figure, said = replace(figure, low=-figure.low, high=-figure.high), f"△{said}"
            yield figure, said, f"{cells[0]} {head}", head


def _with_unit(figure: Figure, told: re.Match[str]) -> tuple[Figure, str]:
    scale, unit = told["scale"] or "", {"名": "人", "者": "社"}.get(told["unit"], told["unit"])
    said = f"{figure.said}{scale}{told['unit']}"
    factor = Fraction(1, 100) if unit == "%" else Fraction(_SCALES[scale])
    unit = RATIO if unit == "%" else unit
    return replace(figure, low=figure.low * factor, high=figure.high * factor, unit=unit), said


def _of_text(plain: str) -> Iterator[tuple[Figure, str, str, str]]:
    """The quantities of a sentence or a line, each with the words from the one before it on."""
    quantities = quantities_in(plain)
    before = 0
    for number, figure in enumerate(quantities):
        label = plain[max(before, figure.start - LABEL_BEFORE) : figure.start]
        label = label[max((found.end() for found in re.finditer("[。;]", label)), default=0) :]
        end = quantities[number + 1].start if number + 1 < len(quantities) else len(plain)
        behind = _BEHIND.split(plain[figure.end : min(end, figure.end + LABEL_AFTER)])[0]
        # 応募74件 is of 応募 and not of what follows; 令和6年度の12人で対応 is of what follows, too
        is_named = bool(re.search(r"[一-龥ァ-ヶー:]\s*約?$", label))
        if not re.search(r"[△▲]\s?$", plain[: figure.start]):
            yield figure, figure.said, label if is_named else f"{label} {behind}", ""
        before = figure.end


def said_terms(text: str, terms: Sequence[WeightedTerm]) -> frozenset[int]:
    """Which terms a text says, in their own word, an official one or in full: 経産 of 経済産業省."""
    folded, words = fold(text), short_words(text)
    return frozenset(
        number
        for number, term in enumerate(terms)
        if (term.token is None and any(spelling in folded for spelling in term.spellings))
        or (term.token is not None and (term.token in words or _abbreviates(term.token, text)))
        or any(official.said_in(folded, words) for official in term.official)
        or any(len(phrase) > 1 and phrase in folded for phrase in term.phrases)
    )


def _abbreviates(token: str, text: str) -> bool:
    """Whether a word of two or three kanji stands for a longer name in a text: 文科 of 文部科学省."""
    if not _ABBREVIATED.fullmatch(token):
        return False
    return any(
        name[0] == token[0] and re.search(".*".join(token), name) is not None for name in _BODY.findall(text)
    )


def weight(numbers: frozenset[int], terms: Sequence[WeightedTerm]) -> float:
    """What some of the question's terms weigh together."""
    return sum(terms[number].weight for number in numbers)
