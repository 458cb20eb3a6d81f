"""The last days that the sentences found tell of what is asked about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from assistant.answering.evidence import Evidence
from assistant.answering.row_parts import cells_under
from assistant.documents.headings import table_cells
from assistant.text.last_days import last_days

HALF_A_YEAR = timedelta(days=183)
"""Before the day of a seminar or a meeting, when applying for it ends within the year that follows."""
_DEADLINE_HEAD = re.compile(r"締め?切|期限|まで|期間|受付|申込")


def deadlines_in(evidence: Sequence[Evidence]) -> list[date]:
    """The last days of the times named by the sentences that hold the value asked for, told from their documents' dates.

    Slides are of several days: a month without its year stays open there.
    """
    return [end for one in evidence if one.answers for end in last_days(_of_the_deadline(one), _dated(one))]


def _dated(evidence: Evidence) -> str | None:
    """The ISO day from which a deadline without its year is told: of a row that tells a day with its year, half a year before that."""
    # Cell by cell: behind 令和8年11月26日 the 11月20日 of the next cell would be taken for one of the year after.
    cells = table_cells(evidence.spans[0].text) if evidence.is_row else []
    if days := [day for cell in cells for day in last_days(cell, None)]:
        return (max(days) - HALF_A_YEAR).isoformat()
    return evidence.document.published if evidence.document.kind != "slides" else None


def _of_the_deadline(evidence: Evidence) -> str:
    """What a sentence tells of a deadline: of a row, the cells under heads that say so, for others tell other days."""
    under = cells_under(evidence.spans, _DEADLINE_HEAD) if evidence.is_row else []
    return "、".join(under) or evidence.text
