"""Typed conditions in the text of a list that says who a measure is for, where the wording leaves no doubt.

A rule read wrongly rules out a measure that would have helped, so whatever is one of several ways to qualify (または,
いずれか, a list that is not said to hold as a whole), whatever is excluded, preferred or told of a case (を除く, でない,
優先, の場合), and a number that differs by industry, stays for a person to judge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import Any

from assistant.measures.importing.lines import AROUND, LISTED, Line, lines_of
from assistant.measures.rules import NUMBER_RULES
from assistant.text.figures import Figure, plain_figures
from assistant.text.normalise import normal_text, normalise
from assistant.text.regions import PREFECTURES

MAX_CHARACTERS = 3_000
"""Of a text that are read; the longest target of the public list has 976."""


@dataclass(frozen=True, slots=True)
class Found:
    """A typed condition and the words it was read from, verbatim."""

    quote: str
    needs: tuple[str, Any]
    start: int
    """Where in the text they stand."""


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    needs: tuple[str, Any]


_WORTH = re.compile(
    r"従業員|労働者|資本金|中小|小規模|[都道府県](?:内|に|の)|製造業|建設業|npo|非営利|創業|設立|開業|計画|認定|登録"
)
"""What no condition we know is written without: most cells of a list hold none of it."""
_ASIDE = re.compile(r"\s*(?:※|\*\s*※|\(?注|#+|【|\(参考|\(?例\)?[:：]|対象期間|申請期限)")
"""Footnotes, headings and examples: not among the ways to qualify."""
_ANY = re.compile(r"いずれか|どれか|何れか|どちらか|(?:[1一]|ひと)つ(?:以上|でも)")
_OF_ANY = re.compile(
    rf"(?:{_ANY.pattern})[^、:。]{{0,12}}?(?:該当|満た|当てはま)(?:し、(?:かつ、?)?)?[^、:。(・0-9]*"
)
"""Who may be any of them: いずれかに該当する県内の中小企業者."""
_OR = re.compile(
    r"(?<!資本金)(?<!資本金の額)(?<!資本の額)(?:または|又は|もしくは|若しくは|あるいは|或いは)"
    r"(?!\s*(?:出資|事業所|支店|営業所|工場|主たる|事務所|認定|登録|名|支社|本社|本店|従たる))|"
    r"(?<=[る一-龥])か(?:[、,]\s?|(?![月所国年村条否]))(?=[一-龥0-9])|(?<=[下上満内])\s?/(?=\s?[一-龥])"
)
_EMPLOYEES = re.compile(
    r"(?<![齢者害婦児模修])(?:(?:常時|常勤)(?:使用|雇用|雇傭)?する)?(?:常用)?(?:従業員|労働者|従業者)(?:の?数)?(?:\([^()]{0,20}\))?(?:が|は|の合計が)?[、:]?\s?$"
)
_CAPITAL = re.compile(
    r"資本金(?:の額|額)?(?:\s?(?:または|又は|もしくは|若しくは|及び|・|、|/)\s?出資(?:金|の総額|金の総額|の額|金の額)?(?:の?総?額)?)?(?:が|は)?[、:]?\s?$"
)
_FOUNDED = re.compile(
    r"(?:創業|設立|開業|起業|事業(?:を)?開始)(?:した日|の日|した日等)?(?:から|後|以後|以降|より|してから)(?:の期間が|概ね|おおむね)?\s?$"
)
_NOT_PASSED = re.compile(r"\s?を?経過し(?:てい)?ない")
_BY_INDUSTRY = re.compile(
    r"\([^()]*業(?!員)[^()]*[0-9]+[^()]*\)|[下満内]\s?\([^()]*(?:場合|業(?![者員]))|業(?:の場合)?[はで:：][^、。]{0,10}[0-9]"
)
_SMALL = re.compile(r"(?<!中)小規模(?:事業者|企業者|企業)")
_SME = re.compile(
    r"(?:特定)?中小(?:・小規模事業|企業・小規模事業|企業、小規模事業|企業や小規模事業|企業及び小規模事業)者|中小企業・小規模企業|"
    r"中小企業(?:者|事業者|事業主|事業者)?(?!庁|団体|診断|基盤|支援|信用|基本|等?経営|新事業|再生|活性|大学|融資|制度|施策|振興|退職|倒産|向け|"
    r"関係|組合|協同|事業協同|投資|bcp|技術|勤労|会|の?(?:サポート|ため)|成長|省力)|中小事業(?:者|主)"
)
_HEAD = re.compile(
    r"(?:等|など)?(?:の?(?:みな|皆)(?:さま|様|さん)|の方々?|の経営者(?:の方)?)?(?:\s|$|[、,()「」・:。*]|であ|のうち|及び|と小規模|や小規模|が対象|を対象|に限)"
)
"""What follows the noun that names the applicant, and not what the applicant deals with."""
_OTHERS = re.compile(
    r"大企業(?!を除|は除|\(みなし|以外|に該当)|中堅|大学|研究機関|研究所|公共団体|自治体|市町村|法人|団体|組合|個人(?!事業)|労働者|学生|学校|医療機関|"
    r"支援機関|支援者|担当者|予定者|勤労者|で?勤務|で働|従業員(?!の?数|[0-9一二三四五六七八九十百])|商工会|金融機関|(?<!小)(?<!模)企業(?!者|等?経営|基本|庁|信用|の経営|診断|以外|を除|法|立地|価値)|を問わ"
)
"""Who else may qualify beside a small business: then its size decides nothing."""
_CERTIFICATES = (
    "経営革新計画", "経営力向上計画", "事業継続力強化計画", "連携事業継続力強化計画", "先端設備等導入計画", "地域経済牽引事業計画", "事業再編計画",
    "事業適応計画", "特定事業再編計画", "農商工等連携事業計画", "地域産業資源活用事業計画", "異分野連携新事業分野開拓計画", "新連携計画", "総合効率化計画",
    "事業分野別経営力向上推進機関", "健康経営優良法人", "認定農業者", "認定新規就農者", "パートナーシップ構築宣言", "dx認定", "くるみん認定", "えるぼし認定",
    "ユースエール認定", "認定経営革新等支援機関",
)  # fmt: skip
_GRANTED = re.compile(
    r"""
    [」』\])*]{0,4}(?:\([^()]{0,60}\))?(?:
        に(?:係る|つい|関する)[^、。]{0,6}?
        |の|が|を|に基づ[^、。]{0,12}
    )?[^、。]{0,12}?(?:承認|認定|認証|登録|宣言)?(?:を|が|の)?
    (?:
        受け(?:た|て(?:い|お))|取得(?:した|して(?:い|お))|され(?:た|て(?:い|お))|登録して|公表して
    )
    """,
    re.VERBOSE,
)
_CERTIFICATE = re.compile("|".join(sorted(_CERTIFICATES, key=len, reverse=True)))
_REGION = re.compile(
    rf"({'|'.join(PREFECTURES)})(?:内の|内に|内で|に(?:主たる|本社|本店|事業所|事務所|住所|居住|所在|お住まい))(?!.*(?:移転|進出|移住|立地|新設|設置|開設|新たに))"
)
_PREFECTURE = re.compile("|".join(PREFECTURES))
_INDUSTRIES = {"製造業": "manufacturing", "建設業": "construction"}
_INDUSTRY = re.compile(r"(?<![、・/はや及びの等品])(製造業|建設業)を(?:営む|営んでいる|主たる事業)")
_OTHER_INDUSTRY = re.compile(r"[、・や].*業を|(?<![企事])業(?![員種務])|等|など|その他")
_NPO = re.compile(
    r"^(?:\S*内の|\S*内に[^、。]{0,20})?(?:特定非営利活動法人|npo法人)(?:\((?:npo法人|特定非営利活動法人)\))?$"
)
_BEFORE_FOUNDING = re.compile(
    r"^(?:\S*内で)?(?:これから|新たに)?(?:創業|起業)(?:しようとする|を予定している|を目指す|予定の)(?:方|者|人|個人)(?:々|の方)?$"
)


def conditions_in(text: str) -> tuple[Found, ...]:
    """The typed conditions of a text, each once.

    ``県内の従業員300人以下の中小企業者`` → employees_at_most 300, size (sme);
    ``資本金3億円以下の法人または従業員300人以下の個人`` → (): either will do;
    ``製造業を営む者（資本金3億円以上の会社に支配されている者を除く）`` → industry (manufacturing)
    """
    text = text[:MAX_CHARACTERS]
    if not _WORTH.search(normal_text(text)):
        return ()
    whole = normalise(text)
    found: dict[tuple[str, Any], Found] = {}
    for hit in _that_hold(whole.text):
        start, end = whole.original_range(hit.start, hit.end)
        quote = text[start:end].strip()
        found.setdefault(hit.needs, Found(quote, hit.needs, text.index(quote, start)))
    return tuple(found.values())


def _that_hold(text: str) -> list[_Hit]:
    """The conditions that hold however a business qualifies."""
    lines = lines_of(text)
    told = [line for line in lines if not _ASIDE.match(line.said.strip(AROUND))]
    read = [(line.leads_in, list(_hits(line)) if line.may_state else []) for line in told]
    if len(read) <= 1 or (any(line.joins_all for line in lines) and not _ANY.search(text)):
        kept = [hit for _, hits in read for hit in hits]
    else:
        kept = [hit for leads_in, hits in read if leads_in for hit in hits]
        ways = [hits for leads_in, hits in read if not leads_in]
        kept += [hit for hit in (ways[0] if ways else []) if all(hit.needs in _needs(way) for way in ways)]
    return [hit for hit in kept if len({needs for needs in _needs(kept) if needs[0] == hit.needs[0]}) == 1]


def _needs(hits: Sequence[_Hit]) -> list[tuple[str, Any]]:
    return [hit.needs for hit in hits]


def _hits(line: Line) -> Iterator[_Hit]:
    """The conditions of one line; of one with alternatives those that each of them has."""
    ways, at = [], 0
    for part in _OR.split(line.said):
        at = line.said.index(part, at)
        ways.append([hit for hit in _plain_hits(at, part) if not line.is_aside(hit.start, hit.end)])
        at += len(part)
    for hit in ways[-1]:
        if all(hit.needs in _needs(way) for way in ways) and _holds_for_any(hit, line.said):
            yield _Hit(line.start + hit.start, line.start + hit.end, hit.needs)


def _holds_for_any(hit: _Hit, said: str) -> bool:
    """Whether a condition of a line with いずれか is none of those of which one will do; a number is always taken for one."""
    any_of = _ANY.search(said)
    if any_of is None:
        return True
    listed, of_any = LISTED.search(said, 0, any_of.start()), _OF_ANY.search(said)
    before = listed is not None and hit.end <= listed.start()
    behind = of_any is not None and of_any.start() <= hit.start and hit.end <= of_any.end()
    return hit.needs[0] not in NUMBER_RULES and (before or behind)


def _plain_hits(start: int, said: str) -> Iterator[_Hit]:
    for begin, end, needs in (*_numbers(said), *_sizes(said), *_names(said)):
        yield _Hit(start + begin, start + end, needs)


def _numbers(said: str) -> Iterator[tuple[int, int, tuple[str, Any]]]:
    """従業員300人以下, 資本金の額が3億円以下, 創業後5年未満."""
    if _BY_INDUSTRY.search(said) or not re.search("[0-9一二三四五六七八九十百千]", said):
        return
    for figure in plain_figures(said):
        before = said[: figure.start]
        if figure.unit in ("人", "名") and (subject := _EMPLOYEES.search(before)):
            name = "employees"
        elif figure.unit == "円" and (subject := _CAPITAL.search(before)):
            name = "capital"
        elif figure.unit == "年" and (subject := _FOUNDED.search(before)):
            name = "years"
        else:
            continue
        passed = _NOT_PASSED.match(said, figure.end) if name == "years" else None
        limit = ("years_at_most", floor(figure.high)) if passed else _limit(name, figure)
        if limit is not None:
            yield subject.start(), passed.end() if passed else figure.end, limit


def _limit(name: str, figure: Figure) -> tuple[str, int] | None:
    """A figure with its bound as a rule in whole people or yen; 300人未満 is 299 at most."""
    low, high = figure.low, figure.high
    if low != high:
        return None
    value = Fraction(low)
    if figure.bound == "at_most":
        return f"{name}_at_most", floor(value)
    if figure.bound == "less_than":
        return f"{name}_at_most", ceil(value) - 1
    if figure.bound == "at_least":
        return f"{name}_at_least", ceil(value)
    return (f"{name}_at_least", floor(value) + 1) if figure.bound == "more_than" else None


def _sizes(said: str) -> Iterator[tuple[int, int, tuple[str, Any]]]:
    """中小企業者 or 小規模事業者 where it names the applicant and nobody else is named."""
    if _OTHERS.search(said):
        return
    for size, pattern in (("sme", _SME), ("small", _SMALL)):
        for found in pattern.finditer(said):
            rest = said[found.end() :]
            if _HEAD.match(rest):
                yield *found.span(), ("size", (size,))
                return  # 中小企業・小規模事業者: the wider of the two holds


def _names(said: str) -> Iterator[tuple[int, int, tuple[str, Any]]]:
    """Certificates held, prefectures, industries and kinds of organisation."""
    granted = [found for found in _CERTIFICATE.finditer(said) if _GRANTED.match(said, found.end())]
    if len({found.group() for found in granted}) == 1:
        end = _GRANTED.match(said, granted[0].end())
        yield (
            granted[0].start(),
            end.end() if end else granted[0].end(),
            ("certificate", (_certificate(granted[0]),)),
        )
    places = list(_REGION.finditer(said))
    if places and len(set(_PREFECTURE.findall(said))) == 1:
        yield *places[0].span(1), ("region", (places[0][1],))
    industry = _INDUSTRY.search(said)
    if (
        industry
        and not re.search("[、・や]", said[: industry.start()])
        and not _OTHER_INDUSTRY.search(said, industry.end())
    ):
        yield *industry.span(1), ("industry", (_INDUSTRIES[industry[1]],))
    if npo := _NPO.search(said):
        yield *npo.span(), ("organisation", ("npo",))
    if founding := _BEFORE_FOUNDING.search(said):
        yield *founding.span(), ("stage", ("before_founding",))


def _certificate(found: re.Match[str]) -> str:
    """The name as certificates are written elsewhere: dx認定 → DX認定."""
    return found.group().replace("dx", "DX")
