"""What a French teacher reads in her terminal is French: what verbs say, what they doubt, and what stops them."""

import re
import sys
import zipfile

import pytest

from autograder import cli
from tests.gradebook import fakes
from tests.gradebook.conftest import course_folder  # noqa: F401

# Words that English cannot do without, and that are none in French. Names of files, options and verbs are left out first.
ENGLISH = re.compile(
    r"\b(the|and|of|is|was|were|are|not|for|to|with|has|have|by|from|this|that|it|its|no|nothing|neither|both|there|"
    r"expected|received|found|hand-ins?|judged|judge|graded?|checks?|points is|students?|answers?|run|line|name it|"
    r"roster|worksheet|doubt|late|next|missing|kept|files?)\b",
    re.IGNORECASE,
)
NAMES = re.compile(
    r"autograder \w+( [\w.*/-]+)*|--[\w-]+( \w+)?|/[\w./~-]+|\b[\w.-]+\.(csv|zip|toml|py|html|json|ipynb|png|txt)\b|"
    r"\b(id|name|email|login|group|student|assignment|check|points|comment|Student|ID|criteria)\b(?=,| ou | et |\)| \(|\.|$)"
)


def english(text):
    """Return the English words in what was said, and the line of each."""
    return [
        (found[0], line)
        for line in text.splitlines()
        for found in ENGLISH.finditer(NAMES.sub("", line))
    ]


@pytest.fixture
def teacher(course_folder, tmp_path, monkeypatch, capsys):  # noqa: F811
    """Return a function that runs a command line as a French teacher does: its exit code, and all that was said."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("AUTOGRADER_LANGUAGE", "fr")
    monkeypatch.setenv("AUTOGRADER_COURSE", str(course_folder))
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setattr("autograder.judge.run.grade_job", fakes.grade_for_verbs)

    def run(*words):
        monkeypatch.setattr(sys, "argv", ["autograder", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
            raise SystemExit(0)
        said = capsys.readouterr()
        return ended.value.code, said.out + said.err

    return run


def archive(path, files):
    with zipfile.ZipFile(path, "w") as made:
        for name, text in files.items():
            made.writestr(name, text)
    return path


@pytest.fixture
def download(tmp_path):
    """Return a Canvas download with somebody late, somebody unknown, the same file twice, and one that cannot be read."""
    return archive(
        tmp_path / "TP2.zip",
        {
            "duponteelodie_LATE_11_901_tp2.py": "def add_noise(x): pass\n",
            "martinjean_12_902_tp2.py": "def add_noise(x): pass\n",
            "inconnueeve_13_903_tp2.py": "def add_noise(x): pass\n# judge_error salted\n",
            "petitzoe_14_904_tp2.zip": "PK\x03\x04 no archive",
            "lisezmoi.txt": "bonjour",
        },
    )


@pytest.fixture
def roster(tmp_path):
    path = tmp_path / "liste.csv"
    path.write_text(
        "id;nom;courriel\n1;Duponté Élodie;\n2;Jean Martin;\n4;Zoé Petit;\n5;Absent Paul;\n2;Jean Martin;\n",
        encoding="utf-8",
    )
    return path


def test_the_words_that_are_looked_for_are_found():
    assert english("2 hand-ins judged") and english("the file is damaged")
    assert not english("2 rendus corrigés en 3 s : autograder report --out results")


def test_a_dry_run_is_french(teacher, download, roster):
    code, said = teacher("batch", download, "--roster", roster, "--dry-run")

    assert code == 0
    assert english(said) == []
    assert "canvas\u00a0: 4 rendus de 4 étudiants" in said
    assert "EN RETARD" in said
    assert "  non reconnu      lisezmoi.txt\u00a0: pas un chemin d’un téléchargement de Canvas" in said
    assert "  rien rendu       Absent Paul (5)" in said
    assert "absent de la liste de classe\u00a0; corrigé tout de même, sous ce nom" in said
    assert "liste de classe, ligne 6\u00a0: 2 figure déjà à la ligne 3\u00a0; ligne laissée de côté." in said


def test_a_class_is_graded_and_reported_in_french(teacher, download, roster):
    code, said = teacher("batch", download, "-a", "02", "--roster", roster, "-j", "1")

    assert code == 1
    assert english(said.replace("a bug of ours", "")) == []  # what broke is a program's word
    assert "  erreur du juge   inconnueeve  02_noise salted\u00a0: a bug of ours" in said
    assert re.search(r"results\u00a0: 4 rendus corrigés en \d+,\d\u00a0s, soit \d+ par minute", said)
    assert "1 erreur du juge, notes en attente\u00a0; 1 rendu illisible" in said
    assert "Ensuite, les pages des étudiants, le bilan de la classe et les notes\u00a0: autograder report" in said

    code, again = teacher("batch", download, "-a", "02", "--roster", roster, "-j", "1")
    assert "0 rendu corrigé" in again or "1 rendu corrigé" in again
