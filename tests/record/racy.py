"""Programs with threads, what plain PyTorch leaves of them, and a check of their tapes.

`python -m tests.record.racy NAME|all TIMES program|inline THREADS` runs them so often.
"""

from __future__ import annotations

import faulthandler
import linecache
import os
import sys
from typing import Any

import numpy as np
import torch

from graphviewer.record.inline import recording
from graphviewer.record.program import record
from graphviewer.tape.index import TapeIndex
from graphviewer.tape.law import check_tape
from graphviewer.tape.tape import Tape
from tests.record.oracle import plain

PROGRAMS = {
    "one leaf": """import threading, torch
a = torch.tensor(2., requires_grad=True)
def work():
    (a * 3).backward()
threads = [threading.Thread(target=work, name=f"worker-{i}") for i in range(4)]
for one in threads:
    one.start()
for one in threads:
    one.join()
print(a.grad)
""",
    "an executor": """import torch
from concurrent.futures import ThreadPoolExecutor
w = torch.arange(6000.).reshape(60, 100).div(64).requires_grad_()
b = torch.zeros(60, requires_grad=True)
xs = [torch.arange(100.).roll(i) / 8 for i in range(12)]
def one(x):
    y = torch.mv(w, x) + b
    loss = (y.relu() * 0.5).sum()
    loss.backward()
    return loss.detach()
with ThreadPoolExecutor(4) as pool:
    losses = list(pool.map(one, xs))
""",
    "autograd.grad": """import torch, threading
w = torch.arange(6.).requires_grad_()
out = {}
def work(i):
    y = (w * i).square().sum()
    out[i] = torch.autograd.grad(y, w)[0]
ts = [threading.Thread(target=work, args=(i,)) for i in range(6)]
[t.start() for t in ts]; [t.join() for t in ts]
g0, g1, g2, g5 = out[0], out[1], out[2], out[5]
""",
    "one graph": """import torch, threading
w = torch.arange(6.).requires_grad_()
v = torch.arange(6.).add(1).requires_grad_()
y = w
for i in range(10):
    y = (y * v).sigmoid()
s = y.sum()
def work():
    s.backward(retain_graph=True)
ts = [threading.Thread(target=work) for i in range(3)]
[t.start() for t in ts]
s.backward(retain_graph=True)
[t.join() for t in ts]
""",
    "a queue": """import torch, threading, queue
q = queue.Queue(2)
def produce():
    for i in range(8):
        q.put(torch.full((3,), float(i)) * 2)
    q.put(None)
t = threading.Thread(target=produce, name="producer", daemon=True)
t.start()
w = torch.ones(3, requires_grad=True)
while True:
    x = q.get()
    if x is None: break
    loss = (w * x).sum()
    loss.backward()
    with torch.no_grad():
        w -= 0.01 * w.grad
    w.grad = None
t.join()
""",
    "an optimizer": """import torch, threading
torch.manual_seed(0)
net = torch.nn.Sequential(torch.nn.Linear(8, 16), torch.nn.Tanh(), torch.nn.Linear(16, 1))
opt = torch.optim.SGD(net.parameters(), lr=0.01, momentum=0.9)
x = torch.randn(5, 8)
def work(n):
    for i in range(3):
        opt.zero_grad()
        net(x).square().mean().backward()
        opt.step()
ts = [threading.Thread(target=work, args=(i,)) for i in range(3)]
[t.start() for t in ts]; [t.join() for t in ts]
del net, opt
""",
    "exceptions": """import torch, threading
w = torch.ones(3, requires_grad=True)
def work(n):
    (w * n).sum().backward()
    if n == 2: raise ValueError("no " + str(n))
ts = [threading.Thread(target=work, args=(i,)) for i in range(4)]
[t.start() for t in ts]; [t.join() for t in ts]
""",
    "threads of threads": """import torch, threading
w = torch.ones(3, requires_grad=True)
def inner():
    (w * 2).sum().backward()
def outer():
    ts = [threading.Thread(target=inner) for i in range(2)]
    (w * 3).sum().backward()
    [t.start() for t in ts]
    (w * 4).sum().backward()
    [t.join() for t in ts]
ts = [threading.Thread(target=outer) for i in range(2)]
[t.start() for t in ts]; [t.join() for t in ts]
""",
    "a hook that joins": """import torch, threading
w = torch.ones(3, requires_grad=True)
v = torch.ones(3, requires_grad=True)
def work():
    (v * 2).sum().backward()
    (w * 2).sum().backward()
def hook(g):
    t = threading.Thread(target=work)
    t.start(); t.join()
    return g * 2
def main():
    y = w * v
    y.register_hook(hook)
    y.sum().backward()
t = threading.Thread(target=main)
t.start(); t.join()
main()
""",
    "hooks with a lock": """import torch, threading
w = torch.ones(3, requires_grad=True)
lock = threading.Lock()
def hook(p):
    with lock:
        with torch.no_grad():
            p.sub_(0.5)  # to set `.grad` to None here crashes PyTorch itself now and then
w.register_post_accumulate_grad_hook(hook)
c = torch.full((3,), 2.)
def work():
    for i in range(3):
        with lock:
            z = c * 2
        (w.sum() * 2).backward()
ts = [threading.Thread(target=work) for i in range(3)]
[t.start() for t in ts]; [t.join() for t in ts]
""",
    "double backward": """import torch, threading
w = torch.arange(1., 5.).requires_grad_()
def work(i):
    g, = torch.autograd.grad((w ** 3).sum(), w, create_graph=True)
    (g * g).sum().backward()
ts = [threading.Thread(target=work, args=(i,)) for i in range(3)]
[t.start() for t in ts]; [t.join() for t in ts]
""",
    "a pool": """import torch
from multiprocessing.pool import ThreadPool
w = torch.arange(1., 5.).requires_grad_()
def work(i):
    (w * i).sum().backward()
    return i
with ThreadPool(3) as pool:
    r = pool.map(work, range(8))
""",
}
# The first thread is started inside a run, which is told as "unseen".
UNSEEN = frozenset({"a hook that joins"})
# What comes out depends on which thread is first.
OPEN = frozenset({"an optimizer"})
_INLINE = "inline_racy.py"


