"""A client's words in clauses: what is told of the client, what of others, what of the past, what is denied or wished."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Literal

from assistant.grounding.negation import without_empty_denials
from assistant.measures.kana import plain_as_written
from assistant.measures.told_wording import (
    AS_MEANT,
    BACK_SAID,
    CONTRAST,
    DENIED,
    GIVEN_UP,
    HEARD,
    JOINT,
    LEFT_UNDONE,
    NEXT_SUBJECT,
    OF,
    OWN_WISH,
    PARTICLES,
    PAST_END,
    REFUSED,
    RELATIVE,
    RIGHTED,
    SENTENCE_END,
    SUBJECT,
    TAKEN_OVER,
    TO_TAKE_OVER,
    TOPIC,
    WANTED,
)
from assistant.measures.words import words_for

Stance = Literal["told", "denied", "wanted"]

_RIGHTED_REACH = 48
_DENIAL_REACH = 22
"""Letters after a word within which what denies it stands: 「経営革新計画の承認はうちではまだ受けていない」."""

_NOW_REACH = 4
"""Letters after 「…いたが」 within which 今 makes it a thing of the past; else 「前期は赤字だったが」 still counts."""


@dataclass(frozen=True, slots=True)
class Found:
    """A facet read at ``plain[start:end]``."""

    name: str
    value: str | int
    start: int
    end: int
    holds: bool = True


@dataclass(frozen=True, slots=True)
class Clause:
    """``plain[start:end]`` up to its joint, and whether the next is set against it."""

    start: int
    end: int
    after: int
    """Where the next clause begins."""
    contrasted: bool


@dataclass(frozen=True)
class Told:
    """A text, normalised and in clauses."""

    plain: str

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """Its clauses, in order."""
        return tuple(
            clause for start, end in self.sentences for clause in _clauses(self.plain[start:end], start)
        )

    @cached_property
    def _starts(self) -> list[int]:
        return [clause.start for clause in self.clauses]

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """Where its sentences are."""
        ends = [match.span() for match in SENTENCE_END.finditer(self.plain)]
        starts = [0, *(end for _, end in ends)]
        stops = [*(start for start, _ in ends), len(self.plain)]
        return tuple((start, stop) for start, stop in zip(starts, stops, strict=True) if start < stop)

    @cached_property
    def of_others(self) -> tuple[tuple[int, int], ...]:
        """Stretches that tell of somebody else than the client."""
        return tuple(stretch for sentence in self.sentences for stretch in _others(self, *sentence))

    @cached_property
    def of_past(self) -> tuple[tuple[int, int], ...]:
        """Stretches that tell what is no longer so."""
        return tuple(_pasts(self))

    def clause_at(self, place: int) -> Clause:
        """The clause a place is in."""
        at = bisect_right(self._starts, place) - 1
        if at >= 0 and place < self.clauses[at].after:
            return self.clauses[at]
        return Clause(0, len(self.plain), len(self.plain), False)

    def is_of_others(self, place: int) -> bool:
        """Whether what stands there is told of somebody else."""
        return any(start <= place < end for start, end in self.of_others)

    def is_past(self, place: int) -> bool:
        """Whether what stands there is no longer so."""
        return any(start <= place < end for start, end in self.of_past)

    def rest(self, end: int) -> str:
        """What its clause says after a place; the next one too where only particles are left: 海外は、｜やらない."""
        clause = self.clause_at(max(0, end - 1))
        stop = clause.end
        if PARTICLES.fullmatch(self.plain[end:stop]) and clause.after < len(self.plain):
            following = self.clause_at(clause.after)
            stop = following.end if not SENTENCE_END.match(self.plain, clause.end) else stop
        return self.plain[end:stop]

    def before(self, place: int) -> tuple[int, int]:
        """What its sentence says before a figure, or before the one it puts right: 従業員は｜350人ではなく35人."""
        begin = max((start for start, _ in self.sentences if start <= place), default=0)
        righted = RIGHTED.search(self.plain, max(begin, place - _RIGHTED_REACH), place)
        return begin, righted.start() if righted else place

    def is_taken_back(self, end: int) -> bool:
        """Whether a figure that ends there is put right or denied: 350人｜ではなく."""
        return bool(BACK_SAID.match(self.plain, end))

    def stance(self, end: int) -> Stance:
        """What is said of a state or thing whose word ends there: that it is so, that it is not, or that it is wished for.

        ``赤字ではない`` → denied; ``ISO9001を取りたい`` → wanted; ``取らなければならない`` → told
        """
        rest = without_empty_denials(self.rest(end)[: _DENIAL_REACH + 8])[:_DENIAL_REACH]
        if WANTED.search(rest):
            return "wanted"
        return "denied" if DENIED.search(rest) else "told"

    def is_refused(self, end: int) -> bool:
        """Whether a purpose whose words end there is turned down: 海外はやらない, not 後継者がいない."""
        rest = without_empty_denials(self.rest(end)[: _DENIAL_REACH + 8])
        clause = self.clause_at(max(0, end - 1))
        if clause.contrasted and GIVEN_UP.match(self.plain, clause.after):
            return True
        stem = self.plain[max(0, end - 2) : end]
        undone, refusal = LEFT_UNDONE.match(stem + rest, len(stem)), REFUSED.search(rest)
        if undone:
            after = rest[undone.end() - len(stem) :]
        elif refusal and refusal.start() <= _DENIAL_REACH:
            after = rest[refusal.end() :]
        else:
            return False
        meant = AS_MEANT.match(after)
        return not WANTED.search(after, meant.end() if meant else 0)

    def is_only_named(self, end: int) -> bool:
        """Whether a word is asked about, not told of: 経営革新計画とは何ですか."""
        return bool(HEARD.match(self.plain, end))


def told(text: str) -> Told:
    """A text made ready to be read."""
    return Told(plain_as_written(text))


def _clauses(sentence: str, offset: int) -> Iterator[Clause]:
    cuts = [(m.start(), m.end(), True) for m in CONTRAST.finditer(sentence)]
    cuts += [(m.start(), m.end(), False) for m in JOINT.finditer(sentence)]
    begin = 0
    for start, end, contrasted in sorted(cuts):
        if start < begin:
            continue
        after = end + 1 if sentence[end : end + 1] == "、" else end
        yield Clause(begin + offset, start + offset, after + offset, contrasted)
        begin = after
    yield Clause(begin + offset, len(sentence) + offset, len(sentence) + offset + 1, False)


def _others(text: Told, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What is told of others in a sentence.

    A topic (取引先は) holds until the client's own word, a clause set against it, or the end of the sentence; a subject or
    owner (取引先が, 取引先の) until the next subject.
    """
    whose = words_for("whose")
    own = [m.start() for m in whose["own"].finditer(text.plain, start, end)]
    clauses = [clause for clause in text.clauses if start <= clause.start < end]
    for kind in ("other", "body", "family"):
        for match in whose[kind].finditer(text.plain, start, end):
            if TAKEN_OVER.match(text.plain, match.end()):
                continue
            if kind == "family" and TO_TAKE_OVER.match(text.plain, match.end()):
                continue  # 「娘が継ぐ建設業」 is the client's
            limit = next((place for place in own if place >= match.end()), end)
            at = text.clause_at(match.start())
            following = [clause for clause in clauses if clause.start >= at.start]
            begin = at.start if RELATIVE.search(text.plain[at.start : match.start()]) else match.start()
            if TOPIC.match(text.plain[: at.end], match.end()):
                yield begin, min(limit, _reach(text.plain, following, of_topic=True))
            elif SUBJECT.match(text.plain, match.end()) or (
                kind == "other" and OF.match(text.plain, match.end())
            ):
                yield match.start(), min(limit, _reach(text.plain, following, of_topic=False))
            elif "の" in match.group() and text.plain.startswith(
                "を", match.end()
            ):  # 「親戚の旅館を買いたい」
                yield match.span()
            elif kind == "other" and not text.plain[match.end() : at.end]:  # 「取引先、大手で500人」
                yield match.start(), min(limit, at.after)


