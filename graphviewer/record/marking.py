"""Rewrites a program's syntax tree: a mark before each statement, a note after each name it gives.

The marks are calls of constants, put into the code objects after compiling, so that nothing appears
among the program's names and no name of the program can hide them.
"""

from __future__ import annotations

import ast
import sys
import warnings
from collections.abc import Callable
from types import CodeType
from typing import Any

from msgspec import Struct

from graphviewer.record.loops_scalars import Variable
from graphviewer.record.loops_source import LoopMap
from graphviewer.record.stack import recursion_limit

MARK = "\0mark"
NAME = "\0name"
ATTRIBUTE = "\0attribute"
KEEP = "\0keep"
HEAD = "\0head"
OVER = "\0over"
_NESTING = 3  # Python lets source nest so many times deeper than a tree that it is given
_VISITS = 4  # frames of ours, at most, for each level of a tree that is gone through
_BLOCKS = ("body", "orelse", "finalbody", "handlers", "cases")


class Source(Struct, frozen=True):
    """Where a name's value came from: the expression, and the function called there, if any."""

    name: str
    line: int
    span: tuple[int, int, int, int] | None = None  # line, column, end line, end column, in bytes
    callee: str = ""  # "" if the value is not the result of a call
    variable: Variable | None = None  # None where no loop can see it change


class Hooks(Struct, frozen=True):
    """What the marks call."""

    mark: Callable[[], None]
    name: Callable[[int, Any], None]  # the number of the Source, the value bound
    attribute: Callable[[int, Any, str], None]  # the Source, the object, the attribute set
    keep: Callable[[int, Any], Any]  # as `name`, and gives the value back
    head: Callable[[int], None]  # the number of a loop: a pass of its body begins
    over: Callable[[int], None]  # ... it was left


class Marked(Struct, frozen=True):
    """A program ready to run: its code, and what the numbers in its marks stand for."""

    code: CodeType
    sources: list[Source]
    loops: LoopMap


def compile_marked(source: str, filename: str, hooks: Hooks) -> Marked:
    """The program compiled with marks. Raises what `compile` raises on the program as written."""
    with recursion_limit(_NESTING * sys.getrecursionlimit()):
        return _compile_marked(source, filename, hooks)


def _compile_marked(source: str, filename: str, hooks: Hooks) -> Marked:
    tree = compile(source, filename, "exec", ast.PyCF_ONLY_AST, dont_inherit=True)
    assert isinstance(tree, ast.Module)
    compile(tree, filename, "exec", dont_inherit=True)  # the program's own errors and warnings
    marker = _Marker()
    with recursion_limit(_VISITS * sys.getrecursionlimit()):
        marker.module(tree)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SyntaxWarning)  # that a constant is called
        code = compile(tree, filename, "exec", dont_inherit=True)
    calls = {
        MARK: hooks.mark,
        NAME: hooks.name,
        ATTRIBUTE: hooks.attribute,
        KEEP: hooks.keep,
        HEAD: hooks.head,
        OVER: hooks.over,
    }
    return Marked(_with_calls(code, calls), marker.sources, marker.loops)


def _with_calls(code: CodeType, calls: dict[str, Any]) -> CodeType:
    constants: list[Any] = []
    for one in code.co_consts:
        if isinstance(one, CodeType):
            constants.append(_with_calls(one, calls))
        elif isinstance(one, str) and one in calls:
            constants.append(calls[one])
        else:
            constants.append(one)
    return code.replace(co_consts=tuple(constants))


