"""What a turn asks of the last answer is told by its words, and an item it counts is written out."""

from __future__ import annotations

import pytest

from assistant.answering.of_last import asked_of_last, lines_shown, with_item
from assistant.text.normalise import normal_text


@pytest.mark.parametrize(
    ("turn", "asked"),
    [
        ("それっていつの時点の話？", "source"),
        ("これいつの資料？", "source"),
        ("その数字いつの？", "source"),
        ("それいつまでの数字", "source"),
        ("出典は？", "source"),
        ("どの資料に書いてある？", "source"),
        ("誰が言ってた？", "source"),
        ("もっと詳しく", "more"),
        ("他には？", "others"),
        ("ほかに何かある？", "others"),
        ("いつ？", "nothing"),  # when the thing is, not when that was written
        ("いつまで？", "nothing"),
        ("それはいつ？", "nothing"),
        ("これはいつですか", "nothing"),
        ("調査はいつ", "nothing"),
        ("その資料はいつの？", "source"),
        ("Go-Techの出典資料を整理したい", "nothing"),
        ("補助率は？", "nothing"),
    ],
)
def test_questions_about_the_last_answer_are_told_from_others(turn, asked) -> None:
    assert asked_of_last(normal_text(turn)) == asked


@pytest.mark.parametrize(
    ("turn", "lines", "text"),
    [
        ("2番目のとこのリーダーは誰", ["これまでに金沢、長岡、滋賀の3か所に置いた。"], "長岡のリーダーは誰"),
        ("1つ目は何？", ["力は「つなぐ力」「作る力」の2つです。"], "つなぐ力は何?"),
        ("3つ目の条件は？", ["1. 中小企業", "2. 県内", "3. 黒字"], "黒字の条件は?"),
        ("2番目のやつは？", ["試作を行い、量産を経て、売り出す。"], None),  # clauses are no items
        ("5番目は？", ["甲、乙、丙の三つ。"], None),
        ("補助率は？", ["甲、乙、丙の三つ。"], None),
    ],
)
def test_an_item_of_the_last_answer_is_written_out(turn, lines, text) -> None:
    found = with_item(normal_text(turn), lines)
    assert (found[0] if found else None) == text


def test_the_lines_of_an_answer_are_those_with_marks() -> None:
    turns = (
        ("user", "何社？"),
        ("assistant", "資料には次の記載があります。\n4万社です。[1][2]\n確認先: 中小機構"),
    )
    assert lines_shown(turns) == ("4万社です。",)
    assert lines_shown((("user", "何社？"), ("assistant", "4万社です"))) == (
        "4万社です",
    )  # put into other words
    assert lines_shown(()) == ()
