"""What an alteration looks like and what only looks like one: each rule with a statement it catches and one it lets be."""

from __future__ import annotations

import pytest

from assistant.documents.catalogue import read_catalogue
from assistant.documents.load import load_pages
from assistant.grounding import check_statement, verdict
from assistant.settings import PROJECT_ROOT, Settings
from assistant.text.names import read_names
from assistant.text.sentences import sentence_spans

NAMES = read_names(PROJECT_ROOT / "corpus" / "aliases.toml")


def _is_supported(statement: str, *evidence: str, dated: str | None = "2026-01-19") -> bool:
    return check_statement(statement, evidence, dated=dated, names=NAMES).verdict == "supported"


def test_no_check_objects_to_a_sentence_of_the_documents_beside_itself(monkeypatch) -> None:
    monkeypatch.setattr(verdict, "_is_verbatim", lambda statement, evidence: False)
    settings = Settings()
    for path, entry in read_catalogue(settings.corpus).items():
        text = "\n".join(page.text for page in load_pages(path, settings))
        for start, end in sentence_spans(text):
            said = text[start:end]
            assert _is_supported(said, said, dated=entry.published), said


@pytest.mark.parametrize(
    ("statement", "source", "right"),
    [
        ("説明会は午後1時に始まる。", "説明会の開始は13:00である。", True),
        ("説明会は午後2時に始まる。", "説明会の開始は13:00である。", False),
        ("相談は1年に900件ほどある。", "相談は年間900件ほどである。", True),
        ("相談は毎月900件ほどある。", "相談は年間900件ほどである。", False),
        ("研究会は年に4回開かれた。", "研究会をこれまでに4回開催した。", False),
        ("部品は2万点に届かない。", "部品は2万点弱である。", True),
        ("部品は2万点を少し超える。", "部品は2万点弱である。", False),
        ("正社員は31.4%である。", "割合(%)①正社員31.4②派遣社員11.3", True),
        ("派遣社員は31.4%である。", "割合(%)①正社員31.4②派遣社員11.3", False),
        ("会員50のうち48が答えた。", "会員の回答率は96%(48/50)である。", True),
        ("窓口は8か所に増える。", "窓口を5か所から8か所に増やす。", True),
        ("不良率は0.8%から2.1%に変わった。", "不良率は2.1%から0.8%に変わった。", False),
        ("助成率は5分の4である。", "助成率:4/5(解雇を行わない場合は、9/10)", True),
        ("応募は最大200万円である。", "応募は上限150万円である。", False),
        ("公募は3月2日に始まり、同月31日に終わった。", "3月2日公募開始。3月31日公募終了。", True),
        ("公募は3月2日に始まり、同月30日に終わった。", "3月2日公募開始。3月31日公募終了。", False),
        ("2026年1月19日に公表された。", "指針を本日公表します。", True),
        ("2026年1月18日に公表された。", "指針を本日公表します。", False),
        ("会議は2019年9月19日に開かれた。", "会議の日時:2019年9月19日", True),
    ],
)
def test_figures_and_dates_however_they_are_written(statement, source, right) -> None:
    assert _is_supported(statement, source) == right


@pytest.mark.parametrize(
    ("statement", "source", "right"),
    [
        ("Q&Aはすでに策定されている。", "Q&Aを今年度中に策定する予定である。", False),
        ("法案は可決された。", "法案は国会で審議中である。", False),
        ("設備の導入は確実である。", "設備の導入を目標としている。", False),
        ("設備の導入はまだ決まっていない。", "設備の導入は未定で、検討中である。", True),
        ("鉗子栓が開発される見通しである。", "鉗子栓の開発に成功", False),
        ("応募には共同研究が欠かせない。", "応募に共同研究は要件ではない。", False),
        ("全額を控除できる。", "一定割合を控除できる。", False),
        ("委員会が開かれたのは7月である。", "7月に開催された委員会で見直しの検討が始まった。", True),
        ("電気だけが伸びた。", "電気が落ち、自動車だけが伸びた。", False),
        ("自動車だけが伸びた。", "電気が落ち、自動車だけが伸びた。", True),
    ],
)
def test_how_sure_and_how_binding(statement, source, right) -> None:
    assert _is_supported(statement, source) == right


