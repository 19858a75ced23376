"""What a pickle would make, found by following its opcodes; nothing is made, called or imported.

Only what torch.load(weights_only=True) would read is followed: containers, numbers, texts and
tensors (torch/_weights_only_unpickler.py). At the first thing beyond that the reading ends.
"""

from __future__ import annotations

import pickletools
from collections.abc import Callable
from typing import Any, BinaryIO

from msgspec import Struct

MOST_BYTES = 128 * 1024**2
MOST_STEPS = 20_000_000  # opcodes
_BROKEN = (ValueError, IndexError, KeyError, TypeError, AttributeError, OverflowError, EOFError)


class Refused(Exception):
    """The pickle holds something else than tensors; the message is its name.

    `inside`: it is in a dict, as what stands beside a state_dict in a checkpoint is.
    """

    inside = False


class Damaged(Exception):
    """These bytes are no whole pickle; the message says why."""


class Global(Struct, frozen=True):
    """A name of PyTorch's or Python's that is harmless, such as torch.FloatStorage."""

    name: str


class Storage(Struct, frozen=True):
    """The memory of tensors: its key, how many numbers (or bytes), and of which dtype."""

    key: str
    count: int
    dtype: str  # "" for plain bytes


class Tensor(Struct, frozen=True):
    """A tensor as the pickle describes it."""

    storage: Storage
    offset: int
    shape: tuple[int, ...]
    stride: tuple[int, ...]
    dtype: str
    learned: bool


class Other(Struct, frozen=True):
    """A value that does not matter here, such as a device."""


_OTHER = Other()
_MARK = object()
_STORAGES = {
    "DoubleStorage": "float64", "FloatStorage": "float32", "HalfStorage": "float16",
    "BFloat16Storage": "bfloat16", "LongStorage": "int64", "IntStorage": "int32",
    "ShortStorage": "int16", "CharStorage": "int8", "ByteStorage": "uint8", "BoolStorage": "bool",
    "ComplexFloatStorage": "complex64", "ComplexDoubleStorage": "complex128", "UntypedStorage": "",
}  # fmt: skip
_DTYPES = frozenset(
    {"float64", "float32", "float16", "bfloat16", "int64", "int32", "int16", "int8", "uint8",
     "bool", "complex64", "complex128", "uint16", "uint32", "uint64", "float8_e4m3fn",
     "float8_e5m2"}
)  # fmt: skip
KNOWN = frozenset(
    {"collections.OrderedDict", "torch.Size", "torch.device", "torch.nn.parameter.Parameter",
     "torch._utils._rebuild_tensor", "torch._utils._rebuild_tensor_v2",
     "torch._utils._rebuild_tensor_v3", "torch._utils._rebuild_parameter",
     "torch._utils._rebuild_parameter_with_state", "_codecs.encode",
     "torch.serialization._get_layout", "torch.Tensor", "torch.storage.UntypedStorage"}
    | {f"torch.{name}" for name in _STORAGES}
    | {f"torch.storage.{name}" for name in _STORAGES}
    | {f"torch.{name}" for name in _DTYPES}
)  # fmt: skip
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
        _fill(found, items)
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
        _fill(self._stack[-1], [key, value])

    def _setitems(self, _argument: object) -> None:
        items = self._to_mark()
        _fill(self._stack[-1], items)

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
        self._stack.append(_storage(self.pop()))

    def _reduce(self, _argument: object) -> None:
        given, called = self.pop(), self.pop()
        if not isinstance(called, Global) or not isinstance(given, tuple):
            raise Refused("a call")
        self._stack.append(_made(called.name, given))

    def _build(self, _argument: object) -> None:
        self.pop()  # attributes, such as a state_dict's _metadata
        if not isinstance(self._stack[-1], (dict, Tensor)):
            raise Refused("the state of an object")


def _fill(into: object, items: list[object]) -> None:
    if not isinstance(into, dict) or len(items) % 2:
        raise TypeError("no dict to fill")
    for key, value in zip(items[::2], items[1::2], strict=True):
        # hashing a tuple of tuples of tuples can take for ever
        into[key if isinstance(key, (str, int, float, bytes)) else id(key)] = value


def _storage(what: object) -> Storage:
    match what:
        case ("storage", Global(kind), str(key), str(), int(count), *_) if count >= 0:
            short = kind.rpartition(".")[2]
            if short in _STORAGES:
                return Storage(key, count, _STORAGES[short])
    raise TypeError("a storage of no known kind")


def _made(name: str, given: tuple[object, ...]) -> object:
    """What a harmless call would return."""
    short = name.rpartition(".")[2]
    if short == "OrderedDict":
        found: dict[object, object] = {}
        for pair in given[0] if given and isinstance(given[0], (list, tuple)) else ():
            _fill(found, list(pair) if isinstance(pair, (list, tuple)) else [])
        return found
    if short == "Size":
        return given[0]
    if short in ("_rebuild_tensor", "_rebuild_tensor_v2", "_rebuild_tensor_v3"):
        return _tensor(short, given)
    if short in ("_rebuild_parameter", "_rebuild_parameter_with_state"):
        match given:
            case (Tensor(storage, offset, shape, stride, dtype, _), *_):
                return Tensor(storage, offset, shape, stride, dtype, learned=True)
        raise TypeError("a parameter without a tensor")
    if short in ("device", "encode", "_get_layout"):
        return _OTHER
    raise Refused(name)


def _tensor(short: str, given: tuple[object, ...]) -> Tensor:
    match given:
        case (Storage() as storage, int(offset), tuple(shape), tuple(stride), *rest):
            pass
        case _:
            raise TypeError("a tensor without a storage")
    dtype = storage.dtype
    if short == "_rebuild_tensor_v3":
        kind = rest[2] if len(rest) > 2 else None
        dtype = kind.name.rpartition(".")[2] if isinstance(kind, Global) else ""
    if any(type(one) is not int or not 0 <= one < 2**48 for one in (offset, *shape, *stride)):
        raise TypeError("a tensor of an impossible shape")
    wants = bool(rest) and rest[0] is True
    return Tensor(storage, offset, shape, stride, dtype, learned=wants)
