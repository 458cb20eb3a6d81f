"""An answer from part of the documents says so, and when the rest would have answered."""

from __future__ import annotations

import pytest

from assistant.errors import InputError
from assistant.filters import Filters


def test_an_answer_stands_on_documents_that_pass_and_says_that_only_these_were_searched(shipped) -> None:
    answer = shipped.ask("公設試の役割は何ですか", filters=Filters(kinds=("report",)))
    assert {citation.doc_id for citation in answer.citations} <= {"innovation-network-report-2020"}
    assert [n.text for n in answer.notices if n.kind == "narrowed"] == [
        "しぼり込み（報告書）に合う資料だけを調べました。"
    ]
    assert not [n for n in shipped.ask("公設試の役割は何ですか").notices if n.kind == "narrowed"]


OUTSIDE = [
    ("緊急保証の規模はいくら？", "abstained", "説明スライド"),
    ("環境試験拠点はどこに整備されますか", "answered", "戦略プログラム2017"),
]


@pytest.mark.parametrize(("question", "status", "title"), OUTSIDE)
def test_a_document_left_out_that_answers_or_answers_better_is_named(
    shipped, question, status, title
) -> None:
    answer = shipped.ask(question, filters=Filters(since="2020"))
    assert answer.status == status
    (notice,) = [n for n in answer.notices if n.kind == "filtered"]
    assert "しぼり込みの外に該当する資料があります" in notice.text and title in notice.text


def test_nothing_outside_is_named_where_the_answer_stands_inside(shipped) -> None:
    answer = shipped.ask("J-GoodTechは何社が使ってる？", filters=Filters(since="2020"))
    assert answer.status == "answered"
    assert not [n for n in answer.notices if n.kind == "filtered"]


def test_a_refusal_does_not_point_outside_where_nothing_answers_there_either(shipped) -> None:
    answer = shipped.ask("Go-Tech事業の補助率は？", filters=Filters(since="2020"))
    assert answer.status == "abstained"
    assert [n.kind for n in answer.notices if n.kind in ("narrowed", "filtered")] == ["narrowed"]
    assert "しぼり込んだ資料に書かれていません" in answer.text and "取り込んだ資料" not in answer.text


def test_an_answer_from_a_document_that_is_not_there_is_refused(shipped) -> None:
    with pytest.raises(InputError):
        shipped.ask("公設試とは", filters=Filters(doc_ids=("nowhere",)))


def test_a_courtesy_is_answered_without_a_word_on_filters(shipped) -> None:
    assert shipped.ask("ありがとう！", filters=Filters(since="2020")).notices == ()
