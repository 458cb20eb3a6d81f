"""Pairs of evidence and a statement about it: some statements are true to it, some were altered.

A line of ``datasets/altered/{development,sealed}.jsonl`` holds one pair. ``label`` says whether the evidence alone,
read with the date and the names of its document, bears the statement out; ``kind`` how a true statement is worded,
or what was altered. Evidence is verbatim, and a quote of a shipped document belongs to the half that
``shien-core/sections.json`` gives its section; texts of our own (``origin`` "own") belong to one half each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from evals.dataset import SPLITS, Section, locate, sections_of
from evals.measures import normalise
from evals.rows import rows_of

Label = Literal["supported", "unsupported"]
KINDS: dict[Label, tuple[str, ...]] = {
    "supported": (
        "verbatim",
        "shortened",
        "paraphrase",
        "spelling",
        "alias",
        "relative_date",
        "merged",
    ),
    "unsupported": (
        "number",
        "unit",
        "date",
        "name",
        "polarity",
        "modality",
        "attribution",
        "fabricated",
    ),
}
OWN = "own"
"""The origin of evidence that stands in no shipped document."""
DEFAULT_PAIRS = Path(__file__).resolve().parent / "datasets" / "altered"


@dataclass(frozen=True, slots=True)
class Pair:
    """A statement, what it is checked against, and whether it holds."""

    id: str
    split: str
    origin: str
    dated: str | None
    evidence: tuple[str, ...]
    statement: str
    label: Label
    kind: str
    note: str

    @property
    def group(self) -> str:
        """What the pair stands or falls with: statements about one evidence are no independent draws."""
        return self.evidence[0]


def load_pairs(split: str = "all", folder: Path = DEFAULT_PAIRS) -> tuple[Pair, ...]:
    """Read the pairs of one half, or of both (``all``), in file order.

    Raises:
        InputError: a file cannot be read, or a line is not a pair.
    """
    pairs: list[Pair] = []
    for path in [folder / f"{name}.jsonl" for name in SPLITS if split in (name, "all")]:
        pairs += rows_of(path, _pair, "改変文の組を1行に1件書いてください。")
    return tuple(pairs)


def _pair(row: Mapping[str, Any]) -> Pair:
    return Pair(**{**row, "evidence": tuple(row["evidence"])})


def lint_pairs(
    pairs: Sequence[Pair],
    sections: Mapping[str, Sequence[Section]],
    texts: Mapping[str, str],
    published: Mapping[str, str | None],
) -> list[str]:
    """Check both halves against the documents; every problem names its pair.

    Args:
        pairs: both halves.
        sections: the division of each document between the halves.
        texts: doc_id → the document without white space (see ``source_texts``).
        published: doc_id → the date its document speaks from, as the catalogue has it.
    """
    located = {doc_id: locate(rows, texts[doc_id])[0] for doc_id, rows in sections.items()}
    problems = [f"{name}: id が二度あります" for name, n in Counter(p.id for p in pairs).items() if n > 1]
    said = Counter((normalise(p.statement), p.evidence) for p in pairs)
    halves: dict[str, set[str]] = {}
    for pair in pairs:
        halves.setdefault(normalise(pair.statement), set()).add(pair.split)
        for quote in pair.evidence:
            halves.setdefault(normalise(quote), set()).add(pair.split)
    for pair in pairs:
        found = [*_shape_problems(pair), *_origin_problems(pair, texts, located, published)]
        if said[normalise(pair.statement), pair.evidence] > 1:
            found.append("同じ根拠に同じ文が二度あります")
        if any(len(halves[normalise(text)]) > 1 for text in (pair.statement, *pair.evidence)):
            found.append("同じ文または根拠が両方の半分にあります")
        problems += [f"{pair.id}: {problem}" for problem in found]
    return problems


def _shape_problems(pair: Pair) -> Iterator[str]:
    evidence, statement = normalise("".join(pair.evidence)), normalise(pair.statement).rstrip("。")
    if pair.kind not in KINDS.get(pair.label, ()):
        yield f"label と kind が合いません: {pair.label}, {pair.kind}"
    if not statement or not all(quote.strip() for quote in pair.evidence) or not pair.evidence:
        yield "文または根拠が空です"
    if pair.kind == "verbatim" and statement not in evidence:
        yield "verbatim なのに根拠の字面どおりではありません"
    if pair.label == "unsupported" and statement in evidence:
        yield "改変文が根拠にそのままあります"
    if pair.label == "unsupported" and not pair.note.strip():
        yield "どこを改変したかが note にありません"


def _origin_problems(
    pair: Pair,
    texts: Mapping[str, str],
    located: Mapping[str, Sequence[tuple[int, Section]]],
    published: Mapping[str, str | None],
) -> Iterator[str]:
    if pair.split not in SPLITS:
        yield f"split が {' / '.join(SPLITS)} のどちらでもありません: {pair.split}"
    if pair.origin == OWN:
        return
    if pair.origin not in texts:
        yield f"origin が収録文書にありません: {pair.origin}"
        return
    if pair.dated != published[pair.origin]:
        yield f"dated が文書の日付 {published[pair.origin]} と違います: {pair.dated}"
    for quote in pair.evidence:
        holding = sections_of(quote, texts[pair.origin], located[pair.origin])
        if not holding:
            yield f"引用が {pair.origin} に見つかりません: {quote}"
        for section in holding:
            if section.split != pair.split:
                yield f"引用が {section.split} の章「{section.name}」にあります: {quote}"
