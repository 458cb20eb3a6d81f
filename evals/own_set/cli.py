"""``shien eval template`` and ``candidates``, and the lint of an agency's own question set."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.errors import IndexMissing, IndexUnfit, shown
from assistant.help import Commands
from assistant.settings import read_settings
from evals.options import JsonOption

if TYPE_CHECKING:
    from assistant.candidates import Candidate
    from assistant.types import DocumentMeta

app = Commands()


@app.command()
def template(
    target: Annotated[Path, typer.Argument(metavar="OUT.xlsx", help="作るファイル。あれば上書きしません。")],
) -> None:
    """自分の質問集を書く Excel の表を作ります。取り込んだ資料の ID の一覧も付きます。"""
    from evals.own_set.template import write_template

    write_template(target, _documents())
    typer.echo(f"作りました: {target}（書けたら「shien eval lint {target}」で確かめてください）")


@app.command()
def candidates(
    export: Annotated[
        Path | None,
        typer.Option(metavar="SET.xlsx", help="質問集の表に書き出します。必要な事実は、人が書き入れます。"),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """チャットで「役に立たなかった」とされ、評価の質問の候補に加えられたものを並べます。この端末の外には出しません。"""
    from dataclasses import asdict

    from assistant.candidates import candidates_path, read_candidates

    home = read_settings().home
    kept = read_candidates(home)
    if export:
        from evals.own_set.template import write_template

        write_template(export, _documents(), kept)
        typer.echo(f"{len(kept)} 件を書き出しました: {export}", err=True)
    if as_json:
        typer.echo(json.dumps([asdict(candidate) for candidate in kept], ensure_ascii=False))
    elif not export:
        typer.echo(_listed(kept, candidates_path(home)))


def _listed(kept: tuple[Candidate, ...], path: Path) -> str:
    lines = []
    for candidate in kept:
        lines.append(f"{candidate.id}  {shown(candidate.question)}")
        if candidate.comment:
            lines.append(f"    指摘: {shown(candidate.comment)}")
    return "\n".join(
        [*lines, f"候補 {len(kept)} 件: {path}（相談の内容を含みます。この端末の中だけにあります）"]
    )


def _documents() -> tuple[DocumentMeta, ...]:
    """What is indexed; nothing where there is no usable index yet."""
    from assistant import open_assistant

    try:
        with open_assistant(read_settings()) as assistant:
            return assistant.documents()
    except (IndexMissing, IndexUnfit):
        return ()


def lint_own(path: Path, as_json: bool) -> bool:
    """Tell what is wrong with an own set, one line a fault; whether it has an error.

    Raises:
        InputError: the set cannot be read at all.
    """
    from assistant import open_assistant
    from evals.own_set.lint import IndexedTexts, document_problems, lint_report
    from evals.own_set.read import read_own_set

    own = read_own_set(path)
    problems = list(own.problems)
    try:
        with open_assistant(read_settings()) as assistant:
            problems += document_problems(own, IndexedTexts(assistant))
    except (IndexMissing, IndexUnfit) as error:
        typer.echo(f"注意: {error.message}資料IDと引用は確かめていません。{error.hint}", err=True)
    ordered = tuple(sorted(problems, key=lambda problem: problem.row))
    report = lint_report(ordered, tuple(item for _, item in own.items))
    if as_json:
        typer.echo(json.dumps(report, ensure_ascii=False))
    else:
        for problem in ordered:
            mark = "×" if problem.severity == "error" else "注意"
            typer.echo(f"{mark} {shown(str(problem))}")
        counts = f"誤り {len(report['problems'])}件、注意 {len(report['warnings'])}件"
        typer.echo(f"質問 {report['items']}件、{counts}")
    return bool(report["problems"])
