"""Which model the settings name, and what counts as this machine."""

from __future__ import annotations

import pytest

from assistant.errors import ModelError
from assistant.model.address import OPENAI_URL, ModelAddress, model_address
from assistant.model.answer import connection_to
from assistant.settings import Settings


def test_without_a_setting_there_is_no_model() -> None:
    assert model_address(Settings()) is None
    with pytest.raises(ModelError, match="設定されていません"):
        connection_to(Settings())


def test_openai_is_the_address_where_none_is_given() -> None:
    assert model_address(Settings(model="openai:gpt-5-mini", model_key="sk-1")) == ModelAddress(
        "openai", "gpt-5-mini", OPENAI_URL
    )


@pytest.mark.parametrize(
    ("url", "here"),
    [("http://127.0.0.1:8080/v1/", True), ("http://localhost/v1", True), ("http://192.0.2.1/v1", False)],
)
def test_only_an_address_of_this_machine_is_here(url: str, here: bool) -> None:
    address = model_address(Settings(model="openai:small", model_url=url, model_key="sk-1"))
    assert address and address.is_here is here


def test_another_provider_is_never_taken_for_this_machine_nor_given_openais_key() -> None:
    settings = Settings(model="ollama:gemma", model_url="http://127.0.0.1:11434", model_key="sk-1")
    connection = connection_to(settings)
    assert not connection.address.is_here and connection.key == ""


@pytest.mark.parametrize(
    "changes",
    [
        {"model": "gpt-5-mini"},
        {"model": "openai:"},
        {"model": "Open AI:x"},
        {"model": "azure_openai:ours"},
        {"model": "openai:x", "model_url": "127.0.0.1:8080"},
        {"model": "openai:x", "model_url": "http://127.0.0.1@192.0.2.1/v1"},
        {"model": "openai:x", "model_url": "http://[::1"},
    ],
)
def test_a_wrong_setting_is_told_in_two_lines(changes: dict[str, str]) -> None:
    with pytest.raises(ModelError) as caught:
        model_address(Settings(model_key="sk-1", **changes))
    assert "SHIEN_MODEL" in caught.value.message + caught.value.hint and "\n" not in caught.value.message


def test_a_server_elsewhere_needs_a_key() -> None:
    with pytest.raises(ModelError, match="鍵"):
        model_address(Settings(model="openai:x"))


def test_the_key_is_in_no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHIEN_MODEL_KEY", "sk-secret-0123456789")
    monkeypatch.setenv("OPENAI_API_KEY", "sk-other")
    connection = connection_to(Settings(model="openai:x"))
    assert connection.key == "sk-secret-0123456789"
    assert "sk-" not in repr(connection) + repr(Settings()) + str(Settings())
