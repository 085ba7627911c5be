"""A file is told by what it holds, and the student what to do instead."""

import pytest

from autograder.base.errors import HandInError
from autograder.base.messages import sentence
from autograder.judge.hand_in import read_in_this_process
from autograder.judge.kinds import decoded, foreign, in_conflict, notebook_in, raw_cells
from tests.kinds.parts import packed

FOREIGN = {
    "handin.is_html": ("tp2.ipynb", b"<!DOCTYPE html>\n<html><body>jupyter</body></html>"),
    "handin.is_link": ("tp2.txt", b"https://colab.research.google.com/drive/1abc?usp=sharing\n"),
    "handin.is_document": ("tp2.rtf", rb"{\rtf1\ansi def f(x): return x}"),
    "handin.is_mail": ("tp2.eml", b"From: ann@x.org\nTo: bob@x.org\nSubject: TP\n\nHere it is\n"),
    "handin.is_pointer": (
        "tp2.ipynb",
        b"version https://git-lfs.github.com/spec/v1\noid sha256:12\nsize 3\n",
    ),
    "handin.is_picture": ("tp2.png", b"\x89PNG\r\n\x1a\n\0\0\0"),
    "handin.is_empty": ("tp2.ipynb", b""),
    "handin.placeholder": (".tp2.py.icloud", b"bplist00\xd3\0\x01"),
    "archive.other_kind": ("tp2.rar", b"Rar!\x1a\x07\0"),
    "handin.is_another_notebook": ("tp2.deepnote", b"version: 1.0.0\nproject:\n  id: x\n"),
    "handin.conflict": (
        "tp2.ipynb",
        b'{\n<<<<<<< HEAD\n "cells": [],\n=======\n "cells": [{"cell_type": "code"}],\n>>>>>>> b\n "nbformat": 4}',
    ),
    "handin.not_a_notebook": ("tp2.ipynb", b'{"cells": [{"cell_type": "code"'),
}


@pytest.mark.parametrize("key", FOREIGN)
@pytest.mark.parametrize("door", ["alone", "zip"])
def test_what_is_no_answer_is_named_for_what_it_is(key, door):
    name, data = FOREIGN[key]
    if key == "handin.is_picture" and door == "zip":
        pytest.skip("a picture beside nothing: the files are listed")

    with pytest.raises(HandInError) as caught:
        read_in_this_process(
            data if door == "alone" else packed({name: data}), name=name if door == "alone" else "a.zip"
        )

    assert caught.value.key == key
    for language in ("en", "fr"):
        assert sentence(key, language, **caught.value.values)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.gdoc", b'{"url": "https://docs.google.com/x", "doc_id": "1"}'),
        ("a.url", b"[InternetShortcut]\nURL=https://x\n"),
        ("tp2.ipynb", b'{"doc_id": "1", "resource_key": ""}'),
        ("tp2.ipynb - Shortcut.lnk", b"L\0\0\0\x01\x14\x02\0"),
        ("tp2.webloc", b"<?xml version='1.0'?><plist></plist>"),
    ],
)
def test_a_link_is_a_link_whatever_it_is_called(name, data):
    assert foreign(data, name).key == "handin.is_link"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("onlinetext.html", b"<p>def f(x):<br>    return x</p>"),
        ("tp2.mhtml", b"From: <Saved by Blink>\nSubject: tp2.ipynb - Colab\n"),
        ("tp2.webarchive", b"bplist00\xd1\1\2"),
    ],
)
def test_a_saved_page_is_a_page_whatever_it_was_saved_as(name, data):
    assert foreign(data, name).key == "handin.is_html"


def test_a_document_of_apples_is_a_document():
    with pytest.raises(HandInError) as caught:
        read_in_this_process(packed({"Index/Document.iwa": b"x", "preview.jpg": b"x"}), name="tp2.pages")

    assert caught.value.key == "handin.is_office"


def test_an_archive_without_answers_lists_what_the_student_made():
    with pytest.raises(HandInError) as caught:
        read_in_this_process(packed({"a.csv": b"1,2", "b.bin": b"\0\1"}), name="hand-in.zip")

    assert "a.csv, b.bin" in sentence(caught.value.key, "en", **caught.value.values)
    assert "hand-in.zip" not in sentence(caught.value.key, "en", **caught.value.values)


def test_a_word_document_is_an_archive_and_still_a_document():
    with pytest.raises(HandInError) as caught:
        read_in_this_process(
            packed({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}), name="tp2.docx"
        )

    assert caught.value.key == "handin.is_office"


def test_python_is_not_taken_for_anything_else():
    for text in (b"x = 1\n", b"", b"{'a': 1}\n", b"# https://x\nx = 1\n", b'"""<html>"""\n'):
        assert foreign(text, "a.py") is None


def test_all_worksheets_of_an_old_notebook_are_read():
    assert raw_cells({"worksheets": [{"cells": [1]}, {"cells": [2]}]}) == [1, 2]
    assert notebook_in(b"{}", "a.ipynb") is None


def test_text_of_no_encoding_is_refused():
    with pytest.raises(HandInError):
        decoded(b"\xff\xfea", "a.py")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32", "utf-16", "utf-8-sig", "cp1252"])
def test_a_text_is_read_in_whatever_encoding_it_was_saved(encoding):
    text = "x = 1\n# et puis, en français\n"
    assert decoded(text.encode(encoding), "a.py") == text
    assert foreign(text.encode(encoding), "a.py") is None


def test_marks_within_and_doss_end_of_file_are_no_text():
    assert decoded("x = 1\n\ufeffy = '\ufeff'\n\x1a".encode(), "a.py") == "x = 1\ny = '\ufeff'\n"


def test_a_tar_is_named():
    data = b"light.py" + bytes(249) + b"ustar\x0000" + bytes(248)
    assert foreign(data, "a.tar").values == {"kind": "tar"}


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> other\n", True),
        (b"<<<<<<< HEAD\r\nb\r\n=======\r\nc\r\n>>>>>>> other\r\n", True),
        (b"=======\n<<<<<<< HEAD\n>>>>>>> other\n", False),
        (b"<<<<<<< HEAD\n" * 100_000, False),  # a pattern of all three marks at once took minutes
    ],
)
def test_gits_marks_of_a_conflict_stand_in_their_order(data, found):
    assert in_conflict(data) == found
