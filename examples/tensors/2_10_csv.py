import csv

import torch

text = """rooms,roof,price
NA,NA,127500
2,NA,106000
4,Slate,178100
NA,NA,140000"""
names, *rows = csv.reader(text.splitlines())
rooms, roofs, prices = zip(*rows)

rooms = [n.replace("NA", "nan") for n in rooms]
rooms = torch.tensor([float(n) for n in rooms])
gaps = rooms.isnan()
mean = rooms.nanmean()
filled = torch.where(gaps, mean, rooms)

slate = [roof == "Slate" for roof in roofs]
slate = torch.tensor(slate)
absent = [roof == "NA" for roof in roofs]
absent = torch.tensor(absent)
X = torch.stack((filled, slate, absent), 1)
y = torch.tensor([float(p) for p in prices])
print(X)
print(y)
