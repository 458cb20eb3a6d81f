"""How many people work at a client's business, and its capital, told from every other figure of its words.

Conventions: of a range the upper end (5~6人 → 6), of 十数人 the least (12), of 30人くらい and 20名弱 the figure; regular and
part-time people told side by side are added (正社員5人とパート8人 → 13), 「うちパート3人」 and 「パート3人含む」 are within what was
told before, and so are part-timers something is to be done for (従業員10人、パート2人の時給を上げたい → 10); part-timers alone never take the place
of a number of employees (従業員8人です。パート2人もいます → 8). Who works alone has no employees (0). A limit (30人以下, 何人まで) is no figure of the client's, nor one that is put right
(350人ではなく35人) or denied (50人もいない). The last figure told counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.measures.figure_wording import (
    ALONE,
    BARE_KANJI,
    CAPITAL_AFTER,
    CAPITAL_BEFORE,
    CAPITAL_PLANNED,
    CHANGED_FROM,
    COMPANY_AFTER,
    DONE_FOR_AFTER,
    FORM_BEFORE,
    FROM,
    LIMIT_AFTER,
    NEED,
    NEXT_ITEM,
    NOT_STAFF_AFTER,
    NOW_BEFORE,
    OTHER_COMPANY_AFTER,
    OTHERS_BEFORE,
    OWN_BEFORE,
    PART,
    PLANNED_AFTER,
    STAFF,
    STAFF_BEFORE,
    TEACHERS,
    TOTAL_BEFORE,
    US_AS_TOPIC,
    US_BEFORE,
    WITHIN_AFTER,
    WITHIN_BEFORE,
)
from assistant.measures.told import Found, Told
from assistant.text.figures import Figure, plain_figures
from assistant.text.numerals import read_number
from assistant.text.units import KNOWN


def employees_read(text: Told) -> tuple[Found, ...]:
    """The number of people at the client's business, none or one.

    ``昔は50人いたが今は18人`` → 18; ``取引先は500人の大手で、うちは20人`` → 20; ``客が30人来た``, ``5人採用したい`` → nothing
    """
    counted = [figure for figure in _figures(text.plain) if figure.unit == "人" or _is_bare(text, figure)]
    told = [figure for figure in counted if _is_staff(text, figure)]
    alone = _alone(text)
    if not told or (alone and all(figure.low == 1 for figure in told)):
        return alone
    chosen = _added(text, told)
    people = sum(_count(figure) for figure in chosen)
    return (Found("employees", people, _words_before(text, chosen[0]), _end(chosen[-1])),)


def capital_read(text: Told) -> tuple[Found, ...]:
    """The client's capital in yen, none or one: ``資本金1,000万`` → 10000000."""
    found: list[Found] = []
    for figure in _figures(text.plain):
        _, end = text.before(figure.start)
        begin = max(0, end - 16)
        said = CAPITAL_BEFORE.search(text.plain, begin, end) or _beside_anothers(text, figure, begin, end)
        if not (said or CAPITAL_AFTER.match(text.plain, figure.end)) or _unit(figure) not in ("円", ""):
            continue
        if figure.bound in ("at_most", "less_than") or CAPITAL_PLANNED.match(text.plain, figure.end):
            continue
        if text.is_of_others(figure.start) or text.is_past(figure.start) or not figure.low:
            continue
        if text.is_taken_back(_unit_end(text.plain, figure)):
            continue
        start = said.start() if said else figure.start
        found.append(Found("capital", _count(figure), start, _end(figure)))
    return tuple(found[-1:])


_REGULAR = frozenset({"正社員", "正規", "社員", "常勤"})
_PART_TIME = frozenset({"パート", "アルバイト", "バイト"})
_MOST_PEOPLE = 200_000
"""More work for no client; the figure is another's, or a slip."""


