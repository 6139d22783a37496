"""Data inside HTML: packed so that it is small, and holds no character that a browser could take for markup."""

import base64
import gzip
import hashlib
import json

from markupsafe import Markup


def packed(value: object) -> Markup:
    """`value` as JSON, gzip and base64; the same value gives the same bytes.

    Raises ValueError for numbers that JSON does not have.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    data = gzip.compress(text.encode("utf-8", "replace"), compresslevel=6, mtime=0)
    return Markup(base64.b64encode(data).decode("ascii"))


def csp_hash(text: str) -> str:
    """The source expression by which a content security policy allows an inline script or style."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"
