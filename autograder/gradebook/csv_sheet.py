"""Tables as text (CSV from an LMS or a spreadsheet), of which single cells can be replaced and nothing else changes."""

from __future__ import annotations

import codecs
import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from autograder.base.errors import UsageError

_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet computes begins with one of these


@dataclass(frozen=True)
class Cell:
    """One cell: its value, and where its text stands in the sheet's."""

    value: str
    start: int
    end: int


@dataclass(frozen=True)
class Sheet:
    """A table read from bytes: `rows` of cells, the first of them the header."""

    text: str
    encoding: str
    mark: bytes
    delimiter: str
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def header(self) -> tuple[str, ...]:
        """The values of the first row, without the spaces around them."""
        return tuple(cell.value.strip() for cell in self.rows[0]) if self.rows else ()

    def column(self, *names: str) -> int | None:
        """Return the index of the first column called one of `names` (accents,
        case and punctuation make no difference).
        """
        wanted = {folded(name) for name in names}
        for index, title in enumerate(self.header):
            if folded(title) in wanted:
                return index
        return None

    def value(self, row: int, column: int | None) -> str:
        """Return the stripped value of a cell, empty where the row is too short or there is no such column."""
        cells = self.rows[row]
        return cells[column].value.strip() if column is not None and column < len(cells) else ""

    def records(self, columns: Mapping[str, int | None]) -> Iterator[tuple[int, dict[str, str]]]:
        """Yield each row below the header: its index, and the values of these columns by their names."""
        for row in range(1, len(self.rows)):
            yield row, {name: self.value(row, column) for name, column in columns.items()}

    def is_whole(self, row: int, *columns: int) -> bool:
        """Return whether a row has cells in these columns, and no more than the header:
        else a cell's separator moved them.
        """
        size = len(self.rows[row])
        return size <= len(self.rows[0]) and all(column < size for column in columns)

    def line(self, row: int) -> int:
        """Return the number of the line in which a row begins, from 1."""
        return self.text.count("\n", 0, self.rows[row][0].start) + 1

    def replaced(self, values: Mapping[tuple[int, int], str], *, changed_only: bool = False) -> bytes:
        """Return the sheet's bytes with the cells at (row, column) replaced, and every other byte as it was.

        With `changed_only`, rows of which no cell is replaced are left out; the header stays.
        """
        if changed_only:
            kept = sorted({0} | {row for row, _ in values})
            return self._only(kept).replaced(
                {(kept.index(row), at): new for (row, at), new in values.items()}
            )
        parts, position = [], 0
        for row, column in sorted(values):
            cell = self.rows[row][column]
            quoted = self.text[cell.start : cell.start + 1] == '"'
            # What an old encoding has no sign for is written as HTML has it: the only texts we write are comments.
            value = values[row, column].encode(self.encoding, "xmlcharrefreplace").decode(self.encoding)
            parts += [self.text[position : cell.start], _written(value, self.delimiter, quoted)]
            position = cell.end
        parts.append(self.text[position:])
        return self.mark + "".join(parts).encode(self.encoding)

    def _only(self, kept: Sequence[int]) -> Sheet:
        ends = [row[0].start for row in self.rows[1:]] + [len(self.text)]
        text = "".join(self.text[self.rows[row][0].start : ends[row]] for row in kept)
        return replace(self, text=text, rows=tuple(_rows(text, self.delimiter)))


def read_sheet(data: bytes) -> Sheet:
    """Return the table in `data`: UTF-8 or UTF-16 with or without byte-order mark, else Windows-1252 or MacRoman;
    comma, semicolon, tab or bar, or what a first line "sep=;" says. Empty rows above the header are passed over.

    Raises:
        UsageError: The bytes are not a table of text (a spreadsheet file, say).
    """
    if data.startswith(b"PK\x03\x04") or data.startswith(b"\xd0\xcf\x11\xe0"):
        raise UsageError("sheet.spreadsheet")
    encoding, mark = _encoding(data)
    text = data[len(mark) :].decode(encoding)
    if "\0" in text:
        raise UsageError("sheet.binary")
    start = _start(text)
    delimiter = _delimiter(text[start:])
    if said := re.match(r'\s*"?sep=(.)"?[ \t]*[,;\t]*\r?\n', text):  # what Excel reads before anything else
        delimiter = said[1]
    return Sheet(text, encoding, mark, delimiter, tuple(_rows(text, delimiter, start)))


