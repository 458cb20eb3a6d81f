"""Inquiries as advisors type or hear them, with what a careful advisor would write down and which measures fit.

The set holds the gold of two measurements: what is read from the words (``evals.inquiry_reading``), and which
measures are offered for it (``grades``, ``useful_questions``). docs/evaluation.md has its conventions.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from assistant.measures.vocabulary import FACETS, NUMBERS, ONE_OF, ONLY_ONE
from assistant.text.normalise import fold
from assistant.text.regions import PREFECTURES
from evals.rows import rows_of

DATASET = Path(__file__).resolve().parent / "datasets" / "inquiries"
SPLITS = ("dev", "sealed")
GRADES = {2: "先に挙げる", 1: "挙げてよい", -1: "今のものとして挙げては誤り"}
TRAITS: Mapping[str, str] = {
    "phone": "電話で聞く言い方",
    "memo": "メモの断片",
    "mail": "メールの文",
    "kansai": "関西の言い方",
    "negation": "打ち消し",
    "others": "他の人や会社の事情",
    "hypothetical": "仮の話",
    "past": "昔のこと",
    "about": "およその数、幅",
    "part_time": "パート・アルバイト",
    "money": "億・万・千の金額",
    "era": "元号の創業年",
    "kanji_number": "漢数字",
    "width": "全角・半角の混在",
    "misspelt": "打ち間違い",
    "city": "市区町村の名",
    "two_purposes": "目的が二つ",
    "figure_question": "数値の質問",
    "no_facet": "事情を言っていない",
}
"""How an inquiry is told and what makes it hard; figures are given for each."""
_KEYS = frozenset(
    ["id", "family", "text", "today", "facets", "undecided", "traits", "measures", "useful_questions", "note"]
)  # every one of them in every row, so that a misspelt key cannot pass for an empty one

Told = tuple[str, str | int, bool]
"""Name of a facet, value, and whether it holds. Names of certificates are folded: ``ＪＩＳ Q 9100`` = ``JISQ9100``."""


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What a business tells, and what is to be made of it."""

    id: str
    split: str
    family: str
    """Its situation; one family stands in one half only."""
    text: str
    today: date
    """The day it is told; years since founding are counted to it."""
    facets: frozenset[Told]
    """What a careful advisor would write down as known."""
    undecided: frozenset[Told]
    """What one would write down and another would not; it counts neither way."""
    traits: tuple[str, ...]
    grades: Mapping[str, int]
    """Entry of the register → one of ``GRADES``."""
    useful_questions: tuple[str, ...]
    """Facets whose answer would decide most."""


def told(name: str, value: str | int, holds: bool = True) -> Told:
    """One facet in the form the set compares: ``("certificate", "ISO 9001")`` → ``("certificate", "iso9001", True)``."""
    return name, fold(str(value)) if name == "certificate" else value, holds


def read_inquiries(split: str, folder: Path = DATASET) -> list[Inquiry]:
    """The inquiries of one half, ``dev`` or ``sealed``.

    Raises:
        InputError: the file cannot be read, or a line is not such a row.
    """
    hint = f"{'・'.join(sorted(_KEYS))} をすべて書いてください。"
    return rows_of(folder / f"{split}.jsonl", lambda row: _inquiry(row, split), hint)


def _inquiry(row: Mapping[str, Any], split: str) -> Inquiry:
    if set(row) != _KEYS:
        raise ValueError(f"余分か足りない項目: {'・'.join(sorted(_KEYS ^ set(row)))}")
    return Inquiry(
        id=row["id"],
        split=split,
        family=row["family"],
        text=row["text"],
        today=date.fromisoformat(row["today"]),
        facets=frozenset(told(**facet) for facet in row["facets"]),
        undecided=frozenset(told(**facet) for facet in row["undecided"]),
        traits=tuple(row["traits"]),
        grades={measure["id"]: measure["grade"] for measure in row["measures"]},
        useful_questions=tuple(row["useful_questions"]),
    )


def lint_inquiries(inquiries: Sequence[Inquiry], measures: Collection[str] | None = None) -> tuple[str, ...]:
    """What is wrong with the set; every problem names its inquiry.

    Args:
        inquiries: both halves.
        measures: ids of the register, to find grades of measures it does not have; None where there is no register.
    """
    problems = []
    ids: set[str] = set()
    half_of: dict[str, str] = {}
    for inquiry in inquiries:
        found = [*_shape_problems(inquiry), *_gold_problems(inquiry)]
        if inquiry.id in ids:
            found.append("同じ id が二度あります")
        ids.add(inquiry.id)
        if half_of.setdefault(inquiry.family, inquiry.split) != inquiry.split:
            found.append(f"family「{inquiry.family}」が両方の半分にあります")
        if measures is not None:
            found += [f"登録簿にない施策: {one}" for one in inquiry.grades if one not in measures]
        problems += [f"{inquiry.id}: {problem}" for problem in found]
    return tuple(problems)


def _shape_problems(inquiry: Inquiry) -> Iterator[str]:
    if not inquiry.text.strip():
        yield "text が空です"
    for trait in inquiry.traits:
        if trait not in TRAITS:
            yield f"traits にない語: {trait}"
    for measure, grade in inquiry.grades.items():
        if grade not in GRADES:
            yield f"grade は {'・'.join(map(str, GRADES))} のどれかです: {measure} {grade}"
    if len(inquiry.useful_questions) > 3:
        yield "useful_questions が 3 つを超えています"
    known = {name for name, _, holds in inquiry.facets if holds and name in ONLY_ONE}
    for name in inquiry.useful_questions:
        if name not in FACETS:
            yield f"useful_questions にない項目: {name}"
        elif name in known:
            yield f"もう分かっていることを尋ねています: {name}"


def _gold_problems(inquiry: Inquiry) -> Iterator[str]:
    for name, value, _ in inquiry.facets | inquiry.undecided:
        if name not in FACETS:
            yield f"項目がありません: {name}"
        elif not _is_value(name, value):
            yield f"{name} の値ではありません: {value}"
    for name in sorted(ONLY_ONE):
        if sum(facet[0] == name and facet[2] for facet in inquiry.facets) > 1:
            yield f"{name} は一つだけです"
    for name, value, holds in inquiry.facets:
        if (name, value, holds) in inquiry.undecided:
            yield f"facets と undecided の両方にあります: {name} {value}"
        if holds and (name, value, False) in inquiry.facets:
            yield f"あるともないとも書かれています: {name} {value}"


def _is_value(name: str, value: str | int) -> bool:
    if name in NUMBERS:
        return isinstance(value, int) and not isinstance(value, bool) and value >= 0
    if name == "region":
        return value in PREFECTURES
    return isinstance(value, str) and (value in ONE_OF[name] if name in ONE_OF else bool(value))
