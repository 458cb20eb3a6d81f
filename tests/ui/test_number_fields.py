"""Fields for numbers on the page 施策さがし: what cannot be one stays as it was typed, is told, and changes nothing."""

from __future__ import annotations

import pytest
from measures_steps import READ, RunMeasures, field, has_button, rows, search
from page_steps import button, drawn

from assistant.consultation_record import RecordStore
from assistant.measures.profile import Facet, Profile

TOLD = "従業員数は 0 から 100万人までで入力してください。"


def test_a_number_no_business_has_is_told_and_stays_as_it_was_typed(run_measures: RunMeasures) -> None:
    page = search(run_measures())
    field(page, "text_input", "facet-employees").set_value("3000000").run()
    assert 'role="alert"' in drawn(page) and TOLD in drawn(page)
    assert "直すまでは「30人」として探します" in drawn(page)
    assert field(page, "text_input", "facet-employees").value == "3000000"
    assert "満たす 従業員300人以下" in rows(page)

    field(page, "text_input", "facet-capital").set_value("1000").run()  # another field does not take it away
    assert TOLD in drawn(page) and field(page, "text_input", "facet-employees").value == "3000000"
    field(page, "text_input", "facet-employees").set_value("３,０００人").run()
    assert TOLD not in drawn(page) and field(page, "text_input", "facet-employees").value == "3000"
    assert "満たさない 従業員300人以下" in rows(page)


@pytest.mark.parametrize(
    ("key", "text", "told"),
    [
        ("facet-employees", "多い", "従業員数を数として読めません。"),
        ("facet-employees", "2.5", "従業員数は整数で入力してください。"),
        ("facet-capital", "-1", "資本金は 0 から 10兆円までで入力してください。"),
        ("facet-years", "1985", "創業からの年数は 0 から 1,500年までで入力してください。"),
    ],
)
def test_each_field_says_what_is_wrong_and_how_to_type_it(
    run_measures: RunMeasures, records: RecordStore, key: str, text: str, told: str
) -> None:
    page = search(run_measures())
    field(page, "text_input", key).set_value(text).run()
    assert told in drawn(page) and "例: " in drawn(page)
    kept = records.situation(page.query_params["c"])
    assert kept is not None and kept.by_hand == {}
    assert field(page, "text_input", key).value == text


def test_what_is_wrong_is_forgotten_with_the_field_emptied_or_left_to_what_was_read(
    run_measures: RunMeasures,
) -> None:
    page = search(run_measures())
    field(page, "text_input", "facet-employees").set_value("40").run()
    field(page, "text_input", "facet-employees").set_value("多い").run()
    assert "直すまでは「40人」として探します" in drawn(page)
    button(page, "reread-facet-employees").click().run()
    assert "読めません" not in drawn(page) and field(page, "text_input", "facet-employees").value == "30"

    field(page, "text_input", "facet-employees").set_value("多い").run()
    field(page, "text_input", "facet-employees").set_value("").run()
    assert "読めません" not in drawn(page) and "要確認 従業員300人以下" in rows(page)
    field(page, "text_input", "facet-employees").set_value("多い").run()
    button(page, "clear-by-hand").click().run()
    assert "読めません" not in drawn(page) and field(page, "text_input", "facet-employees").value == "30"
    assert not has_button(page, "clear-by-hand")


def test_hostile_words_in_a_field_are_words(run_measures: RunMeasures) -> None:
    page = search(run_measures())
    field(page, "text_input", "facet-employees").set_value("<script>x</script>").run()
    assert "<script>x" not in drawn(page)


def test_capital_that_is_not_round_is_shown_and_kept_as_it_is(
    run_measures: RunMeasures, reading: list[Profile]
) -> None:
    reading.append((*READ, Facet("capital", 12_345_000, said="資本金1234万5千円")))
    page = search(run_measures())
    assert field(page, "text_input", "facet-capital").value == "1234.5"
    assert "担当者が設定" not in drawn(page)
