"""What a newer document has changed is told before the older sentences; what it has not changed is not."""

from __future__ import annotations

from datetime import date

import pytest

import assistant
from assistant.answering.changes import changes_since
from assistant.answering.pipeline import answer_question
from assistant.answering.question import understand
from assistant.settings import Settings
from assistant.text.names import NameTable

ASKED = understand("ことり館補助金の上限は？", NameTable(()))
OLD = "ことり館補助金の上限額は50万円です。"


@pytest.mark.parametrize(
    "newer",
    [
        "ことり館補助金は令和7年度をもって終了しました。",
        "ことり館補助金は廃止し、はとば補助金に統合します。",
        "ことり館補助金の申請先は県庁に変更となりました。",
        "ことり館補助金の受付は締め切りました。",
        "はとば補助金は、旧ことり館補助金です。",
    ],
)
def test_a_newer_sentence_that_names_the_thing_and_tells_a_change_is_told(newer, evidence_of) -> None:
    old = evidence_of(OLD, published="2020-04-01", doc_id="old")
    new = evidence_of(newer, published="2026-05", doc_id="new")
    (change,) = changes_since(ASKED, [old], [old, new])
    assert change.kind == "changed" and change.is_lead and change.span == new.spans[0]
    assert newer in change.text and "2026年5月" in change.text


@pytest.mark.parametrize(
    ("newer", "published"),
    [
        ("ことり館補助金は令和元年度をもって終了しました。", "2019-05-01"),  # older
        ("ことり館補助金は令和2年度に終了しました。", "2020"),  # not known to be newer
        ("はとば補助金は令和7年度をもって終了しました。", "2026-05-01"),  # another programme
        ("ことり館補助金の採択企業を紹介します。", "2026-05-01"),  # no change
        ("ことり館補助金の終了", "2026-05-01"),  # a heading
    ],
)
def test_what_is_no_change_of_the_thing_is_not_told(newer, published, evidence_of) -> None:
    old = evidence_of(OLD, published="2020-04-01", doc_id="old")
    new = evidence_of(newer, published=published, doc_id="new")
    assert changes_since(ASKED, [old], [old, new]) == ()


@pytest.mark.parametrize(
    ("question", "old", "newer", "told"),
    [
        ("空き店舗の補助は", "空き店舗活用補助のしおり", "空き店舗活用補助は打ち切りとなった。", 1),
        (
            "専門家は12月来られますか",
            "専門家は令和9年1月まで休止中",
            "専門家の旅費は令和9年1月から電子申請に変更する。",
            0,
        ),
        ("従業員8人の割引は", "従業員20人以下は割引", "従業員20人以下は率を引き上げる。", 0),
        ("広域商談会の成約は", "バイヤー商談会は33件", "バイヤー商談会は中止した。", 0),
    ],
)
def test_a_name_is_said_at_least_by_half_and_is_no_figure(question, old, newer, told, evidence_of) -> None:
    asked = understand(question, NameTable(()))
    evidence = [evidence_of(old, published="2020-04-01", doc_id="old")]
    new = evidence_of(newer, published="2026-05", doc_id="new")
    assert len(changes_since(asked, evidence, [*evidence, new])) == told


@pytest.mark.parametrize(("class_", "told"), [("小規模枠", 1), ("一般枠", 0)])
def test_a_change_of_another_class_is_not_told(class_, told, evidence_of) -> None:
    asked = understand(f"ことり館補助金の{class_}、上限は？", NameTable(()))
    old = evidence_of(OLD, published="2020-04-01", doc_id="old")
    newer = "ことり館補助金(小規模枠)の上限額を50万円から75万円に引き上げます。"
    new = evidence_of(newer, published="2026-05", doc_id="new")
    assert len(changes_since(asked, [old], [old, new])) == told


def test_who_asks_about_a_time_is_told_what_held_then(evidence_of) -> None:
    old = evidence_of(OLD, published="2020-04-01", doc_id="old")
    new = evidence_of("ことり館補助金は終了しました。", published="2026-05-01", doc_id="new")
    asked = understand("2020年のことり館補助金の上限は？", NameTable(()))
    assert changes_since(asked, [old], [old, new]) == ()


def test_a_change_that_is_shown_already_is_not_told_twice(evidence_of) -> None:
    old = evidence_of(OLD, published="2020-04-01", doc_id="old")
    new = evidence_of("ことり館補助金は終了しました。", published="2026-05-01", doc_id="new")
    assert changes_since(ASKED, [old, new], [old, new]) == ()


def test_what_the_best_sentences_own_document_says_in_passing_is_no_change(evidence_of) -> None:
    best = evidence_of("ことり館補助金は64件が使っています。", published="2026-05-01", doc_id="new")
    old = evidence_of(OLD, published="2020-04-01", doc_id="old")
    passing = evidence_of("ことり館補助金の成果をはとばに統合します。", published="2026-05-01", doc_id="new")
    assert changes_since(ASKED, [best, old], [best, old, passing]) == ()


def test_a_long_sentence_is_cut_in_the_notice_and_whole_in_its_citation(evidence_of) -> None:
    old = evidence_of(OLD, published="2020-04-01", doc_id="old")
    new = evidence_of(
        f"ことり館補助金は{'たいへん' * 60}終了しました。", published="2026-05-01", doc_id="new"
    )
    (change,) = changes_since(ASKED, [old], [old, new])
    assert (
        change.text.endswith("…」")
        and change.span is not None
        and change.span.text.endswith("終了しました。")
    )


def test_a_programme_called_by_half_its_name_is_known_by_what_the_old_document_calls_it(tmp_path) -> None:
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "old.txt").write_text(
        "ひばり商店街空き店舗活用補助の利用のしおり\n\n店舗改装費の2分の1、上限100万円を補助します。\n申込みは随時受け付けています。",
        encoding="utf-8",
    )
    (documents / "new.txt").write_text(
        "第2回常議員会の議事録\n\n会頭のあいさつの後、議事に入った。\n"
        "市の方針により空き店舗活用補助は昨年度限りで打ち切りとなり、新規の受付は行っていない。\n午後4時に閉会した。",
        encoding="utf-8",
    )
    (documents / "catalogue.toml").write_text(
        "\n".join(
            f'[[document]]\nid = "{name}"\nfile = "{name}.txt"\ntitle = "{title}"\npublisher = "商工会議所"\n'
            f'published = "{published}"\nstanding = "current"\n'
            for name, title, published in (
                ("old", "ひばり商店街空き店舗活用補助 利用のしおり", "2022-05-09"),
                ("new", "常議員会 議事録", "2026-06-24"),
            )
        ),
        encoding="utf-8",
    )
    settings = Settings(home=tmp_path / "home")
    assistant.ingest([documents], settings)
    with assistant.open_assistant(settings) as shien:
        answer = answer_question(
            "空き店舗の改装費、補助はいくらまで？",
            shien.index,
            settings,
            engine="extractive",
            today=date(2026, 11, 1),
        )
    (notice,) = [notice for notice in answer.notices if notice.kind == "changed"]
    (cited,) = [citation for citation in answer.citations if citation.n in notice.citations]
    assert cited.doc_id == "new" and "打ち切り" in cited.quote
    assert answer.text.startswith("「空き店舗活用補助」については、より新しい資料（2026年6月24日）")
    assert any("100万円" in statement.text for statement in answer.statements)
