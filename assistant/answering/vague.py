"""A question that leaves open which programme it means: what to ask back, and what the documents do hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.answering.annotate import standing_of
from assistant.answering.decide import Decision
from assistant.answering.evidence import Evidence, collect
from assistant.answering.question import Question
from assistant.answering.spans import is_sentence
from assistant.answering.subjects import told_subjects
from assistant.filters import Filters
from assistant.index.opened import OpenIndex
from assistant.preferences import Preferences
from assistant.retrieval import search
from assistant.text.everyday import NO_WORDS, EverydayWords
from assistant.text.names import NameTable
from assistant.text.normalise import fold
from assistant.text.resolve import find_names, without_names
from assistant.text.tokens import noun_phrases
from assistant.types import Hit, Standing

MAX_CANDIDATES = 4
LOOKED_AT = 40
"""Passages looked through for programmes; an answer looks through twelve."""
LEAST_OF_ROLE = 0.2
"""Share of a role's words that a sentence must hold to be of one who has it."""
_FIRST: dict[Standing, int] = {"current": 0, "planned": 1, "unknown": 2, "past": 3}
_FIGURE_FIRST = re.compile(r"[0-9０-９]")
"""A name that is none: 8時 of 夜8時まで使いたい."""
_BODY = re.compile(
    r"(?:省|庁|局|機構|研究所|大学|協会|会議|公庫|中金|センター|ネットワーク|協議会|公設試|産技連|INPIT|ジェトロ|アワード|拠点|会)$"
)
"""Names of bodies and prizes: they give programmes, and are none that one would be asked about by 補助率."""
_OF_KIND = (
    (re.compile(r"税"), re.compile(r"税")),
    (re.compile(r"融資|貸付|借り|資金|保証"), re.compile(r"融資|貸付|資金|保証|公庫")),
    (
        re.compile(r"(?:補助|助成|給付)(?:金|事業|制度)"),
        re.compile(r"補助|助成|給付|支援事業|開発支援|高度化"),
    ),
)
_OF_ONE_THING = frozenset({"programme", "other"})
"""Kinds of documents that are on what their title says; minutes and reports speak of many things."""
LONGEST_TITLE = 40
_SEEKING = {"which_measure": "支援 補助金 助成金 活用", "yes_no": "対象 要件 条件"}


def ask_back(
    asked: Question,
    index: OpenIndex,
    wanted: Preferences,
    filters: Filters,
    table: NameTable,
    everyday: EverydayWords = NO_WORDS,
) -> Decision:
    """A decision to ask which programme is meant, with what the documents hold on some: current ones first.

    Args:
        asked: a question that names none.
        index: an open index.
        wanted: the time and place asked about.
        filters: what the passages must meet.
        table: names in all their spellings.
        everyday: what documents write for the words people use.
    """
    labels = tuple(head.label for head in asked.heads)
    if asked.kind == "person":
        return Decision("clarify", _people(asked, index, wanted, filters, everyday))
    if not asked.names and not asked.heads and asked.kind not in _SEEKING:
        return Decision("clarify")
    query = " ".join([asked.search_text, *labels, _SEEKING.get(asked.kind, "")])
    hits: Sequence[Hit] = search(
        index, query, LOOKED_AT, filters=filters, preferences=wanted, today=wanted.today
    )
    of_kind = next((named for said, named in _OF_KIND if said.search(asked.text)), None)
    found: dict[str, Evidence] = {}
    unnamed: dict[tuple[str, ...], Evidence] = {}
    for evidence in collect(asked, hits, index, wanted):
        if not _fits(asked, evidence):
            continue
        name = _programme(evidence, table)
        if name and (of_kind is None or _is_of(of_kind, name, table)):
            found.setdefault(name, evidence)
        elif asked.is_bare and not name:
            unnamed.setdefault(_section(evidence), evidence)
    if asked.is_bare and len({_section(e) for e in found.values()} | unnamed.keys()) > 1:
        beside = [e for place, e in unnamed.items() if place not in map(_section, found.values())]
        shown = (*found.values(), *beside)[:MAX_CANDIDATES]
        return Decision("clarify", shown, labels, candidates=tuple(found)[:MAX_CANDIDATES])
    newest = sorted(found, key=lambda name: found[name].document.published or "", reverse=True)
    names = sorted(newest, key=lambda name: _FIRST[_standing(found[name], wanted.today)])[:MAX_CANDIDATES]
    return Decision("clarify", tuple(found[name] for name in names), labels, candidates=tuple(names))


def _section(evidence: Evidence) -> tuple[str, ...]:
    return (evidence.document.doc_id, *evidence.passage.section)


def leaves_open(asked: Question, decision: Decision) -> bool:
    """Whether the documents hold such a value, or such a person, of more than one: else there is nothing to ask."""
    return asked.kind == "person" or len(decision.evidence) > 1