def _figures(plain: str) -> tuple[Figure, ...]:
    """The figures of a text, those in kanji too whose unit was left out."""
    bare = [
        Figure(*match.span(), match.group(), *value, "")
        for match in BARE_KANJI.finditer(plain)
        if (value := read_number(match.group()))
    ]
    return tuple(sorted((*plain_figures(plain), *bare), key=lambda figure: figure.start))


def _count(figure: Figure) -> int:
    """The figure itself, of a range its upper end: 20~25名 → 25; 十数人 → 12."""
    return int(figure.low if "数" in figure.said else figure.high)


def _beside_anothers(text: Told, figure: Figure, begin: int, end: int) -> re.Match[str] | None:
    """The client's own word before a sum told beside another's capital: 親会社の資本金は3億円、うちは1000万円."""
    sentence = max((start for start, _ in text.sentences if start <= figure.start), default=0)
    is_compared = "資本金" in text.plain[sentence : figure.start] and _unit(figure) in ("円", "")
    return OWN_BEFORE.search(text.plain, begin, end) if is_compared else None


def _is_staff(text: Told, figure: Figure) -> bool:
    """Whether a figure of people is told of those who work for the client, now."""
    clause = text.clause_at(figure.start)
    begin, end = text.before(figure.start)
    before = CHANGED_FROM.sub("", text.plain[max(begin, end - 24) : end])
    unit_end = _unit_end(text.plain, figure)
    behind = text.plain[unit_end:]
    if text.is_of_others(figure.start) or text.is_past(figure.start) or figure.low > _MOST_PEOPLE:
        return False
    if figure.said.endswith("様") or text.is_taken_back(unit_end):
        return False
    if figure.bound in ("at_most", "less_than") or LIMIT_AFTER.match(behind):
        return False
    if NOT_STAFF_AFTER.match(behind) or PLANNED_AFTER.match(behind) or OTHER_COMPANY_AFTER.match(behind):
        return False
    if FROM.match(behind) and _another_follows(text.plain, unit_end, clause.after + 20):
        return False
    begin = clause.start if end == figure.start else begin
    near = text.plain[max(begin, end - 16) : end]
    if OTHERS_BEFORE.search(near) and not TEACHERS.search(near):
        return False
    if STAFF_BEFORE.search(before) or US_BEFORE.search(before):
        return True
    return bool(COMPANY_AFTER.match(behind)) and _stands_alone(text.plain[begin:end])


def _is_bare(text: Told, figure: Figure) -> bool:
    """Whether the unit was left out, as in a form: 従業員数:30, 常勤4、非常勤11"""
    _, end = text.before(figure.start)
    before = text.plain[max(0, end - 30) : end]
    return (
        not _unit(figure)
        and (FORM_BEFORE.search(before[-8:]) or NOW_BEFORE.search(before)) is not None
        and (
            _unit(figure) != figure.unit
            or NEXT_ITEM.match(text.plain, _unit_end(text.plain, figure)) is not None
        )
    )


def _unit(figure: Figure) -> str:
    """The unit of a figure; none where what follows is only the next item of a note: 従業員45 資本金2000万, 正社員25パート40."""
    is_next_item = " " in figure.said.strip() or bool(FORM_BEFORE.match(figure.unit))
    return "" if is_next_item and figure.unit not in KNOWN else figure.unit


def _unit_end(plain: str, figure: Figure) -> int:
    """Where the figure ends without the words of its bound: 30人|くらい."""
    return figure.start + len(figure.said)


def _end(figure: Figure) -> int:
    if _unit(figure) == figure.unit:
        return figure.end
    return figure.start + len(figure.said.split(" ")[0].removesuffix(figure.unit))


def _another_follows(plain: str, start: int, stop: int) -> bool:
    return any(figure.unit == "人" and start <= figure.start < stop for figure in plain_figures(plain))


def _stands_alone(before: str) -> bool:
    """Whether nothing else in its clause is counted by a figure: 「30人の精密加工」, 「うちは成形をやってて30人くらい」."""
    before = US_AS_TOPIC.sub("", before)
    return not re.search(r"[はがにも][^はがにも]{0,10}$", before) or bool(re.search(r"(?:で|は)$", before))


