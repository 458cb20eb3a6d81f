"""The turns of a conversation that tell of the client now spoken of, without those of others before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assistant.answering.instructions import Heard

ANOTHER_CLIENT = (
    "前とは別の事業者のご相談として調べました。前に伺った業種・人数・所在地などは使っていません。"
)


def of_one_client(heard: Heard, today: date) -> Heard:
    """What was heard, without the turns of other clients before: two of them must never become one business."""
    if not heard.asks or not heard.history:
        return heard
    from assistant.measures.clients import since_client

    asked = [place for place, (role, _) in enumerate(heard.history) if role == "user"]
    others = since_client(heard.text, [heard.history[place][1] for place in asked], today)
    if not others:
        return heard
    begins_now = others == len(asked)
    kept = () if begins_now else heard.history[asked[others] :]
    return replace(heard, history=kept, of_another_client=begins_now)
