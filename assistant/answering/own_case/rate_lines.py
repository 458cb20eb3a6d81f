"""The rates that lines of a page tell, with their caps and least amounts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.answering.computing.computed import MONEY
from assistant.answering.computing.operands import said_terms
from assistant.answering.computing.requested import Request
from assistant.answering.evidence import Evidence
from assistant.answering.row_parts import cells_under
from assistant.text.figures import RATIO, Figure, figures_in
from assistant.text.normalise import normal_text

_OF_TAX = re.compile(r"控除率|減税率|税額控除")
_ASKS_TAX = re.compile(r"減税|税額控除|控除")
_LIMIT_OF_TAX = re.compile(r"税額の?\s?[0-9]")
"""A limit on what may be taken off: 法人税額の25%まで; what that is only the asker's books tell."""
_SURE = ("exact", "about", "at_most")
_SHARE_OF_EXPENSES = re.compile(
    r"[一-龥](?:費|料|代)(?:は、?|\()[^、。()]{0,20}[0-9](?:割|%|分の[0-9]|/[0-9])(?:以内|まで|を上限)"
)
_RATE_OF_INTEREST = re.compile(r"利率|金利")
_LESS = re.compile(r"利子補給|保証料|補給")
OF_RATE = re.compile(r"補助|助成|支給|利率|金利|利息|還元")
NOT_THE_RATE = re.compile(r"負担|外注|自己|未満|以上|控除(?!率)|所得控除")
LEAST = re.compile(r"下限|最低")
IS_CAP = re.compile(r"上限|限度|最大|最高|円\s?まで")
INTEREST = re.compile(r"利息|利子|金利")


@dataclass(frozen=True, slots=True)
class Rate:
    evidence: Evidence
    figure: Figure
    caps: tuple[Figure, ...]
    """The caps of its line."""
    said: frozenset[int]
    """The question's words that its line, its headings or the title say."""
    fit: float
    least: Figure | None = None
    """The least amount that is given, where its row tells one."""

    @property
    def gives(self) -> tuple[object, ...]:
        """What it comes to: rates alike with other caps are two."""
        return self.figure.low, *(cap.high for cap in self.caps)


def rates_of(request: Request, page: Sequence[Evidence]) -> list[Rate]:
    """The rates of a page that money may be asked for by, each with the cap of its line."""
    wants_interest, found = bool(INTEREST.search(request.plain)), []
    if not wants_interest and any(_is_told_twice(e) for e in page):
        return []
    for one in page:
        plain = normal_text("".join(span.text for span in one.spans[:1]))
        around = f"{' '.join(one.passage.section)} {plain}"
        figures = figures_in(plain)
        ratios = ratios_in(figures) or _ranges(figures)
        if _SHARE_OF_EXPENSES.search(plain):
            continue  # 中古品の購入費は合計額の3割まで limits what is counted
        is_tax = bool(_OF_TAX.search(plain))
        is_interest = bool(_RATE_OF_INTEREST.search(plain)) and not _LESS.search(plain)
        if not (OF_RATE.search(around) or is_tax) or NOT_THE_RATE.search(plain):
            continue
        if is_tax and (
            not _ASKS_TAX.search(request.plain)
            or any(_LIMIT_OF_TAX.search(normal_text(e.text)) for e in page)
        ):
            continue
        if len(ratios) != 1 or wants_interest != is_interest:
            continue
        caps = [f for f in figures if f.unit == MONEY and f.low >= 10_000 and _is_cap(plain, f)]
        caps = caps or _under(one, IS_CAP)
        least = next(iter(_under(one, LEAST)), None)
        said = said_terms(f"{one.document.title} {around}", request.terms)
        found.append(Rate(one, ratios[0], tuple(caps), said, request.weight(said), least))
    return found


def _is_told_twice(e: Evidence) -> bool:
    """Whether a line tells two rates of the grant itself (2分の1以内、小規模企業者は3分の2以内): which holds, it alone does not tell,
    and no other rate of the page may stand for them."""
    plain = normal_text(e.spans[0].text)
    is_label = re.match(r"[^。]{0,6}(?:補助|助成)率", plain) and not e.is_row
    return bool(is_label) and len({f.low for f in ratios_in(figures_in(plain))}) > 1


def _under(row: Evidence, head: re.Pattern[str]) -> list[Figure]:
    """The amounts of a row under the heads a pattern finds: 200万円 under 上限額."""
    cells = cells_under(row.spans, head) if row.is_row else []
    return [f for cell in cells for f in figures_in(cell) if f.unit == MONEY]


def ratios_in(figures: Iterable[Figure]) -> list[Figure]:
    """The shares among figures that are told as they are, or as the most there is."""
    return [f for f in figures if f.unit == RATIO and 0 < f.low == f.high < 1 and f.bound in _SURE]


def _ranges(figures: Iterable[Figure]) -> list[Figure]:
    """The ranges of shares among figures: 20~30%."""
    return [
        f for f in figures if f.unit == RATIO and 0 < f.low < f.high < 1 and f.bound in ("exact", "about")
    ]


def caps_beside(rate: Evidence, page: Sequence[Evidence]) -> list[tuple[Evidence, Figure]]:
    """The amounts that may be the cap of a rate, where a page gives it in a line of its own: all of a section that has one."""
    amounts = [
        (one, figure, bool(IS_CAP.search(f"{' '.join(one.passage.section)} {normal_text(one.text)}")))
        for one in page
        for figure in figures_in(one.text)
        if figure.unit == MONEY and figure.low >= 10_000
    ]
    sections = {one.passage.section for one, _, is_cap in amounts if is_cap}
    near = {rate.passage.section} & sections or sections
    return [(one, figure) for one, figure, _ in amounts if one.passage.section in near]


def _is_cap(plain: str, figure: Figure) -> bool:
    return (
        bool(IS_CAP.search(plain[max(0, figure.start - 8) : figure.end + 3]))
        and "下限" not in plain[max(0, figure.start - 4) : figure.start]
    )


def is_least(e: Evidence, figure: Figure) -> bool:
    """Whether an amount is told as the least that is given: 下限20万円."""
    return bool(LEAST.search(normal_text(e.text)[max(0, figure.start - 5) : figure.start]))
