"""No value is computed from what is told of something else."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from evals.invented import Invented, opened_on


@pytest.mark.parametrize(
    ("text", "question"),
    [
        (
            "汐見市の相談窓口には年間900件の相談があり、うち経営相談が600件、技術相談が300件である。",
            "技術相談は1か月あたり何件？",
        ),
        ("汐見市では5年間で創業は85件、廃業は40件あった。", "廃業は1年あたり何件？"),
        (
            "全国では保育士が10万人必要であり、汐見市で50人が不足している。",
            "汐見市の保育士は今何人いる計算？",
        ),
        (
            "汐見市は3年間で30社の誘致を目指しており、これまでに9社が立地した。",
            "立地した企業は年平均何社？",
        ),
    ],
)
def test_a_value_told_of_something_else_is_not_worked_with(tmp_path: Path, text: str, question: str) -> None:
    document = Invented("report", "汐見市の産業", "2026-04-01", f"汐見市の産業\n\n{text}\n")
    with opened_on([document], tmp_path) as shien:
        answer = shien.ask(question, engine="extractive", today=date(2026, 11, 22))
    assert "計算" not in answer.text
