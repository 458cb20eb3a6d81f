"""Several questions in one, each made a question of its own."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from assistant.answering.asking_part import asking_part, tells_of_client
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
)
_STATED = re.compile(
    rf"(?:{INTERROGATIVE})[^。?]{{0,30}}?か[^。?]{{2,}}(?:よね|たい|[てで](?:い)?る|ます|ました|まう|ない|んです|ねん|です)。$"
)
"""A question inside what is stated: 何が足らんか一緒に点検したい。"""
_LEANS = re.compile(
    r"そう|それ(?!と|から|ぞれ)|その(?!後|うち|ほか|他)|(?<!ど)これ|(?<![どと])この|あれ|^(?![^。]*の[^の。]{1,10}のやつは).*やつ|"
    r"(?:載って|書いて|書かれて)い?(?:る|ある)(?:の|もの|もん|やつ)?(?:は|を)?(?:全部|ぜんぶ|全て|すべて)|人(?:です|なの)?か?[?？。]*$|^(?:って|と(?:いう|聞|言))|"
    r"^(?:で|あと)?[、]?(?:どこの|何の|何て|なんて|何という|なんという|どういう)+(?:誰|人|方|先生|トップ|偉いさん|役職|肩書き?|所属|部署|立場|部門|代表)(?:の人|の方)?(?:は|です|なの|なん|だっけ|やっけ|や|か|、)*[?？。]*$"
)
"""A sentence that points back into its own question belongs to it: …ですよね？2026年の会議でもそう言ってる？, …は誰？どこのトップ？"""
_CLAUSES = re.compile(
    r"(?<=か)、|(?<=んか)と、|(?<=のか)と、|(?<=[でてし])、(?=[^、]{1,15}(?:は|って))|(?<=とは)、|[、,](?=(?:あと|それと|それから|また|ついでに|あわせて))"
)
_BRIEF = re.compile(r"^[^、。?いそこ]{2,12}(?:は|って)\?+$")
"""保証人は？ after 担保は必要？: a noun and no more."""
_LINKED = re.compile(
    r"^(?:あと|それと|それから|また|ついでに|あわせて|合わせて|で|そして|さらに|加えて)[はに、,\s]*"
)
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
            said += [one for piece in _clauses(sentence) for one in _coordinated(piece, topic)]
    if len(said) < 2:
        return (Part(text, text),)
    parts, shared = [], Topic((), ())
    for piece in said:
        own = topic(piece)
        parts.append(Part(_with_subject(piece, own, shared), piece))
        asked = topic(asking_part(piece))  # 出展支援 of 東京の展示会に出る客ですけど、出展支援は募集してる？
        own = asked if (asked.is_own or tells_of_client(piece)) and not own.names else own
        shared = own if own.is_own or (own.nouns and not shared.names) else shared
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
    if _LEANS.search(plain) or of_both:
        return False
    asks = bool(_ASKS.search(plain))
    return (asks and (_asks_openly(plain) or _asks_openly(before))) or _is_short_wish(sentence)


def _is_short_wish(sentence: str) -> bool:
    """``あと上限も``, ``KISTECの場所。``: a noun phrase that asks by itself."""
    plain = normal_text(_LINKED.sub("", sentence)).strip("。 ")
    return bool(_BRIEF.match(plain)) or (
        len(plain) <= 12
        and not plain.endswith(("とか", "の"))
        and any(head.asked.search(plain) for head in HEADS)
    )


def _clauses(sentence: str) -> list[str]:
    """Clauses of a sentence that each ask: ``何か、誰が対象か`` → ``何か``, ``誰が対象か``."""
    pieces, start = [], 0
    for found in _CLAUSES.finditer(sentence):
        left, right = sentence[start : found.start()], sentence[found.end() :]
        quoted = left.count("「") != left.count("」")
        # 電話当番のメモで、相談は誰に？ asks once, 金利いくらで、締切は？ twice
        asks_nothing = left.endswith("で") and not re.search(INTERROGATIVE, left)
        if (
            not (quoted or asks_nothing)
            and _asks_openly(left)
            and _asks_openly(right)
            and not _LEANS.search(normal_text(right))
        ):
            pieces.append(left)
            start = found.end()
    return [*pieces, sentence[start:]]


def _asks_openly(clause: str) -> bool:
    """Whether a clause asks for something by a word: an interrogative, or a kind of value."""
    plain = normal_text(clause)
    return bool(re.search(OPEN_INTERROGATIVE, plain)) or any(head.asked.search(plain) for head in HEADS)


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


def _with_subject(piece: str, own: Topic, shared: Topic) -> str:
    """A question with the subject of the one before, where it has none of its own: ``あと上限も`` → ``Go-Techの上限も``."""
    bare = _LINKED.sub("", piece)
    if own.is_own or not (shared.names or shared.nouns):
        return bare
    nouns = [noun for noun in shared.nouns if not is_general(noun)]
    thing = shared.names[0] if shared.names else "の".join(nouns[:2])
    return f"{thing}{'は' if re.match(OPEN_INTERROGATIVE, bare) else 'の'}{bare}" if thing else bare
