"""What changed since the run the report is compared with."""

from __future__ import annotations

from evals.compare import Difference
from evals.html.elements import Html, folded, join, table, tag
from evals.html.parts import difference, note, plotted, section
from evals.html.plots import Bar, interval_plot
from evals.report_change import Change, Moved
from evals.report_words import code_of, interval, kind, number, signed_number, verdict

SHORT = {
    "all_nuggets_cited": "事実すべて・引用",
    "all_nuggets": "事実すべて",
    "nugget_recall": "事実の割合",
    "citation_evidence_recall": "根拠の引用",
    "citation_document_recall": "文書の引用",
    "citation_recall": "文の裏づけ",
    "citation_precision": "引用の要否",
    "numeric_precision": "数値の裏づけ",
    "numeric_recall": "数値の提示",
    "span_recall": "検索の到達",
    "verbatim_quotes": "引用の一致",
    "refusal_recall": "正しく断る",
    "refusal_precision": "断りの正しさ",
    "over_refusal": "断りすぎ",
    "place_though_refused": "断っても箇所",
    "forbidden_hit": "誤った語",
    "forbidden_in_refusal": "断りの中の語",
    "clarified": "正しく聞き返す",
    "clarification": "聞き返し",
}
"""Names of measures that fit beside a plot."""


def change_section(change: Change) -> Html:
    """Every measure before and after, and the items that moved."""
    then = change.manifest
    version = f"版 {then.get('version', '')}、コミット {code_of(then)}"
    counted = note(f"封印した質問のうち {change.sealed_moved}件も動きました。内容は示しません。")
    return section(
        "change",
        "前の評価からの変化",
        tag("p", f"比べた相手: {change.before}（{version}）"),
        _plot(change),
        tag("h3", "変わった質問"),
        _moved(change.moved),
        counted if change.sealed_moved else "",
    )


def _plot(change: Change) -> Html:
    bars = [
        Bar(
            SHORT.get(one.measure.id, one.measure.id),
            one.difference.value,
            one.difference.low,
            one.difference.high,
            f"{signed_number(one.difference.value)} n={one.difference.n}",
            _series(one),
        )
        for one in change.differences
        if one.difference.value is not None and one.measure.id != "answer_characters"
    ]
    ends = [abs(end) for bar in bars for end in (bar.value, bar.low, bar.high) if end is not None]
    reach = max(0.05, *ends) if ends else 0.05
    worse = [SHORT.get(one.measure.id, one.measure.id) for one in change.differences if one.is_worse]
    said = f"偶然より大きく悪くなった測り方: {'、'.join(worse) or 'なし'}。"
    title = "測り方ごとの変化（後 − 前）"
    picture = interval_plot("change", title, said, bars, (-reach, reach))
    key = f"線は差の 95% 区間、◆緑はよくなった、■橙は悪くなった、●青は偶然の範囲。{said}"
    head = ("測り方", "前", "後", "差", "区間", "質問の数", "勝ち / 同じ / 負け", "判定")
    return plotted(title, picture, key, head, [_row(one) for one in change.differences])


def _series(one: Difference) -> int:
    return {"悪くなった": 1, "よくなった": 2}.get(verdict(one), 0)


def _row(one: Difference) -> tuple[str, ...]:
    return (
        join(one.measure.label, tag("small", f" {one.measure.id}", class_="id")),
        number(one.before),
        number(one.after),
        difference(one.difference),
        interval(one.difference, signed=True),
        str(one.difference.n),
        f"{len(one.wins)} / {one.ties} / {len(one.losses)}",
        verdict(one),
    )


def _moved(moved: tuple[Moved, ...]) -> Html:
    if not moved:
        return tag("p", "変わった質問はありません。")
    rows = [(one.id, kind(one.kind), one.question, _names(one.better), _names(one.worse)) for one in moved]
    head = ("質問", "種類", "内容", "よくなった測り方", "悪くなった測り方")
    return folded(f"{len(moved)}件", table("変わった質問", head, rows, numbers_from=9))


def _names(measure_ids: tuple[str, ...]) -> str:
    return "、".join(SHORT.get(name, name) for name in measure_ids)
