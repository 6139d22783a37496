"""Several who speak together: "the agencies", "the rebels", "the authors"."""

from tallywire.annotate.sources.actors.mention import Mention
from tallywire.annotate.sources.actors.naming import full_name
from tallywire.annotate.sources.actors.roles import nouns
from tallywire.annotate.sources.actors.story import Actor, Story
from tallywire.annotate.sources.words import Words

_REACH = 8  # sentences that a nominal looks back for names
_BODIES = frozenset({"organisation", "government", "media", "group"})
_PLACES = frozenset({"GPE", "LOC", "NORP", "DATE", "FAC", "EVENT"})


def several(words: Words, mention: Mention, position: int, story: Story) -> Actor | None:
    """Those whom a plural nominal stands for, or None."""
    fighters = _fighters(words, mention, position)
    return fighters or _named_together(words, mention, position, story) or _speakers(mention, story)


def _speakers(mention: Mention, story: Story) -> Actor | None:
    """Those who spoke before as "researchers from …", for "the authors", "the team", "they"; else a report's body."""
    makers = nouns("person", "makers")
    for _, actor in reversed(story.spoken):
        same = actor.head == mention.head or (actor.head in makers and mention.head in makers)
        if actor.plural and actor.described and same and len(actor.name.split()) > len(mention.text.split()):
            return actor
    written = [actor for _, actor in story.documents if actor.type in _BODIES and not actor.described]
    return written[-1] if written and mention.head == "author" else None


def _named_together(words: Words, mention: Mention, position: int, story: Story) -> Actor | None:
    """The organisations that a sentence just before names together, for "the agencies", "the two groups"."""
    if mention.head not in nouns("organisation", "generic"):
        return None
    here = words.sent[position]
    for sentence in range(here - 1, max(-1, here - 1 - _REACH), -1):
        bodies = [name for at, name in story.bodies if words.sent[at] == sentence]
        names = list(dict.fromkeys(full_name(name, "organisation", position, story) for name in bodies))
        if len(names) > 1:
            joint = ", ".join(names[:-1]) + " and " + names[-1]
            return Actor(joint, joint, "organisation", plural=True)
    return None


def _fighters(words: Words, mention: Mention, position: int) -> Actor | None:
    """The name that stood before the same noun of fighters ("M-27 rebels"), for "the rebels"."""
    if mention.head not in nouns("unnamed", "fighters") or mention.qualified:
        return None
    for at in range(position - 1, 0, -1):
        if words.lemma[at] == mention.head and words.name[at - 1] and words.entity[at - 1] not in _PLACES:
            start = at - 1
            while start > 0 and (words.name[start - 1] or words.lower[start] == "-" or words.lower[start - 1] == "-"):
                start -= 1
            name = words.text(start, at)
            return Actor(name, name, "group", plural=True, head=mention.head)
    return None
