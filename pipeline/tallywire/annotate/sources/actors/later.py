"""Sources that the story names only later: "…, Says Official", "a new poll suggests", "a housing charity has said"."""

from itertools import pairwise

from tallywire.annotate.sources.actors import documents, mentions
from tallywire.annotate.sources.actors.naming import full_name, named
from tallywire.annotate.sources.actors.roles import nouns, nouns_of
from tallywire.annotate.sources.actors.spelling import key
from tallywire.annotate.sources.actors.story import Actor, Story
from tallywire.annotate.sources.frames.frame import Frame
from tallywire.annotate.sources.words import Words
from tallywire.records import Span

Resolved = tuple[Actor, str] | None

_LEDE = 8  # sentences in which a headline's source is expected to be named
_TOP = 6  # sentences at a story's head in which a source may stand that is still to be named
_SOON = 3  # sentences behind such a source in which a body is named
_PRIVATE = frozenset({"foundation", "charity", "association", "institute", "union", "society", "trust", "federation"})
_ASKED = frozenset({"poll", "survey", "questionnaire", "research", "study"})
_ASKING = frozenset({"survey", "poll", "question", "interview", "canvass", "ask", "quiz"})
_INDEFINITE = frozenset({"a", "an", "new", "one", "another"})


def named_later(words: Words, frames: list[Frame], actors: list[Resolved], story: Story) -> list[Resolved]:
    """`actors` of `frames`, with those at the head of the story that only describe their source named after it."""
    _headline(words, frames, actors)
    _spokespeople(words, frames, actors)
    _holders(words, frames, actors, story)
    names: dict[str, Actor] = {}
    for i, frame in enumerate(frames):
        actor = actors[i]
        if actor is None or frame.source is None or not actor[0].described or words.sent[frame.cue[0]] >= _TOP:
            continue
        if actor[0].name in names or _is_new(words, frame.source[0]):
            name = names.get(actor[0].name) or _name(words, i, frames, actors, story)
            if name is not None:
                names[actor[0].name] = name
    return [(names[a[0].name], "later") if a and a[0].described and a[0].name in names else a for a in actors]


def _spokespeople(words: Words, frames: list[Frame], actors: list[Resolved]) -> None:
    """Name "a ministry spokesman" after "spokesman Felix Moran" who goes on in the next sentences."""
    for i, actor in enumerate(actors):
        source = frames[i].source
        if (
            actor is None
            or source is None
            or not actor[0].described
            or actor[0].head not in nouns("person", "speaking")
        ):
            continue
        last = words.sent[frames[i].cue[0]] + _SOON
        for frame, later in zip(frames[i + 1 :], actors[i + 1 :], strict=True):
            if later is None or frame.source is None or words.sent[frame.cue[0]] > last:
                continue
            first = max(frame.source[0] - 1, 0)
            roles = words.lower[first : frame.source[1] + 1]
            if later[0].type == "person" and actor[0].head in roles and roles[0] not in _INDEFINITE:
                actors[i] = (later[0], "later")
                break


def _holders(words: Words, frames: list[Frame], actors: list[Resolved], story: Story) -> None:
    """Name "its chief nurse" after somebody whose bare name the next sentence brings in ("Adwoa Sarpong told …")."""
    for i, (actor, later) in enumerate(pairwise(actors)):
        source, name = frames[i].source, frames[i + 1].source
        if actor is None or later is None or source is None or name is None or not actor[0].described:
            continue
        office = (
            actor[0].head in nouns("person") - nouns("person", "kin")
            and not actor[0].plural
            and _is_definite(words, source)
        )
        follows = words.sent[frames[i + 1].cue[0]] == words.sent[frames[i].cue[0]] + 1
        bare = later[0].type == "person" and " " in later[0].name and words.text(*name) == later[0].name
        if office and follows and bare and _is_first(later[0].name, name[0], actor[0].head, story):
            actors[i] = (later[0], "later")


def _is_definite(words: Words, source: Span) -> bool:
    """Whether there is but one of that office ("its chief nurse", "the hospital's chief nurse")."""
    return words.lower[source[0]] in ("the", "its", "his", "her", "their") or "'s" in words.lower[slice(*source)]


def _is_first(name: str, at: int, role: str, story: Story) -> bool:
    """Whether a person is first named at `at`, with no other role."""
    before = any(person.name == name and person.at < at for person in story.people)
    return not before and story.roles.get(name, set()) <= {role}


