"""Work through a file line by line: a line in, a line out, in order, and on from where it stopped."""

from __future__ import annotations

import json
import logging
import os
import shutil
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant import answer_to_dict
from assistant.answering.checks import check
from assistant.batch_target import held, refuse_unfit
from assistant.errors import AssistantError, InputError, reason
from assistant.opened import Assistant

_log = logging.getLogger(__name__)

MAX_LINE_BYTES = 1_000_000
_EXAMPLE = '{"id": "1", "question": "…"}'


@dataclass(frozen=True, slots=True)
class BatchResult:
    """How many lines were written now, how many of them are errors, how many were there already, and how many of the written
    ones had been errors before."""

    written: int
    failed: int
    resumed: int
    retried: int = 0

    @property
    def all_failed(self) -> bool:
        """Whether nothing of the whole file came out."""
        return self.failed > 0 and self.failed == self.written + self.resumed


def run_batch(
    shien: Assistant, source: Path, target: Path, engine: str, progress: Callable[[int, int], None]
) -> BatchResult:
    """Answer the questions of ``source`` into ``target``.

    A line that cannot be answered becomes ``{"id", "error"}``; the others go on. Each line is on the
    disk before the next is begun. Lines already in ``target`` are kept; a torn last line is redone, and so are errors,
    which are put in their places together, before the run goes on.

    Args:
        shien: the open assistant.
        source: JSON lines ``{"id", "question", "history"?}``; history is a list of {"role", "content"}.
        target: JSON lines of answers with their id.
        engine: as for a single question.
        progress: called with (done, all).

    Raises:
        InputError: the source cannot be read, or the target holds answers to another file.
        StorageError: the target cannot be written, or another run writes to it.
    """
    check("質問", engine, shien.settings)
    return run_lines(
        source, target, lambda row: _answered(shien, row, engine), progress, what="質問", example=_EXAMPLE
    )


def run_lines(
    source: Path,
    target: Path,
    done_with: Callable[[dict[str, Any]], dict[str, Any]],
    progress: Callable[[int, int], None],
    *,
    what: str,
    example: str,
) -> BatchResult:
    """Make each line of ``source`` a line of ``target``, with the same id; see ``run_batch``.

    Args:
        source: JSON lines, each an object.
        target: JSON lines of results.
        done_with: the result of a line, without its id; what it raises becomes the line's error.
        progress: called with (done, all).
        what: what the lines hold, in Japanese, for messages.
        example: a right line, for messages.

    Raises:
        InputError: the source cannot be read, or the target holds the results of another file.
        StorageError: the target cannot be written, or another run writes to it.
    """
    if source.resolve() == target.resolve():
        raise InputError("入力と出力が同じファイルです。", "出力には別の名前を指定してください。")
    refuse_unfit(target)
    lines = _read_lines(source, what, example)
    with held(target), _unforeseen() as told:
        done = _finished(target, [identifier for identifier, _ in lines], what)

        def result(number: int) -> dict[str, Any]:
            return _result_of(*lines[number], done_with, example, told)

        again = _redo_errors(target, result, progress)
        failed = sum("error" in row for row in again)
        with target.open("a", encoding="utf-8") as out:
            for number in range(done, len(lines)):
                row = result(number)
                failed += "error" in row
                out.write(_json_line(row))
                out.flush()
                progress(number + 1, len(lines))
    return BatchResult(len(lines) - done + len(again), failed, done - len(again), len(again))


def _redo_errors(
    target: Path, result: Callable[[int], dict[str, Any]], progress: Callable[[int, int], None]
) -> list[dict[str, Any]]:
    """Work on the lines again that came out as errors, each put where it stood.

    The file changes in one step at the end, also where the work is stopped: what was redone by then is kept.
    """
    if not target.exists():
        return []
    rows = target.read_bytes().splitlines(keepends=True)
    failed = [number for number, row in enumerate(rows) if _is_error(row)]
    again: list[dict[str, Any]] = []
    try:
        for number in failed:
            again.append(result(number))
            rows[number] = _json_line(again[-1]).encode("utf-8")
            progress(len(again), len(failed))
    finally:
        if again:
            _replace(target.resolve(), b"".join(rows))
    return again


def _is_error(row: bytes) -> bool:
    """Whether a line of results is one that could not be worked on."""
    try:
        value = json.loads(row)
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict) and "error" in value


def _replace(target: Path, data: bytes) -> None:
    """Put new contents in the place of a file's, whole or not at all, with its mode."""
    renewed = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        renewed.write_bytes(data)
        shutil.copymode(target, renewed)
        renewed.replace(target)
    finally:  # a full disk leaves the old file, and no half of a new one
        renewed.unlink(missing_ok=True)


