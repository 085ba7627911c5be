"""Magics, shell lines, and what a notebook does to files with them."""

import io
import tarfile

from tests.kinds.parts import HELPED, LIMITS, PLAIN, Q1, Q2, READ, RIGHT, SETUP, Kind, book, packed, using


def tarred(files: dict[str, bytes]) -> bytes:
    """Return a compressed tar archive of these files."""
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w:gz") as archive:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return data.getvalue()


KINDS = {
    "%run of a module": Kind(
        {"light.ipynb": book("%run tools.py", using("", RIGHT)), "tools.py": "limits = (0.0, 1.0)\n"}
    ),
    "%%writefile and import": Kind(
        {
            "light.ipynb": book(
                "%%writefile tools.py\nlimits = (0.0, 1.0)\n", using("from tools import limits")
            )
        }
    ),
    "continued !pip": Kind({"light.ipynb": book("!pip install -q \\\n  numpy\n" + RIGHT)}),
    "shell value": Kind({"light.ipynb": book("w = !whoami \\\n && ls\n" + RIGHT)}),
    "help of an item": Kind({"light.ipynb": book("x = [1]\nx[0]?\n" + RIGHT)}),
    "% after a shell line": Kind({"light.ipynb": book('!ls\ny = ("%d"\n % 3)\n' + RIGHT)}),
    "%%time": Kind({"light.ipynb": book("%%time\n" + RIGHT)}),
    "magics of every day": Kind(
        {
            "light.ipynb": book(
                "%load_ext autoreload\n"
                "%autoreload 2\n"
                "%config InlineBackend.figure_format = 'svg'\n"
                "%env X=1\n" + SETUP,
                "%%capture out\n" + Q1,
                "%%timeit -n 1\nx = 1",
                Q2,
                "%timeit -n1 -r1 brighten(np.zeros((1, 2, 2)), 1)\n%who\n%lsmagic",
            )
        }
    ),
    "a cell switched off": Kind(
        {"light.ipynb": book(SETUP, Q1, Q2, "%%script false --no-raise-error\n" + Q1.replace("+", "-"))}
    ),
    "a shell by name": Kind(
        {
            "light.ipynb": book(
                "ip = get_ipython()\n"
                "ip.run_line_magic('matplotlib', 'inline')\n"
                "get_ipython().ast_node_interactivity = 'all'\n",
                SETUP,
                Q1,
                Q2,
                "display(1)\nfrom IPython.display import clear_output\nclear_output()",
            )
        }
    ),
    "%run of a notebook": Kind(
        {"light.ipynb": book("%run tools.ipynb", HELPED), "tools.ipynb": book("!ls\n" + LIMITS)}
    ),
    "star import of a written file": Kind(
        {"light.ipynb": book("%%writefile mine.py\n" + PLAIN, "from mine import *")}
    ),
    "heredoc bash then python": Kind(
        {"light.ipynb": book("%%bash\nfor i in 1 2; do echo $i; done", SETUP, Q1, Q2)}
    ),
    "%%writefile of test then pytest": Kind(
        {
            "light.ipynb": book(
                SETUP,
                Q1,
                Q2,
                "%%writefile test_x.py\nimport pytest\ndef test(): pass\n",
                "!pytest -q test_x.py",
            )
        }
    ),
    "%pip install in middle of cell": Kind(
        {"light.ipynb": book("import os\n%pip install numpy -q\n" + SETUP + Q1 + Q2)}
    ),
    "question mark help": Kind({"light.ipynb": book(SETUP, "np.clip?\n?np\nnp.clip??", Q1, Q2)}),
    "shell with braces": Kind(
        {
            "light.ipynb": book(
                SETUP,
                "p='x'\n"
                "!ls {p} | head -n 3 > out.txt\n"
                "files = !ls *.py\n"
                "print(files.n if hasattr(files,'n') else len(files))",
                Q1,
                Q2,
            )
        }
    ),
    "%%html cell": Kind({"light.ipynb": book("%%html\n<style>.x{}</style>", SETUP, Q1, Q2)}),
    "tensorboard magics": Kind(
        {
            "light.ipynb": book(
                "%load_ext tensorboard\n%tensorboard --logdir logs\n%reload_ext autoreload", SETUP, Q1, Q2
            )
        }
    ),
    "%cd and back": Kind(
        {"light.ipynb": book("%cd utils\nfrom tools import limits\n%cd ..", HELPED), "utils/tools.py": LIMITS}
    ),
    "%cd to a drive, and up": Kind(
        {
            "light.ipynb": book(
                "from google.colab import drive\n"
                "drive.mount('/content/drive')\n"
                "%cd /content/drive/MyDrive/tp\n"
                "%cd ..",
                READ.format("s.json"),
                HELPED,
            ),
            "s.json": "[0.0, 1.0]",
        }
    ),
    "%%writefile into a folder": Kind(
        {
            "light.ipynb": book(
                "!mkdir -p utils",
                "%%writefile utils/tools.py\n" + LIMITS,
                "from utils.tools import limits",
                HELPED,
            )
        }
    ),
    "%%writefile, a name with a space": Kind(
        {
            "light.ipynb": book(
                "%%writefile 'mes outils.json'\n[0.0, 1.0]", READ.format("mes outils.json"), HELPED
            )
        }
    ),
    "%%writefile of a variable": Kind(
        {
            "light.ipynb": book(
                "name = 'tools.py'", "%%writefile $name\n" + LIMITS, "from tools import limits", HELPED
            )
        }
    ),
    "%%file": Kind({"light.ipynb": book("%%file tools.py\n" + LIMITS, "from tools import limits", HELPED)}),
    "!unzip of data": Kind(
        {
            "light.ipynb": book("!unzip -q data.zip", READ.format("s.json"), HELPED),
            "data.zip": packed({"s.json": "[0.0, 1.0]"}),
        }
    ),
    "!tar of data": Kind(
        {
            "light.ipynb": book("!tar -xzf data.tar.gz", READ.format("s.json"), HELPED),
            "data.tar.gz": tarred({"s.json": b"[0.0, 1.0]"}),
        }
    ),
    "%run of a path of Windows": Kind(
        {"light.ipynb": book("%run C:\\Users\\ann\\tp\\tools.py", HELPED), "tools.py": LIMITS}
    ),
    "automagics": Kind({"light.ipynb": book("ls", "cd ..", "pip install numpy", SETUP, Q1, Q2)}),
}
