"""Whom a client works or deals with, and whom it lacks.

Conventions: a partner somebody wants to work with or talks with counts as held, one to be found or introduced
(紹介してほしい) as lacking.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.measures.told import Found, Told
from assistant.measures.words import words_for

_RELATION = re.compile(
    r"""
    (?:
        # how many, or who of it
        [0-9二三四五数]+社|さん
        |の(?:先生|研究室|人|方|担当(?:者)?|社長|仲間|研究者|教授|関係者|窓口|職員|指導員)(?:方|たち|さん)?
        |など|とか|等
    )*(?:や[^、。はがをに]{1,8})?
    (?:
        (?:
            # done with them
            と(?:
                も|は
                |の(?:
                    間で?|話|共同|取引|付き合い|つきあい|つながり|繋がり|縁|つて|コネ|接点|関係|連携|パイプ
                    |契約|やりとり|やり取り|相談
                )?
            )?
            |とで
        )(?:[^、。]{0,12}?)
        (?:
            共同|連携|組[みんめむもう]|一緒|いっしょ|取引|取り引き|協力|話|付き合|つきあ|つなが|繋が|つて|ツテ
            |コネ|縁|接点|関係|パイプ|相談|契約|提携|やりとり|やり取り|研究|開発|続け|進め|知り合|コラボ|関わ
            |面識|仲(?:が|は)?良|交流|手を
        )
        # got from them
        |から(?:は|も|の)?[^、。]{0,12}?(?:
            引き合い|仕事|注文|声|誘|依頼|受注|技術|(?<!電)話|紹介|指導|助言|借り|融資|借入|受け|もら|支援
            |仕入|打診|提案|言われ|話を|借
        )
        |で(?:は|も)?(?:測|試験|分析|検査|評価)
        # asked of, or delivered to them
        |に(?:は|も)?[^、。]{0,10}?(?:
            相談|納[めい入品]|卸[しす]|出入り|頼[んみ]|お願い|通って|見て(?:もら|いただ)|測って|試験|分析|委託
            |持ち込|知り合い|つて|ツテ|コネ|知人|指導|部品を|供給|販売|置い|並べ|扱っ|売って|世話になって|教わ
            |加入|入会|紹介
        )
        |で(?:共同|一緒|いっしょ|組[んもむ]|集ま)
        # being of theirs
        |の(?:
            下請け?|仕事を|協力(?:会社|工場|を|も)|指導|支援を受|紹介|つて|ツテ|コネ|知り合い|会員|融資
            |技術(?:を|指導)|設備を(?:借|使)|二次|一次|[0-9]次
        )
        |(?:にも?|へも?|も|は)(?:[^、。はがを]{1,12}も)?[^、。]{0,4}(?:行っ(?:た|て)|使っ(?:た|て)|利用し|頼っ)
        |(?:に|は|も|が)(?:は|も)?[^、。はがを]{0,3}(?:知り合い|つて|ツテ|コネ|縁|つながり|接点|面識|付き合い)
        |(?:も|は|が)[^、。はがを]{0,3}決ま
        |(?:を|も)(?:使って|利用し|探し|紹介|知ら|通(?:じ|し)て)
        |(?:が|も)(?:協力|付いて|ついて|入って|関わ|興味|関心|声)
        |(?:会員|出身の(?:社員|先生))
    )
    """,
    re.VERBOSE,
)
_PARTNER_LACKED = re.compile(
    r"""
    (?:
        な[いくし](?![らがら])|おら(?:ん|ず|へん)|おりませ|ま(?:せ|へ)ん(?!か)|ありません
        |紹介(?:し(?:て(?:ほし|もら|くれ|くだ|いただ)|てい)|を?(?:お願|頼|希望|受けたい))
        |探し|見つけたい|見つから|欲し|ほしい
        |(?:つながり|繋がり|出会い|知り合い|知り合いになり)たい
        |どこ(?:の|に|か)|どの|どうやって|切れ(?:た|て)|初めて
        |たこと(?:が|は|も)?(?:一度も)?(?:な[いく]|ありませ)
        |断[らわ]れ
        |(?:つて|コネ|縁)(?:が|は)?(?:な|あり?ま?せ)
        |敷居|まだ
    )
    """,
    re.VERBOSE,
)
_PARTNER_HELD = re.compile(
    r"(?:話(?:が|も|を)|共同(?:研究|開発)(?:を)?(?:し(?:て|た)|中|の経験)|取引(?:が|し|は)|組んで|一緒に(?:やって|作って|開発して|研究して)|付き合い(?:が|は)あ(?!りませ)|やって(?:い)?(?:る|ます))"
)
_ATTENDED = re.compile(r"通(?:って|う|い)|入っ|行っ|在籍|勤め|働い|世話になって|教わ|合格|受か|進[学ん]")
"""What somebody of the family does at a university or bank, and no tie of the business: 大学に娘が｜通って."""
_SPEAKERS = ("bank", "support_agency", "university", "local_government")
"""Who may be the one that asks, and is no partner then: 信用金庫の者です."""
_OUT_OF_UNIVERSITY = re.compile(
    r"大学発の?(?:[^、。はがを]{0,8}の)?(?:ベンチャー|スタートアップ)(?!と|に|から|へ|を(?!や|経営))"
)
_LACK_REACH = 12
"""Letters after what ties the client to a partner within which it says that the tie is lacking."""


def partners_read(text: Told) -> Iterator[Found]:
    """Whom a client works or deals with, and whom it lacks.

    ``大学とも話が出てる`` → university; ``大学とのつてはない``, ``大学を紹介してほしい`` → university, not holding;
    ``大手と取引`` → large_company; ``息子が大学に行っている`` → nothing
    """
    abroad = [match.span() for match in words_for("partner")["overseas"].finditer(text.plain)]
    speakers = [
        match.span() for kind in _SPEAKERS for match in words_for("organisation")[kind].finditer(text.plain)
    ]
    for value, pattern in words_for("partner").items():
        told = []
        for match in pattern.finditer(text.plain):
            relation = _RELATION.match(text.plain, match.end())
            another = speakers if value == "overseas" else [*abroad, *speakers]
            if not relation or any(start <= match.start() < end for start, end in another):
                continue
            if _ATTENDED.search(relation.group()) and _of_family(relation.group()):
                continue
            near = min(text.clause_at(match.start()).end, relation.end() + _LACK_REACH)
            rest = text.plain[match.end() : max(near, relation.end())]
            lacked = bool(_PARTNER_LACKED.search(rest)) and not _PARTNER_HELD.search(rest)
            told.append(
                Found("partner", value, match.start(), max(relation.end(), match.end()), holds=not lacked)
            )
        if told:
            yield next((one for one in told if one.holds), told[0])
        elif value == "university":
            yield from _born_of_one(text)


def _born_of_one(text: Told) -> Iterator[Found]:
    """The university a company came out of: 大学発ベンチャーです."""
    for match in _OUT_OF_UNIVERSITY.finditer(text.plain):
        if not text.is_of_others(match.start()) and text.stance(match.end()) == "told":
            yield Found("partner", "university", *match.span())
            return


def _of_family(said: str) -> bool:
    """Whether somebody of the client's family is its subject: 「に娘が通って」."""
    return any(
        re.match(r"[がはも]", said[match.end() :]) for match in words_for("whose")["family"].finditer(said)
    )
