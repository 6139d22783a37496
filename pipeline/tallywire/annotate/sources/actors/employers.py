"""The body for which a person speaks, for "his own agency", "her ministry", "his campaign"."""

from tallywire.annotate.sources.actors.mention import Mention
from tallywire.annotate.sources.actors.naming import full_name, named
from tallywire.annotate.sources.actors.roles import nouns
from tallywire.annotate.sources.actors.story import Actor, Story
from tallywire.annotate.sources.words import Words

_NEAR = 12  # words behind a person's name in which his body is told
_BEFORE = 4  # words before it in which his office stands
_OFFICES = {"ministry": "minister", "department": "secretary"}


def employer(words: Words, mention: Mention, person: Actor, position: int, story: Story) -> Actor | None:
    """The body by name; else the person's own ("Hank Wilde's campaign"), or None for a firm, named anywhere."""
    name = person.affiliation or _told(words, person, position, story) or _ministry(words, mention, person, story)
    if name is not None:
        return named(full_name(name, "organisation", position, story), "organisation", story)
    here = words.sent[position]
    near = words.form[words.sents[max(here - 1, 0)][0] : position]
    if mention.head in nouns("organisation", "commercial") or person.described or person.name.split()[-1] not in near:
        return None
    whose = f"{person.name}'s {mention.text}"
    return Actor(whose, whose, "organisation", head=mention.head, described=True)


def _told(words: Words, person: Actor, position: int, story: Story) -> str | None:
    """The body named right behind the person ("Orla Pask of Astra Metrics", "Orla Pask, who runs Astra Metrics")."""
    for at in (p.at for p in story.people if p.name == person.name and p.at < position):
        near = [name for body, name in story.bodies if at < body < at + _NEAR and words.sent[body] == words.sent[at]]
        if near:
            return near[0]
    return None


def _ministry(words: Words, mention: Mention, person: Actor, story: Story) -> str | None:
    """ "Finance Ministry" for "his ministry", of "Finance Minister Julio Reyes"."""
    office = _OFFICES.get(mention.head)
    for at in (p.at for p in story.people if p.name == person.name):
        for index in range(at - 1, max(at - _BEFORE, 0), -1):
            if words.lower[index] == office:
                return f"{words.form[index - 1].capitalize()} {mention.head.capitalize()}"
    return None
