import torch
from torch.nn.utils.rnn import pad_sequence
from torch.utils.data import DataLoader


def collate(examples):
    return pad_sequence(examples, batch_first=True)


torch.manual_seed(0)
lengths = [3, 1, 4, 1, 5, 2, 6]
data = [torch.full((n,), float(n)) for n in lengths]

# A sampler draws each example once.
order = torch.randperm(len(data))
print(order, order.sort().values)

# Examples of several lengths need padding.
loader = DataLoader(
    data, 3, sampler=order, collate_fn=collate
)
batches = list(loader)
sizes = [tuple(batch.shape) for batch in batches]
print(sizes)  # the last batch is what is left

# Sorted by length, less of it.
data.sort(key=len)
tidy = list(DataLoader(data, 3, collate_fn=collate))
empty = sum((batch == 0).sum() for batch in batches)
less = sum((batch == 0).sum() for batch in tidy)
print(empty, less)
