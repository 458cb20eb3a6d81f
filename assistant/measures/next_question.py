"""What to ask a client next: the unknown that would split the remaining candidates best."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from assistant.measures.against import is_doubtful
from assistant.measures.months import first_and_last, iso_month
from assistant.measures.profile import Facet, Profile, values
from assistant.measures.rules import facet_of, judge
from assistant.measures.size import missing_for_size
from assistant.measures.vocabulary import CONDITION, NUMBERS, ONE_OF, ONLY_ONE
from assistant.text.regions import PREFECTURES, region_named

if TYPE_CHECKING:
    from assistant.measures.match import Candidate, Judged

MOST = 2
"""Questions asked at once: an advisor is on the telephone."""
LEAST_GAIN = 0.05
"""Bits. What tells less than this is not worth a client's time."""
OWN_CONDITION = 0.3
"""What a question about one measure's own condition counts beside one about the business, whose answer also bears on
measures not looked at. A useful question among the two, of 77 inquiries of development: 0.519 at 1.0, 0.597 from 0.1
to 0.5."""
PLACE = 0.2
"""Bits that the prefecture is worth at least: whatever measure it is, the desk to go to is the one of that place. A useful
question among the two: 0.416 without it, 0.584 at 0.1 to 1."""
NOT_YET_THERE = frozenset({"employees", "capital", "organisation", "finance", "years", "certificate"})
"""What nobody has before a business is founded."""
LONGEST = 120
"""Letters of a condition in a question."""
QUESTIONS = MappingProxyType(
    {
        "when": "いつごろの予定ですか（始める、入れる、開く時期）。",
        "purpose": "何に取り組みたい、または困っていますか（設備を入れる、売り先を広げる、人を採る、資金繰りなど）。",
        "industry": "どのようなお仕事（業種）ですか。",
        "employees": "従業員は何人くらいですか（パートの方も含めて）。",
        "capital": "資本金はいくらですか。",
        "size": "従業員の人数と資本金を教えていただけますか。",
        "region": "会社やお店、工場はどの都道府県にありますか。",
        "finance": "最近の決算は黒字でしたか、赤字でしたか。売上は減っていますか。",
        "partner": "大学や公設試、ほかの会社など、いっしょに取り組む相手はいますか。",
        "certificate": "経営革新計画など、国や県から認定を受けている計画はありますか。",
        "stage": "創業されてから何年になりますか。これからですか。",
        "years": "創業されてから何年になりますか。",
        "organisation": "会社ですか、個人事業ですか、それとも組合や団体ですか。",
    }
)
"""In words a client understands."""


@dataclass(frozen=True, slots=True)
class NextQuestion:
    """A question to a client, and what its answer is expected to tell."""

    text: str
    facet: str
    """Empty for a question about a condition that only a person can judge."""
    gain: float
    """Expected information on which candidate stays, in bits."""
    condition: str = ""
    """What is asked of that condition, ``Condition.asked``; empty for a facet."""


def next_questions(candidates: Sequence[Candidate], profile: Profile) -> tuple[NextQuestion, ...]:
    """At most two questions, the more telling first; what to achieve is asked first where it is not known."""
    open_ones = [one for one in candidates if one.fit != "unlikely" and not one.elsewhere]
    found = []
    if not values(profile, "purpose"):
        found.append(NextQuestion(QUESTIONS["purpose"], "purpose", math.log2(max(2, len(candidates)))))
    unknown: dict[str, list[tuple[Candidate, Judged]]] = {}
    for candidate in open_ones:
        for judged in candidate.judged:
            if judged.verdict.met is None and not judged.is_told and not is_doubtful(judged, profile):
                unknown.setdefault(_key(judged), []).append((candidate, judged))
    if open_ones and not values(profile, "region"):
        unknown.setdefault("region", [])
    for key, asking in unknown.items():
        facet, condition = (_asked(key, profile), "") if key in QUESTIONS else ("", key)
        if not (facet or condition) or key == "purpose":
            continue
        gain = _gain(key, open_ones, profile) * (1.0 if key in QUESTIONS else OWN_CONDITION)
        gain = max(gain, PLACE) if key == "region" else gain
        if gain >= LEAST_GAIN:
            text = QUESTIONS[facet] if facet else _text(asking[0][1])
            found.append(NextQuestion(text, facet, gain, condition))
    found.sort(key=lambda question: -question.gain)
    return tuple({question.text: question for question in reversed(found)}.values())[::-1][:MOST]


