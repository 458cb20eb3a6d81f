"""The page 評価: the evaluations run on this machine, and whether answers get better or worse."""

from __future__ import annotations

import streamlit as st

from assistant.evaluations import read_runs, report_of
from assistant.settings import Settings, read_settings
from ui import markup
from ui.evaluation_markup import runs_html, trend_html
from ui.evaluation_view import MEASURES, RunRow, run_rows, trend
from ui.problems import told_plainly
from ui.resources import conversation_store
from ui.sidebar import draw_sidebar

HOW_TO_RUN = (
    "まだ評価がありません。「shien eval run」で質問集に答えさせると、ここに出ます。"
    "「shien eval report フォルダー」で、質問ごとの結果まで見られる報告を作れます。"
)
WHAT_IT_IS = (
    "質問集に答えさせた結果です。[ ] は95%区間、n は分母です。区間が重なる差は、偶然かもしれません。"
    "同じ質問に答えた評価どうしだけを比べます。"
)


def main() -> None:
    """Draw the page."""
    with told_plainly():
        draw_page(read_settings())


def draw_page(settings: Settings) -> None:
    """The runs as a table, the trend of one measure, and the reports that were made."""
    store, wanted = conversation_store(settings), st.query_params.get("c")
    with st.sidebar:
        draw_sidebar(store, store.find(wanted) if wanted else None)
    runs = read_runs(settings.home)
    st.html(markup.heading_html("評価"))
    if not runs:
        st.html(markup.small_html(HOW_TO_RUN))
        return
    st.html(markup.small_html(WHAT_IT_IS))
    rows = run_rows(runs)
    st.html(runs_html(rows, [label for label, _ in MEASURES.values()]))
    names = {label: name for name, (label, _) in MEASURES.items()}
    label = st.selectbox("推移を見る測り方", list(names), key="trend-measure")
    points = trend(runs, names[label])
    if len(points) < 2:
        st.html(markup.small_html("同じ質問に二度以上答えると、推移が出ます。"))
    else:
        st.html(trend_html(label, points))
    draw_reports(rows, settings)


def draw_reports(rows: tuple[RunRow, ...], settings: Settings) -> None:
    """Buttons that save the HTML reports."""
    for row in rows:
        if row.has_report and (report := report_of(settings.home, row.name)) is not None:
            st.download_button(
                f"報告を保存する（{row.when}）",
                report,
                f"shien-{row.name}.html",
                "text/html",
                key=f"report-{row.name}",
            )


main()
