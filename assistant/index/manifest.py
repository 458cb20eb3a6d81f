"""What an index was built from and with, and whether that still fits the running program."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.documents.read import READER_VERSION
from assistant.errors import IndexUnfit
from assistant.index.vectors import VECTOR_INDEX
from assistant.text.tokens import tokenizer_version

MANIFEST_NAME = "manifest.json"
FORMAT_VERSION = 5


class IndexedFile(BaseModel):
    """One file as it was when it was indexed."""

    model_config = ConfigDict(frozen=True)

    path: str
    root: str
    size: int
    modified_ns: int
    sha256: str
    doc_id: str
    catalogue: str = Field(default="", description="Checksum of its catalogue entry.")


class UnreadFile(BaseModel):
    """A file that was there but could not be read, so that it is not tried again until it changes."""

    model_config = ConfigDict(frozen=True)

    path: str
    size: int
    modified_ns: int
    reader: str = Field(description="What tried to read it: another version or limit tries again.")
    message: str
    hint: str

    def same_attempt(self, size: int, modified_ns: int, reader: str) -> bool:
        """Whether reading it now would be the same attempt again."""
        return (self.size, self.modified_ns, self.reader) == (size, modified_ns, reader)


class Manifest(BaseModel):
    """Everything needed to tell whether an index is the one that would be built now."""

    model_config = ConfigDict(frozen=True)

    build_id: str
    created: str
    format_version: int = FORMAT_VERSION
    reader_version: int = READER_VERSION
    tokenizer: str = Field(default_factory=tokenizer_version)
    embedding: str = ""
    vector_index: str = ""
    dimensions: int = Field(default=0, description="Of the vectors; 0 where there are none.")
    roots: tuple[str, ...] = ()
    files: tuple[IndexedFile, ...] = ()
    unread: tuple[UnreadFile, ...] = ()
    duplicates: tuple[IndexedFile, ...] = Field(
        default=(), description="Files left out for having the bytes of another, not to be hashed again."
    )
    documents: int = 0
    pages: int = 0
    passages: int = 0

    def misfit(self) -> str | None:
        """What calls for reading every document again, in a user's words; None when the texts fit."""
        now = Manifest(build_id="", created="")
        for field, name in (
            ("format_version", "索引の形式"),
            ("reader_version", "文書の読み取り方"),
            ("tokenizer", "形態素解析器"),
        ):
            if difference := _difference(name, getattr(self, field), getattr(now, field)):
                return difference
        return None

    def vectors_misfit(self, embedding: str) -> str | None:
        """What calls for making the vectors anew, and nothing else; None when they fit.

        Args:
            embedding: name of the embedding that is set now.
        """
        return _difference("埋め込み", self.embedding, embedding) or _difference(
            "ベクトルの索引の作り方", self.vector_index, VECTOR_INDEX
        )


def _difference(name: str, then: object, now: object) -> str | None:
    if then == now:
        return None
    return f"{name}が索引を作ったときと違います（索引: {then or '記録なし'}、現在: {now}）。"


def read_manifest(build: Path) -> Manifest:
    """The manifest of a build folder.

    Raises:
        IndexUnfit: it is missing or damaged.
    """
    try:
        return Manifest.model_validate_json((build / MANIFEST_NAME).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, ValidationError) as error:
        raise IndexUnfit(
            f"索引の記録（{MANIFEST_NAME}）を読めません。",
            "「shien ingest --rebuild」で索引を作り直してください。",
        ) from error
