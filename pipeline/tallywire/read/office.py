"""Word and OpenDocument texts (DOCX, ODT), as news databases export them: their paragraphs as lines of plain text."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any, BinaryIO

from lxml import etree

from tallywire.errors import BinaryInput, DamagedInput, EmptyInput, TooLarge, one_line
from tallywire.read.archives import ZIP_DAMAGE
from tallywire.read.plain import read_plain
from tallywire.read.streams import with_random_access
from tallywire.read.window import Window
from tallywire.records import Dump, Reject
from tallywire.settings import RunSettings

#: Where such a file holds its text, and the bytes that this may have.
_TEXTS = ("word/document.xml", "content.xml")
MAX_DOCUMENT = 64 << 20
#: Elements that are a line each, and those that stand for white space in one.
_LINES = frozenset({"p", "h"})
_SPACES = {"tab": "\t", "br": "\n", "cr": "\n", "line-break": "\n", "s": " "}
#: OpenDocument's elements with words of their own; in DOCX runs alone have them, other text is the file's layout.
_WORDED = frozenset({"p", "h", "span", "a"})
#: What is in the file and no part of the text: deleted words, notes, comments, what older programs show instead.
_UNSEEN = frozenset({"Fallback", "del", "moveFrom", "instrText", "tracked-changes", "annotation", "note"})


def read_office(
    stream: io.BufferedReader, source: str, settings: RunSettings, window: Window
) -> Iterator[Dump | Reject]:
    """The document's text, as `read_plain` reads it.

    Raises DamagedInput when it is no whole file of the kind, BinaryInput when it holds no text document, TooLarge,
    EmptyInput.
    """
    try:
        lines = list(_lines(_document(with_random_access(stream))))
    except (*ZIP_DAMAGE, etree.LxmlError) as error:
        raise DamagedInput(f"this is no whole office document ({one_line(error)}); get it again.") from error
    text = "\n".join(lines)
    if not text.strip():
        raise EmptyInput("the document holds no text; there is nothing to read in it.")
    settings = settings.model_copy(update={"encoding": "utf-8"})
    yield from read_plain(io.BufferedReader(io.BytesIO(text.encode("utf-8"))), source, settings, window)


def _document(stream: BinaryIO) -> bytes:
    with zipfile.ZipFile(stream) as archive:
        name = next((name for name in _TEXTS if name in archive.NameToInfo), None)
        if name is None:
            raise BinaryInput("this is an office document without a text; save it as plain text or HTML first.")
        with archive.open(name) as member:
            data = member.read(MAX_DOCUMENT + 1)
    if len(data) > MAX_DOCUMENT:
        raise TooLarge(f"the document has more than {MAX_DOCUMENT >> 20} MB; save it as plain text first.")
    return data


def _lines(xml: bytes) -> Iterator[str]:
    """The words of each paragraph, in order; those of one inside another stand in it."""
    depth = 0
    for event, element in etree.iterparse(io.BytesIO(xml), ("start", "end"), resolve_entities=False, no_network=True):
        if _name(element) not in _LINES:
            continue
        depth += 1 if event == "start" else -1
        if event == "end" and depth == 0:
            yield _words(element)
            element.clear()


def _words(element: Any) -> str:
    """The words of an element and of those in it; no deeper than the parser lets them lie."""
    name = _name(element)
    if name in _UNSEEN:
        return ""
    mixed = name in _WORDED and "opendocument" in element.tag
    words = [_SPACES.get(name, ""), (element.text or "") if mixed or name == "t" else ""]
    for child in element:
        words += [_words(child), (child.tail or "") if mixed else ""]
    return "".join(words)


def _name(element: Any) -> str:
    return str(etree.QName(element).localname) if isinstance(element.tag, str) else ""
