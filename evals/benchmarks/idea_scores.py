"""Ideas for the search, each as the scores it would rank a set by."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

from assistant.index.ginza_vectors import embed, word_direction
from assistant.index.lexical import CHANNELS, token_scores
from assistant.text.normalise import normal_text
from assistant.text.sentences import sentence_spans
from assistant.text.tokens import bigrams, pairs, terms, words
from evals.benchmarks.materials import (
    Materials,
    Matrix,
    bm25,
    bm25_index,
    fused,
    rows_standardised,
)

Changed = Iterator[tuple[str, Matrix]]
"""(what was changed, the scores it then ranks by)"""
WEIGHTS = (0.1, 0.3)
"""At which a further channel is added."""
SYNONYMS = Path(__file__).with_name("synonyms.txt")


def taken_back(materials: Materials) -> Changed:
    """What the product does, undone one at a time."""
    m = materials
    for name in CHANNELS:
        rest = {other: scores for other, scores in m.channels.items() if other != name}
        yield f"without {name}", fused(rest, m.says, m.dense)
    yield "without dense", fused(m.channels, m.says, np.zeros_like(m.dense))
    for k1, b in ((1.2, 0.75), (0.4, 0.75), (0.6, 0.5), (0.6, 0.9)):
        channels = {name: bm25(m.documents[name], m.queries[name], k1, b) for name in CHANNELS}
        yield f"k1 = {k1}, b = {b}", fused(channels, m.says, m.dense)
    full = {name: np.full_like(says, CHANNELS[name]) for name, says in m.says.items()}
    yield "channels count alike however little of the query they know", fused(m.channels, full, m.dense)
    plain = {
        name: bm25(m.documents[name], [[(token, 1.0) for token, _ in query] for query in m.queries[name]])
        for name in CHANNELS
    }
    yield "every token of a query weighs 1", fused(plain, m.says, m.dense)


def further_channels(materials: Materials) -> Changed:
    """One more channel, at two weights."""
    kinds: dict[str, Callable[[Materials], Matrix]] = {
        "pairs side by side only": lambda m: _of_text(m, bigrams),
        "character trigrams": lambda m: _of_text(m, _trigrams),
        "pairs of short words": lambda m: _of_text(m, lambda text: pairs(words(text, "A"))),
        "pairs of nouns at most three apart": lambda m: _of_text(m, _near_nouns),
        "titles alone": _titles,
        "each document's best sentence by vector": _best_sentence,
        "pseudo-relevance feedback, 20 words of the first 5": _feedback,
        "words near in meaning by vector": _near_words,
    }
    for name, scores in kinds.items():
        extra = scores(materials)
        for weight in WEIGHTS:
            yield f"{name} × {weight}", materials.base + weight * extra


def _of_text(m: Materials, tokenise: Callable[[str], list[str]]) -> Matrix:
    documents = [tokenise(f"{title}\n{text}") + tokenise(title) for _, title, text in m.beir.documents]
    return bm25(documents, [[(token, 1.0) for token in tokenise(q)] for q in m.beir.queries.values()])


def _trigrams(text: str) -> list[str]:
    runs = re.findall(r"\w+", normal_text(text))
    return [run[i : i + 3] for run in runs for i in range(len(run) - 2)]


def _near_nouns(text: str) -> list[str]:
    nouns = [word for word, kind in terms(text) if kind != "other"]
    return [
        " ".join(sorted((first, second)))
        for place, first in enumerate(nouns)
        for second in nouns[place + 1 : place + 4]
    ]


def _titles(m: Materials) -> Matrix:
    return bm25([words(title, "A") for _, title, _ in m.beir.documents], m.queries["short_words"])


def _best_sentence(m: Materials) -> Matrix:
    sentences, ends = [], []
    for _, title, text in m.beir.documents:
        found = [text[start:end] for start, end in sentence_spans(text) if text[start:end].strip()]
        sentences.extend(found or [title])
        ends.append(len(sentences))
    cosines = embed(list(m.beir.queries.values())) @ embed(sentences).T
    starts = [0, *ends[:-1]]
    return rows_standardised(np.maximum.reduceat(cosines, starts, axis=1))


def _feedback(m: Materials) -> Matrix:
    documents = m.documents["short_words"]
    index, total = bm25_index(documents), len(documents)
    frequency = Counter(token for row in documents for token in set(row))
    rows = []
    for base in m.base:
        best = np.argsort(-base, kind="stable")[:5]
        counted = Counter(token for i in best for token in documents[i])
        worth = {t: n * math.log(1 + total / frequency[t]) for t, n in counted.items()}
        chosen = sorted(worth, key=lambda token: -worth[token])[:20]
        rows.append(token_scores(index, [(token, worth[token]) for token in chosen], total))
    return rows_standardised(np.array(rows))


def _near_words(m: Materials) -> Matrix:
    """The ten words of the set nearest to each word of a query, from a cosine of 0.6."""
    documents = m.documents["short_words"]
    known = {token: way for row in documents for token in row if (way := word_direction(token)) is not None}
    names, ways = list(known), np.array(list(known.values()))
    near: dict[str, list[tuple[str, float]]] = {}
    for token in {token for query in m.queries["short_words"] for token, _ in query}:
        near[token] = []
        if (way := word_direction(token)) is not None:
            cosines = ways @ way
            best = np.argsort(-cosines)[:11]
            near[token] = [
                (names[i], float(cosines[i])) for i in best if cosines[i] >= 0.6 and names[i] != token
            ]
    expanded = [
        [(other, weight * cosine) for token, weight in query for other, cosine in near[token]]
        for query in m.queries["short_words"]
    ]
    return bm25(documents, expanded)


def read_groups(path: Path) -> list[list[str]]:
    """Groups of synonyms, one a line."""
    return [line.split() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def synonyms(m: Materials, groups: Sequence[Sequence[str]]) -> Matrix:
    """Words of a query's synonyms that it does not hold itself."""
    spelled = [[tuple(words(name, "A")) for name in group] for group in groups]
    by_first: Mapping[str, list[tuple[tuple[str, ...], list[tuple[str, ...]]]]] = defaultdict(list)
    for group in spelled:
        for name in group:
            if name:
                by_first[name[0]].append((name, [other for other in group if other != name]))
    expanded = []
    for query in m.queries["short_words"]:
        said = [token for token, _ in query]
        found: dict[str, float] = {}
        for place, token in enumerate(said):
            for name, others in by_first.get(token, ()):
                if tuple(said[place : place + len(name)]) == name:
                    found |= {word: 1 / len(other) for other in others for word in other if word not in said}
        expanded.append(list(found.items()))
    return bm25(m.documents["short_words"], expanded)
