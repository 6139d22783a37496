"""Who a source's words stand for: pronouns, nominals, surnames and acronyms to the fullest name in the story."""

from dataclasses import dataclass, field

from tallywire.annotate.sources import mentions
from tallywire.annotate.sources.identity import key, known
from tallywire.annotate.sources.mentions import Mention
from tallywire.annotate.sources.words import Span, Words
from tallywire.records import ActorType

_REACH = 8  # sentences that a pronoun looks back
_LOWER_IN_NAMES = frozenset({"of", "for", "and", "the", "on", "in", "de", "to", "&"})


@dataclass(frozen=True, slots=True)
class Actor:
    """A resolved source."""

    name: str
    id: str
    type: ActorType
    affiliation: str | None = None
    gender: str | None = None
    plural: bool = False
    head: str = ""


@dataclass(slots=True)
class Registry:
    """What a story has said so far of its actors."""

    names: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    acronyms: dict[str, str] = field(default_factory=dict)
    spoken: list[tuple[int, Actor]] = field(default_factory=list)
    people: list[tuple[int, str, bool, str]] = field(default_factory=list)
    affiliations: dict[str, str] = field(default_factory=dict)
    genders: dict[str, str] = field(default_factory=dict)
    makers: list[str] = field(default_factory=list)
    bodies: list[tuple[int, str]] = field(default_factory=list)
    forms: dict[str, str] = field(default_factory=dict)


def registry(words: Words) -> Registry:
    """The full names of the story's people and the acronyms it defines."""
    story = Registry()
    for entity in words.doc.ents:
        if entity.label_ == "ORG":
            _body(words, entity.start, entity.end, story)
        if entity.label_ != "PERSON":
            continue
        tokens = [t.text for t in entity if t.text not in ("'s", "’s", "’", "'") and t.text[:1].isalpha()]
        while tokens and (
            tokens[0].lower() in mentions.nouns("person") or tokens[0].lower() in mentions.nouns("person", "titles")
        ):
            tokens.pop(0)
        if not tokens:
            continue
        name = " ".join(tokens)
        subject = entity.root.dep_ in ("nsubj", "nsubjpass")
        role = words.lower[entity.start - 1] if entity.start else ""
        story.people.append((entity.start, name, subject, role))
        if len(tokens) > 1 and not known(name):
            story.names.setdefault(tokens[-1].lower(), []).append((entity.start, name))
    for start, end in _proper_runs(words):
        _body(words, start, end, story)
    story.bodies.sort()
    _acronyms(words, story)
    return story


def _proper_runs(words: Words) -> list[Span]:
    """Runs of capitalised proper nouns that end in an organisation's noun ("the Sandler Institute")."""
    runs, start = [], None
    kinds = mentions.nouns("organisation")
    for index in range(len(words.lower) + 1):
        proper = index < len(words.lower) and words.pos[index] == "PROPN" and words.doc[index].text[:1].isupper()
        if proper and start is None:
            start = index
        elif not proper and start is not None:
            if index - start > 1 and words.lower[index - 1] in kinds:
                runs.append((start, index))
            start = None
    return runs


def _body(words: Words, start: int, end: int, story: Registry) -> None:
    """Note an organisation that the story names, and the longest spelling of a known one."""
    while start < end - 1 and words.lower[start] in ("the", "a", "an"):
        start += 1
    if words.lower[end - 1] in ("'s", "'"):
        end -= 1
    if start >= end:
        return
    name = words.text(start, end)
    story.bodies.append((start, name))
    entry = known(name)
    if entry is not None and len(name) > len(story.forms.get(entry.name, "")):
        story.forms[entry.name] = name


def _acronyms(words: Words, story: Registry) -> None:
    for index in range(2, len(words.lower) - 1):
        text = words.doc[index].text
        if words.lower[index - 1] != "(" or words.lower[index + 1] != ")" or not text.isupper() or len(text) < 2:
            continue
        first, letters = index - 1, text.lower()
        for back in range(index - 2, max(-1, index - 2 - 2 * len(letters) - 2), -1):
            word = words.doc[back].text
            if not (word[:1].isupper() or word.lower() in _LOWER_IN_NAMES or word in ("’s", "'s", "-")):
                break
            if word[:1].lower() == letters[0] and word[:1].isupper():
                first = back
                initials = [words.lower[i][0] for i in range(back, index - 1) if words.lower[i] not in _LOWER_IN_NAMES]
                if len(initials) >= len(letters):
                    break
        if first < index - 1:
            story.acronyms[letters] = words.text(first, index - 1)


def resolve(words: Words, span: Span, story: Registry, speaks: bool = True) -> tuple[Actor, str]:
    """The actor that the span stands for, with the id of the rule that says so. Records it as the latest speaker."""
    mention = mentions.read(words, span)
    actor, rule = _resolve(words, mention, span, story)
    sentence = words.sent[span[0]]
    if speaks and not rule.endswith("open"):
        story.spoken.append((sentence, actor))
    if actor.type == "person":
        if actor.affiliation:
            story.affiliations.setdefault(actor.name, actor.affiliation)
        if mention.gender:
            story.genders.setdefault(actor.name, mention.gender)
    return actor, rule


def _resolve(words: Words, mention: Mention, span: Span, story: Registry) -> tuple[Actor, str]:
    if mention.kind == "pronoun":
        found = _antecedent(words, mention, span, story)
        return (found, "pronoun") if found else (_actor(mention.text, mention, story), "pronoun.open")
    if mention.type == "document":
        return _document(mention, span[0], story)
    if mention.kind == "nominal":
        found = _nominal(words, mention, span, story)
        return (found, "nominal") if found else (_actor(mention.text, mention, story), "nominal.open")
    if mention.name is not None:
        return _actor(full_name(mention.name, mention.type, span[0], story), mention, story), "name"
    return _actor(mention.text, mention, story), "description"


