from timeit import repeat

import torch

n = 10_000
x = torch.linspace(0, 1, n)
y = torch.ones(n)
z = x + y

# The same memory, as NumPy sees it.
a, b = x.numpy(), y.numpy()


def loop():
    return [a[i] + b[i] for i in range(n)]


print(loop() == z.tolist())

# The best of five, in microseconds.
slow = min(repeat(loop, number=1)) * 1e6
add = repeat(lambda: a + b, number=200)
fast = min(add) / 200 * 1e6
print(f"loop   {slow:.1f} microseconds")
print(f"vector {fast:.1f} microseconds")
print(f"ratio  {slow / fast:.0f}")
