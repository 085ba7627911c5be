"""The style and the scripts of the pages behind `autograder review`."""

from __future__ import annotations

import functools
from importlib import resources

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response


async def static(request: Request) -> Response:
    """Answer with a file of ours."""
    name = request.path_params["name"]
    kinds = {"review.css": "text/css", "review.js": "text/javascript", "sort.js": "text/javascript"}
    if name not in kinds:
        raise HTTPException(404)
    return Response(_static(name), media_type=kinds[name])


@functools.cache
def _static(name: str) -> str:
    folder = resources.files("autograder.gradebook") / "templates"
    text = (folder / name).read_text(encoding="utf-8")
    if name == "review.css":
        from pygments.formatters import HtmlFormatter

        colours = HtmlFormatter(style="default", classprefix="y-").get_style_defs(".code")
        dark = HtmlFormatter(style="github-dark", classprefix="y-").get_style_defs(".code")
        style = (folder / "style.css").read_text(encoding="utf-8")
        text = f"{style}\n{colours}\n@media (prefers-color-scheme: dark) {{\n{dark}\n}}\n{text}"
    return text
