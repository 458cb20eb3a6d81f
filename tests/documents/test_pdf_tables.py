"""Tables with drawn borders are read from a PDF cell by cell; whatever is no such table stays as it was read."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from document_samples import PROPERTY
from hypothesis import given
from hypothesis import strategies as st
from pdf_samples import Drawn, drawn_pdf, table

from assistant.documents.clean import clean_page, replay
from assistant.documents.load import load_pages
from assistant.documents.pages import RawPage
from assistant.documents.pdf import load_pdf
from assistant.documents.pdf_drawn import MAX_DRAWN, may_be_ruled
from assistant.documents.pdf_tables import aligned_letters
from assistant.documents.read import read_document
from assistant.documents.ruled_cells import Letter
from assistant.settings import Settings
from assistant.text.radicals import LOOK_ALIKES

GRANTS: list[list[str | None]] = [
    ["枠", "補助率", "上限額"],
    ["一般枠", "２分の１", "50万円"],
    ["若者枠", "３分の２", "100万円"],
]


def _pages(folder: Path, *pages: tuple[list[Drawn], bytes], **told: dict[str, bytes]) -> list[RawPage]:
    path = folder / "drawn.pdf"
    path.write_bytes(drawn_pdf(*pages, **told))
    return load_pages(path, Settings())


def _text(folder: Path, rows: list[list[str | None]], **told: float) -> str:
    return _pages(folder, table(rows, **told))[0].text


def test_each_row_is_a_line_with_its_cells_parted_by_tabs(tmp_path: Path) -> None:
    assert (
        _text(tmp_path, GRANTS) == "枠\t補助率\t上限額\n一般枠\t２分の１\t50万円\n若者枠\t３分の２\t100万円"
    )


def test_a_cell_that_spans_rows_is_said_in_each(tmp_path: Path) -> None:
    rows = [["枠", "補助率", "上限額"], ["一般枠", "２分の１", "50万円"], ["若者枠", "^", "100万円"]]
    assert _text(tmp_path, rows).split("\n")[2] == "若者枠\t２分の１\t100万円"


def test_two_rows_of_heads_are_made_one(tmp_path: Path) -> None:
    rows = [
        ["枠", "補助金額", None],
        ["^", "上限", "下限"],
        ["一般枠", "1,000", "300"],
        ["若者枠", "1,500", "300"],
    ]
    assert _text(tmp_path, rows).split("\n")[0] == "枠\t補助金額 上限\t補助金額 下限"


def test_the_lines_of_a_cell_are_joined_where_there_was_no_room_and_stay_apart_where_there_was(
    tmp_path: Path,
) -> None:
    rows: list[list[str | None]] = [
        ["名称", "内容", "上限額"],
        ["引継ぎ補助", "譲受側は県内事業者に\n限る", "50万円"],
        ["経営相談", "初回は無料\n二回目から有料です。\n電話は無料です。", "20万円"],
    ]
    assert _text(tmp_path, rows, width=120).split("\n")[1:] == [
        "引継ぎ補助\t譲受側は県内事業者に限る\t50万円",
        "経営相談\t初回は無料 二回目から有料です。電話は無料です。\t20万円",
    ]


def test_labels_stand_before_what_they_label_and_its_paragraphs_stay_apart(tmp_path: Path) -> None:
    rows: list[list[str | None]] = [
        ["対象者", "県内の中小企業者\n(1) 製造業を営む方"],
        ["補助率", "３分の２"],
        ["上限額", "50万円"],
    ]
    assert _text(tmp_path, rows, width=200).split("\n") == [
        "対象者　県内の中小企業者",
        "(1) 製造業を営む方",
        "補助率　３分の２",
        "上限額　50万円",
    ]


def test_text_around_a_table_stays_and_the_rows_stand_in_its_place(tmp_path: Path) -> None:
    lines, strokes = table(GRANTS)
    drawn = [(50.0, 780.0, "補助率等"), *lines, (50.0, 500.0, "千円未満は切り捨てます。")]
    (page,) = _pages(tmp_path, (drawn, strokes))
    assert page.text.split("\n")[0] == "補助率等" and page.text.split("\n")[-1] == "千円未満は切り捨てます。"
    ((start, end),) = page.ruled
    assert page.text[start:end].startswith("枠\t") and page.text[start:end].endswith("\t100万円")


def test_a_table_that_goes_on_says_its_heads_and_its_group_again_on_the_next_page(tmp_path: Path) -> None:
    first = table([["費目", "内容", "上限額"], ["設備費", "機械", "50万円"]], top=120)
    second = table([["", "車両", "30万円"], ["広報費", "ちらし", "10万円"]], top=780)
    pages = _pages(tmp_path, first, second)
    assert pages[1].text == "費目\t内容\t上限額\n設備費\t車両\t30万円\n広報費\tちらし\t10万円"


def test_heads_that_a_page_repeats_are_said_once(tmp_path: Path) -> None:
    pages = _pages(
        tmp_path,
        table(GRANTS, top=120),
        table([GRANTS[0], ["移住枠", "３分の２", "200万円"], ["特別枠", "定額", "20万円"]], top=780),
    )
    assert pages[1].text == "枠\t補助率\t上限額\n移住枠\t３分の２\t200万円\n特別枠\t定額\t20万円"


def test_a_table_of_its_own_on_the_next_page_keeps_its_heads(tmp_path: Path) -> None:
    rooms: list[list[str | None]] = [["室名", "定員", "料金"], ["大会議室", "100名", "5,000円"]]
    pages = _pages(tmp_path, table(GRANTS, top=120), table(rooms, top=780))
    assert pages[1].text == "室名\t定員\t料金\n大会議室\t100名\t5,000円"


@pytest.mark.parametrize(
    "rows",
    [
        [["氏名", ""], ["住所", ""], ["電話", ""]],  # a form to fill in
        [["お知らせ"], ["本文です"]],  # boxes one below the other
        [
            ["\n".join(["支援を行いますので"] * 50), "\n".join(["申込みは窓口で。"] * 50)],
            ["問合せ", "電話"],
        ],  # columns of a page
    ],
)
def test_boxes_that_are_no_table_leave_the_text_as_it_was(
    tmp_path: Path, rows: list[list[str | None]]
) -> None:
    (page,) = _pages(tmp_path, table(rows))
    assert not page.ruled and "\t" not in page.text


def test_borders_between_the_rows_alone_make_no_table(tmp_path: Path) -> None:
    (page,) = _pages(tmp_path, table(GRANTS, upright=False))
    assert not page.ruled


def test_a_table_in_the_frame_of_a_page_is_read_and_the_frame_is_none(tmp_path: Path) -> None:
    lines, strokes = table(GRANTS)
    drawn = [(50.0, 780.0, "募集案内"), *lines, (50.0, 500.0, "締切は五月です。")]
    (page,) = _pages(tmp_path, (drawn, strokes + b"\n20 20 555 800 re S"))
    assert page.text.startswith("募集案内\n枠\t補助率") and page.text.endswith("\n締切は五月です。")


def test_letters_drawn_twice_to_look_bold_are_read_once(tmp_path: Path) -> None:
    lines, strokes = table(GRANTS)
    bold = [one for x, y, text in lines for one in ((x, y, text), (x + 1, y, text))]
    assert _pages(tmp_path, (bold, strokes))[0].text.startswith("枠\t補助率\t上限額\n一般枠\t")


def test_a_page_is_left_alone_where_its_text_is_not_what_is_drawn() -> None:
    drawn = [Letter("補", 0, 0, 10, 10), Letter("助", 10, 0, 20, 10)]
    assert aligned_letters(drawn, "補助率") is None
    letters, places = aligned_letters(drawn, "補 \n助") or ([], [])
    assert [letter.text for letter in letters] == ["補", "助"] and places == [0, 3]


def test_what_is_drawn_as_one_letter_has_the_place_of_each() -> None:
    letters, places = aligned_letters([Letter("fi", 0, 0, 10, 10)], "fi") or ([], [])
    assert [(letter.text, letter.x0, letter.x1) for letter in letters] == [("f", 0, 5), ("i", 5, 10)]
    assert places == [0, 1]


def test_the_cells_of_a_row_are_no_text_drawn_twice_and_keep_their_columns(tmp_path: Path) -> None:
    rows: list[list[str | None]] = [
        ["区分", "会員", "会員以外", "備考"],
        ["窓口相談", "無料です", "無料です", "予約制"],
        ["証明", "1,100円", "2,750円", ""],
    ]
    path = tmp_path / "fees.pdf"
    path.write_bytes(drawn_pdf(table(rows)))
    document, passages = read_document(path, tmp_path, None, Settings())
    assert document.pages[0].text.split("\n")[1:] == [
        "窓口相談\t無料です\t無料です\t予約制",
        "証明\t1,100円\t2,750円\t",
    ]
    assert passages[0].header is not None


@PROPERTY
@given(
    st.lists(
        st.sampled_from(["無料\t無料", "会員 会員 ", "  一般枠\t50万円\t", "", "受付は平日です。", "1"]),
        max_size=8,
    ),
    st.data(),
)
def test_in_rows_with_drawn_borders_nothing_is_mended(lines: list[str], data: st.DataObject) -> None:
    raw = "\n".join(lines)
    start = data.draw(st.integers(0, len(raw)))
    end = data.draw(st.integers(start, len(raw)))
    clean = clean_page(raw, ruled=((start, end),))
    assert raw[start:end] in clean.text
    assert replay(raw, clean.repairs) == clean.text


@pytest.mark.parametrize("operators", [b"0 0 m 9 9 l S\n" * (MAX_DRAWN + 1), b"/A Do"])
def test_a_page_that_draws_more_than_any_table_is_read_without(tmp_path: Path, operators: bytes) -> None:
    lines, strokes = table(GRANTS)
    forms = {name: b"/%s Do " % after.encode() * 10 for name, after in zip("ABC", "BCD", strict=True)}
    started = time.perf_counter()
    (page,) = _pages(tmp_path, (lines, strokes + b"\n" + operators), forms={**forms, "D": b"0 0 9 9 re S"})
    assert "一般枠" in page.text and "\t" not in page.text
    assert time.perf_counter() - started < 10


def test_pages_without_strokes_enough_for_a_table_are_not_looked_at() -> None:
    assert not may_be_ruled(b"BT <82a0> Tj ET 0 0 m 9 9 l S")
    assert not may_be_ruled(b"0 0 m 9 9 l S " * 5)
    assert may_be_ruled(b"0 0 m 9 9 l S " * 3 + b"0 0 9 9 re S " * 3)
    assert not may_be_ruled(b"0 0 m 9 9 l S " * (MAX_DRAWN + 1))


def test_a_damaged_page_is_left_as_it_was_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pdfminer.pdfinterp import PDFPageInterpreter

    def fail(*_: object) -> None:
        raise KeyError("Resources")

    monkeypatch.setattr(PDFPageInterpreter, "process_page", fail)
    (page,) = _pages(tmp_path, table(GRANTS))
    assert "一般枠" in page.text and not page.ruled


def test_radicals_that_a_font_gives_for_the_characters_they_look_like_are_read_as_those(
    monkeypatch, tmp_path
) -> None:
    path = tmp_path / "printed.pdf"
    path.write_bytes(drawn_pdf(([(50, 700, "一")], b"")))
    monkeypatch.setattr(
        "assistant.documents.pdf._with_pypdf", lambda *_: (["1"], ["補助⾦の⻘⽊、１件"], set())
    )
    assert load_pdf(path, Settings())[0].text == "補助金の青木、１件"
    assert all(len(chr(one).translate(LOOK_ALIKES)) == 1 for one in LOOK_ALIKES)
