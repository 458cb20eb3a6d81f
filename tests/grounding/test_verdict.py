"""What a verdict stands on: each kind of problem, and what must not be taken for one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.documents.catalogue import read_catalogue
from assistant.documents.load import load_pages
from assistant.grounding import Verdict, check_statement
from assistant.grounding.reading import read_evidence
from assistant.settings import PROJECT_ROOT, Settings
from assistant.text.names import read_names
from assistant.text.sentences import sentence_spans

NAMES = read_names(PROJECT_ROOT / "corpus" / "aliases.toml")


def _check(statement: str, *evidence: str, dated: str | None = "2026-01-19") -> Verdict:
    return check_statement(statement, evidence, dated=dated, names=NAMES)


def _kinds(verdict: Verdict) -> set[str]:
    return {problem.kind for problem in verdict.problems}


@pytest.mark.parametrize("as_quoted", [True, False], ids=["word for word", "by the checks alone"])
def test_every_sentence_of_the_shipped_documents_supports_itself(monkeypatch, as_quoted) -> None:
    if not as_quoted:
        monkeypatch.setattr("assistant.grounding.verdict._is_verbatim", lambda *_: False)
    settings, seen = Settings(), 0
    for path, entry in read_catalogue(settings.corpus).items():
        text = "\n".join(page.text for page in load_pages(path, settings))
        for start, end in sentence_spans(text):
            said = text[start:end]
            assert _check(said, said, dated=entry.published).verdict == "supported", said
            seen += 1
    assert seen > 1_000


def test_a_sentence_on_its_page_is_word_for_word_there() -> None:
    page = "補助率は2/3である。\n上限は1,000万円で\nある。大企業は対象外である。"
    assert _check("上限は1,000万円である。", page) == Verdict("supported", 1.0, ())


def test_half_a_sentence_is_no_quotation_of_it() -> None:
    assert _check("大企業は対象", "大企業は対象外である。").verdict == "unsupported"
    assert _check("導入を検討", "導入を検討しないこととした。").score < 1


@pytest.mark.parametrize("evidence", [[], [""], ["  \n"]])
def test_without_evidence_nothing_is_supported(evidence) -> None:
    verdict = check_statement("四万社が登録した。", evidence)
    assert (verdict.verdict, verdict.score, _kinds(verdict)) == ("unsupported", 0.0, {"no_evidence"})


def test_what_the_evidence_does_not_speak_of_is_unsupported() -> None:
    verdict = _check("会議室の予約は総務で受け付ける。", "補助率は2/3以内である。")
    assert _kinds(verdict) == {"unsupported"}


@pytest.mark.parametrize(
    "written", ["40,000社", "4万社", "四万社", "４万社", "４０，０００社", "4万企業", "40000者"]
)
def test_a_figure_is_found_in_any_spelling(written) -> None:
    assert _check(f"登録は{written}である。", "40,000社が登録している。").verdict == "supported"


@pytest.mark.parametrize("written", ["5万社", "4,000社", "4万件", "4万社以下", "4万社未満", "400,000社"])
def test_another_figure_or_unit_or_bound_is_not(written) -> None:
    assert "figure" in _kinds(_check(f"登録は{written}である。", "40,000社が登録している。"))


def test_two_digits_in_another_order_are_another_figure() -> None:
    verdict = _check("支給額は7,685円である。", "支給額は7,658円である。")
    assert [problem.value for problem in verdict.problems if problem.kind == "figure"] == ["7,685円"]
    assert "7,658円" in verdict.problems[0].message


def test_a_bound_is_neither_turned_nor_dropped() -> None:
    source = "投資額は100万円以上とする。"
    assert _check("投資額は100万円以上である。", source).verdict == "supported"
    assert "figure" in _kinds(_check("投資額は100万円以下である。", source))
    assert "figure" in _kinds(_check("投資額は100万円である。", source))


def test_a_round_figure_stands_for_the_exact_one_only_where_it_says_so() -> None:
    source = "登録は41,230社である。"
    assert _check("登録は約4万社である。", source).verdict == "supported"
    assert _check("登録は4万社を超える。", source).verdict == "supported"
    assert "figure" in _kinds(_check("登録は4万社である。", source))
    assert "figure" in _kinds(_check("登録は約5万社である。", source))


def test_the_unit_of_a_table_counts() -> None:
    table = "機関\t予算（百万円）\nA県センター\t48"
    assert _check("A県センターの予算は4,800万円である。", table).verdict == "supported"
    assert _check("A県センターの予算は480万円である。", table).verdict == "unsupported"


@pytest.mark.parametrize("said", ["2025年に", "昨年", "令和7年に"])
def test_a_relative_date_is_told_from_the_date_of_the_document(said) -> None:
    source = "昨年、窓口を設けました。"
    assert _check(f"{said}窓口を設けた。", source).verdict == "supported"
    assert "date" in _kinds(_check("2024年に窓口を設けた。", source))


def test_a_month_alone_is_of_the_years_around_the_document() -> None:
    assert _check("2026年6月に公募する。", "6月に公募する。").verdict == "supported"
    assert "date" in _kinds(_check("2028年6月に公募する。", "6月に公募する。"))


def test_a_date_may_be_told_more_coarsely_but_not_more_finely() -> None:
    assert _check("2026年に公募する。", "2026年6月10日に公募する。").verdict == "supported"
    assert "date" in _kinds(_check("2026年6月10日に公募する。", "2026年6月に公募する。"))


def test_a_fiscal_year_and_a_month_of_another_contradict() -> None:
    assert _check("2025年度に公募した。", "2026年2月に公募した。").verdict == "supported"
    assert "date" in _kinds(_check("2026年度に公募した。", "2026年2月に公募した。"))


def test_a_name_is_found_by_its_aliases_and_not_by_its_neighbour() -> None:
    source = "Go-Techは中小企業基盤整備機構と進める。"
    assert _check("ゴーテックは中小機構と進める。", source).verdict == "supported"
    assert "name" in _kinds(_check("ゴーテックは産総研と進める。", source))


@pytest.mark.parametrize(
    "name", ["研究開発支援補助金", "神奈川産業振興センター", "ＫＩＳＴＥＣ", "鈴木委員", "「共創ラボ」"]
)
def test_a_name_the_table_does_not_have_must_be_in_the_evidence(name) -> None:
    assert _check(f"{name}が事業を担当する。", f"{name}がこの事業を担当している。").verdict == "supported"
    assert (
        _check(f"{name}が事業を担当する。", "埼玉の会議がこの事業を担当している。").verdict == "unsupported"
    )


def test_a_person_with_another_title() -> None:
    assert "attribution" in _kinds(_check("山田座長が指摘した。", "山田委員が指摘した。"))
    assert _check("山田氏が指摘した。", "山田委員が指摘した。").verdict == "supported"


def test_a_quotation_is_there_word_for_word_or_not_at_all() -> None:
    source = "委員は「支援機関どうしの連携を深めることが重要である」と述べた。"
    assert _check("委員は「支援機関どうしの連携を深めることが重要」と述べた。", source).verdict == "supported"
    assert "quote" in _kinds(_check("委員は「支援機関どうしの統合を深めることが重要」と述べた。", source))


@pytest.mark.parametrize(
    ("statement", "source"),
    [("申請できない。", "申請できる。"), ("大企業は対象外である。", "大企業は対象である。"), ("予約は不要である。", "予約が必要である。"),
     ("費用が減少した。", "費用が増加した。"), ("制度は廃止された。", "制度は創設された。"), ("委員は反対した。", "委員は賛成した。"),
     ("録画を認める。", "録画を禁止する。"), ("上限はない。", "上限がある。")],
)  # fmt: skip
def test_the_opposite_is_caught(statement, source) -> None:
    assert "polarity" in _kinds(_check(statement, source))


@pytest.mark.parametrize(
    ("statement", "source"),
    [("申請書を提出しなければならない。", "申請書の提出が必要である。"), ("予約は不要である。", "予約の必要はない。"),
     ("大企業は対象外である。", "大企業は対象とならない。"), ("中小企業だけでなく大企業も使える。", "中小企業だけでなく大企業も利用できる。"),
     ("費用が増えた。", "費用が増加した。"), ("みなし大企業は対象外である。", "みなし大企業は対象から除く。")],
)  # fmt: skip
def test_the_same_said_otherwise_is_not_taken_for_the_opposite(statement, source) -> None:
    assert _check(statement, source).verdict == "supported"


@pytest.mark.parametrize(
    ("statement", "source"),
    [("導入を決定した。", "導入を検討している。"), ("補助率は引き上げられた。", "補助率は引き上げられる見込みである。"),
     ("導入する予定である。", "導入した。"), ("提出は必須である。", "提出は任意である。"), ("全ての企業が参加した。", "一部の企業が参加した。"),
     ("中小企業のみ参加できる。", "中小企業は参加できる。"), ("手続きを簡素化した。", "手続きの簡素化を要望した。")],
)  # fmt: skip
def test_what_is_surer_or_less_sure_than_its_source(statement, source) -> None:
    assert "modality" in _kinds(_check(statement, source))


@pytest.mark.parametrize(
    ("statement", "source"),
    [("6月に開始する予定である。", "6月に開始する。"), ("6月に開始する。", "6月に開始する予定である。"),
     ("導入が見込まれる。", "導入する予定である。"), ("導入を検討中である。", "導入について検討している。")],
)  # fmt: skip
def test_what_is_as_sure_as_its_source(statement, source) -> None:
    assert "modality" not in _kinds(_check(statement, source))


@pytest.mark.parametrize(
    ("statement", "right"),
    [("北支部は5社である。", False), ("南支部は5社である。", True), ("北支部は3社である。", True),
     ("北支部は5社、南支部は3社である。", False), ("北支部は3社で、南支部は5社である。", True)],
)  # fmt: skip
def test_a_figure_belongs_to_its_subject(statement, right) -> None:
    verdict = _check(statement, "北支部は3社、南支部は5社である。")
    assert (verdict.verdict == "supported") == right
    assert right or "attribution" in _kinds(verdict)


def test_a_figure_belongs_to_its_subject_across_sentences() -> None:
    source = "北支部の登録は3社である。南支部の登録は5社である。"
    assert "attribution" in _kinds(_check("北支部の登録は5社である。", source))
    assert _check("南支部の登録は5社である。", source).verdict == "supported"


def test_what_one_body_does_is_not_said_of_another() -> None:
    source = "産総研は技術の橋渡しを担い、中小機構は販路の開拓を支援する。"
    assert "attribution" in _kinds(_check("産総研は販路の開拓を支援する。", source))
    assert _check("中小機構は販路の開拓を支援する。", source).verdict == "supported"


def test_who_does_and_to_whom_it_is_done() -> None:
    assert "attribution" in _kinds(_check("大学が企業を支援する。", "企業が大学を支援する。"))


def test_more_problems_and_fewer_words_mean_less_trust() -> None:
    source = "北支部では2025年に40,000社が登録した。"
    verbatim, loose = _check(source, source), _check("北支部の登録は4万社で、全国に知られる。", source)
    wrong = _check("北支部では2025年に50,000社が登録した。", source)
    worse = _check("北支部では2024年に50,000社が登録した。", source)
    assert verbatim.score > loose.score >= 0.5 > wrong.score > worse.score > 0


def test_messages_are_japanese_sentences() -> None:
    verdict = _check("2024年に産総研は5万社を登録しなかった。", "昨年、中小機構は4万社を登録した。")
    assert {"figure", "date", "name"} <= _kinds(verdict)
    assert all(problem.message.endswith("。") and problem.value for problem in verdict.problems)


def test_evidence_is_read_once_for_many_statements() -> None:
    from assistant.grounding.known import name_lookup

    texts = ["40,000社が登録している。", "補助率は2/3である。"]
    assert read_evidence(texts, None, name_lookup(NAMES)) is read_evidence(texts, None, name_lookup(NAMES))


@settings(derandomize=True, max_examples=200, deadline=None)
@given(
    st.text("補助率はが2/3以内、。「」ないです検討した年月社万0123-ABテック\n\t|(", max_size=60),
    st.lists(
        st.text("補助率はが2/3以内、。「」ないです検討した年月社万0123-ABテック\n\t|(", max_size=60),
        max_size=3,
    ),
)
def test_any_statement_and_evidence_get_a_verdict(statement, evidence) -> None:
    verdict = check_statement(statement, evidence, dated="2026-01", names=NAMES)
    assert 0 <= verdict.score <= 1
    assert (verdict.verdict == "supported") == (not verdict.problems) == (verdict.score >= 0.5)


MOST = 100_000
"""Characters that ``shien verify`` takes for evidence."""


@pytest.mark.parametrize("repeated", ["は、", "Aは、", "佐藤は県が、", "県が2円、国が"])
def test_evidence_of_nothing_but_subjects_is_read_to_its_end(repeated: str) -> None:
    evidence = (repeated * MOST)[:MOST]
    assert _check("佐藤委員は引上げを提案し、山田委員は反対した。", evidence).verdict == "unsupported"


@pytest.mark.parametrize("repeated", ["1円", "2分の1、", "1年から"])
def test_evidence_of_nothing_but_figures_is_read_to_its_end(repeated: str) -> None:
    evidence = (repeated * 30_000)[:30_000]
    assert _check("合わせて3円で、50%増えました。", evidence).verdict == "unsupported"
