"""How many people work at a client's business, and its capital, told from every other figure of its words.

Conventions: of a range the upper end (5~6人 → 6), of 十数人 the least (12), of 30人くらい and 20名弱 the figure; regular and
part-time people told side by side are added (正社員5人とパート8人 → 13), 「うちパート3人」 and 「パート3人含む」 are within what was
told before; who works alone has no employees (0). A limit (30人以下, 何人まで) is no figure of the client's, nor one that is put right
(350人ではなく35人) or denied (50人もいない). The last figure told counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.measures.told import Found, Told
from assistant.text.figures import Figure, plain_figures
from assistant.text.numerals import read_number
from assistant.text.units import KNOWN

_STAFF = (
    r"(?:従業[員因院]|従業者|従行員|正?社員(?!食堂|寮|旅行)|職員|スタッフ|人員(?!削減)|人数|所帯|世帯|陣容|総勢|働いて(?:い)?る(?:人|の)|働き手|働く人|雇って(?:い)?る(?:人|の)|"
    r"パート(?:さん|タイマー)?|アルバイト|バイト|契約社員|嘱託|派遣(?:社員)?|職人|技術者|メンバー|正規|非正規|常勤|非常勤|臨時|規模|蔵人|人間|作業員|工員|乗務員|販売員|社内|店員|所員|エンジニア|ヘルパー|看護師|ドライバー|運転手|若い衆|大工|板前|人手)"
)
_PART = re.compile(
    r"(正社員|非正規|正規|非常勤|常勤|社員|従業[員因院]|職人|パート|アルバイト|バイト|契約社員|嘱託|派遣|臨時|[一-龥ァ-ヶー]{1,5}(?:[士師係職]|(?<![社会町])長)|作業員|工員|店員|乗務員|販売員|事務|営業|経理|製造|現場|配達|調理)(?:(?!正社員|正規|社員|パート|アルバイト|バイト|契約社員|嘱託|派遣)[^、。0-9一二三四五六七八九十])*$"
)
_STAFF_BEFORE = re.compile(rf"{_STAFF}[^0-9。!?\n]{{0,14}}$")
_US_BEFORE = re.compile(
    r"(?:うち|ウチ|当社|弊社|当店|当院|自社|我が社|わが社|私ども|こちら|全部で|全員で|みんなで|皆で|合わせて|あわせて|合計で?|計|会社(?:全体)?は|工場は|店は|今[はのも]?|現在は?|いま[はも]?|夫婦|家族|身内|親子|仲間|兄弟|たった|わずか|家族経営で)[^0-9。!?\n]{0,8}$"
)
_TOTAL_BEFORE = re.compile(r"(?:全部で|合わせて|あわせて|合計で?|総勢|計|トータルで?|全員で)\s?$")
_WITHIN_BEFORE = re.compile(
    r"(?:[、(,\s]|の)うち(?:[^0-9、。]{0,12})$|。うち(?![はのもがで、])[^0-9、。]{0,8}$|内訳[^0-9。]{0,10}$|そのうち[^0-9、。]{0,12}$"
)
_OTHERS_BEFORE = re.compile(
    r"(?:お?客(?:さん|様)?|来客|来店|参加(?:者)?|定員|生徒|学生|会員|組合員|利用者|患者|入居者?|宿泊(?:客)?|人口|商圏|収容|フォロワー|応募|候補|採用|募集|求人|新人|新卒|実習生|留学生|子供|子ども|息子|娘|孫|株主|役員|若手|女性|男性|外国人|有資格者?|高齢者?|日雇い|あと(?!パート|アルバイト|バイト|社員|派遣)|もう|毎年|毎月|年間|年に|月に|一日|1日|日に|さらに|新しく|新たに|追加で|一度に|辞めた?の|退職者?|先生|講師|弟子|見学|観光客|住民|世帯|登録者|顧客|部屋|席|バスに|相手に|だけでも|うち(?:の)?(?:[0-9]+))[^0-9。、!?\n]{0,8}$"
)
_NOT_STAFF_AFTER = re.compile(
    r"(?:(?:ほど|くらい|ぐらい|程度|だけ|ばかり|以上|も|は|を|が|ずつ|に|の)*\s?(?:新しく|新たに|人を|(?:今|来|去|昨)[年月]|この[春夏秋冬]|最近|一度に)?(?:採用|採[りるっろ]|雇[いうおえっ]|雇用し|募集|増や|増員|増え|欲し|ほし|足り|辞め|やめ|退職|抜け|いなくな|来[てたるま]|来店|来られ|来場|入[りれるっ](?!な)|乗[りれ]|泊ま|集まっ|応募|不足|減っ(?!て(?:今|いま|[0-9]))|亡くな|定年|必要|育て|受け入れ|参加|登録|送り|通って|教え|利用|相手|呼ん|追加|探し|余っ|休[みん]|座れ|収容|くらす|暮らす|住む|住ん))|"
    r"(?:前(?!後)|分|日|月|時|目(?![指標])|様|掛け|がけ|乗り|部屋|用|席|客|に[0-9一二三]|あたり|当たり|のお?客|の(?:生徒|学生|患者|会員|町(?!工場)|村|島|団体|宴会|子|部屋|申し|株主|組合員|チーム|弟子|役員|先生|客)|中[0-9一二三]|たら|になったら|まで(?:の|なら|に)|を超えたら|の村)"
)
_TEACHERS = re.compile(
    rf"(?:先生|講師|スタッフ|働き手)(?:陣)?(?:は|が)(?:学生|主婦|シニア)?の?{_STAFF}(?:が|は)?\s?$"
)
"""A topic that names the staff: 講師は｜アルバイト20人と正社員3人."""
_WITHIN_AFTER = re.compile(r"(?:を|も)?(?:含[むめみん]|込み|入れて)")
_LIMIT_AFTER = re.compile(
    r"(?:以下|未満|以内|まで(?!減|落|なっ))|(?:以上|を超え(?:る|たら))(?:の|なら|だ|で(?:ない|も)|いな|じゃ|に|が対象|$)"
)
_PLANNED_AFTER = re.compile(
    r"(?:くらい|ぐらい|ほど|規模|体制)*(?:に(?:し(?:たい|よう)|増や|なる(?:予定|見込|と))|を目(?:指|標)|が目標)"
)
_FROM = re.compile(
    r"(?:ほど|くらい|ぐらい|近く|以上)?(?:いたの?が?)?(?:から|が(?=[0-9一二三四五六七八九十]))"
)
_CHANGED_FROM = re.compile(
    r"[0-9]+(?:人|名)(?:ほど|くらい|ぐらい|近く|以上)?(?:い|だっ)?(?:たの)?(?:から|が)"
)
"""What stands between the word and the figure that counts now: 従業員は｜50人から｜30人に."""
_OTHER_COMPANY_AFTER = re.compile(
    r"(?:ほど|くらい|ぐらい|規模|以上|を超える)?の(?:[^、。はがを]{0,8})(?:大手|大企業|会社|企業|メーカー|工場|取引先|ところ|商社|上場企業)(?:さん)?(?:と(?!し)|に(?!な|し)|から|へ|を(?!や|経|営|し)|向け|の(?:下|仕事|二次|一次|傘下|子会社|協力|社長|人[とに]|方[とに]|担当|役員|部長))"
)
_COMPANY_AFTER = re.compile(
    r"(?:ほど|くらい|ぐらい|規模|足らず|そこそこ|以上)?(?:の|で(?:す|始め|やっ|回|切|運|営|や[りる]|頑|がん|動|作|仕事|経営|細々|、|なんとか|何とか)|です|だ|でし|くらい|ぐらい|ほど|前後|弱|強|程度|足らず|そこそこ|が(?:働|いま|い[るて]|おり)|い(?:ます|る|て)|おり|い(?!き)|しか(?:い|お)|を(?:雇って(?:い|お|る)|抱え)|体制|規模|。|、|$)"
)
_ALONE = re.compile(
    r"(?:従業[員因院]|社員|スタッフ|人(?:は|を)|人手|誰も|だれも)(?:は|も|を|なんて|すら)?(?:1人も|[^、。0-9]{0,6})(?:雇って(?:い|お)?(?:な|ま(?:せ|へ)ん|ら)|い(?:な[いく](?!て(?:困|大変))|ま(?:せ|へ)ん)|お(?:りません|らず)|ゼロ|0(?:人|名)|なし)|"
    r"(?:従業[員因院]|社員|スタッフ|働いて(?:い)?るの|やって(?:い)?るの)(?:は|も)[^、。0-9]{0,3}(?:自分|私|わたし|僕|俺|本人|社長|代表|店主|親方|僕)(?:ひとり|一人|1人)?(?:だけ|のみ|ひとり|一人|1人)|"
    r"(?:自分|私|わたし|僕|俺|店主)?(?:ひとり|一人|1人|1名|一名)(?:だけ)?で(?:す(?!が)|や(?:って|り|る)|切り盛り|回し|全部|店|経営|仕事|営|細々|農業|作|こなし|商売|、)|(?:自分|私|わたし|僕|俺)(?:ひとり|一人|1人)(?:だけ)?(?:の|です|だ)|(?:ひとり|一人|1人)(?:社長|会社|で切り盛り)|ワンオペ|一人親方(?:です|で(?:す|、)|なん|をし|をやっ|、|。|$)"
)
_NEED = re.compile(r"(?:足り|いなくて|いなくなっ|いないので|不足)")
_CAPITAL_BEFORE = re.compile(
    r"(?:資本金?|出資金|元入れ?金|払込資本)(?:の額|額)?(?:は|が|も|:|が今|の|に|を|で)?[^0-9一二三四五六七八九十百千。、!?\n]{0,6}\s?$"
)
_OWN_BEFORE = re.compile(r"(?:うち|ウチ|当社|弊社|自社|我が社|わが社|今|いま|現在)[はがもで]{0,2}\s?$")
_CAPITAL_AFTER = re.compile(r"\s?(?:円)?の資本金|\s?が資本金")
_CAPITAL_PLANNED = re.compile(
    r"(?:円)?(?:ほど|くらい)?(?:に(?:し(?:たい|よう)|増資|増や|上げ|引き上げ)|以下|以内|未満|まで|を超え(?:る|たら)|以上(?:の|なら|が対象))"
)


def employees_read(text: Told) -> tuple[Found, ...]:
    """The number of people at the client's business, none or one.

    ``昔は50人いたが今は18人`` → 18; ``取引先は500人の大手で、うちは20人`` → 20; ``客が30人来た``, ``5人採用したい`` → nothing
    """
    counted = [figure for figure in _figures(text.plain) if figure.unit == "人" or _is_bare(text, figure)]
    told = [figure for figure in counted if _is_staff(text, figure)]
    alone = _alone(text)
    if not told or (alone and all(figure.low == 1 for figure in told)):
        return alone
    chosen = _added(text, told)
    people = sum(_count(figure) for figure in chosen)
    return (Found("employees", people, _words_before(text, chosen[0]), _end(chosen[-1])),)


def capital_read(text: Told) -> tuple[Found, ...]:
    """The client's capital in yen, none or one: ``資本金1,000万`` → 10000000."""
    found: list[Found] = []
    for figure in _figures(text.plain):
        _, end = text.before(figure.start)
        begin = max(0, end - 16)
        said = _CAPITAL_BEFORE.search(text.plain, begin, end) or _beside_anothers(text, figure, begin, end)
        if not (said or _CAPITAL_AFTER.match(text.plain, figure.end)) or _unit(figure) not in ("円", ""):
            continue
        if figure.bound in ("at_most", "less_than") or _CAPITAL_PLANNED.match(text.plain, figure.end):
            continue
        if text.is_of_others(figure.start) or text.is_past(figure.start) or not figure.low:
            continue
        if text.is_taken_back(_unit_end(text.plain, figure)):
            continue
        start = said.start() if said else figure.start
        found.append(Found("capital", _count(figure), start, _end(figure)))
    return tuple(found[-1:])


