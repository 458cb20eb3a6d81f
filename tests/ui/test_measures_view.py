"""What measures and facets look like, and that their words reach the page as nothing but text."""

from __future__ import annotations

from typing import Any

import answer_samples as samples
import pytest

from assistant.measures.profile import Facet
from assistant.types import Measure
from ui import measures_markup as markup
from ui.measures_view import (
    comparison_rows,
    field_of_profile,
    known_in_words,
    measure_views,
    read_from,
    snapshot,
)

EVIL = "<script>x</script><b>太字</b>"
CITATIONS = (samples.citation(1), samples.citation(2, title="別の資料", page=None))


def measure(**changed: Any) -> Measure:
    values: dict[str, Any] = {
        "id": "tax",
        "name": "研究の税制",
        "kind": "tax",
        "standing": "planned",
        "fit": "possible",
        "as_of": "2026-01-19",
        "body": "経済産業省",
        "citations": (1,),
        "conditions": (
            {"text": "300人以下", "met": True, "reason": "従業員30人", "citations": [1]},
            {"text": "創業5年未満", "met": False, "reason": "創業から10年", "citations": [2]},
            {"text": "大学と組む", "met": None, "reason": "わかりません", "citations": []},
        ),
        "target": {"text": "中小企業", "citations": [1]},
        "benefits": ({"text": "20~30%の減税", "citations": [2]},),
        "apply": ({"text": "税務署へ申告", "citations": []},),
    }
    return Measure(**{**values, **changed})


def view(**changed: Any) -> Any:
    return measure_views([measure(**changed)], CITATIONS)[0]


def test_each_condition_has_its_mark_its_word_its_reason_and_its_source() -> None:
    rows = view().conditions
    assert [(row.mark, row.mark_words) for row in rows] == [
        ("○", "満たす"),
        ("×", "満たさない"),
        ("？", "要確認"),
    ]
    assert [[line.citation.n for line in row.sources] for row in rows] == [[1], [2], []]
    drawn = markup.condition_html(rows[1])
    assert 'aria-label="満たさない"' in drawn and "創業から10年" in drawn


def test_standing_date_kind_and_body_are_in_the_head_without_a_click() -> None:
    head = markup.measure_head_html(view())
    for part in ("1. 研究の税制", "予定・検討中", "2026年1月19日時点", "税制", "経済産業省", "○1 ×1 ？1"):
        assert part in head


@pytest.mark.parametrize("fit", ["likely", "possible", "unlikely"])
@pytest.mark.parametrize("standing", ["current", "planned", "past", "unknown"])
def test_no_head_ever_promises(fit: Any, standing: Any) -> None:
    head = markup.measure_head_html(view(fit=fit, standing=standing))
    assert "対象になります" not in head and "該当します" not in head
    assert ("いまは使えません" in head) == (standing == "past")


def test_facts_come_as_target_benefits_and_application() -> None:
    assert [(row.heading, row.text) for row in view().facts] == [
        ("対象", "中小企業"),
        ("支援", "20~30%の減税"),
        ("申し込み", "税務署へ申告"),
    ]


def test_a_source_of_another_time_than_its_measure_is_told_beside_the_row() -> None:
    def aside(of_measure: Any, **cited: Any) -> str:
        (one,) = measure_views([measure(standing=of_measure)], [samples.citation(2, **cited)])
        assert one.facts[1].aside == one.conditions[1].aside
        assert one.facts[1].aside in markup.fact_html(one.facts[1])
        assert one.conditions[1].aside in markup.condition_html(one.conditions[1])
        return str(one.facts[1].aside)

    assert aside("current") == ""
    assert aside("current", standing="planned") == "根拠は 予定・検討中"
    assert aside("planned", standing="planned") == ""
    assert aside("current", published="2023-05") == "根拠は 2023年5月"


def test_a_measure_in_doubt_that_a_past_document_tells_of_says_so_itself() -> None:
    def as_of(of_measure: Any, of_source: Any) -> str:
        source = samples.citation(1, standing=of_source)
        (one,) = measure_views([measure(standing=of_measure, citations=(1,))], [source])
        return one.as_of

    assert as_of("unknown", "past") == "2026年1月19日時点の過去の資料による"
    assert as_of("unknown", "unknown") == as_of("current", "past") == "2026年1月19日時点"


def test_a_measure_without_conditions_counts_none() -> None:
    assert view(conditions=()).tally == ""


