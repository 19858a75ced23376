"""Expressions that make tensors or look at them another way, one a line."""

from __future__ import annotations

LEAVES = """
torch.randn(3, 4, requires_grad=True)
torch.randn(3, 4, requires_grad=True)
torch.randn(4, requires_grad=True)
torch.randn(3, 1, requires_grad=True)
torch.randn(3, 3, requires_grad=True)
torch.randn(2, 3, 4, requires_grad=True)
torch.randn(2, 2, 4, 4, requires_grad=True)
torch.tensor({r}, requires_grad=True)
torch.tensor([0.0, -0.0, {r}, -{r}], requires_grad=True)
nn.Parameter(torch.randn(4, 3))
torch.randn(3, 4, dtype=torch.float64, requires_grad=True)
torch.randn(4, dtype=torch.bfloat16, requires_grad=True)
torch.randn(3, 4, dtype=torch.complex64, requires_grad=True)
torch.randn(2, 0, 4, requires_grad=True)
torch.randn(4, 3).t().requires_grad_()
torch.zeros(3, 4, requires_grad=True)
"""
CONSTANTS = """
torch.randn(3, 4)
torch.randn(4)
torch.arange(12.0).reshape(3, 4)
torch.tensor([-0.0, 0.0, float('inf'), 1.0])
torch.ones(3, 1, dtype=torch.float64)
torch.randn(3, 4, dtype=torch.complex64)
torch.tensor([[True], [False], [True]])
torch.tensor([2, 0, 1, 0])
torch.tensor([1, 1, 2])
torch.full((3, 4), {r})
"""
VIEWS = """
{x:a}.view(-1)
{x:a}.reshape(-1)
{x:a}.flatten()
{x:m}.t()
{x:v}.T
{x:v}.transpose(0, -1)
{x:v}.mT
{x:a}.unsqueeze(0)
{x:a}.squeeze()
{x:v}[0]
{x:v}[-1]
{x:v}[1:]
{x:v}[..., :2]
{x:v}[..., -1]
{x:v}[::2]
{x:v}[None]
{x:m}[:, 1]
{x:v}.narrow(0, 0, 2)
{x:v}.select(0, 1)
{x:m}.diagonal()
{x:a}.expand(2, *{x:a}.shape)
{x:a}.unsqueeze(-1).expand(*{x:a}.shape, 2)
{x:v}.expand_as({x:v})
{x:v}.unfold(0, 2, 1)
{x:v}.movedim(0, -1)
{x:v}.swapaxes(0, -1)
{x:v}.as_strided((2,), (1,))
{x:v}.split(2)[0]
{x:v}.chunk(2)[0]
{x:v}.unbind(0)[0]
{x:v}.permute(*reversed(range({x:v}.dim())))
{x:a}.view_as({x:a})
{x:v}.unflatten(-1, (2, -1))
{x:c}.real
{x:c}.imag
torch.view_as_real({x:c})
torch.atleast_2d({x:a})
"""
INDEXING = """
{x:v}[{i:i} % {x:v}.shape[0]]
{x:v}[[0, 0, 1]]
{x:v}[{x:v} > 0]
{x:m}[[0, 1], [1, 0]]
{x:v}[..., {i:i}]
{x:v}.index_select(0, torch.tensor([1, 0, 1]))
{x:v}.gather(0, torch.zeros_like({x:v}, dtype=torch.int64))
{x:v}.take(torch.tensor([0, 1, 0]))
{x:v}.masked_select({x:v} < 0.5)
{x:v}.scatter_add(0, torch.zeros_like({x:v}, dtype=torch.int64), {y:s})
{x:v}.index_add(0, torch.tensor([0, 0]), {y:s}[:2])
{x:v}.index_fill(0, torch.tensor([1]), {r})
{x:v}.repeat_interleave(2, 0)
{x:a}.repeat(2, *[1] * {x:a}.dim())
torch.cat([{x:v}, {y:s}])
torch.cat([{x:v}, {x:v}, {y:s}], -1)
torch.stack([{x:a}, {y:s}])
torch.stack([{x:a}, {x:a}], -1)
torch.hstack([{x:v}, {y:s}])
torch.block_diag({x:m}, {y:m})
torch.tile({x:v}, (2,))
torch.diag_embed({x:v})
torch.slice_scatter({x:m}, {x:m}[:1] * 2, 0, 1, 2)
torch.select_scatter({x:m}, {x:m}[0], 0, 1)
torch.broadcast_to({x:a}, (2, *{x:a}.shape))
torch.meshgrid({x:v}.flatten()[:3], {y:v}.flatten()[:2], indexing='ij')[0]
torch.cartesian_prod({x:v}.flatten()[:2], {y:v}.flatten()[:2])
"""
DTYPES = """
{x:f}.double()
{x:f}.float()
{x:f}.bfloat16()
{x:f}.half()
{x:f}.to(torch.complex64)
{x:f}.double() * {y:o}
{x:h} * {y:o}
{x:d} + {y:o}
{x:c} * {y:o}
{x:c}.conj()
{x:c}.conj() * {x:c}
{x:c}.abs()
{x:c}.angle()
{x:c}.real * {y:f}
torch.complex({x:f}, {y:s})
torch.view_as_complex({x:v}[..., :2].contiguous())
torch.polar({x:f}.abs(), {y:s})
{x:c} @ {x:c}.mH
torch.fft.fft({x:v})
torch.fft.irfft({x:c})
{x:c}.exp()
{x:f}.int() * {x:f}
({x:f} > 0) * {x:f}
({x:f} > 0).sum() * {x:f}
{i:i} * {x:f}
{x:c}.resolve_conj()
{x:c}.conj().imag
"""