_FORM_BEFORE = re.compile(
    r"(?:従業員|正?社員|パート(?:さん)?|アルバイト|バイト|職員|スタッフ|常勤|正規|職人|人員|蔵人|作業員|工員|乗務員|販売員|事務|営業|製造|現場|調理)(?:数)?\s?[はがも:]?\s?$"
)
_NOW_BEFORE = re.compile(r"(?:従業[員因院]|社員|職員)[^。!?\n]*(?:今|いま|現在)(?:は|では|で)?\s?$")
"""What tells of the staff of old and of now: 従業員が60名いたが、今は｜52です."""
_NEXT_ITEM = re.compile(
    r"(?:人|名|円)?(?:[、。,/・()\s]|の|で(?:す|、)|だ|と|ちょ|くらい|ぐらい|ほど|前後|弱|強|$)"
)
_BARE_KANJI = re.compile(
    r"(?:(?<=[員金トはがもで約:勤])|(?<=なく)|(?<=\s))(?P<number>[一二三四五六七八九十百千万億]{2,10})(?=[、。,/・()\s]|です|で、|ちょ|くらい|ぐらい|ほど|前後|弱|強|$)"
)
"""A number in kanji whose unit was left out: 資本金三千万、社員五十二。"""
_MOST_PEOPLE = 200_000
"""More work for no client; the figure is another's, or a slip."""


