import torch

O = torch.tensor([  # outputs for six images
    [2.0, 0.0, 1.0], [0.5, 1.0, 0.0], [0.0, 3.0, 1.0],
    [1.0, 2.0, 0.0], [0.0, 1.0, 2.0], [3.0, 0.0, 1.0],
])
y = torch.tensor([0, 0, 1, 1, 2, 2])

predicted = O.argmax(1)
wrong = (predicted != y).nonzero().flatten()
print(wrong, y[wrong], predicted[wrong])

matrix = torch.zeros(3, 3)  # true class by predicted class
one = torch.ones(6)
matrix.index_put_((y, predicted), one, accumulate=True)
accuracy = matrix.trace() / matrix.sum()
print(matrix, accuracy)

# A first layer's weights are images too.
W = torch.tensor([[1.0, 0, 0, 1], [0, 1, 1, 0]])
pictures = W.reshape(2, 2, 2)
x = torch.tensor([1.0, 0, 0, 1])
match = W @ x  # large where the image is alike
print(pictures, match)
