"""What kind of business a client's is: industry, organisation, size; told from its customers' and suppliers'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.measures.told import Found, Told
from assistant.measures.words import words_for

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
    r"[。/)]|\s*$|[、\s](?=(?:今期|今|前期|うち)?[はも]?(?:[0-9]|[^、。はがをに]{0,6}[一二三四五六七八九十百][人名]|正?社員|従業|職員|常勤|パート|職人|資本|創業|設立|(?:昭和|平成|令和|明治|大正)|売り?上|赤字|黒字|[一-龥]{2,4}[都道府県市]))|[、\s](?=[一-龥]{1,3}[、。])"
)
"""What follows an item of a note: another of them, or its end."""
_HAS_PARTICLE = re.compile(r"[をがにへはも]|と(?!$)")
_OWN_TOPIC = re.compile(r"^(?:うち|当社|弊社|こちら|こっち|当方|自社)(?:は|も)\s?")
_LEFT = re.compile(
    r"(?:を|は|も)?(?:辞め|やめ|廃業|畳ん|たたん|閉め|売却|撤退)(?:て|た|まし)|に(?:勤め|勤務|就職)|で(?:修業|修行|働いて|勤め|アルバイト)|をやって(?:い)?た(?!が今も)|時代"
)
_NOT_A_TRADE = re.compile(
    r"(?:で(?:は)?(?:な[いく]|ありません)|じゃ(?:な[いく]|ありません)|以外|でも(?:[^、。でも]{1,8}でも)*(?:な[いく]|ありません)|(?:に|化)(?:は|も)?(?:なって|して)(?:い)?(?:な[いく]|ません)|になってへん)"
)


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
