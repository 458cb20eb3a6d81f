"""From a client's words to a profile: what is told of the client, and nothing that is told of others."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.measures import own_place
from assistant.measures.months import first_and_last
from assistant.measures.profile import Facet
from assistant.measures.situation import purposes_of, read_situation
from assistant.measures.vocabulary import FACETS, NUMBERS, ONE_OF
from assistant.text.normalise import normal_text
from assistant.text.regions import CITIES, PREFECTURES

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
    ("5〜6人でやってる工務店", "employees=6 industry=construction"),
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
    ("来年カフェを開業する予定です", "when=2027-01/2027-12 industry=food_service purpose=founding stage=before_founding organisation=individual"),
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
    ("資金繰りには困っていません", "!finance=cash_short"),
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


TOLD_OTHERWISE = [
    # figures without a unit, in kanji, in kana, as a range
    ("常勤9、パート26", "employees=35"),
    ("正社員3のパート4", "employees=7"),
    ("蔵人7、事務2の酒蔵", "employees=9 industry=manufacturing"),
    ("従業員は14、資本金5百万", "employees=14 capital=5000000"),
    ("社員五十二。資本金は三百万。", "employees=52 capital=3000000"),
    ("従業員は七十ちょい", "employees=70"),
    ("従業員35名〜40名で推移", "employees=40"),
    ("包装資材の卸、45名前後", "employees=45 industry=wholesale"),
    ("看護師5名、リハビリ職3名、事務1名です", "employees=9"),
    ("社員17人（パート5人含む）", "employees=17"),
    ("講師はバイト15人と社員2人", "employees=17"),
    ("従業員が60名いましたが、今は52です", "employees=52"),
    ("資本金4千5百万円", "capital=45000000"),
    ("親会社の資本金は3億円、うちは六百万。", "capital=6000000"),
    ("うちのじゅうぎょういんは さんじゅうにん くらいです", "employees=30"),
    ("しほんきんは にせんまんえん", "capital=20000000"),
    ("27にんの工務店", "employees=27 industry=construction"),
    ("しんせいひんをつくりたいけどおかねがたりない", "purpose=new_business purpose=funding finance=cash_short"),
    ("ｼｬｲﾝ12ﾒｲ ﾄﾔﾏｹﾝ", "employees=12 region=富山県"),
    ("ごめいわくをおかけします。かくにんをおねがいします", ""),
    # years
    ("昭和五十二年創業です", "years=49 stage=established"),
    ("豆腐屋を営んで40年", "years=40 stage=established industry=retail"),
    ("開業したばかりです", "stage=young"),
    ("前の会社で20年営業をしていた", ""),
    # where
    ("山形のこんにゃく屋です", "region=山形県 industry=manufacturing"),
    ("甲府の宝石加工です", "region=山梨県 industry=manufacturing"),
    ("介護施設、職員20人、掛川", "industry=medical employees=20 region=静岡県"),
    ("飛騨市の製材所、社員は9", "region=岐阜県 employees=9 industry=manufacturing"),
    ("担当の小林です", ""),
    # what it does
    ("えごま油を作ってる会社です", "industry=manufacturing"),
    ("半導体検査装置、従業員110", "industry=manufacturing employees=110"),
    ("測定器メーカー、31人", "industry=manufacturing employees=31"),
    ("ほうれん草農家なんですけど", "industry=agriculture"),
    ("メーカーから部品を仕入れています", ""),
    ("農機具の修理をしています", ""),
    # who speaks, and how it is organised
    ("信用組合の者です。取引先の鉄工所が工場を建て替えたいと", "organisation=bank purpose=equipment purpose=location"),
    ("商工会の指導員ですが、後継者のいない旅館があって", "organisation=support_agency industry=lodging purpose=succession"),
    ("高専の先生から電話", "organisation=university"),
    ("織物組合の事務局です", "organisation=association"),
    ("会社じゃないです、個人で犬のトリミング。", "!organisation=company organisation=sole industry=service"),
    ("組合でも会社でもなくてNPOです", "!organisation=association !organisation=company organisation=npo"),
    ("医療法人ではなく株式会社です", "organisation=company"),
    ("法人化したい", "organisation=sole"),
    ("小規模ではない", "!size=small"),
    # how it is doing
    ("借入はありません", "!finance=debt_heavy"),
    ("無借金です", "!finance=debt_heavy"),
    ("資金は今のところ余裕があります", "!finance=cash_short"),
    ("お金には困ってない", "!finance=cash_short"),
    ("今期は黒字に戻しました", "finance=profit"),
    ("黒字に戻したい", "purpose=turnaround"),
    ("赤字転落しそうだが、まだ赤字ではない", "!finance=loss"),
    ("EVになったら仕事がなくなる", ""),
    ("借金の返済が苦しい", "finance=debt_heavy purpose=funding"),
    # partners
    ("隣町の板金屋と組んでやる", "partner=sme"),
    ("スタートアップと共同研究をしている", "partner=startup purpose=research purpose=collaboration"),
    ("公説試とは前から付き合いがある", "partner=public_lab"),
    ("大学も知り合いおらん", "!partner=university"),
    ("台湾の商社と取引が始まった", "partner=overseas purpose=overseas"),
    # certificates
    ("森林管理認証を取っている", "certificate=森林管理認証"),
    ("計画は何も取っていない。経営力向上計画も、経営革新計画も。", "!certificate=経営力向上計画 !certificate=経営革新計画"),
    ("エコアクション21は去年とった", "certificate=エコアクション21"),
    # purposes implied, and words that only look like one
    ("試験成績書を出せと言われた", "purpose=quality"),
    ("売り先が一社だけで怖い", "purpose=sales"),
    ("受注先を広げたい", "purpose=sales"),
    ("予約が電話だけで手が回らない", "purpose=digital purpose=people"),
    ("親戚の旅館を買い取りたい", "purpose=succession"),
    ("セルフレジを入れたい", "purpose=equipment purpose=digital"),
    ("中小企業の技術を探しています", "purpose=collaboration"),
    ("省力化ロボットを作っている会社です", "industry=manufacturing"),
    ("常勤と非常勤がいます", ""),
    ("大手のOBを紹介してほしい", ""),
    ("緊急保証はまだありますか", ""),
    ("跡取りはおるが腕がまだ", ""),
    ("冷凍庫がもう限界", "purpose=equipment"),
    ("うどん屋を始めて半年", "years=0 stage=young industry=food_service"),
    ("旋盤の部品を削っています", "industry=manufacturing"),
    ("作業員12、事務1", "employees=13"),
    ("防災士の資格は持ってる", ""),
    ("研究テーマは省エネのセンサーです", "purpose=research"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "facets"), TOLD_OTHERWISE, ids=[text for text, _ in TOLD_OTHERWISE])
def test_what_is_told_in_notes_in_kana_and_in_passing_is_read(text: str, facets: str) -> None:
    assert _read(text) == set(facets.split())


PUT_RIGHT = [
    # figures: the one that is put right gives way
    ("従業員は20人ではなく、パート込みで35人です", "employees=35"),
    ("従業員は350人ではなく35人です", "employees=35"),
    ("うちの従業員は８人じゃありません、１８人です", "employees=18"),
    ("社員は二十人でなく三十五人です", "employees=35"),
    ("従業員は350ではなく35です", "employees=35"),
    ("従業員は35人です、350人ではありません", "employees=35"),
    ("従業員は30人では無くて20人です", "employees=20"),
    ("うちは3人でなく13人の会社です", "employees=13"),
    ("お客は一日50人ではなく、15人です", ""),
    ("資本金は3000万ではなく1000万", "capital=10000000"),
    ("資本金は三千万ではなく一千万です", "capital=10000000"),
    ("資本金500万円というのは誤りで、800万円でした", "capital=8000000"),
    ("資本金は500万円じゃないです、300万円です", "capital=3000000"),
    ("資本金1億円は昔の話で、今は3000万円です", "capital=30000000"),
    ("創業10年ではなく3年です", "years=3 stage=young"),
    ("設立して20年じゃなくて12年です", "years=12 stage=established"),
    ("設立は2015年じゃなくて2018年です", "years=8 stage=established"),
    ("創業は昭和50年でなく平成5年です", "years=33 stage=established"),
    ("3年前じゃなく5年前に開業しました", "years=5 stage=established"),
    # of those told before
    ("従業員30名。うち10名が今年辞めた", "employees=30"),
    ("スタッフ18名。うち6名が主婦です", "employees=18"),
    ("従業員は1人もいません", "employees=0"),
]  # fmt: skip
NOT_PUT_RIGHT = [
    ("50人じゃなくて15人", "employees=15"),
    ("うちは50人もいません、15人です", "employees=15"),
    ("さっき20人と言いましたが、正しくは12人です", "employees=12"),
    ("従業員は20人しかいません", "employees=20"),
    ("社員は20人だけではなくパートも8人います", "employees=28"),
    ("従業員50人ではとても回らないので採用したい", "employees=50 purpose=people"),
    ("取引先は300人。うち、12人です", "employees=12"),
    ("従業員30名。うちは資本金1000万です", "employees=30 capital=10000000"),
    ("創業10年ではなくなった", "years=10 stage=established"),
]  # fmt: skip
TURNED_DOWN = [
    ("海外はやらないと決めている", "!purpose=overseas"),
    ("海外展開はしないという方針です", "!purpose=overseas"),
    ("海外には出ないつもりです", "!purpose=overseas"),
    ("海外には行きません", "!purpose=overseas"),
    ("海外はやらないで国内の販路を広げたい", "!purpose=overseas purpose=sales"),
    ("海外はやらん", "!purpose=overseas"),
    ("融資は受けないと決めています", "!purpose=funding"),
    ("融資は使わないつもり", "!purpose=funding"),
    ("借入は増やさない方針です", "!purpose=funding"),
    ("M&Aはしないと社長が言っている", "!purpose=succession"),
    ("特許は取りません", "!purpose=ip"),
    ("商標は取らなくていいと言われました", "!purpose=ip"),
    ("展示会には出ません", "!purpose=sales"),
    ("人を増やさないことにしました", "!purpose=people"),
    ("赤字とまではいきません", "!finance=loss"),
    ("赤字とは言い切れません", "!finance=loss"),
    ("黒字は遠いです", "!finance=profit"),
    ("黒字にはほど遠い", "!finance=profit"),
    ("黒字とは言えない", "!finance=profit"),
    ("黒字と呼べる状態ではない", "!finance=profit"),
    ("利益が出ているとは言えません", "!finance=profit"),
    ("黒字化は来期見込み", "purpose=turnaround"),
    ("来期は黒字の見込みです", ""),
    ("後継者はいます", ""),
    ("後継者がおります", ""),
    ("後継ぎは娘がいますので", ""),
]  # fmt: skip
NOT_TURNED_DOWN = [
    ("海外に出ないといけない", "purpose=overseas"),
    ("輸出をやらないと生き残れない", "purpose=overseas"),
    ("輸出はしなくちゃと思っています", "purpose=overseas"),
    ("海外はやらないわけではない", "purpose=overseas"),
    ("特許を取らないと真似される", "purpose=ip"),
    ("特許が取れない", "purpose=ip"),
    ("商標を取らない手はない", "purpose=ip"),
    ("融資を受けないと回らないと社長が言う", "purpose=funding"),
    ("融資はまだ受けていません", "purpose=funding"),
    ("人を雇わないと回らない", "purpose=people"),
    ("人が採れません", "purpose=people"),
    ("若手が育たない", "purpose=people"),
    ("商談はうまくいかない", "purpose=sales"),
    ("農家さん。販路を広げたい", "purpose=sales"),
    ("M&Aをしませんかと言われた", "purpose=succession"),
    ("後継者がいないんです", "purpose=succession"),
    ("後継者がいるか分からない", "purpose=succession"),
    ("後継者がいればいいのですが", "purpose=succession"),
    ("黒字化しました", "finance=profit"),
    ("今期は赤字と言わざるを得ない", "finance=loss"),
]  # fmt: skip
ITS_OWN = [
    # who works there is not who is to come
    ("従業員20名で新しい機械を入れたい", "employees=20 purpose=equipment"),
    ("社員12人で設備を入れたい", "employees=12 purpose=equipment"),
    ("職員35名で電子カルテを入れたい", "employees=35 purpose=digital"),
    ("30名の会社でロボットを入れたい", "employees=30 purpose=equipment"),
    # where the family goes is no partner
    ("大学に娘が通っています", ""),
    ("銀行に娘が勤めているので世話になっています", ""),
    ("大学には甥が世話になっている", ""),
    # who runs a shop and opens another founds none
    ("従業員30人の和菓子屋です。来年3月に駅前に二軒目の店を開く予定", "employees=30 industry=retail when=2027-03 purpose=location"),
    ("そば屋です。隣町に店を開きたい", "industry=food_service"),
    ("美容室を営んでいて、もう一軒店を開きたい", "industry=service purpose=location"),
    ("カフェを夫婦でやっていますが、川沿いにパン屋を開く予定です", "industry=food_service industry=retail"),
    ("カフェの店主です。駅前にサロンをオープンしたい", "industry=food_service"),
    ("従業員12名。来年10月に店を開く予定", "employees=12 when=2027-10"),
    ("創業20年の歯科医院です。来年4月に分院を開業予定", "years=20 stage=established industry=medical when=2027-04 purpose=location"),
    ("居酒屋2号店を開く予定です", "industry=food_service purpose=location"),
    # corporations that are no companies
    ("医療法人です。職員40名", "organisation=special_corporation industry=medical employees=40"),
    ("社会福祉法人で特養をやっています", "organisation=special_corporation industry=medical"),
    ("学校法人です", "organisation=special_corporation industry=education"),
    ("一般社団法人です", "organisation=special_corporation"),
    ("公益財団の事務局です", "organisation=special_corporation"),
    ("社会福祉法人じゃなくNPO法人です", "organisation=npo"),
]  # fmt: skip
NOT_ITS_OWN = [
    ("あと3人ほど入れたい", "purpose=people"),
    ("若手を2名迎えたい", "purpose=people"),
    ("大学に知り合いがいて相談しています", "partner=university purpose=collaboration"),
    ("会社員です。パン屋を開きたい", "industry=retail purpose=founding stage=before_founding organisation=individual"),
    ("美容師をやっています。店を開きたい", "industry=service purpose=founding stage=before_founding organisation=individual"),
    ("カフェでアルバイトをやっています。自分の店を開きたい", "purpose=founding stage=before_founding organisation=individual"),
    ("夢はパン屋です。来年店を開きたい", "industry=retail purpose=founding stage=before_founding organisation=individual when=2027-01/2027-12"),
    ("父が和菓子屋をやっています。私は駅前に店を開きたい", "purpose=founding stage=before_founding organisation=individual"),
    ("パン屋です。来年4月に開業予定です", "industry=retail purpose=founding stage=before_founding organisation=individual when=2027-04"),
    ("夫婦2人で、民宿を始めたい", "employees=2 industry=lodging purpose=founding stage=before_founding"),
    ("もう一つ相談ですが、カフェを開きたい", "industry=food_service purpose=founding stage=before_founding organisation=individual"),
    ("医療法人に部品を納めています", ""),
    ("取引先は医療法人です", ""),
    ("一般社団法人を設立したい", "purpose=founding stage=before_founding organisation=individual"),
    ("NPO法人です", "organisation=npo"),
    ("商店街の振興組合です", "organisation=association"),
]  # fmt: skip
CORRECTED = (*PUT_RIGHT, *NOT_PUT_RIGHT, *TURNED_DOWN, *NOT_TURNED_DOWN, *ITS_OWN, *NOT_ITS_OWN)


@pytest.mark.parametrize(("text", "facets"), CORRECTED, ids=[text for text, _ in CORRECTED])
def test_what_is_put_right_turned_down_or_anothers_is_told_from_what_is_so(text: str, facets: str) -> None:
    assert _read(text) == set(facets.split())


def test_what_was_typed_in_kana_is_shown_as_it_was_typed() -> None:
    (facet,) = read_situation("しほんきん3000マンえん", TODAY)
    assert facet == Facet("capital", 30_000_000, said="しほんきん3000マンえん")


def test_every_city_is_in_one_prefecture() -> None:
    lines = (Path(own_place.__file__).parent / "cities.txt").read_text(encoding="utf-8").splitlines()
    smaller = [city for line in lines for city in line.split()[1:]]
    larger = [city for cities in CITIES.values() for city in cities]
    assert {line.split()[0] for line in lines} <= set(PREFECTURES)
    assert len(smaller) == len(set(smaller)) and not set(smaller) & set(larger)
    assert all(city.endswith("市") for city in smaller)


SMALL_TALK = (
    "いつもお世話になっております。", "今日はいい天気ですね。", "突然すみません。", "よろしくお願いします。",
    "先日はありがとうございました。", "ちょっとお聞きしたいのですが。", "お忙しいところ恐れ入ります。", "また来ます。",
)  # fmt: skip


@given(
    st.sampled_from([text for text, _ in (*READ, *TOLD_OTHERWISE, *CORRECTED)]),
    st.sampled_from(SMALL_TALK),
    st.booleans(),
)
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
        elif facet.name == "when":
            assert first_and_last(str(facet.value))[1] >= TODAY.year * 12 + TODAY.month - 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("資本金は3000万ではなく1000万です", "資本金は3000万ではなく1000万"),
        ("創業10年ではなく3年です", "創業10年ではなく3年"),
        ("設立は2015年じゃなくて2018年です", "設立は2015年じゃなくて2018年"),
    ],
)
def test_the_words_of_a_figure_put_right_are_all_it_was_read_from(text: str, said: str) -> None:
    assert read_situation(text, TODAY)[0].said == said


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
