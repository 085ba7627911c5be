"""Fill the READMEs' tables from the course and from benchmarks/results: `python -m benchmarks.tables [--check]`."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

from autograder.course.load import load_course
from autograder.messages import number

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "benchmarks/results"
READMES = {"en": ROOT / "README.md", "fr": ROOT / "README.fr.md"}
_BLOCK = re.compile(r"(<!-- table: (\w+) -->\n).*?(<!-- end -->)", re.S)

_WORDS = {
    "en": {
        "assignments": (
            "",
            "assignment",
            "questions",
            "checks (public)",
            "wrong and other right samples",
            "points",
        ),
        "figures": ("command", "what", "measured"),
    },
    "fr": {
        "assignments": (
            "",
            "devoir",
            "questions",
            "vérifications (publiques)",
            "exemples faux et autres justes",
            "points",
        ),
        "figures": ("commande", "quoi", "mesuré"),
    },
}


def filled(text: str, language: str) -> str:
    """Return the README's text with each table replaced by what the course and the results say now."""
    tables = {"assignments": assignments, "figures": figures}
    return _BLOCK.sub(lambda match: match[1] + tables[match[2]](language) + match[3], text)


def assignments(language: str) -> str:
    """Return one row an assignment."""
    rows = []
    for each in load_course(ROOT / "assignments").assignments:
        public = sum(check.public for check in each.rubric)
        wrong = sum(not sample.accepted for sample in each.samples)
        title = f"[{each.title[language]}](student_template/{each.id}/statement.{language}.md)"
        counts = f"{len(each.rubric)} ({public})", f"{wrong} + {len(each.samples) - wrong}"
        rows.append((each.id[:2], title, str(len(each.questions)), *counts, str(each.maximum)))
    return _table(_WORDS[language]["assignments"], rows)


def figures(language: str) -> str:
    """Return the rows that the benchmarks wrote: each results file holds `rows`, (what in both languages, value)."""
    rows = []
    for path in sorted(RESULTS.glob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        for row in data.get("rows", ()):
            value = row["value"]
            if isinstance(value, dict):
                value = value[language]
            elif isinstance(value, (int, float)):
                value = number(value, language)
            elif language == "fr":  # several figures in one text
                value = re.sub(r"(?<=\d)\.(?=\d)", ",", value).replace("%", "\N{NARROW NO-BREAK SPACE}%")
            rows.append((f"`{data['command']}`", row["what"][language], value))
    return _table(_WORDS[language]["figures"], rows)


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def main(check: bool) -> int:
    """Write the tables, or (`check`) return 1 where a README does not hold them."""
    stale = 0
    for language, path in READMES.items():
        text = path.read_text(encoding="utf-8")
        new = filled(text, language)
        if new != text and check:
            print(f"{path.name}: its tables are not what the results say. Run: python -m benchmarks.tables")
            stale = 1
        elif new != text:
            path.write_text(new, encoding="utf-8")
    return stale


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv))
