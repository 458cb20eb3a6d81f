"""The window that adds documents tells what leaves the machine for it."""

from __future__ import annotations

from pathlib import Path

from assistant.settings import Settings
from ui.documents import sent_outside


def test_where_vectors_are_made_elsewhere_the_window_says_that_the_texts_go_there(tmp_path: Path) -> None:
    here = Settings(home=tmp_path, model=None)
    elsewhere = here.model_copy(
        update={"embedding": "openai:model", "embedding_url": "https://vectors.example/v1"}
    )
    assert sent_outside(here) == ""
    assert "https://vectors.example/v1 に送られます" in sent_outside(elsewhere)
