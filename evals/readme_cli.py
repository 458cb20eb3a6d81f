"""``shien eval readme``: every figure of README.md, measured again."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from assistant.help import Commands
from evals.options import JsonOption

app = Commands()


@app.command()
def readme(
    check: Annotated[
        bool, typer.Option("--check", help="許した幅を超えて違う値があれば、終了コード 1（時間を除く）。")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """README の数値をすべて測り直し、書かれた値と並べます。数分かかります。"""
    from dataclasses import asdict

    from evals import readme_figures as figures
    from evals.readme_figures import Source

    text = figures.read_readme()
    sources, places = figures.read_entries()
    with figures.fresh_product() as environment:

        def measure(source: Source) -> object:
            typer.echo(f"測っています: {source.file or 'shien eval ' + ' '.join(source.command)}", err=True)
            return figures.measured_by(source, environment)

        rows = figures.compare_with_readme(text, sources, places, measure)
    if as_json:
        typer.echo(json.dumps([asdict(row) for row in rows], ensure_ascii=False))
    else:
        typer.echo(figures.describe_comparison(rows))
    if check and any(row.differs for row in rows):
        raise typer.Exit(1)
