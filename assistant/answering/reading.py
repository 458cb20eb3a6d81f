"""What a question comes to once it is understood: one question or several, each standing alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.answering.asking_part import asking_part, topic_asked, without_client
from assistant.answering.beside import aside_in, without_courtesies, without_forgotten
from assistant.answering.follow_up import History, StandAlone, stand_alone
from assistant.answering.follow_up_wording import OTHER_MATTER
from assistant.answering.letter import asked_in_letter
from assistant.answering.of_last import lines_shown
from assistant.answering.parts import split_parts
from assistant.answering.question import Question, understand
from assistant.answering.topic import is_general
from assistant.text.names import NameTable
from assistant.text.normalise import normal_text
from assistant.text.times import Period, periods_in
from assistant.text.tokens import morphemes
from assistant.types import Notice, Understood

MOST_OWN = 3
"""Weight of a turn's own nouns up to which it may go on from the question before. Asked right after a question on something
else, 289 of 350 development questions are still right (295 alone); with 2, 291, with any number 257, and of the fresh turns
26, 25 and 26 of 28."""
OF_ITS_OWN = 4
"""Letters of a noun phrase from which a question for a value says by itself of what: 空き店舗の上限は."""
MOST_EARLIER = 2
"""Questions of the conversation whose nouns a turn is asked with that names nothing itself."""
CARRIED_WEIGHT = 0.5
"""What they weigh: without them 20 of 28 fresh turns were whole and 0.632 of the development conversations' (n = 68), with
0.35, 0.6 and 1 of their weight 24, 25, 25 and 0.662, 0.647, 0.588."""
MOST_TOLD = 40
"""Characters of the question before that are told."""
_ASKS_BACK = re.compile(r"[^\n]*でしょうか(?:[（。]|$)")
"""How an answer begins that leaves it to the asker to say which is meant."""
_CITES = re.compile(r"\[[0-9]{1,3}\](?:\n|$)")
"""What a greeting's answer has not."""
_WHICH_OF_TWO = re.compile(r"どっち|どちら")
MOST_COMPARED = 4
"""Questions before どっちが高い？ in which the two may have been named."""
MAX_PARTS = 4
"""More questions at once than this nobody reads the answers to."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A question, read in its conversation."""

    questions: tuple[Question, ...]
    """What is asked, in the question's order; at least one."""
    alone: StandAlone
    left_out: tuple[str, ...] = ()
    """Questions beyond the first ``MAX_PARTS``."""
    goes_on_from: str = ""
    """The question before, whose nouns were taken along; empty where none were."""
    whole: Question | None = None
    """All of what is asked as one question, where it was told apart."""

    def answered_as(self, question: Question) -> Reading:
        """The same with this question only."""
        return Reading((question,), self.alone)


def read_question(
    text: str,
    history: History,
    table: NameTable,
    is_written: Callable[[str], bool],
) -> Reading:
    """Read a question: without courtesies, standing alone, in its parts.

    ``お疲れ様です。それの補助率は？あと上限も`` after Go-Tech → ``Go-Techの補助率は？``, ``Go-Techの上限も``

    Args:
        text: the question as typed.
        history: earlier turns as (role, text), oldest first.
        table: names in all their spellings.
        is_written: whether the documents hold a word just so.
    """
    asked = without_forgotten(without_courtesies(asked_in_letter(text)))
    of_other_matter = OTHER_MATTER.match(normal_text(text)) and topic_asked(asked, table, is_written).is_own
    if of_other_matter or aside_in(normal_text(asked), is_written):
        history = ()
    alone = stand_alone(asked, history, table=table, is_written=is_written)
    whole = understand(alone.text, table, is_written)
    if _goes_on(alone, history):
        whole = replace(whole, is_vague=False)
    if whole.aside or whole.is_vague:
        return Reading((whole,), alone)
    earlier = _questions_before(whole, alone, history)
    before = understand(" ".join(map(without_client, earlier)), table, is_written) if earlier else None
    went_on = earlier[-1] if earlier else ""
    parts = split_parts(alone.text, table, is_written)
    if len(parts) == 1:
        return Reading((going_on(whole, before),), alone, goes_on_from=went_on)
    understood_parts = (understand(part.text, table, is_written) for part in parts[:MAX_PARTS])
    questions = tuple(going_on(part, before) for part in understood_parts)
    left_out = tuple(part.text for part in parts[MAX_PARTS:])
    return Reading(_of_one_time(questions), alone, left_out, went_on, going_on(whole, before))


