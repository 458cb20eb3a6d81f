"""The date and standing of what is cited, and the notices an advisor must see beside an answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.types import Citation, DocumentMeta, Notice, Standing

_PLANNED = re.compile(
    r"検討(?:して|する|中|を|し|も|が)|予定|見込(?:み|まれ)|目指|てまいります|ていきたい|ていきます|ていくもの|ていくこと|方針|"
    r"策定します|実施することを想定|強化いたします|導入します|期待される"
)
OLD_AFTER_YEARS = 2
"""Programmes and budgets are renewed each fiscal year; what is older than two of them is pointed out."""


def standing_of(document: DocumentMeta, quote: str) -> Standing:
    """Standing of what a sentence says: the document's own, or planned where the sentence says so.

    ``…様々な支援策を検討してまいります。`` in a current document → planned. A past document stays past: what
    it planned then is no plan now.
    """
    if document.standing == "current" and _PLANNED.search(quote):
        return "planned"
    return document.standing


def notices_for(citations: Sequence[Citation], today: date) -> tuple[Notice, ...]:
    """Notices on the age and standing of what is cited.

    Args:
        citations: the answer's citations.
        today: the day the answer is given.
    """
    notices = []
    past = [c for c in citations if c.standing == "past"]
    if past:
        dates = "・".join(dict.fromkeys(japanese_date(c.published) for c in past))
        notices.append(
            Notice("past", f"{dates}の資料による内容で、現在の制度を示すものではありません。", _numbers(past))
        )
    planned = [c for c in citations if c.standing == "planned"]
    if planned:
        notices.append(
            Notice(
                "planned", "資料の時点で予定・検討中・見込みとされている内容を含みます。", _numbers(planned)
            )
        )
    old = [
        c
        for c in citations
        if c.standing in ("current", "planned") and _years_old(c, today) > OLD_AFTER_YEARS
    ]
    if old:
        dates = "・".join(dict.fromkeys(japanese_date(c.published) for c in old))
        notices.append(
            Notice("as_of", f"{dates}時点の資料です。その後の変更は資料からは分かりません。", _numbers(old))
        )
    unknown = [c for c in citations if c.standing == "unknown"]
    if unknown:
        notices.append(
            Notice("unknown_standing", "現行かどうか分からない資料を含みます。", _numbers(unknown))
        )
    return tuple(notices)


def japanese_date(published: str | None) -> str:
    """``2026-01-19`` → ``2026年1月19日``; ``2023-05`` → ``2023年5月``; None → ``日付不明``"""
    if not published:
        return "日付不明"
    parts = published.split("-")
    return "".join(f"{int(part)}{unit}" for part, unit in zip(parts, "年月日", strict=False))


def _numbers(citations: Sequence[Citation]) -> tuple[int, ...]:
    return tuple(c.n for c in citations)


def _years_old(citation: Citation, today: date) -> float:
    if not citation.published:
        return 0.0
    year, month, *_ = [*map(int, citation.published.split("-")), 1]
    return (today.year - year) + (today.month - month) / 12
