"""How sure and how binding a statement is, beside its evidence: 検討 is not 決定, 見込み not 確定, 任意 not 必須."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.grounding.alignment import aligned, best_clause, clauses, overlap, words_in
from assistant.grounding.extent import BINDING, duty, extent, from_nothing
from assistant.grounding.polarity import ENOUGH
from assistant.grounding.problem import Problem
from assistant.grounding.reading import Evidence, Sentence, Word

_HEDGES: dict[str, re.Pattern[str]] = {
    "検討中": re.compile(
        r"検討(?!会|委員|課題|結果|事項|内容|経緯|体制|状況|の上|のうえ|した結果|を経)|議論(?:して|中|され)|協議(?:して|中)|調整(?:して|中)|方向で|段階(?=です|である|だ|に(?:ある|あり))"
    ),
    "予定": re.compile(
        r"[おこそとのほもよろごぞどぼ]うと(?:考え|思|し(?:て|ま))|[きしちりみいべ]たいと(?:考え|思)|予定(?!価格|地|表|数|者|先)|見込(?!み?客|み違|まれていな)|見こ[みま]|方針(?=(?:で|だ|を|と|。|$|である))|計画(?=し|中|だ|です|され|である|で、)|目途|めど|準備(?:を進め|中|して)|"
        r"目標(?=[とがをにでだ。の]|$)|て(?:いく|いきます|まいります|参ります)(?=。|$)|て(?:いき|まいり|参り)たい|ことにして(?:い|お)|を図ることとし(?:た|ている)|(?:られ|れ)る見通し|見通し|想定|予想|予測"
    ),
    "期待・要望": re.compile(
        r"期待(?=さ|し|でき|が|を|。|$|で)|要望|求め(?:たい|ている|られている|る声)|望(?:む|んで|まれ|みたい)|目指(?!す[一-鿿ァ-ヺ])|めざ[しすせそ]|ねらう|狙う|"
        r"[きしちりみいべ]たい(?=[。とですがのも]|$)|[てで](?:ほし|欲し)い|勧め|すすめ|べき(?=[でだと。、]|$)|願(?:う|い|って)"
    ),
    "可能性": re.compile(
        r"(?<![一-鿿])可能性|かもしれ|おそれ|恐れ|[りいきしれえ]うる|[りいきしれえ]得る|だろう|でしょう|と(?:思|考え)(?:う|い|られ)|とみられ|と見られ|場合(?:が|も)あ|ことがあ|こともあ|らしい|ようだ"
    ),
}
_FIRM = re.compile(
    r"決定(?!権|的|機関|方法|事項)|確定(?!申告)|決ま(?:った|って|り)|決め(?:た|られた)|[^\s]た(?=[。、]|$|こと|ため)|"
    r"(?:して|れて|始まって|なって|行って|行われて)い(?:る|ます)|済(?:み|ん)|開始(?:した|され)|実施中|である[。]?$"
)
_SETTLED = re.compile(
    r"(?:決定(?!権|的|機関|方法|事項)|確定(?!申告)|決まっ|決め(?=[たらま])|確実(?!性)|可決|成立|約束|確かめられ|実証され|証明され|実現(?=した|され|しま)|合意(?=した|しま|され|に達|に至))"
    r"(?!(?:し|て|されて)*(?:な[いく]|ませ|お?らず|いな|いませ|おら))"
)
_OPEN = re.compile(
    r"未定|方向|見方|賛否|掲げ|審議|検討|議論|協議|目標|目指|めざ|考え|方針|案(?![内件])|意見|見込|予定|見通|想定|計画|要望|期待|前提"
)
"""Words of what is not settled yet; wider than the hedges, for only a statement that says 決定 is held against them."""
_ALREADY = re.compile(r"すでに|既に|もう(?=[^け少し一ひと])|とっくに")
_TODAY = re.compile("本日|今般|このたび|この度")
_ON_THE_WAY = re.compile(
    "方向|方針|予定|見込|見通|目標|めざ|計画|案|必要|可能|よう|つもり|考え|こと|検討|意見|要望"
)
_QUOTED = re.compile("「[^「」]*」")
_MEANT = re.compile(
    "意向|意思|考え(?=[でだをが。と])|つもり|方針|姿勢|意見|要望|声(?=[がをも])|必要|重要|欠か|べき|大切|ねらい|狙い|提言|[おこそとのほもよろごぞどぼ]うと"
)
"""What is meant, asked for or held necessary is not said to be so, whatever hedge the evidence has for it."""
_REPORTED = re.compile(
    r"(?:[るいた]|こと)(?:もの)?と(?:され|して|し)(?:た|て|る|い|お|まし)(?:る|た|り|ます)?[。]?$"
    r"|ことにな(?:って(?:い|お)|り)(?:まし)?[たり]?[。]?$"
)
"""What is told as somebody's word or resolve (広げるとされた) is as unsure as a resolve of the evidence (広げることとした)."""
_LAST = re.compile("[^、。]{0,12}[。]?$")
"""What follows a statement's own hedge: in an earlier clause it is not about what is said in the end."""
_AT_END = re.compile("[^、。]{0,12}(?:[、。]|$)")
"""A hedge within a clause only describes one of its nouns: ニーズに応え得る企業の技術を発掘する."""
_ANYTHING = re.compile("")
_STILL_OPEN = re.compile(r"(?:ていく|する|ていき)こととし|まだ|いまだ|未だ|これから|今後|途上|途中")
_DONE = re.compile(
    r"決定(?!権|的|機関|方法|事項)|確定(?!申告)|決ま(?:った|って)|決め(?:た|られた)|[^\s]た(?=[。]|$|もの|ところ)|んだ(?=[。]|$)|済み|"
    r"(?:成功|設立|達成|獲得|受賞|完了|創設|開設|終了|採択)[。]?$"
)
_DONE_AT_END = re.compile(r"(?<!だっ)(?<!あっ)(?<=\S)た[。]?$")
_RESOLVED = re.compile(
    r"(?:(?:こと|もの)[にと](?:な[りっ]|し|いたし)|(?:示さ|述べら|掲げら|盛り込ま|打ち出さ|説明さ|定めら)れ|示し|述べ|掲げ|打ち出し|定め)(?:まし)?た[。]?$"
)
"""What has been resolved or said is still to be done: 見直すことになった of 見直すこととする."""
_RESOLVED_THERE = re.compile(r"(?:[るう]|こと)(?:こと)?(?:とされ(?:た|て)|となった|になった)")
"""A decision told without the word: 見直すこととされた, 進めることとなった."""
_TO_BE_DONE = re.compile(
    r"(?:(?<!と)する|(?<!と)します|いたします|行う|行います|[らさか]?[れせ](?:る|ます)|こととする|こととします|(?<=[うくぐすつぬぶむる])もの(?:とする|とします)|(?:てい|ており|てまい)(?:く|きます|ります))[。]?$"
)
_PAST = re.compile(r"[^い]た(?=[。、]|$|と|こと|ため|が|の|も|り)|て(?:い|き|お)(?:る|ます|た|まし|り)|済み")
_DECIDED = re.compile(r"決定|確定|決ま|決め|終え|終わ|済(?:み|ん)")
_OWN_SUBJECT = re.compile(r"[^でに](?:は|が|も)(?![、。])")
_NOT_TO: dict[str, frozenset[str]] = {
    "検討中": frozenset({"予定"}),
    "予定": frozenset({"検討中", "期待・要望"}),
    "期待・要望": frozenset({"予定"}),
    "可能性": frozenset({"予定"}),
}
"""Which other hedge an uncertain sentence of the evidence may not become. What is under study may be called
possible; what is planned may not be called under study."""
_RESOLVE = re.compile("こととし(?:た|て|ま)")
"""A resolve may be told as what was planned: 広げていく方針だった of 広げていくこととしていた."""
_AIMS = ("目標", "目指", "めざ", "ねら", "狙う")
"""What is aimed at is an aim, whichever of these says so."""
_NOT_FROM_DONE = frozenset(_HEDGES)
_NOT_FROM_FACT = frozenset({"検討中"})
"""A plain present (6月に開始する) may be called planned, expected or aimed at; not under study."""


