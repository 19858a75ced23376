import csv
import io
import struct

import torch

# A label, then the pixels: here 4 of them, not 784.
text = "9,0,255,128,0\n2,255,0,0,64\n"
rows = csv.reader(io.StringIO(text))
table = torch.tensor([list(map(int, row)) for row in rows])
y, X = table[:, 0], table[:, 1:].reshape(2, 2, 2)

# The same in an IDX file: four numbers, then bytes.
file = struct.pack(">4i", 2051, 2, 2, 2)
file += bytes([0, 255, 128, 0, 255, 0, 0, 64])
kind, n, height, width = struct.unpack(">4i", file[:16])
pixels = torch.tensor(list(file[16:]))
images = pixels.reshape(n, height, width)
print(kind, y.tolist(), torch.equal(X, images))

seen = images.reshape(n, -1) / 255  # by the model
print(seen)