def _figures(plain: str) -> tuple[Figure, ...]:
    """The figures of a text, those in kanji too whose unit was left out."""
    bare = [
        Figure(*match.span(), match.group(), *value, "")
        for match in _BARE_KANJI.finditer(plain)
        if (value := read_number(match.group()))
    ]
    return tuple(sorted((*plain_figures(plain), *bare), key=lambda figure: figure.start))


def _count(figure: Figure) -> int:
    """The figure itself, of a range its upper end: 20~25名 → 25; 十数人 → 12."""
    return int(figure.low if "数" in figure.said else figure.high)


def _beside_anothers(text: Told, figure: Figure, begin: int, end: int) -> re.Match[str] | None:
    """The client's own word before a sum told beside another's capital: 親会社の資本金は3億円、うちは1000万円."""
    sentence = max((start for start, _ in text.sentences if start <= figure.start), default=0)
    is_compared = "資本金" in text.plain[sentence : figure.start] and _unit(figure) in ("円", "")
    return _OWN_BEFORE.search(text.plain, begin, end) if is_compared else None


def _is_staff(text: Told, figure: Figure) -> bool:
    """Whether a figure of people is told of those who work for the client, now."""
    clause = text.clause_at(figure.start)
    begin, end = text.before(figure.start)
    before = _CHANGED_FROM.sub("", text.plain[max(begin, end - 24) : end])
    unit_end = _unit_end(text.plain, figure)
    behind = text.plain[unit_end:]
    if text.is_of_others(figure.start) or text.is_past(figure.start) or figure.low > _MOST_PEOPLE:
        return False
    if figure.said.endswith("様") or text.is_taken_back(unit_end):
        return False
    if figure.bound in ("at_most", "less_than") or _LIMIT_AFTER.match(behind):
        return False
    if _NOT_STAFF_AFTER.match(behind) or _PLANNED_AFTER.match(behind) or _OTHER_COMPANY_AFTER.match(behind):
        return False
    if _FROM.match(behind) and _another_follows(text.plain, unit_end, clause.after + 20):
        return False
    begin = clause.start if end == figure.start else begin
    near = text.plain[max(begin, end - 16) : end]
    if _OTHERS_BEFORE.search(near) and not _TEACHERS.search(near):
        return False
    if _STAFF_BEFORE.search(before) or _US_BEFORE.search(before):
        return True
    return bool(_COMPANY_AFTER.match(behind)) and _stands_alone(text.plain[begin:end])


