"""Lines of a document whose file says what its paragraphs, headings and tables are: Word, slides, sheets, web pages.

Nothing has to be guessed of them as of a PDF's text: a line is a paragraph, a heading or a row of a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.documents.outline import LEVEL_TITLE
from assistant.documents.pages import Mark, RawPage
from assistant.text.hidden import without_hidden

SPACES = re.compile(r"[ \t\r\f\v\xa0]+")


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph or a row.

    ``level``: how deep it stands as a heading, from 1; 0 where it is none; below 0 where it is none and headings so deep end above
    it.
    """

    text: str
    level: int = 0


END_OF_LABELS = Line("", -1)
"""What follows stands under none of the labels above it: the end of a table of them."""


def paragraph(text: str, level: int = 0) -> list[Line]:
    """The lines of a paragraph, blanks within them made one; none where nothing is written.

    ``補助率　 2/3 \\n（小規模）`` → ``補助率　 2/3``, ``（小規模）``
    """
    lines = (SPACES.sub(" ", without_hidden(line)).strip() for line in text.split("\n"))
    return [Line(line, level) for line in lines if line]


def page_of(
    lines: Iterable[Line],
    number: int | None = None,
    *,
    title: str = "",
    begins_anew: bool = False,
    top: str = "",
) -> RawPage:
    """A page of lines that are whole, with the headings its file names.

    Args:
        lines: in the order they are read.
        number: the page or slide a person would look up; None where the file does not tell.
        title: what the file says the document is called.
        begins_anew: no heading of the page before holds here.
        top: what heads all of the page without being written on it: the name of a sheet.
    """
    kept: list[str] = []
    marks: list[Mark] = []
    labels_ended = False
    for line in lines:
        if line == END_OF_LABELS:
            labels_ended = True
            continue
        kept.append(line.text)
        seen = without_hidden(line.text).strip()  # as the outline sees it: a row may end in empty cells
        if seen and line.level:
            marks.append(Mark(abs(line.level), seen, is_heading=line.level > 0))
        elif labels_ended and seen:
            marks.append(Mark(LEVEL_TITLE, seen, is_heading=False))
        labels_ended = labels_ended and not line.text
    return RawPage(
        "\n".join(kept), number, None, tuple(marks), True, title=title, begins_anew=begins_anew, top=top
    )
