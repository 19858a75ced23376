import torch

a = torch.tensor([[1, 2]])
b = torch.tensor([[3, 4]])
c = torch.tensor([[5, 6]])

wide = torch.cat((a, b, c), dim=1)
tall = torch.cat((a, b, c), dim=0)
deep = torch.stack((a, b, c))
print(wide.shape)
print(tall.shape)
print(deep.shape)
