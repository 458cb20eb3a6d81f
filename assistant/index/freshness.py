"""Whether the files are still what the index was built from."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from pathlib import Path

from assistant.index.manifest import Manifest
from assistant.index.roots import is_there
from assistant.index.scan import scan
from assistant.settings import Settings


@dataclass(frozen=True, slots=True)
class Changes:
    """Files that differ from what was indexed, as paths."""

    changed: tuple[str, ...]
    removed: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.changed or self.removed)

    def describe(self) -> str:
        """One line for a user. ``索引を作ったあとに、2 件が追加・変更され、1 件がなくなっています。``"""
        parts = []
        if self.changed:
            parts.append(f"{len(self.changed)} 件が追加・変更され")
        if self.removed:
            parts.append(f"{len(self.removed)} 件がなくなっ")
        joined = "、".join(parts)
        return f"索引を作ったあとに、{joined}ています。"


def changes_since(manifest: Manifest, settings: Settings) -> Changes:
    """What a new ingest would take up. Reads only files whose size or time of change differs."""
    found = scan([Path(root) for root in manifest.roots], manifest, settings)
    changed = tuple(str(file.path) for file in found.found if file.known is None)
    return Changes(changed, tuple(record.path for record in found.removed))


def left_out(manifest: Manifest, settings: Settings) -> tuple[tuple[str, str, str], ...]:
    """(file or folder, what is wrong, what to do) for everything that is to be indexed and cannot be read."""
    found = scan([Path(root) for root in manifest.roots], manifest, settings)
    problems = ((str(path), error.message, error.hint) for path, error in found.problems)
    return (*problems, *((file.path, file.message, file.hint) for file in found.unread))


def refresh_command(manifest: Manifest) -> str:
    """The command that takes up the changes, and nothing that was not in the index before.

    Without a path it would add the shipped corpus to an index of the agency's own documents; with the
    path of a folder out of reach it would drop that folder's documents.
    """
    there = [root for root in manifest.roots if is_there(Path(root))]
    return " ".join(["shien ingest", *(shlex.quote(root) for root in there[:1])])