def _read_lines(source: Path, what: str, example: str) -> list[tuple[Any, bytes]]:
    """(id, raw line) of each line that is not blank."""
    try:
        raw = source.read_bytes().removeprefix(b"\xef\xbb\xbf").split(b"\n")
    except OSError as error:
        raise InputError(
            f"{source} を開けません（{reason(error)}）。", "ファイルの場所と権限を確かめてください。"
        ) from error
    numbered = [(number, line) for number, line in enumerate(raw, start=1) if line.strip()]
    if not numbered:
        raise InputError(f"{source} に{what}がありません。", f"1行に {example} の形で書いてください。")
    return [(_identifier(line, number), line) for number, line in numbered]


def _identifier(line: bytes, number: int) -> Any:
    """The id of a line; where it has none, its place in the file."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):  # no JSON, no UTF-8, a number of thousands of digits
        return f"line-{number}"
    return value.get("id", f"line-{number}") if isinstance(value, dict) else f"line-{number}"


def _finished(target: Path, identifiers: Sequence[Any], what: str) -> int:
    """How many whole lines the target holds; a torn last line is cut off."""
    if not target.exists():
        return 0
    data = target.read_bytes()
    whole = data[: data.rfind(b"\n") + 1]
    rows = [_identifier(line, number) for number, line in enumerate(whole.splitlines(), start=1)]
    if rows != list(identifiers[: len(rows)]):
        raise InputError(
            f"{target} には別の{what}についての結果が入っています。",
            "別の出力先を指定するか、消してから実行してください。",
        )
    if len(whole) < len(data):
        with target.open("r+b") as file:
            file.truncate(len(whole))
    return len(rows)


@contextmanager
def _unforeseen() -> Iterator[Counter[str]]:
    """Counts errors nobody foresaw; at the end, also of a run that is stopped, says how often each came."""
    told: Counter[str] = Counter()
    try:
        yield told
    finally:
        for error, times in told.items():
            if times > 1:
                _log.error("%s: %d lines in all", error, times)


def _log_once(error: Exception, told: Counter[str]) -> None:
    """Log an error with its traceback the first time it is raised at its place; from then on only count it."""
    at = traceback.extract_tb(error.__traceback__)[-1]
    kind = f"{type(error).__name__} in {Path(at.filename).name}, line {at.lineno}"
    told[kind] += 1
    if told[kind] == 1:
        _log.error("a line could not be worked on", exc_info=error)


def _result_of(
    identifier: Any,
    line: bytes,
    done_with: Callable[[dict[str, Any]], dict[str, Any]],
    example: str,
    told: Counter[str],
) -> dict[str, Any]:
    try:
        return {"id": identifier, **done_with(_parse(line, example))}
    except AssistantError as error:
        return {"id": identifier, "error": f"{error.message} {error.hint}"}
    except Exception as error:  # noqa: BLE001 — one line must not stop the others; it is logged in full, once
        _log_once(error, told)
        return {
            "id": identifier,
            "error": f"処理できませんでした（{type(error).__name__}）。ログを確かめてください。",
        }


def _json_line(row: dict[str, Any]) -> str:
    """One line of JSON; half a surrogate pair from a question is written as an escape, not as text."""
    try:
        line = json.dumps(row, ensure_ascii=False)
        line.encode("utf-8")
    except UnicodeEncodeError:
        line = json.dumps(row)
    return line + "\n"


def _parse(line: bytes, example: str) -> dict[str, Any]:
    if len(line) > MAX_LINE_BYTES:
        raise InputError(f"1行が長すぎます（{len(line):,} バイト）。", "1行を 1 MB 以内にしてください。")
    try:
        row = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise InputError(
            f"UTF-8 として読めません（{error.start} バイト目）。", "UTF-8 で保存し直してください。"
        ) from error
    except (ValueError, RecursionError) as error:
        raise InputError("JSON として読めません。", f"{example} の形で書いてください。") from error
    if not isinstance(row, dict):
        raise InputError("JSON の形が違います。", f"{example} の形で書いてください。")
    return row


def _answered(shien: Assistant, row: dict[str, Any], engine: str) -> dict[str, Any]:
    if not isinstance(row.get("question"), str):
        raise InputError("question がありません。", f"{_EXAMPLE} の形で書いてください。")
    return answer_to_dict(shien.ask(row["question"], list(_turns(row.get("history") or [])), engine))


def _turns(history: Any) -> Iterator[tuple[str, str]]:
    for turn in history if isinstance(history, list) else [None]:
        if not isinstance(turn, dict) or not isinstance(turn.get("content"), str) or "role" not in turn:
            raise InputError(
                "history の形が違います。", '[{"role": "user", "content": "…"}] の形で書いてください。'
            )
        yield str(turn["role"]), turn["content"]
