"""A language model as a judge: one question, one JSON object back, and nothing made of anything else.

It is never required, and never mixed with the measures that need no model. A judge is known by its model's name and the
hash of its prompt file; each verdict also keeps the hash of the very texts that were judged. The temperature is 0, as for answers. Whatever is not exactly one verdict (a timeout, words around the JSON, another
language) is no verdict: it is kept as such and counted.
"""

from __future__ import annotations

import hashlib
import json
import re
import time
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from string import Template
from typing import Any, Literal

from assistant.errors import ModelError
from assistant.model.answer import connection_to
from assistant.model.connection import Connection, stream
from assistant.model.messages import Message, read_prompt, unfenced
from assistant.privacy import masked_together
from assistant.settings import Settings
from assistant.text.names import read_names

Task = Literal["support", "completeness"]
VERDICTS: Mapping[Task, tuple[str, str]] = {
    "support": ("supported", "unsupported"),
    "completeness": ("told", "not_told"),
}
"""For each task the word for yes and the word for no; also the labels of the hand-labelled set."""
PROMPTS: Mapping[Task, str] = {"support": "judge_support", "completeness": "judge_completeness"}
Problem = Literal["", "failed", "empty", "too_long", "extra_text", "nonsense", "language"]

MOST_READ = 2_000
"""Characters of a reply after which the connection is closed: a verdict with its reason takes some 150."""
MOST_REASON = 300
_KANA = re.compile(r"[ぁ-んァ-ヶ]")


