"""The words of the register: kinds of measures, what they are for, what is known of a business.

Each name is what a file of measures writes; the text beside it is what an advisor reads.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

MET_MARKS = MappingProxyType({True: "○", False: "×", None: "？"})
"""Of a condition: met, not met, not known. They stand before its text and never alone."""
KINDS = MappingProxyType(
    {
        "subsidy": "補助金・助成金",
        "tax": "税制",
        "loan": "融資",
        "guarantee": "保証",
        "investment": "出資",
        "insurance": "保険・共済",
        "fee": "料金の軽減",
        "desk": "相談窓口",
        "matching": "マッチング",
        "expert": "専門家・伴走支援",
        "certification": "認定・登録",
        "facility": "設備・拠点",
        "training": "研修・セミナー",
        "information": "情報提供",
        "network": "ネットワーク",
        "award": "表彰",
        "law": "法律・計画",
        "other": "その他",
        "permit": "許認可・届出",
    }
)
PURPOSES = MappingProxyType(
    {
        "research": "研究開発",
        "equipment": "設備投資",
        "sales": "販路開拓",
        "overseas": "海外展開",
        "succession": "事業承継・引継ぎ",
        "ip": "知的財産",
        "people": "人材・雇用",
        "founding": "創業",
        "energy": "省エネ・環境",
        "collaboration": "連携",
        "digital": "デジタル化",
        "funding": "資金繰り",
        "turnaround": "経営改善・再生",
        "new_business": "新事業・新製品",
        "quality": "試験・品質・認証",
        "continuity": "災害・事業継続",
        "location": "立地・拠点",
        "management": "経営全般",
    }
)
"""What a measure is for, and what a business does or wants to do."""
INDUSTRIES = MappingProxyType(
    {
        "manufacturing": "製造業",
        "construction": "建設業",
        "wholesale": "卸売業",
        "retail": "小売業",
        "food_service": "飲食業",
        "lodging": "宿泊・観光業",
        "service": "サービス業",
        "it": "情報通信業",
        "transport": "運輸業",
        "agriculture": "農林漁業",
        "medical": "医療・福祉",
        "education": "教育",
        "real_estate": "不動産業",
        "energy_supply": "エネルギー供給業",
    }
)
FINANCES = MappingProxyType(
    {
        "loss": "赤字",
        "profit": "黒字",
        "sales_down": "売上の減少",
        "cash_short": "資金繰りが厳しい",
        "debt_heavy": "借入の返済が重い",
    }
)
PARTNERS = MappingProxyType(
    {
        "university": "大学・高専",
        "public_lab": "公設試",
        "research_institute": "研究機関（産総研など）",
        "large_company": "大手企業",
        "sme": "他の中小企業",
        "bank": "金融機関",
        "trading_company": "商社・販売先",
        "agency": "支援機関",
        "farmer": "農林漁業者",
        "overseas": "海外の企業",
        "startup": "スタートアップ",
    }
)
STAGES = MappingProxyType(
    {"before_founding": "創業前", "young": "創業から5年未満", "established": "創業から5年以上"}
)
ORGANISATIONS = MappingProxyType(
    {
        "company": "会社",
        "sole": "個人事業主",
        "association": "組合・団体",
        "npo": "NPO法人",
        "special_corporation": "医療・福祉・学校・一般社団などの法人",
        "startup": "スタートアップ",
        "individual": "個人（創業予定など）",
        "support_agency": "支援機関",
        "university": "大学・研究者",
        "local_government": "自治体",
        "bank": "金融機関",
    }
)
SIZES = MappingProxyType({"small": "小規模企業者", "sme": "中小企業", "mid": "中堅企業", "large": "大企業"})
"""After the Small and Medium-sized Enterprise Basic Act; ``sme`` includes ``small``."""

ONE_OF: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "industry": INDUSTRIES,
        "purpose": PURPOSES,
        "finance": FINANCES,
        "partner": PARTNERS,
        "stage": STAGES,
        "organisation": ORGANISATIONS,
        "size": SIZES,
    }
)
"""Facets of a business whose values are a closed list. ``region`` takes prefectures, ``certificate`` any name."""
NUMBERS = MappingProxyType(
    {"employees": ("従業員", "人"), "capital": ("資本金", "円"), "years": ("創業からの年数", "年")}
)
"""Facets that are whole numbers, with their words and units."""
FACETS = MappingProxyType(
    {
        "industry": "業種",
        "employees": "従業員数",
        "capital": "資本金",
        "size": "企業の規模",
        "region": "地域",
        "finance": "財務の状況",
        "purpose": "取り組み・目的",
        "when": "予定の時期",
        "partner": "連携の相手",
        "certificate": "認定・資格",
        "stage": "創業の段階",
        "years": "創業からの年数",
        "organisation": "組織の種類",
    }
)
CONDITION = "condition"
"""Beside the facets: what an advisor found out of a condition that only a person can judge; its value is what is asked."""
LABELS: Mapping[str, str] = MappingProxyType({**FACETS, CONDITION: "確かめた条件"})
ONLY_ONE = frozenset({"region", "when", "stage", "organisation", "size", "employees", "capital", "years"})
"""Facets of which a business has one value: another one known rules a condition out."""
