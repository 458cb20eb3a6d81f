"""Small office files and web pages, written part by part, so that each thing in them is there on purpose."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from assistant.documents.load import load_pages
from assistant.documents.pages import RawPage
from assistant.documents.read import read_document
from assistant.errors import DocumentError
from assistant.settings import Settings

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
NAMESPACES = (
    f'xmlns:w="{_MAIN}" xmlns:r="{_RELATED}" xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
PAGE_END = "<w:r><w:lastRenderedPageBreak/></w:r>"
STYLES = (
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="a3"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="ours"><w:name w:val="支所の見出し"/><w:basedOn w:val="2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="deep"><w:name w:val="深い見出し"/><w:pPr><w:outlineLvl w:val="3"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="11"><w:name w:val="toc 1"/></w:style>'
)


def packed(parts: Mapping[str, bytes | str]) -> bytes:
    """A ZIP archive of parts by their names."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def repacked(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """An archive with one of its parts changed, or added."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return packed({**parts, part: change(parts.get(part, b""))})


def run(text: str, *properties: str) -> str:
    """A run of a paragraph: ``run("補助率", "b")`` is bold."""
    return (
        f"<w:r><w:rPr>{''.join(f'<w:{name}/>' for name in properties)}</w:rPr>"
        f'<w:t xml:space="preserve">{text}</w:t></w:r>'
    )


def par(inside: str, *, style: str = "", listed: tuple[int, int] | None = None, more: str = "") -> str:
    """A paragraph: words alone, or runs. ``listed``: number of its list and level, from 0; ``more``: other properties."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if listed:
        properties += f'<w:numPr><w:ilvl w:val="{listed[1]}"/><w:numId w:val="{listed[0]}"/></w:numPr>'
    return f"<w:p><w:pPr>{properties}{more}</w:pPr>{inside if '<' in inside else run(inside)}</w:p>"


def cell(inside: str, *, across: int = 1, down: str = "") -> str:
    """A cell of a table. ``down``: restart where merged cells begin, continue below."""
    merged = f'<w:vMerge w:val="{down}"/>' if down else ""
    held = inside if "<w:p" in inside else "".join(map(par, inside.split("\n")))
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{across}"/>{merged}</w:tcPr>{held}</w:tc>'


def table(*rows: tuple[str, ...]) -> str:
    """A table of cells: words, or what ``cell`` gives."""
    cells = (
        "".join(one if one.startswith("<w:tc>") else cell(one) for one in row if one is not None)
        for row in rows
    )
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def level(number: int, form: str, written: str, more: str = "") -> str:
    """How a level of a list is counted and written: ``level(0, "decimalFullWidth", "第%1条")``."""
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'{more}<w:lvlText w:val="{written}"/></w:lvl>'
    )


def lists(*forms: str, more: str = "") -> str:
    """The numbering of a document: list 1 in the first form, list 2 in the second. ``more``: further lists."""
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{at}">{form}</w:abstractNum>' for at, form in enumerate(forms, 1)
    )
    return (
        abstract
        + "".join(
            f'<w:num w:numId="{at}"><w:abstractNumId w:val="{at}"/></w:num>' for at, _ in enumerate(forms, 1)
        )
        + more
    )


def docx(
    *body: str, numbering: str = "", footnotes: str = "", pages: int | None = None, declaration: str = ""
) -> bytes:
    """A Word document of paragraphs and tables.

    Args:
        body: elements, as ``par`` and ``table`` give them.
        numbering: its lists, as ``lists`` gives them.
        footnotes: elements of its footnotes.
        pages: as Word counted them.
        declaration: what stands before the root of the main part: a DOCTYPE.
    """
    parts = {"styles": STYLES, "numbering": numbering, "footnotes": footnotes}
    kinds = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_KIND}.{name}+xml"/>' for name in parts
    )
    relations = "".join(
        f'<Relationship Id="r{name}" Type="{_RELATED}/{name}" Target="{name}.xml"/>' for name in parts
    )
    told = f"<Pages>{pages}</Pages>" if pages is not None else ""
    return packed(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{_KIND}.document.main+xml"/>{kinds}</Types>',
            "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="r1" Type="{_RELATED}/officeDocument" Target="word/document.xml"/>'
            f'<Relationship Id="r2" Type="{_RELATED}/extended-properties" Target="docProps/app.xml"/></Relationships>',
            "docProps/app.xml": f"<Properties>{told}</Properties>",
            "word/document.xml": f"{declaration}<w:document {NAMESPACES}><w:body>{''.join(body)}</w:body></w:document>",
            "word/_rels/document.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f"{relations}</Relationships>",
            "word/styles.xml": f"<w:styles {NAMESPACES}>{STYLES}</w:styles>",
            "word/numbering.xml": f"<w:numbering {NAMESPACES}>{numbering}</w:numbering>",
            "word/footnotes.xml": f"<w:footnotes {NAMESPACES}>{footnotes}</w:footnotes>",
        }
    )


def workbook(**sheets: list[list[object]]) -> bytes:
    """A workbook of sheets by their names."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for values in rows:
            sheet.append(values)
    return saved(book)


def saved(made: object) -> bytes:
    """The bytes of what one of the libraries made."""
    out = io.BytesIO()
    made.save(out)  # type: ignore[attr-defined]
    return out.getvalue()


def written(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def pages_of(folder: Path, name: str, data: bytes | str, **settings: int) -> list[RawPage]:
    """The pages of a file."""
    return load_pages(written(folder, name, data), Settings(**settings))  # type: ignore[arg-type]


def lines_of(folder: Path, name: str, data: bytes | str) -> list[str]:
    """The lines of a file's pages in which something is written."""
    return [line for page in pages_of(folder, name, data) for line in page.text.split("\n") if line]


def headings_of(pages: list[RawPage]) -> list[tuple[int, str]]:
    """The headings that a file names, and how deep they are."""
    return [(mark.level, mark.line) for page in pages for mark in page.marks if mark.is_heading]


def section_in(folder: Path, name: str, data: bytes | str, words: str) -> tuple[str, ...]:
    """The headings above the passage with some words, as a document is read for the index."""
    _, passages = read_document(written(folder, name, data), folder, None, Settings())
    return next(passage.section for passage in passages if words in passage.text)


def refusal(folder: Path, name: str, data: bytes | str, **settings: int) -> DocumentError:
    """The error that a file is refused with: it names the file and says what to do."""
    with pytest.raises(DocumentError) as caught:
        pages_of(folder, name, data, **settings)
    assert caught.value.message.startswith(f"{name}: ")
    assert caught.value.hint.endswith("。")
    return caught.value
