"""``python -m assistant`` is the command ``shien``."""

from assistant.cli import main

main()