def _asked(key: str, profile: Profile) -> str:
    """What to ask for the sake of a facet: of the size only what is missing; nothing of a business that is not there yet."""
    if key == "size":
        return missing_for_size(profile)
    is_yet_to_be = values(profile, "stage") == ("before_founding",)
    return "" if is_yet_to_be and key in NOT_YET_THERE else key


def _key(judged: Judged) -> str:
    """What a question would be about: a facet, or the condition itself."""
    needs = judged.condition.needs
    return facet_of(needs) if needs else judged.condition.asked


def _text(judged: Judged) -> str:
    text = judged.condition.ask or f"次の点はどうですか: {_shortened(judged.condition.text)}"
    return text if text.endswith(("。", "？", "?")) else f"{text}？" if text.endswith("か") else f"{text}。"


def _shortened(text: str) -> str:
    """A condition as it can be read out: a cell of a list may hold hundreds of letters."""
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _gain(key: str, candidates: Sequence[Candidate], profile: Profile) -> float:
    """Expected fall of the entropy over the candidates when the answer is known.

    The answers are taken as equally probable; a candidate stays unless the answer makes one of its conditions not met.
    H(p) − mean over the answers of H(p | answer), Shannon's; candidates are weighted by their relevance.
    """
    weights = [max(one.relevance, 0.01) for one in candidates]
    answers = list(_answers(key, candidates))
    if not answers:
        return 0.0
    after = [
        _entropy([w for w, one in zip(weights, candidates, strict=True) if _stays(one, key, answer, profile)])
        for answer in answers
    ]
    return _entropy(weights) - sum(after) / len(answers)


def _answers(key: str, candidates: Sequence[Candidate]) -> Iterator[tuple[Facet, ...]]:
    """The answers worth telling apart: each value a condition names and none of them; for a number, each side of each limit."""
    rules = [
        one.condition.needs
        for candidate in candidates
        for one in candidate.judged
        if one.condition.needs and facet_of(one.condition.needs) == key and one.verdict.met is None
    ]
    if not rules:  # a condition that only a person can judge: it is so, or it is not
        yield ()
        yield (Facet(CONDITION, key, holds=False),)
    elif key == "when":
        opening = sorted({first_and_last(str(day)[:7])[0] for _, day in rules})
        for month in (opening[0] - 1, *opening):
            yield (Facet(key, iso_month(month)),)
    elif key in NUMBERS:
        limits = sorted({int(value) for _, value in rules})
        for number in (limits[0] - 1, *(limit + 1 for limit in limits)):
            yield (Facet(key, max(0, number)),)
    else:
        named = dict.fromkeys(value for _, wanted in rules for value in wanted)
        for value in named:
            yield (Facet(key, value),)
        denied = tuple(Facet(key, value, holds=False) for value in named)
        yield denied if key not in ONLY_ONE and key != "industry" else _another(key, named)


def _another(key: str, named: Mapping[str, None]) -> tuple[Facet, ...]:
    """A value of a facet that no condition names: what is left when all of them are denied."""
    values = PREFECTURES if key == "region" else tuple(ONE_OF[key])
    covered = (
        {place for name in named for place in region_named(name).prefectures} if key == "region" else {*named}
    )
    if key == "size" and "sme" in named:
        covered.add("small")  # which is small and medium-sized, too
    return tuple(Facet(key, value) for value in values if value not in covered)[:1]


def _stays(candidate: Candidate, key: str, answer: tuple[Facet, ...], profile: Profile) -> bool:
    for one in candidate.judged:
        needs = one.condition.needs
        if one.verdict.met is not None:
            continue
        if needs is None:
            if answer and answer[0].name == CONDITION and answer[0].value == _key(one):
                return False
        elif facet_of(needs) == key and judge(needs, (*profile, *answer)).met is False:
            return False
    return True


def _entropy(weights: Sequence[float]) -> float:
    """Shannon's entropy in bits of weights made probabilities; 0 for none."""
    total = sum(weights)
    return -sum(w / total * math.log2(w / total) for w in weights if w > 0) if total else 0.0
