"""Cause and effect, roles and topics by clause, and what the evidence lets one reckon."""

from __future__ import annotations

import pytest

from assistant.grounding import check_statement

FEES = "本館の開館時間は午前9時から午後5時まで、別館は午前10時から午後8時までです。"
CALLS = "相談料は、会員が無料、非会員が1回3,000円です。会員になるには、入会金5,000円が必要です。"


@pytest.mark.parametrize(
    ("statement", "evidence"),
    [
        (
            "夜間の講座を土曜日の昼間に移したため、受講者が減りました。",
            "受講者が減ったため、夜間の講座を土曜日の昼間に移した。",
        ),
        (
            "商工会は市に巡回指導を委託し、毎月その結果の報告を受けています。",
            "市は商工会に巡回指導を委託し、商工会は指導の結果を毎月市に報告する。",
        ),
        (
            "最終的な採択を決めるのは事務局で、外部委員は書面審査を担当します。",
            "書面審査は事務局が行い、最終的な採択は外部委員からなる審査会が決定します。",
        ),
        ("本館は午後8時まで開いています。", FEES),
        ("非会員の相談料は1回5,000円です。", CALLS),
        (
            "この補助金は、国のほかの補助金とあわせて使えます。",
            "本補助金は、国の他の補助金と併用することができません。",
        ),
        (
            "工学部志望者の割合は上昇傾向にあります。",
            "近年は工学部志望者の割合は減少傾向。",
        ),
        (
            "委員会は、利用料を改定することで合意しました。",
            "利用料の改定について賛否両論があり、引き続き審議することとなった。",
        ),
    ],
)
def test_what_is_turned_round_is_flagged(statement: str, evidence: str) -> None:
    assert check_statement(statement, [evidence]).verdict == "unsupported"


@pytest.mark.parametrize(
    ("statement", "evidence"),
    [
        (
            "講座を移したのは、受講者が減ったためです。",
            "受講者が減ったため、夜間の講座を土曜日の昼間に移した。",
        ),
        ("別館は午後8時まで開いています。", FEES),
        (
            "原案に賛成したのは、出席した委員の半数でした。",
            "採決の結果、出席委員12名のうち6名が原案に賛成した。",
        ),
        ("回答者の9割が役に立ったと答えました。", "回答者150名のうち135名が「役に立った」と答えた。"),
        ("昨年度の件数は、前の年度より50％増えました。", "昨年度の件数は、一昨年度の1.5倍となった。"),
        ("申し込みの締切りは3/15の12:00です。", "申込みは、3月15日（金）正午で締め切ります。"),
        ("相談会は、毎月第2土曜に行われています。", "相談会は毎月第二土曜日に開いています。"),
        (
            "亀裂が見られた試験片は3本でした。",
            "試験片50本のうち、3本に亀裂が見られたが、いずれも材料の欠陥ではなかった。",
        ),
        ("投資額は下期が4億円、上期が3億円です。", "投資額は上期が3億円、下期が4億円です。"),
        ("依存度は、当時の方が低い状態でした。", "依存度は当時よりも高い状況にある。"),
    ],
)
def test_what_follows_from_the_evidence_is_not_flagged(statement: str, evidence: str) -> None:
    verdict = check_statement(statement, [evidence])
    assert verdict.verdict == "supported", verdict.problems
