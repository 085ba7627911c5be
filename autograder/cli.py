"""The command `autograder`: one function a verb. Everything heavy is imported by the verb that needs it."""

from __future__ import annotations

import errno
import io
import itertools
import json
import os
import re
import shlex
import sys
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from autograder.base.cleaning import clean, clean_line
from autograder.base.errors import CourseError, MachineError, UsageError, refusal
from autograder.base.given import Number, OneOf, There
from autograder.base.messages import (
    LANGUAGES,
    Message,
    default_language,
    in_a_row,
    sentence,
    speak_from_now_on,
)
from autograder.base.moments import moment_text
from autograder.base.processes import stopped_gently
from autograder.base.spoken import Option, Verbs, argument, option, said, speak
from autograder.course.place import beside, found_course, typed
from autograder.gradebook.lms.registry import FILLERS, GRADERS, READERS
from autograder.gradebook.lms.sites.registry import LIVE

if TYPE_CHECKING:
    from autograder.course.model import Assignment, Course, Sample
    from autograder.gradebook.lms.sites.base import Site
    from autograder.gradebook.sync_round import Link
    from autograder.student.doctor import Symptom

FAILED = 1  # an answer or an assignment is not all right

_LONGEST_ERROR = 4_000  # characters
_PATH = click.Path(path_type=Path)
_THERE = There()
_COURSE = option(
    "--course",
    "course_folder",
    type=_PATH,
    default=None,
    envvar="AUTOGRADER_COURSE",
    help="The folder that holds course.toml [default: ./assignments, or this folder].",
)
_SPOKEN: Mapping[str, Any] = {
    "type": OneOf(LANGUAGES),
    "default": default_language,
    "help": "The language of what is shown [default: the system's].",
}
_LANGUAGE = option("--language", "-l", **_SPOKEN)
_LANGUAGE_OF_ALL = option(
    "--language", "-l", expose_value=False, **_SPOKEN
)  # `_Verbs` reads it before anything is said
_SANDBOX = option(
    "--sandbox",
    type=OneOf("ABCDE", capitals=False),
    default=None,
    help="The isolation asked for (A best, E none); never silently less [default: the best there is].",
)
_UNISOLATED = option(
    "--unisolated", is_flag=True, help="Run hidden checks even where nothing isolates hand-ins (level E)."
)
_JSON = option("--json", "as_json", is_flag=True, help="Write JSON for programs to standard output.")
_GRADER = option(
    "--results-for",
    "system",
    type=OneOf(list(GRADERS)),
    help="Write the results.json that this system's grader must leave.",
)
_FOLDER = option("--folder", type=_PATH, default=Path(), help="Where the assignments lie [default: here].")


def _assignment_names(context: click.Context, parameter: click.Parameter, typed: str) -> list[str]:
    """Return what completes a name: the assignments here, or in assignments/."""
    folders = (
        path.parent.name
        for start in (Path(), Path("assignments"))
        for path in start.glob("*/assignment.toml")
    )
    return sorted({name for name in folders if name.startswith(typed)})


_NAME = argument("name", shell_complete=_assignment_names)
_MINE = argument("name", required=False, shell_complete=_assignment_names)
_NAMES = argument("names", nargs=-1, shell_complete=_assignment_names)


def _templates(verb: Callable[..., None]) -> Callable[..., None]:
    """Give `report` an option for each system whose table we fill in."""
    for filler in reversed(FILLERS.values()):
        verb = option(f"--{filler.name}", type=_THERE, help=filler.template)(verb)
    return verb


def _remotes(verb: Callable[..., None]) -> Callable[..., None]:
    """Give `sync` an option for each live system."""
    for live in reversed(LIVE.values()):
        about = f"The assignment's name or number in {live.title}."
        verb = option(f"--{live.name}", live.name, metavar="NAME", help=about)(verb)
    return verb


# The verbs by audience, as `autograder --help` lists them; a verb that stands in no list is not offered.
_AUDIENCES = {
    "Students": ("check", "hint", "progress", "export"),
    "Anyone": ("doctor", "data", "demo"),
    "Authors": ("init", "new", "figures", "build", "verify", "package"),
    "Graders": ("grade", "batch", "report", "review", "login", "sync"),
}
_TEACHERS = ("Authors", "Graders")


def _teaches() -> bool:
    """Return whether somebody writes or grades a course here: masters lie in this folder, or the course is named."""
    here = any(Path().glob("assignments/*/master.py")) or any(Path().glob("*/master.py"))
    return here or "AUTOGRADER_COURSE" in os.environ


def _asked(typed: Sequence[str]) -> str:
    """Return the language that a command line asks for, so that its help, errors and progress are in it; "" for none."""
    for word, after in itertools.zip_longest(typed, typed[1:], fillvalue=""):
        name, _, value = word.partition("=")
        if name in ("--language", "-l") and (value or after) in LANGUAGES:
            return value or after
    return ""


def _languages(context: click.Context, parameter: click.Parameter, typed: str) -> tuple[str, ...]:
    """Return the languages of a new course, in order, from "en", "fr", "both" or letters such as "de,en"."""
    if typed == "both":
        return ("fr", "en") if default_language() == "fr" else ("en", "fr")
    found = tuple(dict.fromkeys(each.strip() for each in typed.split(",")))
    if not all(re.fullmatch(r"[a-z]{2}", each) for each in found):
        raise UsageError("usage.languages", received=typed)
    return found


