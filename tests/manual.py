"""A question that a person marks, added to a copy of the tiny course's assignment."""

import shutil
from pathlib import Path

TOML = """
[[questions]]
id = "{id}"
title = {{ en = "What was lost?", fr = "Qu’est-ce qui s’est perdu ?" }}
manual = true
points = 2

[questions.model]
en = "The dark places are darker than dark: 0 is where they all end."
fr = "Les endroits sombres sont plus que sombres : tous finissent à 0."

[[questions.criteria]]
id = "dark"
title = {{ en = "Says that different dark values become one and the same.", fr = "Dit que des valeurs sombres différentes n’en font plus qu’une." }}
points = 2
"""


def with_manual_question(folder: Path, target: Path) -> str:
    """Copy the assignment in `folder` to `target`, add the question as its last one, and return its id."""
    shutil.copytree(folder, target)
    toml = target / "assignment.toml"
    text = toml.read_text(encoding="utf-8")
    id = f"q{text.count('[[questions]]') + 1}"
    toml.write_text(text + TOML.format(id=id), encoding="utf-8")
    for language, heading in (("en", "What was lost?"), ("fr", "Qu’est-ce qui s’est perdu ?")):
        path = target / f"statement.{language}.md"
        section = f"\n## {id} {heading}\n\n**Points :** {{points}}.\n"
        path.write_text(path.read_text(encoding="utf-8") + section, encoding="utf-8")
    return id
