"""Who a definite nominal stands for: "the company", "the spokesperson", "the authors", "the study"."""

from dataclasses import replace

from tallywire.annotate.sources.actors import definite
from tallywire.annotate.sources.actors.groups import several
from tallywire.annotate.sources.actors.mention import Mention
from tallywire.annotate.sources.actors.naming import actor_of, full_name, named
from tallywire.annotate.sources.actors.people import is_name
from tallywire.annotate.sources.actors.roles import nouns, nouns_of
from tallywire.annotate.sources.actors.spelling import key
from tallywire.annotate.sources.actors.story import Actor, Person, Story
from tallywire.annotate.sources.actors.table import known
from tallywire.annotate.sources.words import Words

_REACH = 8  # sentences that a nominal looks back for a name
_LONG_REACH = 24  # sentences that a nominal looks back for a speaker
_NEAR = 2  # sentences back to a subject that has not spoken
_NO_BUSINESS = frozenset({"GPE", "LOC", "NORP", "DATE", "FAC", "EVENT"})
_OTHERS = frozenset({"dobj", "dative", "iobj", "compound", "nsubj", "nmod"})
_NAMED = 12  # words around a name in which its owner is described
_OTHERS_OFFICE = frozenset(
    {
        *("state", "county", "city", "federal", "provincial", "regional", "national", "district", "town", "village"),
        *("opposition", "rival", "former", "deputy", "assistant", "army", "police", "hospital", "court", "defence"),
    }
)
_OWNERS = frozenset({"its", "his", "her", "their"})
BODIES = frozenset({"organisation", "government", "media", "group"})


def stands_for(words: Words, mention: Mention, position: int, story: Story) -> Actor | None:
    """The actor behind "the agency", "the minister", "the researchers"."""
    if mention.head in nouns("court", "judges") and mention.plural and (court := definite.court(words, position)):
        return named(full_name(court, "organisation", position, story), "organisation", story)
    if mention.plural:
        return several(words, mention, position, story)
    if mention.head in nouns("person") and not _is_body(mention, story):
        person = _person(words, mention, position, story)
        return person or (_body(words, mention, position, story) if mention.head in nouns("organisation") else None)
    return _body(words, mention, position, story)


def _is_body(mention: Mention, story: Story) -> bool:
    """Whether a noun of people and bodies ("the forecaster") means a body here: one spoke last."""
    last = story.spoken[-1][1] if story.spoken else None
    return mention.head in nouns("organisation") and last is not None and last.type in BODIES


def _person(words: Words, mention: Mention, position: int, story: Story) -> Actor | None:
    """The person of that role, whoever spoke under the same noun, or the last speaker whom it may mean."""
    if mention.head == "year-old" and (last := [p.name for p in story.people if p.at < position]):
        return named(full_name(last[-1], "person", position, story), "person", story)
    titled = [p for p in story.people if p.at < position and mention.head in story.roles.get(p.name, ())]
    titled = [p for p in titled if _qualifies(words, mention, p)]
    if titled:
        return named(full_name(titled[-1].name, "person", position, story), "person", story)
    if _sets_apart(words, mention, position):
        return None
    here = words.sent[position]
    recent = [actor for at, actor in reversed(story.spoken) if here - at <= _LONG_REACH]
    if words.lower[position] in _OWNERS:  # "its commissioner" is somebody new
        return next((actor for actor in recent if actor.described and _may_be(mention, actor, story)), None)
    speaker = next((actor for actor in recent if _may_be(mention, actor, story)), None)
    return speaker or _last_subject(words, mention, here, position, story)


def _qualifies(words: Words, mention: Mention, person: Person) -> bool:
    """Whether every proper word before the noun stands near the person's name too: of two governors, the Russian."""
    near = frozenset(words.lower[max(person.at - _NAMED, 0) : person.at + _NAMED])
    proper = [word for word in mention.qualified if word.title() in mention.text]
    return all(word in near for word in proper)


def _sets_apart(words: Words, mention: Mention, position: int) -> bool:
    """Whether a proper word or a word of office makes the noun somebody else's ("the state auditor")."""
    end = min(position + len(mention.qualified) + 2, len(words.form))
    proper = any(words.form[i][:1].isupper() and words.lower[i] in mention.qualified for i in range(position, end))
    return proper or not _OTHERS_OFFICE.isdisjoint(mention.qualified)


