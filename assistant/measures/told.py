"""A client's words in clauses: what is told of the client, what of others, what of the past, what is denied or wished."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Literal

from assistant.grounding.negation import without_empty_denials
from assistant.measures.kana import plain_as_written
from assistant.measures.words import words_for

Stance = Literal["told", "denied", "wanted"]

_SENTENCE_END = re.compile(r"[。!?\n]+")
_CONTRAST = re.compile(
    r"(?:(?<=[たるだす])|(?<=[なたしかす]い)|(?<=ません))が(?!る|った|って|らな|りま)|(?<=[たるだすんいや])(?:けれども?|けど|のに(?!も))|ものの|にもかかわらず|一方で?|それでも|でも、|しかし|ただし?、|に対して"
)
"""Where a clause ends that another is set against: what was told of others or of the past ends with it."""
_JOINT = re.compile(
    r"[、,;/|]|(?<=[たるいすだん])(?:ので|から(?=[^、])|ため(?:に)?(?=[^だで])|し(?=[、今一]))|(?<=[っいんしべめけねれえせ])て(?=[一-龥ァ-ヶ0-9])(?![無居行欲下頂来参見置貰])|(?<=[一-龥ぁ-ん])\s+"
)
_PAST_END = re.compile(
    r"(?:い|あ|だ)(?:っ)?た(?:ん)?(?:です)?$|でした$|(?:い|あり)ました$|(?:い|だっ|あっ)た(?:もの|の|頃|時|とき)(?:です)?$"
)
_TOPIC = re.compile(
    r"(?:(?!から|に|と|へ|で|より)[^、。はがもを]){0,10}?(?P<mark>では|は(?!じ)|って(?:の|いうの)?は?)(?=[^いれ])"
)
_SUBJECT = re.compile(r"(?:の(?:ほう|方|社長|担当|親父)?)?(?:さん)?(?P<mark>が|も)")
_OF = re.compile(r"(?P<mark>の)")
_NEXT_SUBJECT = re.compile(r"[^、はがも]{1,10}(?:は|が|も)(?!っ)|^(?:売(?:り)?上|受注|赤字|資金)")
_OWN_WISH = re.compile(r"たい|欲し|ほし|困っ|悩ん|悩み|教えて|どうすれば|どうしたら")
_RELATIVE = re.compile(r"(?:る|た|ない|ます)$")
"""What stands before somebody a clause describes: 東京に｜いる｜息子は."""
_TAKEN_OVER = re.compile(
    r"(?:さん)?(?:[をの](?:[あ後跡]と?を)?(?:[^、。]{0,4}(?:継[いぎぐが]|引き?継|受け継|手伝|任さ))|で(?:働い|専務|後継|跡))"
)
_DENIED = re.compile(
    r"では?な[いくか]|じゃ(?:あ)?な[いくか]|な[いしくか](?![ぜどいるりつ])|な(?:かった|けりゃ)|無[いしく](?!料)|ま(?:せ|へ)ん|ありませ|ず(?=[、。にじま]|$)|未(?:取得|申請|定|実施|対応|加入)|(?:まだ|これから|ゼロ|皆無|やめ|諦め|断念|辞退|切れ(?:た|て|まし)|失効|取り消|返上|不要|結構)"
)
_RESOLVED = r"(?:いう(?!か|わけ)|の(?:こと|方針|考え|返事|意向|結論|判断)|(?:[^、。とはが]{1,6}[がはも])?(?:きっぱり|はっきり|もう|前から)?(?:決め(?:て|た|まし)|決ま(?:って|りま|った)|言(?:って|い(?!が)|う|わ)|いって|申し|話して|聞い(?:て(?:い|お)|た)|聞き|思[いうっ]|考え(?:て|た|ま)|宣言|判断し|伝え))"
"""What makes 「しないと」 a resolution: 海外はやらないと｜決めている, not しないと困る."""
_NOT = rf"(?:な(?:い(?!と(?!{_RESOLVED})|わけに|なら|手は|ことには)|く(?!ちゃ|ては)|し)|ませ?ん(?!か(?!ら))|ず(?:に|、|$))"
_NOT_SPOKEN = r"(?:へん(?!と)|ん(?=$|[。、]|の?(?:です|や|じゃ|で|わ|よ|ねん|けど|から|し|つもり|こと|方針)))"
_REFUSED = re.compile(
    r"(?:(?:^|[^一-龥ァ-ヶ]|展開|進出|投資|開発|連携|出願|取得|対策|診断|承継|採用)(?:やら|やり(?:たく)?|やって(?:い)?|し(?:て)?(?:い|は|おら)?(?:たく)?)|考え(?:て)?(?:い|は)?|思って(?:い|は)?|目指して(?:い)?|望んで(?:い)?|求めて(?:い)?|必要として(?:い)?|するつもりは?|出る気は?|取り組んで(?:い)?|困って(?:い)?)"
    rf"{_NOT}|やら{_NOT_SPOKEN}|せえへん|しまへん|"
    r"(?:予定|つもり|気|気持ち|考え|計画|興味|関心|必要性?|希望|予定)(?:は|も|が|なんて|とか|という)?[^、。]{0,8}?(?:な[いくし]|ありませ)|無縁|関係(?:が|は)?な[いく]|縁(?:が|は)?な[いく]|"
    r"(?:では|じゃ)(?:あり(?:ませ|ま)|な[いく])|不要|(?:いら|要ら|いり|要り)(?:な[いく]|ませ)|結構です|やめ(?:た|て|まし|よう|ときま|ておく|とく)|(?:諦|あきら)め|見送|断念|たく(?:は)?(?:な[いく]|ありませ)|(?:まだ|今は|当面|さすがに)(?:いい|先|早い|結構)|対象外|除[くいか]|後回し|任せて(?:あ|い|お)|大丈夫(?!で(?:しょう|すか))|(?:受け|し|やっ|使っ|出し|取り組ん|検討し|考え|出|売っ)たこと(?:が|は|も)?(?:一度も|まだ)?(?:な[いく]|ありませ)|十分(?:足り|です|間に合)"
)
"""What turns a purpose down; lacking what it takes (できない, 進まない, 足りない) is a need of it."""
_LEFT_UNDONE = re.compile(
    r"(?:の(?:話|件|こと|ほう|方)|等|など|とか|なんか|なんて)?(?:(?:は|も|を|まで(?:は)?)?(?!うまく|思うよう)[^、。はがをも]{0,5}?(?:取[らり]|採[らり]|受け|使[わい]|借り|入れ|雇[わい]|買[わい]|増や[さし]|広げ|始め|売[らり]|頼[まみ]|組[まみ]|移[らりさし]|建て|替え|換え|作[らり]|譲[らり]|付け|申し込[まみ])|手は?を?(?:出[さし]|付け|つけ)|(?:に|へ)(?:は|も)?[^、。はがをも]{0,3}?(?:出(?:て(?:い|行)か)?|行[かき]|手を出[さし]|乗[らり]|応じ|頼[まみ]))"
    rf"(?:{_NOT}|(?<=[らわかさまけ]){_NOT_SPOKEN})"
    rf"|(?:[さらわかま]|(?<=広げ|育て|始め|入れ|受け|借り|建て|替え|上げ|雇い|買い|使い|採り|取り|売り|作り|出し)){_NOT}"
)
"""What follows a purpose that is left undone by choice: 特許は｜取りません, 海外には｜出ない, 人を増や｜さない; not 人が採れ｜ない."""
_AS_MEANT = re.compile(
    r"(?:と(?:いう)?|との|って)?(?:の)?(?:(?:つもり|予定|考え(?!て)|方針|計画|意向|方向|意思|こと|よう)[^、。]{0,4}?(?:決め|考え|検討|し|進め)?|(?:決め|考え|思)(?:て|い)|で(?!す|しょ|は|も)[^、。]*)"
)
"""What says how firmly it is turned down, and is no wish: 出ない｜つもりです, やらない｜方向で検討, やらない｜で国内を."""
_GIVEN_UP = re.compile(
    r"(?:結局|やはり|やっぱり|今は|さすがに|もう|途中で|、)*(?:やめ(?!て(?:ほ|も))|断念|見送|諦め|あきらめ|取り下げ|頓挫|立ち消え)|"
    r"[^、。]{0,6}(?:気|つもり|予定|興味|関心)(?:は|も|が)(?:な[いくし]|ありませ)"
)
"""What a clause set against a purpose begins with: 検討したけど｜やめました."""
_WANTED = re.compile(
    r"(?<!知り)(?<!聞き)(?<!伺い)た(?:い|く(?!な)|かった|がって)|欲し|ほし|予定|つもり|目指|検討|考え(?:て|中)|準備中|申請中|審査(?:中|待ち)|取得中|(?:取|し|め|こ)よう|ましょう|探し|どこ(?:か|の|に|で)|紹介|どうすれば|どうしたら|には(?:どう|何)|出そう|これから|お願い|教えて"
)
_HEARD = re.compile(r"[^、。]{0,4}(?:という|って(?:いう|何|どう|どんな|な)|とは(?:何|どう)|のことを聞)")
_PARTICLES = re.compile(r"[はもがをにでとのや]{0,3}\s?")
TAKEN_BACK = (
    r"(?:円|人|名|年)?(?:目|創業|設立)?(?:ほど|くらい|ぐらい|程度|近く|前後)?(?:(?:という|って(?:いう)?)(?:の|こと)|とか)?"
    r"(?:(?:で(?:は|も)?|じゃ(?:あ)?)(?:[な無](?:く(?!な[るっ]|とも|ても)|い(?!と|か(?!ら)|でしょ|だろ|人|会社|場合)|かった|し(?!に))|ありませ|ございませ|のうて)|"
    r"(?:とは?|は)(?:違|ちが)[いうっ]|は(?:間違|誤り|嘘|うそ|勘違|(?:昔|以前|前)の(?:話|こと|数))|と(?:言|申|書|伝|お伝え|お話)[^0-9。]{0,12}?(?:間違|誤り|勘違|正しく|実際|本当)|も(?:い|お)(?:な[いく]|ませ?ん|りませ|らん|へん))"
)
"""What follows a figure that is put right or denied: 従業員は350人｜ではなく35人."""
_RIGHTED = re.compile(
    rf"[0-9一二三四五六七八九十百千万億兆.,年月]+(?:{TAKEN_BACK}|(?:円|人|名|年)?と(?:言|申|書|伝|お伝え|お話)[^0-9。]{{0,10}}?(?:が|けど|けれど))[^0-9。]{{0,9}}$"
)
_RIGHTED_REACH = 48
_BACK_SAID = re.compile(TAKEN_BACK)
_DENIAL_REACH = 22
"""Letters after a word within which what denies it stands: 「経営革新計画の承認はうちではまだ受けていない」."""

_NOW_REACH = 4
"""Letters after 「…いたが」 within which 今 makes it a thing of the past; else 「前期は赤字だったが」 still counts."""


@dataclass(frozen=True, slots=True)
class Found:
    """A facet read at ``plain[start:end]``."""

    name: str
    value: str | int
    start: int
    end: int
    holds: bool = True


@dataclass(frozen=True, slots=True)
class Clause:
    """``plain[start:end]`` up to its joint, and whether the next is set against it."""

    start: int
    end: int
    after: int
    """Where the next clause begins."""
    contrasted: bool


@dataclass(frozen=True)
class Told:
    """A text, normalised and in clauses."""

    plain: str

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """Its clauses, in order."""
        return tuple(
            clause for start, end in self.sentences for clause in _clauses(self.plain[start:end], start)
        )

    @cached_property
    def _starts(self) -> list[int]:
        return [clause.start for clause in self.clauses]

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """Where its sentences are."""
        ends = [match.span() for match in _SENTENCE_END.finditer(self.plain)]
        starts = [0, *(end for _, end in ends)]
        stops = [*(start for start, _ in ends), len(self.plain)]
        return tuple((start, stop) for start, stop in zip(starts, stops, strict=True) if start < stop)

    @cached_property
    def of_others(self) -> tuple[tuple[int, int], ...]:
        """Stretches that tell of somebody else than the client."""
        return tuple(stretch for sentence in self.sentences for stretch in _others(self, *sentence))

    @cached_property
    def of_past(self) -> tuple[tuple[int, int], ...]:
        """Stretches that tell what is no longer so."""
        return tuple(_pasts(self))

    def clause_at(self, place: int) -> Clause:
        """The clause a place is in."""
        at = bisect_right(self._starts, place) - 1
        if at >= 0 and place < self.clauses[at].after:
            return self.clauses[at]
        return Clause(0, len(self.plain), len(self.plain), False)

    def is_of_others(self, place: int) -> bool:
        """Whether what stands there is told of somebody else."""
        return any(start <= place < end for start, end in self.of_others)

    def is_past(self, place: int) -> bool:
        """Whether what stands there is no longer so."""
        return any(start <= place < end for start, end in self.of_past)

    def rest(self, end: int) -> str:
        """What its clause says after a place; the next one too where only particles are left: 海外は、｜やらない."""
        clause = self.clause_at(max(0, end - 1))
        stop = clause.end
        if _PARTICLES.fullmatch(self.plain[end:stop]) and clause.after < len(self.plain):
            following = self.clause_at(clause.after)
            stop = following.end if not _SENTENCE_END.match(self.plain, clause.end) else stop
        return self.plain[end:stop]

    def before(self, place: int) -> tuple[int, int]:
        """What its sentence says before a figure, or before the one it puts right: 従業員は｜350人ではなく35人."""
        begin = max((start for start, _ in self.sentences if start <= place), default=0)
        righted = _RIGHTED.search(self.plain, max(begin, place - _RIGHTED_REACH), place)
        return begin, righted.start() if righted else place

    def is_taken_back(self, end: int) -> bool:
        """Whether a figure that ends there is put right or denied: 350人｜ではなく."""
        return bool(_BACK_SAID.match(self.plain, end))

    def stance(self, end: int) -> Stance:
        """What is said of a state or thing whose word ends there: that it is so, that it is not, or that it is wished for.

        ``赤字ではない`` → denied; ``ISO9001を取りたい`` → wanted; ``取らなければならない`` → told
        """
        rest = without_empty_denials(self.rest(end)[: _DENIAL_REACH + 8])[:_DENIAL_REACH]
        if _WANTED.search(rest):
            return "wanted"
        return "denied" if _DENIED.search(rest) else "told"

    def is_refused(self, end: int) -> bool:
        """Whether a purpose whose words end there is turned down: 海外はやらない, not 後継者がいない."""
        rest = without_empty_denials(self.rest(end)[: _DENIAL_REACH + 8])
        clause = self.clause_at(max(0, end - 1))
        if clause.contrasted and _GIVEN_UP.match(self.plain, clause.after):
            return True
        stem = self.plain[max(0, end - 2) : end]
        undone, refusal = _LEFT_UNDONE.match(stem + rest, len(stem)), _REFUSED.search(rest)
        if undone:
            after = rest[undone.end() - len(stem) :]
        elif refusal and refusal.start() <= _DENIAL_REACH:
            after = rest[refusal.end() :]
        else:
            return False
        meant = _AS_MEANT.match(after)
        return not _WANTED.search(after, meant.end() if meant else 0)

    def is_only_named(self, end: int) -> bool:
        """Whether a word is asked about, not told of: 経営革新計画とは何ですか."""
        return bool(_HEARD.match(self.plain, end))


def told(text: str) -> Told:
    """A text made ready to be read."""
    return Told(plain_as_written(text))


def _clauses(sentence: str, offset: int) -> Iterator[Clause]:
    cuts = [(m.start(), m.end(), True) for m in _CONTRAST.finditer(sentence)]
    cuts += [(m.start(), m.end(), False) for m in _JOINT.finditer(sentence)]
    begin = 0
    for start, end, contrasted in sorted(cuts):
        if start < begin:
            continue
        after = end + 1 if sentence[end : end + 1] == "、" else end
        yield Clause(begin + offset, start + offset, after + offset, contrasted)
        begin = after
    yield Clause(begin + offset, len(sentence) + offset, len(sentence) + offset + 1, False)


def _others(text: Told, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What is told of others in a sentence.

    A topic (取引先は) holds until the client's own word, a clause set against it, or the end of the sentence; a subject or
    owner (取引先が, 取引先の) until the next subject.
    """
    whose = words_for("whose")
    own = [m.start() for m in whose["own"].finditer(text.plain, start, end)]
    clauses = [clause for clause in text.clauses if start <= clause.start < end]
    for kind in ("other", "body", "family"):
        for match in whose[kind].finditer(text.plain, start, end):
            if _TAKEN_OVER.match(text.plain, match.end()):
                continue
            limit = next((place for place in own if place >= match.end()), end)
            at = text.clause_at(match.start())
            following = [clause for clause in clauses if clause.start >= at.start]
            begin = at.start if _RELATIVE.search(text.plain[at.start : match.start()]) else match.start()
            if _TOPIC.match(text.plain[: at.end], match.end()):
                yield begin, min(limit, _reach(text.plain, following, of_topic=True))
            elif _SUBJECT.match(text.plain, match.end()) or (
                kind == "other" and _OF.match(text.plain, match.end())
            ):
                yield match.start(), min(limit, _reach(text.plain, following, of_topic=False))
            elif "の" in match.group() and text.plain.startswith(
                "を", match.end()
            ):  # 「親戚の旅館を買いたい」
                yield match.span()
            elif kind == "other" and not text.plain[match.end() : at.end]:  # 「取引先、大手で500人」
                yield match.start(), min(limit, at.after)


