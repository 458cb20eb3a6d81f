"""Tables of a Word document: merged cells, labels, heads of two rows, and heads said again on the next page."""

from __future__ import annotations

from pathlib import Path

from office_samples import PAGE_END, cell, docx, level, lines_of, lists, pages_of, par, run, section_in, table


def test_a_cell_merged_over_rows_is_said_in_each(tmp_path: Path) -> None:
    rows = table(
        ("種別", "品名", "料金"),
        (cell("会議室", down="restart"), "小", "500円"),
        (cell("", down="continue"), "大", "900円"),
        ("備品", "机", "100円"),
    )
    assert lines_of(tmp_path, "guide.docx", docx(rows))[1:] == [
        "会議室\t小\t500円",
        "会議室\t大\t900円",
        "備品\t机\t100円",
    ]


def test_a_cell_merged_over_columns_is_said_in_each_and_the_next_keeps_its_place(tmp_path: Path) -> None:
    rows = table(("室名", "午前", "午後"), ("小", cell("休館", across=2)), ("大", "900円", "950円"))
    assert lines_of(tmp_path, "guide.docx", docx(rows)) == [
        "室名\t午前\t午後",
        "小\t休館\t休館",
        "大\t900円\t950円",
    ]


def test_two_rows_of_heads_are_read_as_one(tmp_path: Path) -> None:
    rows = table(
        (cell("区分", down="restart"), cell("補助率", across=2)),
        (cell("", down="continue"), "一般枠", "特別枠"),
        ("機械", "1/2", "2/3"),
    )
    assert lines_of(tmp_path, "guide.docx", docx(rows)) == [
        "区分\t補助率 一般枠\t補助率 特別枠",
        "機械\t1/2\t2/3",
    ]


def test_labels_head_their_values_and_nothing_after_the_table(tmp_path: Path) -> None:
    data = docx(
        table(("補助率", "三分の二以内とします。"), ("申請期間", "六月末までです。")),
        par("窓口でもご相談を承ります。"),
    )
    assert section_in(tmp_path, "guide.docx", data, "三分の二") == ("補助率",)
    assert section_in(tmp_path, "guide.docx", data, "六月末") == ("申請期間",)
    assert section_in(tmp_path, "guide.docx", data, "窓口でも") == ()


def test_labels_stand_under_the_heading_above_their_table(tmp_path: Path) -> None:
    data = docx(par("補助の内容", style="1"), table(("補助率", "三分の二以内"), ("申請期間", "六月末まで")))
    assert section_in(tmp_path, "guide.docx", data, "六月末") == ("補助の内容", "申請期間")


def test_heads_are_said_again_where_a_page_parts_the_table(tmp_path: Path) -> None:
    rows = table(
        ("室名", "料金"), ("小", "500円"), (cell(par(PAGE_END + run("大"))), "900円"), ("特大", "990円")
    )
    pages = pages_of(tmp_path, "guide.docx", docx(rows, pages=2))
    assert [page.text for page in pages] == ["室名\t料金\n小\t500円", "室名\t料金\n大\t900円\n特大\t990円"]


def test_heads_that_word_itself_repeats_on_a_page_are_said_once(tmp_path: Path) -> None:
    rows = table((cell(par(PAGE_END + run("室名"))), "料金"), ("小", "500円"), ("大", "900円"))
    pages = pages_of(tmp_path, "guide.docx", docx(par("前の頁です。"), rows, pages=2))
    assert pages[1].text == "室名\t料金\n小\t500円\n大\t900円"


def test_a_row_that_goes_on_over_a_page_stands_where_it_begins(tmp_path: Path) -> None:
    long = par(run("大") + PAGE_END + run("広間"))
    rows = table(("室名", "料金"), (cell(long), "900円"), ("小", "500円"))
    pages = pages_of(tmp_path, "guide.docx", docx(rows, pages=2))
    assert [page.text for page in pages] == ["室名\t料金\n大広間\t900円", "室名\t料金\n小\t500円"]


def test_deleted_rows_are_not_read(tmp_path: Path) -> None:
    rows = table(("室名", "料金"), ("旧室", "1円"), ("小", "500円"))
    kept, _, rest = rows.partition(
        '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="1"/></w:tcPr><w:p><w:pPr></w:pPr><w:r><w:rPr></w:rPr><w:t xml:space="preserve">旧室'
    )
    assert rest
    deleted = kept + "<w:tr><w:trPr><w:del/></w:trPr>" + f"{cell('旧室')}{rest.partition('</w:tc>')[2]}"
    assert lines_of(tmp_path, "guide.docx", docx(deleted)) == ["室名\t料金", "小\t500円"]


def test_numbers_of_lists_go_on_inside_a_table(tmp_path: Path) -> None:
    form = lists(level(0, "decimalEnclosedCircle", "%1", '<w:suff w:val="nothing"/>'))
    held = par("見積書", listed=(1, 0)) + par("決算書", listed=(1, 0))
    data = docx(
        table(("提出書類", cell(held)), ("申請先", "本所")), par("写し", listed=(1, 0)), numbering=form
    )
    assert lines_of(tmp_path, "g.docx", data) == ["提出書類", "①見積書", "②決算書", "申請先", "本所", "③写し"]


def test_a_table_in_a_cell_is_read_in_it(tmp_path: Path) -> None:
    inner = table(("室名", "料金"), ("小", "500円"))
    data = docx(table(("利用方法", "窓口で申し込む"), ("費用", cell(inner + par("税込")))))
    lines = lines_of(tmp_path, "guide.docx", data)
    assert lines[:3] == ["利用方法", "窓口で申し込む", "費用"]
    assert [" ".join(line.split()) for line in lines[3:]] == ["室名 料金", "小 500円", "税込"]


def test_a_cell_that_claims_to_span_any_number_of_columns_is_bounded(tmp_path: Path) -> None:
    rows = table((cell("会場", across=999_999_999), "料金"), ("小", "500円"))
    assert "500円" in "".join(lines_of(tmp_path, "guide.docx", docx(rows)))
