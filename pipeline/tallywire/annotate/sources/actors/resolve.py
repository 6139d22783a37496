"""Who a source's words stand for: pronouns, nominals, surnames and acronyms to the fullest name in the story."""

from dataclasses import replace

from tallywire.annotate.sources.actors import definite, documents, mentions
from tallywire.annotate.sources.actors.definite import ranked_court
from tallywire.annotate.sources.actors.employers import employer
from tallywire.annotate.sources.actors.mention import Mention
from tallywire.annotate.sources.actors.naming import actor_of, full_name, named
from tallywire.annotate.sources.actors.nominals import BODIES, document, stands_for
from tallywire.annotate.sources.actors.people import reads_personal
from tallywire.annotate.sources.actors.roles import nouns, nouns_of
from tallywire.annotate.sources.actors.story import Actor, Person, Story
from tallywire.annotate.sources.actors.table import known
from tallywire.annotate.sources.phrases import noun_phrase
from tallywire.annotate.sources.words import Words
from tallywire.records import Span

_CREWS = frozenset({"team", "group", "lab", "laboratory"})
_MADE = 8  # words of a document in which its maker is told
_REACH = 8  # sentences that a pronoun looks back
_REST = frozenset({"rest", "the rest", "others", "the others", "remainder", "the remainder"})
_NEAR = 2  # sentences back to a subject that has not spoken


def resolve(words: Words, span: Span, story: Story, speaks: bool = True) -> tuple[Actor, str]:
    """The actor that the span stands for, with the id of the rule that says so.

    One that `speaks` is recorded in `story` as the latest speaker, unless it stayed unresolved.
    """
    mention = mentions.read(words, span)
    actor, rule = _resolve(words, mention, span, story)
    if speaks and not rule.endswith("open"):
        story.spoken.append((words.sent[span[0]], actor))
        if rule.startswith("document"):
            story.reports.append((words.sent[span[0]], actor))
    if actor.type == "person":
        if " " in actor.name and not story.is_person(actor.name):
            story.full.setdefault(actor.name.split()[-1].lower(), []).append((span[0], actor.name))
        if actor.affiliation:
            story.affiliations.setdefault(actor.name, actor.affiliation)
        if mention.gender:
            story.genders.setdefault(actor.name, mention.gender)
    return actor, rule


def _resolve(words: Words, mention: Mention, span: Span, story: Story) -> tuple[Actor, str]:
    if mention.kind == "pronoun":
        found = _antecedent(words, mention, span, story)
        return (found, "pronoun") if found else (actor_of(mention.text, mention, story), "pronoun.open")
    counted = span[1] - span[0] == 1 and words.pos[span[0]] == "NUM"
    if (counted or mention.text.lower() in _REST) and (some := _group(words, span[0])) is not None:
        return Actor(some, some, "unnamed", plural=True, head=some.split()[0], described=True), "nominal"
    if mention.type == "document":
        maker = _maker(words, mention, story) or _owner(words, span, story) or _author(words, span, story)
        maker = maker or _made_before(words, mention, span, story)
        if maker is None and mention.head in nouns("court", "decisions") and (court := definite.court(words, span[0])):
            maker = named(full_name(court, "organisation", span[0], story), "organisation", story)
        return document(mention, maker, span[0], story)
    if (body := _employed(words, mention, span, story)) is not None:
        return body, "nominal"
    if (below := _headlined(words, span, story)) is not None:
        return below, "headline"
    if mention.kind == "nominal":
        found = stands_for(words, mention, span[0], story)
        unknown = "description" if mention.plural else "nominal.open"
        return (found, "nominal") if found else (actor_of(mention.text, mention, story), unknown)
    if (court := ranked_court(words, mention, span[0])) is not None:
        return named(full_name(court, "organisation", span[0], story), "organisation", story), "nominal"
    if mention.name is not None:
        full = full_name(mention.name, mention.type, span[0], story)
        if full != mention.name and any(full == name for _, name in story.bodies):
            return named(full, "organisation", story), "name"
        return actor_of(full, mention, story), "name"
    return actor_of(mention.text, mention, story), "description"


def _maker(words: Words, mention: Mention, story: Story) -> Actor | None:
    """Who made a document, where its words tell; a bare noun ("a ministry count") only if it stands for a name."""
    if mention.maker is None:
        return None
    maker = mentions.read_maker(words, mention.maker)
    actor, _ = _resolve(words, maker, mention.maker, story)
    bare = maker.kind == "nominal" and actor.described
    return None if bare else actor


