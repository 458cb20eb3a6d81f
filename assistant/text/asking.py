"""Words that ask: who, what, where, when, how much.

For finding that something is asked, or asked openly. What kind of value is asked for is told in ``answering.kinds`` and
``answering.asked``, whose words are chosen kind by kind.
"""

from __future__ import annotations

INTERROGATIVE = "|".join(
    (
        "何",
        "なに",
        "なんぼ",
        "どこ",
        "どの",
        "どれ",
        "どう",
        "どん",
        "だれ",
        "誰",
        "いつ",
        "いくら",
        "いくつ",
        "なぜ",
    )
)
"""Any of them, also within 何でも or 誰でも."""
_OPEN = (
    "何",
    "なに",
    "なんぼ",
    "どれ",
    "どう",
    "どんな",
    "いくつ",
    "なぜ",
    r"(?<![なん])どの",
    r"なんで(?!す|し|でき)",
)
_OPEN_UNLESS_ANY = ("だれ", "誰", "どこ", "いつ", "いくら")
"""Before でも these ask nothing: 誰でも, いつでも."""
OPEN_INTERROGATIVE = "|".join((*_OPEN, *(f"{word}(?!でも)" for word in _OPEN_UNLESS_ANY)))
"""One that wants more than yes or no; not なんで of なんです."""
OF_SOMEBODY = r"何者|(?:所属|肩書き?|役職)(?=は|って|と|も|を|が|、|\?|$)"
"""Who somebody is, asked without 誰: 増矢さんて何者, 所属と肩書は."""
COUNTED_PEOPLE = r"者(?!か|です|な[のん]|や|だ|って|[?。]|$)"
"""The 者 of 何者 that counts: 何者が採択, not 何者ですか."""

OWN_FIRM = "うち|ウチ|弊社|当社"
"""What who asks calls their own business, before a name or a place of theirs: うちの富山の取引先, 弊社の山田太郎."""
