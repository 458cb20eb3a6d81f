"""A set of three documents in BEIR's form."""

from __future__ import annotations

import json
from pathlib import Path

DOCUMENTS = {
    "d1": ("創業補助金", "創業補助金は、創業にかかる費用の2分の1を補助します。"),
    "d2": ("専門家派遣", "専門家派遣では、経営の専門家が年3回まで無料で訪問します。"),
    "d3": ("販路開拓支援", "展示会への出展費用を助成し、販路の開拓を支援します。"),
}


def write_beir(folder: Path) -> Path:
    """Write the set to a folder, made if it is not there; q3 has no relevant document."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = [
        json.dumps({"_id": d, "title": t, "text": x}, ensure_ascii=False) for d, (t, x) in DOCUMENTS.items()
    ]
    (folder / "corpus.jsonl").write_text("\n".join(lines), encoding="utf-8")
    queries = [
        {"_id": "q1", "text": "展示会に出したい"},
        {"_id": "q2", "text": "創業の費用"},
        {"_id": "q3", "text": "？"},
    ]
    (folder / "queries.jsonl").write_text("\n".join(map(json.dumps, queries)), encoding="utf-8")
    (folder / "qrels").mkdir()
    judged = "query-id\tcorpus-id\tscore\nq1\td3\t1\nq2\td1\t2\nq2\td2\t0\n"
    (folder / "qrels" / "test.tsv").write_text(judged, encoding="utf-8")
    return folder
