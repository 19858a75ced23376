"""The data sets there are: a row each, for whoever lets one be chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from graphviewer.data.fashion import CLASSES as CLOTHES
from graphviewer.data.loaded import Kind


@dataclass(frozen=True)
class DataSet:
    """A row: what is known before anything is read."""

    name: str  # as a config has it
    title: dict[Literal["en", "ko"], str]
    kind: Kind
    shape: tuple[int, ...] = ()  # of one example; empty: known when it has been read
    classes: tuple[str, ...] = ()  # in English; empty: a regression, or known when it was read
    regression: bool = False
    path: Literal["", "folder", "file"] = ""  # what a config's path means; "": nothing
    needs_path: bool = False
    noise: bool = False  # it is made, with the config's noise and seed


SETS: tuple[DataSet, ...] = (
    DataSet(
        "fashion-mnist",
        {"en": "FashionMNIST: clothes, 28×28", "ko": "FashionMNIST: 옷 이미지, 28×28"},
        "images",
        (28, 28),
        CLOTHES,
        path="folder",
    ),
    DataSet(
        "fashion-8x8",
        {"en": "FashionMNIST made small, 8x8", "ko": "작게 줄인 FashionMNIST, 8x8"},
        "images",
        (8, 8),
        CLOTHES,
        path="folder",
    ),
    DataSet(
        "idx",
        {"en": "Images in IDX files (MNIST's layout)", "ko": "IDX 파일의 이미지 (MNIST 형식)"},
        "images",
        path="folder",
    ),
    DataSet(
        "csv",
        {
            "en": "Images in a CSV file: label, then pixels",
            "ko": "CSV 파일의 이미지: 레이블, 그다음 픽셀",
        },
        "images",
        path="file",
        needs_path=True,
    ),
    DataSet(
        "table",
        {
            "en": "A table in a CSV file: numbers, then the target",
            "ko": "CSV 파일의 표: 숫자 열들, 마지막 열이 목푯값",
        },
        "table",
        path="file",
        needs_path=True,
    ),
    DataSet(
        "scores",
        {"en": "Marks of five students", "ko": "학생 다섯 명의 점수"},
        "table",
        (3,),
        regression=True,
    ),
    DataSet(
        "line",
        {
            "en": "Linear with noise: w = (2, -3.4), b = 4.2",
            "ko": "잡음이 있는 선형 데이터: w = (2, -3.4), b = 4.2",
        },
        "table",
        (2,),
        regression=True,
        noise=True,
    ),
    DataSet(
        "pass-fail",
        {"en": "Failed or passed: six students", "ko": "합격과 불합격: 학생 여섯 명"},
        "points",
        (2,),
        ("fail", "pass"),
    ),
    DataSet(
        "three-classes",
        {"en": "Three classes in eight rows", "ko": "세 클래스의 데이터 여덟 행"},
        "table",
        (4,),
        ("0", "1", "2"),
    ),
    DataSet(
        "net-2-2-1",
        {"en": "Four points with targets 5, 6, 9, 10", "ko": "목푯값이 5, 6, 9, 10인 네 점"},
        "table",
        (2,),
        regression=True,
    ),
    DataSet("xor", {"en": "XOR", "ko": "XOR"}, "points", (2,), ("0", "1"), noise=True),
    DataSet(
        "moons", {"en": "Two moons", "ko": "두 개의 초승달"}, "points", (2,), ("0", "1"), noise=True
    ),
    DataSet(
        "spirals",
        {"en": "Two spirals", "ko": "두 개의 나선"},
        "points",
        (2,),
        ("0", "1"),
        noise=True,
    ),
)
