"""What an Answer looks like, decided without a page."""

from __future__ import annotations

from dataclasses import replace

import answer_samples as samples
import pytest

from assistant.answering.annotate import japanese_date
from assistant.types import Citation, Notice, Statement
from ui import present
from ui.present import answer_view, own_words, source_view


def test_an_answer_shows_mark_date_standing_document_and_page_beside_its_sentence() -> None:
    (statement,) = answer_view(samples.answer()).statements
    (source,) = statement.sources
    assert statement.text == samples.QUOTE
    assert (source.mark, source.date, source.standing) == ("[1]", "2026年1月19日", "現行")
    assert (source.title, source.place) == ("支援の指針", "支援の方針 p.3")


def test_every_standing_has_a_word_of_its_own() -> None:
    words = [present.STANDING_WORDS[standing] for standing in ("current", "planned", "past", "unknown")]
    assert words == ["現行", "予定・検討中", "過去", "現行か不明"]


def test_a_document_without_page_numbers_shows_none() -> None:
    view = answer_view(samples.answer(citations=(samples.citation(page=None),)))
    assert view.statements[0].sources[0].place == "支援の方針"


def test_an_answered_question_opens_with_its_first_sentence() -> None:
    view = answer_view(samples.answer())
    assert (view.refusal, view.nearby_heading, view.where_to_check, view.missing) == ("", "", "", ())


def test_a_refusal_says_what_is_missing_what_is_nearby_and_where_to_check() -> None:
    view = answer_view(samples.refusal())
    assert view.refusal == "「支援金」の上限額は、取り込んだ資料に書かれていません。"
    assert view.nearby_heading == "資料にある近い内容は次のとおりです。"
    assert [statement.text for statement in view.statements] == [samples.QUOTE]
    assert view.where_to_check == "確認先: 支援庁など、制度を所管する機関。"


def test_what_the_refusal_names_already_is_not_listed_again() -> None:
    named = samples.refusal()
    assert answer_view(named).missing == ()
    assert answer_view(replace(named, missing=("上限額", "申請期限"))).missing == ("申請期限",)


def test_a_refusal_without_nearby_facts_still_says_where_to_check() -> None:
    bare = samples.answer(
        statements=(),
        citations=(),
        status="abstained",
        text="見つかりませんでした。\n窓口で確認してください。",
    )
    view = answer_view(bare)
    assert (view.refusal, view.nearby_heading) == ("見つかりませんでした。", "")
    assert view.where_to_check == "窓口で確認してください。"


def test_a_place_to_read_is_drawn_as_a_source_with_its_first_words() -> None:
    refused = samples.answer(
        statements=(),
        citations=(),
        status="abstained",
        text="見つかりませんでした。",
        to_read=(samples.citation(),),
    )
    (place,) = answer_view(refused).to_read
    assert (place.mark, place.below) == ("[1]", f"「{samples.QUOTE}」")
    assert answer_view(samples.answer()).to_read == ()


@pytest.mark.parametrize("status", ["abstained", "partial", "needs_clarification"])
def test_a_refusal_without_words_of_its_own_is_given_some(status: str) -> None:
    assert answer_view(samples.answer(status=status, text=f"{samples.QUOTE}[1]")).refusal  # type: ignore[arg-type]


def test_own_words_are_told_from_cited_sentences_by_their_marks() -> None:
    assert own_words("前置き\n文。[1]\n文。[2][3]\n後書き") == (("前置き",), ("後書き",))


def test_a_past_document_is_pointed_out_before_the_sentences_and_a_date_after_them() -> None:
    notices = (Notice("as_of", "2020年の資料です。", (1,)), Notice("past", "2010年の資料です。", (1,)))
    view = answer_view(samples.answer(notices=notices))
    assert [notice.heading for notice in view.warnings] == ["過去の資料"]
    assert [notice.heading for notice in view.infos] == ["基準日"]


def test_a_name_read_otherwise_than_typed_is_pointed_out_before_the_sentences() -> None:
    notices = (Notice("resolved_name", "「ゴーテグ」は「Go-Tech」として探しました。"),)
    (notice,) = answer_view(samples.answer(notices=notices)).warnings
    assert (notice.heading, notice.text) == ("名前の読み替え", "「ゴーテグ」は「Go-Tech」として探しました。")


def test_a_notice_of_an_unknown_kind_is_drawn_all_the_same() -> None:
    (notice,) = answer_view(samples.answer(notices=(Notice("made-up", "何かの知らせ"),))).infos
    assert (notice.heading, notice.text) == ("お知らせ", "何かの知らせ")