def modality_problems(sentence: Sentence, evidence: Evidence) -> Iterator[Problem]:
    """At most one problem: surer or less sure than the evidence, more or less binding, of all where it is of some."""
    if strong := _settled(sentence.plain, evidence.plain) or from_nothing(sentence.plain, evidence.plain):
        yield Problem("modality", *strong)
        return
    sources = [source for source in aligned(sentence, evidence) if overlap(sentence, source) >= ENOUGH]
    found = [_apart(sentence, source, evidence) for source in sources]
    if found and None not in found:
        yield Problem("modality", *next(filter(None, found)))


def _settled(plain: str, everything: str) -> tuple[str, str] | None:
    """A word for what is settled that the evidence has not, where that speaks of something still open."""
    settled = _SETTLED.search(plain)
    if settled and settled.group()[0] == "決" and _RESOLVED_THERE.search(everything):
        return None
    stem = settled.group()[: 1 if settled.group()[0] == "決" else 2] if settled else ""
    if settled and stem not in everything and (still := _OPEN.search(everything)):
        return settled.group(), f"「{settled.group()}」とありますが、根拠では「{still.group()}」です。"
    return None


def _apart(sentence: Sentence, source: Sentence, evidence: Evidence) -> tuple[str, str] | None:
    """What a statement says otherwise than one sentence of the evidence, and the message."""
    theirs = _part_that_speaks(sentence, source)
    if found := _certainty(sentence, theirs, source, evidence.plain):
        return found
    checks = (_tense, duty, extent)
    return next(
        filter(None, (check(sentence.plain, theirs, source.plain, evidence.plain) for check in checks)), None
    )


def _part_that_speaks(sentence: Sentence, source: Sentence) -> str:
    """The clauses of the evidence from which a statement's clauses come."""
    found = {
        best
        for clause in clauses(sentence)
        if (words := words_in(sentence, *clause))
        and _shares(words, source, best := best_clause(words, source))
    }
    parts = [source.plain[slice(*clause)] for clause in sorted(found | _leading_to(found, source))]
    return "".join(parts) or source.plain


