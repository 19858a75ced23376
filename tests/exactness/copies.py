"""Copies of what a sample is called with: equal in every bit, stride and shared memory."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor
from torch.utils import _pytree


def copied(tree: Any) -> Any:
    """The same nest of arguments with a leaf in place of each tensor, sharing memory as before."""
    storages: dict[int, Any] = {}
    tensors: dict[int, Tensor] = {}

    def leaf(one: Any) -> Any:
        if isinstance(one, torch.Generator):
            twin = torch.Generator(device=one.device)
            twin.set_state(one.get_state())
            return twin
        if not isinstance(one, Tensor):
            return one
        if id(one) not in tensors:
            tensors[id(one)] = _copy(one, storages)
        return tensors[id(one)]

    return _pytree.tree_map(leaf, tree)


def tensors_in(tree: Any) -> list[Tensor]:
    """Each tensor of a nest once, in order."""
    found = {id(one): one for one in _pytree.tree_leaves(tree) if isinstance(one, Tensor)}
    return list(found.values())


def _copy(tensor: Tensor, storages: dict[int, Any]) -> Tensor:
    with torch.no_grad():
        plain = tensor.detach()
        if plain.layout is not torch.strided or plain.is_nested or plain.is_mkldnn:
            twin = plain.clone()
        else:
            conjugate, negative = plain.is_conj(), plain.is_neg()
            plain = plain.conj() if conjugate else plain
            plain = torch._neg_view(plain) if negative else plain
            storage: Any = plain.untyped_storage()
            key = storage._cdata
            if key not in storages:
                storages[key] = storage, storage.clone()
            twin = torch.empty(0, dtype=plain.dtype)
            place = plain.storage_offset(), tuple(plain.shape), plain.stride()
            twin = twin.set_(storages[key][1], *place)
            twin = torch._neg_view(twin) if negative else twin
            twin = twin.conj() if conjugate else twin
    twin = twin.detach()
    if isinstance(tensor, torch.nn.Parameter):
        return torch.nn.Parameter(twin, tensor.requires_grad)
    return twin.requires_grad_(tensor.requires_grad)
