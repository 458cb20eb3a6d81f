"""Where a page holds a table of contents: its lines repeat the headings of the document and state nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from assistant.documents.headings import heading_level, is_bullet
from assistant.text.lines import filled_lines
from assistant.text.normalise import normal_text

FEWEST = 3
"""Lines one below the other, each with dot leaders and a page number; two may be prices of a leaflet."""
LONGEST, LONGEST_TITLE, LONGEST_LINE = 60, 20, 100
_TITLE = re.compile(r"[^\w]*(?:目[ 　]*次|もくじ|contents)[^\w]*", re.IGNORECASE)
_LED = re.compile(
    r"(?P<name>.*?\S)[ 　]*(?:\.{3,}|・{3,}|(?:[.・][ 　]+){2,})[ 　.・]*(?:p\.?[ 　]*)?(?P<page>[0-9]{1,3})[ 　]*(?:頁|ページ)?$"
)
_NUMBERED = re.compile(r"(?P<name>.*?[^\s0-9])[ 　]+(?:p\.?[ 　]*)?(?P<page>[0-9]{1,3})[ 　]*(?:頁|ページ)?$")
_HOLDS_ONE = re.compile(
    r"[目⽬][ 　]*次|もくじ|contents|[…‥・.．･]{2}|[・.．･][ 　]+[・.．･]|…", re.IGNORECASE
)
_PAGE_AT_END = re.compile(r"[0-9０-９頁ジ]\s*$")
_UNNUMBERED = re.compile(
    r"(?:別[表紙添]|様式|参考|附則|付録|はじめに|おわりに|資料|巻末|第[0-9一二三四五六七八九十])"
)


_BEGINS_AS_HEADING = re.compile(rf"[0-9]{{1,2}}[ .、)-]|{_UNNUMBERED.pattern}")


@lru_cache(maxsize=64)  # asked for each passage of a page
def contents_ranges(page_text: str) -> tuple[tuple[int, int], ...]:
    """The stretches of a page that are a table of contents.

    ``目次`` / ``１ 事業の目的……３`` / ``２ 補助対象者……３`` / ``県内で事業を起こす方に、…`` → the first three lines
    """
    if not _HOLDS_ONE.search(page_text):
        return ()
    lines = list(filled_lines(page_text))
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(lines):
        line = page_text[slice(*lines[at])]
        is_titled = len(line) <= LONGEST_TITLE and bool(_TITLE.fullmatch(normal_text(line)))
        following = (page_text[slice(*lines[n])] for n in range(at + is_titled, len(lines)))
        names = _entries(following, is_titled=is_titled)
        last = at + is_titled + len(names) - 1
        if names and (is_titled or _are_headings(names, page_text[lines[last][1] :])):
            found.append((lines[at][0], lines[last][1]))
        at = max(at, last) + 1
    return tuple(found)


def _entries(lines: Iterable[str], *, is_titled: bool) -> list[str]:
    """How many of the first lines are entries, their page numbers never falling; below 目次 also those without leaders."""
    names: dict[str, None] = {}
    last = 0
    for line in lines:
        if not (is_titled or _PAGE_AT_END.search(line)):
            break
        plain = normal_text(line[: 2 * LONGEST_LINE]).strip()
        if len(plain) > LONGEST_LINE:
            break
        plain = re.sub("[…‥・. 　]{3,}", "...", plain)  # a run of leaders however long is one
        entry = _LED.match(plain) or (_NUMBERED.match(plain) if is_titled else None)
        name = entry["name"] if entry else plain
        if (entry and int(entry["page"]) < last) or name in names:
            break
        if not entry and not (is_titled and _may_be_heading(line, plain)):
            break
        last = int(entry["page"]) if entry else last
        names[name] = None
    return list(names)


def _are_headings(names: Sequence[str], below: str) -> bool:
    """Whether entries without a title above them are of headings: numbered, or said again below; not コピー（白黒）……10."""
    plain = normal_text(below)
    known = [
        one
        for one in names
        if heading_level(one) is not None or _BEGINS_AS_HEADING.match(one) or one in plain
    ]
    return len(names) >= FEWEST and 2 * len(known) > len(names)


def _may_be_heading(line: str, plain: str) -> bool:
    if len(plain) > LONGEST or "。" in plain:
        return False
    return heading_level(line) is not None or is_bullet(line) or bool(_UNNUMBERED.match(plain))
