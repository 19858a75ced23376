import torch

X = torch.ones(2, 3)
Y = torch.zeros(2, 3)

before = id(Y)
Y = Y + X
same = id(Y) == before
print("Y = Y + X ", same)

before = id(Y)
Y[:] = Y + X
same = id(Y) == before
print("Y[:] = ...", same)

Y += X
same = id(Y) == before
print("Y += X    ", same)
