"""Whether a statement denies what its evidence says, or says its opposite."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.grounding.alignment import aligned, aligned_by_clause, best_clause, clauses, overlap, words_in
from assistant.grounding.negation import denied, without_empty_denials
from assistant.grounding.problem import Problem
from assistant.grounding.reading import Evidence, Sentence, Word
from assistant.grounding.support import kept
from assistant.grounding.vocabulary import excludes, opposes, same_side
from assistant.text.scripts import is_kanji

ENOUGH = 0.4
"""The share of a statement's words from which a sentence of the evidence is taken to speak of the same."""
_NEGATIVE = re.compile(
    r"[不無非禁欠]|未(?!満)|除[くいかき外]|(?<=[象用])外|(?<!み)な[いしくかけ](?![るた])|ず(?=[、。に]|$)|ませ|困難|難し|以外|満たな|避け|控え|退け|却下|否決|見送|断[わっ]|限[るりらっ]|据え置|届か(?:な|ず)|遅れ|停滞|滞っ|乏し|苦し|やめ|中止|停止|廃止|まだ|免除|免れ"
)
_UNWELCOME = re.compile(r"(?:好まし|望まし|芳し|得策|適切|適当|賢明|良|よ)(?:い|く|とは|では)?")
_ILL = re.compile(
    "(?:問題|弊害|課題|懸念|支障|難点|リスク|危険|悪影響)(?:が|は|も|を)?(?:多|大き|あ[るり]|生じ|残|伴|招)"
)
"""What is called bad may be called not good: 好ましくない of 問題が多い."""
_NOT_YET = re.compile("まだ|いまだ|未だ|決まって|確定し|途中")
_IN_SUSPENSE = re.compile(
    "(?:審議|検討|協議|調整|議論|交渉|審査)(?:し?て|中|され)|予定|未定|見込|方針|目指|これから|今後"
)
"""What of the evidence lets a statement say まだ…ない: 国会で審議中である."""
_PREFIXES = ("無", "非", "未", "不")
_GOES_ON = re.compile(r"今後も|これからも|引き続き")
"""今後も says that something goes on, and is no opposite of what was done before."""
_MAY = r"(?:でき|られ|[えけげせてねべめれ])"
_IMPOSSIBLE = re.compile(rf"(?:{_MAY}(?:ない|ません)|認めな[^。]{{0,4}})[。]?$")
_POSSIBLE = re.compile(rf"(?:{_MAY}(?:る|ます)|可能(?:です|である|だ)?|認め(?:る|ます|られます))[。]?$")
_CALLED_OFF = re.compile(r"(?:を|は)(?:見送|見合わせ|取りやめ|断念)[^、。]{0,12}[。]?$")
_CARRIED_OUT = re.compile(
    r"(?:する|します|した|しました|行う|行います|行いました|ことにな(?:った|りました))[。]?$"
)
_COMPARES = re.compile("(?:の|な)?(?:方|ほう)が")
_THAN = re.compile("[^はがも、。]{1,20}より")
_RATHER = re.compile(r"[^、。]{0,8}(?:もの)?では?なく、?")
"""What is only said to make clear what is: 新しいものではなく、復活したものです."""
_WORD_FOR_WORD = 0.85
_ASSERTS = frozenset({"可能", "必要", "出来る"})


def polarity_problems(sentence: Sentence, evidence: Evidence) -> Iterator[Problem]:
    """At most one problem: a word denied here and not there, or the opposite of a word there."""
    sources = [source for source in aligned(sentence, evidence) if overlap(sentence, source) >= ENOUGH]
    sources = list(dict.fromkeys((*sources, *aligned_by_clause(sentence, evidence))))
    if not sources:
        return
    if (
        found := _denied_apart(sentence, sources)
        or _denied_here_only(sentence, sources, evidence)
        or _denied_there_only(sentence, sources)
    ):
        how = (
            "否定していますが、根拠は肯定しています" if found[1] else "肯定していますが、根拠は否定しています"
        )
        yield Problem("polarity", found[0], f"「{found[0]}」を{how}。")
    elif opposite := _opposite(sentence, sources, evidence):
        said, theirs, opposed = opposite
        kind = "polarity" if opposed else "unsupported"
        yield Problem(kind, said, f"「{said}」は、根拠では「{theirs}」です。")  # type: ignore[arg-type]


