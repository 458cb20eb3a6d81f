"""The shipped documents as they are stored: ranges, repairs, and spots known from the sources."""

from __future__ import annotations

import pytest
from document_samples import ShippedDocument

from assistant.documents.chunk import PASSAGE_CHARACTERS
from assistant.documents.clean import replay
from assistant.documents.headings import is_table_row
from assistant.text.sentences import sentence_spans
from assistant.types import Passage

MINUTES = "innovation-produce-minutes-2026"
REPORT = "innovation-network-report-2020"
SUMMARY = "sme-innovation-summary-2023"
PROGRAMME = "kanto-strategy-2017"
SLIDES = "kanto-slides-2010"
ALL = (MINUTES, REPORT, SUMMARY, PROGRAMME, SLIDES)

Shipped = dict[str, ShippedDocument]


def _passage(shipped_documents: Shipped, doc_id: str, words: str) -> Passage:
    """The first passage that holds the words."""
    return next(p for p in shipped_documents[doc_id].passages if words in p.text)


def test_all_shipped_documents_are_read(shipped_documents: Shipped) -> None:
    assert set(shipped_documents) == set(ALL)


@pytest.mark.parametrize("doc_id", ALL)
def test_every_passage_is_the_text_of_its_page_at_its_range(shipped_documents: Shipped, doc_id: str) -> None:
    shipped = shipped_documents[doc_id]
    assert shipped.passages
    for passage in shipped.passages:
        page = shipped.document.pages[passage.page_index]
        assert page.text[passage.start : passage.end] == passage.text
        assert len(passage.text) <= PASSAGE_CHARACTERS or "\n" not in passage.text
        if passage.header:
            assert is_table_row(page.text[slice(*passage.header)])
    ids = [passage.passage_id for passage in shipped.passages]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("doc_id", ALL)
def test_every_repair_is_recorded(shipped_documents: Shipped, doc_id: str) -> None:
    shipped = shipped_documents[doc_id]
    for page, raw in zip(shipped.document.pages, shipped.raw_pages, strict=True):
        assert replay(raw, page.repairs) == page.text
        assert all(repair.text and raw[repair.start] == repair.text[0] for repair in page.repairs)


@pytest.mark.parametrize("doc_id", ALL)
def test_only_white_space_goes_except_for_what_stood_twice_and_page_numbers(
    shipped_documents: Shipped, doc_id: str
) -> None:
    for page in shipped_documents[doc_id].document.pages:
        for repair in page.repairs:
            if repair.kind in ("doubled text", "repeated block"):
                assert set("".join(repair.text.split())) <= set(page.text)
            elif repair.kind == "page number":
                assert repair.text.strip().isdigit()
            else:
                assert not repair.text.strip()


@pytest.mark.parametrize("doc_id", ALL)
def test_nearly_every_character_stands_in_a_passage(shipped_documents: Shipped, doc_id: str) -> None:
    shipped = shipped_documents[doc_id]
    stored = sum(len(page.text) for page in shipped.document.pages)
    held = sum(len(passage.text) for passage in shipped.passages)
    assert held > 0.97 * stored


WHOLE_SENTENCES = [
    (MINUTES, "全国に散らばっている研究機関と最近作ったものを合わせ"),
    (MINUTES, "試験研究費の一定割合を法人税額から控除出来る制度です。"),
    (MINUTES, "年間12,000件のビジネスマッチングを実施しています。"),
    (MINUTES, "公募審査では、中小・中堅・ベンチャー企業の提案に加点を行い"),
    (REPORT, "以下の事項について審議し、運営委員会に報告することをミッションとすることとされた。"),
    (REPORT, "産業支援機関に限ればさらにその構成比は下がる。"),
    (REPORT, "事業運営に必要な実費負担分として、1万5千円の負担金"),
    (REPORT, "幅広い外部連携のできる人材を育成していく"),
    (SUMMARY, "中小企業のイノベーションの在り方に関する有識者検討会"),
    (SUMMARY, "日本の企業規模別のプロダクト・イノベーション実現率"),
    (SUMMARY, "自社のコア技術・ノウハウは何かを見極める"),
    (PROGRAMME, "新規事業開発ニーズに対してベンチャー企業の技術・サービス・アイデアを活用する"),
    (PROGRAMME, "バイオベンチャーの技術シーズ及び製薬企業の創薬ニーズ等の分析"),
    (PROGRAMME, "太陽光に偏った導入が進んでおり"),
    (SLIDES, "弱い動きを示した業種もあるなど、依然として厳しい状況にある。"),
    (SLIDES, "新たに雇用調整助成金・中小企業緊急雇用安定助成金の届出が受理された企業向けの低利融資を開始。"),
    (SLIDES, "昨年12月より、加入期間要件を撤廃し、保険加入期間が短い者や新規学卒者も対象とした。"),
    (SLIDES, "世界レベルのクラスターとして発展可能な地域に対して重点的支援。"),
]


