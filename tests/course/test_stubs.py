"""What is still to be written is told from answers that keep a line of it."""

import ast

import pytest

from autograder.course.stubs import is_stub

STUB = 'raise NotImplementedError("q1: f")'


@pytest.mark.parametrize(
    "body",
    [
        STUB,
        "raise NotImplementedError",
        "raise NotImplementedError('later')",
        f"'A text.'\n    y = x + 1\n    {STUB}",
        f"if x:\n        return 1\n    {STUB}",
        f"if x:\n        {STUB}\n    return 1",
        f"for each in x:\n        return each\n    {STUB}",
        f"with x:\n        {STUB}",
        f"def g():\n        {STUB}\n    return g",
    ],
)
def test_what_comes_to_the_released_line_is_a_stub(body):
    assert is_stub(ast.parse(f"def f(x):\n    {body}\n").body[0])


@pytest.mark.parametrize(
    "body",
    [
        "return x",
        f"return x\n    {STUB}",
        f"raise ValueError\n    {STUB}",
        f"with x:\n        return x\n    {STUB}",
        f"if x:\n        return 1\n    elif f:\n        return 2\n    else:\n        return 3\n    {STUB}",
        "if x == 'poisson':\n        raise NotImplementedError(f'no {x} here')\n    return x",
        "if x == 'poisson':\n        raise NotImplementedError('quarter turns alone')\n    return x",
    ],
)
def test_what_never_comes_to_it_or_says_something_else_is_an_answer(body):
    assert not is_stub(ast.parse(f"def f(x):\n    {body}\n").body[0])


def test_a_method_still_to_be_written_makes_its_class_a_stub():
    source = f"class Stopper:\n    def begin(self):\n        return 1\n    def end(self):\n        {STUB}\n"

    assert is_stub(ast.parse(source).body[0])
    assert not is_stub(ast.parse(source.replace(STUB, f"return 2; {STUB}")).body[0])


def test_a_long_chain_of_conditions_takes_no_time():
    chain = "".join(f"    elif x == {number}:\n        return 1\n" for number in range(900))

    assert is_stub(ast.parse(f"def f(x):\n    if x:\n        return 1\n{chain}    {STUB}\n").body[0])
