"""Whether a statement is borne out by its evidence: figures, dates, names, denial, certainty and what belongs to what.

Pure functions on texts: no files but the two word lists, no index, no model.
"""

from assistant.grounding.problem import Problem, ProblemKind
from assistant.grounding.verdict import Verdict, check_statement

__all__ = ["Problem", "ProblemKind", "Verdict", "check_statement"]
