"""Read a file into pages of raw text. Each format is one function in ``LOADERS``."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from assistant.documents.decoding import decode
from assistant.documents.pages import RawPage, split_pages
from assistant.documents.pdf import load_pdf
from assistant.documents.sheets import load_delimited, load_workbook
from assistant.documents.slides import load_slides
from assistant.documents.web import load_web_page
from assistant.documents.word import load_word
from assistant.errors import DocumentError, reason
from assistant.settings import Settings


def load_pages(path: Path, settings: Settings) -> list[RawPage]:
    """The pages of a file as raw text.

    Raises:
        DocumentError: unknown format, too large, unreadable, encrypted or without text.
    """
    loader = LOADERS.get(path.suffix.lower())
    if loader is None:
        raise DocumentError(f"{path.name}: この形式は読めません。", formats_hint(path.suffix))
    try:
        size = path.stat().st_size
        if not size:
            raise DocumentError(
                f"{path.name}: 空のファイルです（0 バイト）。",
                "中身のあるファイルかどうかを確かめてください。",
            )
        if size > settings.max_document_bytes:
            raise DocumentError(
                f"{path.name}: {size:,} バイトあり、上限 {settings.max_document_bytes:,} バイトを超えています。",
                "ファイルを分けるか、SHIEN_MAX_DOCUMENT_BYTES で上限を上げてください。",
            )
        pages = loader(path, settings)
    except OSError as error:
        raise DocumentError(
            f"{path.name}: 開けません（{reason(error)}）。",
            "ファイルの場所と読み取り権限を確かめてください。",
        ) from error
    if not any(page.text.strip() for page in pages):
        if path.suffix.lower() == ".pdf":
            raise DocumentError(
                f"{path.name}: 文字を取り出せませんでした。",
                "画像だけの文書は、文字認識（OCR）をかけてから取り込んでください。",
            )
        raise DocumentError(
            f"{path.name}: 文字がありません。", "中身のあるファイルかどうかを確かめてください。"
        )
    return pages


_FRONT_MATTER = re.compile(r"\A---[ \t]*\n((?:[^\n]{0,500}\n){1,40}?)---[ \t]*(?:\n|\Z)")
_NAMED_TITLE = re.compile(r"^title:[ \t]*[\"']?(.*?)[\"']?[ \t]*$", re.MULTILINE)
_EMPHASIS = re.compile(r"(\*\*|__)(?=[^\s*_])([^*_\n]{1,300})(?<=\S)\1")
_QUOTED = re.compile(r"^(?:>[ \t]?)+", re.MULTILINE)


def _load_markdown(path: Path, settings: Settings) -> list[RawPage]:
    """Markdown as it is meant to be read: without the marks of emphasis and quotation, of its front matter the title only."""
    text = decode(path.read_bytes(), path.name)
    if front := _FRONT_MATTER.match(text):
        title = _NAMED_TITLE.search(front[1])
        rest = text[front.end() :]
        # A heading below says the title again, as pages made from such files do; another one is the document's own.
        text = rest if not title or rest.lstrip().startswith("# ") else f"{title[1]}\n\n{rest}"
    return split_pages(_QUOTED.sub("", _EMPHASIS.sub(r"\2", text)))


def _load_text(path: Path, settings: Settings) -> list[RawPage]:
    return split_pages(decode(path.read_bytes(), path.name))


LOADERS: dict[str, Callable[[Path, Settings], list[RawPage]]] = {
    ".txt": _load_text,
    ".md": _load_markdown,
    ".pdf": load_pdf,
    ".docx": load_word,
    ".pptx": load_slides,
    ".xlsx": load_workbook,
    ".csv": load_delimited,
    ".tsv": load_delimited,
    ".html": load_web_page,
    ".htm": load_web_page,
}
_SAVED_ANEW = {
    ".doc": "Word で開き、.docx",
    ".rtf": "Word で開き、.docx",
    ".odt": "作ったソフトで開き、.docx",
    ".xls": "Excel で開き、.xlsx",
    ".ods": "作ったソフトで開き、.xlsx",
    ".ppt": "PowerPoint で開き、.pptx",
    ".odp": "作ったソフトで開き、.pptx",
    ".jtd": "一太郎で開き、.docx か .pdf",
    ".xdw": "DocuWorks で開き、.pdf",
}
"""What agencies have in older formats, or in those of other programs."""


def formats_hint(ending: str) -> str:
    """What to do with a file of a kind that is not read. ``.doc`` → Word で開き、.docx として保存し直してください。"""
    saved = _SAVED_ANEW.get(ending.lower())
    if saved:
        return f"{saved} として保存し直してください。"
    return f"読める形式: {'・'.join(sorted(LOADERS))}"
