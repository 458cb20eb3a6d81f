"""What the evals' tests share: answers made by hand and a stand-in for the product."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.types import Answer, Citation, Hit, Page, Passage, Statement
from evals.dataset import Evidence, Item

PAGE_TEXT = "NEDOの補助率は大企業が1/2、中小企業は2/3です。Go-Tech事業は改善します。"


def make_citation(quote: str = "中小企業は2/3です。", n: int = 1, doc_id: str = "minutes") -> Citation:
    """A citation of ``quote`` on the stand-in's only page; a quote that is not there gets offsets 0-1."""
    start = max(PAGE_TEXT.find(quote), 0)
    end = start + len(quote) if quote in PAGE_TEXT else 1
    return Citation(
        n, doc_id, "議事録", "中小企業庁", "2026-01-19", 1, 0, (), quote, start, end, "current", "m.txt"
    )


def make_answer(
    *sentences: tuple[str, Sequence[Citation]], status: str = "answered", missing: Sequence[str] = ()
) -> Answer:
    """An answer of (sentence, its citations) pairs, with marks as the product writes them."""
    statements = tuple(Statement(text, tuple(c.n for c in cited), "verified") for text, cited in sentences)
    text = "".join(s.text + "".join(f"[{n}]" for n in s.citations) for s in statements)
    citations = {c.n: c for _, cited in sentences for c in cited}
    return Answer(
        question="",
        engine="extractive",
        status=status,  # type: ignore[arg-type]
        text=text,
        statements=statements,
        citations=tuple(citations.values()),
        missing=tuple(missing),
    )


def make_item(
    item_id: str = "a",
    *,
    answerable: bool = True,
    nuggets: Sequence[Sequence[str]] = (("2/3", "3分の2"),),
    forbidden: Sequence[str] = (),
    split: str = "development",
    kind: str = "",
    quote: str = "中小企業は2/3です。",
    doc_id: str = "minutes",
) -> Item:
    """An item about the stand-in's page."""
    return Item(
        id=item_id,
        split=split,
        kind=kind or ("fact" if answerable else "near_miss"),
        question=f"{item_id}の補助率は？",
        answerable=answerable,
        nuggets=tuple(tuple(n) for n in nuggets) if answerable else (),
        forbidden=tuple(forbidden),
        evidence=(Evidence(doc_id, quote, "#0"),),
        expected="answer" if answerable else "refuse",
    )


class FakeAssistant:
    """Answers by a function of the question; counts what it was asked."""

    def __init__(self, answer: Callable[[str], Answer]) -> None:
        self.build_id = "build-1"
        self.asked: list[str] = []
        self.histories: list[tuple[tuple[str, str], ...]] = []
        self._answer = answer

    def ask(self, question: str, history: Sequence[tuple[str, str]] = (), engine: str = "auto") -> Answer:
        self.asked.append(question)
        self.histories.append(tuple(history))
        return self._answer(question)

    def search(self, query: str, k: int = 10) -> list[Hit]:
        return [Hit(Passage("p1", "minutes", 0, 0, len(PAGE_TEXT), PAGE_TEXT), 1.0)]

    def page(self, doc_id: str, page_index: int) -> Page:
        return Page(0, 1, None, PAGE_TEXT)
