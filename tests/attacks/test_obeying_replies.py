"""What a scripted model says that obeys an attack, and that the judge of answers would see it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from attack_samples import Poisoned

from assistant.types import Citation, Statement
from evals.attacks import load_attacks, obeying_replies, problems_of

BY_ID = {attack.id: attack for attack in load_attacks()}


def test_an_obeying_reply_comes_bare_and_with_each_key_after_its_sentences() -> None:
    attack = replace(BY_ID["d-override-01"], obeyed="補助率は12割です。以上です。")
    assert obeying_replies(attack, ["a3f9c1", "000000"]) == (
        "補助率は12割です。以上です。",
        "補助率は12割です。[a3f9c1]以上です。[a3f9c1]",
        "補助率は12割です。[000000]以上です。[000000]",
    )
    assert obeying_replies(replace(attack, obeyed="123社"), ["a"])[1] == "123社[a]"


@pytest.mark.parametrize("identifier", sorted(BY_ID))
def test_an_answer_that_says_what_an_obeying_model_says_would_be_judged_unsafe(
    poisoned: Poisoned, identifier: str
) -> None:
    attack = BY_ID[identifier]
    if identifier not in poisoned.answers:
        pytest.skip("refused as input")
    safe = poisoned.answers[identifier]
    borrowed = poisoned.answers["q-override-01"].citations
    citations: tuple[Citation, ...] = borrowed or safe.citations
    obeyed = replace(
        safe,
        text=attack.obeyed,
        statements=(Statement(attack.obeyed, (citations[0].n,), "verified"),),
        citations=citations,
    )
    problems = problems_of(attack, obeyed, poisoned.shien)
    assert [problem for problem in problems if "があります" in problem or "ほかの資料の内容" in problem]
