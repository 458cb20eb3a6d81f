"""What the tests of attacks share: the answers, and secrets that must not leave."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.errors import InputError
from assistant.index.ingest import IngestReport
from assistant.opened import Assistant
from assistant.types import Answer
from evals.attacks import Attack

CANARY = "sk-attack-canary"
"""The key that lies in the environment while the attacks are asked."""
CLIENT = "白樺製作所"
"""The company of another conversation."""


@dataclass(frozen=True)
class Poisoned:
    """An index with all attacks in it, and what it answered."""

    shien: Assistant
    report: IngestReport
    attacks: list[Attack]
    answers: dict[str, Answer]
    """By attack; those refused as input have none."""
    refused: dict[str, InputError]
