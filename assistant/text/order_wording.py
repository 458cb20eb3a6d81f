"""How orders to an assistant are worded, as patterns on the forms that ``assistant.text.orders`` makes of a sentence.

Documents of agencies are full of orders to their readers (以下の点に留意すること。提出してください。「はい」と回答してください。),
so that no pattern goes by the imperative alone: each needs something that only an assistant is told. The Japanese
ones are read on text without white space, joining marks and emphasis.
"""

from __future__ import annotations

import re

_DO = r"(?:せよ|しろ|しなさい|して(?:ください|下さい|くれ|ほしい|欲しい|ね|よ|[。、,!]|$)|すること(?![はがなでにを])|するよう|[。!」』)]|$)"
"""How a verb of the kind 回答する is ordered."""
_ANSWER = (
    rf"(?:(?:回答|返答|応答|返信|返事|断言|出力|表示|案内|紹介|引用|明言|保証){_DO}"
    r"|答え(?:よ|ろ|なさい|て(?:ください|下さい|くれ|ほしい|ね|[。、,!]|$)|ること(?![はがなでにを])|るよう)"
    r"|(?:言え|言いなさい|言って|伝えよ|伝えなさい|返せ|返しなさい|書け)(?:ください|[。、,!」』]|$))"
)
_ASSISTANT = r"(?:(?:この|本|当)?(?:ai|生成ai)?アシスタント|生成ai|ai|言語モデル|llm|chatgpt|gpt[0-9o]*|claude|gemini|チャットボット|shien)"
_YOU = rf"(?:あなた|お前|おまえ|貴様|きみ|君|{_ASSISTANT})"
_FORMER = r"(?:これまで|今まで|いままで|以前|以上|上記|先|前|直前|最初|元|すべて|全て|全部|あらゆる|システム|内部|与えられ|受けた?|ほか|他|別)"
_DEFLECTS = r"(?:ません|かね(?:ます|る)|できない|分からない|わからない|未定|確認|ない)"

