"""Bytes -> text: the declared encoding, else a byte-order mark's, else strict UTF-8. Nothing is guessed in silence.

Bytes that are none of these are an EncodingProblem that names the encoding they look like. They are not read in it:
English has so few letters beyond ASCII that several encodings fit equally well, and a wrong one would put wrong words
and currencies into the data unseen, while `--encoding` mends a reject at once.
"""

import codecs
import io
from typing import BinaryIO

from tallywire.errors import BinaryInput, EncodingProblem

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive or office document"),
    (b"\x1f\x8b", "gzip-compressed data"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"PAR1", "a Parquet file"),
)

#: The encodings that news outside Unicode is in.
_LEGACY = [
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "iso8859_2", "koi8_r"),
    *("gb18030", "big5", "shift_jis", "euc_jp", "euc_kr"),
]
_USUAL = "cp1252"

_SAMPLE = 64 * 1024
#: Bytes below which a pattern of NULs proves nothing.
_LEAST_WIDE = 16
#: The share of NULs among the high bytes from which text without a mark is UTF-16: English has nearly nothing else.
_WIDE_SHARE = 0.9


def decode(data: bytes, declared: str | None = None, at: int = 0) -> str:
    r"""`data` as text, without byte-order mark and with every line end as `\n`.

    `at` is where `data` begins in its file, for the messages. Raises BinaryInput when the bytes are no text,
    EncodingProblem when they are not valid in their encoding.
    """
    encoding = declared or marked_encoding(data)
    if encoding is None:
        refuse_binary(data, at)
    try:
        text = data.decode(encoding or "utf-8")
    except LookupError as error:
        raise EncodingProblem(f"the encoding {encoding!r} is not known; use a name such as utf-8 or cp1252.") from error
    except UnicodeError as error:
        raise EncodingProblem(_explain(data, error, declared, at)) from error
    return plain_lines(text.removeprefix("\ufeff"))


def plain_lines(text: str) -> str:
    r"""`text` with every line end as `\n`."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def marked_encoding(head: bytes) -> str | None:
    """The Unicode encoding that the first bytes of a text prove: by a byte-order mark, or by the NULs of UTF-16."""
    marked = next((name for mark, name in _MARKS if head.startswith(mark)), None)
    return marked or _wide_without_mark(head[:_SAMPLE])


def in_bytes(stream: io.BufferedReader, head: bytes, declared: str | None) -> tuple[BinaryIO, str | None]:
    """`stream` with line ends and commas that are single bytes, and the encoding it then is declared to be in.

    UTF-16 and UTF-32 become UTF-8, so that readers may cut at line ends; all others stay as they are.
    """
    encoding = declared or marked_encoding(head)
    if encoding is None or not encoding.lower().replace("_", "-").startswith(("utf-16", "utf-32")):
        return stream, declared
    return io.BufferedReader(_Recoded(stream, encoding), _SAMPLE), "utf-8"


def refuse_binary(data: bytes, at: int = 0) -> None:
    """Raise BinaryInput when the first bytes are those of a known binary format or hold a NUL."""
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise BinaryInput(f"this is {what}, not text; convert it to plain text or JSONL first.")
    position = data[:_SAMPLE].find(b"\0")
    if position >= 0:
        raise BinaryInput(
            f"this is not text (a NUL byte at offset {at + position}); convert it to plain text or JSONL first."
        )


class _Recoded(io.RawIOBase):
    """A stream in `encoding` as UTF-8. Reading raises EncodingProblem at bytes that are not valid."""

    def __init__(self, stream: BinaryIO, encoding: str) -> None:
        self._stream = stream
        self._encoding = encoding
        try:
            self._decoder = codecs.getincrementaldecoder(encoding)()
        except LookupError as error:
            raise EncodingProblem(f"the encoding {encoding!r} is not known; use a name such as utf-16.") from error
        self._ready = b""
        self._at = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while not self._ready:
            block = self._stream.read(_SAMPLE)
            self._ready = self._decode(block).encode("utf-8", "surrogatepass")
            self._at += len(block)
            if not block:
                break
        taken = self._ready[: len(buffer)]
        self._ready = self._ready[len(taken) :]
        buffer[: len(taken)] = taken
        return len(taken)

    def _decode(self, block: bytes) -> str:
        try:
            return self._decoder.decode(block, final=not block)
        except UnicodeError as error:
            problem = f"the bytes about offset {self._at} are not valid {self._encoding}; what follows was left out"
            raise EncodingProblem(f"{problem}; mend the file or declare another encoding with --encoding.") from error


def _wide_without_mark(head: bytes) -> str | None:
    if len(head) < _LEAST_WIDE:
        return None
    low, high = head[::2].count(0), head[1::2].count(0)
    least = _WIDE_SHARE * (len(head) // 2)
    if high >= least and not low:
        return "utf-16-le"
    return "utf-16-be" if low >= least and not high else None


def _explain(data: bytes, error: UnicodeError, declared: str | None, at: int) -> str:
    if not isinstance(error, UnicodeDecodeError):
        return f"the bytes are not valid in the encoding declared ({error}); declare another with --encoding."
    problem = f"byte 0x{data[error.start]:02x} at offset {at + error.start} is not valid {error.encoding}"
    if declared:
        return f"{problem}, the encoding declared; declare another with --encoding."
    near = data[max(0, error.start - _SAMPLE // 2) : error.start + _SAMPLE // 2]
    return f"{problem}; if the file is in another encoding, name it: --encoding {_likely(near)} looks likely."


def _likely(data: bytes) -> str:
    """The legacy encoding that `data` looks most like; that of English where it is as good as any."""
    from charset_normalizer import from_bytes  # takes long to import, for a message that few inputs need

    matches = list(from_bytes(data, cp_isolation=_LEGACY))
    names = [name for match in matches if match.chaos <= matches[0].chaos for name in match.could_be_from_charset]
    return _USUAL if _USUAL in names or not names else names[0]
