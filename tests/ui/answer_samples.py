"""Answers made by hand for the tests of the page."""

from __future__ import annotations

from typing import Any

from assistant.types import Answer, Citation, Notice, Page, Statement, Status

PAGE_TEXT = (
    "第1章 支援の方針\n補助率は3分の2以内とする。\n上限額は別に定める。\n" + "続きの文章です。\n" * 200
)
QUOTE = "補助率は3分の2以内とする。"


def page(text: str = PAGE_TEXT) -> Page:
    """A stored page."""
    return Page(index=2, number=3, label=None, text=text)


def citation(n: int = 1, **changed: Any) -> Citation:
    """A citation of `QUOTE` in `PAGE_TEXT`."""
    values: dict[str, Any] = {
        "n": n,
        "doc_id": "guideline",
        "title": "支援の指針",
        "publisher": "支援庁",
        "published": "2026-01-19",
        "page": 3,
        "page_index": 2,
        "section": ("第1章", "支援の方針"),
        "quote": QUOTE,
        "start": PAGE_TEXT.index(QUOTE),
        "end": PAGE_TEXT.index(QUOTE) + len(QUOTE),
        "standing": "current",
        "source": "sources/guideline.txt",
    }
    return Citation(**{**values, **changed})


def answer(
    statements: tuple[Statement, ...] = (Statement(QUOTE, (1,), "verified"),),
    citations: tuple[Citation, ...] | None = None,
    status: Status = "answered",
    text: str = f"{QUOTE}[1]",
    **changed: Any,
) -> Answer:
    """An answer that stands on one citation, unless told otherwise."""
    return Answer(
        question="補助率は？",
        engine="extractive",
        status=status,
        text=text,
        statements=statements,
        citations=(citation(),) if citations is None else citations,
        **changed,
    )


def refusal() -> Answer:
    """A refusal as the product words it: what is missing, what stands nearby, where to check."""
    text = (
        "「支援金」の上限額は、取り込んだ資料に書かれていません。\n"
        "資料にある近い内容は次のとおりです。\n"
        f"{QUOTE}[1]\n"
        "確認先: 支援庁など、制度を所管する機関。"
    )
    notice = Notice("as_of", "2026年1月19日時点の資料です。", (1,))
    return answer(status="abstained", text=text, missing=("上限額",), notices=(notice,))
