"""Values that follow from a count and its share, or from counts of a part and its whole, where one sentence or row ties them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from assistant.answering.computing.arithmetic import BY_NATURE
from assistant.answering.computing.clearest import Reading, reading
from assistant.answering.computing.computed import MONEY, Calculation, is_quantity, written
from assistant.answering.computing.operands import said_terms
from assistant.answering.computing.requested import Request
from assistant.answering.computing.totals import joined
from assistant.answering.evidence import Evidence
from assistant.documents.headings import table_cells
from assistant.text.figures import RATIO, Figure, figures_in
from assistant.text.normalise import normal_text
from assistant.text.units import same_unit

_BRACKETED = re.compile(r"^\s?\(\s?(?:全体の)?約?\s?$")
_OF_IT = re.compile(
    r"^\)?\s?(?:の(?:うち)?|のうち|うち|で、?(?:その|この)(?:うち)?|、(?:その|この)(?:うち)?|中)、?\s?約?\s?$"
)
"""Between a count and a share of it: 約2億台)の約91%, 12万人で、その約35%."""
_OF_THOSE_ASKED = re.compile(r"^(?:が|から)[^0-9、。]{0,4}(?:答え|回答)[^0-9。]{2,40}(?<!率)[がは]\s?約?$")
"""The same of those who answered: 360人が答え、「また来たい」とした人が８割５分."""
_GROUP = re.compile(r"([一-龥ァ-ヶー]{2,10})(?:のうち|の中で|で)(?!す|き|も|し)")
"""Of whom a number is asked: 移住者で65歳以上は何人."""
_COUNTED = r"(?<![0-9/.,])(?P<{0}>[0-9]{{1,6}})"
_FRACTION = re.compile(
    rf"{_COUNTED.format('part')}\s?/\s?(?P<whole>[0-9]{{1,6}})(?![0-9/.])|"
    rf"{_COUNTED.format('all')}\s?(?P<unit>[一-龥]{{1,3}}?)(?:中|のうち)、?\s?(?P<some>[0-9]{{1,6}})\s?(?P=unit)"
)
"""A part and its whole told as one: 48/50, 45社中36社."""
LEAST_COUNTED = 10
"""Below this the lower number of a fraction is rather that of a rate: 2/3 of the expenses, but 48/50 of those asked."""
_OF_RATE = re.compile("補助|助成|以内|上限|控除|負担")
_OF_ALL = re.compile(r"母数|回答(?:者|社)?数|対象|総数|有効回答|^計$|合計")
_BRACKETS = re.compile(r"\([^()]*\)")
_IS_PART = re.compile("割合|比率|占め|うち")
_IS_SHARE = re.compile(r"割合|比率|率|シェア|%")


def wholes(request: Request, e: Evidence) -> Iterator[Reading]:
    """The whole of a part and its share: ``4.7万件(12%)`` → 39万2,000件."""
    plain = normal_text(e.text)
    for part, share in itertools.pairwise(figures_in(plain)):
        if not is_quantity(part) or part.unit == RATIO or not _is_share(share):
            continue
        if request.unit not in (None, part.unit):
            continue
        if _BRACKETED.match(plain[part.end : share.start]) and re.match(r"\s?\)", plain[share.end :]):
            about, value = replace(part, bound="about"), _rounded(part.low / share.low)
            yield reading(e, f"{part.said} ÷ {share.said}", value, part.unit, [about])


def _rounded(value: Fraction) -> Fraction:
    """Three figures of a value that a rounded share gives: 391,667 → 392,000"""
    digits = max(len(str(int(value))) - 3, 0)
    return Fraction(round(value / 10**digits) * 10**digits)


def _is_share(figure: Figure) -> bool:
    return figure.unit == RATIO and 0 < figure.low == figure.high < 1 and figure.bound in ("exact", "about")


def counts_of_shares(request: Request, e: Evidence) -> Iterator[Reading]:
    """The number a share of a count comes to: ``約2億台の約91%``, or a row with both: 母数 240社, 割合 45%."""
    if e.is_row:
        yield from _of_row(request, e)
        return
    plain = normal_text(e.text)
    near = normal_text("\n".join([e.document.title, *e.passage.section, e.text]))
    if any(group not in near for group in _GROUP.findall(request.plain)):
        return  # of others than those counted
    for count, share in itertools.pairwise(figures_in(plain)):
        if not is_quantity(count) or count.unit in (RATIO, MONEY) or not _is_share(share):
            continue
        between = plain[count.end : share.start]
        if request.unit in (None, count.unit) and (_OF_IT.match(between) or _OF_THOSE_ASKED.match(between)):
            yield _part(e, count, share)


def _part(e: Evidence, count: Figure, share: Figure, words: str = "") -> Reading:
    """A count times a share of it, in whole things: 45% of 320社 → 144社"""
    value = count.low * share.low
    figures = [count, share] if value.denominator == 1 else [replace(count, bound="about")]
    formula = f"{count.said} × {share.said}"
    return reading(e, formula, Fraction(round(value)), count.unit, figures, words=words)


def _of_row(request: Request, e: Evidence) -> Iterator[Reading]:
    """A row's count of all and its one share."""
    cells = [normal_text(cell) for cell in table_cells(e.spans[0].text)]
    heads = [normal_text(cell) for cell in table_cells(e.spans[1].text)] if len(e.spans) > 1 else []
    found = [
        (head, figures[0])
        for head, cell in zip(heads[1:], cells[1:], strict=False)
        if len(figures := figures_in(cell)) == 1
    ]
    counts = [
        one for head, one in found if _OF_ALL.search(head) and is_quantity(one) and one.unit == request.unit
    ]
    shares = [one for head, one in found if _IS_SHARE.search(head) and _is_share(one)]
    if len(counts) == len(shares) == 1:
        (count,), (share,) = counts, shares
        yield _part(e, count, share, cells[0])