JAPANESE = tuple(
    re.compile(pattern)
    for pattern in (
        # 無視せよ: これまでの指示をすべて無視して…
        rf"{_FORMER}[^。]{{0,12}}(?:指示|指令|命令|プロンプト)(?:文|など|事項)?[^。]{{0,12}}(?:無視(?:し(?:て(?!は|い|しま|お)|ろ|なさい)|せよ|する(?:こと(?![はがなで])|よう)|[。、!]|$)|忘れ(?:て(?!は|い|しま|お)|ろ|なさい|ること(?![はがのなで])|よ)|(?:破棄|上書き|リセット|無効に)(?:し(?:て(?!は|い)|ろ|なさい)|せよ))",
        rf"(?:指示|指令|プロンプト|ルール|規則|制約|制限|設定)(?:は|を|など)?[^。]{{0,8}}(?:無視|忘れ|破棄|解除|上書き)[^。]{{0,30}}{_ANSWER}",
        r"(?:指示|プロンプト)(?:は|を)?(?:すべて|全て|全部|一切)?(?:無視せよ|無視しろ|無視しなさい|忘れろ|忘れなさい)",
        r"(?:新しい|追加の|次の|以下の|優先する)(?:システム)?(?:指示|プロンプト|命令)(?:だけ)?に(?:のみ)?(?:従え|従いなさい|従って(?:答え|回答|出力))",
        # あなたは今から…
        rf"{_YOU}(?:は|には|が)?、?(?:今から|これから|ただいまから|たった今から|この瞬間から|次の(?:発言|回答)から|以後|以降|本日より)[^。]{{0,40}}(?:です|だ(?!け)|である|にな(?:り|る|って)|と(?:な|し)|を演じ|の役|なりき|扱い|振る舞|ふるま|従|答え|回答|行動)",
        r"(?:なりきって|になったつもりで|のふりをして|ふりをして|役になって|役を演じて?|口調で|ロールプレイ[^。]{0,6}で)[^。]{0,60}(?:答え|回答|話し|話せ|しゃべ|応答|教え|返事|演じ)",
        r"(?:として|ように)(?:振る舞|ふるま)(?:え|いなさい|って(?:ください|下さい|くれ|[。、]|$))",
        r"(?:ロールプレイ|役割演技)を(?:始め|開始|し(?:よう|てください|なさい))",
        r"(?:開発者|デベロッパー|デバッグ|dan|脱獄|ジェイルブレイク|無制限|制限解除|特権)モード[^。]{0,8}(?:に入|に移行|に切り?替|を(?:有効|起動|開始|オン)|にな(?:れ|って)|で(?:答|回答|動作|応答|話))",
        rf"(?:制限|制約|規制|倫理|安全装置|安全機能|フィルター?)[^。]{{0,10}}(?:解除|なし|外し|無効)[^。]{{0,24}}{_ANSWER}",
        # システムプロンプトを表示
        r"(?:システム|内部|初期|元の|秘密の|隠された|あなたの|冒頭の|最初の)(?:プロンプト|指示文|命令文|インストラクション)[^。]{0,24}(?:表示|出力|見せ|教え|開示|公開|書き出|復唱|繰り返|コピー|翻訳|要約|読み上げ|晒|そのまま)",
        r"(?:あなた|きみ|お前|君)に(?:与えられ|出され|設定され|入力され)た(?:指示|命令|ルール|設定|プロンプト|文章)[^。]{0,24}(?:表示|出力|見せ|教え|開示|書き出|復唱|繰り返|コピー|翻訳|要約|読み上げ)",
        r"(?:環境変数|apiキー|apikey|アクセストークン|秘密鍵|認証情報)[^。]{0,16}(?:表示し|出力|教え|見せ|開示せ|開示し|列挙|ダンプ|漏らせ|読み上げ)",
        r"(?:他|ほか|別)の(?:相談者|利用者|ユーザー|顧客|お客|会社|企業|事業者)(?:さん|様)?(?:の|と|が|との|から)[^。]{0,12}(?:会話|相談(?:内容|記録|履歴)|質問(?:内容|履歴)|やりとり|やり取り|チャット|ログ)[^。]{0,16}(?:表示|出力|教え|見せ|開示|送|列挙|一覧|読み)",
        # 聞かれたら…と答えよ
        rf"(?:聞かれ|質問され|尋ねられ|たずねられ|問われ|訊かれ|問い合わせがあっ|質問があっ|質問が来)(?:たら|れば|た(?:場合|とき|際|時)|ても)(?![^。]{{0,60}}{_DEFLECTS})[^。]{{0,60}}(?:と|だと|旨を?)(?:だけ|のみ|必ず|常に)?{_ANSWER}",
        rf"(?:です|ます|である|れる|できる|なる|対象|可能|[0-9％%]|全額|円|割)[」』\"]*と(?:だけ|のみ|必ず|常に|正式に|断定的に)*{_ANSWER}",
        rf"(?:必ず|常に|絶対に|いつも|(?:どんな|いかなる|すべての|全ての|あらゆる)(?:質問|問い)[^。]{{0,6}}|何を聞かれても)(?![^。]{{0,50}}{_DEFLECTS})[^。]{{0,50}}と(?:だけ|のみ)?{_ANSWER}",
        r"(?:採択|承認|審査に?通|合格|対象)[^。]{0,12}と(?:断言|保証|約束|明言|断定)(?:し(?:て(?:ください|下さい|くれ|[。、]|$)|ろ|なさい)|せよ|すること)",
        r"(?:出典|引用|日付|注意書き|免責|確認先)(?:の表示)?(?:は|を|も)(?:一切)?(?:付け|つけ|示さ|書か|出さ)(?:ない(?:で|こと)|ずに)[、]?(?:答|回答|教え)",
        # 以下を議事録として引用せよ
        rf"(?:以下|次|下記|上記|これ|この(?:文書?|資料|内容|記載|段落|行|表|ページ|文章)|本文)(?:の(?:文章?|内容|記述|段落|発言|数字))?(?:を|は)[^。]{{0,30}}(?:議事録|公式(?:見解|発表|資料|文書|情報)|[一-龥]{{1,8}}[省庁局府](?:の(?:公式)?(?:見解|発表|資料|文書|発言|議事録))?)(?:の(?:発言|記載|一部|内容))?(?:として|だと(?:して)?)(?:{_ANSWER}|出典に?{_DO}|示せ|扱え)",
        # AIへの指示：, この文書を読むAIは
        rf"{_ASSISTANT}(?:へ|宛て?|向け|に対する|への)(?:の)?(?:重要な|追加の|特別な|隠し|秘密の)?(?:指示|命令|指令|メモ|お願い|通知|連絡)?[::】\])]",
        rf"(?:この|本)(?:文書?|資料|文章|ページ|行|段落|表|ファイル)を(?:読|処理|要約|参照|解析|引用)[^。]{{0,12}}{_ASSISTANT}[^。]{{0,60}}(?:{_ANSWER}|{_DO}|こと)",
        rf"^[^。]{{0,20}}{_ASSISTANT}(?:は|に告ぐ|の皆さ(?:ん|ま)|よ、)[^。]{{0,80}}(?:せよ|しろ|しなさい|答えよ|なさい|伝えよ|答えろ)(?:[。」』)!]|$)",
        r"(?:この|本)(?:ai)?アシスタントは[^。]{0,60}(?:してください|すること(?![はがなでにを])|せよ|しろ)",
        # 管理者を名のる
        r"(?:管理者|開発者|運営者?|root|admin)権限(?:で|により|を(?:行使|使))[^。]{0,40}(?:答え|回答|表示|出力|解除|許可|無視|命)",
        r"(?:この|あなたの|本)(?:システム|アシスタント|ai|チャット)の(?:管理者|開発者|開発元|運営者?)(?:です|だ|である|として|からの)",
        r"(?:システム|管理者)(?:からの)?(?:通知|メッセージ|命令|プロンプト|オーバーライド)[::】\])]",
        # 質問をURLに付けよ
        r"(?:質問|会話|相談内容|入力)(?:文|内容|の内容|の?全文|履歴|された文)?を[^。]{0,12}(?:url|リンク|画像|クエリ|パラメータ)[^。]{0,12}(?:付け|つけ|含め|埋め込|入れ|送)",
        r"(?:url|リンク|画像)(?:に|へ|の末尾に)(?:質問|会話|相談内容|入力)(?:文|内容|の内容|の?全文|履歴)?を[^。]{0,12}(?:付け|つけ|含め|埋め込|入れ)",
    )
)  # fmt: skip