class _Marker(ast.NodeTransformer):
    """Puts marks and notes into a tree, in place."""

    def __init__(self) -> None:
        self.sources: list[Source] = []
        self.loops = LoopMap()
        self._around: list[int] = []  # the loops around the statement at hand, outermost first
        self._scope = 0  # 0: the module
        self._scopes = 0
        self._variables: dict[tuple[int, str], Variable] = {}
        self._walrus = False  # expressions are gone through only where they can give names

    def module(self, tree: ast.Module) -> None:
        self._walrus = any(isinstance(node, ast.NamedExpr) for node in ast.walk(tree))
        self.loops = LoopMap(tree)
        tree.body = self._block(tree.body, docstring=True, future=True)

    # --- blocks of statements

    def _block(
        self, body: list[ast.stmt], *, docstring: bool = False, future: bool = False
    ) -> list[ast.stmt]:
        new: list[ast.stmt] = []
        for place, statement in enumerate(body):
            fixed = (docstring and place == 0 and _is_docstring(statement)) or (
                future
                and isinstance(statement, ast.ImportFrom)
                and statement.module == "__future__"
            )
            if not fixed:
                new.append(_call_statement(MARK, [], statement))
            if isinstance(statement, ast.Return) and self._around:
                new.append(self._loop_mark(OVER, self._around[0], statement))
            outer = self._around, self._scope
            self._enter(statement)
            self._inside(statement)
            self._around, self._scope = outer
            new.append(statement)
            number = self.loops.numbers.get(id(statement))
            if number is not None:
                new.append(self._loop_mark(OVER, number, statement))
            new.extend(self._notes(statement))
        return new

    def _enter(self, statement: ast.stmt) -> None:
        """Keep the loops around and the scope up to date."""
        number = self.loops.numbers.get(id(statement))
        if number is not None:
            self._around = [*self._around, number]
        elif isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            self._scopes += 1
            self._scope, self._around = self._scopes, []

    @staticmethod
    def _loop_mark(marker: str, number: int, where: ast.stmt) -> ast.Expr:
        return _call_statement(marker, [ast.Constant(number)], where)

    def _inside(self, statement: ast.AST) -> None:
        scope = isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))
        for field, value in ast.iter_fields(statement):
            if field in _BLOCKS and isinstance(value, list) and value:
                if isinstance(value[0], ast.stmt):
                    block = self._block(value, docstring=scope and field == "body")
                    first = self._first_notes(statement) if field == "body" else []
                    setattr(statement, field, first + block)
                else:
                    for one in value:  # except handlers, match cases
                        self._inside(one)
            elif not self._walrus:
                continue
            elif isinstance(value, ast.AST):
                setattr(statement, field, self.visit(value))
            elif isinstance(value, list):
                value[:] = [self.visit(one) if isinstance(one, ast.AST) else one for one in value]

    # --- expressions

    def visit_NamedExpr(self, node: ast.NamedExpr) -> ast.NamedExpr:
        self.generic_visit(node)
        number = self._source(node.target.id, node.value, node)
        node.value = _call(KEEP, [ast.Constant(number), node.value], node.value)
        return node

    # --- names

    def _notes(self, statement: ast.stmt) -> list[ast.stmt]:
        """What to note after a statement."""
        match statement:
            case ast.Assign():
                return [
                    note
                    for target in statement.targets
                    for note in self._targets(target, statement.value, statement)
                ]
            case ast.AnnAssign() if statement.value is not None:
                return self._targets(statement.target, statement.value, statement)
            case ast.AugAssign():
                return self._targets(statement.target, statement, statement)
        return []

    def _first_notes(self, statement: ast.AST) -> list[ast.stmt]:
        """What to note at the head of a loop's or a with statement's body."""
        match statement:
            case ast.For() | ast.AsyncFor():
                number = self.loops.numbers[id(statement)]
                notes = self._targets(statement.target, None, statement)
                return [self._loop_mark(HEAD, number, statement), *notes]
            case ast.While():
                number = self.loops.numbers[id(statement)]
                return [self._loop_mark(HEAD, number, statement)]
            case ast.With() | ast.AsyncWith():
                return [
                    note
                    for item in statement.items
                    if item.optional_vars is not None
                    for note in self._targets(item.optional_vars, None, statement)
                ]
        return []

    def _targets(self, target: ast.expr, value: ast.AST | None, where: ast.stmt) -> list[ast.stmt]:
        match target:
            case ast.Name():
                number = self._source(target.id, value, where)
                load = ast.copy_location(ast.Name(target.id, ast.Load()), target)
                return [_call_statement(NAME, [ast.Constant(number), load], where)]
            case ast.Attribute(value=ast.Name()):
                owner = target.value
                assert isinstance(owner, ast.Name)
                number = self._source(f"{owner.id}.{target.attr}", value, where)
                load = ast.copy_location(ast.Name(owner.id, ast.Load()), target)
                arguments: list[ast.expr] = [
                    ast.Constant(number),
                    load,
                    ast.Constant(target.attr),
                ]
                return [_call_statement(ATTRIBUTE, arguments, where)]
            case ast.Tuple() | ast.List():
                return [note for one in target.elts for note in self._targets(one, None, where)]
            case ast.Starred():
                return self._targets(target.value, None, where)
        return []

    def _source(self, name: str, value: ast.AST | None, where: ast.stmt | ast.expr) -> int:
        callee = ""
        span = None
        if isinstance(value, ast.Call):
            function = value.func
            callee = getattr(function, "attr", getattr(function, "id", ""))
        if isinstance(value, (ast.expr, ast.stmt)):
            end, end_column = value.end_lineno, value.end_col_offset
            if end is not None and end_column is not None:
                span = (value.lineno, value.col_offset, end, end_column)
        variable = self._variable(name, where.lineno)
        self.sources.append(Source(name, where.lineno, span, callee, variable))
        return len(self.sources) - 1

    def _variable(self, name: str, line: int) -> Variable | None:
        if "." in name or not (self._around or self._scope):
            return None
        key = (self._scope, name)
        variable = self._variables.get(key)
        if variable is None:
            variable = self._variables[key] = Variable(name, line)
        variable.loops = tuple({*variable.loops, *self._around})
        return variable


def _is_docstring(statement: ast.stmt) -> bool:
    return (
        isinstance(statement, ast.Expr)
        and isinstance(statement.value, ast.Constant)
        and isinstance(statement.value.value, str)
    )


def _call(marker: str, arguments: list[ast.expr], where: ast.stmt | ast.expr) -> ast.Call:
    call = ast.Call(ast.Constant(marker), arguments, [])
    for node in ast.walk(call):
        if "lineno" in node._attributes and not hasattr(node, "lineno"):
            ast.copy_location(node, where)
    return call


def _call_statement(marker: str, arguments: list[ast.expr], where: ast.stmt) -> ast.Expr:
    return ast.copy_location(ast.Expr(_call(marker, arguments, where)), where)
