"""The register as a whole: what comes with Shien stands on the documents, what is imported stands beside it."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date

import pytest

from assistant.documents.catalogue import read_catalogue
from assistant.documents.read import read_document
from assistant.measures.answer import measures_with_citations
from assistant.measures.check import link_problems, quote_problems
from assistant.measures.importing.lists import import_list
from assistant.measures.index import open_index_of
from assistant.measures.match import match
from assistant.measures.profile import Facet
from assistant.measures.register import Register, read_register
from assistant.measures.shipped import read_measures
from assistant.measures.vocabulary import KINDS
from assistant.settings import Settings
from assistant.successions import read_successions
from tests.measures.conftest import ENTRIES

TODAY = date(2026, 6, 1)
SHIPPED = read_measures(Settings().corpus / "measures")
LIST = (
    {"id": "7", "名称": "川口市 試作補助金", "実施機関": "川口市", "対象者": "市内の製造業を営む中小企業者", "補助率": "2分の1以内",
     "都道府県": "埼玉県", "概要": "試作品の研究開発に取り組む費用を補助します。"},
    {"id": "8", "名称": "川口市 創業相談", "実施機関": "川口市", "対象者": "創業予定の方", "補助率": "", "都道府県": "埼玉県",
     "概要": "創業の相談に応じます。"},
)  # fmt: skip


@pytest.fixture(scope="module")
def stored_texts() -> dict[str, list[str]]:
    """The pages of the shipped documents, as they are stored."""
    settings = Settings()
    found = {}
    for path, entry in read_catalogue(settings.corpus).items():
        document, _ = read_document(path, settings.corpus, entry, settings)
        found[document.meta.doc_id] = [page.text for page in document.pages]
    return found


def test_every_fact_of_the_shipped_register_stands_in_the_stored_text(stored_texts) -> None:
    assert [str(problem) for problem in quote_problems(SHIPPED, stored_texts, {})] == []


def test_every_measure_before_or_after_is_in_the_register() -> None:
    assert [str(problem) for problem in link_problems(SHIPPED, {})] == []


@pytest.mark.parametrize(
    "succession", read_successions(Settings().corpus / "successions.toml"), ids=lambda one: one.before
)
def test_what_followed_what_is_told_on_the_same_ground_in_answers_and_in_the_register(succession) -> None:
    # Answers read corpus/successions.toml, the page and `measures show` the register: they must not drift apart.
    register = Register({entry.id: entry for entry in SHIPPED}, "shipped")
    before, after = register.named(succession.before), register.named(succession.after)
    grounds = [
        link.basis
        for entry, other in ((before, after), (after, before))
        for link in ((*entry.predecessors, *entry.successors) if entry else ())
        if register.named(link.name) == other
    ]
    stated = [(basis.doc_id, basis.quote, basis.source) for basis in grounds]
    assert (succession.doc_id, succession.quote, succession.source) in stated


def test_the_shipped_register_has_measures_of_many_kinds_and_marks_those_that_are_past() -> None:
    assert len(SHIPPED) >= 120
    assert len({entry.kind for entry in SHIPPED} & set(KINDS)) >= 12
    standing = Counter((entry.basis.doc_id, entry.standing) for entry in SHIPPED)
    assert not standing["kanto-slides-2010", "current"] and not standing["kanto-strategy-2017", "current"]
    assert standing["kanto-slides-2010", "past"] > 50


def test_outside_knowledge_is_told_apart_by_its_source() -> None:
    links = [link for entry in SHIPPED for link in (*entry.predecessors, *entry.successors)]
    assert any(link.basis.source for link in links) and any(link.basis.quote for link in links)
    assert not [link for link in links if bool(link.basis.source) == bool(link.basis.quote)]
    facts = [fact for entry in SHIPPED for fact in entry.all_facts()]
    assert not [fact for fact in facts if fact.basis.source]  # only links may be outside knowledge


@pytest.fixture
def imported(tmp_path) -> tuple[Settings, Register]:
    """The register after an import of two programmes."""
    path = tmp_path / "川口.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, LIST[0].keys())
        writer.writeheader()
        writer.writerows(LIST)
    settings = Settings(home=tmp_path / "home")
    import_list(settings, path, list_id="kawaguchi")
    return settings, read_register(settings)


def test_imported_programmes_stand_after_the_shipped_ones_in_one_order(imported) -> None:
    _, register = imported
    assert list(register.entries) == [entry.id for entry in register.all_entries()]
    assert list(register.entries)[-2:] == ["kawaguchi:7", "kawaguchi:8"]
    assert register.named("川口市　試作補助金") == register.entries["kawaguchi:7"]


def test_the_state_changes_with_an_import(imported, tmp_path) -> None:
    settings, register = imported
    assert register.state != read_register(Settings(home=tmp_path / "other")).state
    assert register.state == read_register(settings).state


def test_an_imported_programme_is_matched_and_cited_by_file_row_and_column(imported) -> None:
    settings, register = imported
    only = {key: register.entries[key] for key in ("kawaguchi:7", "kawaguchi:8")}
    small = Register({**{one.id: one for one in ENTRIES}, **only}, "with list", register.cells)
    measures = open_index_of(small, settings, lambda *_: None)
    try:
        profile = (
            Facet("purpose", "research"),
            Facet("region", "埼玉県"),
            Facet("industry", "manufacturing"),
        )
        found = match("埼玉で試作品の研究開発をしたい", profile, measures, TODAY)
        (candidate,) = [one for one in found.candidates if one.entry.id == "kawaguchi:7"]
        assert candidate.fit == "possible"  # a list without dates does not say that it still holds
        assert candidate.count(True) >= 1 and not candidate.count(False)
        told, citations = measures_with_citations([candidate], measures.index, TODAY, register.cells)
    finally:
        measures.close()
    row = register.cells("kawaguchi:7")
    assert row is not None and citations
    for citation in citations:
        assert citation.source == "川口.csv" and citation.section[0] == "川口.csv 2行目"
        assert row.cells[citation.section[1]][citation.start : citation.end] == citation.quote
    assert all(one["citations"] for one in told[0].conditions)


def test_an_index_is_made_once_for_a_state_and_others_are_removed(imported, tmp_path) -> None:
    settings, _ = imported
    first = Register({one.id: one for one in ENTRIES[:2]}, "first")
    second = Register({one.id: one for one in ENTRIES[:3]}, "second")
    told: list[str] = []
    for register in (first, first, second):
        open_index_of(register, settings, lambda what, *_: told.append(what)).close()
    assert len(told) == 2 + 3  # the second time nothing is made
    folders = [path for path in (settings.home / "measures").iterdir() if path.is_dir()]
    assert len(folders) == 1


def test_a_measure_whose_document_is_not_indexed_is_not_told(imported) -> None:
    settings, _ = imported
    small = Register({one.id: one for one in ENTRIES}, "without documents")
    measures = open_index_of(small, settings, lambda *_: None)
    try:
        found = match("研究開発をしたい", (Facet("purpose", "research"),), measures, TODAY)
        assert found.candidates
        assert measures_with_citations(found.candidates, measures.index, TODAY, small.cells) == ((), ())
    finally:
        measures.close()