def inline(source: str) -> Tape:
    """Record a program in this process, from outside."""
    lines = source.splitlines(keepends=True)
    linecache.cache[_INLINE] = (len(source), None, lines, _INLINE)
    space: dict[str, Any] = {"__name__": "__main__"}
    with recording(_INLINE) as tape:
        exec(compile(source, _INLINE, "exec", dont_inherit=True), space)
    return tape


def wrong(tape: Tape) -> list[str]:
    """What does not add up: each `.grad` is what it was and what arrived, with no gap."""
    check_tape(tape)
    index = TapeIndex(tape)
    grads: dict[int, Any] = {}
    found = []
    for step in tape.steps:
        if step.run is not None and index.run_at(step.index) != step.run:
            found.append(f"step {step.index} is in another run")
        told = step.kind == "accumulate" or step.of_grad
        if not told or step.tensor is None:
            continue
        before, after = _numbers(tape, step.before), _numbers(tape, step.after)
        if not _same(before, grads.get(step.tensor)):
            found.append(f"step {step.index} begins elsewhere")
        grads[step.tensor] = after
        if step.kind == "accumulate":
            arrived = _numbers(tape, step.gradients_in[0])
            if not _same(after, arrived if before is None else before + arrived):
                found.append(f"step {step.index} does not add up")
    return found


def _numbers(tape: Tape, value: int | None) -> Any:
    return None if value is None else tape.values[value].array()


def _same(one: Any, other: Any) -> bool:
    return (one is None and other is None) or np.array_equal(one, other)


def gradients(tape: Tape) -> dict[str, Any]:
    """The last `.grad` of every named leaf."""
    index, found = TapeIndex(tape), {}
    for row in tape.tensors:
        if row.is_leaf and row.requires_grad:
            grad = index.leaf_grad_at(row.id, len(tape.steps))
            found[index.name(row.id)] = None if grad is None else _numbers(tape, grad.value)
    return found


def check(name: str, way: str) -> None:
    """Record a program once."""
    tape = record(PROGRAMS[name]) if way == "program" else inline(PROGRAMS[name])
    assert tape.end is not None
    assert tape.end.reason == "finished", tape.error
    if name not in UNSEEN:
        assert not tape.end.message, tape.end
        assert not any(step.text == "unseen" for step in tape.steps)
        assert any(step.thread for step in tape.steps)
    assert not wrong(tape), wrong(tape)
    assert torch._C._len_torch_function_stack() == 0
    if name in OPEN:
        return
    space = plain(PROGRAMS[name])[0]
    for leaf, grad in gradients(tape).items():
        if isinstance(space.get(leaf), torch.Tensor):
            real = space[leaf].grad
            assert _same(grad, None if real is None else real.numpy()), leaf


def main() -> None:
    name, times, way, threads = sys.argv[1:]
    faulthandler.enable()
    if int(threads):
        torch.set_num_threads(int(threads))
    for _ in range(int(times)):
        for one in PROGRAMS if name == "all" else (name,):
            check(one, way)
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
