"""Runs a loaded spaCy pipeline over Docs: the same annotations as its own pipes give, for a fraction of the time.

Pipes of the standard architectures are predicted in ways that fit one core and many short texts (see the modules);
every other pipe runs as it is.
"""

from tallywire.annotate.inference.predictor import Predictor

__all__ = ["Predictor"]
