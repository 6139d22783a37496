"""What a verb that changes a figure governs, if the figure was its subject's: "raised its forecast to 2.1%"."""

from tallywire.annotate.sources.cues import cues
from tallywire.annotate.sources.verbs.site import Site, rest
from tallywire.annotate.sources.verbs.speakers import may_speak
from tallywire.annotate.sources.words import Words
from tallywire.records import Span

_REACH = 12  # words between a verb and the new figure
_PREPOSITIONS = frozenset({"to", "at", "from", "by"})
_SCORES = frozenset({"tally", "count"})  # seats and goals too, which their winner adds to
_OWN = frozenset({"its", "his", "her", "their", "'s"})
_PRONOUNS = frozenset({"it", "he", "she", "they"})


def revision(site: Site) -> list[Span]:
    """ "cut its growth forecast to 2.1%", "raised the death toll to 41": what is changed, with the new value.

    Events raise a toll too, so that a toll's source is somebody; a number of cases or deaths is only corrected.
    """
    words, start = site.words, site.cue[1]
    limit = min(start + _REACH, site.limits[1])
    changes = next((i for i in range(start, limit) if words.lower[i] in _PREPOSITIONS and _figured(words, i + 1)), None)
    if changes is None or site.source is None or site.inverted:
        return []
    revised = range(start, changes)
    own = any(words.lower[i] in _OWN for i in revised) or not _is_pronoun(words, site.source)
    forecast = own and any(words.lower[i] in cues().forecasts for i in revised)
    aims = own and words.lower[changes] == "to" and any(words.lower[i] in ("target", "targets") for i in revised)
    return rest(site) if may_speak(words, site.source) and (forecast or aims or _toll(site, revised)) else []


def _is_pronoun(words: Words, source: Span) -> bool:
    """Whether the subject is no more than a pronoun, which may mean an event."""
    return source[1] - source[0] == 1 and words.lower[source[0]] in _PRONOUNS


def _toll(site: Site, revised: range) -> bool:
    """Whether a toll is changed, or the number of the dead, the injured or the cases corrected."""
    words, lexicon = site.words, cues()
    own = any(words.lower[i] in ("its", "his", "her", "their") for i in revised)
    grows = own and words.lemma[site.verb] not in ("revise", "update", "correct", "adjust")
    if any(words.lower[i] in lexicon.tolls - (_SCORES if grows else frozenset()) for i in revised):
        return True
    corrects = words.lemma[site.verb] in lexicon.corrections and any(words.lower[i] == "number" for i in revised)
    return corrects and any(words.lower[i] in lexicon.casualties for i in revised)


def _figured(words: Words, index: int) -> bool:
    """Whether a figure stands at `index` or right behind it ("to about 41")."""
    near = range(index, min(index + 3, len(words.lower)))
    figures = (i for i in near if words.pos[i] in ("NUM", "SYM") or any(letter.isdigit() for letter in words.form[i]))
    return any(words.entity[i] not in ("DATE", "TIME") for i in figures)
