import torch
from torch.nn import functional as F

torch.manual_seed(0)
batch = torch.arange(8.0).reshape(2, 1, 2, 2)

flipped = batch.flip(2)  # upside down
coin = torch.rand(2) < 0.5  # one toss for each image
pick = coin.reshape(2, 1, 1, 1)
seen = torch.where(pick, flipped, batch)
print(coin)
print(seen[:, 0])

large = F.interpolate(
    seen, size=(4, 4), mode="bilinear", align_corners=False
)
print(large.shape)
print(torch.equal(flipped.flip(2), batch))
