"""A row of a list as an entry of the register. Every fact stands on a stretch of one of the row's cells."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence

from assistant.measures.entry import Basis, Entry, Fact
from assistant.measures.importing.cells import latest_date
from assistant.measures.importing.mapping import meaning
from assistant.measures.importing.markup import Block, blocks, one_line
from assistant.measures.importing.reading import Reading, cells_for, facts_for, words_for
from assistant.measures.importing.requirements import conditions_of, distinct, regions_of
from assistant.measures.importing.tables import Row
from assistant.measures.importing.windows import standing_of, times_told, window_of
from assistant.text.figures import RATIO, figures_in
from assistant.text.normalise import fold

NAME_CHARACTERS = 200
KEY_CHARACTERS = 100
_MONEY_OR_SHARE = re.compile(r"[円%％割]|分の")
_WEB = re.compile(r"https?://[^\s<>\"'「」（）]{3,500}")


def entry_of(row: Row, reading: Reading) -> Entry | str:
    """The entry of a row, or why there is none.

    Args:
        row: its cells by column.
        reading: the list's mapping and dates; values not understood are counted in it.
    """
    column, name = _name(row, reading)
    if not name:
        return "制度の名前がありません。"
    if len(name) > NAME_CHARACTERS:
        return f"制度の名前が {NAME_CHARACTERS} 字を超えています。"
    quote = next(iter(blocks(row.cells[column])), Block(row.cells[column].strip(), "")).quote
    body = "・".join(word.name for _, word in words_for(row, reading, "body"))
    window = window_of(row, reading)
    standing, note = standing_of(row, reading, window)
    purposes = _purposes(row, reading)
    regions_named, region_conditions = regions_of(row, reading)
    target, more_of_target = _target(row, reading)
    return Entry(
        id=f"{reading.list_id}:{_key(row, reading, name, body)}",
        name=name,
        kind=_kind(row, reading, name),
        standing=standing,
        as_of=_as_of(row, reading),
        basis=Basis(reading.list_id, quote, column),
        aliases=tuple(word.name for _, word in words_for(row, reading, "aliases")),
        body=body[:NAME_CHARACTERS],
        purposes=purposes,
        regions=regions_named,
        standing_note=note,
        target=target,
        facts=(*more_of_target, *facts_for(row, reading, "facts")),
        conditions=tuple(distinct([*conditions_of(row, reading), *region_conditions])),
        benefits=tuple(_with_figures(fact) for fact in facts_for(row, reading, "benefits")),
        apply=tuple(_how_to_apply(row, reading)),
        open_from=window.opens,
        open_until=window.closes or window.over,
        window_basis=window.basis,
        origin=f"{reading.file} {row.place}{reading.unit}",
        keywords=tuple(dict.fromkeys(word.name for _, word in words_for(row, reading, "keywords"))),
    )


def purposes_from(named: Sequence[str], text: str) -> tuple[str, ...]:
    """What a measure is for: the purposes its list names, else those its words speak of.

    Args:
        named: purposes read from the list's own categories.
        text: name, target and summary.
    """
    from assistant.measures.purposes import purposes_of

    return tuple(dict.fromkeys(named)) or purposes_of(text)


def _name(row: Row, reading: Reading) -> tuple[str, str]:
    for column, cell in cells_for(row, reading, "name"):
        if name := one_line(cell):
            return column, name
    return "", ""


def _key(row: Row, reading: Reading, name: str, body: str) -> str:
    """The row's own id, else one made of name and body, so that the row is known again when it has moved."""
    for _, cell in cells_for(row, reading, "id"):
        if key := one_line(cell)[:KEY_CHARACTERS]:
            return key
    return hashlib.sha256(f"{fold(name)}\n{fold(body)}".encode()).hexdigest()[:16]


def _kind(row: Row, reading: Reading, name: str) -> str:
    """The first kind its categories stand for, else what its name says; the narrower category first."""
    for column, word in words_for(row, reading, "kind"):
        for said in filter(None, (word.name, word.within)):
            found = meaning(said, reading.mapping.kinds, "kinds")
            if found:
                return found[0]
            if found is None and said == word.name:
                reading.unknown[column, said] += 1
    by_name = meaning(name, {}, "kinds")
    return by_name[0] if by_name else "other"


def _purposes(row: Row, reading: Reading) -> tuple[str, ...]:
    named: list[str] = []
    for column, word in words_for(row, reading, "purposes"):
        found = meaning(word.name, reading.mapping.purposes, "purposes")
        named.extend(found or ())
        if found is None:
            reading.unknown[column, word.name] += 1
    columns = ("name", "target", "facts")
    text = "\n".join(cell for name in columns for _, cell in cells_for(row, reading, name))
    return purposes_from(named, text)


def _target(row: Row, reading: Reading) -> tuple[Fact | None, tuple[Fact, ...]]:
    """Who it is for in its first words, and the rest of them."""
    facts = list(facts_for(row, reading, "target", labelled=False))
    return (facts[0] if facts else None), tuple(facts[1:])


def _with_figures(fact: Fact) -> Fact:
    """A benefit with the amounts and shares its quote writes."""
    if not _MONEY_OR_SHARE.search(fact.basis.quote):
        return fact
    said = (one.said for one in figures_in(fact.basis.quote) if one.unit in ("円", RATIO))
    return Fact(fact.text, fact.basis, tuple(dict.fromkeys(one for one in said if one in fact.basis.quote)))


def _how_to_apply(row: Row, reading: Reading) -> Iterator[Fact]:
    yield from facts_for(row, reading, "apply")
    for fact in facts_for(row, reading, "contact", labelled=False):
        yield Fact(f"問い合わせ: {fact.text}", fact.basis)
    for column, cell in cells_for(row, reading, "url"):
        for found in _WEB.findall(cell)[:3]:
            yield Fact(f"ウェブサイト: {found}", Basis(reading.list_id, found, column))
    yield from times_told(row, reading)


def _as_of(row: Row, reading: Reading) -> str:
    """The day a row speaks from: the latest of its dates of change, not after today, else that of its list."""
    told = [latest_date(cell) for _, cell in cells_for(row, reading, "as_of")]
    return max((day for day in told if day and day <= reading.today.isoformat()), default=reading.as_of)
