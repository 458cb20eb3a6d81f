"""Answers of Jグランツ on disk: each whole or not there, with the time it was fetched.

``$SHIEN_HOME/jgrants/lists/`` and ``details/`` hold answers by question, ``register.json`` what was taken into the
register of measures. Texts are kept as they are quoted: HTML has become plain text.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from assistant.errors import StorageError, reason
from assistant.measures.jgrants.answers import Listing, Subsidy
from assistant.settings import Settings

_log = logging.getLogger(__name__)

FRESH_FOR = timedelta(hours=24)
VERSION = 1
"""Of the form of these files; others are not read."""
LEFT_OVER_SECONDS = 3_600
"""After which an unfinished file is of a run that was killed."""
LOCK_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Stored:
    """An answer as it was fetched."""

    listing: Listing
    as_of: str
    """ISO day of fetching."""
    is_fresh: bool


@dataclass(frozen=True, slots=True)
class Taken:
    """A subsidy of the register: as it was last listed, with what its last detail adds."""

    subsidy: Subsidy
    listed: str
    """ISO day its list was fetched."""
    detailed: str = ""
    """ISO day its detail was fetched; empty if never."""

    @property
    def as_of(self) -> str:
        """The older of both days: what all of it can be said to be of."""
        return min(self.listed, self.detailed or self.listed)


def folder(settings: Settings) -> Path:
    """Where everything of Jグランツ lies."""
    return settings.home / "jgrants"


def register_file(settings: Settings) -> Path:
    """What was taken into the register."""
    return folder(settings) / "register.json"


def stored(settings: Settings, kind: str, question: Mapping[str, str]) -> Stored | None:
    """The stored answer to a question, however old; None where there is none that can be read.

    Args:
        settings: where the cache is.
        kind: "lists" or "details".
        question: what was asked.
    """
    value = _read(_file(settings, kind, question))
    try:
        if value is None:
            return None
        subsidies = tuple(Subsidy.model_validate(row) for row in value["subsidies"])
        age = _now() - datetime.fromisoformat(value["fetched_at"])
        listing = Listing(subsidies, tuple(map(str, value["notices"])))
        return Stored(listing, str(value["as_of"]), timedelta() <= age < FRESH_FOR)
    except (KeyError, TypeError, ValueError, ValidationError):
        _log.warning("a stored answer of jgrants is not in form and is fetched anew")
        return None


def store(settings: Settings, kind: str, question: Mapping[str, str], listing: Listing, as_of: str) -> None:
    """Keep an answer.

    Raises:
        StorageError: the data folder cannot be written.
    """
    value = {
        "version": VERSION,
        "asked": dict(question),
        "fetched_at": _now().isoformat(),
        "as_of": as_of,
        "notices": list(listing.notices),
        "subsidies": [subsidy.model_dump() for subsidy in listing.subsidies],
    }
    _write(_file(settings, kind, question), value)


def taken(settings: Settings) -> dict[str, Taken]:
    """The subsidies of the register, by their id; none where the file is missing or not in form."""
    value = _read(register_file(settings))
    try:
        rows = value["subsidies"] if value else []
        found = [Taken(Subsidy.model_validate(r["subsidy"]), r["listed"], r["detailed"]) for r in rows]
    except (KeyError, TypeError, ValidationError):
        _log.warning("%s is not in form; fetch again", register_file(settings))
        return {}
    return {one.subsidy.id: one for one in found}


def take(settings: Settings, subsidies: Mapping[str, Taken]) -> None:
    """Write the register. Hold ``register_lock`` from reading it until this has returned.

    Raises:
        StorageError: the data folder cannot be written.
    """
    rows = [
        {"subsidy": one.subsidy.model_dump(), "listed": one.listed, "detailed": one.detailed}
        for one in subsidies.values()
    ]
    _write(register_file(settings), {"version": VERSION, "subsidies": rows})


@contextmanager
def register_lock(settings: Settings) -> Iterator[None]:
    """Hold the right to change the register; the operating system frees it if the process dies.

    Raises:
        StorageError: another run holds it, or the folder cannot be written.
    """
    from filelock import FileLock, Timeout

    with _storage_errors(folder(settings)):
        folder(settings).mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder(settings) / "register.lock")
        try:
            lock.acquire(timeout=LOCK_SECONDS)
        except Timeout as error:
            raise StorageError(
                "別の取り込みが実行中です。", "終わるのを待って、もう一度実行してください。"
            ) from error
    try:
        yield
    finally:
        lock.release()


def _now() -> datetime:
    return datetime.now(UTC)


def _file(settings: Settings, kind: str, question: Mapping[str, str]) -> Path:
    """Named by a checksum: a question is no name of a file, and ids of Jグランツ differ by case alone."""
    key = json.dumps(dict(question), ensure_ascii=False, sort_keys=True)
    return folder(settings) / kind / f"{hashlib.sha256(key.encode()).hexdigest()[:32]}.json"


def _read(path: Path) -> dict[str, Any] | None:
    try:
        value = json.loads(path.read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValueError, RecursionError) as error:
        _log.warning("%s cannot be read: %s", path, error)
        return None
    return value if isinstance(value, dict) and value.get("version") == VERSION else None


def _write(path: Path, value: object) -> None:
    """Write beside the file and rename: whoever is killed meanwhile leaves the old one whole."""
    with _storage_errors(path.parent):
        path.parent.mkdir(parents=True, exist_ok=True)
        _remove_left_overs(path.parent)
        work = path.with_name(f".{path.name}.{os.getpid()}.{time.monotonic_ns()}.new")
        try:
            with work.open("w", encoding="utf-8") as file:
                json.dump(value, file, ensure_ascii=False)
                file.flush()
                os.fsync(file.fileno())
            work.replace(path)
        finally:
            work.unlink(missing_ok=True)


def _remove_left_overs(place: Path) -> None:
    for left_over in place.glob(".*.new"):
        try:
            if time.time() - left_over.stat().st_mtime > LEFT_OVER_SECONDS:
                left_over.unlink()
        except OSError:  # another run was quicker
            continue


@contextmanager
def _storage_errors(place: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StorageError(
            f"{place} に書き込めません（{reason(error)}）。",
            "空きと書き込みの権限を確かめるか、SHIEN_HOME で書き込める場所を指定してください。",
        ) from error
