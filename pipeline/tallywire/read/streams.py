"""Byte streams with bounds: what compressed data may expand to, how long a line may be, what may be held in memory."""

import io
from collections.abc import Callable, Iterator
from typing import BinaryIO

from tallywire.errors import DamagedInput, InputError, TooLarge

#: Expanded bytes that are free of the ratio: small files may be as repetitive as they like.
FREE_EXPANSION = 64 << 20
#: Expanded bytes to a compressed byte, past the free ones. News compresses 3 to 20 times, bombs 1,000 times and more.
MAX_RATIO = 200
#: Expanded bytes of one input, all members of an archive together.
MAX_EXPANSION = 64 << 30
#: Bytes of a file without random access (standard input, a member of an archive) that are held to give it that.
MAX_HELD = 256 << 20

_BLOCK = 64 << 10


class Budget:
    """Counts what one input gives against what it takes; `exceeded` says that it has become a bomb.

    `taken` are compressed bytes read, `given` expanded ones; an archive with a table of contents sets `taken` to its
    size at once, because its members may overlap.
    """

    def __init__(self, taken: int = 0) -> None:
        self.taken = taken
        self.given = 0

    def spend(self, size: int) -> bool:
        """Count `size` bytes as given; whether that was too much."""
        self.given += size
        return self.exceeded

    @property
    def exceeded(self) -> bool:
        """Whether the input has given more than its bounds allow."""
        return self.given > MAX_EXPANSION or self.given > max(FREE_EXPANSION, MAX_RATIO * self.taken)


class Expanded(io.RawIOBase):
    """What `read_block` gives, as a stream that ends where the data is damaged or exceeds the budget, if it has one.

    `problem` then says what was wrong, so that everything before it is read and the rest is one reject.
    """

    def __init__(
        self, read_block: Callable[[int], bytes], budget: Budget | None, damage: tuple[type[Exception], ...]
    ) -> None:
        self._read_block = read_block
        self._budget = budget
        self._damage = damage
        self._ended = False
        self.problem: InputError | None = None

    def readable(self) -> bool:
        """Always true."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill `buffer` as far as the data goes; short only at its end, so that `peek` shows all it can."""
        filled = 0
        while filled < len(buffer) and not self._ended:
            block = self._next(len(buffer) - filled)
            buffer[filled : filled + len(block)] = block
            filled += len(block)
        return filled

    def _next(self, size: int) -> bytes:
        try:
            block = self._read_block(size)
        except self._damage as error:
            reason = " ".join(str(error).split()) or type(error).__name__
            self._end(DamagedInput(f"the data breaks off or is corrupt ({reason}); get the file again."))
            return b""
        if self._budget and self._budget.spend(len(block)):
            self._end(TooLarge("it expands to far more than news does; unpack it yourself if you trust it."))
            return b""
        self._ended = not block
        return block

    def _end(self, problem: InputError) -> None:
        self.problem = problem
        self._ended = True


def counted(stream: BinaryIO, budget: Budget) -> io.BufferedReader:
    """`stream`, whose bytes count as taken from `budget` when they are read."""
    return io.BufferedReader(_Counted(stream, budget), _BLOCK)


class _Counted(io.RawIOBase):
    def __init__(self, stream: BinaryIO, budget: Budget) -> None:
        self._stream = stream
        self._budget = budget

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        block = self._stream.read(len(buffer))
        buffer[: len(block)] = block
        self._budget.taken += len(block)
        return len(block)


def with_random_access(stream: BinaryIO) -> BinaryIO:
    """`stream` itself when it can seek, else its bytes in memory. Raises TooLarge past `MAX_HELD` bytes."""
    if stream.seekable():
        return stream
    return io.BytesIO(read_bounded(stream, MAX_HELD, "a file of this format inside an archive, compressed or piped"))


def read_bounded(stream: BinaryIO, most: int, what: str) -> bytes:
    """All bytes of `stream`. Raises TooLarge, naming `what` it is, when there are more than `most`."""
    data = stream.read(most + 1)
    if len(data) > most:
        raise TooLarge(f"{what} may have {most >> 20} MB at most; split it, or name it unpacked as a file.")
    return data


def bounded_lines(stream: BinaryIO, most: int) -> Iterator[bytes | None]:
    """The lines of `stream` with their ends; None for each that is longer than `most` bytes, which is passed over."""
    while line := stream.readline(most + 1):
        if len(line) <= most:
            yield line
            continue
        yield None
        while line and not line.endswith(b"\n"):
            line = stream.readline(_BLOCK)
