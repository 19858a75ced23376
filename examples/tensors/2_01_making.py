import numpy as np
import torch

t = torch.tensor([[1, 2], [3, 4]])
zeros = torch.zeros(2, 3)
ones = torch.ones(2, 3)
steps = torch.arange(1, 4, 2)
line = torch.linspace(0, 1, 5)
# Not filled: whatever lay in memory.
print(torch.empty(2, 3).shape)

torch.manual_seed(0)
uniform = torch.rand(2, 3)
normal = torch.randn(2, 3)
dice = torch.randint(1, 7, (6,))

array = np.array([1.0, 2.0, 3.0])
a = torch.from_numpy(array)
b = torch.as_tensor(array)
c = torch.Tensor(array)
d = torch.tensor(array)
array[0] = 100
print(a.tolist(), a.dtype)
print(b.tolist(), b.dtype)
print(c.tolist(), c.dtype)
print(d.tolist(), d.dtype)
