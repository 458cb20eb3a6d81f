"""How a command ends: a user's mistake in two lines of Japanese, whether the command line or the data is wrong."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from typing import Any, NoReturn

import typer

from assistant.errors import AssistantError, shown

EXIT_USER_ERROR, EXIT_INTERRUPTED = 2, 130
UsageError: type[Any] = typer.BadParameter.__bases__[0]
"""What typer raises for a wrong command line; it names only this child of it."""


def run_command(command: Callable[[], Any]) -> None:
    """Run a command and leave; a user's error becomes two lines and exit code 2, never a traceback.

    Args:
        command: calls a typer application with ``standalone_mode=False``: else typer tells what is wrong, in English.
    """
    try:
        sys.exit(command() or 0)
    except AssistantError as error:
        fail(error.message, error.hint)
    except UsageError as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            typer.echo(error.ctx.get_help())
            sys.exit(EXIT_USER_ERROR)
        fail(in_japanese(error), f"「{asked_for(error)} --help」で使い方を確かめてください。")
    except (KeyboardInterrupt, typer.Abort):
        fail(
            "中断しました。", "もう一度実行すると、続きから、または初めから行います。", code=EXIT_INTERRUPTED
        )
    except BrokenPipeError:  # the reader of a pipe has gone (shien search … | head)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def fail(message: str, hint: str, code: int = EXIT_USER_ERROR) -> NoReturn:
    """Two lines on stderr, what happened and what to do; and leave."""
    typer.echo(f"エラー: {shown(message)}", err=True)
    typer.echo(f"対処: {shown(hint)}", err=True)
    sys.exit(code)


def in_japanese(error: Any) -> str:
    """What is wrong with a command line, and where."""
    what = {
        "NoSuchOption": "そのオプションはありません",
        "MissingParameter": "値が足りません",
        "BadParameter": "値が使えません",
    }.get(type(error).__name__, "コマンドの書き方が違います")
    message = str(getattr(error, "message", ""))
    if unknown := re.match(r"No such command '([^']+)'", message):
        commands = "・".join(getattr(error.ctx.command, "commands", ()))
        return f"「{unknown.group(1)}」というコマンドはありません（{commands}）。"
    where = getattr(error, "option_name", None) or _name_of(getattr(error, "param", None))
    more = ""
    if extra := re.match(r"Got unexpected extra argument\S* \((.*)\)", message):
        what, where = "言葉が余分です", extra.group(1)
        more = '空白を含む質問や名前は "…" で囲んでください。'
    elif bound := re.search(r"(greater|less) than (or equal to )?([0-9.]+)", message):
        side = {
            "greater": "以上" if bound[2] else "より大きい数",
            "less": "以下" if bound[2] else "より小さい数",
        }
        more = f"{bound[3]} {side[bound[1]]}を指定してください。"
    elif choices := re.search(r"is not one of (.+)", message):
        more = "・".join(re.findall(r"'([^']+)'", choices[1])) + " のどれかを指定してください。"
    return f"{what}{f'（{where}）' if where else ''}。{more}"


def _name_of(parameter: Any) -> str:
    """What a parameter is called in the help: -k, OUT.jsonl."""
    options = [name for name in getattr(parameter, "opts", ()) if name.startswith("-")]
    return (
        max(options, key=len)
        if options
        else (getattr(parameter, "metavar", None) or getattr(parameter, "name", "") or "")
    )


def asked_for(error: Any) -> str:
    """The command whose help tells more: ``shien measures match``."""
    return getattr(getattr(error, "ctx", None), "command_path", None) or "shien"
