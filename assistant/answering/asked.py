"""What a question asks for: the kinds of value it names, and what a sentence that answers tends to hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.heads import HEADS, Head
from assistant.answering.row_conditions import asks_which, picking
from assistant.text.asking import OF_SOMEBODY
from assistant.text.normalise import fold
from assistant.text.titles import NAMED_AS

SEVERAL_AT_ONCE = re.compile(
    r"(?:^|[、。?\s])(?:どこ|誰|だれ|いつ|何)[^、。?0-9]{0,6}、(?:どこ|誰|だれ|いつ|何)[^、。?0-9]{0,6}、?(?:どこ|誰|だれ|いつ|何|どう)"
)
"""Where, when and what in one breath: who asks so asks how it is done."""
_SHARE_OF = re.compile(
    r"(?<![一-龥ァ-ヶー])(?P<what>[一-龥]{2,6})(?<![効能比確])率(?=(?:って|は|の|を|が|も|、|と)?(?:[^、。?]{0,6}(?:どれ|どの|どんな(?:もん|もの|感じ|くらい)|いくら|何[%割パ]|なん[%割パ])|[?。]|$|教え))"
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


FOR_WHOM = (
    r"向け|が(?:対象|使|申|利用|借り|受けられ|もらえ|応募|入れる|加入|でき|(?:参加|受講|登録)(?:でき|可))"
)
"""After 誰: who may have it, which no name of a person answers."""
MAY_HAVE_IT = r"(?:でき|使え|もらえ|受けられ|借りられ|入れ)るのは(?:誰|だれ|どなた)"
NOBODY_BY_NAME = r"(?<!対象は)(?<!対象って)(?<!対象者は)(?<!できるのは)(?<!使えるのは)(?<!もらえるのは)(?<!られるのは)(?<!入れるのは)"
"""Before 誰, the same: 利用できるのは誰."""
DONE_BY = re.compile(
    r"(?:誰|だれ)が(?:作|つく|造|立ち上げ|設立|運営|主催|開催|実施|始め|決め|払|負担|支払|出資|やって|担|認定|審査)"
)
"""Who does what a body may do as well as a person."""
DECISIONS = re.compile(
    r"(?:何|なに|どんなこと)[がを]?(?:決ま|決め|議決|可決|承認)|決(?:まった|めた)(?:こと|事項|内容)|(?:決定|議決|決議)(?:事項|したこと)|協議結果"
)
"""What asks for what was decided."""
HINTS = (
    Hint(
        re.compile(r"題名|タイトル|書名|(?<![一-龥])題(?:は|って|、?(?:何|なん))"),
        re.compile(r"[「『][^「」『』]{2,40}[」』]"),
    ),
    Hint(
        re.compile(r"どこ|場所|所在|方面"),
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
            rf"{NOBODY_BY_NAME}(?:誰|だれ|どなた)(?!{FOR_WHOM})|{OF_SOMEBODY}|何という人|(?:なんて|何て|何と|なんと)(?:いう|言う|おっしゃる)(?:人|方|先生)|どちらの先生|(?:人|方|先生|担当(?:者|さん|者さん)?)[、,]?(?:の|お)?(?:名前|氏名)|お名前"
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
    Hint(
        DECISIONS,
        re.compile(r"決定|承認|可決|議決|(?:する|行う|開く|設ける)(?:ことと(?:した|する)|。)"),
    ),
    Hint(
        re.compile(r"要件|条件|対象"),
        re.compile(r"必須|要件|条件|対象|限|場合"),
    ),
    Hint(
        re.compile(r"(?:^|[、。 ])次(?:の|は|って|回|、)(?=[^。?]{0,12}(?:いつ|何[日時月]|日程|どこ|会場))"),
        re.compile(r"次回|次の|次は|次に"),
    ),
    Hint(
        re.compile(rf"(?:誰|だれ|どなた)(?:{FOR_WHOM})|{MAY_HAVE_IT}"),
        re.compile(r"対象(?!外)|(?:事業|従業|居住|経営)者|法人|個人事業主|企業|の方|[るた]者|限"),
    ),
)


def asks_which_of(names: Sequence[str], plain: str) -> bool:
    """Whether a question asks which of some things: 土曜の相談は？, 融資で一番枠が大きいのは？; not 補助率が一番高いのは？, of whatever.

    Args:
        names: its noun phrases.
        plain: the question, normalised.
    """
    said = fold("".join(one.said for one in picking(plain)))
    return asks_which(plain) and any(not heads_in(name) and fold(name) not in said for name in names)