def test_the_record_keeps_what_was_shown_with_the_words_of_its_sources_only() -> None:
    kept = snapshot(measure(benefits=(), conditions=()), CITATIONS)
    assert kept["sources"] == [{"where": "支援の指針（2026年1月19日）p.3", "quote": samples.QUOTE}]
    assert (kept["standing"], kept["as_of"], kept["fit"]) == ("planned", "2026-01-19", "possible")
    both = snapshot(measure(), CITATIONS)
    assert len(both["sources"]) == 2
    assert both["conditions"][2] == {"text": "大学と組む", "met": None, "reason": "わかりません"}


def test_two_measures_stand_side_by_side_and_empty_rows_are_left_out() -> None:
    pair = measure_views(
        [measure(apply=()), measure(id="b", name="補助金", apply=(), benefits=())], CITATIONS
    )
    rows = dict(comparison_rows(pair))
    assert rows["扱い・基準日"] == [["予定・検討中（2026年1月19日時点）"]] * 2
    assert rows["条件"][0][1] == "× 創業5年未満（創業から10年）"
    assert rows["支援"] == [["20~30%の減税"], []]
    assert "申し込み" not in rows
    assert rows["出典"][0] == ["支援の指針（2026年1月19日）p.3", "別の資料（2026年1月19日）"]


def test_an_imported_measure_is_compared_by_file_and_row() -> None:
    pair = measure_views([measure(origin="list.csv 12行目")] * 2, CITATIONS)
    assert dict(comparison_rows(pair))["出典"] == [["list.csv 12行目"]] * 2


def test_the_paper_holds_inquiry_facets_conditions_and_dated_sources() -> None:
    paper = markup.paper_html("30人の加工業", [("業種", "製造業")], [view()], 3, "2026年11月21日")
    for part in (
        "30人の加工業",
        "<dt>業種</dt><dd>製造業</dd>",
        "2026年11月21日作成",
        "〔予定・検討中〕2026年1月19日時点・税制・経済産業省",
        "300人以下[1]",
        "20~30%の減税[2]",
        "[1] 支援の指針（2026年1月19日・現行）",
        "ほかに 3件",
        "示すものではありません",
    ):
        assert part in paper


def test_no_text_of_people_or_documents_becomes_a_tag() -> None:
    hostile = measure(
        target=None,
        name=EVIL,
        body=EVIL,
        conditions=({"text": EVIL, "met": None, "reason": EVIL, "citations": [1]},),
        benefits=({"text": EVIL, "citations": [1]},),
    )
    (one,) = measure_views([hostile], [samples.citation(1, title=EVIL, section=(EVIL,))])
    pieces = [
        markup.measure_head_html(one),
        markup.condition_html(one.conditions[0]),
        markup.fact_html(one.facts[0]),
        markup.comparison_html([one, one], comparison_rows([one, one])),
        markup.paper_html(EVIL, [(EVIL, EVIL)], [one], 0, EVIL),
        markup.proposal_html(EVIL, EVIL, snapshot(hostile, [samples.citation(1, title=EVIL)])),
        markup.next_question_html(EVIL),
    ]
    for piece in pieces:
        assert "&lt;script&gt;" in piece
        assert "<script" not in piece and "<b>太字" not in piece


READ = (Facet("employees", 20, said="20人"), Facet("partner", "bank", holds=False, said="銀行はまだ"))


def test_a_facet_shows_the_words_it_was_read_from() -> None:
    assert read_from(READ, {}, "employees") == "読み取り元: 「20人」"
    assert read_from(READ, {}, "capital") == ""


def test_a_facet_set_by_hand_says_so_and_what_was_read() -> None:
    assert read_from(READ, {"employees": 30}, "employees") == "担当者が設定（読み取りは 20人）"
    assert read_from(READ, {"employees": None}, "employees") == "担当者が設定（読み取りは 20人）"
    assert read_from(READ, {"region": ["栃木県"]}, "region") == "担当者が設定"


def test_of_three_states_it_says_which_part_is_read() -> None:
    assert read_from(READ, {"partner": {"sme": True}}, "partner") == "担当者が設定、ほかは「銀行はまだ」から"
    assert (
        read_from(READ, {"partner": {"bank": True}}, "partner")
        == "担当者が設定（読み取りは 金融機関（ない））"
    )


def test_known_facets_are_told_in_words() -> None:
    profile = (*READ, Facet("capital", 10_000_000), Facet("finance", "loss"))
    assert known_in_words(profile, ("finance", "partner")) == "赤字、金融機関（ない）"
    assert ("資本金", "1,000万円") in field_of_profile(profile)
