"""What a question asks to be computed, from the figures of one page, each taken by the words it is said of.

Where a sentence alone holds what is needed, it may be taken from that; where the page leaves open what belongs together,
nothing is computed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction

from assistant.answering.computing.arithmetic import BEFORE, DENIED, Pair, changed, contrasted, part_and_whole
from assistant.answering.computing.clearest import clearest
from assistant.answering.computing.computed import Calculation, told
from assistant.answering.computing.durations import lasted
from assistant.answering.computing.forms import BY_FORM, FORM_ALONE, change_of, readings
from assistant.answering.computing.not_computed import (
    is_not_to_be,
    is_of_another_kind,
    is_of_what_is_asked,
    is_stated,
    leading_to,
)
from assistant.answering.computing.one_sentence import calculate
from assistant.answering.computing.operands import Operand, of_named_columns, operands_in, said_terms
from assistant.answering.computing.operations import NOT_SO, Operation, operation_asked
from assistant.answering.computing.requested import Request, request_of
from assistant.answering.computing.shares import pooled
from assistant.answering.computing.totals import ADDED, added, joined
from assistant.answering.computing.unit_prices import shared_out
from assistant.answering.evidence import Evidence
from assistant.answering.fit import WeightedTerm
from assistant.answering.own_case.bought import without_what_is_bought
from assistant.answering.own_case.conditions import negated
from assistant.answering.own_case.own_value import asks_of_own_case, value_for_case
from assistant.answering.own_case.rates import granted
from assistant.answering.question import Question
from assistant.text.figures import RATIO, figures_in
from assistant.text.normalise import normal_text
from assistant.text.times import years_in

_GOAL_ASKED = re.compile(r"目標|見込み|予定(?!価格)|めざ|目指")
_GOAL = re.compile(rf"{_GOAL_ASKED.pattern}|計画|(?:増や|増加させ|創出す|実施す|減ら|引き?下げ|引き?上げ)る")
_AIMED_AT = re.compile("目標|目指|めざ|見込み")
_NO_LIMIT = re.compile("年|月|次|期|第|回目")
"""How units begin that limit nothing: 2次補正, 21年度."""
_OF_ALL = re.compile("うち|全体の|中で")
_SHARE_ASKED = re.compile("何(?:%|割|パー|分の何)|割合|率")
_DENIED = re.compile(r"(?:や|じゃ|では|で)な[いく]|以外|を除[いく]|抜い[たて]|だけで(?:見|み)|非会員")
"""What a question takes out: no figure is of 会員やない会社, or of 産業支援機関だけ."""
_NOT_OF_THE_REST: frozenset[Operation] = frozenset({"rate", "product", "sum", "percent"})
_OF_THE_OTHERS: frozenset[Operation] = frozenset({"rest", "rate", "product", "mean"})
"""What is asked of things the sentence need not name: 除いたら、道内はいくら."""
WholePage = Callable[[Sequence[Evidence]], Sequence[Evidence]]
_FROM_FIGURES_ALIKE: frozenset[Operation] = frozenset({"sum", "difference", "ratio"})
NEARLY_BEST = 0.4
"""Share of what the best sentence covers that one must cover to be computed from alone: 0.5 loses a shipped value, 0.3 makes one wrong."""


def computed_value(
    asked: Question,
    evidence: Sequence[Evidence],
    content: Sequence[Evidence],
    terms: Sequence[WeightedTerm],
    whole_page: WholePage = lambda page: page,
    today: date | None = None,
) -> Calculation | None:
    """What a question asks to be computed: from figures of one page, else from those of one of the best sentences.

    ``文科と農水を足すと`` of lines 文部科学省：135億円, 農林水産省：96億円, … → 135億円 ＋ 96億円 ＝ 231億円. None where nothing is to
    be computed, or where the documents leave open from what.

    Args:
        asked: the question, understood.
        evidence: the sentences an answer may use, best first.
        content: all sentences found that may be shown, best first.
        terms: the question's words with their weights.
        whole_page: gives all sentences of the page that some are of.
        today: the day of asking; without it no days are counted.
    """
    plain = normal_text(asked.search_text)
    operation = operation_asked(plain)
    if asks_of_own_case(plain, operation):
        request = request_of(plain, "product", terms)
        page = whole_page(_page_of(content, request))
        found = value_for_case(request, operation, page, today) if page else None
        if found or operation == "product":
            return found
    if operation is None:
        return None
    computed = _value_of(operation, request_of(plain, operation, terms), asked, evidence, content, whole_page)
    if computed is None or not _is_of_that_time(plain, computed):
        return None
    aimed_at = operation == "per_period" and not _GOAL_ASKED.search(plain)
    if aimed_at and any(_AIMED_AT.search(normal_text(e.text)) for e in computed.operands):
        return None  # 3年間で30社の誘致を目指し、これまでに9社: what came of it is asked
    return computed


def _value_of(
    operation: Operation,
    request: Request,
    asked: Question,
    evidence: Sequence[Evidence],
    content: Sequence[Evidence],
    whole_page: WholePage,
) -> Calculation | None:
    """The value of one operation: how long something took, else from one page, else as a sentence's form gives it."""
    plain = request.plain
    if operation == "duration":
        return lasted(request, content)
    page = _page_of(content, request)
    operands = of_named_columns(plain, operands_in(page, request.terms), operation in ("percent", "rest"))
    if operation == "rate":  # its cap, its least amount and what changes them stand beside it
        page = list(whole_page(page))
        request = without_what_is_bought(request, page)
    is_denied = operation in _NOT_OF_THE_REST and _is_denied(plain, operation)
    if not page or is_denied or is_not_to_be(operation, request, page, operands):
        return None
    computed = _computed(operation, request, operands, page)
    if computed and is_of_what_is_asked(request, computed.operands, page):
        if _is_of_other_things(request, computed, operation):
            return None
        return None if is_stated(computed, operands) else computed
    if operation in BY_FORM and not (operation == "sum" and joined(plain)):
        read = clearest(request, readings(operation, request, content), content)
        if read is None and operation == "complement" and _OF_ALL.search(plain):
            return _value_of("percent", request, asked, evidence, content, whole_page)
        if read or operation in FORM_ALONE:
            is_told = read is not None and operation != "percent" and is_stated(read, operands)
            return None if is_told else read  # 48/50 itself is the 96% it comes to
    if operation in ("percent", "sum") and ADDED.search(plain) and _SHARE_ASKED.search(plain):
        return clearest(request, [one for e in content for one in pooled(request, e)], content)
    if operation == "sum" and computed is None and joined(plain):
        return None  # one of the things joined has no figure
    most = max(e.coverage for e in content)
    alone = [e for e in evidence if _may_hold_all(e, operation, request, most)]
    computed = calculate(asked.search_text, alone, request.unit, operation)
    is_tied = operation == "percent"  # 48機関中38機関 says itself of what it is a part
    return (
        computed if computed and (is_tied or not _is_of_other_things(request, computed, operation)) else None
    )


