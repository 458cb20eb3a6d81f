"""Whether what a statement names stands in its evidence: programmes, bodies, people, places, quoted terms."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from functools import lru_cache

from assistant.grounding.known import squeezed
from assistant.grounding.problem import Problem
from assistant.grounding.reading import Evidence, Sentence, Word, aloud, is_short_for
from assistant.grounding.vocabulary import has_of_kind, phrases, word_class
from assistant.text.normalise import fold
from assistant.text.programmes import GRANT
from assistant.text.scripts import is_kanji
from assistant.text.titles import PLAIN_HONORIFIC, PLAIN_HONORIFICS
from assistant.text.tokens import is_word

LONGEST_TERM = 9
"""Letters up to which what stands in 「」 is a term; longer, it is a quotation and must be in the evidence as it is."""
_QUOTED = re.compile(r"[「『“]([^「」『』“”]{1,400})[」』”]")
_GAP = re.compile(r"…+|\.{3}|\(中略\)|\(略\)|・{3}")
_LATIN = re.compile(r"(?<![a-z0-9])(?:[a-z][a-z0-9]*|[0-9]{1,2}[dgkrs](?![a-z0-9]))(?:[&.+-][a-z0-9]+)*")
_KATAKANA = re.compile(r"[ァ-ヺ][ァ-ヺー]{2,}")
_ENDING = re.compile(
    rf"(?:{GRANT}|事業|制度|プログラム|プロジェクト|計画|法|税制|基金|ファンド|融資|保証|機構|機関|研究所|研究会|協議会|委員会|"
    r"推進会議|協会|連合会|連盟|会議所|商工会|センター|拠点|公庫|銀行|信用金庫|信用組合|大学院?|高校|高専|省|庁|局|部|課|室|財団|組合|株式会社|法人|"
    r"コンソーシアム|ネットワーク|ラボ|デスク|アワード|表彰|展示会|フォーラム|セミナー|ガイドライン|ビジョン|戦略|方針|宣言|認定|認証|賞|枠|型|類型)$"
)
_GENERIC = word_class("generic")
_TITLES = (
    rf"{PLAIN_HONORIFIC}|委員長|委員|座長|会長|副会長|社長|副社長|部長|課長補佐|課長|室長|局長|次長|理事長|理事|所長|センター長|教授|准教授|助教|代表取締役|代表|"
    r"専務|常務|取締役|主任|係長|長官|大臣|知事|市長|町長|村長|学長|アドバイザー|コーディネーター|プロデューサー|オブザーバー|事務局長|事務局"
)
_TITLE_AT = re.compile(_TITLES)
_SHORT_NAME = re.compile("(?<![一-鿿々])(?![同両各某])[一-鿿](?=氏(?![名族子]))")
"""A family name of one letter, which the dictionary takes for a noun: 林氏."""
_PART_OF_LONGER = {"商工会": re.compile("商工会(?!議所)")}
"""Names that stand within a neighbour's."""
_FRAMES = word_class("frames")
_POINTING = word_class("pointing")
_NOT_PLACES = frozenset({"日本", "東", "西", "南", "北", "本"})


def name_problems(sentence: Sentence, evidence: Evidence) -> Iterator[Problem]:
    """A problem for each name of the statement that the evidence does not hold in any spelling."""
    taken: list[tuple[int, int]] = []
    for start, end, said, kind in (
        *_known(sentence, evidence),
        *_quoted(sentence, evidence),
        *_unknown(sentence, evidence),
    ):
        if any(start < stop and begin < end for begin, stop in taken):
            continue
        taken.append((start, end))
        if kind == "quote":
            yield Problem("quote", said, f"引用「{said}」は、このとおりには根拠にありません。")
        else:
            yield Problem("name", said, f"「{said}」は根拠に出てきません。")
    for start, end, theirs in _neighbours(sentence, evidence):
        if not any(start < stop and begin < end for begin, stop in taken):
            said = sentence.plain[start:end]
            yield Problem("name", said, f"「{said}」は根拠に出てきません（根拠では「{theirs}」）。")


