"""Cells are replaced, every other byte stays."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.gradebook.csv_sheet import bare, folded, harmless, read_sheet, write_table

TEXT = 'a;"b ""x"";\n2";c\r\n1;;3\r\n"ü";2;'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_values_are_read_and_bytes_come_back(encoding):
    data = TEXT.encode(encoding)
    sheet = read_sheet(data)
    assert [[cell.value for cell in row] for row in sheet.rows] == [
        ["a", 'b "x";\n2', "c"],
        ["1", "", "3"],
        ["ü", "2", ""],
    ]
    assert sheet.replaced({}) == data


def test_only_the_named_cells_change():
    sheet = read_sheet(TEXT.encode())
    assert sheet.replaced({(1, 1): "9.5", (2, 0): 'a"b'}).decode() == TEXT.replace("1;;3", "1;9.5;3").replace(
        '"ü"', '"a""b"'
    )


@given(
    st.lists(
        st.lists(st.text(max_size=8).filter(lambda text: "\0" not in text), min_size=2, max_size=4),
        min_size=1,
        max_size=4,
    )
)
def test_any_table_comes_back_as_it_was(rows):
    import csv
    import io

    out = io.StringIO()
    csv.writer(out).writerows([["h1", "h2"], *rows])
    try:
        data = out.getvalue().encode()
    except UnicodeEncodeError:
        return
    if data.startswith((codecs.BOM_UTF8, b"PK\x03\x04")):
        return
    sheet = read_sheet(data)
    assert sheet.replaced({}) == data
    assert [[cell.value for cell in row] for row in sheet.rows] == [["h1", "h2"], *rows]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_no_cell_becomes_a_formula(text):
    assert harmless(text) == f"'{text}"
    assert bare(f"'{text}") == text
    assert b"'" in write_table([[text]])


def test_only_the_apostrophe_that_guards_a_formula_is_taken_off():
    assert [bare(each) for each in ("'=1", "'-2", "'tis", "=1")] == ["=1", "-2", "'tis", "=1"]


def test_names_compare_without_accents_case_and_punctuation():
    assert folded("  Élodie  O’NEIL-Œuf ") == "elodie o neil oeuf"
    assert folded("Søren Łukasz Weiß") == "soren lukasz weiss"


def test_a_bar_separates_too():
    assert read_sheet(b"id|name\n1|Lee, Ann\n").header == ("id", "name")
