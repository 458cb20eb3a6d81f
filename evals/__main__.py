"""``python -m evals``: the same command as ``shien eval``."""

from evals.cli import main

if __name__ == "__main__":
    main()
