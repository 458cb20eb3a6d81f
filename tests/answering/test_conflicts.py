"""Documents that give different figures for one thing are shown side by side, with their dates."""

from __future__ import annotations

import pytest

from assistant.answering.conflicts import conflict_in, notices_on_conflicts
from assistant.answering.question import understand
from assistant.text.names import NameTable

ASKED = understand("公設試は全国に何機関ある？", NameTable(()))


def test_two_documents_that_differ_are_both_told_the_newer_first(evidence_of) -> None:
    old = evidence_of("全国に約80機関の公設試がある。", published="2020-09-29", doc_id="old")
    new = evidence_of("全国64機関の公設試が集まる。", published="2026-01-19", doc_id="new")
    conflict = conflict_in(ASKED, [old, new])
    assert conflict is not None and conflict.sentences == (new, old)
    assert "新しい資料では64機関（2026年1月19日の資料）" in conflict.text
    assert "約80機関（2020年9月29日の資料）" in conflict.text


@pytest.mark.parametrize(
    ("one", "other", "same_document"),
    [
        (
            "全国に64機関の公設試がある。",
            "全国に六十四機関の公設試がある。",
            False,
        ),  # the same, written otherwise
        ("全国に64機関の公設試がある。", "全国に70社の公設試がある。", False),  # another unit
        ("全国に64機関の公設試がある。", "全国に80機関の公設試がある。", True),
        ("会員は300社である。", "全国の公設試の利用は500社である。", False),  # 社 counts anything
    ],
)
def test_what_need_not_be_a_conflict_is_none(one, other, same_document, evidence_of) -> None:
    evidence = [evidence_of(one, doc_id="a"), evidence_of(other, doc_id="a" if same_document else "b")]
    assert conflict_in(ASKED, evidence) is None


def test_a_conflict_in_the_shipped_documents_is_noticed_with_both_citations(shipped) -> None:
    answer = shipped.ask("公設試は全国にいくつある？")
    (notice,) = [notice for notice in answer.notices if notice.kind == "conflict"]
    cited = {c.n: c for c in answer.citations}
    assert len({cited[n].doc_id for n in notice.citations}) == 2


def test_a_conflict_whose_sentences_are_not_shown_is_not_noticed(evidence_of) -> None:
    old, new = evidence_of("80機関の公設試。", doc_id="a"), evidence_of("64機関の公設試。", doc_id="b")
    conflict = conflict_in(ASKED, [old, new])
    assert conflict is not None and notices_on_conflicts([conflict], []) == ()


def test_the_rates_of_other_programmes_are_no_conflict(evidence_of) -> None:
    asked = understand("よつば補助金の補助率は？", NameTable(()))
    evidence = [
        evidence_of("よつば補助金の補助率は2分の1、上限額は14万円です。", doc_id="a"),
        evidence_of("のぞみ補助金の補助率は25%である。", doc_id="b"),
        evidence_of("ひなた補助金の補助率は27%です。", doc_id="c"),
    ]
    assert conflict_in(asked, evidence) is None


@pytest.mark.parametrize(
    ("one", "other"), [("2025-04-01", "2025-04-01"), ("2025", "2025-04-01"), (None, None)]
)
def test_of_documents_of_one_time_or_none_neither_is_called_newer(one, other, evidence_of) -> None:
    evidence = [
        evidence_of("64機関の公設試。", published=one, doc_id="a"),
        evidence_of("80機関の公設試。", published=other, doc_id="b"),
    ]
    conflict = conflict_in(ASKED, evidence)
    assert conflict is not None and "新しい" not in conflict.text
