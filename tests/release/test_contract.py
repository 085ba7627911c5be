"""Docstrings taken out of the cell to fill in."""

from autograder.release.contract import abridged, contract_text

SOURCE = '''import numpy as np


def add_noise(images, seed):
    """Return noisy images
    as float32.

    Args:
        images: Floats in [0, 1],
            left as they were.
        seed: Of the generator.

    Raises:
        ValueError: None of them.
    """
    raise NotImplementedError("q1: add_noise")


class Stopper:
    """Stop."""

    def on_epoch_end(self, epoch):
        """Look at the loss.

        Epochs count from 0.
        """
        raise NotImplementedError("q1: Stopper.on_epoch_end")
'''


def test_a_docstring_keeps_its_first_paragraph():
    short, contracts = abridged(SOURCE)

    assert '    """Return noisy images\n    as float32."""\n    raise NotImplementedError' in short
    assert '        """Look at the loss."""\n        raise' in short
    assert [each.name for each in contracts] == ["add_noise", "Stopper.on_epoch_end"]
    compile(short, "cell", "exec")


def test_the_whole_of_it_is_a_part_of_the_text_that_unfolds():
    text = contract_text(abridged(SOURCE)[1], "en")

    assert text.startswith("<details>\n<summary>") and text.endswith("</details>")
    assert "<code>add_noise</code>, <code>Stopper.on_epoch_end</code>" in text
    assert (
        "**Args**\n\n- `images`: Floats in [0, 1],\n  left as they were.\n- `seed`: Of the generator." in text
    )
    assert "- `ValueError`: None of them." in text


def test_a_cell_of_short_docstrings_stays_as_it_is():
    source = 'def f(x):\n    """Return x."""\n    raise NotImplementedError("q1: f")'
    assert abridged(source) == (source, ())
    assert contract_text((), "fr") == ""


def test_a_line_of_a_sentence_that_looks_like_an_entry_is_none():
    docstring = "Train.\n\n    Returns:\n        A dictionary of `epochs`\n        numbers : the loss.\n\n    Raises:\n        ValueError: None."
    source = f'def f(x):\n    """{docstring}\n    """\n    raise NotImplementedError("q1: f")'
    text = contract_text(abridged(source)[1], "en")

    assert "**Returns**\n\nA dictionary of `epochs`\nnumbers : the loss." in text
    assert "**Raises**\n\n- `ValueError`: None." in text
