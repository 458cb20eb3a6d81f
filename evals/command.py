"""What every command of the evaluation shares."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import typer

from assistant.errors import AssistantError, shown


def run_command(command: Callable[[], Any]) -> None:
    """Run a command; a user's mistake is two lines and exit code 2, without a traceback."""
    try:
        command()
    except AssistantError as error:
        typer.echo(f"エラー: {shown(error.message)}\n対処: {shown(error.hint)}", err=True)
        raise SystemExit(2) from error
