"""What a document without a catalogue's word is called, and whose it is: by its first page and the name of its file."""

from __future__ import annotations

import re

from assistant.text.edition_words import apart_from_edition
from assistant.text.lines import spread_word
from assistant.text.normalise import unified
from assistant.text.orders import is_active, is_order

NO_TITLE = "題名のない資料"
TITLES_LOOKED_AT, TOP_LINES = 6, 10
"""Lines that could be a title, and lines in which a document says whose it is."""
LONGEST_BODY = 45
SHORTEST_SPREAD = 3
_TYPES = re.compile(
    r"補助金|助成金|給付金|支援金|奨励金|資金|融資|税制|制度|事業|セミナー|スクール|[^ ]塾|教室|講座|ゼミ|講習|研修|勉強会|講演会|発表会|交流会|商談会|展示会|フェア|相談会|説明会|案内|お知らせ|要項|要綱|要領|規程|規則|一覧"
    r"|料金|使用料|手数料|報告|手引|マニュアル|資料|計画|議事|要旨|記録|日程|予定|名簿|概要|質問|Q&A|通信|だより|募集|チラシ|結果"
)
_A_DAY = r"(?:[0-9]月 ?[0-9]{1,2}日|(?<![0-9/])[01]?[0-9]/[0-3]?[0-9](?![0-9/]))"
_ROW = re.compile(
    rf"{_A_DAY}.*(?<![0-9])[0-2]?[0-9](?::[0-5][0-9]|時(?!間))|^第?[0-9]{{1,2}}回[ (]*{_A_DAY}"
    r"|^(?:主催|共催|後援|協賛|会場|場所|日時|日程|期間|時間|対象|定員|受講料|参加費|費用|申込|締切|講師|内容|問い?合わ?せ|担当|電話)[^ :]{0,6}:."
)
"""A row of what takes place, or one of a leaflet's particulars: 第2回 10月17日（土）13:30〜16:30 資金計画と融資; 後援：○○銀行."""
_DATE_WORDS = re.compile(r"昭和|平成|令和|元年|年度|版|現在|改定|改訂|更新|発行|作成")
_OF_A_DATE = re.compile(r"[ :.()（）/／0-9年月日火水木金土・,、~〜～-]*")
"""What is left of a line that is nothing but days, once their words are out."""
_ENDS_OF_BODIES = r"[市町村県府都区部課係室局館]|グループ|センター|会議所|商工会|連合会|協会|機構|公社|財団|拠点|試験[場所]|研究所|金庫|銀行|組合|協議会|事務局|会社|法人[^ ]{2,20}"
_BODY = re.compile(rf"[一-鿿ァ-ヺーぁ-ゖ・]{{1,24}}(?:{_ENDS_OF_BODIES})")
_OWNER = re.compile(
    r".{2,}(?:[市町村県府都]|センター|会議所|商工会|連合会|協会|機構|公社|財団|拠点|試験[場所]|研究所|金庫|銀行|組合|協議会|課)"
)
_BESIDE_A_BODY = re.compile(
    r"^(?:(?:昭和|平成|令和)[0-9元]{1,2}年|[12][0-9]{3}年)(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?[ 　]*(?:(?:改定|改訂|更新|発行|作成)[ 　]*)?"
    r"|[ 　]*(?:主催|共催|発行|作成|[(（][^()（）]*[)）]|(?:運営)?協議会資料|資料)$"
)
_MARK_BEFORE = re.compile(r"^[・●■□◆◇◎※] ?")
_NO_OWNER = re.compile(r"[省庁]|内閣|政府|国税|対象|担当|会場|場所|会館|文化|事業主|株式|会社|窓口")
"""Venues and clients, and those in whose name nobody but a catalogue speaks."""
_NO_TITLE = re.compile(r"^(?:[-*+•‣–][ 　]|[・･]|[、。，）)」』|｜])|[、，をはが（(「『|｜]$")
"""An item of a list, a row of a table, or a line that begins or ends within a sentence."""
_FILING = re.compile(r"^(?:[0-9]{1,3}|[0-9]{6,8})[._ -]+|[ _-]?[(\[](?:最新|確定|案|[0-9]+)[)\]]$")
"""What a name of a file has besides: a number to sort by, 最新, a copy's number."""
_ASIDE = re.compile(r"\([^()]*\)|(?:の|に関する)?(?:ご案内|お知らせ)|について$")
_JAPANESE = re.compile(r"[ぁ-ヺ一-鿿]{4}")
HELD_SHARE, MORE_PAIRS = 0.7, 3
"""Share of a title's pairs of letters that a file's name holds, and pairs that it has besides."""


