"""Fill the READMEs' tables from the course and from benchmarks/results: `python -m benchmarks.tables [--check]`."""

from __future__ import annotations

import json
import re
import sys
import tomllib
from pathlib import Path
from typing import Any

from autograder.base.numbers import significant
from autograder.course.load import load_course
from autograder.proof.public_share import public_share
from benchmarks.reproduce.run import processor_minutes

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "benchmarks/results"
PUBLISHED = ROOT / "benchmarks/published.toml"
AIMS = ROOT / "benchmarks/aims.toml"
READMES = [
    (language, folder / name)
    for folder in (ROOT, ROOT / "benchmarks")
    for language, name in (("en", "README.md"), ("fr", "README.fr.md"))
]
_BLOCK = re.compile(r"(<!-- table: (\w+) -->\n).*?(<!-- end -->)", re.S)

_WORDS = {
    "en": {
        "assignments": (
            "",
            "assignment",
            "questions (read by a person)",
            "checks (public)",
            "wrong and other right samples",
            "wrong ones that public checks see",
            "mutants caught",
            "points",
            "of which public",
        ),
        "figures": ("command", "what", "measured", "aim", "reached"),
        "published": ("work", "what", "published", "measured here", "reached"),
        "minutes": ("command", "processor time of its trainings, in minutes", "processors"),
        "reached": ("yes", "no", "another measure"),
        "speed": (
            "a hand-in whose three checks train a network, in a class: seconds",
            "a hand-in whose three checks build one: seconds",
        ),
        "jupyter": "{seconds} for `jupyter execute` alone",
        "beside": ("", "autograder", "Otter-Grader {otter}", "nbgrader {nbgrader}"),
        "endless": ("stopped", "still running after {seconds} s"),
        "points": ("{share} of the points", "no mark"),
        "found": ("printed them", "found none"),
        "hand-ins": (
            "an answer that never ends",
            "a wrong answer that patches NumPy until comparisons hold",
            "an answer that looks for the hidden checks",
        ),
    },
    "fr": {
        "assignments": (
            "",
            "devoir",
            "questions (lues par une personne)",
            "vérifications (publiques)",
            "exemples faux et autres justes",
            "faux vus par les vérifications publiques",
            "mutants détectés",
            "points",
            "dont publics",
        ),
        "figures": ("commande", "quoi", "mesuré", "but", "atteint"),
        "published": ("travail", "quoi", "publié", "mesuré ici", "atteint"),
        "minutes": ("commande", "temps de processeur de ses entraînements, en minutes", "processeurs"),
        "reached": ("oui", "non", "autre mesure"),
        "speed": (
            "un rendu dont trois vérifications entraînent un réseau, dans une classe : secondes",
            "un rendu dont trois vérifications en construisent un : secondes",
        ),
        "jupyter": "{seconds} pour `jupyter execute` seul",
        "beside": ("", "autograder", "Otter-Grader {otter}", "nbgrader {nbgrader}"),
        "endless": ("arrêtée", "tourne encore après {seconds} s"),
        "points": ("{share} des points", "aucune note"),
        "found": ("les affiche", "n’en trouve aucune"),
        "hand-ins": (
            "une réponse qui ne finit jamais",
            "une réponse fausse qui retouche NumPy pour que les comparaisons réussissent",
            "une réponse qui cherche les vérifications cachées",
        ),
    },
}


def filled(text: str, language: str) -> str:
    """Return the README's text with each table replaced by what the course and the results say now."""
    tables = {
        "assignments": assignments,
        "beside": beside,
        "figures": figures,
        "published": published,
        "minutes": minutes,
    }
    return _BLOCK.sub(lambda match: match[1] + tables[match[2]](language) + match[3], text)


def assignments(language: str) -> str:
    """Return one row an assignment."""
    rows = []
    for each in load_course(ROOT / "assignments").assignments:
        public = sum(check.public for check in each.rubric)
        wrong = sum(not sample.accepted for sample in each.samples)
        title = f"[{each.title[language]}](student_template/{each.id}/statement.{language}.md)"
        counts = f"{len(each.rubric)} ({public})", f"{wrong} + {len(each.samples) - wrong}"
        caught = _caught(each.folder / "mutants.json", language)
        by_a_person = f" ({len(each.manual)})" if each.manual else ""
        questions = f"{len(each.questions)}{by_a_person}"
        share = public_share(each)
        seen, points = (
            _percent(value / 100, language) for value in (share.seen_percent, share.point_percent)
        )
        rows.append((each.id[:2], title, questions, *counts, seen, caught, str(each.maximum), points))
    return _table(_WORDS[language]["assignments"], rows)


def _caught(path: Path, language: str) -> str:
    """Return what `autograder verify --mutants` wrote: the share caught of those that are no equivalents, and of how many."""
    if not path.is_file():
        return "–"
    counts = json.loads(path.read_text(encoding="utf-8"))
    total = counts["mutants"] - counts["equivalent"]
    share = f"{int(1000 * counts['caught'] / max(1, total)) / 10:g}"  # rounded down: 100 means all
    sign = "\N{NARROW NO-BREAK SPACE}%" if language == "fr" else "%"
    return f"{share.replace('.', ',') if language == 'fr' else share}{sign} ({total})"


