"""What a page has prices for: each price with what it is the price of, by what it counts, and for a firm of what size."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from assistant.answering.columns import unit_of
from assistant.answering.computing.arithmetic import BEFORE
from assistant.answering.computing.computed import MONEY, is_quantity
from assistant.answering.computing.operands import operands_in, said_terms
from assistant.answering.computing.requested import Request
from assistant.answering.evidence import Evidence
from assistant.answering.own_case.conditions import negated
from assistant.answering.row_parts import filled_cells, own_text, row_parts
from assistant.documents.headings import table_cells
from assistant.text.figures import Figure, figures_in
from assistant.text.normalise import fold, normal_text
from assistant.text.units import unit_at

_NO_PRICE = re.compile(
    r"上限|下限|限度|最大|最高|最低|総額|予算|資本金|売上|取得価格|[0-9](?!人|名)[^0-9人名\s]{1,3}(?:まで|以上|以下|未満|を?超)"
)
"""Amounts that nobody pays for one thing: caps, budgets, thresholds; and prices by steps (3時間まで 5,000円)."""
_PER = re.compile(
    r"(?<![0-9.,])(?:1|一(?!般|部|式|括))\s?(?P<unit>[一-龥ァ-ヶa-z]{1,5}?)(?:につき|あたり|当たり|ごと|毎|の?延長|、|[\s():/・]|$|(?=[0-9]))"
)
_PER_TIME = re.compile(r"(?:月額|年額|月|年間?)(?=\s?(?:[:(約]|$))|[(（](?:月額|年額)|^(?:月額|年額)|年会費")
_STEP = re.compile(r"(?<![0-9.,])(?:[2-9]|[1-9][0-9,]*[0-9])[^0-9\s]{1,3}(?:ごと|毎|につき)")
_SPACED = re.compile(r"\s{2,}|　+")
_NUMBERED = re.compile(r"^\(?[0-9]{1,2}[\s.、)]+")
"""The number of a heading, which is no unit: 1 使用料."""
_HEAD = re.compile(r"[^0-9。]{1,30}?(?::|は、)")
"""What all prices of a line are of: 宿泊料:, 貸出料は、"""
_NOT_PAID = re.compile(r"\s?(?:以上|以下|未満|まで|を?超|が?上限|を?(?:差し引|割り引|減額|値引|引き))")
_BEHIND = re.compile(r"\s?(?:\(|/(?![0-9]))\s?(?P<by>[^()、。/\s]{1,10})")
"""By what a price is, told behind it: 8,000円（1,000時間ごと）, 500円/枚."""
_OF_GROUP = re.compile(r"[^\s、]*(?:者|方|会員|内|員)は.*$")
_NUMBER_CELL = re.compile(r"[¥\\]?[0-9][0-9,]*円?")
_PEOPLE = frozenset({"人", "名"})
_PER_PERSON = re.compile(r"受講|受験|参加[費料]|聴講|入場料")
"""What is paid by each person without saying so."""


@dataclass(frozen=True, slots=True)
class Price:
    """A price and what it is the price of."""

    evidence: Evidence
    figure: Figure
    said: str
    label: str
    """What it is of, normalised: its row and column, or the words before it."""
    terms: frozenset[int]
    """Which of the question's words are among them."""
    units: frozenset[str]
    """By what it counts: 本 of 1本 3,460円; 月 of 月額."""
    people: Figure | None
    """Of how many people the firm is that pays it: 6人~20人."""
    step: Figure | None = None
    """By how many of its unit it is told, where that is more than one: 24時間ごと."""
    group: tuple[int, str] = (0, "")
    """The column of a table, or the line, it stands in with others: where that begins, and what heads it."""
    beside: str = ""
    """Of a price in brackets, what the one before them is of: 加入金3,000円（個人事業主は1,000円）."""


