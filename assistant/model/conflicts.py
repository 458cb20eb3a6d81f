"""Where the documents give two values for one thing, a model that tells only one of them has chosen for the advisor."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.answering.decide import Decision
from assistant.model.drafted import Shown
from assistant.text.figures import Figure, figures_in
from assistant.text.normalise import normal_text
from assistant.text.units import same_unit

_MEASURED = re.compile(r"([^\W\d_ぁ-ん]{2,})(?:は|が|も|を|:|、)?(?:約|およそ|最大|上限)?$")
"""The word right before a figure, which says what it is: 補助率 of 補助率は2分の1."""


def one_side_only(decision: Decision, shown: Sequence[Shown]) -> bool:
    """Whether a sentence about the very thing asked gives another value than the statements, and none tells it.

    ``補助率は4分の3です。`` shown, ``補助率は25割である。`` in the evidence → True; ``上限額は88万円です。`` in the evidence → False

    Args:
        decision: the sentences an answer may use.
        shown: the statements, and what they stand on.
    """
    told = [found for statement in shown for found in _values(statement.text)]
    quoted = {span for statement in shown for quote in statement.quotes for span in quote.spans}
    quotes = [found for span in quoted for found in _values(span.text)]
    others = [e for e in decision.evidence if e.answers and e.says_name and not quoted & set(e.spans)]
    return any(
        _of_one_thing(other, own) and not any(_same(value, other) for value in (*told, *quotes))
        for evidence in others
        for other in _values(evidence.text)
        for own in quotes
    )


def _values(text: str) -> Iterator[tuple[str, Figure]]:
    """The figures of a text, each with the word that says what it is; those without one are left out."""
    plain = normal_text(text)
    for figure in figures_in(plain):
        if before := _MEASURED.search(plain[: figure.start]):
            yield before[1], figure


def _of_one_thing(one: tuple[str, Figure], other: tuple[str, Figure]) -> bool:
    return one[0] == other[0] and bool(one[1].unit) and same_unit(one[1].unit, other[1].unit)


def _same(one: tuple[str, Figure], other: tuple[str, Figure]) -> bool:
    return _of_one_thing(one, other) and (one[1].low, one[1].high) == (other[1].low, other[1].high)
