import csv

import torch

text = """rooms,roof,price
NA,NA,127500
2,NA,106000
4,Slate,178100
NA,NA,140000"""
table = csv.reader(text.splitlines())
names, *rows = table
rooms, roofs, prices = zip(*rows)

known = [n.replace("NA", "nan") for n in rooms]
r = torch.tensor([float(n) for n in known])
gaps = r.isnan()
mean = r.nanmean()
filled = torch.where(gaps, mean, r)

slate = [roof == "Slate" for roof in roofs]
slate = torch.tensor(slate)
absent = [roof == "NA" for roof in roofs]
absent = torch.tensor(absent)
X = torch.stack((filled, slate, absent), 1)
y = torch.tensor([float(p) for p in prices])
print(X)
print(y)
