"""Help of the commands in Japanese: what typer says of its own is English."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

_IN_JAPANESE = (
    (re.compile(r"^Usage: ", re.M), "使い方: "),
    (re.compile(r"\[OPTIONS\]"), "[オプション]"),
    (re.compile(r"COMMAND \[ARGS\]\.\.\."), "コマンド [引数]..."),
    (re.compile(r"^Arguments:$", re.M), "引数:"),
    (re.compile(r"^Options:$", re.M), "オプション:"),
    (re.compile(r"^Commands:$", re.M), "コマンド:"),
    (re.compile(r"Show this message and exit\."), "この説明を表示します。"),
    (re.compile(r"\[required\]"), "[必須]"),
    (re.compile(r"\[default:\s+"), "[既定: "),
)
"""Typer passes half of these through gettext, which wants compiled catalogues, and the others through nothing."""


def in_japanese(text: str) -> str:
    """A help text with typer's own words in Japanese.

    ``Usage: shien ask [OPTIONS] QUESTION`` → ``使い方: shien ask [オプション] QUESTION``
    """
    for english, japanese in _IN_JAPANESE:
        text = english.sub(japanese, text)
    return text


class _Command(TyperCommand):
    def get_help(self, ctx: Any) -> str:
        return in_japanese(super().get_help(ctx))


class _Group(TyperGroup):
    def get_help(self, ctx: Any) -> str:
        return in_japanese(super().get_help(ctx))


class Commands(typer.Typer):
    """Commands whose help is in Japanese, as plain text: boxes cut a line of Japanese that they have no room for."""

    def __init__(self, **options: Any) -> None:
        plain = {"rich_markup_mode": None, "add_completion": False, "pretty_exceptions_enable": False}
        super().__init__(cls=_Group, **(plain | options))

    def command(self, name: str | None = None, **options: Any) -> Callable[[Any], Any]:
        """As ``typer.Typer.command``."""
        return super().command(name, cls=_Command, **options)