def _added(text: Told, told: Sequence[Figure]) -> list[Figure]:
    """The figure that was told last, or the parts of one number of people told side by side."""
    for figure in told:
        if TOTAL_BEFORE.search(text.plain[max(0, figure.start - 6) : figure.start]):
            return [figure]
    groups: list[list[Figure]] = []
    kinds: set[str] = set()
    for figure in told:
        kind = _kind(text, figure)
        begin = max(0, figure.start - 20)
        is_within = WITHIN_BEFORE.search(text.plain[begin : figure.start]) or WITHIN_AFTER.match(
            text.plain, _unit_end(text.plain, figure)
        )
        if groups and (is_within or _is_among(text, figure, kind, kinds)):
            continue
        beside = groups and kind and kind not in kinds and _is_beside(text, groups[-1][-1], figure)
        if beside:
            groups[-1].append(figure)
        else:
            groups.append([figure])
            kinds = set()
        kinds.add(kind)
    group = groups[-1]
    for before in groups[:-1]:  # 「18人（正社員10人、パート8人）」
        if len(before) == 1 and _count(before[0]) == sum(map(_count, group)):
            return before
    first = group[0]
    if len(group) > 2 and _count(first) == sum(map(_count, group[1:])):
        return [first]
    return _with_regular(text, groups)


def _is_among(text: Told, figure: Figure, kind: str, kinds: set[str]) -> bool:
    """Whether part-timers are some of the employees told before them, since something is to be done for them."""
    is_of_all = kind in _PART_TIME and not kinds & (_REGULAR | _PART_TIME)
    return is_of_all and DONE_FOR_AFTER.match(text.plain, _unit_end(text.plain, figure)) is not None


def _with_regular(text: Told, groups: Sequence[Sequence[Figure]]) -> list[Figure]:
    """The figures told last; part-timers alone only with the regular staff told apart from them, or where no other is told.

    ``正社員5人です。パートは8人です`` → both; ``従業員8人です。パート2人もいます`` → 8
    """
    kinds = [{_kind(text, figure) for figure in group} for group in groups]
    if len(groups) > 1 and {_side(one) for one in kinds[-2:]} == {_REGULAR, _PART_TIME}:
        return [*groups[-2], *groups[-1]]
    others = [group for group, one in zip(groups, kinds, strict=True) if not one <= _PART_TIME]
    return list((others or groups)[-1])


def _side(kinds: set[str]) -> frozenset[str]:
    """Which of the two kinds of staff all of a group are; empty where it is of both, or of all."""
    return next((side for side in (_REGULAR, _PART_TIME) if kinds <= side), frozenset())


def _kind(text: Told, figure: Figure) -> str:
    found = PART.search(text.plain[max(0, figure.start - 14) : figure.start])
    return found[1] if found else ""


def _is_beside(text: Told, before: Figure, figure: Figure) -> bool:
    between = text.plain[before.end : figure.start]
    return len(between) <= 18 and not re.search(r"[。!?\n]|が、|けど|今[はも]", between)


def _words_before(text: Told, figure: Figure) -> int:
    """Where the words begin that tell whom a figure counts."""
    begin = max(0, figure.start - 16)
    found = re.search(rf"{STAFF}[^0-9。、!?\n]{{0,10}}$", text.plain[begin : figure.start])
    return begin + found.start() if found else figure.start


def _alone(text: Told) -> tuple[Found, ...]:
    for match in ALONE.finditer(text.plain):
        is_need = NEED.match(text.plain, match.end()) or re.match(r"人", match.group())
        if not is_need and not text.is_of_others(match.start()) and not text.is_past(match.start()):
            return (Found("employees", 0, *match.span()),)
    return ()


def numbers_read(text: Told) -> Iterator[Found]:
    """Employees and capital."""
    yield from employees_read(text)
    yield from capital_read(text)