class _Verbs(Verbs):
    """A group whose help lists its verbs under the people they are for."""

    language = "en"

    # Any: Click's own signature.
    def main(self, *args: Any, **extra: Any) -> Any:
        """Run the command line, its help and errors in the language of whoever asks."""
        typed = extra.get("args", args[0] if args else None)
        speak_from_now_on(_asked(sys.argv[1:] if typed is None else typed))
        speak(default_language())
        try:
            return super().main(*args, **extra)
        finally:
            self.language = default_language()  # what stopped the run is said in it
            speak_from_now_on("")

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the verbs, audience by audience."""
        return [verb for verbs in _AUDIENCES.values() for verb in verbs]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write a table of verbs for each audience; the teachers' only where a course lies, which students have not."""
        width = max(map(len, self.commands))
        teaches = _teaches()
        for audience, verbs in _AUDIENCES.items():
            if audience in _TEACHERS and not teaches:
                continue
            with formatter.section(said(audience)):
                formatter.write_dl(
                    [(verb.ljust(width), self.commands[verb].get_short_help_str(200)) for verb in verbs]
                )
        if not teaches:
            formatter.write_paragraph()
            formatter.write(
                said("In the folder of a course, this lists the verbs for teachers as well.") + "\n"
            )


@click.group(
    cls=_Verbs,
    subcommand_metavar="VERB …",
    context_settings={
        "help_option_names": ["-h", "--help"],
        "color": False if os.environ.get("NO_COLOR") else None,
    },
    epilog="""Exit codes: 0 all well, 1 an answer or assignment failed, 2 wrong usage, 3 malformed content, 4 this
    machine lacks something.

    \b
    Completion of verbs, options and assignments, in ~/.bashrc (zsh, fish: likewise):
      eval "$(_AUTOGRADER_COMPLETE=bash_source autograder)"
    """,
)
@click.version_option(package_name="autograder", cls=Option)
def autograder() -> None:
    """Work on the assignments of a course; write, release and grade them.

    \b
    Examples:
      autograder check 02                     run the public checks of 02 on your answer
      autograder progress                     how far am I?
      autograder export 02                    make the archive to hand in
    """


@autograder.command()
@argument("folder", type=_PATH)
@option(
    "--language",
    "-l",
    "languages",
    default=default_language,
    callback=_languages,
    help="What the course is written in: en, fr, both, or letters such as de,en [default: the system's language].",
)
def init(folder: Path, languages: tuple[str, ...]) -> None:
    """Begin a course of your own.

    FOLDER then holds a course that verifies: course.toml explained line by line, one small assignment, the students'
    README, a workflow that proves it at every push, and the toolkit's wheel.

    \b
    Examples:
      autograder init my_course
      autograder init my_course --language fr
    """
    from autograder.base.files import files_below
    from autograder.release.starter import start

    start(folder, languages)
    here = folder.resolve() == Path.cwd()
    enter = "" if here else f"\n  cd {shlex.quote(str(folder))}"
    count = sum(1 for _ in files_below(folder))
    where = folder.resolve() if here else folder
    click.echo(sentence("init.done", languages[0], folder=where, count=count, enter=enter))
    if foreign := [each for each in languages if each not in LANGUAGES]:
        click.echo(sentence("init.to_translate", languages[0], languages=", ".join(foreign)))


@autograder.command()
@argument("number", type=Number(0))
@argument("slug")
@_COURSE
@_LANGUAGE_OF_ALL
def new(number: int, slug: str, course_folder: Path | None) -> None:
    """Write the skeleton of a new assignment.

    NUMBER is its place in the course, SLUG its name: lower case letters, digits, underscores. Each place to fill in says
    FILL IN, and verify names them with file and line.

    Example: autograder new 14 super_resolution
    """
    from autograder.course.load import load_course
    from autograder.release.skeleton import skeleton

    folder = found_course(course_folder) / f"{number:02d}_{slug}"
    languages = load_course(folder.parent, [folder.name]).languages
    files = skeleton(number, slug, languages)
    twins = sorted(folder.parent.glob(f"{number:02d}_*"))
    if twins:
        raise UsageError("usage.free_number", twin=twins[0])
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        click.echo(_words("new.written", path=path))
    click.echo(_words("new.done", mark=sentence("new.fill_in", languages[0])))
    holds = typed(folder.parent, "verify", folder.name[:2], "--checks-only")
    misses = typed(folder.parent, "verify", folder.name[:2])
    steps = {holds: _words("new.holds"), misses: _words("new.misses")}
    for line in beside(steps):
        click.echo(line)


