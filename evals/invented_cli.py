"""Commands that measure on invented documents, in an index of their own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from evals.dataset import SPLITS
from evals.options import JsonOption, Split, VerboseOption

app = typer.Typer()


@app.command()
def newer(
    split: Annotated[Split, typer.Option(help="場面のどちらの半分か")] = Split.development,
    as_json: JsonOption = False,
    verbose: VerboseOption = False,
) -> None:
    """古い資料の内容を新しい資料が変えているとき、それを示すかを、資料の組を入れた別の索引で測ります。"""
    import tempfile

    from assistant.console import counting
    from evals.newer import describe, figures, load_scenarios, measure

    halves, report = SPLITS if split is Split.all else (split.value,), {}
    for half in halves:
        scenarios = [scenario for scenario in load_scenarios() if scenario.split == half]
        with tempfile.TemporaryDirectory(prefix="shien-newer-") as home, counting("場面") as progress:
            outcomes = measure(scenarios, Path(home), progress)
        report[half] = figures(outcomes)
        if not as_json:
            typer.echo(describe(half, outcomes, verbose))
    if as_json:
        typer.echo(json.dumps(report, ensure_ascii=False))


@app.command()
def calculations(
    split: Annotated[Split, typer.Option(help="資料と質問のどちらの半分か")] = Split.development,
    as_json: JsonOption = False,
    verbose: VerboseOption = False,
) -> None:
    """資料の数字から計算する質問に正しく答え、計算してはならないときに計算しないかを、別の索引で測ります。"""
    import tempfile
    from dataclasses import asdict

    from assistant.console import counting
    from evals.calculations import describe, figures, load_cases, measure

    halves, report = SPLITS if split is Split.all else (split.value,), {}
    for half in halves:
        with tempfile.TemporaryDirectory(prefix="shien-calculations-") as home, counting("質問") as progress:
            outcomes = measure(load_cases(half), Path(home), progress)
        report[half] = {name: asdict(figure) for name, figure in figures(outcomes).items()}
        if not as_json:
            typer.echo(describe(half, outcomes, verbose))
    if as_json:
        typer.echo(json.dumps(report, ensure_ascii=False))
