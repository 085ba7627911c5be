"""IPython's additions to Python, made harmless: magics and shell lines do nothing, timed code runs untimed.

What a magic is, IPython's own `TransformerManager` says; here its calls of `get_ipython()` are replaced. Those of a
notebook that was converted to a script are the same.
"""

from __future__ import annotations

import ast
import functools
import re
import shlex
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath

from autograder.course.source import parse

# The code below these runs as it stands.
_TIMED_CELLS = {"time", "timeit", "capture", "prun"}
# What stands below these is no Python, or Python for another process.
_FOREIGN_CELLS = {
    *("!", "bash", "cmd", "html", "HTML", "javascript", "js", "latex", "markdown", "perl", "pypy", "python"),
    *("python2", "python3", "ruby", "script", "sh", "svg", "SVG", "sx", "system", "R", "sql"),
}
_CELL_MAGIC = re.compile(r"%%(?P<name>!|[\w.]*)[ \t]*(?P<rest>.*)$")
_OPTIONS = re.compile(r"(?:-\w+\s+(?:\d+\s+)?)*(?=\S)")
# IPython reads the whole cell again for each magic in it.
_LONGEST = 100_000  # characters
_MOST_READ = 10_000_000  # characters, again and again
_HEAD = 1_000  # lines in which cell magics may stand one below the other
_MAY_BE_MAGIC = re.compile(r"^[ \t]*[!%?]|=[ \t]*[!%]|\?$", re.MULTILINE)


def without_magics(source: str) -> str:
    """Return a cell's source as plain Python, its lines where they were; empty where the cell is another language's."""
    if "get_ipython" not in source and parse(source) is not None:
        return source
    blank: list[str] = []
    lines = source.split("\n")
    while len(blank) < _HEAD and (magic := _cell_magic(lines)) is not None:
        name, rest, head = magic
        below = "\n".join(lines[head + 1 :])
        if name in ("writefile", "file"):
            return "\n".join([*blank, *[""] * head, _written(rest, below)])
        if name in _FOREIGN_CELLS or (name not in _TIMED_CELLS and parse(below) is None):
            return ""
        blank += [""] * (head + 1)
        lines = lines[head + 1 :]
    source = "\n".join([*blank, *lines])
    if len(source) <= _LONGEST and parse(source) is None and _magics(source) * len(source) <= _MOST_READ:
        source = _transformed(source)
    return _harmless(source)


def _magics(source: str) -> int:
    """Return how many lines may be IPython's."""
    return sum(1 for _ in _MAY_BE_MAGIC.finditer(source))


def foreign_magic(source: str) -> str:
    """Return the first line of a cell whose magic we do not know, or below which Python stands that does not run
    here.
    """
    lines = source.split("\n")
    magic = _cell_magic(lines)
    if magic is None:
        return ""
    name, _, head = magic
    below = parse("\n".join(lines[head + 1 :]))
    defines = below is not None and any(isinstance(node, ast.FunctionDef) for node in below.body)
    known = name in _TIMED_CELLS or name in ("writefile", "file") or (name in _FOREIGN_CELLS and not defines)
    return "" if known else lines[head].strip()


def _cell_magic(lines: list[str]) -> tuple[str, str, int] | None:
    head = next((number for number, line in enumerate(lines) if line.strip()), None)
    if head is None or not (match := _CELL_MAGIC.match(lines[head])):
        return None
    return match["name"], match["rest"].strip(), head


def _transformed(source: str) -> str:
    blank = re.match(r"(?:[ \t]*\n)*", source)
    head = blank.group() if blank else ""
    try:
        return head + _manager()(source[len(head) :]).rstrip("\n")
    except (SyntaxError, RuntimeError, RecursionError, ValueError, IndexError):
        return source


@functools.cache
def _manager() -> Callable[[str], str]:
    from IPython.core.inputtransformer2 import TransformerManager  # half a second, for the few that need it

    class Manager(TransformerManager):
        """IPython's, keeping each line where it was: a shell line of several becomes one, and blank ones."""

        def do_one_token_transform(self, lines: list[str]) -> tuple[bool, list[str]]:
            """Do one transformation, and put back the lines that it took."""
            changed, new = super().do_one_token_transform(lines)  # type: ignore[no-untyped-call]  # IPython's
            lost = len(lines) - len(new)
            if changed and lost > 0:
                at = next((i for i, (old, own) in enumerate(zip(lines, new)) if old != own), len(new) - 1)
                new[at + 1 : at + 1] = ["\n"] * lost
            return changed, new

    transform: Callable[[str], str] = Manager().transform_cell  # type: ignore[no-untyped-call]
    return transform


