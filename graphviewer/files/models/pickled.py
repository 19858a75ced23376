"""What a pickle of tensors is made of: rows for tensors, and the few names that may be called."""

from __future__ import annotations

from msgspec import Struct

from graphviewer.files.models.data import MOST_DIMENSIONS


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
    """The memory of tensors: its key, how many numbers (or bytes), and of which dtype.

    The key is empty where the tensor's numbers are not those of the memory.
    """

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
_REBUILDING = ("_rebuild_tensor", "_rebuild_tensor_v2", "_rebuild_tensor_v3")
_MOST_STATE = 1_000  # values among a tensor's attributes
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
     "torch._utils._rebuild_parameter_with_state",
     "torch._tensor._rebuild_from_type_v2", "_codecs.encode",
     "torch.serialization._get_layout", "torch.Tensor", "torch.storage.UntypedStorage"}
    | {f"torch.{name}" for name in _STORAGES}
    | {f"torch.storage.{name}" for name in _STORAGES}
    | {f"torch.{name}" for name in _DTYPES}
)  # fmt: skip


def storage(what: object) -> Storage:
    """What a persistent id stands for. Raises TypeError."""
    match what:
        case ("storage", Global(kind), str(key), str(), int(count), *_) if count >= 0:
            short = kind.rpartition(".")[2]
            if short in _STORAGES:
                return Storage(key, count, _STORAGES[short])
    raise TypeError("a storage of no known kind")


def made(name: str, given: tuple[object, ...]) -> object:
    """What a harmless call would return. Raises Refused and TypeError."""
    short = name.rpartition(".")[2]
    if short == "OrderedDict":
        found: dict[object, object] = {}
        for pair in given[0] if given and isinstance(given[0], (list, tuple)) else ():
            fill(found, list(pair) if isinstance(pair, (list, tuple)) else [])
        return found
    if short == "Size":
        return given[0]
    if short in _REBUILDING:
        return _tensor(short, given)
    if short in ("_rebuild_parameter", "_rebuild_parameter_with_state"):
        match given:
            case (Tensor(storage, offset, shape, stride, dtype, _), *_):
                return Tensor(storage, offset, shape, stride, dtype, learned=True)
        raise TypeError("a parameter without a tensor")
    if short == "_rebuild_from_type_v2":
        return _with_state(given)
    if short in ("device", "encode", "_get_layout"):
        return _OTHER
    raise Refused(name)


def _tensor(short: str, given: tuple[object, ...]) -> Tensor:
    match given:
        case (Storage() as storage, int(offset), tuple(shape), tuple(stride), *rest):
            pass
        case _:
            raise TypeError("a tensor without a storage")
    if len(shape) > MOST_DIMENSIONS or len(stride) > MOST_DIMENSIONS:
        raise TypeError("a tensor of too many dimensions")
    dtype = storage.dtype
    if short == "_rebuild_tensor_v3":
        kind = rest[2] if len(rest) > 2 else None
        dtype = kind.name.rpartition(".")[2] if isinstance(kind, Global) else ""
    if any(type(one) is not int or not 0 <= one < 2**48 for one in (offset, *shape, *stride)):
        raise TypeError("a tensor of an impossible shape")
    wants = bool(rest) and rest[0] is True
    about = rest[3 if short == "_rebuild_tensor_v3" else 2 :]
    if about and about[0]:  # a conjugate, or a negative: the storage holds other numbers
        storage = Storage("", storage.count, storage.dtype)
    return Tensor(storage, offset, shape, stride, dtype, learned=wants)


def _with_state(given: tuple[object, ...]) -> object:
    """A tensor with attributes of its own, as torch.export marks its sample inputs."""
    match given:
        case (
            Global(called),
            Global("torch.Tensor" | "torch.nn.parameter.Parameter"),
            tuple(inner),
            state,
        ):
            short = called.rpartition(".")[2]
            if short in _REBUILDING and _is_plain(state):
                return made(called, inner)
    raise Refused("a tensor of a class of its own")


def _is_plain(state: object) -> bool:
    """Whether there are only numbers, texts and containers of such, and not many."""
    waiting = [state]
    for _ in range(_MOST_STATE):
        if not waiting:
            return True
        one = waiting.pop()
        if isinstance(one, dict):
            waiting += [*one, *one.values()]
        elif isinstance(one, (list, tuple)):
            waiting += one
        elif not (one is None or isinstance(one, (str, int, float))):
            return False
    return False


def fill(into: object, items: list[object]) -> None:
    """Put keys and values, one after the other, into a dict. Raises TypeError."""
    if not isinstance(into, dict) or len(items) % 2:
        raise TypeError("no dict to fill")
    for key, value in zip(items[::2], items[1::2], strict=True):
        # hashing a tuple of tuples of tuples can take for ever
        into[key if isinstance(key, (str, int, float, bytes)) else id(key)] = value
