"""What a newer document tells that changes what the sentences shown say: ended, renamed, moved, put at another rate."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from assistant.answering.annotate import japanese_date
from assistant.answering.evidence import Evidence
from assistant.answering.premises import Correction
from assistant.answering.question import Question
from assistant.answering.spans import is_sentence
from assistant.text.normalise import fold, normal_text
from assistant.text.tokens import noun_phrases, short_words

_CHANGE = re.compile(
    r"終了|完了し|廃止|打ち?切|実績はな|(?:行って|行わ|受け?付けて?)(?:い|おり)?(?:ない|ませ)|取り?やめ|取り?止め|中止|休止|停止|見送|撤回|断念|失効|満了|"
    r"改め|改正|改定|改訂|改称|変更|見直し(?:まし|た|て|を行)|切り?替え|"
    r"引き?上げ|引き?下げ|拡充|縮小|緩和|厳格化|上乗せ|増額|減額|倍増|半減|"
    r"対象(?:に|へ)(?:加え|含め|追加)|対象(?:外と|から(?:外|除))|追加し|除外し|"
    r"統合|移行し|移管|引き継|承継し|後継|一本化|再編し|衣替え|"
    r"延長|延期|繰り?上げ|繰り?下げ|前倒し|締め?切(?:りまし|った|られ)|受付を締|"
    r"(?:^|[、。(（はがの])旧(?!来|態|年|式|友)|移転|異動|交代|就任|退任|後任|着任|"
    r"正式に決|決定し|可決|成立し|"
    r"(?:こと|よう)に(?:なりま|なった|いたしま)|(?:と|に)(?:なりました|なった(?!り)|改まり|変わ)|以降は|(?:今|本|来|当)年度(?:から|より)|"
    r"(?:年度?|月|日)(?:から|より)(?:は|、)"
)
"""How a document says that something is no longer as it was."""
_FIGURE = re.compile(r"[0-9０-９]")
"""Not in a name: 令和9年1月, 従業員20人以下."""
_CLASS = re.compile(r"[一-龥ァ-ヶーa-z]{1,8}(?:枠|型|コース)")
LEAST_NAME = 6
"""Letters from which a noun phrase is a name."""
LEAST_SAID = 0.5
"""The share of a name that a question must say: 商談会 is not asked of バイヤー商談会."""
MOST_SHOWN = 2
LONGEST_QUOTE = 160
"""Letters of a sentence told in the notice; its citation has it whole."""


def changes_since(
    question: Question, chosen: Sequence[Evidence], content: Sequence[Evidence]
) -> tuple[Correction, ...]:
    """What documents newer than the sentences shown tell of a change in the thing these are about.

    Not where the question names a time: then what held at that time is asked for.

    Args:
        question: the question, understood.
        chosen: the sentences that will be shown.
        content: all sentences found, best first.
    """
    if question.about_past or question.years:
        return ()
    shown = {span for evidence in chosen for span in evidence.spans}
    told: dict[str, tuple[Evidence, str]] = {}
    for evidence in content:
        if evidence.spans[0] in shown or not is_sentence(evidence.text):
            continue
        if not _CHANGE.search(normal_text(evidence.text)) or is_of_another_class(question, evidence):
            continue
        older = [other for other in chosen if _is_newer(evidence, other)]
        if chosen[:1] and chosen[0].document.doc_id == evidence.document.doc_id:
            continue  # what the best sentence's own document says of a change in passing is not of the thing asked
        if older and (name := _named(question, evidence, "\n".join(map(_about, older)))):
            told.setdefault(evidence.document.doc_id, (evidence, name))
    newest_first = sorted(told.values(), key=lambda pair: pair[0].document.published or "", reverse=True)
    return tuple(_correction(evidence, name) for evidence, name in newest_first[:MOST_SHOWN])


def is_of_another_class(question: Question, evidence: Evidence) -> bool:
    """Whether a class is asked about (一般枠の上限は) and a sentence tells of others only: (小規模枠)の上限額を引き上げます."""
    asked, told = (set(_CLASS.findall(normal_text(text))) for text in (question.text, evidence.text))
    return bool(asked and told) and not asked & told


def _about(evidence: Evidence) -> str:
    """The folded words that say what a sentence is about: its document's title, its headings and itself."""
    return fold("\n".join([evidence.document.title, *evidence.passage.section, evidence.text]))


def _named(question: Question, evidence: Evidence, about: str) -> str | None:
    """The name a sentence has in common with what the sentences shown are about, where the question speaks of it.

    ``空き店舗活用補助`` of 「市の…空き店舗活用補助は昨年度限りで打ち切り」, beside 商店街空き店舗活用補助 利用のしおり, asked with 空き店舗
    """
    folded = fold(evidence.text)
    for subject in question.subjects:
        if subject.said_in(folded) and subject.said_in(about):
            return subject.label
    asked = {term.word for term in question.terms if term.is_noun}
    for phrase in noun_phrases(evidence.text):
        name = phrase.removeprefix("旧")
        is_asked = len(name) >= LEAST_NAME and _share_said(name, asked) >= LEAST_SAID
        if is_asked and fold(name) in about and not _FIGURE.search(name):
            return _whole(name, evidence.text, about)
    return None


def _share_said(name: str, asked: AbstractSet[str]) -> float:
    """The share of a name's letters that a question says: ``空き店舗活用補助`` asked with 空き店舗 → 0.5"""
    return sum(len(word) for word in short_words(name) & asked) / len(name)


def _whole(name: str, text: str, about: str) -> str:
    """A name with the letters before it that both texts have: ``店舗活用補助`` → 空き店舗活用補助"""
    start = text.find(name)
    end = start + len(name)
    while start > 0 and fold(text[start - 1 : end]) in about and text[start - 1].strip():
        start -= 1
    return text[start:end] if end > start >= 0 else name


def _is_newer(one: Evidence, other: Evidence) -> bool:
    """Whether a sentence's document is newer, as far as both dates are known: 2026-01 is no newer than 2026."""
    first, second = one.document.published or "", other.document.published or ""
    return first[: len(second)] > second[: len(first)]


def _correction(evidence: Evidence, name: str) -> Correction:
    text = evidence.text if len(evidence.text) <= LONGEST_QUOTE else f"{evidence.text[:LONGEST_QUOTE]}…"
    published = japanese_date(evidence.document.published)
    return Correction(
        "changed",
        f"「{name}」については、より新しい資料（{published}）に次の記載があります：「{text}」",
        evidence.spans[0],
        evidence.passage,
        is_lead=True,
    )
