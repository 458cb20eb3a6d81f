"""The HTML and Markdown of a report: whole, closed to the outside, and true to the figures."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from report_samples import SCRIPT, SECRET, items, make_run, product, write_dataset
from typer.testing import CliRunner

from evals import cli
from evals.html.elements import Html, folded, join, tag, text
from evals.html.page import html_report
from evals.report_data import ReportData, report_data
from evals.report_markdown import markdown_report, plain
from evals.report_words import interval, number, settings_shown, signed_number
from evals.scoring import scored_report
from evals.statistics import Figure

VOID = {"meta"}


class Page(HTMLParser):
    """A page taken apart; an end tag that does not fit is a failure."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.told: list[tuple[tuple[str, ...], str]] = []
        self.feed(markup)
        self.close()

    def handle_starttag(self, name: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((name, dict(attrs)))
        if name not in VOID:
            self.open.append(name)

    def handle_endtag(self, name: str) -> None:
        assert self.open and self.open.pop() == name, (name, self.getpos())

    def handle_data(self, data: str) -> None:
        self.told.append((tuple(self.open), data))

    def attributes(self, *names: str) -> list[str]:
        return [value or "" for _, attrs in self.seen for name, value in attrs.items() if name in names]


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_dataset(tmp_path_factory.mktemp("set") / "own", items())


@pytest.fixture(scope="module")
def run(dataset: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_run(tmp_path_factory.mktemp("home"), dataset)


@pytest.fixture(scope="module")
def data(run: Path, dataset: Path, tmp_path_factory: pytest.TempPathFactory) -> ReportData:
    before = make_run(
        tmp_path_factory.mktemp("before"), dataset, product({"whole": product().ask("lackingの")})
    )
    return report_data(run, dataset, before)


@pytest.fixture(scope="module")
def page(data: ReportData) -> Page:
    return Page(html_report(data))


def test_every_element_that_is_opened_is_closed(page: Page) -> None:
    assert page.open == [] and len(page.seen) > 200


def test_nothing_of_the_data_becomes_markup(page: Page) -> None:
    names = {name for name, _ in page.seen}
    assert not names & {"script", "b", "iframe", "link", "img", "object", "base", "form"}
    assert not [value for _, attrs in page.seen for name, value in attrs.items() if name.startswith("on")]
    shown = [said for _, said in page.told if SCRIPT in said]
    assert len(shown) >= 9 * 3  # question, note, answer or error of each; title, section, passage beside


def test_the_page_asks_for_nothing_from_outside(page: Page, data: ReportData) -> None:
    loaded = page.attributes("src", "href", "xlink:href", "action", "data", "poster", "srcset", "background")
    assert loaded and all(value.startswith("#") for value in loaded)
    style = "".join(said for place, said in page.told if place[-1:] == ("style",))
    assert style and not re.search(r"url\(|@import|@font-face|http", style)
    assert not re.search(r"https?://", "".join(page.attributes("style", "class", "content")))
    policy = [
        attrs["content"] for name, attrs in page.seen if attrs.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policy == ["default-src 'none'; style-src 'unsafe-inline'"]


def test_links_within_the_page_lead_somewhere_and_no_id_is_used_twice(page: Page) -> None:
    ids = page.attributes("id")
    assert len(ids) == len(set(ids))
    assert {link.removeprefix("#") for link in page.attributes("href")} <= set(ids)
    for labels in page.attributes("aria-labelledby", "aria-describedby"):
        assert set(labels.split()) <= set(ids)


def test_headings_descend_one_step_at_a_time(page: Page) -> None:
    levels = [int(name[1]) for name, _ in page.seen if re.fullmatch(r"h\d", name)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_tables_have_captions_and_headings_and_every_plot_a_table_beside_it(page: Page) -> None:
    names = [name for name, _ in page.seen]
    assert names.count("caption") == names.count("table") > 8
    assert all(attrs.get("scope") in ("row", "col") for name, attrs in page.seen if name == "th")
    pictures = [position for position, name in enumerate(names) if name == "svg"]
    assert len(pictures) == names.count("figure") >= 6
    for position in pictures:
        following = names[position:]
        assert following.index("table") < (
            following[1:].index("svg") if "svg" in following[1:] else len(following)
        )
        assert names[position + 1 : position + 3] == ["title", "desc"]


def test_the_language_and_both_grounds_are_named(page: Page) -> None:
    assert page.seen[0] == ("html", {"lang": "ja"})
    style = "".join(said for place, said in page.told if place[-1:] == ("style",))
    assert "prefers-color-scheme: dark" in style and "@media print" in style


def test_the_numbers_are_those_of_the_json_report(
    page: Page, run: Path, dataset: Path, data: ReportData
) -> None:
    report = scored_report(run, dataset)
    expected = [
        repr(values[row.measure.id]["value"]) if values[row.measure.id]["value"] is not None else ""
        for group in data.groups
        for row in group.rows
        for system in row.figures
        for values in [report["measures"][system][group.name]]
    ]
    start = next(n for n, (_, attrs) in enumerate(page.seen) if attrs.get("id") == "measures")
    shown = [attrs["value"] for name, attrs in page.seen[start:] if name == "data"]
    assert len(expected) > 150 and shown == expected
    said = [told for place, told in page.told if place[-1:] == ("data",)]
    assert said[-len(expected) :] == [number(float(value)) if value else "–" for value in expected]


def test_of_sealed_items_nothing_but_the_number_is_shown(data: ReportData) -> None:
    for shown in (html_report(data), markdown_report(data)):
        assert SECRET not in shown and "hidden" not in shown
        assert "封印した質問のうち 1件" in shown


def test_each_failing_item_shows_what_is_needed_to_see_why(data: ReportData) -> None:
    shown = html_report(data)
    (failures,) = re.findall(r'<section id="failures".*?</section>', shown, re.DOTALL)
    (lacking,) = [part for part in failures.split('<details class="item">') if ">lacking<" in part]
    for wanted in (
        "示されていない: 9割",
        "Go-Tech事業は改善します。",
        "引用 1件",
        "検索で届いた箇所 1件（根拠を含むもの 1件）",
    ):
        assert wanted in lacking
    (failed,) = [part for part in failures.split('<details class="item">') if ">failed<" in part]
    assert "ValueError: 壊れた&lt;script&gt;" in failed


def test_keys_and_folders_of_the_settings_stay_out(data: ReportData) -> None:
    manifest = {
        "settings": {
            "model_key": "**********",
            "home": "/secret/home",
            "passages_per_answer": 12,
            "model_url": None,
        }
    }
    assert settings_shown(manifest) == {"passages_per_answer": "12"}
    assert str(data.manifest["settings"]["home"]) not in html_report(data)


def test_a_run_of_before_prompts_were_hashed_can_still_be_shown(data: ReportData) -> None:
    old = {name: value for name, value in data.manifest.items() if name not in ("prompts", "model")}
    assert "言語モデル なし" in html_report(replace(data, manifest=old))


def test_the_markdown_holds_every_measure_with_its_n_and_the_change(data: ReportData) -> None:
    lines = markdown_report(data).splitlines()
    for row in data.whole.rows:
        found = row.figures["shien"]
        (line, *_) = [
            one
            for one in lines
            if f"`{row.measure.id}` | {number(found.value)} | {interval(found)} | {found.n}" in one
        ]
        assert line.count("|") == 8
    assert any(line.startswith("よくなった質問（1）: whole") for line in lines)
    assert plain("a|b\n<i>*") == "a\\|b \\<i\\>\\*"


def test_figures_read_as_figures() -> None:
    assert [number(v) for v in (0.6818, 365.7, None, 1.0)] == ["0.682", "366", "–", "1.000"]
    assert [signed_number(v) for v in (0.0994, -0.02, 0.0, -0.0001, -12.3)] == [
        "+0.099",
        "−0.020",
        "±0",
        "±0",
        "−12",
    ]
    assert interval(Figure(0.5, 3)) == "" and interval(Figure(0.5, 3, 0.2, 0.8)) == "[0.20, 0.80]"
    assert interval(Figure(366, 3, 325.6, 436.2)) == "[326, 436]"


def test_elements_escape_all_but_elements() -> None:
    assert (
        tag("td", "<1", tag("i", "&"), class_="n", hidden=True, title=None)
        == '<td class="n" hidden>&lt;1<i>&amp;</i></td>'
    )
    assert tag("a", title='"><script>') == '<a title="&quot;&gt;&lt;script&gt;"></a>'
    assert join("<", Html("<br>")) == "&lt;<br>"
    assert text("申請書\u202etxt\x00") == "申請書txt"
    assert folded("見る", "<", opened=True) == "<details open><summary>見る</summary>&lt;</details>"


def test_the_command_writes_both_files_and_says_where(run: Path, dataset: Path, tmp_path: Path) -> None:
    html, markdown = tmp_path / "r.html", tmp_path / "r.md"
    told = invoke("report", str(run), "--dataset", str(dataset), "-o", str(html), "--markdown", str(markdown))
    assert str(html) in told and str(markdown) in told
    assert html.read_text(encoding="utf-8").startswith(
        "<!DOCTYPE html>"
    ) and "| 測り方 |" in markdown.read_text("utf-8")
    invoke("report", str(run), "--dataset", str(dataset))
    assert (run / "report.html").exists()


def test_a_place_that_cannot_be_written_is_told(run: Path, dataset: Path, tmp_path: Path) -> None:
    arguments = ["report", str(run), "--dataset", str(dataset), "-o", str(tmp_path / "ない" / "r.html")]
    result = CliRunner().invoke(cli.app, arguments)
    assert result.exit_code == 1 and "報告を書けません" in str(result.exception)


def test_the_manifest_of_a_run_names_model_and_prompts(run: Path) -> None:
    manifest = json.loads((run / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["model"] is None
    assert {"answer_rules.md", "answer_question.md", "closed_book.md"} <= set(manifest["prompts"])
    assert all(re.fullmatch(r"[0-9a-f]{64}", told) for told in manifest["prompts"].values())


def invoke(*arguments: str) -> str:
    result = CliRunner().invoke(cli.app, list(arguments))
    assert result.exit_code == 0, result.output
    return result.stdout
