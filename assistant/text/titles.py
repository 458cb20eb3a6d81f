"""What people are called by: the courtesies behind a name, and the offices that tell who somebody is.

Apart from these stay, each for its own end: the titles compared between statement and evidence, longest first
(``grounding.naming``), those a name is masked by (``name_words``), those that head a speaker's turn in minutes
(``documents.outline``), and those behind a namesake of a place (``regions``).
"""

from __future__ import annotations

PLAIN_HONORIFICS = ("氏", "さん", "様", "先生")
"""They tell nothing of what somebody is."""
PLAIN_HONORIFIC = "|".join(PLAIN_HONORIFICS)
OFFICE = r"副?委員長?|座長|副?会長|副?社長|部長|課長|室長|局長|准?教授|理事長?|所長|代表"
"""Offices as words of a sentence, whose holder the sentence speaks of."""
NAMED_BY_OFFICE = (
    r"教授|理事|知事|大臣|政務官|参事官|審議官|調査役|相談役|会頭|顧問|参与|幹事(?!機関|会)|[会部社所座課次係議局室市町村区学総院]長|"
    r"(?:担当者?|講師|当番|相談員)(?=[\s:：|]|$)"
)
"""Offices a person is named with in a document; 担当, 講師, 当番 and 相談員 only as a label: 担当：山田."""
NAMED_AS = rf"氏|さん|{NAMED_BY_OFFICE}|(?<=[一-龥々])(?<![課係室部局所付口当])[(（]内線"
"""What a person is named with in a document."""
