"""How sure and how binding a statement is, beside its evidence: 検討 is not 決定, 見込み not 確定, 任意 not 必須."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.grounding.alignment import aligned, best_clause, clauses, overlap, words_in
from assistant.grounding.polarity import ENOUGH
from assistant.grounding.problem import Problem
from assistant.grounding.reading import Evidence, Sentence

_HEDGES: dict[str, re.Pattern[str]] = {
    "検討中": re.compile(
        r"検討(?!会|委員|課題|結果|事項|内容|経緯|体制|状況|の上|のうえ|した結果|を経)|議論(?:して|中|され)|協議(?:して|中)|調整(?:して|中)|方向で"
    ),
    "予定": re.compile(
        r"予定(?!価格|地|表|数|者|先)|見込(?!み?客|み違|まれていな)|方針(?=(?:で|だ|を|と|。|$|である))|計画(?=し|中|だ|です|され|である|で、)|目途|めど|"
        r"て(?:いく|いき|まいり|参り)(?!つ)|(?:られ|れ)る見通し|見通し|想定|予想|予測"
    ),
    "期待・要望": re.compile(
        r"期待(?=さ|し|でき|が|を|。|$|で)|要望|求め(?:たい|ている|られている|る声)|望(?:む|んで|まれ|みたい)|目指|"
        r"[きしちりみいべ]たい(?=[。とですがのも]|$)|べき|願(?:う|い|って)"
    ),
    "可能性": re.compile(
        r"可能性|かもしれ|おそれ|恐れ|[りいきしれえ]うる|[りいきしれえ]得る|だろう|でしょう|と(?:思|考え)(?:う|い|られ)|とみられ|と見られ|場合(?:が|も)あ|ことがあ|こともあ|らしい|ようだ"
    ),
}
_FIRM = re.compile(
    r"決定(?!権|的|機関|方法|事項)|確定(?!申告)|決ま(?:った|って|り)|決め(?:た|られた)|[^\s]た(?=[。、]|$|こと|ため)|"
    r"(?:して|されて|始まって|なって|行って|行われて)い(?:る|ます)|済(?:み|ん)|開始(?:した|され)|実施中|である[。]?$"
)
_DONE = re.compile(
    r"決定(?!権|的|機関|方法|事項)|確定(?!申告)|決ま(?:った|って)|決め(?:た|られた)|[^\s]た(?=[。]|$|もの|ところ)|んだ(?=[。]|$)|済み"
)
_DONE_AT_END = re.compile(r"(?<!だっ)(?<!あっ)(?<=\S)た[。]?$")
_TO_BE_DONE = re.compile(
    r"(?:(?<!と)する|(?<!と)します|いたします|行う|行います|される|されます|こととする|こととします)[。]?$"
)
_PAST = re.compile(r"[^い]た(?=[。、]|$|と|こと|ため|が)|て(?:い|き|お)(?:る|ます|た|まし|り)|済み")
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
_NOT_FROM_DONE = frozenset(_HEDGES)
_NOT_FROM_FACT = frozenset({"検討中", "期待・要望"})
"""A plain present (6月に開始する) may be called planned or expected; not under study, nor wished for."""
_MUST = re.compile(
    r"必須|(?<!努力)義務(?!教育)|なければな|ねばなら|なくてはな|なければいけ|ないといけ|必要(?!に応じ|な場合|がある場合|があれ|が生じ|とあれ|であれば|以上|経費|書類|事項|な(?!もの))|不可欠|必ず(?!しも)|要する|を要し|ざるを得"
)
_MAY = re.compile(
    r"任意|望まし|推奨|努力義務|努め|てもよ|ても良|てもかまわ|差し支え|お勧め|勧めて|奨励|不要|(?:こと|提出|申請|利用|活用|参加|選択)(?:が|も)?でき(?:る|ます)|可能"
)
_ALL = re.compile(
    r"全て|すべて|全員|全社|全部|全件|いずれも|例外なく|一律|あらゆる|必ず(?!しも)|常に|全面的|完全に|全額|全数|全域"
)
_SOME = re.compile(
    r"一部|多く|大半|ほとんど|大部分|場合(?:が|も|に)|原則|主に|おおむね|概ね|いくつか|少数|半数|のうち|たい?てい|部分的|中には"
)
_ONLY = re.compile(
    r"(?<!それ)(?:のみ|だけ(?!で(?:は)?な|に))|限(?:る|られ|定|り、)|しか|専ら|もっぱら|唯一|に限っ"
)


def modality_problems(sentence: Sentence, evidence: Evidence) -> Iterator[Problem]:
    """At most one problem: surer or less sure than the evidence, more or less binding, of all where it is of some."""
    sources = [source for source in aligned(sentence, evidence) if overlap(sentence, source) >= ENOUGH]
    found = [_apart(sentence, source, evidence) for source in sources]
    if found and None not in found:
        yield Problem("modality", *next(filter(None, found)))


def _apart(sentence: Sentence, source: Sentence, evidence: Evidence) -> tuple[str, str] | None:
    """What a statement says otherwise than one sentence of the evidence, and the message."""
    theirs = _part_that_speaks(sentence, source)
    checks = (_certainty, _tense, _duty, _extent)
    return next(
        filter(None, (check(sentence.plain, theirs, source.plain, evidence.plain) for check in checks)), None
    )


def _part_that_speaks(sentence: Sentence, source: Sentence) -> str:
    """The clauses of the evidence from which a statement's clauses come."""
    found = {
        best_clause(words, source) for clause in clauses(sentence) if (words := words_in(sentence, *clause))
    }
    parts = [source.plain[slice(*clause)] for clause in sorted(found | _leading_to(found, source))]
    return "".join(parts) or source.plain


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


