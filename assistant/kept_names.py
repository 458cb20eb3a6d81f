"""The names under which files handed in on the page are kept."""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import PurePosixPath, PureWindowsPath

from assistant.errors import InputError, shown

LONGEST_NAME = 80
"""Characters before the ending: 80 Japanese ones and 「 (99)」 are 245 of the 255 bytes a name may have."""
_NOT_IN_A_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]')
"""What Windows or a path would read as its own."""
_RESERVED = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)")


def file_name(given: str) -> str:
    """A name that stays in its folder on every system: ``..\\案内:最新.PDF`` → ``案内_最新.pdf``

    Raises:
        InputError: its ending is none of a kind that can be read.
    """
    from assistant.documents.load import LOADERS, formats_hint

    last = PurePosixPath(PureWindowsPath(given).name).name
    stem, ending = os.path.splitext(shown(unicodedata.normalize("NFC", last)))
    if ending.lower() not in LOADERS:
        raise InputError(f"{shown(last)}: この形式は読めません。", formats_hint(ending))
    clean = _NOT_IN_A_NAME.sub("_", stem).strip(". ")[:LONGEST_NAME].rstrip(". ")
    if not clean or _RESERVED.fullmatch(clean):
        clean = f"資料{clean}"
    return clean + ending.lower()
