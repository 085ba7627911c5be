"""One file of Python: ways to write an answer, and what stands around it."""

import textwrap

from tests.kinds.parts import ANNOTATED, HELPED, LATE, PLAIN, Q1, Q2, RIGHT, SETUP, Kind, book

KINDS = {
    "plain .py": Kind({"light.py": RIGHT}),
    "disable_eager_execution": Kind(
        {"light.py": "import tensorflow as tf\ntf.compat.v1.disable_eager_execution()\n" + RIGHT},
        remark="handin.no_eager",
    ),
    "float policy": Kind(
        {"light.py": "import keras\nkeras.config.set_floatx('float64')\n" + RIGHT},
        remark="handin.float_policy",
    ),
    "guarded by __main__": Kind(
        {
            "light.py": PLAIN + "\n\n"
            "if __name__ == '__main__':\n"
            "    print(brighten(np.zeros((1, 2, 2)), 1))\n"
            "    input()\n"
        }
    ),
    "sys.exit in the middle": Kind(
        {"light.py": "import sys\n" + SETUP + Q1 + "sys.exit(0)\n" + Q2 + "exit()\nquit()\n"}
    ),
    "input at the top": Kind({"light.py": "name = input('Your name: ')\nprint('Hello ' + name)\n" + PLAIN}),
    "a window for figures": Kind(
        {
            "light.py": "import matplotlib\n"
            "matplotlib.use('TkAgg')\n"
            "import matplotlib.pyplot as plt\n"
            "plt.figure()\n"
            "plt.show()\n" + PLAIN
        }
    ),
    "annotations from the future": Kind({"light.py": LATE + SETUP + ANNOTATED + Q2}),
    "lambdas and a static method": Kind(
        {
            "light.py": SETUP + "class A:\n"
            "    @staticmethod\n"
            "    def b(images, amount):\n"
            "        return np.clip(images + amount, 0.0, 1.0)\n"
            "brighten = A.b\n"
            "darkest = lambda images: int(np.argmin(images.mean(axis=(1, 2))))\n"
        }
    ),
    "widgets": Kind(
        {
            "light.ipynb": book(
                "import ipywidgets as widgets\nfrom tqdm.notebook import tqdm\nwidgets.IntSlider()",
                SETUP,
                Q1,
                Q2,
            )
        }
    ),
    "leading blank indented docstring": Kind({"light.py": '"""\n  Mon TP\n"""\n\n\n' + PLAIN}),
    "type hints np.ndarray | None": Kind(
        {
            "light.py": SETUP
            + Q1.replace("(images, amount)", "(images: np.ndarray | None, amount: float = 0.1) -> np.ndarray")
            + Q2
        }
    ),
    "decorated with lru/time": Kind(
        {
            "light.py": "import functools, time\n"
            "def timed(f):\n"
            "    @functools.wraps(f)\n"
            "    def g(*a, **k):\n"
            "        t=time.time(); r=f(*a, **k); print(time.time()-t); return r\n"
            "    return g\n" + SETUP + "@timed\n" + Q1 + "@timed\n" + Q2
        }
    ),
    "numpy as star": Kind({"light.py": "from numpy import *\nimport numpy as np\n" + Q1 + Q2}),
    "warnings and seeds": Kind(
        {
            "light.py": "import warnings; warnings.filterwarnings('error')\n"
            "import random; random.seed(0)\n" + PLAIN
        }
    ),
    "prints a lot": Kind({"light.py": "for i in range(5000): print('x'*80)\n" + PLAIN}),
    "class with main method": Kind(
        {"light.py": PLAIN + "class App:\n    def run(self): pass\nApp().run()\n"}
    ),
    "two answers in a .py, the right one last": Kind(
        {"light.py": SETUP + Q1.replace("+", "-") + "if __name__ == '__main__':\n    pass\n" + Q1 + Q2}
    ),
    "a dataclass with late annotations": Kind(
        {
            "light.py": "from __future__ import annotations\n"
            "from dataclasses import dataclass\n"
            "@dataclass\n"
            "class Range:\n"
            "    low: float = 0.0\n"
            "    high: float = 1.0\n" + SETUP + "def brighten(images, amount):\n"
            "    r = Range()\n"
            "    return np.clip(images + amount, r.low, r.high)\n" + Q2
        }
    ),
    "own classes, pickled": Kind(
        {
            "light.py": "import pickle, typing\n"
            "class Range(typing.NamedTuple):\n"
            "    low: float = 0.0\n"
            "    high: float = 1.0\n"
            "limits = pickle.loads(pickle.dumps(Range()))\n" + HELPED
        }
    ),
    "methods of an object": Kind(
        {
            "light.py": SETUP + "class TP:\n"
            "    limits = (0.0, 1.0)\n"
            "    def brighten(self, images, amount):\n"
            "        return np.clip(images + amount, *self.limits)\n"
            "    @classmethod\n"
            "    def darkest(cls, images):\n"
            "        return int(np.argmin(images.mean(axis=(1, 2))))\n"
            "tp = TP()\n"
            "brighten, darkest = tp.brighten, TP.darkest\n"
        }
    ),
    "a partial, an object that is called": Kind(
        {
            "light.py": SETUP + "import functools\n"
            "class Brighten:\n"
            "    def __call__(self, images, amount):\n"
            "        return np.clip(images + amount, 0.0, 1.0)\n"
            "brighten = Brighten()\n"
            "def _darkest(axis, images):\n"
            "    return int(np.argmin(images.mean(axis=axis)))\n"
            "darkest = functools.partial(_darkest, (1, 2))\n"
        }
    ),
    "defined by exec": Kind({"light.py": f"{SETUP}exec({Q1!r})\n{Q2}"}),
    "defined in main()": Kind(
        {
            "light.py": SETUP
            + "def main():\n    global brighten, darkest\n"
            + textwrap.indent(Q1 + Q2, "    ")
            + "main()\n"
        }
    ),
    "argparse": Kind(
        {
            "light.py": "import argparse\n"
            "p = argparse.ArgumentParser()\n"
            "p.add_argument('--low', type=float, default=0.0)\n"
            "args = p.parse_args()\n"
            "limits = (args.low, 1.0)\n" + HELPED
        }
    ),
    "input until it is a number": Kind(
        {"light.py": "while True:\n    x = input('nombre ? ')\n    if x.isdigit():\n        break\n" + PLAIN}
    ),
    "doctest and unittest": Kind(
        {
            "light.py": PLAIN + "import doctest, unittest\n"
            "doctest.testmod()\n"
            "class T(unittest.TestCase):\n"
            "    def test(self):\n"
            "        self.assertEqual(1, 1)\n"
            "unittest.main(argv=[''], exit=False)\n"
            "unittest.main()\n"
        }
    ),
    "a pool of processes": Kind(
        {
            "light.py": PLAIN + "from multiprocessing import Pool\n"
            "def square(x):\n"
            "    return x * x\n"
            "if __name__ == '__main__':\n"
            "    with Pool(2) as pool:\n"
            "        print(pool.map(square, [1, 2]))\n"
        }
    ),
    "pools of processes in the answers": Kind(
        {
            "light.py": SETUP + "from concurrent.futures import ProcessPoolExecutor\n"
            "from multiprocessing import Pool\n"
            "def one(pair):\n"
            "    return np.clip(pair[0] + pair[1], 0.0, 1.0)\n"
            "def brighten(images, amount):\n"
            "    with Pool(2) as pool:\n"
            "        found = pool.map(one, [(each, amount) for each in images])\n"
            "    return np.array(found).reshape(images.shape)\n"
            "def darkest(images):\n"
            "    with ProcessPoolExecutor(2) as pool:\n"
            "        return int(np.argmin(list(pool.map(np.mean, images))))\n"
        }
    ),
    "the output sent elsewhere": Kind(
        {
            "light.py": "import sys\nsys.stdout = open('log.txt', 'w')\nprint('hi')\n"
            + PLAIN
            + "sys.stdout.close()\n"
        }
    ),
    "NumPy's own integer": Kind(
        {"light.py": SETUP + Q1 + "def darkest(images):\n    return np.argmin(images.mean(axis=(1, 2)))\n"}
    ),
}
