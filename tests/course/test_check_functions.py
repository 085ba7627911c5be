"""The functions in checks/, read and not run."""

import ast

from autograder.course.check_functions import reached_source


def test_the_reached_source_holds_what_is_used_and_what_may_change_anything():
    tree = ast.parse(
        '"""Words."""\nimport os\nX = 1  # used\nY = 2\nseed(S)\nS = 3\ndef f():  # of the check\n    return X\n\ndef g(): return Y\n'
    )
    assert reached_source(tree, ["f"]) == "X = 1\nseed(S)\nS = 3\ndef f():\n    return X"
