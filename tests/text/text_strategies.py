"""Texts like those of the documents, and stranger ones, for the properties of text functions."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st

PROPERTY = settings(derandomize=True, max_examples=300, deadline=None)
"""The same examples in every run, so that a failure can be repeated."""

_TELLING = "補助率は、２／３以内。「ＧＯ－ＴＥＣＨ」ｶﾞﾌﾟﾊﾟﾞﾟ\u3099\u309aが゛①Ⅳ㈱㌔㍉ﬁΣς～〜−ー\n\t 　"
_RANGES = ((0x20, 0x24F), (0x300, 0x30F), (0x370, 0x3FF), (0x2000, 0x206F), (0x2460, 0x24FF))
_JAPANESE_RANGES = (
    (0x2E80, 0x2FDF),
    (0x3000, 0x30FF),
    (0x3200, 0x33FF),
    (0x4E00, 0x4E40),
    (0xF900, 0xF920),
    (0xFF00, 0xFF9F),
)

characters = st.one_of(
    st.sampled_from(_TELLING),
    *(st.characters(min_codepoint=low, max_codepoint=high) for low, high in _RANGES + _JAPANESE_RANGES),
)
"""Everything a Japanese document holds, without Hangul jamo, which compose across characters."""

texts = st.text(characters, max_size=40)

running_text = st.text(
    st.sampled_from("補助率は高い。！？!?｡「」『』（）()【】《》[]{}、\n 　\tA1"), max_size=80
)
"""Sentences, brackets that close and that do not, line ends."""
