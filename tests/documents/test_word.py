"""A Word document gives what its reader sees: headings, paragraphs, notes and boxes, and nothing that was deleted or hidden."""

from __future__ import annotations

from pathlib import Path

import pytest
from office_samples import (
    PAGE_END,
    docx,
    headings_of,
    lines_of,
    packed,
    pages_of,
    par,
    run,
    section_in,
    table,
)

TEXT = "対象経費の3分の2以内を補助します。"


def _box(words: str) -> str:
    """A text box as Word writes it: for newer programs, and the same again for older ones."""
    held = f"<w:txbxContent>{par(words)}</w:txbxContent>"
    return (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{held}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{held}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


@pytest.mark.parametrize(
    ("paragraph", "level"),
    [
        (par("補助率", style="1"), 1),
        (par("補助率", style="2"), 2),
        (par("補助率", style="a3"), 1),
        (par("補助率", style="ours"), 2),  # by the style that its own is based on
        (par("補助率", style="deep"), 4),
        (par("補助率", more='<w:outlineLvl w:val="1"/>'), 2),
        (par(run("補助率", "b")), 9),
        (par(run("補助", "b") + run("率", "b")), 9),
    ],
    ids=[
        "style",
        "second style",
        "title",
        "based on",
        "style with a level",
        "own level",
        "bold",
        "bold runs",
    ],
)
def test_a_heading_is_one_by_its_style_its_level_or_its_bold_letters(
    tmp_path: Path, paragraph: str, level: int
) -> None:
    data = docx(paragraph, par(TEXT))
    assert headings_of(pages_of(tmp_path, "guide.docx", data)) == [(level, "補助率")]
    assert section_in(tmp_path, "guide.docx", data, "3分の2") == ("補助率",)


@pytest.mark.parametrize(
    "paragraph",
    [
        par("補助率"),
        par(run("補助率", "b") + run("について")),
        par(run("補助率は2/3以内", "b")),
        par(run("ご注意ください。", "b")),
        par(run("補助率：三分の二", "b")),
        par(run("あ" * 31, "b")),
        par('<w:r><w:rPr><w:b w:val="0"/></w:rPr><w:t>補助率</w:t></w:r>'),
        par("補助率", more='<w:outlineLvl w:val="9"/>'),
    ],
    ids=["plain", "partly bold", "figures", "sentence", "label", "long", "bold switched off", "body level"],
)
def test_what_only_looks_like_a_heading_is_none(tmp_path: Path, paragraph: str) -> None:
    assert headings_of(pages_of(tmp_path, "guide.docx", docx(paragraph, par(TEXT)))) == []


def test_headings_that_word_names_stand_above_those_numbered_by_hand(tmp_path: Path) -> None:
    data = docx(
        par("募集要項", style="1"),
        par("経費", style="2"),
        par("(1) 対象経費"),
        par("機械の購入費とします。"),
        par("期間", style="2"),
        par("6月末までとします。"),
    )
    assert section_in(tmp_path, "g.docx", data, "機械の購入費") == ("募集要項", "経費", "(1) 対象経費")
    assert section_in(tmp_path, "g.docx", data, "6月末") == ("募集要項", "期間")


@pytest.mark.parametrize(
    ("runs", "seen"),
    [
        (run("上限") + f"<w:del>{run('30')}</w:del><w:ins>{run('50')}</w:ins>" + run("万円"), "上限50万円"),
        (run("上限") + "<w:del><w:r><w:delText>30</w:delText></w:r></w:del>" + run("50万円"), "上限50万円"),
        (run("上限") + f"<w:moveFrom>{run('30万円')}</w:moveFrom>" + run("なし"), "上限なし"),
        (run("上限") + f"<w:moveTo>{run('50万円')}</w:moveTo>", "上限50万円"),
        (run("上限") + run("秘密", "vanish") + run("50万円"), "上限50万円"),
        (
            "<w:r><w:ruby><w:rt><w:r><w:t>ほじょ</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>補助</w:t></w:r></w:rubyBase>"
            "</w:ruby></w:r>" + run("率"),
            "補助率",
        ),
        (run("頁") + "<w:r><w:instrText>PAGEREF _Toc1</w:instrText></w:r>" + run("三"), "頁三"),
        (
            "<w:hyperlink>" + run("窓口") + "</w:hyperlink><w:sdt><w:sdtPr><w:alias/></w:sdtPr>"
            "<w:sdtContent>" + run("の案内") + "</w:sdtContent></w:sdt>",
            "窓口の案内",
        ),
        (run("補\u200b助率"), "補助率"),
        (run("電話") + "<w:r><w:tab/></w:r>" + run("内線"), "電話　内線"),
        (run("電話") + "<w:r><w:noBreakHyphen/></w:r>" + run("内線"), "電話-内線"),
    ],
    ids=["inserted", "deleted", "moved away", "moved here", "hidden", "ruby", "field", "link and control", "nobody sees", "tab", "hyphen"],
)  # fmt: skip
def test_a_paragraph_is_read_as_its_reader_sees_it(tmp_path: Path, runs: str, seen: str) -> None:
    assert lines_of(tmp_path, "guide.docx", docx(par(runs))) == [seen]


def test_a_break_of_a_line_parts_it_and_one_of_a_page_does_not(tmp_path: Path) -> None:
    runs = run("一") + "<w:r><w:br/></w:r>" + run("二") + '<w:r><w:br w:type="page"/></w:r>' + run("三")
    assert lines_of(tmp_path, "guide.docx", docx(par(runs))) == ["一", "二三"]


def test_paragraphs_inside_controls_and_insertions_are_read_and_those_moved_away_are_not(
    tmp_path: Path,
) -> None:
    body = (
        f"<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>{par('一')}</w:sdtContent></w:sdt>"
        f"<w:ins>{par('二')}</w:ins><w:moveFrom>{par('捨てた文')}</w:moveFrom><w:moveTo>{par('三')}</w:moveTo>"
        f"<w:del>{par('消した文')}</w:del><w:customXml>{par('四')}</w:customXml>"
    )
    assert lines_of(tmp_path, "guide.docx", docx(body)) == ["一", "二", "三", "四"]


def test_a_footnote_follows_the_paragraph_that_refers_to_it(tmp_path: Path) -> None:
    notes = (
        f'<w:footnote w:id="-1">{par("区切り")}</w:footnote>'
        f'<w:footnote w:id="2">{par("税抜きの額です。")}{par("端数は切り捨てます。")}</w:footnote>'
    )
    data = docx(
        par(run("上限は50万円") + '<w:r><w:footnoteReference w:id="2"/></w:r>'),
        par("次の段落"),
        footnotes=notes,
    )
    assert lines_of(tmp_path, "g.docx", data) == [
        "上限は50万円",
        "税抜きの額です。",
        "端数は切り捨てます。",
        "次の段落",
    ]


def test_a_text_box_is_read_once_though_its_file_holds_it_twice(tmp_path: Path) -> None:
    data = docx(par(run("本文です。") + _box("締切は6月末です。")), par("終わりです。"))
    assert lines_of(tmp_path, "guide.docx", data) == ["本文です。", "締切は6月末です。", "終わりです。"]


def test_the_table_of_contents_is_left_out(tmp_path: Path) -> None:
    contents = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{par('目次')}{par('補助率 3')}</w:sdtContent></w:sdt>"
    )
    by_style = par("上限額 5", style="11")
    data = docx(contents, by_style, par("補助率", style="1"), par(TEXT))
    assert lines_of(tmp_path, "guide.docx", data) == ["補助率", TEXT]


