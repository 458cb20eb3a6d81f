"""People whom the words beside them give away: さん, 担当は, names in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.text.identifiers import Hidden
from assistant.text.name_words import BUSINESS, HONORIFIC, JOINTS, PERSON_CUE, TITLE
from assistant.text.nouns import (
    Word,
    is_family_name,
    is_other_word,
    is_own_name,
    is_plain,
    is_plain_word,
    is_unknown,
    meet,
    nouns_before,
    stretch,
)
from assistant.text.regions import is_place
from assistant.text.titles import PLAIN_HONORIFIC

_LATIN_NAME = re.compile(rf"(?<![A-Za-z])(?:[A-Z][a-z]+[ 　]){{1,2}}[A-Z][a-z]+(?={PLAIN_HONORIFIC}|社長)")
_KANA_BEFORE_HONORIFIC = re.compile(r"(?<![ぁ-ん])[ぁ-ん]{2,7}(?=さん|様|氏)")
"""Not before 先生, which is said without a name too: いろいろな先生."""
_NO_KANA_NAME = re.compile(r"(?:おか|おく|おと|おに|おば|おじ|おね|おき|みな|たく|だん|むす|よめ|こど|うち)")
_NO_NAMES = frozenset({"とき", "ころ", "ため", "こと"})
"""借りるとき代表者の保証: とき is in the dictionary of names too."""
_CLOSING = frozenset([
    "から", "が", "です", "は", "より", "、", "。", ")", "）", "に", "まで", "様", "さん",
])  # fmt: skip
_SPACES = ("", " ", "　")
_PARTICLES = "のはがをにでともへや"


def people_beside(words: Sequence[Word], text: str) -> Iterator[Hidden]:
    """The people (人名) whose neighbours tell what they are; they may overlap.

    ``担当は吉川、ふじもとさん`` → ``吉川``, ``ふじもと``
    """
    yield from _people_with_title(words)
    yield from _people_in_other_letters(text)
    yield from _people_after_cue(words, text)
    yield from _people_in_lists(words)
    yield from _people_set_apart(words, text)


def _people_with_title(words: Sequence[Word]) -> Iterator[Hidden]:
    """谷さん, トクダさん, グエン・ヴァン・アンさん, ヒラタ社長; of ワタナベモータースさん, the company."""
    for i, word in enumerate(words):
        honorific = HONORIFIC.match(word.text) is not None
        if not (honorific or TITLE.match(word.text)):
            continue
        run = nouns_before(words, i)
        if not run or (len(run) > 1 and is_plain_word(run)):
            continue
        last = run[-1]
        if last.text in _NO_NAMES:
            continue
        if BUSINESS.search(last.text) and len(run) > 1 and is_own_name(run):
            yield stretch(run, "会社名")
        elif "・" in "".join(w.text for w in run) and not is_plain(run):
            yield stretch(run, "人名")
        elif last.is_name or is_family_name(last.text) or is_unknown(last.text):
            yield stretch(_whole_name(run), "人名")
        elif honorific and is_own_name(run):
            yield stretch(run, "会社名")


def _whole_name(run: Sequence[Word]) -> Sequence[Word]:
    """The last of the nouns that make up one name: family name and given name, not the trade before it."""
    start = len(run) - 1
    while start > 0 and run[start - 1].is_name and run[start].is_name:
        start -= 1
    return run[start:]


def _people_in_other_letters(text: str) -> Iterator[Hidden]:
    """Sato Kenjiさん, ふじもとさん."""
    for match in _LATIN_NAME.finditer(text):
        yield Hidden(match.start(), match.end(), "人名")
    for match in _KANA_BEFORE_HONORIFIC.finditer(text):
        start, said = match.start(), match.group()
        if start and said[0] in _PARTICLES:
            start, said = start + 1, said[1:]
        if said.endswith("たく"):  # 中小にもたくさん
            continue
        if len(said) > 1 and not _NO_KANA_NAME.match(said) and not is_other_word(said):
            yield Hidden(start, match.end(), "人名")


def _people_after_cue(words: Sequence[Word], text: str) -> Iterator[Hidden]:
    """担当は吉川, 社長(阿部), 社長の山下, 代表取締役宮本 隆."""
    for i, word in enumerate(words):
        if not PERSON_CUE.search(text[max(0, word.start - 14) : word.start]):
            continue
        end = i
        while end < len(words) and (words[end].is_name or (end == i and _may_be_family_name(words, i))):
            end += 1
            gap = end < len(words) and words[end - 1].end + 1 == words[end].start
            if end < len(words) and not meet(words[end - 1], words[end]) and not gap:
                break
        if end > i and not (end < len(words) and BUSINESS.search(words[end].text)):
            yield stretch(words[i:end], "人名")


def _may_be_family_name(words: Sequence[Word], i: int) -> bool:
    """Whether a word tagged as a place may be meant as a person: 横山まで電話, not 福島での."""
    word = words[i]
    following = words[i + 1].text if i + 1 < len(words) else "。"
    closes = following in _CLOSING
    return "固有名詞" in word.tag and is_family_name(word.text) and closes and not is_place(word.text)


def _people_in_lists(words: Sequence[Word]) -> Iterator[Hidden]:
    """平野・大西・川端: names in a row, of which one at least can be nothing else."""
    i = 0
    while i < len(words):
        members, end = [i], i + 1
        while (
            end + 1 < len(words)
            and words[end].text in JOINTS
            and words[end + 1].tag.startswith("名詞-固有名詞")
        ):
            members.append(end + 1)
            end += 2
        listed = [words[m] for m in members]
        if (
            len(listed) > 1
            and all(is_family_name(w.text) for w in listed)
            and 2 * sum(w.is_name for w in listed) >= len(listed)
        ):
            yield from (Hidden(w.start, w.end, "人名") for w in listed if not is_place(w.text))
        i = end


def _people_set_apart(words: Sequence[Word], text: str) -> Iterator[Hidden]:
    """高見 between spaces, as in a note."""
    for word in words:
        apart = text[word.start - 1 : word.start] in _SPACES and text[word.end : word.end + 1] in _SPACES
        if word.is_name and apart and word.start and not is_place(word.text):
            yield stretch([word], "人名")
