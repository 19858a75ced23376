import torch

torch.manual_seed(15)
w = torch.tensor([[2.0], [-3.4]])  # to find
b = torch.tensor(4.2)
x = torch.randn(1000, 2)
y = x @ w + b + 0.01 * torch.randn(1000, 1)

w_hat = 0.01 * torch.randn(2, 1)
w_hat.requires_grad_()
b_hat = torch.zeros(1, requires_grad=True)
lr = 0.03

for epoch in range(3):
    for rows in torch.randperm(1000).split(32):
        y_hat = x[rows] @ w_hat + b_hat
        cost = ((y_hat - y[rows]) ** 2 / 2).mean()
        cost.backward()
        with torch.no_grad():
            w_hat -= lr * w_hat.grad
            b_hat -= lr * b_hat.grad
        w_hat.grad = b_hat.grad = None
    w_error = (w - w_hat.detach()).flatten()
    b_error = b - b_hat.detach()
    print(f"epoch {epoch + 1}:", w_error, b_error)
