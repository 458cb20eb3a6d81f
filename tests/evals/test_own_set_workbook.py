"""An agency's own set as an Excel workbook: numbers as they are shown, the template, and what is refused."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook
from own_set_sample import ROW, told, write_sheet

from assistant.errors import InputError
from evals.dataset import load_items
from evals.own_set import workbook
from evals.own_set.read import read_own_set
from evals.own_set.template import write_template


def test_numbers_are_read_as_they_are_shown(tmp_path: Path) -> None:
    path = write_sheet(
        tmp_path / "set.xlsx", [ROW | {"必要な事実": 0.5}, ROW | {"id": "a2", "必要な事実": 18}]
    )
    book = load_workbook(path)
    book["質問集"]["D2"].number_format = "0%"
    book.save(path)
    assert [item.nuggets for _, item in read_own_set(path).items] == [(("50%",),), (("18",),)]


def test_the_template_is_read_without_its_examples(tmp_path: Path) -> None:
    path = tmp_path / "set.xlsx"
    write_template(path)
    with pytest.raises(InputError, match="質問がありません"):
        read_own_set(path)
    book = load_workbook(path)
    for place, value in enumerate(ROW.values(), start=1):
        heading = list(ROW)[place - 1]
        column = next(c.column for c in book["質問集"][1] if c.value == heading)
        book["質問集"].cell(9, column, value)
    book.save(path)
    ((row, item),) = read_own_set(path).items
    assert (row, item.id) == (9, "a1")
    assert told(path) == []


def test_a_file_that_is_there_is_never_written_over(tmp_path: Path) -> None:
    path = write_sheet(tmp_path / "set.xlsx", [ROW])
    before = path.read_bytes()
    with pytest.raises(InputError, match="すでにあります"):
        write_template(path)
    assert path.read_bytes() == before
    with pytest.raises(InputError, match=r"「\.xlsx」で終わる"):
        write_template(tmp_path / "set.csv")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", "質問,答え".encode(), b"\xd0\xcf\x11\xe0" * 600])
def test_what_is_no_workbook_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "set.xlsx"
    path.write_bytes(content)
    with pytest.raises(InputError, match="Excel のファイルとして読めません"):
        read_own_set(path)


def test_what_a_workbook_may_unpack_to_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_sheet(tmp_path / "set.xlsx", [ROW])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/zeros.bin", b"\0" * 3_000_000)
    assert path.stat().st_size < 100_000
    monkeypatch.setattr(workbook, "MAX_UNPACKED_BYTES", 1_000_000)
    with pytest.raises(InputError, match="開くと大きすぎます"):
        read_own_set(path)
    monkeypatch.setattr(workbook, "MAX_FILE_BYTES", 1_000)
    with pytest.raises(InputError, match=r"set\.xlsx が大きすぎます"):
        read_own_set(path)


def test_more_rows_than_are_read_are_told_not_dropped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "MAX_ROWS", 3)
    rows = [ROW | {"id": f"a{n}", "質問": f"{n}番目"} for n in range(2)]
    assert len(load_items(write_sheet(tmp_path / "set.xlsx", rows))) == 2
    with pytest.raises(InputError, match="行が多すぎます"):
        load_items(write_sheet(tmp_path / "set.xlsx", [*rows, ROW]))


def test_a_document_type_is_refused(tmp_path: Path) -> None:
    path, name = write_sheet(tmp_path / "plain.xlsx", [ROW]), "xl/worksheets/sheet1.xml"
    declared = b'<!DOCTYPE a [<!ENTITY b "c">]>' + part(path, name)
    bomb = with_parts(path, tmp_path / "set.xlsx", {name: declared})
    with pytest.raises(InputError, match="DOCTYPE"):
        read_own_set(bomb)


def with_parts(source: Path, target: Path, changed: dict[str, bytes]) -> Path:
    """A workbook with some of its parts changed or added."""
    with zipfile.ZipFile(source) as before, zipfile.ZipFile(target, "w") as after:
        parts = {part.filename: before.read(part) for part in before.infolist()}
        for name, content in (parts | changed).items():
            after.writestr(name, content)
    return target


def part(path: Path, name: str) -> bytes:
    with zipfile.ZipFile(path) as archive:
        return archive.read(name)


def test_rows_beyond_what_the_file_says_of_itself_are_read(tmp_path: Path) -> None:
    path, name = write_sheet(tmp_path / "plain.xlsx", [ROW]), "xl/worksheets/sheet1.xml"
    short = part(path, name).replace(b'ref="A1:K2"', b'ref="A1:B1"')
    assert short != part(path, name)
    assert len(load_items(with_parts(path, tmp_path / "set.xlsx", {name: short}))) == 1


def test_the_readings_that_japanese_excel_keeps_beside_a_word_are_not_read(tmp_path: Path) -> None:
    path, name = write_sheet(tmp_path / "plain.xlsx", [ROW | {"質問": "XX"}]), "xl/worksheets/sheet1.xml"
    inline = b'<c r="B2" t="inlineStr"><is><t>XX</t></is></c>'
    assert inline in part(path, name)
    words = (
        b'<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si>'
    )
    words += "<r><t>補助</t></r><r><t>率は？</t></r>".encode()
    words += '<rPh sb="0" eb="2"><t>ホジョ</t></rPh></si></sst>'.encode()
    kinds = b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>'
    changed = {
        name: part(path, name).replace(inline, b'<c r="B2" t="s"><v>0</v></c>'),
        "xl/sharedStrings.xml": words,
        "[Content_Types].xml": part(path, "[Content_Types].xml").replace(b"</Types>", kinds),
    }
    (item,) = load_items(with_parts(path, tmp_path / "set.xlsx", changed))
    assert item.question == "補助率は？"
