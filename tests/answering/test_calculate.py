"""Arithmetic on the documents' own figures: exact, with its operands, and never a guess."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.computing.computed import written
from assistant.answering.computing.one_sentence import calculate
from assistant.answering.computing.operations import operation_asked
from assistant.text.figures import figures_in

SALES = "国内市場での自動車の販売台数は、2006年の573万台から2016年の497万台と減少し、世界では1億台に達する。"


@pytest.mark.parametrize(
    ("question", "operation"),
    [
        ("国内外合わせると年に何回？", "sum"),
        ("2006年からどれだけ減った？", "difference"),
        ("最初から最後までで何倍になった？", "ratio"),
        ("台数にすると何台ぶん？", "share"),
        ("補助率は？", None),
        ("休ませたときの助成率ってなんぼやった？", None),
        ("新規参入を何社増やすって話だった？", None),
        ("事業規模の合計は何兆円増えた？", None),  # takes the parts of two totals
        ("大手に引き合わせるまでの手順は？", None),
    ],
)
def test_the_arithmetic_asked_for_is_told_from_the_question(question, operation) -> None:
    assert operation_asked(question) == operation


@pytest.mark.parametrize(
    ("question", "sentence", "result"),
    [
        ("2006年からどれだけ減った？", SALES, "573万台 − 497万台 ＝ 76万台"),
        ("国内外合わせると何回？", "年間で国内16回、海外3回の展示会に参加する。", "16回 ＋ 3回 ＝ 19回"),
        ("枠は何倍になった？", "緊急保証 ６兆円 ２０兆円 ３０兆円 ３６兆円", "36兆円 ÷ 6兆円 ＝ 6倍"),
    ],
)
def test_it_is_computed_exactly_and_shown_with_its_operands(question, sentence, result, evidence_of) -> None:
    evidence = evidence_of(sentence)
    computed = calculate(question, [evidence])
    assert computed is not None and result in computed.text
    assert computed.operands == (evidence,)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("合わせると何社？", "会員は40,000社、うち海外が3,000社である。"),
        ("合わせていくら？", "それぞれ100億円程度、合計で200億円以上の予算措置による。"),
        ("合わせて何社？", "2025年に300社が参加した。"),
        ("合わせて何社？", "A社群3社、B社群5社、C社群8社。"),
        ("どれだけ減った？", "件数は減少傾向にある。"),
    ],
)
def test_what_would_have_to_be_guessed_is_not_computed(question, sentence, evidence_of) -> None:
    assert calculate(question, [evidence_of(sentence)]) is None


def test_two_sentences_of_one_page_are_added_only_where_each_names_its_own_word(evidence_of) -> None:
    one, other = evidence_of("文部科学省：135億円"), evidence_of("経済産業省：129億円")
    computed = calculate("文部科学省と経済産業省の予算を合わせるといくら？", [one, other])
    assert computed is not None and "264億円" in computed.text and computed.operands == (one, other)
    elsewhere = evidence_of("経済産業省：129億円", doc_id="another")
    assert calculate("文部科学省と経済産業省の予算を合わせるといくら？", [one, elsewhere]) is None


@given(st.integers(min_value=1, max_value=10**15))
def test_a_written_value_reads_as_itself(value) -> None:
    (figure,) = figures_in(written(Fraction(value), "円"))
    assert figure.low == figure.high == value


def test_a_computed_value_is_a_statement_that_cites_what_it_was_computed_from(shipped) -> None:
    answer = shipped.ask("国内で車が売れた台数、2006年から2016年でどれだけ減った？")
    first = answer.statements[0]
    assert "76万台" in first.text and first.support == "verified"
    quotes = {c.n: c.quote for c in answer.citations}
    assert all("573万台" in quotes[n] and "497万台" in quotes[n] for n in first.citations)
