"""People and companies that only the words beside them give away: 屋号, という会社, 担当は, さん, の社長.

Each function takes the words of a text in order and yields what it finds; what overlaps is sorted out later.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from assistant.text.identifiers import Hidden
from assistant.text.name_words import (
    ACRONYMS,
    ANY_OLD,
    BUSINESS,
    CALLED,
    GENERIC,
    HONORIFIC,
    JOINTS,
    PARTNER,
    PERSON_CUE,
    ROLE,
    SHOP,
    TITLE,
    Word,
    is_family_name,
    is_hiragana,
    is_own_name,
    is_plain,
    is_unknown,
)
from assistant.text.regions import is_place

_SAID_OF = re.compile(r"という(?:お?店|会社|企業|法人|業者|屋号|名前|社名|店名)|って(?:いう)?(?:お?店|会社)")
_QUOTED = re.compile(r"[「『“\"]([^」』”\"]{2,30})[」』”\"]")
_ENDS_NOTE = re.compile(r"[ 　→⇒:：(（／/]")
_SHOP_NAMED = re.compile(r"[屋堂亭庵軒荘]$")
_LATIN_NAME = re.compile(r"(?<![A-Za-z])(?:[A-Z][a-z]+[ 　]){1,2}[A-Z][a-z]+(?=さん|様|氏|先生|社長)")
_KANA_BEFORE_HONORIFIC = re.compile(r"(?<![ぁ-ん])[ぁ-ん]{2,7}(?=さん|様|氏)")
_NO_KANA_NAME = re.compile(r"(?:おか|おく|おと|おに|おば|おじ|おね|みな|たく|だん|むす|よめ|こど|うち|おき|おか)")
_PARTICLES = "のはがをにでともへや"


def by_cues(words: Sequence[Word], text: str) -> Iterator[Hidden]:
    """The people (人名) and companies (会社名) whose neighbours tell what they are; they may overlap.

    ``ヒラタの社長、担当は吉川、屋号まごころ亭`` → 会社名 ``ヒラタ``, 人名 ``吉川``, 会社名 ``まごころ亭``
    """
    yield from _people_with_title(words)
    yield from _people_in_other_letters(text)
    yield from _people_after_cue(words, text)
    yield from _people_in_lists(words)
    yield from _companies_said_so(words, text)
    yield from _companies_of_somebody(words)
    yield from _companies_by_business(words)
    yield from _shops(words)
    yield from _first_in_a_note(words, text)


def _joined(words: Sequence[Word], kind: str) -> Hidden:
    return Hidden(words[0].start, words[-1].end, kind)


def _before(words: Sequence[Word], stop: int) -> Sequence[Word]:
    """The nouns in a row that end just before words[stop]."""
    start = stop
    while start > 0 and _is_part(words[start - 1]) and (start == stop or _meet(words[start - 1], words[start])):
        start -= 1
    if start < stop < len(words) and not _meet(words[stop - 1], words[stop]):
        return ()
    while start < stop and words[start].text in "・-":
        start += 1
    return words[start:stop]


def _after(words: Sequence[Word], start: int) -> Sequence[Word]:
    """The nouns in a row that begin at words[start]."""
    stop = start
    while stop < len(words) and _is_part(words[stop]) and (stop == start or _meet(words[stop - 1], words[stop])):
        stop += 1
    return words[start:stop]


def _is_part(word: Word) -> bool:
    return word.is_noun and not TITLE.match(word.text) and "数詞" not in word.tag


def _meet(first: Word, second: Word) -> bool:
    return first.end == second.start


def _people_with_title(words: Sequence[Word]) -> Iterator[Hidden]:
    """谷さん, トクダさん, グエン・ヴァン・アンさん, ヒラタ社長; of ワタナベモータースさん, the company."""
    for i, word in enumerate(words):
        honorific = HONORIFIC.match(word.text) is not None
        if not (honorific or TITLE.match(word.text)):
            continue
        run = _before(words, i)
        if not run:
            continue
        last = run[-1]
        if BUSINESS.search(last.text) and len(run) > 1 and is_own_name(run):
            yield _joined(run, "会社名")
        elif "・" in "".join(w.text for w in run) and not is_plain(run):
            yield _joined(run, "人名")
        elif last.is_name or is_family_name(last.text) or is_unknown(last.text):
            yield _joined(_whole_name(run), "人名")
        elif honorific and is_own_name(run):
            yield _joined(run, "会社名")


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
        if len(said) > 1 and not _NO_KANA_NAME.match(said) and not (is_plain_kana(said)):
            yield Hidden(start, match.end(), "人名")


def is_plain_kana(said: str) -> bool:
    """Whether hiragana before さん is a word of its own and no name: いぬ, not さいとう."""
    from assistant.text.tokens import word_kinds

    kinds = word_kinds(said)
    return bool(kinds) and not any(kind[2] == "人名" for kind in kinds)


def _people_after_cue(words: Sequence[Word], text: str) -> Iterator[Hidden]:
    """担当は吉川, 社長(阿部), 社長の山下, 代表取締役宮本 隆."""
    for i, word in enumerate(words):
        if not PERSON_CUE.search(text[max(0, word.start - 14) : word.start]):
            continue
        end = i
        while end < len(words) and (words[end].is_name or (end == i and _may_be_family_name(words, i))):
            end += 1
            gap = end < len(words) and words[end - 1].end + 1 == words[end].start
            if end < len(words) and not _meet(words[end - 1], words[end]) and not gap:
                break
        if end > i and not (end < len(words) and BUSINESS.search(words[end].text)):
            yield _joined(words[i:end], "人名")


def _may_be_family_name(words: Sequence[Word], i: int) -> bool:
    """Whether a word tagged as a place may be meant as a person: 横山まで電話, not 福島での."""
    word = words[i]
    following = words[i + 1].text if i + 1 < len(words) else "。"
    closes = following in {"から", "が", "です", "は", "より", "、", "。", ")", "）", "に", "まで", "様", "さん"}
    return "固有名詞" in word.tag and is_family_name(word.text) and closes and not is_place(word.text)


def _people_in_lists(words: Sequence[Word]) -> Iterator[Hidden]:
    """平野・大西・川端: names in a row, of which one at least can be nothing else."""
    i = 0
    while i < len(words):
        members, end = [i], i + 1
        while end + 1 < len(words) and words[end].text in JOINTS and words[end + 1].tag.startswith("名詞-固有名詞"):
            members.append(end + 1)
            end += 2
        listed = [words[m] for m in members]
        if len(listed) > 1 and all(is_family_name(w.text) for w in listed) and 2 * sum(
            w.is_name for w in listed
        ) >= len(listed):
            yield from (Hidden(w.start, w.end, "人名") for w in listed if not is_place(w.text))
        i = end


def _companies_said_so(words: Sequence[Word], text: str) -> Iterator[Hidden]:
    """ダイヤクリーニングという会社, 屋号「花ごころ」, 取引先のデンソー."""
    for match in _SAID_OF.finditer(text):
        run = _before(words, next((i for i, w in enumerate(words) if w.start >= match.start()), len(words)))
        if run and not run[-1].text.endswith(("会社", "企業", "法人")):
            yield _joined(run, "会社名")
    for match in _QUOTED.finditer(text):
        if CALLED.search(text[: match.start()]) or _SAID_OF.match(text, match.end()):
            yield Hidden(match.start(1), match.end(1), "会社名")
    for i, word in enumerate(words):
        before = text[: word.start]
        called = CALLED.search(before) is not None
        if called or PARTNER.search(before):
            run = _after(words, i)
            if run and (is_own_name(run) or (called and _may_be_called(run))) and not (i and words[i - 1].end == word.start and words[i - 1].is_noun and not called):
                yield _joined(run, "会社名")


def _may_be_called(run: Sequence[Word]) -> bool:
    """Whether nouns after 屋号 may be one: まごころ亭, not 変更 or 登録手続き."""
    if run[0].text in GENERIC:
        return False
    return not is_plain(run) or (len(run) > 1 and BUSINESS.search(run[-1].text) is not None)


def _companies_of_somebody(words: Sequence[Word]) -> Iterator[Hidden]:
    """ヒラタの社長, カフェ・ド・ミモザの本多さん, テラモトの寺本氏: an own name, whose somebody is spoken of."""
    for i, word in enumerate(words):
        if word.text != "の" or i + 1 >= len(words):
            continue
        run, following = _before(words, i), _after(words, i + 1)
        titled = i + 1 + len(following) < len(words) and TITLE.match(words[i + 1 + len(following)].text)
        somebody = ROLE.match(words[i + 1].text) or (titled and following and following[-1].is_name)
        several = len(run) > 1
        kana_name = several and is_hiragana(run[0].text) and BUSINESS.search(run[-1].text)
        if run and somebody and (is_own_name(run) or kana_name or (several and SHOP.match(run[0].text))):
            yield _joined(run, "会社名")


def _companies_by_business(words: Sequence[Word]) -> Iterator[Hidden]:
    """ツカモト交通, 五十嵐鋸店: an own name, and a line of business at the end of the nouns it begins."""
    for i, word in enumerate(words):
        if i and _is_part(words[i - 1]) and _meet(words[i - 1], word):
            continue
        run = _after(words, i)
        if len(run) < 2 or run[0].text in ANY_OLD:
            last = run[0] if run else None
            if last and "固有名詞-一般" in last.tag and _SHOP_NAMED.search(last.text):
                yield _joined(run, "会社名")
            continue
        ends = [n for n in range(1, len(run)) if BUSINESS.search(run[n].text)]
        inn = "固有" in run[-1].tag and _SHOP_NAMED.search(run[-1].text) and not is_place(run[-1].text)
        if inn or (run[-1].text in "屋亭庵" and "固有" in run[-2].tag):
            yield _joined(run, "会社名")
        elif ends and is_own_name(run[:1]):
            yield _joined(run[: ends[-1] + 1], "会社名")


def _shops(words: Sequence[Word]) -> Iterator[Hidden]:
    """居酒屋のんべえ, パティスリー・ルミエール: a kind of shop with a name glued to it; not カフェ事業."""
    for i, word in enumerate(words):
        if not SHOP.match(word.text):
            continue
        run = [w for w in _after(words, i)]
        french = any(w.text == "・" for w in run[2:])
        rest = [w for w in run[1:] if w.text != "・"]
        if rest and rest[0].text not in GENERIC and (
            french or is_own_name(rest) or is_hiragana(rest[0].text) or any(is_unknown(w.text) for w in rest)
        ):
            yield _joined(run, "会社名")


def _first_in_a_note(words: Sequence[Word], text: str) -> Iterator[Hidden]:
    """ＫＳテクノ 特許 外国出願: what a note begins with, set apart, if it can only be a name."""
    run = _after(words, 0)
    if run and run[-1].end < len(text) and _ENDS_NOTE.match(text, run[-1].end) and (is_own_name(run) or _is_latin_business(run)):
        yield _joined(run, "人名" if all(w.is_name for w in run) else "会社名")


def _is_latin_business(run: Sequence[Word]) -> bool:
    """ＫＳテクノ, not ITサービス."""
    first = unicodedata.normalize("NFKC", run[0].text)
    return (
        len(run) > 1
        and first.isascii()
        and first.isalpha()
        and first.upper() not in ACRONYMS
        and BUSINESS.search(run[-1].text) is not None
    )
