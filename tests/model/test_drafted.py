"""A sentence of a model is shown with the words it stands on, or not at all."""

from __future__ import annotations

import pytest
from model_samples import CEILING, GRANT, LOAN, RATE, supported_by_words

from assistant.answering.question import Question, understand
from assistant.answering.spans import Span
from assistant.model.drafted import LeftOut, Shown, covers, is_japanese, judge, plain_text, says_again
from assistant.model.marks import Sentence
from assistant.model.sources import Source
from assistant.text.names import NameTable
from assistant.types import DocumentMeta, Passage

ASKED = understand("試作品補助金の上限はいくらですか", NameTable(()))


def _source(key: str, text: str, decisive: bool = True) -> Source:
    document = DocumentMeta(key, text.split("\n")[0], "ひかり市", "2026-04-01", "other", "current", "a.txt")
    lines = [line for line in text.split("\n") if line]
    units = tuple((Span(key, 0, text.index(line), text.index(line) + len(line), line),) for line in lines)
    return Source(key, Passage(key, key, 0, 0, len(text), text), document, "current", decisive, units, text)


SOURCES = {"b2c3d": _source("b2c3d", GRANT), "f4g5h": _source("f4g5h", LOAN, decisive=False)}


def _judged(text: str, *keys: str, unknown: int = 0, question: Question = ASKED) -> Shown | LeftOut:
    sentence = Sentence(text, keys or (() if unknown else ("b2c3d",)), unknown)
    return judge(sentence, SOURCES, question, lambda said: said, supported_by_words)


def _quotes(judged: Shown | LeftOut) -> list[str]:
    assert isinstance(judged, Shown), judged
    return [span.text for quote in judged.quotes for span in quote.spans]


def test_a_statement_stands_on_the_fewest_sentences_that_bear_it_out() -> None:
    assert _quotes(_judged(CEILING)) == [CEILING]
    both = "試作品補助金の補助率は3分の2以内、上限は80万円です。"
    assert _quotes(_judged(both)) == [RATE, CEILING]


def test_a_passage_that_was_cited_and_adds_nothing_is_no_source() -> None:
    assert _quotes(_judged(CEILING, "f4g5h", "b2c3d")) == [CEILING]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("試作品補助金の上限は90万円です。", "unsupported"),
        ("試作品補助金は宇宙旅行にも使えるとされています。", "unsupported"),
        ("<b>試作品補助金の上限は80万円です。</b>", "markup"),
        ("![図](http://192.0.2.1/a?q=1)試作品補助金の上限は80万円です。", "markup"),
        ("試作品補助金の上限は[80万円](http://192.0.2.1)です。", "markup"),
        ("試作品補助金の上限は80万円です http://192.0.2.1/ 。", "address"),
        ("試作品補助金の上限は80万円です。03-1234-5678", "address"),
        ("The ceiling of the prototype subsidy is 80万円 per company.", "language"),
        ("试作品补助金的上限为八十万日元并且没有任何其他条件限制请注意", "language"),
        ("試作品補助金の上限は80万円で、必ずもらえます。", "promise"),
        ("正しくは、試作品補助金の上限は80万円です。", "added"),
        ("[31m試作品補助金の上限は80万円です。", "markup"),
        ("〔会社名1〕の試作品補助金の上限は80万円です。", "unsupported"),
    ],
)
def test_a_sentence_that_cannot_be_stood_by_is_left_out(text: str, reason: str) -> None:
    check = (
        (lambda *_args, **_told: supported_by_words("", []))
        if reason != "unsupported"
        else supported_by_words
    )
    judged = judge(Sentence(text, ("b2c3d",)), SOURCES, ASKED, lambda said: said, check)
    assert judged == LeftOut(reason)  # type: ignore[arg-type]


def test_a_sentence_without_a_valid_key_is_left_out_and_courtesies_are_told_apart() -> None:
    sentences = [Sentence(CEILING, ()), Sentence(CEILING, (), 1), Sentence("次のとおりです。", ())]
    judged = [judge(s, SOURCES, ASKED, lambda said: said, supported_by_words) for s in sentences]
    assert judged == [LeftOut("no_key"), LeftOut("unknown_key"), LeftOut("courtesy")]


def test_the_value_asked_for_is_not_borrowed_from_a_passage_that_did_not_decide() -> None:
    assert _judged("つばさ資金の融資の上限は500万円です。", "f4g5h") == LeftOut("borrowed")


def test_sentences_of_two_documents_do_not_bear_out_one_statement_together() -> None:
    assert _judged(
        "試作品補助金の補助率は3分の2以内で、つばさ資金の利率は年1.2%です。", "b2c3d", "f4g5h"
    ) == LeftOut("unsupported")


def test_what_was_masked_is_put_back_before_it_is_checked() -> None:
    sentence = Sentence("〔会社名1〕の上限は80万円です。", ("b2c3d",))
    shown = judge(
        sentence, SOURCES, ASKED, lambda said: said.replace("〔会社名1〕", "試作品補助金"), supported_by_words
    )
    assert isinstance(shown, Shown) and shown.text == CEILING


def test_the_check_is_given_quotes_headings_and_the_date() -> None:
    given: list[tuple[object, ...]] = []

    def check(statement: str, evidence: object, *, dated: str | None = None) -> object:
        given.append((statement, evidence, dated))
        return supported_by_words("", [])

    judge(Sentence(CEILING, ("b2c3d",)), SOURCES, ASKED, lambda said: said, check)  # type: ignore[arg-type]
    assert given == [(CEILING, [CEILING, "ひかり市 試作品補助金のご案内"], "2026-04-01")]


def test_bullets_and_emphasis_are_taken_off() -> None:
    assert plain_text("- **補助率**は`3分の2`です。") == "補助率は3分の2です。"
    assert plain_text("1. ## 3社です。") == "3社です。"
    assert plain_text("3社です。") == "3社です。"


def test_a_short_name_may_be_all_kanji_but_not_all_latin() -> None:
    assert is_japanese("愛知県") and not is_japanese("Aichi prefecture") and not is_japanese("!!")


def test_a_long_name_without_hiragana_is_shown_where_it_stands_so_in_the_passage() -> None:
    name = "国立研究開発法人農業・食品産業技術総合研究機構"
    sources = {"h6j7k": _source("h6j7k", f"幹事機関\n{name}\n")}
    judged = [
        judge(Sentence(text, ("h6j7k",)), sources, ASKED, lambda said: said, supported_by_words)
        for text in (name, name.replace("農業", "漁業"))
    ]
    assert isinstance(judged[0], Shown) and judged[1] == LeftOut("language")


def test_an_answer_covers_each_value_asked_for_from_what_decided() -> None:
    question = understand("試作品補助金の補助率と上限額は？", NameTable(()))
    assert [head.label for head in question.heads] == ["補助率", "上限額"]
    ceiling, rate = _judged(CEILING, question=question), _judged(RATE, question=question)
    assert isinstance(ceiling, Shown) and isinstance(rate, Shown)
    assert covers(question, frozenset({0, 1}), [ceiling, rate])
    assert not covers(question, frozenset({0, 1}), [ceiling]) and covers(question, frozenset({1}), [ceiling])
    assert not covers(question, frozenset(), [])
    assert says_again(ceiling, [rate, ceiling]) and not says_again(ceiling, [rate])
