"""How a client is doing and what it is certified for.

Conventions: a certificate that is wished for, applied for or has lapsed is not held (取りたい, 申請中, 期限が切れた); one that is
only named or asked about is no facet. A loss that only threatens (赤字すれすれ) is none, nor is a profit to come
(黒字化は来期); of 赤字 and 黒字 the one told last counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.measures.told import Found, Told
from assistant.measures.words import words_for

_NOT_SO = re.compile(
    r"""
    [ぁ-ん]{0,3}?(?:
        って(?:いう)?(?:わけ|ほど)?
        |と(?:いう(?:わけ|ほど)?|まで)?
    )?(?:続き)?
    (?:
        では?|じゃ(?:あ)?
        |に(?:は|も)?(?:なって|陥って)?
        |と(?:は|も)|は|も|が
    )?(?:し(?:て)?)?(?:い|お|出て|出して|出したこと(?:は|が))?
    (?:
        な[いくし]|ま(?:せ|へ)ん|ありません|おりません|いません|ないです|免れ|回避|脱し
    )
    """,
    re.VERBOSE,
)
_FAR_FROM_SO = re.compile(
    r"""
    [ぁ-ん]{0,4}?(?:
        # not to be called so
        と(?:いう)?(?:は|も|まで(?:は|も)?|ほどで?は|わけに?は)?(?:とても|まだ|一概に)?(?:
            (?:言|い)(?:え(?:な[いく]|ませ?ん|へん)|い(?:がた|難|切れ|きれ)|か(?:な[いく]|ん)|き?ませ?ん)
            |(?:呼|よ)べ(?:な|ませ)
            |(?:言え|いえ|呼べ|よべ)る[^、。はが]{0,4}(?:で|に)?は(?:な[いく]|ありませ|ほど遠)
            |思(?:って(?:い)?な|えな|えませ)
        )
        |(?:
            # far from it, not reached
            (?:化)?(?:に)?(?:は|まで(?:は|も)?|から(?:は)?)?
            |には
        )
        (?:
            まだまだ?|もう|ほど|程|かなり|だいぶ|ずいぶん|とても
        )*
        (?:
            遠[いくのか]|届(?:か|いて(?:い)?な)|至(?:ら|って(?:い)?な)|なれ(?:な|ませ|そうに)
        )
        |(?:が|は)?(?:出|続)?(?:て)?(?:い)?(?:ない|なくて)(?:状態|状況)
    )
    """,
    re.VERBOSE,
)
"""What says that it is not, or not yet: 赤字｜とまではいきません, 黒字｜はまだ遠い."""
_NOT_YET_SO = re.compile(
    r"""
    (?:
        # it threatens
        に?転落し(?:そう|かね)
        |に(?:
            な(?:り(?:そう|かね|かけ)|る(?:かも|おそれ|恐れ|と|前|の(?:が|は|を)|見|可能)|ったら|れば)
            |転落し(?:そう|かね)|は(?:したく|なりたく)
        )
        |寸前|すれすれ|ぎりぎり
        # it is to come
        |(?:化)?(?:に(?:な(?:る|れる)|できる)?の?)?は(?:早くて|たぶん|おそらく)?(?:来|再来|次|数年|[0-9]+年後)
        |だと(?:融資|無理)?…?か|覚悟
        # it is over
        |(?:から|を)?(?:脱却|脱出|脱し|解消)(?:し(?:た(?!い)|まし)|済)
        |から(?:黒字|やっと|ようやく|立ち直)
    )
    """,
    re.VERBOSE,
)
_SUPPOSED = re.compile(
    r"(?:もし|万一|万が一|仮に)[^。!?\n]*$|(?:たら|れば|なると)[^。!?\n]{0,10}$|(?:来期|来年度?)(?:は|こそ|に(?:は)?|から)[^、。!?\n]{0,8}$"
)
"""What makes a state only supposed or to come: EVになったら｜仕事がなくなる, 来期は｜黒字の見込み."""
_TURNED_OF_LATE = re.compile(r"(?:に|へ)?(?:したい|戻したい|なりたい|転換したい|目指)")
_HELD = re.compile(
    r"""
    [^、。]{0,10}?(?:
        取得
        |[取と]っ(?:て(?:い|お|あ|る|ま)|た(?!い|ら))
        |持って(?:い(?!た)|お|る|ま)|持ち(?:です|、|で)|あり(?:ま|、|$)
        |ある(?!と|なら|の(?:か|は|と)|んです(?:か|よね\?))
        |受け(?:て(?:い|お|る|ま|あ)|た(?!い|ら)|まし)
        |もら(?:って(?:い|お|る|ま)|った|いま)
        |下り(?:た|て|まし)|おり(?:た|まし)|承認(?:済|され|が|を|は)
        |認定(?:済|され|が|を|は|事業者|企業|工場|店|の(?:工場|会社|事業者|農|企業))
        |認証(?:済|され|が|を|は|工場|企業|の工場)
        |採択|済み?|更新|通っ(?:て(?:い|る)|た(?!ら))
        |対応(?:済|し(?:て(?:い|る|お)))
        |宣言(?:し(?:て(?:い|る|お)|た|まし)|済|を)
        |登録(?:し(?:て(?:い|る|お)|た|まし)|済)
        |です(?!か)
        |出し(?:て(?:い|る|あ)|た(?!い|ら))
    )
    |(?=\s?(?:[、。/・\s]|$))
    """,
    re.VERBOSE,
)
_LAPSED = re.compile(
    r"[^、。]{0,8}?(?:切れ|失効|(?:持って|取って|受けて)(?:い)?た(?!だ)|返上|期限が過ぎ|取り消|更新し(?:て(?:い)?な|ません|なかった))"
)
_ALSO = re.compile(r"も\s*(?:$|、)")
"""What follows a certificate that is listed after 認定は何も取っていない."""
_ASKS = re.compile(
    r"(?:です|ます|でしょう|ません|ない|の|だろう|いい|ある|ん)?(?:です)?か(?:ね|な|しら)?\s*(?:$|[?。])|\?|教えて|知りたい|とは何|って何|って、?どう"
)


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
