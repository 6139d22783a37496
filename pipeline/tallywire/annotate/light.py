"""Keeps spaCy's command line, with its HTTP clients and project tools, from being imported before it is asked for.

`import spacy` imports `spacy.cli` for the one function `spacy.info`, a third of the time that it takes. Both modules
are put off here, in every process that imports this package before spaCy; they load when anything of them is used.
"""

import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any

#: The modules, and the functions that are taken from them at once.
_DEFERRED: dict[str, tuple[str, ...]] = {"spacy.cli": (), "spacy.cli.info": ("info",)}


class _Deferred(Loader):
    """Leaves a module empty until one of its names is asked for, or one of `functions` is called."""

    def __init__(self, loader: Loader, functions: Sequence[str]) -> None:
        self._loader, self._functions = loader, functions

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self._loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        def value(name: str) -> Any:
            if name.startswith("__"):
                raise AttributeError(f"module {module.__name__!r} has no attribute {name!r}")
            _load_waiting()
            return getattr(module, name)

        for function in self._functions:
            setattr(module, function, lambda *args, _name=function, **options: value(_name)(*args, **options))
        vars(module)["__getattr__"] = value
        _waiting.append((module, self._loader))


#: The modules that are empty as yet, packages before what is in them.
_waiting: list[tuple[ModuleType, Loader]] = []


def _load_waiting() -> None:
    while _waiting:
        module, loader = _waiting.pop(0)
        del vars(module)["__getattr__"]
        loader.exec_module(module)


class _Finder(MetaPathFinder):
    """Finds the modules to defer where they are found anyway."""

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        spec = PathFinder.find_spec(name, path, target) if name in _DEFERRED else None
        if spec and spec.loader:
            spec.loader = _Deferred(spec.loader, _DEFERRED[name])
        return spec


def defer_command_line() -> None:
    """Put the import of spaCy's command line off; without effect where spaCy is imported already."""
    if "spacy" not in sys.modules:
        sys.meta_path.insert(0, _Finder())
