"""The shipped index with everything the attacks plant, and what it answers: made once, read by all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from attack_samples import CANARY, CLIENT, Poisoned

import assistant
from assistant.conversations import ConversationStore
from assistant.errors import InputError
from assistant.settings import Settings
from evals.attacks import load_attacks, plant


@pytest.fixture(scope="session")
def poisoned(shipped_index_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Poisoned]:
    """Every attack asked once, of an index that holds what all of them plant."""
    folder = tmp_path_factory.mktemp("poisoned")
    settings = Settings(home=folder / "shien")
    shutil.copytree(shipped_index_home, settings.home)
    attacks = load_attacks()
    plant(attacks, folder / "planted")
    report = assistant.ingest([folder / "planted"], settings)
    store = ConversationStore(settings.home / "conversations.sqlite3")
    store.start(f"{CLIENT}の社長から資金繰りの相談")
    before = os.environ.get("OPENAI_API_KEY")
    os.environ["OPENAI_API_KEY"] = CANARY
    with assistant.open_assistant(settings) as shien:
        answers, refused = {}, {}
        for attack in attacks:
            try:
                answers[attack.id] = shien.ask(attack.question, history=attack.history)
            except InputError as error:
                refused[attack.id] = error
        yield Poisoned(shien, report, attacks, answers, refused)
    if before is None:
        del os.environ["OPENAI_API_KEY"]
    else:
        os.environ["OPENAI_API_KEY"] = before