def _start(text: str) -> int:
    """Return where the header begins: below "sep=;" and rows that hold nothing."""
    match = re.match(
        r'(?:[\s,;]*(?:\r?\n|\r))*(?:"?sep=.?"?[ \t,;]*(?:\r?\n|\r))?(?:[ \t,;]*(?:\r?\n|\r))*', text
    )
    return match.end() if match else 0


def write_table(rows: Iterable[Sequence[object]], delimiter: str = ",") -> bytes:
    """Return rows as CSV: UTF-8 with a byte-order mark (or spreadsheets garble accents), no live formulas."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return codecs.BOM_UTF8 + out.getvalue().encode()


def harmless(cell: object) -> object:
    """Return a cell that no spreadsheet takes for a formula: text that begins like one gets an apostrophe."""
    if isinstance(cell, str) and cell[:1] in _FORMULA:
        return f"'{cell}"
    return "" if cell is None else cell


def bare(text: str) -> str:
    """Return what a cell said before `harmless`, without the apostrophe that keeps a spreadsheet from computing it."""
    return text[1:] if text[:1] == "'" and text[1:2] in _FORMULA else text


def folded(text: str) -> str:
    """Return text for comparison: lower case, without accents, punctuation or repeated spaces."""
    folded = unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS)
    letters = "".join(char for char in folded if not unicodedata.combining(char))
    return " ".join(re.sub(r"[\W_]+", " ", letters).split())


# Letters that Unicode does not take apart.
_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})


def _encoding(data: bytes) -> tuple[str, bytes]:
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(mark):
            return encoding, mark
    if wide := _wide(data):
        return wide, b""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return max(("cp1252", "mac_roman", "latin-1"), key=lambda each: _letters(data, each)), b""
    return "utf-8", b""


def _wide(data: bytes) -> str:
    """Return which UTF-16 the bytes are, having no mark: one byte of nearly every pair is 0,
    and always the same one.
    """
    pairs = len(data) // 2
    if pairs and len(data) % 2 == 0:
        if data[1::2].count(0) > 0.7 * pairs and data[0::2].count(0) == 0:
            return "utf-16-le"
        if data[0::2].count(0) > 0.7 * pairs and data[1::2].count(0) == 0:
            return "utf-16-be"
    return ""


def _letters(data: bytes, encoding: str) -> int:
    """Return how many letters of Western Europe's names the bytes hold in an encoding, less what names never hold."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return -len(data) - 1
    usual = "àâäáãåçéèêëíìîïñóòôöõøúùûüýÿœæßÀÂÄÁÅÇÉÈÊËÍÎÏÑÓÔÖØÚÙÛÜŒÆ’°€«»\xa0"
    return sum(1 if char in usual else -1 for char in text if ord(char) > 127)


def _delimiter(text: str) -> str:
    """Return the separator that the header uses most, outside quotes."""
    header = re.sub(r'"[^"]*"', "", text.split("\n", 1)[0])
    return max(",;\t|", key=header.count)


def _rows(text: str, delimiter: str, start: int = 0) -> Iterable[tuple[Cell, ...]]:
    """Yield rows of cells with their places; a quoted cell may hold separators, doubled quotes and line ends."""
    row: list[Cell] = []
    position, size = start, len(text)
    bare = re.compile(rf"[^{re.escape(delimiter)}\r\n]*")
    quoted = re.compile(r'"((?:[^"]|"")*)"')
    while position < size:
        start = position
        match = quoted.match(text, position)
        if match and (match.end() == size or text[match.end()] in (delimiter, "\r", "\n")):
            value, position = match.group(1).replace('""', '"'), match.end()
        else:
            end = _end(bare, text, position)
            value, position = text[position:end], end
        row.append(Cell(value, start, position))
        if position < size and text[position] == delimiter:
            position += 1
            if position < size:
                continue
            row.append(Cell("", position, position))
        if text[position : position + 2] == "\r\n":
            position += 2
        elif position < size:
            position += 1
        yield tuple(row)
        row = []


def _end(pattern: re.Pattern[str], text: str, position: int) -> int:
    match = pattern.match(text, position)
    return match.end() if match else position


def _written(value: str, delimiter: str, quoted: bool) -> str:
    if quoted or any(char in value for char in (delimiter, '"', "\r", "\n")) or value != value.strip():
        return '"' + value.replace('"', '""') + '"'
    return value
