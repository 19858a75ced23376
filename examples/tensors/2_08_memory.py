import torch

X = torch.ones(2, 3)
Y = torch.zeros(2, 3)

before = id(Y)
Y = Y + X
print("Y = Y + X   same tensor:", id(Y) == before)

before = id(Y)
Y[:] = Y + X
print("Y[:] = ...  same tensor:", id(Y) == before)

Y += X
print("Y += X      same tensor:", id(Y) == before)
