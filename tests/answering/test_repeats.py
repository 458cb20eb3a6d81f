"""The same sentence in several places is one statement whose citation knows them all."""

from __future__ import annotations

import json

import assistant
from assistant.answering.annotate import places_in_words
from assistant.settings import Settings
from assistant.types import Answer, Place, answer_from_dict

GRANT = "ひかり市 試作品補助金のご案内\n\n試作品補助金の補助率は3分の2、上限は80万円です。\n"
NEWS = "商工だより\n\n今月のお知らせです。\n\n試作品補助金の補助率は3分の2，上限は80万円です。\n"
OTHER = "前年のご案内\n\n試作品補助金の補助率は3分の2、上限は60万円です。\n"


def _asked(settings: Settings, tmp_path, *texts: str) -> Answer:
    folder = tmp_path / "documents"
    folder.mkdir()
    for number, text in enumerate(texts):
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    assistant.ingest([folder], settings)
    with assistant.open_assistant(settings) as shien:
        return shien.ask("試作品補助金の上限はいくらですか")


def test_a_sentence_of_two_documents_is_said_once_with_both_places(tmp_path) -> None:
    answer = _asked(Settings(home=tmp_path / "home"), tmp_path, GRANT, NEWS)
    said = [s for s in answer.statements if "80万円" in s.text]
    assert len(said) == 1
    citation = next(c for c in answer.citations if c.n == said[0].citations[0])
    (place,) = citation.also
    assert place.doc_id != citation.doc_id
    assert "80万円" in citation.quote


def test_a_sentence_with_another_figure_is_no_repeat(tmp_path) -> None:
    answer = _asked(Settings(home=tmp_path / "home"), tmp_path, GRANT, OTHER)
    assert answer.citations and not any(citation.also for citation in answer.citations)


def test_places_survive_the_json_of_an_answer(tmp_path) -> None:
    answer = _asked(Settings(home=tmp_path / "home"), tmp_path, GRANT, NEWS)
    again = answer_from_dict(json.loads(json.dumps(assistant.answer_to_dict(answer))))
    assert again.citations == answer.citations and any(c.also for c in again.citations)


def test_places_are_told_by_title_date_and_page_each_once() -> None:
    place = Place("d", "議事録", "2026-01-19", 3, 2, 0, 5)
    other = Place("e", "スライド", None, None, 0, 0, 5)
    assert places_in_words([place, place, other]) == "議事録（2026年1月19日）p.3、スライド（日付不明）"
