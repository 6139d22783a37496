"""What a story says of its actors: full names, acronyms, organisations, subjects; read before sources are resolved."""

from dataclasses import dataclass, field

from tallywire.annotate import document
from tallywire.annotate.sources.actors.introduced import introduced, looks_personal
from tallywire.annotate.sources.actors.people import is_business, name_end, opens_described
from tallywire.annotate.sources.actors.roles import gender_of, nouns, nouns_of
from tallywire.annotate.sources.actors.table import known
from tallywire.annotate.sources.reach.quotes import Quote
from tallywire.annotate.sources.words import SPOKEN, Words
from tallywire.records import ActorType, Span

_LOWER_IN_NAMES = frozenset({"of", "for", "and", "the", "on", "in", "de", "to", "&"})
_LEGAL = frozenset(
    {"corp", "inc", "co", "ltd", "plc", "llc", "ag", "nv", "sa", "company", "corporation", "limited", "group"}
)
_PLACED = frozenset(
    {"village", "town", "city", "district", "province", "island", "suburb", "port", "hamlet", "region", "county"}
)
_POSSESSIVES = frozenset({"'s", "’s", "’", "'"})


@dataclass(frozen=True, slots=True)
class Actor:
    """A resolved source; `described` says that no name of it is known."""

    name: str
    id: str
    type: ActorType
    affiliation: str | None = None
    gender: str | None = None
    plural: bool = False
    head: str = ""
    described: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """A mention of a person: token index, name without titles, the word before it, and whether it is a subject."""

    at: int
    name: str
    role: str
    subject: bool


@dataclass(slots=True)
class Story:
    """The names of a story, and, as sources are resolved one after the other, who has spoken in which sentence.

    `full` maps a lower-case surname to (token index, full name) pairs, `acronyms` a lower-case acronym to its long
    form, `forms` a canonical name to its longest spelling here. `roles` are the nouns that stand beside a person's
    name, `kinds` (token index, noun, name) those beside an organisation's, `documents` (noun, actor) what reports the
    story has brought in, `reports` the makers of those that spoke, with their sentences.
    """

    full: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    acronyms: dict[str, str] = field(default_factory=dict)
    people: list[Person] = field(default_factory=list)
    bodies: list[tuple[int, str]] = field(default_factory=list)
    subjects: list[int] = field(default_factory=list)
    forms: dict[str, str] = field(default_factory=dict)
    genders: dict[str, str] = field(default_factory=dict)
    affiliations: dict[str, str] = field(default_factory=dict)
    spoken: list[tuple[int, Actor]] = field(default_factory=list)
    makers: list[Actor] = field(default_factory=list)
    roles: dict[str, set[str]] = field(default_factory=dict)
    kinds: list[tuple[int, str, str]] = field(default_factory=list)
    documents: list[tuple[str, Actor]] = field(default_factory=list)
    reports: list[tuple[int, Actor]] = field(default_factory=list)

    def is_solid(self, person: Person) -> bool:
        """Whether a mention is surely of a person: a full name, a surname of one, or a name behind a title or role."""
        titled = person.role in nouns("person") or person.role in nouns("person", "titles")
        return " " in person.name or titled or person.name.lower() in self.full

    def is_person(self, name: str) -> bool:
        """Whether the story has `name` as the full name of a person."""
        return any(name == full for _, full in self.full.get(name.split()[-1].lower(), ()))


def read(words: Words, quotes: list[Quote]) -> Story:
    """The names of a parsed story; what is only spoken of inside its `quotes` is no subject of its own."""
    story = Story()
    for first, last, label in document.entities(words.doc):
        if label == "ORG" or (label == "PERSON" and is_business(words, first, last)):
            for start, end in _named_parts(words, first, last):
                _body(words, start, end, story)
        elif label == "PERSON" and opens_described(words, first, last):
            _body(words, first + 1, last, story)
        elif label == "PERSON":
            _person(words, first, last, words.doc[first:last].root.dep_ in ("nsubj", "nsubjpass"), story)
    for start, end in _proper_runs(words):
        _body(words, start, end, story)
    _introduce(words, story)
    story.bodies.sort()
    spoken = {i for quote in quotes if quote.speech for i in range(quote.start, quote.end)}
    story.subjects.extend(
        i
        for i, dep in enumerate(words.dep)
        if dep in ("nsubj", "nsubjpass") and words.pos[i] in ("NOUN", "PROPN") and i not in spoken
    )
    _recurring(words, story)
    _acronyms(words, story)
    _offices(words, story)
    _initialled(words, story)
    return story


