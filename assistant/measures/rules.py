"""Typed conditions held against what is known of a business: met, not met, or not known. Never "eligible".

A rule is (name, value): ``("employees_at_most", 300)``, ``("partner", ("university", "public_lab"))``. Numbers have
``_at_most`` and ``_at_least``; every other facet takes the values of which one is enough.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from assistant.answering.annotate import japanese_date
from assistant.measures.months import first_and_last, months_in_words
from assistant.measures.profile import Facet, amount_in_words, number, values
from assistant.measures.size import NOT_BUSINESSES, NOT_UNDER_THE_ACT, sizes_of
from assistant.measures.vocabulary import FACETS, NUMBERS, ONE_OF, ONLY_ONE, ORGANISATIONS
from assistant.text.normalise import fold
from assistant.text.regions import PREFECTURES, region_named

NUMBER_RULES = tuple(f"{name}_{end}" for name in NUMBERS for end in ("at_most", "at_least"))
ONE_OF_RULES = (*ONE_OF, "region", "certificate")
RULES = (*NUMBER_RULES, *ONE_OF_RULES)
OPENS = "opens"
"""The rule of an entry's own window, its value the day it opens (ISO); no file writes it as a condition."""


_IS_ITSELF = MappingProxyType(
    {"farmer": ("industry", "agriculture"), "university": ("organisation", "university")}
)
"""Of two who have to work together, which one the client may be: a farmer needs no farmer to go along."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a rule is met, and what was held against what."""

    met: bool | None
    reason: str


def judge(rule: tuple[str, Any], profile: Sequence[Facet]) -> Verdict:
    """Hold one rule against a profile.

    ``("employees_at_most", 300)`` and 30 employees → met, 「従業員30人（300人以下）」; without a number of employees →
    not known, 「従業員数がわかりません」.
    """
    name, wanted = rule
    if name in NUMBER_RULES:
        return _number(name, int(wanted), profile)
    if name == OPENS:
        return _opens(str(wanted), profile)
    if name == "size":
        return _size(tuple(wanted), profile)
    return _one_of(name, tuple(wanted), profile)


def facet_of(rule: tuple[str, Any]) -> str:
    """The facet a rule turns on: ``employees_at_most`` → ``employees``."""
    if rule[0] == OPENS:
        return "when"
    return rule[0].removesuffix("_at_most").removesuffix("_at_least")


def wanted_in_words(rule: tuple[str, Any]) -> str:
    """What a rule wants, as an advisor reads it: 「300人以下」, 「大学・高専か公設試」."""
    name, wanted = rule
    if name in NUMBER_RULES:
        unit = NUMBERS[facet_of(rule)][1]
        return f"{amount_in_words(int(wanted), unit)}{'以下' if name.endswith('_at_most') else '以上'}"
    labels = ONE_OF.get(name, {})
    return "か".join(labels.get(value, value) for value in wanted)


def _number(name: str, wanted: int, profile: Sequence[Facet]) -> Verdict:
    facet = name.removesuffix("_at_most").removesuffix("_at_least")
    word, unit = NUMBERS[facet]
    known, limit = number(profile, facet), wanted_in_words((name, wanted))
    if known is None:
        return Verdict(None, f"{FACETS[facet]}がわかりません（{limit}）")
    met = known <= wanted if name.endswith("_at_most") else known >= wanted
    return Verdict(met, f"{word}{amount_in_words(known, unit)}（{limit}）")


def _opens(day: str, profile: Sequence[Facet]) -> Verdict:
    """Most support has to be applied for before what it is for begins: a window must open before the plan's last month ends."""
    told = values(profile, "when")
    opens = japanese_date(day)
    if not told:
        return Verdict(None, f"予定の時期がわかりません（受付は{opens}から）")
    planned = months_in_words(told[0])
    if first_and_last(day[:7])[0] > first_and_last(told[0])[1]:
        return Verdict(False, f"予定は{planned}、受付はその後の{opens}から")
    return Verdict(True, f"受付は{opens}から、予定は{planned}")


def _size(wanted: tuple[str, ...], profile: Sequence[Facet]) -> Verdict:
    """Sizes follow from employees, capital and industry by the Act; the larger one is excluded as soon as one is known."""
    label = wanted_in_words(("size", wanted))
    for organisation in values(profile, "organisation") if not values(profile, "size") else ():
        said = ORGANISATIONS[organisation]
        if organisation in NOT_BUSINESSES:
            return Verdict(False, f"組織の種類: {said}（条件は{label}）")
        if organisation in NOT_UNDER_THE_ACT:
            return Verdict(None, f"{said}が{label}に含まれるかは、要領で確かめてください")
    if values(profile, "stage") == ("before_founding",) and not values(profile, "size"):
        return Verdict(None, f"創業前です。{label}とされるかは、要領で確かめてください")
    possible, why = sizes_of(profile)
    accepted = {*wanted, *(("small",) if "sme" in wanted else ())}
    if not possible:
        return Verdict(None, f"企業の規模がわかりません（{label}）")
    if possible <= accepted:
        return Verdict(True, f"{why}（{label}）")
    return Verdict(None if possible & accepted else False, f"{why}（{label}）")


def _one_of(name: str, wanted: tuple[str, ...], profile: Sequence[Facet]) -> Verdict:
    label = wanted_in_words((name, wanted))
    same = fold if name == "certificate" else str  # JISQ9100 is JIS Q 9100
    accepted = _prefectures(wanted) if name == "region" else {same(value) for value in wanted}
    if name == "organisation" and "company" in accepted:
        accepted.add("startup")  # which is a company, too
    held = [value for value in values(profile, name) if same(value) in accepted]
    labels = ONE_OF.get(name, {})
    if held:
        return Verdict(True, f"{FACETS[name]}: {labels.get(held[0], held[0])}")
    for partner in accepted & _IS_ITSELF.keys() if name == "partner" else ():
        facet, value = _IS_ITSELF[partner]
        if value in values(profile, facet):
            return Verdict(True, f"{FACETS[facet]}: {ONE_OF[facet][value]}（相談者ご自身）")
    denied = {same(value) for value in values(profile, name, holds=False)}
    if accepted <= denied:
        return Verdict(False, f"{FACETS[name]}: {label}がない")
    others = values(profile, name)
    if name == "organisation" and not others and accepted <= NOT_BUSINESSES:
        return Verdict(False, f"相談者は事業者（条件は{label}）")
    if name == "organisation" and _may_be(others, accepted):
        return Verdict(
            None,
            f"{FACETS[name]}: {'・'.join(labels[value] for value in others)}（{label}か確かめてください）",
        )
    if others and (name in ONLY_ONE or name == "industry"):
        shown = "・".join(labels.get(value, value) for value in others)
        return Verdict(False, f"{FACETS[name]}: {shown}（条件は{label}）")
    return Verdict(None, f"{FACETS[name]}がわかりません（{label}）")


def _may_be(told: Sequence[str], accepted: set[str]) -> bool:
    """Whether an organisation told otherwise may be of the kind wanted: a company may be a startup."""
    return "startup" in accepted and bool(told) and set(told) <= {"company", "individual"}


def _prefectures(names: Sequence[str]) -> set[str]:
    """The prefectures of some regions: 関東 → its seven."""
    return {prefecture for name in names for prefecture in region_named(name).prefectures} & set(PREFECTURES)
