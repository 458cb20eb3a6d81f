"""From a client's words to a profile: what is told of the client, and nothing that is told of others."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.measures.profile import Facet
from assistant.measures.situation import purposes_of, read_situation
from assistant.measures.vocabulary import FACETS, NUMBERS, ONE_OF
from assistant.text.normalise import normal_text
from assistant.text.regions import PREFECTURES

TODAY = date(2026, 5, 1)


def _read(text: str) -> set[str]:
    """``employees=30``, ``!finance=loss``: each facet of a text, without the words."""
    return {_short(facet) for facet in read_situation(text, TODAY)}


def _short(facet: Facet) -> str:
    return f"{'' if facet.holds else '!'}{facet.name}={facet.value}"


READ = [
    # how many people
    ("精密加工、従業員30人", "industry=manufacturing employees=30"),
    ("従業員が３０名ほどおります", "employees=30"),
    ("社員は20名弱です", "employees=20"),
    ("十数人の鉄工所です", "employees=12 industry=manufacturing"),
    ("5〜6人でやってる工務店", "employees=5 industry=construction"),
    ("正社員5人とパート8人です", "employees=13"),
    ("社員10人（うちパート3人）です", "employees=10"),
    ("正社員3名、パート2名、合わせて5名", "employees=5"),
    ("昔は50人いたが今は18人になった", "employees=18"),
    ("従業員は50人から30人に減りました", "employees=30"),
    ("うちは20人しかいません", "employees=20"),
    ("夫婦2人でやっている食堂です", "employees=2 industry=food_service"),
    ("従業員は雇っていません", "employees=0"),
    ("従業員は自分だけです", "employees=0"),
    ("一人でやっています", "employees=0"),
    ("従業員数：30", "employees=30"),
    ("従業員40名、うち12名はパートです", "employees=40"),
    ("毎日100人のお客さんが来る", ""),
    ("生徒が40人います", ""),
    ("5人ほど採用したい", "purpose=people"),
    ("あと3人足りない", "purpose=people"),
    ("30人以下の会社が対象ですか", ""),
    ("従業員は何人まで使えますか", ""),
    # capital
    ("資本金1,000万", "capital=10000000"),
    ("資本金は１億円です", "capital=100000000"),
    ("資本金 三百万円の会社です", "capital=3000000"),
    ("資本金3億円以下なら使えますか", ""),
    ("売上は3億円です", ""),
    # years and stage
    ("創業3年目です", "years=2 stage=young"),
    ("創業50年になります", "years=50 stage=established"),
    ("平成3年創業です", "years=35 stage=established"),
    ("1985年に設立しました", "years=41 stage=established"),
    ("大正10年の創業です", "years=105 stage=established"),
    ("去年独立しました", "years=1 stage=young"),
    ("半年前に店を開いたばかりです", "years=0 stage=young"),
    ("祖父の代から続く三代目です", "stage=established"),
    ("来年カフェを開業する予定です", "industry=food_service purpose=founding stage=before_founding organisation=individual"),
    ("これから起業したい", "purpose=founding stage=before_founding organisation=individual"),
    # where
    ("東大阪市の町工場です", "region=大阪府 industry=manufacturing"),
    ("新潟で旅館をやっています", "region=新潟県 industry=lodging"),
    ("東京の商社に卸しています", "partner=trading_company"),
    ("名古屋に出店したい", "purpose=location"),
    ("関東の会社です", ""),
    ("本社は大阪で、東京にも支店がある", "region=大阪府"),
    # what it does
    ("病院向けのソフトを開発しています", "industry=it"),
    ("旅館に漬物を納めています", ""),
    ("ITを入れたい", "purpose=digital"),
    ("居酒屋をやっています", "industry=food_service"),
    ("農家から野菜を仕入れています", "partner=farmer"),
    # how it is doing
    ("２期連続赤字", "finance=loss"),
    ("うちは赤字ではないです", "!finance=loss"),
    ("赤字から黒字になりました", "finance=profit"),
    ("売上が3割減った", "finance=sales_down"),
    ("客足が遠のいて売上が半分です", "finance=sales_down"),
    ("資金がなくて困っている", "finance=cash_short purpose=funding"),
    ("資金繰りが苦しい", "finance=cash_short purpose=funding"),
    ("借入の返済が重い", "finance=debt_heavy purpose=funding"),
    ("資金繰りには困っていません", "!purpose=funding !finance=cash_short"),
    # what it wants
    ("海外はやらない", "!purpose=overseas"),
    ("輸出は考えていません", "!purpose=overseas"),
    ("後継者がいない", "purpose=succession"),
    ("息子は継ぐ気がないようで", "purpose=succession"),
    ("人が足りない", "purpose=people"),
    ("若い人が来ない", "purpose=people"),
    ("もし設備を入れるなら", "purpose=equipment"),
    ("機械が古くなってきた", "purpose=equipment"),
    ("電気代が高くてかなわん", "purpose=energy"),
    ("売り先を増やしたい", "purpose=sales"),
    ("大学と組んで新しい商品を作りたい", "partner=university purpose=collaboration purpose=new_business"),
    ("補助金はありますか", ""),
    ("海外展開の補助金はありますか", "purpose=overseas"),
    ("輸出しなければならない", "purpose=overseas"),
    # partners
    ("大学とも話が出ている", "partner=university purpose=collaboration"),
    ("大学とのつてはない", "!partner=university"),
    ("大学の先生を紹介してほしい", "!partner=university purpose=collaboration"),
    ("大手と取引しています", "partner=large_company"),
    ("息子が大学に行っています", ""),
    ("商工会議所に相談しました", "partner=agency"),
    # certificates
    ("経営革新計画の承認を受けています", "certificate=経営革新計画"),
    ("経営革新計画はまだ取っていない", "!certificate=経営革新計画"),
    ("経営革新計画とは何ですか", ""),
    ("ISO9001を取りたい", "!certificate=ISO9001 purpose=quality"),
    ("ＩＳＯ９００１は持っています", "certificate=ISO9001"),
    ("経営革新計画は以前取得しましたが期限が切れています", "!certificate=経営革新計画"),
    ("大学や公設試との付き合いはありません", "!partner=university !partner=public_lab"),
    ("商工会議所にも銀行にも行ったことがない", "!partner=agency !partner=bank"),
    ("海外展開は一度検討したけど、やめました", "!purpose=overseas"),
    ("販路が安定しない", "purpose=sales"),
    ("外注先が廃業してしまった", ""),
    ("後継ぎは長男に決まっています", ""),
    ("金融機関が貸してくれない", "purpose=funding"),
    ("赤字になりそうです", ""),
    ("従業員45 資本金2000万 豊田市", "employees=45 capital=20000000 region=愛知県"),
    ("正社員25パート40です", "employees=65"),
    ("川口で鋳物をやっています", "region=埼玉県 industry=manufacturing"),
    ("溶接の機械を入れたい", "purpose=equipment"),
    ("木工やってます", "industry=manufacturing"),
    ("前期は赤字だったが、研究は続けている", "finance=loss purpose=research"),
    ("前は赤字だったが、今は黒字です", "finance=profit"),
    # other people's facts
    ("取引先は500人の大手です", ""),
    ("取引先は500人の大手で、うちは20人です", "employees=20"),
    ("500人の大手と取引している20人の町工場", "employees=20 industry=manufacturing partner=large_company"),
    ("親会社の資本金は3億円で、うちは1000万円です", "capital=10000000"),
    ("隣の会社が設備を入れて儲かっているらしい", ""),
    ("息子の会社は東京で50人いる", ""),
    ("前に勤めていた会社は300人いて海外にも工場があった", ""),
    ("父の会社を継いで30人の鋳物工場をやっています", "employees=30 industry=manufacturing"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "facets"), READ, ids=[text for text, _ in READ])
def test_a_situation_is_read_as_it_is_told(text: str, facets: str) -> None:
    assert _read(text) == set(facets.split())


SMALL_TALK = (
    "いつもお世話になっております。", "今日はいい天気ですね。", "突然すみません。", "よろしくお願いします。",
    "先日はありがとうございました。", "ちょっとお聞きしたいのですが。", "お忙しいところ恐れ入ります。", "また来ます。",
)  # fmt: skip


@given(st.sampled_from([text for text, _ in READ]), st.sampled_from(SMALL_TALK), st.booleans())
def test_small_talk_adds_and_takes_nothing(text: str, talk: str, comes_first: bool) -> None:
    with_talk = f"{talk}{text}。" if comes_first else f"{text}。{talk}"
    assert _read(with_talk) == _read(f"{text}。")


_PIECES = st.sampled_from([
    "従業員", "30人", "資本金", "1,000万円", "うちは", "取引先は", "大学と", "赤字", "昔は", "が、", "。", "、", "ない", "創業",
    "3年", "平成", "ISO9001", "大阪", "たい", "では", "５", "？", "\n", " ", "ﾊﾟｰﾄ", "（", "\u3099", "İ",
])  # fmt: skip
_TEXTS = st.one_of(st.text(max_size=60), st.lists(_PIECES, max_size=14).map("".join))


@given(_TEXTS)
def test_any_text_gives_facets_of_the_vocabulary_with_words_that_are_in_it(text: str) -> None:
    for facet in read_situation(text, TODAY):
        assert facet.name in FACETS
        assert facet.said and (facet.said in text or facet.said in normal_text(text))
        if facet.name in NUMBERS:
            assert isinstance(facet.value, int) and facet.value >= 0
        elif facet.name in ONE_OF:
            assert facet.value in ONE_OF[facet.name]
        elif facet.name == "region":
            assert facet.value in PREFECTURES


def test_the_words_of_a_facet_are_those_of_the_text_itself() -> None:
    (facet,) = read_situation("資本金は１，０００万円", TODAY)
    assert facet == Facet("capital", 10_000_000, said="資本金は１，０００万円")


OFFICIAL = [
    ("新製品の販路開拓に要する経費を補助します", ("new_business", "sales")),
    (
        "災害で被害を受けた中小企業の運転資金及び設備資金を低利で融資します",
        ("continuity", "funding", "equipment"),
    ),
    ("就職が困難な方を継続して雇用する事業主に助成します", ("people",)),
    ("特許の外国出願に係る費用の一部を助成します", ("ip",)),
    ("再生可能エネルギー設備の導入を支援します", ("energy", "equipment")),
    ("本事業の公募要領をご確認ください", ()),
    ("海外はやらない。省エネの機械を入れたい", ("energy", "equipment")),
    ("労働災害の保険料の納付期限", ()),
    ("再生医療の審査を行います", ()),
]


@pytest.mark.parametrize(("text", "purposes"), OFFICIAL, ids=[text for text, _ in OFFICIAL])
def test_purposes_are_read_from_official_wording_as_from_speech(text: str, purposes: tuple[str, ...]) -> None:
    assert purposes_of(text) == purposes
