"""People and companies named in a short text, by GiNZA's named entities and by how names are built.

GiNZA alone calls 加藤鉄工所 a person, cuts ㈱ひかり精機 after ひかり and misses companies it has never seen, so the
words around what it finds decide too: a company's legal form, a family name before a line of business,
a title after a name.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

_UNUSED_PIPES = [
    "parser", "tagger", "lemmatizer", "attribute_ruler", "morphologizer", "compound_splitter", "bunsetu_recognizer",
]  # fmt: skip
_ONE_AT_A_TIME = threading.Lock()
"""spaCy does not promise that one pipeline may be used from several threads."""
_FORMS = re.compile(
    r"(?:株式|有限|合同|合資|合名|相互)会社|㈱|㈲|[(（][株有同資名][)）]|"
    r"(?:特定非営利活動|一般社団|公益社団|一般財団|公益財団|医療|社会福祉|学校|宗教|農事組合|税理士)法人|NPO法人"
)
_BUSINESS = re.compile(
    r"(?:工業|製作所|製造所|製作|精機|精密|精工|鉄工所|鉄工|工務店|工場|工芸|工房|製菓|製麺|製茶|製薬|製紙|製材|商店|商会|商事|産業|"
    r"建設|建築|建材|土木|設備|塗装|食品|青果|水産|酒造|醸造|農園|牧場|木材|林業|印刷所?|紙業|運輸|運送|物流|交通|電機|電器|電気|電子|"
    r"化学|化成|金属|金型|鋼業|鋳造|樹脂|繊維|染色|縫製|被服|衣料|家具|薬局|医院|歯科|クリニック|旅館|ホテル|食堂|菓子店|書店|酒店|"
    r"ベーカリー|コーポレーション|ホールディングス|グループ|サービス|システムズ?|テック|ラボ|フーズ|自動車|モータース|ハウス|不動産|"
    r"興業|実業|技研|総業|組|屋|堂|社)$"
)
_TITLE = re.compile(
    r"^(?:さん|様|さま|氏|君|くん|ちゃん|殿|先生|社長|会長|代表|専務|常務|取締役|部長|課長|係長|店長|所長|工場長|女将|夫妻|家)"
)
_PUBLIC = re.compile(
    r"(?:省|庁|[部支総]?局|公庫|公社|機構|商工会議所|商工会|連合会|協会|財団|大学|高専|研究機関|支援拠点|センター|委員会|"
    r"市役所|区役所|役場|労働局|税務署|保証協会|金融公庫|ネットワーク)$"
)
_KATAKANA = re.compile(r"[ァ-ヶー]+")
_GENERIC = frozenset(
    ["設立", "化", "形態", "制度", "法", "等", "以外", "組織", "成り", "など", "同士", "名義", "農業", "格"]
)
"""What follows 株式会社 where no company is named: 株式会社設立, 株式会社化."""
_NOBODY = frozenset(["中小さん", "中小", "M&A", "株式会社", "有限会社", "合同会社"])
"""What GiNZA takes for a name in advisors' questions and is none."""
_PLACES = frozenset(["Province", "City", "County", "Country", "GPE_Other", "Domestic_Region"])
_WORKSHOP = re.compile(r"(?:製作所|製造所|鉄工所|工務店|印刷所|酒造|精機|化成|興業|商会)$")
"""Ends of a company's name plain enough to need no family name before them: 四月一日製作所."""
_ANY = frozenset(
    ["地元", "個人", "小規模", "中小", "町", "老舗", "地域", "各", "当該", "零細", "近く", "地場"]
)

Kind = Literal["person", "company"]


@dataclass(frozen=True, slots=True)
class Entity:
    """A name in a text: ``text[start:end]``."""

    start: int
    end: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    text: str
    tag: str

    @property
    def is_name(self) -> bool:
        return "人名" in self.tag

    @property
    def is_noun(self) -> bool:
        noun = self.tag.startswith(("名詞", "接頭辞", "接尾辞"))
        return noun or self.text in "・-&＆" or _KATAKANA.fullmatch(self.text) is not None


@lru_cache(maxsize=1)
def _pipeline() -> Any:
    import spacy

    return spacy.load("ja_ginza", exclude=_UNUSED_PIPES)


