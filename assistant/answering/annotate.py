"""The date and standing of what is cited, and the notices an advisor must see beside an answer."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from assistant.errors import AssistantError
from assistant.text.names import Resolved
from assistant.text.relative_times import relative_times
from assistant.types import Citation, DocumentMeta, Measure, Notice, Place, Standing, Statement

_PLANNED = re.compile(
    r"検討(?:して|する|中|を|し|も|が)|予定|見込(?:み|まれ)|目指|[てで](?:まいり|参り)(?!まし)|[てで]いき(?:ます|たい)|"
    r"[てで]いく(?:もの|こと|方針|予定)|方針|実施することを想定|期待される|"
    r"(?:統合|導入|強化|拡充|創設|策定|開催|公表|実施|設置|整備|開始)(?:いた)?します"
)
"""A polite present tense in minutes speaks of what is to come: …に統合します。 / 支援強化に取り組んでいきます。"""
STANDING_WORDS: dict[Standing, str] = {
    "current": "現行",
    "planned": "予定・検討中",
    "past": "過去",
    "unknown": "現行か不明",
}
OLD_AFTER_YEARS = 3
"""Programmes and budgets are renewed each fiscal year; three of them later nobody can call a document
current from its text alone."""


def standing_of(document: DocumentMeta, quote: str, today: date) -> Standing:
    """Standing of what a sentence says on a day: the document's own, planned, or no longer known.

    ``…様々な支援策を検討してまいります。`` in a current document → planned; any sentence of a document that was
    current when it was catalogued but is older than ``OLD_AFTER_YEARS`` → unknown. A past document
    stays past: what it planned then is no plan now.
    """
    if document.standing != "current":
        return document.standing
    if years_old(document.published, today) > OLD_AFTER_YEARS:
        return "unknown"
    return "planned" if _PLANNED.search(quote) else "current"


def notices_on_names(resolved: Sequence[Resolved]) -> tuple[Notice, ...]:
    """A notice on each misspelling that was taken for a name: 「ゴーテグ」は「Go-Tech」として探しました。

    Not on spellings of the table or variants of writing: who says サポイン or ごーてっく knows what was meant, and a line
    said each time is a line nobody reads.
    """
    return tuple(
        Notice("resolved_name", f"「{found.said}」は「{found.name}」として探しました。")
        for found in resolved
        if found.how == "misspelling"
    )


def numbers_of(measure: Measure) -> set[int]:
    """The numbers of all citations of a measure."""
    target = [measure.target] if measure.target else []
    told = [*measure.conditions, *measure.benefits, *measure.apply, *target]
    return {*measure.citations, *(number for one in told for number in one["citations"])}


def told_of_measures_in_doubt(statements: Sequence[Statement], measures: Sequence[Measure]) -> set[int]:
    """The citations on which nothing stands but measures of which nobody knows whether they still are."""
    in_doubt = {number for one in measures if one.standing == "unknown" for number in numbers_of(one)}
    of_others = {number for one in measures if one.standing != "unknown" for number in numbers_of(one)}
    return in_doubt - of_others - {number for one in statements for number in one.citations}


def notices_for(citations: Sequence[Citation], in_doubt: Collection[int] = ()) -> tuple[Notice, ...]:
    """Notices on the age and standing of what is cited.

    Args:
        citations: of the answer.
        in_doubt: see ``told_of_measures_in_doubt``: a measure shown as 現行か不明 is not said beside it to be no more.
    """
    notices = []
    past = [c for c in citations if c.standing == "past" and c.n not in in_doubt]
    still = [c for c in citations if c.standing == "past" and c.n in in_doubt]
    if still:
        dates = "・".join(dict.fromkeys(japanese_date(c.published) for c in still))
        text = f"過去の資料（{dates}）にある施策です。いまも続いているかは、資料からは分かりません。"
        notices.append(Notice("past", text, _numbers(still)))
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
    unknown = [c for c in citations if c.standing == "unknown"]
    if unknown:
        dates = "・".join(dict.fromkeys(japanese_date(c.published) for c in unknown))
        text = f"{dates}の資料です。いまも同じかどうかは、資料からは分かりません。"
        notices.append(Notice("as_of", text, _numbers(unknown)))
    return tuple(notices)


def notices_on_relative_times(
    citations: Sequence[Citation], documents: Mapping[str, DocumentMeta]
) -> tuple[Notice, ...]:
    """A notice on each time a quote tells from its own day: 先月 in minutes of 2026-01-19 is 2025年12月.

    Not for slides: a deck collects pages of several days. 「来年６月頃までに」 on a page of the 2010 deck was written
    in December 2009, and would come out a year late.
    """
    said: dict[tuple[str, str, str], list[int]] = {}
    for citation in citations:
        document = documents.get(citation.doc_id)  # None: a row of an imported list, which speaks from no day
        if document is None or document.kind == "slides":
            continue
        for time in relative_times(citation.quote, citation.published):
            key = (time.word, japanese_date(citation.published), time.meaning)
            said.setdefault(key, []).append(citation.n)
    return tuple(
        Notice(
            "relative_date", f"「{word}」は、資料の日付（{spoken}）から数えて{meaning}です。", tuple(numbers)
        )
        for (word, spoken, meaning), numbers in said.items()
    )


def notice_without_vectors(problem: AssistantError | None) -> tuple[Notice, ...]:
    """A notice that search went by words alone, when the embedding could not be asked."""
    if problem is None:
        return ()
    text = f"意味の近さによる検索は使えず、言葉の一致だけで探しました。{problem.message}{problem.hint}"
    return (Notice("fallback", text),)


def places_in_words(places: Iterable[Place]) -> str:
    """Places as a line of text, each once: ``議事録（2026年1月19日）p.3、説明スライド（2010年2月）``"""
    found = [f"{place.title}（{japanese_date(place.published)}）{page_in_words(place)}" for place in places]
    return "、".join(dict.fromkeys(found))


def page_in_words(place: Citation | Place) -> str:
    """Where in its file something stands: ``p.3``, ``スライド3``, ``12行目``; empty where the file does not tell."""
    if place.row is not None:
        return f"{place.row}行目"
    if place.page is None:
        return ""
    return f"スライド{place.page}" if place.source.lower().endswith(".pptx") else f"p.{place.page}"


def japanese_date(published: str | None) -> str:
    """``2026-01-19`` → ``2026年1月19日``; ``2023-05`` → ``2023年5月``; None → ``日付不明``"""
    if not published:
        return "日付不明"
    parts = published.split("-")
    return "".join(f"{int(part)}{unit}" for part, unit in zip(parts, "年月日", strict=False))


def citation_marks(numbers: Iterable[int]) -> str:
    """The marks after a sentence: ``(1, 3)`` → ``[1][3]``"""
    return "".join(f"[{number}]" for number in numbers)


def _numbers(citations: Sequence[Citation]) -> tuple[int, ...]:
    return tuple(c.n for c in citations)


def years_old(published: str | None, today: date) -> float:
    """Years and months from an ISO date to a day; 0 where there is none: ``2023-05`` on 2026-11-21 → 3.5"""
    if not published:
        return 0.0
    year, month, *_ = [*map(int, published.split("-")), 1]
    return (today.year - year) + (today.month - month) / 12
