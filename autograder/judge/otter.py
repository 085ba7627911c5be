"""Grading through Otter without running a line of student code in its kernel.

`SandboxedAnswers` is a plugin of every package we build: it moves the hand-in out of Otter's reach before anything of
it is unpickled or executed, and has the kernel execute one cell of ours instead. The generated test files call
`passes`, which asks the judge; the judge runs the hand-in in its sandboxed worker. `grade_folder` is what
`run_autograder` calls; `regrade` runs a package's own test files over many answers in this process.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from textwrap import indent

import nbformat
from otter.nbmeta_config import NBMetadataConfig
from otter.plugins import AbstractOtterPlugin
from otter.test_files import create_test_file
from otter.test_files.exception_test import ExceptionTestFile

from autograder.course.load import load_assignment
from autograder.course.model import Assignment
from autograder.errors import HandInError, UsageError
from autograder.messages import sentence
from autograder.verdict import Outcome, Result, Verdict

SESSION = "autograder_session"
# Set by `grade_folder`, which has moved the hand-in already.
_ASIDE = "AUTOGRADER_HANDED_IN"
# Beyond the hand-in's own limit: Otter's start, the kernel's, the worker's.
_SECONDS_BESIDE = 180
_PLACEHOLDER = nbformat.v4.new_notebook(
    metadata={"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
)


class Session:
    """One hand-in with its verdicts, which are asked for once, when the first check wants to know."""

    def __init__(
        self,
        assignment: Assignment,
        data: bytes,
        name: str,
        *,
        language: str = "en",
        checks: Collection[str] | None = None,
        sandbox: str | None = None,
        force: bool = False,
        verdicts: Path | None = None,
    ):
        self.assignment, self.language = assignment, language
        self._hand_in, self._checks, self._verdicts = (data, name), checks, verdicts
        self._isolation = {"sandbox": sandbox, "force": force}
        self._result: Result | None = None
        self._trouble = ""

    def verdict(self, check: str) -> Verdict | None:
        """Return the verdict of a check; None where this session was not asked for it."""
        if self._result is None and not self._trouble:
            self._grade()
        if self._result is None:
            return Verdict(check, Outcome.JUDGE_ERROR, detail=self._trouble)
        return next((each for each in self._result.verdicts if each.check == check), None)

    def _grade(self) -> None:
        from autograder.judge.run import grade_job

        data, name = self._hand_in
        try:
            self._result = grade_job(
                str(self.assignment.folder), data, name, checks=self._checks, **self._isolation
            )
        except HandInError as error:
            self._trouble = sentence(error.key, self.language, **error.values)
        except BaseException as error:
            # Otter takes every question's points away for a BaseException: it must not see one.
            self._trouble = f"{type(error).__name__}: {error}"
        if self._verdicts is not None:
            record = self._result.to_json() if self._result else {"trouble": self._trouble}
            self._verdicts.write_text(json.dumps(record), encoding="utf-8")


def passes(env: Mapping[str, object], assignment: str, check: str) -> None:
    """Return if the check passes on the answer in `env`; else raise AssertionError with the student's sentence.

    `env` is what Otter gives a test: in grading it holds the session of the plugin; in a student's notebook it holds
    the answers themselves, which are then checked in this process.
    """
    session = env.get(SESSION)
    verdict = session.verdict(check) if type(session) is Session else _local_verdict(env, assignment, check)
    language = session.language if type(session) is Session else _local_language()
    if verdict is not None and not verdict.passed:
        raise AssertionError(told(verdict, language))


def told(verdict: Verdict, language: str) -> str:
    """Return what a verdict that is no pass says, in plain lines."""
    if verdict.outcome is Outcome.JUDGE_ERROR:
        return sentence("otter.broken", language, detail=verdict.check)
    lines = [f"{verdict.call}:"] if verdict.call else []
    if verdict.message:
        lines.append(verdict.message.text(language))
    for label, value in (("check.expected", verdict.expected), ("check.received", verdict.received)):
        if value:
            lines.append(f"{sentence(label, language)} {value.text(language)}")
    return "\n".join(lines)


def _local_verdict(env: Mapping[str, object], name: str, check: str) -> Verdict:
    from autograder.judge.run import grade_in_process

    for folder in (Path.cwd(), *Path.cwd().parents):
        if (folder / name / "assignment.toml").is_file():
            assignment = load_assignment(folder / name)
            result = grade_in_process(assignment, dict(env), checks=(check,))
            return result.verdict(check)
    raise UsageError(sentence("check.no_folder", _local_language(), name=name, folder=str(Path.cwd())))


def _local_language() -> str:
    from autograder.messages import default_language

    return default_language()


@dataclass(frozen=True)
class OtterVerdict:
    """What Otter says of one check, and what the judge wrote down for the instructor."""

    passed: bool
    detail: str


class SandboxedAnswers(AbstractOtterPlugin):
    """Otter's plugin: nothing the student wrote is unpickled, imported or executed by Otter or its kernel."""

    def before_grading(self, config):
        """Move the hand-in out of the folder in which Otter works, `.OTTER_LOG` included."""
        submission = Path(self.submission_path).parent
        autograder = submission.parent
        self._source, self._results = autograder / "source", autograder / "results"
        given = os.environ.get(_ASIDE)
        self._hand_in = Path(given) if given else set_aside(submission, autograder / "handed_in")
        _write_placeholder(Path(self.submission_path))
        # Otter's own comparison with the log, and a PDF of the hand-in, would touch it again.
        config.grade_from_log, config.pdf, config.seed = False, False, None

    def before_execution(self, submission):
        """Return the only notebook that the kernel executes."""
        settings = {
            "hand_in": str(self._hand_in),
            "assignment": str(self._source / "assignment" / self.plugin_config["assignment"]),
            "language": self.plugin_config.get("language", "en"),
            "sandbox": self.plugin_config.get("sandbox"),
            "force": bool(self.plugin_config.get("force")),
            "verdicts": str(self._results / "verdicts.json"),
        }
        source = (
            "from autograder.judge import otter as _judge\n"
            f"{SESSION} = _judge.open_session({json.dumps(json.dumps(settings))})"
        )
        book = nbformat.v4.new_notebook(
            cells=[nbformat.v4.new_code_cell(source)], metadata=_PLACEHOLDER.metadata
        )
        return book

    def after_grading(self, results):
        """Tell verdicts in the judge's words: Otter would quote a line of the generated test file."""
        language = self.plugin_config.get("language", "en")
        assignment = load_assignment(self._source / "assignment" / self.plugin_config["assignment"])
        verdicts, notes = _recorded(self._results / "verdicts.json")
        for name, test_file in results.results.items():
            results.results[name] = JudgedTestFile.of(test_file, assignment, verdicts, language)
        if notes:
            results.set_output("\n".join(each.text(language) for each in notes))

    def generate_report(self) -> str:
        """Return what only instructors see: what broke, and how the hand-in was isolated."""
        try:
            record = json.loads((self._results / "verdicts.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return "the judge was not asked"
        if "trouble" in record:
            return f"nothing was graded: {record['trouble']}"
        broken = [each for each in record["verdicts"] if each["outcome"] == Outcome.JUDGE_ERROR]
        lines = [
            f"sandbox level {record['sandbox']}, {record['seconds']:.1f} s, {record['memory_mb']:.0f} MB"
        ]
        return "\n".join([*lines, *(f"{each['check']} broke:\n{each['detail']}" for each in broken)])


class JudgedTestFile(ExceptionTestFile):
    """Otter's results of one question, told in the judge's words; a question without public checks says so."""

    @classmethod
    def of(
        cls, test_file, assignment: Assignment, verdicts: Mapping[str, Verdict], language: str
    ) -> JudgedTestFile:
        """Return `test_file` with our words in place of Otter's."""
        mine = cls(test_file.name, test_file.path, test_file.test_cases, test_file.all_or_nothing)
        mine.test_case_results = test_file.test_case_results
        mine.language = language
        checks = assignment.question(test_file.name).checks
        for check, result in zip(checks, mine.test_case_results, strict=True):
            verdict = verdicts.get(check.id)
            mark = "✅" if result.passed else "❌"
            result.message = f"{mark} {check.title[language]}"
            if not result.passed and verdict is not None:
                result.message += f"\n{indent(told(verdict, language), '   ')}"
        return mine

    def summary(self, public_only: bool = False) -> str:
        """Return one line a check, and the count of those that pass."""
        shown = [each for each in self.test_case_results if not (public_only and each.test_case.hidden)]
        if not shown:
            return f"{self.name}: {sentence('otter.no_public', self.language)}"
        key = "otter.visible" if public_only else "otter.summary"
        passed = sum(each.passed for each in shown)
        count = sentence(key, self.language, passed=passed, total=len(shown))
        return "\n".join([f"{self.name}: {count}", *(each.message for each in shown)])


def open_session(settings: str) -> Session:
    """Return the session that the plugin's one cell opens in Otter's kernel. Never raises."""
    given = json.loads(settings)
    data, name = hand_in_bytes(Path(given["hand_in"]))
    return Session(
        load_assignment(Path(given["assignment"])),
        data,
        name,
        language=given["language"],
        sandbox=given["sandbox"],
        force=given["force"],
        verdicts=Path(given["verdicts"]),
    )


def hand_in_bytes(folder: Path) -> tuple[bytes, str]:
    """Return a folder's only file, or a zip of its files, with a name: what the judge reads."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink()]
    if len(files) == 1 and files[0].parent == folder:
        return files[0].read_bytes(), files[0].name
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for path in files:
            archive.writestr(path.relative_to(folder).as_posix(), path.read_bytes())
    return buffer.getvalue(), "hand-in.zip"


def set_aside(submission: Path, target: Path) -> Path:
    """Move everything the student handed in from `submission` to `target`, and return `target`.

    Otter's own `tests/` and its empty `__init__.py` stay; `.OTTER_LOG` is deleted: it holds pickles.
    """
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    for path in list(submission.iterdir()):
        if path.name == "tests" or (path.name == "__init__.py" and path.stat().st_size == 0):
            continue
        if path.name == ".OTTER_LOG":
            _remove(path)
        elif path.is_symlink():
            path.unlink()
        else:
            shutil.move(path, target / path.name)
    return target


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()


def _write_placeholder(path: Path) -> None:
    if path.suffix == ".ipynb":
        path.write_text(nbformat.writes(_PLACEHOLDER), encoding="utf-8")
    else:
        path.write_text("", encoding="utf-8")


def _recorded(path: Path) -> tuple[dict[str, Verdict], tuple]:
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        result = Result.from_json(record)
    except (OSError, ValueError, KeyError):
        return {}, ()
    return {verdict.check: verdict for verdict in result.verdicts}, result.notes


def grade_folder(autograder: Path) -> dict:
    """Grade what lies in `autograder`/submission through Otter, write results/results.json whatever happens, return it.

    Where the judge or Otter broke, or a check could not be judged, it holds no score: Gradescope then tells that the
    autograder failed, which somebody looks into, as nobody would into a zero.

    `autograder` has Gradescope's layout: source/ (the unpacked zip), submission/, results/. Otter runs in a process
    of its own that is stopped with everything it started when it takes too long.
    """
    autograder = Path(autograder).resolve()
    results = autograder / "results/results.json"
    results.parent.mkdir(parents=True, exist_ok=True)
    (assignment_folder,) = (path for path in (autograder / "source/assignment").iterdir() if path.is_dir())
    assignment = load_assignment(assignment_folder)
    for stale in (results, results.with_name("results.pkl"), results.with_name("verdicts.json")):
        stale.unlink(missing_ok=True)
    submission = autograder / "submission"
    shutil.rmtree(submission / "tests", ignore_errors=True)
    aside = set_aside(submission, autograder / "handed_in")
    empty = submission / "__init__.py"
    if empty.is_file():
        empty.unlink()
    _write_placeholder(submission / f"{assignment.id}.ipynb")
    if not (autograder / "submission_metadata.json").is_file():
        (autograder / "submission_metadata.json").write_text("{}", encoding="utf-8")
    seconds = assignment.limits.seconds + _SECONDS_BESIDE
    trouble = _run_otter(autograder, aside, seconds)
    output = _read_results(results)
    languages = assignment.languages
    if output is None:
        key, values = "otter.broken", {"detail": trouble or "results.json"}
        if trouble == "time":
            key, values = "otter.time", {"seconds": int(seconds)}
        told = " / ".join(sentence(key, each, **values) for each in languages)
        output = {"output": told, "output_format": "text", "stdout_visibility": "hidden"}
    elif _owes_a_verdict(results.with_name("verdicts.json")):
        told = " / ".join(sentence("score.withheld", each) for each in languages)
        tests = [{name: value for name, value in test.items() if name != "score"} for test in output["tests"]]
        output = {**output, "output": told, "tests": tests}
        output.pop("score", None)
    _write_whole(results, json.dumps(output, indent=2))
    return output


def _owes_a_verdict(path: Path) -> bool:
    verdicts, _ = _recorded(path)
    return not verdicts or any(each.outcome is Outcome.JUDGE_ERROR for each in verdicts.values())


def _run_otter(autograder: Path, aside: Path, seconds: float) -> str:
    """Run Otter's own grading; return "" or the kind of trouble. Its output goes to this process's own."""
    code = "import sys; from otter.run.run_autograder import main; main(sys.argv[1], otter_run=True)"
    environment = {**os.environ, _ASIDE: str(aside)}
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            # -P: the folder Otter works in is never searched for modules.
            [sys.executable, "-P", "-c", code, str(autograder)],
            cwd=autograder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            status = process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            return "time"
        finally:
            _end(process)
            output.seek(0)
            sys.stdout.write(output.read()[-20_000:].decode("utf-8", errors="replace"))
            sys.stdout.flush()
    return "" if status == 0 else f"otter: {status}"


def _end(process: subprocess.Popen) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError, AttributeError):
        os.killpg(process.pid, signal.SIGKILL)
    with contextlib.suppress(ProcessLookupError):
        process.kill()
    process.wait()


def _read_results(path: Path) -> dict | None:
    try:
        output = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return output if isinstance(output, dict) and output.get("tests") else None


def _write_whole(path: Path, text: str) -> None:
    beside = path.with_name(f"{path.name}.part")
    beside.write_text(text, encoding="utf-8")
    os.replace(beside, path)


@contextlib.contextmanager
def unpacked(package: Path) -> Iterator[Path]:
    """Give a fresh folder in Gradescope's layout with the package unpacked in source/."""
    with tempfile.TemporaryDirectory(prefix="autograder-otter-") as name:
        root = Path(name).resolve()
        for folder in ("source", "submission", "results"):
            (root / folder).mkdir()
        with zipfile.ZipFile(package) as archive:  # one of ours
            archive.extractall(root / "source")
        yield root


def run_package(package: Path, data: bytes, name: str) -> dict:
    """Return the results.json of one hand-in graded as `run_autograder` does it: the whole of Otter, kernel included."""
    with unpacked(package) as root:
        (root / "submission" / Path(name).name).write_bytes(data)
        return grade_folder(root)


def regrade(
    package: Path,
    answers: Mapping[str, tuple[bytes, Collection[str] | None]],
    *,
    sandbox: str | None = None,
) -> Iterator[tuple[str, dict[str, OtterVerdict]]]:
    """Yield each answer's name with its verdicts by check id, from the package's own test files, run in this process.

    Args:
        answers: name -> (a .py hand-in, or a zip with files beside it; the checks to run or None for all). They are taken for the
            instructors' own: where nothing isolates them, they are run all the same.
    """
    with unpacked(package) as root:
        (folder,) = (path for path in (root / "source/assignment").iterdir() if path.is_dir())
        assignment = load_assignment(folder)
        for name, (data, checks) in answers.items():
            name_in = f"{assignment.id}.{'zip' if data.startswith(b'PK') else 'py'}"
            session = Session(
                assignment, data, name_in, checks=checks, sandbox=sandbox, force=sandbox is None
            )
            yield name, _otter_verdicts(root / "source/tests", assignment, session, checks)


def _otter_verdicts(
    tests: Path, assignment: Assignment, session: Session, checks: Collection[str] | None
) -> dict[str, OtterVerdict]:
    found = {}
    for question in assignment.questions:
        test_file = create_test_file(str(tests / f"{question.id}.py"), NBMetadataConfig())
        test_file.run({SESSION: session})
        for check, result in zip(question.checks, test_file.test_case_results, strict=True):
            if checks is None or check.id in checks:
                verdict = session.verdict(check.id)
                found[check.id] = OtterVerdict(result.passed, verdict.detail if verdict else "")
    return found
