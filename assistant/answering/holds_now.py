"""Whether what was found holds on the day of asking, where the question is about now or next year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from assistant.answering.annotate import standing_of, years_old
from assistant.answering.deadlines_told import deadlines_in
from assistant.answering.evidence import Evidence
from assistant.answering.question import Question
from assistant.text.last_days import last_days
from assistant.text.normalise import normal_text
from assistant.text.times import years_in
from assistant.text.tokens import short_words
from assistant.text.values import holds_value
from assistant.types import DocumentMeta

_NEXT_YEAR = re.compile(r"来年度?|次年度|翌年度|再来年度?")
"""Asked of the time to come, what holds for it can only be in a document current today."""
_THIS_YEAR = re.compile("今年度|本年度|今期")
_SAYS_IT_ENDED = re.compile("終了|廃止|中止|取り?扱いなし|やめました")
_IS_OVER = re.compile(
    r"(?P<what>[^、。]{2,30}?)(?:は|が)[^。]{0,30}(?:終了|廃止|中止)(?:しました|した。|いたしました|となりました)"
)
_ONE_OF_SEVERAL = re.compile(
    r"[0-9一二三四五六七八九十][期回次]|昨年|前回|年度の|工事|募集|受け?付|公募|申し?込"
)
_BOUND = re.compile(r"まで|締|〆|期限|期間|受け?付|募集|申し?込|公募|終了|開催|[0-9日月)）]\s?[~〜～]")
"""What says that a time told is the end of something; the months of a table of figures are not."""
RECENT_YEARS = 1
"""So long a paper that nobody called past is taken to hold still, unless the times it tells are over or 今年度 is asked about."""


def lacks_what_holds_now(question: Question, evidence: Sequence[Evidence], today: date) -> str:
    """What of now or next year a question asks for and nothing found tells: ``来年の上限額``; empty where nothing is lacking.

    Args:
        question: the question, understood.
        evidence: the sentences of what would be the answer.
        today: the day of asking.
    """
    next_year = _NEXT_YEAR.search(question.text)
    if not (question.about_now or next_year) or not _none_holds(
        evidence, today, recent_do=not (next_year or _THIS_YEAR.search(question.text))
    ):
        return ""
    if question.asks_until_when and _tells_of_this_round(evidence, today):
        return ""
    if _tells_its_end(question, evidence) or (next_year and _tells_of_next(evidence, today)):
        return ""
    when = next_year.group() if next_year else "現在"
    what = question.heads[0].label if question.heads else "内容"
    return f"{when}の{what}"


def _tells_of_this_round(evidence: Sequence[Evidence], today: date) -> bool:
    """Whether a deadline stands there that is to come or has passed within a year, or that there is none (随時): it tells by
    itself whether it is too late, whatever is known of the document's standing."""
    if any(one.answers and holds_value(one.text, "anytime") for one in evidence):
        return True
    return any(end >= today - timedelta(days=365) for end in deadlines_in(evidence))


def _tells_of_next(evidence: Sequence[Evidence], today: date) -> bool:
    """Whether a value stands under a day of next year in a paper of the last year: 880円 under 手数料の改定（令和9年1月4日から）."""
    told = [e for e in evidence if e.answers and _is_recent(e.document, today)]
    years = (years_in(normal_text("\n".join([*e.passage.section, e.text]))) for e in told)
    return any(year > today.year for own in years for year in own)


def _tells_its_end(question: Question, evidence: Sequence[Evidence]) -> bool:
    """Whether the best sentence says that the thing asked about is over, which it stays: 端末の貸し出しは令和7年度で終了しました; not
    第1期創業塾は終了しました, nor its 工事."""
    over = _IS_OVER.search(normal_text(evidence[0].text)) if evidence else None
    if over is None or _ONE_OF_SEVERAL.search(over["what"]):
        return False
    return bool(short_words(over["what"]) & short_words(question.text))


def _none_holds(evidence: Sequence[Evidence], today: date, recent_do: bool) -> bool:
    """Whether no sentence that fits nearly as well as the best is of a document current today, nor, with ``recent_do``, of one of the
    last year that nobody called past: what an agency takes in itself is of unknown standing, and says so beside its quote."""
    near = [e for e in evidence if e.coverage >= 0.8 * evidence[0].coverage]
    if any(standing_of(e.document, "", today) == "current" for e in near):
        return False
    recent = [e for e in near if _is_recent(e.document, today)]
    bounded = [e for e in recent if _BOUND.search(e.text)]
    ends = [end for e in bounded for end in last_days(e.text, e.document.published)]
    is_over = bool(ends) and max(ends) < today and not any(_SAYS_IT_ENDED.search(e.text) for e in recent)
    return not (recent_do and recent) or is_over


def _is_recent(document: DocumentMeta, today: date) -> bool:
    """Whether a document that nobody called past is of the last year, 2026-04-01 on 2026-11-20, or tells no date: an office's own price list, which
    its notice says is of an unknown day."""
    is_unknown = standing_of(document, "", today) == "unknown"
    return is_unknown and (not document.published or years_old(document.published, today) <= RECENT_YEARS)
