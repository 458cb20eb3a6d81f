"""What was spoken of before a turn: the thing それ stands for, and the value that was asked last."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from assistant.answering.asked import heads_in
from assistant.answering.follow_up_wording import (
    A_COUNT,
    A_GRANT,
    A_KIND,
    ASKS_VALUE,
    BODY,
    MINISTRY,
    NO_THING,
    NOT_THOSE,
    ONE_SIDE,
    OPENER,
    opposite_side,
)
from assistant.answering.topic import Topic, is_attribute
from assistant.text.normalise import normal_text
from assistant.text.tokens import morphemes


@dataclass(frozen=True, slots=True)
class Before:
    """The question asked last, standing alone, and what was answered."""

    text: str
    topic: Topic
    answer: Topic
    asked: str = ""
    """All questions so far."""


def thing_meant(before: Before, *, whole: bool) -> str:
    """What それ stands for: the names asked about, or the answer's first, unless it is a kind of what was asked about; with
    ``whole`` also what of them.

    ``イノベーションネットの会費は`` → イノベーションネット; whole → イノベーションネットの会費. Where a value was asked for (ヘルスケアの目標は
    何件), the question's own nouns are what it is about, and not a name in the answer.
    """
    if before.topic.names:
        named = "と".join(before.topic.names[:2])
        of_it = [noun for noun in before.topic.nouns if noun not in named][:1] if whole else []
        return "の".join([named, *of_it])
    nouns = [noun for noun in before.topic.nouns if not is_attribute(noun) and not A_COUNT.fullmatch(noun)]
    told = [name for name in before.answer.names if not (BODY if nouns else MINISTRY).search(name)]
    bodies = [name for name in before.answer.names if not MINISTRY.search(name)]
    if nouns and bodies and BODY.search(bodies[0]):
        return "の".join(
            nouns[:2]
        )  # who runs 専門家派遣 is told first: what else is named is beside the matter
    if any(noun in name for noun in nouns for name in told):
        return "の".join(nouns[:2])  # of 産学官連携拠点 there are 地域中核産学官連携拠点 and another kind
    if told and not (nouns and ASKS_VALUE.search(normal_text(before.text))):
        return told[0]
    grant = [noun for noun in before.topic.nouns if A_GRANT.fullmatch(noun)][:1] if nouns else []
    return "の".join([*(nouns or before.topic.nouns)[:2], *grant])


def value_last_asked(before: Before) -> str:
    """What the last question asked for, without what it was of; empty where it was no value.

    ``Aローンの金利は？`` → ``金利は？``; ``会費はいくら？`` → the same; ``大会議室いくら？`` → ``いくら？``
    """
    last = OPENER.sub("", before.asked.splitlines()[-1])
    asked = [head.label for head in heads_in(normal_text(last))]
    if not asked:
        return ""
    place, begins, behind_of = 0, [0], list[int]()
    for morpheme in morphemes(last, "C"):
        place += len(morpheme.surface)
        begins.append(place)
        behind_of += [place] if morpheme.surface == "の" else []
    # 実績報告はいつまで of 省力化補助金の実績報告はいつまで; without a の the shortest that asks the same, but for its 会費
    whole = [0] if any(map(is_attribute, before.topic.nouns)) else []
    rests = (last[begin:] for begin in (*reversed(behind_of), *whole, *reversed(begins[:-1])))
    return next((rest for rest in rests if [head.label for head in heads_in(normal_text(rest))] == asked), "")


def the_same_of(other: str, asked: str, before: Before) -> str:
    """What was asked last, of another thing of its kind: ``創業``, ``いくら出る？`` after 省エネ補助金 → ``創業の補助金いくら出る？``; empty where it is of
    no such kind: 学生の方は？, 駐車場の方は？ after コピーいくら？."""
    nouns = (*before.topic.names, *before.topic.nouns)
    kind = next((found.group() for noun in nouns if (found := A_KIND.search(noun))), "")
    is_alike = "の" in other or any(noun.endswith(other[-1]) for noun in nouns)
    if not (kind or is_alike) or NO_THING.search(other) or heads_in(other):
        return ""
    link = "の" if asked[0] > "ん" else ""
    if kind and kind not in other and kind not in asked:
        return f"{other}の{kind}{link}{asked}"
    return f"{other}{link}{asked}"


def of_the_others(bare: str, before: Before, is_written: Callable[[str], bool]) -> str:
    """The question before of those it did not ask for, where a turn says no more than that it means them; else empty.

    ``いや会員じゃないほう`` → of 非会員, where the documents have these; ``会員だと?`` after 非会員でいくら, ``県内は?`` after 県外はいくら

    Args:
        bare: the turn, normalised.
        before: what was spoken of.
        is_written: whether the documents hold a word just so.
    """
    side = ONE_SIDE.fullmatch(bare)
    if side and opposite_side(side["side"]) in before.text:
        return before.text.replace(opposite_side(side["side"]), side["side"], 1)
    found = NOT_THOSE.match(bare)
    others = opposite_side(found["what"]) if found else ""
    if not found or not is_written(others):
        return ""
    if found["what"] in before.text:
        return before.text.replace(found["what"], others, 1)
    return f"{others}の場合、{before.text}"
