"""Modules and data beside the answer, and the layouts of folders they lie in."""

import gzip
import pickle

from tests.kinds.parts import HELPED, LIMITS, PLAIN, READ, RIGHT, SETUP, Kind, book, npy, npz, packed, using

KINDS = {
    "module beside": Kind(
        {"light.py": using("from tools import limits"), "tools.py": "limits = (0.0, 1.0)\n"}
    ),
    "module in a folder": Kind(
        {"light.py": using("from utils.tools import limits"), "utils/tools.py": "limits = (0.0, 1.0)\n"}
    ),
    "package with __init__": Kind(
        {"light.py": using("from utils import limits"), "utils/__init__.py": "limits = (0.0, 1.0)\n"}
    ),
    "data file beside": Kind(
        {
            "light.py": using("import json\nlimits = json.load(open('settings.json'))"),
            "settings.json": "[0.0, 1.0]",
        }
    ),
    "data file in a folder": Kind(
        {
            "light.ipynb": book(using("import json\nlimits = json.load(open('data/s.json'))", RIGHT)),
            "data/s.json": "[0.0, 1.0]",
        }
    ),
    "answer in its folder": Kind(
        {
            "work/light.py": using("from tools import limits"),
            "work/tools.py": "limits = (0.0, 1.0)\n",
            "a.png": b"\x89PNG\0",
        }
    ),
    "star import of a module": Kind({"main.ipynb": book("from mine import *"), "mine.py": PLAIN}),
    "relative import in a package": Kind(
        {"tp/light.py": "from .tools import limits\n" + HELPED, "tp/tools.py": LIMITS, "tp/__init__.py": ""}
    ),
    "a name with decomposed accents": Kind(
        {
            "light.py": "import json\nlimits = json.load(open('donn\u00e9es.json'))\n" + HELPED,
            "donne\u0301es.json": "[0.0, 1.0]",
        }
    ),
    "a path written as on Windows": Kind(
        {
            "light.py": "import json\nlimits = json.load(open(r'data\\s.json'))\n" + HELPED,
            "data/s.json": "[0.0, 1.0]",
        }
    ),
    "another case of letters": Kind(
        {
            "light.py": "import json\nlimits = json.load(open('Settings.json'))\n" + HELPED,
            "settings.JSON": "[0.0, 1.0]",
        }
    ),
    "folder in folder same name": Kind(
        {"tp/tp/light.py": "from tools import limits\n" + HELPED, "tp/tp/tools.py": LIMITS}
    ),
    "abs path by __file__": Kind(
        {
            "tp/light.py": "import os, json\n"
            "here = os.path.dirname(os.path.abspath(__file__))\n"
            "limits = json.load(open(os.path.join(here, 's.json')))\n" + HELPED,
            "tp/s.json": "[0.0,1.0]",
        }
    ),
    "pathlib __file__": Kind(
        {
            "light.py": "from pathlib import Path\n"
            "import json\n"
            "limits = json.loads((Path(__file__).parent / 's.json').read_text())\n" + HELPED,
            "s.json": "[0.0,1.0]",
        }
    ),
    "csv with pandas": Kind(
        {
            "light.ipynb": book("import pandas as pd\nlimits = tuple(pd.read_csv('l.csv').iloc[0])", HELPED),
            "l.csv": "a,b\n0.0,1.0\n",
        }
    ),
    "npy file": Kind(
        {"light.ipynb": book("import numpy as np\nlimits = np.load('l.npy')", HELPED), "l.npy": npy(0.0, 1.0)}
    ),
    "../data, notebook in a folder": Kind(
        {"nb/light.ipynb": book(READ.format("../data/s.json"), HELPED), "data/s.json": "[0.0, 1.0]"}
    ),
    "Path('..')": Kind(
        {
            "nb/light.ipynb": book(
                "import json\n"
                "from pathlib import Path\n"
                "limits = json.loads((Path('..') / 'data' / 's.json').read_text())",
                HELPED,
            ),
            "data/s.json": "[0.0, 1.0]",
        }
    ),
    "parents[1] of __file__": Kind(
        {
            "src/light.py": "import json\n"
            "from pathlib import Path\n"
            "limits = json.loads((Path(__file__).resolve().parents[1] / 'data' / 's.json').read_text())\n"
            + HELPED,
            "data/s.json": "[0.0, 1.0]",
        }
    ),
    "from src.tools, run from above": Kind(
        {"src/light.py": "from src.tools import limits\n" + HELPED, "src/tools.py": LIMITS}
    ),
    "src/data, run from above": Kind(
        {"tp/src/light.py": READ.format("src/data/s.json") + HELPED, "tp/src/data/s.json": "[0.0, 1.0]"}
    ),
    "data beside src, in a folder": Kind(
        {"tp/src/light.py": READ.format("data/s.json") + HELPED, "tp/data/s.json": "[0.0, 1.0]"}
    ),
    "sys.path to the folder above": Kind(
        {
            "nb/light.ipynb": book(
                "import sys\nsys.path.insert(0, '..')\nfrom src.tools import limits", HELPED
            ),
            "src/tools.py": LIMITS,
            "src/__init__.py": "",
        }
    ),
    "relative import of two dots": Kind(
        {
            "tp/ex/light.py": "from ..tools import limits\n" + HELPED,
            "tp/tools.py": LIMITS,
            "tp/__init__.py": "",
            "tp/ex/__init__.py": "",
        }
    ),
    "sys.path to a folder": Kind(
        {
            "light.ipynb": book("import sys\nsys.path.append('utils')\nfrom tools import limits", HELPED),
            "utils/tools.py": LIMITS,
        }
    ),
    "answers in __init__.py": Kind({"__init__.py": PLAIN}),
    "answers called support.py": Kind({"support.py": PLAIN}),
    "os.chdir": Kind(
        {
            "light.py": "import os, json\nos.chdir('data')\nlimits = json.load(open('s.json'))\n" + HELPED,
            "data/s.json": "[0.0, 1.0]",
        }
    ),
    "an archive of data, opened": Kind(
        {
            "light.py": "import json, zipfile\n"
            "limits = json.loads(zipfile.ZipFile('data.zip').read('s.json'))\n" + HELPED,
            "data.zip": packed({"s.json": "[0.0, 1.0]"}),
        }
    ),
    "npz": Kind(
        {
            "light.py": SETUP + "limits = np.load('l.npz')['limits']\n" + HELPED,
            "l.npz": npz(limits=(0.0, 1.0)),
        }
    ),
    "gzip": Kind(
        {
            "light.py": "import gzip, json\nlimits = json.load(gzip.open('s.json.gz', 'rt'))\n" + HELPED,
            "s.json.gz": gzip.compress(b"[0.0, 1.0]"),
        }
    ),
    "pickle": Kind(
        {
            "light.py": "import pickle\nlimits = pickle.load(open('l.pkl', 'rb'))\n" + HELPED,
            "l.pkl": pickle.dumps((0.0, 1.0)),
        }
    ),
    "config.toml": Kind(
        {
            "light.py": "import tomllib\n"
            "limits = tomllib.load(open('config.toml', 'rb'))['limits']\n" + HELPED,
            "config.toml": "limits = [0.0, 1.0]\n",
        }
    ),
    "glob": Kind(
        {
            "light.py": "import glob, json\nlimits = json.load(open(glob.glob('*.json')[0]))\n" + HELPED,
            "s.json": "[0.0, 1.0]",
        }
    ),
}
