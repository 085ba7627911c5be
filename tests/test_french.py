"""What a French teacher reads in her terminal is French: what verbs say, what they doubt, and what stops them."""

import re
import sys
import zipfile

import pytest

from autograder import cli
from autograder.base import messages
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
    r"students/|autograder \w+( [\w.*/-]+)*|--[\w-]+( \w+)?|/[\w./~-]+|\b[\w.-]+\.(csv|zip|toml|py|html|json|ipynb|png|txt)\b|"
    r"\b(id|name|email|login|group|student|assignment|check|points|comment|Student|ID|criteria)\b(?=,| ou | et |\)| \(|\.|$)"
)


def english(text):
    """Return the English words in what was said, and the line of each."""
    return [(found[0], line) for line in text.splitlines() for found in ENGLISH.finditer(NAMES.sub("", line))]


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
        code = 0
        try:
            cli.main()
        except SystemExit as ended:
            code = ended.code or 0
        said = capsys.readouterr()
        return code, said.out + said.err

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
    assert "  non reconnu          lisezmoi.txt\u00a0: pas un chemin d’un téléchargement de Canvas" in said
    assert "  rien rendu           Absent Paul (5)" in said
    assert "absent de la liste de classe\u00a0; corrigé tout de même, sous ce nom" in said
    assert "liste de classe, ligne 6\u00a0: 2 figure déjà à la ligne 3\u00a0; ligne laissée de côté." in said


def test_a_class_is_graded_and_reported_in_french(teacher, download, roster):
    code, said = teacher("batch", download, "-a", "02", "--roster", roster, "-j", "1")

    assert code == 1
    assert english(said.replace("a bug of ours", "")) == []  # what broke is a program's word
    assert "  erreur du correcteur inconnueeve  02_noise salted\u00a0: a bug of ours" in said
    assert re.search(r"results\u00a0: 4 rendus corrigés en \d+,\d\u00a0s, soit \d+ par minute", said)
    assert "1 erreur du correcteur, notes en attente\u00a0; 1 rendu illisible" in said
    assert (
        "Ensuite, les pages des étudiants, le bilan de la classe et les notes\u00a0: autograder report"
        in said
    )

    code, again = teacher("batch", download, "-a", "02", "--roster", roster, "-j", "1")
    assert "0 rendu corrigé" in again or "1 rendu corrigé" in again


WRONG = {
    "no course": ("verify", "--course", "nowhere"),
    "no such assignment": ("batch", "TP2.zip", "-a", "77"),
    "nothing to grade": ("batch", "--out", "rien"),
    "one file": ("batch", "une.py"),
    "an empty folder": ("batch", "vide"),
    "a damaged archive": ("batch", "abime.zip"),
    "no roster": ("batch", "TP2.zip", "--roster", "une.py"),
    "a spreadsheet for a roster": ("batch", "TP2.zip", "--roster", "classeur.csv"),
    "no worksheet": ("batch", "TP2.zip", "--worksheet", "liste.csv"),
    "a deadline without times": ("batch", "TP2.zip", "--due", "2026-03-05T23:59"),
    "an unknown check": ("batch", "TP2.zip", "--check", "rien"),
    "an unknown student": ("batch", "TP2.zip", "--only", "personne"),
    "a cluster without its address": ("batch", "TP2.zip", "--engine", "dask"),
    "an export of no assignment": ("report", "--moodle", "liste.csv", "--out", "classe"),
    "no worksheet to fill": ("report", "02", "--moodle", "liste.csv", "--out", "classe"),
    "no gradebook to fill": ("report", "02", "--canvas", "liste.csv", "--column", "TP2", "--out", "classe"),
    "a gradebook without its column": ("report", "02", "--canvas", "liste.csv", "--out", "classe"),
    "a folder that holds no results": ("report", "02", "--out", "vide"),
    "nothing to judge": ("grade",),
    "no hand-in": ("grade", "rien.py", "-a", "02"),
    "an unknown sample": ("grade", "02", "--sample", "rien"),
    "a hand-in and a sample": ("grade", "une.py", "-a", "02", "--sample", "rien"),
    "a number that is taken": ("new", "2", "bruit"),
    "a number that is none": ("new", "100", "bruit"),
    "a name that is none": ("new", "40", "Bruit"),
    "a folder that is not empty": ("init", "plein"),
    "a folder where a file was meant": ("grade", "une.py", "-a", "02", "--course", "une.py"),
    "mutants without being asked": ("verify", "02", "--propose"),
    "an address that is none": ("login", "moodle", "moodle.example.org"),
    "an address that anybody can listen to": ("login", "moodle", "http://moodle.example.org"),
    "an unknown verb": ("corriger",),
    "an unknown option": ("batch", "--rien"),
    "a missing file": ("batch", "absent.zip"),
}


