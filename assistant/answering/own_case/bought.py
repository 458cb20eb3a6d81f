"""What the asker spends the money on, and how: words that a document may say elsewhere without making the grant another one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.computing.requested import Request
from assistant.answering.evidence import Evidence
from assistant.text.normalise import normal_text
from assistant.text.tokens import short_words

_BOUGHT = re.compile(
    r"[0-9][千百十]?[万億]?円?(?:くらい|ぐらい|ほど)?の(?P<thing>[一-龥ァ-ヶー]{2,})|(?P<way>税抜き?|税込み?|据え?置き?|元金|最初|[町市県区村]外(?:の[一-龥]+)?|業者)"
)
"""税抜180万の急速冷却機; 元金据置で; 町外の業者, whom a rule that raises the rate is not for (``rates._is_changed``)."""
_RESTRICTS = re.compile(
    r"対象(?:外|とし(?:ない|ません)|に(?:なら|なりま)|では)|除|不可|でき(?:ない|ません)|上限|限度|限[りる]|[0-9](?:割|%)|未満|以上|ただし"
)
"""What a sentence says of a thing that is not paid for as others are: 中古品は3割まで."""


def without_what_is_bought(request: Request, page: Sequence[Evidence]) -> Request:
    """A question without the words for what is bought, where the page says nothing of it that could change the sum.

    ``税抜180万の急速冷却機を入れたらいくら出る`` → without 急速, 冷却, 機, which the page only lists as an example; ``80万の中古の機械`` of a page
    that pays for used ones in part only → as it is

    Args:
        request: what the question tells.
        page: the sentences of the page.
    """
    bought: set[str] = set()
    for found in _BOUGHT.finditer(request.plain):
        words = short_words(found["thing"] or found["way"])
        texts = (normal_text(e.text) for e in page if not e.is_row)
        is_plain = not any(words & short_words(text) and _RESTRICTS.search(text) for text in texts)
        bought |= words if is_plain or found["way"] else set()
    return replace(request, terms=[one for one in request.terms if one.token not in bought])
