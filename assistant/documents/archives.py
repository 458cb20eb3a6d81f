"""Office files are ZIP archives: how large one may be unpacked, and what is said of one that cannot be read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from assistant.errors import AssistantError, DocumentError
from assistant.settings import Settings

_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
"""How a file of Office before 2007 begins, and one of today's that a password protects."""

_MAIN_PARTS = {"word/document.xml": "Word", "ppt/presentation.xml": "PowerPoint", "xl/workbook.xml": "Excel"}
_ENDINGS = {"Word": ".docx", "PowerPoint": ".pptx", "Excel": ".xlsx"}

Opened = TypeVar("Opened")


def check_archive(data: bytes, file: str, max_bytes: int, program: str, ending: str) -> None:
    """Refuse what is no archive, and one that is larger unpacked than the bound.

    The sizes an archive states hold: unpacking stops at them, and fails where there is more.

    Args:
        data: the file.
        file: its name, for errors.
        max_bytes: of its parts unpacked.
        program: what opens and saves such files: Excel.
        ending: of the files that are read: .xlsx.

    Raises:
        DocumentError: what is wrong, and what to do.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except Exception as error:  # of a damaged table of contents, the library raises more than BadZipFile
        if data.startswith(_OLD_OFFICE):
            raise DocumentError(
                f"{file}: パスワードで保護されているか、古い形式の {program} のファイルです。",
                f"{program} で開き、保護を外して {ending} として保存し直してください。",
            ) from error
        raise DocumentError(
            f"{file}: {program} のファイルではありません。",
            f"{program} で開き、{ending} として保存し直してください。",
        ) from error
    named = {part.filename for part in parts}
    real = next((other for part, other in _MAIN_PARTS.items() if part in named), program)
    if real != program:
        raise DocumentError(
            f"{file}: 中身は {real} のファイルです。",
            f"ファイル名の終わりを、{real} のもの（{_ENDINGS[real]}）に直してください。",
        )
    unpacked = sum(part.file_size for part in parts)
    if unpacked > max_bytes:
        raise DocumentError(
            f"{file}: 展開すると {unpacked:,} バイトになり、上限 {max_bytes:,} バイトを超えます。",
            "ファイルを分けるか、SHIEN_MAX_DOCUMENT_BYTES で上限を上げてください。",
        )


def read_archive(path: Path, settings: Settings, program: str, read: Callable[[bytes], Opened]) -> Opened:
    """What a reader makes of an office file.

    Args:
        path: the file.
        settings: the bound on its parts unpacked.
        program: what opens and saves such files.
        read: makes something of the file's bytes; whatever it raises means that the file is damaged.

    Raises:
        DocumentError: no such archive, too large unpacked, or damaged.
    """
    data = path.read_bytes()
    ending = path.suffix.lower()
    check_archive(data, path.name, settings.max_document_bytes, program, ending)
    try:
        return read(data)
    except AssistantError:
        raise
    except Exception as error:  # a damaged file makes the libraries raise nearly anything
        raise DocumentError(
            f"{path.name}: {program} のファイルとして読めません（{type(error).__name__}）。",
            f"{program} で開き、{ending} として保存し直してください。",
        ) from error
