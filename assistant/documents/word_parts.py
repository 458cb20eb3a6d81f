"""What a Word document says apart from its text: which styles are headings, how lists are numbered, the footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from assistant.documents.word_numbering import Numbering, read_numbering
from assistant.documents.word_text import written

_HEADING = re.compile(r"(?:heading|見出し) ?([1-9])", re.IGNORECASE)
_TITLES = ("title", "表題")
_CONTENTS = re.compile(r"(?:toc|目次)(?: ?[1-9]| heading)?", re.IGNORECASE)
_NOTES = ("footnote", "endnote")


@dataclass(frozen=True, slots=True)
class WordParts:
    """``styles``: their elements by id; ``footnotes``: their texts by what refers to them (footnoteReference 2)."""

    styles: Mapping[str, Any]
    numbering: Numbering
    footnotes: Mapping[str, str]

    def heading_level(self, paragraph: Any) -> int:
        """How deep a paragraph stands as a heading, by itself or by its style; 0 where it is none."""
        own = _outline_level(paragraph)
        return own or next(filter(None, map(_level_of_style, self._styles_of(paragraph))), 0)

    def is_of_contents(self, paragraph: Any) -> bool:
        """Whether a paragraph is a line of the table of contents: headings with their pages."""
        return any(_CONTENTS.fullmatch(_name(style)) for style in self._styles_of(paragraph))

    def mark(self, paragraph: Any) -> str:
        """The number or mark Word draws before a paragraph, counted on; empty where it draws none."""
        if paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{qn('w:del')}") is not None:
            return ""
        for element in (paragraph, *self._styles_of(paragraph)):
            found = element.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
            if found is None:
                continue
            list_id, level = _attribute(found, "w:numId"), _attribute(found, "w:ilvl")
            if element is not paragraph:
                style = element.get(qn("w:styleId"))
                list_id, by_style = self.numbering.by_style.get(style, (list_id, 0))
                level = level or str(by_style)
            if list_id:
                return self.numbering.next_mark(list_id, int(level) if level.isdigit() else 0)
        return ""

    def _styles_of(self, paragraph: Any) -> Iterator[Any]:
        """A paragraph's style, and those it is based on."""
        found = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        style, seen = "" if found is None else found.get(qn("w:val"), ""), set()
        while style in self.styles and style not in seen:
            seen.add(style)
            yield self.styles[style]
            style = _attribute(self.styles[style], "w:basedOn")


def word_parts(document: Any) -> WordParts:
    """The parts of an opened document.

    Args:
        document: as python-docx opens it.
    """
    related = {
        rel.reltype.rpartition("/")[2]: rel.target_part
        for rel in document.part.rels.values()
        if not rel.is_external
    }
    roots = {
        kind: parse_xml(part.blob)
        for kind, part in related.items()
        if kind in ("styles", "numbering", "footnotes", "endnotes")
    }
    styles = roots["styles"].iterchildren(qn("w:style")) if "styles" in roots else ()
    footnotes = {
        f"{kind}Reference {note.get(qn('w:id'))}": "\n".join(
            written(one).text for one in note.iterchildren(qn("w:p"))
        )
        for kind in _NOTES
        for note in (roots[f"{kind}s"].iterchildren(qn(f"w:{kind}")) if f"{kind}s" in roots else ())
    }
    return WordParts(
        {style.get(qn("w:styleId")): style for style in styles},
        read_numbering(roots.get("numbering")),
        footnotes,
    )


def _level_of_style(style: Any) -> int:
    name = _name(style)
    if found := _HEADING.fullmatch(name):
        return int(found[1])
    return 1 if name.lower() in _TITLES else _outline_level(style)


def _outline_level(element: Any) -> int:
    found = element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
    told = "" if found is None else found.get(qn("w:val"), "")
    return int(told) + 1 if told.isdigit() and int(told) < 9 else 0


def _name(style: Any) -> str:
    return _attribute(style, "w:name")


def _attribute(element: Any, name: str) -> str:
    found = element.find(qn(name))
    return "" if found is None else str(found.get(qn("w:val"), ""))
