"""What an answer by a language model used, in words."""

from __future__ import annotations

from assistant.types import Answer


def usage_in_words(answer: Answer) -> str:
    """Tokens and cost of an answer; empty where no model was asked.

    ``{"input_tokens": 1200, "output_tokens": 80, "usd_millionths": 460}`` →
    ``言語モデルの使用量: 入力 1,200・出力 80 トークン、料金は約 $0.0005``
    """
    usage = answer.usage
    if "input_tokens" not in usage:
        return ""
    line = f"言語モデルの使用量: 入力 {usage['input_tokens']:,}・出力 {usage['output_tokens']:,} トークン"
    if usage.get("estimated"):
        line += "（見積もり）"
    if "usd_millionths" in usage:
        line += f"、料金は約 ${usage['usd_millionths'] / 1_000_000:.4f}"
    return line


def written_by(answer: Answer) -> str:
    """Whose words an answer is in, where they are a model's; else empty."""
    if answer.engine != "llm":
        return ""
    return f"言語モデル（{answer.model}）が資料から書いた文です。1文ずつ、出典の文と照合しています。"
