"""The measures, each a pure function of one answer and what it should have held.

Text is compared after NFKC, without white space and in lower case. Citation marks ([1]) are left
out. A spelling that begins or ends with a figure must not touch another figure: 50社 is not found
in 150社, nor 1/2 in 1/20.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Literal, Protocol

from assistant.types import Answer, Citation

Outcome = Literal["answered", "refused", "clarification"]

LEAST_SHARED_CHARACTERS = 10
"""A shared run shorter than this is chance (a name, 「イノベーション」), not the same passage."""

_MARK = re.compile(r"\[\d+\]")
_WHITESPACE = re.compile(r"\s+")


class Gold(Protocol):
    """A quote that should be cited."""

    @property
    def doc_id(self) -> str: ...
    @property
    def quote(self) -> str: ...
    @property
    def group(self) -> str: ...


def without_whitespace(text: str) -> str:
    """Leave out all white space: 「補助 率\\nは」 → 「補助率は」."""
    return _WHITESPACE.sub("", text)


def normalise(text: str) -> str:
    """Bring text to the form it is compared in: 「ＮＥＤＯ の １／２」 → 「nedoの1/2」."""
    return without_whitespace(unicodedata.normalize("NFKC", text)).lower()


def contains(text: str, spelling: str) -> bool:
    """Tell whether a spelling stands in a text: 「約１,２００ 億円」, "1,200億円" → True.

    Words may go on over a line's end, but figures of two lines are two: 「1,056[3]↵46件」, "46件" → True.
    """
    wanted = normalise(spelling)
    if not wanted:
        return False
    before = r"(?<![\d.,])" if wanted[0].isdigit() else ""
    after = r"(?![\d])" if wanted[-1].isdigit() else ""
    pattern = re.compile(before + re.escape(wanted) + after)
    apart = "|".join(normalise(line) for line in _MARK.sub("\n", text).splitlines())
    return bool(pattern.search(_MARK.sub("", normalise(text))) or pattern.search(apart))


def found_nuggets(nuggets: Sequence[Sequence[str]], text: str) -> tuple[bool, ...]:
    """For each needed fact, tell whether any of its spellings stands in the text."""
    return tuple(any(contains(text, spelling) for spelling in nugget) for nugget in nuggets)


def cited_nuggets(nuggets: Sequence[Sequence[str]], answer: Answer) -> tuple[bool, ...]:
    """For each needed fact, tell whether a statement holds it *and* a quote it cites holds it too.

    The statement and the quote may use different spellings of the same fact.
    """
    quotes = {citation.n: citation.quote for citation in answer.citations}
    supported = [False] * len(nuggets)
    for statement in answer.statements:
        said = found_nuggets(nuggets, statement.text)
        cited = [quotes[n] for n in statement.citations if n in quotes]
        for position, nugget in enumerate(nuggets):
            if said[position] and any(found_nuggets([nugget], quote)[0] for quote in cited):
                supported[position] = True
    return tuple(supported)


def computed_nuggets(
    nuggets: Sequence[Sequence[str]], evidence: Sequence[Gold], answer: Answer
) -> tuple[bool, ...]:
    """For each computed figure, tell whether a statement holds it, every operand being cited there.

    A computed figure stands in no document. The quotes cited by the statements that hold the figures
    must together reach all of the evidence; otherwise none of them is supported.
    """
    quotes = {citation.n: (citation.doc_id, citation.quote) for citation in answer.citations}
    holding = [s for s in answer.statements if any(found_nuggets(nuggets, s.text))]
    cited = [quotes[n] for statement in holding for n in statement.citations if n in quotes]
    if evidence_recall(evidence, cited) < 1:
        return (False,) * len(nuggets)
    return found_nuggets(nuggets, "\n".join(statement.text for statement in holding))


def nugget_recall(found: Sequence[bool]) -> float:
    """Share of the needed facts that were found (0 to 1)."""
    return sum(found) / len(found) if found else 0.0


def all_nuggets(found: Sequence[bool]) -> bool:
    """Tell whether every needed fact was found. With no fact needed there is nothing to credit."""
    return bool(found) and all(found)


def told_first(nuggets: Sequence[Sequence[str]], answer: Answer, statements: int) -> tuple[bool, ...]:
    """For each needed fact, tell whether the answer's first statements hold any of its spellings; what is read first is said first.

    Of an answer that holds no statements, as where only measures are offered, all of its text counts.
    """
    read = [statement.text for statement in answer.statements[:statements]]
    return found_nuggets(nuggets, "\n".join(read) if answer.statements else answer.text)


def forbidden_hits(forbidden: Iterable[str], text: str) -> tuple[str, ...]:
    """List the forbidden strings that stand in the text."""
    return tuple(word for word in forbidden if contains(text, word))


def outcome(answer: Answer, answerable: bool, forbidden: Sequence[str]) -> Outcome:
    """Say what an answer amounts to: answered, refused, or a question back.

    ``partial`` is an answer where there is one to give. Where there is none it is a refusal only if
    it names what is missing and no statement holds a forbidden string.
    """
    if answer.status == "abstained":
        return "refused"
    if answer.status == "needs_clarification":
        return "clarification"
    if answer.status == "partial" and not answerable and answer.missing:
        stated = "\n".join(statement.text for statement in answer.statements)
        if not forbidden_hits(forbidden, stated):
            return "refused"
    return "answered"


def clarified(answer: Answer) -> bool:
    """Tell whether an answer asks back and also shows, with its source, something the documents hold."""
    asked = answer.status == "needs_clarification" or (answer.status == "partial" and bool(answer.questions))
    return asked and bool(answer.citations)


def quote_is_verbatim(citation: Citation, page_text: str | None) -> bool:
    """Tell whether the citation's range of the stored page is its quote. No page: it is not."""
    if page_text is None or not citation.quote or not 0 <= citation.start < citation.end:
        return False
    return page_text[citation.start : citation.end] == citation.quote