def full_name(name: str, actor_type: ActorType, position: int, story: Registry) -> str:
    """The fullest form of `name` in the story: a surname's full name, a defined acronym's long form."""
    bare = _bare(name)
    if bare.lower() in story.acronyms:
        return story.acronyms[bare.lower()]
    entry = known(bare)
    if entry is not None and actor_type != "person":
        longest = story.forms.get(entry.name, "")
        return longest if len(longest) > len(bare) else (entry.name if "." in bare else name)
    inner = name.partition("(")
    if inner[1] and inner[0].strip():
        name = inner[0].strip()
    if " " not in bare:
        candidates = story.names.get(bare.lower(), [])
        before = [full for at, full in candidates if at <= position]
        if before:
            return before[-1]
        if candidates:
            return candidates[0][1]
    elif actor_type == "person":
        longer = [
            full for _, full in story.names.get(bare.split()[-1].lower(), []) if set(bare.split()) < set(full.split())
        ]
        if longer:
            return longer[0]
    return name


def _bare(name: str) -> str:
    return name.replace("’s", "").replace("'s", "").strip()


def _actor(name: str, mention: Mention, story: Registry) -> Actor:
    entry = known(name)
    affiliation = mention.affiliation or story.affiliations.get(name)
    actor_type = entry.type if entry else mention.type
    gender = mention.gender or story.genders.get(name)
    return Actor(name, entry.name if entry else name, actor_type, affiliation, gender, mention.plural, mention.head)


def _document(mention: Mention, position: int, story: Registry) -> tuple[Actor, str]:
    if mention.maker:
        name = full_name(mention.maker, "organisation", 10**9, story)
        story.makers.append(name)
        return _named(name, "organisation", story), "document.maker"
    if mention.kind == "nominal":
        if story.makers:
            return _named(story.makers[-1], "organisation", story), "document.back"
        for _, actor in reversed(story.spoken):
            if actor.type in ("organisation", "government", "media", "person"):
                return actor, "document.speaker"
        before = [name for at, name in story.bodies if at < position]
        if before:
            return _named(
                full_name(before[-1], "organisation", position, story), "organisation", story
            ), "document.body"
    return _actor(mention.text, mention, story), "document"


def _named(name: str, actor_type: ActorType, story: Registry) -> Actor:
    entry = known(name)
    return Actor(name, entry.name if entry else name, entry.type if entry else actor_type, story.affiliations.get(name))


def _antecedent(words: Words, mention: Mention, span: Span, story: Registry) -> Actor | None:
    here = words.sent[span[0]]
    for distance in range(_REACH + 1):
        sentence = here - distance
        spoken = [actor for at, actor in story.spoken if at == sentence and _fits(mention, actor)]
        if spoken:
            return spoken[-1]
        if mention.gender is None:
            continue
        people = [
            (at, name, subject)
            for at, name, subject, _ in story.people
            if at < span[0] and words.sent[at] == sentence and story.genders.get(name) in (None, mention.gender)
        ]
        named = [p for p in people if p[2]] or people
        if named:
            name = full_name(named[0][1], "person", span[0], story)
            return _actor(
                name, Mention("name", name, name, "person", name.split()[-1].lower(), gender=mention.gender), story
            )
    return None


def _fits(mention: Mention, actor: Actor) -> bool:
    if mention.gender is not None:
        return (
            actor.type in ("person", "unnamed")
            and not actor.plural
            and actor.gender in (None, mention.gender)
            and (actor.type == "person" or actor.head in mentions.nouns("person"))
        )
    if mention.plural:
        return actor.plural or actor.type in ("organisation", "government", "group")
    return actor.type in ("organisation", "government", "media", "group", "document") and not actor.plural


def _nominal(words: Words, mention: Mention, span: Span, story: Registry) -> Actor | None:
    """ "The agency", "the minister": the last fitting speaker."""
    person = mention.head in mentions.nouns("person")
    if person:
        titled = [name for at, name, _, role in story.people if at < span[0] and role == mention.head]
        if titled:
            return _named(full_name(titled[-1], "person", span[0], story), "person", story)
    for at, actor in reversed(story.spoken):
        if words.sent[span[0]] - at > 3 * _REACH:
            break
        if person and actor.type == "person":
            return actor
        if not person and actor.type in ("organisation", "government", "media", "group") and _same_kind(mention, actor):
            return actor
    if person:
        return _last_person(words, span, story)
    for at, name in reversed(story.bodies):
        if (
            at < span[0]
            and words.sent[span[0]] - words.sent[at] <= _REACH
            and _same_kind(
                mention, candidate := _named(full_name(name, "organisation", at, story), "organisation", story)
            )
        ):
            return candidate
    return None


def _last_person(words: Words, span: Span, story: Registry) -> Actor | None:
    """The subject of the sentences just before, when nobody has spoken yet."""
    here = words.sent[span[0]]
    near = [name for at, name, subject, _ in story.people if at < span[0] and subject and here - words.sent[at] <= 2]
    return _named(full_name(near[-1], "person", span[0], story), "person", story) if near else None


def _same_kind(mention: Mention, actor: Actor) -> bool:
    """Whether a nominal may stand for the organisation: it names its kind ("the commission"), or any kind ("the agency")."""
    named = {*key(actor.id).split(), *key(actor.name).split()}
    qualified = [word for word in key(mention.text).split() if word != mention.head]
    if qualified:
        return mention.head in named and any(word in named for word in qualified)
    return key(mention.head) in named or mention.head in mentions.nouns("organisation", "generic")
