"""What a pickle would make, found by following its opcodes; nothing is made, called or imported.

Only what torch.load(weights_only=True) would read is followed: containers, numbers, texts and
tensors (torch/_weights_only_unpickler.py). At the first thing beyond that the reading ends.
"""

from __future__ import annotations

import pickletools
from collections.abc import Callable
from typing import Any, BinaryIO

from graphviewer.files.models.pickled import (
    KNOWN,
    Damaged,
    Global,
    Refused,
    Tensor,
    fill,
    made,
    storage,
)

MOST_BYTES = 32 * 1024**2
MOST_STEPS = 3_000_000  # opcodes: the window waits for them
_MARK = object()
_BROKEN = (ValueError, IndexError, KeyError, TypeError, AttributeError, OverflowError, EOFError)


_CONSTANTS = {"NONE": None, "NEWTRUE": True, "NEWFALSE": False}
_EMPTY: dict[str, Callable[[], object]] = {
    "EMPTY_DICT": dict, "EMPTY_LIST": list, "EMPTY_TUPLE": tuple, "EMPTY_SET": set,
}  # fmt: skip
_PLAIN = frozenset(
    {"INT", "BININT", "BININT1", "BININT2", "LONG", "LONG1", "LONG4", "STRING", "BINSTRING",
     "SHORT_BINSTRING", "BINBYTES", "SHORT_BINBYTES", "BINBYTES8", "UNICODE", "SHORT_BINUNICODE",
     "BINUNICODE", "BINUNICODE8", "FLOAT", "BINFLOAT"}
)  # fmt: skip
_BUILDING = frozenset({"NEWOBJ", "NEWOBJ_EX", "INST", "OBJ", "EXT1", "EXT2", "EXT4"})


def read(file: BinaryIO) -> object:
    """What the pickle at the file's place describes; the file stands behind it afterwards.

    Dicts, lists and tuples as they are, tensors and storages as rows of this module. Raises Refused
    and Damaged.
    """
    machine = _Machine()
    capped: Any = _Capped(file)  # its few methods are what genops needs
    try:
        for number, (opcode, argument, _) in enumerate(pickletools.genops(capped)):
            if number > MOST_STEPS:
                raise Damaged("it never ends")
            machine.step(opcode.name, argument)
        return machine.pop()
    except Refused as found:
        found.inside = machine.in_dict
        raise
    except _BROKEN as error:
        raise Damaged(f"no whole pickle ({error})") from error


class _Capped:
    """The next bytes of a file, as many as a pickle may have: lengths in it are not believed."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._left = file, MOST_BYTES

    def read(self, count: int) -> bytes:
        """The next bytes. Raises ValueError beyond the cap."""
        if not 0 <= count <= self._left:
            raise ValueError("it says it is larger than what is read")
        self._left -= count
        return self._file.read(count)

    def readline(self) -> bytes:
        """The next line. Raises ValueError for escapes: readers of pickles differ about them."""
        line = self._file.readline(self._left)
        if b"\\" in line:
            raise ValueError("a text with escapes")
        self._left -= len(line)
        return line


class _Machine:
    """The stack machine of pickles, for as many opcodes as tensors need."""

    def __init__(self) -> None:
        self._stack: list[object] = []
        self._memo: dict[int, object] = {}
        self._given = 0  # values that calls were given: the same list can be given to many

    @property
    def in_dict(self) -> bool:
        """Whether what is being made is in a dict."""
        return bool(self._stack) and isinstance(self._stack[0], dict)

    def pop(self) -> object:
        """The topmost value. Raises IndexError."""
        found = self._stack.pop()
        if found is _MARK:
            raise IndexError("a mark where a value should be")
        return found

    def _to_mark(self) -> list[object]:
        found: list[object] = []
        while (one := self._stack.pop()) is not _MARK:
            found.append(one)
        return found[::-1]

    def step(self, name: str, argument: object) -> None:
        """Follow one opcode."""
        stack = self._stack
        if name in _PLAIN:
            stack.append(argument)
        elif name in _CONSTANTS:
            stack.append(_CONSTANTS[name])
        elif name in _EMPTY:
            stack.append(_EMPTY[name]())
        elif name in _BUILDING:
            raise Refused("an object of a class")
        elif name not in ("PROTO", "FRAME", "STOP"):
            getattr(self, f"_{name.lower()}", self._unknown)(argument)

    def _unknown(self, _argument: object) -> None:
        raise Damaged("an opcode that tensors do not need")

    def _mark(self, _argument: object) -> None:
        self._stack.append(_MARK)

    def _pop(self, _argument: object) -> None:
        self._stack.pop()

    def _pop_mark(self, _argument: object) -> None:
        self._to_mark()

    def _dup(self, _argument: object) -> None:
        self._stack.append(self._stack[-1])

    def _put(self, argument: object) -> None:
        self._memo[int(str(argument))] = self._stack[-1]

    _binput = _long_binput = _put

    def _memoize(self, _argument: object) -> None:
        self._memo[len(self._memo)] = self._stack[-1]

    def _get(self, argument: object) -> None:
        self._stack.append(self._memo[int(str(argument))])

    _binget = _long_binget = _get

    def _tuple(self, _argument: object) -> None:
        self._stack.append(tuple(self._to_mark()))

    def _last(self, count: int) -> None:
        found = [self.pop() for _ in range(count)]
        self._stack.append(tuple(found[::-1]))

    def _tuple1(self, _argument: object) -> None:
        self._last(1)

    def _tuple2(self, _argument: object) -> None:
        self._last(2)

    def _tuple3(self, _argument: object) -> None:
        self._last(3)

    def _list(self, _argument: object) -> None:
        self._stack.append(self._to_mark())

    def _dict(self, _argument: object) -> None:
        items, found = self._to_mark(), dict[object, object]()
        fill(found, items)
        self._stack.append(found)

    def _append(self, _argument: object) -> None:
        self._extend([self.pop()])

    def _appends(self, _argument: object) -> None:
        self._extend(self._to_mark())

    def _extend(self, items: list[object]) -> None:
        into = self._stack[-1]
        if not isinstance(into, list):
            raise TypeError("no list to append to")
        into.extend(items)

    def _additems(self, _argument: object) -> None:
        self._to_mark()  # of a set, which holds no tensors by name

    def _setitem(self, _argument: object) -> None:
        value, key = self.pop(), self.pop()
        fill(self._stack[-1], [key, value])

    def _setitems(self, _argument: object) -> None:
        items = self._to_mark()
        fill(self._stack[-1], items)

    def _global(self, argument: object) -> None:
        self._name(str(argument).replace(" ", ".", 1))

    def _stack_global(self, _argument: object) -> None:
        name, module = self.pop(), self.pop()
        self._name(f"{module}.{name}")

    def _name(self, name: str) -> None:
        if name not in KNOWN:
            raise Refused(name)
        self._stack.append(Global(name))

    def _binpersid(self, _argument: object) -> None:
        self._stack.append(storage(self.pop()))

    def _reduce(self, _argument: object) -> None:
        given, called = self.pop(), self.pop()
        if not isinstance(called, Global) or not isinstance(given, tuple):
            raise Refused("a call")
        self._given += sum(len(one) for one in (given, *given) if isinstance(one, (list, tuple)))
        if self._given > MOST_STEPS:
            raise Damaged("it never ends")
        self._stack.append(made(called.name, given))

    def _build(self, _argument: object) -> None:
        self.pop()  # attributes, such as a state_dict's _metadata
        if not isinstance(self._stack[-1], (dict, Tensor)):
            raise Refused("the state of an object")
