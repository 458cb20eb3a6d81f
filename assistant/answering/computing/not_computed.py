"""Where nothing must be computed, though figures would be there: a value that is wrong is worse than none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.computing.computed import Calculation
from assistant.answering.computing.operands import Operand, said_terms
from assistant.answering.computing.operations import Operation
from assistant.answering.computing.requested import POINTS, Request
from assistant.answering.evidence import Evidence
from assistant.answering.row_parts import own_text
from assistant.text.figures import RATIO, figures_in
from assistant.text.normalise import fold, normal_text
from assistant.text.tokens import short_words

_CANNOT = r"[^。]{0,24}(?:できない|できません|できず|べきでない|適切でない)"
_APART = r"とは?(?:、)?対応し(?:ない|ていない)"
_NOT_TO_BE: dict[Operation, re.Pattern[str]] = {
    "sum": re.compile(r"(?:合算|合計|足し)" + _CANNOT),
    "difference": re.compile(r"(?:比較|比べ|単純に)" + _CANNOT),
    "ratio": re.compile(r"(?:比較|比べ|単純に)" + _CANNOT),
    "mean": re.compile(rf"(?:割り算|割っ|除し){_CANNOT}|{_APART}"),
    "percent": re.compile(rf"(?:割り算|割っ|除し){_CANNOT}|{_APART}"),
}
"""What a page says must not be done with its figures: 数え方が異なるため比較できない."""
_DIGITS = re.compile(r"[0-9][0-9,.]+")
_MANIFOLD = re.compile("複数回答|重複|両方に該当")
_ALONE = re.compile(r"(?<![れん])(?:だけ(?!ど)|のみ)(?!でな)|に限[っるり]")
"""What holds a question to a case of its own, whose figures the page need not have: 個人事業主だけだと何件."""
_THRESHOLD = re.compile(
    r"(?:減|増え?|ふえ|落ち|下が|上が|伸び|低下し|減少し|上昇し|増加し)(?:っ|り|て|で|い|ん|と|し)*"
    r"(?:れば|りゃ|ゃ|ないと|なきゃ|なあかん|なければ|な(?:くて|く)ては|たら(?:使|対象|もら|申|出|受|ええ|いい|よ))"
    r"|(?:対象|使え|もらえ|受けられ|申請でき|要件|条件)[^。]{0,30}(?:どれ|どん|どの|何)[^。]{0,8}(?:減|増|落ち|下が|上が|伸び)"
)
"""How far something must have changed is a condition the documents state, and no change of theirs: どんだけ落ちてりゃいいの."""
_WHOLE_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_RESULTS = frozenset({"ポイント", "倍", RATIO})
_AS_A_RESULT = re.compile(r"計(?!画)|差|増|減|伸び|平均|あたり|残り")
_BEFORE = r"(?<!何)([一-龥]{{1,6}}|[ァ-ヶー]{{2,12}}|[a-z]{{2,12}})の?{}"
_BEHIND = r"{}([一-龥]{{1,2}})(?![一-龥])"
"""What stands right beside a noun and says of what it is, or what of it."""
_WEEKDAY = re.compile(r"\([月火水木金土日](?:曜日?)?\)")
_SUBJECT = re.compile(
    r"([一-龥ァ-ヶーa-z]{1,12})(?:は|が|って|も)、?(?:だいたい|大体|約|平均(?:で|して)?|全部で|[0-9一-龥]{1,8}(?:で|に)、?)?"
    r"(?:何|どれ|どん|いくら|なんぼ)"
)
"""What a value is asked of: 解体は何％増えた."""
_NO_KIND = frozenset("目分回年月日度件社人後前方的大小新約各全率数額量等用側中内先")
LINES_OF_HEAD = 3
"""Lines at the head of a page that tell what all of it is about."""


def is_not_to_be(
    operation: Operation, request: Request, page: Sequence[Evidence], operands: Sequence[Operand]
) -> bool:
    """Whether nothing is to be computed: the question proposes figures itself (598と1,240の差でええの), the page says that
    they cannot be compared, shares that overlap would be added, a case of its own is asked about (岐阜だけだと), or how far something must change to qualify.

    Args:
        operation: what is asked for.
        request: what the question tells.
        page: the sentences of the page.
        operands: its figures.
    """
    if _ALONE.search(request.plain) or _THRESHOLD.search(request.plain):
        return True
    own = {said for said in _DIGITS.findall(request.plain) if not _WHOLE_YEAR.fullmatch(said)}
    if len({one.said for one in operands if own & set(_DIGITS.findall(one.said))}) >= 2:
        return True
    headings = dict.fromkeys(heading for e in page for heading in e.passage.section)
    texts = [normal_text(text) for text in (*headings, *(e.text for e in page))]
    warning = _NOT_TO_BE.get(operation)
    is_warned = warning is not None and any(
        warning.search(text) and said_terms(text, request.terms) for text in texts
    )
    is_share = bool(POINTS.search(request.plain)) and any(_MANIFOLD.search(text) for text in texts)
    return is_warned or (operation == "sum" and is_share)


def is_stated(computed: Calculation, operands: Sequence[Operand]) -> bool:
    """Whether the page gives the result itself, as one: 合計575億円, 4ポイント増; then it is quoted and not computed."""
    results = figures_in(computed.text.rpartition("＝")[2])
    return any(
        one.figure.low == result.low
        and one.figure.unit == result.unit
        and (result.unit in _RESULTS or _AS_A_RESULT.search(normal_text(one.evidence.text)))
        for result in results[:1]
        for one in operands
    )


def is_of_what_is_asked(
    request: Request, operands: Sequence[Evidence], page: Sequence[Evidence], leading: str = ""
) -> bool:
    """Whether the operands, or what is above them, say every noun of the question that the page says at all.

    A noun said elsewhere on the page only is of another thing: a fee of 現場IoT講座 is none of the CAD講座 it announces. One
    letter is no noun that tells: 世 of 世に出す.

    Args:
        request: what the question tells.
        operands: the sentences the value is from.
        page: the sentences about them.
        leading: what stands before them and leads to them.
    """
    first = min(e.spans[0].start for e in operands)
    head = sorted(page, key=lambda e: e.spans[0].start)[:LINES_OF_HEAD]
    above = [leading, *(e.text for e in head if e.spans[0].start <= first)]
    around = ["\n".join([e.document.title, *e.passage.section, own_text(e.spans)]) for e in operands]
    here, anywhere = (
        frozenset().union(*(said_terms(text, request.terms) for text in texts))
        for texts in ([*above, *around], [e.text for e in page])
    )
    told = fold("\n".join([*above, *around]))
    return all(
        not term.is_noun
        or len(term.token or "??") < 2
        or (term.token or "") in told
        or _is_left_out(request.plain, term.token)
        for term in (request.terms[n] for n in anywhere - here)
    )


def is_of_another_kind(request: Request, words: str, around: str, with_subject: bool = True) -> bool:
    """Whether a sentence says a noun of the question of something else: 電気炉の使用量, where 水の使用量 is asked about; or
    does not say what the value is asked of: 空き家 alone, where 空き家の解体は何％ is.

    Args:
        request: what the question tells.
        words: the sentence, normalised.
        around: what is above it, normalised.
        with_subject: whether it must also say what the value is asked of.
    """
    around = _WEEKDAY.sub("", around)
    subject = _SUBJECT.search(request.plain)
    if (
        with_subject
        and subject
        and _nouns_in(subject[1], request) - said_terms(f"{words}\n{around}", request.terms)
    ):
        return True
    said = [token for number in said_terms(words, request.terms) if (token := request.terms[number].token)]
    for noun in (token for token in said if token in request.plain and token in words):
        before, behind = (re.compile(form.format(re.escape(noun))) for form in (_BEFORE, _BEHIND))
        asked, told = (set(before.findall(text)) - _NO_KIND for text in (request.plain, words))
        known = any(one in around or one in words or short_words(one) & set(said) for one in asked)
        if _are_apart(asked, told) and not known:
            return True
        asked, told = (set(behind.findall(text)) - _NO_KIND for text in (request.plain, words))
        if _are_apart(asked, told) and not any(one in words for one in asked):
            return True
    return False


def _are_apart(asked: set[str], told: set[str]) -> bool:
    """Whether both sides say something of a noun, and nothing alike: 受講料, 受講者."""
    return bool(asked and told) and not set("".join(asked)) & set("".join(told))


def _nouns_in(text: str, request: Request) -> frozenset[int]:
    """The nouns of a question that a stretch of it is made of."""
    words = short_words(text)
    return frozenset(n for n, term in enumerate(request.terms) if term.is_noun and term.token in words)


def leading_to(e: Evidence) -> str:
    """What stands before a sentence in its passage and leads to it; what follows may be of another thing."""
    return e.passage.text[: max(0, e.spans[0].start - e.passage.start)]


def _is_left_out(plain: str, token: str | None) -> bool:
    """Whether a question says that something is not to be counted: 加工なし, 昼休み抜き."""
    return (
        token is not None
        and re.search(
            re.escape(token)
            + r"[一-龥ァ-ヶー]*(?:(?:は|が|を)?(?:なし|無し|抜き|除)|以外|(?:じゃ|では|や)な[いく])",
            plain,
        )
        is not None
    )
