"""Office files that are damaged, locked or made to harm are refused with what to do, and nothing of them is carried out."""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import Any

import pytest
from office_samples import docx, lines_of, pages_of, par, refusal, repacked, saved, table, workbook, written

from assistant.documents.load import LOADERS, load_pages
from assistant.errors import DocumentError
from assistant.settings import Settings

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
MAIN_PARTS = {
    "guide.docx": "word/document.xml",
    "guide.pptx": "ppt/slides/slide1.xml",
    "guide.xlsx": "xl/sharedStrings.xml",
}
WORDS = "補助率は三分の二以内です。"
SECRET = "ほかの人に見せない覚え書き"


def _deck() -> bytes:
    from pptx import Presentation

    made = Presentation()
    slide = made.slides.add_slide(made.slide_layouts[5])
    slide.shapes.title.text_frame.text = WORDS
    return saved(made)


def _book() -> bytes:
    """A workbook as Excel writes it, with its texts in a part of their own."""
    plain = repacked(
        workbook(概要=[[1]]),
        "xl/worksheets/sheet1.xml",
        lambda part: re.sub(rb'<c r="A1"[^>]*><v>1</v>', b'<c r="A1" t="s"><v>0</v>', part),
    )
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    declared = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'.encode()
    data = repacked(plain, "[Content_Types].xml", lambda part: part.replace(b"</Types>", declared))
    texts = f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>{WORDS}</t></si></sst>'
    return repacked(data, "xl/sharedStrings.xml", lambda part: texts.encode())


def _good(name: str) -> bytes:
    """A file of one sentence, which is in its main part."""
    return {
        "guide.docx": lambda: docx(par(WORDS)),
        "guide.pptx": _deck,
        "guide.xlsx": _book,
    }[name]()


def _declaring(part: bytes, declared: str, words: str) -> bytes:
    """A part of XML with a DOCTYPE, and other words in place of its own."""
    begins = part.index(b"?>") + 2 if part.startswith(b"<?xml") else 0
    return (
        part[:begins]
        + f"<!DOCTYPE x [{declared}]>".encode()
        + part[begins:].replace(WORDS.encode(), words.encode())
    )


def _said(folder: Path, name: str, data: bytes) -> str:
    """What is read of a file; nothing where it is refused, as it may be."""
    try:
        return "".join(page.text for page in pages_of(folder, name, data))
    except DocumentError as error:
        assert error.message.startswith(f"{name}: ") and error.hint
        return ""


@pytest.mark.parametrize("name", MAIN_PARTS)
def test_the_samples_are_read_before_anything_is_done_to_them(tmp_path: Path, name: str) -> None:
    assert lines_of(tmp_path, name, _good(name)) == [WORDS]
    seen: list[bytes] = []
    repacked(_good(name), MAIN_PARTS[name], lambda part: seen.append(part) or part)  # type: ignore[func-returns-value]
    assert WORDS.encode() in seen[0]


@pytest.mark.parametrize("name", MAIN_PARTS)
def test_a_file_that_unpacks_to_more_than_the_bound_is_refused(tmp_path: Path, name: str) -> None:
    bomb = repacked(_good(name), MAIN_PARTS[name], lambda part: part + b" " * 2_000_000)
    error = refusal(tmp_path, name, bomb, max_document_bytes=1_000_000)
    assert "展開すると" in error.message and "上限 1,000,000 バイト" in error.message
    assert "SHIEN_MAX_DOCUMENT_BYTES" in error.hint


@pytest.mark.parametrize("name", MAIN_PARTS)
def test_a_size_that_is_stated_too_small_lets_nothing_more_through(tmp_path: Path, name: str) -> None:
    bomb = bytearray(repacked(_good(name), MAIN_PARTS[name], lambda part: part + b" " * 2_000_000))
    entry = bomb.rindex(MAIN_PARTS[name].encode()) - 46
    assert bomb[entry : entry + 4] == b"PK\x01\x02"
    bomb[entry + 24 : entry + 28] = (100).to_bytes(4, "little")
    refusal(tmp_path, name, bytes(bomb), max_document_bytes=1_000_000)


@pytest.mark.parametrize("name", MAIN_PARTS)
def test_a_part_that_declares_an_entity_without_using_it_is_read(tmp_path: Path, name: str) -> None:
    declared = '<!ENTITY other "ほか">'  # so that what follows is not refused for its declaration alone
    data = repacked(_good(name), MAIN_PARTS[name], lambda part: _declaring(part, declared, WORDS))
    assert WORDS in _said(tmp_path, name, data)


@pytest.mark.parametrize("name", MAIN_PARTS)
def test_entities_that_grow_are_not_expanded(tmp_path: Path, name: str) -> None:
    declared = '<!ENTITY a0 "あいうえお">' + "".join(
        f'<!ENTITY a{at} "{f"&a{at - 1};" * 10}">' for at in range(1, 9)
    )
    data = repacked(_good(name), MAIN_PARTS[name], lambda part: _declaring(part, declared, "&a8;"))
    assert len(_said(tmp_path, name, data)) < 100


@pytest.mark.parametrize("name", MAIN_PARTS)
def test_other_files_are_not_drawn_in(tmp_path: Path, name: str) -> None:
    secret = written(tmp_path, "secret.txt", SECRET)
    for where in (secret.as_uri(), "http://127.0.0.1:9/secret.txt"):
        declared = f'<!ENTITY other SYSTEM "{where}">'
        data = repacked(
            _good(name), MAIN_PARTS[name], lambda part, d=declared: _declaring(part, d, "&other;")
        )
        assert SECRET not in _said(tmp_path, name, data)
        outer = repacked(
            _good(name),
            MAIN_PARTS[name],
            lambda part, w=where: _declaring(part, f'<!ENTITY % o SYSTEM "{w}"> %o;', WORDS),
        )
        assert SECRET not in _said(tmp_path, name, outer)


