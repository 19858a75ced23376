import torch
from torch import nn

words = "I love coding . Just kidding .".split()
known = sorted(set(words))
numbers = [known.index(word) for word in words]
numbers = torch.tensor(numbers)

torch.manual_seed(0)
embedding = nn.Embedding(len(known), 5).double()
lstm = nn.LSTM(5, 5).double()  # float64: not fused
x = embedding(numbers).reshape(7, 1, 5)

# word by word, handing the state on
h = x.new_zeros(1, 1, 5)
c = x.new_zeros(1, 1, 5)
steps = []
for word in x.split(1):
    step, (h, c) = lstm(word, (h, c))
    steps.append(step)

h.sum().backward()
print(known)
print(embedding.weight.grad.norm(dim=1))

# the whole sentence in one call
with torch.no_grad():
    out, (last_h, last_c) = lstm(x)
    print(out.shape, last_h.shape)
    print(torch.equal(out[-1], last_h[0]))
    print(torch.allclose(out, torch.cat(steps)))