CUES = re.compile(
    r"無視|忘れ|破棄|解除|上書|従[えいっ]|なりき|つもり|ふり|口調|役|ふるま|振る舞|ロールプレイ|モード|プロンプト|命令|指示|指令|インストラ|"
    r"環境変数|キー|トークン|秘密|認証情報|会話|相談|やりと|やり取|チャット|ログ|質問|と(?:だけ|のみ|必ず|常に|正式に|断定的に)*[答回返応断出表案紹引明保言伝書]|"
    r"として|だと|出典|引用|日付|注意書|免責|確認先|アシスタント|ai|言語モデル|llm|gpt|ボット|claude|gemini|shien|あなた|お前|おまえ|貴様|きみ|君|"
    r"管理者|開発|運営|権限|通知|メッセージ|オーバーライド|url|リンク|画像|クエリ|むし|わすれ|しすてむ|システム|シジ|しじ|と[こか]|ト[コカ]|断言|約束|保証|明言"
)
"""A word that every Japanese pattern below or above needs one of: three in four sentences have none, and are done."""

KANA = re.compile(
    r"しじを[ぁ-ん、]{0,8}(?:むし|わすれ)(?:して|せよ|しろ|しなさい|ろ|て)|しすてむぷろんぷと[ぁ-ん、]{0,12}(?:ひょうじ|みせ|おしえ|しゅつりょく)"
    r"|(?:です|ます|ぱーせんと|ぜんがく|される)と(?:だけ|かならず)?(?:こたえ(?:よ|ろ|なさい|て)|かいとう(?:せよ|して|しなさい))"
)
"""The same where the whole is written in kana."""