def _denied_apart(sentence: Sentence, sources: Sequence[Sentence]) -> tuple[str, bool] | None:
    """A word that is denied on one side only, and whether that is the statement's."""
    if not denied(sentence) and not any(map(denied, sources)):
        return None
    for clause in clauses(sentence):
        if any(_is_within(sentence.plain[slice(*clause)], source.plain) for source in sources):
            continue
        words = words_in(sentence, *clause)
        nearest = [(source, best_clause(words, source)) for source in sources]
        for key, (said, states) in _states(sentence, clause).items():
            there: set[bool] = set()
            for source, theirs in nearest:
                whole = _states(source, (0, len(source.plain)))
                there |= _states(source, theirs).get(key, whole.get(key, ("", set())))[1]
            if not there or states & there or _turned(sentence, sources):
                continue
            if any(_says_both(source, key, words, states) for source in sources):
                continue
            # The side that denies nothing must have no other word for no: 対象外 says 対象から除く.
            plain = [
                without_empty_denials(s.plain[slice(*part)]) for s, part in ((sentence, clause), *nearest)
            ]
            assertive = plain[1:] if True in states else plain[:1]
            # Word for word the same, it is the denial alone that was put in or left out.
            same = any(kept(sentence, source) >= _WORD_FOR_WORD for source in sources)
            if same or not any(map(_NEGATIVE.search, assertive)):
                return said, True in states
    return None


def _is_within(clause: str, plain: str) -> bool:
    """Whether a clause stands in a sentence as it is, to its end: 対象 does not in 対象外である。"""
    return plain.endswith(clause) or (clause[-1:] in "、。,\t" and clause in plain)


def _says_both(source: Sentence, key: str, words: Sequence[Word], states: set[bool]) -> bool:
    """Whether a sentence denies a word and asserts it, and the clause that agrees fits a statement's words as well."""
    others = {word.key: word.weight for word in words if word.key != key}
    fits: dict[bool, float] = {}
    for clause in clauses(source):
        found = _states(source, clause).get(key)
        here = {word.key for word in words_in(source, *clause)}
        for state in found[1] if found else ():
            fits[state] = max(fits.get(state, 0.0), sum(others.get(k, 0.0) for k in here))
    mine = max((fits[state] for state in states if state in fits), default=-1.0)
    return mine >= max((fit for state, fit in fits.items() if state not in states), default=0.0)


def _states(sentence: Sentence, clause: tuple[int, int]) -> dict[str, tuple[str, set[bool]]]:
    """word of a clause → (as said, {denied or not})"""
    found: dict[str, tuple[str, set[bool]]] = {}
    for place, word in enumerate(sentence.words):
        if clause[0] <= word.start < clause[1] and (word.weight or word.key in _ASSERTS):
            found.setdefault(word.key, (word.surface, set()))[1].add(place in denied(sentence))
    return found


def _turned(sentence: Sentence, sources: Sequence[Sentence]) -> bool:
    """Whether a word's opposite on the other side turns the denial round: 不要 and 必要はない."""
    there = frozenset().union(*(source.keys for source in sources))
    return any(
        opposes(word.key, key)
        for word in sentence.words
        if word.key not in there
        for key in there - sentence.keys
    )


def _denied_here_only(
    sentence: Sentence, sources: Sequence[Sentence], evidence: Evidence
) -> tuple[str, bool] | None:
    """What a statement denies where nothing in the evidence denies anything."""
    quiet = not any(denied(source) or _NEGATIVE.search(source.plain) for source in sources)
    if _NOT_YET.search(sentence.plain) and any(_IN_SUSPENSE.search(source.plain) for source in sources):
        return None
    if _turned(sentence, sources):
        return None
    ill = any(_ILL.search(source.plain) for source in sources)
    for place in sorted(denied(sentence)):
        word = sentence.words[place]
        if word.key not in evidence.keys and _RATHER.match(sentence.plain, word.end):
            continue
        if ill and _UNWELCOME.fullmatch(word.surface):
            continue
        with_prefix = sentence.plain[word.start - 1 : word.end] if word.start else ""
        if with_prefix[:1] in _PREFIXES and with_prefix in evidence.plain:  # 無担保 of another line
            continue
        if (word.weight or word.key in _ASSERTS) and (quiet or _is_asserted(sentence, word, sources)):
            return word.surface, True
    return None