def _is_denied(plain: str, operation: Operation) -> bool:
    """Whether a question takes out something the figures may be of; of a rate the rules that are for it are left out."""
    return bool(_DENIED.search(plain)) and not (operation == "rate" and negated(plain))


def _is_of_other_things(request: Request, computed: Calculation, operation: Operation) -> bool:
    """Whether the operands are told of something else than what the question says its noun of."""
    words = normal_text("\n".join(e.text for e in computed.operands))
    first = computed.operands[0]
    around = normal_text("\n".join([first.document.title, *first.passage.section, leading_to(first)]))
    return is_of_another_kind(request, words, around, operation not in _OF_THE_OTHERS)


def _is_of_that_time(plain: str, computed: Calculation) -> bool:
    """Whether a value is told of the time to come where that is asked: how many there are is no goal."""
    texts = (normal_text(" ".join([*e.passage.section, e.text])) for e in computed.operands)
    return not _GOAL_ASKED.search(plain) or any(_GOAL.search(text) for text in texts)


def _page_of(content: Sequence[Evidence], request: Request) -> list[Evidence]:
    """The sentences found of the page that says most of what is asked; of pages alike, the one of the best sentence."""
    pages: dict[tuple[str, int], list[Evidence]] = {}
    for e in content:
        pages.setdefault((e.passage.doc_id, e.passage.page_index), []).append(e)

    def said(page: Sequence[Evidence]) -> float:
        texts = dict.fromkeys(
            text for e in page for text in (e.document.title, *e.passage.section, e.passage.text)
        )
        return request.weight(said_terms("\n".join(texts), request.terms))

    return max(pages.values(), key=said, default=[])


