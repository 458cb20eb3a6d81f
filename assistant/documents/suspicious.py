"""What whoever takes in a document should know of it: hidden characters, orders to the assistant."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.documents.clean import HIDDEN_TEXT
from assistant.text.orders import order_ranges
from assistant.types import Document, Passage


def suspicions(document: Document, passages: Sequence[Passage]) -> str:
    """In one line what a document holds that its reader may not see or expect; empty for nearly every document.

    A page with ``補\\u200b助率`` → ``見えない文字が1字あり、取り除きました。``
    """
    hidden = sum(
        len(repair.text) for page in document.pages for repair in page.repairs if repair.kind == HIDDEN_TEXT
    )
    orders = sum(len(order_ranges(passage.text)) for passage in passages)
    found = []
    if hidden:
        found.append(f"見えない文字が{hidden:,}字あり、取り除きました。")
    if orders:
        found.append(
            f"このアシスタントへの指示とみられる文が{orders:,}件あります。回答には使わず、指示にも従いません。"
        )
    return "".join(found)
