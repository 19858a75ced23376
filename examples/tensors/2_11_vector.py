from timeit import timeit

import torch

n = 10_000
x = torch.arange(float(n))
y = torch.ones(n)
z = x + y  # 10,000 sums in one call

# Timed on the same memory through NumPy.
a, b = x.numpy(), y.numpy()
one_by_one = [a[i] + b[i] for i in range(n)]
print(one_by_one == z.tolist())

loop = timeit(
    lambda: [a[i] + b[i] for i in range(n)], number=5
)
vector = timeit(lambda: a + b, number=1000)
loop, vector = loop / 5, vector / 1000
print(f"loop   {loop * 1e6:.1f} microseconds")
print(f"vector {vector * 1e6:.1f} microseconds")
print(f"ratio  {loop / vector:.0f}")
