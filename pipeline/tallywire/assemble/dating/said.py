"""Whether a time expression belongs to what a source says, rather than to the saying of it."""

from en_tallywire.lexicon import table
from tallywire.assemble.dating.relations import Timespan
from tallywire.assemble.tree import Tree
from tallywire.records import Span

_OPENING = 12  # characters
_PHRASE = 4  # tokens
_ADVERBIAL = frozenset({"pobj", "prep", "npadvmod", "advmod"})


def is_said(tree: Tree, region: Span, span: Timespan) -> bool:
    """Whether the expression is inside the region of what is said, or set in front of the frame for all that is said.

    "In the last six months, officials say, 31 wells ran dry", "For 2026, the bank expects growth of 3%".
    """
    if _is_of_speech(tree, span):
        return False
    said = tree.within(*region)
    if span.end <= region[0] and tree.lemma[said[0] - 1] in table("relations")["change"]["forecasting"]:
        return _opens_with(tree, span, "for")
    if len(said) <= _PHRASE and not any(tree.is_verb(index) for index in said):
        return True  # "ahead of the $5.8bn that analysts had expected": no clause of the source's
    if region[0] <= span.anchor < region[1]:
        return not _dates_saying(tree, region, span)
    sentence = tree.sentence
    if not (sentence.start <= span.start <= sentence.start + _OPENING and span.end < region[0]):
        return False
    opens_for = tree.lemma[tree.at(sentence.start)] == "for"
    return span.is_stretch or opens_for or _is_frame(tree, tree.at(span.end - 1) + 1, tree.at(region[0]) - 1)


def _opens_with(tree: Tree, span: Timespan, word: str) -> bool:
    """Whether the expression opens the sentence behind a preposition: "For 2026, the bank expects"."""
    return tree.lemma[tree.at(tree.sentence.start)] == word and span.start < (tree.sentence.start + _OPENING)


def _is_of_speech(tree: Tree, span: Timespan) -> bool:
    """Whether the expression stands right behind a verb of speech: "the vet said on Tuesday, as 300 calves died"."""
    first = tree.at(span.start)
    first -= tree.tokens[first - 1].pos == "ADP" if first else 0
    behind = tree.at(span.end - 1) + 1
    ends = behind >= len(tree.tokens) or tree.tokens[behind].pos == "PUNCT"
    return ends and first > 0 and tree.lemma[first - 1] in table("relations")["publishing"]["speech"]


def is_of_publishing(tree: Tree, figure: Span, span: Timespan) -> bool:
    """Whether the expression says when a paper came out that gives the figure: "on Monday released the results"."""
    words = table("relations")["publishing"]
    verb = next((token for token in tree.path(tree.head_of_span(span.start, span.end)) if tree.is_verb(token)), None)
    if verb is None or tree.lemma[verb] not in words["verbs"]:
        return False
    papers = [child for child in tree.children(verb) if tree.tokens[child].dep in ("dobj", "nsubjpass")]
    paper = next((child for child in papers if tree.lemma[child] in words["papers"]), None)
    target = tree.head_of_span(*figure)
    return paper is not None and paper not in (target, tree.tokens[target].head)


def _dates_saying(tree: Tree, region: Span, span: Timespan) -> bool:
    """Whether the expression stands right behind the verb of saying: "said | on Tuesday 40 people had died"."""
    first = tree.at(span.start)
    first -= tree.tokens[first - 1].pos == "ADP"
    adverbial = tree.tokens[tree.head_of_span(span.start, span.end)].dep in _ADVERBIAL
    return adverbial and 0 < first == tree.at(region[0]) and tree.tokens[first - 1].pos == "VERB"


def _is_frame(tree: Tree, first: int, last: int) -> bool:
    """Whether the tokens are a frame between two commas: "In 2024 | , the agency said, | 40 planes were"."""
    first += tree.lower[first] == "alone"
    words = tree.tokens[first : last + 1]
    return len(words) > 2 and words[0].text == words[-1].text == ","
