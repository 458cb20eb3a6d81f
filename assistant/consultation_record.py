"""The record of a consultation: the situation as it was told, the measures proposed, and the fields of the 相談カルテ.

Records are kept by business, so that a colleague can take over. What was proposed is a snapshot: it shows what the
advisor saw on that day, whatever becomes of the register.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast

from assistant.conversation_file import ConversationFile, erase_deleted, now
from assistant.measures.profile import Facet, Profile

FIELDS = MappingProxyType(
    {
        "business": "事業者",
        "when": "日時・方法",
        "inquiry": "相談内容",
        "figures": "現状の数値",
        "problem": "本質的課題（仮説）",
        "referral": "紹介先",
        "next": "次回の行動と期限",
        "result": "結果",
    }
)
"""In the order of the form. What was proposed stands between the problem and the referral."""


@dataclass(frozen=True, slots=True)
class Situation:
    """An inquiry as it was told, and what is known of the business."""

    id: str
    """Also the id of the conversation that begins when a measure is added to the record."""
    inquiry: str = ""
    read: Profile = ()
    """What was read from the inquiry."""
    by_hand: Mapping[str, Any] = field(default_factory=dict)
    """What the advisor set; see ``assistant.measures.by_hand``."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A measure proposed in a consultation, as it was shown that day."""

    id: int
    measure: dict[str, Any]
    """id, name, kind, standing, as_of, body, origin, fit, conditions, benefits, apply and sources, in the words shown."""
    note: str
    proposed_at: str
    """ISO 8601 in UTC."""


class RecordStore:
    """Situations, proposals and fields of records, in the file of the conversations.

    Args:
        path: the file of the conversations.

    Raises:
        StorageError: the file cannot be read or written, is damaged, or is of a newer version.
    """

    def __init__(self, path: Path) -> None:
        self._file = ConversationFile(path)
        self._file.prepare()

    def situation(self, situation_id: str) -> Situation | None:
        """The situation of an id; None where there is none, or its conversation was deleted."""
        with self._file.connection() as connection:
            row = connection.execute(
                "SELECT id, inquiry, facets, by_hand FROM situation WHERE id = ? AND id NOT IN"
                " (SELECT id FROM conversation WHERE deleted_at IS NOT NULL)",
                (situation_id,),
            ).fetchone()
        if row is None:
            return None
        facets = tuple(Facet(**facet) for facet in json.loads(row[2]))
        return Situation(row[0], row[1], facets, json.loads(row[3]))

    def keep_situation(self, situation: Situation) -> None:
        """Keep a situation as it is now."""
        facets = json.dumps([asdict(facet) for facet in situation.read], ensure_ascii=False)
        by_hand = json.dumps(dict(situation.by_hand), ensure_ascii=False)
        with self._file.connection() as connection:
            connection.execute(
                "INSERT INTO situation VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET inquiry ="
                " excluded.inquiry, facets = excluded.facets, by_hand = excluded.by_hand, changed_at = excluded.changed_at",
                (situation.id, situation.inquiry, facets, by_hand, now()),
            )
            erase_deleted(connection)

    def propose(self, conversation_id: str, measure: Mapping[str, Any]) -> int:
        """Add a measure to the record and return the proposal's id; one already there is not added again.

        One that was taken out comes back with its note, as the measure is shown now: a second one beside it would stand
        there twice as soon as the first is put back.
        """
        shown, today = json.dumps(dict(measure), ensure_ascii=False), now()
        with self._file.connection() as connection:
            # From the look to the write nobody else adds it: two tabs, two threads.
            connection.execute("BEGIN IMMEDIATE")
            erase_deleted(connection)
            rows = connection.execute(
                "SELECT id, measure, removed_at IS NOT NULL FROM proposal WHERE conversation_id = ?"
                " ORDER BY removed_at IS NOT NULL, removed_at DESC",
                (conversation_id,),
            ).fetchall()
            same = [(number, gone) for number, was, gone in rows if json.loads(was)["id"] == measure["id"]]
            if same:
                number, gone = same[0]
                if gone:
                    connection.execute(
                        "UPDATE proposal SET measure = ?, proposed_at = ?, removed_at = NULL WHERE id = ?",
                        (shown, today, number),
                    )
                return cast(int, number)
            cursor = connection.execute(
                "INSERT INTO proposal (conversation_id, measure, proposed_at) VALUES (?, ?, ?)",
                (conversation_id, shown, today),
            )
        return cast(int, cursor.lastrowid)

    def proposals(self, conversation_id: str) -> list[Proposal]:
        """What was proposed in a conversation, the first first."""
        with self._file.connection() as connection:
            rows = connection.execute(
                "SELECT id, measure, note, proposed_at FROM proposal"
                " WHERE conversation_id = ? AND removed_at IS NULL ORDER BY proposed_at, id",
                (conversation_id,),
            ).fetchall()
        return [Proposal(number, json.loads(measure), note, when) for number, measure, note, when in rows]

    def annotate(self, proposal_id: int, note: str) -> None:
        """Keep the advisor's note on a proposal."""
        with self._file.connection() as connection:
            connection.execute("UPDATE proposal SET note = ? WHERE id = ?", (note, proposal_id))

    def remove(self, proposal_id: int) -> None:
        """Take a proposal out of the record; ``put_back`` undoes it within ``UNDO_PERIOD``."""
        with self._file.connection() as connection:
            erase_deleted(connection)
            connection.execute("UPDATE proposal SET removed_at = ? WHERE id = ?", (now(), proposal_id))

    def put_back(self, proposal_id: int) -> None:
        """Undo ``remove``."""
        with self._file.connection() as connection:
            connection.execute("UPDATE proposal SET removed_at = NULL WHERE id = ?", (proposal_id,))

    def fields(self, conversation_id: str) -> dict[str, str]:
        """Every field of a conversation's record by its name, empty where nothing was written."""
        with self._file.connection() as connection:
            rows = connection.execute(
                "SELECT name, text FROM record_field WHERE conversation_id = ?", (conversation_id,)
            ).fetchall()
        return {**dict.fromkeys(FIELDS, ""), **dict(rows)}

    def keep_field(self, conversation_id: str, name: str, text: str) -> None:
        """Keep what the advisor wrote in a field."""
        with self._file.connection() as connection:
            connection.execute(
                "INSERT INTO record_field VALUES (?, ?, ?)"
                " ON CONFLICT (conversation_id, name) DO UPDATE SET text = excluded.text",
                (conversation_id, name, text),
            )
