"""``python -m evals COMMAND``. What it prints is its result; progress goes to stderr."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from assistant.errors import InputError
from assistant.settings import Settings
from evals.command import run_command
from evals.dataset import (
    DEFAULT_DATASET,
    SPLITS,
    dataset_sha256,
    load_items,
    load_sections,
    questions_sha256,
    source_texts,
)
from evals.lint import lint

app = typer.Typer(
    name="eval",
    help="質問集で答えの質を測ります。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


class Split(StrEnum):
    """Which half of the set to answer."""

    development = "development"
    sealed = "sealed"
    all = "all"


class EngineChoice(StrEnum):
    """Which writer answers."""

    auto = "auto"
    extractive = "extractive"
    llm = "llm"


DatasetOption = Annotated[Path, typer.Option("--dataset", help="質問集のフォルダー")]
JsonOption = Annotated[bool, typer.Option("--json", help="結果を JSON ひとつで出します。")]
ResumeOption = Annotated[Path | None, typer.Option(help="途中で止まった評価のフォルダー。続きから答えます。")]
VerboseOption = Annotated[
    bool, typer.Option("--verbose", help="満点でない質問と理由も出します（封印した質問は件数だけ）。")
]


@app.command()
def run(
    split: Annotated[Split, typer.Option(help="質問集のどちらの半分に答えるか")] = Split.all,
    engine: Annotated[EngineChoice, typer.Option(help="答えの書き手")] = EngineChoice.auto,
    dataset: DatasetOption = DEFAULT_DATASET,
    resume: ResumeOption = None,
    as_json: JsonOption = False,
    verbose: VerboseOption = False,
) -> None:
    """質問集のすべてに答え、採点します。"""
    from assistant import open_assistant
    from evals.run import answer_items, check_resumable, start_run

    settings = Settings()
    assistant = open_assistant(settings)
    try:
        if resume is None:
            folder = start_run(settings, assistant, dataset, split.value, engine.value)
            items, writer = load_items(dataset, split.value), engine.value
        else:
            folder = resume
            manifest = check_resumable(folder, settings, assistant, dataset)
            items, writer = load_items(dataset, manifest["split"]), manifest["engine"]
        # Said before the first answer, so that a run that breaks can be resumed.
        typer.echo(f"記録: {folder}", err=True)
        answer_items(assistant, items, folder, settings, writer, _show_progress)
    finally:
        assistant.close()
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
    report, found = evaluate(beir_set, _show_progress)
    if run_file:
        run_file.write_text(trec_run(found), encoding="utf-8")
    typer.echo(json.dumps(asdict(report), ensure_ascii=False) if as_json else describe(report))


@app.command()
def names(as_json: JsonOption = False) -> None:
    """名前の言い換えや打ち間違いを、どこまで正しく読み取るかを測ります。"""
    from dataclasses import asdict
    from functools import partial

    from assistant import open_assistant
    from assistant.index.written import is_written
    from assistant.text.names import read_names
    from evals.names import DEFAULT_NAMES, describe_names, evaluate_names, read_name_items

    settings = Settings()
    with open_assistant(settings) as shien:
        table = read_names(settings.corpus / "aliases.toml")
        reports = evaluate_names(read_name_items(DEFAULT_NAMES), table, partial(is_written, shien.index))
    rows = [asdict(report) for report in reports]
    typer.echo(json.dumps(rows, ensure_ascii=False) if as_json else describe_names(reports))


@app.command()
def understanding(
    split: Annotated[Split, typer.Option(help="質問集のどちらの半分か")] = Split.development,
    as_json: JsonOption = False,
    verbose: VerboseOption = False,
) -> None:
    """質問の読み取り（何を、何について、いつの、いくつ尋ねているか、続きの質問か）を測ります。"""
    from dataclasses import asdict
    from functools import partial

    from assistant import open_assistant
    from assistant.index.written import is_written
    from assistant.text.names import read_names
    from evals.understanding import (
        DEFAULT_UNDERSTANDING,
        describe_understanding,
        evaluate_understanding,
        read_items,
    )

    settings = Settings()
    table = read_names(settings.corpus / "aliases.toml")
    halves = SPLITS if split is Split.all else (split.value,)
    with open_assistant(settings) as shien:
        written = partial(is_written, shien.index)
        reports = [
            evaluate_understanding(read_items(DEFAULT_UNDERSTANDING, half), half, table, written)
            for half in halves
        ]
    if as_json:
        typer.echo(json.dumps([asdict(report) for report in reports], ensure_ascii=False))
    else:
        for report in reports:
            typer.echo(describe_understanding(report, verbose))


class MaskingSplit(StrEnum):
    """Which part of the set of sentences to hide names in."""

    development = "development"
    hard = "hard"
    sealed = "sealed"
    all = "all"


@app.command()
def masking(
    split: Annotated[
        MaskingSplit, typer.Option(help="文例のどの部分か（hard は走り書きのメモ）")
    ] = MaskingSplit.development,
    as_json: JsonOption = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", help="漏れと誤検出も出します（封印した文は件数だけ）。")
    ] = False,
) -> None:
    """外に送る前に、人名・会社名・連絡先などをどこまで伏せられるかを測ります。"""
    from dataclasses import asdict

    from assistant.privacy import hidden_in
    from assistant.text.names import read_names
    from evals.masking import describe_masking, evaluate_masking, read_sentences

    known = read_names(Settings().corpus / "aliases.toml").aliases
    sentences = [s for s in read_sentences() if split.value in (s.split, "all")]
    reports = evaluate_masking(sentences, lambda text: hidden_in(text, known))
    if as_json:
        typer.echo(json.dumps([asdict(report) for report in reports], ensure_ascii=False))
    else:
        typer.echo(describe_masking(reports, verbose))


@app.command(name="time-place")
def time_place(
    split: Annotated[Split, typer.Option(help="質問集のどちらの半分か")] = Split.development,
    as_json: JsonOption = False,
) -> None:
    """尋ねた時期と地域の箇所が先頭に来るかを、付属の資料で測ります。"""
    from dataclasses import asdict

    from assistant import open_assistant
    from evals.time_place import describe, load_rows, measure

    rows = [row for row in load_rows() if split.value in (row.split, "all")]
    with open_assistant(Settings()) as assistant:
        without = measure(assistant.index, rows, preferred=False)
        preferred = measure(assistant.index, rows, preferred=True)
    if as_json:
        figures = {"without": without, "preferred": preferred}
        plain = {name: {kind: asdict(t) for kind, t in tallies.items()} for name, tallies in figures.items()}
        typer.echo(json.dumps({"split": split.value, **plain}, ensure_ascii=False))
    else:
        typer.echo(describe(split.value, without, preferred))


@app.command()
def verification(
    split: Annotated[Split, typer.Option(help="改変文の組のどちらの半分か")] = Split.development,
    nli: Annotated[
        Path | None,
        typer.Option("--nli", help="premise・hypothesis・label を1行ずつ書いた JSONL も測ります。"),
    ] = None,
    as_json: JsonOption = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", help="判定を誤った組と理由も出します（封印した組は件数だけ）。")
    ] = False,
) -> None:
    """答えの文が根拠どおりかの検証が、改変した文をどこまで見つけるかを測ります。"""
    from dataclasses import asdict

    from evals.altered import load_pairs
    from evals.verification import evaluate_nli, evaluate_verification, shipped_check
    from evals.verification_report import describe_nli, describe_verification

    check = shipped_check(Settings().corpus)
    report = evaluate_verification(load_pairs(split.value), check, split.value)
    inference = evaluate_nli(nli, check) if nli else None
    if as_json:
        plain = {**asdict(report), "nli": asdict(inference) if inference else None}
        typer.echo(json.dumps(plain, ensure_ascii=False))
    else:
        typer.echo(describe_verification(report, verbose))
        if inference:
            typer.echo(describe_nli(inference))


@app.command()
def attacks(
    engine: Annotated[EngineChoice, typer.Option(help="答えの書き手")] = EngineChoice.auto,
    as_json: JsonOption = False,
) -> None:
    """文章による攻撃に耐えるかを、攻撃を仕込んだ資料を足した別の索引で測ります。"""
    import tempfile
    from dataclasses import asdict

    from evals.attacks import describe, figures, load_attacks, measure
    from evals.orders import describe_orders, load_sentences, measure_orders

    with tempfile.TemporaryDirectory(prefix="shien-attacks-") as home:
        outcomes = measure(load_attacks(), Path(home), engine.value, _show_progress)
    shares = measure_orders(load_sentences(), Settings().corpus)
    if as_json:
        report = {**figures(outcomes), "orders": [asdict(share) for share in shares]}
        typer.echo(json.dumps(report, ensure_ascii=False))
    else:
        typer.echo(f"{describe(outcomes)}\n{describe_orders(shares)}")
    if any(outcome.problems for outcome in outcomes):
        raise typer.Exit(1)


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
    from evals.records import read_records
    from evals.report import json_report, text_report
    from evals.run import read_manifest
    from evals.score import score_run

    manifest = read_manifest(folder)
    items = load_items(dataset, manifest["split"])
    if questions_sha256(items) != manifest["questions_sha256"]:
        raise InputError(
            "この評価は別の質問に答えたものです。いまの質問集では採点できません。",
            "shien eval run で新しく評価するか、--dataset に当時の質問集を指定してください。",
        )
    # Corrected spellings of a fact may be scored anew; the hash shown is of the set scored with.
    manifest["dataset_sha256"] = dataset_sha256(dataset)
    systems = score_run(items, read_records(folder))
    if as_json:
        typer.echo(json.dumps(json_report(str(folder), manifest, systems), ensure_ascii=False))
    else:
        typer.echo(text_report(manifest, systems, verbose))


def _show_progress(done: int, total: int) -> None:
    if sys.stderr.isatty():
        typer.echo(f"\r{done}/{total} 件に回答しました", nl=done == total, err=True)


def main() -> None:
    """Run the command; a user's mistake is two lines and exit code 2, without a traceback."""
    run_command(app)
