"""The register: every measure known here, whichever list it comes from."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.measures.entry import Entry
from assistant.measures.shipped import read_measures
from assistant.settings import Settings
from assistant.text.normalise import fold


@dataclass(frozen=True, slots=True)
class Register:
    """Entries by id, in the order of their lists."""

    entries: Mapping[str, Entry]
    state: str
    """Changes whenever an entry does: an index over the entries is good for one state."""

    def named(self, name: str) -> Entry | None:
        """The entry of an id, a name or an alias, whatever its width and case; None where there is none."""
        if name in self.entries:
            return self.entries[name]
        wanted = fold(name)
        for entry in self.entries.values():
            if wanted in (fold(entry.name), *map(fold, entry.aliases)):
                return entry
        return None


def read_register(settings: Settings) -> Register:
    """The measures that come with Shien, and those the agency has imported.

    Raises:
        InputError: a file of measures is not in form.
        StorageError: the imported lists cannot be read.
    """
    folder = settings.corpus / "measures"
    shipped = read_measures(folder)
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.toml")):
        digest.update(path.read_bytes())
    return Register({entry.id: entry for entry in shipped}, digest.hexdigest()[:16])
