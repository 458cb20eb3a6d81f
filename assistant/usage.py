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
    if unknown := re.match(r"No such command '([^']+)'", str(getattr(error, "message", ""))):
        return f"「{unknown.group(1)}」というコマンドはありません（{'・'.join(commands)}）。"
    parameter = getattr(error, "param", None)
    where = getattr(error, "option_name", None) or getattr(parameter, "name", None) or ""
    return f"{what}{f'（{where}）' if where else ''}。"


def asked_for(error: Any) -> str:
    """The command whose help tells more: ``shien search``."""
    context = getattr(error, "ctx", None)
    name = getattr(context, "info_name", None) if getattr(context, "parent", None) else None
    return f"shien {name}" if name else "shien"
