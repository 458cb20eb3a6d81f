"""What was asked and answered, kept in one SQLite file so that a reload or a restart loses nothing.

A conversation is a list of turns; a turn is one question with its answer. A turn is written *before*
the answer is sought, as unfinished: however the process ends, the question is on disk and shown as
interrupted. A store may be shared by any number of threads.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast

from assistant.conversation_file import ConversationFile, erase_deleted, now
from assistant.text.normalise import fold

TurnStatus = Literal["unfinished", "complete", "failed"]
Rating = Literal["good", "bad"]

TITLE_CHARACTERS = 40
"""Length of a conversation's title, cut from its first question: two lines in the side bar."""

MOST_WORDS = 10
"""Words that conversations are looked for by; SQLite takes no condition of a thousand parts."""
_COLUMNS = "id, title, created_at, updated_at, stays_here"
_HOLDS = """ AND EXISTS (
    SELECT 1 FROM (
        SELECT conversation_id, question AS text FROM turn
        UNION ALL SELECT conversation_id, text FROM record_field
        UNION ALL SELECT conversation_id, note FROM proposal WHERE removed_at IS NULL
        UNION ALL SELECT id, inquiry FROM situation
    ) WHERE conversation_id = conversation.id AND instr(folded(text), ?)
)"""
"""Whether a conversation holds a word in what was asked or noted."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """One consultation. Times are ISO 8601 in UTC."""

    id: str
    title: str
    created_at: str
    updated_at: str
    stays_here: bool = False
    """Whether the advisor wants nothing of it sent to a model or server outside."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One question and what came of it."""

    id: int
    question: str
    asked_at: str
    status: TurnStatus
    answer: dict[str, Any] | None
    """The answer in the contract's JSON; None unless the turn is complete."""
    error: str
    """What the user was told when the turn failed; empty otherwise."""
    rating: Rating | None
    comment: str