@autograder.command()
@_NAMES
@option(
    "--quick",
    "depth",
    flag_value="quick",
    help="Of the wrong samples grade no more than make every check fail once.",
)
@option("--full", "depth", flag_value="full", help="Run every check on every sample, reached or not.")
@option("--otter/--no-otter", default=True, help="Compare with Otter's verdicts (rule 10) [default: yes].")
@option(
    "--checks-only",
    is_flag=True,
    help="While you write checks: grade the known answers (rules 1 to 5 and 11), ask nothing else.",
)
@option("--jobs", "-j", type=Number(1), default=None, help="Answers graded at once [default: cores].")
@option("--again", is_flag=True, help="Grade what is known from earlier proofs, too.")
@option(
    "--mutants", is_flag=True, help="Prove the checks instead: small mistakes in the master must fail one."
)
@option(
    "--propose",
    is_flag=True,
    help="With --mutants: write those no check fails to samples/proposed.py, as samples to complete.",
)
@_COURSE
@_SANDBOX
@_JSON
@_LANGUAGE_OF_ALL
def verify(
    names: tuple[str, ...],
    depth: str | None,
    otter: bool,
    checks_only: bool,
    jobs: int | None,
    again: bool,
    mutants: bool,
    propose: bool,
    course_folder: Path | None,
    sandbox: str | None,
    as_json: bool,
) -> None:
    """Prove that assignments may be released.

    The master passes, samples get the verdicts they declare, nothing leaks, what is committed is what would be built.
    NAMES are ids or numbers such as 02; without one, all are proved. Verdicts are kept: a proof that was stopped goes
    on where it was, and after a change only what it reaches is graded.

    \b
    Examples:
      autograder verify 02 04
      autograder verify 02 --checks-only      quickest, while you write checks and samples
      autograder verify 02 --quick            what CI runs: fewer wrong samples
      autograder verify 02 --no-otter         quicker: leaves Otter out (rule 10)
      autograder verify 02 --mutants          which mistakes would no check see?
    """
    from autograder.proof import run as proof
    from autograder.proof.answers import Depth
    from autograder.proof.rules import OF_CHECKS, RULES

    course = _course(course_folder, names)
    if propose and not mutants:
        raise UsageError("usage.propose")
    try:
        if mutants:
            _mutants(_chosen(course, names), jobs, sandbox, as_json, propose)
            return
        rules = OF_CHECKS if checks_only else RULES.keys() - (set() if otter else {10})
        proofs = proof.run(
            course,
            _chosen(course, names),
            proof.Scope(rules, Depth(depth or Depth.USUAL), sandbox),
            jobs=jobs,
            quiet=as_json,
            again=again,
        )
        if as_json:
            click.echo(json.dumps(proof.as_json(proofs), ensure_ascii=False, indent=1))
        if any(each.findings for each in proofs):
            sys.exit(FAILED)
    except KeyboardInterrupt:
        click.echo(_words("verify.interrupted"), err=True)
        sys.exit(130)


def _mutants(
    assignments: Collection[Assignment], jobs: int | None, sandbox: str | None, as_json: bool, propose: bool
) -> None:
    from autograder.course.samples import PROPOSED
    from autograder.proof import mutation
    from autograder.proof.mutants import mark, proposed

    by_id, found = {each.id: each for each in assignments}, []
    for each in mutation.run(assignments, jobs=jobs, sandbox=sandbox, quiet=as_json):
        found.append(each)
        assignment = by_id[each.assignment]
        for line in () if as_json else each.lines(default_language()):
            click.echo(line)
        click.echo(_words("verify.counted", path=assignment.folder / mutation.COUNTS), err=True)
        if propose and each.survivors:
            path = assignment.folder / PROPOSED
            survivors = [survivor.mutant for survivor in each.survivors]
            path.write_text(proposed(assignment, survivors), encoding="utf-8")
            click.echo(_words("verify.proposed", path=path, count=len(survivors)), err=True)
    if as_json:
        click.echo(json.dumps([each.as_json() for each in found], ensure_ascii=False, indent=1))
    elif survivors := [each.mutant for each in itertools.chain(*(each.survivors for each in found))]:
        click.echo(_words("mutants.what_next", mark=mark(survivors[0])), err=True)
    if any(each.survivors or each.stale for each in found):
        sys.exit(FAILED)


@autograder.command()
@option(
    "--check", is_flag=True, help="Compare with what is committed and name every difference; write nothing."
)
@option("--zip", "zip_path", type=_PATH, default=None, help="Also write the students' zip.")
@option("--out", type=_PATH, default=None, help="The folder for both trees [default: `out` of course.toml].")
@_COURSE
@_LANGUAGE_OF_ALL
def build(check: bool, zip_path: Path | None, out: Path | None, course_folder: Path | None) -> None:
    """Generate student_template/ and solutions/ from the masters.

    Both are written, or neither is. What build did not write stays, and is told.

    \b
    Examples:
      autograder build --zip dist/student_template.zip
      autograder build --check                what differs from what is committed
    """
    from autograder.release import bundle, trees

    course = _course(course_folder)
    root = out or trees.home(course)
    bundles = (bundle.student_bundle(course), bundle.solution_bundle(course))
    if check:
        problems = [problem for each in bundles for problem in trees.compare(each, root / each.name)]
        for problem in problems:
            click.echo(problem.text(default_language()))
        if problems:
            click.echo(_words("build.run_build", command=typed(course.folder, "build")), err=True)
            sys.exit(FAILED)
        return
    archive = bundle.student_zip(bundles[0], bundle.moment_of(course)) if zip_path else b""
    kept = trees.write_bundles({root / each.name: each for each in bundles})
    for each in bundles:
        click.echo(_words("build.written", folder=root / each.name, count=len(each.files)))
    if zip_path:
        trees.write_file(archive, zip_path)
        click.echo(_words("build.zip", path=zip_path, size=round(len(archive) / 1000)))
    else:
        command = typed(course.folder, "build", "--zip", "dist/student_template.zip")
        click.echo(_words("build.to_zip", command=command), err=True)
    for path in kept:
        click.echo(_words("build.kept", path=path), err=True)


@autograder.command()
@_NAME
@argument("pictures", nargs=-1)
@option("--check", is_flag=True, help="Compare with what is committed; write nothing.")
@_COURSE
@_LANGUAGE_OF_ALL
def figures(name: str, pictures: tuple[str, ...], check: bool, course_folder: Path | None) -> None:
    """Draw the pictures of an assignment's statement.

    Its figures.py draws them, a function a picture, in each language of the course. PICTURES names those wanted; all
    without it. Real images are taken where COURSE_DATA has them, else drawn ones, and each picture says which.

    \b
    Examples:
      autograder figures 02
      autograder figures 02 opening
      autograder figures 02 --check           are the committed ones what this machine draws?
    """
    from autograder.release.pictures import draw

    (assignment,) = _chosen(_course(course_folder, (name,)), (name,))
    other = 0
    for path, data in draw(assignment, pictures):
        target = assignment.folder / path
        same = target.is_file() and target.read_bytes() == data
        if not check and not same:
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(data)
        other += check and not same
        state = Message(f"figures.{'as_committed' if same else 'differs' if check else 'drawn'}")
        click.echo(_words("figures.line", path=target, state=state, size=round(len(data) / 1000)))
    sys.exit(FAILED if other else 0)


