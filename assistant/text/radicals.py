"""Radicals that stand for the character they look like: in a PDF printed by a browser 青木 is ⻘⽊, and 神戸 is 神⼾."""

from __future__ import annotations

import unicodedata

_RADICALS = (
    "⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺"
    "⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲"
)
"""The CJK Radicals Supplement, which NFKC leaves as it is, but for two letters."""
_CHARACTERS = (
    "厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵旡日月歺民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀"
    "聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀"
)
"""Of each its EquivalentUnifiedIdeograph in Unicode's data."""
_FROM_KANGXI = {"戶": "戸", "靑": "青", "黃": "黄", "黑": "黒"}
"""What NFKC makes of ⼾, ⾭, ⿈ and ⿊, and what Japanese texts write."""
CHARACTERS_OF_RADICALS = str.maketrans(_RADICALS, _CHARACTERS) | str.maketrans(_FROM_KANGXI)
"""For ``str.translate`` after NFKC: one character for one."""
LOOK_ALIKES = CHARACTERS_OF_RADICALS | {
    radical: unicodedata.normalize("NFKC", chr(radical)).translate(CHARACTERS_OF_RADICALS)
    for radical in range(0x2F00, 0x2FD6)
}
"""The same for a text in which everything else stays as it is written, one character for one: ``⾦１⻘`` → ``金１青``"""