def test_headers_footers_and_comments_are_not_read(tmp_path: Path) -> None:
    from docx import Document
    from office_samples import saved

    document = Document()
    paragraph = document.add_paragraph("本文です。")
    document.sections[0].header.paragraphs[0].text = "取扱注意"
    document.sections[0].footer.paragraphs[0].text = "支援センター"
    document.add_comment(paragraph.runs, text="要確認", author="担当")
    assert lines_of(tmp_path, "guide.docx", saved(document)) == ["本文です。"]


def test_pages_are_numbered_where_word_counted_as_many(tmp_path: Path) -> None:
    data = docx(
        par("一頁目です。"),
        par(PAGE_END + run("二頁目です。") + PAGE_END + run("その続きです。")),
        par("三頁目です。"),
        pages=3,
    )
    pages = pages_of(tmp_path, "guide.docx", data)
    assert [(page.number, page.text) for page in pages] == [
        (1, "一頁目です。"),
        (2, "二頁目です。その続きです。"),
        (3, "三頁目です。"),
    ]


@pytest.mark.parametrize("told", [None, 1, 3])
def test_no_page_is_numbered_where_the_count_does_not_agree(tmp_path: Path, told: int | None) -> None:
    data = docx(par("一頁目です。"), par(PAGE_END + run("二頁目です。")), pages=told)
    (page,) = pages_of(tmp_path, "guide.docx", data)
    assert (page.number, page.text) == (None, "一頁目です。\n二頁目です。")


def test_no_page_is_numbered_where_more_is_written_than_so_many_pages_hold(tmp_path: Path) -> None:
    for paragraphs, number in [(20, 1), (100, None)]:  # a program keeps the count of the file it began with
        pages = pages_of(tmp_path, "guide.docx", docx(*[par("補助率の話です。" * 10)] * paragraphs, pages=1))
        assert [page.number for page in pages] == [number]


def test_a_heading_stays_open_over_the_end_of_a_page(tmp_path: Path) -> None:
    data = docx(par("補助率", style="1"), par(TEXT), par(PAGE_END + run("特例もあります。")), pages=2)
    assert section_in(tmp_path, "guide.docx", data, "特例") == ("補助率",)


def test_a_table_of_labels_ends_with_its_page(tmp_path: Path) -> None:
    data = docx(
        table(("補助率", "三分の二以内"), ("申請期間", "六月末まで")),
        par(PAGE_END + run("次の頁の文は別の話です。")),
        pages=2,
    )
    assert section_in(tmp_path, "guide.docx", data, "六月末") == ("申請期間",)
    assert section_in(tmp_path, "guide.docx", data, "別の話") == ()


def test_a_document_without_styles_lists_or_footnotes_is_read(tmp_path: Path) -> None:
    whole = docx(par("本文です。"))
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        kept = {
            name: archive.read(name)
            for name in archive.namelist()
            if not name.startswith(("word/s", "word/n", "word/f", "word/_", "docProps"))
        }
    kept["_rels/.rels"] = kept["_rels/.rels"].replace(b"docProps/app.xml", b"word/document.xml")
    assert lines_of(tmp_path, "guide.docx", packed(kept)) == ["本文です。"]
