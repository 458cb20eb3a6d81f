"""Clauses of a sentence that each ask something of their own: ``金利いくらで、担保は要る？``, ``何部出すんですか、メールでもいい？``"""

from __future__ import annotations

import re

from assistant.answering.heads import HEADS
from assistant.text.asking import INTERROGATIVE, OPEN_INTERROGATIVE
from assistant.text.normalise import normal_text

LEANS = re.compile(
    r"そう|それ(?!と|から|ぞれ)|その(?!後|うち|ほか|他|まま)|(?<!ど)これ|(?<![どと])この|あれ|^(?![^。]*の[^の。]{1,10}のやつは).*やつ|"
    r"(?:載って|書いて|書かれて)い?(?:る|ある)(?:の|もの|もん|やつ)?(?:は|を)?(?:全部|ぜんぶ|全て|すべて)|(?<![何幾])人(?:です|なの)?か?[?？。]*$|^(?:って|と(?:いう|聞|言))|"
    r"^(?:で|あと)?[、]?(?:どこの|何の|何て|なんて|何という|なんという|どういう)+(?:誰|人|方|先生|トップ|偉いさん|役職|肩書き?|所属|部署|立場|部門|代表)(?:の人|の方)?(?:は|です|なの|なん|だっけ|やっけ|や|か|、)*[?？。]*$"
)
"""A sentence that points back into its own question belongs to it: …ですよね？2026年の会議でもそう言ってる？, …は誰？どこのトップ？"""
_BETWEEN = re.compile(
    r"(?<=か)、|(?<=んか)と、|(?<=のか)と、|(?<=[でてし])、(?=[^、]{1,15}(?:は|って))|(?<=とは)、|[、,](?=(?:あと|それと|それから|また|ついでに|あわせて))"
)
_PAUSE = re.compile(
    r"、|(?<=[ぁ-ん])[ 　]+|(?:(?<=いくら|なんぼ|いくつ)|(?<=いつ|何割|何円|何回|何分|何月))で"
    rf"(?:、|(?=[一-龥ァ-ヶー]{{2,8}}(?:は|って|が)?(?:いる|要る|{OPEN_INTERROGATIVE})))"
)
"""Where one more thing may be asked, if both sides ask: 率なんぼで上限いくら; not いくらで出店できますか."""
_ENDS_ASKING = re.compile(
    rf"(?:{OPEN_INTERROGATIVE})[^、。?]{{0,12}}$(?<![へにをがもはて])|(?:です|ます|た)か$|(?:いい|ええ)(?:の|ん|か)?$"
)
_OWN_THING = re.compile(r"[^、。?]{0,10}?(?:[一-龥]{2}|[ァ-ヶー]{3}|[一-龥](?:は|って|も))")
_WHETHER = re.compile(
    r"(?:[てで]も?(?:いい|ええ|いける|大丈夫|平気|かまへん|かまわん)|(?:いけ|でき|もらえ|使え|くれ|入れ|要|い|あ|な|入|出|戻|借り?れ|借りられ|受けられ)(?:る|ります|ます)|戻ってくる)"
    r"(?:ん|の|か|かな|んかな|のかな|んですか?|のですか?)?[?。]*$"
)
"""Ends that ask whether: メールで送ってもいい？, 日曜も使える？"""
_IN_CASE = re.compile(r"[^、。?]{1,10}(?:だと|なら|やと|の場合|だったら)")
"""会員だといくらで、非会員だといくら？ asks one thing of two."""
SHORTEST_OWN = 6
"""Letters of a clause from which it asks by itself: 半分？, どう？ go on with what stands before."""


def asks_openly(clause: str) -> bool:
    """Whether a clause asks for something by a word: an interrogative, or a kind of value."""
    plain = normal_text(clause)
    return bool(re.search(OPEN_INTERROGATIVE, plain)) or any(head.asked.search(plain) for head in HEADS)


def asks_whether(clause: str) -> bool:
    """Whether a clause of some length that begins with a thing asks whether something is so: ``教材代って別で要る？`` → True; ``いける？`` → False"""
    plain = normal_text(clause).strip()
    long_enough = len(plain) >= SHORTEST_OWN and not plain.startswith("それとも")
    return long_enough and bool(_OWN_THING.match(plain) and _WHETHER.search(plain))


def asking_clauses(sentence: str) -> list[str]:
    """Clauses of a sentence that each ask: ``何か、誰が対象か`` → ``何か``, ``誰が対象か``; the sentence where it asks one thing.

    ``一ついくらで何日かかる、カード払いできる？`` → ``一ついくら``, ``何日かかる``, ``カード払いできる？``
    """
    pieces, start = [], 0
    for begin, end in sorted(
        {one.span() for where in (_BETWEEN, _PAUSE) for one in where.finditer(sentence)}
    ):
        if begin < start:
            continue
        left, right = sentence[start:begin], sentence[end:]
        quoted = left.count("「") != left.count("」")
        if quoted or LEANS.search(normal_text(right)):
            continue
        if (_BETWEEN.match(sentence, begin) and _both_ask(left, right)) or _is_one_more(left, right):
            pieces.append(left)
            start = end
    return [*pieces, sentence[start:]]


def _both_ask(left: str, right: str) -> bool:
    # 電話当番のメモで、相談は誰に？ asks once, 金利いくらで、締切は？ twice
    asks_nothing = left.endswith("で") and not re.search(INTERROGATIVE, left)
    return not asks_nothing and asks_openly(left) and (asks_openly(right) or asks_whether(right))


def _is_one_more(left: str, right: str) -> bool:
    """Whether a clause that ends asking is followed by one that asks of a thing of its own."""
    plain = normal_text(right)
    if not _ENDS_ASKING.search(normal_text(left)) or not _OWN_THING.match(plain) or _IN_CASE.match(plain):
        return False
    return asks_openly(right) or asks_whether(right)