def title_problems(sentence: Sentence, evidence: Evidence) -> Iterator[Problem]:
    """A problem for each person whom the evidence gives another title: 山田課長 where it has 山田委員."""
    for word in sentence.words:
        title = _TITLE_AT.match(sentence.plain, word.end) if _is_person(word) else None
        if title is None or title.group() in PLAIN_HONORIFICS:
            continue
        theirs = {
            found.group()
            for source in evidence.sentences
            for at in _places(word.surface, source.plain)
            if (found := _TITLE_AT.match(source.plain, at + len(word.surface)))
        }
        if theirs.difference(PLAIN_HONORIFICS) and title.group() not in theirs:
            said = word.surface + title.group()
            yield Problem(
                "attribution", said, f"「{said}」の肩書は、根拠では「{'・'.join(sorted(theirs))}」です。"
            )


def _known(sentence: Sentence, evidence: Evidence) -> Iterator[tuple[int, int, str, str]]:
    told = {name.name for source in evidence.sentences for name in source.names}
    for name in sentence.names:
        said = sentence.plain[name.start : name.end]
        if name.name not in told and not _is_written(said, evidence):
            yield name.start, name.end, said, "name"


def _quoted(sentence: Sentence, evidence: Evidence) -> Iterator[tuple[int, int, str, str]]:
    for found in _QUOTED.finditer(sentence.plain):
        said = found.group(1)
        parts = [_bare(part) for part in _GAP.split(said)]
        if all(part in _bare(evidence.folded) for part in parts):
            continue
        if len(fold(said)) > LONGEST_TERM:
            yield *found.span(), said, "quote"
        elif not _words_within(sentence, *found.span(1), evidence):
            yield *found.span(), said, "name"


@lru_cache(maxsize=2_048)
def _bare(text: str) -> str:
    """A text without white space and quotation marks: quotations are taken over with other marks within."""
    return re.sub(r"[「」『』“”\s]|[。、,.]$", "", text)


def _words_within(sentence: Sentence, start: int, end: int, evidence: Evidence) -> bool:
    """Whether all words of a stretch that say something are in the evidence; False where there is none."""
    inside = [word.key for word in sentence.words if word.weight and start <= word.start < end]
    return bool(inside) and all(key in evidence.keys for key in inside)


def _unknown(sentence: Sentence, evidence: Evidence) -> Iterator[tuple[int, int, str, str]]:
    covered = [(name.start, name.end) for name in sentence.names]
    covered += [(moment.start, moment.end) for moment in sentence.moments]  # h30 of H30年度 is no name
    for found in (*_LATIN.finditer(sentence.plain), *_KATAKANA.finditer(sentence.plain)):
        said = found.group()
        inside = any(start <= found.start() and found.end() <= end for start, end in covered)
        if inside or said in sentence.contacts or any(said in contact for contact in sentence.contacts):
            continue
        if _is_missing(said, evidence):
            yield *found.span(), said, "name"
    for word in sentence.words:
        inside = any(start <= word.start < end for start, end in covered)
        written = (
            word.surface in evidence.plain
            or word.key in evidence.keys
            or f" {word.reading} " in f" {aloud(evidence)} "
        )
        if word.weight and _is_proper(word) and not inside and not written:
            yield word.start, word.end, word.surface, "name"
    for short in _SHORT_NAME.finditer(sentence.plain):
        if short.group() not in evidence.plain:
            yield *short.span(), short.group(), "name"
    for said, alone in _PART_OF_LONGER.items():
        if (at := alone.search(sentence.plain)) and not alone.search(evidence.plain):
            yield *at.span(), said, "name"
    for start, end in _titled_phrases(sentence):
        if not any(start < stop and begin < end for begin, stop in covered) and _lacks(
            sentence, start, end, evidence
        ):
            yield start, end, sentence.plain[start:end], "name"


