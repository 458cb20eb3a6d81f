"""An exception in brackets keeps its own value."""

from __future__ import annotations

import pytest

from assistant.grounding import check_statement

FREE = "参加費は無料（市外の方は3,000円）です。"
RATE = "補助率は2分の1（小規模事業者は3分の2）です。"
CAP = "補助上限額は300万円（めっき・研磨業は500万円）です。"


@pytest.mark.parametrize(
    ("statement", "evidence"),
    [
        ("市外の方の参加費は無料です。", FREE),
        ("小規模事業者の補助率は2分の1です。", RATE),
        ("研磨業の補助上限額は300万円です。", CAP),
        ("めっき業の上限額は300万円です。", CAP),
    ],
)
def test_the_value_of_the_others_is_not_the_exceptions(statement: str, evidence: str) -> None:
    verdict = check_statement(statement, [evidence])
    assert verdict.verdict == "unsupported"
    assert "attribution" in {problem.kind for problem in verdict.problems}


@pytest.mark.parametrize(
    ("statement", "evidence"),
    [
        ("参加費は無料です。", FREE),
        ("市外の方の参加費は3,000円です。", FREE),
        ("参加費は無料ですが、市外の方は3,000円です。", FREE),
        ("小規模事業者の補助率は3分の2です。", RATE),
        ("補助率は2分の1、小規模事業者は3分の2です。", RATE),
        ("研磨業の補助上限額は500万円です。", CAP),
    ],
)
def test_a_value_told_of_those_it_is_for_is_borne_out(statement: str, evidence: str) -> None:
    assert check_statement(statement, [evidence]).verdict == "supported"
