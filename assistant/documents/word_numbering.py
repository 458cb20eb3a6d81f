"""The numbers Word draws before paragraphs: 第１条, (2), ①, ア. They stand in no paragraph; a reader sees and quotes them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from docx.oxml.ns import qn

_KANJI = "〇一二三四五六七八九"
_AIUEO = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
_IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス"
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_PLACE = re.compile(r"%([1-9])")
_DRAWN_MARK = re.compile(r"[^\w\s\ue000-\uf8ff]")
BULLET = "・"
"""For a mark of a font of symbols, whose letter is another sign than the one drawn."""
MOST_LEVELS = 9


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is counted and written: 第%1条 in decimalFullWidth, from 1."""

    form: str
    written: str
    start: int
    is_close: bool
    """Nothing stands between the number and the paragraph."""
    begins_anew_below: int = MOST_LEVELS
    """It is counted anew below levels less deep than this one: never with 0, as articles are counted through all chapters."""


@dataclass(slots=True)
class Numbering:
    """The lists of a document, and how far each has been counted.

    ``levels``: by list and level; ``counts``: by the list that counts (several lists may share one) and level.
    """

    levels: Mapping[str, Mapping[int, Level]]
    counted_with: Mapping[str, str]
    by_style: Mapping[str, tuple[str, int]]
    """The list and level that a paragraph's style stands at."""
    counts: dict[tuple[str, int], int] = field(default_factory=dict)

    def next_mark(self, list_id: str, level: int) -> str:
        """What is drawn before the next paragraph of a list at a level, counted on; empty where nothing is."""
        found = self.levels.get(list_id, {}).get(level)
        if found is None:
            return ""
        if found.form == "bullet":
            mark = found.written if _DRAWN_MARK.fullmatch(found.written) else BULLET
            return mark
        own = self.counted_with[list_id]
        self.counts[own, level] = self.counts.get((own, level), found.start - 1) + 1
        for deeper, below in self.levels[list_id].items():
            if level < min(deeper, below.begins_anew_below):
                self.counts.pop((own, deeper), None)
        mark = _PLACE.sub(lambda place: self._number(list_id, int(place[1]) - 1), found.written)
        return mark if found.is_close or not mark else f"{mark}　"

    def _number(self, list_id: str, level: int) -> str:
        found = self.levels[list_id].get(level)
        if found is None:
            return ""
        count = self.counts.get((self.counted_with[list_id], level), found.start)
        return written_number(count, found.form)


def written_number(number: int, form: str) -> str:
    """A number in one of Word's forms, in figures where the form is not known.

    ``(3, decimalFullWidth)`` → ３; ``(3, decimalEnclosedCircle)`` → ③; ``(3, aiueoFullWidth)`` → ウ; ``(12, japaneseCounting)`` → 十二
    """
    write = _FORMS.get(form)
    return write(number) if write and number > 0 else str(number)


def _kanji(number: int) -> str:
    if number >= 100:
        return "".join(_KANJI[int(digit)] for digit in str(number))
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else _KANJI[tens]) + ("十" if tens else "") + (_KANJI[ones] if ones else "")


def _roman(number: int) -> str:
    written = ""
    for value, sign in ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        count, number = divmod(number, value)
        written += sign * count
    return written


def _letter(letters: str) -> Callable[[int], str]:
    return lambda number: letters[(number - 1) % len(letters)]


def _circled(number: int) -> str:
    return chr(0x2460 + number - 1) if number <= 20 else str(number)


_CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_FORMS: dict[str, Callable[[int], str]] = {
    "none": lambda number: "",
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": lambda number: str(number).translate(_WIDE),
    "decimalFullWidth2": lambda number: str(number).translate(_WIDE),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedParen": lambda number: f"({number})",
    "aiueo": _letter(_AIUEO),
    "aiueoFullWidth": _letter(_AIUEO),
    "iroha": _letter(_IROHA),
    "irohaFullWidth": _letter(_IROHA),
    "japaneseCounting": _kanji,
    "chineseCounting": _kanji,
    "ideographDigital": _kanji,
    "japaneseDigitalTenThousand": _kanji,
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": _letter(_CAPITALS),
    "lowerLetter": _letter(_CAPITALS.lower()),
}


def read_numbering(root: Any | None) -> Numbering:
    """The lists that a document's numbering part defines; none without such a part.

    Args:
        root: the part's element, as lxml gives it.
    """
    if root is None:
        return Numbering({}, {}, {})
    abstract = {one.get(qn("w:abstractNumId")): one for one in root.iterchildren(qn("w:abstractNum"))}
    levels: dict[str, dict[int, Level]] = {}
    counted_with: dict[str, str] = {}
    by_style: dict[str, tuple[str, int]] = {}
    for one in root.iterchildren(qn("w:num")):
        list_id, drawn_as = one.get(qn("w:numId")), _value(one, "w:abstractNumId")
        overrides = list(one.iterchildren(qn("w:lvlOverride")))
        levels[list_id] = {}
        for level in () if drawn_as not in abstract else abstract[drawn_as].iterchildren(qn("w:lvl")):
            number = int(level.get(qn("w:ilvl"), "0"))
            levels[list_id][number] = _level(level)
            if style := _value(level, "w:pStyle"):
                by_style.setdefault(style, (list_id, number))
        for override in overrides:
            number = int(override.get(qn("w:ilvl"), "0"))
            if (level := override.find(qn("w:lvl"))) is not None:
                levels[list_id][number] = _level(level)
            start = _value(override, "w:startOverride")
            if start.isdigit() and number in levels[list_id]:
                levels[list_id][number] = replace(levels[list_id][number], start=int(start))
        restarts = any(override.find(qn("w:startOverride")) is not None for override in overrides)
        counted_with[list_id] = f"list {list_id}" if restarts else f"form {drawn_as}"
    return Numbering(levels, counted_with, by_style)


def _level(level: Any) -> Level:
    start, restart = _value(level, "w:start"), _value(level, "w:lvlRestart")
    return Level(
        form=_value(level, "w:numFmt") or "decimal",
        written=_value(level, "w:lvlText"),
        start=int(start) if start.isdigit() else 1,
        is_close=_value(level, "w:suff") == "nothing",
        begins_anew_below=int(restart) if restart.isdigit() else MOST_LEVELS,
    )


def _value(element: Any, name: str) -> str:
    found = element.find(qn(name))
    return "" if found is None else str(found.get(qn("w:val"), ""))