def _hedges(plain: str) -> dict[str, str]:
    return {kind: found.group() for kind, words in _HEDGES.items() if (found := words.search(plain))}


def _certainty(plain: str, part: str, source: str, _: str) -> tuple[str, str] | None:
    ours, theirs = _hedges(plain), _hedges(part)
    everywhere = _hedges(source)
    if theirs and not ours:
        kind = next(iter(theirs))
        if kind == "予定" and not _FIRM.search(plain):
            return None
        return theirs[kind], f"根拠では「{theirs[kind]}」とされていて、確定したこととは言えません。"
    for kind, said in ours.items():
        if kind in everywhere or said[:2] in source:
            continue
        if theirs:
            if any(kind in _NOT_TO[other] for other in theirs):
                return said, f"「{said}」とありますが、根拠では「{next(iter(theirs.values()))}」です。"
        elif kind in (_NOT_FROM_DONE if _DONE.search(part) else _NOT_FROM_FACT):
            return (
                said,
                f"「{said}」とありますが、根拠では既に決まったこと・行われたこととして書かれています。",
            )
    return None


def _tense(plain: str, part: str, source: str, _: str) -> tuple[str, str] | None:
    """What is done where the evidence only says that it is to be done."""
    if (done := _DONE_AT_END.search(plain)) and _TO_BE_DONE.search(part) and not _PAST.search(source):
        return done.group(), "根拠では、これから行うこと、または行うこととして書かれています。"
    return None


def _duty(plain: str, part: str, source: str, _: str) -> tuple[str, str] | None:
    ours, theirs = _MUST.search(plain), _MAY.search(part)
    if ours and theirs and not _MUST.search(source) and not _MAY.search(plain):
        return ours.group(), f"「{ours.group()}」とありますが、根拠では「{theirs.group()}」です。"
    free, bound = _MAY.search(plain), _MUST.search(part)
    if free and bound and not _MAY.search(source) and not ours:
        return free.group(), f"「{free.group()}」とありますが、根拠では「{bound.group()}」です。"
    return None


def _extent(plain: str, part: str, source: str, everything: str) -> tuple[str, str] | None:
    ours, some = _ALL.search(plain), _SOME.search(part)
    if ours and some and not _ALL.search(source):
        return ours.group(), f"「{ours.group()}」とありますが、根拠では「{some.group()}」です。"
    few, every = re.search("一部|部分的|いくつか|少数", plain), _ALL.search(part)
    if few and every and not _SOME.search(source):
        return few.group(), f"「{few.group()}」とありますが、根拠では「{every.group()}」です。"
    only = _ONLY.search(plain)
    if only and not _ONLY.search(everything):
        return only.group(), f"「{only.group()}」と限る言葉は根拠にありません。"
    return None