def _goes_on(alone: StandAlone, history: History) -> bool:
    """Whether a turn that names nothing goes on from what was answered: もう締め切った？; not where it was asked back of what."""
    lines = (
        lines_shown(history)
        if any(_CITES.search(text) for role, text in history if role == "assistant")
        else ()
    )
    is_asked_back = any(_ASKS_BACK.match(text) for role, text in history[-1:] if role == "assistant")
    return bool(lines) and not is_asked_back and alone.of_last == "ground" and not alone.taken


def _questions_before(asked: Question, alone: StandAlone, history: History) -> list[str]:
    """The questions a turn goes on from, where it says too little to be a topic anew: ``題材は何？``; not ``増矢さんて何者？``,
    which names somebody."""
    if alone.of_last != "ground" or alone.taken:
        return []
    said = sum(term.weight for term in asked.terms if term.is_noun)
    names_somebody = any(m.part_of_speech[2] == "人名" for m in morphemes(asked.text, "C"))
    asking = normal_text(asking_part(asked.text))
    of_own_thing = asked.heads and any(
        len(name) >= OF_ITS_OWN and not is_general(name) and normal_text(name) in asking
        for name in asked.names
    )
    if said > MOST_OWN or names_somebody or of_own_thing:
        return []
    most = MOST_COMPARED if _WHICH_OF_TWO.search(asked.text) else MOST_EARLIER
    earlier = [text for role, text in history if role == "user"][-most:]
    begun = [at for at, one in enumerate(earlier) if OTHER_MATTER.match(normal_text(one))]
    return earlier[begun[-1] :] if begun else earlier


def going_on(asked: Question, before: Question | None) -> Question:
    """A turn that names nothing itself, asked with the nouns of the questions before it: ``題材は何？`` after 推進会議のWG."""
    if before is None:
        return asked
    own = {term.word for term in asked.terms}
    carried = (
        replace(term, weight=CARRIED_WEIGHT * term.weight)
        for term in before.terms
        if term.is_noun and term.word not in own
    )
    return replace(
        asked,
        terms=(*asked.terms, *carried),
        earlier=before.search_text,
        is_bare=False,
    )


def _of_one_time(questions: tuple[Question, ...]) -> tuple[Question, ...]:
    """The questions, those without a time taken to be about today after one that is: 今年度も公募してる？予算どれくらい？"""
    is_now, found = False, []
    for asked in questions:
        dated = asked.years or asked.about_past
        found.append(replace(asked, about_now=True) if is_now and not dated else asked)
        is_now = bool(asked.about_now or (is_now and not dated))
    return tuple(found)


def notices_of(reading: Reading) -> tuple[Notice, ...]:
    """Notices on what was taken from the conversation, and on what was left out of many questions."""
    left_out = "」「".join(question.strip("?？。 ") for question in reading.left_out)
    told = f"一度にお答えするのは{MAX_PARTS}問までです。「{left_out}」は、あらためてお尋ねください。"
    return (*_on_conversation(reading), *([Notice("left_out", told)] if left_out else []))


def _on_conversation(reading: Reading) -> tuple[Notice, ...]:
    """``「それ」を「Go-Tech」として調べました。``"""
    alone = reading.alone
    if not alone.taken:
        before = reading.goes_on_from
        told = before if len(before) <= MOST_TOLD else f"{before[:MOST_TOLD]}…"
        return (Notice("understood", f"前の質問「{told}」の続きとして調べました。"),) if before else ()
    if alone.said:
        return (Notice("understood", f"「{alone.said}」を「{alone.taken}」として調べました。"),)
    if alone.taken == alone.text:
        return (Notice("understood", f"「{alone.text}」という質問として調べました。"),)
    return (Notice("understood", f"前の質問に続けて、「{alone.taken}」について調べました。"),)


def understood(questions: Sequence[Question], today: date, business: Sequence[str] = ()) -> Understood:
    """What was understood, for whoever reads the answer: the kind, the named things, the time, the parts, the business."""
    about = dict.fromkeys(subject.label for asked in questions for subject in asked.subjects)
    times = dict.fromkeys(time for asked in questions for time in _as_of(asked, today))
    parts = tuple(asked.text for asked in questions)
    return Understood(questions[0].kind, tuple(about), tuple(times), parts, tuple(business))


def _as_of(asked: Question, today: date) -> list[str]:
    periods = periods_in(asked.text, today)
    if periods:
        return [_in_words(period) for period in periods]
    return ["now"] if asked.about_now else ["past"] if asked.about_past else []


def _in_words(period: Period) -> str:
    return period.since if period.since == period.until else f"{period.since}/{period.until}"
