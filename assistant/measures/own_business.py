"""What kind of business a client's is: industry, organisation, size, region; told from its customers' and suppliers'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from assistant.measures.told import Found, Told
from assistant.measures.words import words_for
from assistant.text.regions import CITIES, PREFECTURES, region_named, regions_at
from assistant.text.tokens import tagged

_FOR_OTHERS = re.compile(
    r"(?:さん|様|など|とか|等|の方|関係|関連)*(?:(?:[や・と](?!い)[^はがでをに、。]{1,10}|、[^のはがでをに、。]{1,6}))?(?:など|とか|さん)*(?:に(?!して(?:い|お)|なって|な[いくり]|加え)|へ|から(?!三代|続)|向け|を(?:相手|回[っり]|得意先|お?客|通じ|経由)|の(?:お?客|仕事を(?:受|もら|請)|注文|担当者?|人に|方に|見学|跡地|隣)|相手|と(?:取引|契約|組|一緒|連携|提携|付き合|つきあ|話|の(?:取引|つて|つながり|付き合い|連携|コラボ))|くらいしか)"
)
"""What makes a trade a customer's, supplier's or partner's: 旅館や食堂に卸す, 病院向けの."""
_RUN = re.compile(
    r"(?:専門|関係|関連|向け部品)?(?:の)?(?:屋|や(?=さん)|店|業(?!務)|会社|工場|工房|町工場|所|職人|メーカー|下請け?|孫請け?|[一二三]次下請け?|仕事|商売|専門|専業|企業|法人|事業(?!承継|計画|再|所|継続|費|年|に))+(?:さん)?(?:です|でござ|だ(?!け)|で(?!も|は|しょ|[一-龥]{1,6}を)|なん|を?(?:や(?:って|り|る)|し(?:て|まし)|営|手がけ|経営|専門|始め(?:て|た|まし)|開い|出し(?:て|た))|、|。|・|\(|\)|\s|$)|"
    r"(?:(?:だけ|など|とか)?を?(?:や(?:って(?!み|ほ|もら|くれ)|り(?!た)|る(?!つもり|予定))|して(?:い(?:ます|る)|る|ます|おり)|営ん|手がけ|生業|なりわい|本業|専業|専門)|(?:が|を)(?:専門|本業|主力|メイン|主)|業(?:です|で、|を営)|(?:を|が)?[0-9一二三四五六七八九]+(?:店舗|軒|か所|店(?!員))|(?:の)?ショップ|(?:は|も|が)[^、。]{0,4}[0-9]+年目)"
)
"""What makes a trade the client's own business."""
_NOTED = re.compile(r"(?:業|会社|屋)?(?:です|でござ|で、|、|。|/|・|\(|\s|$)")
_NEXT_ITEM = re.compile(
    r"[。/)]|\s*$|[、\s](?=(?:今期|今|前期|うち)?[はも]?(?:[0-9]|[^、。はがをに]{0,6}[一二三四五六七八九十百][人名]|正?社員|従業|職員|常勤|パート|職人|資本|創業|設立|(?:昭和|平成|令和|明治|大正)|売り?上|赤字|黒字|[一-龥]{2,4}[都道府県市]))|[、\s](?=[一-龥]{2,3}[、。])"
)
"""What follows an item of a note: another of them, or its end."""
_HAS_PARTICLE = re.compile(r"[をがにへはも]|と(?!$)")
_LEFT = re.compile(
    r"(?:を|は|も)?(?:辞め|やめ|廃業|畳ん|たたん|閉め|売却|撤退)(?:て|た|まし)|に(?:勤め|勤務|就職)|で(?:修業|修行|働いて|勤め|アルバイト)|をやって(?:い)?た(?!が今も)|時代"
)
_NOT_A_TRADE = re.compile(
    r"(?:で(?:は)?(?:な[いく]|ありません)|じゃ(?:な[いく]|ありません)|以外|でも(?:[^、。でも]{1,8}でも)*(?:な[いく]|ありません)|(?:に|化)(?:は|も)?(?:なって|して)(?:い)?(?:な[いく]|ません)|になってへん)"
)
_DESTINATION = re.compile(
    r"(?:都|道|府|県|市|区|町|村|方面|あたり|など|とか|や[^、。はがをに]{1,6}|の(?:ほう|方|市場|中心部))*(?:へ|まで|向け|への|に(?:出店|進出|売|出荷|卸|納め|納品|移転|移[るりし]|引っ越|店を(?:出|開)|販路|打って|持って|工場を(?:建|作|移|出)|支店|拠点|行[っくき]|広げ|発送|送|出(?:たい|よう|す|し)|ある(?:会社|大手|取引先|メーカー|商社|親会社|展示)|住んで(?:い)?る(?:息子|娘))|で(?:開かれ|開催|展示会|売りたい|販売(?:し(?:たい|よう))|商談|修[業行]|働い|勤め|の(?:展示会|商談会|販売|催事|見本市))|の(?:[^、。はがをに]{0,8}(?:農家|問屋|業者|旅館|ホテル|商社)(?:さん)?(?:から|に(?:納|卸|売|頼)|へ|と)|取引先|大手|客|お?客|展示会|商社|問屋|百貨店|会社(?:に|から|へ|と|が)|メーカー(?:に|から|へ|と|が)?|業者|市場|卸|親会社|得意先|スーパー|レストラン|ホテル|飲食店|仕入|大学|銀行|バイヤー|デパート|支店|補助金(?:は|って)|息子|娘|友人|知り合い|出身)|から(?:の(?:客|お?客|観光客|注文|引き合い|移住)|客|お?客|注文|仕入|来[たてる]|引き合い|移[っり]|取り寄せ|戻|uターン|帰)|出身|生まれ)"
)
_HEAD_OFFICE = re.compile(r"(?:本社|本店|会社|本拠)(?:は|が|の(?:所在地|場所)は)?[^、。]{0,4}$")
_SITS = re.compile(
    r"(?:[^、。はがをに]{0,8})(?:で[^、。]{0,14}(?:営|やって|や[りる]|経営|開[いき]|して(?:い|お|る|ま)|作|造|す$|す[。が])|に(?:ある|あり|本社|会社|工場が|店が|所在)|の[^、。はがを]{0,14}(?:会社|町工場|工場|企業|店|旅館|農家|屋|業|所|メーカー)(?:です|で|を|$))"
)
_NEARBY = {
    "都内": "東京都",
    "道内": "北海道",
    "都下": "東京都",
    "燕三条": "新潟県",
    "東京下町": "東京都",
    "琵琶湖": "滋賀県",
    "淡路島": "兵庫県",
    "伊豆": "静岡県",
    "飛騨": "岐阜県",
    "能登": "石川県",
    "房総": "千葉県",
    "多摩": "東京都",
    "丹後": "京都府",
    "諏訪": "長野県",
    "播州": "兵庫県",
    "湘南": "神奈川県",
    "蒲田": "東京都",
}
"""Names of places within one prefecture that regions.py, made for documents, does not take."""
_NEAR_REGION = re.compile("|".join(map(re.escape, _NEARBY)))


