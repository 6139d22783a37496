"""The Python interface: one story, one text or one dataset at a time. `tallywire` re-exports these functions."""

from dataclasses import replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Doc

from tallywire.annotate import document
from tallywire.annotate.annotator import Annotator, make_doc
from tallywire.annotate.inference import Predictor
from tallywire.annotate.model import load
from tallywire.engine.extract import explain_story
from tallywire.location import Location, locate
from tallywire.records import Claim, Dump, Figure, Metadata, Period, digest
from tallywire.settings import as_date
from tallywire.split import split_dump

if TYPE_CHECKING:
    import pandas

_COMPONENTS = ("tallywire_dates", "tallywire_figures", "tallywire_places", "tallywire_sources")


def extract(text: str, published: date | str | None = None, *, model: str | None = None) -> list[Claim]:
    """The claims of one story, in the order of their figures.

    Args:
        text: the story; claims' offsets are code points into it.
        published: its publication date, a `date` or an ISO string; without it, a date line or an inferable date of
            the text is used, and relative expressions ("last month") stay without dates when there is none.
        model: base spaCy pipeline (installed name or path); default: the one that `config.cfg` names.

    Raises:
        UsageError: `published` is not an ISO date.
        ModelError: the model cannot be loaded.
    """
    dump = Dump(digest(text), "text", text, Metadata(published=as_date(published)), one_story=True)
    whole = [replace(story, start=0, end=len(text), text=text) for story in split_dump(dump)]
    annotator = Annotator(_pipeline(model))
    return [explained.claim for story in whole for explained in explain_story(story, annotator)]


def quantities(text: str, *, model: str | None = None) -> list[Figure]:
    """The figures of a text, in order: start, end, text, value, low, high, modifier, change, kind, unit, counted, ...

    Raises ModelError when the model cannot be loaded.
    """
    return list(document.figures(_read(text, None, model, ("tallywire_dates", "tallywire_figures"))))


def dates(text: str, published: date | str | None = None, *, model: str | None = None) -> list[Period]:
    """The time expressions of a text, in order: start, end, text, timex_type, timex_value, date_from, date_to.

    Without `published` (a `date` or an ISO string) relative expressions have no interval; today's date is never used.
    Raises UsageError when `published` is no ISO date, ModelError when the model cannot be loaded.
    """
    return list(document.periods(_read(text, as_date(published), model, ("tallywire_dates",))))


def read_claims(path: str | Location) -> "pandas.DataFrame":
    """The claims of a dataset as a frame: one row a claim, columns of schema.md.

    Enumerated columns are categoricals, dates `datetime64`, and the table's order is that of the dataset.
    `path` may be a URL. Raises DatasetError when it holds no dataset.
    """
    from tallywire.store.frames import claims_frame

    return claims_frame(locate(path))


def read_stories(path: str | Location) -> "pandas.DataFrame":
    """The stories of a dataset as a frame: one row a story, columns of schema.md.

    Raises DatasetError when `path` holds no dataset.
    """
    from tallywire.store.frames import stories_frame

    return stories_frame(locate(path))


@cache
def _pipeline(model: str | None) -> Language:
    return load(model)


@cache
def _predictor(model: str | None, components: tuple[str, ...]) -> Predictor:
    """The pipeline with only these of our components."""
    nlp = _pipeline(model)
    with nlp.select_pipes(disable=[name for name in _COMPONENTS if name not in components]):
        return Predictor(nlp)


def _read(text: str, published: date | None, model: str | None, components: tuple[str, ...]) -> Doc:
    doc = make_doc(_pipeline(model), text, published)
    _predictor(model, components)([doc])
    return doc
