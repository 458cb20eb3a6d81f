"""Answers an advisor found wrong, kept as candidates for the agency's own set of evaluation questions.

One JSON line each in ``$SHIEN_HOME/evals/candidates.jsonl``, readable by its owner only. They hold what a client
asked, so nothing sends them anywhere, and taking one back erases its line.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from assistant.conversations import Turn
from assistant.errors import StorageError, reason

LOCK_WAIT_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class CitedQuote:
    """What a wrong answer stood on."""

    doc_id: str
    quote: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question with the answer that was wrong. Times are ISO 8601 in UTC."""

    id: str
    when: str
    question: str
    history: tuple[tuple[str, str], ...]
    """What was said before, as (role, text), oldest first."""
    answer: str
    comment: str
    citations: tuple[CitedQuote, ...]
    status: str = "candidate"


def candidates_path(home: Path) -> Path:
    """The file of candidates in a data folder."""
    return home / "evals" / "candidates.jsonl"


def candidate_id(turn: Turn) -> str:
    """The name of the candidate a turn makes: turn 12 asked at 2026-01-19T01:02:03 → ``chat-20260119010203-12``.

    The time is in it because a file of conversations made anew counts its turns from 1 again.
    """
    return f"chat-{re.sub(r'[^0-9]', '', turn.asked_at)[:14]}-{turn.id}"


def candidate_of(turn: Turn, history: Sequence[tuple[str, str]], comment: str) -> Candidate:
    """The candidate a complete turn makes."""
    answer = turn.answer or {}
    return Candidate(
        id=candidate_id(turn),
        when=datetime.now(UTC).isoformat(timespec="seconds"),
        question=turn.question,
        history=tuple(history),
        answer=str(answer.get("text", "")),
        comment=comment,
        citations=tuple(CitedQuote(c["doc_id"], c["quote"]) for c in answer.get("citations", ())),
    )


def add_candidate(home: Path, candidate: Candidate) -> bool:
    """Append a candidate in one write; False, and nothing written, where its turn is among them already.

    Raises:
        StorageError: the file cannot be read or written.
    """
    path = candidates_path(home)
    with _alone(path):
        if any(kept.id == candidate.id for kept in read_candidates(home)):
            return False
        _cut_torn_line(path)
        with os.fdopen(
            os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), "ab", buffering=0
        ) as file:
            file.write(_line(candidate))
            os.fsync(file.fileno())
    return True


def remove_candidate(home: Path, identifier: str) -> None:
    """Erase a candidate; nothing happens where there is none of that id.

    Raises:
        StorageError: the file cannot be read or written.
    """
    _change(home, lambda kept: None if kept.id == identifier else kept)


def keep_comment(home: Path, identifier: str, comment: str) -> None:
    """Bring a candidate's comment up to date; nothing happens where there is none of that id.

    Raises:
        StorageError: the file cannot be read or written.
    """
    _change(home, lambda kept: replace(kept, comment=comment) if kept.id == identifier else kept)


def read_candidates(home: Path) -> tuple[Candidate, ...]:
    """All candidates, oldest first; none where there is no file. Half a line at the end is passed over.

    Raises:
        StorageError: the file or a line of it cannot be read.
    """
    path = candidates_path(home)
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise StorageError(
            f"評価の候補を読めません: {path}（{reason(error)}）", "ファイルの権限を確かめてください。"
        ) from error
    whole = raw[: raw.rfind(b"\n") + 1].split(b"\n")
    return tuple(_candidate(line, number, path) for number, line in enumerate(whole, start=1) if line.strip())


def _candidate(line: bytes, number: int, path: Path) -> Candidate:
    try:
        row = json.loads(line)
        history = tuple((str(role), str(text)) for role, text in row["history"])
        citations = tuple(CitedQuote(c["doc_id"], c["quote"]) for c in row["citations"])
        return Candidate(**{**row, "history": history, "citations": citations})
    except (ValueError, KeyError, TypeError) as error:
        raise StorageError(
            f"評価の候補の {number} 行目を読めません: {path}",
            "その行を直すか消すか、ファイルを別の場所へ移してください。",
        ) from error


def _change(home: Path, changed: Callable[[Candidate], Candidate | None]) -> None:
    """Write the file anew, where a candidate changes: the old one is replaced whole or stays."""
    path = candidates_path(home)
    if not path.exists():
        return
    with _alone(path):
        before = read_candidates(home)
        after = tuple(one for one in map(changed, before) if one is not None)
        if after == before:
            return
        scratch = path.with_suffix(".part")
        with os.fdopen(os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(b"".join(map(_line, after)))
            file.flush()
            os.fsync(file.fileno())
        scratch.replace(path)


def _line(candidate: Candidate) -> bytes:
    return (json.dumps(asdict(candidate), ensure_ascii=False) + "\n").encode("utf-8", "replace")


def _cut_torn_line(path: Path) -> None:
    """Cut off half a line that a crash left, so that the next one does not grow onto it."""
    if not path.exists():
        return
    raw = path.read_bytes()
    whole = raw.rfind(b"\n") + 1
    if whole < len(raw):
        os.truncate(path, whole)


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Nobody else writes meanwhile: two tabs may be open on one turn."""
    from filelock import FileLock, Timeout

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(path.with_suffix(".lock"), timeout=LOCK_WAIT_SECONDS):
            yield
    except Timeout as error:
        raise StorageError(
            f"評価の候補 {path} を、ほかの画面が使っています。", "少し待ってから、もう一度押してください。"
        ) from error
    except OSError as error:
        raise StorageError(
            f"評価の候補を書けません: {path}（{reason(error)}）", "空き容量と書き込み権限を確かめてください。"
        ) from error
