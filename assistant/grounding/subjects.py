"""Whether a statement says of one subject what its evidence says of another: 産総研は橋渡しを、中小機構は販路を担う."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.grounding.problem import Problem
from assistant.grounding.reading import Evidence, Sentence, Word, last_before, starting
from assistant.text.titles import OFFICE

_CLAUSE_END = re.compile(r"[、。;；\n]|[)」](?=[一-鿿ァ-ヺ])|(?<=成功)(?=[^、。にし])")
_TOPIC = re.compile(
    r"(?:から|に|で|について|に対して|へ|と)?は|(?:については|に関しては|:|も(?=[^、。]*[。、]))"
)
_AGENT = re.compile("が(?![、。]?$)")
_TITLE = re.compile(rf"{OFFICE}|氏|先生")
_ITEM = re.compile(r"\s*(?:[・○-]|\(?[0-9ivx]{1,3}[).]|[0-9](?=[^0-9])|「)")
_VALUE_LINE = re.compile(r"[^:、。]{1,16}:\s?(?:約|およそ)?[0-9]")
_BULLET = re.compile(r"\s*[・○-]")
_LABELLED = re.compile(r"[^、。:]{1,12}:(?=[^、。]{1,12}(?:では|は)、)")
_COMMA = re.compile("(?<!は)、|。")
_ANAPHOR = re.compile(".{0,8}(?:本|同|この|その|これ|それ|当該)")
_GOVERNS = re.compile("は|について|に関して|(?:から|に|で|に対して|へ|と)は|:")
_PARTICLE = 2
"""Letters behind a subject in which the comma of 山田委員は、 may stand; it ends no clause."""
_BESIDES = re.compile("加えて|また、|一方|他方|さらに|このほか|別途|なお、|来年度|これとは別")
_NOUN_PHRASE = ("名詞", "接頭辞", "接尾辞", "形状詞", "代名詞", "連体詞", "補助記号")
_JOINS = frozenset(("の", "と", "や", "な", "及び", "および", "並びに"))


@dataclass(frozen=True, slots=True)
class Part:
    """A subject of a sentence and what is said of it, as comparable keys."""

    subject: frozenset[str]
    said: frozenset[str]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Told:
    """A part of the evidence, without what other parts have too."""

    subject: frozenset[str]
    said: frozenset[str]


def subject_problems(sentence: Sentence, evidence: Evidence) -> Iterator[Problem]:
    """A problem for a subject of which something is said that the evidence says of another only.

    Only where the evidence speaks of two subjects, and nothing that it says of the statement's own, and of no other, is
    in the statement.
    """
    told, items = _told(evidence), _items(evidence)
    for start, end in _stretches(sentence) if items else ():
        keys = _keys(sentence, start, end)
        if sum(not item.isdisjoint(keys) for item in items) > 1:
            said = sentence.plain[start:end]
            yield Problem("attribution", said, f"「{said}」は、根拠の別々の項目を一つにしています。")
            return
    for ours in (*parts(sentence), *_first_clauses(sentence)):
        if _is_mixed(ours, told):
            said = sentence.plain[ours.start : ours.end]
            message = f"「{said}」について述べられていることは、根拠では別のものについてです。"
            yield Problem("attribution", said, message)
            return


def _first_clauses(sentence: Sentence) -> Iterator[Part]:
    """Each subject with its own clause only, where others follow: 佐藤委員が引上げを提案したものの、｜山田委員に反対された."""
    for part in parts(sentence):
        stop = _CLAUSE_END.search(sentence.plain, part.end + _PARTICLE)
        if stop and any(w.kind[0] == "動詞" for w in starting(sentence.words, part.end, stop.end())):
            yield Part(part.subject, _keys(sentence, part.end, stop.end()), part.start, stop.end())


def _is_mixed(ours: Part, told: Sequence[_Told]) -> bool:
    words = ours.subject | ours.said
    named = _named(words, told)
    if len(named) != 1 or not named[0].said or named[0].said & words:
        return False
    return any(part.said & words for part in told if part is not named[0] and part.subject)


def _named(words: frozenset[str], told: Sequence[_Told]) -> list[_Told]:
    """The parts of the evidence whose subject some words name, at least half of it."""
    return [
        part for part in told if part.subject & words and len(part.subject & words) * 2 >= len(part.subject)
    ]


@lru_cache(maxsize=512)
def _told(evidence: Evidence) -> tuple[_Told, ...]:
    # <産業クラスター計画:18プロジェクト>: of a heading's subject anything below it may be said.
    found = [part for s in evidence.sentences if s.plain[:1] not in ("<", "【") for part in parts(s)]
    last = {
        next((word.key for word in reversed(source.words) if word.weight), "")
        for source in evidence.sentences
    }
    apart = frozenset[str]().union(*(_whole(s).subject for s in evidence.sentences if not parts(s)))
    told = []
    for part, others in zip(found, _of_others(found), strict=True):
        subject = part.subject - others - apart
        if subject:  # else nothing can be said of it alone
            told.append(_Told(subject, part.said - others - apart - last - part.subject))
    return tuple(told)


def _of_others(found: Sequence[Part]) -> list[frozenset[str]]:
    """Of each part the keys that others have too, but for those within it; parts that are alike are compared once."""
    kinds: dict[tuple[frozenset[str], frozenset[str]], list[Part]] = {}
    for part in found:
        kinds.setdefault((part.subject, part.said), []).append(part)
    holders: dict[str, list[Part]] = {}
    for (subject, said), (one, *_) in kinds.items():
        for key in subject | said:
            holders.setdefault(key, []).append(one)

    def shared(part: Part, alike: Sequence[Part]) -> frozenset[str]:
        def is_other(one: Part) -> bool:
            return (one is not alike[0] or len(alike) > 1) and not _is_within(one, part)

        return frozenset(key for key in part.subject | part.said if any(map(is_other, holders[key])))

    of_kind = {kind: shared(alike[0], alike) for kind, alike in kinds.items()}
    return [of_kind[part.subject, part.said] for part in found]


def _is_within(inner: Part, outer: Part) -> bool:
    """Whether a part stands within what is said of another: 精度が高まる of 半導体では、精度が高まる部品を作る."""
    return inner.subject <= outer.said and inner.said <= outer.said | outer.subject


def _stretches(sentence: Sentence) -> list[tuple[int, int]]:
    """The ranges between commas, a topic with what follows it."""
    ends = [*(found.end() for found in _COMMA.finditer(sentence.plain)), len(sentence.plain)]
    return list(zip([0, *ends], ends, strict=False))


@lru_cache(maxsize=512)
def _items(evidence: Evidence) -> tuple[frozenset[str], ...]:
    """The items of a list, each as the keys that only it has; none where the evidence is no list."""
    lines = [line for line in evidence.plain.splitlines() if line.strip()]
    joined = any(_BESIDES.match(line) and not _ANAPHOR.match(line) for line in lines[1:])
    if (
        len(lines) < 2
        or not (joined or all(map(_ITEM.match, lines)))
        or len(lines) != len(evidence.sentences)
    ):
        return ()
    keys: list[frozenset[str]] = []
    for line, sentence in zip(lines, evidence.sentences, strict=True):
        # 公募件数:6,700件: what belongs to a value is checked value by value.
        own = frozenset[str]() if _VALUE_LINE.match(line) else _whole(sentence).subject
        if keys and _BULLET.match(line) and not _BULLET.match(lines[0]):  # it belongs to the number above it
            keys[-1] |= own
        else:
            keys.append(own)
    held = Counter(key for own in keys for key in own)
    return tuple(frozenset(key for key in own if held[key] == 1) for own in keys)


def _whole(sentence: Sentence) -> Part:
    end = len(sentence.plain)
    return Part(_keys(sentence, 0, end), frozenset(), 0, end)


@lru_cache(maxsize=8_192)
def parts(sentence: Sentence) -> tuple[Part, ...]:
    """The subjects of a sentence, each with what is said of it up to the next.

    ``Aは橋渡しを担い、Bは販路を支援する`` → (A: 橋渡し, 担う), (B: 販路, 支援)
    """
    if people := _roster(sentence):
        return people
    ends = [found.end() for found in _CLAUSE_END.finditer(sentence.plain)]
    if not ends or ends[-1] < len(sentence.plain):
        ends.append(len(sentence.plain))
    subjects: list[tuple[int, int]] = []
    for start, end in zip([0, *ends], ends, strict=False):
        topic = _topic(sentence, start, end)
        label = _LABELLED.match(sentence.plain, start)
        if label and label.end() - 1 == topic:
            # 成果の事例:宇宙では: what is labelled has a subject of its own.
            start, topic = label.end(), _topic(sentence, label.end(), end) or topic
        if topic is not None:
            begin = _begin(sentence, start, topic)
            if any(map(_names, starting(sentence.words, begin, topic))):
                subjects.append((begin, topic))
    # A topic governs what follows up to the next topic, whatever clauses with subjects of their own lie between.
    begins = [begin for begin, _ in subjects]
    topics = [begin for begin, end in subjects if _GOVERNS.match(sentence.plain, end)]
    of_topics, found = set(topics), []
    for start, end in subjects:
        next_topic = _first_after(topics, start, len(sentence.plain))
        nested = bisect_left(begins, next_topic) - bisect_right(begins, start)
        # Two or more of them are set side by side: 支援については、Aが情報を、Bが融資を担当する.
        rivals = topics if start in of_topics and nested <= 1 else begins
        stop = _first_after(rivals, start, len(sentence.plain))
        said = _keys(sentence, end, stop) | _between(sentence, subjects, start)
        opened = sentence.plain.find("(", start, end)
        found.append(Part(_keys(sentence, start, opened if opened > start else end), said, start, end))
    return tuple(found)


def _first_after(places: Sequence[int], start: int, default: int) -> int:
    """The first of some places in order that lies behind a start."""
    at = bisect_right(places, start)
    return places[at] if at < len(places) else default


def _roster(sentence: Sentence) -> tuple[Part, ...]:
    """The people of a list without a verb, each with the post behind the name: 大石賢治京都研究所相談役｜小糸正樹…"""
    if any(word.kind[0] == "助詞" and word.surface in "がをはにで" for word in sentence.words):
        return ()
    people = [word for word in sentence.words if word.kind[2] == "人名" and len(word.surface) > 1]
    spans: list[tuple[int, int]] = []
    for word in people:
        if spans and word.start - spans[-1][1] <= 1:
            spans[-1] = (spans[-1][0], word.end)
        else:
            spans.append((word.start, word.end))
    if len(spans) < 2:
        return ()
    stops = [*(start for start, _ in spans[1:]), len(sentence.plain)]
    return tuple(
        Part(_keys(sentence, start, end), _keys(sentence, end, stop), start, end)
        for (start, end), stop in zip(spans, stops, strict=True)
    )


def _between(sentence: Sentence, subjects: list[tuple[int, int]], start: int) -> frozenset[str]:
    """What stands before the first subject: 3月に、Aは…"""
    return _keys(sentence, 0, start) if subjects[0][0] == start else frozenset()


def _topic(sentence: Sentence, start: int, end: int) -> int | None:
    """Where the subject of a clause ends: before は as a rule, else before が."""
    for pattern in (_TOPIC, _AGENT):
        for at in pattern.finditer(sentence.plain, start, end):
            if at.group() == ":" or _is_particle(sentence, at.end()):
                return at.start()
    return None


def _names(word: Word) -> bool:
    """Whether a word may be what is spoken of; 従来 and 近年 before は only say when."""
    return bool(word.weight) and word.kind[2] != "副詞可能"


def _begin(sentence: Sentence, start: int, end: int) -> int:
    """Where the noun phrase before a particle begins: 開発に成功|半導体 → 半導体."""
    begin = end
    for word in reversed(starting(sentence.words, start, end)):
        if word.end > end:
            continue
        if not (word.kind[0] in _NOUN_PHRASE or word.surface in _JOINS):
            break
        begin = begin if word.surface in _JOINS and word.start == start else word.start
    # 3万点ほど｜のガソリン車は: a particle that hangs on what is no noun begins no subject.
    joined = next(
        (word.end for word in starting(sentence.words, begin, begin + 1) if word.surface in _JOINS), begin
    )
    return min(joined, end)


def _is_particle(sentence: Sentence, end: int) -> bool:
    return any(word.end == end and word.kind[0] == "助詞" for word in last_before(sentence.words, end))


def _keys(sentence: Sentence, start: int, end: int) -> frozenset[str]:
    words = {
        word.key
        for word in starting(sentence.words, start, end)
        if word.weight and not _TITLE.fullmatch(word.surface)
    }
    values = {f"{v.low}-{v.high}{v.unit}" for v in starting(sentence.figures, start, end)}
    dates = {f"{v.year}-{v.month}-{v.day}" for v in starting(sentence.moments, start, end)}
    return frozenset(words | values | dates | {name.name for name in starting(sentence.names, start, end)})
