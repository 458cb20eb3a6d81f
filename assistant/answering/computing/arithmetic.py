"""Which figures of a page a question wants put together, and what they come to.

A pair is taken only where the words of the question tell it from every other pair: one figure said of the one thing asked
about, the other of the other. Where two pairs fit alike, nothing is computed.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence

from assistant.answering.computing.computed import CLEARLY
from assistant.answering.computing.operands import Operand, said_terms
from assistant.answering.computing.requested import Request
from assistant.documents.headings import table_cells
from assistant.text.figures import RATIO
from assistant.text.normalise import normal_text

Pair = tuple[Operand, Operand]
ALIKE = 1.0
"""What it adds that two labels differ in their figures only: lines of one series. Without it one of 96 fewer; 0.5 does the same."""
MOST_OPERANDS = 300
"""Figures of a page; of more, every two would be compared for seconds, and hardly two are told apart."""
TOTAL = re.compile(r"(?:^|[^一-龥])(?:全国)?(?:総合|[合小累総])?計(?![一-龥])|総数|総額|全体|合計")
_WHOLE = re.compile(r"全体|総|回答|回収|配布|対象|定員|応募|申請|申込|受講|参加|来場|会員|委員|計(?!画|算)")
BEFORE = re.compile(r"前年|前の年|前回|前期|改定前|改正前|以前|従来|昨年|去年|導入前|実施前|実証前")
_AFTER = re.compile(r"導入後|実施後|改定後|実証[中後]|今回|現在")
_CHANGED = re.compile(r"改定|から|増え|減|上が|下が|改善|短く|伸び")
DENIED = re.compile(r"ない|なかっ|なし|無し|未[一-龥]|非[一-龥]|ません|以外")
"""Words of those of whom something does not hold."""
_COUNTED = r"(?:[件人社者]?数|者|社|企業|した[人者]?)?[はが:\s]*約?$"
BY_NATURE = tuple(
    (re.compile(asked), re.compile(whole), re.compile(rf"(?:{part})(?:{_COUNTED}|[をがし])"))
    for asked, whole, part in (
        ("あと|残り|空き", "定員|募集|枠", "申込|申し込み|受付|登録|予約"),
        ("返|回収|回答|未回答", "配布|対象|発送|送付", "回答|回収|返送"),
        ("採択|認定|受賞|賞を?もら|通っ", "応募|申請", "採択|交付|認定|受賞"),
        ("修了|卒業|合格", "受講|参加|入学|受験", "修了|卒業|合格"),
        ("成約|まとま", "商談|相談|引き合い", "成約"),
        ("欠席|出席", "委員|定数|会員", "出席|うち"),
    )
)
"""What is a part of what by its nature, and the words that ask about it: applications and those of them that were taken."""
_ANSWERED = re.compile(r"^(?:有効)?回答(?:[社者]?数)?$|^母数$|^調査対象")
"""The head of a column that counts all who answered: those of the other columns are some of them."""
OF_THEM = re.compile(r"(?:その|この|の)?うち|内訳|このほか")


def contrasted(request: Request, operands: Sequence[Operand]) -> Pair | None:
    """The two figures a difference or a ratio is asked of: of two years, of before and after, or of two things.

    ``経産の分は環境省の何倍`` of 経済産業省 248億円, 環境省 62億円, … → these two; of two years or of before and after, the earlier value first
    """
    if len(request.years) >= 2:
        return _best(request, operands, _of_two_years)
    is_change = BEFORE.search(request.plain) or _CHANGED.search(request.plain)
    if is_change and (found := _best(request, operands, _before_and_after)):
        return found
    return _best(request, operands, _of_two_things)


def changed(request: Request, operands: Sequence[Operand]) -> Pair | None:
    """The earlier and the later value a change is asked of: of the two years named, or of before and after."""
    if len(request.years) >= 2:
        return _best(request, operands, _of_two_years)
    return None if request.years else _best(request, operands, _before_and_after)


def part_and_whole(request: Request, operands: Sequence[Operand]) -> Pair | None:
    """A count that is a part, and the count it is a part of: 採択 31件 of 応募 74件."""
    asked = frozenset().union(*request.years)
    of_year = [one for one in operands if one.years & asked]
    return _best(request, of_year or operands, _as_part)


def _best(
    request: Request,
    operands: Sequence[Operand],
    fit: Callable[[Request, Operand, Operand], float],
) -> Pair | None:
    """The pair that fits best, if it does so clearly; a second pair of the same two values is no other."""
    groups: dict[tuple[object, ...], list[Operand]] = {}
    for one in operands:
        if request.unit in (None, one.figure.unit):
            groups.setdefault((one.figure.unit, *one.block[:2]), []).append(one)
    if sum(map(len, groups.values())) > MOST_OPERANDS:
        return None
    scored = [
        (score, pair)
        for group in groups.values()
        for pair in itertools.permutations(group, 2)
        if (score := fit(request, *pair)) > 0
    ]
    if not scored:
        return None
    most, best = max(scored, key=lambda found: found[0])
    values = {best[0].figure.low, best[1].figure.low}
    rivals = [score for score, (a, b) in scored if {a.figure.low, b.figure.low} != values]
    return best if most >= CLEARLY * max(rivals, default=0.0) else None


def _of_two_years(request: Request, one: Operand, other: Operand) -> float:
    """How well two figures are those of the first and the last year asked about, of one thing."""
    if not _are_in_order(one, other, request.years[0], request.years[-1]):
        return 0.0
    if one.block[3] != other.block[3] or (one.block[3] and not _same_cell(one, other)):
        return 0.0
    if one.evidence.spans[0] == other.evidence.spans[0] and not one.block[3]:
        return 0.1 + request.weight(one.terms | other.terms)  # 令和5年度の120件から令和6年度の100件
    common, apart = request.weight(one.terms & other.terms), request.weight(one.terms ^ other.terms)
    return 0.1 + common - 0.5 * apart + ALIKE * (form_of(one.label) == form_of(other.label))


def _are_in_order(one: Operand, other: Operand, first: frozenset[int], last: frozenset[int]) -> bool:
    """Whether one figure is of the earlier and the other of the later of two years; 24年 may be any of three, and only
    the page tells which."""
    for a, b in ((first, last), (last, first)):
        if one.years & a and other.years & b and not (one.years & b or other.years & a):
            return min(one.years & a) < min(other.years & b)
    return False


def form_of(label: str) -> str:
    """A label without its figures: ``2024年:`` and ``2020年:`` are of one form."""
    return re.sub(r"[0-9]+", "", label)


def _same_cell(one: Operand, other: Operand) -> bool:
    """Whether two cells are of one row or of one column."""
    same_row = one.evidence.spans[0] == other.evidence.spans[0]
    return same_row != (one.column == other.column)


def _before_and_after(request: Request, one: Operand, other: Operand) -> float:
    """How well the first figure is the earlier value of what the other one is."""
    if not BEFORE.search(one.label) or BEFORE.search(other.label):
        return 0.0
    common = one.terms & other.terms
    same_line = one.evidence.spans[0] == other.evidence.spans[0]
    if not common and not same_line:
        return 0.0
    score = request.weight(common) - 0.5 * request.weight(one.terms ^ other.terms)
    return score + (0.5 if same_line else 0.0) + (0.5 if _AFTER.search(other.label) else 0.0)


def _of_two_things(request: Request, one: Operand, other: Operand) -> float:
    """How well two figures are of two things the question names."""
    if not may_be_of(request, one, other) or not (one.terms - other.terms and other.terms - one.terms):
        return 0.0
    is_past = any(BEFORE.search(each.label) for each in (one, other)) and not BEFORE.search(request.plain)
    return request.weight(one.terms | other.terms) * (0.5 if is_past else 1.0)


def _as_part(request: Request, one: Operand, other: Operand) -> float:
    """How well the first figure is a part of the second."""
    of_part, of_whole = one.terms or one.line_terms, other.terms
    same_line = one.evidence.spans[0] == other.evidence.spans[0]
    said_so = bool(OF_THEM.search(one.label)) and _follows(one, other)
    by_nature = any(
        asked.search(request.plain) and whole.search(other.label) and part.search(one.label)
        for asked, whole, part in BY_NATURE
    )
    is_told_apart = bool(of_part - of_whole) or by_nature or (said_so and same_line and bool(of_whole))
    if not DENIED.search(request.plain) and (DENIED.search(one.label) or DENIED.search(other.label)):
        return 0.0  # 応募を考えていない22件 are no part of those who won
    if OF_THEM.search(other.label) or one.figure.unit == RATIO or not is_told_apart:
        return 0.0
    if not 0 < one.figure.low < other.figure.low:
        return 0.0
    if not may_be_of(request, one, other) or (one.block[3] and not _belong_together(one, other)):
        return 0.0
    is_whole = bool(TOTAL.search(other.label) or _WHOLE.search(other.label))
    if not (is_whole or said_so or by_nature or same_line or of_whole - of_part):
        return 0.0
    score = request.weight(of_part - of_whole) * (1.0 if one.terms else 0.5) + request.weight(of_whole)
    before, of, behind = request.plain.partition("うち")
    if of and (asked := said_terms(before, request.terms)):  # 商談のうち成約まで
        if not asked & of_whole:
            return 0.0
        score += request.weight(of_whole & asked)
        score += request.weight(of_part & said_terms(behind, request.terms))
    return score + 0.5 * is_whole + said_so + 0.5 * same_line + 2.0 * by_nature


def _belong_together(part: Operand, whole: Operand) -> bool:
    """Whether two cells are of one column, or of one row where a column head says that it is a part: 宿泊客のうち外国人."""
    same_row = part.evidence.spans[0] == whole.evidence.spans[0]
    is_sub_column = bool(whole.column) and (
        part.column.startswith(f"{whole.column}のうち")
        or _is_right_of(part, whole)
        or bool(_ANSWERED.search(whole.column))
    )
    return whole.block[3] and (is_sub_column if same_row else part.column == whole.column)


def _is_right_of(part: Operand, whole: Operand) -> bool:
    """Whether a column is the one beside another that it is a part of: 総使用量, うち市内産."""
    heads = [normal_text(cell) for cell in table_cells(part.evidence.spans[1].text)]
    if not part.column.startswith("うち") or part.column not in heads[1:]:
        return False
    return heads[heads.index(part.column) - 1] == whole.column


def _follows(one: Operand, other: Operand) -> bool:
    """Whether a figure is the next behind another, in its line or the next one: 委員22名のうち17名, そのうち19人."""
    line, before = one.evidence.spans[0], other.evidence.spans[0]
    if line == before:
        between = normal_text(line.text)[other.figure.end : one.figure.start]
        return one.figure.start > other.figure.start and not re.search("[0-9]", between)
    return 0 <= line.start - before.end < 4


def may_be_of(request: Request, *operands: Operand) -> bool:
    """Whether figures may be of the one year asked about: theirs, or of no year told."""
    asked = frozenset().union(*request.years)
    return not asked or all(not one.years or one.years & asked for one in operands)