def test_a_web_page_draws_in_no_other_file(tmp_path: Path) -> None:
    secret = written(tmp_path, "secret.txt", SECRET).as_uri()
    page = (
        f'<!DOCTYPE html [<!ENTITY other SYSTEM "{secret}">]><html><body><p>{WORDS}</p><p>&other;</p>'
        f'<iframe src="{secret}"></iframe><object data="{secret}"></object><img src="http://127.0.0.1:9/x"></body></html>'
    )
    said = _said(tmp_path, "guide.html", page.encode())
    assert WORDS in said and SECRET not in said


@pytest.mark.parametrize("name", MAIN_PARTS)
@pytest.mark.parametrize(
    "data", [b"PK\x03\x04", b"%PDF-1.7\n", WORDS.encode()], ids=["cut off", "PDF", "text"]
)
def test_what_is_no_archive_is_refused(tmp_path: Path, name: str, data: bytes) -> None:
    error = refusal(tmp_path, name, data)
    assert "のファイルではありません" in error.message
    assert Path(name).suffix in error.hint


@pytest.mark.parametrize("name", MAIN_PARTS)
def test_a_protected_file_and_one_of_an_older_office_are_told(tmp_path: Path, name: str) -> None:
    error = refusal(tmp_path, name, OLD_OFFICE)
    assert "パスワードで保護されているか、古い形式" in error.message
    assert f"保護を外して {Path(name).suffix} として保存" in error.hint


@pytest.mark.parametrize("name", MAIN_PARTS)
@pytest.mark.parametrize("other", MAIN_PARTS)
def test_a_wrong_ending_is_refused(tmp_path: Path, name: str, other: str) -> None:
    if name == other:
        assert pages_of(tmp_path, name, _good(other))
    else:
        error = refusal(tmp_path, name, _good(other))
        assert "中身は" in error.message and Path(other).suffix in error.hint


@pytest.mark.parametrize("name", MAIN_PARTS)
@pytest.mark.parametrize(
    "content", [b"", b"<x>", b"\xff\xfe\x00", b"<x/>"], ids=["empty", "cut off", "bytes", "other"]
)
def test_a_damaged_part_is_refused_or_read_as_nothing(tmp_path: Path, name: str, content: bytes) -> None:
    assert _said(tmp_path, name, repacked(_good(name), MAIN_PARTS[name], lambda part: content)) in ("", "\n")


@pytest.mark.parametrize("name", MAIN_PARTS)
def test_bytes_changed_anywhere_give_pages_or_a_refusal(tmp_path: Path, name: str) -> None:
    whole, chance = _good(name), random.Random(7)
    outcomes = set()
    for _ in range(60):
        data = bytearray(whole)
        for _ in range(chance.choice((1, 4, 20))):
            at = chance.choice((chance.randrange(len(data)), -1 - chance.randrange(min(len(data), 900))))
            data[at] = chance.randrange(256)
        outcomes.add(bool(_said(tmp_path, name, bytes(data))))
    assert False in outcomes


def test_elements_nested_without_end_are_refused(tmp_path: Path) -> None:
    deep: Any = par("底です。")
    for _ in range(400):
        deep = f"<w:sdt><w:sdtContent>{deep}</w:sdtContent></w:sdt>"
    assert "Word のファイルとして読めません" in refusal(tmp_path, "guide.docx", docx(deep)).message


def test_tables_in_tables_are_read_to_their_ground(tmp_path: Path) -> None:
    deep = par("底です。")
    for _ in range(60):
        inner = table(("x", "y"))
        deep = inner.replace('<w:t xml:space="preserve">y</w:t>', "<w:t/>").replace(
            "</w:tc></w:tr>", f"{deep}</w:tc></w:tr>"
        )
    assert "底です。" in "".join(lines_of(tmp_path, "guide.docx", docx(deep)))


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("guide.doc", "Word で開き、.docx として保存し直してください。"),
        ("guide.DOC", "Word で開き、.docx として保存し直してください。"),
        ("guide.rtf", "Word で開き、.docx として保存し直してください。"),
        ("guide.xls", "Excel で開き、.xlsx として保存し直してください。"),
        ("guide.ppt", "PowerPoint で開き、.pptx として保存し直してください。"),
        ("guide.ods", "作ったソフトで開き、.xlsx として保存し直してください。"),
        ("guide.jtd", "一太郎で開き、.docx か .pdf として保存し直してください。"),
        ("guide.xdw", "DocuWorks で開き、.pdf として保存し直してください。"),
    ],
)
def test_an_older_format_is_told_what_to_be_saved_as(tmp_path: Path, name: str, told: str) -> None:
    error = refusal(tmp_path, name, OLD_OFFICE)
    assert error.message == f"{name}: この形式は読めません。"
    assert error.hint == told


@pytest.mark.parametrize("ending", sorted(LOADERS))
def test_no_format_reads_a_folder_or_nothing(tmp_path: Path, ending: str) -> None:
    assert "空のファイルです" in refusal(tmp_path, f"empty{ending}", b"").message
    (tmp_path / f"folder{ending}").mkdir()
    with pytest.raises(DocumentError) as caught:
        load_pages(tmp_path / f"folder{ending}", Settings())
    assert caught.value.message.startswith(f"folder{ending}: 開けません")
