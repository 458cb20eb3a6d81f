"""Kinds of value people ask for by name, and what an answer to them must or tends to hold."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.text.asking import COUNTED_PEOPLE, OF_SOMEBODY
from assistant.text.titles import NAMED_AS
from assistant.text.values import ValueKind


@dataclass(frozen=True, slots=True)
class Head:
    """A kind of figure people ask for by name.

    ``asked`` finds it in a question; a sentence answers it when it holds one of ``kinds`` and
    ``evidence`` (None: any sentence with such a value). A general one is taken only where no other is.
    """

    label: str
    kinds: tuple[ValueKind, ...]
    asked: re.Pattern[str]
    evidence: re.Pattern[str] | None = None
    general: bool = False


_BARE_RATE = r"(?<![一-龥ァ-ヶ])率(?=と|は|って|だけ|だと|[?、。]|$|も|なん|いく|どう|どれ)"
"""率 that stands alone; of a grant it is the 補助率, of anything else a share."""
SEVERAL_AT_ONCE = re.compile(
    r"(?:^|[、。?\s])(?:どこ|誰|だれ|いつ|何)[^、。?0-9]{0,6}、(?:どこ|誰|だれ|いつ|何)[^、。?0-9]{0,6}、?(?:どこ|誰|だれ|いつ|何|どう)"
)
"""Where, when and what in one breath: who asks so asks how it is done."""
DEADLINE = "申請期限"
HEADS = (
    Head("電話番号・連絡先", ("contact",), re.compile(r"(?<!から)電話(?! ?[(:]?[0-9]|で|口|中|から|して|が(?:かか|あ[りっ]|来)|を(?:受け|もら|いただ))|メール(?!マガジン)|url|(?:直通|携帯|内線)(?:の)?番号|(?:ホームページ|hp|サイト|web)の?アドレス|ファックス|fax")),
    Head(
        "問い合わせ先", ("contact", "desk"), re.compile(r"連絡先|問い?合わ?せ先"),
        re.compile(r"^[^一-龥ぁ-んァ-ヶ]{0,4}(?:お?問い?合わ?せ|連絡先|窓口|担当|申込先)|電話|tel|fax|@|https?|(?<![0-9])0[0-9]{1,4}-"),
    ),
    Head("補助率", ("rate",), re.compile(rf"補助率|助成率|補助割合|何割(?:まで|くらい|ぐらい)?(?:補助|助成|出)|(?:補助|助成)[^、。?]{{1,12}}{_BARE_RATE}"), re.compile(r"補助率|助成率|補助割合|支払い率")),
    Head("控除率", ("rate",), re.compile(r"控除率|何%控除|税額控除"), re.compile(r"控除")),
    Head("割増", ("amount", "rate"), re.compile(r"(?:いくら|何割|何%|どれ(?:くらい|ぐらい|だけ)|どの(?:くらい|ぐらい))(?:の)?(?:増し|上乗せ|加算|割り?増し?)|割増料?"), re.compile(r"加え|加算|割り?増|上乗せ|増し")),
    Head("利率", ("rate",), re.compile(r"利率|金利|利息"), re.compile(r"利率|金利")),
    Head(
        "上限額", ("amount",),
        re.compile(r"上限額?|限度額|補助額|助成額|最大いくら|最大で?何(?![日人社件年回名かヵヶカ])|いくらまで|いくら(?:もらえ|出る|借り|補助)|どこまで(?:出|もら|補助|借)|満額"),
        re.compile(r"上限|限度|最大|以内|まで"),
    ),
    Head(
        DEADLINE, ("date", "duration", "anytime"),
        re.compile(r"(?:申請|応募|提出|申込)?(?:の)?(?:締め?切り?|〆切|期限)|公募期間|申請期間|(?<!から)いつまで(?!の(?:目標|計画|予定)|に(?:は|、)?(?:作|つく|まとめ|決め|完成|整備))|公募(?:開始|は?いつ)|次の公募|次回の公募|募集(?:中|やって|して)|(?:まだ|もう|今|いま|現在)(?:も|から|でも|、)?(?:申し?込め|申請でき|応募でき|間に合)(?!る?(?:補助金|助成金|制度|支援|施策|融資|もの|の(?:は|って|が)))"),
        re.compile(r"締め?切|期限|公募(?:開始|期間|締)|(?:受け?付け?|募集|申請|換金|申し?込み?|取り?扱い?|応募|提出|公募|利用|使用|有効)期間|間有効|まで[^。]{0,8}(?:公開|配信|視聴|閲覧)|(?:まで|以内|早い日)[^。]{0,30}(?:の提出|を提出)|申し?込み?受け?付け?|(?:随時|通年で?)(?:、|お)?(?:受け?付|募集|申し?込|承)|必着|まで(?:に|の)?(?:受け?付|送|返送|連絡|予約|届|納付|支払|申し?込|応募|提出|申請|お申)|まで[^。]{0,4}募集|(?:[0-9](?:営業日|日|週間|か月)前|前日|当日)(?:の[^、。]{0,8})?まで|(?:年|月|日|週間)以内に[^。]{0,12}(?:申請|届|提出|手続)"),
    ),
    Head("定員", ("count",), re.compile(r"定員(?!に)"), re.compile(r"定員|先着|募集人[数員]")),
    Head("予算・規模", ("amount",), re.compile(r"予算|(?<![小中大])規模|総額"), re.compile(r"予算|規模|総額|億|兆")),
    Head("金額", ("amount",), re.compile(r"いくら|なんぼ(?!(?:くらい|ぐらい)に)|何円|何[千万億](?!人|社|件|者|名|台|か所|[ヵヶカ]所|箇所|校|回|時間)|金額|値段|月額|年額|有料|無料|お金(?:は|が)?かか|料金|手数料|タダ|ただで|(?:参加|受講|利用|使用|相談|入場)(?:料|費)(?=は?[?。]|って?[?。]|は?$|を教)"), general=True),
    Head("割合", ("rate",), re.compile(rf"何割|何%|何パー|何パーセント|何ﾊﾟｰｾﾝﾄ|半分(?:以上|超|を超|を切|切|いって|は?おら|は?い[なる])|割合|比率|率は|何分の|{_BARE_RATE}"), general=True),
    Head("期間", ("duration",), re.compile(r"何(?:年|分)間|何年(?:経|たっ|たち|過ぎ)|(?:年|月|日)数(?=は|って|が|も|を|[?、。]|$)|何年分|何か月|何ヶ月|何カ月|何日(?:分|以内|前|後|(?:くらい|ぐらい|ほど)?で(?:結果|でき|出来|届|もら|出|終|返|着|仕上|審査|決))|期間(?!中|内)|何日間|(?:どれ|どの)(?:くらい|ぐらい)で(?:入|振り?込|届|終わ|結果|決ま|下り|おり|もらえ|でき|出|返)|何年まで|何年有効|何年もつ")),
    Head("日付", ("date",), re.compile(r"何日(?!間|以内|前|後|分|くらい|ぐらい|も|で(?:結果|でき|出来|届|もら|終|返|着|仕上))"), re.compile(r"[0-9]{1,2}\s?日(?!間)|[0-9]{1,2}/[0-9]{1,2}")),
    Head("時刻", ("hour",), re.compile(r"何時(?!間|代|点)"), general=True),
    Head("時期", ("date",), re.compile(r"いつ|何年|何月|何日|時期|日程"), general=True),
    Head(
        "数", ("count",),
        re.compile(rf"何[千万億]?(?:社|件|{COUNTED_PEOPLE}|人|名|校|回|台|か所|ヶ所|カ所|箇所|機関|地域|団体|業種|拠点|個|つ(?!け|か|く|な)|種類|都県|大学|プロジェクト|プログラム)|いくつ|件数|社数|(?<!少)人数|数は"), general=True,
    ),
    Head("数値", ("amount", "rate", "count", "duration"), re.compile(r"どのくらい|どれ(?:くらい|ぐらい|だけ|ほど)|どのぐらい|なんぼ(?:くらい|ぐらい)に"), general=True),
)  # fmt: skip


_SHARE_OF = re.compile(
    r"(?<![一-龥ァ-ヶー])(?P<what>[一-龥]{2,6})(?<![効能比確])率(?=(?:って|は|の|を|が|も|、|と)?(?:[^、。?]{0,6}(?:どれ|どの|いくら|何[%割パ]|なん[%割パ])|[?。]|$|教え))"
)
"""採択率ってどれくらい: the share of something by its name."""
_SPELT_OUT = re.compile(r"なん(?=社|件|人|名|円|割|%|パー|年|月|日|か所|回|つ)")
_HOW_MUCH = re.compile(r"どん(?=くらい|ぐらい)")
_NAMED_AMOUNT = re.compile(
    r"(?:(?:利用|相談|手数|使用|参加|受講|検査|試験|加入|委託|賃貸|会|年会|月会)(?:料|費)|料金|費用|値段|価格|家賃|会費|お金|代金)(?:は|って|を|が|も|と|、|,)?[^、。]{0,6}?(?:どの|どれ|どん)(?:くらい|ぐらい|だけ|ほど)(?:かか|要|必要|払|する|です|だ|に|$|\?)"
)
"""利用料どれくらい: of money, though どれくらい may be of anything."""


def heads_in(plain: str) -> tuple[Head, ...]:
    """The kinds of value a normalised question asks for, in its order; at most one general one.

    ``上限いくら？締切も`` → (上限額, 申請期限): いくら belongs to the ceiling; ``どこへ、いつまでに、何を出すの`` → (): how it is done
    """
    plain = spelt_out(plain)
    if SEVERAL_AT_ONCE.search(plain):
        return ()
    found = [(match.start(), head) for head in HEADS if (match := head.asked.search(plain))]
    special = [head for _, head in sorted(found, key=lambda pair: pair[0]) if not head.general]
    if not special and (share := _SHARE_OF.search(plain)):
        return (_share_of(share["what"]),)
    general = sorted(found, key=lambda pair: pair[0])[:1]
    return tuple(special) or tuple(_narrowed(head, plain) for _, head in general)


def _share_of(what: str) -> Head:
    """A rate by its name: 採択率 must be told of what is 採択, 県内就職率 of what is 就職."""
    said = what if len(what) < 4 else what[-2:]
    return Head(f"{what}率", ("rate",), _SHARE_OF, re.compile(re.escape(said)))


def spelt_out(plain: str) -> str:
    """``なん件`` → ``何件``; ``どんくらい`` → ``どれくらい``"""
    return _HOW_MUCH.sub("どれ", _SPELT_OUT.sub("何", plain))


def _narrowed(head: Head, plain: str) -> Head:
    """A general kind of value, held to what the question says of it: 利用料どれくらい is of money."""
    if head.label == "数値" and _NAMED_AMOUNT.search(plain):
        return next(one for one in HEADS if one.label == "金額")
    return head


@dataclass(frozen=True, slots=True)
class Hint:
    """What a question says, and what an answering sentence then tends to hold."""

    asked: re.Pattern[str]
    answer: re.Pattern[str]
    needed: bool = False
    """Whether no sentence without it can answer: a question for a person, without a person."""


DONE_BY = re.compile(
    r"(?:誰|だれ)が(?:作|つく|造|立ち上げ|設立|運営|主催|開催|実施|始め|決め|払|負担|支払|出資|やって|担|認定|審査)"
)
"""Who does what a body may do as well as a person."""
HINTS = (
    Hint(
        re.compile(r"どこ|場所|所在"),
        re.compile(
            r"北海道|[一-龥]{1,4}[県市町村区]|か所|カ所|(?:局|県|市|大学|センター)に|に整備|に設|窓口|ビル|会場|所在|階|駅|"
            r"[一-龥]{2,4}、[一-龥]{2,4}、|ハローワーク|商工会|事務局|本部|拠点"
        ),
    ),
    Hint(
        DONE_BY,
        re.compile(
            rf"{NAMED_AS}|委員|代表|主査|主任|研究員|マネージャー|により|企業|協議会|機構|財団|センター|[省庁局県市町]が|会議所|組合|大学|機関"
        ),
        needed=True,
    ),
    Hint(
        re.compile(
            rf"誰|だれ|どなた|{OF_SOMEBODY}|何という人|(?:なんて|何て|何と|なんと)(?:いう|言う|おっしゃる)(?:人|方|先生)|どちらの先生|(?:人|方|先生)[、,]?(?:の|お)?名前|お名前"
        ),
        re.compile(rf"{NAMED_AS}|委員|代表|主査|主任|研究員|マネージャー"),
        needed=True,
    ),
    Hint(
        re.compile(r"なぜ|なんで(?!す|し|でき)|どうして|理由|背景"),
        re.compile(r"ため|から|よって|背景|要因|により|ので"),
    ),
    Hint(
        re.compile(
            r"手続き?|申請方法|どうすれば|どうやって|流れ|手順|段取り|進め方|どういう順|順番(?!待)|順に|段階"
        ),
        re.compile(r"提出|申請|届|届出|認定|応募|手続|受け(?!身)|フェーズ|ステップ|段階|まず|^1[\s.):]"),
    ),
    Hint(re.compile(r"要件|条件|対象"), re.compile(r"必須|要件|条件|対象|限|場合")),
)
