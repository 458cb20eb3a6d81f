"""What a page's prices, shares and deadlines come to in the case the asker tells: 3本と2点でいくら, 締切まであと何日."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.answering.computing.computed import Calculation
from assistant.answering.computing.operations import Operation
from assistant.answering.computing.requested import Request
from assistant.answering.evidence import Evidence
from assistant.answering.own_case.charges import apart, charged, is_of_two, of_all
from assistant.answering.own_case.deadlines import day_asked
from assistant.answering.own_case.proportions import proportion

_OPERATIONS = (None, "product", "sum", "yearly", "per_period", "rate", "difference", "rest", "duration")
"""What may be asked of prices and days that the question does not name."""
_ASKS = re.compile(
    r"いくら|なんぼ|何[円万千]|料金は|合計は|総額は|費用は|(?:あと|残り)(?:は|が)?(?:何|どれ)|何日(?:残|あり?る)|[0-9](?:年|月|日).*(?:いつ|何[日月年]|期限)"
)
"""What the whole page is read for; for every question that took 15 ms at the median and 60 for the slowest twentieth (n = 300)."""


def asks_of_own_case(plain: str, operation: Operation | None) -> bool:
    """Whether a question may bring numbers of its own for the prices and days of a page: ``3本でいくら``, ``あと何日``

    Args:
        plain: the question, normalised.
        operation: the arithmetic it asks for, if any.
    """
    return operation in _OPERATIONS and bool(_ASKS.search(plain))


def value_for_case(
    request: Request, operation: Operation | None, page: Sequence[Evidence], today: date | None
) -> Calculation | None:
    """A day reckoned, a share of the asker's amount, or what is to be paid; None where the page leaves it open.

    Args:
        request: what the question tells.
        operation: the arithmetic it asks for, if any.
        page: all sentences of the page, at least one.
        today: the day of asking; without it no days are reckoned.
    """
    title = of_all(page)
    if today and (day := day_asked(request.plain, title, page, today)):
        return day
    if operation in (None, "rate", "product") and (share := proportion(request.plain, title, page)):
        return share
    if operation in ("rest", "duration"):
        return None
    return apart(request, page) if is_of_two(request.plain) else charged(request, page)
