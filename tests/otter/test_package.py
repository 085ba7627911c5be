"""The Otter package: deterministic, complete, and without the traps of Otter 7.0.0 (each named by what goes wrong)."""

from __future__ import annotations

import ast
import io
import json
import shutil
import subprocess
import zipfile
from dataclasses import replace

import nbformat
import pytest

pytest.importorskip("otter")

from otter.assign.assignment import Assignment as OtterAssignment
from otter.assign.question_config import QuestionConfig
from otter.nbmeta_config import NBMetadataConfig
from otter.test_files import create_test_file

from autograder.base.errors import ContentError
from autograder.course.load import load_assignment
from autograder.course.text_answers import stub_text
from autograder.otter import package
from autograder.release.bundle import student_files
from autograder.release.leak import leaks
from autograder.release.trees import write_bundle
from tests.manual import with_manual_question


@pytest.fixture(scope="module")
def packaged(light):
    return package.otter_bundle(light)


@pytest.fixture(scope="module")
def archive(packaged):
    with zipfile.ZipFile(io.BytesIO(packaged.files["01_light-autograder.zip"])) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


@pytest.fixture
def written(packaged, tmp_path):
    write_bundle(packaged, tmp_path / "out")
    return tmp_path / "out"


def _cells(packaged, path):
    return nbformat.reads(packaged.files[path].decode("utf-8"), as_version=4).cells


def _config(light):
    raw = package.master_notebook(light, "fr").cells[0].source
    return json.loads(raw.removeprefix("# ASSIGNMENT CONFIG\n"))


def test_two_packages_are_the_same_bytes(light, packaged):
    """Trap 11: two runs of `otter assign` differ in cell ids, zip name and timestamps."""
    assert package.otter_bundle(light) == packaged


def test_no_test_file_holds_a_message_or_anything_that_could_break_it(packaged, archive):
    """Trap 1: a quote in a message makes a test file that cannot be read, and `assign` says nothing."""
    files = {**packaged.files, **archive}
    tests = {path: data for path, data in files.items() if "tests/q" in path}
    assert len(tests) == 6
    for data in tests.values():
        ast.parse(data)
        assert b"_message" not in data


def test_every_check_is_one_function_with_one_argument_and_a_name_of_its_own(archive, light):
    """Trap 4: two functions keep the first, equal names overwrite each other, parameters with defaults get None."""
    for question in light.questions:
        tree = ast.parse(archive[f"tests/{question.id}.py"])
        functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
        assert [each.name for each in functions] == [check.function for check in question.checks]
        assert all(ast.unparse(each.args) == "env" for each in functions)


@pytest.mark.parametrize(
    ("tree", "points"), [("student/tests", {"q1": 1, "q2": 1}), ("autograder/tests", {"q1": 4, "q2": 2})]
)
def test_points_are_those_of_the_checks_also_in_the_students_copy(written, tree, points):
    """Trap 5: a list of points with a hidden test gives the student copy wrong points."""
    found = {
        name: create_test_file(str(written / tree / f"{name}.py"), NBMetadataConfig()).possible
        for name in points
    }
    assert found == points


def test_every_key_is_one_that_otter_knows(light):
    """Trap 6: unknown question keys are accepted silently; a setting of that name would do nothing."""
    OtterAssignment(_config(light), require_valid_keys=True)
    for cell in package.master_notebook(light, "fr").cells:
        if cell.source.startswith("# BEGIN QUESTION"):
            name = cell.source.split("name: ")[1]
            QuestionConfig({"name": name}, require_valid_keys=True)


def test_test_files_are_ascii(packaged, archive):
    """Trap 8: Otter opens test files without an encoding; accents fail under an ASCII locale."""
    for path, data in {**packaged.files, **archive}.items():
        if "tests/q" in path:
            assert data.isascii(), path


def test_the_stub_otter_makes_is_ours(packaged, light):
    """Trap 9: with Otter's own `...` an empty answer can earn points."""
    ours = {
        cell.id: cell.source
        for cell in nbformat.reads(
            student_files(light).files[["01_light", "01_light.fr.ipynb"][1]].decode(), 4
        ).cells
    }
    theirs = {cell.id: cell.source for cell in _cells(packaged, "student/01_light.ipynb")}
    for question in light.questions:
        name = f"01_light-{question.id}-answer"
        assert theirs[name] == ours[name]
        assert "raise NotImplementedError" in theirs[name] and "..." not in theirs[name]


def test_the_reference_otter_grades_is_the_master(packaged):
    source = "\n\n".join(
        cell.source
        for cell in _cells(packaged, "autograder/01_light.ipynb")
        if cell.id in ("01_light-setup", "01_light-q1-answer", "01_light-q2-answer")
    )
    space: dict = {}
    exec(compile(source, "reference", "exec"), space)
    np = space["np"]
    assert space["brighten"](np.array([[[0.75]]]), 0.5).tolist() == [[[1.0]]]
    assert space["darkest"](np.array([[[0.75]], [[0.5]]])) == 1


def test_the_students_side_gives_nothing_away(packaged, light):
    student = {path: data for path, data in packaged.files.items() if path.startswith("student/")}
    assert len(student) >= 6
    assert leaks(light, student) == ()


def test_export_executes_nothing_and_leaves_the_log_out(packaged):
    """Trap 12: `grader.export()` re-executes the notebook by default, and everything is trained again."""
    (export,) = (c.source for c in _cells(packaged, "student/01_light.ipynb") if "grader.export" in c.source)
    assert "pdf=False" in export and "ignore_log=True" in export and "run_tests" not in export


