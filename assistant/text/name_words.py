"""Words that tell a person's or a company's name from others: forms, lines of business, titles, cues."""

from __future__ import annotations

import re
from pathlib import Path

from assistant.text.normalise import fold
from assistant.text.programmes import GRANT

FORMS = re.compile(
    r"(?:株式|有限|合同|合資|合名|相互)会社|㈱|㈲|[(（][株有同資名医社福][)）]|"
    r"(?:特定非営利活動|一般社団|公益社団|一般財団|公益財団|医療|社会福祉|学校|宗教|農事組合|税理士)法人|NPO法人|企業組合"
)
COMPANY_BEFORE = re.compile(r"(?:株式会社|有限会社|合同会社|\(株\)|\(有\))$")
"""Before a company's name, in normalised text."""
ENGLISH_FORM = re.compile(
    r"(?<![A-Za-z])[A-Z][\w&.'’-]*(?:[ 　][A-Z&][\w&.'’-]*){0,4},?[ 　]?"
    r"(?:Co\.?,?[ 　]?Ltd\.?|Inc\.?|Corp(?:oration)?\.?|Ltd\.?|LLC|K\.K\.|GmbH)(?![A-Za-z])",
    re.ASCII,
)
LATIN_NAME = re.compile(
    r"(?<![A-Za-zÀ-ÿ])(?:[A-Z][A-Za-zÀ-ÿ'’&.-]+[ 　]){1,4}[A-Z][A-Za-zÀ-ÿ'’&.-]+(?=[がはのをにとで、。]|さん)"
)
BUSINESS = re.compile(
    r"(?:工業所?|工所|作所|本舗|総本家|製作所|製造所|製作|精機|精密|精工|鉄工所|鉄工|工務店|工場|工芸|工房|製菓|製麺所?|製茶|製薬|製紙|製材所?|製パン所?|商店|商会|商事|産業|"
    r"物産|薬品|建設|建築|建材|土木|設備|設計|塗装|食品|青果|水産|酒造|醸造|農園|農産|牧場|木材|林業|印刷所?|紙業|運輸|運送|物流|交通|"
    r"電機|電器|電気|電子|電工|電装|機工|機械|化学|化成|化工|金属|金型|金網|型材|板金|鍍金|鋼業|鋼材|鉄筋|鋳造|樹脂|硝子|石材|造園|造船|繊維|染色|縫製|被服|"
    r"衣料|家具|薬局|医院|歯科|クリニック|旅館|ホテル|食堂|菓子店|書店|酒店|保育園|幼稚園|測量|水道|介護|観光|タクシー|クリーニング|"
    r"ベーカリー|コーポレーション|ホールディングス|グループ|サービス|システムズ?|テック|テクノ|ラボ|フーズ|自動車|モータース|ハウス|不動産|"
    r"エンジニアリング|エンタープライズ|トレーディング|ファーム|デザイン|企画|プレシジョン|デンキ|興業|実業|技研|総業|組|屋|堂|亭|庵|軒|荘|園|社|店|館)$"
)
TRADE = re.compile(
    r"(?:工業|鉄工|製作|精密|電機|電器|電子|電工|電装|計装|機工|化成|化学|食品|青果|水産|水産加工|酒造|醸造|醤油|味噌|酒店|豆腐店|製菓|製麺|製茶|製薬|"
    r"薬局|医院|歯科|クリニック|整骨院|保育園|幼稚園|介護|ケア|交通|運輸|運送|物流|タクシー|旅館|建設|建材|住建|住宅|工務店|塗装|板金|測量|"
    r"造園|石材|硝子|木工|木材|製材|縫製|被服|衣料|染色|紡織|紡績|繊維|印刷|紙業|紙器|包装|珈琲|製陶|鋼機|鋼業|鋼材|スチール|鋳造|金型|樹脂|不動産|商事|物産|農園|農産|牧場|"
    r"自動車|モータース|オート|クリーニング|陶苑|窯|園芸|書店|写真館|時計店|眼鏡店|精肉店|鮮魚店|青果店|米穀店|電気店|ホーム|ハウス)$"
)
"""Lines of business that end a company's name; what comes before decides whether it is one."""
OURSELVES = frozenset([
    "弊社", "当社", "御社", "貴社", "同社", "自社", "当店", "当方", "顧問先", "得意先", "取引先", "顧客", "相談者", "新規",
])  # fmt: skip
"""What may stand right before a company's name without being part of it."""
WORKSHOP = re.compile(
    r"(?:製作所|製造所|鉄工所?|工業所|縫工所|工務店|本舗|総本家|総本店|印刷所|製パン所|製麺所|酒造|精機|精工|化成|化工|電装|機工|型材|鍍金|興業|商会|商店|物産|鋼業)$"
)
"""Ends of a company's name plain enough to need no family name before them: 四月一日製作所."""
HONORIFIC = re.compile(r"^(?:さん|様|さま|氏|君|くん|ちゃん|殿)$")
TITLE = re.compile(
    r"^(?:さん|様(?!々)|さま|氏|君|くん|ちゃん|殿|先生|社長|会長|代表|専務|常務|取締役|部長|課長|係長|店長|所長|工場長|女将|夫妻|家)"
)
PUBLIC = re.compile(
    r"^(?:地方)?独立行政法人|^国立|(?:省|庁|(?<!薬)局|公庫|公社|機構|商工会議所|商工会|連合会|協会|財団|大学院?|高専|高校|学校|研究機関|研究所|支援拠点|支援機関|センター|委員会|"
    r"市役所|区役所|役場|県庁|労働局|税務署|保証協会|金融公庫|銀行|労働金庫|信用金庫|信金|信用組合|信組|農協|漁協|組合|ネットワーク|事務局|窓口|"
    rf"認定|表彰|大賞|賞|知事|市長|町長|大臣|法|協定|条例|駅|サイト|投資育成株式会社|{GRANT}|事業|制度|税制|融資|保証|プログラム|プロジェクト|推進会議)$"
)
"""Ends of what is no client: public bodies, banks, universities, programmes."""
ROLE = re.compile(
    r"^(?:若?社長|会長|代表(?:取締役|者)?|専務|常務|取締役|店主|店長|女将|園長|院長|工場長|オーナー|オーナーシェフ|ママ|マスター|大将|棟梁|後継者|跡取り|創業者|若旦那)$"
)
SHOP = re.compile(
    r"^(?:居酒屋|喫茶店?|カフェ|スナック|バー|美容室|美容院|理容室|ヘアサロン|食堂|旅館|民宿|ホテル|ペンション|焼肉|寿司|鮨|レストラン|ビストロ|"
    r"パティスリー|ブーランジェリー|ベーカリー|洋菓子|和菓子|割烹|料亭|ラーメン|らーめん|麺屋|酒場|(?:めん|そば|うどん|食事|菓子|甘味|酒)処|処|"
    r"パン工房|工房|アトリエ|ギャラリー|整骨院|薬局|クリニック|保育園|学習塾|サロン|スタジオ|民泊|農園|牧場)$"
)
PARTNER = re.compile(
    r"(?:取引先|得意先|お得意(?:さん|様)|顧客|顧問先|関与先|支援先|相談先|納入先|納品先|発注元|元請け?|親会社|仕入先|お客(?:さん|様)|クライアント|下請け先|競合)の$"
)
CALLED = re.compile(
    r"(?:屋号|店名|店の名前|会社名|社名|商号|企業名|法人名|事業者名|相談企業|ブランド名)[\s　]?[はが:：の]?[\s　]?$"
)
PERSON_CUE = re.compile(
    r"(?:(?:担当|相談|申込|申請|責任|代表|経営|創業|連絡|来訪)者名?|担当|氏名|お?名前|代表取締役|代表|社長|店主|店長|オーナー|クライアント|女将|専務|常務|会長|息子|長男|長女|次男|娘|"
    r"奥さん|夫|妻|来所|来訪|再訪|宛先?|宛て)[\s　]?(?:は|が|の|:|：|[(（「]|さんの)?[\s　]?$"
)
JOINTS = frozenset("・＋+＆&、,")
KATAKANA = re.compile(r"[ァ-ヶー・]+")
LATIN = re.compile(r"[A-Za-zＡ-Ｚａ-ｚ&＆.'-]+")
HIRAGANA = re.compile(r"[ぁ-んー]+")
GENERIC = frozenset([
    "設立", "化", "形態", "制度", "法", "等", "以外", "組織", "成り", "など", "同士", "名義", "農業", "格", "とは", "向け",
])  # fmt: skip
"""What follows 株式会社 where no company is named: 株式会社設立, 株式会社化."""
NOBODY = frozenset(["中小さん", "中小", "M&A", "株式会社", "有限会社", "合同会社"])
"""What GiNZA takes for a name in advisors' questions and is none."""
NO_FAMILY = frozenset([
    "理士", "得意", "奥", "皆", "客", "旦那", "娘", "嫁", "若", "前", "現", "元", "新", "副", "各", "女", "方", "業者", "店", "隣",
    "近所", "孫", "坊", "神", "職", "仏", "赤",
])  # fmt: skip
"""What stands before さん or 社長 and is a family name as well, but is not meant as one: 奥さん, 現社長."""
ANY_OLD = frozenset([
    "地元", "個人", "小規模", "中小", "町", "老舗", "地域", "各", "当該", "零細", "近く", "地場", "協力", "下請け", "大手", "総合", "製造",
    "街", "駅前", "こども", "子ども",
])  # fmt: skip
"""What stands before a line of business where no company is named: 地元工務店."""
ACRONYMS = frozenset([
    "IT", "DX", "AI", "IOT", "EC", "GX", "ICT", "RPA", "EV", "AR", "VR", "PR", "CM", "HP", "SNS", "LED",
    "3D", "SDGS", "ESG", "BCP", "CAD", "CAM", "NC", "CO2", "PC", "POS", "QR", "WEB", "ISO", "HACCP", "OEM",
    "ODM", "B2B", "R&D", "M&A",
])  # fmt: skip
"""Latin letters before a line of business that name no company: ITサービス."""
SERVICES = frozenset(
    fold(line)
    for line in (Path(__file__).parent / "services.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
)
"""Products and services that everybody uses, which tell nothing of a client: freee, Instagram."""
