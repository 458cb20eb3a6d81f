"""Where the pages and slides of a text file begin."""

from __future__ import annotations

from assistant.documents.pages import MIN_SLIDE_MARKS, RawPage, split_pages

TITLES = ["当面の中小企業支援施策", "資金繰り対策の事業規模", "産学官連携の状況と課題", "知財創造サイクルの形成", "地域資源活用の支援事業", "農商工等連携の支援事業"]  # fmt: skip


def _slides(count: int) -> str:
    return "".join(
        f" {title}{title}\n\n本文その{n}は、支援の内容を述べる。\n" for n, title in enumerate(TITLES[:count])
    )


def test_a_form_feed_is_a_page_border_and_numbers_the_pages() -> None:
    assert split_pages("一頁\f\f三頁") == [RawPage("一頁", 1), RawPage("", 2), RawPage("三頁", 3)]


def test_form_feeds_decide_even_where_slides_seem_to_begin() -> None:
    assert len(split_pages(_slides(6) + "\f" + _slides(6))) == 2


def test_a_line_that_begins_with_one_space_begins_a_slide() -> None:
    pages = split_pages(_slides(6))
    assert [page.text.strip().split("\n")[0] for page in pages] == [title * 2 for title in TITLES]
    assert {page.number for page in pages} == {None}
    assert "".join(page.text for page in pages) == _slides(6)


def test_a_few_lines_that_begin_with_a_space_are_an_accident() -> None:
    text = _slides(MIN_SLIDE_MARKS - 1)
    assert split_pages(text) == [RawPage(text)]


def test_the_indented_text_of_a_leaflet_is_no_slides() -> None:
    headings = ("対象者", "資金使途", "融資限度額", "融資利率", "融資期間", "取扱期間")
    text = "制度融資\n" + "".join(
        f"\n{n} {heading}\n 県内の中小企業者など\n" for n, heading in enumerate(headings, 1)
    )
    assert split_pages(text) == [RawPage(text)]


def test_three_blank_lines_end_a_slide_among_slides() -> None:
    text = _slides(6) + "\n\n\n緊急保証の承諾実績を示す。\n"
    assert split_pages(text)[-1].text.strip() == "緊急保証の承諾実績を示す。"
    assert len(split_pages(text)) == 7


def test_three_blank_lines_in_an_ordinary_text_are_only_blank() -> None:
    text = "1. 趣旨\n\n\n\n支援の内容を述べる。"
    assert split_pages(text) == [RawPage(text)]


def test_a_slides_number_on_a_line_of_its_own_begins_a_slide() -> None:
    text = _slides(5) + " 23\n\n次の２種類の拠点を選定し、支援する。\n"
    assert split_pages(text)[-1].text.startswith(" 23\n")


def test_a_space_before_a_note_a_latin_word_or_a_short_label_begins_no_slide() -> None:
    text = _slides(5) + " ※１：平成16年度の収入を含む\n Share of business by size\n 合計額\n"
    assert len(split_pages(text)) == 5


def test_a_title_below_its_body_belongs_to_that_body() -> None:
    body = "緊急保証の承諾実績は、平成２０年１０月からの累計である。"
    title = "資金繰り対策の実施状況資金繰り対策の実施状況"
    pages = split_pages(f"{_slides(5)}\n\n\n{body}\n {title}\n\n\n\n次のスライドの本文は、ここから始まる。\n")
    assert any(body in page.text and title in page.text for page in pages)
    assert "次のスライド" not in next(page.text for page in pages if title in page.text)


def test_a_scrap_above_a_slide_is_its_caption() -> None:
    pages = split_pages(f"（季節調整値）\n{_slides(5)}")
    assert len(pages) == 5
    assert pages[0].text.startswith("（季節調整値）\n 当面の")


def test_an_empty_text_is_one_empty_page() -> None:
    assert split_pages("") == [RawPage("")]
