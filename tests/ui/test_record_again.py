"""On the page 施策さがし: what comes a second time stands once, and what is out of date is not offered."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from measures_steps import READ, RunMeasures, field, has_button, search
from page_steps import button, drawn
from streamlit.testing.v1 import AppTest

from assistant.consultation_record import RecordStore, Situation
from assistant.errors import StorageError
from assistant.measures.profile import Facet, Profile
from assistant.measures.proposed import Proposed
from assistant.settings import Settings
from ui.facets import Editing
from ui.proposals import with_facet

PAST = """

[[measure]]
id = "old-guarantee-{number}"
name = "緊急保証その{number}"
kind = "guarantee"
purposes = ["research"]
standing = "past"
as_of = "2010-02"
doc = "kanto-slides-2010"
quote = "※景気対応緊急保証の創設"
"""


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """A model is set that proposes 埼玉県 for any text; gives the texts it was asked about."""
    asked: list[str] = []

    def propose(text: str, read: Profile, settings: Settings) -> Proposed:
        asked.append(text)
        return Proposed((Facet("region", "埼玉県", said="川口"),))

    monkeypatch.setattr("ui.proposals.propose_facets", propose)
    monkeypatch.setenv("SHIEN_MODEL", "openai:small")
    monkeypatch.setenv("SHIEN_MODEL_URL", "http://127.0.0.1:9/v1")
    yield asked


def past_ones(page: AppTest) -> tuple[str, int]:
    """The heading of the past measures, and how many are drawn under it."""
    (past,) = [one for one in page.expander if one.label.startswith("過去の施策（いまは使えません）")]
    return past.label, len([one for one in past.checkbox if (one.key or "").startswith("compare-")])


def test_a_measure_taken_out_and_added_again_stands_once_and_nothing_is_left_to_undo(
    run_measures: RunMeasures, records: RecordStore
) -> None:
    page = search(run_measures())
    button(page, "propose-joint-tax").click().run()
    field(page, "text_area", "note-").set_value("大学に電話").run()
    button(page, "remove-").click().run()
    assert has_button(page, "put-back")
    button(page, "propose-joint-tax").click().run()
    assert not has_button(page, "put-back") and "外しました" not in drawn(page)
    assert "提案した施策（1件）" in [one.label for one in page.expander]
    assert [one.note for one in records.proposals(page.query_params["c"])] == ["大学に電話"]
    assert field(page, "text_area", "note-").value == "大学に電話"
    assert "removed_proposal" not in page.session_state


def test_a_field_of_a_consultation_erased_elsewhere_is_told_and_no_file_is_to_be_moved(
    run_measures: RunMeasures,
) -> None:
    page = search(run_measures())
    button(page, "propose-joint-tax").click().run()
    with sqlite3.connect(Path(Settings().home) / "conversations.sqlite3") as connection:
        connection.execute("DELETE FROM conversation")
    field(page, "text_area", "field-problem").set_value("量産の評価").run()
    assert "この相談は削除されている" in drawn(page) and "移して" not in drawn(page)


def test_all_past_measures_the_heading_counts_can_be_seen(run_measures: RunMeasures, tmp_path: Path) -> None:
    path = tmp_path / "measures" / "small.toml"
    more = "".join(PAST.format(number=number) for number in range(9))
    path.write_text(path.read_text("utf-8") + more, encoding="utf-8")
    page = search(run_measures())
    assert past_ones(page) == ("過去の施策（いまは使えません）（10件）", 8)
    rest = button(page, "past-more")
    assert rest.label == "残りの 2件も表示する"
    rest.click().run()
    assert past_ones(page) == ("過去の施策（いまは使えません）（10件）", 10)
    assert not has_button(page, "past-more")


def test_what_was_proposed_of_an_earlier_text_is_not_offered_for_another(
    run_measures: RunMeasures, model: list[str]
) -> None:
    page = search(run_measures(), "川口の工場です")
    button(page, "ask-model-").click().run()
    assert has_button(page, "take-0")
    search(page, "三朝の旅館です")
    assert not has_button(page, "take-") and model == ["川口の工場です"]
    button(page, "ask-model-").click().run()
    assert has_button(page, "take-0") and model == ["川口の工場です", "三朝の旅館です"]


def test_a_proposal_that_cannot_be_kept_is_told_in_words(
    run_measures: RunMeasures, model: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(records: RecordStore, situation: Situation) -> None:
        raise StorageError("空き容量が足りません。", "空けてください。")

    page = search(run_measures())
    button(page, "ask-model-").click().run()
    monkeypatch.setattr(RecordStore, "keep_situation", full)
    button(page, "take-0").click().run()
    assert "空き容量が足りません。" in drawn(page)
    assert has_button(page, "take-0")


def test_a_value_that_is_there_already_is_not_listed_twice() -> None:
    editing = Editing(Situation("abc", "研究", READ), Settings())
    assert with_facet(editing, Facet("purpose", "research")) == {"purpose": ["research"]}
    assert with_facet(editing, Facet("purpose", "sales")) == {"purpose": ["research", "sales"]}
