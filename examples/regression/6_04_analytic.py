import torch

torch.manual_seed(15)
w = torch.tensor([[2.0], [-3.4]])  # to find
b = torch.tensor(4.2)
x = torch.randn(1000, 2)
y = x @ w + b + 0.01 * torch.randn(1000, 1)

# a column of ones makes b one more weight
X = torch.cat([x, torch.ones(1000, 1)], dim=1)
solution = torch.inverse(X.T @ X) @ X.T @ y
print(solution.flatten())

# nothing is left to descend
solution.requires_grad_()
cost = ((X @ solution - y) ** 2 / 2).mean()
cost.backward()
print(f"cost {cost:.6f}")
print(solution.grad.norm() < 1e-5)
