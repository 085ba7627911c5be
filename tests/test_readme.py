"""The READMEs: their commands exist, their links lead somewhere, their tables hold what was measured."""

import re
import shlex
from pathlib import Path

import pytest

from autograder.cli import autograder
from benchmarks import tables

ROOT = Path(__file__).parents[1]
READMES = [ROOT / "README.md", ROOT / "README.fr.md"]

each_readme = pytest.mark.parametrize("path", READMES, ids=lambda path: path.name)


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


@each_readme
def test_every_make_target_exists(path):
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for command in commands(path):
        if command.startswith("make "):
            assert re.search(rf"^([\w-]+ )*{command.split()[1]}( [\w-]+)*:", makefile, re.M), command


@each_readme
def test_every_link_leads_to_a_file(path):
    links = re.findall(r"\]\(([^)#:]+)\)", path.read_text(encoding="utf-8"))
    assert [link for link in links if not (ROOT / link).exists()] == []


@each_readme
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
