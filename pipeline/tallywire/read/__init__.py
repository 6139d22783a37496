"""Files, folders, globs, standard input -> Dump. One module a format; the format is chosen by content and suffix."""

from tallywire.read.dumps import read_dumps, record_cuts
from tallywire.read.inputs import Input, find_inputs
from tallywire.read.language import language_of
from tallywire.read.limit import Limit
from tallywire.read.parts import hold, read_part
from tallywire.read.select import Selection
from tallywire.read.window import Window

__all__ = [
    "Input",
    "Limit",
    "Selection",
    "Window",
    "find_inputs",
    "hold",
    "language_of",
    "read_dumps",
    "read_part",
    "record_cuts",
]