def _neighbours(sentence: Sentence, evidence: Evidence) -> Iterator[tuple[int, int, str]]:
    """Compounds with the head of one in the evidence and a beginning nothing there has: 研究開発投資 for 省力化投資."""
    theirs = {pair[-1].key: pair for source in evidence.sentences for pair in _compounds(source)}
    for first, head in _compounds(sentence):
        if any(name.start <= head.start < name.end for name in sentence.names):
            continue
        if first.surface in _POINTING or head.key in _FRAMES:
            continue
        other = theirs.get(head.key)
        strange = first.key not in evidence.keys and not set(filter(is_kanji, first.surface)) & set(
            evidence.plain
        )
        strange = strange and not _is_written(first.surface, evidence)
        if other and strange and first.weight and first.reading not in aloud(evidence).split():
            yield first.start, head.end, other[0].surface + other[1].surface


def _compounds(sentence: Sentence) -> Iterator[tuple[Word, Word]]:
    """Nouns side by side, or with a suffix between: 省力化｜投資."""
    nouns = [word for word in sentence.words if word.kind[0] != "接尾辞"]
    for first, head in itertools.pairwise(nouns):
        telling = first.weight >= 1 and head.weight >= 1 and first.kind[0] == head.kind[0] == "名詞"
        if telling and head.start - first.end <= 1:
            yield first, head


def _is_missing(said: str, evidence: Evidence) -> bool:
    """Whether a run of Latin letters or of katakana that is a name is not in the evidence."""
    if _is_written(said, evidence):
        return False
    if said.isascii():
        return len(said) > 1 and not any(fold(other) in evidence.folded for other in phrases().get(said, ()))
    return not is_word(said, "") and said not in aloud(evidence).replace(" ", "")


def _is_written(said: str, evidence: Evidence) -> bool:
    return fold(said) in evidence.folded or squeezed(said) in squeezed(evidence.plain)


def _is_person(word: Word) -> bool:
    return word.kind[1] == "固有名詞" and word.kind[2] == "人名" and len(word.surface) > 1


def _is_proper(word: Word) -> bool:
    """Whether a word is the name of a person or place, as the dictionary has it; single letters are guesses."""
    proper = word.kind[1] == "固有名詞" and word.kind[2] in ("人名", "地名")
    return proper and len(word.surface) > 1 and word.surface not in _NOT_PLACES and not word.surface.isascii()


def _titled_phrases(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Runs of nouns that end as the name of a programme or body does: 研究開発補助金, 産業振興センター."""
    run: list[Word] = []
    for word in (*sentence.words, None):
        if (
            word is not None
            and (word.kind[0] in ("名詞", "接頭辞", "接尾辞") or word.surface in "・-")
            and word.kind[1] != "数詞"
            and not any(figure.start <= word.start < figure.end for figure in sentence.figures)
        ):
            run.append(word)
            continue
        while run and run[0].kind[2] == "副詞可能":  # 近ごろ工学部
            run = run[1:]
        if run and _ENDING.search(sentence.plain[run[0].start : run[-1].end]):
            yield run[0].start, run[-1].end
        run = []


def _lacks(sentence: Sentence, start: int, end: int, evidence: Evidence) -> bool:
    """Whether a phrase's telling words are not all in the evidence; those any programme has do not tell."""
    said = sentence.plain[start:end]
    if _is_written(said, evidence) or has_of_kind(said, evidence.plain):
        return False
    inside = [word for word in sentence.words if word.weight and start <= word.start < end]
    telling = [word for word in inside if word.key not in _GENERIC and word.surface not in _GENERIC]
    missing = [
        word
        for word in telling
        if word.key not in evidence.keys
        and word.surface not in evidence.plain
        and not is_short_for(word.surface, evidence)
    ]
    return bool(missing) and len(inside) > 1


def _places(said: str, plain: str) -> Iterator[int]:
    at = plain.find(said)
    while at >= 0:
        yield at
        at = plain.find(said, at + 1)
