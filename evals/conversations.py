"""How far the turns of a conversation are answered: それっていつの時点の話？, 2番目のやつ, 他には？, a detail of the same paragraph.

A line of ``datasets/conversations/{development,sealed}.jsonl`` is a conversation on the shipped documents. Each turn is asked
with the product's own answers to those before it, right or wrong, as in the chat.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evals.invented import TODAY, Progress
from evals.plain_answers import Asked, Outcome, outcome_of, question_of
from evals.rows import rows_of

if TYPE_CHECKING:
    from assistant.opened import Assistant

DATASETS = Path(__file__).resolve().parent / "datasets" / "conversations"


@dataclass(frozen=True, slots=True)
class Conversation:
    """What is asked, turn by turn."""

    id: str
    turns: tuple[Asked, ...]


def load_conversations(split: str, folder: Path = DATASETS) -> list[Conversation]:
    """Read a half of the set.

    Raises:
        InputError: it cannot be read, or a line is no conversation.
    """
    return rows_of(folder / f"{split}.jsonl", _conversation, "ファイルを確かめてください。")


def _conversation(row: Mapping[str, Any]) -> Conversation:
    turns = [question_of(turn, f"{row['id']}-{number}") for number, turn in enumerate(row["turns"], start=1)]
    return Conversation(row["id"], tuple(turns))


def measure(
    conversations: Sequence[Conversation],
    shien: Assistant,
    progress: Progress = lambda *_: None,
    *,
    with_first: bool = False,
) -> list[Outcome]:
    """Hold each conversation; what became of each turn but the first, which is a question like any other.

    Args:
        conversations: what to ask.
        shien: the assistant, on an index that holds the documents.
        progress: called with how many conversations are done, and how many there are.
        with_first: count the first turns, too.
    """
    outcomes = []
    for done, conversation in enumerate(conversations, start=1):
        history: list[tuple[str, str]] = []
        for number, turn in enumerate(conversation.turns):
            answer = shien.ask(turn.question, history, engine="extractive", today=TODAY)
            history += [("user", turn.question), ("assistant", answer.text)]
            if number or with_first:
                outcomes.append(outcome_of(turn, answer))
        progress(done, len(conversations))
    return outcomes
