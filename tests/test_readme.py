"""The READMEs: their commands exist, their links lead somewhere, their tables hold what was measured."""

import os
import re
import shlex
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from autograder.cli import autograder
from benchmarks import tables
from tests.test_architecture import ARROWS

ROOT = Path(__file__).parents[1]
READMES = [ROOT / "README.md", ROOT / "README.fr.md"]
MEASURED = [*READMES, ROOT / "benchmarks/README.md", ROOT / "benchmarks/README.fr.md"]

each_readme = pytest.mark.parametrize("path", READMES, ids=lambda path: path.name)
each_measured = pytest.mark.parametrize("path", MEASURED, ids=lambda path: str(path.relative_to(ROOT)))


def commands(path):
    """Return the commands of the fenced bash blocks, comments left out."""
    blocks = re.findall(r"```bash\n(.*?)```", path.read_text(encoding="utf-8"), re.S)
    lines = (line.split("#")[0].strip() for block in blocks for line in block.splitlines())
    return [line for line in lines if line]


@pytest.mark.parametrize(
    "path", [*READMES, ROOT / "autograder/gradebook/README.md"], ids=lambda path: path.parent.name
)
def test_every_command_of_the_toolkit_is_understood(path):
    for command in commands(path):
        name, *arguments = shlex.split(command)
        if name == "autograder":
            verb = autograder.commands[arguments[0]]
            parser = verb.make_parser(verb.context_class(verb))
            _, left, _ = parser.parse_args(list(arguments[1:]))
            assert not left, command


@each_measured
def test_every_make_target_exists(path):
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for command in commands(path):
        if command.startswith("make "):
            assert re.search(rf"^([\w-]+ )*{command.split()[1]}( [\w-]+)*:", makefile, re.M), command


@each_measured
def test_every_link_leads_to_a_file(path):
    links = re.findall(r"\]\(([^)#:]+)\)", path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []


@pytest.mark.parametrize(
    "name", ["README.md", "README.fr.md", "CONTRIBUTING.md", "SECURITY.md", "autograder/gradebook/README.md"]
)
def test_every_path_named_exists(name):
    """A path of the repository, in `code`: autograder/…, tests/…, assignments/course.toml, .ci/run."""
    text = (ROOT / name).read_text(encoding="utf-8")
    named = re.findall(r"`((?:autograder|tests|benchmarks|datasets|\.ci|\.github)/[\w./-]*)`", text)
    written = [path for path in named if "NAME" not in path]  # a place for the reader's own name
    assert [path for path in written if not (ROOT / path).exists()] == []


def test_the_map_of_the_house_names_every_room():
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    rooms = text.split("## A map of the house")[1].split("### Where is")[0]
    assert {each for each in ARROWS if f"`{each}/`" not in rooms and f"`{each}.py`" not in rooms} == set()


@each_measured
def test_the_tables_hold_what_was_measured(path):
    language = "fr" if path.name.endswith(".fr.md") else "en"
    text = path.read_text(encoding="utf-8")
    assert tables.filled(text, language) == text, "run: python -m benchmarks.tables"


def test_both_languages_show_the_same_commands():
    ours, theirs = (commands(path) for path in READMES)
    assert [command.replace("/chemin/des/donnees", "/path/to/data") for command in theirs] == ours


def test_every_benchmark_of_the_makefile_is_a_module():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for module in set(re.findall(r"-m benchmarks\.(\w+)", makefile)):
        assert (ROOT / f"benchmarks/{module}.py").exists() or (ROOT / f"benchmarks/{module}").is_dir()


# Run by other tests, or by hand: what installs, what opens a browser, what speaks to an LMS, what looks at this machine.
NOT_RUN = ("make ", "python -m venv", ".venv/bin/python -m pip", "python -m pip", "source ", "autograder doctor",
           ".venv/bin/python -m autograder demo", "jupyter lab", "autograder review", "autograder login",
           "autograder sync")  # fmt: skip
STUDENT = ("autograder check", "autograder hint", "autograder export")


@pytest.fixture(scope="module")
def scratch(tmp_path_factory):
    """A copy of the course with what the commands of the README speak of: hand-ins, a download, a worksheet."""
    folder = tmp_path_factory.mktemp("scratch")
    for name in ("assignments", "student_template", "solutions", "datasets"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "requirements.lock", folder)
    shutil.copy(folder / "solutions/02_noise/02_noise.en.ipynb", folder / "hand-in.ipynb")
    shutil.copytree(folder / "student_template", folder / "student")  # a student's own, with an answer
    shutil.copy(folder / "solutions/02_noise/02_noise.py", folder / "student/02_noise/02_noise.py")
    with zipfile.ZipFile(folder / "download.zip", "w") as download:
        download.write(
            folder / "solutions/03_classifier/03_classifier.py", "Ann Lee_11_assignsubmission_file/tp3.py"
        )
        download.write(
            folder / "student_template/03_classifier/03_classifier.py", "Bo Ek_12_assignsubmission_file/a.py"
        )
    (folder / "Grades.csv").write_text(
        "Identifier,Full name,Grade,Maximum grade,Last modified (grade)\n"
        "Participant11,Ann Lee,,30,-\nParticipant12,Bo Ek,,30,-\n",
        encoding="utf-8",
    )
    return folder


# What each command says, and what is there afterwards.
SIGNS = {
    "check": ("Public checks passed: 4 of 4", "student/02_noise"),
    "hint": ("Hint 1", "student/02_noise"),
    "export": ("02_noise.zip", "student/02_noise/02_noise.zip"),
    "verify": ("proved", "assignments/02_noise"),
    "build": ("what students receive", "dist/student_template.zip"),
    "new": ("14_my_topic", "assignments/14_my_topic/master.py"),
    "init": ("my_course", "my_course/student_template/README.md"),
    "grade": ("Score: 30 out of 30", "hand-in.ipynb"),
    "batch": ("2 hand-ins judged", "results"),
    "report": ("report.html", "results/report.html"),
}


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_the_commands_of_the_readmes_do_what_they_say(scratch):
    """One after the other, in the README's order. Both READMEs show the same commands: see above."""
    chosen = [each for each in commands(READMES[0]) if not each.startswith(NOT_RUN)]
    assert {shlex.split(each)[1] for each in chosen} == set(SIGNS)
    for command in chosen:
        _, verb, *arguments = shlex.split(command)
        run = subprocess.run(
            [sys.executable, "-m", "autograder", verb, *arguments],
            cwd=scratch / "student" if command.startswith(STUDENT) else scratch,
            env={**os.environ, "AUTOGRADER_LANGUAGE": "en", "AUTOGRADER_OFFLINE": "1"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        printed, made = SIGNS[verb]
        assert run.returncode == 0, f"{command}\n{run.stdout}{run.stderr}"
        assert printed in run.stdout, f"{command}\n{run.stdout}"
        assert (scratch / made).exists(), command