@autograder.command()
@_NAMES
@option("--out", type=_PATH, default=Path("dist/otter"), show_default=True)
@option(
    "--all-samples/--some-samples", default=True, help="Re-grade every sample through Otter [default: yes]."
)
@_COURSE
@_SANDBOX
@_LANGUAGE_OF_ALL
def package(
    names: tuple[str, ...], out: Path, all_samples: bool, course_folder: Path | None, sandbox: str | None
) -> None:
    """Package assignments with Otter-Grader, for Gradescope.

    Each package then grades the samples, to prove that Otter gives the judge's verdicts.

    Example: autograder package 02
    """
    from autograder.otter import package as otter
    from autograder.otter.compare import disagreements
    from autograder.proof.answers import answers_for_otter

    course = _course(course_folder, names)
    wrong = graded = 0
    for assignment in _chosen(course, names):
        packaged = otter.package(assignment, out / assignment.id)
        click.echo(_words("package.written", folder=packaged.parent, path=packaged))
        answers = answers_for_otter(assignment, every_sample=all_samples)
        graded += len(answers)
        for problem in disagreements(assignment, answers, sandbox=sandbox, package=packaged):
            wrong += 1
            click.echo(f"    {problem.text(default_language())}")
    if not wrong:
        click.echo(_words("package.agrees", count=graded))
    sys.exit(FAILED if wrong else 0)


@autograder.command()
@_MINE
@argument("question", required=False)
@option(
    "--answer",
    type=_PATH,
    default=None,
    help="The file to check, notebook or .py [default: the one saved last].",
)
@option(
    "--printed",
    is_flag=True,
    help="Show all that your code prints, as it prints it [default: the first lines].",
)
@_FOLDER
@_LANGUAGE
def check(
    name: str | None, question: str | None, answer: Path | None, printed: bool, folder: Path, language: str
) -> None:
    """Run the public checks of an assignment on your answer.

    NAME is a number such as 02, QUESTION one of its questions such as q1 (all without it). In an assignment's folder,
    NAME may be left out.

    \b
    Examples:
      autograder check 02
      autograder check 02_noise/02_noise.en.ipynb          this file, instead of the one saved last
      autograder check 02 q1 --answer 02_noise/02_noise.en.ipynb
    """
    from autograder.student.check import check_file

    passed = check_file(folder, name, question, answer, language, printed=printed)
    sys.exit(0 if passed else FAILED)


@autograder.command()
@_MINE
@argument("question", required=False)
@_FOLDER
@option(
    "--number",
    "-n",
    type=Number(1),
    help="This hint again, from 1, the gentlest [default: the next one].",
)
@option("--all", "everything", is_flag=True, help="All its hints at once.")
@_LANGUAGE
def hint(
    name: str | None, question: str | None, folder: Path, number: int | None, everything: bool, language: str
) -> None:
    """Show the next hint for a question or failed check; it costs nothing.

    In an assignment's folder, NAME may be left out.

    \b
    Examples:
      autograder hint 02 q1                   the same again: the next one
      autograder hint 02 q1 -n 1              the first one again
    """
    from autograder.student.hints import hint_text

    click.echo(hint_text(folder, name, question, number, language, everything=everything))


@autograder.command()
@_FOLDER
@_LANGUAGE
@_JSON
def progress(folder: Path, language: str, as_json: bool) -> None:
    """Show how far you are with all assignments: public points as last checked, and when you last exported.

    Example: autograder progress
    """
    from autograder.student.progress import lines
    from autograder.student.progress import progress as how_far

    found = how_far(folder, language)
    if not found:
        raise UsageError("progress.none", folder=folder.resolve())
    if as_json:
        click.echo(json.dumps([each.as_json() for each in found], ensure_ascii=False, indent=1))
        return
    for line in lines(found, language):
        click.echo(line)


@autograder.command()
@_MINE
@option(
    "--answer",
    metavar="PATH",
    default=None,
    help="The file to hand in [default: the one of the assignment saved last].",
)
@_FOLDER
@_LANGUAGE
def export(name: str | None, answer: str | None, folder: Path, language: str) -> None:
    """Make the archive to hand in.

    The answer is read in a fresh process first, where what was only typed, or deleted since, is missing. The exit code is 0
    where the archive is ready to be handed in, 1 where something is still to be answered or mended: it is written all the
    same. In an assignment's folder, NAME may be left out.

    Example: autograder export 02
    """
    from autograder.course.load import load_assignment
    from autograder.student.export import pack
    from autograder.student.find import file_meant, find

    if answer is None:
        name, _, path = file_meant(name, None)
        answer = str(path) if path else None
    sys.exit(0 if pack(load_assignment(find(name, folder, language)), answer, language) else FAILED)