def _is_bare(text: Told, figure: Figure) -> bool:
    """Whether the unit was left out, as in a form: 従業員数:30, 常勤4、非常勤11"""
    _, end = text.before(figure.start)
    before = text.plain[max(0, end - 30) : end]
    return (
        not _unit(figure)
        and (_FORM_BEFORE.search(before[-8:]) or _NOW_BEFORE.search(before)) is not None
        and (
            _unit(figure) != figure.unit
            or _NEXT_ITEM.match(text.plain, _unit_end(text.plain, figure)) is not None
        )
    )


def _unit(figure: Figure) -> str:
    """The unit of a figure; none where what follows is only the next item of a note: 従業員45 資本金2000万, 正社員25パート40."""
    is_next_item = " " in figure.said.strip() or bool(_FORM_BEFORE.match(figure.unit))
    return "" if is_next_item and figure.unit not in KNOWN else figure.unit


def _unit_end(plain: str, figure: Figure) -> int:
    """Where the figure ends without the words of its bound: 30人|くらい."""
    return figure.start + len(figure.said)


def _end(figure: Figure) -> int:
    if _unit(figure) == figure.unit:
        return figure.end
    return figure.start + len(figure.said.split(" ")[0].removesuffix(figure.unit))


def _another_follows(plain: str, start: int, stop: int) -> bool:
    return any(figure.unit == "人" and start <= figure.start < stop for figure in plain_figures(plain))


