import torch

# Without a GPU: "meta" has shapes and no numbers.
gpu = torch.cuda.is_available()
device = "cuda" if gpu else "meta"

W = torch.ones(2, 3, device=device)  # made there
x = torch.ones(3).to(device)  # moved there
print((W @ x).device.type == device)

b = torch.zeros(2, requires_grad=True)
print(b.device)  # forgotten
y = W @ x + b
