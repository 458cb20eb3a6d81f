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
    KATAKANA,
    OURSELVES,
    PARTNER,
    PERSON_CUE,
    ROLE,
    SHOP,
    TITLE,
    TRADE,
    Word,
    is_far,
    is_family_name,
    is_hiragana,
    is_own_name,
    is_plain,
    is_plain_word,
    is_unknown,
)
from assistant.text.regions import is_place
from assistant.text.tokens import word_kinds

_SAID_OF = re.compile(
    r"という(?:お?店|会社|企業|法人|業者|屋号|名前|社名|店名|[一-龥]{0,3}(?:旅館|銭湯|食堂|工房|農園|工務店|工場|商店|店))|って(?:いう)?(?:お?店|会社)"
)
_WE_ARE = re.compile(r"(?:うち|当店|当社|弊社|お?店)は([^、。はが\s　]{2,16})と(?:言い|いい|いう|申し)")
_GOODS = re.compile(
    r"^(?:洋菓子|和菓子|お?菓子|ケーキ|パン|寿司|うどん|そば|お?茶|お?酒|豆腐|お?肉|お?花|家具|靴|時計|眼鏡|お?米|焼肉|ラーメン)$"
)
_KANA_BUSINESS = re.compile(
    rf"(?:^|(?<=[\s　、。「・→：:(（のは]))([ぁ-ん]{{3,8}}(?<!から)(?<!より)(?<!まま)(?<!だけ)(?<![いなるたのともにはがをへねす]))(?={TRADE.pattern[:-1]}|[亭庵堂])"
)
_QUOTED = re.compile(r"[「『“\"]([^」』”\"]{2,30})[」』”\"]")
_ENDS_NOTE = re.compile(r"[ 　→⇒:：(（／/]")
_SHOP_NAMED = re.compile(r"[屋堂亭庵軒荘]$")
_LATIN_NAME = re.compile(r"(?<![A-Za-z])(?:[A-Z][a-z]+[ 　]){1,2}[A-Z][a-z]+(?=さん|様|氏|先生|社長)")
_KANA_BEFORE_HONORIFIC = re.compile(r"(?<![ぁ-ん])[ぁ-ん]{2,7}(?=さん|様|氏)")
_NO_KANA_NAME = re.compile(
    r"(?:おか|おく|おと|おに|おば|おじ|おね|みな|たく|だん|むす|よめ|こど|うち|おき|おか)"
)
_SPACES = ("", " ", "　")
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
    yield from _companies_in_kana(words, text)
    yield from _shops(words)
    yield from _in_a_note(words, text)


def _joined(words: Sequence[Word], kind: str) -> Hidden:
    return Hidden(words[0].start, words[-1].end, kind)


def _before(words: Sequence[Word], stop: int) -> Sequence[Word]:
    """The nouns in a row that end just before words[stop]."""
    start = stop
    while (
        start > 0 and _is_part(words[start - 1]) and (start == stop or _meet(words[start - 1], words[start]))
    ):
        start -= 1
    if start < stop < len(words) and not _meet(words[stop - 1], words[stop]):
        return ()
    while start < stop and words[start].text in "・-":
        start += 1
    return words[start:stop]


def _after(words: Sequence[Word], start: int) -> Sequence[Word]:
    """The nouns in a row that begin at words[start]."""
    stop = start
    while (
        stop < len(words) and _is_part(words[stop]) and (stop == start or _meet(words[stop - 1], words[stop]))
    ):
        stop += 1
    return words[start:stop]


def _is_part(word: Word) -> bool:
    return word.is_noun and not TITLE.match(word.text) and "名詞-数詞" not in word.tag


def _meet(first: Word, second: Word) -> bool:
    return first.end == second.start


