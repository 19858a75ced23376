import os
from tempfile import TemporaryDirectory

import torch

X = torch.arange(24).reshape(2, 3, 4)
with TemporaryDirectory() as folder:
    path = os.path.join(folder, "X.pt")
    torch.save(X, path)
    print(os.listdir(folder))
    Y = torch.load(path, weights_only=True)

print(Y.shape, Y.dtype)
print(torch.equal(X, Y))
print(X.data_ptr() == Y.data_ptr())