def supposed(request: Request, e: Evidence) -> Iterator[Reading]:
    """What a share, or a range of shares, gives of the asker's own number: 500万台 as supposed, of which 20%~30%."""
    plain = _BRACKETS.sub("", normal_text(e.text))
    own = [
        one
        for one in figures_in(request.plain)
        if is_quantity(one) and one.unit not in (RATIO, MONEY) and one.said[0].isdigit()
    ]
    shares = [one for one in figures_in(plain) if one.unit == RATIO]
    if len(own) != 1 or len(shares) != 1 or not _IS_PART.search(plain):
        return
    (count,), (share,) = own, shares
    if not 0 < share.low <= share.high < 1 or share.bound not in ("exact", "about"):
        return
    ends = dict.fromkeys(
        written(Fraction(round(count.low * end)), count.unit) for end in (share.low, share.high)
    )
    text = f"計算: {count.said} × {share.said} ＝ {'〜'.join(ends)}（資料の割合に、お尋ねの数を入れた値）"
    yield Reading(
        Calculation(text, (e,)), (count.low * share.low, count.low * share.high), normal_text(e.text)
    )


def fractions(_: Request, e: Evidence) -> Iterator[Reading]:
    """What part of its whole a sentence tells as one fraction comes to: ``48/50`` → 96%."""
    plain, start = normal_text(e.text), 0
    pairs = list(_FRACTION.finditer(plain))
    for found in pairs:
        part, whole = _counts(found)
        label, start = plain[start : found.start()], found.end()
        is_of_counts = found["all"] or (whole >= LEAST_COUNTED and not _OF_RATE.search(plain))
        if is_of_counts and 0 < part <= whole and not re.search(r"%\s?\(\s?$", label):
            words = plain if len(pairs) == 1 else label
            unit = found["unit"] or ""
            yield reading(e, f"{part}{unit} ÷ {whole}{unit}", Fraction(part, whole), RATIO, [], words=words)


def parts_by_nature(request: Request, e: Evidence) -> Iterator[Reading]:
    """A part and its whole that are so by their nature, counted each in its own words: 300プログラムの応募があり、54件が受賞."""
    plain = normal_text(e.text)
    counts = [one for one in figures_in(plain) if is_quantity(one) and one.unit not in (RATIO, MONEY)]
    for whole, part in itertools.pairwise(counts):
        between, behind = plain[whole.end : part.start], plain[part.end : part.end + 8]
        is_asked = any(
            asked.search(request.plain) and of_whole.search(between) and of_part.search(behind)
            for asked, of_whole, of_part in BY_NATURE
        )
        if is_asked and "。" not in between and same_unit(whole.unit, part.unit) and 0 < part.low < whole.low:
            yield reading(e, f"{part.said} ÷ {whole.said}", part.low / whole.low, RATIO, [part, whole])


def _counts(found: re.Match[str]) -> tuple[int, int]:
    """The part and the whole of a fraction."""
    return int(found["part"] or found["some"]), int(found["whole"] or found["all"])


def pooled(request: Request, e: Evidence) -> Iterator[Reading]:
    """The shares of two groups taken together: ``正会員 48/50, 学術会員 13/15`` → 61/65. Each group joined must be named."""
    plain = normal_text(e.text)
    found = list(_FRACTION.finditer(plain))
    pairs = [_counts(one) for one in found if one["all"] or int(one["whole"]) >= LEAST_COUNTED]
    groups = [said_terms(words, request.terms) for words in joined(request.plain)]
    is_of_them = all(not group or group & said_terms(plain, request.terms) for group in groups)
    if len(pairs) != 2 or not is_of_them or not all(0 < part <= whole for part, whole in pairs):
        return
    (part, whole), (other, others) = pairs
    parts, all_of_them = part + other, whole + others
    formula = f"({part}＋{other})÷({whole}＋{others}) ＝ {parts}/{all_of_them}"
    yield reading(e, formula, Fraction(parts, all_of_them), RATIO, [])
