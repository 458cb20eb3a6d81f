"""Several questions in one, each made a question of its own."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from assistant.answering.asking_part import asking_part, tells_of_client
from assistant.answering.clauses import LEANS, asking_clauses, asks_openly, asks_whether
from assistant.answering.heads import HEADS
from assistant.answering.letter import without_number
from assistant.answering.topic import Topic, is_attribute, is_general, topic_of
from assistant.text.asking import INTERROGATIVE, OPEN_INTERROGATIVE
from assistant.text.names import NameTable
from assistant.text.normalise import normal_text
from assistant.text.sentences import sentence_spans

MOST_READ = 8
"""Questions told apart in one text."""
MAX_COORDINATED = 120
"""Characters of a clause in which ``AのxとBのy`` is looked for."""
_TOGETHER = re.compile(
    r"違い|違う|違っ|比べ|比較|どちら|どっち|両方|関係|差は|併用|共通|それぞれ|べつべつ|別々|より(?:増|減|多|少)|内訳"
)
"""Words by which two things are asked about at once."""
_ADDED = re.compile(r"(?:合わせ|あわせ)(?!て(?:教え|知り))|足[しす]|合計|合算|ひっくるめ")
"""Two things that are added up are one question: 文科と農水の予算を合わせると."""
_OF_TWO = re.compile(r".と.{1,20}(?:違|差|関係|比べ|どっち|どちら)")
_ASKS = re.compile(
    rf"{OPEN_INTERROGATIVE}|[?？]|教え(?!る|た|方|込)|知りたい|お願い|(?:(?<!と)か|かな|かしら|でしょう)[。、]*$"
    r"|(?:あかん|いかん|いる|要る|ええ|いい|でき(?:る|ん)?|られる|れる|ある|なる|出る|もらえる|使える)(?:の|ん|のん)[。、]*$"
)
_STATED = re.compile(
    rf"(?:{INTERROGATIVE})[^。?]{{0,30}}?か[^。?]{{2,}}(?:よね|たい|[てで](?:い)?る|ます|ました|まう|ない|んです|ねん|です)。$"
)
"""A question inside what is stated: 何が足らんか一緒に点検したい。"""
_OF_THAT = re.compile(r"その(?P<thing>[一-龥]{2,6}|[ァ-ヶー]{3,}|塾|店|会)")
_BRIEF = re.compile(r"^[^、。?いそこ]{2,12}(?:は|って)\?+$")
"""保証人は？ after 担保は必要？: a noun and no more."""
_LINKED = re.compile(
    r"^(?:あと|それと|それから|また|ついでに|あわせて|合わせて|で|そして|さらに|加えて)[はに、,\s]*"
)
_SCRAP = re.compile(r"[ぁ-ん]{1,2}|[一-龥]")
"""What a dictionary leaves of a name it does not know: がわ of せながわ, 琴 of 琴ヶ原."""
_PAIR = re.compile(
    r"^(?P<first>.+?の.{1,12}?)と[、,]?\s*(?P<second>.+?の.{1,12}?)(?P<end>(?:は|って|を|も|が).{0,12})$"
)
_AND = re.compile(r"(?:と|、|,|・|や|および|及び|ならびに)(?!は|って|い|の)")
_OF = re.compile(
    r"^(?P<thing>.{2,40}?)(?P<link>の|って|は|、)(?P<what>[^?？。]{2,60}?)(?P<end>(?:は|って|を|が|も)?(?:[?？。]|いくら|いくつ|教え|知り|何|どう|なん).{0,12}|は|を|も)$"
)


@dataclass(frozen=True, slots=True)
class Part:
    """One of the questions asked at once."""

    text: str
    """The question, with the subject it shares with the one before."""
    said: str
    """As it was typed."""


def _never(said: str) -> bool:
    return False


def split_parts(
    text: str, table: NameTable | None = None, is_written: Callable[[str], bool] = _never
) -> tuple[Part, ...]:
    """The questions a text asks, in its order, at most ``MOST_READ``; a comparison is one.

    ``Go-Techの補助率は？あと上限も`` → ``Go-Techの補助率は？``, ``Go-Techの上限も``; ``AとBの違いは？`` → itself

    Args:
        text: a question that stands alone.
        table: names in all their spellings; without one, names are told by their form.
        is_written: whether the documents hold a word just so.
    """

    def topic(words: str) -> Topic:
        return topic_of(words, table or NameTable(), is_written)

    said: list[str] = []
    for sentence in _asking_each(text)[:MOST_READ]:
        if _TOGETHER.search(sentence):
            said.append(sentence)
        else:
            said += [one for piece in asking_clauses(sentence) for one in _coordinated(piece, topic)]
    if len(said) < 2:
        return (Part(text, text),)
    parts, shared, thing = [], Topic((), ()), ""
    for piece in said:
        own = topic(piece)
        parts.append(Part(_with_subject(piece, own, thing), piece))
        asked = topic(asking_part(piece))  # 出展支援 of 東京の展示会に出る客ですけど、出展支援は募集してる？
        own = asked if (asked.is_own or tells_of_client(piece)) and not own.names else own
        if own.is_own or (own.nouns and not shared.names):
            shared, thing = own, _thing(own, piece)
    return tuple(parts[:MOST_READ])


def _asking_each(text: str) -> list[str]:
    """The asking sentences without the numbers they have among each other: ``2つ目、補助率は？`` → ``補助率は？``"""
    found = _asking(text)
    return list(map(without_number, found)) if len(found) > 1 else found


def _asking(text: str) -> list[str]:
    """The sentences of a text that ask something of their own, the others beside them.

    ``うちの社長が興味津々で。何ができる？あと値段は？`` → ``うちの社長が興味津々で。何ができる？``, ``あと値段は？``
    """
    found: list[str] = []
    before = ""
    for start, end in sentence_spans(text):
        sentence = text[start:end]
        plain = normal_text(sentence)
        if not found and (not _ASKS.search(plain) or _STATED.search(plain)):
            before += sentence
        elif not found or _asks_anew(sentence, found[-1]):
            found.append(before + sentence)
            before = ""
        else:
            found[-1] += sentence
    return found or [text]


def _asks_anew(sentence: str, before: str) -> bool:
    """Whether a sentence asks something else than the one before it, not the same again: ``関東局の2017の``."""
    plain = normal_text(_LINKED.sub("", sentence))
    of_both = (_TOGETHER.search(plain) and not _OF_TWO.search(plain)) or (
        _TOGETHER.search(before) and not _LINKED.match(sentence)
    )
    if of_both or (LEANS.search(plain) and not _is_of_that(plain, before)):
        return False
    asks = bool(_ASKS.search(plain))
    is_open = asks_openly(plain) or asks_openly(before) or (asks_whether(plain) and asks_whether(before))
    return (asks and is_open) or _is_short_wish(sentence)


def _is_of_that(plain: str, before: str) -> bool:
    """Whether a sentence asks openly of a thing that the one before names: 面接があるのは？その面接は何分？"""
    found = _OF_THAT.match(plain)
    return bool(found and found["thing"][:2] in before and asks_openly(plain))


def _is_short_wish(sentence: str) -> bool:
    """``あと上限も``, ``KISTECの場所。``: a noun phrase that asks by itself."""
    plain = normal_text(_LINKED.sub("", sentence)).strip("。 ")
    return bool(_BRIEF.match(plain)) or (
        len(plain) <= 12
        and not plain.endswith(("とか", "の"))
        and any(head.asked.search(plain) for head in HEADS)
    )


def _coordinated(piece: str, topic: Callable[[str], Topic]) -> list[str]:
    """``AのxとBのyは``, ``Aのxとyは`` and ``AとBのxは`` as one question each."""
    if len(piece) > MAX_COORDINATED or _ADDED.search(normal_text(piece)):
        return [piece]
    pair = _PAIR.match(piece)
    if pair and topic(pair["first"]).names and topic(pair["second"]).names:
        return [f"{pair['first']}{pair['end']}", f"{pair['second']}{pair['end']}"]
    found = _OF.match(piece)
    if not found:
        return [piece]
    things, asked = topic(found["thing"]), [w for w in _AND.split(found["what"]) if w]
    if len(asked) > 1 and things.is_own and all(_is_value(word) for word in asked):
        return [f"{found['thing']}{found['link']}{word}{found['end']}" for word in asked]
    names = [name for name in _AND.split(found["thing"]) if name]
    if len(names) > 1 and set(names) == set(things.names) and len(asked) == 1 and _is_value(asked[0]):
        return [f"{name}{found['link']}{found['what']}{found['end']}" for name in names]
    return [piece]


def _is_value(word: str) -> bool:
    """Whether a word is something asked of a programme: 補助率, 幹事機関, 有効期間; not 資金繰り, nor the issue it is asked of (第2回)."""
    plain = normal_text(word).strip()
    if re.search(r"第[0-9一二三四五六七八九十]", plain):
        return False
    return is_attribute(plain) and not re.fullmatch(r"(?:支援|補助金?|企業|大学|国|県|市)", plain)


def _thing(topic: Topic, text: str) -> str:
    """What a question is about in a few words, for those that go on from it: its name with what it is asked of that; else its first nouns.

    ``遠灘の教習センターの玉掛け、締切は`` → ``教習センターの玉掛け``
    """
    nouns = [n for n in topic.nouns if n in text and not is_general(n) and not _SCRAP.fullmatch(n)]
    if not topic.names:
        return "の".join(nouns[:2])
    name = topic.names[0]
    of_it = (f"{name}の{noun}" for noun in nouns if not is_attribute(noun))
    return next((said for said in of_it if said in text), name)


def _with_subject(piece: str, own: Topic, thing: str) -> str:
    """A question with the subject of the one before, where it has none of its own: ``あと上限も`` → ``Go-Techの上限も``."""
    bare = _LINKED.sub("", piece)
    if own.is_own or not thing:
        return bare
    return f"{thing}{'は' if re.match(OPEN_INTERROGATIVE, bare) else 'の'}{bare}"
