"""Two small documents, and what the index says of them."""

from __future__ import annotations

import assistant
from assistant.settings import Settings

GRANT = "令和7年4月1日\n\nひかり市 試作品補助金のご案内\n\n試作品補助金の補助率は3分の2、上限は80万円です。\n"
LOAN = (
    "令和7年5月1日\n\nひかり市 つなぎ資金のご案内\n\nつなぎ資金の融資限度額は500万円、期間は7年以内です。\n"
)


def best(settings: Settings, query: str) -> str:
    with assistant.open_assistant(settings) as shien:
        hits = shien.search(query, 1)
        return hits[0].passage.text if hits else ""
