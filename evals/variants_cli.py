"""``shien eval variants``: how far the answers hold when a question is asked in other words."""

from __future__ import annotations

import json
from contextlib import closing
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from assistant.help import Commands
from assistant.settings import read_settings
from evals.dataset import DEFAULT_DATASET, load_items
from evals.options import DatasetOption, JsonOption, Split
from evals.statistics import SEED

app = Commands()


class VariantKind(StrEnum):
    """How the questions are changed."""

    noise = "noise"
    paraphrase = "paraphrase"


@app.command()
def variants(
    run: Annotated[Path, typer.Argument(help="もとの評価のフォルダー（$SHIEN_HOME/evals/日時）")],
    kind: Annotated[
        VariantKind, typer.Option(help="noise は打ち間違いや省略、paraphrase は意味を変えない言い換え")
    ] = VariantKind.paraphrase,
    seed: Annotated[int, typer.Option(help="くじ引きの種。同じ種なら同じ質問になります。")] = SEED,
    split: Annotated[Split, typer.Option(help="評価のどちらの半分を聞き直すか")] = Split.development,
    dataset: DatasetOption = DEFAULT_DATASET,
    as_json: JsonOption = False,
) -> None:
    """言い方を変えた質問に答え直し、もとの評価からどれだけ変わるかを、質問ごとに比べて示します。"""
    from assistant import open_assistant
    from assistant.console import counting
    from evals.run import check_resumable
    from evals.scoring import scored
    from evals.variants import describe_robustness, measure_robustness, robustness_json

    settings = read_settings()
    scored(run, dataset)  # refuses a run of other questions before anything is asked
    with closing(open_assistant(settings)) as assistant, counting("言いかえ") as progress:
        manifest = check_resumable(run, settings, assistant, dataset)
        items = [i for i in load_items(dataset, manifest["split"]) if split in ("all", i.split)]
        found = measure_robustness(
            assistant, items, run, settings, manifest["engine"], kind.value, seed, progress
        )
    if as_json:
        report = {"kind": kind.value, "seed": seed, "variants": robustness_json(found)}
        typer.echo(json.dumps(report, ensure_ascii=False))
    else:
        typer.echo(describe_robustness(found, kind.value, seed))
