"""What administrators copy from docs/administrators/unattended.md: settings, units, crontabs and workflows are read by their own readers."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from autograder.cli import autograder
from autograder.course.load import load_course
from autograder.gradebook import sync_settings

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs/administrators/unattended.md"
TEXTS = {
    "page": PAGE.read_text(encoding="utf-8"),
    "container": (ROOT / "Containerfile").read_text(encoding="utf-8"),
}


def blocks(kind):
    """Return the fenced blocks of a kind, in their order."""
    return re.findall(rf"```{kind}\n(.*?)```", TEXTS["page"], re.DOTALL)


def understood(words):
    """Fail where the toolkit does not know a command."""
    verb = autograder.commands[words[0]]
    parser = verb.make_parser(verb.context_class(verb))
    _, left, _ = parser.parse_args(list(words[1:]))
    assert not left, words


def test_every_command_is_understood():
    said = re.findall(r"(?:^|[\s/`\"])autograder ((?:sync|doctor|login|verify)\b[^\n`#;|>&]*)", "\n".join(
        block for kind in ("bash", "ini", "yaml", "cron") for block in blocks(kind)
    ))  # fmt: skip
    assert len(said) >= 7
    for line in said:
        understood(shlex.split(line))


def test_the_containers_command_is_understood():
    (command,) = re.findall(r"^CMD (\[.*\])$", TEXTS["container"], re.MULTILINE)
    name, *words = yaml.safe_load(command)
    assert name == "autograder"
    understood(words)


def test_the_settings_are_read(tmp_path):
    (text,) = blocks("toml")
    (tmp_path / "lms.toml").write_text(text, encoding="utf-8")
    settings = sync_settings.read(tmp_path / "lms.toml")
    links = sync_settings.links(settings, load_course(ROOT / "assignments"), "fr")
    assert [(link.assignment.id, link.remote, link.language) for link in links] == [
        ("02_noise", "Devoir 2", "fr"),
        ("03_classifier", "Devoir 3", "en"),
    ]


def test_the_workflows_are_yaml_with_a_schedule_and_no_second_run():
    github, gitlab = (yaml.safe_load(block) for block in blocks("yaml"))
    assert github[True]["schedule"] and github["concurrency"]  # YAML reads the key `on` as a truth
    assert gitlab["sync"]["resource_group"] and gitlab["sync"]["rules"]


def test_the_line_of_cron_has_five_fields_and_a_command_a_shell_reads():
    (line,) = blocks("cron")
    found = re.fullmatch(r"((?:[\d*/,-]+ ){5}) *(.+)\n", line)
    assert found
    assert subprocess.run(["sh", "-n", "-c", found[2]]).returncode == 0
    assert "%" not in found[2]  # cron would end the line there


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="there is no systemd-analyze")
def test_the_units_pass_systemds_own_check(tmp_path):
    service, timer = blocks("ini")
    program = tmp_path / ".venv/bin/autograder"
    program.parent.mkdir(parents=True)
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    (tmp_path / "autograder.service").write_text(service.replace("/srv/course", str(tmp_path)))
    (tmp_path / "autograder.timer").write_text(timer)
    for unit in ("autograder.service", "autograder.timer"):
        done = subprocess.run(
            ["systemd-analyze", "verify", str(tmp_path / unit)], capture_output=True, text=True
        )
        assert (done.returncode, done.stdout + done.stderr) == (0, "")