def _group(words: Words, number: int) -> str | None:
    """The people of whom a bare number speaks ("11 of 20 analysts polled by Meridian. … Five | had expected")."""
    start, end = words.sents[max(words.sent[number] - 1, 0)]
    for noun in range(min(end, number) - 1, start, -1):
        people = words.tag[noun] == "NNS" and words.lemma[noun] in nouns_of("person", "unnamed")
        counted = any(words.pos[i] == "NUM" and noun - 4 < i < noun for i in words.children[noun])
        if people and counted:
            first = next(
                i for i in range(noun, start - 1, -1) if i == start or words.pos[i - 1] in ("NUM", "ADP", "DET")
            )
            stop = min(words.right[noun] + 1, end)
            stop = next((i for i in range(noun + 1, stop) if words.lower[i] == "," or words.entity[i] == "DATE"), stop)
            return words.text(first, stop)
    return None


def _made_before(words: Words, mention: Mention, span: Span, story: Story) -> Actor | None:
    """Who is told before to have made "the article", where no source was such a document yet ("an article by X")."""
    if mention.kind != "nominal" or any(noun == mention.head for noun, _ in story.documents):
        return None
    for noun in range(span[0] - 1, 0, -1):
        if words.lemma[noun] == mention.head and words.pos[noun] == "NOUN":
            maker = documents.maker_behind(words, noun)
            read = mentions.read_maker(words, maker) if maker else None
            return _resolve(words, read, maker, story)[0] if read and maker and read.kind == "name" else None
    return None


def _headlined(words: Words, span: Span, story: Story) -> Actor | None:
    """The body that the story names beside the noun that its headline bears alone ("…, maker says")."""
    if words.sent[span[0]] or span[1] - span[0] != 1 or words.lower[span[0]] not in nouns("organisation"):
        return None
    name = next((name for _, noun, name in story.kinds if noun == words.lower[span[0]]), None)
    return named(full_name(name, "organisation", span[0], story), "organisation", story) if name else None


def _employed(words: Words, mention: Mention, span: Span, story: Story) -> Actor | None:
    """The body of a person's that "his own agency", "her ministry", "his campaign" stand for."""
    if words.lower[span[0]] in ("his", "her") and words.lower[span[0] + 1] in _CREWS:
        return _antecedent(words, mentions.read(words, (span[0], span[0] + 1)), span, story)
    if words.lower[span[0]] not in ("his", "her") or mention.head not in nouns("organisation"):
        return None
    found = stands_for(words, mention, span[0], story)
    if found is not None and mention.head in found.name.lower().split():
        return found
    person = _antecedent(words, mentions.read(words, (span[0], span[0] + 1)), span, story)
    body = employer(words, mention, person, span[0], story) if person is not None else None
    commercial = mention.head in nouns("organisation", "commercial")
    return body if body is not None or commercial else actor_of(mention.text, mention, story)


def _owner(words: Words, span: Span, story: Story) -> Actor | None:
    """Whose "its own figures" are: the subject's of the sentence, by its seat where the story names the body there."""
    if words.lower[span[0]] not in ("its", "their") or words.lower[span[0] + 1] != "own":
        return None
    start = words.sents[words.sent[span[0]]][0]
    head = next((i for i in story.subjects if start <= i < span[0]), None)
    if head is None:
        return None
    subject = noun_phrase(words, head, start, span[0])
    actor, rule = _resolve(words, mentions.read(words, subject), subject, story)
    seats = dict(pair.split("=") for pair in sorted(nouns("metonyms")))
    body = seats.get(actor.name.lower())
    if body is not None and any((entry := known(name)) and entry.name == body for _, name in story.bodies):
        return named(story.forms.get(body, body), "organisation", story)
    return None if rule == "pronoun.open" else actor


def _author(words: Words, span: Span, story: Story) -> Actor | None:
    """Whose "his survey", "her own study", "a survey it carried out" are: those for whom the pronoun stands."""
    here = range(span[0] + 1, min(span[1] - 1, span[0] + _MADE))
    made = (i for i in here if words.tag[i] == "PRP" and words.lower[i + 1] in nouns("document", "making"))
    pronoun = span[0] if words.lower[span[0]] in ("his", "her") else next(made, None)
    if pronoun is None:
        return None
    return _antecedent(words, mentions.read(words, (pronoun, pronoun + 1)), span, story)


