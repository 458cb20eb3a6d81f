"""Characters nobody sees: those that draw nothing, and those that turn round how the text after them is drawn.

A document may hide a text in them from a reader (a sentence in tag letters), or from a search (a word parted by
zero-width spaces), and a file name may show another ending than it has (U+202E). One variation selector after a
letter is no hiding: it chooses a form of a kanji, as names of people and places need (葛󠄀). Several in a row choose
nothing and may spell a text.
"""

from __future__ import annotations

import re

_FORMS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
HIDDEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\uffa0\ufff9-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff]"
    f"|(?<=[{_FORMS}])[{_FORMS}]|(?:^|(?<=[\\s\x00-\x1f]))[{_FORMS}]"
)
"""A hidden character. Fillers, joiners, directions, tags, shorthand and music controls, spare form selectors."""
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u2028\u2029\ufeff]")
"""What is left of another encoding or layout: control characters but for tab and line feed, soft hyphens, marks of
byte order. Extraction leaves them in honest documents."""

_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|(?<![a-z-])opacity\s*:\s*0*(?:\.0*)?(?![.0-9])"
    r"|font-size\s*:\s*0(?:\.0*)?(?![.0-9])|text-indent\s*:\s*-[0-9]{3}|(?:left|top)\s*:\s*-[0-9]{3}",
    re.IGNORECASE,
)

_SUSPECT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    f"\u3164\uffa0\ufff9-\ufffb\ufeff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff{_FORMS}]"
)
"""Any of both, and the form selectors: one look spares the many texts that have none two substitutions."""


def without_hidden(text: str) -> str:
    """A text with nothing in it that nobody sees. ``補\\u200b助\\u202e率`` → ``補助率``"""
    if not _SUSPECT.search(text):
        return text
    return CONTROL.sub("", HIDDEN.sub("", text))


def hides_by_style(style: str) -> bool:
    """Whether a ``style`` attribute of HTML keeps its element from being seen. ``color:red; display: none`` → True"""
    return bool(style) and bool(_HIDING.search(without_notes(style)))


def without_notes(style: str) -> str:
    """A style of HTML without the notes in it. ``color:red /* was blue */`` → ``color:red ``"""
    first, *others = style.split("/*")
    return first + "".join(other.partition("*/")[2] for other in others)
