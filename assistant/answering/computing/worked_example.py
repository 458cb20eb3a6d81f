"""A documents' worked example with the question's own figures put in: ``3日×7,200円×10人`` for 5人, 2日.

Only where the question asks for it (例題, 計算例), and with the cap the same page states: the lesser of the two.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction

from assistant.answering.computing.computed import MONEY, Calculation, is_per, written
from assistant.answering.evidence import Evidence
from assistant.answering.question import Question
from assistant.text.figures import Figure, figures_in
from assistant.text.normalise import normal_text
from assistant.text.tokens import terms

_ASKED = re.compile(r"例題|計算例|例の|例で|例だと|例え?ば.{0,10}例|試算|式で|式に")
_ITEM = re.compile(r"^(?:[①-⑳]|\([0-9]{1,2}\)|[0-9]{1,2}[.)])")
_PRODUCT = re.compile(r"^[^×]{0,8}?=?(?P<factors>[^×=()+]+(?:×[^×=()+]+)+)$")
_LETTERS = re.compile(r"\((?P<letters>\([a-z]\)(?:×\([a-z]\))+)\)")
_DEFINED = re.compile(r"^\((?P<letter>[a-z])\)(?P<label>[^:=]{1,40}):(?P<value>.+)$")
_CAP = re.compile(r"上限|限度")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the example: as it stands, normalised, and the head of the item it is under."""

    evidence: Evidence
    plain: str
    head: str


def worked_example(question: Question, evidence: Sequence[Evidence]) -> Calculation | None:
    """What the documents' example comes to with the figures of a question; None where it is not asked for or not sure.

    ``例題で5人を2日なら？`` of ``=3日×7,200円×10人`` → 2日 × 7,200円 × 5人 ＝ 72,000円

    Args:
        question: the question, understood.
        evidence: sentences found for it, best first; only those that bear its names are used.
    """
    plain, words = normal_text(question.text), {term.word for term in question.terms}
    told = [figure for figure in figures_in(plain) if figure.unit and figure.low == figure.high]
    asked = [figure for figure in told if not is_per(plain, figure)]
    if not _ASKED.search(plain) or not asked:
        return None
    bearing = [e for e in evidence if e.names_found and not e.borrowed]
    for place in dict.fromkeys((e.passage.doc_id, e.passage.page_index) for e in bearing):
        on_page = [e for e in bearing if (e.passage.doc_id, e.passage.page_index) == place]
        lines = _lines(sorted(on_page, key=lambda e: e.spans[0].start))
        if computed := _by_letters(plain, asked, lines) or _by_figures(words, asked, lines):
            return computed
    return None


def _lines(evidence: Sequence[Evidence]) -> list[_Line]:
    found: list[_Line] = []
    head = ""
    for e in evidence:
        plain = normal_text(e.text)
        head = plain if _ITEM.match(e.text) else head
        found.append(_Line(e, re.sub(r"\s", "", plain), head))
    return found


def _by_figures(
    words: Collection[str], asked: Sequence[Figure], lines: Sequence[_Line]
) -> Calculation | None:
    """A product of figures with those of the question in the places of the same units; of several, the item it names."""
    by_unit = {figure.unit: figure for figure in asked}
    found = []
    for line in lines:
        product = _PRODUCT.match(line.plain)
        factors = [figures_in(factor) for factor in product["factors"].split("×")] if product else []
        if len(factors) < 2 or any(len(figures) != 1 for figures in factors):
            continue
        figures = [one for (one,) in factors]
        units = [figure.unit for figure in figures]
        others = [by_unit.get(figure.unit, figure) for figure in figures]
        if units.count(MONEY) == 1 and len(set(units)) == len(units) and others != figures:
            found.append((line, others))
    named = [pair for pair in found if _shares_kanji(words, pair[0].head)]
    if len(named if len(found) > 1 else found) != 1:
        return None
    line, figures = (named if len(found) > 1 else found)[0]
    value = Fraction(1)
    for figure in figures:
        value *= figure.low
    return _told(" × ".join(figure.said for figure in figures), value, "", (line.evidence,))


def _by_letters(plain: str, asked: Sequence[Figure], lines: Sequence[_Line]) -> Calculation | None:
    """A product of lettered values, (A)×(B)×(C), one of them the question's, and at most the cap of the page."""
    formula = next((line for line in lines if _LETTERS.search(line.plain)), None)
    if formula is None or not (product := _LETTERS.search(formula.plain)):
        return None
    letters = re.findall(r"[a-z]", product["letters"])
    defined = {found["letter"]: (line, found) for line in lines if (found := _DEFINED.match(line.plain))}
    if not all(letter in defined for letter in letters):
        return None
    value, said, operands, replaced = Fraction(1), [], [formula.evidence], False
    for letter in letters:
        line, found = defined[letter]
        figures = figures_in(found["value"])
        if not figures:
            return None
        own = _of_label(plain, asked, figures[0], found["label"])
        replaced |= own is not None and own.low != figures[0].low
        operand = own or figures[0]
        value *= operand.low
        said.append(operand.said)
        operands.append(line.evidence)
    if not replaced:
        return None
    cap, lid = _cap(lines)
    note = f"、上限{cap.said}のため{int(cap.low):,}円" if cap and cap.low < value else ""
    return _told(" × ".join(said), value, note, (*operands, lid) if lid else tuple(operands))


def _of_label(plain: str, asked: Sequence[Figure], meant: Figure, label: str) -> Figure | None:
    """The question's figure for a labelled value: of its unit, and told with a word of its label."""
    words = {word for word, kind in terms(label) if kind != "other"}
    for figure in asked:
        before = plain[max(0, figure.start - 8) : figure.start]
        if figure.unit == meant.unit and words & {word for word, _ in terms(before)}:
            return figure
    return None


def _cap(lines: Sequence[_Line]) -> tuple[Figure | None, Evidence | None]:
    """The cap a day that a page states for its examples, and where."""
    for line in lines:
        amounts = [figure for figure in figures_in(line.plain) if figure.unit == MONEY]
        if _CAP.search(line.plain) and len(amounts) == 1 and re.search(r"1日(?:あ|当)たり", line.plain):
            return amounts[0], line.evidence
    return None, None


def _shares_kanji(words: Collection[str], head: str) -> bool:
    """Whether a head names what is asked about, in the same word or another form of it: 休ませる, 休業."""
    common = set(re.findall(r"[一-龥]", head)) & set(re.findall(r"[一-龥]", "".join(words)))
    return bool(common - set("日間円人年月例"))


def _told(formula: str, value: Fraction, note: str, operands: tuple[Evidence, ...]) -> Calculation:
    amount = f"{int(value):,}円" if value.denominator == 1 else written(value, MONEY)
    text = f"計算: {formula} ＝ {amount}{note}（資料の計算例に、お尋ねの数字を入れた値）"
    return Calculation(text, tuple(dict.fromkeys(operands)))
