"""Notes of the agency on measures of a list: they stay with their measure when the list is taken in anew."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence

from assistant.measures.store import Note, imported_entry
from assistant.settings import Settings
from assistant.text.normalise import fold


def is_at_home(note: Note) -> bool:
    """Whether the entry under a note's key is still the measure it was written on."""
    return fold(note.name) == fold(note.name_now)


def bodies_of(settings: Settings, kept: Sequence[Note]) -> Iterator[tuple[str, str]]:
    """Who runs the measures that have notes, by key, where the list still has them."""
    for note in filter(is_at_home, kept):
        if entry := imported_entry(settings, f"{note.list_id}:{note.key}"):
            yield note.key, fold(entry.body)


def moves_of(
    kept: Sequence[Note], bodies: Mapping[str, str], under: Mapping[str, Sequence[tuple[str, str]]]
) -> dict[str, str]:
    """From which key to which a note has to move to stay with its measure, whose number may be another now.

    A note whose measure is gone makes room for that of the measure which has its number now.
    """
    at_home = {note.key for note in kept if is_at_home(note)}
    moves: dict[str, str] = {}
    for note in kept:
        same = [
            key
            for key, body in under.get(fold(note.name), ())
            if bodies.get(note.key) == body or note.key == _key_apart(note, body)
        ]
        if note.key not in at_home and len(same) == 1 and same[0] not in {*at_home, *moves.values()}:
            moves[note.key] = same[0]
    for note in kept:
        if note.key in moves.values() and note.key not in moves:
            moves[note.key] = _key_apart(note, bodies.get(note.key, ""))
    return moves


def _key_apart(note: Note, body: str) -> str:
    """The key of a note that had to make room: made of what its measure is known by when it comes back."""
    return hashlib.sha256(f"{fold(note.name)}\n{body}\n{note.changed_at}".encode()).hexdigest()[:16]
