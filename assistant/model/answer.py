"""From a decision to what a model writes of it: the settings, the prompt, the reply."""

from __future__ import annotations

from assistant.answering.joined import Found
from assistant.answering.scope import Scope
from assistant.errors import ModelError
from assistant.model.address import model_address
from assistant.model.connection import Connection
from assistant.model.drafted import statement_check
from assistant.model.outgoing import Outgoing, Turns, outgoing_messages
from assistant.model.write import OnStatements, Task, Written, write
from assistant.settings import Settings
from assistant.text.names import read_names


def connection_to(settings: Settings) -> Connection:
    """The model the settings name. Connects to nothing yet.

    Raises:
        ModelError: none is named, or it is named wrongly.
    """
    address = model_address(settings)
    if address is None:
        raise ModelError("言語モデルは設定されていません。", "SHIEN_MODEL を設定してください。")
    # Other providers' packages read their own variables; OPENAI_API_KEY is none of their business.
    key = settings.model_key.get_secret_value() if settings.model_key and address.is_openai else ""
    return Connection(
        address, settings.model_seconds, settings.model_output_tokens, key, settings.model_recording
    )


def prompt_for(found: Found, history: Turns, scope: Scope) -> Outgoing:
    """What would be sent; see ``assistant.model.outgoing``.

    Raises:
        ModelError: no model is set, it is set wrongly, or not even one passage fits.
    """
    return outgoing_messages(found, history, scope, connection_to(scope.settings).address)


def written_by_model(
    found: Found, history: Turns, scope: Scope, on_statements: OnStatements | None
) -> Written:
    """An answer in a model's words, or why there is none. Raises nothing but what ``on_statements`` raises."""
    settings = scope.settings
    try:
        connection = connection_to(settings)
        prompt = prompt_for(found, history, scope)
    except ModelError as error:
        return Written(problem=error)
    check = statement_check(read_names(settings.corpus / "aliases.toml"))
    task = Task(found.asked, found.decision, prompt, connection, scope.index, scope.today, check)
    return write(task, settings, on_statements)
