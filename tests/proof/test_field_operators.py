"""Each operator of the field makes the mistakes it is named after."""

import ast

import pytest

from autograder.proof.field_operators import OPERATORS


def made(name, source):
    return [edit.text for node in ast.walk(ast.parse(source)) for edit in OPERATORS[name](node)]


@pytest.mark.parametrize(
    ("name", "source", "mistakes"),
    [
        ("keyword dropped", "m.fit(x, epochs=3, verbose=0)", ["m.fit(x, verbose=0)", "m.fit(x, epochs=3)"]),
        ("keyword one more", "m.fit(x, epochs=epochs)", ["epochs + 1"]),
        ("axes swapped", "image.resize((width, height))", ["(height, width)"]),
        ("axes swapped", "x.mean(axis=(1, 2))", ["(1,)", "(2,)"]),
        ("axes swapped", "x.reshape((4, 4))", []),
        ("axes swapped", "a, b = b", []),
        ("axes swapped", "label in (5, 7)", []),
        ("other optimizer", "m.compile(optimizer='adam')", ["'adamw'", "'rmsprop'"]),
        ("other optimizer", "keras.optimizers.SGD", ["keras.optimizers.Adam"]),
        ("other loss", "m.compile(loss='binary_crossentropy')", ["'mse'"]),
        ("other activation", "Dense(10, activation='softmax')", ["'sigmoid'", "'linear'"]),
        ("other padding", "Conv2D(8, 3, padding='same')", ["'valid'"]),
        ("other dtype", "x.astype(np.float32)", ["np.float64", "np.float16"]),
        ("seed unused", "rng = default_rng(seed)", ["0", "default_rng()"]),
        ("call left out", "np.clip(x, 0, 1)", ["(x)"]),
        ("call left out", "x.astype('float32')", ["x"]),
        ("clip moved", "np.clip(x + n, 0, 1)", ["(np.clip(x, 0, 1) + n)", "(x + np.clip(n, 0, 1))"]),
        ("images dropped", "def f(x):\n    return x, 3", ["(x)[1:]", "(x)[:-1]", "(3)[1:]", "(3)[:-1]"]),
        ("images dropped", "def f(x):\n    return []", []),
        (
            "fit otherwise",
            "m.fit(x, validation_data=v)",
            ["m.fit(x, validation_data=v, shuffle=False)", "m.fit(x, validation_data=v, initial_epoch=1)"],
        ),
        (
            "line above fit",
            "h = m.fit(x)",
            ['m.compile(optimizer="adam", loss=m.loss)', "m.set_weights([0.5 * w for w in m.get_weights()])"],
        ),
        ("statement left out", "if n < 0:\n    raise ValueError(n)", ["pass"]),
        ("statement left out", "keras.utils.set_random_seed(seed)", ["pass"]),
        (
            "default changed",
            "def f(x, epochs=20, rate=0.5, quiet=True, name='a'): pass",
            ["21", "0.25", "False"],
        ),
    ],
)
def test_an_operator_makes_its_mistakes_and_no_others(name, source, mistakes):
    assert made(name, source) == mistakes


def test_what_an_operator_writes_is_python():
    source = (
        "def f(images, seed=1, *, k=2):\n    return np.clip(images + rng(seed).normal(size=(k, 3)), 0, 1)"
    )
    for name in OPERATORS:
        for text in made(name, source):
            ast.parse(text)
