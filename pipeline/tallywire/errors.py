"""What can go wrong, each with a remedy in its message.

A `TallywireError` stops a command with exit code 2; an `InputError` only rejects the input that it names.
"""


class TallywireError(Exception):
    """Base of all errors that Tallywire raises on purpose; its text says what, where and what to do."""


class UsageError(TallywireError):
    """The command or call cannot be carried out as asked."""


class ModelError(TallywireError):
    """The language model cannot be loaded."""


class EngineError(TallywireError):
    """What does the work cannot be started, does not stay, or does not get at its inputs."""


class DatasetError(TallywireError):
    """A folder cannot be read or written as a dataset."""


class InputError(TallywireError):
    """One input cannot be read; the rest of the batch goes on."""


class MissingInput(InputError):
    """The path or glob names nothing."""


class EmptyInput(InputError):
    """There is no text in the input."""


class BinaryInput(InputError):
    """The input is not text."""


class EncodingProblem(InputError):
    """The input's bytes are not valid in its encoding."""


class BadRecord(InputError):
    """One record of an input is malformed; the other records are read."""


class DamagedInput(InputError):
    """Compressed data, an archive or a record breaks off or is corrupt; what stands before is read."""


class TooLarge(InputError):
    """A file, a page or a record is larger than any news text is; reading it would exhaust memory or time."""


class DuplicateInput(InputError):
    """The same input under the same name was already read in this run."""


class ProcessDied(InputError):
    """Work on the input ended its process, twice."""


class UnknownFormat(InputError):
    """No reader fits the input."""


def one_line(error: Exception) -> str:
    """What an error of a library or the system says, without line breaks; its type where it says nothing."""
    said = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return " ".join(said.split()) or type(error).__name__