@pytest.mark.parametrize("words", WRONG.values(), ids=WRONG)
def test_what_stops_a_teacher_is_said_in_french(teacher, download, roster, tmp_path, words):
    (tmp_path / "une.py").write_text("x = 1\n")
    (tmp_path / "vide").mkdir()
    (tmp_path / "classe/students/s_7").mkdir(parents=True)
    (tmp_path / "classe/students/s_7/student.json").write_text('{"id": "7"}')
    (tmp_path / "plein").mkdir()
    (tmp_path / "plein/notes.txt").write_text("x")
    (tmp_path / "abime.zip").write_bytes(b"PK\x03\x04 rien")
    (tmp_path / "classeur.csv").write_bytes(b"PK\x03\x04 rien")

    code, said = teacher(*words)

    assert code in (2, 3, 4)
    assert len(said.splitlines()) >= 1
    assert english(said) == []
    assert not re.search(r"[^\s\u00a0]\s?(?<!\u00a0)[;!?](\s|$)| [;:!?](\s|$)", said), said


def test_what_is_malformed_in_a_course_is_said_in_french_with_file_and_line(teacher, download, course_folder):  # noqa: F811
    path = course_folder / "02_noise/assignment.toml"
    path.write_text(path.read_text(encoding="utf-8") + "pont = 3\n", encoding="utf-8")

    code, said = teacher("batch", download, "-a", "02")

    assert code == 3
    assert re.search(r"assignment\.toml:\d+\u00a0: clé inconnue «\u00a0.*pont\u00a0»\. Retirez-la", said)


def test_results_in_which_another_run_is_at_work_are_refused_in_french(teacher, download, tmp_path):
    from autograder.gradebook.store import Store

    with Store(tmp_path / "results").locked():
        code, said = teacher("batch", download, "-a", "02")

    assert code == 2
    assert said.startswith(
        "autograder\u00a0: results\u00a0: un autre passage de batch ou de sync travaille sur ces résultats."
    )


def test_what_the_machine_refuses_is_said_in_french(teacher, download, tmp_path):
    (tmp_path / "fichier").write_text("x")

    code, said = teacher("batch", download, "--out", "fichier/resultats")

    assert code == 4
    assert re.match(
        r"autograder : .*fichier.* : (ce n’est pas un dossier|le fichier existe déjà)\. ",
        said.replace("\u00a0", " "),
    )
    assert english(said) == []


def test_what_differs_from_what_is_built_is_said_in_french(teacher, tmp_path, course_folder):  # noqa: F811
    from autograder.release.starter import start

    start(tmp_path / "cours", ("fr",))
    place = ("--course", tmp_path / "cours/assignments")
    assert teacher("build", "--check", *place) == (0, "")

    (next((tmp_path / "cours/student_template").glob("01_*")) / "intrus.txt").write_text("x")
    (tmp_path / "cours/student_template/README.md").unlink()
    code, said = teacher("build", "--check", *place)

    assert code == 1
    assert english(said.replace("student_template", "")) == []
    assert "README.md\u00a0: manque" in said and "intrus.txt\u00a0: n’appartient à aucun devoir" in said
    assert re.search(
        r"Lancez\u00a0: autograder build --course \S+\u00a0; et versionnez ce qu’il écrit\.\n$", said
    )

    code, said = teacher("build", *place)
    assert english(said) == [] and re.search(r"solutions/\u00a0: \d+ fichiers écrits", said)


def test_a_new_assignment_is_announced_in_french(teacher):
    code, said = teacher("new", "40", "bruit")

    assert code == 0
    assert english(said) == []
    assert "40_bruit/statement.fr.md\u00a0: écrit\n" in said
    assert "  autograder verify 40 --checks-only   vérifications et exemples tiennent-ils\u00a0?\n" in said


def test_an_export_lists_its_changes_in_french(teacher, download, roster, tmp_path):
    teacher("batch", download, "-a", "02", "--roster", roster, "-j", "1")
    (tmp_path / "notes.csv").write_text(
        "Student,ID,SIS User ID,SIS Login ID,Section,TP2 (7)\n    Points Possible,,,,,10\n"
        '"Martin, Jean",12,2,,A,\n"Petit, Zoé",14,4,,A,EX\n',
        encoding="utf-8",
    )

    code, said = teacher("report", "02", "--canvas", "notes.csv", "--column", "TP2", "--dry-run")

    assert code == 0
    assert english(said) == []
    assert "Jean Martin\u00a0: TP2 (7)\u00a0: — → 10" in said
    assert "Cellules modifiées\u00a0: 1." in said


# Click's, and those of git, pip and measure.py.
OF_OTHERS = {"--help", "--ours", "--theirs", "--force-reinstall", "--write"}


@pytest.mark.parametrize("key", sorted(messages.keys("fr")))
def test_the_options_that_a_sentence_names_exist_and_none_is_lost_in_french(key):
    options = [
        set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", messages._sentences(language)[key]))
        for language in ("en", "fr")
    ]
    known = {name for verb in cli.autograder.commands.values() for each in verb.params for name in each.opts}

    assert options[0] <= options[1] <= known | OF_OTHERS


def test_a_proof_that_is_stopped_says_what_is_kept_in_french(teacher, monkeypatch):
    def stopped(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("autograder.proof.run.run", stopped)
    code, said = teacher("verify", "02")
    assert (code, said) == (
        130,
        "Interrompu. Ce qui est corrigé est gardé\u00a0: la même commande reprend ici.\n",
    )
    assert english(said) == []
