"""The tags are ours and constant; whatever a document or a person wrote is text between them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import answer_samples as samples
import pytest

from assistant.answering.annotate import STANDING_WORDS
from assistant.types import DocumentMeta, Notice, Statement
from ui import markup
from ui.japanese import JAPANESE_PAGE, LABELS, TEXTS
from ui.present import SourceView, answer_view, source_view

EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>\" ' ~~消~~ **太** $x$"
OUR_TAGS = {"div", "b", "ul", "li", "br", "span", "dl", "dt", "dd", "h3", "mark"}


class Tags(HTMLParser):
    """Collects tags, attribute names and text."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.marked = ""
        self.text = ""
        self._in_mark = False
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)
        self._in_mark = self._in_mark or tag == "mark"

    def handle_endtag(self, tag: str) -> None:
        self._in_mark = self._in_mark and tag != "mark"

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._in_mark:
            self.marked += data


def everything_drawn(text: str) -> dict[str, str]:
    """Every piece of HTML the page can draw, with the given text wherever a text can stand."""
    cited = samples.citation(title=text, publisher=text, section=(text,), quote=text, source=text)
    view = answer_view(
        samples.answer(
            statements=(Statement(text, (1,), "unverified", (text,)),),
            citations=(cited,),
            notices=(Notice("past", text, (1,)),),
        )
    )
    document = DocumentMeta("id", text, text, "2026", "other", "current", text)
    return {
        "question": markup.question_html(text),
        "statement": markup.statement_html(view.statements[0]),
        "notice": markup.notice_html(view.warnings[0]),
        "refusal": markup.refusal_html(text, (text,), text),
        "problem": markup.problem_html(text, text),
        "questions": markup.questions_html((text,)),
        "source": markup.source_html(cited),
        "page": markup.page_html(source_view(cited, None, whole=False)),
        "documents": markup.documents_html((document,), date(2026, 6, 1)),
        "heading": markup.heading_html(text),
        "small": markup.small_html(text),
    }


@pytest.mark.parametrize("name", list(everything_drawn("")))
def test_no_tag_or_attribute_of_a_text_becomes_ours(name: str) -> None:
    drawn = Tags(everything_drawn(EVIL)[name])
    assert drawn.tags <= OUR_TAGS
    assert not any(
        attribute.startswith("on") or attribute in ("src", "href") for attribute in drawn.attributes
    )
    assert EVIL in drawn.text


def test_the_highlight_holds_exactly_the_quote() -> None:
    drawn = Tags(markup.page_html(source_view(samples.citation(), samples.page(), whole=True)))
    assert drawn.marked == samples.QUOTE
    assert drawn.text == samples.PAGE_TEXT


def test_what_is_left_out_around_a_passage_is_said() -> None:
    text = "前の文章です。\n" * 200 + samples.PAGE_TEXT
    drawn = markup.page_html(source_view(samples.citation(start=0, end=0), samples.page(text), whole=False))
    assert "（前略）" in drawn and "（後略）" in drawn


def test_the_page_box_can_be_reached_and_scrolled_by_keyboard() -> None:
    drawn = markup.page_html(source_view(samples.citation(), samples.page(), whole=True))
    assert 'tabindex="0"' in drawn and "aria-label" in drawn


@pytest.mark.parametrize("standing", list(STANDING_WORDS))
def test_a_source_button_names_mark_standing_date_document_and_page_in_words(standing: str) -> None:
    view = answer_view(samples.answer(citations=(samples.citation(standing=standing),)))
    label = markup.source_label(view.statements[0].sources[0])
    word = STANDING_WORDS[standing]  # type: ignore[index]
    assert label.startswith("\\[1\\] ")
    assert all(part in label for part in (word, "2026年1月19日", "支援の指針", r"p\.3"))


def test_a_title_cannot_break_out_of_its_button() -> None:
    view = answer_view(samples.answer(citations=(samples.citation(title="](x) :red[赤] **太**"),)))
    label = markup.source_label(view.statements[0].sources[0])
    assert r"\]\(x\) \:red\[赤\] \*\*太\*\*" in label


def test_the_full_stop_stands_before_the_mark() -> None:
    statement = answer_view(samples.answer()).statements[0]
    assert Tags(markup.statement_html(statement)).text.endswith("。")
    assert markup.source_label(statement.sources[0]).startswith("\\[1\\]")


def test_the_source_shows_publisher_date_standing_section_page_and_file() -> None:
    text = Tags(markup.source_html(samples.citation(standing="past"))).text
    for part in (
        "[1] 支援の指針",
        "支援庁",
        "2026年1月19日",
        "過去",
        "第1章 › 支援の方針",
        "3ページ",
        "guideline.txt",
    ):
        assert part in text


def test_the_source_leaves_out_what_is_not_known() -> None:
    text = Tags(markup.source_html(samples.citation(page=None, section=()))).text
    assert "ページ" not in text and "位置" not in text


def test_a_doubtful_sentence_is_marked_in_words() -> None:
    statement = answer_view(samples.answer()).statements[0]
    assert "未確認" not in markup.statement_html(statement)
    assert "未確認：理由" in markup.statement_html(replace(statement, doubt="理由"))


def test_words_of_streamlit_are_exchanged_by_exact_text() -> None:
    for english, japanese in {**LABELS, **TEXTS}.items():
        assert f'"{english}": "{japanese}"' in JAPANESE_PAGE
    assert JAPANESE_PAGE.count("<script") == JAPANESE_PAGE.count("</script>") == 1


def test_scripts_hold_no_text_of_a_document() -> None:
    assert len(set(markup.SCROLL_TO_PASSAGE.values())) == 2
    with pytest.raises(ValueError, match="format code"):
        markup.show_last_question("1</script>")  # type: ignore[arg-type]


def test_rows_of_a_sheet_are_drawn_as_a_table_with_the_cited_row_marked() -> None:
    view = SourceView("室名\t料金\n", "小<b>\t500円", "\n大\t900円\n※税込", False, False, "")
    drawn = markup.page_html(view)
    assert "<table><tr><td>室名</td><td>料金</td></tr>" in drawn
    assert "<td><mark>小&lt;b&gt;</mark></td><td><mark>500円</mark></td>" in drawn
    assert "<tr><td>大</td><td>900円</td></tr></table>※税込" in drawn
