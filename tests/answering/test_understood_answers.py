"""Answers to several questions, to follow-ups and to vague questions, on the shipped corpus."""

from __future__ import annotations

import pytest

import assistant


def test_of_two_questions_the_answered_one_is_shown_and_the_other_named(shipped) -> None:
    answer = shipped.ask("BILはどこにあって、何社が使っていますか")
    assert answer.status == "partial"
    assert "金沢" in answer.text and answer.missing == ("数",)
    assert answer.text.index("書かれていません") < answer.text.index("金沢")
    assert answer.understood.parts == ("BILはどこにあって", "BILは何社が使っていますか")


def test_the_parts_missing_are_told_with_their_subject_where_these_differ(shipped) -> None:
    answer = shipped.ask("J-GoodTechの登録数と、よろず支援拠点の数は？")
    assert "40,000社" in answer.text and answer.missing == ("よろず支援拠点の数",)


def test_two_refusals_are_one_refusal_that_names_both(shipped) -> None:
    answer = shipped.ask("Go-Techの補助率は？あと上限も")
    assert answer.status == "abstained" and answer.missing == ("補助率", "上限額")
    assert answer.text.count("確認先") == 1


def test_the_citations_of_all_parts_are_numbered_through(shipped) -> None:
    answer = shipped.ask("J-GoodTechは何社が使ってる？BILはどこにある？")
    assert answer.status == "answered"
    assert [citation.n for citation in answer.citations] == list(range(1, len(answer.citations) + 1))
    assert {n for s in answer.statements for n in s.citations} == {c.n for c in answer.citations}
    assert answer.text.index("40,000社") < answer.text.index("金沢")


def test_a_greeting_before_a_question_does_not_hide_it(shipped) -> None:
    greeted = shipped.ask("お疲れ様です。J-GoodTechは何社が使ってる？")
    assert greeted.text == shipped.ask("J-GoodTechは何社が使ってる？").text


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("補助率っていくつ？", "新エネルギー・産業技術総合開発機構"),
        ("補助金の上限はいくら", "中小企業緊急雇用安定助成金"),
        ("税制の控除率を教えて", "研究開発税制オープンイノベーション型"),
        ("使える補助金ある？", "Go-Tech"),
    ],
)
def test_a_vague_question_is_asked_back_with_what_the_documents_hold(shipped, question, named) -> None:
    answer = shipped.ask(question)
    assert answer.status == "needs_clarification" and named in answer.questions[0]
    assert 1 <= len(answer.statements) <= 4 and all(s.citations for s in answer.statements)


@pytest.mark.parametrize("question", ["補助金の条件は？", "補助率っていくつ？"])
def test_what_holds_now_is_offered_before_what_is_past(shipped, question) -> None:
    standings = [citation.standing for citation in shipped.ask(question).citations]
    assert "past" in standings and standings == sorted(standings, key=lambda s: s == "past")


def test_where_no_document_holds_such_a_value_the_question_back_says_so(shipped) -> None:
    answer = shipped.ask("連絡先を教えてください")
    assert answer.status == "needs_clarification" and "見つかりません" in answer.questions[0]
    assert answer.statements == ()


@pytest.mark.parametrize("said", ["えーと、あの…", "？？？", "もっと詳しく"])
def test_where_nothing_is_asked_it_is_asked_what_to_look_up(shipped, said) -> None:
    answer = shipped.ask(said)
    assert answer.status == "needs_clarification" and "何について" in answer.questions[0]


@pytest.mark.parametrize(
    "question", ["会費はいくら", "設備投資の補助金はある？", "1910年に亡くなったのは誰？"]
)
def test_a_question_with_a_topic_is_not_called_vague(shipped, question) -> None:
    assert shipped.ask(question).status != "needs_clarification"


def test_how_a_question_was_read_stands_in_the_answer_and_survives_json(shipped) -> None:
    import json

    answer = shipped.ask(
        "いや、BILの方", [("user", "2010年のJ-GoodTechは何社？"), ("assistant", "不明です。")]
    )
    read = answer.understood
    assert (read.kind, read.as_of) == ("count", ("2010",))
    assert read.about == ("ブリッジ・イノベーション・ラボラトリ",)
    assert answer.notices[0].kind == "understood"
    data = json.loads(json.dumps(assistant.answer_to_dict(answer), ensure_ascii=False))
    assert assistant.answer_from_dict(data) == answer
    data.pop("understood")
    assert assistant.answer_from_dict(data).understood.kind == "other"


@pytest.mark.parametrize("question", ["部長さんのお名前なんでしたっけ", "理事長ってどなた？"])
def test_a_role_alone_is_asked_back_with_who_has_it(shipped, question) -> None:
    answer = shipped.ask(question)
    assert answer.status == "needs_clarification" and "どの機関" in answer.questions[0]
    assert any("部長" in c.quote or "理事長" in c.quote for c in answer.citations)


def test_a_share_nobody_wrote_down_is_computed_where_both_counts_are_there(shipped) -> None:
    answer = shipped.ask("イノベーションネットアワードは応募したうち何％が受賞した計算？")
    assert answer.status == "answered" and "約18%" in answer.statements[0].text
    assert all("300プログラム" in c.quote for c in answer.citations)


def test_what_two_programmes_have_is_told_where_each_stands_in_a_sentence_of_its_own(shipped) -> None:
    answer = shipped.ask(
        "新事業・ものづくり補助金と省力化投資補助金の予算、合わせるといくら", engine="extractive"
    )
    assert answer.status == "answered"
    assert "1200億円" in answer.text and "3千億円" in answer.text


def test_the_example_of_a_vague_question_is_named_by_the_line_above_its_value(shipped) -> None:
    """Two loans stand above the rate; the section is headed by the first, whose rate it is not."""
    (asked_back,) = shipped.ask("融資の利率は何％？", engine="extractive").questions
    assert "経営環境変化対応資金" in asked_back
    assert "地域活性化・雇用促進資金" not in asked_back