@autograder.command()
@argument("path", required=False, type=_PATH)
@option("--assignment", "-a", "name", help="Its id or number, such as 02.")
@option(
    "--sample",
    "sample_name",
    help="Grade this sample of the assignment instead, and say whether its verdicts are those it declares.",
)
@option("--public", is_flag=True, help="Run the public checks only.")
@_UNISOLATED
@option("--force", "old_name", is_flag=True, hidden=True)  # of --unisolated, for one release
@_GRADER
@_COURSE
@_LANGUAGE
@_SANDBOX
@_JSON
def grade(
    path: Path | None,
    name: str | None,
    sample_name: str | None,
    public: bool,
    unisolated: bool,
    old_name: bool,
    system: str | None,
    course_folder: Path | None,
    language: str,
    sandbox: str | None,
    as_json: bool,
) -> None:
    """Grade one hand-in, or one sample.

    PATH is a .py, an .ipynb, or a .zip or folder of these with what lies beside them. With --sample, it is the assignment.

    \b
    Examples:
      autograder grade hand-in.ipynb -a 02
      autograder grade 02 --sample uniform_no_clip
    """
    from autograder.gradebook.terminal import show_result, undeclared
    from autograder.judge.run import grade_job

    if old_name:
        click.echo(_words("usage.old_name", verb="grade", name="--unisolated"), err=True)
    if sample_name:
        if path and name:
            raise UsageError("usage.hand_in_or_sample")
        name = name or (str(path) if path else None)
    if not name or not (path or sample_name):
        raise UsageError("usage.grade_what")
    course = _course(course_folder, [name])
    (assignment,) = _chosen(course, [name])
    sample = _sample(assignment, sample_name) if sample_name else None
    file, content = _of_sample(assignment, sample) if sample else _handed_in(path)
    wanted = frozenset(each.id for each in assignment.rubric if each.public) if public else None
    result = grade_job(
        str(assignment.folder),
        content,
        file,
        checks=wanted,
        sandbox=sandbox,
        unisolated=unisolated or old_name or sample is not None,  # a sample is an answer of our own
    )
    if system:
        from autograder.gradebook.score import score

        data = GRADERS[system].results(assignment, score(assignment, result), result, language=language)
        click.echo(json.dumps(data, ensure_ascii=False, indent=1))
        return
    if sample:
        from autograder.course.master import SOLUTION
        from autograder.course.samples import in_its_file

        result = in_its_file(result, sample, assignment.master.view(SOLUTION))
    surprises = undeclared(sample, result) if sample else {}
    if as_json:
        record = result.to_json()
        if sample:
            record["sample"] = {"name": sample.name, "at": sample.place, "undeclared": surprises}
        click.echo(json.dumps(record, ensure_ascii=False, indent=1))
    else:
        show_result(assignment, result, language, sample)
    well = not surprises if sample else all(verdict.passed for verdict in result.verdicts)
    sys.exit(0 if well else FAILED)


@autograder.command()
@argument("sources", nargs=-1, type=_THERE)
@option("--assignment", "-a", "names", multiple=True, help="Its id or number, such as 02 [default: all].")
@option("--roster", type=_THERE, help="A CSV of the class: id, name, email, group.")
@option("--out", type=_PATH, default=Path("results"), show_default=True, help="Where results lie.")
@option("--lms", type=OneOf(list(READERS)), help="[default: recognised]")
@option(
    "--worksheet",
    type=_THERE,
    help="Moodle's grading worksheet: tells homonyms apart, and who handed in when.",
)
@option(
    "--due",
    metavar="DATE",
    help="The deadline, such as 2026-11-20T23:59 or 20/11/2026; without an hour, the end of that day.",
)
@option("--dry-run", is_flag=True, help="List what was recognised, what was not and why; grade nothing.")
@option("--again", is_flag=True, help="Judge again what has a verdict.")
@option("--force", "old_name", is_flag=True, hidden=True)  # of --again, for one release
@option("--only", multiple=True, help="A student's id, address, name or folder.")
@option("--check", "checks", multiple=True, help="Run this check alone; the others keep their verdicts.")
@option("--jobs", "-j", type=Number(1), help="Hand-ins judged at once [default: processors].")
@option("--engine", type=OneOf(["local", "dask"]), default="local", show_default=True)
@option("--scheduler", help="The address of a dask.distributed cluster, such as tcp://10.0.0.5:8786.")
@_UNISOLATED
@_COURSE
@_SANDBOX
@_JSON
@_LANGUAGE_OF_ALL
def batch(
    sources: tuple[Path, ...],
    names: tuple[str, ...],
    roster: Path | None,
    out: Path,
    lms: str | None,
    worksheet: Path | None,
    due: str | None,
    dry_run: bool,
    again: bool,
    old_name: bool,
    only: tuple[str, ...],
    checks: tuple[str, ...],
    jobs: int | None,
    engine: str,
    scheduler: str | None,
    unisolated: bool,
    course_folder: Path | None,
    sandbox: str | None,
    as_json: bool,
) -> None:
    """Grade a class.

    SOURCES are downloads from Moodle, Canvas, Gradescope, ILIAS, Sakai, Blackboard or Brightspace, or a folder of hand-ins.

    Stopped in whatever way, the same command goes on where it was. Run again after a check was changed, it runs
    that check alone. Points are changed by hand in overrides.csv among the results.

    Example: autograder batch "TP2-download.zip" -a 02 --roster roster.csv
    """
    from autograder.base import progress
    from autograder.gradebook import batch as grading
    from autograder.gradebook.batch_order import Judging, Order
    from autograder.gradebook.dates import read_deadline
    from autograder.gradebook.roster import read_roster
    from autograder.gradebook.store import Store, results
    from autograder.judge.run import grade_job

    if not sources and not out.exists():
        raise UsageError("usage.grade_what_batch")
    if not sources and not roster:
        results(out)  # before anything is written there
    if old_name:
        click.echo(_words("usage.old_name", verb="batch", name="--again"), err=True)
    language = default_language()
    deadline = read_deadline(due, language) if due else None
    # marks.csv also tells of what was graded before.
    course = _course(
        course_folder, names and [*names, *_still_there(Store(out).assignments(), course_folder)]
    )
    order = Order(
        sources=sources,
        assignments=names,
        roster=read_roster(roster) if roster else None,
        system=lms,
        worksheet=worksheet,
        due=deadline,
        again=again or old_name,
        only=only,
        checks=checks,
    )
    judging = Judging(grade_job, _judge_options(sandbox, unisolated), jobs, engine, scheduler)
    if deadline and not as_json:  # as it was read: the day, and the hour that was not said
        click.echo(_words("batch.due", when=moment_text(deadline, language)), err=True)
    with progress.listener(as_json) as listen:
        if dry_run:
            lines = [
                line for each in grading.recognised(course, order, listen) for line in each.lines(language)
            ]
        else:
            done = grading.batch(course, out, order, judging, listen)
            lines = done.lines(out, language, command=shlex.join(["autograder", *sys.argv[1:]]))
    for line in () if as_json else lines:
        click.echo(line)
    if dry_run:
        return
    if done.interrupted:
        sys.exit(130)
    sys.exit(FAILED if done.judge_errors or done.problems else 0)


