import torch

X = torch.arange(12).reshape(3, -1)
T = X.transpose(0, 1)
print(X.shape, X.size(0), X.numel())

x = torch.arange(20)
Y = x.view(5, -1)  # 5 rows; 4 columns follow
flat = Y.view(20)
Y[0, 0] = 100  # one memory: all three change
print(x.data_ptr() == Y.data_ptr())

v = torch.arange(3)
column = v.unsqueeze(-1)
back = column.squeeze()
print(T.shape, column.shape, back.shape)
