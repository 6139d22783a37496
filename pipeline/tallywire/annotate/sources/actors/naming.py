"""Names to actors: the fullest form of a name in the story, its canonical id and type."""

from tallywire.annotate.sources.actors.mention import Mention
from tallywire.annotate.sources.actors.roles import nouns_of
from tallywire.annotate.sources.actors.spelling import key
from tallywire.annotate.sources.actors.story import Actor, Story
from tallywire.annotate.sources.actors.table import known
from tallywire.records import ActorType


def full_name(name: str, actor_type: ActorType, position: int, story: Story) -> str:
    """The fullest form of `name` in the story: a surname's full name, a defined acronym's long form."""
    bare = name.replace("’s", "").replace("'s", "").strip()
    if bare.lower() in story.acronyms:
        return story.acronyms[bare.lower()]
    entry = known(bare)
    if entry is not None and actor_type != "person" and bare.lower() not in story.full:
        longest = story.forms.get(entry.name, "")
        related = bare.isupper() or not set(key(bare).split()).isdisjoint(key(longest).split())
        if related and len(longest) > len(bare):
            return longest
        return entry.name if "." in bare else name
    long_form, bracket, _ = name.partition("(")
    if bracket and long_form.strip() and name.endswith(")"):
        name = long_form.strip()
    return _full_person(name, bare, actor_type, position, story)


def _full_person(name: str, bare: str, actor_type: ActorType, position: int, story: Story) -> str:
    candidates = story.full.get(bare.split()[-1].lower(), []) if bare else []
    if " " not in bare and not candidates and actor_type in ("organisation", "unnamed", "person"):
        return _full_body(name, bare, story)
    if " " not in bare:
        before = [full for at, full in candidates if at <= position]
        return before[-1] if before else candidates[0][1] if candidates else name
    longer = [full for _, full in candidates if set(bare.split()) < set(full.split())]
    return longer[0] if longer and actor_type == "person" else name


def _full_body(name: str, bare: str, story: Story) -> str:
    """The one body of the story whose name a single word opens ("Kestrel" for "Kestrel Bank")."""
    kinds = nouns_of("organisation", "organisation.businesses")
    longer = {full for _, full in story.bodies if full.startswith(f"{bare} ") and full.split()[-1].lower() in kinds}
    return min(longer) if len(longer) == 1 and bare[:1].isupper() else name


def actor_of(name: str, mention: Mention, story: Story) -> Actor:
    """The actor called `name`, with what the mention and the story say of it."""
    entry = known(name) if name != name.lower() else None
    actor_type = entry.type if entry else "person" if story.is_person(name) else mention.type
    return Actor(
        name=name,
        id=entry.name if entry else name,
        type=actor_type,
        affiliation=mention.affiliation or story.affiliations.get(name),
        gender=mention.gender or story.genders.get(name),
        plural=mention.plural,
        head=mention.head,
        described=mention.kind != "name",
    )


def named(name: str, actor_type: ActorType, story: Story, gender: str | None = None) -> Actor:
    """The actor of a proper name."""
    return actor_of(name, Mention("name", name, name, actor_type, name.split()[-1].lower(), gender=gender), story)