def test_otter_reseeds_nothing(archive):
    """Trap 12: `seed:` reseeds NumPy before every cell, and TensorFlow never."""
    config = json.loads(archive["otter_config.json"])
    assert "seed" not in config and not config["pdf"]
    assert list(config["plugins"][0]) == [package.PLUGIN]


def test_the_archive_holds_checks_beside_the_submission_and_never_in_it(archive, light):
    assert not any(name.startswith("files/") for name in archive)
    assert (
        archive["assignment/01_light/checks/test_hidden.py"]
        == (light.folder / "checks/test_hidden.py").read_bytes()
    )
    assert not any("master" in name or "samples" in name for name in archive)


def test_the_assignment_in_the_archive_can_be_loaded_and_is_whole(archive, light, tmp_path):
    for name, data in archive.items():
        if name.startswith("assignment/"):
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_bytes(data)
    loaded = load_assignment(tmp_path / "assignment/01_light")
    assert [check.id for check in loaded.rubric] == [check.id for check in light.rubric]
    assert loaded.limits == light.limits and loaded.maximum == light.maximum


@pytest.mark.parametrize("in_full", [True, False])
def test_the_package_keeps_to_what_students_read_of_hidden_checks(light, tmp_path, in_full):
    set_so = replace(light, hidden_in_full=in_full)
    for name, data in package._judge_files(set_so).items():
        if name.startswith("assignment/"):
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_bytes(data)

    assert load_assignment(tmp_path / "assignment/01_light").hidden_in_full is in_full
    assert b"hidden_messages" not in student_files(set_so).files["assignment.toml"]


def test_the_environment_names_our_wheel_and_pinned_versions(archive):
    environment = archive["environment.yml"].decode()
    assert "otter-grader[grading,plugins]==7.0.0" in environment
    (wheel,) = (name for name in archive if name.endswith(".whl"))
    assert f"/autograder/source/{wheel}" in environment
    assert "python=3.1" in environment and "tensorflow" in environment


def test_run_autograder_leaves_a_results_file_even_when_nothing_can_start(archive, tmp_path):
    """Trap 7: a grader that dies leaves no results.json at all."""
    script = archive["run_autograder"].decode().replace("/autograder/", f"{tmp_path}/autograder/")
    script = script.replace("cd /autograder", f"cd {tmp_path}/autograder")
    (tmp_path / "run").write_text(script)
    (tmp_path / "autograder").mkdir()
    bash = shutil.which("bash")
    done = subprocess.run(
        [bash, str(tmp_path / "run")], env={"PATH": "/usr/bin:/bin"}, capture_output=True, check=False
    )
    assert done.returncode == 0
    results = json.loads((tmp_path / "autograder/results/results.json").read_text())
    assert "score" not in results and "votre enseignant" in results["output"]


def test_a_comment_that_is_an_order_to_otter_is_refused(light, tmp_path):
    folder = tmp_path / "01_light"
    shutil.copytree(light.folder, folder)
    master = folder / "master.py"
    master.write_text(master.read_text().replace("import numpy as np", "import numpy as np  # SEED"))
    with pytest.raises(ContentError, match="order to Otter"):
        package.otter_bundle(load_assignment(folder))


def test_methods_and_several_regions_become_our_stubs(tmp_path, light):
    """A class whose methods hold a region each, and a helper region at module level that vanishes."""
    folder = tmp_path / "01_light"
    shutil.copytree(light.folder, folder)
    master = (folder / "master.py").read_text()
    head, _, _ = master.partition("def darkest")
    (folder / "master.py").write_text(
        head
        + '''class darkest:
    """Spec of the class."""

    def __init__(self, images):
        """Keep the images."""
        # BEGIN SOLUTION
        self.images = images
        # END SOLUTION

    def number(self):
        """Return the number."""
        # BEGIN SOLUTION
        if True:
            return "\\"\\"\\""
        # END SOLUTION
'''
    )
    assignment = load_assignment(folder)
    bundle = package.otter_bundle(assignment)
    theirs = {cell.id: cell.source for cell in _cells(bundle, "student/01_light.ipynb")}
    ours = {
        c.id: c.source
        for c in nbformat.reads(student_files(assignment).files["01_light.fr.ipynb"].decode(), 4).cells
    }
    assert theirs["01_light-q2-answer"] == ours["01_light-q2-answer"]
    assert theirs["01_light-q2-answer"].count("raise NotImplementedError") == 2


def test_the_package_says_what_to_do_with_it(packaged, light):
    readme = packaged.files["README.md"].decode()
    assert readme.startswith(f"# {light.id}: Otter package")
    assert f"{len(light.rubric)} checks, {light.maximum} points" in readme
    assert f"otter run hand-in.ipynb -a {package.zip_name(light)}" in readme


def test_a_question_that_a_person_marks_is_otters_manual_one_and_keeps_its_answer_to_itself(tmp_path, light):
    id = with_manual_question(light.folder, tmp_path / "01_light")
    assignment = load_assignment(tmp_path / "01_light")
    bundle = package.otter_bundle(assignment)

    students = {cell.id: cell.source for cell in _cells(bundle, "student/01_light.ipynb")}
    assert stub_text("fr") in students[f"01_light-{id}-answer"]
    theirs = "\n".join(str(files) for path, files in bundle.files.items() if path.startswith("student/"))
    assert "tous finissent" not in theirs and "all end" not in theirs
    masters = "\n".join(cell.source for cell in _cells(bundle, "autograder/01_light.ipynb"))
    assert "tous finissent" in masters
    with zipfile.ZipFile(io.BytesIO(bundle.files["01_light-autograder.zip"])) as archive:
        assert not any(f"{id}.py" in name and "tests/" in name for name in archive.namelist())
        packed = archive.read("assignment/01_light/assignment.toml").decode()
    assert "criteria" in packed and f"points = {assignment.manual[id].points}" in packed
