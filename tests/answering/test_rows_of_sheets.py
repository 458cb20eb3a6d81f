"""Questions on an agency's own office files: each answer names the sheet and the row, the page or the slide it stands on."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

import assistant
from assistant.answering.annotate import page_in_words, places_in_words
from assistant.answering.pipeline import answer_question
from assistant.console import hit_to_dict
from assistant.langchain import ShienRetriever
from assistant.settings import Settings
from assistant.types import Place

if TYPE_CHECKING:
    from assistant.opened import Assistant
    from assistant.types import Answer, Citation

HALLS: list[list[object]] = [
    ["こだま会館の利用料（令和8年度）"],
    [],
    ["室名", "料金（県内）", "料金（県外）", "定員"],
    ["小ホール", 3850, 5500, "20名"],
    ["内緒室", 1, 1, "1名"],
    ["大ホール", 12100, 18000, "200名"],
]
THINGS: list[list[object]] = [["品名", "利用料"], ["映写機", "700円"], ["演台", "300円"]]
VISITS = (
    "会場,開催日,受付時間,申込締切\r\n"
    "ひばり支所,2026年12月3日,13時から16時まで,3営業日前の正午まで\r\n"
    '"めじろ支所\r\n（本館）",2026年12月10日,9時30分から12時まで,前日まで\r\n'
)
PAGE = (
    "<html><head><meta charset='utf-8'><title>うぐいす町</title></head><body><h1>うぐいす町 空き店舗改装補助金</h1>"
    "<table><tr><th>補助率</th><td>5分の3以内</td></tr><tr><th>上限額</th><td>45万円</td></tr></table>"
    "<p style='display:none'>上限額は900万円です。</p></body></html>"
)


def _workbook() -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    for title, rows in {
        "貸室": HALLS,
        "備品": THINGS,
        "下書き": [["貸室", "料金"], ["小ホール", "99円"]],
    }.items():
        sheet = book.create_sheet(title)
        for values in rows:
            sheet.append(values)
    book.remove(book["Sheet"])
    for cells in book["貸室"]["B4:C6"]:
        for cell in cells:
            cell.number_format = "#,##0"
    book["貸室"].row_dimensions[5].hidden = True
    book["下書き"].sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _deck() -> bytes:
    from pptx import Presentation

    made = Presentation()
    for title, words in [
        ("つばめ県 省エネ診断の概要", "診断は無料で受けられます。"),
        ("つばめ県 省エネ設備補助金の補助率", "補助率は7分の4以内です。"),
    ]:
        slide = made.slides.add_slide(made.slide_layouts[5])
        slide.shapes.title.text_frame.text = title
        slide.shapes.add_textbox(0, 4 * 10**6, 10**6, 10**6).text_frame.text = words
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _document() -> bytes:
    from docx import Document

    made = Document()
    made.add_heading("かわせみ市 創業支援補助金交付要綱", 0)
    made.add_heading("補助金の額", 1)
    made.add_paragraph("補助金の上限額は、65万円とする。")
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    home = tmp_path_factory.mktemp("office")
    folder = home / "files"
    folder.mkdir()
    (folder / "こだま会館_利用料.xlsx").write_bytes(_workbook())
    (folder / "みらい県支援センター_出張相談会日程.csv").write_bytes(VISITS.encode("cp932"))
    (folder / "diagnosis.pptx").write_bytes(_deck())
    (folder / "rules.docx").write_bytes(_document())
    (folder / "grant.html").write_text(PAGE, encoding="utf-8")
    settings = Settings(home=home / "shien", model=None)
    report = assistant.ingest([folder], settings)
    assert not report.ignored
    with assistant.open_assistant(settings) as shien:
        yield shien
    shutil.rmtree(home)


def _ask(shien: Assistant, question: str) -> Answer:
    return answer_question(
        question, shien.index, shien.settings, engine="extractive", today=date(2026, 11, 1)
    )


def _first(answer: Answer) -> Citation:
    assert answer.status == "answered"
    return answer.citations[0]


@pytest.mark.parametrize(
    ("question", "value", "row", "sheet"),
    [
        ("こだま会館の小ホールの県内料金はいくら？", "3,850", 4, "貸室"),
        ("こだま会館の大ホールの料金はいくら？", "12,100", 6, "貸室"),
        ("こだま会館の大ホールの定員は？", "200名", 6, "貸室"),
        ("こだま会館の映写機の利用料は？", "700円", 2, "備品"),
    ],
)
def test_an_answer_from_a_workbook_names_the_sheet_and_the_row(
    office: Assistant, question: str, value: str, row: int, sheet: str
) -> None:
    answer = _ask(office, question)
    found = _first(answer)
    assert value in answer.statements[0].text
    assert (found.row, found.section[:1]) == (row, (sheet,))
    assert page_in_words(found) == f"{row}行目"


@pytest.mark.parametrize(
    ("question", "value", "row"),
    [
        ("ひばり支所の出張相談会は何時から？", "13時から16時まで", 2),
        ("めじろ支所の出張相談会は何時から？", "9時30分から12時まで", 3),
        ("ひばり支所の出張相談会の申込締切は？", "3営業日前の正午まで", 2),
    ],
)
def test_an_answer_from_a_list_names_the_row(office: Assistant, question: str, value: str, row: int) -> None:
    answer = _ask(office, question)
    assert value in answer.statements[0].text
    assert _first(answer).row == row
    assert _first(answer).title == "みらい県支援センター 出張相談会日程"


def test_the_words_quoted_stand_where_the_citation_says(office: Assistant) -> None:
    for question in ("こだま会館の大ホールの定員は？", "めじろ支所の出張相談会は何時から？"):
        for found in _ask(office, question).citations:
            text = office.index.page_text(found.doc_id, found.page_index)
            assert text[found.start : found.end] == found.quote
            assert found.row is not None and found.quote in text.split("\n")[found.row - 1]


def test_a_passage_found_and_what_a_chain_is_given_tell_the_first_of_their_rows(office: Assistant) -> None:
    hit = next(hit for hit in office.search("大ホールの定員", 5) if "大ホール" in hit.passage.text)
    told = hit_to_dict(1, hit, office)
    line = office.index.page_text(told["doc_id"], told["page_index"]).split("\n")[told["row"] - 1]
    assert line.startswith(hit.passage.text.split("\n")[0])
    given = ShienRetriever(k=5, assistant=office).invoke("大ホールの定員")
    assert told["row"] in [one.metadata["row"] for one in given if one.metadata["doc_id"] == told["doc_id"]]


def test_a_place_beside_a_citation_is_told_as_the_citation_is() -> None:
    sheet = Place("list", "貸室", None, 2, 1, 0, 5, row=7, source="rooms.xlsx")
    assert places_in_words([sheet]) == "貸室（日付不明）7行目"
    assert places_in_words([replace(sheet, row=None, source="talk.pptx")]) == "貸室（日付不明）スライド2"
    assert places_in_words([replace(sheet, row=None, source="rules.pdf")]) == "貸室（日付不明）p.2"


def test_an_answer_from_slides_names_the_slide_and_no_row(office: Assistant) -> None:
    answer = _ask(office, "つばめ県の省エネ設備補助金の補助率は？")
    found = _first(answer)
    assert "7分の4以内" in answer.text
    assert (found.page, found.row, found.section) == (2, None, ("つばめ県 省エネ設備補助金の補助率",))
    assert page_in_words(found) == "スライド2"


def test_an_answer_from_a_word_document_names_the_heading(office: Assistant) -> None:
    answer = _ask(office, "かわせみ市の創業支援補助金の上限額は？")
    found = _first(answer)
    assert "65万円" in answer.text
    assert (found.page, found.row, found.section[-1]) == (1, None, "補助金の額")


def test_an_answer_from_a_web_page_is_of_what_its_reader_sees(office: Assistant) -> None:
    answer = _ask(office, "うぐいす町の空き店舗改装補助金の上限額は？")
    assert "45万円" in answer.text and "900万円" not in answer.text
    assert _first(answer).section[-1] == "上限額"


def test_hidden_rows_and_sheets_answer_nothing(office: Assistant) -> None:
    answer = _ask(office, "こだま会館の小ホールの料金はいくら？")
    assert "99円" not in answer.text
    pages = [office.index.page_text(found.doc_id, found.page_index) for found in answer.citations]
    assert not any("内緒室" in text for text in pages)
