"""What goes wrong with a model, in words an advisor can use. Nothing a server says is repeated: it may hold the
key or the prompt."""

from __future__ import annotations

import asyncio
import json

from assistant.errors import ModelError
from assistant.model.address import ModelAddress

ASK_KEEPER = "続くときは、システムの管理者に知らせてください。"
_DROPPABLE = {
    "temperature": "temperature",
    "stream_options": "stream_usage",
    "max_completion_tokens": "max_tokens",
    "max_tokens": "extra_body",
}
"""Parameters of the protocol that models or servers are known to refuse, and their names with LangChain."""


class FirstWordLate(Exception):
    """No first word came in time."""


class TooLate(Exception):
    """The reply did not end in time."""


class WrongSetting(Exception):
    """LangChain could not make the model from the settings."""


def in_japanese(error: BaseException, address: ModelAddress) -> ModelError:
    """An error of the way to a model as two lines: what happened, what to do."""
    where = f"言語モデル（{address.host}）"
    if isinstance(error, ModelError):
        return error
    if isinstance(error, WrongSetting):
        return _of_setting(error, address)
    if isinstance(error, FirstWordLate):
        return ModelError(f"{where}が時間内に書き始めませんでした。", ASK_KEEPER)
    if isinstance(error, TooLate):
        return ModelError(f"{where}が時間内に書き終えませんでした。", ASK_KEEPER)
    if isinstance(error, asyncio.CancelledError):
        return ModelError(f"{where}とのやり取りを止めました。", "もう一度尋ねてください。")
    status = getattr(error, "status_code", None)
    if isinstance(status, int):
        return _of_status(status, str(getattr(error, "code", "") or ""), where)
    if _is_timeout(error):
        return ModelError(f"{where}が時間内に答えませんでした。", ASK_KEEPER)
    if isinstance(error, (json.JSONDecodeError, UnicodeDecodeError, AttributeError, KeyError, TypeError)):
        return ModelError(f"{where}の返事を読めませんでした。", ASK_KEEPER)
    if _is_connection(error):
        return ModelError(f"{where}との接続ができないか、途中で切れました。", ASK_KEEPER)
    return ModelError(f"{where}が問題を返しました（{type(error).__name__}）。", ASK_KEEPER)


def refused_parameter(error: Exception) -> str:
    """The parameter, by LangChain's name, that a server says it does not take; empty if none.

    ``{"error": {"code": "unsupported_value", "param": "temperature"}}`` → ``temperature``
    """
    if getattr(error, "status_code", None) not in (400, 422):
        return ""
    named = str(getattr(error, "param", "") or "") or str(getattr(error, "message", ""))
    return next((ours for theirs, ours in _DROPPABLE.items() if theirs in named), "")


def _of_status(status: int, code: str, where: str) -> ModelError:
    if code == "context_length_exceeded":
        return ModelError(
            f"{where}には資料が長すぎました。",
            "管理者の方は SHIEN_MODEL_CONTEXT_TOKENS を小さくしてください。",
        )
    if code == "insufficient_quota":
        return ModelError(
            f"{where}の利用枠を使い切っています。", "管理者の方は契約と残高を確かめてください。"
        )
    told = {
        401: ("の鍵が受け付けられませんでした。", "管理者の方は SHIEN_MODEL_KEY か OPENAI_API_KEY を確かめてください。"),
        403: ("の利用が許されていません。", "管理者の方は鍵の権限とモデル名を確かめてください。"),
        404: ("が見つかりません。", "管理者の方は SHIEN_MODEL と SHIEN_MODEL_URL を確かめてください。"),
        429: ("が混み合っているか、利用の上限に達しています。", "しばらくおいてから尋ね直してください。"),
    }  # fmt: skip
    if status in told:
        message, hint = told[status]
        return ModelError(f"{where}{message}", hint)
    if status >= 500:
        return ModelError(f"{where}の側で問題が起きています（HTTP {status}）。", ASK_KEEPER)
    return ModelError(f"{where}が受け付けませんでした（HTTP {status}）。", ASK_KEEPER)


def _of_setting(error: WrongSetting, address: ModelAddress) -> ModelError:
    cause = error.args[0] if error.args else error
    if isinstance(cause, ImportError):
        return ModelError(
            f"モデル「{address.name}」に要るパッケージが入っていません。",
            f"pip install langchain-{address.provider.replace('_', '-')} などで入れるか、SHIEN_MODEL を直してください。",
        )
    return ModelError(
        f"モデル「{address.name}」を用意できません（{type(cause).__name__}）。",
        "SHIEN_MODEL と、その提供元の環境変数（鍵など）を確かめてください。",
    )


def _is_timeout(error: BaseException) -> bool:
    return isinstance(error, TimeoutError) or "timeout" in type(error).__name__.lower()


def _is_connection(error: BaseException) -> bool:
    name = type(error).__name__
    return isinstance(error, OSError) or "Connection" in name or "Protocol" in name or "ReadError" in name
