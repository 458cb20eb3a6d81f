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