def _reach(plain: str, clauses: Sequence[Clause], *, of_topic: bool) -> int:
    """Where what is told of somebody else ends: at a contrast or a wish, and for a subject where the next one stands."""
    reached = clauses[0]
    for before, clause in pairwise(clauses):
        said = plain[clause.start : clause.end]
        is_next_subject = not of_topic and _NEXT_SUBJECT.search(said)
        gives_reason = plain[before.end : clause.start].startswith(("ので", "から", "ため"))
        if before.contrasted or _OWN_WISH.search(said) or is_next_subject or (gives_reason and not of_topic):
            break
        reached = clause
    return reached.end


def _pasts(text: Told) -> Iterator[tuple[int, int]]:
    now = [m.start() for m in words_for("when")["now"].finditer(text.plain)]
    for match in words_for("when")["past"].finditer(text.plain):
        clause = text.clause_at(match.start())
        stop = clause.end
        if len(text.plain[match.end() : clause.end]) <= 2:  # 「昔は、50人いた」
            stop = text.clause_at(clause.after).end if clause.after < len(text.plain) else stop
        stop = next((place for place in now if match.end() <= place < stop), stop)
        yield match.start(), stop
    for clause in text.clauses:
        is_told_off = clause.contrasted and _PAST_END.search(text.plain[clause.start : clause.end])
        if is_told_off and any(clause.after <= place <= clause.after + _NOW_REACH for place in now):
            yield clause.start, clause.end
