"""URLs -> the files that they stand for: a file, the files below a folder, or those whose names match a pattern."""

import re

from tallywire.errors import MissingInput
from tallywire.location import Remote
from tallywire.read.select import is_hidden

_MAGIC = re.compile(r"[*\[]")
_TOKEN = re.compile(r"\*+|\[!?\]?[^\]]*\]|.", re.DOTALL)
_VISIBLE = r"(?!\.)"


def remote_files(place: Remote) -> int | list[tuple[Remote, str, int]]:
    """The bytes of a file, or the files that a folder or pattern stands for: each with its path below, and its bytes.

    `*` and `[...]` match within a part of the path, `**` any number of parts, none of them hidden ones. `?` begins the
    options of the file system. Raises MissingInput when there are none.
    """
    if not place.is_web and _MAGIC.search(place.path):
        return _matching(place)
    if place.is_file():
        return place.size()
    files = [] if place.is_web else [found for found in place.files_below() if not is_hidden(found[1])]
    if not files:
        raise MissingInput(f"there is no file or folder {place}; check the URL.")
    return files


def _matching(place: Remote) -> list[tuple[Remote, str, int]]:
    parts = place.path.split("/")
    first = next(number for number, part in enumerate(parts) if _MAGIC.search(part))
    start = Remote(place.base, "/".join(parts[:first]), place.options)
    pattern = [*parts[first:], *(["*"] if parts[-1] == "**" else [])]
    wanted = re.compile("/".join(map(_expression, pattern)).replace("**/", f"(?:{_VISIBLE}[^/]+/)*"), re.DOTALL)
    files = [(file, str(file), size) for file, below, size in start.files_below() if wanted.fullmatch(below)]
    if not files:
        raise MissingInput(f"the pattern {place} matches no file; check it, and quote it.")
    return files


def _expression(part: str) -> str:
    """A part of a pattern as a regular expression; `**` stays for what may be several parts."""
    if part == "**":
        return part
    shown = "" if part.startswith(".") else _VISIBLE
    return shown + "".join(map(_token, _TOKEN.findall(part)))


def _token(token: str) -> str:
    if token.startswith("*"):
        return "[^/]*"
    if token.startswith("[") and len(token) > 1:
        return f"[{token[1:-1].replace('!', '^', token[1] == '!')}]"
    return re.escape(token)