def _shares(words: Sequence[Word], source: Sentence, clause: tuple[int, int]) -> bool:
    """Whether a clause of the evidence, the best for some words, has any of them."""
    keys = {word.key for word in words_in(source, *clause)}
    return any(word.key in keys for word in words)


def _leading_to(found: set[tuple[int, int]], source: Sentence) -> set[tuple[int, int]]:
    """The clauses after the last of some that go on with the same subject: 窓口を設け、｜職員を派遣しました."""
    more: set[tuple[int, int]] = set()
    for clause in clauses(source):
        if found and clause[0] > max(found)[0]:
            if _DECIDED.search(source.plain[slice(*max(found))]) or _OWN_SUBJECT.search(
                source.plain[slice(*clause)]
            ):
                break
            more.add(clause)
    return more


def _hedges(plain: str, followed: re.Pattern[str] = _ANYTHING) -> dict[str, str]:
    """kind → words, of the hedges after which a pattern follows."""
    found = ((kind, hedge) for kind, words in _HEDGES.items() for hedge in words.finditer(plain))
    hedges: dict[str, str] = {}
    for kind, hedge in found:
        if followed.match(plain, hedge.end()):
            hedges.setdefault(kind, hedge.group())
    return hedges


def _certainty(sentence: Sentence, part: str, spoken: Sentence, everything: str) -> tuple[str, str] | None:
    plain, source = sentence.plain, spoken.plain
    ours, theirs = _hedges(plain), _hedges(_QUOTED.sub("", part), _AT_END)
    if theirs and not ours and (_STILL_OPEN.search(plain) or _MEANT.search(plain)):
        return None
    if set(theirs) == {"予定"} and not ours and _REPORTED.search(plain):
        return None
    if theirs and not ours and _is_said_in_passing(sentence, spoken):
        return None
    everywhere = _hedges(source)
    if (already := _ALREADY.search(plain)) and (found := _not_yet(part, source, everything)):
        return already.group(), f"「{already.group()}」とありますが、根拠では{found}です。"
    if theirs and not ours:
        kind = next((kind for kind in theirs if kind != "予定"), "予定")
        if (kind == "予定" and not _FIRM.search(plain)) or theirs[kind][:2] in plain:
            return None
        return theirs[kind], f"根拠では「{theirs[kind]}」とされていて、確定したこととは言えません。"
    for kind, said in ours.items():
        if kind in everywhere or said[:2] in everything:
            continue
        if theirs:
            if said[:2] in _AIMS and any(words[:2] in _AIMS for words in theirs.values()):
                continue
            if any(kind in _NOT_TO[other] for other in theirs) and not theirs.keys() & ours.keys():
                return said, f"「{said}」とありますが、根拠では「{next(iter(theirs.values()))}」です。"
        elif (
            (kind == "予定" and _RESOLVE.search(part))
            or not _LAST.match(plain, plain.rfind(said) + len(said))
            or (
                kind == "期待・要望" and BINDING.search(everything)  # 整えるべきだ of 整備が必要
            )
        ):
            continue
        elif kind in (_NOT_FROM_DONE if _DONE.search(part) else _NOT_FROM_FACT):
            return (
                said,
                f"「{said}」とありますが、根拠では既に決まったこと・行われたこととして書かれています。",
            )
    return None


def _is_said_in_passing(sentence: Sentence, source: Sentence) -> bool:
    """Whether a statement's predicate only describes a noun of the evidence, which no hedge reaches: 開催された委員会で."""
    predicate = next((word.key for word in reversed(sentence.words) if word.weight), "")
    places = [place for place, word in enumerate(source.words) if word.key == predicate and word.weight]
    for place in places:
        after = place + 1
        while after < len(source.words) and source.words[after].kind[0] in ("助動詞", "動詞"):
            after += 1
        if after > place + 1 and after < len(source.words):
            word = source.words[
                after + (source.words[after].surface in "「『(" and after + 1 < len(source.words))
            ]
            if word.kind[0] in ("名詞", "接頭辞") and word.weight and not _ON_THE_WAY.match(word.surface):
                return True
    return False


def _not_yet(part: str, source: str, everything: str) -> str:
    """What the evidence has where a statement says すでに; nothing where it says the same or tells of the past."""
    if _ALREADY.search(everything):
        return ""
    if (
        still := _STILL_OPEN.search(part)
        or _OPEN.search(part)
        or (not _PAST.search(part) and _OPEN.search(source))
    ):
        return f"「{still.group()}」"
    return "これから行うこと" if _TO_BE_DONE.search(part) and not _PAST.search(part) else ""


def _tense(plain: str, part: str, source: str, _: str) -> tuple[str, str] | None:
    """What is done where the evidence only says that it is to be done."""
    # 本日公表します is done on the day of the evidence.
    if _TODAY.search(source) or _RESOLVED.search(plain):
        return None
    if (done := _DONE_AT_END.search(plain)) and _TO_BE_DONE.search(part) and not _PAST.search(source):
        return done.group(), "根拠では、これから行うこと、または行うこととして書かれています。"
    return None