def business_read(text: Told) -> Iterator[Found]:
    """Industry, organisation and size.

    ``30人の町工場です`` → manufacturing; ``旅館に卸しています`` → nothing: a customer's trade
    """
    for name in ("industry", "organisation", "size"):
        for value, pattern in words_for(name).items():
            own = [m for m in pattern.finditer(text.plain) if _is_own(text, m)]
            match = next((m for m in own if not _NOT_A_TRADE.match(text.plain, m.end())), next(iter(own), None))
            if match is None and name == "industry":
                match = next(
                    (m for m in words_for("trade")[value].finditer(text.plain) if _is_run(text, m)), None
                )
            if match is None and value == "manufacturing":
                match = next((m for m in words_for("made")["product"].finditer(text.plain) if _is_made(text, m)), None)
            if match:
                denied = bool(_NOT_A_TRADE.match(text.plain, match.end()))
                yield Found(name, value, *match.span(), holds=not denied)


def _is_own(text: Told, match: re.Match[str]) -> bool:
    if text.is_of_others(match.start()) or text.is_past(match.start()):
        return False
    if _NOT_A_TRADE.match(text.plain, match.end()):
        return True
    return not (_FOR_OTHERS.match(text.plain, match.end()) or _LEFT.match(text.plain, match.end()))


def _is_run(text: Told, match: re.Match[str]) -> bool:
    """Whether a trade is told as the client's business: 木工やってます, 建設の下請け; or alone, as in notes: 「木工、従業員5人」."""
    if not _is_own(text, match):
        return False
    if _RUN.match(text.plain, match.end()):
        return True
    clause = text.clause_at(match.start())
    alone = _NOTED.match(text.plain, match.end()) and not _HAS_PARTICLE.search(
        text.plain[clause.start : match.start()]
    )
    return bool(alone)


