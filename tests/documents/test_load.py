"""Bytes become pages of text, or an error that says what to do."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from pdf_samples import AES_256, locked, pdf

from assistant.documents.decoding import decode
from assistant.documents.load import LOADERS, load_pages
from assistant.documents.pages import RawPage
from assistant.errors import DocumentError
from assistant.settings import PROJECT_ROOT, Settings

TEXT = (
    "中小企業の皆さまへ。補助率は2/3以内、上限は500万円です。\n申請は6月30日までに、窓口へお出しください。\n"
)
SHARED_PDFS = PROJECT_ROOT.parent / "shared" / "pdfs"


def _written(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def _pages(folder: Path, name: str, data: bytes, **settings: int) -> list[RawPage]:
    return load_pages(_written(folder, name, data), Settings(**settings))  # type: ignore[arg-type]


def _refusal(folder: Path, name: str, data: bytes, **settings: int) -> DocumentError:
    with pytest.raises(DocumentError) as caught:
        _pages(folder, name, data, **settings)
    assert caught.value.message.startswith(f"{name}: ")
    assert caught.value.hint
    return caught.value


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "euc_jp", "iso2022_jp", "utf-16"])
@pytest.mark.parametrize(
    "text", [TEXT, "補助率は三分の二以内です。", TEXT * 300], ids=["page", "line", "long"]
)
def test_every_encoding_an_agency_has_gives_the_same_text(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding), "guide.txt") == text


@pytest.mark.parametrize("encoding", ["cp932", "euc_jp"])
def test_full_width_letters_beside_half_width_kana_are_not_taken_for_damage(encoding: str) -> None:
    text = "ＧＯＴＥＣＨﾌﾟﾛｸﾞﾗﾑの補助率は、" + TEXT
    assert decode(text.encode(encoding), "guide.txt") == text


def test_the_marks_only_windows_has_survive_cp932() -> None:
    text = "①㈱山田製作所　ＴＥＬ０３－１２３４－５６７８\n②㈲鈴木　～Ⅳ期～\n" + TEXT
    assert decode(text.encode("cp932"), "guide.txt") == text


@pytest.mark.parametrize("encoding", ["cp932", "euc_jp", "utf-16"])
def test_the_shipped_documents_are_read_alike_in_the_older_encodings(encoding: str) -> None:
    for path in sorted((PROJECT_ROOT / "corpus" / "sources").iterdir()):
        data = path.read_text(encoding="utf-8").encode(encoding, "ignore")
        assert decode(data, path.name) == data.decode(encoding)


def test_line_ends_of_every_system_become_one_kind() -> None:
    assert decode("一\r\n二\r三\n".encode(), "guide.txt") == "一\n二\n三\n"


def test_plain_ascii_and_nothing_at_all_are_text() -> None:
    assert decode(b"Go-Tech 2026", "guide.txt") == "Go-Tech 2026"
    assert decode(b"", "guide.txt") == ""


def test_an_escape_sequence_alone_does_not_make_a_text_iso_2022() -> None:
    assert decode("補助率\x1b$ 2/3".encode(), "guide.txt") == "補助率\x1b$ 2/3"


@pytest.mark.parametrize("where", [0.1, 0.5, 0.9])
def test_broken_utf8_is_refused_and_the_first_bad_byte_named(where: float) -> None:
    data = bytearray(TEXT.encode())
    at = int(len(data) * where)
    data[at] = 0xFF
    with pytest.raises(DocumentError) as caught:
        decode(bytes(data), "guide.txt")
    assert "guide.txt: 文字コードを判定できません" in caught.value.message
    assert "バイト目" in caught.value.message
    assert caught.value.hint == "UTF-8 で保存し直してから取り込んでください。"


def test_a_utf8_text_cut_off_inside_a_character_is_refused() -> None:
    with pytest.raises(DocumentError, match="文字コードを判定できません"):
        decode(TEXT.encode()[:-2], "guide.txt")


@pytest.mark.parametrize("data", [b"PK\x03\x04\x00\x00word", "補助\x00率".encode()])
def test_null_bytes_are_no_text(data: bytes) -> None:
    with pytest.raises(DocumentError) as caught:
        decode(data, "guide.txt")
    assert caught.value.message == "guide.txt: 文字のファイルではありません。"
    assert "拡張子" in caught.value.hint


@pytest.mark.parametrize("data", [b" \n\n ", "　\n".encode(), b"\xef\xbb\xbf"])
def test_a_file_without_any_text_is_refused(tmp_path: Path, data: bytes) -> None:
    error = _refusal(tmp_path, "empty.txt", data)
    assert "文字がありません" in error.message
    assert "OCR" not in error.hint  # a text file is no scan


@pytest.mark.parametrize("name", ["guide.txt", "guide.md", "GUIDE.TXT"])
def test_text_and_markdown_are_read_whatever_the_case_of_their_ending(tmp_path: Path, name: str) -> None:
    assert _pages(tmp_path, name, TEXT.encode()) == [RawPage(TEXT)]


def test_an_unknown_format_is_refused_and_the_known_ones_named(tmp_path: Path) -> None:
    error = _refusal(tmp_path, "guide.xyz", b"x")
    assert error.message == "guide.xyz: この形式は読めません。"
    assert all(ending in error.hint for ending in LOADERS)


def test_a_file_over_the_limit_is_refused_with_the_setting_that_raises_it(tmp_path: Path) -> None:
    error = _refusal(tmp_path, "guide.txt", TEXT.encode(), max_document_bytes=10)
    assert "上限 10 バイト" in error.message
    assert "SHIEN_MAX_DOCUMENT_BYTES" in error.hint
    assert _pages(tmp_path, "guide.txt", b"Go-Tech 26", max_document_bytes=10)


@pytest.mark.parametrize("name", ["missing.txt", "missing.pdf"])
def test_a_file_that_cannot_be_opened_is_a_document_error(tmp_path: Path, name: str) -> None:
    with pytest.raises(DocumentError, match="開けません"):
        load_pages(tmp_path / name, Settings())


def test_a_folder_with_the_name_of_a_text_is_a_document_error(tmp_path: Path) -> None:
    (tmp_path / "guide.txt").mkdir()
    with pytest.raises(DocumentError, match="開けません"):
        load_pages(tmp_path / "guide.txt", Settings())


def test_pages_of_a_pdf_are_numbered_as_a_viewer_numbers_them(tmp_path: Path) -> None:
    pages = _pages(tmp_path, "guide.pdf", pdf("補助率は2/3以内", "", "上限は500万円"))
    assert [(page.number, page.label, page.text.strip()) for page in pages] == [
        (1, None, "補助率は2/3以内"),
        (2, None, ""),
        (3, None, "上限は500万円"),
    ]


def test_printed_labels_of_a_pdf_are_kept_where_they_differ_from_the_number(tmp_path: Path) -> None:
    data = pdf("目次", "本文一", "本文二", labels=b"0<</S/r>> 1<</S/D/St 2>> 2<</S/D/P(A-)>>")
    labels = [(page.number, page.label) for page in _pages(tmp_path, "guide.pdf", data)]
    assert labels == [(1, "i"), (2, None), (3, "A-1")]


def test_a_pdf_locked_only_against_printing_is_read(tmp_path: Path) -> None:
    (page,) = _pages(tmp_path, "guide.pdf", locked(pdf("補助率は2/3以内"), password=""))
    assert page.text.strip() == "補助率は2/3以内"


@pytest.mark.parametrize(
    "data",
    [
        locked(pdf("補助率は2/3以内"), password="secret"),
        pdf("補助率は2/3以内", trailer=b"/Encrypt " + AES_256),
    ],
    ids=["password", "aes-256"],
)
def test_a_protected_pdf_is_refused_as_protected(tmp_path: Path, data: bytes) -> None:
    error = _refusal(tmp_path, "guide.pdf", data)
    assert error.message == "guide.pdf: パスワードで保護されています。"
    assert error.hint == "保護を外した PDF を取り込んでください。"


def test_a_pdf_without_text_is_sent_to_character_recognition(tmp_path: Path) -> None:
    assert "OCR" in _refusal(tmp_path, "scan.pdf", pdf("", "")).hint


def test_a_pdf_with_too_many_pages_is_refused_with_the_setting_that_raises_the_limit(tmp_path: Path) -> None:
    error = _refusal(tmp_path, "guide.pdf", pdf("一", "二", "三"), max_pdf_pages=2)
    assert "3 ページ" in error.message
    assert "SHIEN_MAX_PDF_PAGES" in error.hint
    assert len(_pages(tmp_path, "guide.pdf", pdf("一", "二"), max_pdf_pages=2)) == 2


@pytest.mark.parametrize(
    "data",
    [b"%PDF-1.7\n", b"<html>", pdf("補助率")[:300], pdf("補助率", filter_name=b"NoSuchDecode")],
    ids=["header only", "not a PDF", "cut off", "unknown filter"],
)
def test_a_damaged_pdf_is_refused_not_a_crash(tmp_path: Path, data: bytes) -> None:
    error = _refusal(tmp_path, "guide.pdf", data)
    assert "PDF として読めません" in error.message
    assert "PDF 閲覧ソフト" in error.hint


def test_a_pdf_with_bytes_changed_anywhere_gives_pages_or_a_document_error(tmp_path: Path) -> None:
    whole, chance = pdf("補助率は2/3以内", "上限は500万円", labels=b"0<</S/r>>"), random.Random(5)
    outcomes = set()
    for _ in range(60):
        data = bytearray(whole)
        for _ in range(chance.choice((1, 4, 20))):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            outcomes.add(bool(_pages(tmp_path, "guide.pdf", bytes(data))))
        except DocumentError:
            outcomes.add(False)
    assert outcomes == {True, False}


@pytest.mark.skipif(not SHARED_PDFS.is_dir(), reason="no folder shared/pdfs beside the project")
@pytest.mark.parametrize(
    ("name", "pages", "words"),
    [
        ("pdfjs_issue15340.pdf", 1, "漏電遮断機構（電流制限器等に漏電遮断特性を持"),
        ("pdfjs_issue6387.pdf", 1, "あのイーハトーヴォのすきとおった風"),
        ("pdfjs_noembed-sjis.pdf", 1, "あいうえお"),
        ("pdfjs_vertical.pdf", 3, ""),
    ],
)
def test_real_pdfs_give_their_pages_and_words(name: str, pages: int, words: str) -> None:
    found = load_pages(SHARED_PDFS / name, Settings())
    assert [page.number for page in found] == list(range(1, pages + 1))
    assert words in found[0].text


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("**ウェットラボ** は__満室__です。\n", "ウェットラボ は満室です。"),
        ("> ご注意ください。\n", "ご注意ください。"),
        (
            "---\ntitle: 施設の使い方\nupdated: 2026-06-15\n---\n# 施設の使い方\n\n本文\n",
            "# 施設の使い方\n\n本文",
        ),
        ('---\ntitle: "料金のご案内"\n---\n本文\n', "料金のご案内\n\n本文"),
        ("2 ** 3 ** 2 は512です。\n---\n本文\n", "2 ** 3 ** 2 は512です。\n---\n本文"),
    ],
)
def test_markdown_is_read_without_its_marks_and_front_matter(
    tmp_path: Path, markdown: str, text: str
) -> None:
    file = tmp_path / "案内.md"
    file.write_text(markdown, encoding="utf-8")
    (page,) = load_pages(file, Settings())
    assert page.text.strip() == text
