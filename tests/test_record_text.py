"""The record as a text: every field in its order, sources and dates with each measure, nothing lost to Markdown."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from assistant.consultation_record import FIELDS, Proposal
from assistant.record_text import LONGEST_NAME, record_file_name, record_text

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


def _shown(text: str) -> str:
    """What a reader of Markdown shows of the field 相談内容; whatever is not a paragraph of plain words is told in <>."""
    record = record_text({"inquiry": text}, [], markdown=True)
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(record)
    headings = [
        number for number, token in enumerate(tokens) if token.type == "heading_open" and token.tag == "h2"
    ]
    begin = next(number for number in headings if tokens[number + 1].content == FIELDS["inquiry"])
    end = next(number for number in headings if tokens[number + 1].content == FIELDS["figures"])
    shown = []
    for token in tokens[begin + 3 : end]:
        if token.type == "inline":
            parts = {"text": None, "text_special": None, "hardbreak": "\n"}
            words = [parts.get(one.type, f"<{one.type}>") or one.content for one in token.children or ()]
            shown.append("".join(words))
        elif token.type not in ("paragraph_open", "paragraph_close"):
            shown.append(f"<{token.type}>")
    return "\n\n".join(shown).replace("\u00a0", " ")


def _told(text: str) -> str:
    """The text as it should be shown: Markdown takes away spaces at the end of a line, and all empty lines but one."""
    lines = "\n".join(line.rstrip() for line in text.strip().split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines)


@pytest.mark.parametrize(
    "text",
    [
        "受注の見込み\n---\n売上",
        "受注の見込み\n===\n売上",
        "受注の見込み\n-",
        "受注の見込み\n =",
        "見込み\n\n- - -\n\n---",
        "a|b\n:---",
        "方針\n\n    一つ目\n        二つ目",
        "方針\n  一つ目",
        "従業員&lt;30人、R&amp;D、&#65;、R&D",
        "1.\n\n-\n\n+",
        "# 10~20万円\n- 次\n1. 一\n> 引用\n```\n~~~",
    ],
)
def test_a_reader_of_markdown_shows_the_very_characters(text: str) -> None:
    assert _shown(text) == _told(text)


@given(st.text(st.sampled_from("-=:+*_.)(1a&;lt#~`|<>[]!\\ \n"), max_size=30).filter(str.strip))
def test_no_line_of_any_text_is_taken_for_markdown(text: str) -> None:
    assert _shown(text) == _told(text)


def test_a_tab_before_a_line_is_shown_as_its_spaces() -> None:
    assert _shown("方針\n\n\t一つ目") == "方針\n\n    一つ目"


def test_an_ampersand_that_stands_for_itself_is_left_as_it_is() -> None:
    assert "R&D" in record_text({"inquiry": "R&D"}, [], markdown=True)


def test_a_plain_record_is_not_escaped() -> None:
    text = "見込み\n---\n    &lt;一つ目"
    assert text in record_text({"inquiry": text}, [], markdown=False)


def test_without_measures_it_says_so() -> None:
    assert "（まだありません）" in record_text({}, [], markdown=False)


@pytest.mark.parametrize(
    ("business", "name"),
    [
        ("かえで製作所\n従業員8人", "相談カルテ_かえで製作所_2026-11-22.txt"),
        ("", "相談カルテ_2026-11-22.txt"),
        ("../../株式会社 もみじ/..\\", "相談カルテ_株式会社もみじ_2026-11-22.txt"),
    ],
)
def test_a_record_is_saved_under_a_name_of_its_own(business: str, name: str) -> None:
    assert record_file_name({"business": business}, date(2026, 11, 22), "txt") == name


@given(st.text())
def test_a_records_file_name_names_no_folder_and_is_short(business: str) -> None:
    name = record_file_name({"business": business}, date(2026, 11, 22), "md")
    assert not set(name) & set("/\\:*?<>|\0") and len(name) <= LONGEST_NAME + 22
