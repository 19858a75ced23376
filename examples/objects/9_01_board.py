import inspect
import torch


class HyperParameters:
    def save_hyperparameters(self):
        frame = inspect.currentframe().f_back
        for name, value in frame.f_locals.items():
            if name != "self":
                setattr(self, name, value)


class ProgressBoard(HyperParameters):
    def __init__(self, digits=4):
        self.save_hyperparameters()
        self.calls = {"sin": 0, "cos": 0}
        self.points = {"sin": [], "cos": []}

    def draw(self, x, y, label, every_n):
        self.calls[label] += 1
        if self.calls[label] % every_n:
            return None  # no point this time
        y = round(y.item(), self.digits)
        self.points[label].append((x.item(), y))
        return y


board = ProgressBoard(digits=3)
for i in range(100):
    x = torch.tensor(i / 10, requires_grad=True)
    y = torch.sin(x)
    y.backward()
    sin = board.draw(x, y, "sin", every_n=2)
    cos = board.draw(x, x.grad, "cos", every_n=10)
for label, points in board.points.items():
    print(label, len(points))
