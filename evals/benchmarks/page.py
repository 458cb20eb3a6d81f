"""docs/benchmarks.md, put together from the figures in docs/benchmarks: ``python -m evals.benchmarks.page``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from assistant.settings import PROJECT_ROOT
from evals.benchmarks import ideas, peers_page, robustness, scale

FOLDER = PROJECT_ROOT / "docs" / "benchmarks"
PAGE = PROJECT_ROOT / "docs" / "benchmarks.md"
SHOWN = ("nDCG@10", "RR@10", "R@1", "R@3", "R@5", "R@10")
RETRIEVAL = "retrieval-*.json"

_HEAD = """\
# Benchmarks of the search

Made by `python -m evals.benchmarks.page` from the figures in [docs/benchmarks](benchmarks); each section says what
wrote them. No model, no network. The sets are for development and not in the repository: *jsquad-dev* is JSQuAD v1.3's
validation (yahoojapan/JGLUE, CC BY-SA 4.0) as passages and questions; *mirasapo-dev* is half of a public list of support
programmes (ミラサポplus, collected by code4fukui/mirasapo, MIT), asked with the programmes' published "when you need…"
lines. Numbers were chosen on these two, so a set not seen here is the fairer measure. In brackets: 95%, bootstrap over
queries.
"""
_QUALITY = """\
## Quality, and what each channel adds

```
shien eval retrieval --beir DIR --json > docs/benchmarks/retrieval-NAME.json
```

*shien* is the search as it is. Below it: each channel alone; the sum without one of them; the lexical channels with the
vectors at other weights (the product's is {weight})."""
_IDEAS = """\
## What was tried

```
python -m evals.benchmarks.ideas --beir DIR --beir DIR [--sudachi-synonyms FILE.json] --out docs/benchmarks/ideas.json
```

nDCG@10, and in brackets its change from *as built*, query by query. The first rows take back what the product does; those
with + add a channel at a weight. Of these none is in the product: what helped one set did not help the other, or by less
than its interval, or (feedback) costs a second search at each question for a gain on one set only. Weights learned on one
set (ListNet, one layer; JSQuAD is CC BY-SA 4.0) do worse on the other than the chosen ones, so none are shipped."""
_ALSO_TRIED = """\
Also tried, by scripts that were not kept:

- Windows of 30 to 100 tokens of a long text, the best counting: at most +0.005 on mirasapo-dev and +0.002 on jsquad-dev,
  before pairs of words were added.
- A language model with Dirichlet smoothing (μ 100, 400) added to BM25: at most +0.003 and +0.001; alone it is below BM25.
- Sudachi's mode B as a channel: nothing. Tokens weighed by how common they are in the language at large: nothing.
- How much of a query one sentence covers, weighed by rarity, over the first 40: +0.001 on jsquad-dev, learned weights with it.
- Ranks fused (RRF, k = 60) instead of scores: 0.952 and 0.820 with the five lexical channels, 0.940 and 0.820 with vectors
  too, where scores give 0.961 and 0.860.
- Vectors centred on the collection's mean: 0.742 alone on jsquad-dev, against 0.755 on the same draw.
- Readings in pairs or fours of letters (0.713 and 0.789 alone on mirasapo-dev, threes 0.805); all kana in one script within
  the pairs, without readings: 0.59 and 0.41 for questions left in kana (1,200 drawn; 189), where readings beside the
  words gave 0.78 and 0.60, and with their own weight 0.93 and 0.81.
- Words of a query that no document has replaced by the nearest one by edit distance: no gain over pairs one apart.
- Neighbouring passages joined for the writer, not only for the reader: 25 of 37 development questions answered in full
  against 26.
"""
_ROBUSTNESS = """\
## Questions typed in a hurry

```
python -m evals.benchmarks.robustness --beir DIR [--beir DIR …] --out docs/benchmarks/robustness.json
```

The last column is what plain BM25 over the same short words (k1 1.2) loses on the same questions. Half of the words, drawn
by lot, is the one drop that is far from small: often the telling words are gone, and nothing lexical that was tried brought
them back. Of the halves people do type, the longer words and the nouns, see the two rows below it."""
_SCALE = """\
## Speed and size

```
python -m evals.benchmarks.scale --out docs/benchmarks/scale.json
```

Passages are sentences of the shipped documents, put together anew; queries are questions of the evaluation. Each size is
built, and searched, in a process of its own; at 1,000,000 the building shared both cores with other work, the search had
them to itself. That many take 15 GB to build, 13 GB of disk and 6 GB to search: they fit, and are past what the
design is for (0.1 s a search). Threads share one interpreter lock with the
Python part of a search (cutting the question into words, adding up channels); no lock of Shien's own is held while it
searches.

![Search time, memory and disk, and time to build and open, at each size](benchmarks/scale.svg)
"""


def page(folder: Path = FOLDER) -> str:
    """The page as Markdown.

    Args:
        folder: holds retrieval-*.json, ideas.json, peers.json, robustness.json and scale.json.
    """
    figures = {path.stem: _read(path) for path in sorted(folder.glob("*.json"))}
    retrieval = [figures[path.stem] for path in sorted(folder.glob(RETRIEVAL))]
    weight = retrieval[0]["dense_weight"]
    sections = [
        _HEAD,
        _QUALITY.format(weight=weight),
        *(_quality(one) for one in retrieval),
        _IDEAS,
        ideas.render(figures["ideas"]),
        _ALSO_TRIED,
        peers_page.render(figures["peers"]),
        _ROBUSTNESS,
        robustness.render(figures["robustness"]),
        _SCALE,
        scale.render(figures["scale"]),
    ]
    return "\n\n".join(section.strip("\n") for section in sections) + "\n"


def _read(path: Path) -> dict[str, Any]:
    figures: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return figures


def _quality(report: dict[str, Any]) -> str:
    """One set's table."""
    lines = [
        f"### {report['name']}: {report['documents']:,} documents, n = {report['queries']:,} queries",
        "",
        f"| | {' | '.join(SHOWN)} |",
        "|---|" + "---:|" * len(SHOWN),
    ]
    for name, figures in report["figures"].items():
        cells = [f"{figures[measure]['value']:.4f}" for measure in SHOWN]
        cells[0] += f" [{figures[SHOWN[0]]['low']:.3f}, {figures[SHOWN[0]]['high']:.3f}]"
        shown = f"**{name}**" if name == "shien" else name
        lines.append(f"| {shown} | {' | '.join(cells)} |")
    return "\n".join(lines)


def main() -> None:
    """Write the page and the plot."""
    scale.plot(_read(FOLDER / "scale.json"), FOLDER / "scale.svg")
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
