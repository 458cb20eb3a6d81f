"""Whether evidence supports a statement: every check in one place, pure and without a model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

from assistant.grounding.alignment import aligned
from assistant.grounding.amounts import figure_problems
from assistant.grounding.causes import cause_problems
from assistant.grounding.clock import clock_problems
from assistant.grounding.dates import date_problems
from assistant.grounding.exceptions import exception_problems
from assistant.grounding.known import name_lookup
from assistant.grounding.modality import modality_problems
from assistant.grounding.naming import name_problems, title_problems
from assistant.grounding.periods import period_problems
from assistant.grounding.polarity import polarity_problems
from assistant.grounding.problem import Problem
from assistant.grounding.reading import Evidence, Sentence, read_evidence, read_statement
from assistant.grounding.sides import side_problems
from assistant.grounding.strangers import stranger_problems
from assistant.grounding.subjects import subject_problems
from assistant.grounding.support import coverage, exchanges, swapped
from assistant.grounding.ties import tie_problems
from assistant.grounding.turns import turn_problems
from assistant.grounding.vocabulary import word_class
from assistant.text.names import NameTable
from assistant.text.normalise import fold

SUPPORTED_FROM = 0.5
"""Every problem brings the score below it; without one it lies above."""
CONTRADICTED_UP_TO = 0.3
"""A statement that a check finds wrong lies below; one of whose words too few are found lies between the two."""
LEAST_COVERAGE = 0.4
"""The share of a statement's words that the evidence must hold. Of the development pairs in tests/grounding every
paraphrase has more."""
EXCHANGED = 0.55
"""The most a statement can score in which one word was exchanged that no check knows as an opposite: a synonym that
alike.txt lacks looks the same."""
_COMMON = word_class("frames") | word_class("pointing")
_STOPS = "。！？!?\n"
_NO_NAMES = NameTable()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of a check. ``score`` is from 0 to 1, the higher the more it can be trusted."""

    verdict: Literal["supported", "unsupported"]
    score: float
    problems: tuple[Problem, ...]


def check_statement(
    statement: str, evidence: Sequence[str], *, dated: str | None = None, names: NameTable | None = None
) -> Verdict:
    """Whether a statement says no more and nothing else than its evidence.

    ``四万社が登録`` of ``40,000社が登録している。`` → supported; ``5万社が登録`` of the same → unsupported, with a problem
    "figure"

    Args:
        statement: one or a few sentences.
        evidence: texts it stands on: sentences, passages, rows of a table under their header.
        dated: ISO date the evidence speaks from (2026-01-19, 2026-01, 2026), for 昨年 and the like.
        names: names in all their spellings, so that ゴーテック stands for Go-Tech.
    """
    table = name_lookup(names or _NO_NAMES)
    held = read_evidence(evidence, dated, table)
    if not held.folded:
        return Verdict("unsupported", 0.0, (Problem("no_evidence", "", "根拠となる文がありません。"),))
    if _is_verbatim(statement, evidence):
        return Verdict("supported", 1.0, ())
    sentences = read_statement(statement, dated, table)
    wrong = dict.fromkeys(p for sentence in sentences for p in _problems(sentence, held))
    strange = dict.fromkeys(p for sentence in sentences for p in stranger_problems(sentence, held))
    problems = (*wrong, *strange)
    covered = coverage(sentences, held)
    score = _score(sentences, held, covered, len(wrong), len(strange))
    if covered < LEAST_COVERAGE and not problems:
        problems = (Problem("unsupported", "", "述べられていることの多くが根拠に見当たりません。"),)
    return Verdict("unsupported" if problems else "supported", round(score, 4), problems)


def _problems(sentence: Sentence, evidence: Evidence) -> Iterator[Problem]:
    yield from figure_problems(sentence, evidence)
    yield from period_problems(sentence, evidence)
    yield from date_problems(sentence, evidence)
    yield from clock_problems(sentence, evidence)
    yield from name_problems(sentence, evidence)
    yield from title_problems(sentence, evidence)
    yield from polarity_problems(sentence, evidence)
    yield from side_problems(sentence, evidence)
    yield from turn_problems(sentence, evidence)
    yield from modality_problems(sentence, evidence)
    yield from tie_problems(sentence, evidence)
    yield from subject_problems(sentence, evidence)
    yield from cause_problems(sentence, evidence)
    yield from exception_problems(sentence, evidence)
    yield from _exchange_problems(sentence, evidence)


def _exchange_problems(sentence: Sentence, evidence: Evidence) -> Iterator[Problem]:
    for source in aligned(sentence, evidence)[:1]:
        found, places = exchanges(sentence, source)
        if changed := swapped(sentence, source) or places:
            message = f"「{changed[0]}」と「{changed[1]}」の関係が、根拠と入れ替わっています。"
            yield Problem("attribution", changed[0], message)
        for exchange in found:
            if exchange.nouns and len(found) == 1 and exchange.said not in _COMMON:
                message = f"「{exchange.said}」は、根拠では「{exchange.theirs}」です。"
                yield Problem("unsupported", exchange.said, message)


def _score(
    sentences: Sequence[Sentence], evidence: Evidence, covered: float, wrong: int, strange: int
) -> float:
    """From 0: contradicted, the surer the more of the rest agrees; too few words found; borne out, by the words found."""
    if wrong:
        return CONTRADICTED_UP_TO * (1 - 0.7 * covered) / (wrong + strange)
    if strange:
        return CONTRADICTED_UP_TO + (SUPPORTED_FROM - CONTRADICTED_UP_TO) * 0.95 * covered / strange
    if covered < LEAST_COVERAGE:
        return CONTRADICTED_UP_TO + (SUPPORTED_FROM - CONTRADICTED_UP_TO) * covered / LEAST_COVERAGE
    score = SUPPORTED_FROM + (1 - SUPPORTED_FROM) * covered
    near = [source for sentence in sentences for source in aligned(sentence, evidence)[:1]]
    if covered < 1 and any(exchanges(s, source)[0] for s, source in zip(sentences, near, strict=False)):
        return min(score, EXCHANGED)
    return score


def _is_verbatim(statement: str, evidence: Sequence[str]) -> bool:
    """Whether a statement is a sentence, or several running, of one text: begun and ended where that does."""
    said = fold(statement).rstrip(_STOPS)
    return bool(said) and any(_holds(text, said) for text in evidence)


def _holds(text: str, said: str) -> bool:
    held = fold(text)
    if said not in held:
        return False
    lines = set(accumulate(len(fold(line)) for line in text.splitlines()))
    at = held.find(said)
    while at >= 0:
        after = at + len(said)
        begins = at == 0 or held[at - 1] in _STOPS or at in lines
        # A line may end within a sentence (対象 ｜ 外である), so the end must be that of a sentence.
        if begins and (after == len(held) or held[after] in _STOPS):
            return True
        at = held.find(said, at + 1)
    return False
