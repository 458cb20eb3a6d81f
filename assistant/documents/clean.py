"""Repair what extraction did to a page. Repairs only delete, and each is recorded.

Nothing is ever inserted or replaced, so the cleaned text is the raw text with stretches left out:
no repair can invent a word, and every stored character can be traced to the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.documents.doubled import doubled_ranges, repeated_blocks
from assistant.documents.joins import cut_paragraphs, joins_across_blank, vertical_runs, wrapped_line_ends
from assistant.text.hidden import CONTROL, HIDDEN
from assistant.text.lines import filled_lines
from assistant.types import Repair

Range = tuple[int, int]

HIDDEN_TEXT = "hidden"
"""The kind of repair that leaves out what a reader of the document would not have seen."""

_BARE_NUMBER = re.compile(
    r"(?:[-－―] ?|p\.? ?)?([0-9０-９]{1,3})(?: ?[-－―]| ?/ ?[0-9]{1,3})?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class CleanPage:
    """A page's cleaned text, what was left out of the raw text, and the headings drawn twice."""

    text: str
    repairs: tuple[Repair, ...]
    page_label: str | None
    doubled_headings: tuple[str, ...]


def clean_page(
    raw: str,
    number: int | None = None,
    *,
    is_slide: bool = False,
    whole_lines: bool = False,
    ruled: Sequence[Range] = (),
) -> CleanPage:
    """Repair one page of extracted text.

    Args:
        raw: the page as it was extracted.
        number: the number that the page would print, if its file numbers pages.
        is_slide: the page is one of several of a text without page numbers.
        whole_lines: the file says what its lines are; only what nobody sees is left out.
        ruled: ranges that are rows of tables with drawn borders; in them, too, only what nobody sees is left out.

    ``産業クラスター計画産業クラスター計画\\n弱い動\\nきを示した`` → ``産業クラスター計画\\n弱い動きを示した``
    """
    draft = _Draft(raw, list(range(len(raw))), [])
    draft = draft.without("control", (m.span() for m in CONTROL.finditer(draft.text)))
    draft = draft.without(HIDDEN_TEXT, (m.span() for m in HIDDEN.finditer(draft.text)))
    if whole_lines:
        return CleanPage(draft.text, tuple(sorted(draft.repairs, key=lambda r: (r.start, r.end))), None, ())
    draft = replace(draft, ruled=tuple(ruled))
    draft, headings = _without_doubles(draft)
    draft = draft.without("repeated block", repeated_blocks(draft.text))
    label, number_range = _page_number(draft.text, headings, number, is_slide=is_slide)
    draft = draft.without("page number", [number_range] if number_range else [])
    draft = draft.without("vertical text", vertical_runs(draft.text))
    draft = draft.without("line break", wrapped_line_ends(draft.text))
    draft = draft.without("page break", cut_paragraphs(draft.text))
    draft = draft.without("blank", _blank_ranges(draft.text))
    return CleanPage(
        draft.text, tuple(sorted(draft.repairs, key=lambda r: (r.start, r.end))), label, headings
    )


def printed_number(raw: str, *, last: bool) -> int | None:
    """The bare number that is a page's first or last line, if it is one. ``本文\\n- 4 -`` → 4"""
    lines = list(filled_lines(raw))
    return _bare_number(raw, lines[-1 if last else 0]) if lines else None


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
    ruled: tuple[Range, ...] = ()
    """Raw ranges of which nothing is deleted."""

    def without(self, kind: str, ranges: Iterable[Range]) -> _Draft:
        """The draft with ranges of its text deleted and recorded in raw offsets."""
        text, offsets, repairs, position = [], [], list(self.repairs), 0
        for start, end in sorted(ranges):
            start = max(start, position)
            if start >= end:
                continue
            raw_start, raw_end = self.raw_offsets[start], self.raw_offsets[end - 1] + 1
            if any(raw_start < kept_end and kept < raw_end for kept, kept_end in self.ruled):
                continue
            text.append(self.text[position:start])
            offsets.extend(self.raw_offsets[position:start])
            repairs.append(Repair(kind, raw_start, raw_end, self.text[start:end]))
            position = end
        if not text:
            if position == 0:
                return self
            return replace(
                self, text=self.text[position:], raw_offsets=self.raw_offsets[position:], repairs=repairs
            )
        text.append(self.text[position:])
        offsets.extend(self.raw_offsets[position:])
        return replace(self, text="".join(text), raw_offsets=offsets, repairs=repairs)


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


def _page_number(
    text: str, headings: tuple[str, ...], number: int | None, *, is_slide: bool
) -> tuple[str | None, Range | None]:
    """The printed page number: (label, range), or (None, None).

    On a numbered page only the page's own number counts, as its first or last line. A slide has no
    number but the printed one: a bare number between blank lines that stands first, last or beside a
    doubled heading. Anything else that is a number may be a figure, and stays.
    """
    lines = list(filled_lines(text))
    if number is not None:
        own = [line for line in (*lines[:1], *lines[-1:]) if _bare_number(text, line) == number]
        return (str(number), own[-1]) if own else (None, None)
    if is_slide:
        doubled = set(headings)
        beside = {i + d for i, (s, e) in enumerate(lines) if text[s:e].strip() in doubled for d in (-1, 1)}
        for i in (len(lines) - 1, 0, *sorted(beside)):
            if 0 <= i < len(lines) and _stands_alone(text, lines[i]):
                found = _bare_number(text, lines[i])
                if found is not None:
                    return str(found), lines[i]
    return None, None


def _bare_number(text: str, line: Range) -> int | None:
    found = _BARE_NUMBER.fullmatch(text[slice(*line)].strip())
    return int(found.group(1)) if found else None


def _stands_alone(text: str, line: Range) -> bool:
    before, after = text[: line[0]].rstrip(" "), text[line[1] :].lstrip(" ")
    return (not before or before.endswith("\n\n")) and (not after.strip() or after.startswith("\n\n"))


def _blank_ranges(text: str) -> list[Range]:
    """Blank lines but one, blanks at line ends, one blank at a line's head, all at the page's ends.

    Two tabs or more at a line's end are a row's empty cells, and stay.
    """
    ranges: list[Range] = []
    filled = list(filled_lines(text))
    end_before = 0
    for number, (start, end) in enumerate(filled):
        line = text[start:end]
        head = (
            len(line) - len(line.lstrip(" 　\u00a0"))
            if number == 0
            else int(line[0] == " " and line[1] != " ")
        )
        tail = line[len(line.rstrip(" \t　\u00a0")) :]
        cut = len(tail) if tail.count("\t") <= 1 else len(tail) - len(tail.rstrip(" "))
        gap = text[end_before:start]
        if number == 0:
            ranges.append((0, start + head))
        else:
            kept = min(2, gap.count("\n"))
            ranges.extend(_spare(gap, end_before, kept))
            ranges.append((start, start + head))
        ranges.append((end - cut, end))
        end_before = end
    ranges.append((end_before, len(text)))
    return [(start, end) for start, end in ranges if start < end]


def _spare(gap: str, offset: int, kept: int) -> list[Range]:
    """Ranges of a gap between two lines to leave out, so that only its first line ends remain."""
    ranges, seen, begin = [], 0, 0
    for i, character in enumerate(gap):
        if character == "\n" and seen < kept:
            ranges.append((offset + begin, offset + i))
            begin, seen = i + 1, seen + 1
    return [*ranges, (offset + begin, offset + len(gap))]
