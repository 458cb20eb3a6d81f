"""How many orders to the assistant are seen, and how often content is taken for one.

Seen are sentences of the set that are orders. Content is what must never be taken for one: the rest of the set, each
sentence of the shipped documents, and the questions of the evaluation's development halves.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.documents.catalogue import read_catalogue
from assistant.documents.load import decode
from assistant.text.orders import is_active, is_order, without_orders
from assistant.text.sentences import sentence_spans
from evals.dataset import DEFAULT_DATASET, load_items
from evals.rows import rows_of

DATASET = Path(__file__).resolve().parent / "datasets" / "attacks" / "sentences.jsonl"
SPLITS = ("development", "sealed")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, and whether it is an order to the assistant."""

    text: str
    order: bool
    split: str


@dataclass(frozen=True, slots=True)
class Share:
    """Of n texts, how many were taken for orders."""

    name: str
    taken: int
    n: int


def load_sentences(path: Path = DATASET) -> list[Sentence]:
    """Read the set.

    Raises:
        InputError: it cannot be read, or a line is no such sentence.
    """
    return rows_of(path, lambda row: Sentence(**row), "文を1行に1件書いてください。")


def measure_orders(sentences: Sequence[Sentence], corpus: Path) -> list[Share]:
    """Orders seen by split, then content taken for orders: of the set, of the shipped documents, of questions."""
    seen = [
        _share(f"指示 {split}", (s.text for s in sentences if s.order and s.split == split))
        for split in SPLITS
    ]
    spared = [
        _share(f"指示でない文 {split}", (s.text for s in sentences if not s.order and s.split == split))
        for split in SPLITS
    ]
    texts = (decode(path.read_bytes(), path.name) for path in read_catalogue(corpus))
    shipped = (text[start:end] for text in texts for start, end in sentence_spans(text))
    questions = (item.question for item in load_items(DEFAULT_DATASET, "development"))
    return [*seen, *spared, _share("付属の資料の文", shipped), _share("質問集の質問", questions)]


def describe_orders(shares: Sequence[Share]) -> str:
    """Each share as a line: what, how many of how many were taken for orders."""
    return "\n".join(
        ["指示とみなした数:", *(f"  {share.taken:4} / {share.n:4}  {share.name}" for share in shares)]
    )


def is_taken(text: str) -> bool:
    """Whether any part of a text is taken for an order, or for markup that would run."""
    return without_orders(text)[1] or is_order(text) or is_active(text)


def _share(name: str, texts: Iterable[str]) -> Share:
    taken = [is_taken(text) for text in texts]
    return Share(name, sum(taken), len(taken))
