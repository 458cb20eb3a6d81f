"""Which of the values a question asks for a sentence or a row holds."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.columns import answers_by_column, is_so_written
from assistant.answering.heads import DEADLINE, Head
from assistant.answering.question import Question
from assistant.answering.row_parts import filled_cells, with_units
from assistant.answering.spans import Span, is_row, is_sentence
from assistant.text.last_days import last_days, only_begins
from assistant.text.normalise import fold, normal_text
from assistant.text.tokens import noun_phrases, short_words
from assistant.text.values import holds_value
from assistant.types import DocumentMeta, Passage

_ONLY_A_VALUE = re.compile(
    r"^[^はがを]{1,60}(?:まで|から|以[内上下]|未満|[0-9０-９年月日時分円%％割倍社件名人回])(?:です|とします|とする)?。$"
)
"""What ends as a sentence does and has nothing to say of what it is: 令和8年5月11日から12月25日まで。 under 受付期間."""
_BEGINS_WITH_A_RANGE = re.compile(
    r"(?:令和|r)?\s?[0-9]{1,4}\s?(?:年|[/.])[^。はがを~]{3,24}\s?(?:~|から)\s?(?:令和|r)?\s?[0-9]{1,4}\s?(?:年|月|[/.])"
)
"""What its heading tells of too, whatever follows: 2026年10月19日(月)9:00 〜 11月27日(金)15:00 電子申請のみ。 under 公募期間と方法."""
_OF_THE_PAPER = re.compile(
    r"発行|作成|改定|改訂|公表|日付|いつの(?:資料|もの|版)|何年(?:度の|版)|更新|第[0-9]{1,2}版|初版|いつ(?:出|でき)|(?:いつ|何年何月|何年|何月)(?:の(?:もの|もん|やつ|資料|版)|付)|付けで|(?:作り直|手直し|つくり直)"
)
_ENDS = re.compile(r"(?P<what>[一-龥ァ-ヶー]{2,8})(?:\([^()]{1,20}\))?は[^。、]{0,24}まで")
_EDITION = re.compile(r"第?[0-9]{1,2}版|初版|改[訂定]版|最終更新|現在\)?$")
"""What a line beside the day of a paper tells: 財団 設備支援課 2026年10月7日 第2版."""
_FEE = re.compile(r"手数料|違約金|キャンセル料|取り?消し?料|保証料(?!率)")
_TAKEN_BACK = re.compile(r"取り?消|キャンセル|取り?やめ")
_BACK = re.compile(r"全額|半額|無料|返さない|[0-9]\s?[割%]")
_SHARE_OF = re.compile(r"[額高代料金賃]の(?:[0-9.]+\s?[%割]|[0-9]{1,3}分の[0-9]|全額|半額)")
_END_ASKED = re.compile(r"締め?切|〆切|期限|いつまで|間に合")
"""What a day on which something only begins does not tell: 3月2日 公募開始."""
_TELLS_OF_A_DAY = re.compile(r"議事|記録|報告|会議")
"""Papers whose day is that of what they tell of."""


def values_held(
    question: Question,
    spans: tuple[Span, ...],
    text: str,
    passage: Passage,
    document: DocumentMeta,
    headings: Sequence[str],
) -> frozenset[int]:
    """Which of the values asked for a sentence or a row holds; a day of print or of a beginning is no deadline, a title without a day no day."""
    in_row, asked = is_row(spans), normal_text(question.text)
    with_its_units = with_units(spans) if in_row else text
    heading = fold(passage.section[-1]) if passage.section else ""
    answers = frozenset(
        i
        for i, head in enumerate(question.heads)
        if _answers(head, with_its_units, heading)
        or (in_row and answers_by_column(head, spans, headings))
        or (head.label == "金額" and _is_share_as_fee(asked, text))
        or (head.label == DEADLINE and _ends_by_name(asked, text) and _holds(head, text))
    )
    is_print = answers and _is_date_of_print(text, document) and not _OF_THE_PAPER.search(asked)
    if answers and not _OF_THE_PAPER.search(asked) and _is_title_without_a_day(text, document):
        answers = frozenset(i for i in answers if "date" not in question.heads[i].kinds)
    is_beginning = answers and _END_ASKED.search(asked) and only_begins(text)
    return frozenset() if is_print or is_beginning else answers


def _is_date_of_print(text: str, document: DocumentMeta) -> bool:
    """Whether a line is nothing but the day the document is of: it says when that was written, and of nothing else."""
    if document.kind in ("minutes", "report", "summary") or _TELLS_OF_A_DAY.search(document.title):
        return False
    if not _is_only_a_day(text) and not _EDITION.search(normal_text(text)):
        return False
    return [day.isoformat() for day in last_days(text, None)] == [document.published]


def _is_only_a_day(text: str) -> bool:
    """Whether a line has no other letters than those of a day: 令和8年6月1日(月), 平成29年6月."""
    return not re.search(r"[^0-9\s年月日元昭和平成令()./火水木金土]", normal_text(text))


def _is_title_without_a_day(text: str, document: DocumentMeta) -> bool:
    """Whether a line is the title of its document and tells no day: 令和8年度 第2回 運営委員会 議事録 says not when the next one is."""
    own = fold(text)
    return len(own) > 4 and own in fold(document.title) and not re.search("[0-9]日|月", own)


def _is_share_as_fee(asked: str, text: str) -> bool:
    """Whether a fee is asked for and a sentence tells it as a share: 繰上げ返済の手数料は残高の1%; or what is paid back: 取消：7日前まで半額."""
    fee, plain = _FEE.search(asked), normal_text(text)
    is_told = bool(fee and fee.group() in plain and _SHARE_OF.search(plain))
    taken_back = _TAKEN_BACK.search(asked) and _TAKEN_BACK.search(plain)
    return is_told or bool(taken_back and _BACK.search(plain))


def _ends_by_name(asked: str, text: str) -> bool:
    """Whether a sentence tells until when the very thing is that is asked about: 見学は金曜まで。 for 見学はいつまで？"""
    told = _ENDS.search(normal_text(text))
    return bool(told and told["what"] in asked)


def is_day_of_paper(question: Question, text: str, document: DocumentMeta) -> bool:
    """Whether a line is nothing but the day of its document, and a question asks of when that is: 平成29年6月 for 改訂版はいつ付け."""
    if not _OF_THE_PAPER.search(normal_text(question.text)) or not document.published:
        return False
    if not _is_only_a_day(text):
        return False
    return [day.isoformat()[: len(document.published)] for day in last_days(text, None)] == [
        document.published
    ]


def says_as_asked(question: Question, spans: Sequence[Span], text: str) -> bool:
    """Whether a sentence, or the name of a row, says a noun of the words that ask for the value: 審査にかかる日数 for 何日で審査終わる."""
    plain = normal_text(question.text)
    asked = [found.group() for head in question.heads if (found := head.asked.search(plain))]
    said = short_words(filled_cells(spans)[0] if is_row(spans) else text)
    return any(
        len(word) > 1 for one in asked for phrase in noun_phrases(one) for word in short_words(phrase) & said
    )


def _answers(head: Head, text: str, heading: str) -> bool:
    """Whether a text holds a value, and says of what kind; where it is no sentence, its heading may: 令和7年6月2日～ under 【募集期間】."""
    if not _holds(head, text) or not is_so_written(head, text):
        return False
    if head.evidence is None or head.evidence.search(fold(text)):
        return True
    bare = (
        not is_sentence(text)
        or _ONLY_A_VALUE.search(text.strip())
        or _BEGINS_WITH_A_RANGE.match(normal_text(text.strip()))
    )
    return bool(bare and head.evidence.search(heading))


def _holds(head: Head, text: str) -> bool:
    return any(holds_value(text, kind) for kind in head.kinds)
