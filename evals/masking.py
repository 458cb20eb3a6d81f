"""How well what names a client is hidden: which of it, and what is hidden without need.

The sentences are our own inventions, one a line, with what must be hidden marked: ``《人名|佐藤》さんの補助金``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import InputError
from assistant.text.identifiers import Hidden
from evals.statistics import Figure, figure, share

DEFAULT_SENTENCES = Path(__file__).resolve().parent / "datasets" / "masking"
SPLITS = ("development", "hard", "sealed")
"""``hard`` are notes as jotted down; the rules were mended after it too. ``sealed`` holds both kinds of text."""
_MARKED = re.compile(r"《([^|《》]+)\|([^|《》]+)》")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A question or note, and what in it must be hidden."""

    text: str
    to_hide: tuple[Hidden, ...]
    split: str


@dataclass(frozen=True, slots=True)
class MaskingReport:
    """Figures of one split."""

    split: str
    sentences: int
    recall: Figure
    """Of what must be hidden, what was hidden to its last letter."""
    recall_by_kind: dict[str, Figure]
    false_alarms: Figure
    """Stretches hidden of which nothing had to be, for each sentence."""
    false_alarms_by_kind: dict[str, int]
    untouched: Figure
    """Of the sentences with nothing to hide, those left as they are."""
    too_wide: Figure
    """Letters hidden beside those that had to be, for each of these, in stretches that did cover some."""
    mistakes: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]
    """(text, what was missed, what was hidden without need); of the sealed half, none are shown."""


def read_sentences(folder: Path = DEFAULT_SENTENCES) -> list[Sentence]:
    """The sentences of a set.

    Raises:
        InputError: a line whose marks cannot be read.
    """
    sentences = []
    for split in SPLITS:
        lines = (folder / f"{split}.txt").read_text(encoding="utf-8").splitlines()
        for number, line in enumerate(lines, start=1):
            sentence = _sentence(line, split)
            if set(sentence.text) & set("《》|"):
                raise InputError(
                    f"{split}.txt の {number} 行目の印が読めません。",
                    "伏せる部分を《人名|佐藤》のように書いてください。",
                )
            sentences.append(sentence)
    return sentences


def _sentence(marked: str, split: str) -> Sentence:
    """``《人名|佐藤》さん`` → 佐藤さん, with 0 to 2 to hide."""
    text, to_hide, position = "", [], 0
    for match in _MARKED.finditer(marked):
        text += marked[position : match.start()]
        to_hide.append(Hidden(len(text), len(text) + len(match[2]), match[1]))
        text += match[2]
        position = match.end()
    return Sentence(text + marked[position:], tuple(to_hide), split)


def evaluate_masking(
    sentences: Sequence[Sentence], hide: Callable[[str], Iterable[Hidden]]
) -> list[MaskingReport]:
    """Hide in each sentence and compare, split by split; a split without sentences has no report.

    Args:
        sentences: what to hide in.
        hide: gives what is hidden in a text.
    """
    splits = [split for split in SPLITS if any(sentence.split == split for sentence in sentences)]
    return [_report(split, [s for s in sentences if s.split == split], hide) for split in splits]


def _report(
    split: str, sentences: Sequence[Sentence], hide: Callable[[str], Iterable[Hidden]]
) -> MaskingReport:
    whole: Counter[str] = Counter()
    found: Counter[str] = Counter()
    alarms: Counter[str] = Counter()
    per_sentence: dict[str, list[tuple[float, float]]] = {}
    widths: dict[str, list[tuple[float, float]]] = {}
    left_alone, mistakes = [], []
    for sentence in sentences:
        hidden = list(hide(sentence.text))
        covered = {place for part in hidden for place in range(part.start, part.end)}
        needed = {place for part in sentence.to_hide for place in range(part.start, part.end)}
        missed = [part for part in sentence.to_hide if not covered.issuperset(range(part.start, part.end))]
        needless = [part for part in hidden if needed.isdisjoint(range(part.start, part.end))]
        whole.update(part.kind for part in sentence.to_hide)
        found.update(part.kind for part in sentence.to_hide if part not in missed)
        alarms.update(part.kind for part in needless)
        per_sentence[sentence.text] = [(float(len(needless)), 1.0)]
        extra = len(covered - needed) - sum(part.end - part.start for part in needless)
        widths[sentence.text] = [(float(extra), float(len(needed)))]
        if not sentence.to_hide:
            left_alone.append(not hidden)
        if (missed or needless) and split != "sealed":
            mistakes.append((sentence.text, _texts(missed, sentence), _texts(needless, sentence)))
    return MaskingReport(
        split,
        len(sentences),
        share(found.total(), whole.total()),
        {kind: share(found[kind], count) for kind, count in sorted(whole.items())},
        figure(per_sentence),
        dict(sorted(alarms.items())),
        share(sum(left_alone), len(left_alone)),
        figure(widths),
        tuple(mistakes),
    )


def _texts(parts: Iterable[Hidden], sentence: Sentence) -> tuple[str, ...]:
    return tuple(sentence.text[part.start : part.end] for part in parts)


def describe_masking(reports: Sequence[MaskingReport], verbose: bool = False) -> str:
    """The reports as lines of text; with ``verbose``, what went wrong outside the sealed half."""
    lines = []
    for report in reports:
        lines.append(
            f"{report.split}: {report.sentences}件  再現率 {_shown(report.recall)}  "
            f"一文あたりの誤検出 {_shown(report.false_alarms)}  "
            f"伏せるもののない文をそのままにした割合 {_shown(report.untouched)}  "
            f"余分に伏せた文字の割合 {_shown(report.too_wide)}"
        )
        for kind, recall in report.recall_by_kind.items():
            lines.append(f"  {kind}  再現率 {_shown(recall)}")
        for kind, count in report.false_alarms_by_kind.items():
            lines.append(f"  {kind}  誤検出 {count}件")
        for text, missed, needless in report.mistakes if verbose else ():
            lines.append(
                f"  {text}  漏れ: {'、'.join(missed) or 'なし'}  誤検出: {'、'.join(needless) or 'なし'}"
            )
    return "\n".join(lines)


def _shown(value: Figure) -> str:
    if value.value is None:
        return "– n=0"
    interval = "" if value.low is None else f" [{value.low:.2f}-{value.high:.2f}]"
    return f"{value.value:.3f}{interval} n={value.n}"