def _may_be(mention: Mention, actor: Actor, story: Story) -> bool:
    """Whether a noun of a person may mean a speaker: one so described, or somebody whose role is not another."""
    if actor.described:
        return actor.head == mention.head and not actor.plural and len(actor.name) > len(mention.head)
    return actor.type == "person" and _open_role(mention, actor.name, story)


def _open_role(mention: Mention, name: str, story: Story) -> bool:
    """Whether nothing speaks against the noun's meaning that person: it fits anybody, or no role of his is known."""
    return mention.head in nouns("person", "any") or not story.roles.get(name)


def _last_subject(words: Words, mention: Mention, here: int, position: int, story: Story) -> Actor | None:
    people = (p for p in story.people if _open_role(mention, p.name, story))
    near = [p for p in people if _near_subject(words, p, here, position, story)]
    return named(full_name(near[-1].name, "person", position, story), "person", story) if near else None


def _near_subject(words: Words, person: Person, here: int, position: int, story: Story) -> bool:
    close = person.at < position and here - words.sent[person.at] <= _NEAR
    return person.subject and close and story.is_solid(person)


def _body(words: Words, mention: Mention, position: int, story: Story) -> Actor | None:
    """The organisation introduced under that noun, the last that spoke, or the one that the story is about."""
    for at, noun, name in reversed(story.kinds):
        if at < position and noun == mention.head and not mention.qualified:
            return named(full_name(name, "organisation", position, story), "organisation", story)
    if (fuller := definite.modified(words, mention, position, story)) is not None:
        return fuller
    if mention.text.lower() == "court" and (court := definite.court(words, position)):
        return named(full_name(court, "organisation", position, story), "organisation", story)
    here = words.sent[position]
    recent = [a for at, a in reversed(story.spoken) if here - at <= _LONG_REACH and a.type in BODIES]
    speakers = [a for a in recent if not a.described and not a.plural and same_kind(mention, a)]
    speaker = next((a for a in speakers if key(mention.head) in key(a.name).split()), next(iter(speakers), None))
    if speaker is not None:
        return speaker
    others = _arguments(words, position)
    before = [(at, name) for at, name in story.bodies if at < position and not _employs(words, at)]
    before = [(at, name) for at, name in before if name.split()[0] not in others]
    bodies = [(at, named(full_name(name, "organisation", at, story), "organisation", story)) for at, name in before]
    fitting = [(at, body) for at, body in bodies if same_kind(mention, body)]
    if mention.head in nouns("organisation", "commercial") and fitting:
        names = [body.name for _, body in fitting]
        return max(fitting, key=lambda item: (_is_firm(item[1].name), names.count(item[1].name), -item[0]))[1]
    near = [body for at, body in fitting if here - words.sent[at] <= _REACH]
    described = [a for a in recent if a.described and a.head == mention.head and len(a.name) > len(mention.text)]
    found = (
        next(iter([*near[-1:], *described]), None)
        or _only_firm(mention, bodies)
        or _named_subject(words, mention, position, story)
    )
    later = next((name for _, noun, name in story.kinds if noun == mention.head and not mention.qualified), None)
    if found is None and later is not None:
        return named(full_name(later, "organisation", position, story), "organisation", story)
    return found or _fuller_description(words, mention, position)


def _only_firm(mention: Mention, bodies: list[tuple[int, Actor]]) -> Actor | None:
    """The one business that the story has named, for "the mining company", "the auction house"."""
    if (
        not mention.qualified
        or mention.head not in nouns("organisation", "commercial")
        or "central" in mention.qualified
    ):
        return None
    plain = replace(mention, qualified=())
    firms = {body.name: body for _, body in bodies if body.type == "organisation" and same_kind(plain, body)}
    return next(iter(firms.values())) if len(firms) == 1 else None


def _arguments(words: Words, position: int) -> set[str]:
    """The names that the verb behind a subject has beside it: nobody writes to himself ("the rival | wrote Tarn")."""
    end = words.sents[words.sent[position]][1]
    verb = next((i for i in range(position, end) if words.tag[i] in ("VBD", "VBZ")), end)
    return {words.form[i] for i in range(verb + 1, min(verb + 4, end)) if words.name[i] and words.dep[i] in _OTHERS}


def _is_firm(name: str) -> bool:
    """Whether a name of several words ends as those of businesses do."""
    return " " in name and name.split()[-1].lower() in nouns("organisation", "businesses")


