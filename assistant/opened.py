"""The assistant as a thing to hold on to: one open index and the questions asked of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING

from assistant.answering.checks import check
from assistant.answering.pipeline import answer_question, outgoing
from assistant.filters import Filters, check_documents
from assistant.gather import CANDIDATES_EACH, gather
from assistant.index.embedding import in_conversation, without_asking
from assistant.index.opened import OpenIndex, open_index
from assistant.index.written import is_written
from assistant.preferences import preferences_of
from assistant.privacy import masked_together
from assistant.retrieval import search
from assistant.settings import Settings
from assistant.text.names import Resolved, read_names
from assistant.text.resolve import resolve_query
from assistant.types import Answer, DocumentMeta, Hit, Page

if TYPE_CHECKING:
    from assistant.model.outgoing import Outgoing
    from assistant.model.write import OnStatements


@dataclass(frozen=True, slots=True)
class Assistant:
    """Answers questions from one index build. Safe to use from several threads."""

    settings: Settings
    index: OpenIndex

    @property
    def build_id(self) -> str:
        """Name of the index build in use."""
        return self.index.manifest.build_id

    def ask(
        self,
        question: str,
        history: Sequence[tuple[str, str]] = (),
        engine: str = "auto",
        filters: Filters | None = None,
        on_statements: OnStatements | None = None,
        today: date | None = None,
    ) -> Answer:
        """Answer one question; see ``assistant.answering.pipeline.answer_question``."""
        return answer_question(
            question,
            self._index_asked([question, *(text for _, text in history)]),
            self.settings,
            history=history,
            engine=engine,
            filters=filters,
            on_statements=on_statements,
            today=today,
        )

    def outgoing(
        self, question: str, history: Sequence[tuple[str, str]] = (), filters: Filters | None = None
    ) -> Outgoing | None:
        """What a language model would be sent; see ``assistant.answering.pipeline.outgoing``."""
        index = self._index_asked([question, *(text for _, text in history)])
        return outgoing(question, index, self.settings, history, filters=filters)

    def search(self, query: str, k: int = 10, filters: Filters | None = None) -> list[Hit]:
        """The k places that fit a query best, those of the time and place it is about first.

        Names are understood as in a question, neighbouring passages joined, repeats shown once.

        Raises:
            InputError: an empty or too long query, or filters that name a document that is not there.
        """
        check(query, "auto", self.settings)
        check_documents(filters or Filters(), self.index.documents)
        today, searched = date.today(), self.resolve(query)[1]
        hits = search(
            self.index,
            searched,
            CANDIDATES_EACH * k,
            filters=filters,
            preferences=preferences_of(searched, today),
            today=today,
        )
        return gather(hits, k, self.index.page_text)

    def resolve(self, query: str) -> tuple[tuple[Resolved, ...], str]:
        """What a query names, and what is searched for it; see ``assistant.text.resolve.resolve_query``."""
        table = read_names(self.settings.corpus / "aliases.toml")
        return resolve_query(query, table, partial(is_written, self.index))

    def on_this_machine(self) -> Assistant:
        """The same, but searching by words alone where the embedding would ask another machine."""
        if not self.index.embedding.leaves_machine:
            return self
        return replace(self, index=replace(self.index, embedding=without_asking(self.index.embedding)))

    def _index_asked(self, said: Sequence[str]) -> OpenIndex:
        """The index with an embedding that is told no client's name, where it is asked elsewhere."""
        if not self.index.embedding.leaves_machine:
            return self.index
        known = read_names(self.settings.corpus / "aliases.toml").aliases
        masking = in_conversation(self.index.embedding, said, lambda texts: masked_together(texts, known)[0])
        return replace(self.index, embedding=masking)

    def page(self, doc_id: str, page_index: int) -> Page:
        """One stored page."""
        return self.index.page(doc_id, page_index)

    def document(self, doc_id: str) -> DocumentMeta:
        """What is known about a document."""
        return self.index.documents[doc_id]

    def documents(self) -> tuple[DocumentMeta, ...]:
        """All documents, newest first."""
        return tuple(self.index.documents.values())

    def close(self) -> None:
        """Release the index's files."""
        self.index.close()

    def __enter__(self) -> Assistant:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_assistant(settings: Settings) -> Assistant:
    """Open the assistant on the index that serves now."""
    return Assistant(settings, open_index(settings))
