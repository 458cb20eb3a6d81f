"""What is struck out in an office file no longer holds, and is not read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from office_samples import saved

from assistant.documents.load import load_pages
from assistant.settings import Settings


def _text(folder: Path, name: str, data: bytes) -> str:
    path = folder / name
    path.write_bytes(data)
    return "\n".join(page.text for page in load_pages(path, Settings()))


def test_words_struck_out_in_word_are_not_read(tmp_path: Path) -> None:
    from io import BytesIO

    from docx import Document

    document, data = Document(), BytesIO()
    one = document.add_paragraph("補助率は")
    one.add_run("3分の1").font.strike = True
    one.add_run("4分の1").font.double_strike = True
    one.add_run("2分の1以内です。")
    document.save(data)
    assert _text(tmp_path, "guide.docx", data.getvalue()) == "補助率は2分の1以内です。"


def test_words_struck_out_on_a_slide_are_not_read(tmp_path: Path) -> None:
    from pptx import Presentation

    def fill(slide: Any) -> None:
        words = slide.shapes.add_textbox(0, 0, 10**6, 10**6).text_frame.paragraphs[0]
        for text, struck in (("受付は", False), ("6月", True), ("7月", False), ("まで。", False)):
            run = words.add_run()
            run.text = text
            if struck:
                run._r.get_or_add_rPr().set("strike", "sngStrike")

    made = Presentation()
    fill(made.slides.add_slide(made.slide_layouts[6]))
    assert _text(tmp_path, "deck.pptx", saved(made)).strip() == "受付は7月まで。"


def test_cells_struck_out_are_not_read(tmp_path: Path) -> None:
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook()
    for row in (["相談", "料金"], ["特許相談", "7,000円"], ["商標相談", "5,000円"]):
        book.active.append(row)
    for cell in book.active[2]:
        cell.font = Font(strike=True)
    assert "特許相談" not in (text := _text(tmp_path, "fees.xlsx", saved(book))) and "商標相談" in text


def test_words_struck_out_on_a_web_page_are_not_read(tmp_path: Path) -> None:
    page = "<p>休業は<del>28日</del><s>27日</s><ins>29日</ins>から。</p>".encode()
    assert _text(tmp_path, "page.html", page) == "休業は29日から。"
