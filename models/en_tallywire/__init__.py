"""The English language side of Tallywire: the spaCy pipeline's config and the lexicons, versioned as one thing."""

import hashlib
from functools import cache
from pathlib import Path

__version__ = "0.1.0"

ROOT = Path(__file__).parent
CONFIG = ROOT / "config.cfg"
LEXICONS = ROOT / "lexicons"


@cache
def language_digest() -> str:
    """SHA-256 (hex) over the config and every lexicon, by name: it changes whenever the language data does."""
    digest = hashlib.sha256()
    for path in [CONFIG, *sorted(LEXICONS.rglob("*"))]:
        if path.is_file():
            digest.update(path.relative_to(ROOT).as_posix().encode())
            digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()
