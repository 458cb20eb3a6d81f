"""Values that a sentence gives of something else than what is asked for: of another place, of another programme.

A neighbour's figure stands in the same passage as the name asked for, and would be read as its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.asked import spelt_out
from assistant.answering.editions import is_of_another_issue
from assistant.answering.either_side import rows_of_the_other_side
from assistant.answering.evidence import Evidence
from assistant.answering.focus import BY_NAME, value_is_of
from assistant.answering.located import asked_places, named_places
from assistant.answering.named_rows import rows_of_others
from assistant.answering.question import Question
from assistant.answering.row_parts import COUNTED_HEAD
from assistant.answering.subjects import told_subjects
from assistant.text.figures import figures_in
from assistant.text.normalise import fold, normal_text
from assistant.text.regions import Region
from assistant.text.tokens import noun_phrases
from assistant.text.units import counted_alike

LONG_NAME = 9
"""Letters from which a noun phrase that ends as a measure does is one measure's name."""
_NAMED = re.compile(r"(?:事業|計画|プログラム|プロジェクト|プラン|戦略)$")
_COUNTED = re.compile(r"何(?:件|社|者|団体|か所|[ヶカ]所|箇所)|件数|社数")
_MEASURED = frozenset(["円", "割合", "年", "月", "日", "時間", "時", "分", "歳", "倍", "ポイント", "m", "km", "kg", "ページ", "階", "週", "号", "位", "番", "条"])  # fmt: skip
"""Units in which nothing is counted: 1,200万円 and 5年 are no number of cases."""
_OF_ONE_KIND = "人名社回校"
"""Counters of one kind of thing; 件, か所 and つ count so much that none is another."""
_OF_ONE_THING = ("amount", "rate", "date", "duration", "contact")
"""Kinds of value whose thing is called by its name; what is counted is more often told in other words."""
_HEADING = re.compile(r"^[ 　]*[◆■●【＜<]")
"""How a heading begins that stands within a passage; its programmes own what follows."""


def without_borrowed(asked: Question, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The evidence, each sentence whose value is of something else marked as borrowed and answering nothing.

    ``川崎の会場の担当は誰`` of 「横浜では佐藤氏が担当」 → borrowed; of 「佐藤氏が担当」 → as it was

    Args:
        asked: the question, understood.
        evidence: sentences found for it.
    """
    places, named = asked_places(asked.text), _written_in_full(asked, evidence)
    of_others = rows_of_others(asked, evidence) | rows_of_the_other_side(fold(asked.text), evidence)

    def judged(e: Evidence) -> Evidence:
        if e.spans[0] in of_others:
            return replace(e, answers=frozenset(), hinted=frozenset(), borrowed=True)
        holds = bool(e.answers) or (asked.needs_hint and bool(e.hinted))
        around = fold("".join([e.document.title, *e.passage.section, e.passage.text, e.text]))
        if holds and (
            _of_another_place(places, e)
            or _of_another_programme(asked, e)
            or not all(name in around for name in named)
            or _of_another_unit(asked, e)
            or is_of_another_issue(asked, e)
        ):
            return replace(e, answers=frozenset(), hinted=frozenset(), borrowed=True)
        return e

    return [judged(e) for e in evidence]


def _written_in_full(asked: Question, evidence: Sequence[Evidence]) -> list[str]:
    """Long names of measures in a question that the evidence writes letter by letter: only what stands with them is of them.

    (Names that end so are not subjects: 事業 and 計画 end too much that is none.)
    """
    names = [name for name in map(fold, asked.names) if len(name) >= LONG_NAME and _NAMED.search(name)]
    if asked.kind in _OF_ONE_THING:
        names += [name for name in [value_is_of(asked)] if BY_NAME.fullmatch(name)]
    return [name for name in names if any(name in fold(e.passage.text) for e in evidence)]


def _of_another_place(asked: Sequence[Region], evidence: Evidence) -> bool:
    """Whether a sentence speaks of other places than the one asked about, and it does not stand under that one's name."""
    told = named_places(evidence.text)
    if not asked or not told:
        return False
    around = named_places("\n".join(evidence.passage.section))
    return not any(one.meets(other) for one in asked for other in (*told, *around))


def _of_another_programme(asked: Question, evidence: Evidence) -> bool:
    """Whether the name asked for stands in the sentence's passage only behind it, or another's heading is between."""
    known = asked.subjects
    if not known or evidence.says_name:
        return False
    passage = evidence.passage
    at = max(evidence.spans[0].start - passage.start, 0)
    before, after = passage.text[:at], passage.text[at:]
    *outer, heading = ("", *passage.section)
    above = fold(" ".join([evidence.document.title, evidence.document.publisher, *outer]))
    for subject in known:
        if subject.said_in(above):
            continue
        lines = [heading, *before.splitlines()]
        named = [number for number, line in enumerate(lines) if subject.said_in(fold(line))]
        if not named:
            if subject.said_in(fold(after)):
                return True
            continue
        if any(_heads_another(line) for line in lines[named[-1] + 1 :]):
            return True
    return False


def _of_another_unit(asked: Question, evidence: Evidence) -> bool:
    """Whether a number is asked for of one kind (何人), and a sentence counts none that may be so called (20〜30%)."""
    figures = figures_in(evidence.text)
    units = {"点" if figure.said.endswith("点") else figure.unit for figure in figures}
    if evidence.is_row and len(evidence.spans) > 1:  # 509 under 件数 counts 件
        units |= {found["of"] or found["in"] for found in COUNTED_HEAD.finditer(evidence.spans[1].text)}
    if evidence.answers and _COUNTED.search(normal_text(asked.text)) and units <= _MEASURED | {"点", ""}:
        return True
    counters = re.findall(rf"[何幾]([{_OF_ONE_KIND}])", spelt_out(normal_text(asked.text)))
    if not counters or any(not head.general for head in asked.heads):
        return False
    may_be = {alike for counter in counters for alike in counted_alike(counter)}
    may_be |= {"件"} if "社" in counters else set()
    return bool(evidence.answers) and not any(unit.startswith(tuple(may_be)) for unit in units if unit)


def _heads_another(line: str) -> bool:
    """Whether a line is a heading that names a programme: ◆…対応資金◆."""
    return bool(_HEADING.match(line)) and bool(told_subjects(noun_phrases(line), ()))
