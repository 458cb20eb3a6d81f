"""The vocabulary every part of Shien shares: plain, frozen data.

Offsets are always character offsets into ``Page.text``, the stored text of one page, so that
``page.text[start:end] == quote`` holds for every passage and every citation.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

Standing = Literal["current", "planned", "past", "unknown"]
Engine = Literal["extractive", "llm"]
Status = Literal["answered", "partial", "abstained", "needs_clarification"]
Kind = Literal["minutes", "report", "summary", "programme", "slides", "other"]


@dataclass(frozen=True, slots=True)
class DocumentMeta:
    """What the catalogue knows of a document. ``published`` is ISO: 2026-01-19, 2023-05 or 2017."""

    doc_id: str
    title: str
    publisher: str
    published: str | None
    kind: Kind
    standing: Standing
    source: str
    """Path of the file relative to the folder it was ingested from."""
    terms: str = ""
    sha256: str = ""
    regions: tuple[str, ...] = ()
    """Regions the whole document is for, where the catalogue names some."""


@dataclass(frozen=True, slots=True)
class Repair:
    """A stretch of a page's raw text that was left out, and why. Repairs only ever delete."""

    kind: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page or slide as it is stored: the text citations point into."""

    index: int
    """Position in the document, from 0."""
    number: int | None
    """The page number a person would look up; None where the file does not show one."""
    label: str | None
    """The printed label ("iv", "13") where it differs from or replaces the number."""
    text: str
    repairs: tuple[Repair, ...] = ()
    continues: bool = False
    """True when the page starts in the middle of a sentence of the page before."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document after loading and cleaning."""

    meta: DocumentMeta
    pages: tuple[Page, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of one page that is indexed and retrieved as a unit."""

    passage_id: str
    doc_id: str
    page_index: int
    start: int
    end: int
    text: str
    section: tuple[str, ...] = ()
    header: tuple[int, int] | None = None
    """Range of the table's header row on the page, when the passage holds rows of a table."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found for a query, best first. ``channels`` holds each channel's own score."""

    passage: Passage
    score: float
    channels: dict[str, float] = field(default_factory=dict)
    also: tuple[Passage, ...] = ()
    """Other places that say the same."""


@dataclass(frozen=True, slots=True)
class Place:
    """A range of a stored page, with what a person needs to find it."""

    doc_id: str
    title: str
    published: str | None
    page: int | None
    page_index: int
    start: int
    end: int
    row: int | None = None
    """The row of a sheet it begins in."""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """A verbatim span of a stored page, with what a person needs to judge and find it."""

    n: int
    doc_id: str
    title: str
    publisher: str
    published: str | None
    page: int | None
    page_index: int
    section: tuple[str, ...]
    quote: str
    start: int
    end: int
    standing: Standing
    source: str
    row: int | None = None
    """Of a workbook or CSV file, the row of its sheet that the quote begins in, from 1."""
    also: tuple[Place, ...] = ()
    """Other places found that say the same in the same words."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of an answer and the citations it stands on."""

    text: str
    citations: tuple[int, ...]
    support: Literal["verified", "unverified"]
    problems: tuple[str, ...] = ()
    role: Literal["answer", "context"] = "answer"
    """``context``: it stands beside the answer in its passage, and is shown after it."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the advisor must know beside the answer: an old date, a past programme."""

    kind: str
    text: str
    citations: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """A support measure that comes into question for a situation: conditions met, not met or to be asked."""

    id: str
    name: str
    kind: str
    standing: Standing
    fit: Literal["likely", "possible", "unlikely"]
    conditions: tuple[dict[str, Any], ...] = ()
    """``text``, ``met`` (None: not known), ``reason``, ``citations`` of each."""
    body: str = ""
    as_of: str = ""
    """ISO date its facts speak from."""
    origin: str = ""
    """File and row of an imported one."""
    citations: tuple[int, ...] = ()
    """Where it is named."""
    target: dict[str, Any] | None = None
    """Who it is for: ``text`` and ``citations``, as those below."""
    benefits: tuple[dict[str, Any], ...] = ()
    apply: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Understood:
    """How a question was read."""

    kind: str = "other"
    """What is asked for: amount, rate, date, …; see ``assistant.answering.kinds.Kind``."""
    about: tuple[str, ...] = ()
    """Named things it is about."""
    as_of: tuple[str, ...] = ()
    """Times it names, as 2010, 2010-02 or 2009-04/2010-03; "now" or "past" where it says no more."""
    parts: tuple[str, ...] = ()
    """The questions in it, each standing alone."""
    business: tuple[str, ...] = ()
    """Where measures are offered, what was read of the business: 「業種: 製造業」."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What every caller gets: the chat page, the command, batch runs and the evals."""

    question: str
    engine: Engine
    status: Status
    text: str
    statements: tuple[Statement, ...] = ()
    citations: tuple[Citation, ...] = ()
    missing: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    measures: tuple[Measure, ...] = ()
    notices: tuple[Notice, ...] = ()
    confidence: float = 0.0
    timings_ms: dict[str, float] = field(default_factory=dict)
    usage: dict[str, int] = field(default_factory=dict)
    """Of a language model: tokens, and with prices set the cost in millionths of a dollar."""
    model: str = ""
    """The language model whose words these are; empty for sentences of the documents."""
    understood: Understood = field(default_factory=Understood)
    to_read: tuple[Citation, ...] = ()
    """Where nothing was sure enough to answer: the passages found first, for the advisor to read; no statement stands on them."""


def answer_from_dict(data: dict[str, Any]) -> Answer:
    """An Answer from its JSON form; keys it does not know are passed over."""

    def build(kind: type[Any], value: dict[str, Any]) -> Any:
        known = {key: value[key] for key in kind.__dataclass_fields__ if key in value}
        if kind is Citation:
            known["also"] = [build(Place, place) for place in known.get("also", ())]
        return kind(**{key: tuple(v) if isinstance(v, list) else v for key, v in known.items()})

    parts = {
        "statements": Statement,
        "citations": Citation,
        "notices": Notice,
        "measures": Measure,
        "to_read": Citation,
    }
    built = {key: tuple(build(kind, item) for item in data.get(key, ())) for key, kind in parts.items()}
    read = build(Understood, data.get("understood", {}))
    answer: Answer = build(Answer, {**data, **built, "understood": read})
    return answer
