"""The commands on an agency's own set: template, lint against the index, run, and candidates from the chat."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from eval_samples import FakeAssistant
from openpyxl import load_workbook
from own_set_sample import ROW, write_sheet
from typer.testing import CliRunner

import assistant
from assistant.candidates import Candidate, CitedQuote, add_candidate
from assistant.settings import PROJECT_ROOT, Settings
from assistant.types import Answer
from evals import cli
from evals.dataset import DEFAULT_DATASET, load_items
from evals.own_set.lint import IndexedTexts
from evals.own_set.read import read_own_set
from evals.own_set.template import EXAMPLES, write_template

if TYPE_CHECKING:
    from assistant.opened import Assistant

EVIDENCE = load_items(DEFAULT_DATASET, "development")[0].evidence[0]
SOUND = ROW | {"資料ID": EVIDENCE.doc_id, "引用": EVIDENCE.quote, "必要な事実": "1年から3年"}
OTHER = "kanto-slides-2010"
CANDIDATE = Candidate(
    id="chat-20260119010203-12",
    when="2026-01-19T01:02:03+00:00",
    question='=HYPERLINK("http://example.test","補助率は？")',
    history=(("user", "支援金のこと"), ("assistant", "どの支援金ですか。")),
    answer="補助率は2分の1です。[1]",
    comment="率が違う",
    citations=(CitedQuote("guideline", "補助率は3分の2以内とする。"),),
)


@pytest.fixture
def indexed(shipped_index_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands serve from the index of the shipped documents."""
    monkeypatch.setenv("SHIEN_HOME", str(shipped_index_home))


def lint(path: Path) -> tuple[int, list[str]]:
    result = CliRunner().invoke(cli.app, ["lint", str(path)])
    return result.exit_code, result.stdout.splitlines()


def test_a_sound_set_passes(indexed: None, tmp_path: Path) -> None:
    code, lines = lint(write_sheet(tmp_path / "set.xlsx", [SOUND]))
    assert (code, lines) == (0, ["質問 1件、誤り 0件、注意 0件"])


def test_a_quote_copied_in_another_width_or_over_pages_is_the_quote(shipped: Assistant) -> None:
    texts = IndexedTexts(shipped)
    assert len(shipped.index.page_texts) > len(shipped.documents())
    for document in shipped.documents():
        pages = sorted(page for doc, page in shipped.index.page_texts if doc == document.doc_id)
        joined = "".join(shipped.index.page_texts[document.doc_id, page] for page in pages)
        assert texts.holders(joined.upper()) == (f"{document.doc_id}（{document.title}）",)


def test_each_fault_is_one_line_and_the_exit_code_is_1(indexed: None, tmp_path: Path) -> None:
    rows = [
        SOUND | {"id": "a", "質問": "一"},
        SOUND | {"id": "b", "質問": "二", "資料ID": OTHER},
        SOUND | {"id": "c", "質問": "三", "資料ID": "dox"},
        SOUND | {"id": "d", "質問": "四", "引用": "どの資料にもない文です。1年から3年"},
        SOUND | {"id": "e", "質問": None},
    ]
    code, lines = lint(write_sheet(tmp_path / "set.xlsx", rows))
    assert code == 1
    told, summary = lines[:-1], lines[-1]
    assert [line.split(":")[0] for line in told] == [
        "× 3行目 引用",
        "× 4行目 資料ID",
        "× 5行目 引用",
        "× 6行目 質問",
    ]
    assert f"{OTHER} にない文です" in told[0] and f"この引用がある資料: {EVIDENCE.doc_id}（" in told[0]
    assert "ない ID です: dox" in told[1] and f"この引用がある資料: {EVIDENCE.doc_id}（" in told[1]
    assert "この引用がある資料" not in told[2]
    assert summary == "質問 5件、誤り 4件、注意 0件"


def test_a_warning_alone_leaves_with_0_and_json_holds_rows(indexed: None, tmp_path: Path) -> None:
    path = write_sheet(tmp_path / "set.xlsx", [SOUND | {"必要な事実": "五千万円"}])
    result = CliRunner().invoke(cli.app, ["lint", str(path), "--json"])
    report = json.loads(result.stdout)
    assert result.exit_code == 0
    assert report["problems"] == []
    (row,) = report["rows"]
    assert (row["row"], row["column"], row["severity"]) == (2, "必要な事実", "warning")
    assert {"overlaps", "overlap_median", "warnings"} <= set(report)


def test_without_an_index_the_rows_are_checked_all_the_same(tmp_path: Path) -> None:
    path = write_sheet(tmp_path / "set.xlsx", [SOUND, SOUND])
    result = CliRunner().invoke(cli.app, ["lint", str(path)])
    assert result.exit_code == 1
    assert "資料IDと引用は確かめていません" in result.stderr
    assert "3行目 id: 同じ id" in result.stdout


