"""Whether the documents hold a word just so."""

from __future__ import annotations

import pytest

from assistant.index.written import is_written


@pytest.mark.parametrize(
    "words",
    [
        "ゴーテック",
        "ｺﾞｰﾃｯｸ",
        "Go-Tech(ゴーテック)事業",
        "長野県飯田市",
        "イノベーションの在り方に関する有識者検討会",
    ],
)
def test_words_of_passages_headings_and_titles_are_written(shipped, words) -> None:
    assert is_written(shipped.index, words)


@pytest.mark.parametrize("words", ["ゴーテグ", "ジェグテックゴーテック", "", "、", "XYZ"])
def test_other_words_are_not_even_where_their_letters_are(shipped, words) -> None:
    assert not is_written(shipped.index, words)


def test_words_that_white_space_cuts_in_the_documents_are_written(shipped) -> None:
    """Every stretch of twelve letters over a line break, in the first passages that have one."""
    import re

    from assistant.text.normalise import fold

    cut = [
        fold(passage.text[at.start() - 6 : at.end() + 6])
        for passage in list(shipped.index.passages.values())[:80]
        for at in re.finditer(r"(?<=[ぁ-龥]{6})\s+(?=[ぁ-龥]{6})", passage.text)
    ]
    assert len(cut) > 20
    assert all(is_written(shipped.index, words) for words in cut)
