"""What the closed lists of Jグランツ say of a subsidy: conditions that can be judged, its regions and purposes.

A value that is on none of the lists becomes a condition only a person can judge; nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from assistant.measures.entry import Condition
from assistant.measures.jgrants import basis_in
from assistant.measures.jgrants.answers import Subsidy
from assistant.measures.jgrants.asked import AREAS, BLOCKS, INDUSTRIES, spelled_alike
from assistant.measures.vocabulary import INDUSTRIES as OURS
from assistant.text.normalise import fold
from assistant.text.regions import NATIONWIDE, PREFECTURES

_PURPOSES = {
    "新たな事業": ("new_business",),
    "販路拡大": ("sales", "overseas"),
    "イベント・事業運営": ("management",),
    "事業を引き継": ("succession",),
    "研究開発": ("research",),
    "人材育成": ("people",),
    "資金繰り": ("funding",),
    "設備整備": ("equipment", "digital"),
    "雇用・職場環境": ("people",),
    "エコ": ("energy",),
    "災害": ("continuity",),
    "安全・防災": ("continuity",),
}
"""How a purpose of the API begins (it has been spelled in several ways), and ours. Three have none of ours: children,
sport and towns."""
_INDUSTRIES: dict[str, tuple[str, ...]] = {
    "農業、林業": ("agriculture",),
    "漁業": ("agriculture",),
    "建設業": ("construction",),
    "製造業": ("manufacturing",),
    "電気・ガス・熱供給・水道業": ("energy_supply",),
    "情報通信業": ("it",),
    "運輸業、郵便業": ("transport",),
    "卸売業、小売業": ("wholesale", "retail"),
    "不動産業、物品賃貸業": ("real_estate",),
    "学術研究、専門・技術サービス業": ("service",),
    "宿泊業、飲食サービス業": ("lodging", "food_service"),
    "生活関連サービス業、娯楽業": ("service",),
    "サービス業（他に分類されないもの）": ("service",),
    "教育、学習支援業": ("education",),
    "医療、福祉": ("medical",),
}
"""Industries of the API and ours. A business cannot be known to be of the others (finance, mining, public service)."""
_EMPLOYEES = re.compile(r"([0-9][0-9,]*)(?:名|人)(以下|以上|未満)")


def regions_of(subsidy: Subsidy) -> tuple[str, ...]:
    """Where it is for: prefectures, or 全国; empty where that is not stated in a way we know.

    ``東京都 / 近畿地方`` → (東京都, 滋賀県, 京都府, 大阪府, 兵庫県, 奈良県, 和歌山県)
    """
    named = _values(subsidy.target_area_search)
    if not named or any(area not in AREAS for area in named):
        return ()
    prefectures = {one for area in named for one in BLOCKS.get(area, (area,))}
    if NATIONWIDE.name in prefectures or prefectures >= set(PREFECTURES):
        return (NATIONWIDE.name,)
    return tuple(one for one in PREFECTURES if one in prefectures)


def purposes_of(subsidy: Subsidy) -> tuple[str, ...]:
    """What it is for, in the words of the register.

    ``新たな事業を行いたい / 設備整備・IT導入をしたい`` → (new_business, equipment, digital)
    """
    found = (
        purpose
        for said in _values(subsidy.use_purpose)
        for begins, purposes in _PURPOSES.items()
        if said.startswith(begins)
        for purpose in purposes
    )
    return tuple(dict.fromkeys(found))


def conditions_of(subsidy: Subsidy) -> Iterator[Condition]:
    """What must be so, of the fields with closed values and of the area in words."""
    yield from _area(subsidy)
    yield from _industry(subsidy)
    yield from _employees(subsidy)


def _area(subsidy: Subsidy) -> Iterator[Condition]:
    regions, said = regions_of(subsidy), subsidy.target_area_search
    if said and regions != (NATIONWIDE.name,):
        yield _condition("対象地域", "target_area_search", said, ("region", regions) if regions else None)
    detail = subsidy.target_area_detail
    if detail and detail != said and detail != NATIONWIDE.name:
        yield _condition("対象地域の詳細", "target_area_detail", detail, None)


def _industry(subsidy: Subsidy) -> Iterator[Condition]:
    said = subsidy.industry
    known = {spelled_alike(value): value for value in INDUSTRIES}
    named = {known.get(spelled_alike(value), "") for value in _values(said)}
    ours = {one for value in named for one in _INDUSTRIES.get(value, ())}
    # One of the API's may be but a part of ours (生活関連サービス業 of サービス業): then only a person can tell.
    whole = all(value in named for value, parts in _INDUSTRIES.items() if any(part in ours for part in parts))
    if ours >= set(OURS) and whole:
        return
    if said:
        in_order = tuple(one for one in OURS if one in ours)
        is_exact = bool(ours) and "" not in named and whole
        yield _condition("対象業種", "industry", said, ("industry", in_order) if is_exact else None)


def _employees(subsidy: Subsidy) -> Iterator[Condition]:
    said = subsidy.target_number_of_employees
    if not said or "制約なし" in said:
        return
    found = _EMPLOYEES.fullmatch(fold(said))
    rule: tuple[str, Any] | None = None
    if found:
        number, end = int(found[1].replace(",", "")), found[2]
        rule = (
            ("employees_at_least", number)
            if end == "以上"
            else ("employees_at_most", number - (end == "未満"))
        )
    yield _condition("従業員数", "target_number_of_employees", said, rule)


def _condition(label: str, field: str, said: str, rule: tuple[str, Any] | None) -> Condition:
    return Condition(f"{label}: {said}", basis_in(field, said), rule)


def _values(said: str) -> tuple[str, ...]:
    """The values of a field: ``東京都 / 大阪府`` → (東京都, 大阪府)."""
    return tuple(value.strip() for value in said.split("/") if value.strip())
