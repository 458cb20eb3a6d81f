"""Streamlit's own words in Japanese: what it reads aloud of its buttons, and the few texts it writes itself.

It has no setting for them. They are exchanged as they appear, by exact text, so that words of documents and people, which
stand in elements of ours, are never touched: only the elements named here are looked at.
"""

from __future__ import annotations

import json
from types import MappingProxyType

LABELS = MappingProxyType(
    {
        "Send message": "送信",
        "Stop script": "回答をやめる",
        "Sidebar": "メニューと相談の一覧",
        "Expand sidebar": "メニューを開く",
        "Collapse sidebar": "メニューを閉じる",
        "Chat message from user": "質問",
        "Chat message from assistant": "回答",
        "Copy to clipboard": "コピー",
        "Copied": "コピーしました",
        "Add files": "さらに選ぶ",
        "file upload": "ファイル",
        "Close": "閉じる",
        "Dismiss": "閉じる",
        "Open": "選択肢を開く",
        "Clear all": "すべて外す",
        "Clear value": "消す",
        "Selected values": "選んだもの",
        "Main menu": "画面のメニュー",
        "Notifications": "お知らせ",
        "Running...": "処理中",
    }
)
"""What assistive technology reads as the name of an element (aria-label)."""
AROUND = (("Remove ", " を外す"), ("Help for ", " の説明"))
"""Before a value or a field in Streamlit's name of a button, and behind it in ours."""
TEXTS = MappingProxyType(
    {
        "Skip to main content": "本文へ移る",
        "No results": "当てはまるものがありません",
        "Select all": "すべて選ぶ",
        "Upload": "ファイルを選ぶ",
    }
)
"""What stands in the page itself."""
ADD = ("Add: ", "追加: ")
"""Before a new value in a list of options, which is the name of a certificate."""
_HOLDERS = "[data-testid=stSkipToContent], [role=option] *, [data-testid=stFileUploaderDropzone] button p"

_SCRIPT = """<script>
(() => {
  document.documentElement.lang = 'ja';
  if (window.shienInJapanese) return;
  window.shienInJapanese = true;
  const labels = new Map(Object.entries(%(labels)s));
  const texts = new Map(Object.entries(%(texts)s));
  const around = %(around)s;
  const [add, ours] = %(add)s;
  const name = (element) => {
    const label = element.getAttribute('aria-label');
    if (!label) return;
    if (labels.has(label)) element.setAttribute('aria-label', labels.get(label));
    else if (element.tagName === 'BUTTON')
      around.filter(([before]) => label.startsWith(before)).forEach(([before, behind]) =>
        element.setAttribute('aria-label', label.slice(before.length) + behind));
  };
  const write = (element) => {
    if (!element || !element.matches(%(holders)s) || element.childElementCount || !element.firstChild) return;
    const text = element.textContent;
    if (texts.has(text)) element.firstChild.nodeValue = texts.get(text);
    else if (text.startsWith(add)) element.firstChild.nodeValue = ours + text.slice(add.length);
  };
  const look = (root) => {
    if (root.nodeType !== Node.ELEMENT_NODE) return;
    [root, ...root.querySelectorAll('[aria-label]')].forEach(name);
    [root, ...root.querySelectorAll(%(holders)s)].forEach(write);
  };
  look(document.body);
  new MutationObserver((changes) => changes.forEach((change) => {
    if (change.type === 'attributes') name(change.target);
    else if (change.type === 'characterData') write(change.target.parentElement);
    else { change.addedNodes.forEach(look); write(change.target); }
  })).observe(document.body,
    { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: ['aria-label'] });
})();
</script>"""

JAPANESE_PAGE = _SCRIPT % {
    "labels": json.dumps(dict(LABELS), ensure_ascii=False),
    "texts": json.dumps(dict(TEXTS), ensure_ascii=False),
    "add": json.dumps(ADD, ensure_ascii=False),
    "around": json.dumps(AROUND, ensure_ascii=False),
    "holders": json.dumps(_HOLDERS),
}
"""Streamlit also fixes ``<html lang="en">``, and browsers then offer to translate a Japanese page."""
