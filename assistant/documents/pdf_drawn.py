"""What a page of a PDF draws: its letters with their places, in the order of the file, and its strokes."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.documents.ruled_cells import Letter
from assistant.documents.ruled_grid import Stroke

MIN_DRAWN, MAX_DRAWN = 6, 20_000
"""Strokes and boxes of a page that may hold a table: six part four cells, and a page without one draws two or three under
its headings; a plan of a building has more than any table."""
MAX_LETTERS = 20_000
MAX_CONTENT = 1_000_000
"""Bytes of what a page draws: curves, states and turns are read without bound, and a page of text and tables has some ten thousand."""
MAX_FORMS = 500
"""Drawings used within a page's drawing; each may use others, so that few bytes ask for any amount of work."""
THICKEST = 3.0
"""Points; a filled box that is thicker is a ground of colour and no stroke."""
_DRAWS = re.compile(rb"[0-9.]\s+(?:re|l)\b")


@dataclass(slots=True)
class Drawn:
    """The letters and strokes of a page; ``y`` grows downwards."""

    letters: list[Letter] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)


class _TooMuch(Exception):
    """A page draws more than any table."""


def may_be_ruled(content: bytes) -> bool:
    """Whether a page's content draws strokes enough for a table, and not so many that it is a picture."""
    if len(content) > MAX_CONTENT:
        return False
    drawn = sum(1 for _ in zip(_DRAWS.finditer(content), range(MAX_DRAWN + 1), strict=False))
    return MIN_DRAWN <= drawn <= MAX_DRAWN


def drawn_pages(path: Path, wanted: set[int]) -> Iterator[tuple[int, Drawn]]:
    """(index, what is drawn) of the pages wanted; a page that draws too much, or cannot be read, is left out."""
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdfparser import PDFParser

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    manager = PDFResourceManager()
    device = _device(manager)
    with path.open("rb") as file:
        try:
            for index, page in enumerate(PDFPage.create_pages(PDFDocument(PDFParser(file)))):
                if index in wanted and _processed(PDFPageInterpreter(manager, device), page):
                    yield index, device.drawn
        except OSError:
            raise
        except Exception:  # noqa: BLE001 a damaged file makes pdfminer raise nearly anything; pypdf has read the text
            return


def _processed(interpreter: Any, page: Any) -> bool:
    try:
        interpreter.process_page(page)
    except OSError:
        raise
    except Exception:  # noqa: BLE001 as above, of one page
        return False
    return True


def _device(manager: Any) -> Any:
    from pdfminer.converter import PDFLayoutAnalyzer
    from pdfminer.layout import LTChar, LTCurve, LTPage

    class Device(PDFLayoutAnalyzer):
        """Takes what is drawn as it comes, of drawings within drawings too, and ends where it is too much."""

        drawn: Drawn
        items = letters = forms = 0

        def begin_page(self, page: Any, ctm: Any) -> None:
            super().begin_page(page, ctm)
            self.items = self.letters = self.forms = 0

        def begin_figure(self, name: str, bbox: Any, matrix: Any) -> None:
            self.forms += 1
            self._bound(self.forms, MAX_FORMS)

        def end_figure(self, _: str) -> None:
            pass

        def render_image(self, name: str, stream: Any) -> None:
            pass

        def paint_path(self, *args: Any, **named: Any) -> None:
            self.items += 1
            self._bound(self.items, MAX_DRAWN)
            super().paint_path(*args, **named)

        def render_char(self, *args: Any, **named: Any) -> float:
            self.letters += 1
            self._bound(self.letters, MAX_LETTERS)
            return super().render_char(*args, **named)

        def receive_layout(self, ltpage: LTPage) -> None:
            self.drawn = Drawn()
            height = ltpage.height
            for item in ltpage:
                if isinstance(item, LTChar):
                    self.drawn.letters.append(_letter(item, height))
                elif isinstance(item, LTCurve):
                    self.drawn.strokes.extend(_strokes(item, height))

        @staticmethod
        def _bound(count: int, most: int) -> None:
            if count > most:
                raise _TooMuch

    return Device(manager, laparams=None)


def _letter(item: Any, height: float) -> Letter:
    return Letter(item.get_text(), item.x0, height - item.y1, item.x1, height - item.y0, item.upright)


def _strokes(item: Any, height: float) -> Iterator[Stroke]:
    """The strokes of a line, a box or a path: a thin box is one, one that is drawn and not only filled has four sides."""
    x0, x1, top, bottom = item.x0, item.x1, height - item.y1, height - item.y0
    if bottom - top <= THICKEST < x1 - x0:
        yield Stroke(False, (top + bottom) / 2, x0, x1)
    elif x1 - x0 <= THICKEST < bottom - top:
        yield Stroke(True, (x0 + x1) / 2, top, bottom)
    elif item.stroke:
        points = [(x, height - y) for x, y in item.pts]
        for (ax, ay), (bx, by) in zip(points, [*points[1:], points[0]], strict=True):
            if abs(ay - by) <= 1 < abs(ax - bx):
                yield Stroke(False, ay, min(ax, bx), max(ax, bx))
            elif abs(ax - bx) <= 1 < abs(ay - by):
                yield Stroke(True, ax, min(ay, by), max(ay, by))
