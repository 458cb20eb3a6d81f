"""The report of a run as one HTML file: nothing is loaded from anywhere, and it works without JavaScript."""

from __future__ import annotations

from pathlib import Path

from evals.html.change import change_section
from evals.html.charts import by_kind_section, refusing, time_and_length
from evals.html.elements import Html, join, tag, void
from evals.html.failures import failing_items
from evals.html.head import baselines, every_measure, headlines, what_was_run
from evals.html.judges import judges_section
from evals.report_data import ReportData
from evals.report_words import GROUPS, code_of, number

_STYLE = Path(__file__).with_name("style.css")
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""The browser itself refuses to load anything, should markup ever slip in with the data."""
_PLACES = (
    ("headlines", "おもな数値"),
    ("change", "変化"),
    ("baselines", "比べる相手"),
    ("kinds", "種類ごと"),
    ("refusing", "断る境目"),
    ("time", "速さと長さ"),
    ("failures", "満点でない質問"),
    ("judges", "言語モデルの判定"),
    ("measures", "すべての数値"),
    ("run", "評価したもの"),
)


def html_report(data: ReportData) -> str:
    """The report as the text of one file.

    Args:
        data: of the run; all text in it is escaped.
    """
    style = Html(_STYLE.read_text(encoding="utf-8"))
    head = tag(
        "head",
        void("meta", charset="utf-8"),
        void("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        void("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", f"評価の報告 {data.run}"),
        tag("style", style),
    )
    return f"<!DOCTYPE html>\n{tag('html', head, tag('body', _header(data), _main(data)), lang='ja')}\n"


def _header(data: ReportData) -> Html:
    manifest, failed = data.manifest, data.whole.failed
    row = next(row for row in data.whole.rows if row.measure.id == "all_nuggets_cited")
    said = (
        f"{manifest['items']}件（{GROUPS.get(manifest['split'], manifest['split'])}）に答え、失敗は {failed}件。"
        f"答えのある質問 {row.figures['shien'].n}件のうち、必要な事実をすべて引用つきで示したのは "
        f"{number(row.figures['shien'].value)}。"
    )
    told = f"{manifest.get('started', '')}　版 {manifest.get('version', '')}　コミット {code_of(manifest)}"
    absent = {name for name, there in (("change", data.change), ("judges", data.judges)) if not there}
    links = [tag("a", label, href=f"#{name}") for name, label in _PLACES if name not in absent]
    return tag(
        "header",
        tag("h1", "評価の報告"),
        tag("p", told, class_="note"),
        tag("p", said),
        tag("nav", *links, aria_label="この報告の中"),
    )


def _main(data: ReportData) -> Html:
    return tag(
        "main",
        join(
            headlines(data),
            change_section(data.change) if data.change else "",
            baselines(data),
            by_kind_section(data),
            refusing(data),
            time_and_length(data),
            failing_items(data),
            judges_section(data) if data.judges else "",
            every_measure(data),
            what_was_run(data),
        ),
    )
