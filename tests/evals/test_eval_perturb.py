"""Perturbed questions are what they say they are, the same for one seed, and ask for the same figures."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evals.perturb import (
    PERTURBATIONS,
    edited,
    full_width,
    half_of_words,
    in_kana,
    kana_exchanged,
    keywords,
    longer_half,
    near_kana,
)

PROPERTY = settings(derandomize=True, max_examples=300, deadline=None)
questions = st.text("補助率は上限ものづくりイノベーションーGoTech29/３１０，％？ 、", max_size=40)
seeds = st.integers(0, 1_000)
SENTENCE = "ものづくり補助金の上限はいくらですか"


def distance(one: str, other: str) -> int:
    """Edits between two texts, neighbours exchanged counting as one (optimal string alignment)."""
    rows = [list(range(len(other) + 1))]
    for i, a in enumerate(one, start=1):
        rows.append([i])
        for j, b in enumerate(other, start=1):
            best = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (a != b))
            if i > 1 and j > 1 and one[i - 2 : i] == other[j - 2 : j][::-1]:
                best = min(best, rows[i - 2][j - 2] + 1)
            rows[i].append(best)
    return rows[-1][-1]


def not_letters(text: str) -> str:
    return "".join(c for c in text if not (c.isalpha() or c == "ー"))


@PROPERTY
@given(questions, seeds, st.integers(0, 3))
def test_edited_makes_at_most_so_many_slips_and_leaves_figures_and_marks_alone(text, seed, edits) -> None:
    after = edited(text, random.Random(seed), edits)
    assert distance(text, after) <= edits
    assert not_letters(after) == not_letters(text)
    assert after.strip() or not text.strip()


@pytest.mark.parametrize("seed", range(40))
def test_edited_makes_both_slips_where_there_is_room(seed: int) -> None:
    assert distance(SENTENCE, edited(SENTENCE, random.Random(seed))) == 2


def test_edited_swaps_drops_doubles_and_takes_near_kana() -> None:
    found = {edited("補助は", random.Random(seed), 1) for seed in range(60)}
    assert {"助補は", "補は", "補補助は", "補助ば", "補助わ"} <= found


@pytest.mark.parametrize("text", ["", "率", "2/3", "？"])
def test_edited_never_takes_the_only_letter(text: str) -> None:
    assert edited(text, random.Random(1)) == text


@pytest.mark.parametrize(("letter", "near"), [("ぢ", "ちじ"), ("ツ", "ヅッシ"), ("補", ""), ("を", "おぉ")])
def test_near_kana_are_of_the_letters_own_script(letter: str, near: str) -> None:
    assert near_kana(letter) == near


def test_near_kana_are_near_both_ways() -> None:
    kana = [chr(code) for code in [*range(0x3041, 0x3097), *range(0x30A1, 0x30F7)]]
    assert all(one in near_kana(other) for one in kana for other in near_kana(one))


@pytest.mark.parametrize("seed", range(10))
def test_half_of_words_keeps_half_rounded_up_in_order(seed: int) -> None:
    words = ["ものづくり", "補助金", "上限", "いくら"]
    kept = half_of_words(SENTENCE, random.Random(seed)).split()
    assert len(kept) == 2
    assert kept == [word for word in words if word in kept]
    assert len(half_of_words("補助金と融資と相談", random.Random(seed)).split()) == 2


@pytest.mark.parametrize(
    ("text", "left"), [("補助金は", "補助金"), ("それはある？", "それはある？"), ("", "")]
)
def test_half_of_words_keeps_at_least_one_and_leaves_a_text_without_any(text: str, left: str) -> None:
    assert half_of_words(text, random.Random(1)) == left


def test_full_width_letters_figures_marks_and_blanks() -> None:
    assert full_width("Go-Tech 2/3の補助") == "Ｇｏ－Ｔｅｃｈ　２／３の補助"


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("イノベーションとものづくりの支援", "いのべーしょんとモノヅクリの支援"),
        ("モノヅクリ補助金", "ものづくり補助金"),
        ("補助率を知りたい", "補助率を知りたい"),
    ],
)
def test_nouns_in_one_kana_are_written_in_the_other(text: str, after: str) -> None:
    assert kana_exchanged(text) == after


def test_the_longer_half_keeps_order_and_the_first_of_equally_long_words() -> None:
    assert longer_half("ものづくり補助金の上限はいくらですか") == "ものづくり 補助金"
    assert longer_half("融資と補助金と相談と助成金") == "補助金 助成金"
    assert longer_half("融資と相談") == "融資"
    assert longer_half("、。") == "、。"


def test_keywords_are_the_nouns_in_order() -> None:
    assert keywords("ものづくり補助金の上限はいくらですか").split()[:2] == ["ものづくり", "補助金"]
    assert keywords("Go-Techの2/3を知りたい") != "Go-Techの2/3を知りたい" and "2" in keywords("2/3を知りたい")
    assert keywords("知りたい") == "知りたい"


def test_in_kana_is_the_reading_in_hiragana() -> None:
    assert in_kana("Go-Techの補助率は2/3？") == "go-techのほじょりつは2/3?"
    assert in_kana("イノベーション支援") == "いのべーしょんしえん"


@PROPERTY
@given(questions, seeds)
@pytest.mark.parametrize("name", [n for n in PERTURBATIONS if n not in ("half_of_words", "longer_half")])
def test_no_perturbation_alters_a_figure(name: str, text: str, seed: int) -> None:
    def figures(of: str) -> list[str]:
        return re.findall(r"[0-9]", "".join(chr(ord(c) - 0xFEE0) if "０" <= c <= "９" else c for c in of))

    assert figures(PERTURBATIONS[name](text, random.Random(seed))) == figures(text)


@pytest.mark.parametrize("name", sorted(PERTURBATIONS))
def test_one_seed_gives_one_question(name: str) -> None:
    perturb = PERTURBATIONS[name]
    assert perturb(SENTENCE, random.Random(5)) == perturb(SENTENCE, random.Random(5))
