"""``python -m evals COMMAND``. What it prints is its result; progress goes to stderr."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from assistant.settings import Settings
from evals.command import run_command
from evals.dataset import (
    DEFAULT_DATASET,
    SPLITS,
    load_items,
    load_sections,
    source_texts,
)
from evals.gate_cli import app as gates
from evals.lint import lint
from evals.options import (
    ClosedBookOption,
    DatasetOption,
    EngineChoice,
    JsonOption,
    ResumeOption,
    Split,
    VerboseOption,
    show_progress,
)
from evals.parts_cli import app as parts
from evals.report_cli import app as reports

app = typer.Typer(
    name="eval",
    help="質問集で答えの質を測ります。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(parts)
app.add_typer(gates)
app.add_typer(reports)


@app.command()
def run(
    split: Annotated[Split, typer.Option(help="質問集のどちらの半分に答えるか")] = Split.all,
    engine: Annotated[EngineChoice, typer.Option(help="答えの書き手")] = EngineChoice.auto,
    dataset: DatasetOption = DEFAULT_DATASET,
    resume: ResumeOption = None,
    closed_book: ClosedBookOption = False,
    as_json: JsonOption = False,
    verbose: VerboseOption = False,
) -> None:
    """質問集のすべてに答え、採点します。"""
    from evals.scoring import new_run

    folder = new_run(dataset, split, engine, resume, closed_book=closed_book)
    _report(folder, dataset, as_json, verbose)


@app.command()
def score(
    folder: Annotated[Path, typer.Argument(help="評価のフォルダー（$SHIEN_HOME/evals/日時）")],
    dataset: DatasetOption = DEFAULT_DATASET,
    as_json: JsonOption = False,
    verbose: VerboseOption = False,
) -> None:
    """すでにある評価を採点し直します。質問はし直しません。"""
    _report(folder, dataset, as_json, verbose)


@app.command()
def latency(as_json: JsonOption = False) -> None:
    """速さを測ります: ヘルプ、最初の取り込みから最初の答え、起動込みの一問、続けての百問。"""
    from evals.latency import describe, measure

    figures = measure()
    typer.echo(json.dumps(figures, ensure_ascii=False) if as_json else describe(figures))


@app.command()
def retrieval(
    beir: Annotated[Path, typer.Option("--beir", help="BEIR 形式のフォルダー")],
    run_file: Annotated[Path | None, typer.Option("--run", help="順位を TREC 形式で書き出すファイル")] = None,
    as_json: JsonOption = False,
) -> None:
    """公開の検索課題で、検索だけの質を測ります。手元の索引には触れません。"""
    from dataclasses import asdict

    from evals.beir import read_beir
    from evals.retrieval import describe, evaluate, trec_run

    beir_set = read_beir(beir)
    for note in beir_set.notes:
        typer.echo(f"注意: {note}", err=True)
    report, found = evaluate(beir_set, show_progress)
    if run_file:
        run_file.write_text(trec_run(found), encoding="utf-8")
    typer.echo(json.dumps(asdict(report), ensure_ascii=False) if as_json else describe(report))


@app.command(name="lint")
def lint_command(dataset: DatasetOption = DEFAULT_DATASET, as_json: JsonOption = False) -> None:
    """質問集の誤りを調べます。"""
    items = load_items(dataset)
    found = lint(items, load_sections(dataset), source_texts(Settings().corpus))
    if as_json:
        report = {
            "problems": found.problems,
            "overlaps": found.overlaps,
            "overlap_median": found.overlap_median,
        }
        typer.echo(json.dumps(report, ensure_ascii=False))
    else:
        for problem in found.problems:
            typer.echo(problem)
        counts = "、".join(f"{name} {sum(i.split == name for i in items)}件" for name in SPLITS)
        typer.echo(f"質問 {len(items)}件（{counts}）、誤り {len(found.problems)}件")
        typer.echo(f"質問と根拠の語の重なり（2文字ずつ、0〜1、中央値 {found.overlap_median:.2f}）:")
        for item_id, overlap in sorted(found.overlaps.items(), key=lambda pair: -pair[1]):
            typer.echo(f"  {item_id}  {overlap:.2f}")
    if found.problems:
        raise typer.Exit(1)


def _report(folder: Path, dataset: Path, as_json: bool, verbose: bool) -> None:
    from evals.report import json_report, text_report
    from evals.scoring import scored

    manifest, systems = scored(folder, dataset)
    if as_json:
        typer.echo(json.dumps(json_report(str(folder), manifest, systems), ensure_ascii=False))
    else:
        typer.echo(text_report(manifest, systems, verbose))


def main() -> None:
    """Run the command; a user's mistake is two lines and exit code 2, without a traceback."""
    run_command(app)
