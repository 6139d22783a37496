"""What the cues of the boundary model see of a dump at one opening."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Literal

from tallywire.split.cuts.cohesion import Cohesion
from tallywire.split.cuts.openings import Opening
from tallywire.split.lines.datelines import dateline
from tallywire.split.lines.kinds import TEXT, Marked

#: What alone may part stories: a rule, a gap wider than the dump's usual one, a day, a heading.
Form = Literal["rule", "gap", "date", "heading"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """How far the marks of an opening's form part stories in its dump: from -1, never, to 1, always."""

    form: Form
    trust: float


#: A standfirst's length in characters: one paragraph so short is not yet a story.
BRIEF = 300
#: The characters of the longest deck, the line that goes on with a headline.
DECK = 120


@dataclass(slots=True)
class Context:
    """What the cues see: the dump, the opening, how the story before it began and what it has said so far.

    Of the opening, `title` is its title or nothing, `lead` the first text after it, `leads` the same with the text
    behind it where it is as short as a deck below a title; `bare` says that there is a
    heading, and no byline, date, publisher, dateline, rule or end mark with it, `deck` that the first text is only a
    line below the title; `turn_to` goes to another opening.
    `line_share` is the share of paragraph breaks in the dump that are made without a blank line, `usual_gap` how many
    blank lines most of them have, `verdicts` what its marks of layout say, by opening's interlude; `summary` says that
    its first story repeats its lead, as the pages of some feeds do; `people` are the
    surnames that the story before has introduced, `texts` and `chars` its paragraphs of text and their length,
    `subheads` its bare headings.
    """

    marked: Sequence[Marked]
    cohesion: Cohesion
    line_share: float
    usual_gap: int
    summary: bool
    opening: Opening
    begun: Opening
    people: set[str] = field(default_factory=set)
    texts: int = 0
    chars: int = 0
    subheads: int = 0
    verdicts: Mapping[int, Verdict] = field(default_factory=dict)
    title: str = field(init=False)
    lead: str = field(init=False)
    leads: list[str] = field(init=False)
    bare: bool = field(init=False)
    deck: bool = field(init=False)

    def __post_init__(self) -> None:
        self.turn_to(self.opening)

    def turn_to(self, opening: Opening) -> None:
        """Look at another opening of the same dump, in the same story so far."""
        self.opening = opening
        self.title = " ".join(self.marked[i].text for i in opening.title)
        self.lead = self.marked[opening.body].text if opening.body < len(self.marked) else ""
        self.leads = self._leads()
        self.deck = bool(self.title) and len(self.lead) <= DECK and len(self.leads) > 1
        self.bare = self._is_bare()

    def take_in(self, indices: range) -> None:
        """Add what the begun story says in these paragraphs."""
        for i in indices:
            self.people.update(self.cohesion.terms[i].people)
            if self.marked[i].kind in TEXT:
                self.texts += 1
                self.chars += len(self.marked[i].text)

    def _leads(self) -> list[str]:
        body, marked = self.opening.body, self.marked
        short = bool(self.title) and len(self.lead) <= DECK and body + 1 < len(marked)
        below = [marked[body + 1].text] if short and marked[body + 1].kind in TEXT else []
        return [self.lead, *below]

    @property
    def standfirst_only(self) -> bool:
        """Whether the story before has said no more than a standfirst does."""
        return self.texts < 2 and self.chars <= BRIEF

    @property
    def gap(self) -> int:
        """The most blank lines between the text before and the story's first paragraph."""
        opening = self.opening
        here = self.marked[opening.interlude : opening.first + 1]
        return max((item.paragraph.gap for item in here), default=0)

    @property
    def interlude(self) -> Sequence[Marked]:
        """What stands between the text before and the text after."""
        return self.marked[self.opening.interlude : self.opening.body]

    def _is_bare(self) -> bool:
        o = self.opening
        if not o.title or o.header or o.date_heading is not None or dateline(self.lead):
            return False
        return not any(item.kind in ("rule", "end_mark") for item in self.interlude)

    def ahead(self) -> list[int]:
        """The paragraphs of text after the opening, up to the window's length or the next heading."""
        body = self.opening.body
        texts = takewhile(lambda i: self.marked[i].kind in TEXT, range(body, len(self.marked)))
        return list(self.cohesion.window(texts))


#: Looks at one opening and answers how far it holds, from 0 to 1.
Cue = Callable[[Context], float]


class Cues(dict[str, Cue]):
    """Cues by name, in the order of their making."""

    def named(self, name: str) -> Callable[[Cue], Cue]:
        """Register the decorated cue as `name`."""

        def add(cue: Cue) -> Cue:
            self[name] = cue
            return cue

        return add
