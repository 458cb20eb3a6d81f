"""`python -m ui`: serve the chat page. `shien ui` comes here."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

import typer

from assistant.errors import AssistantError
from assistant.usage import fail
from ui.launch import DEFAULT_ADDRESS, DEFAULT_PORT, command, environment


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Start the server in place of this process; what keeps it from starting is told, with exit code 2."""
    parser = argparse.ArgumentParser(prog="shien ui", description="質問する画面をブラウザで開きます。")
    parser.add_argument(
        "--port", type=int, help=f"待ち受けるポート（省略時は{DEFAULT_PORT}から順に空きを使用）"
    )
    parser.add_argument(
        "--address", default=DEFAULT_ADDRESS, help="待ち受けるアドレス（省略時はこのパソコンのみ）"
    )
    chosen = parser.parse_args(arguments)
    try:
        line = command(chosen.port, chosen.address)
    except AssistantError as error:
        fail(error.message, error.hint)
    port = next(item.partition("=")[2] for item in line if item.startswith("--server.port="))
    if chosen.port is None and port != str(DEFAULT_PORT):
        typer.echo(f"ポート {DEFAULT_PORT} は使用中のため、{port} を使います。")
    host = f"[{chosen.address}]" if ":" in chosen.address else chosen.address
    typer.echo(f"ブラウザで http://{host}:{port} を開いてください。")
    typer.echo("終了するには Ctrl+C を押します。")
    sys.stdout.flush()
    # Replaced, not started beside: whoever stops this process stops the server.
    os.execve(line[0], line, environment())


if __name__ == "__main__":
    main()
