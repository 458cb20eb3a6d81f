"""How names of programmes end.

Only what is the same everywhere: patterns add the ends that are a sure sign for their own end. 事業, 計画 and 制度 tell
a programme where a name is known to be one, and nothing where one is looked for (新規事業, 事業計画).
"""

from __future__ import annotations

GRANTS = ("補助金", "助成金", "給付金", "支援金", "交付金", "奨励金", "応援金")
"""Money that is given."""
GRANT = "|".join(GRANTS)
