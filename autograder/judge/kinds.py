"""What a file is, by its content and not by the ending of its name: students rename, and systems add endings."""

from __future__ import annotations

import io
import json
import re
import tokenize
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Any

from autograder.base.cleaning import clean_line
from autograder.base.errors import HandInError
from autograder.judge.dialects import MARKDOWN, RST

ANSWERS = (".py", ".ipynb")
# Where the ending says nothing, the content may still be an answer: "answer.py.txt", "answer".
PERHAPS = (
    *("", ".txt", ".json", ".bak", ".old", ".orig", ".py~", ".ipynb~"),
    *(".pyw", ".py3", ".python", ".ipy", ".dib", ".adoc", ".asciidoc"),
    *(*MARKDOWN, *RST),
)
_BEGINNING = 4096  # bytes that tell a kind
_DEFINES = re.compile(rb"^def[ \t]+\w", re.M)


def perhaps(name: str, data: bytes) -> bool:
    """Return whether a file that is called neither a script nor a notebook may hold an answer all the same.

    Browsers, editors and slips of the hand make other endings ("light.py.1", "light.py_", "light.pynb"): where a line
    begins a function, it may.
    """
    return PurePosixPath(name.lower()).suffix in PERHAPS or _DEFINES.search(data) is not None


def decoded(data: bytes, name: str) -> str:
    """Return the text of a file, its lines ending in "\\n", whatever its encoding.

    Raises:
        HandInError: It is no text.
    """
    if wide := _wide(data):
        try:
            return _lines(data.decode(wide), name)
        except UnicodeDecodeError:
            raise HandInError("handin.encoding", name=clean_line(name)) from None
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
        return _lines(data.decode(encoding), name)
    except (SyntaxError, UnicodeDecodeError, LookupError):
        pass
    try:
        return _lines(data.decode("utf-8-sig"), name)
    except UnicodeDecodeError:
        return _lines(data.decode("latin-1"), name)


def notebook_in(data: bytes, name: str) -> dict[str, Any] | None:
    """Return the notebook that a file holds, whatever it is called; None where it holds none."""
    if not _begins(data).startswith(b"{") and not _wide(data):
        return None
    try:
        read = json.loads(decoded(data, name))
    except (HandInError, ValueError, RecursionError, MemoryError):
        return None
    return read if isinstance(read, dict) and raw_cells(read) is not None else None


def raw_cells(notebook: dict[str, Any]) -> list[Any] | None:
    """Return the cells of a notebook of any format, those of every worksheet of format 3; None where there are none."""
    cells = notebook.get("cells")
    if isinstance(cells, list):
        return cells
    worksheets = notebook.get("worksheets")
    if isinstance(worksheets, list) and all(isinstance(each, dict) for each in worksheets):
        found = [each.get("cells") for each in worksheets]
        if found and all(isinstance(each, list) for each in found):
            return [cell for each in found for cell in each]
    return None


def damaged_notebook(data: bytes, name: str) -> bool:
    """Return whether a file was once a notebook, or was meant to be one, and is none that can be read."""
    begins = _begins(data)
    ending = PurePosixPath(name.lower()).suffix == ".ipynb"
    return begins.startswith(b"{") and (ending or b'"cell_type"' in data) and notebook_in(data, name) is None


def in_conflict(data: bytes) -> bool:
    """Return whether git left its marks of a conflict in a file: two versions, of which nobody has chosen one."""
    at = 0
    for mark in _CONFLICT:  # one after the other: a pattern of all three takes time without bounds
        found = mark.search(data, at)
        if found is None:
            return False
        at = found.end()
    return True


_CONFLICT = tuple(re.compile(mark, re.M) for mark in (rb"^<{7} ", rb"^={7}[ \t\r]*$", rb"^>{7} "))


def foreign(data: bytes, name: str) -> HandInError | None:
    """Return why a file can be no answer, saying what it is and what to do instead; None where it may be one."""
    begins, lower = _begins(data), name.lower()
    for key, holds in _KINDS:
        if holds(begins, lower):
            return HandInError(key, name=clean_line(name))
    for start, kind in _ARCHIVES:
        if data.startswith(start):
            return HandInError("archive.other_kind", kind=kind)
    if data[257:262] == b"ustar":
        return HandInError("archive.other_kind", kind="tar")
    if not data.strip() and not lower.endswith((".py", ".txt")):
        return HandInError("handin.is_empty", name=clean_line(name))
    # At the end, a disk leaves them that filled up or lost its power.
    if b"\0" in (data.rstrip(b"\0") or data)[:_BEGINNING] and not _wide(data):
        return HandInError("handin.unknown_kind", name=clean_line(name))
    return None


