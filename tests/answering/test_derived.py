"""Values derived from two figures of one sentence, and a worked example with the question's own figures."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answering.computing.one_sentence import calculate
from assistant.answering.computing.worked_example import worked_example
from assistant.answering.question import understand
from assistant.text.names import NameTable

TRIED = "これまでに約200社が応募し、30社が採択された。"


@pytest.mark.parametrize(
    ("question", "sentence", "result"),
    [
        ("応募したうち何％が採択された計算？", TRIED, "30社 ÷ 200社 ＝ 約15%"),
        ("黒字の商店は割合でいうと何％？", "80 店中 20 店が黒字である。", "20 店 ÷ 80 店 ＝ 25%"),
        ("1件あたりいくらになる？", "採択は40件（総額2億円）", "2億円 ÷ 40件 ＝ 500万円"),
        ("ならすといくら？", "採択は30件（総額1億円）", "1億円 ÷ 30件 ＝ 約333万3,333円"),
        ("3年まるまるだといくら？", "2～4億円×3年間", "2~4億円 × 3年間 ＝ 6億円〜12億円"),
        ("合わせると何分の何？", "前期は80%（40/50）、後期は50%（10/20）", "(40＋10)÷(50＋20) ＝ 50/70 ＝ 約71.43%"),
        ("最初から最後までで何億円ふえた？", "貸付 2億円 5億円 9億円", "9億円 − 2億円 ＝ 7億円"),
        ("最初から最後までで何兆円ふえた？", "合計 2兆円 5兆円 9兆", "9兆円 − 2兆円 ＝ 7兆円"),
    ],
)  # fmt: skip
def test_it_is_derived_exactly_and_cites_its_sentence(question, sentence, result, evidence_of) -> None:
    evidence = evidence_of(sentence)
    computed = calculate(question, [evidence])
    assert computed is not None and result in computed.text and computed.operands == (evidence,)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("辞退したうち何％が再び応募した計算？", TRIED),  # neither count is of those who withdrew
        ("採択されたうち何％が応募した計算？", TRIED),  # the whole would be smaller than its part
        ("応募したうち何％が採択された計算？", "200社が応募し、30社が採択、5社が辞退した。"),
        ("1社あたりいくらになる？", "採択は40件（総額2億円）"),
        ("1件あたりいくらになる？", "採択は40件（総額2億円、うち県1億円）"),
        ("5年まるまるだといくら？", "2～4億円×3年間"),
        ("どれだけふえた？", "貸付 2億円 5億円 9億円"),  # which steps are meant is open
    ],
)
def test_figures_of_different_things_are_not_put_together(question, sentence, evidence_of) -> None:
    assert calculate(question, [evidence_of(sentence)]) is None


EXAMPLE = [
    "①休業（4日間）",
    "（Ａ）1日あたりの平均賃金額：9,000円",
    "（Ｂ）手当の支払い率：8/10",
    "→ 支給額＝4日×（(Ａ)×(Ｂ)）×6人",
    "＝4日×7,200円×6人",
    "②研修（2日）",
    "＝2日×9,500円×6人",
    "1日あたりの基本手当の上限額8,000円が上限",
]


def _example(evidence_of):
    """The lines of an example on one page, each where it stands."""
    at, lines = 0, []
    for text in EXAMPLE:
        evidence = evidence_of(text)
        lines.append(replace(evidence, spans=(replace(evidence.spans[0], start=at, end=at + len(text)),)))
        at += len(text) + 1
    return lines


@pytest.mark.parametrize(
    ("question", "result"),
    [
        ("例題で3人を2日休ませたらいくら？", "2日 × 7,200円 × 3人 ＝ 43,200円"),
        ("例題で3人に1日研修を受けさせたらいくら？", "1日 × 9,500円 × 3人 ＝ 28,500円"),
        ("例題で平均賃金が12,000円ならいくら？", "12,000円 × 8/10 ＝ 9,600円、上限8,000円のため8,000円"),
        ("例題で平均賃金が5,000円ならいくら？", "5,000円 × 8/10 ＝ 4,000円（"),
    ],
)
def test_an_example_is_computed_with_the_questions_figures_and_its_cap(question, result, evidence_of) -> None:
    computed = worked_example(understand(question, NameTable(())), _example(evidence_of))
    assert computed is not None and result in computed.text
    assert all(evidence.text in EXAMPLE for evidence in computed.operands)


@pytest.mark.parametrize(
    "question",
    [
        "3人を2日休ませたらいくら？",  # no example is asked for
        "例題で3人に2日だといくら？",  # rest or training
        "例題で売上が12,000円ならいくら？",  # no line is of sales
    ],
)
def test_an_example_that_would_have_to_be_guessed_is_not_computed(question, evidence_of) -> None:
    assert worked_example(understand(question, NameTable(())), _example(evidence_of)) is None
