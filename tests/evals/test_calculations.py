"""The set of calculations is whole, and the measure tells a right value from a wrong and a needless one."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import InputError
from evals.calculations import Asked, Case, describe, figures, load_cases, measure
from evals.invented import Invented
from evals.measures import contains

TEXT = "ひばり市 体験会の記録\n子どもは30人が参加した。\n大人は20人が参加した。\n参加費は500円。\n"


@pytest.mark.parametrize(("split", "documents", "questions"), [("development", 50, 272), ("sealed", 16, 64)])
def test_every_operand_stands_in_its_document_and_no_result_does(split, documents, questions) -> None:
    cases = load_cases(split)
    asked = [one for case in cases for one in case.asked]
    assert (len(cases), len(asked)) == (documents, questions)
    assert len({one.id for one in asked}) == questions
    for case in cases:
        for one in case.asked:
            assert one.expected or not one.is_to_compute, one.id
            if one.is_to_compute and "→上限" not in one.note:  # of what is capped the cap is the result
                assert not any(contains(case.document.text, value) for value in one.expected), one.id


def test_a_right_a_wrong_and_a_needless_value_are_told_apart(tmp_path: Path) -> None:
    def asked(number: int, operation: str, *expected: str) -> Asked:
        question = "ひばり市の体験会、子どもと大人を合わせると何人？"
        return Asked(f"x-{number}", question, operation, expected, ("30人", "20人"))

    right, wrong, needless = asked(1, "sum", "50人"), asked(2, "sum", "40人"), asked(3, "none")
    case = Case(Invented("x", "ひばり市 体験会の記録", "2025-01-01", TEXT), (right, wrong, needless))
    outcomes = measure([case], tmp_path)
    assert [outcome.is_wrong for outcome in outcomes] == [False, True, True]
    values = {name: (figure.value, figure.n) for name, figure in figures(outcomes).items()}
    assert values["computed_right"] == (0.5, 2) and values["computed_wrong"] == (0.5, 2)
    assert values["computed_without_need"] == (1.0, 1) and values["operands_cited"] == (1.0, 1)
    assert "x-2" in describe("development", outcomes, verbose=True)
    assert "x-2" not in describe("sealed", outcomes, verbose=True)


def test_an_operand_that_is_not_in_its_document_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "development.jsonl").write_text(
        '{"id":"x","title":"t","published":"2025","text":"3人","questions":'
        '[{"question":"?","operation":"sum","expected":["5人"],"operands":["2人"]}]}',
        encoding="utf-8",
    )
    with pytest.raises(InputError, match="1 行目"):
        load_cases("development", tmp_path)
