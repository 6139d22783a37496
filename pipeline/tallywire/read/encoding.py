"""Bytes -> text: the declared encoding, else a byte-order mark's, else strict UTF-8. Nothing is guessed in silence."""

import codecs

from charset_normalizer import from_bytes

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
    (b"PAR1", "a Parquet file"),
)

_SAMPLE = 64 * 1024


def decode(data: bytes, declared: str | None = None) -> str:
    r"""`data` as text, without byte-order mark and with every line end as `\n`.

    Raises BinaryInput when the bytes are no text, EncodingProblem when they are not valid in their encoding.
    """
    encoding = declared or next((name for mark, name in _MARKS if data.startswith(mark)), None)
    if encoding is None:
        refuse_binary(data)
    try:
        text = data.decode(encoding or "utf-8")
    except LookupError as error:
        raise EncodingProblem(f"the encoding {encoding!r} is not known; use a name such as utf-8 or cp1252.") from error
    except UnicodeDecodeError as error:
        raise EncodingProblem(_explain(data, error, declared)) from error
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def refuse_binary(data: bytes) -> None:
    """Raise BinaryInput when the first bytes are those of a known binary format or hold a NUL."""
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise BinaryInput(f"this is {what}, not text; convert it to plain text or JSONL first.")
    position = data[:_SAMPLE].find(b"\0")
    if position >= 0:
        raise BinaryInput(
            f"this is not text (a NUL byte at offset {position}); convert it to plain text or JSONL first."
        )


def _explain(data: bytes, error: UnicodeDecodeError, declared: str | None) -> str:
    problem = f"byte 0x{data[error.start]:02x} at offset {error.start} is not valid {error.encoding}"
    if declared:
        return f"{problem}, the encoding declared; declare another with --encoding."
    best = from_bytes(data[max(0, error.start - _SAMPLE // 2) : error.start + _SAMPLE // 2]).best()
    likely = best.encoding if best and best.encoding not in ("ascii", "utf_8") else "cp1252"
    return f"{problem}; if the file is in another encoding, name it: --encoding {likely} looks likely."
