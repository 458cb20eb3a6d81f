"""From the page 施策さがし into the record of a consultation, step by step, without a browser."""

from __future__ import annotations

from measures_steps import INQUIRY, RunMeasures, field, rows, search
from page_steps import button, drawn
from streamlit.testing.v1 import AppTest

from assistant.consultation_record import RecordStore
from assistant.conversations import ConversationStore
from assistant.settings import PROJECT_ROOT


def test_adding_begins_a_consultation_and_fills_its_record(
    run_measures: RunMeasures, records: RecordStore, store: ConversationStore
) -> None:
    page = search(run_measures())
    address = page.query_params["c"]
    assert store.recent() == []
    button(page, "propose-joint-tax").click().run()
    (conversation,) = store.recent()
    assert (conversation.id, conversation.title) == (address, INQUIRY)
    (proposal,) = records.proposals(address)
    assert proposal.measure["id"] == "joint-tax" and proposal.measure["conditions"][0]["met"] is True
    assert len(proposal.measure["sources"]) == 4
    fields = records.fields(address)
    assert fields["inquiry"] == INQUIRY and "従業員数: 30人" in fields["figures"] and fields["when"]
    assert button(page, "propose-joint-tax").disabled
    assert "提案した施策（1件）" in [one.label for one in page.expander]


def test_what_the_advisor_wrote_is_not_overwritten_by_the_next_measure(
    run_measures: RunMeasures, records: RecordStore
) -> None:
    page = search(run_measures())
    button(page, "propose-joint-tax").click().run()
    field(page, "text_area", "field-inquiry").set_value("書き直した").run()
    button(page, "propose-large-track").click().run()
    assert records.fields(page.query_params["c"])["inquiry"] == "書き直した"


def test_a_reload_by_its_address_finds_inquiry_corrections_and_record(run_measures: RunMeasures) -> None:
    page = search(run_measures())
    field(page, "text_input", "facet-employees").set_value("500").run()
    button(page, "propose-joint-tax").click().run()
    again = run_measures(c=page.query_params["c"])
    assert again.text_area[0].value == INQUIRY
    assert field(again, "text_input", "facet-employees").value == "500"
    assert rows(again) == rows(page)
    assert "提案した施策（1件）" in [one.label for one in again.expander]


def test_a_measure_taken_out_can_be_put_back_and_keeps_its_note(
    run_measures: RunMeasures, records: RecordStore
) -> None:
    page = search(run_measures())
    button(page, "propose-joint-tax").click().run()
    field(page, "text_area", "note-").set_value("大学に電話").run()
    button(page, "remove-").click().run()
    assert records.proposals(page.query_params["c"]) == []
    button(page, "put-back").click().run()
    assert [one.note for one in records.proposals(page.query_params["c"])] == ["大学に電話"]


def test_the_chat_of_that_consultation_shows_its_record(run_measures: RunMeasures) -> None:
    page = search(run_measures())
    button(page, "propose-joint-tax").click().run()
    chat = AppTest.from_file(PROJECT_ROOT / "ui" / "app.py", default_timeout=60)
    chat.query_params["c"] = page.query_params["c"]
    chat.run()
    assert "研究開発税制オープンイノベーション型〔税制、現行、2026年1月19日時点〕" in drawn(chat)
    assert {"提案した施策（1件）", "相談カルテ"} <= {one.label for one in chat.expander}


def test_a_chat_without_a_record_begins_one_when_asked(
    run_measures: RunMeasures, records: RecordStore, store: ConversationStore
) -> None:
    conversation_id = store.start("補助率は？")
    run_measures()
    chat = AppTest.from_file(PROJECT_ROOT / "ui" / "app.py", default_timeout=60)
    chat.query_params["c"] = conversation_id
    chat.run()
    assert not chat.text_area
    button(chat, "begin-record").click().run()
    field(chat, "text_area", "field-problem").set_value("量産の評価").run()
    assert records.fields(conversation_id)["problem"] == "量産の評価"


def test_the_print_view_is_a_sheet_without_fields(run_measures: RunMeasures) -> None:
    page = search(run_measures())
    button(page, "to-print").click().run()
    assert page.query_params["print"] == "1"
    again = run_measures(c=page.query_params["c"], print="1")
    (sheet,) = [one.proto.body for one in again.html if '<div class="shien-paper"' in one.proto.body]
    assert INQUIRY in sheet and "オープンイノベーション型" in sheet and "2026年1月19日" in sheet
    assert not again.text_area and not again.multiselect
    button(again, "from-print").click().run()
    assert "print" not in again.query_params and again.text_area
