"""A Doc's words as plain lists, with the sentences as this component reads them.

Every position in `annotate.sources` is a token index of the Doc; spans are `(start, end)`, end exclusive.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from en_tallywire import lexicon
from tallywire.annotate import document
from tallywire.records import Span

_ATTRIBUTES: tuple[str | int, ...] = (
    "LEMMA",
    "TAG",
    "POS",
    "DEP",
    "ENT_TYPE",
    "HEAD",
    "IDX",
    "SPACY",
    "SENT_START",
)
_NAMED = frozenset({"PERSON", "ORG"})
_ENDS = frozenset(".!?…;:")
_MARKS = frozenset({'"', "''", "'", "“", "‘", "``"})
SPOKEN = frozenset(
    {"said", "says", "told", "added", "adds", "noted", "warned", "argued", "wrote", "claimed", "estimated"}
)
_TITLES = frozenset({"dr", "dr.", "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "prof", "prof.", "rev", "rev."})
_CLOSERS = frozenset("\"'”’»)]")


@dataclass(frozen=True, slots=True)
class Words:
    """Parallel lists, one item a token: `form` (as written), `lower`, `lemma` (lower case), `tag`, `pos`, `dep`,
    `head`, `entity` (its label, ""), `space` (is white space), `line` (is white space that ends a line), `gap` (white
    space follows), `name` (is a capitalised part of a proper name), `begin` (character offset).

    "WHO" is a proper noun here, whatever the tagger reads.

    `children` holds each token's dependents in order; `left`/`right` its subtree's first and last token. `sents` are
    the sentences, `sent` the number of each token's sentence.
    """

    doc: Doc
    raw: str
    form: list[str]
    lower: list[str]
    lemma: list[str]
    tag: list[str]
    pos: list[str]
    dep: list[str]
    head: list[int]
    entity: list[str]
    space: list[bool]
    line: list[bool]
    gap: list[bool]
    name: list[bool]
    begin: list[int]
    children: list[list[int]]
    left: list[int]
    right: list[int]
    sents: list[Span]
    sent: list[int]

    def text(self, start: int, end: int) -> str:
        """The text from token `start` to before token `end`, without the white space around it."""
        first, last = self.chars(start, end)
        return self.raw[first:last].strip()

    def chars(self, start: int, end: int) -> Span:
        """Character offsets of a token span."""
        return self.begin[start], self.begin[end - 1] + len(self.form[end - 1])

    def next(self, index: int, end: int) -> int:
        """The first token at or after `index` that is not white space; `end` if there is none before it."""
        while index < end and self.space[index]:
            index += 1
        return index

    def previous(self, index: int, start: int) -> int:
        """The last token at or before `index` that is not white space; `start - 1` if there is none from it on."""
        while index >= start and self.space[index]:
            index -= 1
        return index


def read(doc: Doc) -> Words:
    """The words of a parsed Doc."""
    codes = doc.to_array(list(_ATTRIBUTES)).T
    form = document.forms(doc)
    lemma, tag, pos, dep, entity = (_strings(doc, column) for column in codes[:5])
    distance, begin, gap, starts = (column.tolist() for column in codes[5:].astype("int64"))
    lower = [text.lower().replace("’", "'") for text in form]
    space = [text.isspace() for text in form]
    for index, text in enumerate(form):
        if text == "WHO" and not "".join(form[max(index - 1, 0) : index + 2]).isupper():
            tag[index], pos[index] = "NNP", "PROPN"
    for index in _surnames(doc, form, lower, pos):
        tag[index], pos[index] = "NNP", "PROPN"
    lemma = _lemmas(lemma, lower, tag)
    for index in range(len(lower) - 1):  # an opening mark of wire copy, read as two
        if lower[index] == "`" == form[index + 1] and not gap[index]:
            lower[index] = lower[index + 1] = "``"
    head = [index + step for index, step in enumerate(distance)]
    spans = [index for index, start in enumerate(starts) if start == 1 or not index]
    sents = _sentences(form, gap, lower, space, list(zip(spans, [*spans[1:], len(form)], strict=True)))
    left, right = _edges(head)
    return Words(
        doc=doc,
        raw=document.text(doc),
        form=form,
        lower=lower,
        lemma=lemma,
        tag=tag,
        pos=pos,
        dep=dep,
        head=head,
        entity=entity,
        space=space,
        line=_lines(doc, form, begin, space),
        gap=[bool(flag) for flag in gap],
        name=[
            (kind == "PROPN" or label in _NAMED) and text[:1].isupper() and text[:1].isalpha()
            for text, kind, label in zip(form, pos, entity, strict=True)
        ],
        begin=begin,
        children=_children(head, space),
        left=left,
        right=right,
        sents=sents,
        sent=[number for number, (start, end) in enumerate(sents) for _ in range(start, end)],
    )


def _lemmas(lemma: list[str], lower: list[str], tag: list[str]) -> list[str]:
    """The lemmas in lower case, those of verbs put right where the base model is known to be wrong."""
    right = lexicon.table("cues")["lemmas"]
    pairs = zip(lemma, lower, tag, strict=True)
    return [right[low] if low in right and kind.startswith("VB") else text.lower() for text, low, kind in pairs]


def _lines(doc: Doc, form: list[str], begin: list[int], space: list[bool]) -> list[bool]:
    """Which white space ends a line: what the layout noted, not two spaces set behind a full stop."""
    starts = document.lines(doc)
    return [blank and ("\n" in form[i] or begin[i] + len(form[i]) in starts) for i, blank in enumerate(space)]


def _surnames(doc: Doc, form: list[str], lower: list[str], pos: list[str]) -> list[int]:
    """The tokens before a verb of speech that are names, whatever the tagger reads: the surname of a person of the Doc,
    or a capitalised word behind a noun or name ("the aid group Shelter Now said")."""
    titled = [i for i in range(1, len(form)) if lower[i - 1] in _TITLES and form[i][:1].isupper() and pos[i] != "PROPN"]
    full = {form[end - 1] for start, end, label in document.entities(doc) if label == "PERSON" and end - start > 1}
    before = [index - 1 for index in range(2, len(form)) if lower[index] in SPOKEN and pos[index - 1] != "PROPN"]
    return titled + [index for index in before if form[index] in full or _is_capital_behind_noun(form, pos, index)]


def _is_capital_behind_noun(form: list[str], pos: list[str], index: int) -> bool:
    """Whether a word with a capital only for its own sake stands behind a noun or name."""
    titled = (
        form[index][:1].isupper() and form[index][1:].islower() and pos[index] in ("ADV", "ADJ", "NOUN", "VERB", "AUX")
    )
    mixed = form[index - 1][-1:].islower() and pos[index - 1] in ("NOUN", "PROPN")
    return titled and mixed and (form[index - 1][:1].islower() or index < 2 or form[index - 2][-1:].islower())


def _strings(doc: Doc, codes: NDArray[np.uint64]) -> list[str]:
    """The strings of a column of codes."""
    return list(map(document.strings(doc.vocab.strings).__getitem__, codes.tolist()))


def _children(head: list[int], space: list[bool]) -> list[list[int]]:
    children: list[list[int]] = [[] for _ in head]
    for index, parent in enumerate(head):
        if parent != index and not space[index]:
            children[parent].append(index)
    return children


def _edges(head: list[int]) -> tuple[list[int], list[int]]:
    """The first and last token of each token's subtree."""
    left, right = list(range(len(head))), list(range(len(head)))
    for index, parent in enumerate(head):
        while left[parent] > index:
            left[parent] = index
            parent = head[parent]
    for index in range(len(head) - 1, -1, -1):
        parent = head[index]
        while right[parent] < index:
            right[parent] = index
            parent = head[parent]
    return left, right


