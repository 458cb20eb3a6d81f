"""From JSON lines to drafts of items: the form of the shipped sets, in which much may be left out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from assistant.errors import InputError, reason
from evals.dataset import Evidence
from evals.own_set.draft import Draft
from evals.own_set.problems import Problem

MAX_FILE_BYTES = 50_000_000
MAX_LINES = 20_000
WHOLE_LINE = "行"
"""What a fault of a line that is no JSON object stands in."""
_TEXTS = ("id", "question", "kind", "difficulty", "note", "split", "premise")
_EXAMPLE = '{"id": "1", "question": "…", "answerable": true, "nuggets": [["…"]], "evidence": [{"doc_id": "…", "quote": "…"}]}'


def read_line_drafts(path: Path) -> tuple[tuple[Draft, ...], tuple[Problem, ...]]:
    """The drafts of a file's lines; blank lines are passed over.

    Raises:
        InputError: the file cannot be read, or is larger than the bounds.
    """
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise InputError(
                f"{path.name} が大きすぎます（{MAX_FILE_BYTES // 1_000_000} MB まで）。",
                "質問集を分けてください。",
            )
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except OSError as error:
        raise InputError(
            f"{path} を開けません（{reason(error)}）。", "ファイルの場所と権限を確かめてください。"
        ) from error
    except UnicodeDecodeError as error:
        raise InputError(
            f"{path.name} は UTF-8 ではありません。", "UTF-8 で保存し直してください。"
        ) from error
    if len(lines) > MAX_LINES:
        raise InputError(f"行が多すぎます（{MAX_LINES:,} 行まで）。", "質問集を分けてください。")
    return tuple(_line_draft(line, number) for number, line in enumerate(lines, start=1) if line.strip()), ()


def _line_draft(line: str, number: int) -> Draft:
    try:
        raw = json.loads(line)
    except (ValueError, RecursionError):
        return _unreadable(number, f"JSON として読めません。1行に {_EXAMPLE} の形で書いてください")
    if not isinstance(raw, dict):
        return _unreadable(number, f"{_EXAMPLE} の形で書いてください")
    problems: list[Problem] = []
    for key in raw:
        if key not in (*_TEXTS, "answerable", "nuggets", "forbidden", "evidence", "history", "expected"):
            problems.append(Problem(number, str(key), "知らない名前です。読みません。", "warning"))

    def read(key: str, what: str, how: Any, empty: Any) -> Any:
        if raw.get(key) is None:
            return empty
        try:
            return how(raw[key])
        except (TypeError, ValueError, KeyError, AttributeError):
            problems.append(Problem(number, key, f"{what}の形で書いてください"))
            return empty

    return Draft(
        row=number,
        answerable=read("answerable", "true か false ", _boolean, None),
        nuggets=read("nuggets", '[["書き方", "別の書き方"], …] ', _nuggets, ()),
        forbidden=read("forbidden", '["語", …] ', _texts, ()),
        evidence=read("evidence", '[{"doc_id": "…", "quote": "…"}, …] ', _evidence, ()),
        history=read("history", '[["user", "…"], ["assistant", "…"]] ', _history, ()),
        **{key: read(key, "文字列", _text, "").strip() for key in _TEXTS},
        problems=tuple(problems),
    )


def _unreadable(number: int, message: str) -> Draft:
    return Draft(number, problems=(Problem(number, WHOLE_LINE, message),))


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _boolean(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError
    return tuple(_text(one) for one in value)


def _nuggets(value: Any) -> tuple[tuple[str, ...], ...]:
    return tuple((one,) if isinstance(one, str) else _texts(one) for one in value)


def _evidence(value: Any) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(_text(one["doc_id"]), _text(one["quote"]), _text(one.get("group", f"#{place}")))
        for place, one in enumerate(value)
    )


def _history(value: Any) -> tuple[tuple[str, str], ...]:
    return tuple((_text(role), _text(text)) for role, text in value)
