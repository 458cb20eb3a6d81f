"""Robustness: the questions of a run asked in other words, and how far each measure moves, question by question.

Variants belong to a run: they are answered by the very product that made it, in
``variants/KIND-SEED/NAME/answers.jsonl`` of its folder, and only questions that read differently are asked again. A
question's variant depends on nothing but the kind, the seed and its id.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from assistant.settings import Settings
from evals.compare import Difference, ScoredItem, ScoredRun, compare, json_comparison
from evals.dataset import Item
from evals.paraphrase import Paraphrase, paraphrases
from evals.perturb import PERTURBATIONS
from evals.records import ANSWERS, Record, read_records
from evals.run import Answerer, answer_items
from evals.score import ItemScore, cluster_of, score_run
from evals.statistics import LEVEL, RESAMPLES

KINDS = ("noise", "paraphrase")
LABELS = {
    "two_edits": "二か所の打ち間違い",
    "half_of_words": "語の半分だけ（くじ引き）",
    "longer_half": "語の半分だけ（長いもの）",
    "keywords": "名詞だけ",
    "full_width": "全角",
    "kana_exchanged": "ひらがなとカタカナの入れ替え",
    "in_kana": "すべてかな",
    "polite": "改まった言い方",
    "plain": "くだけた言い方",
    "fragment": "書き留めた言い方",
    "reordered": "語順の入れ替え",
    "other_name": "名前を別名に",
    "other_word": "語を近い意味の語に",
    "half_width": "半角",
    "one_in_kana": "漢字の語ひとつをかなに",
}
SHOWN = (
    "all_nuggets_cited",
    "nugget_recall",
    "citation_evidence_recall",
    "span_recall",
    "over_refusal",
    "refusal_recall",
    "clarified",
    "forbidden_hit",
)
"""Measures in the table; the JSON holds all of them."""


@dataclass(frozen=True, slots=True)
class Robustness:
    """What one variant of the questions changed."""

    name: str
    changed: int
    """Questions that read differently; the others count as they were answered."""
    questions: int
    differences: tuple[Difference, ...]


def variants_of(kind: str, corpus: Path) -> Mapping[str, Paraphrase]:
    """The ways to ask again: ``noise`` loses or garbles something, ``paraphrase`` keeps the meaning."""
    return PERTURBATIONS if kind == "noise" else paraphrases(corpus)


def varied(items: Sequence[Item], name: str, change: Paraphrase, seed: int) -> tuple[Item, ...]:
    """The items that read differently in a variant, with their new questions."""
    asked = [replace(i, question=change(i.question, random.Random(f"{seed}:{name}:{i.id}"))) for i in items]
    return tuple(new for new, old in zip(asked, items, strict=True) if new.question != old.question)


def measure_robustness(
    assistant: Answerer,
    items: Sequence[Item],
    run: Path,
    settings: Settings,
    engine: str,
    kind: str,
    seed: int,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Robustness, ...]:
    """Answer every variant of these items that has no answer yet, and compare each with the run.

    Args:
        assistant: the product, as it made the run.
        items: of the run.
        run: its folder; answers of a variant broken off are kept, and it goes on from them.
        settings: of the product.
        engine: who writes, as in the run.
        kind: ``noise`` or ``paraphrase``.
        seed: of what is chosen by chance.
        progress: told of each variant's questions done and to do.

    Raises:
        StorageError: the answers cannot be written.
    """
    asked = {record.id: record for record in read_records(run)}
    found = []
    for name, change in variants_of(kind, settings.corpus).items():
        folder = run / "variants" / f"{kind}-{seed}" / name
        folder.mkdir(parents=True, exist_ok=True)
        other = varied(items, name, change, seed)
        answer_items(assistant, other, folder, settings, engine, progress)
        found.append(compared(name, items, asked, other, read_records(folder, ANSWERS)))
    return tuple(found)


def compared(
    name: str,
    items: Sequence[Item],
    records: Mapping[str, Record],
    other: Sequence[Item],
    answers: Sequence[Record],
) -> Robustness:
    """The paired change of every measure; questions that read the same are ties."""
    new_items = {item.id: item for item in other}
    new_records = {record.id: record for record in answers if record.id in new_items}
    before = _scores(items, [records[item.id] for item in items if item.id in records])
    after = _scores(
        [new_items.get(item.id, item) for item in items],
        [
            found
            for item in items
            if (found := (new_records if item.id in new_items else records).get(item.id)) is not None
        ],
    )
    return Robustness(name, len(other), len(items), compare(_as_run(before), _as_run(after)))


def _scores(items: Sequence[Item], records: Sequence[Record]) -> Sequence[ItemScore]:
    return score_run(items, records)["shien"]


def _as_run(scores: Sequence[ItemScore]) -> ScoredRun:
    """Scores as ``compare`` takes them. The items are the same ones, so that there is no other hash to compare."""
    members = {s.item.id: ScoredItem(s.item.id, cluster_of(s.item), s.shares) for s in scores}
    return ScoredRun("", "", members)


def describe_robustness(found: Sequence[Robustness], kind: str, seed: int) -> str:
    """The paired change of the main measures, a block for each variant."""
    lines = [
        f"言い方を変えた質問（{kind}、種 {seed}）: 差は 後−前、[ ] は {LEVEL:.0%} 区間（文書ごとに {RESAMPLES} 回）"
    ]
    for one in found:
        lines += ["", f"■ {one.name}（{LABELS[one.name]}）: {one.questions}件のうち {one.changed}件が変わる"]
        for difference in one.differences:
            if difference.measure.id in SHOWN and difference.difference.n:
                lines.append(_row(difference))
    return "\n".join(lines)


def _row(one: Difference) -> str:
    change = one.difference
    shown = "–" if change.value is None else f"{change.value:+.3f}"
    if change.low is not None and change.high is not None:
        shown += f" [{change.low:+.3f}, {change.high:+.3f}]"
    return (
        f"{one.measure.id:<26}{one.before or 0:.3f} → {one.after or 0:.3f}  {shown:<27} n={change.n:<4}"
        f"勝ち/同じ/負け {len(one.wins)}/{one.ties}/{len(one.losses)}{'  ← 悪くなった' if one.is_worse else ''}"
    )


def robustness_json(found: Sequence[Robustness]) -> list[dict[str, Any]]:
    """The same with every measure, as plain JSON values."""
    return [
        {
            "variant": one.name,
            "changed": one.changed,
            "questions": one.questions,
            "measures": json_comparison(one.differences),
        }
        for one in found
    ]
