"""The sections with plots: kinds of question, refusing, confidence, time, length, tokens."""

from __future__ import annotations

from statistics import median

from evals.html.elements import Html, table, tag
from evals.html.parts import note, plotted, section, value, whole
from evals.html.plots import Bar, Dot, histogram, interval_plot, range_plot, square_plot
from evals.report_data import OUTCOMES, KindFigure, ReportData
from evals.report_words import STAGES, SYSTEMS, interval, kind, number
from evals.risk_coverage import point_at
from evals.spent import Usage
from evals.statistics import Figure, share

THRESHOLDS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
LENGTH_STEP = 100
_OUTCOME_HEADINGS = {
    "all_nuggets_cited": "答えのある質問: 事実をすべて、引用つきで",
    "refusal_recall": "答えのない質問: 断った",
    "clarified": "あいまいな質問: 聞き返し、資料も示した",
}


def by_kind_section(data: ReportData) -> Html:
    """How often each kind of question comes out right."""
    plots = [_kind_plot(name, [k for k in data.kinds if k.measure.id == name]) for name in OUTCOMES]
    return section(
        "kinds",
        "質問の種類ごとの質",
        tag("div", *(plot for plot in plots if plot), class_="plots"),
        note(
            "線は 95% 区間です（文書ごとの引き直し。すべて正しい・すべて誤りの種類では引き直しに幅が出ないので、"
            "Wilson の区間）。縦の棒は、検索の先頭の一節を写した場合です。一つの種類の質問は少なく、一問で大きく動きます。"
        ),
    )


def _kind_plot(measure_id: str, kinds: list[KindFigure]) -> Html:
    if not kinds:
        return Html()
    title, series = _OUTCOME_HEADINGS[measure_id], OUTCOMES.index(measure_id)
    bars, rows = [], []
    for one in kinds:
        spread = spread_of(one.figure)
        told = f"{number(one.figure.value)} n={one.figure.n}"
        found = one.figure.value
        bars.append(Bar(kind(one.kind), found, spread.low, spread.high, told, series, one.copied.value))
        rows.append(
            (kind(one.kind), value(one.figure), interval(spread), str(one.figure.n), value(one.copied))
        )
    lowest = min(kinds, key=lambda one: one.figure.value or 0.0)
    description = f"{len(kinds)}種類。最も低いのは「{kind(lowest.kind)}」の {number(lowest.figure.value)}。"
    picture = interval_plot(f"kind-{series}", title, description, bars)
    head = ("種類", "値", "区間", "n", "先頭の一節を写す")
    return plotted(title, picture, "", head, rows)


def spread_of(found: Figure) -> Figure:
    """A share with an interval to be drawn: Wilson's where drawing documents again gives no width."""
    if found.value in (0.0, 1.0) or found.low is None:
        return share(round((found.value or 0.0) * found.n), found.n)
    return found


def refusing(data: ReportData) -> Html:
    """What refusing more would bring, and whether the confidence tells the truth."""
    return section(
        "refusing",
        "断る境目と、確からしさ",
        tag("div", _curve(data), _calibration(data), class_="plots"),
    )


def _curve(data: ReportData) -> Html:
    selection = data.selection
    curve = selection.curve
    title = "断る境目を動かすと"
    dots = [
        Dot(point.coverage, point.risk, SYSTEMS[name], 1, label=SYSTEMS[name])
        for name, point in selection.baselines.items()
        if name in ("first_passage", "closed_book")
    ]
    said = "答えた質問がありません。"
    if curve:
        now = curve[-1]
        told = f"いまの動作点: 答える割合 {now.coverage:.3f}、誤りの割合 {now.risk:.3f}"
        dots.append(Dot(now.coverage, now.risk, told, 0, label="いま"))
        said = f"{told}。n={selection.n}（聞き返すべき質問を除く）。"
    picture = square_plot(
        "risk-coverage", title, said, ("答える割合（すべての質問のうち）", "答えのうち、誤りの割合"), dots,
        curve=[(point.coverage, point.risk) for point in curve],
        upright=(selection.answerable, "答えのある質問の割合"),
    )  # fmt: skip
    rows = []
    for threshold in THRESHOLDS:
        at = point_at(curve, threshold)
        cells = (number(at.coverage), number(at.risk), str(at.answers)) if at else ("0.000", "–", "0")
        rows.append((f"{threshold:.1f} 以上", *cells))
    key = (
        f"{said}確からしさが境目より低い答えを断ることにすると、線に沿って左へ動きます。"
        "「誤り」は、必要な事実がすべて引用つきで示されていないか、答えのない質問に答えたものです。"
    )
    head = ("答える確からしさ", "答える割合", "誤りの割合", "答えの数")
    return plotted(title, picture, key, head, rows)


