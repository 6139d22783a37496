"""What model is installed, without loading it: a process that only hands out work need not hold one."""

import json
from configparser import ConfigParser
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from en_tallywire import CONFIG, __version__, language_digest


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """What the manifest records: the base model as it was named, its own name and version, and our language data.

    `actors_digest` is the SHA-256 (hex) of the file that extends the table of actors, "" without one.
    """

    base: str
    name: str
    version: str
    language_version: str
    language_digest: str
    actors_digest: str = ""


def default_base() -> str:
    """The base model that `config.cfg` names."""
    config = ConfigParser(interpolation=None)
    config.read(CONFIG, encoding="utf-8")
    return str(json.loads(config["paths"]["base"]))


def describe(base: str | None = None, actors: Path | None = None) -> ModelInfo:
    """Name and version of a base model (an installed pipeline's name or a path) and of the language data.

    `actors` is the file that extends the table of actors. Raises ModelError or UsageError when one cannot be loaded.
    """
    base = base or default_base()
    meta = _meta(base)
    name = f"{meta['lang']}_{meta['name']}"
    return ModelInfo(base, name, str(meta["version"]), __version__, language_digest(), _digest(actors))


def _meta(base: str) -> dict[str, Any]:
    try:
        meta: dict[str, Any] = json.loads((_folder(base) / "meta.json").read_text(encoding="utf-8"))
    except (OSError, ValueError, ImportError):
        from tallywire.annotate.model import load

        return dict(load(base).meta)
    return meta


def _digest(actors: Path | None) -> str:
    if actors is None:
        return ""
    from tallywire.annotate.sources.actors.table import extended

    return extended(actors).digest


def _folder(base: str) -> Path:
    """The folder that holds the model's `meta.json`."""
    if Path(base).exists():
        return Path(base)
    spec = find_spec(base)
    if spec is None or spec.origin is None:
        raise ImportError(base)
    return Path(spec.origin).parent
