"""What a reader of Word sees of one paragraph, and what hangs on it: page ends, footnotes, boxes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_UNSEEN = frozenset(
    f"{_WORD}{name}"
    for name in ("del", "moveFrom", "delText", "instrText", "delInstrText", "rPr", "pPr", "rt", "rubyPr", "sdtPr", "fldData")
)  # fmt: skip
_WRITTEN_AS = {f"{_WORD}tab": "　", f"{_WORD}ptab": "　", f"{_WORD}cr": "\n", f"{_WORD}noBreakHyphen": "-"}
"""A tab would make a row of a table of a line that only spreads its words."""
_OFF = ("0", "false", "off")


@dataclass(slots=True)
class Written:
    """A paragraph as it is read."""

    text: str = ""
    is_bold: bool = False
    """All that is written is bold."""
    pages_before: int = 0
    """Pages that end before its first letter."""
    pages_within: int = 0
    footnotes: list[str] = field(default_factory=list)
    """Their numbers in the document."""
    boxes: list[Any] = field(default_factory=list)
    """Elements whose paragraphs stand in a box."""


def written(paragraph: Any) -> Written:
    """What is written in a paragraph's element, without what was deleted or is hidden.

    ``上限<w:del>30</w:del><w:ins>50</w:ins>万円`` → 上限50万円; of a word with its reading above it, the word
    """
    said = Written()
    bold: list[bool] = []
    _walk(paragraph, said, bold)
    said.is_bold = bool(bold) and all(bold)
    return said


def _walk(element: Any, said: Written, bold: list[bool]) -> None:
    for child in element.iterchildren("{*}*"):
        tag = child.tag
        if tag in _UNSEEN or (tag == f"{_WORD}r" and _is_out_of_force(child)):
            continue
        if tag == f"{_WORD}t":
            _say(child, said, bold)
        elif tag in _WRITTEN_AS:
            said.text += _WRITTEN_AS[tag]
        elif tag == f"{_WORD}br":
            said.text += "\n" if child.get(f"{_WORD}type") in (None, "textWrapping") else ""
        elif tag == f"{_WORD}lastRenderedPageBreak":
            if said.text.strip():
                said.pages_within += 1
            else:
                said.pages_before += 1
        elif tag in (f"{_WORD}footnoteReference", f"{_WORD}endnoteReference"):
            said.footnotes.append(f"{tag.rpartition('}')[2]} {child.get(f'{_WORD}id')}")
        elif tag == f"{_WORD}txbxContent":
            said.boxes.append(child)
        elif tag == _ALTERNATIVES:  # the same thing for newer and older programs
            _walk(next(child.iterchildren("{*}*"), child), said, bold)
        else:
            _walk(child, said, bold)


def _say(child: Any, said: Written, bold: list[bool]) -> None:
    text = child.text or ""
    said.text += text
    run = child.getparent()
    if text.strip() and run is not None:
        bold.append(_is_on(run, "b"))


def _is_out_of_force(run: Any) -> bool:
    """Whether a run is hidden or struck out: 補助率は~~3分の1~~2分の1."""
    return any(_is_on(run, name) for name in ("vanish", "strike", "dstrike"))


def _is_on(run: Any, name: str) -> bool:
    """Whether a run's own properties switch something on: ``b``, ``vanish``."""
    found = run.find(f"{_WORD}rPr/{_WORD}{name}")
    return found is not None and found.get(f"{_WORD}val") not in _OFF
