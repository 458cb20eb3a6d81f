"""Pages of a PDF: pypdf's text, or pdfminer.six's where pypdf's is no Japanese a person could read."""

from __future__ import annotations

import logging
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from assistant.documents.pages import RawPage
from assistant.documents.pdf_drawn import may_be_ruled
from assistant.documents.pdf_tables import with_ruled_tables
from assistant.errors import DocumentError
from assistant.settings import Settings
from assistant.text.radicals import LOOK_ALIKES

_log = logging.getLogger(__name__)

MAX_FOREIGN = 0.1
"""Share of letters from scripts a Japanese document does not use. Of nine PDFs with fonts that break
extractors pypdf reads five to more than half in such letters, the other four to none."""
_SCRIPTS = ("LATIN", "HIRAGANA", "KATAKANA", "CJK", "IDEOGRAPHIC", "KANGXI", "GREEK", "CYRILLIC", "FULLWIDTH", "HALFWIDTH")  # fmt: skip


def load_pdf(path: Path, settings: Settings) -> list[RawPage]:
    """Pages of a PDF with their numbers and printed labels.

    Raises:
        DocumentError: damaged, protected, too long, or without text that can be read.
    """
    labels, texts, ruled = _with_pypdf(path, settings)
    if is_garbled(texts):
        _log.info("%s: pypdf's text is garbled, read again with pdfminer.six", path.name)
        texts, ruled = _with_pdfminer(path, len(texts)), set()
        if is_garbled(texts):
            raise DocumentError(
                f"{path.name}: 文字化けして読めません。",
                "別の方法で作り直した PDF か、テキストを取り込んでください。",
            )
    pages = with_ruled_tables(path, [text.translate(LOOK_ALIKES) for text in texts], ruled)
    return [
        RawPage(page.text, number=i, label=label if label != str(i) else None, ruled=page.ruled)
        for i, (page, label) in enumerate(zip(pages, labels, strict=False), start=1)
    ]


def is_garbled(texts: Iterable[str]) -> bool:
    """Whether a text's letters are of scripts that tell of a wrong character map.

    ``補助率は2/3`` → False; ``͍͋͏͓͑`` (あいうえお through a wrong map) → True; no letters at all → False
    """
    known = foreign = 0
    for character in "".join(texts):
        name = unicodedata.name(character, "")
        letter = unicodedata.category(character)[0] in "LMC" or name.startswith("YI ")
        if not letter or character.isspace():
            continue
        if name.startswith(_SCRIPTS) or character in "\u3099\u309a":
            known += 1
        else:
            foreign += 1
    return foreign > MAX_FOREIGN * (known + foreign)


def _with_pypdf(path: Path, settings: Settings) -> tuple[list[str], list[str], set[int]]:
    """(labels, texts) of all pages, and the indexes of those that may have tables with drawn borders."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it reports each odd font; the check above judges
    protected = DocumentError(
        f"{path.name}: パスワードで保護されています。", "保護を外した PDF を取り込んでください。"
    )
    try:
        reader = PdfReader(path)
        if reader.is_encrypted and not reader.decrypt(""):
            raise protected
        if len(reader.pages) > settings.max_pdf_pages:
            raise DocumentError(
                f"{path.name}: {len(reader.pages):,} ページあり、上限を超えています。",
                "分割するか、SHIEN_MAX_PDF_PAGES で上限を上げてください。",
            )
        texts, ruled = [], set()
        for index, page in enumerate(reader.pages):
            texts.append(page.extract_text() or "")
            content = page.get_contents()
            if content is not None and may_be_ruled(content.get_data()):
                ruled.add(index)
        return list(reader.page_labels), texts, ruled
    except (DocumentError, OSError):
        raise
    except DependencyError as error:  # AES, which pypdf opens only beside a cryptography package
        raise protected from error
    except Exception as error:  # a damaged file makes pypdf raise nearly anything
        raise _unreadable(path, error) from error


def _with_pdfminer(path: Path, pages: int) -> list[str]:
    from pdfminer.high_level import extract_pages
    from pdfminer.layout import LAParams, LTTextContainer

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    try:
        layouts = list(extract_pages(path, laparams=LAParams(detect_vertical=True)))
    except OSError:
        raise
    except Exception as error:  # as above
        raise _unreadable(path, error) from error
    texts = ["".join(e.get_text() for e in page if isinstance(e, LTTextContainer)) for page in layouts]
    return (texts + [""] * pages)[:pages]


def _unreadable(path: Path, error: Exception) -> DocumentError:
    return DocumentError(
        f"{path.name}: PDF として読めません（{type(error).__name__}）。",
        "ファイルが壊れていないか、PDF 閲覧ソフトで開けるか確かめてください。",
    )
