"""The day a list speaks from, as the lines above its header state it: 令和8年6月1日現在, （R8.6.1更新）."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from assistant.measures.importing.cells import Dated, days_in
from assistant.text.normalise import normal_text

_STATED = r"現在|時点|更新|改[定訂正]|作成|調べ|公表"
_BEHIND = re.compile(rf"\s?(?:\([月火水木金土日]\))?\s?(?:に|付け?)?\s?(?:最終)?(?:{_STATED}|版)")
_BEFORE = re.compile(rf"(?:{_STATED}|基準)(?:年月)?日?時?\s?[:は]?\s?\(?\s?$")
_OF_ANOTHER = re.compile(r"次回|制度|要綱|要領|様式|規程")
_NOT_YET = re.compile(r"予定|による|に基づ")
_OF_APPLICATIONS = re.compile(r"受け?付|募集|開始|締め?切|期限|申し?込")
"""A row with such words tells when one may apply."""
_NOTHING_ELSE = re.compile(r"[\s()月火水木金土日t0:.]*")
"""What stands beside a day in a cell of its own: its day of the week, and the midnight that Excel writes."""


def day_stated(above: Sequence[Sequence[str]], today: date) -> str:
    """The day that the rows above the header say the list is of, in ISO; empty where they say none.

    ``令和8年6月1日現在``, ``（R8.6.1更新）`` and ``作成日 | 2026/6/1`` → 2026-06-01; a cell that holds nothing but a day counts as
    well; ``令和8年6月現在`` → 2026-06; ``受付は令和8年6月1日から`` → nothing. The latest counts; one to come is no day of a list.

    Args:
        above: the cells of each row.
        today: the day of the import.
    """
    told = [day for cells in above for day in _days(cells)]
    return max((day for day in told if day <= today.isoformat()), default="")


def _days(cells: Sequence[str]) -> Iterator[str]:
    row = normal_text(" ".join(filter(None, (cell.strip() for cell in cells))))
    for plain in map(normal_text, cells) if not _OF_APPLICATIONS.search(row) else ():
        found = [one for one in days_in(plain) if len(one.iso) == len("2026-06-01")]
        if len(found) == 1 and _NOTHING_ELSE.fullmatch(plain[: found[0].start] + plain[found[0].end :]):
            yield found[0].iso
    yield from (one.iso for one in days_in(row) if _is_of_the_list(row, one))


def _is_of_the_list(row: str, one: Dated) -> bool:
    before, behind = row[max(0, one.start - 12) : one.start], row[one.end : one.end + 12]
    if _OF_ANOTHER.search(before) or _NOT_YET.search(behind):
        return False
    return _BEHIND.match(row, one.end) is not None or _BEFORE.search(row[: one.start]) is not None
