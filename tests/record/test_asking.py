"""A view whose base was changed gets its new node when PyTorch asks; a recording must not ask."""

from __future__ import annotations

import warnings
from typing import Any

import pytest
import torch

from graphviewer.record.program import describe, run
from graphviewer.tape.tape import Tape

_BEFORE = """import torch
a = torch.ones(3, 3, requires_grad=True)
b = a * 1
v = b.view(-1)
b.add_(1)
"""
_TRIED = """
try:
    {}
except (RuntimeError, TypeError):
    pass
"""
# not v.register_hook(...): PyTorch 2.13 itself crashes there
_DOINGS = (
    "v.is_leaf",
    "v.requires_grad",
    "v.shape",
    "v.grad",
    "v.grad_fn",
    "v.output_nr",
    "v.retains_grad",
    "v._version",
    "v.data",
    "v.detach()",
    "v.size()",
    "v.tolist()",
    "str(v)",
    "f'{v}'",
    "v.retain_grad()",
    "v.register_post_accumulate_grad_hook(print)",
    "v.sum()",
    "v.argmax()",
    "v.clone()",
    "v.view_as(b)",
    "b.view_as(v)",
    "for one in v: pass",
    "len(v)",
    "torch.mm(v, torch.ones(3, 3))",
    "torch.add(v, torch.ones(5))",
    "torch.add(torch.ones(5), torch.ones(3)) + v",
    "v.view('7')",
    "v.view(7)",
    "v.numpy()",
    "torch.nn.functional.linear(v, torch.ones(5, 5, requires_grad=True))",
    "v.backward()",
    "v.sum().backward()",
    "b.sum().backward()",
    "torch.autograd.grad(b.sum(), v, allow_unused=True)",
)


@pytest.mark.parametrize("doing", _DOINGS)
def test_a_views_new_node_is_known_from_when_pytorch_makes_it(doing: str) -> None:
    source = _BEFORE + _TRIED.format(doing)
    space: dict[str, Any] = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        exec(source, space)  # the oracle is the same program, run plainly
        tape = Tape(meta=describe(source, "program.py"))
        run(tape.meta, tape.extend)
    before = torch._C._autograd._get_sequence_nr()
    node = space["v"].grad_fn
    made = torch._C._autograd._get_sequence_nr() == before
    number = next(row.tensor for row in tape.bindings if row.name == "v")
    every = [row for row in tape.tensors if row.object == tape.tensors[number].object]
    known = every[-1].node
    assert known is not None
    assert node.name() == "AsStridedBackward0"
    assert tape.nodes[known].name == ("AsStridedBackward0" if made else "ViewBackward0")
