"""An entry as JSON and back, compact and fast: 100,000 are read at a time."""

from __future__ import annotations

import json
from typing import Any

from assistant.measures.entry import Basis, Condition, Entry, Fact, Link

_PLAIN = (
    "id",
    "name",
    "kind",
    "standing",
    "as_of",
    "body",
    "standing_note",
    "open_from",
    "open_until",
    "origin",
)
_LISTS = ("aliases", "purposes", "regions", "keywords")
_FACTS = ("facts", "benefits", "apply")
_LINKS = ("predecessors", "successors")


def entry_to_json(entry: Entry) -> str:
    """An entry as one line of JSON, empty fields left out; ``entry_from_json`` gives an equal one back."""
    value: dict[str, Any] = {name: said for name in (*_PLAIN, *_LISTS) if (said := getattr(entry, name))}
    value["basis"] = _basis(entry.basis, entry.name)
    if entry.window_basis:  # the region of what is stored is a condition, with a basis of its own
        value["window_basis"] = _basis(entry.window_basis, "")
    if entry.target:
        value["target"] = _fact(entry.target)
    for name in _FACTS:
        if facts := getattr(entry, name):
            value[name] = [_fact(fact) for fact in facts]
    if entry.conditions:
        value["conditions"] = [
            [one.text, _basis(one.basis, one.text), one.needs, one.ask] for one in entry.conditions
        ]
    for name in _LINKS:
        if links := getattr(entry, name):
            value[name] = [[link.name, _basis(link.basis, link.name)] for link in links]
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def entry_from_json(line: str) -> Entry:
    """The entry of such a line."""
    value = json.loads(line)
    for name in _LISTS:
        if name in value:
            value[name] = tuple(value[name])
    value["basis"] = _basis_of(value["basis"], value["name"])
    if "window_basis" in value:
        value["window_basis"] = _basis_of(value["window_basis"], "")
    if "target" in value:
        value["target"] = _fact_of(value["target"])
    for name in _FACTS:
        if name in value:
            value[name] = tuple([_fact_of(fact) for fact in value[name]])
    if "conditions" in value:
        value["conditions"] = tuple([_condition_of(*one) for one in value["conditions"]])
    for name in _LINKS:
        if name in value:
            value[name] = tuple([Link(said, _basis_of(basis, said)) for said, basis in value[name]])
    for name in ("body", "as_of"):
        value.setdefault(name, "")
    return Entry(**value)


def _basis(basis: Basis, text: str) -> list[str | int]:
    """A quote that is the text is not written a second time: that halves the file."""
    parts: list[str | int] = [basis.doc_id, 0 if basis.quote == text else basis.quote, basis.column]
    return [*parts, basis.source] if basis.source else parts


def _basis_of(parts: list[Any], text: str) -> Basis:
    if parts[1] == 0:
        parts[1] = text
    return Basis(*parts)


def _fact(fact: Fact) -> list[Any]:
    return [fact.text, _basis(fact.basis, fact.text), *((fact.figures,) if fact.figures else ())]


def _fact_of(value: list[Any]) -> Fact:
    return Fact(value[0], _basis_of(value[1], value[0]), tuple(value[2]) if len(value) > 2 else ())


def _condition_of(text: str, basis: list[Any], needs: list[Any] | None, ask: str) -> Condition:
    if needs is None:
        return Condition(text, _basis_of(basis, text), None, ask)
    name, wanted = needs
    return Condition(
        text, _basis_of(basis, text), (name, tuple(wanted) if isinstance(wanted, list) else wanted), ask
    )
