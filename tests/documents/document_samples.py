"""Pages and passages as the reading functions take and give them, and texts for their properties."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import settings
from hypothesis import strategies as st

from assistant.documents.chunk import chunk_page
from assistant.documents.outline import outline_page
from assistant.types import Document, Kind, Page, Passage

PROPERTY = settings(derandomize=True, max_examples=200, deadline=None)
"""The same examples in every run, so that a failure can be repeated."""

damaged_text = st.text(
    st.sampled_from("補助率は高い。、新事業１23・「」（）ー-ABa \n\n\n\t　\r\x00\u200b\ufeff①●p／/"),
    max_size=60,
)
"""Short pages with everything the repairs look for."""

_LINES = [
    "第1章 総則",
    "1. 改訂の趣旨",
    "(1) 経緯",
    "① 取組の方向性",
    "【幹事】",
    "森参事官",
    "中小機構",
    "新連携事業支援",
    "- 海外販路の開拓",
    "・人材の育成",
    "※令和2年9月時点",
    "\t製造業\t非製造業",
    "成長志向型\t\t1st ターゲット",
    "補助率\t2/3",
    "13",
    "イ",
    "ノ",
    "",
    " ",
    "産業クラスター計画産業クラスター計画",
    "補助率は2/3以内、補助上限額は500万円である。",
    "中小企業は、「小さく始める。」を合言葉に、新たな製品の開発に取り組む。",
    "中小企業景況調査によれば、中小企業の業況は、持ち直しの動きが見られるものの、弱い動",
    "きを示した業種もあるなど、依然として厳しい状況にある。",
    "重点分野は海外展開海外展開の順である。",
]
_LONG_LINES = [
    "長い一文は、" + "その途中に読点だけが続いて、" * 40 + "ようやく終わる。",
    "読点も句点もない" + "あ" * 450,
    "長い行\t" + "い" * 450,
]
page_lines = st.lists(st.sampled_from(_LINES), max_size=25).map("\n".join)
"""Pages put together from headings, list items, table rows, prose and damage."""

long_page_lines = st.lists(st.sampled_from(_LINES + _LONG_LINES), max_size=25).map("\n".join)
"""The same with lines that are longer than a passage."""

kinds = st.sampled_from(["minutes", "report", "slides"])


@dataclass(frozen=True)
class ShippedDocument:
    """A shipped document as it is read, beside the raw text of its pages."""

    document: Document
    passages: tuple[Passage, ...]
    raw_pages: tuple[str, ...]

    @property
    def text(self) -> str:
        """The stored text of all pages."""
        return "\n".join(page.text for page in self.document.pages)


def page(text: str, index: int = 0) -> Page:
    """A stored page of a text, as if nothing had been repaired."""
    return Page(index, None, None, text)


def passages(text: str, kind: Kind = "report") -> list[Passage]:
    """The passages of a text that is one page."""
    sections, _ = outline_page(text, kind, (), ())
    return chunk_page("guide", page(text), sections)


def section_of(text: str, sentence: str, kind: Kind = "report") -> tuple[str, ...]:
    """The section path under which a sentence of a one-page text stands."""
    return next(passage.section for passage in passages(text, kind) if sentence in passage.text)
