"""What a model says when it is asked to judge."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from evals.judge import VERDICTS


def told(verdict: str, reason: str = "そう書かれています。") -> str:
    return json.dumps({"reason": reason, "verdict": verdict}, ensure_ascii=False)


def prompt_of(request: dict[str, Any]) -> str:
    return str(request["messages"][-1]["content"])


def task_of(request: dict[str, Any]) -> str:
    return "support" if "supported" in prompt_of(request) else "completeness"


def always(holds: bool) -> Callable[[dict[str, Any]], str]:
    return lambda request: told(VERDICTS[task_of(request)][0 if holds else 1])  # type: ignore[index]
