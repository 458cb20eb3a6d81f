"""Facets a model proposes beside what the rules read: checked against the client's words, and never in place of them."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from string import Template
from typing import Any

from assistant.errors import ModelError
from assistant.measures.by_hand import THREE_STATES
from assistant.measures.months import stretches
from assistant.measures.profile import Facet, Profile
from assistant.measures.vocabulary import FACETS, NUMBERS, ONE_OF, ONLY_ONE
from assistant.settings import Settings
from assistant.text.figures import figures_in
from assistant.text.normalise import fold, normal_text
from assistant.text.regions import PREFECTURES

_log = logging.getLogger(__name__)

MOST_SENT = 2_000
"""Characters of a client's words that are sent; the rules read them all."""
MOST_PROPOSED = 20
_MOST_READ = 8_000
"""Characters of a reply after which the connection is closed: twenty facets take about 2,000."""
_LEAST_SAID, _MOST_SAID = 2, 80
NOT_READ = "言語モデルの返事を読めなかったため、候補は出していません。項目は規則で読んだものです。"


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a model proposes; each facet is for the advisor to take up or leave."""

    facets: Profile = ()
    notice: str = ""
    """Why there are none, in one line for the advisor; empty where the model answered, or none is set."""
    left_out: int = 0
    """Proposals that were not let through: unknown values, words that are not in the text, what was read already, and
    that something is not so where only what is so can be kept."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """What would leave for a model."""

    text: str
    replacements: tuple[tuple[str, str], ...]
    """(placeholder, what it stands for); empty for a model on this machine."""


def propose_facets(text: str, read: Sequence[Facet], settings: Settings) -> Proposed:
    """Ask the model of the settings for facets the rules did not read. Raises nothing: whatever goes wrong is a notice.

    Args:
        text: the client's words.
        read: what the rules read of them; a proposal that says otherwise is left out.
        settings: the model, its address and limits. Without a model nothing is asked.
    """
    from assistant.model.address import model_address
    from assistant.privacy import restored

    try:
        if model_address(settings) is None:
            return Proposed()
        prompt = prompt_for(text, settings)
        reply = _reply(prompt, settings)
    except ModelError as error:
        return Proposed(notice=f"{error.message}項目は規則で読んだものだけです。")
    rows = _rows(reply)
    if rows is None:
        _log.info("a model's reply held no facets (%d characters)", len(reply))
        return Proposed(notice=NOT_READ)
    folded = fold(text)
    found: dict[tuple[str, str | int], Facet] = {}
    for row in rows[:MOST_PROPOSED]:
        facet = _facet(row, lambda said: restored(said, prompt.replacements), folded)
        if facet and _adds(facet, read) and _adds(facet, tuple(found.values())):
            found[facet.name, facet.value] = facet
    return Proposed(tuple(found.values()), left_out=len(rows) - len(found))


def prompt_for(text: str, settings: Settings) -> Prompt:
    """Exactly what ``propose_facets`` sends, so that it can be shown before.

    Raises:
        ModelError: no model is set, or it is set wrongly.
    """
    from assistant.model.answer import connection_to
    from assistant.model.messages import read_prompt, unfenced
    from assistant.outgoing import outgoing

    sent, replacements = text[:MOST_SENT], tuple[tuple[str, str], ...]()
    if not connection_to(settings).address.is_here:
        # The whole is masked before it is cut: a name cut in two would no longer be known for one.
        masked = outgoing(text, settings)
        sent, replacements = masked.question[:MOST_SENT], masked.replacements
    template = Template(read_prompt(settings.prompts, "read_situation"))
    return Prompt(template.substitute(facets=_listed(), text=unfenced(sent)), replacements)


def _listed() -> str:
    """The names and values a model may use, one name a line."""
    lines = []
    for name, label in FACETS.items():
        if name in NUMBERS:
            values = f"数（{NUMBERS[name][1]}）"
        elif name == "when":
            values = "年月（2027-04、続く月は 2027-04/2028-03）"
        elif name in ONE_OF:
            values = "、".join(f"{value}={words}" for value, words in ONE_OF[name].items())
        else:
            values = "都道府県名" if name == "region" else "言葉にある名前"
        lines.append(f"- {name}（{label}）: {values}")
    return "\n".join(lines)


def _reply(prompt: Prompt, settings: Settings) -> str:
    from assistant.model.answer import connection_to
    from assistant.model.connection import stream
    from assistant.model.messages import Message

    written = ""
    with closing(stream(connection_to(settings), [Message("user", prompt.text)])) as pieces:
        for piece in pieces:
            written += piece.text if piece else ""
            if len(written) > _MOST_READ:
                break
    return written


def _rows(reply: str) -> list[Any] | None:
    """The list of a reply, with or without words and a code fence around it; None if there is none."""
    start, end = reply.find("{"), reply.rfind("}")
    if start < 0 or end < start:
        return None
    try:
        told = json.loads(reply[start : end + 1])
    except (ValueError, RecursionError):
        return None
    rows = told.get("facets") if isinstance(told, dict) else None
    return rows if isinstance(rows, list) else None


def _facet(row: Any, restore: Callable[[str], str], folded: str) -> Facet | None:
    """A row as a facet, if its name and value are known and its words are the client's."""
    if not isinstance(row, dict) or not isinstance(row.get("said"), str):
        return None
    name, holds, said = row.get("name"), row.get("holds", True), restore(row["said"])
    if not isinstance(name, str) or name not in FACETS or not isinstance(holds, bool):
        return None
    if not holds and name not in THREE_STATES:  # taken up, it would be kept as being so
        return None
    if not _LEAST_SAID <= len(said) <= _MOST_SAID or fold(said) not in folded:
        return None
    value = _value(name, row.get("value"), said, folded)
    return None if value is None else Facet(name, value, holds, said)


def _value(name: str, value: Any, said: str, folded: str) -> str | int | None:
    """A value that the vocabulary or the client's words hold, else None."""
    if name in NUMBERS:  # a number the words do not hold would be the model's own
        is_whole = isinstance(value, int) and not isinstance(value, bool)
        return value if is_whole and any(figure.low == value for figure in figures_in(said)) else None
    if not isinstance(value, str):
        return None
    if name in ONE_OF:
        return value if value in ONE_OF[name] else None
    if name == "when":  # the rules know what 来春 comes to; a model adds only that it is the plan's time
        told = stretches(normal_text(said), date.today())
        return value if any(one.value == value for one in told) else None
    if name == "region":
        return value if value in PREFECTURES else None
    return value if len(value) >= _LEAST_SAID and fold(value) in folded else None


def _adds(facet: Facet, known: Sequence[Facet]) -> bool:
    """Whether a facet tells something that is not known yet, either way."""
    if facet.name in ONLY_ONE and any(one.name == facet.name for one in known):
        return False
    return not any((one.name, one.value) == (facet.name, facet.value) for one in known)
