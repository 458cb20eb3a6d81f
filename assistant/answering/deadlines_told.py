"""The last days that the sentences found tell of what is asked about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.answering.evidence import Evidence
from assistant.answering.row_parts import cells_under
from assistant.text.last_days import last_days

_DEADLINE_HEAD = re.compile(r"締め?切|期限|まで|期間|受付|申込")


def deadlines_in(evidence: Sequence[Evidence]) -> list[date]:
    """The last days of the times named by the sentences that hold the value asked for, told from their documents' dates.

    Slides are of several days: a month without its year stays open there.
    """
    told = [
        (one, one.document.published if one.document.kind != "slides" else None)
        for one in evidence
        if one.answers
    ]
    return [end for one, dated in told for end in last_days(_of_the_deadline(one), dated)]


def _of_the_deadline(evidence: Evidence) -> str:
    """What a sentence tells of a deadline: of a row, the cells under heads that say so, for others tell other days."""
    under = cells_under(evidence.spans, _DEADLINE_HEAD) if evidence.is_row else []
    return "、".join(under) or evidence.text
