"""An answer on its way: found, told in sentences, and perhaps beside measures, but not annotated yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.answering.joined import Found, joint_status
from assistant.answering.offered import Offered
from assistant.answering.premises import Correction
from assistant.answering.wording import clarifying_questions
from assistant.types import Citation, Measure, Statement, Status

if TYPE_CHECKING:
    from assistant.model.write import Written


@dataclass(frozen=True, slots=True)
class Draft:
    """What an answer says, and what it stands on."""

    found: Sequence[Found]
    """What was found for each part of the question that is told of."""
    corrections: tuple[Correction, ...]
    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...]
    written: Written | None = None
    """What came of asking a model; None where none was asked."""
    offered: Offered | None = None

    @property
    def by_model(self) -> bool:
        """Whether the statements are a model's; where its words did not stand, the documents' own take their place."""
        return self.written is not None and self.written.problem is None

    @property
    def status(self) -> Status:
        """What became of the question."""
        return self.offered.status if self.offered else joint_status(self.found)

    @property
    def measures(self) -> tuple[Measure, ...]:
        """Support measures that come into question."""
        return self.offered.measures if self.offered else ()

    @property
    def questions(self) -> tuple[str, ...]:
        """What is to be asked back: of the client, for the measures; else of the advisor."""
        if self.offered:
            return self.offered.questions
        return tuple(asking for one in self.found for asking in clarifying_questions(one.asked, one.decision))

    @property
    def business(self) -> tuple[str, ...]:
        """What was read of the business told of."""
        return self.offered.business if self.offered else ()