def _reach(plain: str, clauses: Sequence[Clause], *, of_topic: bool) -> int:
    """Where what is told of somebody else ends: at a contrast or a wish, and for a subject where the next one stands."""
    reached = clauses[0]
    for before, clause in pairwise(clauses):
        said = plain[clause.start : clause.end]
        is_next_subject = not of_topic and NEXT_SUBJECT.search(said)
        gives_reason = plain[before.end : clause.start].startswith(("ので", "から", "ため"))
        if before.contrasted or OWN_WISH.search(said) or is_next_subject or (gives_reason and not of_topic):
            break
        reached = clause
    return reached.end


def _pasts(text: Told) -> Iterator[tuple[int, int]]:
    now = [m.start() for m in words_for("when")["now"].finditer(text.plain)]
    for match in words_for("when")["past"].finditer(text.plain):
        clause = text.clause_at(match.start())
        stop = clause.end
        if len(text.plain[match.end() : clause.end]) <= 2:  # 「昔は、50人いた」
            stop = text.clause_at(clause.after).end if clause.after < len(text.plain) else stop
        stop = next((place for place in now if match.end() <= place < stop), stop)
        yield match.start(), stop
    for clause in text.clauses:
        is_told_off = clause.contrasted and PAST_END.search(text.plain[clause.start : clause.end])
        if is_told_off and any(clause.after <= place <= clause.after + _NOW_REACH for place in now):
            yield clause.start, clause.end