_ARCHIVES = (
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ", "xz"),
)


def _is_html(begins: bytes, name: str) -> bool:
    if name.endswith((".html", ".htm")) and begins.startswith(
        b"<"
    ):  # Moodle's online text is a part of a page
        return True
    if name.endswith((".mht", ".mhtml", ".webarchive")) or begins.startswith(b"From: <Saved by"):
        return True
    return bool(
        re.match(
            rb"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|body)\b",
            begins,
            re.I | re.S,
        )
    )


def _is_link(begins: bytes, name: str) -> bool:
    if name.endswith((".gdoc", ".gsheet", ".gslides", ".glink", ".url", ".webloc", ".lnk", ".desktop")):
        return True
    text = begins.strip()
    alone = re.fullmatch(rb"(?:\w+\s*:\s*)?https?://\S+", text) is not None
    shortcut = re.match(rb"\[(?:InternetShortcut|Desktop Entry)\]|L\0\0\0\x01\x14\x02\0", text) is not None
    return alone or shortcut or (text.startswith(b"{") and b'"doc_id"' in text and b'"cells"' not in text)


def _is_document(begins: bytes, name: str) -> bool:
    return begins.startswith((b"{\\rtf", b"%PDF", b"\xd0\xcf\x11\xe0")) or name.endswith(
        (".docx", ".doc", ".odt", ".rtf", ".pdf", ".pages", ".pptx", ".xlsx", ".ods")
    )


def _is_another_notebook(begins: bytes, name: str) -> bool:
    zeppelin = begins.startswith(b"{") and b'"paragraphs"' in begins and b'"cells"' not in begins
    return zeppelin or name.endswith((".deepnote", ".zpln", ".dbc", ".mlx", ".nb"))


def _is_mail(begins: bytes, name: str) -> bool:
    return name.endswith((".eml", ".msg"))


def _is_pointer(begins: bytes, name: str) -> bool:
    return begins.startswith(b"version https://git-lfs.github.com/spec/")


def _is_picture(begins: bytes, name: str) -> bool:
    return (
        begins.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*"))
        and b"\0" in begins
    )


def _is_placeholder(begins: bytes, name: str) -> bool:
    return name.endswith(".icloud") and begins.startswith(b"bplist")


_KINDS: tuple[tuple[str, Callable[[bytes, str], bool]], ...] = (
    ("handin.placeholder", _is_placeholder),
    ("handin.is_mail", _is_mail),
    ("handin.is_html", _is_html),
    ("handin.is_pointer", _is_pointer),
    ("handin.is_another_notebook", _is_another_notebook),
    ("handin.is_link", _is_link),
    ("handin.is_document", _is_document),
    ("handin.is_picture", _is_picture),
)


def _begins(data: bytes) -> bytes:
    return data[:_BEGINNING].lstrip(b"\xef\xbb\xbf \t\r\n")


def _wide(data: bytes) -> str:
    """Return which encoding of two or four bytes a character a file has, by its mark or by its zeros;
    empty for others.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    begins = data[:_BEGINNING]
    pairs = len(begins) // 2
    for encoding, own, zeros in (
        ("utf-16-le", begins[0::2], begins[1::2]),
        ("utf-16-be", begins[1::2], begins[0::2]),
    ):
        if pairs and zeros.count(0) > 0.9 * pairs and own.count(0) == 0:
            return encoding
    return ""


# The longer ones first: they begin like the shorter.
_MARKS = (
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def _lines(text: str, name: str) -> str:
    """Return a text without what is no part of its lines: marks within (of files that were joined),
    what stands after it.
    """
    text = text.rstrip("\x1a\0")
    if "\0" in text:
        raise HandInError("handin.unknown_kind", name=clean_line(name))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return re.sub("^\ufeff", "", text, flags=re.MULTILINE)