def _calibration(data: ReportData) -> Html:
    title = "確からしさは、当てになるか"
    dots, rows = [], []
    for one in data.calibration:
        right = one.right
        told = f"確からしさの平均 {one.told:.2f}、実際 {number(right.value)}、n={right.n}"
        dots.append(Dot(one.told, right.value or 0.0, told, 0, right.low, right.high, label=f"n={right.n}"))
        rows.append(
            (f"{one.low:.1f}〜{one.high:.1f}", f"{one.told:.3f}", value(right), interval(right), str(right.n))
        )
    error = next(row for row in data.whole.rows if row.measure.id == "calibration_error").figures["shien"]
    said = f"点が斜めの線に近いほど、確からしさを信じられます。隔たり（5区分の平均）は {number(error.value)}、n={error.n}。"
    labels = ("答えが述べた確からしさ", "すべて示せた割合")
    picture = square_plot("calibration", title, said, labels, dots, diagonal=True)
    key = f"{said}縦の線は Wilson の 95% 区間です。"
    head = ("確からしさ", "平均", "すべて示せた割合", "区間", "n")
    return plotted(title, picture, key, head, rows)


def time_and_length(data: ReportData) -> Html:
    """How long answers take, stage by stage, and how long they are."""
    plots = [plot for plot in (_latency(data), _lengths(data)) if plot]
    return section("time", "速さと、答えの長さ", tag("div", *plots, class_="plots"), _usage(data))


def _latency(data: ReportData) -> Html:
    if not data.stages:
        return Html()
    title, drawn, rows = "答えるまでの時間（ミリ秒）", [], []
    for one in data.stages:
        name = STAGES.get(one.name, one.name)
        drawn.append((name, one.p50, one.p95, f"{one.p50:,.0f} / {one.p95:,.0f}"))
        rows.append((name, f"{one.p50:,.1f}", f"{one.p95:,.1f}", str(one.n)))
    total = data.stages[-1]
    said = f"{STAGES.get(total.name, total.name)}は、中央値 {total.p50:,.0f} ミリ秒、95% 点 {total.p95:,.0f} ミリ秒（n={total.n}）。"
    picture = range_plot("latency", title, said, drawn)
    key = f"●は中央値、■は 95% 点。{said}評価した計算機の、そのときの込み具合に左右されます。"
    return plotted(title, picture, key, ("段階", "中央値", "95% 点", "n"), rows)


def _lengths(data: ReportData) -> Html:
    if not data.lengths:
        return Html()
    title, middle = "答えの長さ（字）", median(data.lengths)
    said = f"答え {len(data.lengths)}件の中央値は {middle:.0f}字、最も長いもので {max(data.lengths):,}字。"
    width = max(LENGTH_STEP, max(data.lengths) // 10 // LENGTH_STEP * LENGTH_STEP)
    picture = histogram("lengths", title, said, data.lengths, width)
    row = next(row for row in data.whole.rows if row.measure.id == "answer_characters")
    rows = [
        (SYSTEMS[name], value(found), interval(found), str(found.n)) for name, found in row.figures.items()
    ]
    key = f"横は字数、縦は件数。{said}長い答えほど、必要な事実は入りやすくなります。"
    return plotted(title, picture, key, ("答え方", "平均（字）", "区間", "n"), rows)


def _usage(data: ReportData) -> Html:
    if not data.usage:
        return Html()
    rows = [_usage_row(one, data) for one in data.usage]
    head = ("答え方", "件数", "入力トークン", "出力トークン", "料金", "事実をすべて、引用つきで")
    return tag("div", tag("h3", "言語モデルの使用量と、その質"), table("トークンと料金", head, rows))


def _usage_row(one: Usage, data: ReportData) -> tuple[str, ...]:
    quality = next(row for row in data.whole.rows if row.measure.id == "all_nuggets_cited")
    mean = f"（1件 {one.input_tokens / one.n:,.0f}）", f"（1件 {one.output_tokens / one.n:,.0f}）"
    about = "約 " if one.is_estimated else ""
    return (
        SYSTEMS[one.system],
        f"{one.n:,}",
        f"{about}{one.input_tokens:,}{mean[0]}",
        f"{about}{one.output_tokens:,}{mean[1]}",
        "–" if one.usd is None else f"${one.usd:.4f}（1件 ${one.usd / one.n:.5f}）",
        whole(quality.figures[one.system]),
    )
