import torch

a = torch.arange(3).reshape(3, 1)
b = torch.arange(2).reshape(1, 2)
c = a + b
print(c)

A, B = torch.broadcast_tensors(a, b)
print(A)
print(B)
print(A.stride(), B.stride())
