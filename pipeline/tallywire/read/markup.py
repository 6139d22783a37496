"""HTML and XML: their encoding (by the user, a mark, the HTTP header or their own declaration), and their words."""

import codecs
import re

from tallywire.errors import EncodingProblem
from tallywire.read.encoding import decode, marked_encoding, plain_lines

_HEAD = 4096
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{1,40})|<\?xml[^>]{0,99}?encoding=["']([\w.:-]{1,40})""",
    re.IGNORECASE,
)
#: Python's names of the codecs for the encodings that browsers know (WHATWG Encoding, section 4.2).
_BROWSERS = re.compile(
    r"utf-8|cp866|iso8859-(?:[2-8]|1[03456])|koi8-[ru]|mac-(?:roman|cyrillic)|cp874|cp125[0-8]|gb18030|big5|euc_jp"
    r"|iso2022_jp|cp932|cp949"
)
#: The wider codec that browsers take where Python's of a label's name is narrower.
_WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    # A declaration that can be read as ASCII is not in UTF-16, whatever it says.
    "utf-16": "utf-8",
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
}


def decode_markup(data: bytes, by_user: str | None, by_http: str | None = None) -> tuple[str, str | None]:
    """The text of a page or feed, and a message when some of its bytes are not valid in its declared encoding.

    Such bytes are read as U+FFFD, as browsers do. Raises EncodingProblem when none is declared and the bytes are not
    UTF-8, or `by_user` is not known; BinaryInput when they are no text.
    """
    declared = by_user or marked_encoding(data) or _codec(by_http) or codec_within(data[:_HEAD])
    try:
        return decode(data, declared), None
    except EncodingProblem as error:
        if declared is None or not isinstance(error.__cause__, UnicodeDecodeError):
            raise
        text = plain_lines(data.decode(declared, "replace"))
        return text, f"{error} It was read with the sign \ufffd for such bytes."


def codec_within(head: bytes) -> str | None:
    """The codec that a page or an XML document declares in its first bytes, as browsers take it."""
    found = _DECLARED.search(head)
    return _codec(next(group for group in found.groups() if group).decode("ascii", "replace")) if found else None


def _codec(label: str | None) -> str | None:
    """The codec that browsers take for `label`; None when there is none or they know it not."""
    try:
        name = codecs.lookup(label).name if label else ""
    except LookupError:
        return None
    name = _WIDER.get(name, name)
    return name if _BROWSERS.fullmatch(name) else None


#: What opens or closes an element of a page, as no plain text has it.
_ELEMENT = re.compile(
    r"</?(?:p|br|div|span|a|b|i|em|strong|ul|li|h[1-6]|figure|img|blockquote)(?:\s[^<>]{0,400})?/?>", re.IGNORECASE
)

_BLOCKS = (
    "address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption", "figure", "footer", "h1",
    "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "table", "td", "tr", "ul",
)  # fmt: skip


def is_fragment(text: str) -> bool:
    """Whether a text is a piece of a page rather than plain."""
    return "<" in text and _ELEMENT.search(text) is not None


def words_of(html: str) -> str:
    """The words of an HTML fragment, each block on a line of its own."""
    if not html.strip():
        return ""
    from lxml.etree import LxmlError  # most inputs hold no markup
    from lxml.html import fragment_fromstring

    try:
        tree = fragment_fromstring(html, create_parent="div")
    except (LxmlError, ValueError):
        return html
    for block in tree.iter(*_BLOCKS):
        block.text = f"\n{block.text or ''}"
        block.tail = f"\n{block.tail or ''}"
    lines = (" ".join(line.split()) for line in tree.text_content().split("\n"))
    return "\n".join(line for line in lines if line)
