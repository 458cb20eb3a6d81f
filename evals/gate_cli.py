"""``shien eval compare`` and ``shien eval gate``: is this version better than the last, and may it pass."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.help import Commands
from evals.dataset import DEFAULT_DATASET
from evals.options import DatasetOption, EngineChoice, JsonOption, Split

app = Commands()


@app.command()
def compare(
    before: Annotated[Path, typer.Argument(help="前の評価のフォルダー")],
    after: Annotated[Path, typer.Argument(help="後の評価のフォルダー")],
    dataset: DatasetOption = DEFAULT_DATASET,
    as_json: JsonOption = False,
) -> None:
    """二つの評価を、質問ごとに比べます。差の区間と、よくなった質問・悪くなった質問を示します。"""
    from evals.compare import compare as compared
    from evals.compare import json_comparison, read_scored, text_comparison
    from evals.scoring import scored_report

    runs = [read_scored(scored_report(folder, dataset), str(folder)) for folder in (before, after)]
    differences = compared(*runs)
    if as_json:
        typer.echo(json.dumps(json_comparison(differences), ensure_ascii=False))
    else:
        typer.echo(text_comparison(differences, str(before), str(after)))


@app.command()
def gate(
    run: Annotated[
        Path | None, typer.Option(help="評価のフォルダー。省くと、開発用の半分にいま答えます。")
    ] = None,
    dataset: DatasetOption = DEFAULT_DATASET,
    rules: Annotated[Path | None, typer.Option(help="規則のファイル。省くと evals/gate.toml")] = None,
    baseline: Annotated[Path | None, typer.Option(help="比べる基準。省くと evals/baseline.json")] = None,
    write_baseline: Annotated[
        bool, typer.Option("--write-baseline", help="判定せず、この評価を新しい基準にします。")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """評価が規則を満たすかを判定します。満たさなければ終了コード 1。"""
    from dataclasses import asdict

    from evals.gate import BASELINE, RULES, baseline_of, broken_rules, read_baseline, read_rules
    from evals.scoring import new_run, scored_report

    read = read_rules(rules or RULES)
    folder = run or new_run(dataset, Split.development, EngineChoice.extractive)
    report: dict[str, Any] = scored_report(folder, dataset)
    if write_baseline:
        text = json.dumps(baseline_of(report), ensure_ascii=False, indent=0)
        (baseline or BASELINE).write_text(text + "\n", encoding="utf-8")
        typer.echo(f"基準を書きました: {baseline or BASELINE}")
        return
    broken = broken_rules(report, read, read_baseline(baseline or BASELINE))
    if as_json:
        typer.echo(
            json.dumps(
                {"run": str(folder), "passed": not broken, "broken": [asdict(b) for b in broken]},
                ensure_ascii=False,
            )
        )
    else:
        for one in broken:
            typer.echo(f"× {one.message}")
        typer.echo(f"{'不合格' if broken else '合格'}: {folder}")
    if broken:
        raise typer.Exit(1)