def _introduce(words: Words, story: Story) -> None:
    """Note the people and organisations that stand beside the noun of what they are, whatever the entities say."""
    for item in introduced(words):
        if item.person:
            end = name_end(words, item.at)
            _person(words, item.at, end, words.dep[end - 1] in ("nsubj", "nsubjpass"), story)
            if item.noun:
                story.roles.setdefault(item.name, set()).add(item.noun)
        else:
            _unperson(item.name, story)
            story.kinds.append((item.at, item.noun, item.name))
            story.bodies.append((item.at, item.name))
    story.people.sort(key=lambda person: person.at)
    story.bodies = [body for body in story.bodies if not story.is_person(body[1])]


def _unperson(name: str, story: Story) -> None:
    """Take back a person whom the words beside the name show to be a body ("the weather office, Meteo Ardenia,")."""
    last = name.split()[-1].lower()
    if last in story.full:
        story.full[last] = [item for item in story.full[last] if item[1] != name]
    if not story.full.get(last):
        story.full.pop(last, None)
    story.people = [person for person in story.people if person.name != name]


def _person(words: Words, start: int, end: int, subject: bool, story: Story) -> None:
    titles = nouns_of("person", "person.titles")
    tokens = [i for i in range(start, end) if words.lower[i] not in _POSSESSIVES and words.lower[i][:1].isalpha()]
    while tokens and words.lower[tokens[0]] in titles:
        tokens.pop(0)
    while len(tokens) > 1 and words.form[tokens[-1]] in nouns("person", "after"):
        tokens.pop()
    figure = next((i for i in range(start, end) if words.form[i][:1].isdigit()), end)
    tokens = [i for i in tokens if i < figure]  # "Moran 48.1 percent", read as one name
    placed = words.lower[start - 1] == "of" and words.lower[start - 2] in _PLACED  # "the village of Santa Rosa"
    if not tokens or placed:
        return
    name = " ".join(words.form[i] for i in tokens)
    role = words.lower[tokens[0] - 1] if tokens[0] else ""
    gender = gender_of(role)
    if gender:
        story.genders.setdefault(name, gender)
    if not any(start <= person.at < end for person in story.people):
        story.people.append(Person(start, name, role, subject))
    if role in nouns("person"):
        story.roles.setdefault(name, set()).add(role)
    if len(tokens) > 1 and not known(name):
        story.full.setdefault(words.lower[tokens[-1]], []).append((start, name))


def _proper_runs(words: Words) -> list[Span]:
    """Runs of capitalised proper nouns that are known, or end in an organisation's noun ("the Sandler Institute")."""
    runs: list[Span] = []
    start: int | None = None
    kinds = nouns("organisation")
    for index in range(len(words.lower) + 1):
        proper = index < len(words.lower) and words.pos[index] == "PROPN" and words.form[index][:1].isupper()
        if proper and start is None:
            start = index
        elif not proper and start is not None:
            organisation = index - start > 1 and words.lower[index - 1] in kinds | nouns("organisation", "businesses")
            entry = known(words.text(start, index))
            if organisation or (entry is not None and entry.type in ("organisation", "media")):
                runs.append((start, index))
            start = None
    return runs


def _named_parts(words: Words, start: int, end: int) -> list[Span]:
    """An entity's names, where the recogniser has run two together over a verb ("the Ministry of Water met Zelko")."""
    verb = next((i for i in range(start, end) if words.tag[i] in ("VBD", "VBZ") and words.form[i].islower()), None)
    parts = [(start, end)] if verb is None else [(start, verb), (verb + 1, end)]
    return [(first, last) for first, last in parts if first < last]


