"""Check an agency's question set against the documents that are indexed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from statistics import median
from typing import Any

from assistant.opened import Assistant
from evals.dataset import Item
from evals.lint import question_overlap
from evals.measures import normalise
from evals.own_set.problems import Problem
from evals.own_set.read import OwnSet

MAX_HOLDERS = 3
"""How many other documents that hold a quote are named."""


class IndexedTexts:
    """The text of each indexed document, as quotes are compared: normalised, its pages joined."""

    def __init__(self, assistant: Assistant) -> None:
        self._texts = assistant.index.page_texts
        self._titles = {document.doc_id: document.title for document in assistant.documents()}
        self._pages: dict[str, list[int]] = {}
        for doc_id, page_index in self._texts:
            self._pages.setdefault(doc_id, []).append(page_index)
        self.text = lru_cache(maxsize=64)(self._text)

    def __contains__(self, doc_id: str) -> bool:
        return doc_id in self._titles

    def _text(self, doc_id: str) -> str:
        return normalise("".join(self._texts[doc_id, page] for page in sorted(self._pages.get(doc_id, ()))))

    def holders(self, quote: str) -> tuple[str, ...]:
        """「ID（題名）」 of the documents that hold a quote, newest first."""
        wanted = normalise(quote)
        return tuple(
            f"{doc_id}（{title}）" for doc_id, title in self._titles.items() if wanted in self.text(doc_id)
        )


def document_problems(own: OwnSet, texts: IndexedTexts) -> Iterator[Problem]:
    """Documents that are not there and quotes that do not stand in theirs, with where they do stand."""
    for row, item in own.items:
        for evidence in item.evidence:
            if not normalise(evidence.quote):
                yield Problem(row, own.column("quote"), "空の引用があります")
            elif evidence.doc_id not in texts:
                where = _elsewhere(texts.holders(evidence.quote))
                yield Problem(
                    row, own.column("doc_id"), f"取り込んだ資料にない ID です: {evidence.doc_id}{where}"
                )
            elif normalise(evidence.quote) not in texts.text(evidence.doc_id):
                where = _elsewhere(texts.holders(evidence.quote)) or "。一字一句写してください"
                said = evidence.quote if len(evidence.quote) <= 60 else f"{evidence.quote[:60]}…"
                yield Problem(row, own.column("quote"), f"{evidence.doc_id} にない文です: {said}{where}")


def _elsewhere(holders: tuple[str, ...]) -> str:
    if not holders:
        return ""
    more = f" ほか {len(holders) - MAX_HOLDERS} 件" if len(holders) > MAX_HOLDERS else ""
    return f"。この引用がある資料: {'、'.join(holders[:MAX_HOLDERS])}{more}"


def lint_report(problems: tuple[Problem, ...], items: tuple[Item, ...]) -> dict[str, Any]:
    """The findings as plain JSON values, under the keys of the lint of a shipped set and more."""
    overlaps = {item.id: question_overlap(item) for item in items if item.answerable}
    rows: list[Mapping[str, Any]] = [
        {"row": p.row, "column": p.column, "severity": p.severity, "message": p.message} for p in problems
    ]
    return {
        "problems": [str(p) for p in problems if p.severity == "error"],
        "warnings": [str(p) for p in problems if p.severity == "warning"],
        "rows": rows,
        "items": len(items),
        "overlaps": overlaps,
        "overlap_median": median(overlaps.values()) if overlaps else 0.0,
    }
