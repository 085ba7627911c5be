"""Reading Python that is not run: every answer, and no harm from odd input."""

from __future__ import annotations

import ast
import gc
import time

import pytest

from autograder.base.errors import ContentError
from autograder.course.source import (
    answered_names,
    binds,
    bound_names,
    defined_names,
    parse,
    parse_file,
    percent_cells,
    readable,
    statements,
    uses,
)

# What students and attackers send: not Python, a null byte, too deep for the parser, too deep for a recursive reader.
ODD = {
    "syntax": "def f(:\n",
    "null": "x = 1\0\n",
    "brackets": "(" * 5000 + ")" * 5000,
    "sum": "x = 1; y = " + "+".join(["1"] * 600),
    "long_sum": "y = " + "+".join(["1"] * 50_000),
    "attributes": "x" + ".x" * 600,
    "surrogate": "x = '\udc80'\n",
    "empty": "",
}


@pytest.mark.parametrize("source", ODD.values(), ids=ODD)
def test_no_reader_raises_for_what_it_finds(source):
    for read in (parse, bound_names, defined_names, answered_names, statements, percent_cells):
        read(source)


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("x = y = 1; a, (b, *c) = z; d: int = 1; e += 1; o.p = 1; q[0] = 1", "x y a b c d e"),
        ("import os.path, numpy as np\nfrom a import b as c, d\nfrom e import *", "os np c d"),
        ("def f(x):\n    y = 1\n    return y\nclass C:\n    z = 1\nasync def g(): pass", "f C g"),
        ("for i in x:\n    j = 1\nelse:\n    k = 1\nwith a as b: pass\nwhile (w := 1): pass", "i j k b w"),
        ("try: pass\nexcept E as e: x = 1", "e x"),
        ("a = [i for i in x if (n := i)]; b = lambda y: y", "a n b"),
        ("match x:\n    case {'k': v, **rest}: pass\n    case [first, *others]: pass\n    case C() as c: pass", "v rest first others c"),
        ("def set_up():\n    global model\n    model = 1", "set_up model"),
    ],
)  # fmt: skip
def test_every_name_a_module_would_bind_is_found_and_no_local_one(source, names):
    assert bound_names(source) == set(names.split())


def test_python_binds_the_same_names():
    source = "a, *b = 1, 2\nfor i in b: j = i\ndef f(): global g\nc = [k for k in b if (n := k)]\nimport os.path as p\n"
    module = {}
    exec(source, module)
    assert bound_names(source) == set(module) - {"__builtins__"} | {"g"}


def test_of_broken_source_the_definitions_are_found():
    source = "def f(x):\n  return (\nclass C:\nasync  def g(): pass\n    def inner(): pass\n"
    assert bound_names(source) == defined_names(source) == {"f", "C", "g"}
    assert answered_names(source) is None


def test_a_stub_is_no_answer_and_its_replacement_is_one():
    source = (
        "def f(x):\n    raise NotImplementedError('q1: f')\n\ndef g(x):\n    if x:\n        raise NotImplementedError\n\n"
        "def h(x):\n    '''raise NotImplementedError'''\n    raise ValueError\n\nk = lambda x: x\n"
    )
    assert answered_names(source) == {"h", "k"}
    assert answered_names(source + "\ndef f(x):\n    return x\n") == {"f", "h", "k"}


def test_what_leads_to_what_goes_through_names_attributes_and_texts():
    found = uses(
        ast.parse(
            "def a(): b.c()\ndef c(): getattr(m, 'd')\ndef d(): pass\ndef e(): d()\nfrom x import y as z"
        )
    )
    assert {"a", "c", "d"} <= found.reached(["a"])
    assert "e" not in found.reached(["a"])


def test_definitions_that_lead_to_each_other_end():
    assert uses(ast.parse("def a(): b()\ndef b(): a()")).reached(["a"]) == {"a", "b"}


def test_statements_keep_their_text_their_line_and_their_decorators():
    source = "import os\n\n@decorated\ndef f():\n    pass  # end\né = 'é'; y = (\n  2)\n"
    assert [(each.line, each.text) for each in statements(source) or ()] == [
        (1, "import os"),
        (3, "@decorated\ndef f():\n    pass"),
        (6, "é = 'é'"),
        (6, "y = (\n  2)"),
    ]


def test_cells_are_read_with_what_their_head_says():
    cells = percent_cells("'''Doc'''\n\n# %% q1\nx = 1\n#%% wrong no_clip: forgets | fails a\ny = 2")
    assert [(cell.line, cell.head, cell.text.count("\n")) for cell in cells] == [
        (1, "", 1),
        (3, "q1", 1),
        (5, "wrong no_clip: forgets | fails a", 1),
    ]


def test_a_file_of_the_course_that_is_not_python_is_told_with_its_line(tmp_path):
    for text, line in (("x = 1\ndef f(:\n", 2), ("x = 1\0", None), ("(" * 5000, None)):
        with pytest.raises(ContentError) as caught:
            parse_file(tmp_path / "master.py", text)
        assert "Python" in str(caught.value)
        assert line is None or caught.value.line == line


@pytest.mark.parametrize(
    "line",
    ["x = 1;", "def f(): g(); h()\n", "a = b = c = d\n", "# %% q1\n", "class "],
)
def test_the_time_grows_with_the_length_and_not_faster(line):
    def seconds(source):
        begun = time.process_time()
        for read in (bound_names, defined_names, answered_names, statements, percent_cells):
            read(source)
        if tree := parse(source):
            uses(tree).reached(["f"])
        return time.process_time() - begun

    seconds(line * 100)
    # The collector of garbage walks all that this process holds, TensorFlow included: its time says nothing here.
    gc.collect()
    gc.disable()
    try:
        short, long = (min(seconds(line * times) for _ in range(2)) for times in (2_000, 16_000))
    finally:
        gc.enable()
    # Eight times the length: quadratic would be 64 times the time.
    assert long < 24 * short + 0.5


def test_binding_nothing_is_told_from_binding():
    (call, assigned) = ast.parse("f()\nx = f()").body
    assert (binds(call), binds(assigned)) == (frozenset(), {"x"})


@pytest.mark.parametrize("source", ODD.values(), ids=ODD)
def test_what_of_a_source_is_python_is_read_whatever_lies_between(source):
    tree = readable("x = 1\n" + source + "\ny = 2\n")
    assert ast.dump(tree.body[0]) == ast.dump(ast.parse("x = 1").body[0])
