"""A letter or mail: what is asked in it, without its opening, its closing and the name of who wrote it."""

from __future__ import annotations

import re

from assistant.text.asking import INTERROGATIVE
from assistant.text.normalise import normalise
from assistant.text.sentences import sentence_spans

_BODY = r"(?:銀行|信金|地銀|金庫|会議所|商工会|組合|センター|機構|公社|協会|拠点|支店|支所|[部課係室局])"
_OPENING = re.compile(
    r"お世話(?:様|さま|に(?:な(?:って|り)|なります))|高配|厚情|御礼申し上げ|突然の(?:メール|ご?連絡)|ご無沙汰|初めて(?:ご?連絡|メール)"
    r"|^[^。、]{1,20}(?:担当者?様|御中|各位|殿|先生)$|と申します|標記の件|(?:下記|以下)の(?:通り|とおり)|ありがとうございました"
    rf"|^[^。、?]{{0,24}}{_BODY}[^。、?はがを]{{0,8}}[の 　][^。、?はがを 　]{{1,5}}(?:です|でございます)。?$"
)
"""Sentences a letter opens with: a greeting, who writes, thanks for the last time."""
_LEADS_IN = re.compile(
    r"(?:以下|下記|次)の(?:点|件|こと|事項|内容|質問)[^。]{0,12}(?:ついて|を|に)[^。]{0,30}。?$"
)
"""つきましては、以下の点についてご教示いただけますでしょうか。: what is asked follows."""
_CLOSING = re.compile(
    r"お忙しい|ご?多忙|恐れ入りますが|恐縮(?:です|ですが)|幸い(?:です|に存じ)|(?:よろしく|宜しく)お願い|以上、|ご回答(?:の|を|いただ)|お返事"
)
_DIVIDER = re.compile(r"[\s　]*[─━=＝*＊_-]{4,}")
_SIGNATURE = re.compile(
    r"^[\s　]*(?:[^。?？\n]{0,60}(?:tel|fax|電話|携帯|e-?mail|メール|@)[^。?？]{0,80}$)",
    re.IGNORECASE,
)
_NO_QUESTION_WORD = re.compile(r"何卒|何とぞ|いつも|何かと|何らか")
_ASKS = re.compile(rf"{INTERROGATIVE}|[?？]|教え|知りたい|(?:でしょう|ます|です)か[。、]?$|[(（][0-9]")
_NUMBERED = re.compile(
    r"^\s*(?:[0-9０-９]{1,2}(?:つ目|点目|番目|件目)(?:に|は|の質問は)?[、:]?|[(（]?[0-9０-９]{1,2}[)）.．:][ 　]*|[①-⑨][ 　]*)"
)


def asked_in_letter(text: str) -> str:
    """What is left of a letter without its opening, its lead-in, its closing and the name of who wrote it.

    ``平素よりお世話になっております。○○銀行の渡辺です。NEDOの補助率はいくつですか。お忙しいところ恐れ入ります。渡辺 TEL 03-0000-0000`` →
    ``NEDOの補助率はいくつですか。``; a text without any of these is given back as it is.
    """
    spans = sentence_spans(text)
    plain = [normalise(text[start:end]).text.strip() for start, end in spans]
    first = next((i for i, said in enumerate(plain) if not _opens(said)), len(plain))
    last = _without_ending(plain, first)
    if first >= last or (first == 0 and last == len(plain)):
        return text
    kept = [
        (start, end)
        for (start, end), said in zip(spans[first:last], plain[first:last], strict=True)
        if not _LEADS_IN.search(said)
    ]
    rest = "".join(text[start:end] for start, end in kept).strip()
    return rest if re.search(r"\w", rest) else text


def without_number(question: str) -> str:
    """A question without the number it has among several: ``2つ目、補助率は？`` → ``補助率は？``; ``(1)上限`` → ``上限``"""
    return _NUMBERED.sub("", question, count=1)


def _opens(said: str) -> bool:
    return not re.search(r"\w", said) or (bool(_OPENING.search(said)) and not _asks(said))


def _asks(said: str) -> bool:
    return bool(_ASKS.search(_NO_QUESTION_WORD.sub("", said)))


def _without_ending(plain: list[str], first: int) -> int:
    """Where the closing begins: behind the last sentence that asks or tells, what only closes or names the writer."""
    closes = [i for i, said in enumerate(plain) if i > first and _CLOSING.search(said) and not _asks(said)]
    asks = [i for i, said in enumerate(plain) if _asks(said)]
    closes += [i for i, said in enumerate(plain) if i > first and _DIVIDER.match(said)]
    behind = sorted(i for i in closes if not asks or i > asks[-1])
    if behind:
        return behind[0]
    last = len(plain)
    while last > first + 1 and (_SIGNATURE.match(plain[last - 1]) or not re.search(r"\w", plain[last - 1])):
        last -= 1
    return last
