"""Everything that would leave for a model, and what is needed to read its reply. Nothing is sent here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.joined import Found
from assistant.answering.scope import Scope
from assistant.errors import ModelError
from assistant.model.address import ModelAddress
from assistant.model.budget import Count, count_messages, counter
from assistant.model.messages import Message, messages_for
from assistant.model.sources import Source, sources_for
from assistant.privacy import masked_pieces, masked_together
from assistant.settings import Settings
from assistant.text.names import read_names

Turns = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A prompt as it would be sent."""

    messages: tuple[Message, ...]
    sources: tuple[Source, ...]
    replacements: tuple[tuple[str, str], ...]
    """(placeholder, what it stands for); empty for a model on this machine."""
    tokens: int
    """Of all messages, counted or estimated."""


def outgoing_messages(found: Found, history: Turns, scope: Scope, address: ModelAddress) -> Outgoing:
    """Exactly what a model would be sent for a question. The sender uses this very function.

    The question, the turns before it and what is told to be missing, which is in the words of the question, are masked
    together, unless the model is on this machine. What does not fit into the model's context is left out whole:
    passages from the last, then turns from the first.

    Args:
        found: the question, what was decided on it, and what was found for it.
        history: earlier turns as (role, text), oldest first.
        scope: an open index, its settings, and the day of asking.
        address: which model, and where.

    Raises:
        ModelError: not even one passage fits.
    """
    settings, decision, today = scope.settings, found.decision, scope.today
    said = [found.asked.text, *(text for _, text in history)]
    texts, missing, replacements = _masked(said, decision.missing, settings, address)
    turns = [(role, text) for (role, _), text in zip(history, texts[1:], strict=True)]
    sources = sources_for(decision, found.hits, scope.index, today, settings.passages_per_answer)
    count = counter(address.provider, address.model)
    most = settings.model_context_tokens - settings.model_output_tokens
    while sources:
        messages = messages_for(settings.prompts, sources, texts[0], turns, missing, today)
        tokens = count_messages(messages, count)
        if tokens <= most:
            return Outgoing(messages, tuple(sources), replacements, tokens)
        sources, turns = _shortened(sources, turns, tokens - most, count)
    raise ModelError(
        "資料が言語モデルの読める長さに収まりませんでした。",
        "管理者の方は SHIEN_MODEL_CONTEXT_TOKENS を確かめてください。",
    )


def _shortened(
    sources: list[Source], turns: list[tuple[str, str]], over: int, count: Count
) -> tuple[list[Source], list[tuple[str, str]]]:
    """As many passages fewer, from the last, as the excess calls for; the first goes after all turns."""
    while over > 0 and len(sources) > 1:
        over -= count(sources.pop().text)
    if over <= 0:
        return sources, turns
    return (sources, turns[2:]) if turns else ([], [])


def _masked(
    said: Sequence[str], missing: Sequence[str], settings: Settings, address: ModelAddress
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[tuple[str, str], ...]]:
    """What was said and what is missing, as both may leave: one name has one placeholder in all of them."""
    if address.is_here:
        return tuple(said), tuple(missing), ()
    known = read_names(settings.corpus / "aliases.toml").aliases
    texts, replacements = masked_together([*said, *missing], known)
    return texts[: len(said)], masked_pieces(texts[len(said) :], replacements), replacements
