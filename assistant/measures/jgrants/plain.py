"""HTML as plain text: what a reader would see of it, and nothing that runs or hides.

Written out and not left to ``html.parser``: on 90,000 characters of unclosed tags (``<a <a <a``) that one takes minutes,
this one a fraction of a second.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator

from assistant.text.hidden import hides_by_style, without_hidden

MAX_HTML = 400_000
"""Characters that are read; a description of ten pages has about 20,000."""
MAX_TAG = 4_000
"""Characters of a tag; what goes on longer is taken for text."""
_UNREAD = frozenset(
    ("script", "style", "template", "noscript", "title", "textarea", "iframe", "noembed", "noframes", "xmp")
)
"""Elements that hold no elements: all up to their end is passed over."""
_UNSEEN = frozenset(
    ("head", "object", "applet", "svg", "math", "canvas", "audio", "video", "select", "button")
)
_ALONE = frozenset(
    (
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    )
)
_BLOCKS = frozenset(
    ("address", "article", "aside", "blockquote", "caption", "dd", "details", "div", "dl", "dt", "figcaption",
     "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p",
     "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul")
)  # fmt: skip
_CELLS = frozenset(("td", "th"))
_ENDS_ITSELF = frozenset(("p", "li", "dd", "dt", "tr", "td", "th"))
"""Elements that end where the next of their kind begins, whether or not somebody wrote the end."""
_NOTES = re.compile(r"<!--.*?(?:--!?>|\Z)|<[!?][^>]*(?:>|\Z)", re.DOTALL)
"""Comments and declarations; one that is never closed reaches to the end, as in a browser."""
_MARKUP = re.compile(r"<[A-Za-z/!?]|&(?:#|[A-Za-z])")
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9:-]*)(?P<rest>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*+)>")
_ATTRIBUTE = re.compile(r"([^\s\"'>/=]+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")
_BLANKS = re.compile(r"[ \t\r\f\v\xa0]+")


def plain_text(written: str) -> str:
    """The text of a piece of HTML as a reader would see it; of a text that is no HTML, only blanks change.

    ``<p>補助率は<b>2/3</b></p><p hidden>全額</p>`` → ``補助率は2/3``; ``5<10 & 7`` → ``5<10 & 7``

    Args:
        written: HTML or text; what is beyond ``MAX_HTML`` characters is left out.
    """
    text = written[:MAX_HTML]
    if _MARKUP.search(text):
        text = "".join(_seen(_NOTES.sub("", text)))
    lines = (_BLANKS.sub(" ", line).strip() for line in without_hidden(text).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _seen(text: str) -> Iterator[str]:
    """The pieces of a text that are seen, with line breaks where blocks begin and end."""
    elements = _Open()
    for part in _parts(text):
        if isinstance(part, str):
            if not elements.unseen:
                said = html.unescape(part)
                yield said if elements.count["pre"] else said.replace("\n", " ")
            continue
        name = part["name"].lower()
        was_seen = not elements.unseen
        if part["end"]:
            elements.end(name)
        else:
            elements.begin(name, part["rest"])
        if was_seen or not elements.unseen:
            yield "\n" if name in _BLOCKS or name == "br" else " " if name in _CELLS else ""


def _parts(text: str) -> Iterator[str | re.Match[str]]:
    """Tags, and the text between them, in order; what elements like script hold is left out."""
    position = begin = 0
    while (at := text.find("<", position)) >= 0:
        tag = _TAG.match(text, at, at + MAX_TAG)
        if tag is None:
            position = at + 1
            continue
        yield text[begin:at]
        yield tag
        position = begin = tag.end()
        if not tag["end"] and (name := tag["name"].lower()) in _UNREAD:
            end = re.compile(f"</{name}", re.IGNORECASE).search(text, position)
            position = begin = end.start() if end else len(text)
    yield text[begin:]


class _Open:
    """The elements that are open, and whether what comes next is seen."""

    def __init__(self) -> None:
        self.count: Counter[str] = Counter()
        self._stack: list[tuple[str, bool]] = []

    @property
    def unseen(self) -> bool:
        return bool(self._stack) and self._stack[-1][1]

    def begin(self, name: str, attributes: str) -> None:
        innermost = self._stack[-1][0] if self._stack else ""
        if innermost in _ENDS_ITSELF and (name == innermost or (innermost == "p" and name in _BLOCKS)):
            self.end(innermost)
        if name not in _ALONE:
            hidden = name in _UNSEEN or name in _UNREAD or _hides(attributes)
            self._stack.append((name, self.unseen or hidden))
            self.count[name] += 1

    def end(self, name: str) -> None:
        """End an element and those inside it that nobody ended; an end without a beginning is none."""
        while self.count[name]:
            ended, _ = self._stack.pop()
            self.count[ended] -= 1
            if ended == name:
                return


def _hides(attributes: str) -> bool:
    if not attributes:
        return False
    given = {
        name.lower(): html.unescape(value).strip("\"'") for name, value in _ATTRIBUTE.findall(attributes)
    }
    return "hidden" in given or hides_by_style(given.get("style", ""))
