"""Documents, pages and passages of one build, in SQLite."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.index.connections import Connections
from assistant.index.lookup import Lookup, RecentTexts
from assistant.index.searchable import Searchable
from assistant.types import Document, DocumentMeta, Page, Passage, Repair

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_SCHEMA = """
CREATE TABLE IF NOT EXISTS documents (doc_id TEXT PRIMARY KEY, meta TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS pages (
    doc_id TEXT NOT NULL, page_index INTEGER NOT NULL, number INTEGER, label TEXT, text TEXT NOT NULL,
    repairs TEXT NOT NULL, continues INTEGER NOT NULL, PRIMARY KEY (doc_id, page_index));
CREATE TABLE IF NOT EXISTS passages (
    passage_id TEXT PRIMARY KEY, doc_id TEXT NOT NULL, page_index INTEGER NOT NULL, start INTEGER NOT NULL,
    end INTEGER NOT NULL, section TEXT NOT NULL, header TEXT, searchable TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS passages_of_document ON passages (doc_id);
"""
_PASSAGE = "SELECT doc_id, page_index, start, end, section, header FROM passages WHERE passage_id = ?"
_PAGE_AND_DOCUMENT = (
    "SELECT text, meta FROM pages JOIN documents USING (doc_id) WHERE doc_id = ? AND page_index = ?"
)
PASSAGES_KEPT, NUMBERS_KEPT = 5_000, 5_000
CHARACTERS_KEPT = 20_000_000
"""Of page texts, at 1 to 2 bytes each; 100,000 passages are about 25 million characters."""
PageTexts = Mapping[tuple[str, int], str]


class DocumentStore:
    """The stored texts. Any thread may call."""

    def __init__(self, path: Path, *, read_only: bool) -> None:
        self._connections = Connections(path, read_only=read_only)
        if not read_only:
            with closing(self._connections.new()) as connection:
                connection.executescript(_SCHEMA)

    def close(self) -> None:
        """Close the connections kept for reading."""
        self._connections.close()

    def add(self, document: Document, passages: Sequence[Passage], kept: Sequence[Searchable]) -> None:
        """Store a document with its passages and what they are searched by, in one transaction."""
        meta = document.meta
        pages = [
            (meta.doc_id, p.index, p.number, p.label, p.text, _dump([*map(asdict, p.repairs)]), p.continues)
            for p in document.pages
        ]
        rows = [
            (p.passage_id, p.doc_id, p.page_index, p.start, p.end, *map(_dump, (p.section, p.header, t)))
            for p, t in zip(passages, kept, strict=True)
        ]
        with closing(self._connections.new()) as connection, connection:
            connection.execute("INSERT INTO documents VALUES (?, ?)", (meta.doc_id, _dump(asdict(meta))))
            connection.executemany("INSERT INTO pages VALUES (?, ?, ?, ?, ?, ?, ?)", pages)
            connection.executemany("INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)

    def remove(self, doc_ids: Iterable[str]) -> list[str]:
        """Remove documents; returns the ids of the passages that went with them."""
        gone: list[str] = []
        with closing(self._connections.new()) as connection, connection:
            for doc_id in doc_ids:
                found = connection.execute("SELECT passage_id FROM passages WHERE doc_id = ?", (doc_id,))
                gone.extend(row[0] for row in found)
                for table in ("passages", "pages", "documents"):
                    connection.execute(f"DELETE FROM {table} WHERE doc_id = ?", (doc_id,))
        return gone

    def passage_ids(self) -> list[str]:
        """Ids of all passages, in one fixed order."""
        with closing(self._connections.new()) as connection:
            return [row[0] for row in connection.execute("SELECT passage_id FROM passages ORDER BY rowid")]

    def kept(self, part: str) -> Iterator[Any]:
        """One part of what all passages are searched by, in the order of passage_ids, one at a time."""
        with closing(self._connections.new()) as connection:
            rows = connection.execute(
                "SELECT json_extract(searchable, '$.' || ?) FROM passages ORDER BY rowid", (part,)
            )
            for (found,) in rows:
                yield found if part in ("plain", "reading") else json.loads(found)

    def documents(self) -> tuple[DocumentMeta, ...]:
        """All documents, newest first; undated ones last."""
        with closing(self._connections.new()) as connection:
            rows = connection.execute("SELECT meta FROM documents").fetchall()
        metas = [_meta(json.loads(row[0])) for row in rows]
        return tuple(sorted(metas, key=lambda m: (m.published or "", m.doc_id), reverse=True))

    def page_texts(self) -> PageTexts:
        """The text of every page by document and place, read when asked for."""

        def find(key: tuple[str, int]) -> str:
            return str(self._page_column("text", key))

        return Lookup(RecentTexts(find, CHARACTERS_KEPT), self._page_keys, lambda: self.counts()["pages"])

    def page_numbers(self) -> Mapping[tuple[str, int], int | None]:
        """The number of every page, None where it has none, by document and place, read when asked for."""

        def find(key: tuple[str, int]) -> int | None:
            number = self._page_column("number", key)
            return None if number is None else int(number)

        kept = lru_cache(NUMBERS_KEPT)(find)
        return Lookup(kept, self._page_keys, lambda: self.counts()["pages"])

    def _page_column(self, column: str, key: tuple[str, int]) -> str | int | None:
        with self._connections.reading() as connection:
            query = f"SELECT {column} FROM pages WHERE doc_id = ? AND page_index = ?"
            row: tuple[str | int | None] | None = connection.execute(query, key).fetchone()
        if row is None:
            raise KeyError(key)
        return row[0]

    def _page_keys(self) -> list[tuple[str, int]]:
        with self._connections.reading() as connection:
            return connection.execute("SELECT doc_id, page_index FROM pages ORDER BY rowid").fetchall()

    def stored(self, places: Sequence[tuple[str, int, int, int]]) -> list[str | None]:
        """What the disk holds now at ranges of pages (document, page, start, end); None where there is no such page."""
        query = "SELECT substr(text, ?, ?) FROM pages WHERE doc_id = ? AND page_index = ?"
        # A connection of its own: one that is kept remembers what it has read.
        with closing(self._connections.new()) as connection:
            rows = [
                connection.execute(query, (start + 1, end - start, doc_id, page_index)).fetchone()
                for doc_id, page_index, start, end in places
            ]
        return [row[0] if row else None for row in rows]

    def passages(self, texts: PageTexts) -> Mapping[str, Passage]:
        """All passages by id, read when asked for; their text is cut out of the page texts."""

        def find(passage_id: str) -> Passage:
            with self._connections.reading() as connection:
                row = connection.execute(_PASSAGE, (passage_id,)).fetchone()
            if row is None:
                raise KeyError(passage_id)
            return _passage(passage_id, row, texts)

        kept = lru_cache(PASSAGES_KEPT)(find)
        return Lookup(kept, self.passage_ids, lambda: self.counts()["passages"])

    def passage_documents(self, doc_ids: Sequence[str]) -> NDArray[np.int32]:
        """For each passage, in the order of passage_ids, the place of its document in ``doc_ids``."""
        import numpy as np

        place = {doc_id: number for number, doc_id in enumerate(doc_ids)}
        # The index of documents holds all of this; rows are large.
        with closing(self._connections.new()) as connection:
            found = connection.execute("SELECT rowid, doc_id FROM passages INDEXED BY passages_of_document")
            pairs = np.array([(rowid, place[doc_id]) for rowid, doc_id in found], dtype=np.int64)
        pairs = pairs.reshape(-1, 2)
        documents: NDArray[np.int32] = pairs[np.argsort(pairs[:, 0]), 1].astype(np.int32)
        return documents

    def passage_texts(self) -> Iterator[str]:
        """The text of every passage, in the order of passage_ids; one page at a time is in memory."""
        places = "SELECT doc_id, page_index, start, end FROM passages ORDER BY rowid"
        page = "SELECT text FROM pages WHERE doc_id = ? AND page_index = ?"
        with closing(self._connections.new()) as connection:
            last, text = None, ""
            for doc_id, page_index, start, end in connection.execute(places):
                if last != (doc_id, page_index):
                    last = (doc_id, page_index)
                    text = connection.execute(page, last).fetchone()[0]
                yield text[start:end]

    def page(self, doc_id: str, page_index: int) -> Page | None:
        """One stored page, or None where there is none."""
        with self._connections.reading() as connection:
            row = connection.execute(
                "SELECT page_index, number, label, text, repairs, continues FROM pages"
                " WHERE doc_id = ? AND page_index = ?",
                (doc_id, page_index),
            ).fetchone()
        if row is None:
            return None
        repairs = tuple(Repair(**repair) for repair in json.loads(row[4]))
        return Page(row[0], row[1], row[2], row[3], repairs, bool(row[5]))

    def section_at(self, doc_id: str, page_index: int, start: int) -> tuple[str, ...]:
        """The section path of the passage that holds a place of a page; empty where none does."""
        with self._connections.reading() as connection:
            row = connection.execute(
                "SELECT section FROM passages WHERE doc_id = ? AND page_index = ? AND start <= ? AND end > ?",
                (doc_id, page_index, start, start),
            ).fetchone()
        return tuple(json.loads(row[0])) if row else ()

    def passages_between(self, doc_id: str, page_index: int, start: int, end: int) -> list[str]:
        """Ids of the passages that begin in a range of a page, in its order."""
        with self._connections.reading() as connection:
            found = connection.execute(
                "SELECT passage_id FROM passages WHERE doc_id = ? AND page_index = ? AND start BETWEEN ? AND ?"
                " ORDER BY start",
                (doc_id, page_index, start, end),
            )
            return [row[0] for row in found]

    def indexed_parts(self, passage_ids: Sequence[str]) -> list[tuple[str, list[str], str, str]]:
        """(title, section path, table header, text) of passages, in the order given."""
        found, place, page, title = [], None, "", ""
        with closing(self._connections.new()) as connection:
            for passage_id in passage_ids:
                row = connection.execute(_PASSAGE, (passage_id,)).fetchone()
                doc_id, page_index, start, end, section, header = row
                if (
                    doc_id,
                    page_index,
                ) != place:  # passages of a page follow each other, and pages may be long
                    place = doc_id, page_index
                    page, meta = connection.execute(_PAGE_AND_DOCUMENT, place).fetchone()
                    title = json.loads(meta)["title"]
                heads = page[slice(*json.loads(header))] if header else ""
                found.append((title, json.loads(section), heads, page[start:end]))
        return found

    def counts(self) -> dict[str, int]:
        """How many documents, pages and passages are stored."""
        with closing(self._connections.new()) as connection:
            return {
                table: int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
                for table in ("documents", "pages", "passages")
            }


def _dump(value: object) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False)


def _meta(stored: dict[str, Any]) -> DocumentMeta:
    return DocumentMeta(**{**stored, "regions": tuple(stored.get("regions", ()))})


def _passage(passage_id: str, row: tuple[str, int, int, int, str, str | None], texts: PageTexts) -> Passage:
    doc_id, page_index, start, end, section, header = row
    text = texts[doc_id, page_index][start:end]
    header_range = tuple(json.loads(header)) if header else None
    return Passage(passage_id, doc_id, page_index, start, end, text, tuple(json.loads(section)), header_range)
