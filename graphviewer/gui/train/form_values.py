"""Values of a config as text and back: what the settings form shows, and what it may refuse."""

from __future__ import annotations

import math
import operator
import re
from functools import cache
from typing import Literal

from msgspec import inspect
from PySide6.QtCore import QCoreApplication

from graphviewer.gui.fields.text import Value, text_of
from graphviewer.runs.config import Config

Shape = Literal["count", "number", "flag", "choice", "text", "pair"]

_THOUSANDS = re.compile(r"\d{1,3}([,_ ]\d{3})+")


class Invalid(ValueError):
    """What was typed cannot be used; the message says why, in the present language."""


@cache
def kind_of(path: str) -> inspect.Type:
    """What the config holds at a path such as "optimizer.lr". Raises KeyError."""
    found: inspect.Type = inspect.type_info(Config)
    for name in path.split("."):
        assert isinstance(found, inspect.StructType), path
        found = {field.name: field.type for field in found.fields}[name]
    return found


@cache
def shape_of(path: str) -> Shape:
    """How a value is edited."""
    shapes: dict[type[inspect.Type], Shape] = {
        inspect.IntType: "count",
        inspect.FloatType: "number",
        inspect.BoolType: "flag",
        inspect.LiteralType: "choice",
        inspect.StrType: "text",
        inspect.TupleType: "pair",
    }
    return shapes[type(kind_of(path))]


def read(path: str, text: str) -> Value:
    """What was typed, as the config takes it. Raises Invalid."""
    kind, text = kind_of(path), text.strip()
    if isinstance(kind, inspect.StrType):
        if len(text) > (kind.max_length or len(text)):
            raise Invalid(_told("longest").format(n=f"{kind.max_length:,}"))
        return text
    if isinstance(kind, inspect.TupleType):
        parts = [one for one in re.split(r"[,;\s]+", text.strip("()[]")) if one]
        if len(parts) != len(kind.item_types):
            raise Invalid(_told("how_many").format(n=len(kind.item_types)))
        return tuple(
            float(_number(one, want)) for one, want in zip(parts, kind.item_types, strict=True)
        )
    return _number(text, kind)


def _number(text: str, kind: inspect.Type) -> int | float:
    assert isinstance(kind, inspect.IntType | inspect.FloatType)
    if not text:
        raise Invalid(_told("empty"))
    found = _whole(text) if isinstance(kind, inspect.IntType) else _real(text)
    for limit, name, kept in (
        (kind.gt, "more", operator.gt),
        (kind.ge, "least", operator.ge),
        (kind.lt, "less", operator.lt),
        (kind.le, "most", operator.le),
    ):
        if limit is not None and not kept(found, limit):
            raise Invalid(_told(name).format(n=_bound(limit)))
    return found


def _bound(limit: float) -> str:
    return f"{int(limit):,}" if float(limit).is_integer() else text_of(float(limit))


def _whole(text: str) -> int:
    digits = re.sub(r"[,_ ]", "", text) if _THOUSANDS.fullmatch(text) else text
    if re.fullmatch(r"[+-]?[0-9]{1,18}", digits):
        return int(digits)
    try:
        found = float(digits)
    except ValueError as error:
        raise Invalid(_told("whole")) from error
    if not (math.isfinite(found) and found.is_integer()):
        raise Invalid(_told("whole"))
    return int(found)


def _real(text: str) -> float:
    try:
        found = float(text)
    except ValueError as error:
        raise Invalid(_told("point" if "," in text else "number")) from error
    if not math.isfinite(found):
        raise Invalid(_told("finite"))
    return found


def _told(name: str) -> str:
    translate = QCoreApplication.translate
    return {
        "empty": translate("Form", "A number is needed here."),
        "whole": translate("Form", "This is no whole number."),
        "number": translate("Form", "This is no number."),
        "point": translate("Form", "Write the decimal sign as a point."),
        "finite": translate("Form", "It has to be finite."),
        "more": translate("Form", "It has to be more than {n}."),
        "least": translate("Form", "It has to be at least {n}."),
        "less": translate("Form", "It has to be less than {n}."),
        "most": translate("Form", "It can be {n} at most."),
        "how_many": translate("Form", "Write {n} numbers with a comma between them."),
        "longest": translate("Form", "It can have {n} letters at most."),
    }[name]