def test_a_folder_is_linted_as_before() -> None:
    shown = CliRunner().invoke(cli.app, ["lint", str(DEFAULT_DATASET)])
    assert shown.exit_code == 0
    assert shown.stdout == CliRunner().invoke(cli.app, ["lint"]).stdout


def test_a_set_in_excel_is_asked_scored_and_resumed(
    tmp_path: Path, right_answer: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake = FakeAssistant(lambda _: right_answer)
    fake.close = lambda: None  # type: ignore[attr-defined]
    monkeypatch.setenv("SHIEN_HOME", str(tmp_path))
    monkeypatch.setattr(assistant, "open_assistant", lambda settings: fake)
    row = ROW | {"資料ID": "minutes", "引用": "中小企業は2/3です。", "必要な事実": "2/3"}
    path = write_sheet(tmp_path / "set.xlsx", [row, row | {"id": "a2", "質問": "上限は"}])
    run = CliRunner().invoke(cli.app, ["run", "--dataset", str(path), "--json"])
    report = json.loads(run.stdout)
    assert (report["manifest"]["dataset"], report["manifest"]["items"]) == ("set.xlsx", 2)
    assert report["measures"]["shien"]["development"]["all_nuggets_cited"]["value"] == 1.0
    again = ["run", "--dataset", str(path), "--resume", report["run"], "--json"]
    assert json.loads(CliRunner().invoke(cli.app, again).stdout)["measures"] == report["measures"]
    assert len(fake.asked) == 2
    changed = write_sheet(tmp_path / "set.xlsx", [row])
    refused = CliRunner().invoke(cli.app, ["score", report["run"], "--dataset", str(changed)])
    assert "別の質問" in str(refused.exception)


def test_the_template_lists_the_documents_with_their_ids(indexed: None, tmp_path: Path) -> None:
    target = tmp_path / "質問集.xlsx"
    assert CliRunner().invoke(cli.app, ["template", str(target)]).exit_code == 0
    book = load_workbook(target)
    assert book.sheetnames == ["質問集", "書き方", "資料"]
    assert EVIDENCE.doc_id in {cell.value for cell in book["資料"]["A"]}
    explained = {cell.value for cell in book["書き方"]["A"]}
    assert {cell.value for cell in book["質問集"][1]} <= explained
    assert {cell.number_format for cell in book["質問集"][40]} == {"@"}


def test_the_examples_are_right_by_the_shipped_documents(indexed: None, tmp_path: Path) -> None:
    target = tmp_path / "set.xlsx"
    write_template(target)
    book = load_workbook(target)
    for number, _ in enumerate(EXAMPLES, start=2):
        book["質問集"].cell(number, 1, f"a{number}")
    book.save(target)
    assert lint(target) == (0, [f"質問 {len(EXAMPLES)}件、誤り 0件、注意 0件"])


def test_candidates_are_listed_and_written_into_the_template(tmp_path: Path) -> None:
    home = Settings().home
    add_candidate(home, CANDIDATE)
    listed = CliRunner().invoke(cli.app, ["candidates"]).stdout
    assert CANDIDATE.id in listed and "率が違う" in listed
    (row,) = json.loads(CliRunner().invoke(cli.app, ["candidates", "--json"]).stdout)
    assert (row["status"], row["citations"][0]["doc_id"]) == ("candidate", "guideline")
    path = tmp_path / "set.xlsx"
    assert CliRunner().invoke(cli.app, ["candidates", "--export", str(path)]).exit_code == 0
    own = read_own_set(path)
    ((_, item),) = own.items
    assert (item.id, item.question, item.history) == (CANDIDATE.id, CANDIDATE.question, CANDIDATE.history)
    assert item.nuggets == item.evidence == ()
    for said in ("率が違う", CANDIDATE.answer, CANDIDATE.citations[0].quote):
        assert said in item.note
    assert [problem.column for problem in own.errors] == ["答えられるか"]


def test_no_candidate_is_no_error() -> None:
    result = CliRunner().invoke(cli.app, ["candidates", "--json"])
    assert (result.exit_code, json.loads(result.stdout)) == (0, [])


def test_every_command_has_help_and_a_place_in_the_docs() -> None:
    text = (PROJECT_ROOT / "docs" / "evaluation.md").read_text(encoding="utf-8")
    groups = [cli.app, *(group.typer_instance for group in cli.app.registered_groups)]
    commands = [command for group in groups for command in group.registered_commands]
    assert len(commands) > 10
    for command in commands:
        name = command.name or command.callback.__name__
        assert (command.callback.__doc__ or "").strip(), name
        assert f"shien eval {name}" in text, name
