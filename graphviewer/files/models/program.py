"""The models that a program defines, and the inputs they take, read from its text only."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from graphviewer.files.models import parsing
from graphviewer.files.models.guess import Guess, guess, known_numbers, last_name
from graphviewer.files.models.problem import NotAModel
from graphviewer.tape.source import lines_of

_NOT_MODELS = ("Parameter", "Buffer", "ParameterList", "ParameterDict", "DataParallel")
_STILL = frozenset({"eval", "train", "to", "cpu", "double", "float", "requires_grad_", "apply"})
_USUAL = ("model", "net", "network", "mlp", "cnn")


class Candidate(Struct, frozen=True, kw_only=True):
    """A model of the program. `call` makes it, and is empty where `name` is one already."""

    name: str
    call: str = ""
    missing: tuple[str, ...] = ()  # arguments that the class wants, which the user has to give
    takes: tuple[str, ...] = ("x",)
    guess: Guess | None = None


class Program(Struct, frozen=True, kw_only=True):
    """A program with at least one model; the likeliest is the first."""

    path: Path
    source: str
    candidates: tuple[Candidate, ...]


def find(path: Path, source: str) -> Program:
    """The models in a program's text. Nothing is run. Raises NotAModel."""
    try:
        found = _found(parsing.module(source))
    except parsing.NotPython as error:
        detail = f"line {error.line}: {error}" if error.line else str(error)
        raise NotAModel(path, "not python", detail) from error
    except RecursionError as error:  # Python itself reads sums of thousands
        raise NotAModel(path, "not python", "nested too deeply") from error
    found.sort(key=lambda one: (bool(one.call), one.name not in _USUAL, bool(one.missing)))
    if not found:
        raise NotAModel(path, "no model", "neither a class of nn.Module nor a model made of one")
    return Program(path=path, source=source, candidates=tuple(found))


def _found(tree: ast.Module) -> list[Candidate]:
    classes = dict(_classes(tree))
    numbers = known_numbers(tree.body)
    return [*_instances(tree, classes, numbers), *_made(classes, numbers)]


def without_main(source: str) -> str:
    """The text without what it does only when it is run itself (`if __name__ == "__main__"`)."""
    lines = lines_of(source)
    for node in parsing.module(source).body:
        if isinstance(node, ast.If) and _is_main(node.test):
            last = node.body[-1].end_lineno or node.lineno
            for number in range(node.lineno - 1, last):
                lines[number] = ""
            lines[node.lineno - 1] = "# what it does when it is run itself is left out"
            if node.orelse:
                return source  # there is no telling what belongs where
    return "\n".join(lines).rstrip() + "\n"


def _is_main(test: ast.expr) -> bool:
    match test:
        case ast.Compare(left=ast.Name("__name__"), comparators=[ast.Constant("__main__")]):
            return True
    return False


def _classes(tree: ast.Module) -> Iterator[tuple[str, ast.ClassDef]]:
    """The program's own classes of models, in order."""
    known: set[str] = set()
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            bases = {last_name(base) for base in node.bases}
            if bases & ({"Module", "Sequential"} | known):
                known.add(node.name)
                yield node.name, node


def _instances(
    tree: ast.Module, classes: Mapping[str, ast.ClassDef], numbers: Mapping[str, int]
) -> Iterator[Candidate]:
    """Names at the program's top level that models are given to."""
    seen: set[str] = set()
    for node in tree.body:
        match node:
            case ast.Assign(targets=[ast.Name(name)], value=ast.Call() as call):
                pass
            case ast.AnnAssign(target=ast.Name(name), value=ast.Call() as call):
                pass
            case _:
                continue
        call = _bare(call)
        kind = last_name(call.func)
        if name in seen or not (kind in classes or _is_layer(call.func) or name in _USUAL[:2]):
            continue
        seen.add(name)
        owner = classes.get(kind)
        takes = _takes(owner, classes) if owner is not None else ("x",)
        found = guess(call, classes, numbers)
        yield Candidate(name=name, takes=takes, guess=found)


def _bare(call: ast.Call) -> ast.Call:
    """Net() of Net().eval() and the like."""
    match call.func:
        case ast.Attribute(ast.Call() as inner, attr) if attr in _STILL:
            return _bare(inner)
    return call


def _is_layer(func: ast.expr) -> bool:
    """nn.Sequential and the like: something of nn with a capital letter that is no loss."""
    name = last_name(func)
    if not isinstance(func, ast.Attribute) or last_name(func.value) != "nn":
        return False
    return name[:1].isupper() and not name.endswith("Loss") and name not in _NOT_MODELS


def _made(classes: Mapping[str, ast.ClassDef], numbers: Mapping[str, int]) -> Iterator[Candidate]:
    """The classes themselves, the last first: it is usually made of those before it."""
    for name, node in reversed(list(classes.items())):
        init = method(node, "__init__")
        missing = _required(init) if init is not None else ()
        call = ast.Call(ast.Name(name), [], [])
        yield Candidate(
            name=name,
            call=f"{name}()",
            missing=missing,
            takes=_takes(node, classes),
            guess=guess(call, classes, numbers),
        )


def method(node: ast.ClassDef, name: str) -> ast.FunctionDef | None:
    """A method of a class, by its name."""
    inner = (one for one in node.body if isinstance(one, ast.FunctionDef))
    return next((one for one in inner if one.name == name), None)


def _required(function: ast.FunctionDef) -> tuple[str, ...]:
    """The arguments without a default, but for self."""
    given = [*function.args.posonlyargs, *function.args.args]
    bare = given[: len(given) - len(function.args.defaults)]
    return tuple(one.arg for one in bare[1:])


def _takes(node: ast.ClassDef, classes: Mapping[str, ast.ClassDef]) -> tuple[str, ...]:
    """What forward wants; of a class without one, what its base's wants."""
    seen: list[ast.ClassDef] = []
    while node not in seen:  # a name may be given to a class that is made of itself
        seen.append(node)
        forward = method(node, "forward")
        if forward is not None:
            return _required(forward) or ("x",)
        bases = (classes[name] for base in node.bases if (name := last_name(base)) in classes)
        node = next(bases, node)
    return ("x",)
