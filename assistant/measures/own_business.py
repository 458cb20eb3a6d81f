"""What kind of business a client's is: industry, organisation, size; told from its customers' and suppliers'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.measures.own_figures import employees_read
from assistant.measures.told import Found, Told
from assistant.measures.words import words_for
from assistant.text.eras import ERA_SINCE_MEIJI

_FOR_OTHERS = re.compile(
    r"""
    # who else is named with it
    (?:さん|様|など|とか|等|の方|関係|関連){0,4}(?:
        (?:[や・と](?!い)[^はがでをに、。]{1,10}|、(?![0-9一二三四五六七八九十])[^のはがでをに、。]{1,6})
    )?(?:など|とか|さん){0,4}
    (?:
        # what they are to the client
        に(?!して(?:い|お)|なって|な[いくり]|加え)
        |へ|から(?!三代|続)|向け
        |を(?:相手|回[っり]|得意先|お?客|通じ|経由)
        |の(?:お?客|仕事を(?:受|もら|請)|注文|担当者?|人に|方に|見学|跡地|隣)
        |相手
        |と(?:取引|契約|組|一緒|連携|提携|付き合|つきあ|話|の(?:取引|つて|つながり|付き合い|連携|コラボ))
        |くらいしか
    )
    """,
    re.VERBOSE,
)
"""What makes a trade a customer's, supplier's or partner's: 旅館や食堂に卸す, 病院向けの. Bounded: 4,000 letters of さん took
more than 10 s where each of the two groups took any number."""
_RUN = re.compile(
    r"""
    # that it is the trade: 板金屋です, 部品の工場をやって
    (?:専門|関係|関連|向け部品)?(?:の)?(?:
        屋|や(?=さん)|店|業(?!務)|会社|工場|工房|町工場|所|職人|メーカー|下請け?|孫請け?|[一二三]次下請け?|仕事
        |商売|専門|専業|企業|法人
        |事業(?!承継|計画|再|所|継続|費|年|に)
    )+(?:さん)?
    (?:
        です|でござ|だ(?!け)
        |で(?!も|は|しょ|[一-龥]{1,6}を)
        |なん
        |を?(?:や(?:って|り|る)|し(?:て|まし)|営|手がけ|経営|専門|始め(?:て|た|まし)|開い|出し(?:て|た))
        |、|。|・|\(|\)|\s|$
    )
    # what is done with it: だけをやって, が専門, 3店舗
    |(?:
        (?:だけ|など|とか)?を?(?:
            や(?:って(?!み|ほ|もら|くれ)|り(?!た)|る(?!つもり|予定))
            |して(?:い(?:ます|る)|る|ます|おり)
            |営ん|手がけ|生業|なりわい|本業|専業|専門
        )
        |(?:が|を)(?:専門|本業|主力|メイン|主)
        |業(?:です|で、|を営)
        |(?:を|が)?[0-9一二三四五六七八九]+(?:店舗|軒|か所|店(?!員))
        |(?:の)?ショップ
        |(?:は|も|が)[^、。]{0,4}[0-9]+年目
    )
    """,
    re.VERBOSE,
)
"""What makes a trade the client's own business."""
_NOTED = re.compile(r"(?:業|会社|屋)?(?:です|でござ|で、|、|。|/|・|\(|\s|$)")
_NEXT_ITEM = re.compile(
    rf"""
    [。/)]|\s*$
    |[、\s](?=
        (?:今期|今|前期|うち)?[はも]?(?:
            [0-9]|[^、。はがをに]{{0,6}}[一二三四五六七八九十百][人名]|正?社員|従業|職員|常勤|パート|職人|資本
            |創業|設立|{ERA_SINCE_MEIJI}|売り?上|赤字|黒字|[一-龥]{{2,4}}[都道府県市]
        )
    )
    |[、\s](?=[一-龥]{{1,3}}[、。])
    """,
    re.VERBOSE,
)
"""What follows an item of a note: another of them, or its end."""
_HAS_PARTICLE = re.compile(r"[をがにへはも]|と(?!$)")
_OWN_TOPIC = re.compile(r"^(?:うち|当社|弊社|こちら|こっち|当方|自社)(?:は|も)\s?")
_LEFT = re.compile(
    r"(?:を|は|も)?(?:辞め|やめ|廃業|畳ん|たたん|閉め|売却|撤退)(?:て|た|まし)|に(?:勤め|勤務|就職)|で(?:修業|修行|働いて|勤め|アルバイト)|をやって(?:い)?た(?!が今も)|時代"
)
_NOT_A_TRADE = re.compile(
    r"""
    (?:
        で(?:は)?(?:な[いく]|ありません)
        |じゃ(?:な[いく]|ありません)|以外
        |でも(?:[^、。でも]{1,8}でも)*(?:な[いく]|ありません)
        |(?:に|化)(?:は|も)?(?:なって|して)(?:い)?(?:な[いく]|ません)
        |になってへん
    )
    """,
    re.VERBOSE,
)
_ANOTHER = re.compile(
    r"(?:[2-9]|[1-9][0-9]|[二三四五六七八九十])(?:号店|(?:軒|店舗?|か所|院|校|棟|号)目)|もう(?:一|1)(?:軒|店舗?|か所|院|校)|もう(?:一つ|1つ|ひとつ)の?(?:お?店|教室|工房|宿|拠点)|"
    r"(?:支店|分店|分院|分校|別館|新館|新店舗?|新校|姉妹店|系列店)(?:を|も|の(?:開|出|オープン|立ち))|(?:別|ほか|他|隣)の(?:場所|町|街|市|駅)に(?:も|もう)|多店舗|新規出店"
)
"""What is opened beside a business that is run: 二軒目の店, もう一軒, 分院."""
_KEPT = re.compile(
    r"""
    [^、。はがをもにで]{0,8}?(?P<is>です|でございます|だ(?:が|けど)|でして|で、)
    |[^、。はがをもにで]{0,8}?(?:を(?:[^、。をに]{1,6}で)?)?(?:
        や(?:って(?!み|い(?:た|き|く|け)|ほ|もら)|り(?:つつ|ながら))
        |して(?:い(?![たきくけ])|お|る|ま)
        |営(?!業)|経営(?:し|中)|運営し|切り盛りし
    )
    |[^、。はがをもにで]{0,8}?の(?:店主|社長|代表|経営者|オーナー|女将|主人|[二三四五]代目)
    """,
    re.VERBOSE,
)
"""What tells that a business is run: 和菓子屋｜です, 美容室｜を営んで."""
_NOT_KEPT = re.compile(
    r"のは|予定|たい|これから|実家|勤め|働い|将来|いずれ|夢|業種|希望|候補|仕事|勤務|バイト|修[業行]|勉強|手伝|見習|(?:[師士員者]|大工|左官|デザイナー|エンジニア|プログラマー|トリマー)(?:を|です|で|し)"
)
_YEARS_KEPT = re.compile(r"(?:創業|設立|開業)(?:して|から)*[0-9一二三四五六七八九十百]+年(?!以内|未満|まで)")
_AT_WORK = re.compile(
    r"(?:従業|社員|職員|スタッフ|パート|職人)[^、。]{0,10}?[1-9一二三四五六七八九十]|[0-9一二三四五六七八九十][人名][^、。]{0,6}(?:やって(?:い(?:ま|る)|ま|る|お)|回し|働い)"
)
"""What tells of people who work already, and not of who is to begin: 夫婦2人で."""
_LEAVES_A_JOB = re.compile(
    r"(?:会社|勤め|仕事|職場)を(?:辞め|やめ)|脱サラ|退職|定年|勤めながら|会社員|サラリーマン|雇われ|独立(?:し(?:たい|よう)|を)|のれん分け"
)
_ITSELF = re.compile(r"創業|起業|開業(?!す|し)|独立|就農")
"""Words of founding that say nothing of what is opened; who is a baker and says only them may be about to be one."""


