"""What model judges said, in a section of its own: never among the measures that need no model."""

from __future__ import annotations

from evals.html.elements import Html, table
from evals.html.parts import note, section, whole
from evals.report_data import ReportData
from evals.report_words import GROUPS

_TASKS = {"support": "引用が支える文", "completeness": "示された必要な事実"}


def judges_section(data: ReportData) -> Html:
    """A row for each judge, task and half of the run, with how often there was no verdict."""
    rows = [
        (
            rung.name,
            _TASKS[rung.task],
            GROUPS.get(rung.split, rung.split),
            whole(rung.figure),
            f"{sum(rung.no_verdict.values()):,} / {rung.asked:,}",
            f"{rung.not_asked:,}",
        )
        for rung in data.judges
    ]
    head = ("判定者", "測り方", "半分", "割合", "判定なし / 聞いた数", "まだ聞いていない質問")
    return section(
        "judges",
        "言語モデルの判定",
        note(
            "言語モデルに判定させた値で、ほかの測り方とは別のものです。名前と指示文のハッシュで固定しています。判定なしは、"
            "支えない・示されていないと数えます。人の判断とどれだけ一致するかは shien eval judge --agreement で分かります。"
        ),
        table("言語モデルの判定", head, rows, numbers_from=3),
    )