@autograder.command()
@_NAMES
@option("--out", type=_THERE, default=Path("results"), show_default=True)
@_templates
@option("--column", help="The assignment's title or number in Canvas's gradebook.")
@option("--xlsx", is_flag=True, help="Export all marks as an Excel workbook and as CSV.")
@_GRADER
@option("--dry-run", is_flag=True, help="Tell what an export would change; write nothing.")
@_COURSE
@_LANGUAGE
def report(
    names: tuple[str, ...],
    out: Path,
    column: str | None,
    xlsx: bool,
    system: str | None,
    dry_run: bool,
    course_folder: Path | None,
    language: str,
    **templates: Path | None,
) -> None:
    """Write feedback, the class report and marks.

    Fills in what an LMS takes back as well. NAMES are the assignments to speak of; all without one. An export is about one.

    Example: autograder report 02 --moodle "Grades-TP2.csv" --language fr
    """
    from autograder.gradebook import exports
    from autograder.gradebook import report as pages
    from autograder.gradebook.standings import about_overrides, gradebook
    from autograder.gradebook.store import results
    from autograder.gradebook.to_look_at import to_look_at

    course, store = _course(course_folder, names), results(out)
    there = set(store.assignments())
    if names and there and there.isdisjoint(each.id for each in _chosen(course, names)):
        raise UsageError("usage.none_graded", names=", ".join(names), out=out, known=", ".join(sorted(there)))
    written = []
    given = {name: path for name, path in templates.items() if path}
    if given or system:
        if len(names) != 1:
            raise UsageError("usage.one_export")
        (assignment,) = _chosen(course, names)
        for lms, template in given.items():
            export = exports.for_lms(
                course, out, assignment, lms, template, column=column or "", language=language
            )
            written.append(export)
        if system:
            written.append(exports.for_grader(course, out, assignment, system, language=language))
    if xlsx:
        written.append(exports.for_spreadsheets(course, out, language=language))
    for each in written:
        click.echo(clean(each.listing, len(each.listing)))  # it quotes what stood in the LMS's table
    problems, slips = about_overrides(course, store)
    book = gradebook(course, store)
    problems += book.damaged
    for problem in [*problems, *slips]:
        click.echo(f"  {clean_line(problem.text(language), _LONGEST_ERROR)}", err=True)
    chosen = {each.id for each in _chosen(course, names)}
    if unsure := to_look_at(book, chosen):
        click.echo(sentence("look.before", language, count=len(unsure)), err=True)
        for one in unsure:
            click.echo(f"  {clean_line(one.text(language), _LONGEST_ERROR)}", err=True)
    if not dry_run:
        for each in written:
            for path in each.save(out):
                click.echo(sentence("report.written_export", language, path=path))
        # As `batch` writes marks.csv.
        whole = _course(course_folder, names and [*names, *_still_there(there, course_folder)])
        pages.write(
            course, out, language=language, say=lambda said: click.echo(said.text(language)), whole=whole
        )
    sys.exit(FAILED if problems else 0)


@autograder.command()
@argument("system", type=OneOf(list(LIVE)))
@argument("url")
@option(
    "--paste",
    is_flag=True,
    help="Paste a token instead of giving a password "
    f"[always so for {', '.join(each.name for each in LIVE.values() if not each.token)}].",
)
@_LANGUAGE
def login(system: str, url: str, paste: bool, language: str) -> None:
    """Log in at an LMS, once.

    The password gets a token of Moodle's own app and is kept nowhere. The token lies in the system's keyring, or in a file
    that is yours alone. Where nobody types, AUTOGRADER_TOKEN or AUTOGRADER_TOKEN_FILE take its place.

    Example: autograder login moodle https://moodle.example.org
    """
    from autograder.gradebook import sync_verbs
    from autograder.gradebook.lms.sites.patience import checked_url

    checked_url(url)  # before anybody types a password
    token_for = LIVE[system].token

    def typed(key: str, *, hidden: bool) -> str:
        """Return what is typed at a terminal, or the next line of what is piped in."""
        if sys.stdin.isatty():
            return str(click.prompt(_words(key), hide_input=hidden)).strip()
        if line := sys.stdin.readline().strip():
            return line
        raise UsageError("login.no_terminal", system=system, url=url)

    if paste or not token_for:
        token = typed("login.token", hidden=True)
    else:
        token = token_for(url, typed("login.username", hidden=False), typed("login.password", hidden=True))
    who = sync_verbs.login(system, url, token)
    click.echo(clean_line(sentence("sync.logged_in", language, who=who), 400))


