"""The section path of every line: numbered headings, slide titles, speakers in minutes."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from assistant.documents.headings import (
    LEVEL_BRACKETED,
    LEVEL_LAST_PROVISIONS,
    LEVEL_MARKED,
    LEVEL_NEWS,
    LEVEL_NUMBERED,
    LEVEL_PARENTHESISED,
    heading_level,
    is_annex,
    is_bullet,
    is_label_alone,
    is_labelled_value,
    is_marked_heading,
    is_news_item,
    is_question_answered,
    is_table_row,
    item_level,
)
from assistant.documents.pages import Mark
from assistant.documents.series import MIN_STEPS, with_series
from assistant.text.lines import filled_lines
from assistant.types import Kind

LEVEL_TOP = 0
LEVEL_SLIDE, LEVEL_SPEAKER, LEVEL_TITLE, LEVEL_QUESTION = 5, 15, 55, 58
_ABOVE_ITEMS = (LEVEL_BRACKETED, LEVEL_MARKED, LEVEL_NEWS, LEVEL_TITLE, LEVEL_QUESTION)
_ON_SLIDES = frozenset({30, LEVEL_BRACKETED})
"""On a slide (1), ① and ア number the items of a drawing far more often than sections."""
_ROLES = (
    "参事官|政務官|大臣|長官|次官|審議官|理事長|理事|会長|副会長|座長|議長|委員長|委員|部長|課長|室長|局長|所長|"
    "社長|専務|教授|准教授|補佐|代表|事務局|先生|氏"
)
_SPEAKER = re.compile(rf"^([^\s。、：:]{{1,14}}(?:{_ROLES}))(?:$|[ 　](?=\S{{4,}}))")
_DRAWN_LINE = re.compile(r"[-=_*~─━＝＊―—]{4,}")
_ARTICLE = re.compile(r"第[0-9０-９一二三四五六七八九十]+条")
_WHITE_SPACE = re.compile(r"\s*")
LEVEL_ITEMS = 50
"""From here on lines are numbered as items of lists are, too."""
MIN_STEPS_TOLD = 2
"""Where the file says what its lines are: no line was lost between two of them."""
MAX_TITLE = 48
MAX_PATH = 5
MAX_SLIDE_TITLES = 4

Stack = tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A range of a page's text under one path of headings."""

    start: int
    end: int
    path: tuple[str, ...]


def outline_page(
    text: str,
    kind: Kind,
    stack: Stack,
    titles: tuple[str, ...],
    told: Sequence[Mark] | None = None,
) -> tuple[list[Section], Stack]:
    """Sections of one page, and the headings still open at its end.

    Args:
        text: the cleaned page.
        kind: minutes have speakers; slides begin anew on each page.
        stack: (level, heading) pairs open at the end of the page before.
        titles: headings that were drawn twice on a slide; they hold for the whole page, because on
            slides the title often comes after its body.
        told: what the file says of its lines; None where it, as a text or a PDF, cannot say what they are.
    """
    if kind == "slides" and not told:
        found = titles or _first_title(text)
        stack = ((LEVEL_SLIDE, " ／ ".join(found[:MAX_SLIDE_TITLES])),) if found else ()
    sections: list[Section] = []
    begin = 0
    for start, level, heading in _headings(text, kind, set(titles), told):
        keep = tuple(
            entry for entry in stack if entry[0] < level or (not heading and _holds(entry[0], level))
        )
        if is_annex(heading):
            keep = tuple(takewhile(_holds_annexes, keep))
        # An item below another opens nothing, so that a list stays in one passage: 92 instead of 91 of 105 questions on office
        # files whole. Of texts, whose lines are guessed at, 0.833 instead of 0.844 (n = 192): there each stays by itself.
        if not heading and keep == stack and told is not None and level >= LEVEL_ITEMS:
            continue
        sections.append(Section(begin, start, _path(stack)))
        stack, begin = ((*keep, (level, heading)) if heading else keep), start
    sections.append(Section(begin, len(text), _path(stack)))
    return _without_empty(sections, text), stack