def _stands_alone(before: str) -> bool:
    """Whether nothing else in its clause is counted by a figure: 「30人の精密加工」, 「30人くらいでやってます」."""
    return not re.search(r"[はがにも][^はがにも]{0,10}$", before) or bool(re.search(r"(?:で|は)$", before))


def _added(text: Told, told: Sequence[Figure]) -> list[Figure]:
    """The figure that was told last, or the parts of one number of people told side by side."""
    for figure in told:
        if _TOTAL_BEFORE.search(text.plain[max(0, figure.start - 6) : figure.start]):
            return [figure]
    groups: list[list[Figure]] = []
    kinds: set[str] = set()
    for figure in told:
        kind = _kind(text, figure)
        begin = max(0, figure.start - 20)
        is_within = _WITHIN_BEFORE.search(text.plain[begin : figure.start]) or _WITHIN_AFTER.match(
            text.plain, _unit_end(text.plain, figure)
        )
        if groups and is_within:
            continue
        beside = groups and kind and kind not in kinds and _is_beside(text, groups[-1][-1], figure)
        if beside:
            groups[-1].append(figure)
        else:
            groups.append([figure])
            kinds = set()
        kinds.add(kind)
    group = groups[-1]
    for before in groups[:-1]:  # 「18人（正社員10人、パート8人）」
        if len(before) == 1 and _count(before[0]) == sum(map(_count, group)):
            return before
    first = group[0]
    if len(group) > 2 and _count(first) == sum(map(_count, group[1:])):
        return [first]
    return group


def _kind(text: Told, figure: Figure) -> str:
    found = _PART.search(text.plain[max(0, figure.start - 14) : figure.start])
    return found[1] if found else ""


def _is_beside(text: Told, before: Figure, figure: Figure) -> bool:
    between = text.plain[before.end : figure.start]
    return len(between) <= 18 and not re.search(r"[。!?\n]|が、|けど|今[はも]", between)


def _words_before(text: Told, figure: Figure) -> int:
    """Where the words begin that tell whom a figure counts."""
    begin = max(0, figure.start - 16)
    found = re.search(rf"{_STAFF}[^0-9。、!?\n]{{0,10}}$", text.plain[begin : figure.start])
    return begin + found.start() if found else figure.start


def _alone(text: Told) -> tuple[Found, ...]:
    for match in _ALONE.finditer(text.plain):
        is_need = _NEED.match(text.plain, match.end()) or re.match(r"人", match.group())
        if not is_need and not text.is_of_others(match.start()) and not text.is_past(match.start()):
            return (Found("employees", 0, *match.span()),)
    return ()


def numbers_read(text: Told) -> Iterator[Found]:
    """Employees and capital."""
    yield from employees_read(text)
    yield from capital_read(text)