def runs_one_already(text: Told, opening: re.Match[str]) -> bool:
    """Whether who opens a shop runs one: it is another one, or a business and its people are told before it.

    ``和菓子屋です。駅前に店を開く予定`` → yes; ``二号店を開きたい`` → yes; ``会社員です。店を開きたい`` → no
    """
    begin, end = next(
        ((start, end) for start, end in text.sentences if start <= opening.start() < end),
        (0, len(text.plain)),
    )
    if _ANOTHER.search(text.plain, begin, end):
        return True
    if _LEAVES_A_JOB.search(text.plain):
        return False
    here = text.clause_at(opening.start()).start
    if any(one.start < here and _AT_WORK.search(text.plain, one.start, here) for one in employees_read(text)):
        return True
    if _YEARS_KEPT.search(text.plain, 0, here):
        return True
    return any(
        match.end() <= here and _is_kept(text, match, _ITSELF.match(opening.group()) is None)
        for table in ("industry", "trade")
        for pattern in words_for(table).values()
        for match in pattern.finditer(text.plain)
    )


def _is_kept(text: Told, match: re.Match[str], or_is: bool) -> bool:
    """Whether a trade is told as one the client runs; ``or_is`` takes 「パン屋です」 for enough."""
    kept = _KEPT.match(text.plain, match.end())
    if kept is None or (kept["is"] and not or_is) or not _is_own(text, match):
        return False
    return not _NOT_KEPT.search(text.plain, text.clause_at(match.start()).start, kept.end())


def business_read(text: Told) -> Iterator[Found]:
    """Industry, organisation and size.

    ``30人の町工場です`` → manufacturing; ``旅館に卸しています`` → nothing: a customer's trade
    """
    for name in ("industry", "organisation", "size"):
        for value, pattern in words_for(name).items():
            own = [m for m in pattern.finditer(text.plain) if _is_own(text, m)]
            match = next(
                (m for m in own if not _NOT_A_TRADE.match(text.plain, m.end())), next(iter(own), None)
            )
            if match is None and name == "industry":
                match = next(
                    (m for m in words_for("trade")[value].finditer(text.plain) if _is_run(text, m)), None
                )
            if match is None and value == "manufacturing":
                match = next(
                    (m for m in words_for("made")["product"].finditer(text.plain) if _is_made(text, m)), None
                )
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
    before = _OWN_TOPIC.sub("", text.plain[clause.start : match.start()])
    return bool(_NOTED.match(text.plain, match.end())) and not _HAS_PARTICLE.search(before)


def _is_made(text: Told, match: re.Match[str]) -> bool:
    """Whether a product is an item of its own in a note, which the next item follows: 「半導体洗浄装置、従業員110」."""
    begins = match.start() == 0 or text.plain[match.start() - 1] in "、。/・ \n("
    return begins and _is_own(text, match) and _NEXT_ITEM.match(text.plain, match.end()) is not None
