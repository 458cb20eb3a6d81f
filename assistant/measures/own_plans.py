"""For when a client plans what it asks about: the months told, as ``2027-04`` or ``2027-04/2028-03``.

Conventions: what is to be done until a month has that month (3月末までに → 03); a month without its year is the next one from the
day of asking; 来年 is a whole year, 来春 March to May, 年内 this month to December; GW is May, お盆 August. Of two plans the first
counts. No plan is what has been (4月に入れた), what comes back every year, a birthday without a retirement, the dates of a call
for applications, a fiscal year's end, a visit to whoever is asked, what comes to others or to the family at that time (12月に娘が
生まれる) unless the client is to be ready by then, and an errand on the way (見積もりは1月に出る).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from assistant.measures.months import Stretch, stretches
from assistant.measures.told import Found, Told
from assistant.measures.words import words_for

_BY_OTHERS_REACH = 30
"""Letters after what others do at a time within which それまでに makes it the client's own date."""


def planned_read(text: Told, today: date) -> Iterator[Found]:
    """The months the client plans what it asks about for, where they are told; one facet at most.

    ``来年4月に5軸の機械を入れたい`` told in November 2026 → 2027-04; ``年度内に`` → 2026-11/2027-03; ``去年の4月に入れた`` → nothing

    Args:
        text: a client's words in clauses.
        today: the day they are told on.
    """
    plans = [one for one in stretches(text.plain, today) if _is_plan(text, one)]
    if plans:
        best = max(plans, key=lambda one: (_says_plan(text, one), one.first == one.last, -one.start))
        yield Found("when", best.value, best.start, best.end)


def _is_plan(text: Told, one: Stretch) -> bool:
    words = words_for("plan")
    if text.is_past(one.start) or text.is_refused(one.end):
        return False
    clause = text.clause_at(one.start)
    sentence_end = next((end for start, end in text.sentences if start <= one.start < end), len(text.plain))
    after, rest = text.plain[one.end : clause.end], text.plain[one.end : sentence_end]
    whole = text.plain[clause.start : sentence_end]
    is_heard = words["heard"].search(after.strip() or _following(text, one))
    if text.is_of_others(one.start) or is_heard or _is_anothers(text, one, sentence_end):
        return bool(words["until_then"].search(text.plain[clause.end : clause.end + _BY_OTHERS_REACH]))
    if words["yearly"].search(text.plain, clause.start, clause.end) or words["dated"].search(after):
        return False
    if words["date_of"].search(text.plain, clause.start, one.start):
        return False
    if words["age"].search(after) and not words["leaves"].search(rest):
        return False
    if words["visit"].search(after) or words["call"].search(whole) or _is_done(text, one):
        return False
    return not words["off"].search(after + (_following(text, one) if clause.contrasted else ""))


def _is_done(text: Told, one: Stretch) -> bool:
    """4月に入れた, not 4月に入れることにした."""
    words, clause = words_for("plan"), text.clause_at(one.start)
    following = _following(text, one)
    after = text.plain[one.end : clause.end].strip() or following
    if words["done"].search(words["decided"].sub("", after)):
        return True
    if words["earlier"].search(text.plain, clause.start, one.start):  # 「前回は4月に申請」
        return True
    is_bare = "年" not in text.plain[one.start : one.end] and text.plain[clause.end : clause.after] == "て"
    return is_bare and words["came_to"].match(following) is not None  # 「4月に申請して落ちた」


def _is_anothers(text: Told, one: Stretch, sentence_end: int) -> bool:
    """Whether what comes then is no plan of the client's business: 12月に娘が生まれる, 4月に取引先が移る."""
    words, whose = words_for("plan"), words_for("whose")
    at = words["then"].match(text.plain, one.end)
    place = at.end() if at else one.end
    said = text.plain[place : min(text.clause_at(place).end, sentence_end)] if place < sentence_end else ""
    if words["private"].search(said) and words["own_body"].match(said):
        return True
    for kind in ("other", "body", "family"):
        who = whose[kind].match(said)
        subject = words["subject"].match(said, who.end()) if who else None
        if subject and kind == "family":
            is_planned = subject["mark"] == "の" or words["planned"].search(said, subject.end())
            is_taking_over = words["leaves"].search(said) or words["joins"].search(said)
            return bool(words["private"].search(said) or not is_planned) and not is_taking_over
        if subject and subject["mark"] == "が":
            return True
    return False


def _following(text: Told, one: Stretch) -> str:
    """The clause after that of a time; empty after the last."""
    clause = text.clause_at(one.start)
    return (
        text.plain[clause.after : text.clause_at(clause.after).end] if clause.after < len(text.plain) else ""
    )


def _says_plan(text: Told, one: Stretch) -> int:
    """How surely the plan itself is told: 2 with a word of planning after it, 0 for an errand on the way."""
    words, clause = words_for("plan"), text.clause_at(one.start)
    if words["errand"].search(text.plain, clause.start, clause.end):
        return 0
    return 2 if words["planned"].search(text.plain, one.end, clause.end) else 1
