"""Whom a row of a list is for: its regions, and its conditions, typed where wording or code is plain."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.measures.entry import Basis, Condition
from assistant.measures.importing.cells import read_json, regions, verbatim, words
from assistant.measures.importing.conditions import Found, conditions_in
from assistant.measures.importing.lines import excludes, lines_of
from assistant.measures.importing.mapping import meaning
from assistant.measures.importing.markup import Block, blocks, one_line
from assistant.measures.importing.reading import Reading, cells_for, label_for, named_blocks
from assistant.measures.importing.tables import Row
from assistant.measures.rules import wanted_in_words
from assistant.measures.vocabulary import FACETS, INDUSTRIES
from assistant.text.normalise import fold, normal_text
from assistant.text.regions import NATIONWIDE

_MOST_INDUSTRIES = 10
"""A row that names this many of the 14 industries is for all of them."""
_BESIDE = 15
"""Characters beside a rule's words in a requirement that says nothing else: 従業員20人以下[の法人であること]."""
_FOR_ALL = re.compile(
    r"(?:どなた|誰|だれ)でも(?:可|利用可)?|(?:対象|業種|規模|条件|要件)?(?:は|を|の)?(?:特に)?(?:なし|無し|制限(?:は)?(?:なし|無し|ありません)|問わない|問いません|不問)"
    r"|(?:すべて|全て|全)の?(?:方|人|企業|事業者|会社|業種)|全般|-+|ー"
)
"""Says of whom it is for that there is nothing to ask."""
_MEASURED = re.compile(r"[0-9一二三四五六七八九十]\s?(?:%|割|円|人|名|年|か?月|以[上下内])")
"""A measure that no rule was read from: 中小企業者（売上10%減）."""


def regions_of(row: Row, reading: Reading) -> tuple[tuple[str, ...], list[Condition]]:
    """The regions a row is for, and the conditions that makes; 全国 is none.

    埼玉県 is a rule; さいたま市 is told and left to a person, and 埼玉県 is where it is looked for; of 埼玉県、その他 no region
    is known, for any other may be meant.
    """
    told = [(column, cell, regions(cell)) for column, cell in cells_for(row, reading, "regions")]
    for column, _, places in told:
        for said in places.unknown:
            reading.unknown[column, said] += 1
    told = [(column, cell, places) for column, cell, places in told if places.known or places.unknown]
    if any(places.unknown or excludes(column) for column, _, places in told):
        return (), [_told("対象の地域", column, cell, reading) for column, cell, _ in told]
    named = next((places.known for _, _, places in told if places.known), ())
    conditions = []
    for column, cell, places in told:
        if not places.are_plain:
            conditions.append(_told("対象の地域", column, cell, reading))
        elif places.known == named != (NATIONWIDE.name,):
            quote = verbatim(cell, named[0]) if len(named) == 1 else cell.strip()
            conditions.append(
                _typed(f"対象の地域: {'・'.join(named)}", quote, column, ("region", named), reading)
            )
    return named, conditions


def conditions_of(row: Row, reading: Reading) -> Iterator[Condition]:
    """Typed conditions of who it is for and what else its cell says, then each requirement, typed where its wording is plain.

    対象者 ``県内の従業員300人以下の中小企業者`` → two rules; ``従業員300人以下で、売上が10％以上減少した者`` → a rule and the whole
    cell, to be asked; ``どなたでも`` → nothing
    """
    for column, cell in cells_for(row, reading, "target"):
        rules = _rules(column, cell)
        for found in rules:
            yield _typed(found.quote, found.quote, column, found.needs, reading)
        if not _say_all(rules, cell):
            yield _told("対象", column, cell, reading)
    for column, cell in cells_for(row, reading, "conditions"):
        told = blocks(cell) if read_json(cell) is None else named_blocks(cell)
        rules, at = _rules(column, cell), 0
        for block in told:
            start = cell.index(block.quote, at if block.quote in cell[at:] else 0)
            at = start + len(block.quote)
            here = [found for found in rules if start <= found.start < at and found.quote in block.quote]
            label = label_for(column, reading, block, len(told))
            only = here[0].needs if len(here) == 1 and _says_only(here[0], block) else None
            yield _typed(label + block.text, block.quote, column, only, reading)
            for found in here if only is None else ():
                yield _typed(found.quote, found.quote, column, found.needs, reading)
    yield from _coded(row, reading)