class ConversationStore:
    """Conversations, their turns and the feedback on them, in one SQLite file.

    Args:
        path: the file; it and its folder are made when absent, readable by their owner only.

    Raises:
        StorageError: the file cannot be read or written, is damaged, or is of a newer version.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = ConversationFile(path)
        self._file.prepare()

    def start(
        self, first_question: str, *, stays_here: bool = False, conversation_id: str | None = None
    ) -> str:
        """Make a conversation titled after its first question and return its unguessable id.

        ``conversation_id`` is that of a situation that was looked into before the conversation began.
        """
        conversation_id = conversation_id or new_id()
        started = now()
        with self._file.connection() as connection:
            connection.execute(
                "INSERT INTO conversation (id, title, created_at, updated_at, stays_here) VALUES (?, ?, ?, ?, ?)",
                (conversation_id, conversation_title(first_question), started, started, stays_here),
            )
            erase_deleted(connection)  # only now: a situation told days ago belongs to this conversation
        return conversation_id

    def keep_here(self, conversation_id: str, stays_here: bool) -> None:
        """Keep whether nothing of a conversation may be sent to a model or server outside."""
        with self._file.connection() as connection:
            connection.execute(
                "UPDATE conversation SET stays_here = ? WHERE id = ?", (stays_here, conversation_id)
            )

    def find(self, conversation_id: str) -> Conversation | None:
        """The conversation of that id; None when there is none or it was deleted."""
        with self._file.connection() as connection:
            row = connection.execute(
                f"SELECT {_COLUMNS} FROM conversation WHERE id = ? AND deleted_at IS NULL",
                (conversation_id,),
            ).fetchone()
        return _conversation(row) if row else None

    def recent(self, limit: int = 30, words: str = "") -> list[Conversation]:
        """At most ``limit`` conversations, the one last asked in first.

        Args:
            limit: how many at most.
            words: parted by spaces; only conversations that hold each of them in a question or in their record, in
                whatever width and case. A business is looked for by its name, which stands in the record. Answers are
                not looked into: most hold the words of the same documents.
        """
        sought = [fold(word) for word in words.split()][:MOST_WORDS]
        with self._file.connection() as connection:
            connection.create_function("folded", 1, fold, deterministic=True)
            rows = connection.execute(
                f"SELECT {_COLUMNS} FROM conversation WHERE deleted_at IS NULL{_HOLDS * len(sought)}"
                " ORDER BY updated_at DESC, rowid DESC LIMIT ?",
                (*sought, limit),
            ).fetchall()
        return [_conversation(row) for row in rows]

    def turns(self, conversation_id: str) -> list[Turn]:
        """The turns of a conversation, oldest first."""
        with self._file.connection() as connection:
            rows = connection.execute(
                "SELECT turn.id, question, asked_at, status, answer, error, rating, coalesce(comment, '')"
                " FROM turn LEFT JOIN feedback ON feedback.turn_id = turn.id"
                " WHERE conversation_id = ? ORDER BY turn.id",
                (conversation_id,),
            ).fetchall()
        return [_turn(row) for row in rows]

    def begin_turn(self, conversation_id: str, question: str) -> int:
        """Record a question as not yet answered and return the turn's id."""
        asked = now()
        with self._file.connection() as connection:
            erase_deleted(connection)
            connection.execute(
                "UPDATE conversation SET updated_at = ? WHERE id = ?", (asked, conversation_id)
            )
            cursor = connection.execute(
                "INSERT INTO turn (conversation_id, question, asked_at, status)"
                " VALUES (?, ?, ?, 'unfinished')",
                (conversation_id, question, asked),
            )
        return cast(int, cursor.lastrowid)

    def complete_turn(self, turn_id: int, answer: dict[str, Any]) -> None:
        """Keep the answer, given in the contract's JSON."""
        self._end_turn(turn_id, "complete", json.dumps(answer, ensure_ascii=False), "")

    def fail_turn(self, turn_id: int, error: str) -> None:
        """Keep what the user was told instead of an answer."""
        self._end_turn(turn_id, "failed", None, error)

    def rate(self, turn_id: int, rating: Rating | None, comment: str = "") -> None:
        """Keep the advisor's verdict on an answer; a later one replaces it, None takes it back."""
        with self._file.connection() as connection:
            connection.execute(
                "INSERT INTO feedback VALUES (?, ?, ?, ?) ON CONFLICT (turn_id) DO UPDATE"
                " SET rating = excluded.rating, comment = excluded.comment, given_at = excluded.given_at",
                (turn_id, rating, comment, now()),
            )

    def delete(self, conversation_id: str) -> None:
        """Take a conversation out of sight; `restore` brings it back within `UNDO_PERIOD`."""
        with self._file.connection() as connection:
            erase_deleted(connection)
            connection.execute(
                "UPDATE conversation SET deleted_at = ? WHERE id = ?", (now(), conversation_id)
            )

    def restore(self, conversation_id: str) -> None:
        """Undo `delete`."""
        with self._file.connection() as connection:
            connection.execute("UPDATE conversation SET deleted_at = NULL WHERE id = ?", (conversation_id,))

    def _end_turn(self, turn_id: int, status: TurnStatus, answer: str | None, error: str) -> None:
        with self._file.connection() as connection:
            connection.execute(
                "UPDATE turn SET status = ?, answer = ?, error = ? WHERE id = ?",
                (status, answer, error, turn_id),
            )


def new_id() -> str:
    """An id that nobody can guess: whoever has it can open the conversation."""
    return secrets.token_urlsafe(16)


def conversation_title(question: str) -> str:
    """A title in one line, cut to `TITLE_CHARACTERS`.

    >>> conversation_title("補助率は？\\n上限は？")
    '補助率は？ 上限は？'
    """
    line = " ".join(question.split())
    return line if len(line) <= TITLE_CHARACTERS else line[: TITLE_CHARACTERS - 1] + "…"


def _conversation(row: tuple[Any, ...]) -> Conversation:
    conversation_id, title, created_at, updated_at, stays_here = row
    return Conversation(conversation_id, title, created_at, updated_at, bool(stays_here))


def _turn(row: tuple[Any, ...]) -> Turn:
    turn_id, question, asked_at, status, answer, error, rating, comment = row
    return Turn(
        id=turn_id,
        question=question,
        asked_at=asked_at,
        status=status,
        answer=json.loads(answer) if answer else None,
        error=error,
        rating=rating,
        comment=comment,
    )