def _may_hold_all(evidence: Evidence, operation: Operation, request: Request, most: float) -> bool:
    """Whether one sentence may give all figures: it is no row, covers enough of the question, names the
    years asked about where there are two, and what the question limits itself to (60歳以上)."""
    plain = normal_text(evidence.text)
    said, there = frozenset(years_in(plain)), {figure.low for figure in figures_in(plain)}
    limits = {
        f.low
        for f in figures_in(request.plain)
        if f.unit and not _NO_LIMIT.match(f.unit) and re.search("[0-9]", f.said)
    }
    if operation in _FROM_FIGURES_ALIKE and not limits <= there:
        return False
    says_of_what = any(one.terms for one in operands_in([evidence], request.terms))
    if operation in _FROM_FIGURES_ALIKE and not says_of_what and evidence.coverage < most:
        return False
    is_of_years = len(request.years) < 2 or all(year & said for year in request.years)
    return not evidence.is_row and is_of_years and evidence.coverage >= NEARLY_BEST * most


def _computed(
    operation: Operation, request: Request, operands: Sequence[Operand], page: Sequence[Evidence]
) -> Calculation | None:
    """The value by its operation."""
    if operation == "rate":
        return granted(request, page)
    if operation == "mean":
        return shared_out(request, operands)
    if operation == "sum":
        chosen = added(request, operands)
        if not chosen:
            return None
        total = sum((one.figure.low for one in chosen), Fraction(0))
        return _told(chosen, "＋", total, chosen[0].figure.unit)
    if operation in ("percent", "rest"):
        pair = part_and_whole(request, operands)
        return _of_part(operation, pair) if pair and _is_so(request, pair[0]) else None
    if operation in ("difference", "ratio"):
        pair = contrasted(request, operands)
        return _of_pair(operation, request, pair) if pair else None
    if operation == "change":
        pair = changed(request, operands)
        return _in_percent(pair) if pair else None
    return None


def _in_percent(pair: Pair) -> Calculation | None:
    """A change by the earlier value; of shares none, for their change is told in points."""
    before, after = pair
    if before.figure.unit == RATIO or before.figure.low <= 0 or before.figure.low == after.figure.low:
        return None
    evidence = tuple(dict.fromkeys((before.evidence, after.evidence)))
    return change_of(before.figure, after.figure, before.said, after.said, evidence).calculation


def _is_so(request: Request, part: Operand) -> bool:
    """Whether a part is of those of whom something holds, where the others are asked about: 起業した人, not 未回答."""
    denied = NOT_SO.search(request.plain)
    return not denied or (denied["stem"] in part.label and not DENIED.search(part.label))


def _of_part(operation: Operation, pair: Pair) -> Calculation | None:
    part, whole = pair
    if operation == "rest":
        return _told((whole, part), "−", whole.figure.low - part.figure.low, whole.figure.unit)
    return _told((part, whole), "÷", part.figure.low / whole.figure.low, RATIO)


def _of_pair(operation: Operation, request: Request, pair: Pair) -> Calculation | None:
    """A difference, told as a rise or a fall where one value is the earlier one; or how many times the one is the other."""
    one, other = pair
    is_change = len(request.years) >= 2 or bool(BEFORE.search(one.label))
    if one.figure.low == other.figure.low:
        return None
    if operation == "ratio":
        above, below = (other, one) if is_change else _as_asked(request, pair)
        value = above.figure.low / below.figure.low if below.figure.low > 0 else None
        return _told((above, below), "÷", value, "倍") if value is not None and value > 0 else None
    more, less = sorted(pair, key=lambda operand: -operand.figure.low)
    unit = "ポイント" if more.figure.unit == RATIO else more.figure.unit
    way = "" if not is_change else "の増加" if other is more else "の減少"
    return _told((more, less), "−", more.figure.low - less.figure.low, unit, way)


def _as_asked(request: Request, pair: Pair) -> Pair:
    """Of two things the one named first: 経産の分は環境省の何倍 is 経産 by 環境省."""

    def place(operand: Operand, other: Operand) -> int:
        tokens = [request.terms[number].token or "" for number in operand.terms - other.terms]
        return min((at for token in tokens if token and (at := request.plain.find(token)) >= 0), default=-1)

    one, other = pair
    return (one, other) if place(one, other) <= place(other, one) else (other, one)


def _told(operands: Sequence[Operand], sign: str, value: Fraction, unit: str, way: str = "") -> Calculation:
    formula = f" {sign} ".join(one.said for one in operands)
    figures, evidence = [one.figure for one in operands], [one.evidence for one in operands]
    return told(formula, value, unit, figures, evidence, way)
