"""Small things every section of the report is put together from."""

from __future__ import annotations

from collections.abc import Sequence

from evals.html.elements import Html, folded, join, table, tag
from evals.report_words import interval, number, signed_number
from evals.statistics import Figure


def section(name: str, title: str, *children: str) -> Html:
    """A section of the page with its heading."""
    heading = tag("h2", title, id=f"{name}-heading")
    return tag("section", heading, *children, id=name, aria_labelledby=f"{name}-heading")


def value(found: Figure) -> Html:
    """A figure as it is read, with the exact one for machines."""
    return tag("data", number(found.value), value="" if found.value is None else repr(found.value))


def difference(found: Figure) -> Html:
    """A change as it is read, with its sign."""
    return tag("data", signed_number(found.value), value="" if found.value is None else repr(found.value))


def whole(found: Figure) -> Html:
    """A figure with its interval and n on one line."""
    spread = interval(found)
    return join(value(found), tag("small", f" {spread}" if spread else "", f" n={found.n:,}"))


def note(said: str) -> Html:
    """A remark below a heading or a plot."""
    return tag("p", said, class_="note")


def plotted(
    title: str,
    picture: Html,
    key: str,
    head: tuple[str, ...],
    rows: Sequence[tuple[str, ...]],
) -> Html:
    """A plot below its heading, with what its marks mean, and its figures as a table to fold out."""
    numbers = folded("数値の表", table(title, head, rows))
    return tag("figure", tag("h3", title), picture, tag("figcaption", key), numbers)