def people_and_companies(text: str) -> list[Entity]:
    """The people and companies a text names, in order, without overlaps.

    ``加藤鉄工所の山田太郎社長`` → company ``加藤鉄工所``, person ``山田太郎``; ``商工会議所の窓口`` → nothing

    Args:
        text: a question or a few sentences; takes about 15 ms for one, and 2 s once to load.
    """
    with _ONE_AT_A_TIME:
        doc = _pipeline()(text)
        words = [_Word(t.idx, t.idx + len(t.text), t.text, t.tag_) for t in doc]
        named = [
            (entity.start, entity.end, entity.label_)
            for entity in doc.ents
            if entity.label_ in _PLACES | {"Person", "Company"}
        ]
    found = [*_companies_by_form(words, text), *_by_runs(words, named), *_workshops(words)]
    return _without_overlaps(
        entity for entity in found if not _PUBLIC.search(text[entity.start : entity.end])
    )


def _companies_by_form(words: Sequence[_Word], text: str) -> Iterator[Entity]:
    """株式会社山田製作所, 松本精密株式会社, (有)清水青果: the legal form with the nouns it stands beside."""
    for form in _FORMS.finditer(text):
        after = _run(words, form.end(), forward=True)
        if after and after[0].text not in _GENERIC:
            yield Entity(form.start(), after[-1].end, "company")
            continue
        before = _run(words, form.start(), forward=False)
        if before and not after:
            yield Entity(before[0].start, form.end(), "company")


def _run(words: Sequence[_Word], position: int, *, forward: bool) -> list[_Word]:
    """The nouns that begin, or end, at a position without a gap."""
    beside = [word for word in words if word.start >= position] if forward else []
    if not forward:
        beside = [word for word in reversed(words) if word.end <= position]
    run: list[_Word] = []
    for word in beside:
        edge = run[-1] if run else None
        meets = (edge.end if edge else position) if forward else (edge.start if edge else position)
        if (word.start if forward else word.end) != meets or not word.is_noun or _TITLE.match(word.text):
            break
        run.append(word)
    return run if forward else run[::-1]


def _by_runs(words: Sequence[_Word], named: Sequence[tuple[int, int, str]]) -> Iterator[Entity]:
    """Names GiNZA sees, and family names with a title, a given name or a line of business after them."""
    labels = {i: label for start, end, label in named for i in range(start, end)}
    places = {i for i, label in labels.items() if label in _PLACES}
    recognised = {i for i in labels if i not in places}
    i = 0
    while i < len(words):
        if i not in recognised and not (words[i].is_name and i not in places):
            i += 1
            continue
        end = i + 1
        while end < len(words) and (words[end].is_name or end in recognised):
            end += 1
        stop = _with_business(words, end)
        if entity := _named(words, i, end, stop, {labels[j] for j in range(i, end) if j in recognised}):
            yield entity
        i = max(end, stop)


def _named(words: Sequence[_Word], start: int, end: int, stop: int, labels: set[str]) -> Entity | None:
    """What words[start:end] name, if anything; up to ``stop`` with the line of business after them."""
    name = words[start:end]
    if "".join(word.text for word in name) in _NOBODY:
        return None
    if stop > end or _BUSINESS.search(name[-1].text):
        return Entity(name[0].start, words[stop - 1].end, "company")
    proper = any("固有" in word.tag for word in name)
    titled = end < len(words) and _TITLE.match(words[end].text) is not None
    if not titled and not (proper and (labels or len(name) > 1)):
        return None
    if len(name) > 1 and _TITLE.match(name[-1].text):
        name = name[:-1]
    return Entity(name[0].start, name[-1].end, "company" if labels == {"Company"} else "person")


def _workshops(words: Sequence[_Word]) -> Iterator[Entity]:
    for word in words:
        if _WORKSHOP.search(word.text):
            before = _run(words, word.start, forward=False)
            if before and before[-1].text not in _ANY:
                yield Entity(before[0].start, word.end, "company")


def _with_business(words: Sequence[_Word], end: int) -> int:
    """Where the nouns after a name end if they end in a line of business, else ``end``."""
    stop = end
    for position in range(end, min(end + 4, len(words))):
        word = words[position]
        if not word.is_noun or _TITLE.match(word.text) or word.start != words[position - 1].end:
            break
        if _BUSINESS.search(word.text):
            stop = position + 1
    return stop


def _without_overlaps(entities: Iterator[Entity]) -> list[Entity]:
    """The longest of those that overlap, in order."""
    kept: list[Entity] = []
    for entity in sorted(entities, key=lambda e: (e.start - e.end, e.start)):
        if all(entity.end <= other.start or other.end <= entity.start for other in kept):
            kept.append(entity)
    return sorted(kept, key=lambda e: e.start)
