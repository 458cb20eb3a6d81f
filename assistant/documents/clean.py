"""Repair what extraction did to a page. Repairs only delete, and each is recorded.

Nothing is ever inserted or replaced, so the cleaned text is the raw text with stretches left out:
no repair can invent a word, and every stored character can be traced to the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.documents.doubled import doubled_ranges, repeated_blocks
from assistant.documents.joins import cut_paragraphs, joins_across_blank, vertical_runs, wrapped_line_ends
from assistant.types import Repair

Range = tuple[int, int]

_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\r\u200b-\u200f\u2060\ufeff\u00ad\u202a-\u202e\u2066-\u2069]"
)
_BARE_NUMBER = re.compile(
    r"(?:[-－―] ?|p\.? ?)?([0-9０-９]{1,3})(?: ?[-－―]| ?/ ?[0-9]{1,3})?", re.IGNORECASE
)
_BLANKS = re.compile(
    r"\A(?:\s*\n[^\S\t]*|[^\S\t]+)|(?:\n\s*|[^\S\t]+)\Z|(?<=\n)(?:[ \t　]*\n)+(?=[ \t　]*\n)|"
    r"(?:(?<=\n)[ \t　]+| *(?<!\t)\t *| +)(?=\n|\Z)|(?<=\n) (?=\S)"
)
"""Blank lines but one, blanks at line ends. Two tabs or more at a line's end are a row's empty cells."""


@dataclass(frozen=True, slots=True)
class CleanPage:
    """A page's cleaned text, what was left out of the raw text, and the headings drawn twice."""

    text: str
    repairs: tuple[Repair, ...]
    page_label: str | None
    doubled_headings: tuple[str, ...]


def clean_page(raw: str) -> CleanPage:
    """Repair one page of extracted text.

    ``産業クラスター計画産業クラスター計画\\n弱い動\\nきを示した`` → ``産業クラスター計画\\n弱い動きを示した``
    """
    draft = _Draft(raw, list(range(len(raw))), [])
    draft = draft.without("control", (m.span() for m in _CONTROL.finditer(draft.text)))
    draft, headings = _without_doubles(draft)
    draft = draft.without("repeated block", repeated_blocks(draft.text))
    label, number_range = _page_number(draft.text, headings)
    draft = draft.without("page number", [number_range] if number_range else [])
    draft = draft.without("vertical text", vertical_runs(draft.text))
    draft = draft.without("line break", wrapped_line_ends(draft.text))
    draft = draft.without("page break", cut_paragraphs(draft.text))
    draft = draft.without("blank", (m.span() for m in _BLANKS.finditer(draft.text)))
    return CleanPage(
        draft.text, tuple(sorted(draft.repairs, key=lambda r: (r.start, r.end))), label, headings
    )


def replay(raw: str, repairs: Iterable[Repair]) -> str:
    """The cleaned text, made again from the raw text and the record of its repairs."""
    kept = [True] * len(raw)
    for repair in repairs:
        kept[repair.start : repair.end] = [False] * (repair.end - repair.start)
    return "".join(c for c, keep in zip(raw, kept, strict=True) if keep)


def continues_sentence(previous: str, following: str) -> bool:
    """Whether a page begins in the middle of the sentence with which the page before it ends."""
    last = previous.rstrip().rsplit("\n", 1)[-1]
    first = following.lstrip().split("\n", 1)[0]
    return joins_across_blank(last, first)


@dataclass(frozen=True, slots=True)
class _Draft:
    text: str
    raw_offsets: list[int]
    repairs: list[Repair]

    def without(self, kind: str, ranges: Iterable[Range]) -> _Draft:
        """The draft with ranges of its text deleted and recorded in raw offsets."""
        text, offsets, repairs, position = [], [], list(self.repairs), 0
        for start, end in sorted(ranges):
            start = max(start, position)
            if start >= end:
                continue
            text.append(self.text[position:start])
            offsets.extend(self.raw_offsets[position:start])
            raw_start, raw_end = self.raw_offsets[start], self.raw_offsets[end - 1] + 1
            repairs.append(Repair(kind, raw_start, raw_end, self.text[start:end]))
            position = end
        if not text:
            return (
                self if position == 0 else _Draft(self.text[position:], self.raw_offsets[position:], repairs)
            )
        text.append(self.text[position:])
        offsets.extend(self.raw_offsets[position:])
        return _Draft("".join(text), offsets, repairs)


def _without_doubles(draft: _Draft) -> tuple[_Draft, tuple[str, ...]]:
    """Delete second copies until none is left; name the lines that were doubled as a whole."""
    headings: list[str] = []
    for _ in range(3):  # 中小企業の景中小企業の景況感 ×2: the second round finds the inner repeat
        ranges: list[Range] = []
        for line in re.finditer(r"[^\n]+", draft.text):
            found = doubled_ranges(line.group())
            ranges.extend((line.start() + s, line.start() + e) for s, e in found)
        if not ranges:
            break
        before = {line.strip() for line in draft.text.split("\n")}
        draft = draft.without("doubled text", ranges)
        headings = [h for h in headings if h in draft.text]
        new = [line.strip() for line in draft.text.split("\n") if line.strip() not in before]
        headings.extend(h for h in new if _reads_as_heading(h) and h not in headings)
    lines = {line.strip() for line in draft.text.split("\n")}
    return draft, tuple(h for h in headings if h in lines)


def _reads_as_heading(line: str) -> bool:
    return (
        3 <= len(line) <= 50 and "。" not in line and not line.endswith(("、", "を", "に", "の", "が", "は"))
    )


def _page_number(text: str, headings: tuple[str, ...]) -> tuple[str | None, Range | None]:
    """The printed page number: a bare number that stands first, last or beside a doubled heading."""
    lines = [m for m in re.finditer(r"[^\n]*\S[^\n]*", text)]
    beside = {i + d for i, m in enumerate(lines) if m.group().strip() in headings for d in (-1, 1)}
    candidates = [len(lines) - 1, 0, *sorted(beside)]
    for i in candidates:
        if not 0 <= i < len(lines) or not _stands_alone(text, lines[i]):
            continue
        if found := _BARE_NUMBER.fullmatch(lines[i].group().strip()):
            return str(int(found.group(1))), lines[i].span()
    return None, None


def _stands_alone(text: str, line: re.Match[str]) -> bool:
    before, after = text[: line.start()].rstrip(" "), text[line.end() :].lstrip(" ")
    return (not before or before.endswith("\n\n")) or (not after or after.startswith("\n\n"))
