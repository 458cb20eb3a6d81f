"""A slip of the keyboard is told from another word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from text_strategies import PROPERTY, texts

from assistant.text.slips import runs, slips


@pytest.mark.parametrize(
    ("said", "meant", "many"),
    [
        ("ジェグテッグ", "ジェグテック", 1),
        ("ゴーデック", "ゴーテック", 1),
        ("Go-Tehc", "Go-Tech", 1),
        ("ものづりく補助金", "ものづくり補助金", 1),
        ("ものつくり補助金", "ものづくり補助金", 1),
        ("よろず支援拠点", "よろず支援拠点", 0),
        ("よろす支援拠点", "よろず支援拠点", 1),
        ("Bibidi", "Bibbidi", 1),
        ("イノベーシュンプロデューザー", "イノベーションプロデューサー", 2),
        ("コーテック", "ゴーテック", 1),
        ("セーフティネッド貸付", "セーフティネット貸付", 1),
    ],
)
def test_a_slip_is_counted(said: str, meant: str, many: int) -> None:
    assert slips(said, meant) == many


@pytest.mark.parametrize(
    ("said", "meant", "why"),
    [
        ("大分大学", "大阪大学", "kanji"),
        ("省エネ補助金", "省力化補助金", "kanji"),
        ("経産局", "経産省", "kanji"),
        ("ものづくり補助金2025", "ものづくり補助金2026", "figures"),
        ("ものづくり税制", "ものづくり補助金", "another kind"),
        ("IT導入補助金", "AI導入補助金", "an acronym"),
        ("INPUT", "INPIT", "an acronym"),
        ("JTERO", "JETRO", "an acronym"),
        ("サポニン", "サポイン", "short"),
        ("ジェイテック", "ジェグテック", "a letter from elsewhere"),
        ("ゴーテリク", "ゴーテック", "a letter more"),
        ("エドテック", "ゴーテック", "two letters"),
        ("ミノベーションプロデューサー", "イノベーションプロデューサー", "another beginning"),
        ("まちづくり補助金", "ものづくり補助金", "two letters"),
        ("プロデュース", "プロデューサー", "a word"),
        ("イノベーションベッド", "イノベーションネット", "made of words"),
        ("新ものづくり補助金", "ものづくり補助金", "something before"),
        ("ものづくり補助金事業", "ものづくり補助金", "something after"),
    ],
)
def test_another_word_is_no_slip(said: str, meant: str, why: str) -> None:
    assert slips(said, meant) is None, why


def test_runs_are_told_by_script_and_what_may_not_differ_is_kept() -> None:
    assert runs("ＪグッドTech補助金2") == (
        ("latin", "j"),
        ("kana", "グッド"),
        ("latin", "tech"),
        ("補助2", "補助金2"),
    )
    assert runs("モノづくり") == (("kana", "モノづくり"),)


@PROPERTY
@given(texts)
def test_a_word_is_no_slip_of_itself(text: str) -> None:
    assert slips(text, text) == 0


@PROPERTY
@given(st.text("ごてくじえぐ補助金ab12ー・", max_size=8), st.text("ごてくじえぐ補助金ab12ー・", max_size=8))
def test_kanji_and_figures_are_the_same_in_whatever_passes_for_a_slip(one: str, other: str) -> None:
    if slips(one, other) is not None:
        fixed = [[letter for letter in text if letter in "補助12"] for text in (one, other)]
        assert fixed[0] == fixed[1]
