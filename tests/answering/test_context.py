"""The rest of the passage an answer comes from: the passage as the search shows it, after a value only where little is sure."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answering.context import MOST_CHARACTERS, UNSURE, rest_of_passage
from assistant.answering.decide import Decision
from assistant.answering.evidence import Evidence
from assistant.answering.question import Question, understand
from assistant.answering.spans import Span
from assistant.text.names import NameTable
from assistant.types import Hit, Passage

SENTENCES = ("店を開く。", "品を並べる。", "客を迎える。", "店を閉める。")
PAGE = "".join(SENTENCES)
OPEN, VALUE = "店の一日の流れは？", "店の家賃はいくら？"


def _asked(question: str) -> Question:
    return understand(question, NameTable(()))


def _page_text(doc_id: str, page_index: int) -> str:
    return PAGE


def _passage(first: int, last: int) -> Passage:
    start, text = PAGE.index(SENTENCES[first]), "".join(SENTENCES[first : last + 1])
    return Passage(f"p{first}", "notice", 0, start, start + len(text), text)


@pytest.fixture
def content(evidence_of) -> list[Evidence]:
    """Each sentence of the page at its place; the first two are of one passage, the others of its neighbour."""
    made = []
    for number, sentence in enumerate(SENTENCES):
        start = PAGE.index(sentence)
        span = Span("notice", 0, start, start + len(sentence), sentence)
        passage = _passage(0, 1) if number < 2 else _passage(2, 3)
        made.append(replace(evidence_of(sentence), spans=(span,), passage=passage))
    return made


HITS = (Hit(_passage(0, 1), 1.0), Hit(_passage(2, 3), 0.8))


def _rest(question: str, confidence: float, content: list[Evidence], hits=HITS) -> list[str]:
    decision = Decision("answer", tuple(content), confidence=confidence)
    rest = rest_of_passage(_asked(question), decision, content[:1], content, hits, _page_text)
    return [one.text for one in rest]


def test_the_neighbour_that_was_found_belongs_to_the_passage(content) -> None:
    assert _rest(OPEN, 0.9, content) == list(SENTENCES[1:])
    assert _rest(OPEN, 0.9, content, HITS[:1]) == [SENTENCES[1]]


def test_a_sentence_kept_for_another_place_is_shown_where_its_repeat_stands(content) -> None:
    elsewhere = Span("other", 0, 0, 5, SENTENCES[1])
    content[1] = replace(content[1], spans=(elsewhere,), repeats=content[1].spans)
    assert _rest(OPEN, 0.9, content) == list(SENTENCES[1:])


def test_after_a_value_nothing_follows_unless_little_is_sure(content) -> None:
    assert _rest(VALUE, UNSURE, content) == []
    assert _rest(VALUE, UNSURE - 0.01, content) == list(SENTENCES[1:])


def test_beside_a_refusal_nothing_follows(content) -> None:
    decision = Decision("refuse", tuple(content))
    assert rest_of_passage(_asked(OPEN), decision, content[:1], content, HITS, _page_text) == ()


def test_of_several_documents_asked_for_the_best_passage_of_each_is_shown(content, evidence_of) -> None:
    report = evidence_of("店は続けた。", doc_id="report")
    hits = (*HITS, Hit(report.passage, 0.5))
    each = "店の流れは、お知らせと報告とでそれぞれ？"
    assert _rest(each, 0.9, [*content, report], hits) == [*SENTENCES[1:], "店は続けた。"]


def test_after_a_short_passage_the_next_follow_as_far_as_there_is_room(
    content, evidence_of, monkeypatch
) -> None:
    report = evidence_of("店は続けた。", doc_id="report")
    hits = (*HITS, Hit(report.passage, 0.5))
    assert _rest(OPEN, 0.9, [*content, report], hits) == [*SENTENCES[1:], "店は続けた。"]
    monkeypatch.setattr("assistant.answering.context.CHARACTERS_OF_SHORT", len(PAGE))
    assert _rest(OPEN, 0.9, [*content, report], hits) == list(SENTENCES[1:])


def test_a_section_called_what_is_asked_is_enough(content) -> None:
    content = [replace(one, passage=replace(one.passage, section=("■ 持ち物",))) for one in content]
    assert _rest("持ち物は何と何？", 0.9, content, HITS[:1]) == [SENTENCES[1]]
    assert _rest("持ち物は何と何？", 0.9, content) == list(SENTENCES[1:])


def test_what_does_not_fit_is_left_out(content) -> None:
    content[1] = replace(content[1], spans=(replace(content[1].spans[0], text="長" * (MOST_CHARACTERS + 1)),))
    assert _rest(OPEN, 0.9, content) == list(SENTENCES[2:])
