"""Benchmarks that anyone can run: ``python -m evals.benchmarks.NAME``; the figures go into docs/benchmarks."""
