"""The way from a figure up through its clauses to the root of its sentence, and which time expressions join it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from en_tallywire.lexicon import table
from tallywire.assemble.joined import joints
from tallywire.assemble.relations import Timespan
from tallywire.assemble.tree import Tree
from tallywire.records import Token

Span = tuple[int, int]

_NEAR = frozenset(
    {
        "prep",
        "pobj",
        "pcomp",
        "compound",
        "nmod",
        "amod",
        "poss",
        "appos",
        "npadvmod",
        "advmod",
        "nummod",
        "dep",
        "agent",
    }
)  # arcs by which an expression is part of the phrase above it rather than a phrase of its own
_ADVERBIAL = frozenset({"prep", "npadvmod", "advmod"})
_NON_FINITE = frozenset({"VBG", "VB", "VBN"})
#: Subordinators behind which another fact stands, with a time of its own.
_OTHER_FACT = frozenset({"because", "although", "though", "whereas"})
_BOUNDS = frozenset({"more", "less", "fewer", "greater", "higher", "lower"})
_DIRECTIONS = frozenset({"up", "down", "higher", "lower"})  # "129 million live there, up by a quarter in two years"
_COMPARING = frozenset({"than", "versus", "vs", "vs.", "against"})
#: What stands behind these happened at another time than the clause: "hours before a deadline for 40 firms".
_OUTSIDE_PREPOSITIONS = frozenset(
    {"before", "after", "until", "since", "ahead", "following", "despite", "than", "versus", "against"}
)


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a figure stands: its sentence, its span, its counted noun's, and the part of the sentence that is said."""

    tree: Tree
    figure: Span
    counted: Span | None
    is_counted: bool
    """Whether things are counted: what dates the things dates the figure then, but not a length or an age."""
    is_length: bool
    """Whether the figure is a length of time, which an event of the clause took: "on Monday after a nine-hour trip"."""
    region: Span
    """The characters that the source's frame leaves: the whole sentence where there is no frame."""


