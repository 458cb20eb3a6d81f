"""When a row's measure takes applications, and how it stands by that.

A 実施期間 is no window: it is when the agency runs the measure, or when what it pays for has to be carried out, and applications
for that are taken before. Only its end says the same of both: what is over takes none any more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.measures.entry import Basis, Fact
from assistant.measures.importing.cells import date_in, opening_date, says_more
from assistant.measures.importing.markup import blocks
from assistant.measures.importing.reading import Reading, cells_for
from assistant.measures.importing.tables import Row
from assistant.text.normalise import normal_text
from assistant.types import Standing

_SAID_OF_APPLICATIONS = re.compile(
    r"(?:募集|公募|受付|(?:申請|申込|申込み|応募)(?=期間|受付))(?:受付)?(?:期間|時期|中)?\s?(?:[:)]|(?=[0-9rh令平])|$)"
)
"""A label in a cell of a 実施期間 that makes it a window: 募集期間：R8.4.1-R8.12.25, R8.4.1-R8.12.25（受付）; not 募集は終了."""


@dataclass(frozen=True, slots=True)
class Window:
    """ISO days between which applications are taken, empty where not told, and what says when they open."""

    opens: str = ""
    closes: str = ""
    basis: Basis | None = None
    over: str = ""
    """Where no window is told: the day after which none can be taken any more."""


def window_of(row: Row, reading: Reading) -> Window:
    """The window of a row; of a list without any, that of a 実施期間 where its cell says it is one.

    受付期間 ``R8.4.1-R8.12.25`` → from 2026-04-01 until 2026-12-25; the same as 実施期間 → over after 2026-12-25;
    as 実施期間 ``R8.4.1-R8.12.25（募集）`` → from 2026-04-01 until 2026-12-25
    """
    mapping = reading.mapping
    if mapping.of("open_from") or mapping.of("open_until"):
        opening = list(_opening_cells(row, reading))
        closing = [date_in(cell, ends=True) for _, cell in cells_for(row, reading, "open_until")]
        return _window(opening, closing, reading)
    running = list(cells_for(row, reading, "runs"))
    told = [(column, cell) for column, cell in running if _is_told_of_applications(cell)]
    if told:
        opening = [(column, cell, opening_date(cell)) for column, cell in told]
        return _window(opening, [date_in(cell, ends=True) for _, cell in told], reading)
    return Window(over=max((date_in(cell, ends=True) for _, cell in running), default=""))


def standing_of(row: Row, reading: Reading, window: Window) -> tuple[Standing, str]:
    """By the list's own dates: over, yet to come, open; unknown where it neither dates nor publishes the row."""
    today = reading.today.isoformat()
    begins, ends = window.opens, window.closes
    dates = (date_in(cell) for _, cell in cells_for(row, reading, "published_from"))
    published = next(filter(None, dates), "")
    if ends and ends < today:
        return "past", f"一覧では {ends} までです。"
    if window.over and window.over < today:
        return "past", f"一覧では、実施が {window.over} までです。"
    if max(begins, published) > today:
        return "planned", f"一覧では {max(begins, published)} からです。"
    if begins or ends:
        return "current", f"一覧の受付期間の中です（{begins or '…'} から {ends or '…'} まで）。"
    if published:
        return "current", f"{published} から一覧に公開され、終わりの日は書かれていません。"
    return "unknown", "一覧に受付の期間が書かれていません。"


def times_told(row: Row, reading: Reading) -> Iterator[Fact]:
    """What the cells of times say beyond a day: 随時, 予算がなくなり次第, 17時必着, every round's own day, a 実施期間."""
    ends = {
        column: (cell, name)
        for name in ("open_from", "open_until", "runs")
        for column, cell in cells_for(row, reading, name)
    }
    for column, (cell, name) in ends.items():
        if name != "runs" and date_in(cell, ends=name == "open_until") and not says_more(cell):
            continue
        label = reading.mapping.labels.get(column, column)
        for said in blocks(cell):
            yield Fact(f"{label}: {said.text}", Basis(reading.list_id, said.quote, column))


def _window(opening: list[tuple[str, str, str]], closing: list[str], reading: Reading) -> Window:
    """The first cell that tells when it opens, and the first that tells when it closes."""
    column, cell, opens = next((one for one in opening if one[2]), ("", "", ""))
    basis = Basis(reading.list_id, cell.strip(), column) if opens else None
    return Window(opens, next(filter(None, closing), ""), basis)


def _opening_cells(row: Row, reading: Reading) -> Iterator[tuple[str, str, str]]:
    """(column, cell, the day it says that applications open)"""
    of_both_ends = reading.mapping.of("open_until")
    for column, cell in cells_for(row, reading, "open_from"):
        yield column, cell, opening_date(cell) if column in of_both_ends else date_in(cell)


def _is_told_of_applications(cell: str) -> bool:
    return _SAID_OF_APPLICATIONS.search(normal_text(cell).strip()) is not None