def figures(language: str) -> str:
    """Return the rows that the benchmarks wrote, with what they aim at: each results file holds `rows`, (what, value)."""
    rows = []
    aims = tomllib.loads(AIMS.read_text(encoding="utf-8"))["aim"]
    for path in sorted(RESULTS.glob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        for row in data.get("rows", ()):
            value = row["value"]
            if isinstance(value, dict):
                value = value[language]
            elif isinstance(value, (int, float)):
                value = significant(value, language)
            elif language == "fr":  # several figures in one text
                value = re.sub(r"(?<=\d)\.(?=\d)", ",", value).replace("%", "\N{NARROW NO-BREAK SPACE}%")
            own = [each for each in aims if each["what"] == row["what"]["en"]]
            rows.append((f"`{data['command']}`", row["what"][language], value, *_reached(row, own, language)))
    return _table(_WORDS[language]["figures"], rows)


def _reached(row: dict[str, Any], aims: list[dict[str, Any]], language: str) -> tuple[str, str]:
    """Return what a row aims at, and whether all of it is reached; nothing for a row without an aim."""
    if not aims:
        return "", ""
    value = row["value"]["en"] if isinstance(row["value"], dict) else row["value"]
    numbers = [float(each) for each in re.findall(r"\d+(?:\.\d+)?", str(value))]
    told, all_reached = [], True
    for aim in aims:
        number = numbers[aim.get("number", 0)]
        if "at_least" in aim:
            sign, bound, reached = "≥", aim["at_least"], number >= aim["at_least"]
        else:
            sign, bound, reached = "≤", aim["at_most"], number <= aim["at_most"]
        shown = f"{bound:g}".replace(".", "," if language == "fr" else ".")
        told.append(f"{sign}\N{NO-BREAK SPACE}{shown}")
        all_reached = all_reached and reached
    yes, no, _ = _WORDS[language]["reached"]
    return " / ".join(told), yes if all_reached else no


def beside(language: str) -> str:
    """Return what three graders took and said: a row a hand-in, a column a grader, ours first."""
    words = _WORDS[language]
    medians = json.loads((RESULTS / "grade.json").read_text(encoding="utf-8"))["medians"]
    data = json.loads((RESULTS / "beside.json").read_text(encoding="utf-8"))
    rows: list[tuple[str, ...]] = []
    for job, what in zip(("trains", "builds"), words["speed"]):
        ways = (medians[job][way] for way in ("ours, 1 worker", "otter run", "jupyter execute"))
        ours, otter, jupyter = (significant(round(way, 2), language) for way in ways)
        rows.append((what, ours, otter, words["jupyter"].format(seconds=jupyter)))
    graders = [data["graders"][name] for name in ("autograder", "otter", "nbgrader")]
    for kind, what in zip(("endless", "patched", "curious"), words["hand-ins"]):
        rows.append((what, *(_outcome(kind, grader[kind], language) for grader in graders)))
    return _table(tuple(each.format(**data["versions"]) for each in words["beside"]), rows)


def _outcome(kind: str, outcome: dict[str, Any], language: str) -> str:
    """Return what a grader made of a hand-in of benchmarks.beside."""
    words, share = _WORDS[language], outcome["share"]
    points = words["points"][share is None].format(share=_percent(share or 0, language))
    match kind:
        case "endless":
            ended = words["endless"][share is None].format(seconds=f"{outcome['seconds']:.0f}")
            return f"{ended}, {points}"
        case "curious":
            return words["found"][not outcome["found"]]
    return points


def _percent(share: float, language: str) -> str:
    return f"{100 * share:.0f}" + ("\N{NARROW NO-BREAK SPACE}%" if language == "fr" else "%")


def published(language: str) -> str:
    """Return each published figure beside ours: benchmarks/published.toml says where in the results ours stands."""
    rows = []
    yes, no, other = _WORDS[language]["reached"]
    for entry in tomllib.loads(PUBLISHED.read_text(encoding="utf-8"))["figure"]:
        measured = _measured(entry["work"], entry["measured"])
        aim, digits = entry["published"], entry["digits"]
        if measured is None:  # its training has not been run since the figure was listed
            reached = "–"
        elif entry["better"] == "higher":
            reached = yes if measured >= aim else no
        elif entry["better"] == "lower":
            reached = yes if measured <= aim else no
        else:
            reached = other
        told = ["–" if value is None else f"{value:.{digits}f}" for value in (aim, measured)]
        told = [each.replace(".", ",") for each in told] if language == "fr" else told
        rows.append((entry["work"].upper(), entry["what"][language], *told, reached))
    return _table(_WORDS[language]["published"], rows)


def minutes(language: str) -> str:
    """Return how long the trainings of each work took."""
    rows = []
    for path in sorted(RESULTS.glob("reproduce_?.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        took = processor_minutes(data["figures"])
        rows.append((f"`{data['command']}`", f"{took:.0f}", str(data["machine"]["cpus"])))
    return _table(_WORDS[language]["minutes"], rows)


def _measured(work: str, place: str) -> float | None:
    path = RESULTS / f"reproduce_{work}.json"
    found = json.loads(path.read_text(encoding="utf-8"))["figures"] if path.exists() else {}
    for key in place.split("."):
        if key not in found:
            return None
        found = found[key]
    return float(found)


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def main(check: bool) -> int:
    """Write the tables, or (`check`) return 1 where a README does not hold them."""
    stale = 0
    for language, path in READMES:
        text = path.read_text(encoding="utf-8")
        new = filled(text, language)
        if new != text and check:
            print(
                f"{path.relative_to(ROOT)}: its tables are not what the results say. Run: python -m benchmarks.tables"
            )
            stale = 1
        elif new != text:
            path.write_text(new, encoding="utf-8")
    return stale


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv))
