"""The folders and files an index is made from: whether they are there, and what lies below them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from assistant.documents.catalogue import CATALOGUE_NAME
from assistant.documents.load import LOADERS, formats_hint
from assistant.errors import DocumentError, InputError, reason, shown

RENAME = "名前を付け直してください。"
"""What to do about a name that is not UTF-8."""
_DATA_OF_A_CORPUS = {CATALOGUE_NAME, "aliases.toml", "successions.toml", "everyday_words.tsv"}
_MEASURES = ("measures", ".toml")
"""Folder and suffix of the files of the register of measures."""


def check_roots(paths: Sequence[Path], known: Iterable[str]) -> list[Path]:
    """The folders and files to look at, made absolute.

    Raises:
        InputError: a path that never was indexed does not exist, has a name that is not UTF-8, or is a
            file of a kind not read.
    """
    known_roots = set(known)
    roots = [path.resolve() for path in paths]
    for root in roots:
        if not is_utf8(root):
            raise InputError(f"{shown(str(root))}: 名前が UTF-8 ではないため取り込めません。", RENAME)
        if not is_there(root) and str(root) not in known_roots:
            raise InputError(f"{root} がありません。", "ファイルかフォルダーの場所を確かめてください。")
        if os.path.isfile(root) and root.suffix.lower() not in LOADERS:
            raise InputError(f"{root.name}: この形式は読めません。", formats_hint(root.suffix))
    return roots


def check_known(roots: Sequence[Path], known: Sequence[str]) -> None:
    """Whether the index was made from each of the folders and files, so that it can be taken out.

    Raises:
        InputError: of one it was not.
    """
    for root in roots:
        if str(root) not in known:
            raise InputError(
                f"{root} は、取り込んだ場所の中にありません。",
                f"取り込んだ場所: {'、'.join(known) or 'まだありません'}",
            )


def is_there(path: Path) -> bool:
    """Whether something is at a path; what may not be looked at is there."""
    try:
        return path.exists()
    except OSError:
        return True


def files_below(root: Path) -> tuple[list[Path], list[Path]]:
    """(documents, files of other kinds) at or below a path, sorted.

    Hidden files, the catalogue, the tables of names and words, the measures, and links out of the root are in neither.
    """
    if root.is_file():
        return [root], []
    documents: list[Path] = []
    others: list[Path] = []
    try:
        paths = sorted(root.rglob("*")) if root.is_dir() else []
    except OSError as error:
        raise cannot_look_at(root, error) from error
    for path in paths:
        hidden = any(part.startswith((".", "~$")) for part in path.relative_to(root).parts)
        is_data = path.name in _DATA_OF_A_CORPUS or (path.parent.name, path.suffix) == _MEASURES
        if hidden or is_data or not path.is_file():
            continue
        if not path.resolve().is_relative_to(root):
            continue
        (documents if path.suffix.lower() in LOADERS else others).append(path.resolve())
    return documents, others


def is_utf8(path: Path) -> bool:
    """Whether a path can be written down; one in another encoding cannot."""
    try:
        str(path).encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def deleted_inside_another(roots: Sequence[Path]) -> list[Path]:
    """Roots that are gone from a folder that is itself a root and is there: deleted, not out of reach."""
    there = [root for root in roots if is_there(root)]
    return [root for root in roots if root not in there and any(root.is_relative_to(one) for one in there)]


def cannot_look_at(root: Path, error: OSError) -> DocumentError:
    return DocumentError(
        f"{root} を見られません（{reason(error)}）。前に取り込んだ内容をそのまま使います。",
        "フォルダーの権限と接続を確かめてください。",
    )


def out_of_reach(root: Path) -> DocumentError:
    return DocumentError(
        f"{root} が見つからないため、前に取り込んだ内容をそのまま使います。",
        f"もう使わないときは「shien ingest {root}」を実行すると外れます。",
    )
