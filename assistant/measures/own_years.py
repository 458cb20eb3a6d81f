"""How long a client has been in business, and its stage.

Conventions: 創業3年 → 3 years; 3年目 → 2, the third year is under way; 平成3年創業 → the year of asking less 1991; 半年前に開業 → 0;
10年ではなく3年 → 3. Under five years is young. 三代目 or 老舗 alone is established. Who runs a business and opens another shop is not
about to found one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from assistant.measures.own_business import runs_one_already
from assistant.measures.told import Found, Told
from assistant.measures.told_wording import TAKEN_BACK
from assistant.text.eras import ERA, YEAR_BEFORE
from assistant.text.moments import plain_moments
from assistant.text.numerals import read_number

_N = r"(?P<n>[0-9]{1,4}|[一二三四五六七八九十百]{1,4}|数十)"
_BEGAN = r"(?:創業|創立|設立|開業|起業|開店|独立|開設|創設|就農|法人化|法人成り|立ち上げ|操業|営業)"
_BEGAN_VERB = (
    r"(?:創業|創立|設立|開業|起業|開店|独立|開設|就農)(?:し(?:て|た|まし)|です)?|"
    r"(?:会社|店|お店|工場|商売|事業|農園|宿|教室|サロン|カフェ|塾)を?(?:始め|開[いき]|立ち上げ|作っ|つくっ|興し|起こし|構え|出し)(?:て|た|まし)?|"
    r"店を開|立ち上げ(?:て|た|まし)|始めまし|始めた|(?:会社|店)ができ(?:て|た)|スタートし"
)
_RIGHTED = rf"(?:[0-9一二三四五六七八九十百]{{1,4}}\s?年?{TAKEN_BACK}(?:て|に)?、?)?"
"""What stands before the years that count: 創業｜10年ではなく｜3年."""
_LENGTH = re.compile(
    rf"""
    # 創業3年, 設立して約10年目
    (?:{_BEGAN})(?:
        し(?:て|てから|から|た(?:ばかり)?で)
        |から|以来|は|後|て|が|、|を(?:始め|し)て
    )?{_RIGHTED}
    (?:
        \s|もう|まだ|約|およそ|かれこれ|ちょうど|今年で|来年で|まる|丸|早|早くも|満
    ){{0,3}}{_N}\s?(?:周)?年(?P<nth>目)?
    (?!
        前|後に|度|以内|未満|に?(?:創業|設立|開業|創立)|[0-9]{{1,2}}月|の計画
    )
    # 始めて5年, 営んで20年
    |(?:
        (?:
            始め|やり始め|立ち上げ|開い|独立し|作っ|つくっ|店を出し|開け|経営し
            |(?:屋|店|会社|工場|業|商売|工事)をやっ
        )て
        |営んで
    )(?:から)?{_RIGHTED}(?:もう|まだ|約|ちょうど|今年で|かれこれ|まる|丸)?
    (?P<n2>[0-9]{{1,3}}|[一二三四五六七八九十百]{{1,3}})\s?年(?P<nth2>目)?(?!前|後に)
    # 商売は3年目
    |(?:
        始めた[^、。]{{1,8}}|商売|店|会社|事業|経営|農業|開店|カフェ|民宿|農園
    )(?:は|も|が|を始めて)(?:もう|まだ|今年で|やっと|早)?(?P<n4>[0-9]{{1,3}}|[一二三四五六七八九十]{{1,3}})年
    (?P<nth4>目)
    # 30年続く, 50年の歴史
    |(?P<n3>[0-9]{{2,3}}|[一二三四五六七八九十百]{{1,3}})\s?年(?:以上|近く|ほど|くらい|ぐらい|余り)?(?:も)?(?:
        続[いくけ]
        |営業(?!を|マン|職|の仕事|一筋|畑|で)
        |の(?:歴史|老舗|伝統)|やってき|商売|続き|にわた
    )
    """,
    re.VERBOSE,
)
_TERM = re.compile(
    r"(?:まだ|うちは|設立|創業|会社は|今|現在|今期で?|今期が)\s?(?:第)?(?P<term>[1-9][0-9]?)期目"
)
"""The business year under way; one that is over is counted: 設立3期目 → 2."""
_AGO = re.compile(
    rf"""
    (?P<ago>
        [0-9]{{1,3}}|[一二三四五六七八九十]{{1,3}}|半|数|数か
    )\s?(?P<unit>年|か月|ヶ月|カ月|ケ月|ヵ月|週間)?(?:半)?(?:ほど|くらい|ぐらい)?前(?!{TAKEN_BACK})(?:に|から)?
    [^。、]{{0,10}}?(?:{_BEGAN_VERB})
    """,
    re.VERBOSE,
)
_HALF_YEAR = re.compile(
    rf"""
    (?:始め|開い|開け|立ち上げ|独立し)て(?:から)?(?:まだ)?(?:半年|[0-9]+(?:か|ヶ|カ|ヵ|ケ)月)
    |半年(?:ほど|くらい)?前に[^。、]{{0,10}}?(?:{_BEGAN_VERB})
    |(?:{_BEGAN})(?:し)?(?:て)?(?:から)?(?:まだ)?(?:半年|[0-9]+(?:か|ヶ|カ|ヵ|ケ)月|数(?:か|ヶ)月)
    |(?:{_BEGAN_VERB})(?:て)?(?:まだ)?(?:半年|[0-9]+(?:か|ヶ|カ|ヵ|ケ)月)
    """,
    re.VERBOSE,
)
_NEW = re.compile(
    rf"(?:{_BEGAN})(?:し)?(?:て)?(?:から)?(?:まだ)?(?:間もな|まもな|(?:した)?ばかり|したて)|(?:{_BEGAN_VERB})(?:て)?(?:まだ)?(?:ばかり|間もな)"
)
"""Young, but by how much is not told: 起業したばかり."""
_JUST_MADE = re.compile(
    r"(?:に|の[0-9一二三四五六七八九十]+月(?:に)?|[春夏秋冬末](?:に)?)?(?:(?:会社|法人|お?店|事業|商売|組合|工房|宿)を?)?"
    r"(?:作っ|つくっ|始め|開い|開け|立ち上げ|興し|起こし|でき)たばかり(?!の(?!会社|法人|お?店|事業|ところ|組合|[一-龥ァ-ヶー]{0,8}(?:屋|店|業|会社)))"
)
_ITS_TOPIC = re.compile(
    r"(?:(?:うち|当社|弊社|会社|法人|お?店|事業|商売|組合)[はがも]?)?[、\s]?(?:まだ|つい)?"
)
"""What may stand before a year in which only a business can have been made: 会社は｜去年つくったばかり, not 機械は｜去年…."""
_ITS_OBJECT = re.compile(
    r"(?:(?<![一-龥ァ-ヶーが])(?:会社|法人)|(?<![一-龥ァ-ヶーがの])(?:お?店|事業|商売))を$"
)
_MADE = re.compile("に?(?:作|つく|始め|開|立ち上げ|興|起こし)")
"""The business before the year it was made in: 測量の会社を｜去年｜作った."""
_OLD_ERA = re.compile(
    rf"(?P<era>明治|大正|慶応|安政|文政|寛政|天保|江戸|(?:{ERA})(?=[元一二三四五六七八九十]{{1,4}}年))"
    r"\s?(?P<year>[0-9]{1,2}|元|[一二三四五六七八九十]{1,4})?年?(?:間|時代|から)?"
)
_OLD_ERAS = {
    **YEAR_BEFORE,
    "慶応": 1864,
    "安政": 1853,
    "文政": 1817,
    "寛政": 1788,
    "天保": 1829,
    "江戸": 1867,
}
"""The year before the first of an era; 昭和 and later only where the year is written in kanji, which times.py does not take."""
_NEAR = 14
_BEGUN = re.compile(_BEGAN_VERB + r"|創業|設立|創立|開業|開店|始ま")
_NOT_YET = re.compile(
    r"予定|したい|しよう|するつもり|する予定|を考え|を目|し(?:ます|ようと)|たい|希望|に向け|準備|計画"
)
_OLD = re.compile(
    r"老舗|(?:[三四五六七八九十]|[3-9]|十[一二三四五])代(?:目|続)|(?:親|父|祖父|じいさん|先々代|曾祖父|曽祖父|ひいじいさん)(?:さん)?の?(?:代|時代)から"
)
_BEFORE_FOUNDING = re.compile(
    r"""
    # the word itself: 創業を考えて, 起業準備
    (?:創業|起業|開業|独立|就農)(?:
        (?:を|に)(?:と?考|予定|目|計画|希望|検討|向け|したい)
        |し(?:たい|よう|たく|ます)
        |する(?:つもり|予定|ため|に(?:は|あた)|ので|こと(?:に|を))
        |予定|準備|希望|前|(?:の)?(?:計画|相談)|開業(?:予定|したい)
    )
    # out of a job: 会社を辞めて始める, これから開業, 脱サラ
    |(?:会社|勤め|仕事|今の仕事)を(?:辞め|やめ)[^。]{0,30}?(?:
        始め(?!て)|開[きくこ]|立ち上げ(?!て)|独立し(?!て)|起業|開業(?!し)|出[しす]
    )
    |これから(?:
        創業|起業|開業|独立|始め(?:る|たい|よう)
        |[^、。]{0,12}(?:を開[きくこ]|を始め(?:る|たい|よう)|を出(?:す|したい))
    )
    # パン屋をこれから開く
    |(?:屋|店|室|館|宿|塾|教室|カフェ|サロン|食堂|工房|会社|商売)を(?:これから|今度|新しく|新たに)(?:
        開[きくこ]|始め(?:る|たい|よう|ます)|出(?:す|したい|します)|やり(?:たい|ます)|や(?:る|ろう)
    )
    |脱サラ(?!し(?:て|た)[^。]{0,8}(?:始めた|開いた|年目|[0-9]+年))
    # from where one is: 定年後にカフェを開く
    |(?:
        自分(?:で|の)|会社を(?:辞め|やめ)て?|定年(?:後|退職後|したら)|退職(?:後|し(?:て|たら))|勤めながら
        |初めて|実家で|古民家で|地元(?:で|に戻って)
    )[^、。]{0,14}
    (?:
        (?:
            店|会社|カフェ|商売|事業|教室|サロン|食堂|工房|宿|民泊|ゲストハウス|パン屋|居酒屋|屋
        )を?
        (?:
            始め|開[きくこ]|出し|出す|立ち上げ|作り|興し|興そ|持ち|やり|やろ
        )
        |始め(?:たい|よう)
    )(?!て(?:[0-9]|い)|た(?!い))
    # a business of its own: 食堂を始めたい
    |(?<!新)(?<!新しい)(?:
        会社|法人|カフェ|工房|サロン|食堂|パン屋|民泊|ゲストハウス|喫茶店|居酒屋|レストラン|塾|教室|美容室|お店
        |ラーメン屋|雑貨店|雑貨屋|ケーキ屋|花屋|整体院
    )を?
    (?:
        始め|開[きこ]|出し|立ち上げ|作り|つくり|設立し|興し|起こし|やり
    )(?:たい|ようと)
    # any shop, where it is planned: 喫茶室を開く予定
    |(?<!新しい)(?<!二号)(?:
        屋|店|室|館|宿|塾|教室|医?院|園|カフェ|バー|サロン|食堂|レストラン|工房|民泊|ハウス|ホテル|ショップ
        |クリニック|ジム|スタジオ
    )を(?:開[くこき]|始め|開業|オープン|立ち上げ)[^、。]{0,4}
    (?:
        予定|つもり|たい|計画|準備|ことに(?:し|な)|と思って
    )
    """,
    re.VERBOSE,
)


def years_read(text: Told, today: date) -> Iterator[Found]:
    """Years in business and the stage, where they are told of the client."""
    years = next(_years(text, today), None)
    if years is not None:
        yield years
        young = int(years.value) < YOUNG
        yield Found("stage", "young" if young else "established", years.start, years.end)
        return
    for match in _NEW.finditer(text.plain):
        if not text.is_of_others(match.start()):
            yield Found("stage", "young", *match.span())
            return
    for match in _BEFORE_FOUNDING.finditer(text.plain):
        if text.is_of_others(match.start()) or text.is_refused(match.end()):
            continue
        if not runs_one_already(text, match):
            yield Found("stage", "before_founding", *match.span())
            return
    for match in _OLD.finditer(text.plain):
        if not text.is_of_others(match.start()):
            yield Found("stage", "established", *match.span())
            return


YOUNG = 5


def _years(text: Told, today: date) -> Iterator[Found]:
    for match in _LENGTH.finditer(text.plain):
        if text.is_of_others(match.start()) or text.is_taken_back(match.end()):
            continue
        written = match["n"] or match["n2"] or match["n3"] or match["n4"]
        if match["n"] and len(written) == 4 and written.isdigit():  # 設立1985年
            if 1600 < int(written) <= today.year:
                yield Found("years", today.year - int(written), *match.span())
            continue
        value = read_number(written)
        if value is not None:
            whole = int(value[0]) - bool(match["nth"] or match["nth2"] or match["nth4"])
            yield Found("years", max(0, whole), *match.span())
    for match in _TERM.finditer(text.plain):
        if not text.is_of_others(match.start()):
            yield Found("years", int(match["term"]) - 1, *match.span())
    yield from _by_date(text, today)
    for match in _AGO.finditer(text.plain):
        value = read_number(match["ago"])
        if value is not None and not text.is_of_others(match.start()):
            yield Found("years", int(value[0]) if match["unit"] == "年" else 0, *match.span())
    for match in _HALF_YEAR.finditer(text.plain):
        if not text.is_of_others(match.start()):
            yield Found("years", 0, *match.span())


def _by_date(text: Told, today: date) -> Iterator[Found]:
    """From the year it began: 平成3年創業, 1985年に設立, 去年独立しました."""
    dates = [(m.start, m.end, m.year) for m in plain_moments(text.plain, today.isoformat()) if m.year]
    for match in _OLD_ERA.finditer(text.plain):
        number = match["year"] or ("1" if match["era"] != "江戸" else "0")
        value = read_number("1" if number == "元" else number)
        dates.append((*match.span(), _OLD_ERAS[match["era"]] + int(value[0] if value else 1)))
    for start, end, year in sorted(dates):
        clause = text.clause_at(start)
        after = text.plain[end : min(clause.end, end + _NEAR)]
        begin, stop = text.before(start)
        before = text.plain[max(begin if stop < start else clause.start, stop - 8) : stop]
        begun = _BEGUN.search(after)
        if not begun and _ITS_TOPIC.fullmatch(text.plain[clause.start : start]):
            begun = _JUST_MADE.match(after)
        if not begun and _ITS_OBJECT.search(before):
            begun = _MADE.match(after)
        said_before = re.search(
            rf"{_BEGAN}(?:日|年月?日?|年)?(?:は|が|:|した?のは|\s)?[^0-9]{{0,3}}$", before
        )
        if not (begun or said_before) or year > today.year or text.is_of_others(start):
            continue
        if text.is_taken_back(end):
            continue
        if begun and _NOT_YET.match(text.plain[end + begun.end() : clause.end]):
            continue
        first, last = stop - (len(before) - said_before.start()) if said_before else start, end
        yield Found(
            "years", today.year - year, first, end + begun.end() if begun and not said_before else last
        )
