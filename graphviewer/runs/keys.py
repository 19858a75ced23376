"""The settings of a config by flat keys, such as "optimizer.lr": read, changed, found."""

from __future__ import annotations

import difflib
import math
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Meta, Struct

from graphviewer.runs.config import Config

BOUNDS = (("gt", "above"), ("ge", "at least"), ("lt", "below"), ("le", "at most"))
KINDS = {int: "a whole number", float: "a number", bool: "true or false", str: "text"}


class ConfigProblem(Exception):
    """Settings that are no config: which key, what is wrong, and what it may be."""

    def __init__(self, message: str, key: str = "") -> None:
        super().__init__(f"{key}: {message}" if key else message)
        self.key = key
        self.message = message


@cache
def keys() -> dict[str, Any]:
    """Every key of a config with its annotated type, in the file's order."""
    return dict(_keys(Config, ""))


def _keys(table: type[Struct], before: str) -> Iterator[tuple[str, Any]]:
    for name, kind in get_type_hints(table, include_extras=True).items():
        if isinstance(kind, type) and issubclass(kind, Struct):
            yield from _keys(kind, f"{before}{name}.")
        else:
            yield before + name, kind


def flat(config: Config) -> dict[str, Any]:
    """Every setting by its key. Tuples stay tuples; a layer stays a layer."""
    values: dict[str, Any] = {}
    for key in keys():
        value: Any = config
        for name in key.split("."):
            value = getattr(value, name)
        values[key] = value
    return values


def changed(config: Config, values: Mapping[str, Any]) -> Config:
    """The config with other values at some keys. Raises ConfigProblem."""
    plain = msgspec.to_builtins(config)
    for key, value in values.items():
        if key not in keys():
            raise ConfigProblem(f"there is no such setting{_nearest(key, keys())}", key)
        *tables, last = key.split(".")
        place = plain
        for name in tables:
            place = place[name]
        place[last] = msgspec.to_builtins(value)
    return config_of(plain)


def assigned(config: Config, words: Sequence[str]) -> Config:
    """The config changed by words such as "optimizer.lr=0.5". Raises ConfigProblem.

    A key may be its last part alone where only one setting ends so ("lr"); a value is written as in
    TOML, and text needs no quotation marks.
    """
    for word in words:
        name, equals, text = word.partition("=")
        if not equals:
            raise ConfigProblem(f"{word!r} is no setting: write KEY=VALUE, such as lr=0.1")
        key = full_key(name.strip())
        try:
            config = changed(config, {key: _value(text.strip())})
        except ConfigProblem:
            if keys()[key] is not str and not _is_text(keys()[key]):
                raise
            config = changed(config, {key: text.strip()})  # the text "2026", not the number
    return config


def full_key(name: str) -> str:
    """The key that is `name` or ends so. Raises ConfigProblem where none or several do."""
    if name in keys():
        return name
    ends = [key for key in keys() if key.endswith(f".{name}")]
    if len(ends) > 1:
        raise ConfigProblem(f"it could be {' or '.join(ends)}", name)
    if not ends:
        short = {key.rpartition(".")[2]: None for key in keys()}
        raise ConfigProblem(f"there is no such setting{_nearest(name, (*keys(), *short))}", name)
    return ends[0]


def config_of(plain: Mapping[str, Any]) -> Config:
    """The config that nested dicts stand for. Raises ConfigProblem: key, and what is allowed."""
    _check_known(plain, Config, "")
    _check_finite(plain, "")
    try:
        return msgspec.convert(plain, Config)
    except msgspec.ValidationError as error:
        said, _, place = str(error).partition(" - at `$.")
        key = place.rstrip("`")
        bare = re.sub(r"\[.*", "", key)
        kind = keys().get(bare)
        if kind is None or key != bare:
            raise ConfigProblem(said.replace("`", ""), key) from None
        raise ConfigProblem(f"{_found(plain, bare)} is not {allowed(kind)}", key) from None


def allowed(kind: object) -> str:
    """What a setting of this annotated type may be, in words."""
    if get_origin(kind) is Annotated:
        base, *metas = get_args(kind)
        limits = [
            f"{word} {limit:,}"
            for meta in metas
            if isinstance(meta, Meta)
            for name, word in BOUNDS
            if (limit := getattr(meta, name)) is not None
        ]
        lengths = [
            f"of at most {meta.max_length:,} characters"
            for meta in metas
            if isinstance(meta, Meta) and meta.max_length is not None and base is str
        ]
        return " ".join((allowed(base), " and ".join(limits), *lengths)).replace("  ", " ").strip()
    if get_origin(kind) is Literal:
        return f"one of {', '.join(get_args(kind))}"
    if get_origin(kind) is tuple:
        return f"a list of {allowed(get_args(kind)[0])}"
    if isinstance(kind, UnionType):
        return " or ".join(map(allowed, get_args(kind)))
    return KINDS.get(kind, "tables of settings") if isinstance(kind, type) else "a setting"


def _found(plain: Mapping[str, Any], key: str) -> str:
    *tables, last = key.split(".")
    for name in tables:
        plain = plain[name]
    said = repr(plain[last])
    return said if len(said) <= 60 else f"{said[:60]}…"


def _check_known(plain: object, table: type[Struct], before: str) -> None:
    hints = get_type_hints(table)
    if not isinstance(plain, Mapping):
        raise ConfigProblem(
            f"this is a table of settings ({', '.join(hints)})", before.removesuffix(".")
        )
    for name, value in plain.items():
        kind = hints.get(name)
        if kind is None:
            near = _nearest(name, hints)
            raise ConfigProblem(f"there is no such setting{near}", f"{before}{name}")
        if isinstance(kind, type) and issubclass(kind, Struct):
            _check_known(value, kind, f"{before}{name}.")


def _check_finite(plain: object, key: str) -> None:
    if isinstance(plain, float) and not math.isfinite(plain):
        raise ConfigProblem(f"{plain} is not a finite number", key)
    if isinstance(plain, Mapping):
        for name, value in plain.items():
            _check_finite(value, f"{key}.{name}" if key else str(name))
    elif isinstance(plain, list | tuple):
        for at, value in enumerate(plain):
            _check_finite(value, f"{key}[{at}]")


def _nearest(name: str, names: Mapping[str, Any] | Sequence[str]) -> str:
    near = difflib.get_close_matches(name, list(names), 1, 0.5)
    return f"; did you mean {near[0]}?" if near else f"; there are {', '.join(names)}"


def _is_text(kind: object) -> bool:
    return get_origin(kind) is Annotated and get_args(kind)[0] is str


def _value(text: str) -> object:
    """A value as TOML writes it, else the text itself."""
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except (ValueError, RecursionError):  # no TOML, a number of thousands of digits, a deep nest
        return text
