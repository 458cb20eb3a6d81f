"""A PDF whose fonts break one extractor is read by the other, and never indexed as gibberish."""

from __future__ import annotations

import re

import pytest

from assistant.documents import pdf
from assistant.documents.load import load_pages
from assistant.documents.pdf import is_garbled
from assistant.errors import DocumentError
from assistant.settings import PROJECT_ROOT, Settings

SHARED_PDFS = PROJECT_ROOT.parent / "shared" / "pdfs"


@pytest.mark.parametrize(
    ("text", "garbled"),
    [
        ("補助率は2/3、上限額は80万円です。", False),
        ("Ｇｏ－Ｔｅｃｈ ｺﾞｰﾃｯｸ αβγ Москва", False),
        ("⼀つの箱、々〆ヶー゛゜", False),
        ("", False),
        ("123 → ◆ ※", False),
        ("͍͋͏͓͑", True),
        ("ABC ͍͋͏͓͑ 123", True),
        ("꒢꒤꒦꒨꒪", True),
        ("େਖ਼େࡾ೥Ұ݄೓೔", True),
    ],
)
def test_gibberish_is_told_from_japanese(text, garbled) -> None:
    assert is_garbled([text]) is garbled


@pytest.mark.skipif(not SHARED_PDFS.is_dir(), reason="no folder shared/pdfs beside the project")
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("pdfjs_noembed-sjis.pdf", "あいうえお"),
        ("pdfjs_noembed-eucjp.pdf", "あいうえお"),
        ("pdfjs_noembed-jis7.pdf", "あいうえお"),
        ("pdfjs_noembed-identity.pdf", "あいうえお"),
        ("pdfjs_vertical.pdf", "あいうえお"),
        ("pdfminer_jo.pdf", "わたくしといふ現象は假定された有機交流電燈の"),
        ("pdfjs_issue15340.pdf", "漏電遮断機構"),
        ("pdfjs_javauninstall-7r.pdf", "コントロールパネル"),
    ],
)
def test_fonts_that_break_an_extractor_still_give_japanese(name, words) -> None:
    text = "".join(page.text for page in load_pages(SHARED_PDFS / name, Settings()))
    assert words in re.sub(r"\s", "", text)


def test_what_neither_extractor_reads_is_refused(tmp_path, monkeypatch) -> None:
    path = tmp_path / "broken fonts.pdf"
    path.write_bytes(b"%PDF-1.4")
    monkeypatch.setattr(pdf, "_with_pypdf", lambda *_a: (["1"], ["͍͋͏͓͑"], set()))
    monkeypatch.setattr(pdf, "_with_pdfminer", lambda *_a: ["꒢꒤꒦꒨꒪"])
    with pytest.raises(DocumentError, match="文字化け"):
        load_pages(path, Settings())
