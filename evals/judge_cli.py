"""``shien eval judge``: a model's verdicts on a run, and how far such a judge agrees with a person."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from assistant.errors import InputError
from assistant.help import Commands
from assistant.settings import Settings, read_settings
from evals.dataset import DEFAULT_DATASET, load_items
from evals.options import DatasetOption, JsonOption, Split

app = Commands()


@app.command()
def judge(
    run: Annotated[Path | None, typer.Argument(help="評価のフォルダー（$SHIEN_HOME/evals/日時）")] = None,
    split: Annotated[Split, typer.Option(help="評価のどちらの半分を判定するか")] = Split.development,
    agreement: Annotated[
        bool, typer.Option("--agreement", help="評価ではなく、人が判定した見本との一致を測ります。")
    ] = False,
    dataset: DatasetOption = DEFAULT_DATASET,
    as_json: JsonOption = False,
) -> None:
    """設定した言語モデルに、引用が文を支えるか・必要な事実が示されたかを判定させます（なくても評価はできます）。"""
    if agreement == (run is not None):
        raise InputError(
            "評価のフォルダーか --agreement の、どちらか一つが要ります。",
            "shien eval judge フォルダー、または shien eval judge --agreement としてください。",
        )
    settings = read_settings()
    if run is None:
        _agreement(settings, as_json)
    else:
        _judge_run(run, split, dataset, settings, as_json)


def _judge_run(run: Path, split: Split, dataset: Path, settings: Settings, as_json: bool) -> None:
    from dataclasses import asdict

    from assistant.console import counting
    from evals.judge import judge_of
    from evals.judged_run import describe_rungs, judge_run, judge_rungs
    from evals.scoring import scored

    manifest, _ = scored(run, dataset)  # refuses a run of other questions
    items = load_items(dataset, manifest["split"])
    chosen = [item for item in items if split in ("all", item.split)]
    with counting("判定") as progress:
        judge_run(judge_of(settings), chosen, run, progress)
    rungs = judge_rungs(run, dataset)
    if as_json:
        typer.echo(json.dumps([{"name": rung.name, **asdict(rung)} for rung in rungs], ensure_ascii=False))
    else:
        typer.echo(describe_rungs(rungs))


def _agreement(settings: Settings, as_json: bool) -> None:
    from dataclasses import asdict

    from assistant.console import counting
    from evals.judge import judge_of
    from evals.judge_agreement import agreements, describe_agreements, judge_says, offline_says, read_labelled
    from evals.verification import shipped_check

    labelled = read_labelled()
    found = list(agreements("offline", labelled, offline_says(labelled, shipped_check(settings.corpus))))
    if settings.model:
        asked = judge_of(settings)
        shas = "・".join(sha[:12] for sha in asked.prompt_sha256.values())
        name = f"model judge, {asked.name}, prompt sha {shas}"
        with counting("判定") as progress:
            found += agreements(name, labelled, judge_says(asked, labelled, progress))
    else:
        typer.echo(
            "言語モデルは設定されていません（SHIEN_MODEL）。文字の照合による判定だけを測ります。", err=True
        )
    if as_json:
        typer.echo(json.dumps([asdict(one) for one in found], ensure_ascii=False))
    else:
        typer.echo(describe_agreements(found))
