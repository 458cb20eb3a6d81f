"""What a client's own words already answer of a condition that only a person can judge: 後継者がいない, of 「後継者がいないなど…」.

Words are data: in facet_words.toml ``asks`` has what such a condition asks for, ``told_so`` and ``told_not`` the words of a client
that answer it. Only a yes is a verdict; what is told otherwise leaves the condition open, but is not asked again.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.measures.entry import Condition
from assistant.measures.rules import Verdict
from assistant.measures.told import Told, told
from assistant.measures.words import words_for
from assistant.text.normalise import normal_text


def answer_told(condition: Condition, text: str) -> Verdict | None:
    """What a client's words say of a condition without a rule; None where they say nothing of it.

    「後継者がいないなど…の心配がありますか」 and ``後継者がいない印刷会社`` → met; and ``娘が継ぐ`` → not known, with her words
    """
    if condition.needs is not None or not text.strip():
        return None
    asked = normal_text(f"{condition.asked} {condition.text}")
    for name, pattern in words_for("asks").items():
        if not pattern.search(asked):
            continue
        words = told(text)
        if said := _said(words, name, "told_so"):
            return Verdict(True, f"相談の言葉: 「{said}」")
        if said := _said(words, name, "told_not"):
            return Verdict(None, f"相談では「{said}」。ほかの事情があれば確かめてください")
    return None


def is_told_otherwise(words: Sequence[str], text: str) -> bool:
    """Whether a client says the opposite of what a measure is searched by: 後継者がいない, and 「娘が継ぐ」."""
    said = normal_text(" ".join(words))
    names = [name for name, pattern in words_for("asks").items() if pattern.search(said)]
    return any(
        _said(told(text), name, "told_not") and not _said(told(text), name, "told_so") for name in names
    )


def _said(words: Told, name: str, answer: str) -> str:
    for match in words_for(answer)[name].finditer(words.plain):
        if not (words.is_past(match.start()) or words.is_taken_back(match.end())):
            return match.group()
    return ""
