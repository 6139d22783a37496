"""The way from a figure up through its clauses to the root of its sentence, and which time expressions join it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import takewhile

from en_tallywire.lexicon import table
from tallywire.assemble.dating.acts import act_of, is_held, is_of_whole
from tallywire.assemble.dating.asides import is_of_another_time, is_trait
from tallywire.assemble.dating.compared import is_behind_base, is_comparison, is_in_brackets_behind
from tallywire.assemble.dating.ends import end_begins, names_style, noun_behind_comma
from tallywire.assemble.dating.events import Event, event_around, opens_event
from tallywire.assemble.dating.limits import DIRECTIONS, Limits
from tallywire.assemble.dating.opening import FAR, opens_for
from tallywire.assemble.dating.relations import UNDATED, Timespan
from tallywire.assemble.dating.relatives import adds, belongs_above, is_brought, is_own_event
from tallywire.assemble.dating.said import is_of_publishing, is_said
from tallywire.assemble.dating.turns import trails, turn_begins, turns, way_up
from tallywire.assemble.joined import is_across, joints, semicolons
from tallywire.assemble.tree import Tree
from tallywire.records import Span

#: Arcs by which an expression is part of the phrase above it rather than a phrase of its own.
_NEAR = frozenset({
    "prep", "pobj", "pcomp", "compound", "nmod", "amod", "poss", "appos", "npadvmod", "advmod", "nummod",
    "dep", "agent",
})  # fmt: skip
#: How much further the time of a joined verb is than that of the figure's own: "bought in 2022 and sold last year".
_OTHER_VERB = 2.0
_ADVERBIAL = frozenset({"prep", "npadvmod", "advmod"})
_NON_FINITE = frozenset({"VBG", "VB", "VBN"})
_COMPARING = frozenset({"than", "versus", "vs", "vs.", "against"})
_EXAMPLES = frozenset({"including"})  # "17 goals, including one in Turin on Sunday": the time of the one


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

    def __init__(self, setting: Setting, spans: Sequence[Timespan]) -> None:
        self._tree = setting.tree
        self._turn_begins = {span.anchor: turn_begins(setting.tree, span, spans) for span in spans}
        self._region = setting.region
        self._figure = setting.figure
        target = setting.tree.head_of_span(*setting.figure)
        self._up = {token: steps for steps, token in enumerate(way_up(setting.tree, target, spans))}
        self._is_length = setting.is_length
        self._is_trait = is_trait(setting.tree, setting.figure, target)
        self._act = None if setting.is_counted else act_of(setting.tree, target)
        self._limits = Limits(setting.tree, target, setting.is_length)
        self._nouns = self._own_nouns(target, setting.counted) if setting.is_counted else self._measured(target)

    @cached_property
    def _joints(self) -> tuple[tuple[int, int], ...]:
        said = self._tree.within(*self._region)
        return tuple(joints(self._tree, said[0], said[-1]))

    @cached_property
    def _marks(self) -> tuple[int, ...]:
        return tuple(semicolons(self._tree))

    def distance(self, span: Timespan) -> float | None:
        """How far the expression's attachment is from the figure on the way up; None when it does not join the way."""
        tree = self._tree
        head = noun_behind_comma(tree, span) or tree.head_of_span(span.start, span.end)
        only_from = span.only_from or end_begins(tree, span)
        if self._is_trait:
            return None
        turn = self._turn_begins[span.anchor]
        if is_in_brackets_behind(tree, self._figure, span) or 0 < turn <= self._figure[0] < span.start:
            return 0.0
        only_from = only_from or turn
        if self.hangs_on(span) or 0 < only_from <= self._figure[0] < span.start:
            return self._up.get(head, 0)
        if not is_said(tree, self._region, span) or self._figure[1] <= only_from:
            return None
        if 0 < only_from < span.start and is_behind_base(tree, self._figure, span, only_from):
            return None
        if is_across(tree, self._joints, self._marks, self._figure[0], span):
            return None
        if (
            names_style(tree, span)
            or is_comparison(tree, self._figure, span)
            or is_of_another_time(tree, self._figure, span)
            or is_of_publishing(tree, self._figure, span)
        ):
            return None
        joined = self._climb(span, head)
        if joined is None and self._limits.is_open and opens_for(tree, self._figure, span):
            return FAR
        return joined

    def _climb(self, span: Timespan, head: int) -> float | None:
        """The steps from the expression's head to the way and up it; None where a clause or its limits part them."""
        tree, extra = self._tree, 0.0
        limit, below = self._limits.of_expression(span), head
        for token in tree.path(head):
            if token in self._up:
                joins = self._up[token] <= limit and not self._is_of_other_object(below, token)
                return self._up[token] + extra if joins else None
            below = token
            inside = span.start <= tree.tokens[token].start < span.end
            if not inside and self._separates(token, span):
                return None
            extra += _OTHER_VERB if tree.tokens[token].dep == "conj" and tree.is_verb(token) else 0.0
            extra += 0.5 if tree.tokens[token].dep in _NEAR or tree.tokens[token].head == self._act else 1.0
        return None

    def hangs_on(self, span: Timespan) -> bool:
        """Whether the figure's clause says what happened then: "the deadliest since 2012, when 16 people died"."""
        tree = self._tree
        if tree.head_of_span(span.anchor, span.end) in self._up:
            return True
        last = tree.at(span.end - 1)
        for token in (token for token, steps in self._up.items() if steps <= self._limits.of_any):
            marker = tree.marker(token)
            if marker and marker.lemma.lower() == "when":
                return all(word.text == "," for word in tree.tokens[last + 1 : tree.at(marker.start)]) and (
                    span.end <= marker.start
                )
        return False

    def _is_of_other_object(self, below: int, verb: int) -> bool:
        """Whether the expression is in the object of a verb, and the figure told with a verb joined to that one."""
        if self._tree.tokens[below].dep != "dobj":
            return False
        lower = (token for token, steps in self._up.items() if steps < self._up[verb])
        return any(self._tree.tokens[token].dep == "conj" and self._tree.is_verb(token) for token in lower)

    def event(self, span: Timespan) -> Event | None:
        """The event clause or phrase, off the way, that holds the expression."""
        return event_around(self._tree, self._up, span)

    def undated_event(self, spans: Sequence[Timespan], published: date | None) -> Timespan | None:
        """An event without a date ("since the ban was lifted") still says that the figure holds up to now."""
        tree = self._tree
        near = [token for token, steps in self._up.items() if steps <= self._limits.of_any]
        for child in (child for token in near for child in tree.children(token) if child not in self._up):
            word = tree.tokens[child]
            marker = tree.marker(child) if tree.is_clause(child) else word if word.dep == "prep" else None
            if marker is None or marker.lemma.lower() != "since" or not self._in_region(marker.start):
                continue
            end = tree.tokens[self._event_end(child)].end
            event = Timespan(marker.start, end, marker.start, None, published, True, UNDATED)
            if is_across(tree, self._joints, self._marks, self._figure[0], event):
                continue
            if not any(marker.start <= span.anchor < end for span in spans):
                return event
        return None

    def _event_end(self, event: int) -> int:
        """The last token of an event's clause or phrase, without what is coordinated with it."""
        tree = self._tree
        joined = (child for child in tree.children(event) if child > event and tree.tokens[child].tag == "CC")
        return next((child - 1 for child in joined if tree.is_verb(event)), tree.extent(event)[1])

    def _in_region(self, offset: int) -> bool:
        return self._region[0] <= offset < self._region[1]

    def _separates(self, token: int, span: Timespan) -> bool:
        """Whether a clause begins at the token that keeps an expression in it from governing what lies outside."""
        tree, word = self._tree, self._tree.tokens[token]
        if word.dep == "prep" and _compares(tree, token):
            return True
        if word.text.lower() in DIRECTIONS and word.dep in ("advmod", "prt", "acomp"):
            return True
        if word.dep in ("xcomp", "advcl") and tree.is_infinitive(token) and "+by" in span.rule:
            return True
        if not tree.is_clause(token) or word.dep == "ROOT" or (word.dep == "ccomp" and word.pos == "ADJ"):
            return False
        if word.dep in ("relcl", "acl"):
            return self._relative_separates(token, span)
        if word.dep == "ccomp" and not self._in_region(tree.tokens[word.head].start):
            return False
        if word.dep == "conj":
            if self._is_length:
                return True
            return not trails(tree, token) if tree.subject(token) is not None else turns(tree, token)
        marker = tree.marker(token)
        is_since = marker is not None and marker.lemma.lower() == "since"
        if word.dep in ("advcl", "pcomp") and word.tag in _NON_FINITE and tree.subject(token) is None and not is_since:
            return tree.tokens[tree.head_of_span(span.start, span.end)].dep not in _ADVERBIAL
        return marker is None or not opens_event(tree, marker)

    def _relative_separates(self, token: int, span: Timespan) -> bool:
        """Whether a relative or reduced clause keeps its time to itself: it is not about the figure."""
        tree, word = self._tree, self._tree.tokens[token]
        if word.tag == "VBN" and word.lemma.lower() in table("relations")["publishing"]["verbs"]:
            return True
        if word.tag == "VBN" and not tree.finite and tree.tokens[word.head].dep == "ROOT":
            return False  # "26 lorries left on Tuesday": the sentence's only verb, read as a participle
        if (
            is_own_event(tree, token, self._up, self._limits.of_any)
            or is_held(tree, token, self._up)
            or is_of_whole(tree, token)
            or is_brought(tree, token, self._up)
            or belongs_above(tree, token, span)
        ):
            return False
        return word.head not in self._nouns or tree.relative_word(token) == "where" or adds(tree, token)

    def _own_nouns(self, target: int, counted: Span | None) -> frozenset[int]:
        """The nouns whose relative clauses are about the figure: those of its phrase and of its counted noun's."""
        starts = [target]
        if counted and self._tree.sentence.start <= counted[0] < self._tree.sentence.end:
            starts.append(self._tree.head_of_span(*counted))
        return frozenset(token for start in starts for token in self._phrase_of(start))

    def _measured(self, target: int) -> frozenset[int]:
        """The figure's own words and what it measures: "40 km of | surveys" made since May."""
        tree = self._tree
        own = {token for token in tree.path(target) if self._figure[0] <= tree.tokens[token].start < self._figure[1]}
        if tree.tokens[tree.at(self._figure[1] - 1)].tag in ("JJ", "HYPH") or not own:
            return frozenset()
        if self._act is not None:
            own.add(self._act)
        of = [child for token in own for child in tree.children(token) if tree.lower[child] == "of"]
        return frozenset(own | {child for word in of for child in tree.children(word)})

    def _phrase_of(self, token: int) -> Iterator[int]:
        """The token and those above it within its clause: "Afghans", "of", "number"."""
        return takewhile(lambda step: not self._tree.is_clause(step), self._tree.path(token))


def _compares(tree: Tree, preposition: int) -> bool:
    """Whether what follows the preposition is compared, or one example of several."""
    word = tree.tokens[preposition]
    if word.lemma in _COMPARING or tree.lower[preposition] in _EXAMPLES:
        return True
    return word.lemma in ("with", "to") and tree.tokens[word.head].lemma == "compare"
