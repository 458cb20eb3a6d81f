"""What the API of Jグランツ answers, as far as it can be read: a field that is missing or of another kind is empty.

Every text has gone through ``plain_text``: no HTML goes further than this file.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from pydantic import (
    BaseModel,
    ConfigDict,
    ValidationError,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    field_validator,
)

from assistant.errors import ServiceError
from assistant.measures.jgrants.plain import plain_text

MAX_NAMES = 20
"""Attachments of one kind whose names are kept."""
LIST_FIELDS = (
    "title", "name", "institution_name", "target_area_search", "target_number_of_employees", "subsidy_max_limit",
    "acceptance_start_datetime", "acceptance_end_datetime",
)  # fmt: skip
"""Fields a list has beside the id; the others come with the detail."""
_UNREADABLE = "Jグランツの答えを読めませんでした"
_HINT = "時間をおいて、もう一度お試しください。続くときは SHIEN_JGRANTS_URL を確かめてください。"


class Attachment(BaseModel):
    """A file of a subsidy: its name alone. What it holds is neither decoded nor kept."""

    model_config = ConfigDict(frozen=True, extra="ignore")
    name: str


class Subsidy(BaseModel):
    """One subsidy, in the API's own field names; what only the detail has is empty in a list."""

    model_config = ConfigDict(frozen=True, extra="ignore", strict=True)
    id: str
    title: str
    name: str = ""
    """Its number with Jグランツ: S-00007689."""
    institution_name: str = ""
    subsidy_catch_phrase: str = ""
    detail: str = ""
    use_purpose: str = ""
    industry: str = ""
    target_area_search: str = ""
    target_area_detail: str = ""
    target_number_of_employees: str = ""
    subsidy_rate: str = ""
    subsidy_max_limit: str = ""
    """Yen, as the API writes the number."""
    acceptance_start_datetime: str = ""
    acceptance_end_datetime: str = ""
    project_end_deadline: str = ""
    front_subsidy_detail_page_url: str = ""
    application_guidelines: tuple[str, ...] = ()
    outline_of_grant: tuple[str, ...] = ()
    application_form: tuple[str, ...] = ()

    @field_validator("*", mode="wrap")
    @classmethod
    def _as_far_as_it_can_be_read(
        cls, value: Any, rest: ValidatorFunctionWrapHandler, info: ValidationInfo
    ) -> Any:
        """The field's value in our form; empty, and counted, where it is of another kind."""
        name = info.field_name or ""
        default = cls.model_fields[name].default
        if value is None and name not in ("id", "title"):
            return default
        try:
            return rest(_names(value) if isinstance(default, tuple) else _text(value, name))
        except (ValidationError, ValueError, OverflowError):  # the last for a limit of 1e999
            if name in ("id", "title"):
                raise
            if info.context is not None:
                info.context[name] = "odd"
            return default


def _text(value: Any, name: str) -> Any:
    if name == "subsidy_max_limit" and isinstance(value, int | float) and not isinstance(value, bool):
        return str(int(value)) if value == int(value) else str(value)
    if not isinstance(value, str):
        return value
    plain = plain_text(value) if name == "detail" else " ".join(plain_text(value).split("\n"))
    if name == "id" and not (plain.isascii() and plain.isalnum() and len(plain) <= 18):
        raise ValueError("an id of Jグランツ has up to 18 letters and digits")
    if name == "title" and not plain:
        raise ValueError("a subsidy has a title")
    return plain


def _names(value: Any) -> tuple[str, ...]:
    """``[{"name": "公募要領.pdf", "data": "JVBE…"}]`` → ("公募要領.pdf",); names as they are stored pass unchanged."""
    if not isinstance(value, list | tuple):
        raise ValueError("attachments are a list")
    if all(isinstance(one, str) for one in value):
        return tuple(value)
    names = (plain_text(Attachment.model_validate(one).name).replace("\n", " ") for one in value)
    return tuple(name for name in names if name)[:MAX_NAMES]


@dataclass(frozen=True, slots=True)
class Listing:
    """What one answer holds."""

    subsidies: tuple[Subsidy, ...]
    notices: tuple[str, ...] = ()


def read_answer(body: bytes) -> Listing:
    """The subsidies of an answer, each id once, and what was wrong with it.

    ``{"metadata": {"resultset": {"count": 1}}, "result": [{"id": "a0W1", "title": "創業補助金"}]}`` → one subsidy

    Raises:
        ServiceError: it is no JSON, or no answer of this API.
    """
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError) as error:  # UnicodeDecodeError is a ValueError
        what = "HTML のページ" if body.lstrip()[:1] == b"<" else "JSON でない答え"
        raise ServiceError(f"{_UNREADABLE}（{what}）。", _HINT) from error
    rows = answer.get("result") if isinstance(answer, dict) else None
    if not isinstance(rows, list):
        raise ServiceError(f"{_UNREADABLE}（result の並びがありません）。", _HINT)
    subsidies: dict[str, Subsidy] = {}
    unreadable, odd = 0, 0
    for row in rows:
        context: dict[str, str] = {}
        try:
            subsidy = Subsidy.model_validate(row, context=context)
        except ValidationError:
            unreadable += 1
            continue
        odd += bool(context)
        subsidies.setdefault(subsidy.id, subsidy)
    return Listing(tuple(subsidies.values()), tuple(_remarks(answer, rows, unreadable, odd)))


def _remarks(answer: dict[str, Any], rows: list[Any], unreadable: int, odd: int) -> list[str]:
    metadata = answer.get("metadata")
    resultset = metadata.get("resultset") if isinstance(metadata, dict) else None
    count = resultset.get("count") if isinstance(resultset, dict) else None
    remarks = []
    if isinstance(count, int) and count != len(rows):
        remarks.append(
            f"Jグランツは {count:,} 件と答えましたが、届いたのは {len(rows):,} 件です。全件ではないかもしれません。"
        )
    if unreadable:
        remarks.append(f"{unreadable:,} 件は、ID か名称を読めなかったため省きました。")
    if odd:
        remarks.append(f"{odd:,} 件は、読めない項目を空にしました。")
    return remarks
