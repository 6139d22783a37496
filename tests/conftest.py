"""Fixtures that several tests share."""

from pathlib import Path

import pytest
from spacy.language import Language

from tallywire.annotate.model import load

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The full pipeline with the default model, loaded once a test run."""
    return load()
