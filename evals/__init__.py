"""Evaluation of Shien: question sets, measures and reports. Run it as ``python -m evals``."""