def _antecedent(words: Words, mention: Mention, span: Span, story: Story) -> Actor | None:
    """The last speaker, person or subject that agrees with a pronoun, sentence by sentence back."""
    here = words.sent[span[0]]
    for sentence in range(here, max(-1, here - _REACH - 1), -1):
        spoken = [actor for at, actor in story.spoken if at == sentence and _agrees(mention, actor)]
        if spoken:
            return spoken[-1]
        reports = [actor for at, actor in story.reports if at == sentence and mention.head == "it"]
        if reports:
            return reports[-1]
        if here - sentence == 1 and (misread := _misread(mention, sentence, story)):
            return misread
        people = [p for p in story.people if p.at < span[0] and words.sent[p.at] == sentence]
        person = _person(mention, people, story)
        if person is not None:
            return named(full_name(person.name, "person", span[0], story), "person", story, mention.gender)
        spoke = mention.gender is not None and any(
            here - at <= _REACH and _agrees(mention, a) for at, a in story.spoken
        )
        told = spoke and sentence == here  # "One patient waited nine hours, he said": who spoke before
        if here - sentence <= _NEAR and not told and (subject := _subject(words, mention, span, sentence, story)):
            return subject
        beside = [name for at, _, name in story.kinds if words.sent[at] == sentence and at < span[0]]
        if mention.head == "it" and here - sentence == 1 and len(set(beside)) == 1:
            return named(full_name(beside[0], "organisation", span[0], story), "organisation", story)
    return _only_body(words, span, story) if mention.head == "it" else None


def _only_body(words: Words, span: Span, story: Story) -> Actor | None:
    """The one body that a sentence names before its own "it said" ("Profit at Nordbank fell to 3 billion, it said")."""
    here = words.sent[span[0]]
    names = {
        full_name(n, "organisation", at, story) for at, n in story.bodies if words.sent[at] == here and at < span[0]
    }
    return named(min(names), "organisation", story) if len(names) == 1 else None


def _misread(mention: Mention, sentence: int, story: Story) -> Actor | None:
    """The last speaker of a sentence, taken for a body, whom "he" or "she" shows to be a person ("Iain Murchie")."""
    names = [actor.name for at, actor in story.spoken if at == sentence and actor.type in ("organisation", "group")]
    if mention.gender is None or not names or not reads_personal(names[-1]):
        return None
    return named(names[-1], "person", story, mention.gender)


def _person(mention: Mention, people: list[Person], story: Story) -> Person | None:
    """The person of a sentence that "he" or "she" means: its subject, else the first one."""
    if mention.gender is None:
        return None
    solid = [p for p in people if story.is_solid(p)]
    fitting = [p for p in solid if story.genders.get(p.name) in (None, mention.gender)]
    sure = [p for p in fitting if story.genders.get(p.name) == mention.gender]
    subjects = [p for p in fitting if p.subject]
    return next(iter(sure or subjects or fitting), None)


def _subject(words: Words, mention: Mention, span: Span, sentence: int, story: Story) -> Actor | None:
    """A subject that a pronoun may mean, although it has not spoken ("The lender posted a profit, it said")."""
    for head in story.subjects:
        common = words.tag[head] == "NNS" or not words.entity[head]
        several = words.tag[head] in ("NNS", "NNPS") and not mention.plural and common
        if words.sent[head] != sentence or head >= span[0] or several:
            continue
        subject = noun_phrase(words, head, words.sents[sentence][0], span[0])
        other = mentions.read(words, subject)
        actor, rule = _resolve(words, other, subject, story)
        if _agrees(mention, actor) and rule != "pronoun.open":
            return actor
        if mention.head == "it" and words.sent[span[0]] == sentence and _is_misread_firm(words, head, actor, story):
            return replace(actor, type="organisation")
    return None


def _is_misread_firm(words: Words, head: int, actor: Actor, story: Story) -> bool:
    """Whether a subject by its name, read as a person, is shown to be a firm by the "it" of its own sentence."""
    here = words.sent[head]
    if any(here - at <= _NEAR and spoke.type in BODIES | {"document"} for at, spoke in story.spoken):
        return False
    named = words.name[head] and not actor.described and actor.type in ("person", "unnamed")
    return named and actor.name not in story.genders and words.entity[head] not in ("GPE", "LOC")


def _agrees(mention: Mention, actor: Actor) -> bool:
    if mention.gender is not None:
        single = actor.type == "person" or (actor.type == "unnamed" and actor.head in nouns("person"))
        return single and not actor.plural and actor.gender in (None, mention.gender)
    if mention.plural:
        return (actor.plural and _can_speak(actor)) or actor.type in BODIES
    return actor.type in BODIES | {"document"} and not actor.plural


def _can_speak(actor: Actor) -> bool:
    """Whether several are people, or a thing by name: "the repairs" say nothing."""
    return not actor.described or actor.type != "unnamed" or actor.head in nouns_of("person", "unnamed")
