import torch

A = torch.arange(6.0).reshape(2, 3)
B = torch.ones(3, 4)
x = torch.arange(3.0)

# Element by element.
H = A * A
# Rows of A times columns of B.
C = A @ B
D = torch.mm(A, B)
# Rows of A times x.
y = A @ x
z = torch.mv(A, x)
s = torch.dot(x, x)
print(H)
print(C)
print(y, s)