@autograder.command()
@_NAMES
@_remotes
@option("--watch", metavar="TIME", help="Look again after this time, such as 30s or 5m, for good.")
@option("--release", is_flag=True, help="Show marks of a marking workflow to the students.")
@option("--overwrite", is_flag=True, help="Replace marks and comments that a person set in the LMS.")
@option("--dry-run", is_flag=True, help="Tell what would be fetched and written; do nothing.")
@option("--roster", type=_THERE, help="A CSV of the class: its ids name the students.")
@option("--out", type=_PATH, default=Path("results"), show_default=True, help="Where results lie.")
@option("--jobs", "-j", type=Number(1), help="Hand-ins judged at once [default: processors].")
@option("--engine", type=OneOf(["local", "dask"]), default="local", show_default=True)
@option("--scheduler", help="The address of a dask.distributed cluster, such as tcp://10.0.0.5:8786.")
@_UNISOLATED
@_COURSE
@_SANDBOX
@_LANGUAGE
@_JSON
def sync(
    names: tuple[str, ...],
    watch: str | None,
    release: bool,
    overwrite: bool,
    dry_run: bool,
    roster: Path | None,
    out: Path,
    jobs: int | None,
    engine: str,
    scheduler: str | None,
    unisolated: bool,
    course_folder: Path | None,
    sandbox: str | None,
    language: str,
    as_json: bool,
    **remotes: str | None,
) -> None:
    """Fetch, judge, mark: a class in its LMS.

    Takes what is new from the LMS, judges it, writes mark, comment and page of feedback there, and reads every mark back.
    What a person marked stays. Stopped in whatever way, the same command goes on. NAMES are assignments of lms.toml; all
    without one.

    \b
    Examples:
      autograder sync 02 --moodle "Devoir 2" --dry-run
      autograder sync --watch 5m
    """
    from autograder.gradebook import sync_settings, sync_verbs
    from autograder.gradebook.batch_order import Judging
    from autograder.gradebook.roster import read_roster
    from autograder.gradebook.sync import Sync
    from autograder.judge.run import grade_job

    given = {system: remote for system, remote in remotes.items() if remote}
    if len(given) > 1:
        systems = in_a_row([f"--{each}" for each in given], "or")
        raise UsageError("usage.one_system", systems=systems)
    system, remote = next(iter(given.items()), ("", ""))
    every = sync_settings.seconds(watch) if watch else 0.0
    tell = sync_verbs.teller(language, as_json, click.echo)
    course = _course(course_folder)

    def opened() -> tuple[Site, list[Link]]:
        return sync_verbs.site_and_links(
            course,
            names,
            system,
            remote,
            language=language,
            release=release,
            waiting=lambda seconds, why: tell({"event": "busy", "seconds": round(seconds), "why": why}),
        )

    site, links = opened()
    work = Sync(
        course,
        out,
        site,
        Judging(grade_job, _judge_options(sandbox, unisolated), jobs, engine, scheduler),
        read_roster(roster) if roster else None,
        overwrite=overwrite,
        dry_run=dry_run,
        emit=tell,
    )
    try:
        if every:
            sync_verbs.watch(work, links, every, lambda: opened()[0])
        sys.exit(0 if sync_verbs.once(work, links) else FAILED)
    except KeyboardInterrupt:
        sys.exit(130)


@autograder.command()
@_NAMES
@option("--out", type=_THERE, default=Path("results"), show_default=True, help="Where results lie.")
@option("--port", type=Number(0, 65535), default=0, help="The page's port [default: a free one].")
@option("--browser/--no-browser", default=True, help="Open the page in a browser [default: yes].")
@option(
    "--earlier",
    type=_THERE,
    multiple=True,
    help="An earlier year's results, or a folder of hand-ins: copies are looked for there too. Repeatable.",
)
@_UNISOLATED
@_COURSE
@_LANGUAGE
@_SANDBOX
def review(
    names: tuple[str, ...],
    out: Path,
    port: int,
    browser: bool,
    earlier: tuple[Path, ...],
    unisolated: bool,
    course_folder: Path | None,
    language: str,
    sandbox: str | None,
) -> None:
    """Look at a class: code beside verdicts, points and comments by hand.

    Opens a page on this machine alone. What you decide is saved at once in overrides.csv among the results, counted in
    marks, and shown to students by report. Answers alike stand in groups, copies side by side. Ctrl-C ends it.

    Example: autograder review 02 --out results/
    """
    from autograder.gradebook.review.server import serve
    from autograder.gradebook.store import results

    results(out)
    options = ["--sandbox", sandbox] if sandbox else []
    options += ["--unisolated"] if unisolated else []
    serve(
        _course(course_folder, names),
        out,
        language=language,
        port=port,
        open_browser=browser,
        options=options,
        earlier=earlier,
        say=click.echo,
    )


@autograder.command()
@argument("name")
@argument("folder", type=_PATH)
@_LANGUAGE_OF_ALL
def data(name: str, folder: Path) -> None:
    """Write a data set as CSV files.

    NAME is mnist or fashion_mnist. FOLDER then holds the two tables that assignments 01 and 07 read.

    Example: autograder data fashion_mnist csv/
    """
    from autograder.data import write_csv_pair

    for path in write_csv_pair(name, folder):
        click.echo(path)