def _body(words: Words, start: int, end: int, story: Story) -> None:
    """Note an organisation that the story names, and the longest spelling of a known one."""
    while start < end - 1 and words.lower[start] in ("the", "a", "an"):
        start += 1
    if words.lower[end - 1] in _POSSESSIVES:
        end -= 1
    people = nouns_of("person", "unnamed")
    employed = {words.lower[start], words.lower[start].removesuffix("s")} & people
    if start + 2 < end and words.lower[start + 1] in ("at", "from") and employed:
        start += 2  # "Pilots at Northwing", read as one name
    if start >= end:
        return
    name = words.text(start, end)
    story.bodies.append((start, name))
    entry = known(name)
    if entry is not None and len(name) > len(story.forms.get(entry.name, "")):
        story.forms[entry.name] = name


def _acronyms(words: Words, story: Story) -> None:
    """Acronyms in brackets behind the words that they abbreviate."""
    for index in range(2, len(words.lower) - 1):
        if words.lower[index - 1] != "(" or words.lower[index + 1] != ")":
            continue
        text = words.form[index]
        if text.isupper() and len(text) > 1:
            first = _long_form(words, index - 1, text.lower())
            if first < index - 1:
                story.acronyms[text.lower()] = words.text(first, index - 1)


def _long_form(words: Words, bracket: int, letters: str) -> int:
    """The first token of the name before `bracket` whose initials are `letters`; `bracket` when there is none."""
    first = bracket
    for back in range(bracket - 1, max(-1, bracket - 2 * len(letters) - 4), -1):
        word = words.form[back]
        if not (word[:1].isupper() or word.lower() in _LOWER_IN_NAMES or word in _POSSESSIVES or word == "-"):
            break
        if word[:1].isupper() and word[:1].lower() == letters[0]:
            first = back
            initials = [i for i in range(back, bracket) if words.form[i][:1].isupper()]
            if len(initials) >= len(letters):
                break
    return first


def _offices(words: Words, story: Story) -> None:
    """The initials of an office before its holder's name, where the story calls him so ("the CS")."""
    before = zip(words.lower, words.form[1:], strict=False)
    called = sorted({form for word, form in before if word == "the" and form.isupper() and len(form) > 1})
    for person in story.people if called else ():
        first = person.at
        while first > 0 and (words.form[first - 1][:1].isupper() or words.lower[first - 1] in ("of", "for")):
            first -= 1
        office = range(first, person.at)
        if " " not in person.name or nouns("person").isdisjoint(words.lower[first : person.at]):
            continue
        initials = "".join(words.form[i][0] for i in office if words.form[i][:1].isupper())
        for acronym in called:
            if initials.endswith(acronym) and not known(acronym):
                story.acronyms.setdefault(acronym.lower(), person.name)


def _initialled(words: Words, story: Story) -> None:
    """The one business before whose initials the story goes on to call it by ("General Harvest Corp. … GH said")."""
    firsts: dict[str, str] = {}
    for _, name in story.bodies:
        parts = [part for part in name.replace("&", " ").split() if part[:1].isalpha()]
        legal = parts[-1].lower().rstrip(".") in _LEGAL if parts else False
        initials = "".join(part[0] for part in parts[: -1 if legal else None] if part.lower() not in _LOWER_IN_NAMES)
        if legal and len(initials) > 1 and initials.isupper() and not name.isupper():
            firsts.setdefault(initials.lower(), name)
    for _, name in story.bodies:
        if name.lower() in firsts and name.isupper() and " " not in name:
            story.acronyms.setdefault(name.lower(), firsts[name.lower()])


def _recurring(words: Words, story: Story) -> None:
    """Note people whom no entity marks, whose surname alone speaks elsewhere ("Ines Calder won. … Calder said")."""
    index = 0
    while index < len(words.lower):
        if not words.name[index]:
            index += 1
            continue
        end = name_end(words, index)
        start, index = index, end
        last = words.form[end - 1]
        plain = 1 < end - start < 4 and last.lower() not in story.full and looks_personal(words, start, end)
        if plain and not known(words.text(start, end)) and _speaks_alone(words, last):
            _person(words, start, end, words.dep[end - 1] in ("nsubj", "nsubjpass"), story)
    story.people.sort(key=lambda person: person.at)


def _speaks_alone(words: Words, surname: str) -> bool:
    """Whether the word stands alone before "said" and the like."""
    return any(
        form == surname and words.lower[i + 1] in SPOKEN and not words.name[i - 1]
        for i, form in enumerate(words.form[:-1])
        if i
    )
