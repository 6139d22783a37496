"""Zip and tar archives as folders of dumps. Nothing is unpacked to disk; names only name the sources."""

import io
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from tallywire.errors import BadRecord, BinaryInput, DamagedInput, InputError, one_line
from tallywire.read.compression import DAMAGE
from tallywire.read.streams import Budget, Expanded, with_random_access

#: Bytes of a tar header that only describes another: long names need some, bombs much.
_MAX_EXTENSION = 1 << 20
_EXTENSIONS = (
    tarfile.XHDTYPE,
    tarfile.XGLTYPE,
    tarfile.SOLARIS_XHDTYPE,
    tarfile.GNUTYPE_LONGNAME,
    tarfile.GNUTYPE_LONGLINK,
)
#: What reading a damaged zip archive raises.
ZIP_DAMAGE = (zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error, *DAMAGE)
_TAR_DAMAGE = (tarfile.TarError, *DAMAGE)
#: Members that office documents and e-books hold: these are zip archives too, but no folders of dumps.
_DOCUMENT_MEMBERS = ("[Content_Types].xml", "META-INF/container.xml", "META-INF/manifest.xml")
_ENCRYPTED = 0x1


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive: its path inside, made harmless, and its bytes or what keeps them from being read."""

    path: str
    stream: io.BufferedReader
    bare: Expanded


def zip_members(stream: BinaryIO, budget: Budget) -> Iterator[Member | tuple[str, InputError]]:
    """The files of a zip archive in its order, or path and error of one that cannot be read.

    Raises DamagedInput when it is no whole archive, BinaryInput when it is an office document or e-book.
    """
    try:
        archive = zipfile.ZipFile(with_random_access(stream))
    except ZIP_DAMAGE as error:
        raise DamagedInput(f"this is no whole zip archive ({one_line(error)}); get it again.") from error
    if any(name in archive.NameToInfo for name in _DOCUMENT_MEMBERS):
        raise BinaryInput("this is an office document or e-book, not text; save it as plain text or HTML first.")
    budget.taken += _size(archive)
    for info in archive.infolist():
        if info.is_dir():
            continue
        path = harmless(info.filename)
        if info.flag_bits & _ENCRYPTED:
            yield path, BadRecord("it is encrypted; unpack it with its password first.")
            continue
        try:
            member = archive.open(info)
        except ZIP_DAMAGE as error:
            yield path, DamagedInput(f"it cannot be unpacked ({one_line(error)}); get the archive again.")
            continue
        assert isinstance(member, zipfile.ZipExtFile)
        with member:
            yield _member(path, Expanded(member.read1, budget, ZIP_DAMAGE))


def tar_members(stream: BinaryIO) -> Iterator[Member | tuple[str, InputError]]:
    """The files of a tar archive in its order, or path and error of one that cannot be read.

    Raises DamagedInput where the archive breaks off or is corrupt; what stands before has been given.
    """
    try:
        with tarfile.open(fileobj=stream, mode="r|", tarinfo=_BoundedHeader) as archive:
            while (info := archive.next()) is not None:
                archive.members.clear()  # type: ignore[attr-defined]  # else every header is kept
                path = harmless(info.name)
                if info.isreg():
                    content = archive.extractfile(info)
                    assert content is not None
                    yield _member(path, Expanded(content.read, None, _TAR_DAMAGE))
                elif not info.isdir():
                    yield path, BadRecord("it is a link or device, not a file; put the file itself into the archive.")
    except _TAR_DAMAGE as error:
        raise DamagedInput(f"the archive breaks off or is corrupt ({one_line(error)}); get it again.") from error


def harmless(name: str) -> str:
    """A member's name as a path below the archive: no root, no drive, no `..`, no control characters."""
    printable = "".join(sign if sign.isprintable() else "\ufffd" for sign in name)
    parts = [part for part in printable.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    return "/".join(part for part in parts if not part.endswith(":")) or "unnamed"


class _BoundedHeader(tarfile.TarInfo):
    """A tar header. Two kinds are errors that tarfile lets pass: a broken one, which it takes for the archive's end,
    and one that announces a huge extension, which it would read into memory.
    """

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> "_BoundedHeader":
        try:
            header = super().frombuf(buf, encoding, errors)
        except tarfile.HeaderError as error:
            if not any(buf):  # zeros, or nothing: the end
                raise
            raise tarfile.ReadError(f"a member's header is broken: {error}") from error
        if header.type in _EXTENSIONS and header.size > _MAX_EXTENSION:
            raise tarfile.ReadError(f"a header of {header.size} bytes")
        return header


def _member(path: str, bare: Expanded) -> Member:
    return Member(path, io.BufferedReader(bare), bare)


def _size(archive: zipfile.ZipFile) -> int:
    assert archive.fp is not None
    return archive.fp.seek(0, io.SEEK_END)
