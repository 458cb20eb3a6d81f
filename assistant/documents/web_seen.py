"""What the reader of a web page does not see of it: what its markup or its own styles hide, menus, boxes for searching."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from assistant.text.hidden import hides_by_style, without_notes

LINKS_OF_A_MENU = 3
_BRACES = re.compile(r"[{};]")
_ALWAYS = re.compile(r"@(?:layer\b.*|supports\b.*|media\s+(?:only\s+)?(?:screen|all))", re.DOTALL)
"""What holds rules that count for a reader at a screen, however wide."""
_MOST_WITHIN = 8
_SIMPLE_NAME = re.compile(r"[.#]-?[^\W\d][\w-]{0,60}")
_LETTER = re.compile(r"\w")


def hidden_names(root: Any) -> frozenset[str]:
    """Classes and names of elements that the page's own styles hide: ``.off{display:none}`` → .off

    What is hidden only within something else, on paper or on small screens is left to be read.
    """
    hidden: set[str] = set()
    for style in root.iter("style"):
        for selectors, declared in _rules(without_notes(style.text or "")):
            names = {name for one in selectors.split(",") if _SIMPLE_NAME.fullmatch(name := one.strip())}
            if hides_by_style(declared):
                hidden |= names
            elif "display" in declared:
                hidden -= names
    return frozenset(hidden)


def _rules(style: str, within: int = 0) -> Iterator[tuple[str, str]]:
    """The rules of a style sheet that always count: what they are for, and what they declare.

    Args:
        style: the sheet without notes.
        within: how many rules stand around this part of it.
    """
    depth = start = begin = 0
    selectors = ""
    for found in _BRACES.finditer(style):
        if found.group() == "{":
            if depth == 0:
                selectors, begin = style[start : found.start()].strip(), found.end()
            depth += 1
        elif found.group() == "}":
            depth = max(depth - 1, 0)
            start = start if depth else found.end()
            if depth == 0 and _ALWAYS.fullmatch(selectors) and within < _MOST_WITHIN:
                yield from _rules(style[begin : found.start()], within + 1)
            elif depth == 0 and not selectors.startswith("@"):
                yield selectors, style[begin : found.start()]
        elif depth == 0:
            start = found.end()


def is_hidden(element: Any, names: frozenset[str]) -> bool:
    """Whether an element is hidden by itself or by a class or name of those that are."""
    own = {f".{name}" for name in element.get("class", "").split()} | {f"#{element.get('id', '')}"}
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or hides_by_style(element.get("style", ""))
        or not names.isdisjoint(own)
    )


def is_menu(element: Any) -> bool:
    """Whether a list or table is nothing but links to other pages."""
    if element.tag not in ("ul", "ol", "table"):
        return False
    links = element.findall(".//a")
    return len(links) >= LINKS_OF_A_MENU and _letters(element) == sum(map(_letters, links))


def _letters(element: Any) -> int:
    return len(_LETTER.findall(element.text_content()))


def is_to_fill_in(element: Any) -> bool:
    """Whether an element is a form and not, as some systems write it, a form around the whole page."""
    if element.tag != "form":
        return False
    held = ["h1", "h2", "h3", "h4", "h5", "h6", "p", "table", "main", "article"]
    return next(element.iterdescendants(*held), None) is None
