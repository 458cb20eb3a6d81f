"""Companies that the words beside them give away: 屋号, という会社, の社長, a line of business."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.text.identifiers import Hidden
from assistant.text.name_words import (
    ANY_OLD,
    BUSINESS,
    CALLED,
    GENERIC,
    KATAKANA,
    OURSELVES,
    PARTNER,
    ROLE,
    SHOP,
    TITLE,
    TRADE,
)
from assistant.text.nouns import (
    Word,
    is_common,
    is_far,
    is_hiragana,
    is_latin_name,
    is_other_word,
    is_own_name,
    is_part,
    is_plain,
    is_unknown,
    meet,
    nouns_after,
    nouns_before,
    stretch,
    text_of,
)
from assistant.text.regions import is_place

_SAID_OF = re.compile(
    r"という(?:お?店|会社|企業|法人|業者|屋号|名前|社名|店名|[一-龥]{0,3}(?:旅館|銭湯|食堂|工房|農園|工務店|工場|商店|店))|って(?:いう)?(?:お?店|会社)"
)
_WE_ARE = re.compile(r"(?:うち|当店|当社|弊社|お?店)は([^、。はが\s　]{2,16})と(?:言い|いい|申し)ま")
_GOODS = re.compile(
    r"^(?:洋菓子|和菓子|お?菓子|ケーキ|パン|寿司|うどん|そば|お?茶|お?酒|豆腐|お?肉|お?花|家具|靴|時計|眼鏡|お?米|焼肉|ラーメン)$"
)
_KANA_BUSINESS = re.compile(
    rf"(?:^|(?<=[\s　、。「・→：:(（のは]))([ぁ-ん]{{3,8}}(?<!から)(?<!より)(?<!まま)(?<!だけ)(?<![いなるたのともにはがをへねす]))(?={TRADE.pattern[:-1]}|[亭庵堂])"
)
_QUOTED = re.compile(r"[「『“\"]([^」』”\"]{2,30})[」』”\"]")
_ENDS_NOTE = re.compile(r"[ 　→⇒:：(（／/]")
_SHOP_NAMED = re.compile(r"[屋堂亭庵軒荘]$")


def companies_beside(words: Sequence[Word], text: str) -> Iterator[Hidden]:
    """The companies (会社名) whose neighbours tell what they are; they may overlap.

    ``ヒラタの社長、屋号まごころ亭`` → ``ヒラタ``, ``まごころ亭``
    """
    yield from _companies_said_so(words, text)
    yield from _companies_of_somebody(words)
    yield from _companies_by_business(words)
    yield from _companies_in_kana(words, text)
    yield from _shops(words)
    yield from _first_in_a_note(words, text)


def _companies_said_so(words: Sequence[Word], text: str) -> Iterator[Hidden]:
    """ダイヤクリーニングという会社, 屋号「花ごころ」, 取引先のデンソー."""
    for match in _SAID_OF.finditer(text):
        stop = next((i for i, word in enumerate(words) if word.start >= match.start()), len(words))
        start = stop
        while start and not words[start - 1].is_break:
            start -= 1
        # what one would do, told of a firm, is no name of it: 行きたいという会社
        is_name = start < stop and not words[stop - 1].tag.startswith(("助動詞", "動詞", "形容詞"))
        if is_name and not words[stop - 1].text.endswith(("会社", "企業", "法人")):
            yield stretch(words[start:stop], "会社名")
    for match in _WE_ARE.finditer(text):
        if not is_common(match[1]):
            yield Hidden(match.start(1), match.end(1), "会社名")
    for match in _QUOTED.finditer(text):
        if CALLED.search(text[: match.start()]) or _SAID_OF.match(text, match.end()):
            yield Hidden(match.start(1), match.end(1), "会社名")
    for i, word in enumerate(words):
        before = text[: word.start]
        called = CALLED.search(before) is not None
        if called or PARTNER.search(before):
            run = nouns_after(words, i)
            if run and (is_own_name(run) or (called and _may_be_called(run))):
                yield stretch(run, "会社名")


def _may_be_called(run: Sequence[Word]) -> bool:
    """Whether nouns after 屋号 may be one: まごころ亭, ネクストリンク, not 変更 or 登録手続き."""
    if run[0].text in GENERIC:
        return False
    if KATAKANA.fullmatch(text_of(run)):
        return True
    return not is_plain(run) or (len(run) > 1 and BUSINESS.search(run[-1].text) is not None)


def _companies_of_somebody(words: Sequence[Word]) -> Iterator[Hidden]:
    """ヒラタの社長, カフェ・ド・ミモザの本多さん, テラモトの寺本氏: an own name, whose somebody is spoken of."""
    for i, word in enumerate(words):
        if word.text != "の" or i + 1 >= len(words):
            continue
        run, following = nouns_before(words, i), nouns_after(words, i + 1)
        if _GOODS.match(run[-1].text if run else "") and following and _may_be_shop(following):
            yield stretch([run[-1], *following], "会社名")
        titled = i + 1 + len(following) < len(words) and TITLE.match(words[i + 1 + len(following)].text)
        somebody = ROLE.match(words[i + 1].text) or (titled and following and following[-1].is_name)
        several = len(run) > 1
        kana_name = several and is_hiragana(run[0].text) and BUSINESS.search(run[-1].text)
        if run and somebody and (is_own_name(run) or kana_name or (several and SHOP.match(run[0].text))):
            yield stretch(run, "会社名")


def _may_be_shop(run: Sequence[Word]) -> bool:
    """What a trader's own name is after 洋菓子の, 寿司の: モンレーブ, 丸亀屋."""
    joined = text_of(run)
    return is_own_name(run) or (_SHOP_NAMED.search(joined) is not None and "固有" in run[0].tag)


