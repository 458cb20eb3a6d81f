"""A letter or mail: what is asked in it, without its greeting, its closing and the name of who wrote it."""

from __future__ import annotations

import re

from assistant.text.asking import INTERROGATIVE
from assistant.text.normalise import normal_text
from assistant.text.sentences import sentence_spans

_BODY = r"(?:銀行|信金|地銀|金庫|会議所|商工会|組合|センター|機構|公社|協会|拠点|支店|支所|[部課係室局])"
_GREETING = re.compile(
    r"お世話(?:様|さま|に(?:な(?:って|り)|なります))|高配|厚情|御礼申し上げ|突然の(?:メール|ご?連絡)|ご無沙汰|初めて(?:ご?連絡|メール)"
    r"|^[^。、]{1,20}(?:担当者?様|御中|各位|殿|先生)$|標記の件|(?:下記|以下)の(?:通り|とおり)"
    r"|^(?:先日|先般|昨日|その節|この度|このたび)[^。]{0,40}ありがとうございました"
)
_WRITER = re.compile(
    rf"と申します|^[^。、?]{{0,24}}{_BODY}[^。、?はがを]{{0,8}}[の 　][^。、?はがを 　]{{1,5}}(?:です|でございます)。?$"
)
"""Who writes: taken for that only behind a greeting, for 商工会の研修です tells what is asked about."""
_SAYS_SOMETHING = re.compile(
    r"補助|助成|制度|税制|融資|支援(?!機関|センター|拠点|担当)|事業|派遣|研修|セミナー|[A-Za-z]{3,}|たい"
)
_LEADS_IN = re.compile(
    r"(?:以下|下記|次)の(?:点|件|こと|事項|内容|質問)[^。]{0,12}(?:ついて|を|に)[^。]{0,30}。?$"
)
"""つきましては、以下の点についてご教示いただけますでしょうか。: what is asked follows."""
_CLOSING = re.compile(
    r"(?:以上|お忙しい(?:ところ|中)|ご多忙(?:の|な)?(?:ところ|中|折)|大変|誠に|まことに|恐れ入りますが|恐れ入ります|恐縮(?:です|ですが|ではございますが|ながら)"
    r"|今週中に|早めに|お早めに|何卒|どうぞ|どうか|ご(?:回答|返信|教示|教授|確認|検討|対応)|お返事|の?ほど|いただけますと|いただければ|くださいますよう|頂けますと|を"
    r"|幸い(?:です|に存じます)|(?:よろしく|宜しく)|お願い(?:いたします|申し上げます|します|致します)|存じます|お待ちしております|[、。!！\s　])+"
)
_DIVIDER = re.compile(r"[\s　]*[─━=＝*＊_-]{4,}")
_CONTACT = re.compile(r"(?<![0-9])0[0-9]{1,4}[-(][0-9]|[\w.%+-]{1,64}@[\w-]{1,63}\.")
_NAMES = re.compile(r"[^。、?？はがをに]{1,40}")
"""A line of nothing but names: ○○銀行 燕支店 渡辺 花子."""
_NO_QUESTION_WORD = re.compile(r"何卒|何とぞ|いつも|何かと|何らか")
_ASKS = re.compile(rf"{INTERROGATIVE}|[?？]|教え|知りたい|(?:でしょう|ます|です)か[。、]?$|[(（][0-9]")
_NUMBERED = re.compile(
    r"^\s*(?:[0-9０-９]{1,2}(?:つ目|点目|番目|件目)(?:に|は|の質問は)?[、:：]|[(（][0-9０-９]{1,2}[)）][ 　]*"
    r"|[0-9０-９]{1,2}(?:[)）]|[.．](?![0-9０-９]))[ 　]*|[①-⑨][ 　]*)(?=.)"
)


def asked_in_letter(text: str) -> str:
    """What is left of a letter without its greeting, its lead-in, its closing and the name of who wrote it.

    ``平素よりお世話になっております。○○銀行の渡辺です。NEDOの補助率はいくつですか。お忙しいところ恐れ入ります。渡辺 TEL 03-0000-0000`` →
    ``NEDOの補助率はいくつですか。``; a text without any of these is given back as it is.
    """
    spans = sentence_spans(text)
    plain = [normal_text(text[start:end]).strip() for start, end in spans]
    first = _behind_greeting(plain)
    last = _before_closing(plain, first)
    if first >= last or (first == 0 and last == len(plain)):
        return text
    kept = [i for i in range(first, last) if not _LEADS_IN.search(plain[i])]
    ends = [spans[i + 1][0] if i + 1 < len(spans) else len(text) for i in kept]
    rest = "".join(text[spans[i][0] : end] for i, end in zip(kept, ends, strict=True)).strip()
    return rest if re.search(r"\w", rest) else text


def without_number(question: str) -> str:
    """A question without the number it has among several: ``2つ目、補助率は？`` → ``補助率は？``; ``1.5億円の上限`` → the same"""
    return _NUMBERED.sub("", question, count=1)


def _behind_greeting(plain: list[str]) -> int:
    """How many sentences only greet or tell who writes. Who writes is told behind a greeting, and neither says anything else."""
    greeted = False
    for i, said in enumerate(plain):
        greets = bool(_GREETING.search(said)) and not _SAYS_SOMETHING.search(said)
        names = (
            (greeted or "と申します" in said)
            and bool(_WRITER.search(said))
            and not _SAYS_SOMETHING.search(said)
        )
        if _asks(said) or (re.search(r"\w", said) and not greets and not names):
            return i
        greeted = greeted or greets
    return len(plain)


def _before_closing(plain: list[str], first: int) -> int:
    """Where nothing follows but courtesies and the name of who wrote; what says more is never cut off."""
    last = len(plain)
    while last > first + 1 and _is_ending(plain[last - 1], plain[last - 2]):
        last -= 1
    return last


def _is_ending(said: str, above: str) -> bool:
    bare = _DIVIDER.sub("", said, count=1).strip()
    if not re.search(r"\w", bare) or _CLOSING.fullmatch(bare):
        return True
    if _asks(bare) or _SAYS_SOMETHING.search(
        _CONTACT.sub("", re.sub(r"(?i)tel|fax|e-?mail|\S+@\S+", "", bare))
    ):
        return False
    if _CONTACT.search(bare):
        return not re.search(r"(?:です|ます|ました)。?$", bare)
    is_below = bool(_DIVIDER.match(said) or _DIVIDER.match(above) or _CLOSING.fullmatch(above))
    return is_below and bool(_NAMES.fullmatch(bare))


def _asks(said: str) -> bool:
    return bool(_ASKS.search(_NO_QUESTION_WORD.sub("", said)))
