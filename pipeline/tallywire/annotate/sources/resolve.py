"""Who a source's words stand for: pronouns, nominals, surnames and acronyms to the fullest name in the story."""

from tallywire.annotate.sources import mentions
from tallywire.annotate.sources.identity import key, known
from tallywire.annotate.sources.mention import Mention
from tallywire.annotate.sources.phrases import noun_phrase
from tallywire.annotate.sources.roles import nouns
from tallywire.annotate.sources.story import Actor, Person, Story
from tallywire.annotate.sources.words import Span, Words
from tallywire.records import ActorType

_REACH = 8  # sentences that a pronoun looks back
_LONG_REACH = 24  # sentences that a nominal looks back
_NEAR = 2  # sentences back to a subject that has not spoken
_BODIES = frozenset({"organisation", "government", "media", "group"})
_END = 10**9


def resolve(words: Words, span: Span, story: Story, speaks: bool = True) -> tuple[Actor, str]:
    """The actor that the span stands for, with the id of the rule that says so.

    One that `speaks` is recorded in `story` as the latest speaker, unless it stayed unresolved.
    """
    mention = mentions.read(words, span)
    actor, rule = _resolve(words, mention, span, story)
    if speaks and not rule.endswith("open"):
        story.spoken.append((words.sent[span[0]], actor))
    if actor.type == "person":
        if actor.affiliation:
            story.affiliations.setdefault(actor.name, actor.affiliation)
        if mention.gender:
            story.genders.setdefault(actor.name, mention.gender)
    return actor, rule


def _resolve(words: Words, mention: Mention, span: Span, story: Story) -> tuple[Actor, str]:
    if mention.kind == "pronoun":
        found = _antecedent(words, mention, span, story)
        return (found, "pronoun") if found else (_actor(mention.text, mention, story), "pronoun.open")
    if mention.type == "document":
        return _document(mention, span[0], story)
    if mention.kind == "nominal" and mention.plural:
        found = _several(words, mention, span, story)
        return (found, "nominal.joint") if found else (_actor(mention.text, mention, story), "description")
    if mention.kind == "nominal":
        found = _nominal(words, mention, span, story)
        return (found, "nominal") if found else (_actor(mention.text, mention, story), "nominal.open")
    if mention.name is not None:
        return _actor(full_name(mention.name, mention.type, span[0], story), mention, story), "name"
    return _actor(mention.text, mention, story), "description"


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
    if bracket and long_form.strip():
        name = long_form.strip()
    return _full_person(name, bare, actor_type, position, story)


def _full_person(name: str, bare: str, actor_type: ActorType, position: int, story: Story) -> str:
    candidates = story.full.get(bare.split()[-1].lower(), []) if bare else []
    if " " not in bare:
        before = [full for at, full in candidates if at <= position]
        return before[-1] if before else candidates[0][1] if candidates else name
    longer = [full for _, full in candidates if set(bare.split()) < set(full.split())]
    return longer[0] if longer and actor_type == "person" else name


def _actor(name: str, mention: Mention, story: Story) -> Actor:
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
    )


def _named(name: str, actor_type: ActorType, story: Story, gender: str | None = None) -> Actor:
    return _actor(name, Mention("name", name, name, actor_type, name.split()[-1].lower(), gender=gender), story)


def _document(mention: Mention, position: int, story: Story) -> tuple[Actor, str]:
    """A report's maker; without one, for "the report", the maker of the story's last document or its last speaker."""
    if mention.maker:
        story.makers.append(full_name(mention.maker, "organisation", _END, story))
        return _named(story.makers[-1], "organisation", story), "document.maker"
    if mention.kind == "nominal":
        if story.makers:
            return _named(story.makers[-1], "organisation", story), "document.back"
        speaker = next((actor for _, actor in reversed(story.spoken) if actor.type in _BODIES | {"person"}), None)
        if speaker is not None:
            return speaker, "document.speaker"
        before = [name for at, name in story.bodies if at < position]
        if before:
            name = full_name(before[-1], "organisation", position, story)
            return _named(name, "organisation", story), "document.body"
    return _actor(mention.text, mention, story), "document"