def _denied_there_only(sentence: Sentence, sources: Sequence[Sentence]) -> tuple[str, bool] | None:
    """What a statement says can or will be done, with nothing that could say no, where its only source ends in saying that it
    cannot or will not: あわせて使える of 併用できない, 引き下げることにした of 引下げを見送った."""
    if len(sources) > 1 or denied(sentence) or _NEGATIVE.search(sentence.plain) or _turned(sentence, sources):
        return None
    theirs = without_empty_denials(sources[0].plain)
    turned_round = ((_POSSIBLE, _IMPOSSIBLE), (_CARRIED_OUT, _CALLED_OFF))
    if len(clauses(sources[0])) > 1 or not any(
        ours.search(sentence.plain) and other.search(theirs) for ours, other in turned_round
    ):
        return None
    last = next((word.surface for word in reversed(sentence.words) if word.weight), "")
    return last, False


def _is_asserted(sentence: Sentence, word: Word, sources: Sequence[Sentence]) -> bool:
    """Whether the clause of the evidence that a denial's clause comes from denies nothing, though others may."""
    start, end = next(((a, b) for a, b in clauses(sentence) if a <= word.start < b), (0, len(sentence.plain)))
    words = words_in(sentence, start, end)
    if any(
        True in _states(source, (0, len(source.plain))).get(word.key, ("", {False}))[1] for source in sources
    ):
        return False
    found = []
    for source in sources:
        part = best_clause(words, source)
        keys = {other.key for other in words_in(source, *part)}
        share = sum(w.weight for w in words if w.key in keys) / (sum(w.weight for w in words) or 1)
        if share >= ENOUGH:
            found.append(_NEGATIVE.search(source.plain[slice(*part)]) or _turned(sentence, [source]))
    return bool(found) and not any(found)


def _opposite(
    sentence: Sentence, sources: Sequence[Sentence], evidence: Evidence
) -> tuple[str, str, bool] | None:
    """(word of the statement, what the evidence has instead, whether the two are a pair of opposites)."""
    spoken = _GOES_ON.sub("", without_empty_denials(sentence.plain))  # 少なくない is no 少ない
    for clause in clauses(sentence):
        words = words_in(sentence, *clause)
        for source in sources:
            theirs = words_in(source, *best_clause(words, source))
            for word in words:
                if word.key in {other.key for other in theirs} or word.surface not in spoken:
                    continue
                # Said elsewhere in the evidence, it may stand there rightly; then the clause must match it well.
                elsewhere = word.key in evidence.keys or same_side(word.key, evidence.keys)
                # 新しい動き of 最新の動向: a kanji of it elsewhere may be the word itself.
                elsewhere = elsewhere or any(
                    is_kanji(letter) and letter in evidence.plain for letter in word.surface
                )
                if elsewhere and same_side(word.key, {other.key for other in theirs}):
                    continue
                for other in _if_close(words, theirs) if elsewhere else source.words:
                    if (
                        other.weight
                        and other.key not in sentence.keys
                        and _says_opposite(sentence, word, source, other)
                    ):
                        return word.surface, other.surface, opposes(word.key, other.key)
    return None


def _says_opposite(sentence: Sentence, word: Word, source: Sentence, other: Word) -> bool:
    """Whether two words exclude each other, and no denial turns the one into the other."""
    if not excludes(word.key, other.key):
        return False
    if _is_compared_from_the_other_side(sentence, source):
        return False
    return not opposes(word.key, other.key) or _is_denied(sentence, word) == _is_denied(source, other)


def _is_compared_from_the_other_side(sentence: Sentence, source: Sentence) -> bool:
    """Whether a statement puts first what the evidence compares with: Bの方が低い of AはBより高い."""
    side, than = _COMPARES.search(sentence.plain), _THAN.search(source.plain)
    if not side or not than:
        return False
    first = {word.key for word in sentence.words if word.weight and word.end <= side.start()}
    return bool(first & {w.key for w in source.words if w.weight and than.start() <= w.start < than.end()})


def _if_close(words: Sequence[Word], theirs: Sequence[Word]) -> Sequence[Word]:
    """The evidence's words where they hold all of a clause's other words but one; else none."""
    keys = {word.key for word in theirs}
    missing = [word for word in words if word.key not in keys]
    return theirs if len(missing) == 1 and len(words) > 1 else []


def _is_denied(sentence: Sentence, word: Word) -> bool:
    return sentence.words.index(word) in denied(sentence)
