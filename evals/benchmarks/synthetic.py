"""Any number of passages made of real sentences, and real questions to search them with.

Sentences of the shipped documents are drawn and put together anew; figures are drawn anew and made-up
names put in, so that the vocabulary grows with the collection as that of real documents does.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

from assistant.text.sentences import sentence_spans
from assistant.types import Document, DocumentMeta, Page, Passage
from evals.dataset import DEFAULT_DATASET, load_items

SEED = 20_260_401
PASSAGES_PER_PAGE, PAGES_PER_DOCUMENT = 4, 5
SENTENCES = (2, 6)
"""Fewest and most sentences of a passage; they come to about 220 characters, as those of the shipped
documents do (225 on average, n = 504)."""
SENTENCE_CHARACTERS = (20, 160)
NAMED = 0.6
"""Share of the passages that hold a made-up name."""
_KINDS = (
    "工業",
    "製作所",
    "市",
    "町",
    "補助金",
    "機構",
    "振興センター",
    "商事",
    "精機",
    "税制",
    "事業",
    "組合",
)
_KANJI = re.compile(r"[\u4e00-\u9fff]")
_FIGURE = re.compile(r"[0-9０-９]+")


def sentences(sources: Path) -> list[str]:
    """The sentences of the documents in a folder, in order, those too short or too long left out."""
    shortest, longest = SENTENCE_CHARACTERS
    found = []
    for path in sorted(sources.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        found += [text[s:e] for s, e in sentence_spans(text) if shortest <= e - s <= longest]
    return found


def documents(sources: Path, passages: int) -> Iterator[tuple[Document, list[Passage]]]:
    """Documents with so many passages in all; the same ones each time.

    Args:
        sources: folder with the texts the sentences are drawn from.
        passages: how many passages in all; the last document may be shorter than the others.
    """
    chance = random.Random(SEED)
    drawn_from = sentences(sources)
    kanji = _KANJI.findall("".join(drawn_from))
    per_document = PASSAGES_PER_PAGE * PAGES_PER_DOCUMENT
    for number, start in enumerate(range(0, passages, per_document)):
        count = min(per_document, passages - start)
        texts = [_passage_text(drawn_from, kanji, chance) for _ in range(count)]
        yield _document(f"synthetic-{number:06}", _name(kanji, chance), texts, 2010 + number % 17)


def queries(count: int) -> list[str]:
    """So many questions: those of the curated set, then each again about one made-up name after another."""
    chance = random.Random(SEED)
    asked = [item.question for item in load_items(DEFAULT_DATASET, "all")]
    kanji = _KANJI.findall("".join(asked))
    found = list(asked)
    while len(found) < count:
        found += [f"{_name(kanji, chance)}の{question}" for question in asked]
    return found[:count]


def _passage_text(drawn_from: list[str], kanji: list[str], chance: random.Random) -> str:
    chosen = [chance.choice(drawn_from) for _ in range(chance.randint(*SENTENCES))]
    if chance.random() < NAMED:
        chosen.insert(chance.randrange(len(chosen)), f"{_name(kanji, chance)}の例です。")
    return "\n".join(_FIGURE.sub(lambda figure: _other_figure(figure.group(), chance), s) for s in chosen)


def _name(kanji: list[str], chance: random.Random) -> str:
    return "".join(chance.choices(kanji, k=chance.randint(2, 3))) + chance.choice(_KINDS)


def _other_figure(figure: str, chance: random.Random) -> str:
    """Another figure of as many digits: ``2026`` → ``7310``"""
    return str(chance.randint(10 ** (len(figure) - 1), 10 ** len(figure) - 1))


def _document(doc_id: str, title: str, texts: list[str], year: int) -> tuple[Document, list[Passage]]:
    pages, passages = [], []
    for index, start in enumerate(range(0, len(texts), PASSAGES_PER_PAGE)):
        position, on_page = 0, texts[start : start + PASSAGES_PER_PAGE]
        for text in on_page:
            end = position + len(text)
            passage_id = f"{doc_id}:{index}:{position}-{end}"
            passages.append(Passage(passage_id, doc_id, index, position, end, text, (title,)))
            position = end + 1
        pages.append(Page(index, index + 1, None, "\n".join(on_page)))
    meta = DocumentMeta(doc_id, title, "", f"{year}-04", "other", "unknown", f"{doc_id}.txt")
    return Document(meta, tuple(pages)), passages
