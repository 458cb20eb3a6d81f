"""What the commands share: the settings, the opened assistant, JSON on stdout."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from assistant.opened import Assistant
    from assistant.settings import Settings

JsonOption = Annotated[bool, typer.Option("--json", help="結果を JSON で標準出力に出します。")]


def settings_now() -> Settings:
    """The settings from the environment."""
    from assistant.settings import read_settings

    return read_settings()


def opened(settings: Settings) -> Assistant:
    """The assistant on the serving index; says so on the terminal when files have changed since."""
    from assistant.console import say
    from assistant.index.freshness import changes_since, refresh_command
    from assistant.opened import open_assistant

    shien = open_assistant(settings)
    if changes := changes_since(shien.index.manifest, settings):
        say(f"注意: {changes.describe()}「{refresh_command(shien.index.manifest)}」で新しくなります。")
    return shien


def print_json(value: object) -> None:
    """One JSON value on stdout."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))
