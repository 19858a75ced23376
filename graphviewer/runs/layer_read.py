"""Reads an nn.Sequential back into a list of layers. The program is not run."""

from __future__ import annotations

import ast

from graphviewer.runs.config import Layer
from graphviewer.runs.layer_kinds import KINDS, Kind, Value

_MOST = 1e15  # beyond any option of a layer; Python cannot write the largest whole numbers out


class CannotRead(Exception):
    """The program is more than a list of layers. `line` counts from 1, `why` is a sentence."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(f"Line {line}: {why}")
        self.line = line
        self.why = why


def read(source: str) -> tuple[Layer, ...]:
    """The layers of a program that only imports PyTorch and sets `model = nn.Sequential(...)`.

    Numbers may be products and sums of numbers, pairs such as (5, 5) one number. Raises CannotRead.
    """
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        line = getattr(error, "lineno", None) or 1
        raise CannotRead(line, "This is not Python.") from error
    found: ast.expr | None = None
    for statement in tree.body:
        if _passed_over(statement):
            continue
        match statement:
            case ast.Assign(targets=[ast.Name(id="model")], value=value) if found is None:
                found = value
            case _:
                raise CannotRead(
                    statement.lineno,
                    "Only PyTorch's imports and model = nn.Sequential(...) can be read as layers.",
                )
    if found is None:
        raise CannotRead(1, "The program does not define model.")
    try:
        return _sequential(found)
    except RecursionError as error:
        raise CannotRead(found.lineno, "This is nested too deep to be read as layers.") from error


def _passed_over(statement: ast.stmt) -> bool:
    """A text, or an import after which the names of layers mean PyTorch's."""
    match statement:
        case ast.Expr(value=ast.Constant(value=str())):
            return True
        case ast.Import(names=names):
            allowed = {("torch", None), ("torch.nn", None), ("torch.nn", "nn")}
            return all((one.name, one.asname) in allowed for one in names)
        case ast.ImportFrom(module="torch" | "torch.nn" | "__future__", names=names):
            return all(one.asname is None for one in names)
    return False


def _sequential(node: ast.expr) -> tuple[Layer, ...]:
    if not isinstance(node, ast.Call) or _name(node.func) != "Sequential":
        raise CannotRead(node.lineno, "model must be nn.Sequential(...).")
    if node.keywords:
        raise CannotRead(node.lineno, "nn.Sequential takes layers without names here.")
    return tuple(_layer(one) for one in node.args)


def _name(node: ast.expr) -> str:
    """The class's name in Linear, nn.Linear or torch.nn.Linear; "" for anything else."""
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=ast.Name(id="nn"), attr=name):
            return name
        case ast.Attribute(value=ast.Attribute(value=ast.Name(id="torch"), attr="nn"), attr=name):
            return name
    return ""


def _layer(node: ast.expr) -> Layer:
    if not isinstance(node, ast.Call):
        raise CannotRead(node.lineno, "Each entry must be a layer such as nn.ReLU().")
    name = _name(node.func)
    if name == "Sequential":
        raise CannotRead(
            node.lineno,
            "A Sequential inside another names its parameters otherwise; put its layers in a row.",
        )
    kind = KINDS.get(name)
    if kind is None:
        raise CannotRead(node.lineno, f"{ast.unparse(node.func)} is not among the layers here.")
    if name == "Unflatten":
        return _unflatten(node, kind)
    return Layer(kind=name, options=_options(node, kind))


def _options(node: ast.Call, kind: Kind) -> dict[str, Value]:
    if len(node.args) > min(len(kind.options), kind.unnamed):
        raise CannotRead(node.lineno, f"{kind.name} has more arguments than can be read here.")
    named: list[tuple[str | None, ast.expr]] = [
        (option.name, value) for option, value in zip(kind.options, node.args, strict=False)
    ]
    named += [(one.arg, one.value) for one in node.keywords]
    options: dict[str, Value] = {}
    for name, value in named:
        if name is None or kind.option(name) is None:
            raise CannotRead(value.lineno, f"{kind.name} has no option {name or '**'} here.")
        if name in options:
            raise CannotRead(value.lineno, f"{kind.name} is given {name} twice.")
        options[name] = _number(value)
    for option in kind.options:
        if option.required and option.name not in options:
            raise CannotRead(node.lineno, f"{kind.name} needs {option.name}.")
    return options


def _unflatten(node: ast.Call, kind: Kind) -> Layer:
    values = {"dim": None, "unflattened_size": None} | dict(
        zip(("dim", "unflattened_size"), node.args, strict=False)
    )
    values |= {one.arg: one.value for one in node.keywords if one.arg in values}
    dim, sizes = values["dim"], values["unflattened_size"]
    if len(node.args) + len(node.keywords) == 2 and dim is not None and _number(dim) == 1:
        match sizes:
            case ast.Tuple(elts=[_, _, _] as parts):
                names = [one.name for one in kind.options]
                numbers = map(_number, parts)
                return Layer(kind="Unflatten", options=dict(zip(names, numbers, strict=True)))
    raise CannotRead(
        node.lineno, "Only nn.Unflatten(1, (channels, height, width)) can be read here."
    )


def _number(node: ast.expr) -> Value:
    """A number, also as a sum or product of numbers, and a pair of equal ones as one."""
    value = _worked_out(node)
    if not abs(value) <= _MOST:
        raise CannotRead(node.lineno, "A number is larger than any that a layer takes.")
    return value


def _worked_out(node: ast.expr) -> Value:
    match node:
        case ast.Constant(value=bool() | int() | float() as value):
            return value
        case ast.UnaryOp(op=ast.USub(), operand=inner):
            return -_number(inner)
        case ast.Tuple(elts=[first, second]) if _number(first) == _number(second):
            return _number(first)
        case ast.BinOp(left=left, op=ast.Mult(), right=right):
            return _number(left) * _number(right)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return _number(left) + _number(right)
        case ast.BinOp(left=left, op=ast.Sub(), right=right):
            return _number(left) - _number(right)
        case ast.BinOp(left=left, op=ast.FloorDiv(), right=right) if _number(right):
            return _number(left) // _number(right)
    raise CannotRead(node.lineno, f"{ast.unparse(node)} is not a number that can be read here.")
