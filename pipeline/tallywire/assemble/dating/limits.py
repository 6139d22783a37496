"""How far up the way from a figure an expression may stand: clauses and phrases that tell of another time."""

from en_tallywire.lexicon import table
from tallywire.assemble.dating.relations import Timespan
from tallywire.assemble.tree import SUBJECTS, Tree
from tallywire.records import Token

#: Subordinators behind which another fact stands, with a time of its own.
_OTHER_FACT = frozenset({"because", "although", "though", "whereas", "while", "unless", "if"})
_OPENING = 4  # tokens
_BOUNDS = frozenset({"more", "less", "fewer", "greater", "higher", "lower"})
_EVENTS = frozenset({"after", "before", "when", "once", "until"})
#: What stands behind these happened at another time than the clause: "hours before a deadline for 40 firms".
_OUTSIDE_PREPOSITIONS = frozenset(
    {"before", "after", "until", "since", "ahead", "following", "despite", "than", "versus", "against"}
)
#: Who looks on: "face Lyon on Friday before a crowd of 40,000".
_WATCHING = frozenset({"crowd", "audience", "fan", "spectator", "gallery", "house", "camera", "jury", "judge"})
DIRECTIONS = frozenset({"up", "down", "higher", "lower"})  # "129 million live there, up by a quarter in two years"


def _time(tree: Tree, verb: int) -> str | None:
    """The tense, the past before another past counted as past."""
    tense = tree.tense(verb)
    return "past" if tense == "pluperfect" else tense


