# stubs call PyTorch's descriptors tensors
"""PyTorch's functions that a recorder passes by, and those it treats apart."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import torch
from torch import Tensor

Function = Callable[..., Any]
_WRITING = frozenset(
    f"__{name}__"
    for name in (
        "setitem",
        *("iadd", "isub", "imul", "itruediv", "ifloordiv", "imod", "ipow", "imatmul"),
        *("iand", "ior", "ixor", "ilshift", "irshift"),
    )
)
# Calls that neither make a tensor nor change one.
_GETTERS = (
    "shape",
    "dtype",
    "device",
    "layout",
    "requires_grad",
    "is_leaf",
    "ndim",
    "is_cuda",
    "is_sparse",
    "is_mps",
    "is_cpu",
    "is_meta",
    "is_quantized",
    "is_nested",
    "is_xla",
    "is_xpu",
    "is_mkldnn",
    "is_sparse_csr",
    "_version",
    "name",
    "names",
    "itemsize",
    "nbytes",
    "output_nr",
    "retains_grad",
    "_grad_fn",
    "_backward_hooks",
)
_METHODS = (
    "size",
    "dim",
    "numel",
    "nelement",
    "stride",
    "storage_offset",
    "item",
    "tolist",
    "backward",
    "is_contiguous",
    "is_floating_point",
    "is_complex",
    "untyped_storage",
    "get_device",
    "element_size",
    "ndimension",
    "__len__",
    "__repr__",
    "__format__",
    "__bool__",
    "__float__",
    "__int__",
    "__index__",
    "__hash__",
    "__contains__",
)
_EXPOSING = frozenset(
    {"numpy", "__array__", "data_ptr", "__dlpack__"}
)  # after these others may write to the memory


def plain_functions() -> frozenset[Function]:
    found: set[Function] = set()
    for name in _GETTERS:
        getter = getattr(getattr(torch.Tensor, name, None), "__get__", None)
        if getter is not None:
            found.add(getter)
    for name in _METHODS:
        method = getattr(torch.Tensor, name, None)
        if method is not None:
            found.add(method)
    found.add(torch._C._set_grad_enabled)
    found.update((torch.is_floating_point, torch.is_complex, torch.numel))
    return frozenset(found)


PLAIN = plain_functions()
_DATA: Any = torch.Tensor.data  # getset descriptors, though the stubs say tensors
_GRAD: Any = torch.Tensor.grad
_GRAD_FN: Any = torch.Tensor.grad_fn
# Not compared with `is`: PyTorch makes the wrapper of a getter or setter anew each time.
SPECIAL: dict[Function, str] = {
    _GRAD.__get__: "get grad",
    _GRAD.__set__: "set grad",
    _GRAD.__delete__: "set grad",
    _GRAD_FN.__get__: "get node",
    _DATA.__set__: "set data",
    torch.Tensor.set_: "set data",
    torch.nn.functional.batch_norm: "statistics",
    torch.nn.functional.instance_norm: "statistics",
    torch.batch_norm: "statistics",
    torch.instance_norm: "statistics",
    torch.native_batch_norm: "statistics",
    torch.Tensor.__iter__: "iterate",
    torch.Tensor.retain_grad: "retain",
    torch.Tensor.register_hook: "hook",
    torch.Tensor.register_post_accumulate_grad_hook: "hook",
} | {getattr(torch.Tensor, name): "expose" for name in _EXPOSING if hasattr(torch.Tensor, name)}


def writes(
    func: Function, tensor: Tensor, args: tuple[Any, ...], kwargs: Mapping[str, Any]
) -> bool:
    """Whether a call writes into a tensor, going by its name, by `inplace` and by `out`."""
    if any(one is tensor for one in _every(kwargs.get("out"))):
        return True
    name: str = getattr(func, "__name__", "")
    in_place = name in _WRITING or (name.endswith("_") and not name.endswith("__"))
    in_place = in_place or kwargs.get("inplace") is True  # as PyTorch hands on every such argument
    return in_place and bool(args) and any(one is tensor for one in _every(args[0]))


def _every(given: Any) -> tuple[Any, ...]:  # noqa: ANN401  # an argument can be anything
    return tuple(given) if isinstance(given, (tuple, list)) else (given,)
