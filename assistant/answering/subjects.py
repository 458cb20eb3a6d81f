"""The named things a question is about: names the table knows, and names of programmes it does not."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.text.eras import ERA
from assistant.text.names import NameTable, Resolved, folded_spellings
from assistant.text.normalise import fold
from assistant.text.programmes import GRANT, GRANTS
from assistant.text.tokens import morphemes

_KINDS = (*GRANTS, "事業", "制度", "税制", "資金", "計画", "プログラム", "法")
_PROGRAMME = re.compile(
    rf".(?:{GRANT}|協力金|税制|資金|貸付|融資|保証|センター|機構|デスク|特区|基金|ファンド|認証|"
    r"制度|(?<![方手用文寸])法|公庫|信用金庫|銀行)$"
)
"""Ends of names of programmes and bodies. A question about one that no document names is refused."""
LONG_NAME = 7
"""Letters from which a compound that ends in 事業 or 計画 and stands in a document just so is a name, and no phrase."""
_LONG_NAME = re.compile(r"(?:事業|計画|プログラム|プラン|戦略|会議|推進会|大賞|アワード)$")
_GENERAL = re.compile(
    r"^(?:ご|御|運転|設備|つなぎ|手元|当座|余裕|国|県|市|都|区|町|各種|新しい|新|中小企業|小規模|同|他|別|主要|公的|向け|用|等|な|の|に|で|使える|支援|補助|助成|政府|自治体|補助金|助成金|給付金|税制|融資|制度|・)+$"
)
"""What may stand before 補助金 without making it a name."""
_IN_HIRAGANA = re.compile(
    r"(?P<kana>[ぁ-ん]{2,12})(?<![のるたないくうすつむぬぶてでにをはがもとやへ])"
    rf"(?:{GRANT}|資金|基金|融資)"
    r"|(?P<called>[ぁ-ん]{3,12})(?:ローン|センター|ステーション|プラザ|デスク|工房|銀行|信用金庫)"
)
"""A kana that ends a verb, an adjective or a particle is of no name: 使える補助金, 新しい補助金, この補助金."""
_COMPOUND = re.compile(rf"[一-龥々ァ-ヶー]{{4,24}}(?:{GRANT}|保証|資金|融資|貸付|税制)(?![一-龥々ァ-ヶー])")
_PARTICLES = "のがをにはでとへもや"
_SHORTENED = re.compile(r"(?:センター|資金|会議所|機構|協会|補助金|助成金|信用金庫|銀行|公庫|融資|貸付)$")
MOST_BEFORE_GRANT = 6
"""Letters left out before 補助金 and the like: 省人化補助金 of 省人化設備導入補助金."""
LOANS, _KANA = ("融資", "貸付"), re.compile(r"[ぁ-んァ-ヶー]{3,}")
"""Loans are called without their end in a list of loans (市あっせん for あっせん融資), if what is left is a name in kana."""
SHORTEST_CORE, LONGEST_CORE, MOST_LEFT_OUT = 2, 6, 3
"""Letters of what is left of a name before such an end, and how many may have been left out between two of them."""
_QUOTED = re.compile(r"「([^「」]{2,30})」")
_FORGOTTEN = re.compile(r"なんとか|ナントカ|何とか|なんちゃら|[〇○]{2}")
_CALLED = re.compile(
    r"(?:の|という|っていう|って)?(?:認証|認定|制度|事業|計画|冊子|本|賞|大会|プログラム|プラン|ガイド|会)"
)
"""What follows the name of something in 「」: 「知恵の経営」の認証."""
_PREDICATE = frozenset({"動詞", "形容詞", "助動詞", "助詞"})
"""Parts of speech in which what somebody says ends, and seldom a name."""
_HONORIFIC = re.compile(r"(?:さん|様|さま|殿|はん)$")
_YEAR_END = re.compile(rf"(?:{ERA}|r)?[0-9]{{1,4}}(?:年度?)?$")


@dataclass(frozen=True, slots=True)
class Subject:
    """A named thing, in all its folded spellings."""

    label: str
    spellings: tuple[str, ...]
    is_known: bool
    """Whether the table knows it; else it is told by its form, or stood in quotation marks."""

    def said_in(self, folded: str) -> bool:
        """Whether a folded text says it."""
        return any(spelling in folded for spelling in self.spellings)


def known_subjects(resolved: Sequence[Resolved], table: NameTable) -> list[Subject]:
    """The names of the table that were resolved, each once."""
    spellings = {alias.name: folded_spellings(alias) for alias in table.aliases}
    return [Subject(name, spellings[name], True) for name in dict.fromkeys(r.name for r in resolved)]


def quoted_names(text: str, is_written: Callable[[str], bool] = lambda words: False) -> list[str]:
    """What stands in 「」 in a text and may be a name; what somebody says is none.

    ``「54のチャレンジ」の続き`` → 54のチャレンジ; ``「どうせ当たらんやろ」言われまして`` → nothing: several words, a predicate last;
    ``「クリエイティブな人」`` → nothing: it describes
    """
    found = [(match[1], text[match.end() :]) for match in _QUOTED.finditer(text)]
    return [
        quoted
        for quoted, after in found
        if not _is_speech(quoted) and (_CALLED.match(after) or not _puts_together(quoted, is_written))
    ]


def _is_speech(quoted: str) -> bool:
    """Whether what is quoted is what somebody says, describes or has half forgotten, and no name: どうせ当たらんやろ, 欲しい情報, なんとか力."""
    if _FORGOTTEN.search(quoted):
        return True
    words = [m for m in morphemes(quoted, "C") if m.part_of_speech[0] not in ("補助記号", "記号", "空白")]
    describes = any(
        (m.surface == "な" and m.part_of_speech[0] == "助動詞")
        or (m.surface in ("欲しい", "ほしい", "よかった", "良かった") and m.part_of_speech[0] == "形容詞")
        for m in words
    )
    return describes or (len(words) > 1 and words[-1].part_of_speech[0] in _PREDICATE)


def spoken_names(text: str, is_written: Callable[[str], bool]) -> list[str]:
    """Names of programmes that a dictionary takes apart, where the documents write them so: those that begin in hiragana, and compounds
    with 特別 or 零細 in them.

    ``うちのつくし補助金の率は`` → つくし補助金, where a document says つくし補助金; ``事業承継特別保証の限度額は`` → 事業承継特別保証

    Args:
        text: the question.
        is_written: whether the documents hold a word just so.
    """
    found = [match.group() for match in _COMPOUND.finditer(text) if is_written(match.group())]
    for match in _IN_HIRAGANA.finditer(text):
        name = match.group()
        kana = len(match["kana"] or match["called"])
        whole = (name[start:] for start in range(kana - 1) if name[start] not in _PARTICLES)
        found += [next(filter(is_written, whole), "")]
    return [name for name in found if name]


def without_parts(subjects: Sequence[Subject], text: str) -> list[Subject]:
    """Without the names that a text says only within a longer one: 小口零細企業保証 of 特別小口零細企業保証, unless it asks about both."""
    kept = []
    for one in subjects:
        rest = text
        for longer in (
            other.label for other in subjects if one.label in other.label and one.label != other.label
        ):
            rest = rest.replace(longer, " ")
        kept += [one] if rest == text or one.label in rest else []
    return kept


def told_subjects(
    names: Sequence[str], quoted: Sequence[str], is_written: Callable[[str], bool] = lambda name: False
) -> list[Subject]:
    """Names the table does not know that read like a programme or body, stood in 「」, or stand in the documents so.

    ``["IT導入補助金2026", "締切"]`` → IT導入補助金2026, also said as it導入補助金, it導入事業, …; ``["補助金"]`` → nothing:
    it names no programme
    """
    subjects = []
    for name in dict.fromkeys((*quoted, *names)):
        name = (_HONORIFIC.sub("", name) or name).strip()
        folded = _YEAR_END.sub("", fold(name))
        end = _PROGRAMME.search(folded)
        if name in quoted and not end:
            subjects.append(Subject(name, (fold(name),), False))
        elif end and "向け" not in folded and not _GENERAL.match(folded[: end.start() + 1]):
            subjects.append(Subject(name, _other_kinds(folded), False))
        elif (
            len(folded) >= LONG_NAME
            and (kind := _LONG_NAME.search(folded))
            and not _GENERAL.match(folded[: kind.start()])  # 支援プログラム
            and is_written(name)
        ):
            subjects.append(Subject(name, (folded,), False))
    return list({one.label: one for one in subjects}.values())


def with_full_names(subjects: Sequence[Subject], texts: Sequence[str]) -> tuple[Subject, ...]:
    """The subjects, each that no text says with the longer name it is short for, where one of them has it.

    ``工技センター`` and a text with 工業技術センター → also said as 工業技術センター

    Args:
        subjects: the named things of a question.
        texts: folded texts that were found for it.
    """
    return tuple(
        one if one.is_known or any(map(one.said_in, texts)) else _with_full_name(one, texts)
        for one in subjects
    )


def _with_full_name(subject: Subject, texts: Sequence[str]) -> Subject:
    label = fold(subject.label)
    end = _SHORTENED.search(label)
    if not end or not SHORTEST_CORE <= end.start() <= LONGEST_CORE:
        return subject
    between = rf"[一-龥ァ-ヶー]{{0,{MOST_LEFT_OUT}}}"
    of_grant = rf"(?:[一-龥ァ-ヶー]{{0,{MOST_BEFORE_GRANT}}}|[一-龥ァ-ヶー]{{0,4}}事業費?)"
    before_end = of_grant if end.group() in GRANTS else between
    full = re.compile(
        between.join(map(re.escape, label[: end.start()])) + before_end + re.escape(end.group())
    )
    found = next((match.group() for text in texts if (match := full.search(text))), None)
    if not found and end.group() in LOANS and _KANA.fullmatch(core := label[: end.start()]):
        found = core if any(core in text and end.group() in text for text in texts) else None
    return replace(subject, spellings=(*subject.spellings, found)) if found else subject


def _puts_together(quoted: str, is_written: Callable[[str], bool]) -> bool:
    """Whether a quoted phrase only joins words of the documents: 「航空機の装備品」."""
    parts = quoted.split("の")
    return len(parts) > 1 and all(part and is_written(part) for part in parts)


def _other_kinds(folded: str) -> tuple[str, ...]:
    """A name with its kind and with every other kind: people say 事業 of a 補助金 and the reverse."""
    kind = next((kind for kind in _KINDS if folded.endswith(kind)), "")
    core = folded.removesuffix(kind) if kind else folded
    return (folded, *(core + other for other in _KINDS if kind and other != kind))
