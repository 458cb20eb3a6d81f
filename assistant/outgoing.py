"""What of a question leaves the machine, shown to the advisor before it does.

What a language model gets, to the letter, is ``Assistant.outgoing``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.addresses import is_this_machine
from assistant.errors import ModelError
from assistant.model.address import ModelAddress, model_address
from assistant.privacy import masked_together
from assistant.settings import Settings
from assistant.text.names import read_names


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A question and the conversation before it, as another machine would get them."""

    question: str
    history: tuple[tuple[str, str], ...]
    """(role, text), oldest first, masked with the same placeholders."""
    replacements: tuple[tuple[str, str], ...]
    """(placeholder, what it stands for); these never leave."""


def outgoing(question: str, settings: Settings, history: Sequence[tuple[str, str]] = ()) -> Outgoing:
    """A question and its history as they would be sent: names, numbers and addresses of a client masked.

    ``佐藤さんの店の補助金`` → question ``〔人名1〕さんの店の補助金``, replacements ``(("〔人名1〕", "佐藤"),)``

    Args:
        question: as the user typed it.
        settings: where the table of public names is.
        history: earlier turns as (role, text), oldest first.
    """
    known = read_names(settings.corpus / "aliases.toml").aliases
    (masked, *earlier), replacements = masked_together([question, *(text for _, text in history)], known)
    roles = (role for role, _ in history)
    return Outgoing(masked, tuple(zip(roles, earlier, strict=True)), replacements)


def model_is_used(settings: Settings) -> bool:
    """Whether answers are put to a language model, here or elsewhere; one that is set wrongly is never asked."""
    return _model(settings) is not None


def model_leaves(settings: Settings) -> bool:
    """Whether questions go to a language model on another machine."""
    address = _model(settings)
    return address is not None and not address.is_here


def embedding_leaves(settings: Settings) -> bool:
    """Whether questions go to an embedding server on another machine."""
    of_server = settings.embedding.partition(":")[0] in ("openai", "azure_openai")
    return of_server and not (settings.embedding_url and is_this_machine(settings.embedding_url))


def something_leaves(settings: Settings) -> bool:
    """Whether anything of a question leaves the machine, as it is set."""
    return model_leaves(settings) or embedding_leaves(settings)


def _model(settings: Settings) -> ModelAddress | None:
    try:
        return model_address(settings)
    except ModelError:
        return None
