from graphviewer.api.opening import read as read
from graphviewer.api.recording import record as record
from graphviewer.api.showing import show as show
from graphviewer.api.tape import NoSuchTensor as NoSuchTensor
from graphviewer.api.tape import Tape as Tape
from graphviewer.disk.problem import FileProblem as FileProblem

__all__ = ["FileProblem", "NoSuchTensor", "Tape", "read", "record", "show"]
__version__: str
