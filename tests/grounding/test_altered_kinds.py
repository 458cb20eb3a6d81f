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
        ("会議は午後2時から3時半まで開かれた。", "会議の時間:14:00~15:30", True),
        ("会議は午後2時から4時半まで開かれた。", "会議の時間:14:00~15:30", False),
        ("加入期間が1年半以上の者が対象である。", "加入期間が18か月以上の者が対象である。", True),
        (
            "昨年、加入期間が6年以上の者を対象とした。",
            "昨年12月、加入期間が6か月以上の者を対象とした。",
            False,
        ),
        ("4回目の会議は2月21日に開かれた。", "第4回会議は2月21日に開催された。", True),
        ("数十社が参加した。", "30社が参加した。", True),
        ("企業の3分の1近くが参加した。", "企業の33%が参加した。", True),
        ("2~3割の控除を受けられる。", "20~30%の控除を受けられる。", True),
        ("企業を一社ずつ訪ねる。", "企業を個別に訪ねる。", True),
        (
            "2008年に3地域、2007年に6地域の計9地域を採択した。",
            "9地域【2007年採択:6地域、2008年採択:3地域】",
            True,
        ),
        ("締切は5月末である。", "締切は5月31日である。", True),
        ("締切は5月末である。", "締切は5月30日である。", False),
        ("2025年春に公募した。", "2025年4月に公募した。", True),
        ("2025年秋に公募した。", "2025年4月に公募した。", False),
        ("1980年代は自動車が支えた。", "80年代は自動車が支える構造であった。", True),
        ("1990年代は自動車が支えた。", "80年代は自動車が支える構造であった。", False),
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
        ("電気だけでなく自動車も伸びた。", "電気の売上だけではなく、自動車も伸びた。", True),
        ("見直しが行われることになった。", "見直しを行うこととする。", True),
        ("見直しが行われた。", "見直しを行うこととする。", False),
        ("教育の場を整えるべきだとされている。", "教育の場の整備が必要。", True),
        ("若手を育てる考えである。", "若手を育てていきたいと考えている。", True),
        ("若手を育てている。", "若手を育てていきたいと考えている。", False),
        ("大学の技術を取り込み済みである。", "大学の技術を取り込もうと考えている。", False),
        ("企業の技術を発掘する。", "需要に応え得る関東地域の企業等の技術を発掘する。", True),
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


@pytest.mark.parametrize(
    ("statement", "source", "right"),
    [
        ("文科大臣賞が追加された。", "文部科学大臣賞が追加された。", True),
        ("総務大臣賞が追加された。", "文部科学大臣賞が追加された。", False),
        ("金沢では同大学の拠点に企業が集まる。", "金沢では大学の拠点に企業が集まっている。", True),
        ("金融機関と事業で連携する。", "銀行や信用金庫と事業で連携する。", True),
        ("金融機関と事業で連携する。", "大企業と事業で連携する。", False),
        ("兵庫の制度が広がった。", "ひょうごの制度が広がった。", True),
        ("米国の大学が事業を始めた。", "アメリカの大学が事業を開始した。", True),
        ("経営者のやる気を専門家が評価する。", "経営者の熱意を専門家が評価する。", True),
        ("研究会は税制改正を扱った。", "研究会は取引条件を扱った。", False),
        ("年に一度、講習を開く。", "講習を年1回開催する。", True),
    ],
)
def test_other_names_for_the_same(statement, source, right) -> None:
    assert _is_supported(statement, source) == right


def test_a_plain_noun_counts_only_where_the_rest_is_kept_in_its_order() -> None:
    source = "地域の企業が抱える課題を大学の教員が調べ、その解決に取り組む。"
    assert not _is_supported("地域の企業が抱える病気を大学の教員が調べる。", source)
    assert _is_supported("大学の教員は、地域の企業が弱点とする所を見て直しに取り組む。", source)


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
