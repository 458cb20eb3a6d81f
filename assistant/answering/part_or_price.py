"""The part of something that is counted, or the price of its use, where the values found are of the whole, or no price."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.evidence import Evidence
from assistant.text.normalise import normal_text
from assistant.text.tokens import short_words

_PART_ASKED = re.compile(
    r"の(?:うち|中で)、?(?!の|は|みたい)(?P<part>[^。?、は]{2,20}?)(?:まで)?(?:行く|いく|至る|なる|した|する)?(?:のって|のは|って|は)[^。?]{0,8}何(?:件|社|人|校|機関)"
)
_OF_A_WHOLE = re.compile(r"うち|(?:件|社|人|校|機関)中")
_PRICE_ASKED = re.compile(
    r"(?:借り|使[うっわ]|利用|[1一半](?:日|時間|回)|[1一]か月)[^。?0-9]{0,10}(?:いくら|なんぼ|何円|料金|値段)"
)
_GRANTED = re.compile("もらえ|出る|出ま|受け取|補助|助成|給付|率|上限|限度")
"""Of an amount that is given, and no price: 補助金を利用するといくらもらえる."""
_PRICE = re.compile(
    r"[0-9](?:,?[0-9]{3})*[百千万]?円|[百千]円|[¥￥][0-9]|無料|無償|実費|免除|不要|かからな|かかりませ"
)
"""What one pays for a day or for use; 兆ドル and 億円 are no price: 売上高は4～5兆ドル."""


def part_or_price_missing(plain: str, told: Sequence[Evidence]) -> str:
    """What is asked for and no value found is of, in words; empty where there is none.

    ``相談のうち共同研究の契約まで行くのは年に何件`` of 年間900件ほど相談 → 共同研究の契約; ``装置を1日借りたらなんぼ`` of 売上高は4兆ドル → 料金

    Args:
        plain: the question, normalised.
        told: the sentences that hold a value of the kind asked for.
    """
    part = _PART_ASKED.search(plain)
    if part and told and not any(_says_part(part["part"], e) for e in told):
        return part["part"]
    # A row that holds an amount is one of prices though it says no 円: 5,450 under 使用料.
    is_priced = any(e.is_row or _PRICE.search(normal_text(e.text)) for e in told)
    asks_price = _PRICE_ASKED.search(plain) and not _GRANTED.search(plain)
    return "料金" if asks_price and told and not is_priced else ""


def _says_part(part: str, evidence: Evidence) -> bool:
    """Whether a sentence speaks of the part of something that is counted, at least in half its words, or tells of a part itself, in
    whatever words: 48機関中38機関."""
    if _OF_A_WHOLE.search(normal_text(evidence.text)):
        return True
    words = [word for word in short_words(part) if len(word) > 1]
    said = short_words("\n".join([*evidence.passage.section, evidence.text]))
    return 2 * sum(word in said for word in words) >= len(words)