def _is_new(words: Words, start: int) -> bool:
    """Whether the source is not one that the story has told of: "a poll", or a headline's bare "charity"."""
    first = words.lower[start]
    return first in _INDEFINITE or (words.sent[start] == 0 and first not in ("the", "this", "its"))


def _name(words: Words, number: int, frames: list[Frame], actors: list[Resolved], story: Story) -> Actor | None:
    actor = actors[number]
    if actor is None:
        return None
    if actor[0].type == "document":
        maker = _next_maker(words, number, frames, actors) or _maker(words, frames[number].cue[1], actor[0].head, story)
        return maker or _writer(words, number, frames, actors) or _publisher(words, number, frames, actors)
    if actor[0].head in nouns("media") and not actor[0].plural:
        return _outlet(words, number, frames, actors, story)
    if actor[0].head in nouns("organisation", "generic") and not actor[0].plural:
        body = _body(words, frames[number].cue[1], actor[0].head, story)
        below = [a[0] for a in actors[number + 1 :] if a is not None]
        if body is None:
            return _speaking(words, number, frames, actors)
        return next((a for a in below if a.name.startswith(f"{body.name} ")), body)
    return None


def _outlet(words: Words, number: int, frames: list[Frame], actors: list[Resolved], story: Story) -> Actor | None:
    """The outlet that speaks by name in the next sentences ("…, a newspaper reported. … said Daybreak, a daily")."""
    last = words.sent[frames[number].cue[0]] + _SOON
    outlets = {name for _, noun, name in story.kinds if noun in nouns("media")}
    for frame, resolved in zip(frames[number + 1 :], actors[number + 1 :], strict=True):
        if resolved is None or frame.source is None or words.sent[frame.cue[0]] > last or resolved[0].described:
            continue
        if resolved[0].type == "media" or resolved[0].name in outlets:
            return resolved[0]
    return None


def _writer(words: Words, number: int, frames: list[Frame], actors: list[Resolved]) -> Actor | None:
    """Who wrote a letter, by the sentence that quotes from it ("In the memo, dated May 3, Karl Voss told …")."""
    actor = actors[number]
    if actor is None or actor[0].head not in nouns("document", "written"):
        return None
    last = words.sent[frames[number].cue[0]] + _LEDE
    for frame, resolved in zip(frames[number + 1 :], actors[number + 1 :], strict=True):
        here = words.sent[frame.cue[0]]
        if resolved is None or frame.source is None or here > last or resolved[0].type != "person":
            continue
        start = words.next(words.sents[here][0], frame.source[0])
        opening = words.lemma[start : frame.source[0]]
        quoted = words.lower[start] == "in" and actor[0].head in opening
        if quoted or words.lemma[frame.cue[0]] == "write":
            return resolved[0]
    return None


def _next_maker(words: Words, number: int, frames: list[Frame], actors: list[Resolved]) -> Actor | None:
    """Who made the same kind of document, where the next frame names it ("…, according to a Meridiano poll")."""
    actor = actors[number]
    if actor is None or number + 1 >= len(frames):
        return None
    source, later = frames[number + 1].source, actors[number + 1]
    near = words.sent[frames[number + 1].cue[0]] - words.sent[frames[number].cue[0]] <= _SOON
    if source is None or later is None or not near or later[0].type == "document":
        return None
    same = later[1] == "document.maker" and actor[0].head in words.lemma[slice(*source)]
    return later[0] if same and not later[0].described else None


def _publisher(words: Words, number: int, frames: list[Frame], actors: list[Resolved]) -> Actor | None:
    """The public body that first speaks below a headline's "census finds", "data show"."""
    if words.sent[frames[number].cue[0]]:
        return None
    below = zip(frames[number + 1 :], actors[number + 1 :], strict=True)
    near = (a[0] for frame, a in below if a is not None and words.sent[frame.cue[0]] <= _LEDE)
    first = next((actor for actor in near if not actor.described), None)
    return first if first is not None and first.type in ("organisation", "government") else None


def _speaking(words: Words, number: int, frames: list[Frame], actors: list[Resolved]) -> Actor | None:
    """The organisation that speaks by name in the next sentences, if it may be called by the noun above."""
    actor = actors[number]
    last = words.sent[frames[number].cue[0]] + _SOON
    for frame, resolved in zip(frames[number + 1 :], actors[number + 1 :], strict=True):
        if actor is None or resolved is None or frame.source is None or words.sent[frame.cue[0]] > last:
            continue
        name = resolved[0]
        if name.type in ("organisation", "unnamed") and not name.described and _fits(name.name, actor[0].head):
            return name
    return None


