"""The words by which a question goes on from the one before it: それの, じゃあ2010年は, いや、サポインの方."""

from __future__ import annotations

import re

from assistant.text.eras import ERA
from assistant.text.programmes import GRANT

OPENER = re.compile(
    r"^(?:(?:じゃあ|それじゃあ?|では|それでは|それなら|ちなみに|あとは?(?!で)|それから|ところで|ついでに|同じく|やっぱり|やはり|"
    r"それと(?!.*(?:違い|違う|比べ|どっち|どちら|関係|両方)))[、,\s]*(?=\S)|(?:で|なら|また|なお|あ|え|じゃ)[、,]\s*)+"
)
OTHER_MATTER = re.compile(
    r"(?:(?:あと|で|それと)、?)?(?:ところで|話(?:は|が)?変わ|別件|別の(?:件|話)|そういえば|それはそうと)"
)
"""How a turn begins that is about something else: nothing of the last answer is taken over."""
CORRECTS = re.compile(
    r"^(?:いや|いえ|いいえ|違(?:う|い(?:ます)?)|ちが(?:う|います)|そうじゃなく(?:て)?)[、。,\s]*"
)
RATHER = re.compile(
    r"^(?P<wrong>[^、。]{1,25}?)(?:のこと)?(?:じゃ|では|で)(?:なく|無く)(?:って|て)?[、,\s]*(?P<right>.+)$"
)
FORMER, LATTER = re.compile(r"前者|一つ目|1つ目"), re.compile(r"後者|二つ目|2つ目")
OTHER_SIDE = re.compile(r"(?:そっち|そちら|もう(?:一|1)つ(?:の方)?|もう片方)")
OF_TWO = re.compile(r"どっち|どちらが|どちらの(?:ほう|方)")
POINTS = re.compile(
    r"(?<!ど)(?:(?:それ|これ)(?!ぞれ|ら|から|で(?:は|も)?[、,]|なら|に[、,]|とも|以外|くらい|ぐらい|だけ|まで|ほど|と|で(?:終|おわ|良|よ|い[いけ]|ええ|足り|十分|大丈夫))|"
    r"(?:それ|これ)(?=と.*(?:違い|違う|比べ|どっち|どちら|関係|併用|両方))|"
    r"(?:(?<!そこ)そこ|ここ|あそこ|そいつ|こいつ)(?!そこ|数年|何年|最近)|(?:当該|(?<![一-龥])同|上記の?|先ほどの|さっきの|今の|(?<!と)この|その|あの)(?:補助金|助成金|制度|事業|税制|施策|支援策?|法律|機関|会議|団体|プログラム)|"
    r"(?:その|(?<!と)この|さっきの|先ほどの|上記の)(?=[一-龥ァ-ヶa-zA-Z])(?!後|他|前|間|為|度|辺|際|時|場|上|内|分|方|先[もはにで、])|あれ(?=[はのがって、]|$))"
)
"""Not それぞれ, それから, その後, この度, どこの; あれ with a particle only."""
DETERMINER = re.compile(r"^(?:その|この|さっきの|先ほどの|上記の)$")
PERSON_NEXT = re.compile(r"(?:人|方|先生)(?=[はのがってにを、?？]|どこ|どう|何|なに|今|いま)")
"""Behind その: whoever the question before asked for."""
ONLY_THIS = re.compile(
    r"^(?!とは)(?:の)?(?:(?:こと|話|方|ほう|場合|とき|時|時点|年度?|ごろ|頃|分|やつ|もの)(?:の)?)?(?:は|って|だと|では|なら|も|と|に?ついて(?:は|も)?|の方|で|でも|だったら|です(?:か)?|どう(?:ですか|なの)?|が知りたい|を?教えて(?:ください)?|お願いします|として|とか|ね|よ|[、。?!？！\s])*$"
)
"""What may stand behind a name or a year where nothing else is asked: ``2010年は？``, ``サポインの方``."""
MAX_BEHIND = 30
"""Characters of it; with more, its particles could be taken apart in exponentially many ways."""
IN_CASE = re.compile(
    r"^(?P<of>[^、。?]{2,15}?)(?:だと|の場合(?:は|だと)?|なら|だったら)(?:どう(?:なる|です)?か?)?[?？]*$"
)
"""Of the same question, another case: ``賛助会員だと？``."""
A_KIND = re.compile(r"(?:補助金|助成金|給付金|資金|融資|ローン|保証|相談|講座|セミナー|検定|検査|試験)$")
"""What a thing is, by the end of its name: another of the kind is often called without it."""
NO_THING = re.compile(
    r"(?:者|性|学生|生徒|人|歳(?:以[上下])?|[市町村県]外|会員(?:以外)?|法人|個人|初めて|報告|申請|手続き?|締め?切り?|[掛料費率額期限]金?)$"
)
"""Ends of what is no thing of a kind, but people or what is asked of a thing: 女性の方, 掛金の方."""
NOT_THOSE = re.compile(
    r"^(?:(?:いや|いえ|違う|ちがう|そう)(?:じゃなく?て)?、?)?(?P<what>[一-龥]{2,6})(?:じゃ|では|や)な[いく](?:ほう|方|やつ|人|て)?(?:の|だと|は|なら|(?:だっ|やっ)たら)?[?？]*$"
)
"""Of those who are not what was said: いや会員じゃないほう."""
ONE_SIDE = re.compile(
    r"(?P<side>非?[一-龥]{1,2}[員者]|[県市町村区][内外])(?:の(?:方|ほう|人|場合|会社|企業))?(?:は|だと|なら|だったら|で|でも)?(?:いくら|どう)?[?？]*"
)
"""One of two sides, and no more: 会員だと？, 県内は？"""
OTHER_ONE = re.compile(
    r"^(?P<of>(?!担当|講師|先生|会場|場所|日程|時間)[^、。?]{2,20}?)の(?:ほう|方)(?:は|だと|も)?[?？]*$"
)
"""Of another thing the same: ``葉山町の改装補助のほうは？`` after ``実績報告はいつまで？``."""
TIME = re.compile(
    rf"(?:(?:{ERA}|[rh])\s?)?(?:[0-9]{{1,4}}|元)\s?年(?:度|ごろ|頃|代)?|(?:19|20)[0-9]{{2}}(?![0-9])|昨年度?|今年度?|去年|一昨年|来年度?|当時|昔|現在|今|最新"
)
ASKS_VALUE = re.compile(
    r"[何幾](?:[一-龥]|[ヶか]所)|いくら|いくつ|なんぼ|どれくらい|どのくらい|どんくらい|割合|いつ"
)
"""Who asks for a value goes on about the thing it is of, others about the one named in the answer."""
A_COUNT = re.compile(r"[回期年度社]目")
"""What is left of 2回目の要領 or 3年目の人 without the figure, which is no thing to go on about."""
A_GRANT = re.compile(GRANT)
"""What 機械の補助金 is besides 機械: it stays with what is asked of it next."""
NOUN_NEXT = re.compile(r"[一-龥ァ-ヶa-zA-Zａ-ｚＡ-Ｚ]")
"""Right behind それ, with no particle between: それ中古でもいい."""
MINISTRY = re.compile(r"[省庁局府]$|^[本当同](?=事業|制度|補助|要領|要綱|規程|センター)")
"""Who speaks in a document is named all over it and seldom what is asked about; 本事業 is no name."""
BODY = re.compile(
    rf"{MINISTRY.pattern}|法人|財団|(?:センター|機構|協会|会議所|商工会|公社|公庫|大学|研究所|組合|銀行|金庫)$"
)
"""Who runs what was asked about (専門家派遣) is named in the answer and is not what is asked of next."""
NO_NOUN_ASK = re.compile(r"いつ|いくら|なんぼ|どこ|誰|だれ|なぜ|なんで(?!す|し|でき)|どうして|どう|何")
"""Not どの or どんな, which bring a noun along."""


def opposite_side(side: str) -> str:
    """Those who are not what is said: ``非会員`` → 会員; ``会員`` → 非会員; ``県内`` → 県外."""
    if side[-1] in "内外":
        return side[:-1] + ("外" if side[-1] == "内" else "内")
    return side.removeprefix("非") if side.startswith("非") else f"非{side}"
