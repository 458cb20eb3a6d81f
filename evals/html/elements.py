"""HTML elements from Python values: whatever is not an element already is text, and is escaped."""

from __future__ import annotations

import html
from collections.abc import Sequence

from assistant.errors import shown

Attribute = str | float | bool | None


class Html(str):
    """Markup made here. Any other string is text."""

    __slots__ = ()


def text(value: str) -> Html:
    """A text as HTML that shows just that text, without characters nobody sees.

    ``<b>10~20万円`` → ``&lt;b&gt;10~20万円``
    """
    return value if isinstance(value, Html) else Html(html.escape(shown(value)))


def tag(name: str, /, *children: str, **attributes: Attribute) -> Html:
    """An element with its children.

    ``tag("td", "<1", class_="n")`` → ``<td class="n">&lt;1</td>``

    Args:
        name: of the element.
        children: elements, or texts to be escaped.
        attributes: ``_`` stands for ``-`` and falls away at the end; True is an attribute without a value, False and
            None leave it out.
    """
    return Html(f"<{name}{_attributes(attributes)}>{''.join(map(text, children))}</{name}>")


def void(name: str, /, **attributes: Attribute) -> Html:
    """An element that has no end tag: ``void("meta", charset="utf-8")`` → ``<meta charset="utf-8">``"""
    return Html(f"<{name}{_attributes(attributes)}>")


def join(*parts: str) -> Html:
    """Parts one after another, texts among them escaped."""
    return Html("".join(map(text, parts)))


def table(
    caption: str, head: tuple[str, ...], rows: Sequence[tuple[str, ...]], *, numbers_from: int = 1
) -> Html:
    """A table whose first column names its rows, in a box that scrolls by itself where the window is narrow.

    Args:
        caption: what the table tells.
        head: names of the columns.
        rows: cells, the first of each a heading.
        numbers_from: the first column set as figures, right-aligned.
    """

    def cell(position: int, value: str) -> Html:
        if not position:
            return tag("th", value, scope="row")
        return tag("td", value, class_="n" if position >= numbers_from else None)

    columns = [
        tag("th", name, scope="col", class_="n" if place >= numbers_from and place else None)
        for place, name in enumerate(head)
    ]
    body = [tag("tr", *(cell(place, value) for place, value in enumerate(row))) for row in rows]
    made = tag("table", tag("caption", caption), tag("thead", tag("tr", *columns)), tag("tbody", *body))
    return tag("div", made, class_="scroll", role="region", aria_label=caption, tabindex="0")


def folded(summary: str, *children: str, opened: bool = False, **attributes: Attribute) -> Html:
    """Something that opens with a click, without a script."""
    return tag("details", tag("summary", summary), *children, open=opened, **attributes)


def _attributes(attributes: dict[str, Attribute]) -> str:
    told = []
    for name, value in attributes.items():
        plain = name.rstrip("_").replace("_", "-")
        if value is True:
            told.append(f" {plain}")
        elif value is not None and value is not False:
            said = f"{value:g}" if isinstance(value, float) else str(value)
            told.append(f' {plain}="{html.escape(shown(said))}"')
    return "".join(told)
