"""The record as a text: every field in its order, sources and dates with each measure, nothing lost to Markdown."""

from __future__ import annotations

from typing import Any

from assistant.consultation_record import FIELDS, Proposal
from assistant.record_text import record_text

MEASURE: dict[str, Any] = {
    "id": "tax",
    "name": "税制_A",
    "kind": "tax",
    "standing": "planned",
    "fit": "possible",
    "as_of": "2026-01-19",
    "body": "経済産業省",
    "origin": "",
    "conditions": [{"text": "共同研究をする", "met": None, "reason": "連携の相手がわかりません"}],
    "benefits": [{"text": "控除率20~30%"}],
    "apply": [{"text": "税務署へ申告する"}],
    "sources": [{"where": "議事録（2026年1月19日）p.3", "quote": "20~30%の\n控除率"}],
}
PROPOSAL = Proposal(1, MEASURE, "大学に電話する", "2026-11-21T03:00:00+00:00")


def test_a_plain_record_holds_every_field_and_the_measures_between_problem_and_referral() -> None:
    text = record_text({"problem": "量産の評価", "referral": "産技センター"}, [PROPOSAL], markdown=False)
    parts = [
        *list(FIELDS.values())[:5],
        "量産の評価",
        "提案施策（出典・基準日）",
        "1. 税制_A",
        "紹介先",
        "結果",
    ]
    places = [text.index(f"■ {part}" if part in FIELDS.values() else part) for part in parts]
    assert places == sorted(places)
    assert text.count("（未記入）") == 6


def test_a_measure_is_told_with_standing_date_verdicts_sources_and_note() -> None:
    text = record_text({}, [PROPOSAL], markdown=False)
    for part in (
        "〔税制、予定・検討中、2026年1月19日時点〕経済産業省",
        "？ 共同研究をする … 連携の相手がわかりません",
        "支援: 控除率20~30%",
        "申し込み: 税務署へ申告する",
        "出典: 議事録（2026年1月19日）p.3「20~30%の 控除率」",
        "メモ: 大学に電話する",
        "示すものではありません",
    ):
        assert part in text


def test_an_imported_measure_names_its_file_and_row() -> None:
    imported = Proposal(1, {**MEASURE, "origin": "list.csv 12行目", "sources": []}, "", PROPOSAL.proposed_at)
    assert "出典: list.csv 12行目" in record_text({}, [imported], markdown=False)


def test_markdown_disarms_what_it_would_take_for_its_own() -> None:
    text = record_text({"inquiry": "# 10~20万円\n- 次\n1. 一"}, [PROPOSAL], markdown=True)
    assert "\\# 10\\~20万円  \n\\- 次  \n1\\. 一" in text
    assert "### 1\\. 税制\\_A〔" in text
    assert "- 支援: 控除率20\\~30%" in text


def test_without_measures_it_says_so() -> None:
    assert "（まだありません）" in record_text({}, [], markdown=False)
