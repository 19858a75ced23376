import torch

X = torch.arange(12).reshape(3, -1)
T = X.transpose(0, 1)
print(X.shape, X.size(0), X.numel())

x = torch.arange(20)
Y = x.view(5, -1)
flat = Y.view(20)
# One memory: all three change.
Y[0, 0] = 100
print(x.data_ptr() == Y.data_ptr())

v = torch.arange(3)
column = v.unsqueeze(-1)
back = column.squeeze()
print(T.shape)
print(column.shape, back.shape)
