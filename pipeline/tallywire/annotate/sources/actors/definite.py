"""A definite nominal with a modifier: "the central bank", "the statistics agency", "the court", "the judges"."""

from collections.abc import Iterator

from tallywire.annotate.sources.actors.mention import Mention
from tallywire.annotate.sources.actors.naming import full_name, named
from tallywire.annotate.sources.actors.people import is_name, name_end
from tallywire.annotate.sources.actors.roles import nouns
from tallywire.annotate.sources.actors.spelling import key
from tallywire.annotate.sources.actors.story import Actor, Story
from tallywire.annotate.sources.words import Words
from tallywire.records import Span

_POSSESSIVES = frozenset({"'s", "'"})
_LINKS = frozenset({"of", "for"})


def is_distinct(words: Words, start: int, head: int) -> bool:
    """Whether the modifier makes a kind of its own: a central bank is never a commercial one."""
    return words.lower[head] == "bank" and "central" in words.lower[start:head]


def modified(words: Words, mention: Mention, position: int, story: Story) -> Actor | None:
    """The body that the story calls by modifier and noun: the last fuller form before `position`, else a name."""
    if not mention.qualified:
        return None
    for at, noun, name in reversed(story.kinds):
        if at < position and noun == mention.head and _modified_before(words, at, mention):
            return named(full_name(name, "organisation", position, story), "organisation", story)
    forms = [words.text(*span) for span in _fuller(words, mention) if span[0] < position]
    if forms:
        return named(forms[-1], "organisation", story)
    return _central(mention, position, story)


def _modified_before(words: Words, at: int, mention: Mention) -> bool:
    """Whether modifier and noun stand before the name at `at` ("the statistics agency, IBNO,")."""
    before = words.lower[max(0, at - 2 - len(mention.qualified)) : at]
    return all(word in before for word in mention.qualified)


def _fuller(words: Words, mention: Mention) -> Iterator[Span]:
    """The spans "Ostravia's central bank" and "health ministry of Ardenia" for the nominal's words."""
    wanted = [*mention.qualified, mention.head]
    size = len(wanted)
    for start in range(1, len(words.lower) - size):
        if words.lower[start : start + size] != wanted:
            continue
        end = start + size
        if words.lower[start - 1] in _POSSESSIVES and start > 1 and is_name(words, start - 2):
            first = start - 2
            while first > 0 and is_name(words, first - 1):
                first -= 1
            yield first, end
        elif words.lower[end] in _LINKS and end + 1 < len(words.lower) and is_name(words, end + 1):
            yield start, name_end(words, end + 1)


def _central(mention: Mention, position: int, story: Story) -> Actor | None:
    """The story's central bank by its proper name ("the Banco Central", "the Reserve Bank of X")."""
    if mention.head != "bank" or "central" not in mention.qualified:
        return None
    names = [name for at, name in story.bodies if at < position and is_central(name)]
    if not names:
        return None
    longest = max((name for name in names if names[-1] in name), key=len)
    return named(full_name(longest, "organisation", position, story), "organisation", story)


def is_central(name: str) -> bool:
    """Whether an organisation's name is that of a central bank."""
    plain = f" {key(name)} "
    return any(f" {form} " in plain for form in sorted(nouns("central_bank", "names")))


def ranked_court(words: Words, mention: Mention, position: int) -> str | None:
    """The one court that the story names, for "the country's highest court"."""
    if mention.head != "court" or nouns("court", "ranks").isdisjoint(mention.text.lower().split()):
        return None
    kinds = {key(words.text(*span)) for span in _acting(words)}
    return court(words, position) if len(kinds) == 1 else None


def court(words: Words, position: int) -> str | None:
    """The story's court by its proper kind ("the General Court", "the High Court in X"), the last one before."""
    spans = _acting(words)
    before = [span for span in spans if span[0] < position] or spans[:1]
    if not before:
        return None
    last = before[-1]
    same = [span for span in spans if key(words.text(*last)) in key(words.text(*span))]
    return words.text(*max(same, key=lambda span: span[1] - span[0]))


def _acting(words: Words) -> list[Span]:
    """The courts that do something in the story, or all where none does: an appeal may go to another."""
    spans = list(_courts(words))
    acting = [span for span in spans if any(words.dep[i] in ("nsubj", "nsubjpass") for i in range(*span))]
    return acting or spans


def _courts(words: Words) -> Iterator[Span]:
    """The spans of courts called by kind, with the place or matter that is part of the name."""
    for index in range(1, len(words.lower)):
        if words.lower[index] not in ("court", "tribunal"):
            continue
        start = index
        while start > 0 and (_of_court(words, start - 1) or is_name(words, start - 1)):
            start -= 1
        start += words.lower[start] == "the"
        end = index + 1
        if (
            end + 1 < len(words.lower)
            and words.lower[end] == "of"
            and words.lower[end + 1] in nouns("court", "matters")
        ):
            end += 2
        if start < index or end > index + 1:
            yield start, end


def _of_court(words: Words, index: int) -> bool:
    """Whether the token is a kind of court, or the possessive mark of one ("Magistrates' Court")."""
    kinds = nouns("court", "kinds")
    marked = words.lower[index] in _POSSESSIVES and index > 0 and words.lower[index - 1] in kinds
    return marked or words.lower[index] in kinds
