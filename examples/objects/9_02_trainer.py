import torch


class Model(torch.nn.Module):
    def __init__(self, lr):
        super().__init__()
        self.lr, self.net = lr, torch.nn.Linear(2, 1)

    def loss(self, x, y):
        return ((self.net(x) - y) ** 2 / 2).mean()


class DataModule:
    def __init__(self, w, b):
        self.x = torch.randn(320, 2)
        self.y = self.x @ torch.tensor(w) + b

    def batches(self):
        for rows in torch.randperm(320).split(32):
            yield self.x[rows], self.y[rows]


class Trainer:
    def fit(self, model, data, epochs):
        sgd = torch.optim.SGD(model.parameters(), model.lr)
        for _ in range(epochs):
            for x, y in data.batches():
                cost = model.loss(x, y)
                sgd.zero_grad()
                cost.backward()
                sgd.step()


model, data = Model(0.1), DataModule([[2.0], [-3.4]], 4.2)
Trainer().fit(model, data, epochs=6)
print(model.net.weight.data, model.net.bias.data)