def _maker(words: Words, start: int, noun: str, story: Story) -> Actor | None:
    """Who made a document, by the words behind its noun where that comes again ("The poll by Surveyco questioned")."""
    if noun in _ASKED and (asking := _asking(words, start, story)) is not None:
        return asking
    studies = nouns("document", "studies")
    limit = words.sents[min(words.sent[start - 1] + _LEDE, len(words.sents) - 1)][1]
    for index in range(start, limit):
        again = words.lemma[index] == noun or (noun in studies and words.lemma[index] in studies)
        maker = _maker_at(words, index) if again and words.pos[index] == "NOUN" else None
        if maker is not None:
            mention = mentions.read_maker(words, maker)
            name = mention.name or mention.text
            named_so = mention.kind == "name"
            return named(full_name(name, mention.type, index, story), mention.type, story) if named_so else None
    return None


def _maker_at(words: Words, noun: int) -> Span | None:
    """The maker right behind a document's noun, further behind it with the verb of making, or by name before it."""
    return documents.maker_behind(words, noun) or documents.made_by(words, noun) or documents.named_before(words, noun)


def _asking(words: Words, start: int, story: Story) -> Actor | None:
    """Who is soon said to have asked people ("The Nurses' Federation questioned 5,400 of its members")."""
    last = words.sent[start - 1] + _SOON
    for at, name in story.bodies:
        if at < start or words.sent[at] > last:
            continue
        head = _head(words, at)
        relative = [i for i in words.children[head] if words.dep[i] == "relcl" and i > head]
        asking = any(words.lemma[verb] in _ASKING for verb in (words.head[head], *relative))
        if asking and words.dep[head] == "nsubj":
            return named(full_name(name, "organisation", at, story), "organisation", story)
    return None


def _body(words: Words, start: int, noun: str, story: Story) -> Actor | None:
    """The body that the next sentences name, if it may be of that kind: under the same noun, or the first of them."""
    last = words.sent[start - 1] + _SOON
    near = [(at, name) for at, name in story.bodies if at >= start and words.sent[at] <= last]
    same = [name for at, kind, name in story.kinds if kind == noun and at >= start]
    other = {name for _, kind, name in story.kinds if kind != noun}
    speaking = [name for at, name in near if _speaks(words, at) and name not in other and _fits(name, noun)]
    name = next(iter([*same, *speaking]), None)
    if name is None:
        return None
    actor = named(full_name(name, "organisation", start, story), "organisation", story)
    return actor if actor.type == "organisation" else None


def _speaks(words: Words, at: int) -> bool:
    """Whether a name that begins at `at` is a subject or a document's maker ("figures from X", "research by X")."""
    if words.dep[_head(words, at)] == "nsubj":
        return True
    before = next((i for i in range(at - 1, max(at - 3, 0), -1) if words.lower[i] in ("by", "from")), None)
    return before is not None and {words.lower[before - 1], words.lemma[before - 1]} & nouns("document") != set()


def _head(words: Words, at: int) -> int:
    """The last token of the name that begins at `at`."""
    head = at
    while words.dep[head] in ("compound", "nmod", "amod", "poss", "det") and words.head[head] > head:
        head = words.head[head]
    return head


def _fits(name: str, noun: str) -> bool:
    """Whether a body may be called so: a ministry or a university is no charity, a firm of two names may be."""
    parts = set(key(name).split())
    public = nouns_of("organisation.public", "government") | {"police", "bank", "party"}
    return key(noun) in parts or parts.isdisjoint(public - _PRIVATE)


def _headline(words: Words, frames: list[Frame], actors: list[Resolved]) -> None:
    """Name the headline's bare role ("…, Says Official") after the first person who speaks below it."""
    headline = [
        i
        for i, frame in enumerate(frames)
        if words.sent[frame.cue[0]] == 0
        and (frame.rule == "mark.headline" or not words.text(*words.sents[0]).endswith((".", "!", "?")))
    ]
    person = next(
        (
            actor
            for i, actor in enumerate(actors)
            if i not in headline and actor and actor[0].type == "person" and words.sent[frames[i].cue[0]] <= _LEDE
        ),
        None,
    )
    for i in headline:
        actor = actors[i]
        if actor and person and actor[0].type == "unnamed" and actor[0].head in nouns("person") and not actor[0].plural:
            actors[i] = (person[0], "headline")
