"""How a client is doing, what it is certified for, and whom it works with or lacks.

Conventions: a certificate that is wished for, applied for or has lapsed is not held (取りたい, 申請中, 期限が切れた); one that is
only named or asked about is no facet. A partner somebody wants to work with or talks with counts as held, one to be found or
introduced (紹介してほしい) as lacking. A loss that only threatens (赤字すれすれ) is none, nor is a profit to come (黒字化は来期); of 赤字 and 黒字 the one told last counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.measures.told import Found, Told
from assistant.measures.words import words_for

_NOT_SO = re.compile(
    r"[ぁ-ん]{0,3}?(?:って(?:いう)?(?:わけ|ほど)?|と(?:いう(?:わけ|ほど)?|まで)?)?(?:続き)?(?:では?|じゃ(?:あ)?|に(?:は|も)?(?:なって|陥って)?|と(?:は|も)|は|も|が)?(?:し(?:て)?)?(?:い|お|出て|出して|出したこと(?:は|が))?(?:な[いくし]|ま(?:せ|へ)ん|ありません|おりません|いません|ないです|免れ|回避|脱し)"
)
_FAR_FROM_SO = re.compile(
    r"[ぁ-ん]{0,4}?(?:"
    r"と(?:いう)?(?:は|も|まで(?:は|も)?|ほどで?は|わけに?は)?(?:とても|まだ|一概に)?(?:(?:言|い)(?:え(?:な[いく]|ませ?ん|へん)|い(?:がた|難|切れ|きれ)|か(?:な[いく]|ん)|き?ませ?ん)|(?:呼|よ)べ(?:な|ませ)|(?:言え|いえ|呼べ|よべ)る[^、。はが]{0,4}(?:で|に)?は(?:な[いく]|ありませ|ほど遠)|思(?:って(?:い)?な|えな|えませ))|"
    r"(?:(?:化)?(?:に)?(?:は|まで(?:は|も)?|から(?:は)?)?|には)(?:まだまだ?|もう|ほど|程|かなり|だいぶ|ずいぶん|とても)*(?:遠[いくのか]|届(?:か|いて(?:い)?な)|至(?:ら|って(?:い)?な)|なれ(?:な|ませ|そうに))|"
    r"(?:が|は)?(?:出|続)?(?:て)?(?:い)?(?:ない|なくて)(?:状態|状況))"
)
"""What says that it is not, or not yet: 赤字｜とまではいきません, 黒字｜はまだ遠い."""
_NOT_YET_SO = re.compile(
    r"(?:に?転落し(?:そう|かね)|に(?:な(?:り(?:そう|かね|かけ)|る(?:かも|おそれ|恐れ|と|前|の(?:が|は|を)|見|可能)|ったら|れば)|転落し(?:そう|かね)|は(?:したく|なりたく))|寸前|すれすれ|ぎりぎり|(?:化)?(?:に(?:な(?:る|れる)|できる)?の?)?は(?:早くて|たぶん|おそらく)?(?:来|再来|次|数年|[0-9]+年後)|だと(?:融資|無理)?…?か|覚悟|(?:から|を)?(?:脱却|脱出|脱し|解消)(?:し(?:た(?!い)|まし)|済)|から(?:黒字|やっと|ようやく|立ち直))"
)
_SUPPOSED = re.compile(
    r"(?:もし|万一|万が一|仮に)[^。!?\n]*$|(?:たら|れば|なると)[^。!?\n]{0,10}$|(?:来期|来年度?)(?:は|こそ|に(?:は)?|から)[^、。!?\n]{0,8}$"
)
"""What makes a state only supposed or to come: EVになったら｜仕事がなくなる, 来期は｜黒字の見込み."""
_TURNED_OF_LATE = re.compile(r"(?:に|へ)?(?:したい|戻したい|なりたい|転換したい|目指)")
_HELD = re.compile(
    r"[^、。]{0,10}?(?:取得|[取と]っ(?:て(?:い|お|あ|る|ま)|た(?!い|ら))|持って(?:い(?!た)|お|る|ま)|持ち(?:です|、|で)|あり(?:ま|、|$)|ある(?!と|なら|の(?:か|は|と)|んです(?:か|よね\?))|受け(?:て(?:い|お|る|ま|あ)|た(?!い|ら)|まし)|もら(?:って(?:い|お|る|ま)|った|いま)|下り(?:た|て|まし)|おり(?:た|まし)|承認(?:済|され|が|を|は)|認定(?:済|され|が|を|は|事業者|企業|工場|店|の(?:工場|会社|事業者|農|企業))|認証(?:済|され|が|を|は|工場|企業|の工場)|採択|済み?|更新|通っ(?:て(?:い|る)|た(?!ら))|対応(?:済|し(?:て(?:い|る|お)))|宣言(?:し(?:て(?:い|る|お)|た|まし)|済|を)|登録(?:し(?:て(?:い|る|お)|た|まし)|済)|です(?!か)|出し(?:て(?:い|る|あ)|た(?!い|ら)))|(?=\s?(?:[、。/・\s]|$))"
)
_LAPSED = re.compile(
    r"[^、。]{0,8}?(?:切れ|失効|(?:持って|取って|受けて)(?:い)?た(?!だ)|返上|期限が過ぎ|取り消|更新し(?:て(?:い)?な|ません|なかった))"
)
_ALSO = re.compile(r"も\s*(?:$|、)")
"""What follows a certificate that is listed after 認定は何も取っていない."""
_ASKS = re.compile(
    r"(?:です|ます|でしょう|ません|ない|の|だろう|いい|ある|ん)?(?:です)?か(?:ね|な|しら)?\s*(?:$|[?。])|\?|教えて|知りたい|とは何|って何|って、?どう"
)
_RELATION = re.compile(
    r"(?:[0-9二三四五数]+社|さん|の(?:先生|研究室|人|方|担当(?:者)?|社長|仲間|研究者|教授|関係者|窓口|職員|指導員)(?:方|たち|さん)?|など|とか|等)*(?:や[^、。はがをに]{1,8})?"
    r"(?:(?:と(?:も|は|の(?:間で?|話|共同|取引|付き合い|つきあい|つながり|繋がり|縁|つて|コネ|接点|関係|連携|パイプ|契約|やりとり|やり取り|相談)?)?|とで)(?:[^、。]{0,12}?)(?:共同|連携|組[みんめむもう]|一緒|いっしょ|取引|取り引き|協力|話|付き合|つきあ|つなが|繋が|つて|ツテ|コネ|縁|接点|関係|パイプ|相談|契約|提携|やりとり|やり取り|研究|開発|続け|進め|知り合|コラボ|関わ|面識|仲(?:が|は)?良|交流|手を)|"
    r"から(?:は|も|の)?[^、。]{0,12}?(?:引き合い|仕事|注文|声|誘|依頼|受注|技術|(?<!電)話|紹介|指導|助言|借り|融資|借入|受け|もら|支援|仕入|打診|提案|言われ|話を|借)|"
    r"で(?:は|も)?(?:測|試験|分析|検査|評価)|に(?:は|も)?[^、。]{0,10}?(?:相談|納[めい入品]|卸[しす]|出入り|頼[んみ]|お願い|通って|見て(?:もら|いただ)|測って|試験|分析|委託|持ち込|知り合い|つて|ツテ|コネ|知人|指導|部品を|供給|販売|置い|並べ|扱っ|売って|世話になって|教わ|加入|入会|紹介)|"
    r"で(?:共同|一緒|いっしょ|組[んもむ]|集ま)|の(?:下請け?|仕事を|協力(?:会社|工場|を|も)|指導|支援を受|紹介|つて|ツテ|コネ|知り合い|会員|融資|技術(?:を|指導)|設備を(?:借|使)|二次|一次|[0-9]次)|"
    r"(?:にも?|へも?|も|は)(?:[^、。はがを]{1,12}も)?[^、。]{0,4}(?:行っ(?:た|て)|使っ(?:た|て)|利用し|頼っ)|(?:に|は|も|が)(?:は|も)?[^、。はがを]{0,3}(?:知り合い|つて|ツテ|コネ|縁|つながり|接点|面識|付き合い)|(?:も|は|が)[^、。はがを]{0,3}決ま|(?:を|も)(?:使って|利用し|探し|紹介|知ら|通(?:じ|し)て)|(?:が|も)(?:協力|付いて|ついて|入って|関わ|興味|関心|声)|(?:会員|出身の(?:社員|先生)))"
)
_PARTNER_LACKED = re.compile(
    r"(?:な[いくし](?![らがら])|おら(?:ん|ず|へん)|おりませ|ま(?:せ|へ)ん(?!か)|ありません|紹介(?:し(?:て(?:ほし|もら|くれ|くだ|いただ)|てい)|を?(?:お願|頼|希望|受けたい))|探し|見つけたい|見つから|欲し|ほしい|(?:つながり|繋がり|出会い|知り合い|知り合いになり)たい|どこ(?:の|に|か)|どの|どうやって|切れ(?:た|て)|初めて|たこと(?:が|は|も)?(?:一度も)?(?:な[いく]|ありませ)|断[らわ]れ|(?:つて|コネ|縁)(?:が|は)?(?:な|あり?ま?せ)|敷居|まだ)"
)
_PARTNER_HELD = re.compile(
    r"(?:話(?:が|も|を)|共同(?:研究|開発)(?:を)?(?:し(?:て|た)|中|の経験)|取引(?:が|し|は)|組んで|一緒に(?:やって|作って|開発して|研究して)|付き合い(?:が|は)あ(?!りませ)|やって(?:い)?(?:る|ます))"
)
_ATTENDED = re.compile(r"通(?:って|う|い)|入っ|行っ|在籍|勤め|働い|世話になって|教わ|合格|受か|進[学ん]")
"""What somebody of the family does at a university or bank, and no tie of the business: 大学に娘が｜通って."""


_SPEAKERS = ("bank", "support_agency", "university", "local_government")
"""Who may be the one that asks, and is no partner then: 信用金庫の者です."""
_LACK_REACH = 12
"""Letters after what ties the client to a partner within which it says that the tie is lacking."""


def state_read(text: Told) -> Iterator[Found]:
    """Finances and certificates: what is so, and what the client says is not.

    ``２期連続赤字`` → loss; ``赤字ではない`` → loss, not holding; ``ISO9001はまだ取っていない`` → not holding
    """
    yield from _finances(text)
    yield from _certificates(text)


def _finances(text: Told) -> Iterator[Found]:
    found: dict[str, Found] = {}
    for value, pattern in words_for("finance").items():
        told = []
        for match in pattern.finditer(text.plain):
            if text.is_of_others(match.start()) or text.is_past(match.start()):
                continue
            rest = text.plain[match.end() : text.clause_at(match.start()).end]
            if _SUPPOSED.search(text.plain[: match.start()]):
                continue
            if _NOT_YET_SO.match(rest) or _TURNED_OF_LATE.match(rest):
                continue
            denied = _NOT_SO.match(rest) or _FAR_FROM_SO.match(rest)
            told.append(Found("finance", value, *match.span(), holds=not denied))
        if told:
            found[value] = next((one for one in told if one.holds), told[0])
    for value, pattern in words_for("not_finance").items():
        for match in pattern.finditer(text.plain):
            if not (text.is_of_others(match.start()) or text.is_past(match.start())):
                found[value] = Found("finance", value, *match.span(), holds=False)
    if all(value in found and found[value].holds for value in ("loss", "profit")):  # 赤字だったが黒字になった
        del found[min(("loss", "profit"), key=lambda value: found[value].start)]
    yield from found.values()


def _certificates(text: Told) -> Iterator[Found]:
    for name, pattern in words_for("certificate").items():
        told = [
            one
            for match in pattern.finditer(text.plain)
            if not (text.is_of_others(match.start()) or text.is_past(match.start()))
            for one in _certificate(text, name, match)
        ]
        if told:
            yield told[-1]
    yield from _other_certificates(text)


def _other_certificates(text: Told) -> Iterator[Found]:
    """What a client says it holds under a name the words have not: オスカー認定をもらっている."""
    known = [
        match.span()
        for pattern in words_for("certificate").values()
        for match in pattern.finditer(text.plain)
    ]
    for match in words_for("certified")["named"].finditer(text.plain):
        is_known = any(start < match.end() and match.start() < end for start, end in known)
        if is_known or text.is_of_others(match.start()) or text.is_past(match.start()):
            continue
        stance = text.stance(match.end())
        if stance != "wanted" and not _ASKS.search(text.rest(match.end())):
            yield Found("certificate", match["name"], *match.span(), holds=stance == "told")


def _certificate(text: Told, name: str, match: re.Match[str]) -> Iterator[Found]:
    stance, rest = text.stance(match.end()), text.rest(match.end())
    if text.is_only_named(match.end()):
        return
    begin = next((start for start, end in text.sentences if start <= match.start() < end), 0)
    if words_for("certified")["nothing"].search(text.plain[:begin]) and _ALSO.match(rest):
        yield Found("certificate", name, *match.span(), holds=False)
        return
    clause = text.clause_at(match.start())
    lapsed = _LAPSED.match(rest) or (clause.contrasted and _LAPSED.match(text.plain, clause.after))
    if stance == "denied" or lapsed:
        yield Found("certificate", name, *match.span(), holds=False)
    elif stance == "wanted":
        if not _ASKS.search(rest):
            yield Found("certificate", name, *match.span(), holds=False)
    elif _HELD.match(rest) and not _ASKS.search(rest):
        yield Found("certificate", name, *match.span())


def partners_read(text: Told) -> Iterator[Found]:
    """Whom a client works or deals with, and whom it lacks.

    ``大学とも話が出てる`` → university; ``大学とのつてはない``, ``大学を紹介してほしい`` → university, not holding;
    ``大手と取引`` → large_company; ``息子が大学に行っている`` → nothing
    """
    abroad = [match.span() for match in words_for("partner")["overseas"].finditer(text.plain)]
    speakers = [
        match.span() for kind in _SPEAKERS for match in words_for("organisation")[kind].finditer(text.plain)
    ]
    for value, pattern in words_for("partner").items():
        told = []
        for match in pattern.finditer(text.plain):
            relation = _RELATION.match(text.plain, match.end())
            another = speakers if value == "overseas" else [*abroad, *speakers]
            if not relation or any(start <= match.start() < end for start, end in another):
                continue
            if _ATTENDED.search(relation.group()) and _of_family(relation.group()):
                continue
            near = min(text.clause_at(match.start()).end, relation.end() + _LACK_REACH)
            rest = text.plain[match.end() : max(near, relation.end())]
            lacked = bool(_PARTNER_LACKED.search(rest)) and not _PARTNER_HELD.search(rest)
            told.append(
                Found("partner", value, match.start(), max(relation.end(), match.end()), holds=not lacked)
            )
        if told:
            yield next((one for one in told if one.holds), told[0])


def _of_family(said: str) -> bool:
    """Whether somebody of the client's family is its subject: 「に娘が通って」."""
    return any(
        re.match(r"[がはも]", said[match.end() :]) for match in words_for("whose")["family"].finditer(said)
    )
