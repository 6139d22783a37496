"""HTML: a page is one dump, its text what trafilatura extracts of the article, paragraphs on lines."""

import io
import re
from collections.abc import Iterator
from configparser import ConfigParser
from copy import deepcopy
from dataclasses import replace

from lxml.etree import LxmlError
from trafilatura import bare_extraction
from trafilatura.settings import DEFAULT_CONFIG, Document

from tallywire.errors import BadRecord, EmptyInput, EncodingProblem, TooLarge
from tallywire.read.encoding import plain_lines
from tallywire.read.markup import decode_markup
from tallywire.read.record import published_date
from tallywire.read.streams import read_bounded
from tallywire.read.window import Window
from tallywire.records import Dump, Metadata, Reject, digest
from tallywire.settings import RunSettings

#: Bytes of a page; those that were saved with their pictures inside are the largest.
MAX_PAGE = 16 << 20
#: Tags of a page: extraction takes up to 80 microseconds and 1.5 kB for each. Long live blogs have 20,000.
MAX_TAGS = 200_000

#: Pictures inside the page: the parser drops what follows an attribute of 10 MB.
_PICTURE = re.compile(r"data:[\w.+-]{1,40}/[\w.+-]{1,80};base64,[A-Za-z0-9+/=]+")
_DOCUMENT = re.compile(r"<(?:html|body)\b", re.IGNORECASE)
_NOTHING = Metadata()
#: No guesses: a publication date stands in the page's own data or address, not in the first date of its text.
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}


def read_html(stream: io.BufferedReader, source: str, settings: RunSettings, window: Window) -> Iterator[Dump | Reject]:
    """The page as one dump. Raises TooLarge, EncodingProblem, or EmptyInput when no article is found in it."""
    page = read_bounded(stream, MAX_PAGE, "a page")
    if not window.admits(len(page)):
        return
    html, problem = decode_markup(page, settings.encoding)
    yield from read_page(html, problem, source)


def read_page(html: str, problem: str | None, source: str, known: Metadata = _NOTHING) -> Iterator[Dump | Reject]:
    """The dump of one page, and before it a reject for the `problem` that its bytes have.

    What is `known` of it beside (its address, the day of its retrieval) goes before what it says itself.
    Raises TooLarge, EmptyInput when no article is found in it, BadRecord when it cannot be parsed.
    """
    if html.count("<") > MAX_TAGS:
        raise TooLarge(f"the page has more than {MAX_TAGS:,} tags; save its text as plain text.")
    page = _extract(html)
    text = plain_lines(page.text or "").strip() if page else ""
    if not page or not text:
        raise EmptyInput("no article was found in the page; if it holds one, save its text as plain text.")
    if problem:
        yield Reject(source, "read", EncodingProblem.__name__, problem)
    metadata = replace(
        known,
        title=_line(page.title),
        published=published_date(page.date),
        publisher=_line(page.sitename),
        byline=_line(page.author),
        url=known.url or _line(page.url),
    )
    yield Dump(digest(text), source, text, metadata, one_story=True)


def _config() -> ConfigParser:
    """The default settings, but short pages are read as carefully as long ones: news in brief is short."""
    config = deepcopy(DEFAULT_CONFIG)
    config["DEFAULT"]["MIN_EXTRACTED_SIZE"] = "1"
    return config


_CONFIG = _config()


def _extract(html: str) -> Document | None:
    html = _PICTURE.sub("", html)
    try:
        page = bare_extraction(
            html if _DOCUMENT.search(html) else f"<html><body>{html}</body></html>",
            include_comments=False,
            include_tables=False,
            with_metadata=True,
            date_extraction_params=_DATES,
            config=_CONFIG,
        )
    except (LxmlError, RecursionError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        reason = f"{type(error).__name__}: {' '.join(str(error).split())}"
        raise BadRecord(f"the page cannot be parsed ({reason}); save its text as plain text.") from error
    return page if isinstance(page, Document) else None


def _line(value: str | None) -> str | None:
    return " ".join(value.split()) or None if value else None