def _people(
    asked: Question, index: OpenIndex, wanted: Preferences, filters: Filters, everyday: EverydayWords
) -> tuple[Evidence, ...]:
    """What the documents say of people with the role asked about, one sentence of each section."""
    hits = search(
        index, asked.search_text, LOOKED_AT, filters=filters, preferences=wanted, today=wanted.today
    )
    found: dict[tuple[str, ...], Evidence] = {}
    for evidence in collect(asked, hits, index, wanted, everyday):
        if evidence.hinted and evidence.coverage >= LEAST_OF_ROLE:
            found.setdefault(_section(evidence), evidence)
    return tuple(found.values())[:MAX_CANDIDATES]


def _fits(asked: Question, evidence: Evidence) -> bool:
    """Whether a sentence says what is asked for, of whatever programme."""
    said = fold(
        "\n".join([*evidence.passage.section, evidence.passage.text if asked.heads else evidence.text])
    )
    says = any(fold(name) in said for name in asked.names)
    if asked.heads:
        return bool(evidence.answers) and (says or not asked.is_bare or not asked.names)
    if not is_sentence(evidence.text) or evidence.borrowed:
        return False
    if asked.is_bare:
        return says
    return bool(evidence.hinted) if asked.hints else True


def _is_of(of_kind: re.Pattern[str], name: str, table: NameTable) -> bool:
    spellings = next((alias.spellings for alias in table.aliases if alias.name == name), (name,))
    return any(of_kind.search(spelling) for spelling in spellings)


def _programme(evidence: Evidence, table: NameTable) -> str:
    """The programme a sentence is about: one it names or its headings name, else a body, for a value it gives; else what a
    leaflet or a rule is on by its title: 小規模事業者向け設備資金のご案内."""
    whole = is_sentence(evidence.text)
    in_text = _names(evidence.text, table, with_told=whole)
    headings = reversed(evidence.passage.section)
    in_headings = [name for heading in headings for name in _names(heading, table, with_told=True)]
    for named in (in_text, _named_above(evidence, table), in_headings):
        if programmes := [name for name in named if not _BODY.search(name)]:
            return programmes[0]
        if named and evidence.answers:
            return named[0]
    is_leaflet = evidence.document.kind in _OF_ONE_THING and bool(evidence.answers)
    return evidence.document.title[:LONGEST_TITLE] if is_leaflet else ""


def _named_above(evidence: Evidence, table: NameTable) -> list[str]:
    """The names on the last line above a sentence, within its passage, that has some: there a second heading may stand."""
    before = evidence.passage.text[: max(0, evidence.spans[0].start - evidence.passage.start)]
    lines = (line for line in reversed(before.splitlines()) if line.strip() and not is_sentence(line))
    return next((names for line in lines if (names := _names(line, table, with_told=True))), [])


def _names(text: str, table: NameTable, *, with_told: bool) -> list[str]:
    """Names of the table in a text; with ``with_told`` also those it has not that end as a programme's does."""
    named = find_names(text, table, _always)
    known = [found.resolved.name for found in named if found.resolved.how == "spelling"]
    phrases = noun_phrases(without_names(text, named)) if with_told else []
    return [*known, *(told.label for told in told_subjects(phrases, ()) if not _BODY.search(told.label))]


def _always(said: str) -> bool:
    """What a document writes is no misspelling."""
    return True


def _standing(evidence: Evidence, today: date) -> Standing:
    return standing_of(evidence.document, evidence.text, today)


def which_question(asked: Question, candidates: Sequence[str]) -> str:
    """The question back: short, with names the documents hold something on.

    ``補助率っていくつ？`` → ``どの制度・事業の補助率でしょうか（例: Go-Tech、SBIR）。``
    """
    such_as = f"（例: {'、'.join(candidates)}）" if candidates else ""
    if asked.kind == "person":
        return "どの機関・会議・制度の方でしょうか。"
    if asked.kind == "which_measure":
        return f"どのような事業者が、何のために使う支援でしょうか（業種、地域、従業員数、設備投資・販路開拓などの目的）。{_or_of(candidates)}"
    if asked.heads:
        what = "・".join(head.label for head in asked.heads)
        none = "" if candidates else f"取り込んだ資料には、{what}の記載がある制度は見つかりませんでした。"
        return f"どの制度・事業の{what}でしょうか{such_as}。{none}"
    if asked.kind == "yes_no" and "対象" in asked.text:
        return f"どの制度・事業のことでしょうか{such_as}。業種・従業員数・地域も、対象になるかどうかに関わります。"
    things = [name for name in asked.names if not _FIGURE_FIRST.match(name)]
    if not things:
        return "何についてお調べしましょうか。制度や機関の名前と、知りたいこと（補助率、期限、対象など）をお知らせください。"
    return f"どの制度・事業の{things[-1]}でしょうか{such_as}。"


def _or_of(candidates: Sequence[str]) -> str:
    return f"資料にあるのは、{'、'.join(candidates)}などです。" if candidates else ""
