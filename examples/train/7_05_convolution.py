import torch
from torch.nn import functional as F

image = torch.zeros(5, 5)
image[:, 2:] = 1  # dark at the left, bright at the right
K = torch.tensor(
    [[-1.0, 1.0], [-1.0, 1.0]], requires_grad=True
)

maps = torch.zeros(4, 4)
for a in range(2):  # each weight times a shifted image
    for b in range(2):
        shifted = image[a : a + 4, b : b + 4]
        maps = maps + K[a, b] * shifted
with torch.no_grad():
    built_in = F.conv2d(image[None, None], K[None, None])
print(torch.equal(maps, built_in[0, 0]))

# Max pooling: the largest of each 2x2 patch.
patches = torch.relu(maps).reshape(2, 2, 2, 2)
pooled = patches.amax((1, 3))
pooled.sum().backward()
print(maps.detach())
print(pooled.detach())
print(K.grad)