def prices_of(request: Request, page: Sequence[Evidence]) -> list[Price]:
    """The prices of a page, in its order.

    A row ``引張試験 / 1本 / 3,460`` under 手数料（円） → 3,460円 of 引張試験 手数料, by 本; ``6人〜20人　年額 24,000円`` → 24,000円, by 年,
    of firms of 6 to 20 people; ``上限 50万円`` → nothing

    Args:
        request: what the question tells.
        page: the sentences of the page.
    """
    found: list[Price] = []
    heads: list[str] = []
    for one in page:
        plain = normal_text(one.spans[0].text)
        cells = [cell for cell in _SPACED.split(one.spans[0].text.strip()) if cell]
        if one.is_row:
            found.extend(_of_row(request, one))
            continue
        if len(cells) > 2 and len(cells) == len(heads) and "円" in plain:
            found.extend(_of_spaced(request, one, cells, heads))
            continue
        if len(cells) > 2 and not re.search("[0-9]", plain):
            heads = cells
        found.extend(_of_text(request, one, plain))
    outside = (re.sub(r"\([^()]*\)", "", one.label) for one in found)
    return [
        one
        for one, label in zip(found, outside, strict=True)
        if not _NO_PRICE.search(label) and not BEFORE.search(label)
    ]


def _of_row(request: Request, row: Evidence) -> Iterator[Price]:
    cells = [normal_text(cell) for cell in filled_cells(row.spans)]
    own = frozenset(unit for cell in cells[1:] if (unit := _unit_of_cell(cell)))
    step = _step(" ".join(cells))
    named = " ".join([cells[0], *_words_before_the_prices(row, cells)])
    told = [(one.figure, one.said, one.column) for one in operands_in([row], request.terms)]
    for figure, said, column in (*told, *_bare_prices(row, cells)):
        if figure.unit == MONEY:
            units = own | _units(column) or _units(_above(row))
            units = frozenset({step.unit}) if step else units
            group = (row.spans[min(1, len(row.spans) - 1)].start, column)
            label = f"{named} {column}"
            terms = said_terms(label, request.terms)
            yield Price(row, figure, said, label, terms, units, size_of(cells[0]), step, group)


def _words_before_the_prices(row: Evidence, cells: Sequence[str]) -> list[str]:
    """The cells behind the first and before the first number that say what a row is of: 引張試験 of 強度 / 引張試験 / 1試料 / 2310."""
    before = takewhile(lambda cell: not _NUMBER_CELL.fullmatch(cell), cells[1:])
    return [cell for cell in before if cell and not _unit_of_cell(cell)] if len(row.spans) > 1 else []


def _bare_prices(row: Evidence, cells: Sequence[str]) -> Iterator[tuple[Figure, str, str]]:
    """Numbers without 円 that their head or the paper's name makes prices: 2310 under 手数料 県内."""
    heads = [normal_text(head) for head in table_cells(row.spans[1].text)] if len(row.spans) > 1 else []
    above = [
        fold(row.document.title),
        *map(fold, row.passage.section),
        *filter(None, [row_parts(row.spans).caption]),
    ]
    for cell, head in zip(cells[1:], heads[1:], strict=False):
        if unit_of(cell, head, above) == "円":
            yield figures_in(f"{cell}円")[0], f"{cell}円", head


def _of_spaced(request: Request, e: Evidence, cells: Sequence[str], heads: Sequence[str]) -> Iterator[Price]:
    """The prices of a line whose columns only spaces part: ``2 現場改善実践　　18時間　　26,400円　　39,600円``."""
    for cell, head in zip(cells[1:], heads[1:], strict=True):
        figures = figures_in(cell)
        if len(figures) == 1 and figures[0].unit == MONEY and is_quantity(figures[0]):
            label = normal_text(f"{cells[0]} {head}")
            terms = said_terms(label, request.terms)
            units = _units(label) or _units(_above(e))
            yield Price(
                e,
                figures[0],
                figures[0].said,
                label,
                terms,
                units,
                size_of(label),
                None,
                (0, normal_text(head)),
            )


