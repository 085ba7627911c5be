"""Reading a text file of the course."""

from __future__ import annotations

import re
from pathlib import Path

from autograder.base.errors import ContentError, refusal

# No text holds these control characters, U+0080 to U+009F, but one whose UTF-8 was once read as Latin-1: "’" is three
# bytes, of which the last two are such.
_READ_WRONGLY = re.compile("[\u0080-\u009f]")


def read_text(path: Path) -> str:
    """Return the text of a file of the course.

    Raises:
        ContentError: It is missing, cannot be read or is not UTF-8, or was once read as something else and saved so.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ContentError("content.missing_text", path) from None
    except UnicodeDecodeError as error:
        raise ContentError("content.no_utf8", path, byte=error.object[error.start], at=error.start) from None
    except OSError as error:
        raise ContentError("content.unreadable", path, why=refusal(error)) from None
    if garbled := _READ_WRONGLY.search(text):
        at = garbled.start()
        line, code = text.count("\n", 0, at) + 1, ord(text[at])
        around = re.split(r"\s", text[max(0, at - 40) : at])[-1] + re.split(r"\s", text[at + 1 : at + 40])[0]
        word = "".join(each for each in around if each.isprintable())
        raise ContentError("content.garbled", path, line, word=word, code=code)
    return text
