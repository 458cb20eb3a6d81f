"""On the page 施策さがし: what only a person can judge is answered there, and when something is planned is a field."""

from __future__ import annotations

from pathlib import Path

import pytest
from measures_steps import RunMeasures, field, rows, search
from page_steps import button, drawn

from assistant.consultation_record import RecordStore
from assistant.measures.profile import Facet, Profile

QUESTION = "赤字でも返せる見通しはありますか"
CONDITION = """

[[measure.condition]]
text = "返済の見通しがある"
quote = "大型研究開発枠の創設"
ask = "赤字でも返せる見通しはありますか"
"""
WINDOW = 'open_from = "2999-06-01"\nwindow_quote = "大型研究開発枠の創設"\n'
CARD = 'id = "large-track"\n'


@pytest.fixture
def register(run_measures: RunMeasures, tmp_path: Path) -> Path:
    """The register of the page, its second measure with a condition that no rule can judge."""
    path = tmp_path / "measures" / "small.toml"
    head, sep, tail = path.read_text("utf-8").partition('id = "large-track"')
    body, rest_sep, rest = tail.partition("\n[[measure]]")
    path.write_text(head + sep + body.rstrip() + CONDITION + rest_sep + rest, encoding="utf-8")
    return path


def test_the_answer_to_a_condition_is_its_verdict_is_kept_and_can_be_taken_back(
    run_measures: RunMeasures, register: Path, records: RecordStore
) -> None:
    page = search(run_measures())
    assert "要確認 返済の見通しがある" in rows(page)
    field(page, "segmented_control", "row-large-track-condition").set_value("いいえ").run()
    assert "満たさない 返済の見通しがある" in rows(page)
    kept = records.situation(page.query_params["c"])
    assert kept is not None and kept.by_hand == {"condition": {QUESTION: False}}
    field(page, "segmented_control", "row-large-track-condition").set_value("はい").run()
    assert "満たす 返済の見通しがある" in rows(page)
    assert f"担当者が確認（{QUESTION}）" in drawn(page)
    field(page, "segmented_control", "row-large-track-condition").set_value("不明").run()
    assert "要確認 返済の見通しがある" in rows(page)


def test_a_question_on_a_condition_is_answered_where_it_is_asked(
    run_measures: RunMeasures, register: Path, reading: list[Profile]
) -> None:
    reading.append((*reading[0], Facet("region", "栃木県", said="栃木")))
    page = search(run_measures())
    assert "赤字でも返せる" in drawn(page)
    field(page, "segmented_control", "answer-condition").set_value("はい").run()
    assert "満たす 返済の見通しがある" in rows(page)


def test_the_record_tells_what_was_found_out(
    run_measures: RunMeasures, register: Path, records: RecordStore
) -> None:
    page = search(run_measures())
    field(page, "segmented_control", "row-large-track-condition").set_value("はい").run()
    button(page, "propose-large-track").click().run()
    figures = records.fields(page.query_params["c"])["figures"]
    assert f"確かめた条件: {QUESTION}（はい）" in figures


def test_the_planned_time_is_a_field_with_the_words_it_was_read_from(
    run_measures: RunMeasures, reading: list[Profile], records: RecordStore
) -> None:
    reading.append((*reading[0], Facet("when", "2999-01/2999-12", said="2999年")))
    page = search(run_measures())
    when = field(page, "selectbox", "facet-when")
    assert when.value == "2999-01/2999-12" and "読み取り元: 「2999年」" in drawn(page)
    months = when.options
    assert months[0] == "2999年1月〜12月" and len(months) == 37
    when.select_index(3).run()
    kept = records.situation(page.query_params["c"])
    assert kept is not None and kept.by_hand["when"] == [field(page, "selectbox", "facet-when").value]


def test_a_measure_that_opens_after_the_plan_is_ruled_out(
    run_measures: RunMeasures, register: Path, reading: list[Profile]
) -> None:
    register.write_text(register.read_text("utf-8").replace(CARD, CARD + WINDOW), encoding="utf-8")
    reading.append((*reading[0], Facet("when", "2999-04", said="2999年4月")))
    page = search(run_measures())
    assert "満たさない 受付期間: 2999年6月1日〜" in rows(page)
