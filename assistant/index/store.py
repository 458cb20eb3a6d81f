"""Documents, pages and passages of one build, in SQLite."""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

from assistant.types import Document, DocumentMeta, Page, Passage, Repair

_SCHEMA = """
CREATE TABLE IF NOT EXISTS documents (doc_id TEXT PRIMARY KEY, meta TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS pages (
    doc_id TEXT NOT NULL, page_index INTEGER NOT NULL, number INTEGER, label TEXT, text TEXT NOT NULL,
    repairs TEXT NOT NULL, continues INTEGER NOT NULL, PRIMARY KEY (doc_id, page_index));
CREATE TABLE IF NOT EXISTS passages (
    passage_id TEXT PRIMARY KEY, doc_id TEXT NOT NULL, page_index INTEGER NOT NULL, start INTEGER NOT NULL,
    end INTEGER NOT NULL, section TEXT NOT NULL, header TEXT, tokens TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS passages_of_document ON passages (doc_id);
"""
_PASSAGES = "SELECT passage_id, doc_id, page_index, start, end, section, header FROM passages ORDER BY rowid"
PageTexts = dict[tuple[str, int], str]
Tokens = dict[str, list[str]]


class DocumentStore:
    """The stored texts. A connection is opened per call, so that any thread may call."""

    def __init__(self, path: Path, *, read_only: bool) -> None:
        self._path, self._read_only = path, read_only
        if not read_only:
            with closing(self._connect()) as connection:
                connection.executescript(_SCHEMA)

    def _connect(self) -> sqlite3.Connection:
        if self._read_only:
            return sqlite3.connect(f"{self._path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
        return sqlite3.connect(self._path)

    def add(self, document: Document, passages: Sequence[Passage], tokens: Sequence[Tokens]) -> None:
        """Store a document with its passages and their lexical tokens, in one transaction."""
        meta = document.meta
        pages = [
            (
                meta.doc_id,
                p.index,
                p.number,
                p.label,
                p.text,
                _dump([asdict(r) for r in p.repairs]),
                p.continues,
            )
            for p in document.pages
        ]
        rows = [
            (
                p.passage_id,
                p.doc_id,
                p.page_index,
                p.start,
                p.end,
                _dump(p.section),
                _dump(p.header),
                _dump(t),
            )
            for p, t in zip(passages, tokens, strict=True)
        ]
        with closing(self._connect()) as connection, connection:
            connection.execute("INSERT INTO documents VALUES (?, ?)", (meta.doc_id, _dump(asdict(meta))))
            connection.executemany("INSERT INTO pages VALUES (?, ?, ?, ?, ?, ?, ?)", pages)
            connection.executemany("INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)

    def remove(self, doc_ids: Iterable[str]) -> list[str]:
        """Remove documents; returns the ids of the passages that went with them."""
        gone: list[str] = []
        with closing(self._connect()) as connection, connection:
            for doc_id in doc_ids:
                found = connection.execute("SELECT passage_id FROM passages WHERE doc_id = ?", (doc_id,))
                gone.extend(row[0] for row in found)
                for table in ("passages", "pages", "documents"):
                    connection.execute(f"DELETE FROM {table} WHERE doc_id = ?", (doc_id,))
        return gone

    def passage_ids(self) -> list[str]:
        """Ids of all passages, in one fixed order."""
        with closing(self._connect()) as connection:
            return [row[0] for row in connection.execute("SELECT passage_id FROM passages ORDER BY rowid")]

    def tokens(self, channel: str) -> list[list[str]]:
        """One channel's tokens of all passages, in the order of passage_ids.

        Equal tokens share one string: of 100,000 passages most are repeats.
        """
        with closing(self._connect()) as connection:
            rows = connection.execute(
                "SELECT json_extract(tokens, '$.' || ?) FROM passages ORDER BY rowid", (channel,)
            )
            return [[sys.intern(token) for token in json.loads(row[0])] for row in rows]

    def documents(self) -> tuple[DocumentMeta, ...]:
        """All documents, newest first; undated ones last."""
        with closing(self._connect()) as connection:
            rows = connection.execute("SELECT meta FROM documents").fetchall()
        metas = [DocumentMeta(**json.loads(row[0])) for row in rows]
        return tuple(sorted(metas, key=lambda m: (m.published or "", m.doc_id), reverse=True))

    def page_texts(self) -> PageTexts:
        """The text of every page by document and place."""
        with closing(self._connect()) as connection:
            return {
                (row[0], row[1]): row[2]
                for row in connection.execute("SELECT doc_id, page_index, text FROM pages")
            }

    def page_numbers(self) -> dict[tuple[str, int], int | None]:
        """The number of every page that has one, by document and place."""
        with closing(self._connect()) as connection:
            rows = connection.execute("SELECT doc_id, page_index, number FROM pages")
            return {(row[0], row[1]): row[2] for row in rows}

    def stored(self, doc_id: str, page_index: int, start: int, end: int) -> str | None:
        """What the disk holds at a range of a page; None where there is no such page."""
        with closing(self._connect()) as connection:
            row = connection.execute(
                "SELECT substr(text, ?, ?) FROM pages WHERE doc_id = ? AND page_index = ?",
                (start + 1, end - start, doc_id, page_index),
            ).fetchone()
        return row[0] if row else None

    def passages(self, texts: PageTexts) -> list[Passage]:
        """All passages, in the order of passage_ids; their text is cut out of the page texts."""
        with closing(self._connect()) as connection:
            return [_passage(row, texts) for row in connection.execute(_PASSAGES)]

    def page(self, doc_id: str, page_index: int) -> Page | None:
        """One stored page, or None where there is none."""
        with closing(self._connect()) as connection:
            row = connection.execute(
                "SELECT page_index, number, label, text, repairs, continues FROM pages"
                " WHERE doc_id = ? AND page_index = ?",
                (doc_id, page_index),
            ).fetchone()
        if row is None:
            return None
        repairs = tuple(Repair(**repair) for repair in json.loads(row[4]))
        return Page(row[0], row[1], row[2], row[3], repairs, bool(row[5]))

    def indexed_parts(self, passage_ids: Sequence[str]) -> list[tuple[str, list[str], str, str]]:
        """(title, section path, table header, text) of passages, in the order given."""
        found, place, page, title = [], None, "", ""
        with closing(self._connect()) as connection:
            for passage_id in passage_ids:
                doc_id, index, start, end, section, header = connection.execute(
                    "SELECT doc_id, page_index, start, end, section, header FROM passages WHERE passage_id = ?",
                    (passage_id,),
                ).fetchone()
                if (doc_id, index) != place:  # passages of a page follow each other, and pages may be long
                    place, (page, meta) = (
                        (doc_id, index),
                        connection.execute(
                            "SELECT text, meta FROM pages JOIN documents USING (doc_id)"
                            " WHERE doc_id = ? AND page_index = ?",
                            (doc_id, index),
                        ).fetchone(),
                    )
                    title = json.loads(meta)["title"]
                heads = page[slice(*json.loads(header))] if header else ""
                found.append((title, json.loads(section), heads, page[start:end]))
        return found

    def counts(self) -> dict[str, int]:
        """How many documents, pages and passages are stored."""
        with closing(self._connect()) as connection:
            return {
                table: int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
                for table in ("documents", "pages", "passages")
            }


def _dump(value: object) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False)


def _passage(row: tuple[str, str, int, int, int, str, str | None], texts: PageTexts) -> Passage:
    passage_id, doc_id, page_index, start, end, section, header = row
    text = texts[doc_id, page_index][start:end]
    header_range = tuple(json.loads(header)) if header else None
    return Passage(passage_id, doc_id, page_index, start, end, text, tuple(json.loads(section)), header_range)