class Way:
    """The way from a figure up to the root of its sentence, and what may join it."""

    def __init__(self, setting: Setting) -> None:
        self._tree = setting.tree
        self._region = setting.region
        self._figure = setting.figure
        self._is_length = setting.is_length
        target = setting.tree.head_of_span(*setting.figure)
        self._up = {token: steps for steps, token in enumerate(setting.tree.path(target))}
        self._limit = self._first_barrier(target)
        said = setting.tree.within(*setting.region)
        self._joints = tuple(joints(setting.tree, said[0], said[-1]))
        self._nouns = self._own_nouns(target, setting.counted) if setting.is_counted else frozenset()

    def distance(self, span: Timespan) -> float | None:
        """How far the expression's attachment is from the figure on the way up; None when it does not join the way."""
        tree, extra = self._tree, 0.0
        head = tree.head_of_span(span.start, span.end)
        if self.hangs_on(span) or 0 < span.only_from <= self._figure[0] < span.start:
            return self._up.get(head, 0)
        if not self._said(span) or self._ranks(span) or self._figure[0] < span.only_from or self._across(span):
            return None
        for token in tree.path(head):
            if token in self._up:
                return self._up[token] + extra if self._up[token] <= self._limit else None
            inside = span.start <= tree.tokens[token].start < span.end
            if not inside and self._separates(token, span):
                return None
            extra += 0.5 if tree.tokens[token].dep in _NEAR else 1.0
        return None

    def _across(self, span: Timespan) -> bool:
        """Whether the expression stands in another of two joined clauses, neither in front of both nor behind both."""
        tree, figure = self._tree, self._figure[0]
        for joint, verb in self._joints:
            at = tree.tokens[joint].start
            if span.anchor < at < figure:
                return any(tree.is_verb(token) for token in range(tree.at(span.anchor)))
            if figure < at < span.anchor:
                behind = tree.at(span.end - 1) + 1
                ends = behind == len(tree.tokens) or tree.tokens[behind].pos == "PUNCT"
                return span.anchor < tree.tokens[verb].start or not ends
        return False

    def hangs_on(self, span: Timespan) -> bool:
        """Whether the figure's clause says what happened then: "the deadliest since 2012, when 16 people died"."""
        tree = self._tree
        if tree.head_of_span(span.anchor, span.end) in self._up:
            return True
        last = tree.at(span.end - 1)
        for token in (token for token, steps in self._up.items() if steps <= self._limit):
            marker = tree.marker(token)
            if marker and marker.lemma.lower() == "when":
                return all(word.text == "," for word in tree.tokens[last + 1 : tree.at(marker.start)]) and (
                    span.end <= marker.start
                )
        return False

    def event(self, span: Timespan) -> tuple[int, str] | None:
        """The word that opens the event clause or phrase, off the way, that holds the expression: (start, relation)."""
        words = table("relations")["event"]
        for token in self._tree.path(self._tree.head_of_span(span.anchor, span.end)):
            marker = self._phrase_before(token, span) if token in self._up else self._tree.marker(token)
            if marker and marker.lemma.lower() in words and marker.end < span.start:
                return marker.start, words[marker.lemma.lower()]
            if token in self._up:
                return None
        return None

    def _phrase_before(self, token: int, span: Timespan) -> Token | None:
        """The preposition of the phrase right before the expression: "after the merger | in 2021" is one event."""
        tree = self._tree
        first = tree.at(span.start)
        first -= tree.tokens[first - 1].dep == "prep" and tree.tokens[first - 1].end < span.start
        for child in tree.children(token):
            if tree.tokens[child].dep == "prep" and tree.extent(child)[1] == first - 1:
                return tree.tokens[child]
        return None

    def undated_event(self, spans: Sequence[Timespan], published: date | None) -> Timespan | None:
        """An event without a date ("since the ban was lifted") still says that the figure holds up to now."""
        tree = self._tree
        near = [token for token, steps in self._up.items() if steps <= self._limit]
        for child in (child for token in near for child in tree.children(token) if child not in self._up):
            word = tree.tokens[child]
            marker = tree.marker(child) if tree.is_clause(child) else word if word.dep == "prep" else None
            if marker is None or marker.lemma.lower() != "since" or not self._in_region(marker.start):
                continue
            end = tree.tokens[tree.extent(child)[1]].end
            if not any(marker.start <= span.anchor < end for span in spans):
                return Timespan(marker.start, end, marker.start, None, published, True, "event.undated")
        return None

    def _said(self, span: Timespan) -> bool:
        """Whether the expression belongs to what is said: it is inside the region, or a stretch set in front of it."""
        if self._in_region(span.anchor):
            return True
        sentence = self._tree.sentence
        return span.is_stretch and sentence.start <= span.start <= sentence.start + 12 and span.end < self._region[0]

    def _ranks(self, span: Timespan) -> bool:
        """Whether the expression says since when something is a record: "the biggest fall since March 2020"."""
        first = self._tree.at(span.start)
        first -= self._tree.tokens[first - 1].dep == "prep" if first else 0
        if self._tree.tokens[first].lemma.lower() not in ("since", "in", "for"):
            return False
        for word in reversed(self._tree.tokens[max(0, first - 5) : first]):
            if word.tag in ("JJS", "RBS") or word.text.lower() in table("relations")["comparison"]["records"]:
                return self._tree.tokens[self._tree.at(word.start) - 1].text.lower() != "at"
            if word.pos in ("VERB", "AUX", "PUNCT"):
                return False
        return False

    def _in_region(self, offset: int) -> bool:
        return self._region[0] <= offset < self._region[1]

    def _separates(self, token: int, span: Timespan) -> bool:
        """Whether a clause begins at the token that keeps an expression in it from governing what lies outside."""
        tree, word = self._tree, self._tree.tokens[token]
        if word.dep == "prep" and (
            word.lemma in _COMPARING or (word.lemma in ("with", "to") and tree.tokens[word.head].lemma == "compare")
        ):
            return True
        if word.text.lower() in _DIRECTIONS and word.dep in ("advmod", "prt", "acomp"):
            return True
        purpose = any(tree.tokens[child].tag == "TO" for child in tree.children(token))
        if word.dep in ("xcomp", "advcl") and purpose and "+by" in span.rule:
            return True
        if not tree.is_clause(token) or word.dep == "ROOT":
            return False
        if word.dep in ("relcl", "acl"):
            return word.head not in self._nouns or self._relative(token) == "where"
        if word.dep == "ccomp" and not self._in_region(tree.tokens[word.head].start):
            return False
        if word.dep == "conj":
            return tree.subject(token) is not None and not self._trails(token)
        if word.dep in ("advcl", "pcomp") and word.tag in _NON_FINITE and tree.subject(token) is None:
            return tree.tokens[tree.head_of_span(span.start, span.end)].dep not in _ADVERBIAL
        marker = tree.marker(token)
        return marker is None or marker.lemma.lower() not in table("relations")["event"]

    def _trails(self, token: int) -> bool:
        """Whether a coordinated clause runs on from the one before it, so that one date behind both is of both."""
        tree = self._tree
        first = tree.extent(token)[0]
        comma = any(word.text in (",", ";") for word in tree.tokens[max(0, first - 2) : first])
        return not comma and tree.tense(token) in (None, tree.tense(tree.tokens[token].head))

    def _own_nouns(self, target: int, counted: Span | None) -> frozenset[int]:
        """The nouns whose relative clauses are about the figure: those of its phrase and of its counted noun's."""
        starts = [target]
        if counted and self._tree.sentence.start <= counted[0] < self._tree.sentence.end:
            starts.append(self._tree.head_of_span(*counted))
        return frozenset(token for start in starts for token in self._phrase_of(start))

    def _phrase_of(self, token: int) -> Iterator[int]:
        """The token and those above it within its clause: "Afghans", "of", "number"."""
        return takewhile(lambda step: not self._tree.is_clause(step), self._tree.path(token))

    def _first_barrier(self, target: int) -> float:
        """How far up the way goes before it leaves what the figure is part of."""
        for steps, token in enumerate(self._tree.path(target)):
            if self._tree.tokens[token].dep == "relcl" and not self._same_time(token):
                return steps + 1  # as far as the noun that the clause is about
            if self._leaves(token):
                return steps
        return float("inf")

    def _leaves(self, token: int) -> bool:
        """Whether what is above the token is of another time, or of another thing."""
        tree, word = self._tree, self._tree.tokens[token]
        head = tree.tokens[word.head]
        if word.dep == "appos":
            return head.pos == "PROPN"
        if word.dep == "conj" and tree.is_verb(token):
            times = {tree.tense(token), tree.tense(word.head)}
            return len(times) > 1 and (tree.subject(token) is not None or None not in times)
        if word.dep == "advcl":
            marker = tree.marker(token)
            return marker is not None and marker.lemma.lower() in _OTHER_FACT
        if word.dep != "prep" or self._is_length:
            return False
        if word.lemma == "from":
            return (head.text.lower() in _DIRECTIONS and not self._forecast(token)) or self._starts_change(token)
        is_bound = word.lemma == "than" and tree.tokens[token - 1].text.lower() in _BOUNDS
        return word.lemma.lower() in _OUTSIDE_PREPOSITIONS and not is_bound

    def _forecast(self, preposition: int) -> bool:
        """Whether what follows is another figure for the same time: "up from a previous forecast of 3%"."""
        words = table("relations")["change"]["forecasts"]
        return any(self._tree.tokens[child].lemma.lower() in words for child in self._tree.children(preposition))

    def _starts_change(self, preposition: int) -> bool:
        """Whether "from" tells where a change began that goes "to" another figure."""
        tree = self._tree
        verb = tree.tokens[preposition].head
        if tree.tokens[verb].lemma.lower() not in table("relations")["change"]["verbs"]:
            return False
        return any(tree.tokens[child].lemma == "to" and child > preposition for child in tree.children(verb))

    def _relative(self, clause: int) -> str | None:
        """The word that opens a relative clause: who, which, where."""
        words = (self._tree.tokens[child].lemma.lower() for child in self._tree.children(clause))
        return next((word for word in words if word in ("who", "whom", "which", "that", "where", "when")), None)

    def _same_time(self, relative: int) -> bool:
        """A relative clause shares the time of what is above it when both are past ("a blast that killed 57").

        What a person did, or a place saw, is another matter ("a dealer who sold 40 was sentenced on Monday").
        """
        if self._relative(relative) in ("who", "whom", "where"):
            return False
        above = self._tree.clause(self._tree.tokens[relative].head)
        return self._tree.tense(relative) in (None, "past") and self._tree.tense(above) in (None, "past", "pluperfect")
