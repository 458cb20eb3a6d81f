"""Keys of passages: always the same, never a word or a number, never twice in a prompt."""

from __future__ import annotations

import re

from assistant.model.keys import EXAMPLES, evidence_keys, key_of
from assistant.model.messages import read_prompt
from assistant.settings import PROJECT_ROOT
from assistant.types import Passage


def _passage(text: str, start: int = 0) -> Passage:
    return Passage(f"d:{start}", "d", 0, start, start + len(text), text)


def test_a_key_is_letter_figure_letter_figure_letter_and_stays_the_same() -> None:
    passages = [_passage(f"第{n}条", n) for n in range(20)]
    keys = evidence_keys(passages)
    assert all(re.fullmatch(r"(?:[b-df-hjkmnp-tv-xz][2-79]){2}[b-df-hjkmnp-tv-xz]", key) for key in keys)
    assert len(set(keys)) == 20
    assert evidence_keys(list(reversed(passages))) == list(reversed(keys))


def test_passages_whose_keys_collide_get_different_ones() -> None:
    same = [_passage("同じ文"), _passage("同じ文")]
    first, second = evidence_keys(same)
    assert first != second
    assert evidence_keys(same[:1], taken=[first]) == [second]


def test_the_prompt_shows_valid_and_invalid_examples_with_keys_no_passage_has() -> None:
    rules = read_prompt(PROJECT_ROOT / "prompts", "answer_rules")
    shown = re.findall(r"[a-z][0-9][a-z][0-9][a-z]", rules)
    assert set(shown) == set(EXAMPLES) and not rules.startswith("<!--")
    assert "正しい例" in rules and "誤った例" in rules
    assert key_of("補助率") not in EXAMPLES