@dataclass(frozen=True, slots=True)
class Case:
    """What is put to a judge: the texts its prompt asks for, by their names there."""

    id: str
    task: Task
    texts: Mapping[str, str]

    @property
    def sha256(self) -> str:
        """Hash of what is judged; a verdict holds for these texts and no others."""
        return hashlib.sha256(json.dumps([self.task, dict(self.texts)]).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Judge:
    """A model, and the prompts it judges by."""

    connection: Connection
    settings: Settings
    prompt_sha256: Mapping[Task, str]

    @property
    def name(self) -> str:
        """Of the model, as it is set: ``openai:gpt-5-mini``"""
        return self.connection.address.name


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a judge said of one case; ``holds`` is None for no verdict, and ``problem`` then tells why."""

    id: str
    task: Task
    judge: str
    prompt_sha256: str
    case_sha256: str
    holds: bool | None
    reason: str
    problem: Problem = ""
    seconds: float = 0.0
    input_tokens: int = 0
    output_tokens: int = 0


def support_case(case_id: str, statement: str, evidence: Sequence[str], dated: str | None) -> Case:
    """Whether quotes bear out a statement.

    Args:
        case_id: of the case.
        statement: a sentence of an answer, without citation marks.
        evidence: the quotes it cites.
        dated: the date the document speaks from, as in the catalogue.
    """
    texts = {"dated": dated or "不明", "evidence": "\n".join(evidence), "statement": statement}
    return Case(case_id, "support", texts)


def completeness_case(
    case_id: str,
    question: str,
    history: Sequence[tuple[str, str]],
    fact: Sequence[str],
    evidence: Sequence[str],
    answer: str,
) -> Case:
    """Whether an answer tells a needed fact.

    Args:
        case_id: of the case.
        question: what was asked.
        history: what was said before, as (role, text), oldest first.
        fact: the accepted spellings of one fact.
        evidence: the quotes of the documents it stands in; they tell what the fact is about.
        answer: the answer, with or without citation marks.
    """
    speakers = {"user": "相談員", "assistant": "答え手"}
    before = [f"{speakers.get(role, role)}: {said}" for role, said in history]
    texts = {
        "question": "\n".join([*before, question]),
        "fact": "\n".join(fact),
        "evidence": "\n".join(evidence),
        "answer": re.sub(r"\[\d+\]", "", answer),
    }
    return Case(case_id, "completeness", texts)


def judge_of(settings: Settings) -> Judge:
    """The judge that the settings name. Connects to nothing yet.

    Raises:
        ModelError: no model is set, or it is set wrongly.
    """
    hashes: dict[Task, str] = {
        task: hashlib.sha256((settings.prompts / f"{name}.md").read_bytes()).hexdigest()
        for task, name in PROMPTS.items()
    }
    return Judge(connection_to(settings), settings, hashes)


def ask_judge(judge: Judge, case: Case) -> Verdict:
    """One verdict, or none and why.

    Raises:
        ModelError: the model cannot be reached, refuses or takes too long.
    """
    begun, text, tokens = time.perf_counter(), "", (0, 0)
    with closing(stream(judge.connection, [message_for(judge, case)])) as pieces:
        for piece in pieces:
            text += piece.text if piece else ""
            if piece and piece.output_tokens:
                tokens = piece.input_tokens, piece.output_tokens
            if len(text) > MOST_READ:
                break
    holds, reason, problem = read_verdict(text, case.task)
    seconds = round(time.perf_counter() - begun, 3)
    return _verdict(judge, case, holds, reason, problem, seconds, *tokens)


def no_verdict(judge: Judge, case: Case, error: ModelError) -> Verdict:
    """A case whose question failed on the way."""
    return _verdict(judge, case, None, error.message, "failed")


def message_for(judge: Judge, case: Case) -> Message:
    """Exactly what a judge is sent: masked, unless the model is on this machine; no text can close its fence."""
    settings, texts = judge.settings, list(case.texts.values())
    if not judge.connection.address.is_here:
        masked, _ = masked_together(texts, read_names(settings.corpus / "aliases.toml").aliases)
        texts = list(masked)
    filled = {name: unfenced(text) for name, text in zip(case.texts, texts, strict=True)}
    return Message("user", Template(read_prompt(settings.prompts, PROMPTS[case.task])).substitute(filled))


def read_verdict(reply: str, task: Task) -> tuple[bool | None, str, Problem]:
    """(yes or no, the reason, "") of a reply that is one verdict and nothing else; (None, "", why) of any other.

    ``{"reason": "年間の件数です。", "verdict": "unsupported"}`` → (False, "年間の件数です。", "");
    the same after 「判定します。」 → (None, "", "extra_text")
    """
    told, words = _object(reply), VERDICTS[task]
    if not reply.strip():
        return None, "", "empty"
    if len(reply) > MOST_READ:
        return None, "", "too_long"
    if told is None:
        within = _object(reply[reply.find("{") : reply.rfind("}") + 1])
        return None, "", "nonsense" if within is None else "extra_text"
    verdict, reason = told.get("verdict"), told.get("reason")
    if set(told) != {"verdict", "reason"} or verdict not in words or not isinstance(reason, str):
        return None, "", "nonsense"
    if len(reason) > MOST_REASON or not _KANA.search(reason):
        return None, "", "language" if len(reason) <= MOST_REASON else "too_long"
    return verdict == words[0], reason, ""


def _object(text: str) -> dict[str, Any] | None:
    """The one JSON object that a text is; None for anything else, and for one that says something twice."""
    try:
        pairs = json.loads(text, object_pairs_hook=_Pairs)
    except (ValueError, RecursionError):
        return None
    if not isinstance(pairs, _Pairs) or len(dict(pairs)) != len(pairs):
        return None
    return dict(pairs)


class _Pairs(list[tuple[str, Any]]):
    """An object as its names and values in order, so that a name told twice is seen."""


def _verdict(
    judge: Judge,
    case: Case,
    holds: bool | None,
    reason: str,
    problem: Problem,
    seconds: float = 0.0,
    input_tokens: int = 0,
    output_tokens: int = 0,
) -> Verdict:
    return Verdict(
        case.id,
        case.task,
        judge.name,
        judge.prompt_sha256[case.task],
        case.sha256,
        holds,
        reason,
        problem,
        seconds,
        input_tokens,
        output_tokens,
    )
