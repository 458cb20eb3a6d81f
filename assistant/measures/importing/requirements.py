"""Whom a row of a list is for: its regions, and its conditions, typed where wording or code is plain."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.measures.entry import Basis, Condition
from assistant.measures.importing.cells import read_json, regions, verbatim, words
from assistant.measures.importing.conditions import conditions_in
from assistant.measures.importing.mapping import meaning
from assistant.measures.importing.markup import blocks, one_line
from assistant.measures.importing.reading import Reading, cells_for, label_for, named_blocks
from assistant.measures.importing.tables import Row
from assistant.measures.rules import wanted_in_words
from assistant.measures.vocabulary import FACETS, INDUSTRIES
from assistant.text.normalise import fold
from assistant.text.regions import NATIONWIDE

_MOST_INDUSTRIES = 10
"""A row that names this many of the 14 industries is for all of them."""


def regions_of(row: Row, reading: Reading) -> tuple[tuple[str, ...], list[Condition]]:
    """The regions a row is for, and the condition that makes; 全国 is none."""
    for column, cell in cells_for(row, reading, "regions"):
        known, unknown = regions(cell)
        for said in unknown:
            reading.unknown[column, said] += 1
        if known == (NATIONWIDE.name,):
            return known, []
        if known:
            quote = verbatim(cell, known[0]) if len(known) == 1 else cell.strip()
            basis = Basis(reading.list_id, quote, column)
            return known, [Condition(f"対象の地域: {'・'.join(known)}", basis, ("region", known))]
    return (), []


def conditions_of(row: Row, reading: Reading) -> Iterator[Condition]:
    """Typed conditions of who it is for, then each requirement, typed where its wording is plain."""
    for column, cell in cells_for(row, reading, "target"):
        for found in conditions_in(cell):
            yield _typed(found.quote, found.quote, column, found.needs, reading)
    for column, cell in cells_for(row, reading, "conditions"):
        told = blocks(cell) if read_json(cell) is None else named_blocks(cell)
        rules = conditions_in(
            cell
        )  # of the whole: 「いずれか」 may stand a paragraph before the ways it joins
        for block in told:
            here = [found for found in rules if found.quote in block.quote]
            label = label_for(column, reading, block, len(told))
            only = here[0].needs if len(here) == 1 else None
            yield _typed(label + block.text, block.quote, column, only, reading)
            for found in here if len(here) > 1 else ():
                yield _typed(found.quote, found.quote, column, found.needs, reading)
    yield from _coded(row, reading)


def _coded(row: Row, reading: Reading) -> Iterator[Condition]:
    """Conditions that a list writes as codes and categories: scales and industries."""
    for column, cell in cells_for(row, reading, "scales"):
        said = words(cell)
        rule = reading.mapping.scales.get(fold(said[0].name)) if len(said) == 1 else None
        if rule:
            text = f"{FACETS[rule[0]]}: {wanted_in_words(rule)}（一覧の区分 {said[0].name}）"
            yield _typed(text, cell.strip(), column, rule, reading)
    for column, cell in cells_for(row, reading, "industries"):
        yield from _industries(column, cell, reading)


def _industries(column: str, cell: str, reading: Reading) -> Iterator[Condition]:
    """The industries a row is for; a branch within one is told beside it, for a person to judge."""
    found: list[str] = []
    branches = []
    for word in words(cell):
        wider = meaning(word.within or word.name, reading.mapping.industries, "industries")
        own = meaning(word.name, reading.mapping.industries, "industries") if word.within else wider
        if wider is None and own is None:  # 金融業, 公務: no profile can name it, so nothing can be ruled out
            reading.unknown[column, word.name] += 1
            return
        found.extend(own or wider or ())
        branches.extend([word.name] if word.within and own is None else [])
    accepted = tuple(dict.fromkeys(found))
    if accepted and len(accepted) < _MOST_INDUSTRIES:
        text = "業種: " + "・".join(INDUSTRIES[one] for one in accepted)
        yield _typed(text, cell.strip(), column, ("industry", accepted), reading)
    for branch in branches if len(accepted) < _MOST_INDUSTRIES else ():
        yield _typed(f"業種のうち: {branch}", verbatim(cell, branch), column, None, reading)


def _typed(
    text: str, quote: str, column: str, needs: tuple[str, object] | None, reading: Reading
) -> Condition:
    return Condition(one_line(text), Basis(reading.list_id, quote, column), needs)


def distinct(conditions: Sequence[Condition]) -> Iterator[Condition]:
    """Each typed rule once, and each text once: the target and the column of prefectures often name the same place."""
    seen: set[object] = set()
    for condition in conditions:
        told = condition.needs or condition.text
        if told not in seen:
            seen.add(told)
            yield condition
