"""Data inside HTML: what a script reads, and nothing that a browser could take for markup."""

import base64
import gzip
import hashlib
import json

from markupsafe import Markup

#: Characters that end a script element, open a comment in one, or end a line in old JavaScript.
_ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def as_script_json(value: object) -> Markup:
    """`value` as JSON that stays inert inside a script element; numbers that are not finite are refused."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return Markup(text.translate(_ESCAPES))


def as_packed(texts: object) -> Markup:
    """Values with much text as JSON, gzip and base64, a third of their size; the same values give the same bytes."""
    data = json.dumps(texts, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    return Markup(base64.b64encode(gzip.compress(data, 9, mtime=0)).decode("ascii"))


def csp_hash(text: str) -> str:
    """The source expression by which a content security policy allows an inline script or style."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"
