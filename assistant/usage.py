"""What was wrong with a command line, said in Japanese."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any


def in_japanese(error: Any, commands: Sequence[str]) -> str:
    """What is wrong with a command line, and where."""
    what = {
        "NoSuchOption": "そのオプションはありません",
        "MissingParameter": "値が足りません",
        "BadParameter": "値が使えません",
    }.get(type(error).__name__, "コマンドの書き方が違います")
    message = str(getattr(error, "message", ""))
    if unknown := re.match(r"No such command '([^']+)'", message):
        return f"「{unknown.group(1)}」というコマンドはありません（{'・'.join(commands)}）。"
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
