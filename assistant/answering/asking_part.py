"""What of a question asks, without what is told of the client before it."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.answering.asked import heads_in
from assistant.answering.question import asks
from assistant.answering.topic import Topic, topic_of
from assistant.text.names import NameTable
from assistant.text.normalise import normal_text
from assistant.text.sentences import sentence_spans

_TOLD_FIRST = re.compile(
    r"^.*(?:(?:けど|けれど|けども|んで|ので|ねんけど|が)、|(?:会社|企業|事業者|者|人|方|店|屋)(?:なん)?(?:です|だ|や)けど)"
)
_BEGUN_WITH = re.compile(
    r"(?P<thing>[^、。?？]{2,30}?)(?<![客者方人社店屋長])(?:さん|様)?(?:なん)?(?:(?:の(?:件|話|こと))?(?:です|だ|や)(?:けど|けれど|けども|ねんけど|が)|の(?:件|話)で)、"
)
"""The thing a turn says first that it is about: 小さい改善枠だけど、; no client (展示会に出る客だけど)."""


def asking_part(text: str) -> str:
    """The sentences of a text that ask, each without what is told before it: 内装部品を作ってるんですけど、どこに頼める？ → どこに頼める？

    The whole text where none is seen to ask.
    """
    sentences = [text[start:end] for start, end in sentence_spans(text)]
    asking = [_TOLD_FIRST.sub("", sentence) for sentence in sentences if asks(normal_text(sentence))]
    return "".join(asking) or text


def without_client(text: str) -> str:
    """A question without what it tells of the client's business: ``社員8人の食品加工です。率は？`` → ``率は？``; else the whole text."""
    from assistant.measures.clients import tells_of_business

    asking = asking_part(text)
    told = text.replace(asking, "", 1)
    return asking if told != text and tells_of_business(told) else text


def topic_asked(text: str, table: NameTable, is_written: Callable[[str], bool]) -> Topic:
    """What a turn is about: the thing it begins with, else what its asking part names; what is told before it only where that names
    nothing.

    ``展示会に出る客だけど、出展支援の締切は？`` → 出展支援; ``改善枠ですけど、中古でもいい？`` → 改善枠; ``社員12人の金属加工です。率は？`` → nothing of
    its own, 率 of what was spoken of
    """
    whole, asking = topic_of(text, table, is_written), asking_part(text)
    if begun := _BEGUN_WITH.match(text):
        thing = topic_of(begun["thing"], table, is_written)
        if (thing.names or thing.nouns) and without_client(text) == text:
            return Topic(thing.names, thing.nouns)
    if asking == text:
        return whole
    part = topic_of(asking, table, is_written)
    is_of_before = not whole.names and heads_in(normal_text(asking)) and without_client(text) == asking
    return part if part.is_own or is_of_before else whole
