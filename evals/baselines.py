"""Three dumb answerers, scored beside the product. A measure one of them wins is worth little.

Copying lifts support, citing everything lifts citation recall, refusing lifts faithfulness: each
baseline does one of these and nothing else.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.types import Answer, Citation, Passage, Statement
from evals.records import Record

RANDOM_SEED = 20260119


def first_passage(question: str, record: Record) -> Answer:
    """Answer every question with the best passage, whole, cited. No passage: refuse."""
    if not record.passages:
        return always_refuse(question)
    passage = record.passages[0]
    statement = Statement(text=passage.text, citations=(1,), support="verified")
    return Answer(
        question=question,
        engine="extractive",
        status="answered",
        text=f"{passage.text}[1]",
        statements=(statement,),
        citations=(_cite(1, passage),),
    )


def always_refuse(question: str) -> Answer:
    """Refuse every question."""
    return Answer(question=question, engine="extractive", status="abstained", text="文書に記載がありません。")


def random_citation(answer: Answer, pool: Sequence[Passage], chance: random.Random) -> Answer:
    """Keep the product's own words, but cite passages drawn from those of all questions."""
    if not pool:
        return answer
    return replace(answer, citations=tuple(_cite(c.n, chance.choice(pool)) for c in answer.citations))


def baseline_records(
    records: Sequence[Record], questions: dict[str, str], seed: int = RANDOM_SEED
) -> dict[str, tuple[Record, ...]]:
    """The records each baseline would have left, by its name.

    Items that failed stay failed in ``random_citation``, which has no words of its own.
    """
    chance = random.Random(seed)
    pool = [passage for record in records for passage in record.passages or ()]
    answered: dict[str, Callable[[Record], Answer | None]] = {
        "first_passage": lambda record: first_passage(questions[record.id], record),
        "always_refuse": lambda record: always_refuse(questions[record.id]),
        "random_citation": lambda record: (
            random_citation(record.answer, pool, chance) if record.answer else None
        ),
    }
    return {
        name: tuple(_baseline_record(record, answerer(record)) for record in records)
        for name, answerer in answered.items()
    }


def _baseline_record(record: Record, answer: Answer | None) -> Record:
    return Record(record.id, answer, error=None if answer else record.error)


def _cite(n: int, passage: Passage) -> Citation:
    return Citation(
        n=n,
        doc_id=passage.doc_id,
        title="",
        publisher="",
        published=None,
        page=None,
        page_index=passage.page_index,
        section=passage.section,
        quote=passage.text,
        start=passage.start,
        end=passage.end,
        standing="unknown",
        source="",
    )
