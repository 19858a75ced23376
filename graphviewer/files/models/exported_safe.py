"""Whether torch.export.load may read an exported program: it trusts what the file says.

As of PyTorch 2.13 it unpickles sample inputs with weights_only=False when the safe way fails,
unpickles weights and constants that say so, hands expressions to sympy, which evaluates them as
Python, takes the target of a node to be any attribute of torch, writes the names of inputs into a
function that it compiles, and loads native code that lies beside. So each of these must be of the
form that torch.export.save gives to ordinary models, or the file is not opened.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable, Mapping

from graphviewer.files.models import parsing

_PART = re.compile(
    r"archive_format|archive_version|byteorder|version|\.data/[\w.]+|models/model\.json"
    r"|data/weights/weight_\d+|data/weights/model_weights_config\.json"
    r"|data/constants/tensor_\d+|data/constants/model_constants_config\.json"
    r"|data/sample_inputs/model\.pt|extra/.*",
    re.ASCII,
)
_NAME = re.compile(r"([A-Za-z_]\w*)?", re.ASCII)
_PATH = re.compile(r"[\w.@]*", re.ASCII)
_TYPE = re.compile(r"[\w.<>\[\]'@]*", re.ASCII)
_TARGET = re.compile(
    r"torch\.ops\.aten\.(_?[A-Za-z]\w*|__i?(and|or|xor|lshift|rshift)__)\.[A-Za-z]\w*|torch\.ops\.higher_order\.(wrap_with_set_grad_enabled|cond)"
    r"|torch\.sym_(not|ite|max|min|int|float|sqrt|sum)|math\.(ceil|floor|trunc|sqrt)"
    r"|_operator\.(getitem|add|sub|mul|floordiv|truediv|mod|pow|neg|pos|abs|eq|ne|lt|le|gt|ge"
    r"|and_|or_|not_|lshift|rshift)",
    re.ASCII,
)
_WITH_FILES = re.compile(r"torch\.ops\.aten\.(_?from_file|save|load|open)\b")
_SAMPLE_PART = re.compile(
    r"data\.pkl|byteorder|version|\.format_version|\.storage_alignment|data/\d+|\.data/[\w.]+",
    re.ASCII,
)
_FUNCTIONS = frozenset(
    {"Symbol", "Integer", "Float", "Rational", "Add", "Mul", "Pow", "Max", "Min", "Mod", "Abs",
     "FloorDiv", "ModularIndexing", "PythonMod", "CleanDiv", "CeilDiv", "CeilToInt", "FloorToInt",
     "IntTrueDiv", "FloatTrueDiv", "PowByNatural", "FloatPow", "TruncToInt", "TruncToFloat",
     "RoundToInt", "ToFloat", "Eq", "Ne", "Lt", "Le", "Gt", "Ge", "And", "Or", "Not", "Identity",
     "floor", "ceiling", "Where", "Piecewise"}
)  # fmt: skip
_READS = frozenset({"size", "shape", "dim", "ndim", "dtype", "device", "stride"})  # in guards
_CONTAINERS = frozenset({"builtins.tuple", "builtins.list", "builtins.dict"})
_FORBIDDEN = {"as_custom_obj": "a custom object", "as_operator": "a function by name"}
_PLAIN = (
    ast.BinOp, ast.UnaryOp, ast.BoolOp, ast.Compare, ast.operator, ast.unaryop,
    ast.boolop, ast.cmpop, ast.expr_context, ast.Tuple,
)  # fmt: skip


class Unsafe(Exception):
    """Something that torch.export.save does not write for an ordinary model; the message: what."""


def check_part(name: str) -> None:
    """A part of the archive may be there. Raises Unsafe."""
    if not _PART.fullmatch(name):
        raise Unsafe(f"the part {name}")


def check_sample_part(name: str) -> None:
    """A part of the archive of sample inputs may be there: TorchScript is read otherwise.

    Raises Unsafe.
    """
    if not _SAMPLE_PART.fullmatch(name):
        raise Unsafe(f"the sample inputs' part {name}")


def check(content: object) -> None:
    """Every text in an exported program's JSON is of the usual form. Raises Unsafe."""
    waiting: list[tuple[str, object]] = [("", content)]
    while waiting:
        key, one = waiting.pop()
        rule = _RULES.get(key)
        if rule is not None:
            rule(one)
        elif key in _FORBIDDEN and one is not None:
            raise Unsafe(_FORBIDDEN[key])
        if isinstance(one, dict):
            waiting += one.items()
        elif isinstance(one, list):
            waiting += [(key if isinstance(item, str) else "", item) for item in one]


def _by(pattern: re.Pattern[str], what: str) -> Callable[[object], None]:
    def rule(one: object) -> None:
        if isinstance(one, str) and not pattern.fullmatch(one):
            raise Unsafe(f"{what} {one!r}")

    return rule


