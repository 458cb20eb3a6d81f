"""What a question asks to be computed, from the figures of one page, each taken by the words it is said of.

Where the page states the value itself, says that figures cannot be compared, or tells the thing asked about apart from the
figures that would be taken, nothing is computed: a value that is wrong is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from assistant.answering.arithmetic import Pair, Request, added, contrasted, part_and_whole
from assistant.answering.calculate import Operation, calculate, operation_asked
from assistant.answering.computed import Calculation, written
from assistant.answering.evidence import Evidence
from assistant.answering.fit import WeightedTerm
from assistant.answering.operands import Operand, operands_in, said_terms, weight
from assistant.answering.question import Question
from assistant.answering.rates import granted
from assistant.answering.unit_prices import priced, shared_out
from assistant.documents.headings import is_table_row
from assistant.text.figures import RATIO, figures_in
from assistant.text.normalise import fold, normal_text
from assistant.text.times import years_in
from assistant.text.units import unit_at

_ASKED_UNIT = re.compile(r"(?:何|なん)[十百千万億兆]*(?=[一-龥ァ-ヶ%])")
_NUMBER_OF = re.compile(r"([件人社台回校者])数(?!字|値|年)")
_MONEY = re.compile(r"いくら|何(?:円|億|兆|万|千)|金額|費用|利息")
_POINTS = re.compile(r"ポイント|何(?:%|パー|割)")
_YEAR = re.compile(
    r"(?P<era>令和|平成|昭和|(?<![a-z])[rhs])\s?(?P<of_era>[0-9]{1,2}|元)(?![0-9])|"
    r"(?P<number>(?:19|20)[0-9]{2})\s?年|(?P<after>(?:から|~|と比べて?|と)\s?)?(?P<short>[0-9]{1,2})\s?年(?P<fiscal>度)?(?!間|前|以|分|もの)"
)
"""令和2年度, R6, 2024年, 24年, and 6年 behind 令和4年から; not the 3年 of 3年で, nor the 24 of 24か月."""
_ERAS = {"令和": 2018, "r": 2018, "平成": 1988, "h": 1988, "昭和": 1925, "s": 1925}
_CANNOT = r"[^。]{0,24}(?:できない|できません|できず|べきでない|適切でない)"
_NOT_TO_BE: dict[Operation, re.Pattern[str]] = {
    "sum": re.compile(r"(?:合算|合計|足し)" + _CANNOT),
    "difference": re.compile(r"(?:比較|比べ|単純に)" + _CANNOT),
    "ratio": re.compile(r"(?:比較|比べ|単純に)" + _CANNOT),
    "mean": re.compile(r"(?:割り算|割っ|除し)" + _CANNOT),
    "percent": re.compile(r"(?:割り算|割っ|除し)" + _CANNOT),
}
"""What a page says must not be done with its figures: 数え方が異なるため比較できない."""
_DIGITS = re.compile(r"[0-9][0-9,.]+")
_MANIFOLD = re.compile("複数回答|重複|両方に該当")
_DENIED = re.compile(r"(?:や|じゃ|では|で)な[いく]|以外|を除[いく]|抜い[たて]|だけで(?:見|み)|非会員")
_CALCULATING = frozenset([
    "合計", "計算", "差", "割合", "全体", "平均", "実数", "件数", "台数", "人数", "社数", "総額", "資料", "調査", "結果", "時点",
    "数字", "率", "倍", "年度", "全部", "分", "前", "年", "月", "日", "円", "何", "トータル", "勘定", "向け", "方", "際", "会社",
    "企業", "うち", "セント", "パー", "令和", "平成", "昭和", "r", "h", "人", "件", "社", "台", "今回", "以上",
])  # fmt: skip
"""Nouns of computing and counting: that a page says them elsewhere tells of no other thing."""
_SIGNS = {"difference": "−", "ratio": "÷", "rest": "−", "percent": "÷"}


NEARLY_BEST = 0.4
LINES_OF_HEAD = 3
"""Lines at the head of a page that tell what all of it is about."""
SURELY_A_YEAR = 15
"""24年 is a year, 3年 and 10年 are rather how long."""


def computed_value(
    asked: Question,
    evidence: Sequence[Evidence],
    content: Sequence[Evidence],
    terms: Sequence[WeightedTerm],
) -> Calculation | None:
    """What a question asks to be computed: from figures of one page, else from those of one of the best sentences.

    ``文科と農水を足すと`` of lines 文部科学省：135億円, 農林水産省：96億円, … → 135億円 ＋ 96億円 ＝ 231億円. None where nothing is to
    be computed, or where the documents leave open from what.

    Args:
        asked: the question, understood.
        evidence: the sentences an answer may use, best first.
        content: all sentences found that may be shown, best first.
        terms: the question's words with their weights.
    """
    plain, telling = normal_text(asked.search_text), [t for t in terms if t.token not in _CALCULATING]
    operation, page = operation_asked(plain), _page_of(content, telling)
    if operation is None or not page:
        return None
    operands = operands_in(page, telling)
    if _is_not_to_be(operation, plain, page, operands, telling):
        return None
    request = Request(plain, _unit_asked(plain, operation), _years_asked(plain), telling)
    computed = _computed(operation, request, operands, page)
    if computed and _is_of_what_is_asked(plain, computed.operands, page, telling):
        return computed
    most = max(e.coverage for e in content)
    return calculate(asked.search_text, [e for e in evidence if _may_hold_all(e, operation, request, most)])


def _is_not_to_be(
    operation: Operation,
    plain: str,
    page: Sequence[Evidence],
    operands: Sequence[Operand],
    terms: Sequence[WeightedTerm],
) -> bool:
    """Whether nothing is to be computed: the question proposes figures itself (598と1,240の差でええの), the page says that
    they cannot be compared, or shares that overlap would be added."""
    own = {said for said in _DIGITS.findall(plain) if not _YEAR.match(f"{said}年")}
    if len({one.said for one in operands if own & set(_DIGITS.findall(one.said))}) >= 2:
        return True
    texts = [normal_text(e.text) for e in page]
    warning = _NOT_TO_BE.get(operation)
    warned = warning is not None and any(warning.search(text) and said_terms(text, terms) for text in texts)
    is_share = bool(_POINTS.search(plain)) and any(_MANIFOLD.search(text) for text in texts)
    return warned or (operation == "sum" and is_share)


def _may_hold_all(evidence: Evidence, operation: Operation, request: Request, most: float) -> bool:
    """Whether one sentence may give all figures: it is no row, covers at least half as much of the question as any, names the
    years asked about where there are two, and what the question limits itself to (60歳以上)."""
    plain = normal_text(evidence.text)
    said, there = frozenset(years_in(plain)), {figure.low for figure in figures_in(plain)}
    limits = {
        f.low
        for f in figures_in(request.plain)
        if f.unit not in ("年", "年度", "月", "") and re.search("[0-9]", f.said)
    }
    if operation in ("sum", "difference", "ratio") and not limits <= there:
        return False
    is_of_years = len(request.years) < 2 or all(year & said for year in request.years)
    return (
        not is_table_row(evidence.spans[0].text) and is_of_years and evidence.coverage >= NEARLY_BEST * most
    )


def _page_of(content: Sequence[Evidence], terms: Sequence[WeightedTerm]) -> list[Evidence]:
    """The sentences found of the page that says most of what is asked; of pages alike, the one of the best sentence."""
    pages: dict[tuple[str, int], list[Evidence]] = {}
    for e in content:
        pages.setdefault((e.passage.doc_id, e.passage.page_index), []).append(e)

    def said(page: Sequence[Evidence]) -> float:
        texts = dict.fromkeys(
            text for e in page for text in (e.document.title, *e.passage.section, e.passage.text)
        )
        return weight(said_terms("\n".join(texts), terms), terms)

    return max(pages.values(), key=said, default=[])


def _is_of_what_is_asked(
    plain: str, operands: Sequence[Evidence], page: Sequence[Evidence], terms: Sequence[WeightedTerm]
) -> bool:
    """Whether the operands, or what is above them, say every noun of the question that the page says at all.

    A noun said elsewhere on the page only is of another thing: a fee of 現場IoT講座 is none of the CAD講座 it announces.
    """
    above = [e.text for e in sorted(page, key=lambda e: e.spans[0].start)[:LINES_OF_HEAD]]
    around = [
        "\n".join([e.document.title, *e.passage.section, *(span.text for span in e.spans)]) for e in operands
    ]
    here, anywhere = (
        frozenset().union(*(said_terms(text, terms) for text in texts))
        for texts in ([*above, *around], [e.text for e in page])
    )
    told = fold("\n".join([*above, *around]))
    return all(
        not term.is_noun or (term.token or "") in told or _is_left_out(plain, term.token)
        for term in (terms[n] for n in anywhere - here)
    )


def _is_left_out(plain: str, token: str | None) -> bool:
    """Whether a question says that something is not to be counted: 加工なし, 昼休み抜き."""
    return (
        token is not None
        and re.search(re.escape(token) + r"(?:は|が|を)?(?:なし|無し|抜き|除)", plain) is not None
    )


def _unit_asked(plain: str, operation: Operation) -> str | None:
    """The unit of the figures wanted; None where the question tells none: 何台落ち込んだ → 台, なんぼ → 円."""
    if counted := _NUMBER_OF.search(plain):
        return unit_at(counted[1], 0)[0]
    if operation == "difference" and _POINTS.search(plain):
        return RATIO
    if operation in ("ratio", "percent"):
        return None
    for found in _ASKED_UNIT.finditer(plain):
        unit, _ = unit_at(plain, found.end())
        if (
            unit
            and unit not in ("年", "月", "日", "時", "億", "万", "兆", "倍", "ポイント")
            and unit != RATIO
        ):
            return unit
    return "円" if _MONEY.search(plain) else None


def _years_asked(plain: str) -> tuple[frozenset[int], ...]:
    """The years a question names, each with all it may mean: 令和2年度と比べて6年度 → {2020}, {2024, …}."""
    found: list[frozenset[int]] = []
    era = 0
    for match in _YEAR.finditer(plain):
        if match["number"]:
            found.append(frozenset({int(match["number"])}))
        elif match["era"]:
            era = _ERAS[match["era"]]
            found.append(frozenset({era + (1 if match["of_era"] == "元" else int(match["of_era"]))}))
        elif (match["after"] and era) or match["fiscal"] or int(match["short"]) >= SURELY_A_YEAR:
            number = int(match["short"])
            found.append(frozenset({era + number} if era else {2000 + number, 2018 + number, 1988 + number}))
    return tuple(dict.fromkeys(found))


def _computed(
    operation: Operation, request: Request, operands: Sequence[Operand], page: Sequence[Evidence]
) -> Calculation | None:
    is_denied = bool(_DENIED.search(request.plain))
    if operation == "rate":
        return None if is_denied else granted(request, page)
    if operation == "product":
        return None if is_denied else priced(request, operands)
    if operation == "mean":
        return shared_out(request, operands)
    if operation == "sum":
        chosen = () if is_denied else added(request, operands)
        if not chosen:
            return None
        return _told(
            chosen, "＋", sum((one.figure.low for one in chosen), Fraction(0)), chosen[0].figure.unit
        )
    if operation in ("percent", "rest"):
        if operation == "percent" and is_denied:
            return None
        pair = part_and_whole(request, operands)
        return _of_part(operation, pair) if pair else None
    if operation in ("difference", "ratio"):
        pair = contrasted(request, operands)
        return _of_pair(operation, pair) if pair else None
    return None


def _of_part(operation: Operation, pair: Pair) -> Calculation | None:
    part, whole = pair
    if operation == "rest":
        return _told((whole, part), "−", whole.figure.low - part.figure.low, whole.figure.unit)
    return _told((part, whole), "÷", part.figure.low / whole.figure.low, RATIO)


def _of_pair(operation: Operation, pair: Pair) -> Calculation | None:
    more, less = sorted(pair, key=lambda one: -one.figure.low)
    if more.figure.low == less.figure.low:
        return None
    if operation == "ratio":
        return _told((more, less), "÷", more.figure.low / less.figure.low, "倍") if less.figure.low else None
    unit = "ポイント" if more.figure.unit == RATIO else more.figure.unit
    return _told((more, less), "−", more.figure.low - less.figure.low, unit)


def _told(operands: Sequence[Operand], sign: str, value: Fraction, unit: str) -> Calculation:
    result = written(value, unit)
    is_about = any(one.figure.bound == "about" for one in operands) and not result.startswith("約")
    formula = f" {sign} ".join(one.said for one in operands)
    text = f"計算: {formula} ＝ {'約' if is_about else ''}{result}（資料の数字から計算した値）"
    return Calculation(text, tuple(dict.fromkeys(one.evidence for one in operands)))