def _harmless(source: str) -> str:
    """Return Python with its calls of IPython's shell replaced by what they leave behind for the code around them."""
    tree = parse(source) if "get_ipython" in source else None
    if tree is None:
        return source
    lines = [line.encode("utf-8", "surrogatepass") for line in source.split("\n")]
    try:
        found = [each for node in tree.body for each in _calls(node, False)]
    except RecursionError:  # a sum of a thousand terms: as it stands
        return source
    for call, alone in sorted(found, key=lambda each: (each[0].lineno, each[0].col_offset), reverse=True):
        first, last = call.lineno - 1, (call.end_lineno or call.lineno) - 1
        new = _instead(call, alone, indented=call.col_offset > 0).encode("utf-8", "surrogatepass")
        tail = lines[last][call.end_col_offset :]
        # As many lines as before: what follows keeps its number.
        rest = [b""] * (last - first)
        lines[first : last + 1] = [lines[first][: call.col_offset] + new + tail, *rest]
    return b"\n".join(lines).decode("utf-8", "surrogatepass")


def _calls(node: ast.AST, alone: bool) -> Iterator[tuple[ast.Call, bool]]:
    """Yield the outermost calls of a method of get_ipython(), and whether each is a statement of its own."""
    match node:
        case ast.Call(func=ast.Attribute(value=ast.Call(func=ast.Name(id="get_ipython")))):
            yield node, alone
        case _:
            for inner in ast.iter_child_nodes(node):
                yield from _calls(inner, isinstance(node, ast.Expr))


def _instead(call: ast.Call, alone: bool, *, indented: bool) -> str:
    method = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    texts = [
        each.value for each in call.args if isinstance(each, ast.Constant) and isinstance(each.value, str)
    ]
    nothing = "pass" if alone else "[]" if method in ("getoutput", "getoutput_pexpect") else "None"
    match method, texts:
        case "run_cell_magic", ["writefile" | "file", path, body] if alone:
            return _written(path, body)
        case "run_cell_magic", [name, _, body] if alone and not indented and name not in _FOREIGN_CELLS:
            return without_magics(body).strip("\n") or nothing
        case "run_line_magic", ["run", line] if alone and (run := _run(line)):
            return run
        case "run_line_magic", ["cd", line] if alone and (moved := _moved(line)):
            return moved
        case "run_line_magic", ["pylab", _] if alone:
            return f"exec({_PYLAB!r}, globals())"
        case "run_line_magic", ["env" | "set_env", line] if alone and (value := _VARIABLE.match(line)):
            return f"__import__('os').environ.update({{{value['name']!r}: {_word(value['value'].strip())}}})"
        case "run_line_magic", ["mkdir" | "cp" | "mv" as name, line] if alone and (
            done := _shell(f"{name} {line}")
        ):
            return done
        case "system", [line] if alone and (done := _unpacked(line) or _shell(line)):
            return done
        case (("run_line_magic" | "magic"), [*_, line]) if line:
            name, code = texts if len(texts) == 2 else (line.partition(" ")[0], line.partition(" ")[2])
            code = _OPTIONS.sub("", code, count=1)
            if name.lstrip("%") in _TIMED_CELLS - {"capture"} and code and parse(code) is not None:
                return code if alone else f"({code})"
    return nothing


_RUN_NOTEBOOK = (
    "[exec('\\n'.join(line for line in ''.join(cell['source']).split('\\n') if line[:1] not in ('!', '%')), globals())"
    " for cell in __import__('json').loads(__import__('pathlib').Path({path!r}).read_text(encoding='utf-8'))['cells'] if cell['cell_type'] == 'code']"
)


_PYLAB = (
    "import numpy, matplotlib\nfrom matplotlib import pylab, mlab, pyplot\nnp, plt = numpy, pyplot\n"
    "from matplotlib.pylab import *\nfrom numpy import *\n"
)
_VARIABLE = re.compile(r"\s*(?P<name>\w+)\s*[=\s](?P<value>.*)")


