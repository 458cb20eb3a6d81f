"""By what means something may be done, where that is asked and no sentence speaks of it: オンラインでも受けられる？, カードで払える？"""

from __future__ import annotations

import re

from assistant.answering.asked import Hint

_MEANS = (
    (r"オンライン|zoom|ズーム|リモート|web会議|ウェブ会議", r"オンライン|zoom|teams|web|ウェブ|リモート|遠隔|テレビ会議"),
    (r"郵送|郵便", r"郵送|郵便|送付|書留|持参|フォーム|窓口"),
    (r"ファックス|fax", r"fax|ファックス|ファクシミリ"),
    (r"メール(?!マガジン)", r"メール(?!マガジン)|電子(?!化)|@"),
    (r"(?<![一-龥ァ-ヶー])(?:クレジット)?カード(?!ローン)|キャッシュレス|paypay|電子マネー", r"カード|キャッシュレス|電子マネー|現金|支払い?[はを]"),
    (r"分割(?:払い)?", r"分割|回払い|分納|月払い"),
    (r"動画|録画|アーカイブ|見逃し", r"動画|録画|アーカイブ|配信|映像"),
    (r"英語|外国語|中国語|ベトナム語|通訳", r"英語|外国語|英文|通訳|多言語|中国語|ベトナム語|日本語"),
    (r"託児|子連れ|子ども(?:を|も)?連れ", r"託児|子連れ|保育|お子"),
    (r"車椅子|車いす|バリアフリー|手話", r"車椅子|車いす|バリアフリー|手話|障が?い"),
)  # fmt: skip
"""What is asked by, and what a sentence that speaks of it says."""
_MAY = r"(?:払い)?(?:でも|とか(?:で|でも)?|も|は|で|を?使って)[^。、?]{0,14}(?:受け|申し?込|申請|でき|使え|払え|払い|見[れら]|参加|相談|対応|可能|大丈夫|いい|ええ|ok|あ[りる])"
PAPERS = Hint(
    re.compile(
        r"何を(?:出[すせし]|提出|用意|持って|持参|添付|付け|つけ|揃え|そろえ)|何が(?:要[るり]|いる|いります|必要)"
    ),
    re.compile(r"書類|写し|申込書|申請書|証明書|添え|添付|持参|持ち物"),
)
"""What must be brought or handed in, asked without a word for papers."""
_HINTS = tuple(Hint(re.compile(rf"(?P<means>{asked}){_MAY}"), re.compile(told)) for asked, told in _MEANS)


def means_in(plain: str) -> Hint | None:
    """The means a question asks about, with what a sentence that speaks of it says: ``オンラインでも受けられる`` → オンライン, web, 遠隔, …

    Args:
        plain: the question, normalised.
    """
    return next((hint for hint in _HINTS if hint.asked.search(plain)), None)


def name_of_means(means: Hint, plain: str) -> str:
    """What a question calls it: ``カードで払えますか`` → ``カード``"""
    found = means.asked.search(plain)
    return found["means"] if found else ""