def _target(one: object) -> None:
    known = isinstance(one, str) and _TARGET.fullmatch(one) and not _WITH_FILES.match(one)
    if not (known or isinstance(one, dict)):  # an output's target is a dict of names
        raise Unsafe(f"the operation {one!r}")


def _names(one: object) -> None:
    for name in one if isinstance(one, (dict, list)) else ():
        _by(_NAME, "the name")(name)


def _ranges(one: object) -> None:
    _names(one)
    for limits in one.values() if isinstance(one, dict) else ():
        both = list(limits.values()) if isinstance(limits, dict) else ["?"]
        if not all(limit is None or type(limit) is int for limit in both):
            raise Unsafe("a size that is no number")


def _nothing(one: object) -> None:
    if one:
        raise Unsafe("objects of its own")


def _module_stack(one: object) -> None:
    for item in one.split(";") if isinstance(one, str) else ():
        parts = item.split(",")
        if len(parts) != 3 or not _PATH.fullmatch(parts[1]):
            raise Unsafe(f"the module {item!r}")
        for part in parts:
            _by(_TYPE, "the module")(part)


def _expression(one: object) -> None:
    """Symbols, numbers and known functions of them: sympy evaluates the text as Python."""
    tree = _parsed(one)
    texts: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else ""
            if name not in _FUNCTIONS:
                raise Unsafe(f"the expression {one!r}")
            if name == "Symbol" and node.args:
                texts.add(id(node.args[0]))
        elif isinstance(node, ast.Constant):
            text = isinstance(node.value, str) and id(node) in texts and _NAME.fullmatch(node.value)
            if not (text or isinstance(node.value, (bool, int, float))):
                raise Unsafe(f"the expression {one!r}")
        elif not isinstance(node, (*_PLAIN, ast.Name, ast.keyword)):
            raise Unsafe(f"the expression {one!r}")


def _guards(one: object) -> None:
    for text in one if isinstance(one, list) else [one]:
        for node in ast.walk(_parsed(text)):
            plain = isinstance(node, (*_PLAIN, ast.Call, ast.Subscript))
            local = isinstance(node, ast.Name) and node.id == "L"
            read = isinstance(node, ast.Attribute) and node.attr in _READS
            known = isinstance(node, ast.Constant) and _is_constant(node.value)
            if not (plain or local or read or known):
                raise Unsafe(f"the condition {text!r}")


def _is_constant(value: object) -> bool:
    if isinstance(value, str):
        return _NAME.fullmatch(value) is not None
    return isinstance(value, (bool, int, float))


def _parsed(text: object) -> ast.AST:
    try:
        return parsing.expression(text if isinstance(text, str) else "?")
    except parsing.NotPython as error:
        raise Unsafe(f"the expression {str(text)[:80]!r}") from error


def _spec(one: object) -> None:
    """How inputs and outputs lie in containers; dicts of inputs become names of arguments."""
    if not isinstance(one, str):
        return
    try:
        spec = json.loads(one)
    except (ValueError, RecursionError) as error:
        raise Unsafe("how its inputs or outputs are nested") from error
    waiting = list(spec[1:]) if isinstance(spec, list) else [None]
    while waiting:
        node = waiting.pop()
        match node:
            case {"type": None, "context": None, "children_spec": []}:
                pass
            case {"type": str(kind), "context": str(context), "children_spec": list(inner)}:
                if kind not in _CONTAINERS or not _is_plain_context(context):
                    raise Unsafe(f"a container of type {kind}")
                waiting += inner
            case _:
                raise Unsafe("how its inputs or outputs are nested")


def _is_plain_context(text: str) -> bool:
    """Whether a container says nothing of itself, or as a dict which keys it has."""
    try:
        keys = json.loads(text)
    except (ValueError, RecursionError):
        return False
    if keys is None:
        return True
    whole = isinstance(keys, list)
    return whole and all(type(key) is int or _is_constant(key) for key in keys)


_RULES: Mapping[str, Callable[[object], None]] = {
    "target": _target,
    "name": _by(_NAME, "the name"),
    "as_name": _by(_NAME, "the name"),
    "expr_str": _expression,
    "fqn": _by(_PATH, "the module"),
    "parameter_name": _by(_PATH, "the parameter"),
    "buffer_name": _by(_PATH, "the buffer"),
    "tensor_constant_name": _by(_PATH, "the constant"),
    "user_input_name": _by(_PATH, "the input"),
    "param_name": _by(_PATH, "the parameter"),
    "path_name": _by(_PATH, "the part"),
    "forward_arg_names": _names,
    "tensor_values": _names,
    "sym_int_values": _names,
    "sym_bool_values": _names,
    "sym_float_values": _names,
    "range_constraints": _ranges,
    "custom_obj_values": _nothing,
    "custom_obj": _nothing,
    "treespec_namedtuple_fields": _nothing,
    "guards_code": _guards,
    "nn_module_stack": _module_stack,
    "in_spec": _spec,
    "out_spec": _spec,
}