def _holds(opened: int, item: int) -> bool:
    """Whether a heading stays open above an item that is numbered less deep: ① or (1) under 【対象者】 or ■ 持ち物."""
    return opened in _ABOVE_ITEMS and opened != item


def _holds_annexes(entry: tuple[int, str]) -> bool:
    """Whether a heading is that of the whole document: no 章, 条 or （損害賠償）, whatever the file says of them."""
    return entry[0] < LEVEL_LAST_PROVISIONS and heading_level(entry[1]) is None


def _headings(
    text: str, kind: Kind, titles: set[str], told: Sequence[Mark] | None
) -> list[tuple[int, int, str]]:
    """(offset, level, heading) of each heading line, in order; where an item of a list ends what stood above it, no heading."""
    marks = deque(told or ())
    least = MIN_STEPS if told is None else MIN_STEPS_TOLD
    lines = [(start, text[start:end].strip()) for start, end in filled_lines(text)]
    levels = with_series([line for _, line in lines], [_level(line) for _, line in lines])
    found = []
    for i, (start, line) in enumerate(lines):
        following = lines[i + 1][1] if i + 1 < len(lines) else ""
        if line in titles:
            continue
        if marks and line == marks[0].line:
            mark = marks.popleft()
            found.append((start, mark.level, line if mark.is_heading else ""))
            if mark.is_heading:
                continue
        if kind == "minutes" and (speaker := _SPEAKER.match(line)):
            start, name = _with_affiliation(lines, i, speaker.group(1))
            found.append((start, LEVEL_SPEAKER, name))
            continue
        if kind != "minutes" and is_question_answered(line, following):
            found.append((start, LEVEL_QUESTION, line))
            continue
        level = levels[i]
        if (
            level == LEVEL_NEWS
            and line[0] in "[［"
            and not _begins_block(text, start, lines[i - 1][1] if i else "")
        ):
            level = None  # [1] 中小企業白書 in a list of sources
        if level == LEVEL_PARENTHESISED and not _heads_text(text, start, line, following):
            level = None
        if kind == "slides" and level not in _ON_SLIDES:
            continue
        if level is not None and not _is_item(text, lines, levels, i, least):
            found.append((start, level, line.lstrip("# ")))
        elif level is not None and level >= LEVEL_ITEMS:
            found.append((start, level, ""))
        elif (level is None and kind != "minutes" and _is_plain_title(text, start, line, following)) or (
            level is None and kind not in ("minutes", "slides") and _heads_a_value(line, following, lines[:i])
        ):
            found.append((start, LEVEL_TITLE, line))
    return found


def _is_item(text: str, lines: list[tuple[int, str]], levels: list[int | None], i: int, least: int) -> bool:
    """Whether a line that is numbered or marked as headings are is one of a list: others like it stand right above or below."""
    level, start = levels[i], lines[i][0]
    if level == LEVEL_NUMBERED:
        return _are_steps(text, lines, levels, i, least)
    if is_annex(lines[i][1]):
        return any(is_annex(line) for _, line in (*lines[max(i - 1, 0) : i], *lines[i + 1 : i + 2]))
    if level is None or level < LEVEL_ITEMS:
        return False
    if level == LEVEL_MARKED and is_labelled_value(lines[i][1]):
        return True
    below = i + 1 < len(lines) and level in (levels[i + 1], item_level(lines[i + 1][1]))
    above = i > 0 and level in (levels[i - 1], item_level(lines[i - 1][1]))
    return below or (above and not text.endswith("\n\n", 0, start))


def _are_steps(text: str, lines: list[tuple[int, str]], levels: list[int | None], i: int, least: int) -> bool:
    """Whether a numbered line is one of at least so many that stand one right below the other."""

    def goes_on(number: int) -> bool:
        is_alike = 0 < number < len(lines) and levels[number] == levels[number - 1] == levels[i]
        return is_alike and not text.endswith("\n\n", 0, lines[number][0])

    first = last = i
    while last - first + 1 < least and goes_on(first):
        first -= 1
    while last - first + 1 < least and goes_on(last + 1):
        last += 1
    return last - first + 1 >= least