def _people_with_title(words: Sequence[Word]) -> Iterator[Hidden]:
    """谷さん, トクダさん, グエン・ヴァン・アンさん, ヒラタ社長; of ワタナベモータースさん, the company."""
    for i, word in enumerate(words):
        honorific = HONORIFIC.match(word.text) is not None
        if not (honorific or TITLE.match(word.text)):
            continue
        run = _before(words, i)
        if not run or (len(run) > 1 and is_plain_word(run)):
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
        if len(said) > 1 and not _NO_KANA_NAME.match(said) and not _is_other_word(said):
            yield Hidden(start, match.end(), "人名")


def _is_other_word(said: str) -> bool:
    """Whether hiragana is a word of its own and no name: いぬ, not さいとう."""
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
    closes = following in {
        "から",
        "が",
        "です",
        "は",
        "より",
        "、",
        "。",
        ")",
        "）",
        "に",
        "まで",
        "様",
        "さん",
    }
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


def _companies_said_so(words: Sequence[Word], text: str) -> Iterator[Hidden]:
    """ダイヤクリーニングという会社, 屋号「花ごころ」, 取引先のデンソー."""
    for match in _SAID_OF.finditer(text):
        stop = next((i for i, word in enumerate(words) if word.start >= match.start()), len(words))
        start = stop
        while start and not words[start - 1].is_break:
            start -= 1
        if start < stop and not words[stop - 1].text.endswith(("会社", "企業", "法人")):
            yield _joined(words[start:stop], "会社名")
    for match in _WE_ARE.finditer(text):
        yield Hidden(match.start(1), match.end(1), "会社名")
    for match in _QUOTED.finditer(text):
        if CALLED.search(text[: match.start()]) or _SAID_OF.match(text, match.end()):
            yield Hidden(match.start(1), match.end(1), "会社名")
    for i, word in enumerate(words):
        before = text[: word.start]
        called = CALLED.search(before) is not None
        if called or PARTNER.search(before):
            run = _after(words, i)
            if (
                run
                and (is_own_name(run) or (called and _may_be_called(run)))
                and not (i and words[i - 1].end == word.start and words[i - 1].is_noun and not called)
            ):
                yield _joined(run, "会社名")


def _may_be_called(run: Sequence[Word]) -> bool:
    """Whether nouns after 屋号 may be one: まごころ亭, ネクストリンク, not 変更 or 登録手続き."""
    if run[0].text in GENERIC:
        return False
    if KATAKANA.fullmatch("".join(word.text for word in run)):
        return True
    return not is_plain(run) or (len(run) > 1 and BUSINESS.search(run[-1].text) is not None)


def _companies_of_somebody(words: Sequence[Word]) -> Iterator[Hidden]:
    """ヒラタの社長, カフェ・ド・ミモザの本多さん, テラモトの寺本氏: an own name, whose somebody is spoken of."""
    for i, word in enumerate(words):
        if word.text != "の" or i + 1 >= len(words):
            continue
        run, following = _before(words, i), _after(words, i + 1)
        if _GOODS.match(run[-1].text if run else "") and following and _may_be_shop(following):
            yield _joined([run[-1], *following], "会社名")
        titled = i + 1 + len(following) < len(words) and TITLE.match(words[i + 1 + len(following)].text)
        somebody = ROLE.match(words[i + 1].text) or (titled and following and following[-1].is_name)
        several = len(run) > 1
        kana_name = several and is_hiragana(run[0].text) and BUSINESS.search(run[-1].text)
        if run and somebody and (is_own_name(run) or kana_name or (several and SHOP.match(run[0].text))):
            yield _joined(run, "会社名")


def _may_be_shop(run: Sequence[Word]) -> bool:
    """What a trader's own name is after 洋菓子の, 寿司の: モンレーブ, 丸亀屋."""
    joined = "".join(word.text for word in run)
    return is_own_name(run) or (_SHOP_NAMED.search(joined) is not None and "固有" in run[0].tag)