def _sentences(form: list[str], gap: list[int], lower: list[str], space: list[bool], parsed: list[Span]) -> list[Span]:
    """The parser's sentences, joined where one breaks off unclosed and the next goes on in lower case."""
    spans: list[Span] = []
    for start, end in parsed:
        if spans and _opens_next(gap, lower, end_of := spans[-1][1] - 1) and end_of > spans[-1][0]:
            spans[-1], start = (spans[-1][0], end_of), end_of
        if spans and _goes_on(form, lower, space, spans[-1], start, end):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return spans


def _opens_next(gap: list[int], lower: list[str], index: int) -> bool:
    """Whether a straight quotation mark at a sentence's end opens the sentence behind it."""
    return (
        lower[index] in _MARKS
        and index + 1 < len(lower)
        and not gap[index]
        and (bool(gap[index - 1]) or lower[index - 1].isspace())
    )


def _goes_on(form: list[str], lower: list[str], space: list[bool], before: Span, start: int, end: int) -> bool:
    last = before[1] - 1
    if space[last]:
        return False
    while last > before[0] and lower[last] in _CLOSERS:
        last -= 1
    first = start
    while first < end - 1 and space[first]:
        first += 1
    word = form[first]
    return not (lower[last] and lower[last][-1] in _ENDS) and (word[:1].islower() or word == ",")
