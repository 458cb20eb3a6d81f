"""What happens on the page 施策さがし, step by step, without a browser: on the shipped documents and a small register."""

from __future__ import annotations

from pathlib import Path

import pytest
from measures_steps import INQUIRY, READ, RunMeasures, field, has_button, partners, rows, search
from page_steps import button, drawn

import assistant
from assistant.consultation_record import RecordStore
from assistant.errors import IndexMissing
from assistant.measures.profile import Facet, Profile
from assistant.measures.proposed import Proposed
from assistant.settings import Settings


def test_an_empty_page_offers_three_inquiries_and_one_click_searches(run_measures: RunMeasures) -> None:
    page = run_measures()
    assert len([one for one in page.button if (one.key or "").startswith("example-")]) == 3
    button(page, "example-0").click().run()
    assert "研究開発税制オープンイノベーション型" in drawn(page)
    assert not has_button(page, "example-")


def test_an_inquiry_gives_measures_with_verdicts_standing_and_date(run_measures: RunMeasures) -> None:
    page = search(run_measures())
    body = drawn(page)
    assert rows(page) == [
        "満たす 外部の研究機関と共同研究をする",
        "満たす 従業員300人以下",
        "要確認 対象の地域: 栃木県",
    ]
    for part in ("2026年1月19日時点", "現行", "予定・検討中", "条件に合う見込みがあります", "20~30%の控除率"):
        assert part in body
    assert "読み取り元: 「従業員30人」" in body


def test_past_measures_stand_apart_and_cannot_be_proposed(run_measures: RunMeasures) -> None:
    page = search(run_measures())
    (past,) = [one for one in page.expander if one.label.startswith("過去の施策（いまは使えません）")]
    assert "緊急保証" in "".join(one.proto.body for one in past.html)
    assert has_button(page, "propose-joint-tax") and not has_button(page, "propose-old-guarantee")


def test_a_condition_opens_its_passage_in_the_document(run_measures: RunMeasures) -> None:
    page = search(run_measures())
    button(page, "basis-joint-tax-c0").click().run()
    quote = "産総研や大学・公設試・スタートアップなど外部研究機関との共同研究費について"
    assert f"<mark>{quote}</mark>" in drawn(page)


def test_a_facet_set_by_hand_changes_the_verdict_and_outlives_reading_again(
    run_measures: RunMeasures, reading: list[Profile]
) -> None:
    page = search(run_measures())
    field(page, "text_input", "facet-employees").set_value("500").run()
    assert "満たさない 従業員300人以下" in rows(page)
    assert "担当者が設定（読み取りは 30人）" in drawn(page)
    reading.append((Facet("employees", 40, said="40人"), *READ[1:]))
    search(page, "従業員40人だった")
    assert "満たさない 従業員300人以下" in rows(page)
    assert "担当者が設定（読み取りは 40人）" in drawn(page)
    button(page, "reread-facet-employees").click().run()
    assert "満たす 従業員300人以下" in rows(page)
    assert field(page, "text_input", "facet-employees").value == "40"


def test_of_two_fields_changed_in_one_go_both_are_kept(run_measures: RunMeasures) -> None:
    page = search(run_measures())
    field(page, "text_input", "facet-employees").set_value("500")
    field(page, "multiselect", "facet-region").set_value(["栃木県"])
    page.run()
    assert {"満たさない 従業員300人以下", "満たす 対象の地域: 栃木県"} <= set(rows(page))


def test_facets_alone_are_enough_to_search(run_measures: RunMeasures) -> None:
    page = run_measures()
    field(page, "multiselect", "facet-purpose").set_value(["research"]).run()
    assert "オープンイノベーション型" in drawn(page)
    assert page.query_params["c"]
    button(page, "propose-joint-tax").click().run()
    assert "提案した施策（1件）" in [one.label for one in page.expander]


def test_capital_is_typed_in_ten_thousands_of_yen(
    run_measures: RunMeasures, records: RecordStore, reading: list[Profile]
) -> None:
    reading.append((*READ, Facet("capital", 10_000_000, said="資本金1000万円")))
    page = search(run_measures())
    assert field(page, "text_input", "facet-capital").value == "1000"
    field(page, "text_input", "facet-capital").set_value("3000").run()
    kept = records.situation(page.query_params["c"])
    assert kept is not None and kept.by_hand == {"capital": 30_000_000}


def test_a_partner_can_be_there_not_there_or_unknown(run_measures: RunMeasures) -> None:
    page = search(run_measures())
    there, lacking = partners(page)
    assert (there.value, lacking.value) == (["university"], [])
    there.set_value([]).run()
    assert "要確認 外部の研究機関と共同研究をする" in rows(page)
    partners(page)[1].set_value(["university", "public_lab"]).run()
    assert "満たさない 外部の研究機関と共同研究をする" in rows(page)


def test_the_next_question_is_answered_on_the_spot(run_measures: RunMeasures) -> None:
    page = search(run_measures())
    assert "どの都道府県" in drawn(page)
    field(page, "multiselect", "answer-region").set_value(["栃木県"]).run()
    assert "満たす 対象の地域: 栃木県" in rows(page)
    assert "どの都道府県" not in drawn(page)
    assert field(page, "multiselect", "facet-region").value == ["栃木県"]


def test_a_question_of_partners_is_answered_with_a_row_of_states(
    run_measures: RunMeasures, reading: list[Profile]
) -> None:
    reading.append(READ[:2])
    page = search(run_measures())
    field(page, "segmented_control", "answer-partner-university").set_value("ある").run()
    assert "満たす 外部の研究機関と共同研究をする" in rows(page)


