"""Documents of the tests, and a check of statements that is simple enough to foresee."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from chat_server import key_of

from assistant.text.normalise import fold
from assistant.types import Answer

GRANT = """ひかり市 試作品補助金のご案内

令和8年4月1日

試作品補助金の補助率は3分の2以内です。
試作品補助金の上限は80万円です。
対象は市内の製造業を営む中小企業者です。
申請書は商工課の窓口に提出します。
"""
LOAN = """ひかり市 つばさ資金のご案内

令和8年4月1日

つばさ資金の融資の上限は500万円です。
つばさ資金の利率は年1.2%です。
"""
QUESTION = "試作品補助金の上限はいくらですか"
CEILING = "試作品補助金の上限は80万円です。"
RATE = "試作品補助金の補助率は3分の2以内です。"


@dataclass(frozen=True)
class Verdict:
    """As the product's: whether the evidence bears a statement out."""

    verdict: str


def supported_by_words(statement: str, evidence: Sequence[str], **_told: object) -> Verdict:
    """Every figure, and three quarters of the pairs of letters, stand in the evidence."""
    said, text = fold(statement), fold("\n".join(evidence))
    figures = all(figure in text for figure in re.findall(r"\d+", said))
    pairs = [said[i : i + 2] for i in range(len(said) - 1)]
    words = sum(pair in text for pair in pairs) >= 0.75 * len(pairs)
    return Verdict("supported" if figures and words else "unsupported")


def cited(text: str, words: str = "80万円") -> Callable[[dict[str, Any]], str]:
    """A reply of one sentence with the key of the passage that says something."""
    return lambda request: f"{text}［{key_of(request, words)}］"


right = cited(CEILING)


def notice(answer: Answer, kind: str = "fallback") -> str:
    """The text of an answer's notices of a kind."""
    return "".join(one.text for one in answer.notices if one.kind == kind)


def is_right(answer: Answer) -> bool:
    """By the model, and every quote where it is said to be."""
    return answer.engine == "llm" and answer.text == f"{CEILING}[1]" and answer.citations[0].quote == CEILING