def test_a_notice_names_shown_sources_by_mark_and_draws_the_others() -> None:
    citations = (samples.citation(1), samples.citation(2))
    view = answer_view(samples.answer(citations=citations, notices=(Notice("past", "過去です。", (1, 2)),)))
    (notice,) = view.warnings
    assert notice.text == "過去です。[1]"
    assert [source.mark for source in notice.sources] == ["[2]"]


def test_an_unverified_sentence_says_so_and_why() -> None:
    doubtful = Statement("補助率は1/2。", (1,), "unverified", ("1/2が出典にありません",))
    (statement,) = answer_view(samples.answer(statements=(doubtful,))).statements
    assert statement.doubt == "1/2が出典にありません"


def test_an_unverified_sentence_without_a_reason_is_marked_too() -> None:
    doubtful = Statement("補助率は1/2。", (1,), "unverified")
    assert answer_view(samples.answer(statements=(doubtful,))).statements[0].doubt


def test_a_mark_without_a_citation_is_left_out_and_a_doubled_one_drawn_once() -> None:
    stray = Statement(samples.QUOTE, (1, 9, 1), "verified")
    (statement,) = answer_view(samples.answer(statements=(stray,))).statements
    assert [source.mark for source in statement.sources] == ["[1]"]


def test_blank_lines_within_a_sentence_are_closed_up() -> None:
    spaced = Statement("一文目。\n\n  \n二文目。", (1,), "verified")
    assert answer_view(samples.answer(statements=(spaced,))).statements[0].text == "一文目。\n二文目。"


@pytest.mark.parametrize(
    ("published", "words"),
    [
        ("2026-01-19", "2026年1月19日"),
        ("2023-05", "2023年5月"),
        ("2017", "2017年"),
        (None, "日付不明"),
        ("", "日付不明"),
    ],
)
def test_a_date_is_as_exact_as_the_document(published: str | None, words: str) -> None:
    assert japanese_date(published) == words


@pytest.mark.parametrize("whole", [False, True])
def test_the_highlight_is_the_quote_and_its_surroundings_are_the_page(whole: bool) -> None:
    view = source_view(samples.citation(), samples.page(), whole)
    assert view.quote == samples.QUOTE
    assert view.before + view.quote + view.after in samples.PAGE_TEXT
    assert view.problem == ""


def test_only_the_neighbourhood_is_shown_until_the_whole_page_is_asked_for() -> None:
    part = source_view(samples.citation(), samples.page(), whole=False)
    whole = source_view(samples.citation(), samples.page(), whole=True)
    assert (part.cut_before, part.cut_after) == (False, True)
    assert len(part.after) <= present.CONTEXT_CHARACTERS
    assert part.after.endswith("続きの文章です。")
    assert whole.before + whole.quote + whole.after == samples.PAGE_TEXT
    assert (whole.cut_before, whole.cut_after) == (False, False)


def test_a_neighbourhood_in_the_middle_of_a_page_begins_at_a_line() -> None:
    text = "前の文章です。\n" * 200 + samples.PAGE_TEXT
    start = text.index(samples.QUOTE)
    moved = samples.citation(start=start, end=start + len(samples.QUOTE))
    view = source_view(moved, samples.page(text), whole=False)
    assert view.cut_before
    assert view.before.startswith("前の文章です。")


def test_a_page_in_one_endless_line_is_cut_all_the_same() -> None:
    text = "あ" * 5_000 + samples.QUOTE + "い" * 5_000
    far = samples.citation(start=5_000, end=5_000 + len(samples.QUOTE))
    view = source_view(far, samples.page(text), whole=False)
    assert len(view.before) == len(view.after) == present.CONTEXT_CHARACTERS


def test_a_quote_that_moved_within_its_page_is_found_again() -> None:
    view = source_view(samples.citation(), samples.page("追記\n" + samples.PAGE_TEXT), whole=False)
    assert view.quote == samples.QUOTE
    assert view.before.startswith("追記")


@pytest.mark.parametrize("page", [None, samples.page("まったく別の文章。")])
def test_a_quote_that_is_gone_is_shown_as_it_was_and_nothing_else_is_highlighted(page: object) -> None:
    view = source_view(samples.citation(), page, whole=True)  # type: ignore[arg-type]
    assert (view.before, view.quote, view.after) == ("", samples.QUOTE, "")
    assert view.problem


def test_sources_of_unknown_numbers_are_left_out() -> None:
    by_number: dict[int, Citation] = {}
    assert present.source_lines([1, 2], by_number) == ()