def _of_text(request: Request, e: Evidence, plain: str) -> Iterator[Price]:
    head = _HEAD.match(plain)
    begin, last, first = 0, "", ""
    for figure in figures_in(plain):
        if figure.unit != MONEY:
            continue
        label = re.split("[。;]", plain[begin : figure.start])[-1]
        if any(
            stem in last for stem in negated(label)
        ):  # 会議室 入居者は1時間440円、入居者以外は1時間1,320円
            label = f"{_OF_GROUP.sub('', last)} {label}"
        elif (
            head and begin and "。" not in plain[: figure.start]
        ):  # 宿泊料:甲地 1泊13,100円、乙地 1泊11,800円
            label = f"{head.group()} {label}"
        elif label.startswith("/"):  # レトルト釜 半日 6,600円/1日 11,000円
            label = f"{first} {label[1:]}"
        first = first or label.strip().partition(" ")[0]
        beside = last if "(" in label and ")" not in label.rpartition("(")[2] and begin else ""
        begin, last = figure.end, label
        behind = plain[figure.end : figure.end + 8]
        if not is_quantity(figure) or _NOT_PAID.match(behind):
            continue
        told_behind = _BEHIND.match(plain[figure.end :])
        by = told_behind["by"] if told_behind else ""
        units = _units(label) or _units(by) or _of_unit(by) or _units(_above(e))
        step = _step(label) or _step(by)
        units = frozenset({step.unit}) if step else units
        terms = said_terms(label, request.terms)
        group = (e.spans[0].start, _above(e))
        yield Price(e, figure, figure.said, label, terms, units, size_of(label), step, group, beside)


def _of_unit(by: str) -> frozenset[str]:
    return frozenset({unit}) if (unit := _unit_of_cell(by)) else frozenset()


def _above(e: Evidence) -> str:
    return _NUMBERED.sub("", normal_text(" ".join(e.passage.section[-1:])))


def _unit_of_cell(cell: str) -> str:
    """The unit of a cell that holds nothing else: 1本, 1時間, 試料."""
    found = re.fullmatch(r"1?\s?(?P<unit>[一-龥ァ-ヶa-z]{1,5})(?:につき|あたり|当たり)?", cell)
    unit, end = unit_at(found["unit"], 0) if found else ("", 0)
    return unit if found and end == len(found["unit"]) else ""


def _units(label: str) -> frozenset[str]:
    """By what a label says that a price counts: ``甲地 1泊`` → 泊; ``賃料（月額・税込）`` → 月; ``1台 月`` → 台, 月"""
    units = {unit_at(found["unit"], 0)[0] for found in _PER.finditer(label)}
    units |= {"年" if "年" in found.group() else "月" for found in _PER_TIME.finditer(label)}
    return frozenset(units)


def _step(text: str) -> Figure | None:
    """How many of its unit a price is told by: ``24時間ごと`` → 24 hours; None where it is by one."""
    found = _STEP.search(text)
    return figures_in(found.group())[0] if found and figures_in(found.group()) else None


def size_of(label: str) -> Figure | None:
    """The size of firm a label names: ``6人~20人``, ``従業員5人以下``; None where it names none.

    Args:
        label: what a price or a rate is of, normalised.
    """
    figures = [f for f in figures_in(label) if f.unit in _PEOPLE]
    if len(figures) != 1 or (figures[0].bound == "exact" and figures[0].low == figures[0].high):
        return None
    return figures[0]


def is_per_person(price: Price) -> bool:
    """Whether a price that says no unit is one person's by its nature: a 受講料.

    Args:
        price: the price.
    """
    e = price.evidence
    texts = (price.label, _above(e), e.document.title, own_text(e.spans))
    return not price.units and any(_PER_PERSON.search(normal_text(text)) for text in texts)
