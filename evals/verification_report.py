"""The figures of the check of statements, as lines of text."""

from __future__ import annotations

from evals.statistics import Figure
from evals.verification import Caught, NliReport, VerificationReport

_KIND_NAMES = {
    "verbatim": "原文のまま",
    "shortened": "原文を短くしたもの",
    "paraphrase": "言い換え",
    "spelling": "数・日付の別の書き方",
    "alias": "別名",
    "relative_date": "「昨年」などを年にしたもの",
    "merged": "二文をまとめたもの",
    "number": "数",
    "unit": "単位・以上と以下",
    "date": "日付・年",
    "name": "名前",
    "polarity": "否定と肯定",
    "modality": "検討・見込み・予定",
    "attribution": "主語や対象の取り違え",
    "fabricated": "書き足し",
}


def describe_verification(report: VerificationReport, verbose: bool) -> str:
    """The report as lines of text; wrong pairs of the development half are listed when ``verbose``."""
    lines = [
        f"{report.split}: {report.pairs}組（[ ] は95%区間）",
        f"  検証        {_caught(report.check)}",
        f"  文字の重なり {_caught(report.overlap)}（{report.overlap_threshold:.2f} 未満。この組に最もよい値）",
        f"  速さ        毎秒 {report.statements_per_second:,.0f} 文",
    ]
    for label, heading in (
        ("unsupported", "改変文のうち見つけた割合"),
        ("supported", "正しい文のうち誤って指摘した割合"),
    ):
        lines.append(f"{heading}:")
        lines += [
            f"  {shown(row.flagged)}  {_KIND_NAMES[row.kind]}" for row in report.kinds if row.label == label
        ]
    if verbose:
        lines.append("判定を誤った組（封印した半分は件数だけ）:")
        for mistake in report.mistakes:
            missed = "見逃し" if mistake.label == "unsupported" else "誤った指摘"
            why = f"  理由: {'、'.join(mistake.problems)}" if mistake.problems else ""
            lines.append(f"  {mistake.id} {missed} {_KIND_NAMES[mistake.kind]}: {mistake.statement}{why}")
        lines.append(f"  封印した半分: {report.sealed_mistakes}件")
    return "\n".join(lines)


def describe_nli(report: NliReport) -> str:
    """One line: entailment against contradiction, for the check and for shared characters."""
    return f"{report.name}（含意と矛盾の AUROC）: 検証 {shown(report.check)}  文字の重なり {shown(report.overlap)}"


def shown(value: Figure) -> str:
    """A figure with its interval and n: ``0.950 [0.92-0.98] n=100``."""
    if value.value is None:
        return f"– n={value.n}"
    interval = "" if value.low is None else f" [{value.low:.2f}-{value.high:.2f}]"
    return f"{value.value:.3f}{interval} n={value.n}"


def _caught(caught: Caught) -> str:
    return (
        f"適合率 {shown(caught.precision)}  再現率 {shown(caught.recall)}  "
        f"誤った指摘 {shown(caught.false_alarms)}  AUROC {shown(caught.auroc)}"
    )
