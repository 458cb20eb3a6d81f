"""Small PDF files, written byte by byte, so that each fault is there on purpose."""

from __future__ import annotations

from io import BytesIO

from pypdf import PdfReader, PdfWriter

_SJIS_FONT = (
    b"<</Type/Font/Subtype/Type0/BaseFont/Ryumin-Light/Encoding/90ms-RKSJ-H/DescendantFonts[<</Type/Font"
    b"/Subtype/CIDFontType0/BaseFont/Ryumin-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(Japan1)"
    b"/Supplement 2>>/DW 1000>>]>>"
)
AES_256 = (
    b"<</Filter/Standard/V 5/R 6/Length 256/P -4/StmF/StdCF/StrF/StdCF"
    b"/CF<</StdCF<</CFM/AESV3/AuthEvent/DocOpen/Length 32>>>>"
    b"/O<" + b"00" * 48 + b">/U<" + b"00" * 48 + b">/OE<" + b"00" * 32 + b">/UE<" + b"00" * 32 + b">"
    b"/Perms<" + b"00" * 16 + b">>>"
)


def pdf(*pages: str, labels: bytes = b"", trailer: bytes = b"", filter_name: bytes = b"") -> bytes:
    """A PDF with one line of text on each page; an empty string makes a page without text.

    Args:
        pages: text in characters that cp932 has.
        labels: the ``/Nums`` array of the page labels.
        trailer: further entries of the trailer.
        filter_name: a stream filter to claim for every page.
    """
    kids = b" ".join(b"%d 0 R" % (4 + 2 * n) for n in range(len(pages)))
    page_labels = b"/PageLabels<</Nums[" + labels + b"]>>" if labels else b""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R" + page_labels + b">>",
        b"<</Type/Pages/Kids[" + kids + b"]/Count %d>>" % len(pages),
        _SJIS_FONT,
    ]
    for n, text in enumerate(pages):
        drawn = (
            b"BT /F1 12 Tf 50 700 Td <" + text.encode("cp932").hex().encode() + b"> Tj ET" if text else b""
        )
        used = b"/Filter/" + filter_name if filter_name else b""
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>"
            b"/Contents %d 0 R>>" % (5 + 2 * n)
        )
        objects.append(b"<</Length %d" % len(drawn) + used + b">>stream\n" + drawn + b"\nendstream")
    return _file(objects, trailer)


def _file(objects: list[bytes], trailer: bytes) -> bytes:
    body, offsets = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(body))
        body += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return (
        body
        + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
        + table
        + b"trailer\n<</Size %d/Root 1 0 R/ID[<00><00>]" % (len(objects) + 1)
        + trailer
        + b">>\nstartxref\n%d\n%%%%EOF\n" % len(body)
    )


def locked(data: bytes, password: str, owner: str = "owner") -> bytes:
    """The same PDF, encrypted (RC4): with an empty password anyone may read it."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(data)))
    writer.encrypt(password, owner, algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


SIZE, PADDING, LINE = 10, 3, 14
"""Points of a letter, between a border and a letter, and from one line of a cell to the next."""

Drawn = tuple[float, float, str]
"""A line of text and where it begins, y growing upwards."""


def drawn_pdf(*pages: tuple[list[Drawn], bytes], forms: dict[str, bytes] | None = None) -> bytes:
    """A PDF of pages that draw lines of text and whatever else their operators say.

    Args:
        pages: the lines of text, and operators that follow them.
        forms: drawings that operators may use by name (``/A Do``), and that may use one another.
    """
    names = list(forms or {})
    first_form = 4 + 2 * len(pages)
    used = b"".join(b"/%s %d 0 R" % (name.encode(), first_form + n) for n, name in enumerate(names))
    resources = b"<</Font<</F1 3 0 R>>/XObject<<" + used + b">>>>"
    kids = b" ".join(b"%d 0 R" % (4 + 2 * n) for n in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[" + kids + b"]/Count %d>>" % len(pages),
        _SJIS_FONT,
    ]
    for n, (lines, operators) in enumerate(pages):
        text = b"\n".join(
            b"BT /F1 %d Tf %d %d Td <%s> Tj ET" % (SIZE, x, y, line.encode("cp932").hex().encode())
            for x, y, line in lines
        )
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources "
            + resources
            + b"/Contents %d 0 R>>" % (5 + 2 * n)
        )
        objects.append(_stream(b"", text + b"\n" + operators))
    for name in names:
        head = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources " + resources
        objects.append(_stream(head, (forms or {})[name]))
    return _file(objects, b"")


def _stream(head: bytes, content: bytes) -> bytes:
    return b"<<" + head + b"/Length %d>>stream\n" % len(content) + content + b"\nendstream"


def table(
    rows: list[list[str | None]], top: float = 700, width: float = 100, upright: bool = True
) -> tuple[list[Drawn], bytes]:
    """A table with drawn borders: its lines of text, and the strokes around its cells.

    Args:
        rows: the cells; lines of one parted by line ends, None where the cell at its left goes on, ``^`` where the one above.
        top: where it begins, of a page of 842 points.
        width: of a column.
        upright: whether strokes part the columns, too.
    """
    lines: list[Drawn] = []
    strokes: list[bytes] = []
    y = top
    for number, row in enumerate(rows):
        below = y - LINE * max(cell.count("\n") + 1 for cell in row if cell is not None) - 2 * PADDING
        for column, cell in enumerate(row):
            x = 50 + column * width
            if cell not in (None, "^"):
                parts = (cell or "").split("\n")
                lines.extend((x + PADDING, y - LINE * (n + 1), part) for n, part in enumerate(parts) if part)
            if cell != "^":
                strokes.append(b"%d %d m %d %d l S" % (x, y, x + width, y))
            if cell is not None and upright:
                strokes.append(b"%d %d m %d %d l S" % (x, y, x, below))
        right = 50 + len(row) * width
        if upright:
            strokes.append(b"%d %d m %d %d l S" % (right, y, right, below))
        if number == len(rows) - 1:
            strokes.append(b"50 %d m %d %d l S" % (below, right, below))
        y = below
    return lines, b"\n".join(strokes)