def title_of(first: str, stem: str, *, of_several_sheets: bool = False) -> str:
    """What a document is called.

    ``令和８年度\\n○○市設備補助金\\n募集要項`` → ``○○市設備補助金``; ``出張相談会　日程表（10月～）`` of the file
    ``11_みらい県支援センター_出張相談会日程表`` → both, ``出張相談会　日程表（10月～）（みらい県支援センター 出張相談会日程表）``: whose it is stands on no row; a title that does not say whose
    it is, below or above ``○○県よろず支援拠点`` → ``事業実績報告（○○県よろず支援拠点）``

    Args:
        first: the beginning of its text.
        stem: the name of its file, without its ending.
        of_several_sheets: its first lines are those of one sheet among several, which is no title of all.
    """
    title = first_title(first)
    name = _name_of_file(stem)
    is_name = _is_name(stem) and _is_name(name)  # an order may stand on a line of its own in a file's name
    if title is None:
        return name if is_name else NO_TITLE
    if of_several_sheets and _JAPANESE.search(name) and is_name:
        return name
    (plain, edition), (plain_name, edition_of_file) = apart_from_edition(title), apart_from_edition(name)
    if edition_of_file and _letters(plain) == _letters(plain_name) and is_name:
        # 改正版 is said by R8.10改正, which says more, and 改定版 of both is said once.
        return (
            title if edition and not re.search("[0-9]", edition_of_file) else f"{plain}（{edition_of_file}）"
        )
    core, told = _pairs(_ASIDE.sub("", unified(plain))), _pairs(name)
    tells_more = len(told - core) >= MORE_PAIRS and len(core & told) >= HELD_SHARE * len(core)
    if tells_more and _JAPANESE.search(name) and is_name:
        # The title stays where the name does not hold it whole: a copy under the title of another document is told by it.
        if _letters(plain) in _letters(name):
            return f"{name}（{edition}）" if edition and not edition_of_file else name
        return f"{title}（{name}）"
    body = body_of(first)
    return f"{title}（{body}）" if body and not _pairs(body) & _pairs(title) else title


def first_title(text: str) -> str | None:
    """The first line that can be a title, is no order to the assistant and no mere day; rather one that says what it is a title of.

    ``\\n\\n支援策のご案内\\n令和7年…`` → ``支援策のご案内``
    """
    found: list[str] = []
    for line in text.split("\n"):
        if _NO_TITLE.search(line.strip()):
            continue
        line = re.sub(r"[\s　]+", " ", line).strip("#* 　")
        line = _unspread(line)
        if 4 <= len(line) <= 80 and re.search(r"\w", line) and "。" not in line and _is_name(line):
            plain = unified(line)
            if not (_OF_A_DATE.fullmatch(_DATE_WORDS.sub("", plain)) or _ROW.search(plain)):
                found.append(line)
        if len(found) == TITLES_LOOKED_AT:
            break
    of_bodies = [line for line in found if _is_of_bodies(line)]
    titles = [line for line in found if line not in of_bodies]
    telling = next((line for line in titles if _TYPES.search(line)), None)
    return telling or next(iter((*titles, *of_bodies)), None)


def body_of(first: str) -> str:
    """Whose a document is, where a line at its top says nothing else: ``令和７年５月　○○県よろず支援拠点`` → ``○○県よろず支援拠点``; else empty."""
    lines = [line for line in first.split("\n") if line.strip()][:TOP_LINES]
    return next((body for body in map(_body_in, lines) if body), "")


def _is_of_bodies(line: str) -> bool:
    return bool(_body_in(line)) or bool(re.search(r"×.*(?:共催|主催)$", line))


def _unspread(line: str) -> str:
    """A line as it is read where it spreads the letters of a word for looks: ``募 集 案 内`` → ``募集案内``; any other as it is."""
    word = spread_word(line)
    return word if len(word) >= SHORTEST_SPREAD else line


def _body_in(line: str) -> str:
    plain = _MARK_BEFORE.sub("", " ".join(unified(line).split()))
    while plain != (shorter := _BESIDE_A_BODY.sub("", plain).strip()):
        plain = shorter
    plain = _unspread(plain)
    parts = plain.split(" ")
    whole = all(_BODY.fullmatch(part) for part in parts) and bool(_OWNER.fullmatch(parts[0]))
    is_owner = whole and len(plain) <= LONGEST_BODY and not _NO_OWNER.search(plain)
    return plain if is_owner and _is_name(plain) else ""


def _name_of_file(stem: str) -> str:
    """``03_○○商工会議所_経営相談のご案内(最新)`` → ``○○商工会議所 経営相談のご案内``"""
    plain = _FILING.sub("", unified(stem))
    return " ".join(re.sub(r"[_ ]+", " ", plain).split()) or stem


def _letters(text: str) -> str:
    return "".join(re.findall(r"\w", unified(text).replace("_", "")))


def _pairs(text: str) -> set[str]:
    letters = _letters(text)
    return {letters[at : at + 2] for at in range(len(letters) - 1)}


def _is_name(text: str) -> bool:
    return not is_order(text) and not is_active(text)