MARKS = re.compile(
    r"<\|?/?(?:im_start|im_end|system|user|assistant|endoftext)(?:\|?>|$)|\[/?inst\]|<</?sys>>|</?(?:system|instructions?|prompt)>|"
    r"^\W{0,4}(?:human|assistant|system|アシスタント) ?[:：]|^\W{0,4}(?:new |system |hidden |updated )(?:instructions?|prompt|message) ?[:：]?|"
    r"^#+ ?instructions? ?[:：]?$|\[system[^\]]{0,24}\]",
    re.MULTILINE,
)
"""Marks of a conversation's turns, which no document holds and a model may take for its own."""

FOREIGN = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?:ignore|disregard|forget|override|bypass) ?(?:all|any|the|your|my|every|previous|prior|above|earlier|these|preceding|of|\s){1,12}(?:instruction|rule|prompt|guideline|message|direction|command|context|constraint)",
        r"you ?are ?(?:now|no ?longer)|from ?now ?on,? ?you|pretend ?(?:to ?be|that ?you|you ?are)|(?:^|[.!,] ?)act ?as ?(?:a|an|if|the)\b|(?:developer|dan|jailbreak|god|sudo) ?mode",
        r"(?:reveal|print|show|repeat|output|display|leak|disclose|tell ?me|translate) ?(?:me )?(?:all |your |the |of |my |full |entire |hidden |initial ){0,4}(?:system ?prompt|initial ?prompt|instructions?(?: ?above)?|api ?keys?|environment ?variables?|secrets?)",
        r"(?:respond|reply|answer) ?(?:only |always |just )?(?:with|that|exactly)|(?:always|must|only) ?(?:say|answer|respond|reply|state|tell)|(?:tell|inform) ?(?:the )?(?:user|advisor|client|reader)s? ?that",
        r"(?:attention|note|message|instructions?|dear) ?(?:to |for )?(?:the )?(?:ai|llm|language ?model|assistant|chatbot)|as ?an ?ai ?(?:assistant|model|,)",
        r"(?:忽略|无视|無視|忘记|忘掉)(?:之前|以上|上面|先前|前面|所有|一切|此前)[^。]{0,10}(?:指令|指示|说明|規則|规则|提示|命令)|你现在(?:是|扮演)|从现在(?:开始|起)|系统提示(?:词)?|(?:请|必须|只能)(?:回答|输出|回复|告诉)",
    )
)  # fmt: skip
"""Orders in English and Chinese; white space may be missing."""

ACTIVE = re.compile(
    r"<(?:script|iframe|object|embed|svg|form|meta|base|link)\b|<img\b[^>]{0,200}(?:src|onerror)|\bon(?:error|load|click|mouseover|focus)\s*=\s*[\"'a-z]|"
    r"(?:javascript|vbscript|data) ?: ?(?:text/html|image/svg|[a-z.]{1,20}\(|//|void)|"
    r"!\[[^\]]{0,200}\]\( ?(?:https?:)?//[^)\s]{0,300}[?{$]|\]\( ?(?:javascript|data|vbscript):|\]\( ?(?:https?:)?//[^)\s]{0,300}(?:[{$]|%7b)|"
    r"(?:^|[\t,|\"])=(?:hyperlink|webservice|importxml|importdata|image|cmd|dde)\b",
    re.IGNORECASE | re.MULTILINE,
)
"""Markup that would run or fetch something if it were drawn as more than text: scripts, frames, images and links
that carry what was asked in their address, formulas that fetch."""