@autograder.command()
@_LANGUAGE
@_JSON
def doctor(language: str, as_json: bool) -> None:
    """Tell what this machine has and lacks, with advice.

    Python, packages, TensorFlow, data and disk for everybody; cores and sandbox where there are masters to grade with.

    Example: autograder doctor
    """
    from dataclasses import asdict

    from autograder.student.doctor import examine

    symptoms = []
    for each in itertools.chain(examine(Path(), language), _connection(language)):
        symptoms.append(each)
        if not as_json:
            click.echo(f"{sentence(f'doctor.{each.state}', language):<10} {each.what:<20} {each.found}")
            if each.advice:
                click.echo(f"{'':<31} {each.advice}")
    if as_json:
        click.echo(json.dumps([asdict(each) for each in symptoms], ensure_ascii=False, indent=1))
    sys.exit(MachineError.exit_code if any(each.state == "missing" for each in symptoms) else 0)


@autograder.command()
@option("--out", type=_PATH, default=Path("dist/demo"), show_default=True)
@option("--otter/--no-otter", default=True, help="Package with Otter too [default: yes].")
@_COURSE
@_LANGUAGE
def demo(out: Path, otter: bool, course_folder: Path | None, language: str) -> None:
    """Show everything at work on a small class.

    Builds, packages, grades 12 made-up students and writes the pages to open.

    Example: autograder demo
    """
    from autograder import demo

    demo.run(_course(course_folder), out, language=language, otter=otter)


def main() -> None:
    """Run the command line; errors of ours end in one sentence and their exit code."""
    for stream in (sys.stdout, sys.stderr):
        # French must not break a console or a pipe of another encoding.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace", encoding=None if stream.isatty() else "utf-8")
    with stopped_gently():
        _run()


def _run() -> None:
    try:
        autograder.main(prog_name="autograder", standalone_mode=False)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.Abort:
        click.echo(said("\nInterrupted. Nothing half-written was left."), err=True)
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(UsageError.exit_code)
    except CourseError as error:
        # It may quote a file's name, or what an LMS answered.
        what = clean(error.text(autograder.language), _LONGEST_ERROR)
        click.echo(sentence("errors.program", autograder.language, what=what), err=True)
        sys.exit(error.exit_code)
    except OSError as error:
        if error.errno is None:
            raise
        why = refusal(error)
        where = Message.of("os.at", path=error.filename, why=why) if error.filename else why
        refused = Message.of("os.refused", what=where, way_out=Message(_way_out(error)))
        click.echo(sentence("errors.program", autograder.language, what=refused), err=True)
        sys.exit(MachineError.exit_code)


# Any: whatever can be shown.
def _words(key: str, **values: Any) -> str:
    """Return a sentence in the language of whoever asks, for the verbs that have no --language."""
    return sentence(key, default_language(), **values)


def _way_out(error: OSError) -> str:
    """Return the sentence that says what to do about a file or folder that the machine refused."""
    match error.errno:
        case errno.EISDIR:
            return "os.name_a_file"
        case errno.ENOTDIR:
            return "os.name_a_folder"
        case errno.ENOENT:
            return "os.correct_path"
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return "os.ask_right"
        case errno.ENOSPC | errno.EDQUOT:
            return "os.free_space"
    return "os.another_place"


def _connection(language: str) -> Iterator[Symptom]:
    """Yield what is to be said of the LMS that lms.toml beside a course here speaks of."""
    folder = next((each for each in (Path("assignments"), Path()) if (each / "lms.toml").is_file()), None)
    if folder is None:
        return
    from autograder.gradebook.sync_verbs import tested  # students do not have what it imports
    from autograder.student.doctor import Symptom

    if found := tested(folder, language):
        yield Symptom("LMS", *found)


def _judge_options(sandbox: str | None, unisolated: bool) -> dict[str, object]:
    """Return the options of the judge, which verdicts depend on: what was not asked for is left out."""
    return {"sandbox": sandbox} | ({"unisolated": True} if unisolated else {})


def _course(given: Path | None, names: Collection[str] = ()) -> Course:
    from autograder.course.load import load_course

    return load_course(found_course(given), names)


def _still_there(ids: Collection[str], given: Path | None) -> list[str]:
    """Return those assignments of results that the course still has."""
    return [each for each in ids if (found_course(given) / each / "assignment.toml").is_file()]


def _sample(assignment: Assignment, name: str) -> Sample:
    import difflib

    try:
        return assignment.sample(name)
    except KeyError:
        names = [each.name for each in assignment.samples]
        near = [each for each in names if name in each] or difflib.get_close_matches(name, names, 5, 0.4)
        raise UsageError(
            "usage.no_sample",
            assignment=assignment.id,
            received=name,
            folder=assignment.folder / "samples",
            known=", ".join(near or names),
        ) from None


def _of_sample(assignment: Assignment, sample: Sample) -> tuple[str, bytes]:
    """Return the name and the bytes of what hands a sample in."""
    from autograder.proof import answers

    return answers.of_sample(assignment, sample, full=True).hand_in()


def _handed_in(path: Path | None) -> tuple[str, bytes]:
    """Return the name and the bytes of a hand-in: a file, or what lies in a folder."""
    from autograder.judge.hand_in import MAX_BYTES, file_bytes, folder_bytes

    if path and path.is_file():
        return path.name, file_bytes(path)
    if path and path.is_dir():
        content, name = folder_bytes(path, MAX_BYTES)
        return name, content
    raise UsageError("usage.no_hand_in", path=path)


def _chosen(course: Course, names: Collection[str]) -> tuple[Assignment, ...]:
    from autograder.course.load import chosen

    return chosen(course, names)
