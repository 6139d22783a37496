"""One input -> its dumps: expands, looks into archives, chooses the format's reader, and adds the language."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BufferedReader

from tallywire.errors import EmptyInput, InputError, TooLarge, UnknownFormat
from tallywire.read.archives import Member, tar_members, zip_members
from tallywire.read.compression import expand, inner_name
from tallywire.read.formats import ARCHIVES, reader, sniff
from tallywire.read.inputs import Input, describe_error
from tallywire.read.language import language_of
from tallywire.read.select import Selection, is_hidden
from tallywire.read.streams import Budget, Expanded
from tallywire.read.window import Ruler, Window, WindowEnd
from tallywire.records import Dump, Reject
from tallywire.settings import RunSettings

_NESTED = "this is an archive within an archive, or compressed twice; unpack it once and name what is in it."


def read_dumps(item: Input, settings: RunSettings, window: Window | None = None) -> Iterator[Dump | Reject]:
    """The dumps of one input, or of a window of its records; what cannot be read comes as a Reject, nothing is raised.

    A record's source is the input's with `#N` behind it, a member of an archive's is the archive's with `/PATH`: as if
    the archive were a folder, so that a dump has the same ids packed or not.
    """
    window = window or Window()
    for found in all_dumps(item, settings, window):
        if window.is_open:
            yield with_language(found)


def with_language(found: Dump | Reject) -> Dump | Reject:
    """A dump with the language of its text; a reject as it is."""
    return replace(found, language=language_of(found.text)) if isinstance(found, Dump) else found


def record_cuts(item: Input, settings: RunSettings, most: int) -> list[int]:
    """Where windows on the input begin, the first at 0 apart, so that each holds about `most` bytes, or one record."""
    ruler = Ruler(most)
    for _ in all_dumps(item, settings, ruler):
        pass
    return ruler.cuts


def all_dumps(item: Input, settings: RunSettings, window: Window) -> Iterator[Dump | Reject]:
    """The dumps of the records that the window admits, without their language, and all rejects."""
    budget = Budget()
    try:
        with item.open() as stream:
            yield from _File(stream, item.source, item.below, settings, budget, window).read()
    except WindowEnd:
        return
    except (InputError, OSError) as error:
        yield _reject(item.source, error)


@dataclass(frozen=True, slots=True)
class _File:
    """A file on disk or in an archive: `below` is its path below the folder or archive that was named."""

    stream: BufferedReader
    source: str
    below: str
    settings: RunSettings
    budget: Budget
    window: Window
    packed: bool = False

    def read(self) -> Iterator[Dump | Reject]:
        """Its dumps. Raises InputError or OSError when there are none."""
        expansion = expand(self.stream, self.stream.peek(), self.budget)
        if not expansion:
            yield from self._read_as(self.source, self.stream)
            return
        stream, bare = expansion
        yield from _ended_by(bare, self.source, self._read_as(inner_name(self.source), stream, compressed=True))

    def _read_as(self, name: str, stream: BufferedReader, compressed: bool = False) -> Iterator[Dump | Reject]:
        head = stream.peek()
        kind = sniff(name, head, self.settings)
        if kind in ARCHIVES:
            if self.packed:
                raise UnknownFormat(_NESTED)
            yield from self._members(kind, stream)
            return
        if compressed and expand(stream, head, self.budget):
            raise UnknownFormat(_NESTED)
        yield from reader(kind)(stream, self.source, self.settings, self.window)

    def _members(self, kind: str, stream: BufferedReader) -> Iterator[Dump | Reject]:
        selection = Selection(self.settings.include, self.settings.exclude)
        chosen = 0
        members = zip_members(stream, self.budget) if kind == "zip" else tar_members(stream)
        for member in members:
            path = member.path if isinstance(member, Member) else member[0]
            below = f"{self.below}/{path}" if self.below else path
            if is_hidden(path) or not selection.admits(below):
                continue
            chosen += 1
            source = f"{self.source}/{path}"
            if isinstance(member, Member):
                yield from self._member(member, source, below)
            else:
                yield _reject(source, member[1])
            if self.budget.exceeded:
                raise TooLarge("the archive expands to far more than news does; its other members were left out.")
        if not chosen:
            raise EmptyInput("the archive holds no file, or --include and --exclude leave none; check it.")

    def _member(self, member: Member, source: str, below: str) -> Iterator[Dump | Reject]:
        file = _File(member.stream, source, below, self.settings, self.budget, self.window, packed=True)
        try:
            yield from _ended_by(member.bare, source, file.read())
        except (InputError, OSError) as error:
            yield _reject(source, error)


def _ended_by(bare: Expanded, source: str, items: Iterator[Dump | Reject]) -> Iterator[Dump | Reject]:
    """`items`, and a reject if the data they were read from broke off; that is then why the last may be bad."""
    try:
        yield from items
    except (InputError, OSError):
        if bare.problem is None:
            raise
        yield _reject(source, bare.problem)
        return
    if bare.problem:
        yield _reject(source, bare.problem)


def _reject(source: str, error: Exception) -> Reject:
    return Reject(source, "read", type(error).__name__, describe_error(error))
