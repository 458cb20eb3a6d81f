"""What of a question asks, without what is told of the client before it."""

from __future__ import annotations

import re

from assistant.answering.question import asks
from assistant.text.normalise import normal_text
from assistant.text.sentences import sentence_spans

_TOLD_FIRST = re.compile(
    r"^.*(?:(?:けど|けれど|けども|んで|ので|ねんけど|が)、|(?:会社|企業|事業者|者|人|方|店|屋)(?:なん)?(?:です|だ|や)けど)"
)


def asking_part(text: str) -> str:
    """The sentences of a text that ask, each without what is told before it: 内装部品を作ってるんですけど、どこに頼める？ → どこに頼める？

    The whole text where none is seen to ask.
    """
    sentences = [text[start:end] for start, end in sentence_spans(text)]
    asking = [_TOLD_FIRST.sub("", sentence) for sentence in sentences if asks(normal_text(sentence))]
    return "".join(asking) or text
