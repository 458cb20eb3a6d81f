"""A file becomes a document with pages, page numbers, sections and passages."""

from __future__ import annotations

from pathlib import Path

import pytest
from pdf_samples import pdf

from assistant.documents.catalogue import CatalogueEntry, file_sha256
from assistant.documents.clean import replay
from assistant.documents.load import load_pages
from assistant.documents.read import read_document
from assistant.errors import DocumentError
from assistant.settings import Settings
from assistant.types import Document, Passage


def _read(path: Path, data: str | bytes) -> tuple[Document, list[Passage]]:
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return read_document(path, path.parent, None, Settings())


def test_a_text_becomes_one_page_with_its_passages_under_their_headings(tmp_path: Path) -> None:
    text = "# 支援策のご案内\n\n令和7年6月1日\n\n## 補助率\n\n補助率は2/3以内です。\n"
    document, passages = _read(tmp_path / "guide.md", text)
    (page,) = document.pages
    assert (page.index, page.number, page.label, page.continues) == (0, None, None, False)
    assert (document.meta.title, document.meta.published) == ("支援策のご案内", "2025-06-01")
    assert document.meta.sha256 == file_sha256(tmp_path / "guide.md")
    assert passages[-1].section == ("支援策のご案内", "補助率")
    assert page.text[passages[-1].start : passages[-1].end] == "## 補助率\n\n補助率は2/3以内です。"


def test_a_catalogue_entry_names_the_document_and_its_passages(tmp_path: Path) -> None:
    path = tmp_path / "guide.txt"
    path.write_text("補助率は2/3以内です。", encoding="utf-8")
    entry = CatalogueEntry(id="guide", file="guide.txt", title="指針", publisher="支援庁")
    document, (passage,) = read_document(path, tmp_path, entry, Settings())
    assert (document.meta.doc_id, passage.doc_id, passage.passage_id) == ("guide", "guide", "guide:0:0-12")


def test_pages_keep_the_numbers_of_the_file_over_printed_ones(tmp_path: Path) -> None:
    document, passages = _read(tmp_path / "guide.txt", "前の頁です。\n\n7\n\f後の頁です。\n\n8\n")
    assert [(page.number, page.text) for page in document.pages] == [(1, "前の頁です。"), (2, "後の頁です。")]
    assert [passage.page_index for passage in passages] == [0, 1]


def test_a_printed_number_that_runs_with_the_pages_becomes_their_label(tmp_path: Path) -> None:
    document, _ = _read(
        tmp_path / "guide.txt", "補助率は2/3以内です。\n\n－ 13 －\n\f上限は80万円です。\n\n－ 14 －\n"
    )
    assert [(page.number, page.label) for page in document.pages] == [(1, "13"), (2, "14")]
    assert document.pages[0].text == "補助率は2/3以内です。"


def test_a_page_that_begins_in_mid_sentence_says_so(tmp_path: Path) -> None:
    first = "地域の研究機関は、それぞれの強みを持ち、全国に散\n\n7\n\f"
    document, _ = _read(
        tmp_path / "guide.txt", first + "らばっている。\n\n8\n\f次の文はここから始まる。\n\n9\n"
    )
    assert [page.continues for page in document.pages] == [False, True, False]


def test_headings_hold_over_page_breaks(tmp_path: Path) -> None:
    _, passages = _read(
        tmp_path / "guide.txt", "1. 趣旨\n\n趣旨を述べる文。\f趣旨の続きの文。\f2. 目的\n\n目的の文。"
    )
    assert [passage.section for passage in passages] == [("1. 趣旨",), ("1. 趣旨",), ("2. 目的",)]


def test_an_empty_page_is_kept_so_that_page_numbers_stay_right(tmp_path: Path) -> None:
    document, passages = _read(tmp_path / "guide.pdf", pdf("補助率は2/3以内です", "", "上限は500万円です"))
    assert [page.number for page in document.pages] == [1, 2, 3]
    assert [passage.page_index for passage in passages] == [0, 2]


def test_labels_of_a_pdf_come_with_its_pages(tmp_path: Path) -> None:
    data = pdf("目次のページです", "本文のページです", labels=b"0<</S/r>> 1<</S/D>>")
    document, _ = _read(tmp_path / "guide.pdf", data)
    assert [(page.number, page.label) for page in document.pages] == [(1, "i"), (2, "1")]


def test_the_same_file_reads_the_same_twice_and_in_cp932(tmp_path: Path) -> None:
    text = "支援策のご案内\n\n①㈱山田製作所の、持ち直しの動きが見られるものの、弱い動\nきを示した事例です。\n"
    first, passages = _read(tmp_path / "guide.txt", text)
    again, same = _read(tmp_path / "guide.txt", text)
    older, _ = _read(tmp_path / "guide.txt", text.encode("cp932"))
    assert (first, passages) == (again, same)
    assert older.pages == first.pages
    assert older.meta.sha256 != first.meta.sha256


def test_a_file_that_cannot_be_read_is_a_document_error(tmp_path: Path) -> None:
    with pytest.raises(DocumentError):
        _read(tmp_path / "guide.txt", b"\xff\xff\xff")
    with pytest.raises(DocumentError):
        read_document(tmp_path / "missing.txt", tmp_path, None, Settings())


def test_the_record_of_repairs_leads_back_to_the_file(tmp_path: Path) -> None:
    path = tmp_path / "guide.txt"
    document, _ = _read(
        path, "産業クラスター計画産業クラスター計画\n\n\n\nポ\nイ\nン\nト\n\n9\n\f\n次の頁です。\n\n10\n"
    )
    assert [page.text for page in document.pages] == ["産業クラスター計画\n\nポイント", "次の頁です。"]
    for page, raw in zip(document.pages, load_pages(path, Settings()), strict=True):
        assert replay(raw.text, page.repairs) == page.text