def longest_shared_run(left: str, right: str) -> int:
    """Length in characters of the longest string that stands in both: 「abcd」, 「xbcy」 → 2."""
    longest = 0
    previous = [0] * (len(right) + 1)
    for character in left:
        current = [0] * (len(right) + 1)
        for position, other in enumerate(right, start=1):
            if character == other:
                current[position] = previous[position - 1] + 1
                longest = max(longest, current[position])
        previous = current
    return longest


def quotes_overlap(gold: str, cited: str) -> bool:
    """Tell whether a cited quote holds the gold quote, lies in it, or shares half of the shorter.

    The shared half must be one run and at least LEAST_SHARED_CHARACTERS long; the whole of a quote
    shorter than that counts too.
    """
    gold, cited = normalise(gold), normalise(cited)
    if not gold or not cited:
        return False
    if gold in cited:
        return True
    if cited in gold:
        return len(cited) >= LEAST_SHARED_CHARACTERS
    needed = max(LEAST_SHARED_CHARACTERS, min(len(gold), len(cited)) / 2)
    return longest_shared_run(gold, cited) >= needed


def evidence_recall(evidence: Sequence[Gold], cited: Sequence[tuple[str, str]]) -> float:
    """Share of the gold evidence that was cited (0 to 1); quotes of one group count as one.

    Args:
        evidence: the gold quotes.
        cited: (doc_id, quote) of every citation, or of every passage when retrieval is measured.
    """
    reached: dict[str, bool] = {}
    for gold in evidence:
        hit = any(doc_id == gold.doc_id and quotes_overlap(gold.quote, quote) for doc_id, quote in cited)
        reached[gold.group] = reached.get(gold.group, False) or hit
    return sum(reached.values()) / len(reached) if reached else 0.0


def document_recall(evidence: Sequence[Gold], cited: Sequence[tuple[str, str]]) -> float:
    """Share of the documents the evidence lies in that the answer cites (0 to 1)."""
    needed = {gold.doc_id for gold in evidence}
    return len(needed & {doc_id for doc_id, _ in cited}) / len(needed) if needed else 0.0
