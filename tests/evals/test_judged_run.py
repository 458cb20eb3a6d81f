"""A run judged by a model: case by case, nothing asked twice, and kept apart from the offline measures."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest
from chat_server import ChatServer, failing, saying
from eval_samples import make_citation
from judge_steps import always, prompt_of, told
from pydantic import SecretStr
from report_samples import items, make_run, write_dataset
from typer.testing import CliRunner

from assistant.errors import InputError, ModelError
from assistant.settings import Settings
from evals.cli import app
from evals.html.page import html_report
from evals.judge import Case, Judge, Verdict, judge_of
from evals.judge_agreement import LABELLED
from evals.judged_run import VERDICTS as JUDGED
from evals.judged_run import Rung, cases_of, judge_run, judge_rungs, read_verdicts
from evals.records import append_line, read_records
from evals.report_data import report_data
from evals.report_markdown import markdown_report, plain
from evals.scoring import scored, scored_report

pytestmark = pytest.mark.model_server


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    return write_dataset(tmp_path / "set", items())


@pytest.fixture
def run(tmp_path: Path, dataset: Path) -> Path:
    return make_run(tmp_path / "home", dataset)


def judge(server: ChatServer, run: Path, half: str = "development", **settings: object) -> None:
    used = server.settings(Settings(), **settings)
    judge_run(judge_of(used), [item for item in items() if item.split == half], run)


def rungs(run: Path, dataset: Path) -> dict[str, Rung]:
    return {rung.task: rung for rung in judge_rungs(run, dataset)}


def test_a_run_is_judged_case_by_case_and_what_cannot_be_asked_counts_as_no(server, run, dataset) -> None:
    server.always = saying(always(True))
    judge(server, run)
    found, statements = rungs(run, dataset), 0
    records = {record.id: record for record in read_records(run)}
    for item in items():
        answer = records[item.id].answer
        statements += len(answer.statements) if answer and item.split == "development" else 0
    assert found["support"].asked == statements
    # failed (answerable), and 0 statements of the refusal and the question back, which are no answers
    assert found["support"].figure.n == statements + 1
    assert found["support"].figure.value == pytest.approx(statements / (statements + 1))
    facts = [item for item in items() if item.answerable and item.split == "development"]
    assert found["completeness"].figure.n == len(facts)
    # failed, refused and asked back tell nothing; the others do, says this judge
    assert found["completeness"].figure.value == pytest.approx((len(facts) - 3) / len(facts))
    assert {rung.split for rung in found.values()} == {"development"}


def test_a_judge_that_goes_on_asks_nothing_twice_and_mends_half_a_line(server, run, dataset) -> None:
    server.always = saying(always(True))
    judge(server, run)
    whole, asked = (run / JUDGED).read_bytes(), len(server.requests)
    lines = whole.splitlines(keepends=True)
    (run / JUDGED).write_bytes(b"".join(lines[:3]) + lines[3][:20])
    judge(server, run)
    assert len(server.requests) == asked + len(lines) - 3
    assert len(read_verdicts(run)) == len(lines)
    judge(server, run)
    assert len(server.requests) == asked + len(lines) - 3


def test_a_verdict_with_other_ends_of_lines_in_its_reason_comes_back(tmp_path: Path) -> None:
    verdict = Verdict("a/support/0", "support", "openai:small", "1a", "2b", True, "一\u2028二\u2029三\x85四")
    append_line(tmp_path / JUDGED, asdict(verdict))
    assert read_verdicts(tmp_path) == (verdict,)


def test_until_every_case_of_an_item_was_asked_it_bears_on_no_figure(server, run, dataset) -> None:
    server.always = saying(always(True))
    judge(server, run)
    lines = (run / JUDGED).read_bytes().splitlines(keepends=True)
    (run / JUDGED).write_bytes(b"".join(lines[:2]))
    found = rungs(run, dataset)
    assert found["support"].asked == 1 and found["support"].not_asked > 0
    assert found["support"].figure.n == 2  # the one that was asked, and the failure, of which nothing can be


def test_a_failure_is_no_verdict_counts_as_no_and_is_not_asked_again(server, run, dataset) -> None:
    server.next = [saying(always(True)), failing(400), saying("はい。"), saying(told("supported", "Yes."))]
    server.always = saying(always(True))
    judge(server, run)
    asked = len(server.requests)
    judge(server, run)
    assert len(server.requests) == asked
    none = [verdict for verdict in read_verdicts(run) if verdict.holds is None]
    assert len(none) == 3 and none[0].problem == "failed"
    counted = sum(sum(rung.no_verdict.values()) for rung in rungs(run, dataset).values())
    assert counted == 3
    n = {task: rung.figure.n for task, rung in rungs(run, dataset).items()}
    (run / JUDGED).unlink()
    judge(server, run)
    assert {task: rung.figure.n for task, rung in rungs(run, dataset).items()} == n


def test_where_the_very_first_fails_it_is_a_mistake_of_the_settings(server, run) -> None:
    server.always = failing(404, "model_not_found")
    with pytest.raises(ModelError):
        judge(server, run)
    assert not (run / JUDGED).exists()


def test_the_other_half_is_not_sent(server: ChatServer, run: Path) -> None:
    server.always = saying(always(True))
    judge(server, run)
    assert {verdict.id.split("/")[0] for verdict in read_verdicts(run)} <= {
        item.id for item in items() if item.split == "development"
    }
    before = len(server.requests)
    judge(server, run, "sealed")
    assert len(server.requests) > before


def test_another_prompt_makes_a_rung_of_its_own(server, run, dataset, tmp_path, monkeypatch) -> None:
    server.always = saying(always(True))
    judge(server, run)
    prompts = tmp_path / "prompts"
    prompts.mkdir()
    for path in Settings().prompts.glob("judge_*.md"):
        (prompts / path.name).write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    own = Settings()
    monkeypatch.setitem(own.__dict__, "prompts", prompts)
    used = judge_of(server.settings(own))
    changed = Judge(
        used.connection, own, judge_of(server.settings(Settings())).prompt_sha256 | {"support": "0" * 64}
    )
    judge_run(changed, [item for item in items() if item.split == "development"], run)
    names = [rung.name for rung in judge_rungs(run, dataset) if rung.task == "support"]
    assert len(set(names)) == 2 and names[1].endswith("prompt sha 000000000000")


def test_what_is_sent_is_pinned_and_cold(server: ChatServer, run: Path) -> None:
    server.always = saying(always(True))
    judge(server, run)
    assert server.requests
    for request in server.requests:
        assert request["temperature"] == 0 and request["model"] == "small"
        assert len(request["messages"]) == 1 and "<!--" not in prompt_of(request)
        assert "$" not in prompt_of(request)


def test_recorded_verdicts_are_played_without_the_model(server, run, dataset, tmp_path) -> None:
    server.always = saying(always(True))
    tape = tmp_path / "tape.jsonl"
    judge(server, run, model_recording=f"record:{tape}", model_key=SecretStr("sk-secret"))
    recorded, asked = judge_rungs(run, dataset), len(server.requests)
    (run / JUDGED).unlink()
    judge(server, run, model_recording=f"play:{tape}")
    assert len(server.requests) == asked and judge_rungs(run, dataset) == recorded
    assert "sk-secret" not in tape.read_text(encoding="utf-8")


def test_it_is_shown_by_its_own_name_and_changes_no_other_measure(server, run, dataset) -> None:
    before, _ = scored_report(run, dataset), scored(run, dataset)
    assert report_data(run, dataset).judges == ()
    server.always = saying(always(True))
    judge(server, run)
    assert scored_report(run, dataset) == before
    data = report_data(run, dataset)
    assert [rung.task for rung in data.judges] == ["support", "completeness"]
    assert all(rung.name in html_report(data) for rung in data.judges)
    assert all(plain(rung.name) in markdown_report(data) for rung in data.judges)
    without = replace(data, judges=())
    assert "judges" not in html_report(without) and "言語モデルの判定" not in markdown_report(without)
    shown = CliRunner().invoke(app, ["score", str(run), "--dataset", str(dataset)]).stdout
    assert all(
        rung.name in shown and rung.name.startswith("model judge, openai:small, prompt sha ")
        for rung in data.judges
    )
    report = json.loads(
        CliRunner().invoke(app, ["score", str(run), "--dataset", str(dataset), "--json"]).stdout
    )
    assert [row["name"] for row in report["model_judges"]] == [rung.name for rung in data.judges]
    assert report["measures"] == before["measures"]


def command(*arguments: str) -> Any:
    return CliRunner().invoke(app, ["judge", *arguments])


def test_the_command_judges_a_run_and_says_what_it_found(server, run, dataset, monkeypatch) -> None:
    server.always = saying(always(True))
    monkeypatch.setenv("SHIEN_MODEL", "openai:small")
    monkeypatch.setenv("SHIEN_MODEL_URL", server.url)
    (first, *_) = json.loads(command(str(run), "--dataset", str(dataset), "--json").stdout)
    assert first["name"].startswith("model judge, openai:small") and first["split"] == "development"
    assert "判定なし 0" in command(str(run), "--dataset", str(dataset)).stdout
    asked = len(server.requests)
    command(str(run), "--dataset", str(dataset), "--split", "all")
    assert len(server.requests) > asked


def test_agreement_without_a_model_measures_the_offline_checks_alone(monkeypatch) -> None:
    result = command("--agreement", "--json")
    assert result.exit_code == 0 and "言語モデルは設定されていません" in result.stderr
    assert [row["checker"] for row in json.loads(result.stdout)] == ["offline", "offline"]


def test_a_run_or_the_agreement_but_not_both_and_never_without_a_model(run: Path, dataset: Path) -> None:
    for arguments in ((), (str(run), "--agreement")):
        assert isinstance(command(*arguments).exception, InputError)
    assert isinstance(command(str(run), "--dataset", str(dataset)).exception, ModelError)


def test_an_answer_whose_mark_points_nowhere_is_not_put_to_a_judge(run: Path) -> None:
    record = next(record for record in read_records(run) if record.id == "whole")
    assert record.answer is not None
    item = next(item for item in items() if item.id == "whole")
    lost = replace(record, answer=replace(record.answer, citations=(make_citation(n=7),)))
    assert [case.task for case in cases_of(item, lost)] == ["completeness"]
    assert all(isinstance(case, Case) for case in cases_of(item, record)) and LABELLED.exists()
