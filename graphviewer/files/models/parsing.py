"""Python text that is not trusted, as a syntax tree: what is wrong with it is one kind of error."""

from __future__ import annotations

import ast
import warnings


class NotPython(ValueError):
    """The text is no Python. `line` counts from 1, 0 where there is none."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


def module(text: str) -> ast.Module:
    """A whole program. Raises NotPython."""
    with _quiet():
        try:
            return ast.parse(text)
        except SyntaxError as error:
            raise NotPython(error.msg, error.lineno or 0) from error
        except (ValueError, RecursionError, MemoryError) as error:
            raise NotPython(str(error) or "nested too deeply") from error


def expression(text: str) -> ast.expr:
    """One expression. Raises NotPython."""
    with _quiet():
        try:
            return ast.parse(text.strip(), mode="eval").body
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            raise NotPython(str(error) or "nested too deeply") from error


def _quiet() -> warnings.catch_warnings:
    """Python warns of odd escapes and literals while it reads."""
    return warnings.catch_warnings(action="ignore")
