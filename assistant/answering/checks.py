"""What is refused before anything is looked up: no question, too long a one, a writer that is not there."""

from __future__ import annotations

from assistant.errors import InputError
from assistant.settings import Settings


def check(question: str, engine: str, settings: Settings) -> None:
    """Refuse what cannot be answered at all, with a way out.

    Raises:
        InputError: empty, too long or undecodable question; unknown or unavailable engine.
        ModelError: "llm" is wanted and the model's settings cannot be used.
    """
    if not question.strip():
        raise InputError("質問が空です。", "質問を入力してください。")
    if len(question) > settings.max_question_characters:
        raise InputError(
            f"質問が長すぎます（{len(question):,} 文字、上限 {settings.max_question_characters:,} 文字）。",
            "要点をしぼって入力してください。",
        )
    if any("\ud800" <= character <= "\udfff" for character in question):
        raise InputError("質問に文字として読めない部分があります。", "UTF-8 で入力し直してください。")
    if engine == "llm" and not settings.model:
        raise InputError(
            "言語モデルは設定されていません。",
            "「--engine extractive」か「--engine auto」で実行してください。",
        )
    if engine == "llm":
        from assistant.model.answer import connection_to

        connection_to(settings)
    if engine not in ("auto", "extractive", "llm"):
        raise InputError(
            f"engine「{engine}」はありません。", "auto・extractive・llm のどれかを指定してください。"
        )
