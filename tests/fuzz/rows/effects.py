"""Statements with several results or with effects, an empty line between two.

`median(dim=...)` is asked of contiguous tensors: of an expanded one PyTorch 2.13 gives numbers out
of uninitialized memory, other ones in each run.
"""

from __future__ import annotations

OUTPUTS = """
{new1}, {new2} = {x:v}.max(dim=0)

{new1}, {new2} = {x:v}.min(dim=-1)

{new1}, {new2} = {x:v}.sort(dim=-1)

{new1}, {new2} = {x:v}.topk(2, dim=-1)

{new1}, {new2} = {x:v}.kthvalue(1, dim=0)

{new1}, {new2} = {x:v}.contiguous().median(dim=0)

{new1}, {new2} = {x:v}.mode(dim=0)

{new1}, {new2} = {x:v}.cummax(0)

{new1}, {new2} = torch.var_mean({x:v})

{new1}, {new2} = torch.std_mean({x:v}, dim=0)

{new1}, {new2} = torch.aminmax({x:v})

{new1}, {new2} = torch.frexp({x:f})

{new1}, *{new2} = {x:v}.unbind(0)
{new2} = {new2}[-1]

{new1}, {new2} = {x:v}[:2].unbind(0)

{new1}, {new2} = {x:v}[..., :2].split(1, -1)

{new1}, {new2} = {x:v}[:2].chunk(2)

{new1}, {new2} = {x:v}.tensor_split([1])

{new1}, {new2} = torch.linalg.qr({x:q})

{new1}, {new2} = torch.linalg.eigh({x:q} + {x:q}.t())

{new1}, {new2}, {new3} = torch.linalg.svd({x:m}, full_matrices=False)

{new1}, {new2} = torch.linalg.slogdet({x:q} @ {x:q}.t() + torch.eye({x:q}.shape[0]))

{new1}, {new2} = torch.unique({x:v}, return_inverse=True)

{new1}, {new2} = F.max_pool2d({x:u}, 2, return_indices=True)

{new1}, {new2} = Both.apply({x:f}, {y:s})

{new} = sum([t * {r} for t in {x:v}.unbind(0)])

for {new1} in {x:v}:
    {new2} = {new1} * 2
"""
IN_PLACE = """
{new} = {x:n}.clone()
{new}.mul_({r})

{new} = {x:n}.clone()
{new}[0] = {r}

{new} = {x:n}.clone()
{new}[0] = {y:g}

{new} = {x:n}.clone()
{new} += {y:o}

{new} = {x:n}.clone()
{new}[..., -1] *= 2

{new1} = {x:n}.clone()
{new2} = {new1}[0]
{new2}.mul_({r})

{new1} = {x:n}.clone()
{new2} = {new1}.view(-1)
{new1}.add_({r})

{new1} = {x:n}.clone()
{new2} = {new1}.t()
{new2}[0].neg_()
{new2} += 1

{new1} = {x:n}.clone()
{new2} = {new1}[:1]
{new1}.zero_()

{new1} = {x:n} * 1
{new2} = {new1}.detach()
{new2} += 1

{new} = torch.zeros_like({x:f})
{new}[...] = {x:f}

{new} = torch.zeros_like({x:f})
{new}[0] = {y:f}

{new} = torch.empty_like({x:f}).copy_({x:f})

{x:n} += 1

{x:n} *= {r}

{x:n} += {y:o}

{x:n}.add_({y:o}, alpha={r})

{x:n}.mul_({y:o})

{x:n}.neg_()

{x:n}.relu_()

{x:n}.clamp_(min=-0.5)

{x:n}.masked_fill_({x:n} < 0, {r})

{x:n}[0] = {r}

{x:n}[0] = {y:g}

{x:n}[..., 0] = 0.0

{x:n}[{x:n}.detach() > 0] = {r}

{x:n}[[0]] = 1.0

{x:n}.t()[0].mul_(2)

{x:n}.view(-1)[0].fill_({r})

{x:n}.copy_({y:o})

{x:n}.zero_()

{x:n}.t_()

{x:n}.unsqueeze_(0)

{x:n}.squeeze_()

{x:n}.detach_()

{x:w}.mul_({r})

{x:w}.add_({y:o})

{x:w} -= 1

{x:w}[0] = {r}

{x:n}.index_add_(0, torch.tensor([0, 0]), {y:s}[:2])

{x:n}.index_put_((torch.tensor([0, 0]),), {y:s}[:2], accumulate=True)

{x:n}.scatter_(0, torch.zeros_like({x:n}, dtype=torch.int64)[:1], {r})

{x:n}.sigmoid_()

{x:n}.tanh_()

{x:n}.exp_()

{x:n}.lerp_({y:s}, {r})

{x:n}.addcmul_({y:s}, {y:s})

{x:k}.add_({y:g})

{x:k}[0] = {y:g}

{x:k}.mul_({r})

{x:l}.add_({r})
"""
QUIET = """
with torch.no_grad():
    {x:l}.add_({r})

with torch.no_grad():
    {x:l} -= 0.1 * {y:s}

with torch.no_grad():
    {x:l}[0] = {r}

with torch.no_grad():
    {x:l}.view(-1)[0].mul_(2)

with torch.no_grad():
    {new} = {x:g} * 2

with torch.no_grad():
    {new} = {x:g}[0]
    {new}.mul_({r})

with torch.no_grad():
    {new} = {x:g} + 1
    with torch.enable_grad():
        {new} = {new} * {x:g}

{x:l}.data.mul_({r})

{x:l}.data = {x:l}.data * {r}

{new} = {x:l}.detach()
{new}.add_({r})

with torch.inference_mode():
    {new} = {x:f} * 2

torch.set_grad_enabled(False)
{new} = {x:g} * 2
torch.set_grad_enabled(True)

{new} = {x:f}.detach().requires_grad_()

{new} = {x:f}.detach().clone().requires_grad_()

{x:k}.requires_grad_()

{new} = torch.add({x:k}, {x:k}, out=torch.empty(0))

{new} = torch.tensor({x:v}.tolist(), requires_grad=True)
"""
