"""``python -m evals COMMAND``. What it prints is its result; progress goes to stderr."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.errors import InputError
from assistant.help import Commands
from assistant.settings import read_settings
from assistant.usage import run_command
from evals.dataset import (
    DEFAULT_DATASET,
    SPLITS,
    is_own_set,
    load_items,
    load_sections,
    source_texts,
)
from evals.gate_cli import app as gates
from evals.invented_cli import app as invented
from evals.judge_cli import app as judges
from evals.lint import lint
from evals.options import (
    ClosedBookOption,
    DatasetOption,
    EngineChoice,
    JsonOption,
    ResumeOption,
    Split,
    VerboseOption,
    WorkersOption,
)
from evals.own_set.cli import app as own_sets
from evals.own_set.cli import lint_own
from evals.parts_cli import app as parts
from evals.readme_cli import app as readmes
from evals.report_cli import app as reports
from evals.variants_cli import app as variants

if TYPE_CHECKING:
    from evals.beir import BeirSet

app = Commands(
    name="eval",
    help="質問集で答えの質を測ります。",
    no_args_is_help=True,
)
app.add_typer(parts)
app.add_typer(gates)
app.add_typer(judges)
app.add_typer(invented)
app.add_typer(readmes)
app.add_typer(reports)
app.add_typer(own_sets)
app.add_typer(variants)


@app.command()
def run(
    split: Annotated[Split, typer.Option(help="質問集のどちらの半分に答えるか")] = Split.all,
    engine: Annotated[EngineChoice, typer.Option(help="答えの書き手")] = EngineChoice.auto,
    dataset: DatasetOption = DEFAULT_DATASET,
    resume: ResumeOption = None,
    closed_book: ClosedBookOption = False,
    workers: WorkersOption = 1,
    as_json: JsonOption = False,
    verbose: VerboseOption = False,
) -> None:
    """質問集のすべてに答え、採点します。"""
    from evals.scoring import new_run

    folder = new_run(dataset, split, engine, resume, workers, closed_book=closed_book)
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
    beir: Annotated[Path | None, typer.Option("--beir", help="BEIR 形式のフォルダー")] = None,
    squad: Annotated[Path | None, typer.Option("--squad", help="SQuAD 形式のファイル（1.1・2.0）")] = None,
    run_file: Annotated[Path | None, typer.Option("--run", help="順位を TREC 形式で書き出すファイル")] = None,
    as_json: JsonOption = False,
) -> None:
    """公開の検索課題で、検索だけの質を測ります。手元の索引には触れません。"""
    from dataclasses import asdict

    from assistant.console import counting
    from evals.retrieval import describe, evaluate, trec_run

    beir_set = _public_set(beir, squad)
    for note in beir_set.notes:
        typer.echo(f"注意: {note}", err=True)
    with counting("検索") as progress:
        report, found = evaluate(beir_set, progress)
    if run_file:
        run_file.write_text(trec_run(found), encoding="utf-8")
    typer.echo(json.dumps(asdict(report), ensure_ascii=False) if as_json else describe(report))


def _public_set(beir: Path | None, squad: Path | None) -> BeirSet:
    from evals.beir import read_beir
    from evals.squad import read_squad

    if beir and not squad:
        return read_beir(beir)
    if squad and not beir:
        return read_squad(squad)
    raise InputError(
        "--beir と --squad の、どちらか一つを指定してください。",
        "例: shien eval retrieval --squad dev-v1.1.json",
    )


@app.command(name="lint")
def lint_command(
    target: Annotated[
        Path | None,
        typer.Argument(metavar="SET", help="質問集（.xlsx・.jsonl・フォルダー）。省くと --dataset"),
    ] = None,
    dataset: DatasetOption = DEFAULT_DATASET,
    as_json: JsonOption = False,
) -> None:
    """質問集の誤りを、行と列を示して調べます。誤りがあれば終了コード 1。"""
    dataset = target or dataset
    if is_own_set(dataset):
        raise typer.Exit(int(lint_own(dataset, as_json)))
    items = load_items(dataset)
    found = lint(items, load_sections(dataset), source_texts(read_settings().corpus))
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
    from dataclasses import asdict

    from evals.judged_run import describe_rungs, judge_rungs
    from evals.report import json_report, text_report
    from evals.scoring import keep_scores, scored

    manifest, systems = scored(folder, dataset)
    rungs = judge_rungs(folder, dataset)
    report = json_report(str(folder), manifest, systems)
    report["model_judges"] = [{"name": rung.name, **asdict(rung)} for rung in rungs]
    keep_scores(folder, report)
    if as_json:
        typer.echo(json.dumps(report, ensure_ascii=False))
    else:
        typer.echo(text_report(manifest, systems, verbose))
        if rungs:
            typer.echo(f"\n{describe_rungs(rungs)}")


def main() -> None:
    """Run the command; a user's mistake is two lines and exit code 2, without a traceback."""
    run_command(lambda: app(prog_name="shien eval", standalone_mode=False))
