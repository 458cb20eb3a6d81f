"""What a line is in Japanese administrative writing: a numbered heading, a list item, a table row."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.text.normalise import normal_text

MAX_HEADING = 60
"""Longer lines are sentences that happen to begin with a number."""

_NUMBERED = (
    (10, re.compile(r"第[0-9一二三四五六七八九十]+[部章編節条]")),
    (20, re.compile(r"(?:[ivx]{1,4})(?:[.．、 　]|$)")),
    (40, re.compile(r"[0-9]{1,2}-[0-9]{1,2}(?:[.． 　]|(?=\D))")),
    (30, re.compile(r"[0-9]{1,2} ?[.．](?![0-9])")),
    (35, re.compile(r"(?:事例|議題|ケース) ?[0-9]{1,2}(?=[ :：.．])")),
    (50, re.compile(r"\([0-9]{1,2}\)")),
    (65, re.compile(r"[0-9]{1,2}\)")),
    (75, re.compile(r"取組 ?[ivx0-9]{1,4}(?=\W|\D)")),
)
_WIDE_NUMBER = re.compile(
    r"(?:[０-９]{1,2}|[0-9]{1,2}(?=　))[ 　]+(?![0-9０-９])[^ 　]{2,}(?:[ 　]?[(（].*[)）])?$"
)
"""``１　資金の種類``: one phrase behind a number and a wide space; a row of figures has more."""
PLAIN_NUMBER = re.compile(r"([1-9][0-9]?) (?![0-9])[^ 　。、，：:]{2,20}(?:[ 　]?[(（][^。]*[)）])?$")
"""``3 融資利率``: a phrase behind a bare number, which heads something only as one of a series."""
_MARKED = re.compile(r"[■□◆◇▼▽◎★][ 　]?[^ 　。、，：:=＝0-9０-９■□◆◇][^。、，：:=＝■□◆◇]{1,19}$")
"""``■ 持ち物``; several such lines one below the other are a list, and no headings."""
_LABELLED = re.compile(r"[■□◆◇▼▽◎★][ 　]?[^ 　0-9０-９]{1,6}[ 　]+[^ 　]*[0-9０-９]")
"""``◎締切　5月22日``: a label and its value; ``■第1回 セミナー 5月10日`` is none."""
_ITEM = re.compile(
    r"(?:【[^】]{1,6}】|[\[［][0-9０-９]{1,2}[\]］])[ 　]?[^。、，：:【】 　]{2,20}(?:[ 　][^。、，：:【】]{2,15})?$"
)
"""``【1】年末調整の相談会``: one of several items of a letter."""
_ANNEX_NUMBER = r"第?[0-9０-９一二三四五六七八九十]{1,3}号?(?:の[0-9０-９]{1,2})?"
_ANNEX = re.compile(
    rf"(?:(?P<with_articles>[附付][ 　]*則)|(?:別表|別紙|別添|別記)(?:{_ANNEX_NUMBER})?|(?:別記)?様式{_ANNEX_NUMBER})"
    r"(?:[ 　]*[(（][^。]{1,40}[)）])?(?:[ 　]+(?![ぁ-ん])[^ 　。、：:\t]{2,30})?$"
)
"""``別表第１（第５条関係）``, ``附　則``: what stands behind the last article of a rule and under none of its articles."""
_CIRCLED = re.compile(r"[①-⑳]")
_KANA = re.compile(r"[ア-オ](?:[ 　.．、）)])")
_BRACKETED = re.compile(r"^(?:【.{1,50}】|◆.{1,40}◆|[<＜]{1,2}.{1,40}[>＞]{1,2})$")
_PARENTHESISED = re.compile(r"^[（(](?!.?略|抄|注|参考)[^（()）]{2,24}[）)]$")
_MARKDOWN = re.compile(r"^(#{1,6})\s+\S")
_BULLET = re.compile(r"^\s*(?:[-*+]\s|[・･●○◎◇◆■□▲△▼▽★☆※→⇒Ο•‣–]|[0-9]{1,2}[.)]\s|[①-⑳]|[¹²³⁴-⁹])")
_ROMAN_FORMS = re.compile(r"[Ⅰ-Ⅻⅰ-ⅻ]")
_SENTENCE_END = re.compile(r"[。、，]$|[。]")

LEVEL_ANNEX, LEVEL_LAST_PROVISIONS = 10, 9
"""A rule that follows begins with its own 章 or 条, and those of 附則 stand under it."""
LEVEL_NUMBERED = 30
LEVEL_CIRCLED, LEVEL_KANA, LEVEL_BRACKETED, LEVEL_PARENTHESISED, LEVEL_MARKED = 60, 70, 80, 45, 52
LEVEL_NEWS = 51
"""Above the marks within an item: ◎日程 of 【2】受講生の募集."""
LABEL_AND_VALUE = re.compile(
    r"^(?:日[ 　]*時|日[ 　]*程|期日|期間|開催日|会[ 　]*場|場[ 　]*所|対象者?|出席者|欠席者|議題|対[ 　]*象|定[ 　]*員|参加費|参加料|受講料|料金|費[ 　]*用|会[ 　]*費|講[ 　]*師|主[ 　]*催|共[ 　]*催|後[ 　]*援|内[ 　]*容|テーマ|お?申し?込み?(?:先|方法|期限|締切)?"
    r"|お?問い?合わ?せ先?|締切日?|〆切|持ち?物|備考|担当|窓口|連絡先|電話|所在地|住所|補助率|(?:補助)?(?:上限|下限|限度)額?|(?:受付|募集|申請|取扱)期間|受付)"
    r"[ 　]+\S"
)
"""``会場 市民会館 会議室``: a label and what it is of, on a line of its own."""
_LABEL_ALONE = re.compile(
    r"対象(?:者|となる方|となる者|企業|事業|地域|経費)?|(?:補助|助成|融資)対象(?:者|経費|事業)?|(?:補助|助成)(?:率|金?額)|(?:補助|助成|融資)?(?:上限|限度|下限)額?|(?:融資)?利率"
    r"|(?:募集|受付|申請|公募|取扱|実施|事業|融資|返済)期間|(?:申込|申請|応募|提出)(?:期限|締切|方法|先|書類)|締切日?|必要書類|採択予定件数|審査方法?"
    r"|日時|日程|会場|場所|定員|参加費|受講料|講師|持ち物|お?問い?合わ?せ先?|連絡先|窓口"
)
"""``補助率`` alone on a line, above ``対象経費の3分の2以内``: what leaflets label their values with."""
_QUESTION = re.compile(r"(?:問|質問|Ｑ|Q)[ 　]?[0-9０-９]{0,3}[.．:：、)） 　\-－](?=.{4})")
_ANSWER = re.compile(r"(?:答|回答|Ａ|A)[ 　]?[0-9０-９]{0,3}[.．:：、)） 　\-－]")
LONGEST_QUESTION = 120
_NUMBER_BEFORE = re.compile(r"^[0-9０-９]{1,2}[ 　.．、]+")
_VALUE = re.compile(r"[▲△+±－−-]?[0-9０-９](?![0-9０-９]{0,3}年)")
_STROKES = re.compile(r"(?<=\S)[ 　]+[|｜][ 　]+(?=\S)")
MOST_COLUMNS, LONGEST_CELL = 12, 20
"""Of a table whose columns only spaces part; letters of a cell. Longer ones are phrases of running text."""


def heading_level(line: str) -> int | None:
    """How deep a line stands as a heading, small numbers first; None when it is no heading.

    ``附則`` → 9, ``別表第１（第５条関係）`` → 10, ``第1章 総則`` → 10, ``Ⅱ 具体的な取組`` → 20, ``1. 改訂の趣旨`` → 30, ``1-2 鍛造`` → 40,
    ``（航空機）`` → 45, ``(1) 経緯`` → 50, ``① 取組の方向性`` → 60, ``1) 人材`` → 65,
    ``取組 ii 商談会`` → 75, ``【幹事】`` → 80, ``① 技術を磨き、市場を拓く。`` → None
    """
    stripped = line.strip()
    if markdown := _MARKDOWN.match(stripped):
        return len(markdown.group(1))
    if not stripped or len(stripped) > MAX_HEADING or "\t" in stripped:
        return None
    if _BRACKETED.match(stripped):
        return LEVEL_BRACKETED
    if _SENTENCE_END.search(stripped):
        return None
    if annex := _ANNEX.match(stripped):
        return LEVEL_LAST_PROVISIONS if annex["with_articles"] else LEVEL_ANNEX
    if _PARENTHESISED.match(stripped):
        return LEVEL_PARENTHESISED
    return _numbered_level(stripped)


def item_level(line: str) -> int | None:
    """How deep a line is numbered, whatever follows the number: of an item of a list that may be a whole sentence.

    ``(2) 見積書の写し。ただし、100万円未満のときは一者で足りる。`` → 50; ``見積書の写し`` → None
    """
    stripped = line.strip()
    return None if not stripped or "\t" in stripped else _numbered_level(stripped)


def is_annex(line: str) -> bool:
    """Whether a line heads what stands behind the articles of a rule: ``附則``, ``別表第１（第５条関係）``, ``様式第１号``."""
    return bool(_ANNEX.match(line.strip()))


def is_marked_heading(line: str) -> bool:
    """Whether a line is a phrase under a mark, which heads what follows unless that is such a line too: ``■ 持ち物``."""
    stripped = line.strip()
    return bool(_MARKED.match(stripped))


def is_label_alone(line: str) -> bool:
    """Whether a line is nothing but a label of leaflets, which heads the value below it: ``補助率``, ``■募集期間``, ``3 上限額``."""
    return bool(_LABEL_ALONE.fullmatch(_NUMBER_BEFORE.sub("", line.strip(" 　■□◆◇●○・【】[]<>:："))))


def is_question_answered(line: str, following: str) -> bool:
    """Whether a line is a question with its answer below it: ``問１　個人でも申請できますか。`` above ``答　できます。``"""
    is_question = len(line) <= LONGEST_QUESTION and _QUESTION.match(line.strip())
    return bool(is_question and _ANSWER.match(following.strip()))


def is_news_item(line: str) -> bool:
    """Whether a line is the title of one of several items of a letter: ``【1】年末調整の相談会``, ``[2] 受講生の募集``."""
    return bool(_ITEM.match(line.strip()))


def is_labelled_value(line: str) -> bool:
    """Whether a marked line is a label and its value, which heads nothing: ``◎締切　5月22日（金）``."""
    return bool(_LABELLED.match(line.strip()))


def _numbered_level(stripped: str) -> int | None:
    if _CIRCLED.match(stripped):
        return LEVEL_CIRCLED
    if _WIDE_NUMBER.match(stripped):
        return LEVEL_NUMBERED
    plain = normal_text(stripped)
    if _ROMAN_FORMS.match(stripped):
        return 20
    for level, pattern in _NUMBERED:
        if (found := pattern.match(plain)) and len(plain) > found.end():
            return level if level != 20 or stripped[0].isupper() else None
    return LEVEL_KANA if _KANA.match(plain) else None


def is_bullet(line: str) -> bool:
    """Whether a line opens a list item or a note (``- ``, ``・``, ``○``, ``※``, ``①``)."""
    return bool(_BULLET.match(line))


def is_table_row(line: str) -> bool:
    """Whether a line holds the cells of a table row, kept apart by tabs or, as in Markdown, by upright strokes."""
    return ("\t" in line.strip(" \n") and bool(line.strip())) or _is_piped(line)


def _is_piped(line: str) -> bool:
    stripped = line.strip()
    framed = len(stripped) > 2 and stripped[0] in "|｜" and stripped[-1] in "|｜"
    has_strokes = "|" in stripped or "｜" in stripped  # asked of every line shown, and few have any
    return framed or (has_strokes and len(_STROKES.findall(stripped)) > 1)


def is_table_rule(line: str) -> bool:
    """Whether a line only parts a Markdown table's head from its rows: ``|---|:--:|``"""
    return _is_piped(line) and set(line.strip()) <= set("|｜-: ")