def _rules(column: str, cell: str) -> tuple[Found, ...]:
    """The rules of a whole cell, for 「いずれか」 may stand a paragraph before the ways it joins; of a column 対象外の者 none."""
    return () if excludes(column) else conditions_in(cell)


def _say_all(rules: Sequence[Found], cell: str) -> bool:
    """Whether the rules read of a cell of whom it is for leave nothing to ask of a person."""
    said = one_line(cell)
    if not re.search(r"\w", said) or _FOR_ALL.fullmatch(normal_text(said)):
        return True
    beside = len(said) - sum(len(one_line(found.quote)) for found in rules)
    return (
        bool(rules)
        and beside <= _BESIDE
        and not excludes(said)
        and not _MEASURED.search(_beside(rules, cell))
    )


def _beside(rules: Sequence[Found], cell: str) -> str:
    """What a cell says without the words its rules were read from."""
    for found in rules:
        cell = cell.replace(found.quote, " ", 1)
    return normal_text(cell)


def _says_only(found: Found, block: Block) -> bool:
    """Whether a requirement says little more than its rule, and no exception from it: then it is met when that is."""
    is_one = len(lines_of(normal_text(block.quote))) == 1 and not excludes(block.text)
    return is_one and len(block.text) - len(found.quote) <= _BESIDE


def _coded(row: Row, reading: Reading) -> Iterator[Condition]:
    """Conditions that a list writes as codes and categories: scales and industries."""
    for column, cell in cells_for(row, reading, "scales"):
        said = words(cell)
        rule = reading.mapping.scales.get(fold(said[0].name)) if len(said) == 1 else None
        if excludes(column):
            yield _told("企業の規模", column, cell, reading)
        elif rule:
            text = f"{FACETS[rule[0]]}: {wanted_in_words(rule)}（一覧の区分 {said[0].name}）"
            yield _typed(text, cell.strip(), column, rule, reading)
    for column, cell in cells_for(row, reading, "industries"):
        yield from _industries(column, cell, reading)


def _industries(column: str, cell: str, reading: Reading) -> Iterator[Condition]:
    """The industries a row is for; a branch within one is told beside it, for a person to judge."""
    if excludes(column):
        yield _told("業種", column, cell, reading)
        return
    found: list[str] = []
    branches = []
    for word in words(cell):
        wider = meaning(word.within or word.name, reading.mapping.industries, "industries")
        own = meaning(word.name, reading.mapping.industries, "industries") if word.within else wider
        if wider is None and own is None:  # 金融業, 公務: no profile can name it, so nothing can be ruled out
            reading.unknown[column, word.name] += 1
            if (
                excludes(word.name) or len(words(cell)) == 1
            ):  # 製造業以外; めっき業 alone is a condition a person can judge
                yield _told("業種", column, cell, reading)
            return
        found.extend(own or wider or ())
        branches.extend([word.name] if word.within and own is None else [])
    accepted = tuple(dict.fromkeys(found))
    if accepted and len(accepted) < _MOST_INDUSTRIES:
        text = "業種: " + "・".join(INDUSTRIES[one] for one in accepted)
        yield _typed(text, cell.strip(), column, ("industry", accepted), reading)
    for branch in branches if len(accepted) < _MOST_INDUSTRIES else ():
        yield _typed(f"業種のうち: {branch}", verbatim(cell, branch), column, None, reading)


def _told(label: str, column: str, cell: str, reading: Reading) -> Condition:
    """A whole cell as it tells it, for a person to judge; of a column 対象外の業種 under that name."""
    said = one_line(cell) if read_json(cell) is None else "・".join(word.name for word in words(cell))
    return _typed(f"{column if excludes(column) else label}: {said}", cell.strip(), column, None, reading)


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
