import torch
from torch.nn import functional as F

image = torch.zeros(1, 1, 5, 5)  # one image, one channel
image[..., 2:] = 1  # dark at the left, bright at the right
K = torch.tensor(
    [[[[-1.0, 1.0], [-1.0, 1.0]]]], requires_grad=True
)

maps = F.conv2d(image, K)
pooled = F.max_pool2d(torch.relu(maps), 2)
pooled.sum().backward()
print(maps.detach())
print(pooled.detach())
print(K.grad)

with torch.no_grad():  # the same by hand
    sums = torch.zeros(4, 4)
    for a in range(2):  # each weight times a shifted image
        for b in range(2):
            shifted = image[0, 0, a : a + 4, b : b + 4]
            sums = sums + K[0, 0, a, b] * shifted
    patches = torch.relu(sums).reshape(2, 2, 2, 2)
    largest = patches.amax((1, 3))  # of each 2x2 patch
    print(torch.equal(maps[0, 0], sums))
    print(torch.equal(pooled[0, 0], largest))
