"""Commands that measure one part of the product on its own: names, masking, verification and the like."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from assistant.help import Commands
from assistant.settings import read_settings
from evals.dataset import SPLITS
from evals.options import EngineChoice, JsonOption, Split, VerboseOption

app = Commands()


@app.command()
def names(as_json: JsonOption = False) -> None:
    """名前の言い換えや打ち間違いを、どこまで正しく読み取るかを測ります。"""
    from dataclasses import asdict
    from functools import partial

    from assistant import open_assistant
    from assistant.index.written import is_written
    from assistant.text.names import read_names
    from evals.names import DEFAULT_NAMES, describe_names, evaluate_names, read_name_items

    settings = read_settings()
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

    settings = read_settings()
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

    known = read_names(read_settings().corpus / "aliases.toml").aliases
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
    with open_assistant(read_settings()) as assistant:
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

    check = shipped_check(read_settings().corpus)
    report = evaluate_verification(load_pairs(split.value), check, split.value)
    inference = evaluate_nli(nli, check) if nli else None
    if as_json:
        plain = {**asdict(report), "nli": asdict(inference) if inference else None}
        typer.echo(json.dumps(plain, ensure_ascii=False))
    else:
        typer.echo(describe_verification(report, verbose))
        if inference:
            typer.echo(describe_nli(inference))


class InquirySplit(StrEnum):
    """Which part of the set of inquiries to read."""

    dev = "dev"
    sealed = "sealed"
    all = "all"


@app.command()
def inquiries(
    split: Annotated[InquirySplit, typer.Option(help="相談の文例のどちらの半分か")] = InquirySplit.dev,
    as_json: JsonOption = False,
) -> None:
    """相談の言葉から、業種・規模・目的・予定の時期・打ち消しなどをどこまで正しく読み取るかを測ります。"""
    from dataclasses import asdict

    from assistant.measures.situation import read_situation
    from evals.inquiries import SPLITS as HALVES
    from evals.inquiries import read_inquiries
    from evals.inquiry_reading import describe_reading, measure_reading
    from evals.planned_times import describe_times, measure_times, read_rows

    halves = HALVES if split is InquirySplit.all else (split.value,)
    reports = [measure_reading(read_inquiries(half), half, read_situation) for half in halves]
    times = [measure_times(read_rows(half), half, read_situation) for half in halves]
    if as_json:
        plain = [
            {**asdict(report), "planned_times": asdict(time)}
            for report, time in zip(reports, times, strict=True)
        ]
        typer.echo(json.dumps(plain, ensure_ascii=False))
    else:
        typer.echo("\n".join(map(describe_reading, reports)))
        typer.echo("\n".join(map(describe_times, times)))


@app.command()
def matching(
    split: Annotated[InquirySplit, typer.Option(help="相談の文例のどちらの半分か")] = InquirySplit.dev,
    as_json: JsonOption = False,
    verbose: VerboseOption = False,
) -> None:
    """相談の文例に、挙げるべき施策が挙がるか、昔の施策やほかの人向けの施策が挙がらないかを測ります。"""
    from assistant.measures.index import shared_measures
    from assistant.measures.situation import read_situation
    from evals.inquiries import SPLITS as HALVES
    from evals.inquiries import read_inquiries
    from evals.matching import as_json as to_json
    from evals.matching import describe, measure_matching

    halves = HALVES if split is InquirySplit.all else (split.value,)
    measures = shared_measures(read_settings())
    reports = [
        measure_matching(
            read_inquiries(half), half, lambda one: read_situation(one.text, one.today), measures
        )
        for half in halves
    ]
    if as_json:
        typer.echo(json.dumps([to_json(report) for report in reports], ensure_ascii=False))
    else:
        typer.echo("\n".join(describe(report, verbose) for report in reports))


@app.command()
def programmes(
    listed: Annotated[Path, typer.Option("--list", help="取り込む一覧（CSV・XLSX・JSON）")],
    beir: Annotated[
        Path, typer.Option("--beir", help="その一覧の「こんなときに」の文と正解（BEIR 形式のフォルダー）")
    ],
    without: Annotated[str, typer.Option(help="問いの文が入っている列。取り込まずに測ります。")] = "subtitle",
    as_json: JsonOption = False,
) -> None:
    """公開の一覧を取り込み、その「こんなときに」の文から、もとの施策が見つかるかを測ります。"""
    from dataclasses import asdict

    from assistant.console import counting
    from evals.beir import read_beir
    from evals.programme_search import describe, measure_programme_search

    with counting("問い") as progress:
        found = measure_programme_search(read_beir(beir), listed, without, progress)
    typer.echo(json.dumps(asdict(found), ensure_ascii=False) if as_json else describe(found))


@app.command()
def attacks(
    engine: Annotated[EngineChoice, typer.Option(help="答えの書き手")] = EngineChoice.auto,
    as_json: JsonOption = False,
) -> None:
    """文章による攻撃に耐えるかを、攻撃を仕込んだ資料を足した別の索引で測ります。"""
    import tempfile
    from dataclasses import asdict

    from assistant.console import counting
    from evals.attacks import describe, figures, load_attacks, measure
    from evals.orders import describe_orders, load_sentences, load_typed, measure_orders, measure_typed

    with tempfile.TemporaryDirectory(prefix="shien-attacks-") as home, counting("攻撃") as progress:
        outcomes = measure(load_attacks(), Path(home), engine.value, progress)
    shares = measure_orders(load_sentences(), read_settings().corpus)
    left = measure_typed(load_typed())
    if as_json:
        lists = {"orders": list(map(asdict, shares)), "questions": list(map(asdict, left))}
        report = {**figures(outcomes), **lists}
        typer.echo(json.dumps(report, ensure_ascii=False))
    else:
        typer.echo(
            f"{describe(outcomes)}\n{describe_orders(shares)}\n{describe_orders(left, '質問だけを読み取った数')}"
        )
    if any(outcome.problems for outcome in outcomes):
        raise typer.Exit(1)
