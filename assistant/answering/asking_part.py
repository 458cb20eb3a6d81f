"""What of a question asks, without what is told of the client before it."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.answering.asked import heads_in
from assistant.answering.asks import asks
from assistant.answering.heads import Head
from assistant.answering.topic import Topic, topic_of
from assistant.text.names import NameTable
from assistant.text.normalise import normal_text
from assistant.text.sentences import sentence_spans

_TOLD_FIRST = re.compile(
    r"^.*(?:(?:けど|けれど|けども|んで|ので|ねんけど|が)、|(?:会社|企業|事業者|者|人|方|店|屋|室|業|農家|工場)(?:さん)?(?:なん)?(?:です|だ|や)けど|…+)"
)
_CLIENT = r"客|会社|企業|事業者|社長|店主|者|方|人|店|屋"
_BEGUN_WITH = re.compile(
    rf"(?P<thing>[^、。?？]{{2,30}}?)(?<!{_CLIENT.replace('|', ')(?<!')})(?:さん|様)?(?:なん)?(?:(?:の(?:件|話|こと))?(?:です|だ|や)(?:けど|けれど|けども|ねんけど|が)|の(?:件|話)で)、"
)
"""The thing a turn says first that it is about: 小さい改善枠だけど、; no client (展示会に出る客だけど)."""
_OF_SOMEBODY = re.compile(
    rf"(?:{_CLIENT})(?:さん|様)?(?:なん)?(?:です|だ|や)?(?:けど|けれど|けども|ねんけど|が)?[、。]?$"
)
_HOW_THINGS_STAND = re.compile(
    r"(?:に|には|は|が|を|も)?(?:もう|とっくに|すでに|ぎりぎり)?(?:間に合|過ぎ|すぎ|遅れ|忘れ|逃|切れ)|(?<=る)[一-龥]{1,4}の"
)
"""Behind a word for a value: what happened with it, which asks for none."""
LONG_ENOUGH = 12
"""Letters of the asking part by which its place is found, for its sentences may stand apart."""
_TOWN = re.compile(r"[一-龥ぁ-んァ-ヶ]{1,6}[市町村]$")


def asking_part(text: str) -> str:
    """The sentences of a text that ask, each without what is told before it: 内装部品を作ってるんですけど、どこに頼める？ → どこに頼める？

    The whole text where none is seen to ask.
    """
    sentences = [text[start:end] for start, end in sentence_spans(text)]
    asking = [_TOLD_FIRST.sub("", sentence) for sentence in sentences if asks(normal_text(sentence))]
    return "".join(asking) or text


def heads_asked(plain: str) -> tuple[Head, ...]:
    """The kinds of value a normalised question asks for; none that only what is told first speaks of: ``締切に間に合わんけど、救済はある?`` → ();
    ``補助率なんですけど、いくつ?`` → (補助率,)
    """
    heads, begin = heads_in(plain), plain.find(asking_part(plain)[:LONG_ENOUGH])
    told, rest = plain[: max(begin, 0)], plain[max(begin, 0) :]
    if not told:
        return heads
    return tuple(head for head in heads if head.asked.search(rest) or not _is_passed_by(head, told))


def _is_passed_by(head: Head, told: str) -> bool:
    """Whether what is told first speaks of a kind of value only to say how things stand: 締切に間に合わん, 安くなる市の証明; not 補助率なんですけど."""
    return all(_HOW_THINGS_STAND.match(told, found.end()) for found in head.asked.finditer(told))


def without_client(text: str) -> str:
    """A question without what it tells of a client: ``社員8人の食品加工です。率は？``, ``展示会に出る客ですが、率は？`` → ``率は？``; else the whole text."""
    return asking_part(text) if tells_of_client(text) else text


def tells_of_client(text: str) -> bool:
    """Whether what stands around the asking part of a text tells of a client: 社員8人の食品加工です。; not のれん資金の件です。"""
    from assistant.measures.clients import tells_of_business  # its word lists take 0.1 s to read

    told = text.replace(asking_part(text), "", 1)
    return told != text and bool(_OF_SOMEBODY.search(told) or tells_of_business(told))


def topic_asked(text: str, table: NameTable, is_written: Callable[[str], bool]) -> Topic:
    """What a turn is about: the thing it begins with; else what its asking part names, and the town told before it; else all it says.

    ``改善枠ですけど、中古でもいい？`` → 改善枠; ``展示会に出る客だけど、出展支援の締切は？`` → 出展支援; ``社員12人の金属加工です。率は？`` → nothing of
    its own, 率 of what was spoken of
    """
    whole, asking = topic_of(text, table, is_written), asking_part(text)
    begun = _BEGUN_WITH.match(text)
    if begun and not tells_of_client(text):
        thing = topic_of(begun["thing"], table, is_written)
        if thing.names or thing.nouns:
            return thing
    if asking == text:
        return whole
    part = topic_of(asking, table, is_written)
    is_of_before = not whole.names and heads_in(normal_text(asking)) and tells_of_client(text)
    if part.is_own:
        towns = (noun for noun in whole.nouns if _TOWN.fullmatch(noun) and noun not in part.nouns)
        return Topic(part.names, (*towns, *part.nouns))
    return part if is_of_before else whole
