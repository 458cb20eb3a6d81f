"""The bytes of a text file as text, in UTF-8 or the older Japanese encodings."""

from __future__ import annotations

import logging

from assistant.errors import DocumentError

_log = logging.getLogger(__name__)

_JAPANESE_ENCODINGS = ("cp932", "euc_jp", "utf_16")
_MESS_ALLOWED = 1.0
"""charset-normalizer takes full-width letters beside half-width kana for mess. Of 100 twelve-line pieces
of the shipped documents its own 0.2 refuses 6 in cp932 and 4 in EUC-JP, this none; both refuse broken
UTF-8."""


def decode(data: bytes, name: str) -> str:
    """Text of a file in UTF-8 or one of the older Japanese encodings, line ends made ``\\n``.

    Raises:
        DocumentError: the bytes are not text in any encoding that fits.
    """
    try:
        text = _decode_seven_bit(data) or data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        text = _decode_legacy(data, name, error)
    if "\x00" in text:
        raise DocumentError(
            f"{name}: 文字のファイルではありません。", "形式と拡張子が合っているか確かめてください。"
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decode_seven_bit(data: bytes) -> str | None:
    """Text in ISO-2022-JP, which would pass for UTF-8: its bytes are ASCII and escape sequences."""
    if b"\x1b$" not in data:
        return None
    try:
        return data.decode("iso2022_jp_ext")
    except UnicodeDecodeError:
        return None


def _decode_legacy(data: bytes, name: str, error: UnicodeDecodeError) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=list(_JAPANESE_ENCODINGS), threshold=_MESS_ALLOWED).best()
    if best is None:
        raise DocumentError(
            f"{name}: 文字コードを判定できません（{error.start} バイト目が UTF-8 として読めません）。",
            "UTF-8 で保存し直してから取り込んでください。",
        ) from error
    _log.info("%s: read as %s", name, best.encoding)
    return str(best)