def _level(line: str) -> int | None:
    """How deep a line stands as a heading; None when it is none."""
    level = heading_level(line)
    if level is not None:
        return level
    return LEVEL_NEWS if is_news_item(line) else LEVEL_MARKED if is_marked_heading(line) else None


def _with_affiliation(lines: list[tuple[int, str]], i: int, name: str) -> tuple[int, str]:
    """A speaker with the body named on the line above, where there is one (中小機構 / 宮川理事長)."""
    start, _ = lines[i]
    if i and len(lines[i][1]) == len(name):
        above_start, above = lines[i - 1]
        if len(above) <= 14 and not re.search(r"[。、：:]", above) and not _is_other_line(above):
            return above_start, f"{above} {name}"
    return start, name


def _is_other_line(line: str) -> bool:
    """Whether a short line is a speaker, heading or list item of its own, not a speaker's body."""
    return bool(_SPEAKER.match(line)) or heading_level(line) is not None or is_bullet(line)


def _is_plain_title(text: str, start: int, line: str, following: str) -> bool:
    """A short line on its own, above a list or a sentence: a slide's title without a number."""
    if not _stands_alone(text, start, line) or len(line) > MAX_TITLE or re.search(r"[。、：:]$|。", line):
        return False
    if is_bullet(line) or is_table_row(line) or len(line) < 4 or line[0] in "（(「":
        return False
    return following.startswith("- ") or (following.endswith("。") and len(following) > len(line))


def _heads_a_value(line: str, following: str, above: list[tuple[int, str]]) -> bool:
    """Whether a line is a label with its value below it, and no head of a column: those stand one below the other."""
    if not is_label_alone(line) or not following or is_label_alone(following):
        return False
    return not (above and is_label_alone(above[-1][1]))


def _stands_alone(text: str, start: int, line: str) -> bool:
    """Whether blank lines stand above and below a line."""
    above = text.endswith("\n\n", 0, start) or _WHITE_SPACE.fullmatch(text, 0, start)
    return bool(above) and text.startswith("\n\n", text.index(line, start) + len(line))


def _heads_text(text: str, start: int, line: str, following: str) -> bool:
    """Whether a phrase in brackets is a heading: it stands alone, or over an article of a rule (（目的） above 第１条)."""
    return _stands_alone(text, start, line) or bool(_ARTICLE.match(following))


def _begins_block(text: str, start: int, above: str) -> bool:
    """Whether a line is the first, or a blank or a drawn line stands above it."""
    return not above or text.endswith("\n\n", 0, start) or bool(_DRAWN_LINE.fullmatch(above))


def _first_title(text: str) -> tuple[str, ...]:
    first = text.strip().split("\n", 1)[0].strip()
    usable = 4 <= len(first) <= MAX_TITLE and "。" not in first and not is_bullet(first)
    return (first,) if usable else ()


def _path(stack: Stack) -> tuple[str, ...]:
    return tuple(heading for _, heading in stack)[-MAX_PATH:]


def _without_empty(sections: list[Section], text: str) -> list[Section]:
    """Sections with a body; one that is only its heading line is joined to the section after it."""
    kept: list[Section] = []
    begin: int | None = None
    for section in sections:
        body = text[section.start : section.end].strip()
        start = section.start if begin is None else begin
        if body.count("\n") == 0 and heading_only(body, section.path) and section is not sections[-1]:
            begin = start if body else begin
            continue
        begin = None
        if text[start : section.end].strip():
            kept.append(Section(start, section.end, section.path))
    return kept


def heading_only(body: str, path: tuple[str, ...]) -> bool:
    """Whether a body is no more than the heading it stands under. ``1. 趣旨`` under 1. 趣旨 → True"""
    return not body or (bool(path) and body.lstrip("# ") == path[-1])
