"""Whether a model's reply, as a whole, may be shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.answering.decide import Decision
from assistant.answering.question import Question
from assistant.errors import ModelError
from assistant.model.address import ModelAddress
from assistant.model.conflicts import one_side_only
from assistant.model.connection import Piece
from assistant.model.drafted import LeftOut, Reason, Shown, covers, says_again
from assistant.model.marks import Sentence
from assistant.model.messages import Message

MAX_CHARACTERS = 6_000
"""Of a reply. Six sentences with their marks are some 600; what goes on longer has lost its way."""
MAX_REPEATS = 3
MAX_STATEMENTS = 20
MAX_LEFT_OUT = 10
"""Sentences left out beyond twice those shown; such a reply would be refused at its end, and a small model on two cores
wrote 124 of them in ten minutes."""
ECHO = 15
"""Letters of a line of the rules that, said back, show that the model repeats its prompt."""
NO_ANSWER = "資料からは答えられません"
_GOOD_ENDS = frozenset({"stop", "end_turn", "stop_sequence", "eos", "eos_token", "completed"})


@dataclass
class Reply:
    """A reply as far as it has come."""

    shown: list[Shown] = field(default_factory=list)
    left_out: list[Reason] = field(default_factory=list)
    unknown_keys: int = 0
    repeats: int = 0
    text: str = ""
    usage: dict[str, int] = field(default_factory=dict)
    """``input_tokens`` and ``output_tokens``, where the server counts them."""
    finish: str = ""

    def hear(self, piece: Piece) -> None:
        """Keep what a piece tells.

        Raises:
            ModelError: the reply does not end.
        """
        for name, count in (("input_tokens", piece.input_tokens), ("output_tokens", piece.output_tokens)):
            if count:  # the last count is the whole: some servers count up from piece to piece
                self.usage[name] = max(count, self.usage.get(name, 0))
        self.finish = piece.finish or self.finish
        self.text += piece.text
        if len(self.text) > MAX_CHARACTERS:
            raise ModelError("言語モデルの返事が終わらないため、打ち切りました。", "")

    def add(self, sentence: Sentence, judged: Shown | LeftOut, rules: Sequence[str]) -> None:
        """Keep a sentence that has been judged.

        Raises:
            ModelError: the model repeats its rules or itself, or goes on with what cannot be shown.
        """
        if any(rule in sentence.text for rule in rules):
            raise ModelError("言語モデルが指示文をくり返したため、使いませんでした。", "")
        self.unknown_keys += sentence.unknown
        if isinstance(judged, LeftOut):
            self.left_out += [judged.reason] if judged.reason != "courtesy" else []
        elif says_again(judged, self.shown):
            self.repeats += 1
        else:
            self.shown.append(judged)
        if len(self.left_out) > MAX_LEFT_OUT + 2 * len(self.shown):
            told = "日本語でない" if "language" in self.left_out else "資料で確かめられない"
            raise ModelError(f"言語モデルの返事に、{told}文が続くため、打ち切りました。", "")
        if self.repeats >= MAX_REPEATS or len(self.shown) > MAX_STATEMENTS:
            raise ModelError("言語モデルが同じことをくり返したため、打ち切りました。", "")


def accept(reply: Reply, question: Question, decision: Decision, address: ModelAddress) -> None:
    """Whether the reply as a whole may be shown.

    Raises:
        ModelError: it broke off, says too little of what was asked, or more of it fails than holds.
    """
    finish, text = reply.finish.lower(), reply.text.strip()
    if finish in ("length", "max_tokens", "model_length"):
        raise ModelError("言語モデルの返事が長さの上限で切れました。", "")
    if finish in ("content_filter", "safety", "refusal", "guardrail_intervened", "prohibited_content"):
        raise ModelError("言語モデルの提供元が返事を止めました。", "")
    if not text:
        raise ModelError("言語モデルの返事が空でした。", "")
    if address.is_openai and finish not in _GOOD_ENDS:
        raise ModelError("言語モデルの返事が途中で終わりました。", "")
    if NO_ANSWER in text and not reply.shown:
        raise ModelError("言語モデルは、渡した資料からは答えられないと返しました。", "")
    if not reply.shown:
        told = (
            "日本語ではありませんでした" if "language" in reply.left_out else "資料で確かめられませんでした"
        )
        raise ModelError(f"言語モデルの返事は、{told}。", "")
    if len(reply.left_out) > len(reply.shown):
        raise ModelError("言語モデルの返事の半分以上が、資料で確かめられませんでした。", "")
    answered = frozenset[int]().union(*(evidence.answers for evidence in decision.evidence))
    if not covers(question, answered, reply.shown):
        raise ModelError("言語モデルの返事には、お尋ねの内容が足りませんでした。", "")
    if one_side_only(decision, reply.shown):
        raise ModelError("資料には食い違う値がありますが、言語モデルは片方しか書きませんでした。", "")


def lines_of_rules(messages: Sequence[Message]) -> tuple[str, ...]:
    """The beginnings of the lines a model must not repeat."""
    lines = (
        line.lstrip("-# ").strip() for m in messages if m.role == "system" for line in m.text.split("\n")
    )
    return tuple(line[: 2 * ECHO] for line in lines if len(line) >= ECHO)