def _is_made(text: Told, match: re.Match[str]) -> bool:
    """Whether a product is an item of its own in a note, which the next item follows: 「半導体洗浄装置、従業員110」."""
    begins = match.start() == 0 or text.plain[match.start() - 1] in "、。/・ \n("
    return begins and _is_own(text, match) and _NEXT_ITEM.match(text.plain, match.end()) is not None


def region_read(text: Told) -> Iterator[Found]:
    """The prefecture a client is in, none or one; where it sells or wants to go is another matter.

    ``本社は東大阪で、東京の商社に卸す`` → 大阪府; ``東京に出店したい`` → nothing; ``関東`` → nothing: seven prefectures
    """
    found = [(start, end, name) for start, end, name in _places(text) if _may_be_home(text, start, end)]
    if not found:
        return
    head = [one for one in found if _HEAD_OFFICE.search(text.plain[max(0, one[0] - 8) : one[0]])]
    sits = [one for one in found if _SITS.match(text.plain, one[1])]
    chosen = (head or sits or found)[0]
    if not (head or sits) and len({name for _, _, name in found}) > 1:
        return
    yield Found("region", chosen[2], chosen[0], chosen[1])


def _may_be_home(text: Told, start: int, end: int) -> bool:
    away = _DESTINATION.match(text.plain, end) or text.is_of_others(start) or text.is_past(start)
    return not (away or text.is_refused(end))


def _places(text: Told) -> Iterator[tuple[int, int, str]]:
    """Where single prefectures are named, by themselves or by a city."""
    for start, end, region in regions_at(text.plain):
        if len(region.prefectures) == 1:
            yield start, end, next(iter(region.prefectures))
    for bare in _bare_names().finditer(text.plain):
        at_home = _AT_HOME.match(text.plain, bare.end()) or _runs_there(text.plain, bare.end())
        if (at_home or _is_an_item(text.plain, bare)) and _has_a_place(bare.group()):
            yield *bare.span(), _prefecture(bare.group())
    for near in _NEAR_REGION.finditer(text.plain):
        yield *near.span(), _NEARBY[near.group()]


_AT_HOME = re.compile(
    r"で(?!す|は|も|しょ)|(?:近く|郊外|市内)?の[^、。はがを]{0,10}(?:会社|町工場|工場|店|旅館|農家|屋|業|蔵|窯|組合|法人|メーカー)"
)
"""What follows a place without its kind where a business is told to be: 川口｜で, 岡谷｜の町工場."""
_TRADE_REACH = 8
"""Letters after 「八戸の」 within which its trade stands."""


def _runs_there(plain: str, end: int) -> bool:
    """Whether a trade follows, as in 八戸｜の配管工事."""
    if not plain.startswith("の", end):
        return False
    stop = _HAS_PARTICLE.search(plain, end + 1)
    last = min(end + 1 + _TRADE_REACH, stop.start() if stop else len(plain))
    return any(
        pattern.search(plain, end + 1, last)
        for facet in ("industry", "trade", "made")
        for pattern in words_for(facet).values()
    )


def _is_an_item(plain: str, bare: re.Match[str]) -> bool:
    """Whether a place is an item of its own in a note: 「25人、宇都宮」."""
    before, after = plain[bare.start() - 1 : bare.start()], plain[bare.end() : bare.end() + 1]
    return before in ("", *"、。/ \n(") and after in ("", *"、。/ \n)")


@lru_cache(maxsize=1)
def _bare_names() -> re.Pattern[str]:
    """Prefectures and cities without their kind; their namesakes are people."""
    names = {name[:-1] for name in PREFECTURES} | {
        city[:-1] for cities in CITIES.values() for city in cities if city.endswith("市")
    }
    longest_first = sorted((re.escape(name) for name in names if len(name) > 1), key=len, reverse=True)
    return re.compile(rf"(?<![一-龥ァ-ヶー])(?:{'|'.join(longest_first)})(?![一-龥ァ-ヶー])")


def _prefecture(bare: str) -> str:
    """山形 is the prefecture, though it is a city too."""
    named = next((name for name in PREFECTURES if name[:-1] == bare), None)
    return named or region_named(f"{bare}市").name


def _has_a_place(bare: str) -> bool:
    """Whether Sudachi has a city's bare name as a place at all: 燕 and 柏 are other things first."""
    is_prefecture = any(name[:-1] == bare for name in PREFECTURES)
    return is_prefecture or any(kind[2] == "地名" for _, kind in tagged(f"{bare}市"))
