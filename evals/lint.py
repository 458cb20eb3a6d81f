"""Check a question set against the documents it speaks of; every fault names its item."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from evals.dataset import (
    ANSWERABLE_KINDS,
    EITHER_KINDS,
    SPLITS,
    UNANSWERABLE_KINDS,
    Item,
    Section,
    locate,
    sections_of,
)
from evals.measures import normalise, without_whitespace


@dataclass(frozen=True, slots=True)
class Lint:
    """What is wrong with a set, and how far each question repeats the words of its evidence."""

    problems: tuple[str, ...]
    overlaps: dict[str, float]

    @property
    def overlap_median(self) -> float:
        """The middle overlap (0 to 1) of the answerable questions; 0 where there are none."""
        return median(self.overlaps.values()) if self.overlaps else 0.0


def lint(items: Sequence[Item], sections: Mapping[str, Sequence[Section]], texts: Mapping[str, str]) -> Lint:
    """Check a whole set against the documents; every problem names its item.

    Args:
        items: both halves.
        sections: the division of each document between the halves.
        texts: doc_id → the document without white space (see ``source_texts``).
    """
    problems: list[str] = []
    located = {}
    for doc_id, section_list in sections.items():
        located[doc_id], missing = locate(section_list, texts.get(doc_id, ""))
        problems += [f"sections.json: {doc_id} に章「{name}」の始まりが見つかりません" for name in missing]
    seen: set[str] = set()
    for item in items:
        if item.id in seen:
            problems.append(f"{item.id}: 同じ id が二度あります")
        seen.add(item.id)
        problems += [f"{item.id}: {problem}" for problem in _shape_problems(item)]
        problems += [f"{item.id}: {problem}" for problem in _evidence_problems(item, texts, located)]
    overlaps = {item.id: question_overlap(item) for item in items if item.answerable}
    return Lint(tuple(problems), overlaps)


def _shape_problems(item: Item) -> list[str]:
    problems = []
    if item.split not in SPLITS:
        problems.append(f"split が {' / '.join(SPLITS)} のどちらでもありません: {item.split}")
    kinds = ANSWERABLE_KINDS if item.answerable else UNANSWERABLE_KINDS
    if item.kind not in (*kinds, *EITHER_KINDS):
        problems.append(f"kind と answerable が合いません: {item.kind}, {item.answerable}")
    if not item.question.strip():
        problems.append("question が空です")
    if item.answerable and not item.nuggets:
        problems.append("答えられる質問に nuggets がありません")
    if item.answerable and not item.evidence:
        problems.append("答えられる質問に evidence がありません")
    if not item.answerable and item.nuggets:
        problems.append("答えのない質問に nuggets があります")
    if any(not nugget or any(not spelling.strip() for spelling in nugget) for nugget in item.nuggets):
        problems.append("空の nugget があります")
    if any(not without_whitespace(word) for word in item.forbidden):
        problems.append("空の forbidden があります")
    return problems + _conversation_problems(item)


def _conversation_problems(item: Item) -> list[str]:
    problems = []
    right = "clarify" if item.kind == "ambiguous" else "answer" if item.answerable else "refuse"
    if item.expected != right:
        problems.append(f"expected は {right} のはずです: {item.expected}")
    if item.kind == "follow_up" and not item.history:
        problems.append("follow_up に history がありません")
    if any(role not in ("user", "assistant") or not text.strip() for role, text in item.history):
        problems.append('history が [["user", "…"], ["assistant", "…"]] の形でありません')
    if bool(item.premise.strip()) != (item.kind == "false_premise"):
        problems.append("premise は false_premise の項目だけに、かならず書きます")
    return problems


def _evidence_problems(
    item: Item, texts: Mapping[str, str], located: Mapping[str, Sequence[tuple[int, Section]]]
) -> list[str]:
    problems = []
    for evidence in item.evidence:
        if evidence.doc_id not in texts:
            problems.append(f"doc_id が収録文書にありません: {evidence.doc_id}")
            continue
        text = texts[evidence.doc_id]
        wanted = without_whitespace(evidence.quote)
        if not wanted or wanted not in text:
            problems.append(f"引用が {evidence.doc_id} に見つかりません: {evidence.quote}")
            continue
        for section in sections_of(evidence.quote, text, located.get(evidence.doc_id, ())):
            if section.split != item.split:
                problems.append(
                    f"引用が {section.split} の章「{section.name}」にあります（項目は {item.split}）: "
                    f"{evidence.quote}"
                )
    return problems


def question_overlap(item: Item) -> float:
    """Share of the question's character pairs that its evidence holds (0 to 1), width aside.

    Near 1 the question only repeats the passage, and word matching alone would find it.
    """
    question = normalise(item.question)
    pairs = {question[i : i + 2] for i in range(len(question) - 1)}
    evidence = normalise("".join(e.quote for e in item.evidence))
    return sum(pair in evidence for pair in pairs) / len(pairs) if pairs else 0.0
