"""Faults that were found in use, each by what the advisor would have seen."""

from __future__ import annotations

import pytest

from assistant.answering.beside import aside_in
from assistant.answering.computing.operations import _ASKED, operation_asked
from assistant.text.normalise import normal_text


@pytest.mark.parametrize(
    "question",
    [
        "事業計画を作成していないと補助金は申請できませんか",
        "申請書には何を書いて出せばいいですか",
        "申請書を書いてもらえる専門家派遣はある",
        "経営革新計画の書類は誰に書いてもらう",
        "ペットサロンを開業したいのですが、使える補助金はありますか",
        "保育園を運営する会社です。従業員20人、設備投資に使える補助金は",
        "工場の引っ越しに使える補助金ある",
        "為替の影響を受けた企業への融資は",
        "ヒアリングシートはいつまでに送ればいい",
    ],
)
def test_an_inquiry_is_no_other_matter_for_a_word_in_it(question) -> None:
    assert aside_in(normal_text(question), lambda said: False) is None


@pytest.mark.parametrize(
    "question",
    [
        "急ぎです。\n申請書を代わりに書いてください",
        "どこでもいいので申請書を書いてください",
        "申請書を代わりに書いてほしい",
        "事業計画書を作成してください",
        "ペットの名前を考えて",
    ],
)
def test_what_is_another_matter_still_is(question) -> None:
    assert aside_in(normal_text(question), lambda said: False) is not None


@pytest.mark.parametrize("pattern", [words.pattern for _, words in _ASKED])
def test_no_pattern_of_arithmetic_holds_stretches_without_end_side_by_side(pattern) -> None:
    """Two of them cost the cube of a question's length: 13 s for 3,980 characters."""
    assert all(one.count(".*") <= 1 for one in pattern.split("|"))


@pytest.mark.parametrize(
    ("question", "operation"),
    [("時差は何時間？", None), ("格差は広がった？", None), ("令和5年と6年の件数の差は？", "difference")],
)
def test_a_word_that_ends_in_a_difference_asks_for_none(question, operation) -> None:
    assert operation_asked(normal_text(question)) == operation
