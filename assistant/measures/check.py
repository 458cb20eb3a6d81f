"""What an agency's editor must mend: entries out of form, quotes that no stored text holds, figures without a basis."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from assistant.measures.entry import Basis, Entry
from assistant.measures.parse import Problem
from assistant.text.figures import figures_in

Texts = Mapping[str, Sequence[str]]
"""The stored text of every page, by document."""


def quote_problems(entries: Sequence[Entry], texts: Texts, file_of: Mapping[str, str]) -> Iterator[Problem]:
    """A problem for each quote that is not in its document, and each figure told that its quote does not hold.

    Args:
        entries: entries in form.
        texts: the stored pages; a document that is not there is a problem of each entry that names it.
        file_of: the file of each entry, by id.
    """
    for entry in entries:
        for where, basis in _bases(entry):
            for message in _basis_problems(basis, texts):
                yield Problem(file_of.get(entry.id, "-"), entry.id, where, message)
        for fact in entry.all_facts():
            for said in _unfounded(fact.text, fact.basis.quote):
                message = f"「{fact.text}」の {said} は引用の中にありません。"
                yield Problem(file_of.get(entry.id, "-"), entry.id, "figures", message)


def link_problems(entries: Sequence[Entry], file_of: Mapping[str, str]) -> Iterator[Problem]:
    """A problem for each measure before or after that the register has no entry of by name or alias."""
    names = {name for entry in entries for name in (entry.name, *entry.aliases)}
    for entry in entries:
        for link in (*entry.predecessors, *entry.successors):
            if link.name not in names:
                message = f"前身・後継の「{link.name}」は登録簿にありません。"
                yield Problem(file_of.get(entry.id, "-"), entry.id, "predecessor・successor", message)


def _bases(entry: Entry) -> Iterator[tuple[str, Basis]]:
    yield "quote", entry.basis
    for name, beside in (("regions_quote", entry.region_basis), ("window_quote", entry.window_basis)):
        if beside:
            yield name, beside
    for fact in entry.all_facts():
        yield f"「{fact.text}」", fact.basis
    for link in (*entry.predecessors, *entry.successors):
        if link.basis.quote:
            yield f"「{link.name}」", link.basis


def _basis_problems(basis: Basis, texts: Texts) -> Iterator[str]:
    pages = texts.get(basis.doc_id)
    if pages is None:
        yield f"文書「{basis.doc_id}」は索引にありません。"
    elif not any(basis.quote in page for page in pages):
        yield f"引用「{basis.quote[:40]}」は文書「{basis.doc_id}」の保存された文にありません。"


def _unfounded(text: str, quote: str) -> Iterator[str]:
    """Figures of a text that its quote does not tell, whatever their unit: 300人 from 300名 is the same count."""
    told = {bound for figure in figures_in(quote) for bound in (figure.low, figure.high)}
    for figure in figures_in(text):
        if not {figure.low, figure.high} <= told:
            yield figure.said