def _antecedent(words: Words, mention: Mention, span: Span, story: Story) -> Actor | None:
    """The last speaker, person or subject that agrees with a pronoun, sentence by sentence back."""
    here = words.sent[span[0]]
    for sentence in range(here, max(-1, here - _REACH - 1), -1):
        spoken = [actor for at, actor in story.spoken if at == sentence and _agrees(mention, actor)]
        if spoken:
            return spoken[-1]
        people = [p for p in story.people if p.at < span[0] and words.sent[p.at] == sentence]
        person = _person(mention, people, story)
        if person is not None:
            return _named(full_name(person.name, "person", span[0], story), "person", story, mention.gender)
        if here - sentence <= _NEAR and (subject := _subject(words, mention, span, sentence, story)):
            return subject
    return None


def _person(mention: Mention, people: list[Person], story: Story) -> Person | None:
    """The person of a sentence that "he" or "she" means: its subject, else the first one."""
    if mention.gender is None:
        return None
    fitting = [p for p in people if story.genders.get(p.name) in (None, mention.gender)]
    sure = [p for p in fitting if story.genders.get(p.name) == mention.gender]
    subjects = [p for p in fitting if p.subject]
    return next(iter(sure or subjects or fitting), None)


def _subject(words: Words, mention: Mention, span: Span, sentence: int, story: Story) -> Actor | None:
    """A subject that a pronoun may mean, although it has not spoken ("The lender posted a profit, it said")."""
    for head in story.subjects:
        if words.sent[head] != sentence or head >= span[0]:
            continue
        subject = noun_phrase(words, head, words.sents[sentence][0], span[0])
        other = mentions.read(words, subject)
        actor, rule = _resolve(words, other, subject, story)
        if _agrees(mention, actor) and rule != "pronoun.open":
            return actor
    return None


def _agrees(mention: Mention, actor: Actor) -> bool:
    if mention.gender is not None:
        single = actor.type == "person" or (actor.type == "unnamed" and actor.head in nouns("person"))
        return single and not actor.plural and actor.gender in (None, mention.gender)
    if mention.plural:
        return actor.plural or actor.type in _BODIES
    return actor.type in _BODIES | {"document"} and not actor.plural


def _nominal(words: Words, mention: Mention, span: Span, story: Story) -> Actor | None:
    """The actor behind "the agency", "the minister"."""
    here = words.sent[span[0]]
    recent = [actor for at, actor in reversed(story.spoken) if here - at <= _LONG_REACH]
    if mention.head in nouns("person"):
        titled = [p.name for p in story.people if p.at < span[0] and p.role == mention.head]
        if titled:
            return _named(full_name(titled[-1], "person", span[0], story), "person", story)
        speaker = next((actor for actor in recent if actor.type == "person"), None)
        return speaker or _last_subject(words, here, span[0], story)
    speaker = next((actor for actor in recent if actor.type in _BODIES and _same_kind(mention, actor)), None)
    if speaker is not None:
        return speaker
    for at, name in reversed(story.bodies):
        if at < span[0] and here - words.sent[at] <= _REACH:
            body = _named(full_name(name, "organisation", at, story), "organisation", story)
            if _same_kind(mention, body):
                return body
    return None


def _several(words: Words, mention: Mention, span: Span, story: Story) -> Actor | None:
    """The organisations that a sentence just before names together, for "the agencies", "the two groups"."""
    if mention.head not in nouns("organisation", "generic"):
        return None
    here = words.sent[span[0]]
    for sentence in range(here - 1, max(-1, here - 1 - _REACH), -1):
        bodies = [name for at, name in story.bodies if words.sent[at] == sentence]
        names = list(dict.fromkeys(full_name(name, "organisation", span[0], story) for name in bodies))
        if len(names) > 1:
            joint = ", ".join(names[:-1]) + " and " + names[-1]
            return Actor(joint, joint, "organisation", plural=True)
    return None


def _last_subject(words: Words, here: int, position: int, story: Story) -> Actor | None:
    near = [p for p in story.people if p.subject and p.at < position and here - words.sent[p.at] <= _NEAR]
    return _named(full_name(near[-1].name, "person", position, story), "person", story) if near else None


def _same_kind(mention: Mention, actor: Actor) -> bool:
    """Whether a nominal may stand for the organisation: it names its kind ("the commission") or any ("the agency")."""
    named, head = {*key(actor.id).split(), *key(actor.name).split()}, key(mention.head)
    qualified = [word for word in key(mention.text).split() if word != head]
    if qualified:
        return head in named and any(word in named for word in qualified)
    return head in named or mention.head in nouns("organisation", "generic")
