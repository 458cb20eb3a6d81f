"""Text of documents and people made harmless for the two places Streamlit can draw it.

Answers, quotes, titles and questions go through `st.html` as escaped text between constant tags, never
through Markdown: Markdown strikes out 「10~20万円、または30~40万円」, bolds the wrong half of
「**…（一般型）**の」 and turns `$`, `:red[]` and a leading `-` into something else. Only widget labels
leave no choice but Markdown, and for them every character Markdown knows is disarmed.
"""

from __future__ import annotations

import html
import re

from assistant.errors import shown

_ASCII_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_ARROW = re.compile(r"(?<=[-<>~=])(?=[-<>=])")
_WORD_JOINER = "\u2060"


def html_text(text: str) -> str:
    """Text as HTML that shows exactly that text, line breaks included, without characters nobody sees.

    A direction mark in a file's name or a question would turn round what is drawn after it. Line breaks are written as references because `st.html` would take indentation away otherwise.

    >>> html_text("<b>10~20万円</b>\\n  -1")
    '&lt;b&gt;10~20万円&lt;/b&gt;&#10;  -1'
    """
    lines = shown(text.replace("\r\n", "\n").replace("\r", "\n"))
    return html.escape(lines).replace("\n", "&#10;")


def label_text(text: str) -> str:
    """Text as a widget label that shows that text on one line.

    A backslash is not enough for arrows: Streamlit turns `->` into → after Markdown has taken the
    backslashes out, so an invisible word joiner stands between the two characters.

    >>> label_text("10~20万円 [A]\\n*B*")
    '10\\\\~20万円 \\\\[A\\\\] \\\\*B\\\\*'
    """
    line = _ARROW.sub(_WORD_JOINER, " ".join(shown(text).split()))
    return _ASCII_PUNCTUATION.sub(r"\\\1", line)