def test_kinds_and_regions_limit_the_candidates(run_measures: RunMeasures) -> None:
    page = search(run_measures())
    field(page, "multiselect", "kinds-").set_value(["subsidy"]).run()
    assert "大型研究開発枠" in drawn(page) and "オープンイノベーション型" not in drawn(page)
    field(page, "multiselect", "kinds-").set_value([]).run()
    field(page, "multiselect", "facet-region").set_value(["大阪府"]).run()
    assert "大型研究開発枠" in drawn(page)
    page.toggle[0].set_value(True).run()
    assert "大型研究開発枠" not in drawn(page) and "オープンイノベーション型" in drawn(page)


def test_two_chosen_measures_are_compared_and_a_third_replaces_the_first(run_measures: RunMeasures) -> None:
    page = search(run_measures())
    field(page, "checkbox", "compare-joint-tax").check().run()
    assert "<table" not in drawn(page)
    field(page, "checkbox", "compare-large-track").check().run()
    (table,) = [one.proto.body for one in page.html if "<table" in one.proto.body]
    assert "オープンイノベーション型" in table and "大型研究開発枠" in table
    field(page, "checkbox", "compare-old-guarantee").check().run()
    assert field(page, "checkbox", "compare-joint-tax").value is False
    (table,) = [one.proto.body for one in page.html if "<table" in one.proto.body]
    assert "緊急保証" in table and "オープンイノベーション型" not in table


def test_an_unknown_address_is_told_and_a_new_search_can_begin(run_measures: RunMeasures) -> None:
    page = run_measures(c="no-such-id")
    assert "見つかりません" in drawn(page)
    search(page)
    assert page.query_params["c"] != "no-such-id" and rows(page)


@pytest.mark.parametrize(("text", "told"), [(" 　", "入力されていません"), ("あ" * 4001, "長すぎます")])
def test_an_inquiry_that_cannot_be_read_is_told(run_measures: RunMeasures, text: str, told: str) -> None:
    page = search(run_measures(), text)
    assert told in drawn(page)
    assert "c" not in page.query_params


def test_hostile_words_are_drawn_as_words(run_measures: RunMeasures, reading: list[Profile]) -> None:
    evil = "<script>x</script>:red[赤]"
    reading.append((*READ, Facet("certificate", evil, said=evil)))
    page = search(run_measures(), evil)
    button(page, "propose-joint-tax").click().run()
    assert "<script>x" not in drawn(page)
    assert not page.markdown
    assert not [one.label for one in (*page.button, *page.expander) if ":red[" in one.label]


def test_nothing_found_says_what_to_do(run_measures: RunMeasures) -> None:
    page = search(run_measures())
    field(page, "multiselect", "kinds-").set_value(["award"]).run()
    assert "見つかりませんでした" in drawn(page)


def test_a_damaged_register_is_told_in_words(run_measures: RunMeasures, tmp_path: Path) -> None:
    (tmp_path / "measures" / "small.toml").write_text("[[measure]\n", encoding="utf-8")
    page = run_measures()
    assert "small.toml" in drawn(page)
    assert not page.text_area


def test_a_register_that_has_changed_is_picked_up(run_measures: RunMeasures, tmp_path: Path) -> None:
    page = search(run_measures())
    path = tmp_path / "measures" / "small.toml"
    path.write_text(path.read_text("utf-8").replace("従業員300人以下", "従業員三百人以下"), encoding="utf-8")
    page.run()
    assert "満たす 従業員三百人以下" in rows(page)


def test_without_documents_the_page_offers_to_index_them(
    run_measures: RunMeasures, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(settings: Settings) -> None:
        raise IndexMissing("索引がまだありません。", "作ってください。")

    monkeypatch.setattr(assistant, "open_assistant", missing)
    page = run_measures()
    assert "索引がまだありません" in drawn(page)
    assert has_button(page, "ingest")
    assert not page.text_area


def test_what_a_model_proposes_changes_nothing_until_it_is_taken_up(
    run_measures: RunMeasures, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def propose(text: str, read: Profile, settings: Settings) -> Proposed:
        asked.append(text)
        return Proposed(
            (Facet("region", "埼玉県", said="川口"), Facet("partner", "bank", holds=False, said="銀行はまだ"))
        )

    monkeypatch.setattr("ui.proposals.propose_facets", propose)
    page = search(run_measures())
    assert not has_button(page, "ask-model-")  # no model is set
    monkeypatch.setenv("SHIEN_MODEL", "openai:small")
    monkeypatch.setenv("SHIEN_MODEL_URL", "http://127.0.0.1:9/v1")
    page.run()
    assert not asked  # nothing is asked unless the advisor says so
    button(page, "ask-model-").click().run()
    assert asked == [INQUIRY]
    assert field(page, "multiselect", "facet-region").value == []
    button(page, "take-0").click().run()
    assert field(page, "multiselect", "facet-region").value == ["埼玉県"]
    button(page, "take-0").click().run()
    assert partners(page)[1].value == ["bank"]
    assert not has_button(page, "take-")


def test_a_model_that_cannot_be_asked_is_told(
    run_measures: RunMeasures, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHIEN_MODEL", "openai:small")
    monkeypatch.setattr(
        "ui.proposals.propose_facets", lambda *_: Proposed(notice="言語モデルにつながりません。")
    )
    page = search(run_measures())
    button(page, "ask-model-").click().run()
    assert "言語モデルにつながりません。" in drawn(page)