class Limits:
    """The number of steps up from the figure's token that an expression may join: any, and one of a stretch of time."""

    def __init__(self, tree: Tree, target: int, is_length: bool) -> None:
        self._tree = tree
        self._is_length = is_length
        self.of_any = self._first_barrier(target)
        self._of_stretch = min(self.of_any, self._first_event(target))
        self._of_fact = self._first_fact(target)

    @property
    def is_open(self) -> bool:
        """Whether nothing parts the figure from its sentence's main clause."""
        return self.of_any == self._of_fact == float("inf")

    def of_expression(self, span: Timespan) -> float:
        """The limit for this expression; one that opens the sentence is told of all its facts."""
        limit = self._of_stretch if span.is_stretch else self.of_any
        tree = self._tree
        opens = tree.at(span.anchor) - tree.at(tree.sentence.start) < _OPENING
        behind = [word.text.lower() for word in tree.tokens[tree.at(span.end - 1) + 1 :][:2]]
        both = behind == [",", "as"]  # "closed on Thursday, as 900 fans left"
        return limit if opens or both else min(limit, self._of_fact)

    def _first_fact(self, target: int) -> float:
        """How far up the way goes before it leaves a clause of another fact: "while shares were 8% lower"."""
        for steps, token in enumerate(self._tree.path(target)):
            if self._tree.tokens[token].dep == "advcl":
                marker = self._tree.marker(token)
                if marker is None or not self._opens_fact(marker):
                    continue
                above = self._tree.tokens[token].head
                if marker.lemma.lower() != "while" or _time(self._tree, token) != _time(self._tree, above):
                    return steps
        return float("inf")

    def _opens_fact(self, marker: Token) -> bool:
        """Whether the subordinator opens another fact; "as" does behind a comma: ", as rain fell on 900 tents"."""
        before = self._tree.tokens[max(self._tree.at(marker.start) - 1, 0)]
        return marker.lemma.lower() in _OTHER_FACT or (marker.lemma.lower() == "as" and before.text == ",")

    def _first_barrier(self, target: int) -> float:
        """How far up the way goes before it leaves what the figure is part of."""
        for steps, token in enumerate(self._tree.path(target)):
            if self._tree.tokens[token].dep == "relcl" and not self._same_time(token):
                return steps + 1  # as far as the noun that the clause is about
            is_change = steps == 0 and self._tree.tokens[token].lemma == "from"  # the figure "from 120 to 450" itself
            if not is_change and self._leaves(token):
                return steps
        return float("inf")

    def _first_event(self, target: int) -> float:
        """How far up the way goes before it leaves a clause that tells when: "down 9% since May, after it sold two"."""
        for steps, token in enumerate(self._tree.path(target)):
            if self._tree.tokens[token].dep == "advcl" and self._tree.tense(token) is not None:
                marker = self._tree.marker(token)
                if marker is not None and marker.lemma.lower() in _EVENTS:
                    return steps
        return float("inf")

    def _leaves(self, token: int) -> bool:
        """Whether what is above the token is of another time, or of another thing."""
        tree, word = self._tree, self._tree.tokens[token]
        head = tree.tokens[word.head]
        if word.dep == "appos":
            return head.pos == "PROPN"
        if word.dep == "conj" and tree.is_verb(token):
            if self._is_length:
                return True
            times = {tree.tense(token), tree.tense(word.head)}
            if self._is_participle(token):
                return False
            if tree.modal(token) and tree.modal(word.head) not in (None, tree.modal(token)):
                return True
            return len(times) > 1 and (tree.subject(token) is not None or None not in times)
        if self._is_length and word.dep in ("xcomp", "advcl"):
            return tree.is_infinitive(token) or (word.dep == "advcl" and tree.tense(token) is None)
        if word.dep == "prep" and ((self._is_length and word.text.lower() == "including") or self._is_standing(token)):
            return True
        if word.dep != "prep" or self._is_length:
            return False
        if word.lemma == "from":
            return (head.text.lower() in DIRECTIONS and not self._forecast(token)) or self._starts_change(token)
        if self._is_everywhere(token):
            return False
        if word.lemma == "before" and any(tree.lemma[child] in _WATCHING for child in tree.children(token)):
            return False
        is_bound = word.lemma == "than" and tree.lower[token - 1] in _BOUNDS
        return word.lemma.lower() in _OUTSIDE_PREPOSITIONS and not is_bound and not self._revises(token)

    def _is_participle(self, verb: int) -> bool:
        """Whether a past form joined to a perfect is of it too: "has repaired 40 homes, trucked in water"."""
        tree = self._tree
        word = tree.tokens[verb]
        if word.tag != "VBD" or tree.lemma[verb] == "be" or tree.tense(word.head) != "perfect":
            return False
        return not any(tree.tokens[child].dep in (*SUBJECTS, "aux", "auxpass") for child in tree.children(verb))

    def _is_standing(self, preposition: int) -> bool:
        """Whether what follows says what a thing is like at any time: "a plant with a capacity of 40 tonnes"."""
        tree, words = self._tree, table("relations")["asides"]["properties"]
        nouns = [tree.lemma[child] for child in tree.children(preposition)]
        return tree.tokens[preposition].lemma == "with" and any(noun in words for noun in nouns)

    def _is_everywhere(self, preposition: int) -> bool:
        """Whether the figure is that of a wider place at the same time: "against a national average of 2.5%"."""
        tree, words = self._tree, table("relations")["comparison"]["everywhere"]
        nouns = [child for child in tree.children(preposition) if tree.lemma[child] == "average"]
        return any(tree.lower[word] in words for noun in nouns for word in tree.children(noun))

    def _forecast(self, preposition: int) -> bool:
        """Whether what follows is another figure for the same time: "up from a previous forecast of 3%"."""
        words = table("relations")["change"]["forecasts"]
        return any(self._tree.lemma[child] in words for child in self._tree.children(preposition))

    def _revises(self, preposition: int) -> bool:
        """Whether a forecast is compared with the one before it: "expects 7%, against an earlier target of 5%"."""
        tree = self._tree
        earlier = table("relations")["change"]["earlier"]
        return self._forecast(preposition) and any(
            tree.lemma[word] in earlier for child in tree.children(preposition) for word in tree.children(child)
        )

    def _starts_change(self, preposition: int) -> bool:
        """Whether "from" tells where a change began that goes "to" another figure."""
        tree = self._tree
        verb = tree.tokens[preposition].head
        if tree.lemma[verb] not in table("relations")["change"]["verbs"]:
            return False
        return any(tree.tokens[child].lemma == "to" and child > preposition for child in tree.children(verb))

    def _same_time(self, relative: int) -> bool:
        """A relative clause shares the time of what is above it when both are past ("a blast that killed 57").

        What a person did, or a place saw, is another matter ("a dealer who sold 40 was sentenced on Monday").
        """
        if self._is_length or self._tree.relative_word(relative) in ("who", "whom", "where"):
            return False
        above = self._tree.clause(self._tree.tokens[relative].head)
        return self._tree.tense(relative) in (None, "past") and self._tree.tense(above) in (None, "past", "pluperfect")
