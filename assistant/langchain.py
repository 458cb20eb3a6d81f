"""Shien as a LangChain retriever: the one module that speaks LangChain's types.

>>> from assistant.langchain import ShienRetriever
>>> ShienRetriever(k=3).invoke("J-GoodTechの登録企業は何社？")                # doctest: +SKIP
"""

from __future__ import annotations

from datetime import date
from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import Field, InstanceOf

from assistant import open_assistant
from assistant.answering.annotate import standing_of
from assistant.answering.checks import check
from assistant.opened import Assistant
from assistant.types import Hit


class ShienRetriever(BaseRetriever):
    """Passages of the indexed documents, best first, each with all that a citation of it needs.

    ``assistant.page(doc_id, page_index).text[start:end] == page_content`` holds for every document given.
    Safe to use from several threads; ``ainvoke`` and ``abatch`` search in a thread of their own.

    Args:
        k: how many passages, at least 1.
        assistant: an opened assistant; by default the index that serves ($SHIEN_HOME) is opened, and held
            until ``retriever.assistant.close()`` or the end of the process.

    Raises:
        IndexMissing, IndexUnfit: when made without an assistant, as ``assistant.open_assistant``.
        InputError: when asked an empty or too long question.
    """

    k: int = Field(default=5, ge=1)
    assistant: InstanceOf[Assistant] = Field(default_factory=open_assistant, repr=False, exclude=True)

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        check(query, "auto", self.assistant.settings)
        found = enumerate(self.assistant.search(query, self.k), start=1)
        return [_document(rank, hit, self.assistant) for rank, hit in found]


def _document(rank: int, hit: Hit, shien: Assistant) -> Document:
    passage, document = hit.passage, shien.document(hit.passage.doc_id)
    metadata: dict[str, Any] = {
        "doc_id": passage.doc_id,
        "title": document.title,
        "publisher": document.publisher,
        "published": document.published,
        "page": shien.index.page_numbers.get((passage.doc_id, passage.page_index)),
        "page_index": passage.page_index,
        "row": shien.index.row(passage.doc_id, passage.page_index, passage.start),
        "section": list(passage.section),
        "start": passage.start,
        "end": passage.end,
        "standing": standing_of(document, passage.text, date.today()),
        "source": document.source,
        "score": float(hit.score),
        "rank": rank,
    }
    return Document(page_content=passage.text, metadata=metadata, id=passage.passage_id)
