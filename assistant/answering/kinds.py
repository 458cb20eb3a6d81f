"""The kind of thing a question asks for: an amount, a rate, a place, a reason, a measure that would fit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from assistant.answering.asked import FOR_WHOM, MAY_HAVE_IT, NOBODY_BY_NAME, SEVERAL_AT_ONCE
from assistant.answering.beside import Aside
from assistant.answering.heads import Head
from assistant.text.asking import OF_SOMEBODY, OPEN_INTERROGATIVE
from assistant.text.programmes import GRANT

Kind = Literal[
    "amount", "rate", "date", "duration", "count", "place", "person", "contact", "list", "definition", "procedure",
    "yes_no", "reason", "comparison", "calculation", "which_measure", "small_talk", "out_of_scope", "other",
]  # fmt: skip
"""``date`` is a deadline too; ``duration`` how long something lasts."""

_MEASURE = rf"(?:{GRANT}|支援策?|制度|施策|税制|融資|事業|メニュー|プログラム|窓口|専門家派遣)"
_WHICH_MEASURE = re.compile(
    rf"(?:使え|使いたい|活用でき|利用でき|受けられ|もらえ|合[うっい]|向[いく]|勧め|すすめ|おすすめ|お勧め|役立|当てはま|ぴったり|何か|なにか|よさそうな|いい)"
    rf"[^。?]{{0,14}}{_MEASURE}[^。?]{{0,4}}(?:は|って|を|が|、|ある|あり|ない|な[いか]|どれ|どんな|何|\?|$)"
    rf"|{_MEASURE}(?:は|って|を|で)?[^。?]{{0,6}}(?:探して|使えそう|使えるもの|使えるの(?:は|って)|おすすめ)"
    rf"|(?:何か|なにか|何が|なにが|何を|ほかに|他に|どれが|どの(?:{GRANT}|支援策?|制度|施策|税制|融資|メニュー|プログラム)(?:が|を|は|なら))"
    r"[^、。?]{0,8}(?:使え(?:る(?!よう)|ま|そう)|使いたい|活用でき|利用でき|当てはま|受けられ|(?<![話し問見組割試場])合[うっ])"
    rf"|(?:使え|活用でき|利用でき|受けられ|申し?込め|申請でき|応募でき|間に合)う?る?(?:もの|{_MEASURE})(?:は|って|が|も)?(?:[?。]|$|ある|あり)"
)
_ASKS_ITS_NAME = re.compile(
    r"(?:何て|なんて|何という|なんという|何ていう|なんていう|どういう)(?:名前|名称|の?制度|題)|名前(?:は|って)?[?？。]*$|題名"
)
"""Who knows what a measure does asks for its name, not for one that would fit."""
_COMPARISON = re.compile(
    r"違い|違う(?:の|ん)|(?:何|なに|どこ)がちゃう|どうちゃう|比べ|比較|どちらが|どっち|(?<![時格落誤段偏])差は|(?:より|から)(?:増え|減|変わ)"
)
_CALCULATION = re.compile(
    r"(?:計算|試算)(?:して|する|すると|したら)|合計.{0,8}(?:いくら|何円|なんぼ)|"
    r"(?<![0-9,.])[0-9][0-9,.]{0,15}\s?[千百]?[万億]?円?(?:の|で|を|なら|だと|が|だけ)[^。]{0,40}(?:いくら|何円|なんぼ|何万)"
)
_WHEN = re.compile(r"いつ(?!でも)(?!.*(?:いくら|何円|何割|何%))")
_PERSON = re.compile(
    rf"""
    (?:人|方|先生)[、,]?(?:の|お)?名前
    |(?:なんて|何て|何と|なんと)(?:いう|言う|おっしゃる)(?:人|方|先生)
    |お名前
    |{OF_SOMEBODY}
    |{NOBODY_BY_NAME}(?:誰|だれ|どなた)(?!でも|も|{FOR_WHOM})
    |何という人|どちらの先生
    |(?:理事|会|座|所|社|局|部)?長の(?:お?名前|氏名)
    """,
    re.VERBOSE,
)
_CONTACT = re.compile(r"どこに(?:電話|連絡|問い?合わせ|相談|聞け|聞い)")
_PLACE = re.compile(r"どこ(?!まで|でも|が(?:違|多|変))|場所|所在地|住所|どちらに(?:あ|所在)")
_REASON = re.compile(r"なぜ|なんで(?!す|し|でき)|どうして|理由|わけは|背景")
_DEFINITION = re.compile(
    r"何をする(?:もの|ところ|所|機関|制度|事業|仕組み|会議)|どういう(?:もの|制度|事業|意味)"
)
_PROCEDURE = re.compile(
    r"手続き?|(?:申請|申し?込み?|登録|応募|利用|認定|受け)の?(?:方法|仕方|やり方)|使い方|やり方|書き方|求め方|どうすれば|どうやって|どうしたら|"
    r"どういう(?:段取り|流れ|手順|順)|流れ|手順|順番(?!待)|順に|段取り|進め方|(?:する|受ける|取る|もらう|なる|使う|入る|出す)には"
)
_LIST = re.compile(
    r"どんな|どのような|種類|一覧|全部|すべて|全て|ぜんぶ|挙げ|何と何|内訳|要件|条件|構成員?|メンバー|メリット|デメリット|機能|"
    r"対象(?:業種|者|経費|企業|地域)?(?:は|って|を|の?$|\?|、)|(?:誰|だれ|どなた)(?:"
    rf"{FOR_WHOM})|{MAY_HAVE_IT}|対象者?(?:は|って)(?:誰|だれ|どなた)|(?:必要|出す|提出する?|もらう)書類|書類(?:は|って|\?|$)|何[がをに]|何(?:そろえ|揃え|用意|いる|要[るり]|つけ|付け|持って)"
)
_AMOUNT = re.compile(
    r"(?:会費|料金|費用|(?:利用|相談|手数|使用|参加|受講)料|値段|価格|予算|額)(?:は|って|を|が|も|と|\?|$)"
)
_COUNT = re.compile(
    r"(?:[^率額料費]数|件数|社数)(?:は|って|を|が|も|と|教|知|\?|$)|(?:どれ|どの)(?:くらい|ぐらい)(?:い[るまた]|あ[るり])"
)
_YES_NO = re.compile(
    r"(?:ます|です|ました|でした|ません)か(?:ね|な)?[?。]*$|(?:の|ん)(?:ですか|でしょうか|かな|だっけ|でしたっけ)?[?。]*$|"
    r"(?:る|た|い|ない|可|可能|必要|中|まだ|対象)[?]+$|でしょうか[?。]*$|か[?。]*$|かな[?。]*$"
)
_OPEN = re.compile(OPEN_INTERROGATIVE)
_BY_VALUE: dict[str, Kind] = {
    "amount": "amount", "rate": "rate", "date": "date", "duration": "duration", "count": "count", "contact": "contact",
    "hour": "date", "ahead": "date",
}  # fmt: skip


_OTHER_THAN_NAMED = re.compile(
    rf"ほかに|他に|別に|どれが|どの(?:{GRANT}|支援策?|制度|施策|税制|融資|メニュー)|(?:使え|活用でき|利用でき|受けられ)る(?:もの|{GRANT}|支援策?|制度|施策|税制|融資)"
)
_OF_A_PART = re.compile(r"経費|ようになっ|話し合|設備は何|費目")
"""What is asked of a programme and not for one: 何が当てはまる経費."""


def asks_for_measure(plain: str, *, names_one: bool = False) -> bool:
    """Whether a normalised question looks for a measure that would fit.

    Args:
        plain: the question.
        names_one: whether it names a programme; then only for others beside it: 持続化補助金に落ちました。ほかに使えるものは?
    """
    if _ASKS_ITS_NAME.search(plain) or _OF_A_PART.search(plain):
        return False
    return bool(_WHICH_MEASURE.search(plain)) and (not names_one or bool(_OTHER_THAN_NAMED.search(plain)))


def kind_of(
    plain: str, heads: Sequence[Head], is_definition: bool, aside: Aside | None, has_subject: bool
) -> Kind:
    """What a normalised question asks for; the more telling words decide.

    ``マル経の限度額は`` → amount; ``使える補助金ある?`` → which_measure; ``bilはどこにある`` → place

    Args:
        plain: the question, normalised.
        heads: kinds of value found in it.
        is_definition: whether it asks what something is.
        aside: set where it is no question for the documents.
        has_subject: whether it names something; a question about a programme does not look for one.
    """
    if aside:
        return aside.kind
    special = [_BY_VALUE[head.kinds[0]] for head in heads if not head.general]
    words: tuple[tuple[bool, Kind], ...] = (
        (bool(_COMPARISON.search(plain)), "comparison"),
        (bool(_CALCULATION.search(plain)), "calculation"),
        (
            not has_subject and not special and asks_for_measure(plain),
            "which_measure",
        ),
        (bool(_CONTACT.search(plain)), "contact"),
        (bool(special) and bool(_WHEN.search(plain)), "date"),
        (bool(special), special[0] if special else "other"),
        (bool(_PERSON.search(plain)), "person"),
        (bool(_REASON.search(plain)), "reason"),
        (bool(SEVERAL_AT_ONCE.search(plain)), "procedure"),
        (is_definition or bool(_DEFINITION.search(plain)), "definition"),
        (bool(_PROCEDURE.search(plain)), "procedure"),
        (bool(_PLACE.search(plain)), "place"),
    )
    for applies, kind in words:
        if applies:
            return kind
    return _less_telling(plain, heads)


def _less_telling(plain: str, heads: Sequence[Head]) -> Kind:
    if heads and (len(heads[0].kinds) == 1 or heads[0].kinds[0] == "date"):
        return _BY_VALUE[heads[0].kinds[0]]
    if _COUNT.search(plain):
        return "count"
    if heads or _AMOUNT.search(plain):
        return "amount"
    if _YES_NO.search(plain) and not _OPEN.search(plain):
        return "yes_no"
    return "list" if _LIST.search(plain) else "other"
