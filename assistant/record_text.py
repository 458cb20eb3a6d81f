"""A consultation record as a text to take along: plain, or in Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from assistant.answering.annotate import STANDING_WORDS, japanese_date
from assistant.consultation_record import FIELDS, Proposal
from assistant.measures.show import FITS, NOT_A_PROMISE
from assistant.measures.vocabulary import KINDS, MET_MARKS

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#~|]|&(?=#?\w+;))")
"""Of ampersands only those that would be read as a character (``&lt;``): R&D stays as it is."""
_LINE_START = re.compile(r"^(\d*)([-+.)])(?=\s|$)")
"""Of a list: 「- 」, 「1. 」, also with nothing behind it."""
_RULE = re.compile(r"[-=:\s]+")
"""A line of nothing but these makes a heading or a table of the line above it, or is a rule."""
_IN_A_NAME = re.compile(r"[^\W_]")
"""Letters and figures only: what a field holds must not name a folder."""
LONGEST_NAME = 20
_LINE_END = re.compile(r"\r\n?|\n")
_TAB = 4
"""Columns of a tab, as Markdown counts them."""
PROPOSED = "提案施策（出典・基準日）"
_PROPOSED_BEFORE = "referral"


def record_text(fields: Mapping[str, str], proposals: Sequence[Proposal], *, markdown: bool) -> str:
    """The record, field by field in the order of the form; empty fields are shown as 「（未記入）」.

    Args:
        fields: text of each of ``consultation_record.FIELDS``.
        proposals: what was proposed.
        markdown: with headings, and every character disarmed that Markdown would take for its own (10~20万円).
    """

    def heading(text: str) -> str:
        return f"## {text}" if markdown else f"■ {text}"

    lines = ["# 相談カルテ" if markdown else "相談カルテ", ""]
    for name, label in FIELDS.items():
        if name == _PROPOSED_BEFORE:
            lines += [heading(PROPOSED), *_proposals(proposals, markdown=markdown), ""]
        written = fields.get(name, "").strip() or "（未記入）"
        lines += [heading(label), _disarmed(written) if markdown else written, ""]
    return "\n".join([*lines, NOT_A_PROMISE, ""])


def record_file_name(fields: Mapping[str, str], day: date, ending: str) -> str:
    """The name a record is saved under, one for each business: ``相談カルテ_かえで製作所_2026-11-22.txt``

    Args:
        fields: text of each of ``consultation_record.FIELDS``.
        day: the day of saving.
        ending: ``txt`` or ``md``.
    """
    written = fields.get("business", "").strip().splitlines()
    name = "".join(_IN_A_NAME.findall(written[0]))[:LONGEST_NAME] if written else ""
    return "_".join(filter(None, ["相談カルテ", name, day.isoformat()])) + f".{ending}"


def proposed_on(proposal: Proposal) -> str:
    """The day of a proposal where the advisor is: 「2026年11月21日」."""
    return japanese_date(datetime.fromisoformat(proposal.proposed_at).astimezone().date().isoformat())


def measure_line(measure: Mapping[str, Any]) -> str:
    """「Go-Tech事業〔補助金・助成金、現行、2026年1月19日時点〕中小企業庁」"""
    kind, standing = KINDS.get(measure["kind"], measure["kind"]), STANDING_WORDS[measure["standing"]]
    return f"{measure['name']}〔{kind}、{standing}、{japanese_date(measure['as_of'])}時点〕{measure['body']}"


def _proposals(proposals: Sequence[Proposal], *, markdown: bool) -> Iterator[str]:
    if not proposals:
        yield "（まだありません）"
    for number, proposal in enumerate(proposals, start=1):
        head = f"{number}. {measure_line(proposal.measure)}"
        yield f"### {_disarmed(head)}" if markdown else head
        yield from (f"- {_disarmed(line)}" if markdown else f"   {line}" for line in _details(proposal))


def _details(proposal: Proposal) -> Iterator[str]:
    measure = proposal.measure
    yield f"{FITS[measure['fit']]}（{proposed_on(proposal)}に提案）"
    for one in measure["conditions"]:
        yield f"{MET_MARKS[one['met']]} {one['text']} … {one['reason']}"
    for label, key in (("支援", "benefits"), ("申し込み", "apply")):
        yield from (f"{label}: {one['text']}" for one in measure[key])
    if measure["origin"]:
        yield f"出典: {measure['origin']}"
    for source in measure["sources"]:
        yield f"出典: {source['where']}「{' '.join(source['quote'].split())}」"
    if proposal.note:
        yield f"メモ: {proposal.note}"


def _disarmed(text: str) -> str:
    """``10~20万円\n- 次`` → ``10\\~20万円  \n\\- 次``: shown as it is, its line breaks and indents kept."""
    return "  \n".join(_disarmed_line(line) for line in _LINE_END.split(text))


def _disarmed_line(line: str) -> str:
    said = line.lstrip(" \t")
    if not said.strip():
        return ""
    indent = line[: -len(said)].expandtabs(_TAB)
    words = _MARKDOWN.sub(r"\\\1", said)
    words = f"\\{words}" if _RULE.fullmatch(words) else _LINE_START.sub(r"\1\\\2", words)
    # Spaces that Markdown does not count: it would take the others away, or make code of four.
    return "&nbsp;" * len(indent) + words
