import csv

import torch

text = """rooms,roof,price
NA,NA,127500
2,NA,106000
4,Slate,178100
NA,NA,140000"""
table = list(csv.DictReader(text.splitlines()))

gap = {"NA": "nan"}
rooms = torch.tensor(
    [float(gap.get(r["rooms"], r["rooms"])) for r in table]
)
mean = rooms.nanmean()  # of 2 and 4
filled = torch.where(rooms.isnan(), mean, rooms)

slate = torch.tensor([r["roof"] == "Slate" for r in table])
absent = torch.tensor([r["roof"] == "NA" for r in table])
X = torch.stack((filled, slate, absent), dim=1)
y = torch.tensor([float(r["price"]) for r in table])
print(X)
print(y)
