"""What a section is headed by that answers a kind of question: 「■ 持ち物」 for 何を持っていけばいい."""

from __future__ import annotations

import re

from assistant.text.normalise import fold

_SECTIONS = tuple(
    (re.compile(asked), re.compile(heading))
    for asked, heading in (
        (r"持(?:ち物|って(?:い|行|く|来|き)|ってく)|持参|用意", r"持ち?物|持参|準備|用意"),
        (r"書類|添付|様式|何(?:を|が)?(?:出|提出|要|必要)|必要なもの", r"書類|提出物|添付|必要なもの"),
        (
            r"申し?込|手続|手順|流れ|段取り|どうやって|どうすれば|どうしたら|まず(?:は|どこ|何)|やり方|方法",
            r"申し?込|申請(?:方法|の流れ|手続)|手続|手順|流れ|方法|ステップ|step",
        ),
        (
            r"対象|条件|要件|資格|誰が|使え(?:る|ます|ん)|出(?:れ|られ)(?:る|ます)|参加でき|申請でき|いける|受けられ",
            r"対象|要件|条件|資格|利用できる|申込みできる|申請できる",
        ),
        (r"どこ|場所|会場|住所", r"会場|場所|所在|開催地"),
        (r"電話|連絡先|問い?合わせ|メール", r"問い?合わ?せ|連絡先|窓口|担当"),
        (r"いつまで|締め?切|〆切|期限|期間|いつから", r"期間|締め?切|期限|日程|スケジュール"),
        (r"いつ|何日|日時|何時|何曜", r"日時|日程|開催日|期間"),
        (r"いくら|なんぼ|料金|費用|値段|何円|無料", r"料金|受講料|参加費|費用|手数料|会費|使用料|利用料"),
        (r"変わ|変更|違う|去年と|前と", r"変更|改正|改定|見直し"),
    )
)
"""What is asked, and the heading under which it is told."""


def is_section_of(plain: str, heading: str) -> bool:
    """Whether a heading is that of the section which answers a normalised question.

    ``どうやって申し込むん`` and ``■ 申込方法`` → True
    """
    folded = fold(heading)
    return any(asked.search(plain) and told.search(folded) for asked, told in _SECTIONS)
