"""A sentence's parse as a tree that the binding rules can walk. Token indices are positions in the sentence."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from tallywire.records import Sentence, Token

#: Arcs at which a new clause begins; a conjunct does when it is a verb.
_CLAUSE_ARCS = frozenset({"ROOT", "ccomp", "advcl", "relcl", "acl", "csubj", "csubjpass", "parataxis", "pcomp"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
#: Arcs from a verb to what it says of its subject.
OBJECTS = frozenset({"dobj", "attr", "dative", "prep", "acomp", "oprd", "xcomp", "ccomp"})
#: Tags of finite verbs.
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_VERBS = frozenset({"VERB", "AUX"})
_NONE: Sequence[int] = ()


class Tree:
    """The tokens of one sentence with their children.

    `lower` holds the words and `lemma` their lemmas in lower case, `finite` the positions of the finite verbs,
    `deps` and `tags` the arc labels and tags that there are.
    """

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.lower = [token.text.lower() for token in sentence.tokens]
        self.lemma = [token.lemma.lower() for token in sentence.tokens]
        self.finite = [index for index, token in enumerate(sentence.tokens) if token.tag in FINITE]
        self._starts = [token.start for token in sentence.tokens]
        self.deps = {token.dep for token in sentence.tokens}
        self.tags = {token.tag for token in sentence.tokens}
        self._dependents: dict[int, list[int]] = {}
        for index, token in enumerate(sentence.tokens):
            if token.head != index:
                self._dependents.setdefault(token.head, []).append(index)
        self._extents: list[tuple[int, int]] = []
        self._clauses: dict[int, int] = {}
        self._heads: dict[tuple[int, int], int] = {}
        self._paths: dict[int, list[int]] = {}

    def at(self, offset: int) -> int:
        """The token that covers `offset`, or the last one that starts before it."""
        return (bisect_right(self._starts, offset) or 1) - 1

    def within(self, start: int, end: int) -> range:
        """The tokens that overlap the characters `start` to `end`."""
        first = (bisect_right(self._starts, start) or 1) - 1
        return range(first, max(first, bisect_right(self._starts, end - 1) - 1) + 1)

    def children(self, index: int) -> Sequence[int]:
        """The dependents of a token, in order."""
        return self._dependents.get(index, _NONE)

    def head_of_span(self, start: int, end: int) -> int:
        """The token of the span that the others hang on: the first whose head lies outside."""
        found = self._heads.get((start, end))
        if found is None:
            span = self.within(start, end)
            outside = (i for i in span if self.tokens[i].head not in span or self.tokens[i].head == i)
            found = self._heads[start, end] = next(outside, span[0])
        return found

    def path(self, index: int) -> list[int]:
        """The token, its head, and so on to the root; not to be changed."""
        found = self._paths.get(index)
        if found is None:
            found, tokens = [], self.tokens
            self._paths[index] = found
            while index not in found:
                found.append(index)
                index = tokens[index].head
        return found

    def extent(self, index: int) -> tuple[int, int]:
        """First and last token of the subtree."""
        if not self._extents:
            self._extents = self._all_extents()
        return self._extents[index]

    def _all_extents(self) -> list[tuple[int, int]]:
        heads = [token.head for token in self.tokens]
        first, last = list(range(len(heads))), list(range(len(heads)))
        for index, above in enumerate(heads):
            while first[above] > index:  # else those above it hold the token too
                first[above] = index
                above = heads[above]
        for index in range(len(heads) - 1, -1, -1):
            above = heads[index]
            while last[above] < index:
                last[above] = index
                above = heads[above]
        return list(zip(first, last, strict=True))

    def is_verb(self, index: int) -> bool:
        """Whether the token is a verb or auxiliary."""
        return self.tokens[index].pos in _VERBS

    def has_finite(self, first: int, last: int) -> bool:
        """Whether a finite verb is among the tokens from `first` to `last`."""
        at = bisect_left(self.finite, first)
        return at < len(self.finite) and self.finite[at] <= last

    def subject(self, index: int) -> int | None:
        """The subject among the dependents of a verb."""
        for child in self.children(index):
            if self.tokens[child].dep in SUBJECTS:
                return child
        return None

    def is_clause(self, index: int) -> bool:
        """Whether a clause begins at the token."""
        token = self.tokens[index]
        return token.dep in _CLAUSE_ARCS or (token.dep == "conj" and self.is_verb(index))

    def is_infinitive(self, index: int) -> bool:
        """Whether the verb stands behind "to"."""
        return any(self.tokens[child].tag == "TO" for child in self.children(index))

    def clause(self, index: int) -> int:
        """The head of the innermost clause that the token belongs to."""
        found = self._clauses.get(index)
        if found is None:
            found = self._clauses[index] = next((i for i in self.path(index) if self.is_clause(i)), index)
        return found

    def preposition(self, index: int) -> int | None:
        """The preposition whose phrase holds the token inside its clause."""
        for step in self.path(index):
            if self.tokens[step].dep == "prep":
                return step
            if self.is_verb(step):
                return None
        return None

    def marker(self, index: int) -> Token | None:
        """The subordinating word of a clause ("since", "if", "that"), or the preposition that governs it."""
        for child in self.children(index):
            word = self.tokens[child]
            if word.dep in ("mark", "advmod") and child < index and (word.pos in ("SCONJ", "ADP") or word.tag == "WRB"):
                return word
        token = self.tokens[index]
        head = self.tokens[token.head]
        return head if token.dep in ("pcomp", "pobj") and head.dep == "prep" else None

    def relative_word(self, clause: int) -> str | None:
        """The word that opens a relative clause: who, which, where."""
        words = (self.lemma[child] for child in self.children(clause))
        return next((word for word in words if word in ("who", "whom", "which", "that", "where", "when")), None)

    def modal(self, index: int) -> str | None:
        """The modal verb that helps a verb ("will", "could"), in lower case."""
        for child in self.children(index):
            if self.tokens[child].dep == "aux" and self.tokens[child].tag == "MD":
                return self.lower[child]
        return None

    def tense(self, index: int) -> str | None:
        """`past`, `present`, `perfect` (have gone), `pluperfect` (had gone), `future`; None when not finite."""
        verb = self.tokens[index]
        helpers = [self.tokens[child] for child in self.children(index) if self.tokens[child].dep in ("aux", "auxpass")]
        if any(helper.tag == "MD" for helper in helpers):
            return "future"
        for helper in helpers:
            if helper.lemma.lower() in ("have", "'ve", "’ve", "'s"):
                return "pluperfect" if helper.tag == "VBD" else "perfect"
        if not helpers and verb.dep == "conj" and verb.tag == "VBD" and self.subject(index) is None:
            above = self.tense(verb.head)
            if above in ("perfect", "pluperfect"):
                return above  # "have closed 40 shops and sold 12" has one "have"
        finite = next((word.tag for word in (*helpers, verb) if word.tag in ("VBD", "VBZ", "VBP")), None)
        return {"VBD": "past", "VBZ": "present", "VBP": "present"}.get(finite or "")
