"""What a fetch brought, for a person and as JSON; the credit line stands in both."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from assistant.answering.annotate import STANDING_WORDS, japanese_date
from assistant.console import say, tell
from assistant.measures.entry import Entry
from assistant.measures.jgrants import CREDIT
from assistant.measures.jgrants.fetch import FetchReport


def print_report(report: FetchReport) -> None:
    """One subsidy in two lines, what happened to the register, the notices and the credit line."""
    for entry in report.entries:
        tell(f"{entry.name}（{STANDING_WORDS[entry.standing]}・{japanese_date(entry.as_of)}時点）")
        tell(f"   {_short(entry)}")
    tell(
        f"{len(report.entries):,} 件（新しい {report.new:,}、変わった {report.changed:,}、詳細あり {report.detailed:,}）。"
        f"{japanese_date(report.as_of)}時点。"
    )
    for notice in report.notices:
        say(f"注意: {notice}")
    tell(CREDIT)


def report_to_dict(report: FetchReport) -> dict[str, Any]:
    """A report as JSON."""
    return {
        "found": len(report.entries),
        "new": report.new,
        "changed": report.changed,
        "detailed": report.detailed,
        "as_of": report.as_of,
        "credit": CREDIT,
        "notices": list(report.notices),
        "entries": [asdict(entry) for entry in report.entries],
    }


def _short(entry: Entry) -> str:
    """Where, how much, until when: ``東京都 / 補助上限額 1,000,000円 / 受付は 2026-12-01 まで。``"""
    regions = "・".join(entry.regions[:3]) + ("など" if len(entry.regions) > 3 else "")
    parts = (regions, *(fact.text for fact in entry.benefits), entry.standing_note)
    return " / ".join(part for part in parts if part)
