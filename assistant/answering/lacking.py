"""What an answer must hold besides what is relevant: the place, the role, the time to come, the whole list.

A sentence may cover nearly all of a question and still not answer it, because the one word it lacks is the point.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from datetime import date

from assistant.answering.asked import DONE_BY, Hint
from assistant.answering.computing.operations import operation_asked
from assistant.answering.deadlines_told import deadlines_in
from assistant.answering.editions import edition_missing, time_unsaid
from assistant.answering.evidence import Evidence
from assistant.answering.located import (
    country_without_value,
    named_places,
    place_alone_missing,
    place_without_value,
    region_not_said,
    said_around,
)
from assistant.answering.means_asked import means_in, name_of_means
from assistant.answering.part_or_price import part_or_price_missing
from assistant.answering.points_asked import point_not_told
from assistant.answering.question import Question
from assistant.answering.row_parts import COUNTED_HEAD
from assistant.answering.spans import is_sentence
from assistant.text.normalise import fold, normal_text
from assistant.text.numerals import read_number
from assistant.text.regions import regions_in
from assistant.text.titles import NAMED_AS
from assistant.text.tokens import morphemes

_TO_COME = re.compile(r"次[のは]|次回|今後|これから|始まりますか|始まるの|まだ間に合|今から")
_ROLE = re.compile(
    r"(?P<role>後任|前任|後継者|次(?:の|期)[一-龥]{1,6}長|[一-龥]{0,4}(?:理事長|会長|部長|長官|大臣|所長|座長|委員長|局長|社長|教授|担当者?)|[ァ-ヶー]*(?:マネージャー|リーダー|プロデューサー|コーディネーター))"
    r"(?:さん)?(?:の(?:方|人|名前))?(?:は|って|が)?(?:、)?(?:誰|だれ|どなた|どちら(?:様|の先生))"
)
_POST = re.compile(
    rf"{NAMED_AS}|参事官|(?:^|[\s、。])[一-龥々]{{2,4}}(?:委員|代表|主任|主査|研究員)(?=[\s(（:：])"
)
"""参事官 only here: whoever leads a meeting by that post heads half its turns, and would answer every 誰."""
_CHAIRS = ("座長", "議長", "委員長")
"""Who leads a meeting, by whatever name."""
# What narrows a question to a case of its own. On 110 questions the rules before had not seen, 17 of 27 without an answer
# were refused; with these and ``borrowed`` 26, and of 207 with an answer none more was.
_ORDINAL = re.compile(r"第\s?(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})\s?(?:回|弾|号)")
"""Narrower than the issues of ``editions``: a period or a version (第1次, 第5期) is told in other words too, and with them one
of 521 shipped questions is wrongly refused."""
_VARIANT = re.compile(r"続編|続報|続刊|後編|前編|別冊|(?:全国|地方|国内|海外|国際|[一-龥]{1,3}語)版")
"""What makes another thing of a name: 続編, 全国版; 概要版 and 改訂版 are rather the documents themselves."""
_EACH_UNIT = re.compile(
    r"(?:1|一)\s?(?:地域|社|者|人|名|件|機関|か所|[ヶカ]所|箇所|プロジェクト|回|校|拠点|団体|グループ)\s?(?:あたり|当たり|当り|につき|ごと)(?!に?(?:なら|割|計算|直))"
)
_PER = re.compile(r"あたり|当たり|当り|につき|ごと|毎に|各|ずつ|平均|/\s?(?:社|人|件|年|回|か所)|×")
"""What a value for each one is told by; a total is none."""
_SUPPOSED = re.compile(r"(?P<clause>[^、。?]{2,30}?)(?:たら|なら(?!す)|れば|(?:る|た|の)場合)")
_THE_REST = re.compile(r"あと|残り|ほか|他に|(?:全部|すべて|全て)(?!で?(?:いくつ|何))")
_PARTLY_LISTED = re.compile(
    r"(?:等|など)の?(?P<count>[0-9一二三四五六七八九十]{1,3})(?:つ|種|点|項目|機関|分野)"
)
_KANJI = re.compile(r"[一-龥]{2,}")
_APPLICANT = re.compile(
    r"(?P<who>個人事業主|フリーランス|個人|学生|npo(?:法人)?|任意団体|協同組合|組合|一般社団法人|社団法人|医療法人|学校法人|農業法人|農家|大企業|創業前|自治体)"
    r"(?:さん|はん)?でも[^。、?]{0,10}(?:申請|参加|応募|利用|使え|使う|入[れっ]|なれ|対象|いけ|行け|もらえ|受け|出せ|ok|大丈夫|でき|いい|ええ)"
)
"""Who asks whether somebody may apply is answered by a sentence that speaks of them."""
_PAPERS_ASKED = re.compile(
    r"(?:必要な?|添付[^。、?]{0,10}|提出(?:する)?)書類|書類(?:一式|(?:って|は)?(?:何|どれ|どんな|要り|要る|いり|いる|必要))"
)
_LIMIT_ASKED = re.compile(
    r"(?P<of>年数|年齢|売上高?|資本金|従業員数|人数|設立|業歴|面積)の?(?:条件|制限|要件|縛り)"
)
_LIMIT = re.compile(r"[0-9][^。]{0,6}(?:以内|以下|未満|以上|超|まで)")
_RUN_BY = re.compile(
    r"(?P<role>運営|主催|事務局|実施主体|委託先|中核機関|調整機関|幹事)(?:の)?(?:は|って|が|、)?(?:どこ|どの)(?:の)?(?:団体|財団|機関|会社|法人|組織)"
)
_BODY_NAMED = re.compile(
    r"[一-龥ァ-ヶa-zA-Z]{2,}(?:財団|機構|センター|協会|大学|公社|協議会|会議所|研究所|プラザ|公庫|[都府県市]|[省庁局]|会社)"
)
_WHICH_PREFECTURE = re.compile(r"(?:どこの|どの|何)(?:都道府)?県")
_COUNTED = re.compile(r"何(?:台|社|人|名|校|店|室|席|件|機関|団体)(?!か)")
"""What is counted by a counter of its own: 何台. 何回 and 何つ are counted as many ways as there are things."""
_PAPERS = re.compile(r"書類|添付|様式|写し|証明書|謄本|決算書")
_QUOTED = re.compile(r"「[^「」]{1,30}」")
_SAID = re.compile(r"[「『]([^「」『』]{2,20})[」』]")


NEARLY_BEST = 0.7
"""Sentences that cover so much of what the best one covers are held to be of what is asked."""


def lacks(question: Question, evidence: Sequence[Evidence], today: date) -> str:
    """What the best sentences lack of what is asked, in words; empty where they lack nothing that can be told.

    ``産総研の後任はどなた`` of sentences without 後任 → ``後任``; ``次の公募はいつ`` of dates long gone → ``今後の時期``

    Args:
        question: the question, understood.
        evidence: the sentences an answer may use, best first.
        today: the day of asking.
    """
    plain = normal_text(question.text)
    if (role := _ROLE.search(plain)) and not _holds_role(fold(role["role"]), question, evidence):
        return role["role"]
    of_people = question.kind == "person" and question.needs_hint and not DONE_BY.search(plain)
    if of_people and not any(map(_names_anybody, evidence)):
        return "お名前"
    naming = [e for e in evidence if question.kind != "person" or _names_anybody(e)]
    if place := place_without_value(question, naming):
        return place
    if thing := country_without_value(question, evidence) or _quoted_elsewhere(question, evidence):
        return f"{thing}の{question.heads[0].label}"
    if point := _point_missing(question, plain, evidence):
        return point
    if special := _special_case_missing(question, plain, evidence):
        return special
    if edition := edition_missing(question, evidence, today):
        return edition
    if _TO_COME.search(plain) and question.kind == "date" and _all_gone(evidence, today):
        return "今後の時期"
    return ""


def _point_missing(question: Question, plain: str, evidence: Sequence[Evidence]) -> str:
    """The applicant, the papers or the way of contact asked about of which nothing is said; empty where there are none."""
    told = [e for e in evidence if e.answers]
    applicant = _APPLICANT.search(plain)
    if applicant and not said_around(fold(applicant["who"]), evidence):
        return f"{applicant['who']}の扱い"
    if _PAPERS_ASKED.search(plain) and not any(_PAPERS.search(normal_text(e.text)) for e in evidence):
        return "必要書類"
    if thing := part_or_price_missing(plain, told):
        return thing
    if _COUNTED.search(plain) and told and not any(_counts(hint, e) for hint in question.hints for e in told):
        return "数"  # 214件→301件 is no number of 台
    if (means := means_in(plain)) and not any(_speaks_of(means, e) for e in evidence):
        return f"{name_of_means(means, plain)}の扱い"
    best = max((e.coverage for e in evidence), default=0.0)
    near = [e for e in evidence if e.coverage >= NEARLY_BEST * best]
    if (limit := _LIMIT_ASKED.search(plain)) and not any(_LIMIT.search(normal_text(e.text)) for e in near):
        return f"{limit['of']}の条件"
    if (run_by := _RUN_BY.search(plain)) and not any(_runs(run_by["role"], e) for e in evidence):
        return run_by["role"]
    if _WHICH_PREFECTURE.search(plain) and not any(named_places(e.text) for e in near):
        return "都道府県"
    # What is to be computed stands in no sentence: 何倍, and how long from one day to another.
    return "" if operation_asked(plain) else point_not_told(plain, told, evidence)


def _counts(hint: Hint, e: Evidence) -> bool:
    """Whether a sentence counts by a counter, or a row does under a head that tells it: 3,412 under 相談件数."""
    heads = COUNTED_HEAD.finditer(e.spans[1].text) if e.is_row and len(e.spans) > 1 else ()
    return bool(hint.answer.search(normal_text(e.text))) or any(
        hint.answer.search(f"1{head['of'] or head['in']}") for head in heads
    )


def _speaks_of(means: Hint, e: Evidence) -> bool:
    return bool(means.answer.search(normal_text(" ".join([*e.passage.section, e.passage.text, e.text]))))


def _quoted_elsewhere(question: Question, evidence: Sequence[Evidence]) -> str:
    """What the question quotes, where a passage says it in other sentences than those with a value: 「有効だった」って答えたの何％."""
    told = [e for e in evidence if e.answers]
    for quoted in _SAID.findall(question.text):
        words = fold(quoted)
        with_value = (fold("".join([e.document.title, *e.passage.section, e.text])) for e in told)
        if any(words in fold(e.passage.text) for e in told) and not any(words in text for text in with_value):
            return f"「{quoted}」"
    return ""


def _runs(role: str, evidence: Evidence) -> bool:
    """Whether a sentence names a body that has a role: 事務局は中小機構が担う."""
    text = normal_text(evidence.text)
    return role in text and bool(_BODY_NAMED.search(text.replace(role, "")))


def _holds_role(role: str, question: Question, evidence: Sequence[Evidence]) -> bool:
    """Whether a sentence that may name a person says the role, or its headings do; a line of a list may leave it to
    the lines above. Where no person is needed, any sentence may say it."""
    roles = _CHAIRS if role.endswith(_CHAIRS) else (role,)
    if not question.needs_hint:
        return any(said_around(one, evidence) for one in roles)
    told = [
        (e, fold("".join([*e.passage.section, e.text])))
        for e in evidence
        if _names_person(e, question, roles)
    ]
    return any(
        one in text or (not is_sentence(e.text) and said_around(one, (e,)))
        for e, text in told
        for one in roles
    )


def _names_person(evidence: Evidence, question: Question, roles: Sequence[str]) -> bool:
    """Whether a sentence names somebody, and not the role only: 各拠点にマネージャーを置く names nobody."""
    text = normal_text(evidence.text)
    if evidence.borrowed:
        return False
    if any(m.part_of_speech[2] == "人名" for m in morphemes(text, "C")):
        return True
    for role in roles:
        text = text.replace(role, "")
    return any(hint.answer.search(text) for hint in question.hints if hint.needed)


def _names_anybody(evidence: Evidence) -> bool:
    """Whether a sentence names a person, or a post that one person has; a kind of helper (マネージャー, 委員) is many, but
    布川委員（弁護士会） one."""
    plain = normal_text(evidence.text)
    by_name = any(m.part_of_speech[2] == "人名" for m in morphemes(plain, "C"))
    return not evidence.borrowed and (by_name or bool(evidence.hinted and _POST.search(plain)))


def _special_case_missing(question: Question, plain: str, evidence: Sequence[Evidence]) -> str:
    """The special case asked about of which nothing is said: 第3回, 続編, 岐阜だけ, 出向させたら; empty if there is none."""
    for pattern in (_ORDINAL, _VARIANT):
        if (case := pattern.search(plain)) and not said_around(fold(case.group()), evidence):
            return case.group()
    if question.kind in ("date", "place") and (time := time_unsaid(question, evidence)):
        return time
    for region in regions_in(question.text):
        short = re.sub("[県府都]$", "", region.name)
        if f"{short}版" in plain and not said_around(f"{short}版", evidence):
            return f"{short}版"
    if alone := place_alone_missing(plain, [e for e in evidence if _is_value(e)]):
        return alone
    if (
        question.heads
        and question.kind != "calculation"  # then the share is to be computed
        and (each := _EACH_UNIT.search(plain))
        and not any(_PER.search(normal_text(e.text)) for e in evidence if _is_value(e))
    ):
        return f"{each.group()}の{question.heads[0].label}"
    acts = _supposed_acts(question, plain) if question.heads else []
    if acts and not any(said_around(fold(act), evidence) for act in acts):
        return f"{acts[-1]}の場合の{question.heads[0].label}"
    return ""


def _supposed_acts(question: Question, plain: str) -> list[str]:
    """What a question supposes to be done: 出向 of 社員を出向させてたら, 中止 of 途中で中止した場合; no word of a name, nor 予約 of 予約を取り消したら."""
    case = _SUPPOSED.search(plain)
    words = morphemes(case["clause"], "C") if case else ()
    return [
        m.surface
        for m, behind in itertools.zip_longest(words, words[1:])
        if m.part_of_speech[2] == "サ変可能"
        and not (behind and behind.surface == "を")
        and _KANJI.fullmatch(m.surface)
        and not any(m.surface in subject.label for subject in question.subjects)
    ]


def _is_value(evidence: Evidence) -> bool:
    return bool(evidence.answers or evidence.hinted)


def partly_lacks(question: Question, evidence: Sequence[Evidence]) -> str:
    """What is missing of an answer that is otherwise there: of a list, or of a place.

    ``新潟の会社を教えて`` of sentences that do not say 新潟 → ``新潟県に限った内容``; ``あと4つは何`` of 「A」「B」等の6つ →
    ``「等」とされた残りの4つ``
    """
    plain = normal_text(question.text)
    if place := region_not_said(question, evidence):
        return place
    listed = _PARTLY_LISTED.search(normal_text(evidence[0].text)) if evidence else None
    if listed and _THE_REST.search(plain) and (count := read_number(listed["count"])):
        left = int(count[0]) - len(_QUOTED.findall(evidence[0].text[: listed.start()]))
        return f"「等」とされた残りの{left}つ" if left > 0 else ""
    return ""


def _all_gone(evidence: Sequence[Evidence], today: date) -> bool:
    """Whether the sentences name times, and all of them lie before today."""
    ends = deadlines_in(evidence)
    return bool(ends) and max(ends) < today