def _employs(words: Words, at: int) -> bool:
    """Whether the name at `at` only says where people work ("analysts at Redfern Bank"), or who is told."""
    first = at - (words.lower[at - 1] == "the")
    if words.lower[first - 1] in ("told", "tell", "telling", "tells"):
        return True
    people = nouns_of("person", "unnamed")
    return words.lower[first - 1] in ("at", "with", "from") and bool(
        {words.lower[first - 2], words.lemma[first - 2]} & people
    )


def _fuller_description(words: Words, mention: Mention, position: int) -> Actor | None:
    """What the story first called a body that it never names: "a monetary policy committee", for "the committee"."""
    if mention.qualified or mention.type == "person":
        return None
    for at in range(1, position):
        start = at
        while start > 0 and words.dep[start - 1] in ("compound", "amod") and words.form[start - 1].islower():
            start -= 1
        if words.lower[at] == mention.head and start < at and words.pos[at] == "NOUN":
            text = words.text(start, at + 1)
            return Actor(text, text, mention.type, head=mention.head, described=True)
    return None


def _named_subject(words: Words, mention: Mention, position: int, story: Story) -> Actor | None:
    """A business that no entity marks: the proper subject of a sentence just before."""
    here = words.sent[position]
    for head in reversed(story.subjects):
        near = head < position and here - words.sent[head] <= _NEAR
        other = words.entity[head] in _NO_BUSINESS or _is_personal(words, head, story)
        if near and not other and is_name(words, head) and mention.head in nouns("organisation", "commercial"):
            start = head
            while start > 0 and is_name(words, start - 1):
                start -= 1
            actor = named(words.text(start, head + 1), "organisation", story)
            if actor.type in BODIES and same_kind(mention, actor):
                return actor
    return None


def _is_personal(words: Words, head: int, story: Story) -> bool:
    """Whether a subject read as a person is one: a single word that is nobody's surname here may be a business."""
    single = not is_name(words, head - 1) or not head
    return words.entity[head] == "PERSON" and not (single and words.lower[head] not in story.full)


def same_kind(mention: Mention, actor: Actor) -> bool:
    """Whether a nominal may stand for the organisation: it names its kind ("the commission") or any ("the agency")."""
    words = {*key(actor.id).split(), *key(actor.name).split()}
    head = key(mention.head)
    if "central" in mention.qualified:
        return definite.is_central(actor.name)
    if mention.qualified:
        return head in words and any(word in words for word in mention.qualified)
    if mention.head in nouns("organisation", "commercial"):
        public = actor.type in ("government", "media") or not words.isdisjoint(nouns("organisation", "public"))
        return head in words or not public
    return head in words or mention.head in nouns("organisation", "generic")


def document(mention: Mention, maker: Actor | None, position: int, story: Story) -> tuple[Actor, str]:
    """A report's maker; for "the report" without one, the story's last such document, its maker or last speaker."""
    if maker is not None:
        story.makers.append(maker)
        story.documents.append((mention.head, maker))
        return maker, "document.maker"
    if mention.kind == "nominal":
        family = nouns("document", "studies")
        for noun, actor in reversed(story.documents):
            if noun == mention.head or (noun in family and mention.head in family):
                return actor, "document.same"
        if story.makers:
            return story.makers[-1], "document.back"
        if (back := _last_body(mention, position, story)) is not None:
            return back
    actor = actor_of(mention.text, mention, story)
    if len(mention.text.split()) > 1:
        story.documents.append((mention.head, actor))
    return actor, "document"


def _last_body(mention: Mention, position: int, story: Story) -> tuple[Actor, str] | None:
    """The last speaker or organisation before "the report"; a study is neither a person's nor an outlet's."""
    makers = BODIES - {"media"} if mention.head in nouns("document", "studies") else BODIES | {"person"}
    speaker = next((actor for _, actor in reversed(story.spoken) if actor.type in makers), None)
    if speaker is not None:
        return speaker, "document.speaker"
    studied = mention.head in nouns("document", "studies")
    before = [(at, name) for at, name in story.bodies if at < position and (not studied or _studies(name))]
    if not before:
        return None
    name = full_name(before[-1][1], "organisation", position, story)
    return named(name, "organisation", story), "document.body"


def _studies(name: str) -> bool:
    """Whether a name is surely a body's, which may have made a study: what else stands before may be a place."""
    bodies = nouns_of("organisation", "government", "organisation.businesses")
    return known(name) is not None or not bodies.isdisjoint(name.lower().split())