@pytest.mark.parametrize(("doc_id", "words"), WHOLE_SENTENCES)
def test_a_sentence_cut_in_the_file_is_whole_in_the_stored_page(
    shipped_documents: Shipped, doc_id: str, words: str
) -> None:
    shipped = shipped_documents[doc_id]
    assert not any(words in raw for raw in shipped.raw_pages), "not cut in the file: no test"
    assert any(
        words in page.text[start:end]
        for page in shipped.document.pages
        for start, end in sentence_spans(page.text)
    )


SINGLE_LINES = [
    (0, "新成長戦略（基本方針）～輝きのある日本へ～平成21年12月30日閣議決定"),
    (1, "中小企業の景況感"),
    (7, "イノベーション効率の伸び悩み（研究開発投資に対する利益率の低下）"),
    (9, "産業クラスター計画"),
    (10, "知的クラスター創成事業"),
    (14, "イノベーション"),
    (14, "ポイント"),
    (14, "新産業"),
    (43, "情報処理"),
    (50, "環境・エネルギー"),
    (58, "幹事機関"),
]


@pytest.mark.parametrize(("page_index", "line"), SINGLE_LINES)
def test_doubled_headings_and_vertical_words_of_the_slides_are_single_lines(
    shipped_documents: Shipped, page_index: int, line: str
) -> None:
    shipped = shipped_documents[SLIDES]
    assert line not in shipped.raw_pages[page_index].split("\n")
    assert line in shipped.document.pages[page_index].text.split("\n")


def test_slides_that_print_a_number_have_it_and_the_others_have_none(shipped_documents: Shipped) -> None:
    pages = shipped_documents[SLIDES].document.pages
    printed = {page.index: page.number for page in pages if page.number is not None}
    assert printed == {6: 9, 9: 13, 11: 15, 19: 23, 20: 24, 24: 28, 27: 31, 44: 46, 56: 60}
    assert len(pages) == 60


def test_items_of_an_agenda_stay_lines_of_their_own(shipped_documents: Shipped) -> None:
    lines = shipped_documents[REPORT].text.split("\n")
    assert "今後のWGの進め方について" in lines
    assert "イノベーションネットの新たなネットワーク機能について" in lines


SECTIONS = [
    (MINUTES, "11年ぶりに控除繰越制度を復活", ("越智政務官",)),
    (MINUTES, "年間12,000件のビジネスマッチング", ("中小機構 宮川理事長",)),
    (MINUTES, "控除出来る制度です。", ("森参事官", "【(資料4) 中小企業技術基盤強化税制の拡充】")),
    (MINUTES, "全国に散らばっている研究機関", ("産総研 石村理事長",)),
    (
        REPORT,
        "1万5千円の負担金",
        (
            "3. 今後のイノベーションネットのあり方",
            "3-3 事業運営のあり方（事業実施のための財源等）",
            "（1）財源",
            "②負担金（学術機関会員）",
        ),
    ),
    (
        SUMMARY,
        "Go-tech補助金では、公設試や大学等との連携を必須要件",
        ("3. 中小企業のイノベーション阻害要因 ～リソース補完アプローチからの仮説～", "これまでの政策支援について"),
    ),
    (
        PROGRAMME,
        "関東地域が直面する大きな課題は産業構造の変化である。",
        ("I 戦略プログラム 2017(改訂版)の基本的考え方", "1. 改訂の趣旨"),
    ),
    (
        SLIDES,
        "休業手当または賃金の一部を国が支給。",
        (
            "雇用を守る ／ 中小企業緊急雇用安定助成金 ／ 資金繰り支援 ／ 雇用創出企業1400社",
            "◆助成金の目的◆",
        ),
    ),
    (SLIDES, "世界レベルのクラスター形成を強力に推進。", ("知的クラスター創成事業", "【平成１９年採択：６地域、平成２０年採択：３地域】")),
]  # fmt: skip


@pytest.mark.parametrize(("doc_id", "words", "path"), SECTIONS)
def test_a_known_sentence_stands_under_its_headings(
    shipped_documents: Shipped, doc_id: str, words: str, path: tuple[str, ...]
) -> None:
    assert _passage(shipped_documents, doc_id, words).section == path


@pytest.mark.parametrize(
    ("doc_id", "row", "header"),
    [
        (SUMMARY, "現状維持型\t\t", "\t製造業\t非製造業"),
        (
            REPORT,
            "小糸正樹\t全国イノベーション推進機関ネットワーク\t事務局長",
            "",
        ),  # a list of people has no heads
    ],
)
def test_a_known_table_row_knows_the_heads_of_its_table(
    shipped_documents: Shipped, doc_id: str, row: str, header: str
) -> None:
    passage = _passage(shipped_documents, doc_id, row)
    page = shipped_documents[doc_id].document.pages[passage.page_index]
    assert (page.text[slice(*passage.header)] if passage.header else "") == header
