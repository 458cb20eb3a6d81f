"""A follow-up made to stand alone from the conversation: ``それの期限は？`` after Go-Tech → ``Go-Techの期限は？``."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.answering.asked import heads_in
from assistant.answering.asking_part import asking_part, topic_asked
from assistant.answering.beside import aside_in, without_courtesies
from assistant.answering.follow_up_wording import (
    CORRECTS,
    DETERMINER,
    FORMER,
    IN_CASE,
    LATTER,
    MAX_BEHIND,
    NO_NOUN_ASK,
    NOUN_NEXT,
    OF_TWO,
    ONLY_THIS,
    OPENER,
    OTHER_ONE,
    OTHER_SIDE,
    PERSON_NEXT,
    POINTS,
    RATHER,
    TIME,
)
from assistant.answering.of_last import (
    OfLast,
    asked_of_last,
    found_nothing,
    lines_shown,
    measures_shown,
    situation_before,
    with_item,
)
from assistant.answering.row_conditions import asks_which
from assistant.answering.spoken_of import Before, of_the_others, the_same_of, thing_meant, value_last_asked
from assistant.answering.topic import Topic, is_attribute, is_general, topic_of
from assistant.text.asking import INTERROGATIVE
from assistant.text.names import NameTable
from assistant.text.normalise import normal_text
from assistant.text.times import NOW, years_in

MAX_TURNS = 16
MAX_TURN_CHARACTERS = 600
"""How much of a conversation is read: the last eight exchanges, the beginning of each turn."""

History = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class StandAlone:
    """A question that needs no conversation to be understood."""

    text: str
    said: str = ""
    """What in the question pointed back (それ); empty where nothing did, or where it was left out."""
    taken: str = ""
    """What that was taken for; empty where the question stood alone from the beginning."""
    of_last: OfLast = "nothing"
    """What it asks of the answer given last; ``ground`` where it names nothing itself."""


def _never(said: str) -> bool:
    return False


def stand_alone(
    question: str,
    history: History,
    *,
    table: NameTable,
    is_written: Callable[[str], bool] = _never,
) -> StandAlone:
    """A question as it would be asked without the conversation before it.

    ``じゃあ2010年は？`` after ``2009年の知クラの予算は？`` → ``2010年の知クラの予算は？``; a question that names a topic of its
    own stays as it is.

    Args:
        question: what was typed, without courtesies.
        history: earlier turns as (role, text), oldest first; only the last ``MAX_TURNS`` are read.
        table: names in all their spellings.
        is_written: whether the documents hold a word just so.
    """
    turns = [(role, text[:MAX_TURN_CHARACTERS]) for role, text in history[-MAX_TURNS:]]
    if not turns:
        return StandAlone(question)
    own = topic_asked(OPENER.sub("", question), table, is_written)
    alone = StandAlone(question)
    of_last = asked_of_last(_bare(question))
    if of_last == "source" or (of_last == "others" and measures_shown(history)):
        return replace(alone, of_last=of_last)
    asked = situation_before([text for role, text in turns if role == "user"])
    if of_last in ("others", "more") and asks_which(normal_text(asked)):
        return StandAlone(asked, "", asked, of_last)
    item = with_item(normal_text(question), lines_shown(history)) if not own.names else None
    if item:
        return StandAlone(*item, of_last="ground")
    of_all = not own.names and (_is_of_two(question, own) or asks_which(normal_text(question)))
    if of_all:  # that was spoken of, and not of the one named last
        return replace(alone, of_last="ground")
    if _leans(question, own) and (before := _before(turns, table, is_written)):
        others = of_the_others(_bare(question), before, is_written)
        alone = StandAlone(others, "", others) if others else _resolved(question, own, before)
    return replace(alone, of_last="ground" if of_last == "nothing" and not own.names else of_last)


def _is_of_two(question: str, own: Topic) -> bool:
    """Whether a turn asks which of two that were spoken of: どっちが補助率高い？"""
    return bool(OF_TWO.search(question)) and all(map(is_attribute, own.nouns))


def _leans(question: str, own: Topic) -> bool:
    """Whether a question may need the one before it."""
    plain = _bare(question)
    points = POINTS.search(question)
    if points and not _is_inside(question, points.start(), own):
        return True
    if CORRECTS.search(plain) or FORMER.search(plain) or LATTER.search(plain) or OTHER_SIDE.search(plain):
        return True
    if asked_of_last(plain) != "nothing":
        return True
    of_before = RATHER.search(plain) or ((IN_CASE.match(plain) or OTHER_ONE.match(plain)) and not own.names)
    return not own.is_own or bool(of_before) or _is_only(f"、{plain}", own)


def _is_inside(question: str, at: int, own: Topic) -> bool:
    """Whether a pointing word stands for something said before it in the same sentence.

    ``知財Pを置いたが、その人数は？`` holds what その points to; ``お客さんに聞かれたけど、それの期限は？`` does not.
    """
    earlier = re.split(r"[。?？]", question[:at])[-1]
    nouns = [noun for noun in own.nouns if not is_attribute(noun)]
    compared = re.search(r"違い|違う|比べ|どっち|どちら", question[at:])
    return not compared and any(word in earlier for word in (*own.names, *nouns))


def _before(turns: History, table: NameTable, is_written: Callable[[str], bool]) -> Before | None:
    """The last question, made to stand alone from those before it; greetings and thanks are passed over."""
    before: Before | None = None
    spoken_of: Before | None = None
    for role, text in turns:
        if role == "user":
            spoken_of = before
            asked = without_courtesies(text)
            if aside_in(normal_text(asked), is_written):
                continue
            own = topic_asked(OPENER.sub("", asked), table, is_written)
            if not own.names and asks_which(normal_text(asked)):
                before = None  # what follows is about the rows it was answered with
                continue
            if before and _leans(asked, own):
                asked = _resolved(asked, own, before).text
                own = topic_asked(OPENER.sub("", asked), table, is_written)
            before = Before(asked, own, Topic((), ()), f"{before.asked if before else ''}\n{text}")
        elif before and spoken_of and found_nothing(text):
            # 海外子会社への貸付にも使える？ of a guarantee: still of that
            before = replace(spoken_of, asked=before.asked)
        elif before:
            before = replace(before, answer=topic_of(text, table, is_written))
    return before


def _resolved(question: str, own: Topic, before: Before) -> StandAlone:
    bare = _bare(question)
    corrected = CORRECTS.sub("", bare)
    if rather := RATHER.match(corrected):
        corrected = rather["right"]
        if not _is_only(f"、{corrected}", own):
            return StandAlone(_as_typed(question, corrected), "", _as_typed(question, corrected))
    # A bare name is a topic anew, but not after a correction, nor where it was asked which programme was meant.
    named_only = _is_only(f"、{corrected}", own) and (corrected != bare or before.topic.is_general)
    if named_only or _is_only(question, own):
        return _instead(question, corrected, own, before)
    other = OTHER_ONE.match(corrected) if not own.names else None
    of_it = value_last_asked(before) if other and not is_attribute(other["of"]) else ""
    if other and of_it and (text := the_same_of(other["of"], of_it, before)):
        return StandAlone(text, "", text)
    if (case := IN_CASE.match(corrected)) and not own.names:
        return StandAlone(f"{case['of']}の場合、{before.text}", "", f"{case['of']}の場合、{before.text}")
    if asked_of_last(corrected) != "nothing":
        return StandAlone(before.text, "", thing_meant(before, whole=True))
    return _pointed(question, own, before)


def _instead(question: str, bare: str, own: Topic, before: Before) -> StandAlone:
    """The question before, of another thing or time: ``じゃあ2010年は？``, ``サポインの方は？``, ``そっちは？``."""
    text, times = before.text, TIME.findall(bare)
    named = [name for name in own.names if normal_text(name) in normal_text(bare)]
    if OTHER_SIDE.search(bare):
        others = [
            name for name in (*before.answer.names, *before.topic.names) if name not in before.topic.names[:1]
        ]
        named = others[:1]
    if named:
        text = _replaced(text, before.topic.names, named[-1])
    if times:
        text = f"{times[-1]}の{_without_times(text)}"
    return StandAlone(text, "", text) if named or times else StandAlone(question)


def _pointed(question: str, own: Topic, before: Before) -> StandAlone:
    """A question with what it points back to written out, or put before it where it says nothing."""
    for pattern, place in ((FORMER, 0), (LATTER, -1), (OTHER_SIDE, -1)):
        found = pattern.search(question)
        if found and len(before.topic.names) > 1:
            thing = before.topic.names[place]
            return StandAlone(pattern.sub(thing, question, count=1), found.group(), thing)
    found = POINTS.search(question)
    if found and not _is_inside(question, found.start(), own):
        determiner = bool(DETERMINER.match(found.group()))
        if determiner and (who := PERSON_NEXT.match(question, found.end())) and before.topic.nouns:
            thing = "の".join(
                [*before.topic.names[:1], *before.topic.nouns[-2:]]
            )  # ワーキングの座長, whoever that is
            text = question[: found.start()] + thing + question[who.end() :]
            return StandAlone(OPENER.sub("", text), found.group() + who.group(), thing)
        thing = thing_meant(before, whole=not own.nouns and not determiner)
        of_asked = determiner and own.nouns and own.nouns[0] in before.asked and thing not in before.asked
        if not thing or of_asked:  # この本部 of whoever asked for its 本部長, and not a name in the answer
            return StandAlone(question)
        rest = question[found.end() :]
        link = "の" if determiner else "は、" if NOUN_NEXT.match(rest) else ""
        text = question[: found.start()] + thing + link + rest
        return StandAlone(OPENER.sub("", text), found.group(), thing)
    if own.is_own or not _asks(question):
        return StandAlone(question)
    thing = thing_meant(before, whole=not own.nouns and bool(NO_NOUN_ASK.search(question)))
    if not thing or is_general(thing):
        return StandAlone(question)
    bare = OPENER.sub("", question)
    part = asking_part(bare)
    asking = part if bare.endswith(part) else bare
    joined = "の" if own.nouns or _begins_with_value(asking) else "は"
    return StandAlone(f"{bare.removesuffix(asking)}{thing}{joined}{asking}", "", thing)


def _is_only(question: str, own: Topic) -> bool:
    """Whether nothing but a name, a time or そっち is said: ``じゃあ、よろず支援拠点は``; not a bare name, a topic anew."""
    plain = normal_text(question).strip(" 、")
    rest = CORRECTS.sub("", OPENER.sub("", plain))
    for name in own.names:
        rest = rest.replace(normal_text(name), "", 1)
    without = TIME.sub("", OTHER_SIDE.sub("", rest))
    said = 0 < len(own.names) <= 2 or (not own.names and without != rest)
    marked = bool(without.strip()) or question.startswith("、") or bool(OPENER.search(plain))
    return said and marked and len(without) <= MAX_BEHIND and bool(ONLY_THIS.match(without))


def _replaced(text: str, names: Sequence[str], other: str) -> str:
    """A question about another thing: its first name gives way, the others go with it."""
    for name in names:
        if name in text:
            return text.replace(name, other, 1)
    return f"{other}の{text}"


def _without_times(text: str) -> str:
    return (
        re.sub(rf"(?:{TIME.pattern})(?:の(?!\?)|は|に|で|、)?", "", text)
        if years_in(normal_text(text)) or NOW.search(text)
        else text
    )


def _begins_with_value(text: str) -> bool:
    return bool(re.match(r"[一-龥ァ-ヶa-zA-Zａ-ｚＡ-Ｚ〆]", text)) and not NO_NOUN_ASK.match(text)


def _asks(question: str) -> bool:
    by_words = re.search(rf"[?？]|か[。]?$|教えて|知りたい|{INTERROGATIVE}|の$|は$|も$", question)
    return bool(by_words) or bool(heads_in(normal_text(question)))


def _bare(question: str) -> str:
    return OPENER.sub("", normal_text(question).strip())


def _as_typed(question: str, plain: str) -> str:
    """The end of the question as it was typed that a normalised end of it stands for."""
    at = normal_text(question).find(plain)
    return question[at:] if at >= 0 and len(normal_text(question)) == len(question) else plain
