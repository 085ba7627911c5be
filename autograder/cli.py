"""The command `autograder`: one function a verb. Everything heavy is imported by the verb that needs it."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import click

from autograder.errors import CourseError, MachineError, UsageError
from autograder.messages import LANGUAGES, default_language, sentence

FAILED = 1  # an answer or an assignment is not all right

_COURSE = click.option(
    "--course",
    "course_folder",
    type=click.Path(path_type=Path),
    default=None,
    envvar="AUTOGRADER_COURSE",
    help="The folder that holds course.toml [default: ./assignments, or this folder].",
)
_LANGUAGE = click.option(
    "--language",
    "-l",
    type=click.Choice(LANGUAGES),
    default=default_language,
    help="The language of what is shown [default: the system's].",
)
_SANDBOX = click.option(
    "--sandbox",
    type=click.Choice(list("ABCDE"), case_sensitive=False),
    default=None,
    help="The isolation asked for (A best, E none); never silently less [default: the best there is].",
)
_JSON = click.option("--json", "as_json", is_flag=True, help="Write JSON for programs to standard output.")


def _assignment_names(ctx, parameter, typed: str) -> list[str]:
    """Return what completes a name: the assignments here, or in assignments/."""
    folders = (
        path.parent.name
        for start in (Path(), Path("assignments"))
        for path in start.glob("*/assignment.toml")
    )
    return sorted({name for name in folders if name.startswith(typed)})


_NAME = click.argument("name", shell_complete=_assignment_names)
_NAMES = click.argument("names", nargs=-1, shell_complete=_assignment_names)


class _Verbs(click.Group):
    """Lists the verbs by audience, as they were declared."""

    def list_commands(self, ctx):
        return list(self.commands)


@click.group(
    cls=_Verbs,
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
@click.version_option(package_name="autograder")
def autograder():
    """Write, release and grade the assignments of a course.

    Authors: new build verify package. Students: check hint export. Graders: grade batch report.
    Anyone: doctor data demo.

    \b
    Examples:
      autograder check 02                     run the public checks of 02 on your answer
      autograder grade hand-in.ipynb -a 02    grade one hand-in
      autograder verify 02                    prove that assignment 02 may be released
    """


@autograder.command()
@click.argument("number", type=int)
@click.argument("slug")
@_COURSE
def new(number: int, slug: str, course_folder: Path | None):
    """Write the skeleton of a new assignment.

    NUMBER is its place in the course, SLUG its name: lower case letters, digits, underscores. Each place to fill in says
    FILL IN, and verify names them with file and line.

    Example: autograder new 14 super_resolution
    """
    from autograder.course.skeleton import skeleton

    folder = _course_folder(course_folder) / f"{number:02d}_{slug}"
    files = skeleton(number, slug)
    twins = sorted(folder.parent.glob(f"{number:02d}_*"))
    if twins:
        raise UsageError(f"expected a free number, and {twins[0]} exists. Choose another.")
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    click.echo(f"{folder}: {len(files)} files. Next: autograder verify {number:02d}")


@autograder.command()
@_NAMES
@click.option("--full", is_flag=True, help="Run every check on every sample, reached or not.")
@click.option(
    "--otter/--no-otter", default=True, help="Compare with Otter's verdicts (rule 10) [default: yes]."
)
@click.option(
    "--jobs", "-j", type=click.IntRange(1), default=None, help="Answers graded at once [default: cores]."
)
@_COURSE
@_SANDBOX
@_JSON
def verify(names, full, otter, jobs, course_folder, sandbox, as_json):
    """Prove that assignments may be released.

    The master passes, samples get the verdicts they declare, nothing leaks, what is committed is what would be built.
    NAMES are ids or numbers such as 02; without one, all are proved.

    \b
    Examples:
      autograder verify 02 04
      autograder verify 02 --no-otter         quicker: leaves Otter out (rule 10)
    """
    from autograder import prove

    course = _course(course_folder, names)
    proofs = prove.run(
        course, _chosen(course, names), full=full, otter=otter, jobs=jobs, sandbox=sandbox, quiet=as_json
    )
    if as_json:
        click.echo(json.dumps(prove.as_json(proofs), ensure_ascii=False, indent=1))
    if any(each.findings for each in proofs):
        sys.exit(FAILED)


@autograder.command()
@click.option(
    "--check", is_flag=True, help="Compare with what is committed and name every difference; write nothing."
)
@click.option(
    "--zip", "zip_path", type=click.Path(path_type=Path), default=None, help="Also write the students' zip."
)
@_COURSE
def build(check, zip_path, course_folder):
    """Generate student_template/ and solutions/ from the masters.

    \b
    Examples:
      autograder build --zip dist/student_template.zip
      autograder build --check                what differs from what is committed
    """
    from autograder.release import bundle

    course = _course(course_folder)
    root = Path(os.path.relpath(course.folder.resolve().parent))  # as a person here would write it
    bundles = (bundle.student_bundle(course), bundle.solution_bundle(course))
    if check:
        problems = [problem for each in bundles for problem in bundle.compare(each, root / each.name)]
        for problem in problems:
            click.echo(problem)
        if problems:
            click.echo("Run autograder build, and commit what it writes.", err=True)
            sys.exit(FAILED)
        return
    for each in bundles:
        bundle.write_bundle(each, root / each.name)
        click.echo(f"{root / each.name}: {len(each.files)} files")
    if zip_path:
        bundle.write_file(bundle.student_zip(bundles[0]), zip_path)
        click.echo(f"{zip_path}: what students receive")


@autograder.command()
@_NAMES
@click.option("--out", type=click.Path(path_type=Path), default=Path("dist/otter"), show_default=True)
@click.option(
    "--all-samples/--some-samples", default=True, help="Re-grade every sample through Otter [default: yes]."
)
@_COURSE
@_SANDBOX
def package(names, out, all_samples, course_folder, sandbox):
    """Package assignments with Otter-Grader, for Gradescope.

    Each package then grades the samples, to prove that Otter gives the judge's verdicts.

    Example: autograder package 02
    """
    from autograder.regrade import disagreements
    from autograder.release import otter

    course = _course(course_folder, names)
    wrong = 0
    for assignment in _chosen(course, names):
        packaged = otter.package(assignment, out / assignment.id)
        click.echo(f"{assignment.id:<24} {packaged}")
        for problem in disagreements(assignment, sandbox=sandbox, samples=all_samples, package=packaged):
            wrong += 1
            click.echo(f"    {problem}")
    sys.exit(FAILED if wrong else 0)


@autograder.command()
@_NAME
@click.argument("question", required=False)
@click.option(
    "--answer",
    type=click.Path(path_type=Path, exists=True),
    default=None,
    help="The file to check, notebook or .py [default: the one saved last].",
)
@click.option(
    "--folder",
    type=click.Path(path_type=Path),
    default=Path(),
    help="Where the assignments lie [default: here].",
)
@_LANGUAGE
def check(name, question, answer, folder, language):
    """Run the public checks of an assignment on your answer.

    NAME is a number such as 02, QUESTION one of its questions such as q1 (all without it).

    \b
    Examples:
      autograder check 02
      autograder check 02 q1 --answer 02_noise/02_noise.en.ipynb
    """
    from autograder import local

    sys.exit(0 if local.check_file(folder, name, question, answer, language) else FAILED)


@autograder.command()
@_NAME
@click.argument("question")
@click.option(
    "--folder",
    type=click.Path(path_type=Path),
    default=Path(),
    help="Where the assignments lie [default: here].",
)
@click.option("--number", "-n", type=click.IntRange(1), default=1, help="Which hint, the gentlest first.")
@_LANGUAGE
def hint(name, question, folder, number, language):
    """Show a hint for a question; hints cost nothing.

    \b
    Examples:
      autograder hint 02 q1
      autograder hint 02 q1 -n 2              the next one
    """
    from autograder import local

    click.echo(local.hint_text(folder, name, question, number, language))


@autograder.command()
@_NAME
@click.option(
    "--answer", default=None, help="The file to hand in [default: the one of the assignment saved last]."
)
@click.option(
    "--folder",
    type=click.Path(path_type=Path),
    default=Path(),
    help="Where the assignments lie [default: here].",
)
@_LANGUAGE
def export(name, answer, folder, language):
    """Make the archive to hand in.

    The answer is read in a fresh process first, where what was only typed, or deleted since, is missing.

    Example: autograder export 02
    """
    from autograder.course.load import load_assignment
    from autograder.local import find
    from autograder.packing import pack

    sys.exit(0 if pack(load_assignment(find(name, folder, language)), answer, language) else FAILED)


@autograder.command()
@click.argument("path", type=click.Path(path_type=Path, exists=True))
@click.option("--assignment", "-a", "name", required=True, help="Its id or number, such as 02.")
@click.option("--public", is_flag=True, help="Run the public checks only.")
@click.option(
    "--force", is_flag=True, help="Run hidden checks even where nothing isolates the hand-in (level E)."
)
@click.option(
    "--results-for",
    "system",
    type=click.Choice(["gradescope", "prairielearn"]),
    help="Write to standard output the results.json that this system's grader must leave.",
)
@_COURSE
@_LANGUAGE
@_SANDBOX
@_JSON
def grade(path, name, public, force, system, course_folder, language, sandbox, as_json):
    """Grade one hand-in.

    PATH is a .py, an .ipynb, or a .zip of these and model files.

    Example: autograder grade hand-in.ipynb -a 02
    """
    from autograder.judge.run import grade_job
    from autograder.table import show_result

    course = _course(course_folder, [name])
    (assignment,) = _chosen(course, [name])
    wanted = frozenset(each.id for each in assignment.rubric if each.public) if public else None
    result = grade_job(
        str(assignment.folder), path.read_bytes(), path.name, checks=wanted, sandbox=sandbox, force=force
    )
    if system:
        from autograder.gradebook.exports import GRADERS
        from autograder.gradebook.score import score

        data = GRADERS[system](assignment, score(assignment, result), result, language=language)
        click.echo(json.dumps(data, ensure_ascii=False, indent=1))
        return
    if as_json:
        click.echo(json.dumps(result.to_json(), ensure_ascii=False, indent=1))
    else:
        show_result(assignment, result, language)
    sys.exit(0 if all(verdict.passed for verdict in result.verdicts) else FAILED)


@autograder.command()
@click.argument("sources", nargs=-1, type=click.Path(path_type=Path, exists=True))
@click.option(
    "--assignment", "-a", "names", multiple=True, help="Its id or number, such as 02 [default: all]."
)
@click.option(
    "--roster",
    type=click.Path(path_type=Path, exists=True),
    help="A CSV of the class: id, name, email, group.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("results"),
    show_default=True,
    help="Where results lie.",
)
@click.option(
    "--lms", type=click.Choice(["moodle", "canvas", "gradescope", "plain"]), help="[default: recognised]"
)
@click.option(
    "--worksheet",
    type=click.Path(path_type=Path, exists=True),
    help="Moodle's grading worksheet: tells homonyms apart, and who handed in when.",
)
@click.option(
    "--due",
    type=click.DateTime(["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]),
    help="The deadline, such as 2026-03-05T23:59.",
)
@click.option(
    "--dry-run", is_flag=True, help="List what was recognised, what was not and why; grade nothing."
)
@click.option("--force", is_flag=True, help="Judge again what has a verdict.")
@click.option("--only", multiple=True, help="A student's id, address, name or folder.")
@click.option(
    "--check", "checks", multiple=True, help="Run this check alone; the others keep their verdicts."
)
@click.option("--jobs", "-j", type=click.IntRange(1), help="Hand-ins judged at once [default: processors].")
@click.option("--engine", type=click.Choice(["local", "dask"]), default="local", show_default=True)
@click.option("--scheduler", help="The address of a dask.distributed cluster, such as tcp://10.0.0.5:8786.")
@click.option(
    "--unisolated", is_flag=True, help="Run hidden checks even where nothing isolates hand-ins (level E)."
)
@_COURSE
@_SANDBOX
@_JSON
def batch(
    sources, names, roster, out, lms, worksheet, due, dry_run, force, only, checks, jobs, engine, scheduler, unisolated,
    course_folder, sandbox, as_json,
):  # fmt: skip
    """Grade a class.

    SOURCES are downloads from Moodle, Canvas or Gradescope, or a folder of hand-ins.

    Stopped in whatever way, the same command goes on where it was. Run again after a check was changed, it runs
    that check alone. Points are changed by hand in overrides.csv among the results.

    Example: autograder batch "TP2-download.zip" -a 02 --roster roster.csv
    """
    from autograder import progress
    from autograder.gradebook import batch as grading
    from autograder.gradebook.attempts import Store
    from autograder.gradebook.roster import read_roster
    from autograder.judge.run import grade_job

    if not sources and not out.exists():
        raise UsageError(
            "expected a download to grade, or results to judge again (--out). See autograder batch --help."
        )
    # marks.csv also tells of what was graded before.
    course = _course(course_folder, names and [*names, *Store(out).assignments()])
    options = {"sandbox": sandbox} | ({"force": True} if unisolated else {})
    with progress.listener(as_json) as listen:
        done = grading.batch(
            course, sources, out, grade_job, assignments=names, roster=roster and read_roster(roster), system=lms,
            worksheet=worksheet, due=due, workers=jobs, engine=engine, scheduler=scheduler, force=force, only=only,
            checks=checks, options=options, dry_run=dry_run, on_event=listen,
        )  # fmt: skip
    if not as_json:
        for line in done.told(out, dry_run=dry_run):
            click.echo(line)
    if done.interrupted:
        sys.exit(130)
    sys.exit(FAILED if done.judge_errors or done.problems else 0)


@autograder.command()
@_NAMES
@click.option(
    "--out", type=click.Path(path_type=Path, exists=True), default=Path("results"), show_default=True
)
@click.option(
    "--moodle",
    type=click.Path(path_type=Path, exists=True),
    help="Moodle's grading worksheet: fill it in, and zip the feedback.",
)
@click.option(
    "--canvas", type=click.Path(path_type=Path, exists=True), help="Canvas's exported gradebook: fill it in."
)
@click.option("--column", help="The assignment's title or number in Canvas's gradebook.")
@click.option("--xlsx", is_flag=True, help="Export all marks as an Excel workbook and as CSV.")
@click.option(
    "--results-for",
    "system",
    type=click.Choice(["gradescope", "prairielearn"]),
    help="Export each student's results.json, as this system's grader would leave it.",
)
@click.option("--dry-run", is_flag=True, help="Tell what an export would change; write nothing.")
@_COURSE
@_LANGUAGE
def report(names, out, moodle, canvas, column, xlsx, system, dry_run, course_folder, language):
    """Write feedback, the class report and marks.

    Fills in what an LMS takes back as well. NAMES are the assignments to speak of; all without one. An export is about one.

    Example: autograder report 02 --moodle "Grades-TP2.csv" --language fr
    """
    from autograder.gradebook import exports
    from autograder.gradebook import report as pages

    course = _course(course_folder, names)
    written = []
    if moodle or canvas or system:
        if len(names) != 1:
            raise UsageError("an export is about one assignment. Name it: autograder report 02 --moodle FILE")
        (assignment,) = _chosen(course, names)
        if moodle:
            written.append(exports.for_moodle(course, out, assignment, moodle, language=language))
        if canvas:
            if not column:
                raise UsageError(
                    "--canvas needs --column, the assignment's title or number in the gradebook."
                )
            written.append(exports.for_canvas(course, out, assignment, canvas, column, language=language))
        if system:
            written.append(exports.for_grader(course, out, assignment, system, language=language))
    if xlsx:
        written.append(exports.for_spreadsheets(course, out, language=language))
    for each in written:
        click.echo(each.listing)
    if dry_run:
        return
    for each in written:
        for path in each.save(out):
            click.echo(path)
    click.echo(pages.write(course, out, language=language))


@autograder.command()
@click.argument("name")
@click.argument("folder", type=click.Path(path_type=Path))
def data(name, folder):
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
def doctor(language, as_json):
    """Tell what this machine has and lacks, with advice.

    Python, packages, TensorFlow, data and disk for everybody; cores and sandbox where there are masters to grade with.

    Example: autograder doctor
    """
    from dataclasses import asdict

    from autograder.doctor import examine

    symptoms = []
    for each in examine(Path(), language):
        symptoms.append(each)
        if not as_json:
            click.echo(f"{sentence(f'doctor.{each.state}', language):<10} {each.what:<20} {each.found}")
            if each.advice:
                click.echo(f"{'':<31} {each.advice}")
    if as_json:
        click.echo(json.dumps([asdict(each) for each in symptoms], ensure_ascii=False, indent=1))
    sys.exit(MachineError.exit_code if any(each.state == "missing" for each in symptoms) else 0)


@autograder.command()
@click.option("--out", type=click.Path(path_type=Path), default=Path("dist/demo"), show_default=True)
@click.option("--otter/--no-otter", default=True, help="Package with Otter too [default: yes].")
@_COURSE
@_LANGUAGE
def demo(out, otter, course_folder, language):
    """Show everything at work on a small class.

    Builds, packages, grades 12 made-up students and writes the pages to open.

    Example: autograder demo
    """
    from autograder import demo

    demo.run(_course(course_folder), out, language=language, otter=otter)


def main():
    """Run the command line; errors of ours end in one sentence and their exit code."""
    for stream in (sys.stdout, sys.stderr):
        # French must not break a console or a pipe of another encoding.
        stream.reconfigure(errors="replace", **({} if stream.isatty() else {"encoding": "utf-8"}))
    try:
        autograder.main(prog_name="autograder", standalone_mode=False)
    except click.exceptions.Exit as exit:
        sys.exit(exit.exit_code)
    except click.Abort:
        click.echo("\nInterrupted. Nothing half-written was left.", err=True)
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(UsageError.exit_code)
    except CourseError as error:
        click.echo(f"autograder: {error}", err=True)
        sys.exit(error.exit_code)
    except OSError as error:
        if error.errno is None:
            raise
        what = f"{error.filename}: {error.strerror}" if error.filename else error.strerror
        click.echo(f"autograder: {what}. Free space or choose another place.", err=True)
        sys.exit(MachineError.exit_code)


def _course_folder(given: Path | None) -> Path:
    for folder in [given] if given else [Path("assignments"), Path()]:
        if (folder / "course.toml").is_file():
            return folder
    where = given or Path("assignments")
    raise UsageError(
        f"expected a course in {where}: it has no course.toml. Go to the repository, or name one with --course."
    )


def _course(given: Path | None, names=()):
    from autograder.course.load import load_course

    return load_course(_course_folder(given), names)


def _chosen(course, names):
    try:
        return [course.assignment(name) for name in names] or list(course.assignments)
    except KeyError as error:
        known = ", ".join(sorted(path.parent.name for path in course.folder.glob("*/assignment.toml")))
        raise UsageError(f"expected an assignment, received {error.args[0]!r}. There are {known}.") from None