@pytest.mark.parametrize(
    ("statement", "source", "right"),
    [
        ("交付決定後の発注は対象外である。", "交付決定前の発注は対象外である。", False),
        ("県外の企業が使える。", "県内の企業が使える。", False),
        ("利率は基準利率に0.4%を上乗せする。", "利率:(基準利率)▲0.4%", False),
        ("利率は基準利率から0.4%を引く。", "利率:(基準利率)▲0.4%", True),
        ("パソコンも対象となる。", "機械は対象となるが、パソコンは対象とならない。", False),
        ("機械は対象となる。", "機械は対象となるが、パソコンは対象とならない。", True),
        ("2年目に採択があり、3年目に評価がある。", "2年目に採択はない。\n3年目に評価がある。", False),
        ("2年目に採択はなく、3年目に評価がある。", "2年目に採択はない。\n3年目に評価がある。", True),
    ],
)
def test_small_words_that_turn_a_statement_round(statement, source, right) -> None:
    assert _is_supported(statement, source) == right


@pytest.mark.parametrize(
    ("statement", "right"),
    [
        ("税理士が対象の経費を説明した。", True),
        ("公認会計士が対象の経費を説明した。", False),
        ("大企業の対象の経費を税理士が説明した。", False),
        ("対象の経費の範囲を税理士が説明した。", True),
    ],
)
def test_whoever_a_statement_speaks_of_is_in_the_evidence(statement, right) -> None:
    assert _is_supported(statement, "中小企業の対象の経費について、税理士が説明した。") == right


def test_a_university_is_not_another_of_the_same_town() -> None:
    source = "金沢では金沢工業大学の教授が装置を整備した。"
    assert _is_supported("金沢工業大学の教授が装置を整備した。", source)
    assert not _is_supported("金沢大学の教授が装置を整備した。", source)


def test_a_word_the_evidence_lacks_weighs_less_than_one_it_contradicts() -> None:
    source = "中小企業の対象の経費について、税理士が説明した。"
    strange = check_statement("公認会計士が対象の経費を説明した。", [source])
    wrong = check_statement("税理士が対象の経費を説明しなかった。", [source])
    assert 0.5 > strange.score > wrong.score


@pytest.mark.parametrize(
    ("statement", "source", "right"),
    [
        ("電気自動車は約3万点の部品から成る。", "ガソリン車は、約3万点の部品から成るが、電気自動車のそれは2万点である。", False),
        ("大企業が中小企業に技術を説明する。", "中小企業から大企業に技術を説明する。", False),
        ("洋装分野の絹を和装分野に広げた。", "和装分野で使う絹を洋装分野に広げた。", False),
        ("小糸正樹氏は研究所の相談役である。", "大石賢治東京研究所相談役小糸正樹連合会事務局長", False),
        ("大石賢治氏は研究所の相談役である。", "大石賢治東京研究所相談役小糸正樹連合会事務局長", True),
        ("港湾の計画は自衛隊と策定する。", "・港湾の計画を整備局と策定する。\n・自衛隊と訓練を行う。", False),
        ("港湾の計画を策定し、自衛隊と訓練を行う。", "・港湾の計画を整備局と策定する。\n・自衛隊と訓練を行う。", True),
        ("本会議は連携の強化を目的とする。", "本会議は、賃上げの実現が課題である中で、連携の強化を目的とする。", True),
        ("小規模事業者の場合、補助率は2/3である。", "補助率は1/2(小規模事業者は2/3)である。", True),
    ],
)  # fmt: skip
def test_what_belongs_to_whom(statement, source, right) -> None:
    assert _is_supported(statement, source) == right