def table_cells(line: str) -> list[str]:
    """The cells of a table row, empty ones too: ``| 一般枠 | 1/2 |`` → 一般枠, 1/2; of spaced columns, what spaces part."""
    if "\t" in line:
        return [cell.strip() for cell in line.split("\t")]
    if _is_piped(line):
        inner = re.sub(r"^[|｜]|[|｜]$", "", line.strip())
        return [cell.strip() for cell in re.split(r"[|｜]", inner)]
    return line.split()


def begins_spaced_table(lines: Sequence[str]) -> bool:
    """Whether the first two lines are the head of a table whose columns only spaces part, and a row of it.

    ``区分 助成率 上限額`` above ``一般枠 1/2 50万円`` → True: as many cells, no value in the head (今期(7-9月) and 2024年度 are
    none), one in the row; a title above ``日時 9月18日 13時から`` → False
    """
    if len(lines) < 2 or any(map(is_table_row, lines[:2])):  # its columns are parted already
        return False
    if not is_spaced_row(lines[1], lines[0]) or LABEL_AND_VALUE.match(lines[1].strip()):
        return False
    head, row = lines[0].split(), lines[1].split()
    # ◆会場　センター 第2研修室 above ◆定員　24人 …: labels of a list, one below the other.
    return not is_bullet(lines[0]) and not any(map(_VALUE.match, head)) and any(map(_VALUE.match, row[1:]))


def is_spaced_row(line: str, head: str) -> bool:
    """Whether a line has the columns of a head above it, parted by spaces: at least three, all short; a heading of Markdown
    (## 1. 計画の趣旨) has none."""
    cells, heads = line.split(), head.split()
    if not cells or line.startswith("#"):
        return False
    short = all(len(cell) <= LONGEST_CELL for cell in (*cells, *heads))
    return len(cells) == len(heads) and 3 <= len(cells) <= MOST_COLUMNS and short and "。" not in line + head
