"""``shien eval report``: a run as one file to read in a browser, and as a summary for a pull request."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.errors import StorageError, reason
from assistant.help import Commands
from evals.dataset import DEFAULT_DATASET
from evals.options import DatasetOption

app = Commands()


@app.command()
def report(
    run: Annotated[Path, typer.Argument(help="評価のフォルダー（$SHIEN_HOME/evals/日時）")],
    against: Annotated[
        Path | None, typer.Option(help="比べる相手: 前の評価のフォルダーか、基準のファイル（baseline.json）")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="書き出す HTML。省くと、評価のフォルダーの report.html"),
    ] = None,
    markdown: Annotated[Path | None, typer.Option(help="要約を Markdown でも書き出すファイル")] = None,
    dataset: DatasetOption = DEFAULT_DATASET,
) -> None:
    """評価を、ブラウザーで読む一つのファイルにまとめます。ネットワークは要りません。"""
    from evals.html.page import html_report
    from evals.report_data import report_data
    from evals.report_markdown import markdown_report

    data = report_data(run, dataset, against)
    written = [_write(output or run / "report.html", html_report(data))]
    if markdown:
        written.append(_write(markdown, markdown_report(data)))
    for path in written:
        typer.echo(f"書きました: {path}")


def _write(path: Path, text: str) -> Path:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise StorageError(
            f"報告を書けません: {path}（{reason(error)}）",
            "-o と --markdown のフォルダーがあり、書き込めるかを確かめてください。",
        ) from error
    return path
