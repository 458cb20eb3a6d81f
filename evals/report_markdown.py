"""The report of a run as Markdown, short enough for a pull request."""

from __future__ import annotations

import re
from collections.abc import Sequence

from evals.causes import CAUSES
from evals.compare import Difference
from evals.report_change import Change
from evals.report_data import Group, ReportData
from evals.report_words import GROUPS, SYSTEMS, code_of, interval, number, signed_number, told_apart, verdict
from evals.statistics import LEVEL

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#~!])")


def markdown_report(data: ReportData) -> str:
    """A table of every measure with n, its interval and the change, then baselines, items that moved and causes.

    Args:
        data: of the run; names in it are escaped, and no question or answer is in the summary.
    """
    manifest = data.manifest
    lines = [
        f"## 評価 {plain(data.run)}",
        "",
        f"版 {plain(str(manifest.get('version', '')))}、コミット {plain(code_of(manifest))}、"
        f"書き手 {plain(str(manifest.get('engine', '')))}、質問集 {plain(str(manifest['dataset']))} {manifest['items']}件"
        f"（sha256 {manifest['dataset_sha256'][:12]}）",
    ]
    if data.change:
        lines += ["", *_changed(data.change)]
    for group in data.groups:
        lines += ["", *_group(group)]
    lines += ["", *_baselines(data), "", *_causes(data)]
    if data.judges:
        lines += ["", *_judges(data)]
    lines += ["", f"[ ] は {LEVEL:.0%} 区間。文書ごとに引き直したもので、文書が少ないので粗い目安です。"]
    return "\n".join(lines) + "\n"


def plain(said: str) -> str:
    """A text that Markdown shows as it is, on one line: ``a|b\\n<i>`` → ``a\\|b \\<i\\>``"""
    return _SPECIAL.sub(r"\\\1", " ".join(said.split()))


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    rule = ["---", *("---:" for _ in head[1:])]
    return [f"| {' | '.join(cells)} |" for cells in (head, rule, *rows)]


def _changed(change: Change) -> list[str]:
    head = ("測り方", "前", "後", "差", "区間", "質問の数", "勝ち/同じ/負け", "判定")
    lines = [
        f"### 変化（前: {plain(change.before)}）",
        "",
        *_table(head, [_change_row(d) for d in change.differences]),
    ]
    for title, ids in (
        ("悪くなった質問", [one.id for one in change.moved if one.worse]),
        ("よくなった質問", [one.id for one in change.moved if one.better and not one.worse]),
    ):
        lines += ["", f"{title}（{len(ids)}）: {'、'.join(map(plain, ids)) or 'なし'}"]
    if change.sealed_moved:
        lines += ["", f"封印した質問のうち {change.sealed_moved}件も動きました。"]
    return lines


def _change_row(one: Difference) -> tuple[str, ...]:
    return (
        f"{one.measure.label} `{one.measure.id}`",
        number(one.before),
        number(one.after),
        signed_number(one.difference.value),
        interval(one.difference, signed=True),
        str(one.difference.n),
        f"{len(one.wins)}/{one.ties}/{len(one.losses)}",
        verdict(one),
    )


def _group(group: Group) -> list[str]:
    systems = [name for name in SYSTEMS if name in group.rows[0].figures]
    rows = []
    for row in group.rows:
        ours = row.figures["shien"]
        others = [number(row.figures[s].value) if s in row.figures else "" for s in systems[1:]]
        name = f"{row.measure.label} `{row.measure.id}`"
        rows.append((name, number(ours.value), interval(ours), f"{ours.n:,}", *others))
    head = ("測り方", "本製品", "区間", "n", *(SYSTEMS[name] for name in systems[1:]))
    title = f"### {GROUPS.get(group.name, group.name)}（{group.n}件、失敗 {group.failed}件）"
    return [title, "", *_table(head, rows)]


def _baselines(data: ReportData) -> list[str]:
    lines = ["### 比べる相手との隔たり", ""]
    for standing in data.standings:
        for one in standing.told_by:
            clear = "まさる" if one.is_clear else "**まさるとは言えない**"
            told = f"{one.measure.label} {told_apart(one)} n={one.difference.n}"
            lines.append(f"- {SYSTEMS[standing.system]}: {clear}。{told}")
    return lines


def _judges(data: ReportData) -> list[str]:
    rows = [
        (
            f"{plain(rung.name)} `{rung.task}`",
            GROUPS.get(rung.split, rung.split),
            number(rung.figure.value),
            interval(rung.figure),
            f"{rung.figure.n:,}",
            f"{sum(rung.no_verdict.values()):,} / {rung.asked:,}",
        )
        for rung in data.judges
    ]
    head = ("判定者", "半分", "割合", "区間", "n", "判定なし / 聞いた数")
    return ["### 言語モデルの判定（ほかの測り方とは別のもの）", "", *_table(head, rows)]


def _causes(data: ReportData) -> list[str]:
    rows = [(label, str(data.causes[cause])) for cause, label in CAUSES.items() if data.causes[cause]]
    lines = [f"### 満点でない質問: {len(data.failures)}件", "", *_table(("原因", "件数"), rows)]
    if data.sealed_failures:
        lines += ["", f"封印した質問のうち {data.sealed_failures}件は、数えるだけで内容を示しません。"]
    return lines