def _run(line: str) -> str:
    """Return the code that does what %run does, with the words that the file is given; empty where it names no file.

    A name without an ending is a module's, or, as Databricks has it, a notebook's.
    """
    if re.search(r"[A-Za-z]:\\\w|\w\\\w", line):  # a path as Windows writes it
        line = line.replace("\\", "/")
    try:
        file, *words = shlex.split(_OPTIONS.sub("", line.strip(), count=1))
    except ValueError:  # no file, or a quotation mark alone
        return ""
    path = PurePosixPath(file)
    given = f"__import__('sys').argv[:] = [{', '.join(map(_word, [str(path), *words]))}]; " if words else ""
    module = f"{path}.py" if path.name.isidentifier() else str(path)
    run = f"exec(compile(open({module!r}, encoding='utf-8').read(), {module!r}, 'exec'), globals())"
    if path.suffix.lower() == ".ipynb":
        return given + _RUN_NOTEBOOK.format(path=str(path))
    if path.suffix.lower() == ".py":
        return given + run
    if not path.name.isidentifier():
        return ""
    there = "__import__('os').path.isfile"
    notebook = f"{path}.ipynb"
    other = f"{there}({notebook!r}) and not {there}({module!r})"
    return f"{given}{_RUN_NOTEBOOK.format(path=notebook)} if {other} else {run}"


def _word(text: str) -> str:
    """Return the Python for a word of a magic's line, in which `$name` and `{name}` are variables of the notebook."""
    named = re.fullmatch(r"\$(\w+)|\{(\w+)\}", text)
    return f"str({named[1] or named[2]})" if named else repr(text)


def _shell(line: str) -> str:
    """Return an expression that does what the shell's mkdir, cp or mv does within the answer's folder; else nothing."""
    try:
        command, *words = shlex.split(line)
    except ValueError:
        return ""
    options = {letter for word in words if word.startswith("-") for letter in word[1:]}
    paths = [word for word in words if not word.startswith("-")]
    if not paths or any(re.search(r"[|&;<>*?$`{}~]", path) or path.startswith("/") for path in paths):
        return ""
    if command == "mkdir":
        return f"[__import__('os').makedirs(each, exist_ok=True) for each in {paths!r}]"
    if command not in ("cp", "mv") or len(paths) != 2:
        return ""
    first, second = paths
    there = f"__import__('os').path.exists({first!r}) and __import__('shutil')."
    if command == "mv":
        return f"{there}move({first!r}, {second!r})"
    if options & {*"rRa"}:
        return f"{there}copytree({first!r}, {second!r}, dirs_exist_ok=True)"
    return f"{there}copy({first!r}, {second!r})"


def _moved(line: str) -> str:
    """Return an expression that does what %cd does, for a folder that was handed in; empty for one of another machine.

    What lies above the first folder lies beside the answer as well: it is not left upwards.
    """
    path = line.strip().strip("\"'")
    if not path or path.startswith(("/", "~", "-", "$", "{")):
        return ""
    started = "__import__('os').getcwd() not in __import__('sys').path and " if path.startswith("..") else ""
    return f"{started}__import__('os').path.isdir({path!r}) and __import__('os').chdir({path!r})"


_UNZIP = re.compile(
    r"unzip\s+(?:-[a-ce-z]+\s+)*[\"']?(?P<path>[\w./-]+\.zip)[\"']?(?:\s+-d\s+(?P<into>[\w./-]+))?\s*$"
)


_UNTAR = re.compile(
    r"tar\s+-?[xzjJvf]*x[xzjJvf]*\s+[\"']?(?P<path>[\w./-]+\.t[\w.]+)[\"']?(?:\s+-C\s+(?P<into>[\w./-]+))?\s*$"
)


def _unpacked(line: str) -> str:
    """Return an expression that does what the shell's unzip or tar does, with an archive that was handed in."""
    if found := _UNTAR.match(line.strip()):
        path, into = found["path"], found["into"] or "."
        opened = f"__import__('tarfile').open({path!r})"
        return f"__import__('os').path.isfile({path!r}) and {opened}.extractall({into!r}, filter='data')"
    found = _UNZIP.match(line.strip())
    if found is None:
        return ""
    path, into = found["path"], found["into"] or "."
    return f"__import__('os').path.isfile({path!r}) and __import__('zipfile').ZipFile({path!r}).extractall({into!r})"


def _written(rest: str, body: str) -> str:
    """Return a statement that does what %%writefile does, into a folder that a shell line may have made."""
    try:
        *options, path = shlex.split(rest) or [""]
    except ValueError:  # a quotation mark alone
        *options, path = rest.split()
    named = re.fullmatch(r"\$(\w+)|\{(\w+)\}", path)  # a variable of the notebook
    where = (named[1] or named[2]) if named else repr(path)
    parent = "" if named else str(PurePosixPath(path).parent)
    made = f"__import__('os').makedirs({parent!r}, exist_ok=True); " if parent not in ("", ".") else ""
    if {"-a", "--append"} & {*options}:
        return f"{made}open({where}, 'a', encoding='utf-8').write({body!r})"
    return f"{made}__import__('pathlib').Path({where}).write_text({body!r}, encoding='utf-8')" if path else ""