def _companies_by_business(words: Sequence[Word]) -> Iterator[Hidden]:
    """ツカモト交通, 五十嵐鋸店: an own name, and a line of business at the end of the nouns it begins."""
    for i, word in enumerate(words):
        if i and _is_part(words[i - 1]) and _meet(words[i - 1], word):
            continue
        run = _after(words, i)
        while run and run[0].text in OURSELVES:
            run = run[1:]
        if len(run) < 2 or run[0].text in ANY_OLD:
            last = run[0] if run else None
            if last and "固有名詞-一般" in last.tag and _SHOP_NAMED.search(last.text):
                yield _joined(run, "会社名")
            continue
        ends = [n for n in range(1, len(run)) if BUSINESS.search(run[n].text)]
        inn = "固有" in run[-1].tag and _SHOP_NAMED.search(run[-1].text) and not is_place(run[-1].text)
        if inn or (run[-1].text in "屋亭庵" and "固有" in run[-2].tag):
            yield _joined(run, "会社名")
        elif trade := _with_trade(run):
            yield _joined(trade, "会社名")
        elif ends and is_own_name(run[:1]):
            yield _joined(run[: ends[-1] + 1], "会社名")


def _companies_in_kana(words: Sequence[Word], text: str) -> Iterator[Hidden]:
    """おひさま保育園: hiragana that is no other word, however the tokenizer cuts it, before a line of business."""
    for match in _KANA_BUSINESS.finditer(text):
        run = _after(words, next(i for i, word in enumerate(words) if word.end > match.end(1)))
        if run and not _is_other_word(match[1]) and TRADE.search("".join(word.text for word in run)):
            yield Hidden(match.start(1), run[-1].end, "会社名")


def _with_trade(run: Sequence[Word]) -> Sequence[Word]:
    """The part of the nouns that is a name with its trade: ヤマト食品 of ヤマト食品山戸; empty for 冷凍食品."""
    for stop in range(len(run), 1, -1):
        if TRADE.search("".join(word.text for word in run[:stop])):
            if is_own_name(run[:1]) or is_far(run[0], run[1:stop]):
                return run[:stop]
        if "固有名詞" not in run[stop - 1].tag:
            break
    return ()


def _shops(words: Sequence[Word]) -> Iterator[Hidden]:
    """居酒屋のんべえ, パティスリー・ルミエール: a kind of shop with a name glued to it; not カフェ事業."""
    for i, word in enumerate(words):
        if not SHOP.match(word.text):
            continue
        run = [w for w in _after(words, i)]
        french = any(w.text == "・" for w in run[2:])
        rest = [w for w in run[1:] if w.text != "・"]
        if (
            rest
            and rest[0].text not in GENERIC
            and (
                french
                or _is_latin(rest[0].text)
                or is_own_name(rest)
                or is_hiragana(rest[0].text)
                or any(is_unknown(w.text) for w in rest)
            )
        ):
            yield _joined(run, "会社名")


def _in_a_note(words: Sequence[Word], text: str) -> Iterator[Hidden]:
    """ＫＳテクノ 特許 外国出願, and 高見 between spaces: what a note sets apart, if it can only be a name."""
    for word in words:
        apart = text[word.start - 1 : word.start] in _SPACES and text[word.end : word.end + 1] in _SPACES
        if word.is_name and apart and word.start and not is_place(word.text):
            yield _joined([word], "人名")
    run = _after(words, 0)
    if (
        run
        and run[-1].end < len(text)
        and _ENDS_NOTE.match(text, run[-1].end)
        and (is_own_name(run) or _is_latin_business(run))
    ):
        yield _joined(run, "人名" if all(w.is_name for w in run) else "会社名")


def _is_latin(text: str) -> bool:
    """Whether a word is Latin letters, and not one of the usual abbreviations."""
    plain = unicodedata.normalize("NFKC", text)
    return len(plain) > 1 and plain.isascii() and plain.isalpha() and plain.upper() not in ACRONYMS


def _is_latin_business(run: Sequence[Word]) -> bool:
    """ＫＳテクノ, not ITサービス."""
    return len(run) > 1 and _is_latin(run[0].text) and BUSINESS.search(run[-1].text) is not None
