"""The window in which an advisor adds documents of the agency's own, and takes them out again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from assistant.added_documents import Added, add_documents, added_names, namesakes, put_back, take_out
from assistant.errors import AssistantError
from assistant.index.embedding import chosen_embedding
from assistant.settings import Settings
from ui import markup
from ui.escape import label_text
from ui.problems import in_words, told_plainly

HOW = (
    "PDF・Word・PowerPoint・Excel・CSV・HTML・Markdown・テキストのファイルを選ぶか、ここへ引いてきてください（1つ 50MB まで）。題名と日付は本文とファイル名から読み取り、"
    "状態は「現行か不明」として示します。ファイルはこのパソコンの中に保存されます。"
)
NOTHING_CHOSEN = ("ファイルが選ばれていません。", "「ファイルを選ぶ」で選び、名前が出てから押してください。")
REPLACE, KEEP_BOTH = (
    "新しいものに置き換える（前のものは1日のあいだ戻せます）",
    "両方を残す（名前に番号が付きます）",
)
_SAID, _FAILED, _ROUND = "added_said", "added_failed", "added_round"
_TAKEN, _REPLACED = "taken_out", "added_instead"


def draw_way_to_documents(settings: Settings) -> None:
    """The button that opens the window."""
    if st.button("資料を加える・外す", key="documents-window", type="tertiary"):
        for told in (_SAID, _FAILED, _TAKEN, _REPLACED):
            st.session_state.pop(told, None)
        show_documents(settings)


@st.dialog("資料を加える・外す", width="medium", on_dismiss="rerun")
def show_documents(settings: Settings) -> None:
    """Add files, see which were added, take one out and bring it back. Esc closes it."""
    with told_plainly():
        st.html(markup.small_html(HOW + sent_outside(settings)))
        _draw_adding(settings)
        _draw_said()
        _draw_undo(settings)
        names = added_names(settings)
        st.html(markup.heading_html(f"ここで加えた資料（{len(names)}件）"))
        if not names:
            st.html(markup.small_html("まだありません。"))
        for name in names:
            if st.button(label_text(f"「{name}」を外す"), key=f"take-out-{name}", type="tertiary"):
                _changed(partial(take_out, name, settings, _progress()), f"「{name}」を外しました。")
                st.session_state[_TAKEN] = name
                st.rerun(scope="fragment")


def sent_outside(settings: Settings) -> str:
    """Where the texts go for their vectors, if that is another machine."""
    embedding = chosen_embedding(settings)
    if not embedding.leaves_machine:
        return ""
    return f"資料の文は、検索に使うベクトルを作るため {embedding.address} に送られます。"


def _draw_adding(settings: Settings) -> None:
    number = st.session_state.get(_ROUND, 0)  # another one after each time: an uploader cannot be emptied
    files = st.file_uploader(
        "加える資料",  # of any kind: what is not read is told in Japanese, with what to save it as
        accept_multiple_files=True,
        key=f"upload-{number}",
        label_visibility="collapsed",
    )
    handed_in = [(file.name, file.getvalue()) for file in files]
    replacing = _draw_choice(namesakes(handed_in, settings), number)
    # Never disabled: that would take the focus out of the window, and Esc would not close it any more.
    if not st.button("加える", key="add-documents", type="primary"):
        return
    if files:
        add = partial(add_documents, handed_in, settings, _progress(), replacing=replacing)
        if _changed(lambda: _added(add()), ""):  # else they stay chosen: it may go well the next time
            st.session_state[_ROUND] = number + 1
    else:
        st.session_state[_SAID] = NOTHING_CHOSEN
    st.rerun(scope="fragment")


def _draw_choice(names: list[str], number: int) -> bool:
    """Whether files take the place of those of their names: asked only where there are some of other content."""
    if not names:
        return False
    told = f"「{'」「'.join(names)}」は、同じ名前で内容の違う資料がすでにあります。"
    return st.radio(label_text(told), [REPLACE, KEEP_BOTH], key=f"replace-{number}") == REPLACE


def _added(added: Added) -> str:
    st.session_state[_REPLACED] = added.replaced
    st.session_state[_FAILED] = [f"{message} {hint}" for message, hint in added.failed]
    return _told(added)


def _told(added: Added) -> str:
    """What became of the files that could be read, a line each."""
    taken = "」「".join(name for name in added.taken_up if name not in added.replaced)
    replaced = "」「".join(added.replaced)
    known = "」「".join(added.known)
    return "\n".join(
        [
            *([f"「{taken}」を加えました。いま {added.passages:,} 箇所を検索できます。"] if taken else []),
            *([f"「{replaced}」を新しいものに置き換えました。"] if replaced else []),
            *([f"「{known}」は、同じ内容の資料がすでにあるため加えませんでした。"] if known else []),
        ]
    )


def _changed(change: Callable[[], str | None], said: str) -> bool:
    """Make a change and keep what is to be said of it: the window is drawn anew after it. Whether it was made."""
    for earlier in (_FAILED, _TAKEN, _REPLACED):
        st.session_state.pop(earlier, None)
    try:
        st.session_state[_SAID] = (change() or said, "")
    except AssistantError as error:
        st.session_state[_SAID] = in_words(error)
        return False
    return True


def _draw_said() -> None:
    message, hint = st.session_state.get(_SAID, ("", ""))
    if message:
        st.html(markup.problem_html(message, hint) if hint else markup.told_html(message))
    if failed := st.session_state.get(_FAILED):
        st.html(markup.left_out_html(failed))


def _draw_undo(settings: Settings) -> None:
    name = st.session_state.get(_TAKEN)
    if name and name not in added_names(settings) and st.button("元に戻す", key="put-document-back"):
        _changed(partial(put_back, name, settings, _progress()), f"「{name}」を戻しました。")
        st.rerun(scope="fragment")
    for replaced in st.session_state.get(_REPLACED, ()):
        if st.button(label_text(f"「{replaced}」を前のものに戻す"), key=f"put-former-back-{replaced}"):
            others = tuple(one for one in st.session_state[_REPLACED] if one != replaced)
            put = partial(put_back, replaced, settings, _progress(), replaced=True)
            left = others if _changed(put, f"「{replaced}」を前のものに戻しました。") else (*others, replaced)
            st.session_state[_REPLACED] = left
            st.rerun(scope="fragment")


def _progress() -> Callable[[str, int, int], None]:
    """A bar of how far the index is."""
    bar = st.progress(0.0)

    def show(what: str, done: int, total: int) -> None:
        bar.progress(min(1.0, done / total) if total else 0.0, text=label_text(f"{what}（{done}/{total}）"))

    return show
