"""Addresses that settings give: which of them are this machine, and none is shown with its password."""

from __future__ import annotations

import pytest

from assistant.addresses import is_this_machine
from assistant.errors import AssistantError
from assistant.index.embedding import chosen_embedding
from assistant.measures.jgrants.client import address as jgrants_address
from assistant.model.address import model_address
from assistant.settings import Settings


@pytest.mark.parametrize(
    ("url", "is_here"),
    [
        ("http://127.0.0.1:8080/v1", True),
        ("http://localhost/v1", True),
        ("http://[::1]:11434/v1", True),
        ("http://127.8.9.1/v1", True),
        ("https://api.openai.com/v1", False),
        ("http://192.168.0.5:8080/v1", False),
        ("http://localhost.example.com/v1", False),
        ("http://127.0.0.1.example.com/v1", False),
        ("http://0.0.0.0:8080/v1", False),
    ],
)
def test_only_the_machine_itself_counts_as_here(url, is_here) -> None:
    assert is_this_machine(url) is is_here


@pytest.mark.parametrize(
    "written",
    [
        "http://taro:h1mitsu@192.0.2.1/v1",
        "HTTPS://taro:h1m@itsu/h1mitsu@192.0.2.1/v1",
        "taro:h1mitsu@192.0.2.1",
        " http://taro:h1mitsu\n@192.0.2.1/v1",
    ],
)
@pytest.mark.parametrize(
    ("look", "settings"),
    [
        (model_address, {"model": "openai:x", "model_key": "k", "model_url": "{}"}),
        (chosen_embedding, {"embedding": "openai:x", "embedding_url": "{}"}),
        (jgrants_address, {"jgrants": True, "jgrants_url": "{}"}),
    ],
    ids=["model", "embedding", "jgrants"],
)
def test_a_password_in_an_address_is_refused_without_showing_it(look, settings, written: str) -> None:
    given = {name: written if value == "{}" else value for name, value in settings.items()}
    with pytest.raises(AssistantError) as caught:
        look(Settings(**given))
    told = caught.value.message + caught.value.hint
    assert "…@192.0.2.1" in told and "_URL" in told
    assert "taro" not in told and "h1m" not in told and "itsu" not in told
