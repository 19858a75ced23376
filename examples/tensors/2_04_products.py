import torch

A = torch.arange(6.0).reshape(2, 3)
B = torch.ones(3, 4)
x = torch.arange(3.0)

H = A * A  # item by item, same shape
C = A @ B  # rows of A times columns of B
D = torch.mm(A, B)  # the same
y = A @ x
z = torch.mv(A, x)  # the same
s = torch.dot(x, x)
print(H)
print(C)
print(y, s)