def _companies_by_business(words: Sequence[Word]) -> Iterator[Hidden]:
    """ツカモト交通, 五十嵐鋸店: an own name, and a line of business at the end of the nouns it begins."""
    for i, word in enumerate(words):
        if i and is_part(words[i - 1]) and meet(words[i - 1], word):
            continue
        run = nouns_after(words, i)
        while run and run[0].text in OURSELVES:
            run = run[1:]
        if len(run) < 2 or run[0].text in ANY_OLD:
            last = run[0] if run else None
            if last and "固有名詞-一般" in last.tag and _SHOP_NAMED.search(last.text):
                yield stretch(run, "会社名")
            continue
        ends = [n for n in range(1, len(run)) if BUSINESS.search(run[n].text)]
        inn = "固有" in run[-1].tag and _SHOP_NAMED.search(run[-1].text) and not is_place(run[-1].text)
        if inn or (run[-1].text in "屋亭庵" and "固有" in run[-2].tag):
            yield stretch(run, "会社名")
        elif trade := _with_trade(run):
            yield stretch(trade, "会社名")
        elif ends and is_own_name(run[:1]):
            yield stretch(run[: ends[-1] + 1], "会社名")


def _companies_in_kana(words: Sequence[Word], text: str) -> Iterator[Hidden]:
    """おひさま保育園: hiragana that is no other word, however the tokenizer cuts it, before a line of business."""
    for match in _KANA_BUSINESS.finditer(text):
        run = nouns_after(words, next(i for i, word in enumerate(words) if word.end > match.end(1)))
        if run and not is_other_word(match[1]) and TRADE.search(text_of(run)):
            yield Hidden(match.start(1), run[-1].end, "会社名")


def _with_trade(run: Sequence[Word]) -> Sequence[Word]:
    """The part of the nouns that is a name with its trade: ヤマト食品 of ヤマト食品山戸; empty for 冷凍食品."""
    for stop in range(len(run), 1, -1):
        ends_in_trade = TRADE.search(text_of(run[:stop]))
        if ends_in_trade and (is_own_name(run[:1]) or is_far(run[0], run[1:stop])):
            return run[:stop]
        if "固有名詞" not in run[stop - 1].tag:
            break
    return ()


def _shops(words: Sequence[Word]) -> Iterator[Hidden]:
    """居酒屋のんべえ, パティスリー・ルミエール: a kind of shop with a name glued to it; not カフェ事業."""
    for i, word in enumerate(words):
        if not SHOP.match(word.text):
            continue
        run = nouns_after(words, i)
        rest = [part for part in run[1:] if part.text != "・"]
        if rest and rest[0].text not in GENERIC and _may_name_a_shop(rest, joined="・" in text_of(run[2:])):
            yield stretch(run, "会社名")


def _may_name_a_shop(rest: Sequence[Word], *, joined: bool) -> bool:
    """Whether what is glued to a kind of shop is its name; ``joined``: whether ・ stands in it, as in ラ・フルール."""
    first = rest[0].text
    odd = is_latin_name(first) or is_hiragana(first) or any(is_unknown(part.text) for part in rest)
    return joined or odd or is_own_name(rest)


def _first_in_a_note(words: Sequence[Word], text: str) -> Iterator[Hidden]:
    """ＫＳテクノ 特許 外国出願: what a note begins with, set apart, if it can only be a name."""
    run = nouns_after(words, 0)
    if (
        run
        and run[-1].end < len(text)
        and _ENDS_NOTE.match(text, run[-1].end)
        and (is_own_name(run) or _is_latin_business(run))
    ):
        yield stretch(run, "人名" if all(w.is_name for w in run) else "会社名")


def _is_latin_business(run: Sequence[Word]) -> bool:
    """ＫＳテクノ, not ITサービス."""
    return len(run) > 1 and is_latin_name(run[0].text) and BUSINESS.search(run[-1].text) is not None
