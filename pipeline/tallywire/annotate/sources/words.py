"""A Doc's words as plain lists, with the sentences as this component reads them.

Every position in `annotate.sources` is a token index of the Doc; spans are `(start, end)`, end exclusive.
"""

from dataclasses import dataclass

from spacy.tokens import Doc

Span = tuple[int, int]

_ENDS = frozenset(".!?…;:")
_MARKS = frozenset({'"', "''", "'", "“", "‘", "``"})
_CLOSERS = frozenset("\"'”’»)]")


@dataclass(frozen=True, slots=True)
class Words:
    """Parallel lists, one item a token: `lower`, `lemma` (lower case), `tag`, `pos`, `dep`, `head`, `space` (is white space).

    `children` holds each token's dependents in order; `left`/`right` its subtree's first and last token. `sents` are the
    sentences, `sent` the number of each token's sentence.
    """

    doc: Doc
    lower: list[str]
    lemma: list[str]
    tag: list[str]
    pos: list[str]
    dep: list[str]
    head: list[int]
    space: list[bool]
    children: list[list[int]]
    left: list[int]
    right: list[int]
    sents: list[Span]
    sent: list[int]

    def text(self, start: int, end: int) -> str:
        """The text from token `start` to before token `end`, without the white space around it."""
        first, last = self.doc[start], self.doc[end - 1]
        return self.doc.text[first.idx : last.idx + len(last)].strip()

    def chars(self, start: int, end: int) -> Span:
        """Character offsets of a token span."""
        last = self.doc[end - 1]
        return self.doc[start].idx, last.idx + len(last)

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
    lower, lemma, tag, pos, dep, head, space = [], [], [], [], [], [], []
    children: list[list[int]] = [[] for _ in range(len(doc))]
    for token in doc:
        lower.append(token.lower_.replace("’", "'"))
        lemma.append(token.lemma_.lower())
        tag.append(token.tag_)
        pos.append(token.pos_)
        dep.append(token.dep_)
        head.append(token.head.i)
        space.append(token.is_space)
        if token.head.i != token.i and not token.is_space:
            children[token.head.i].append(token.i)
    left, right = _edges(head, space)
    sents = _sentences(doc, lower, space)
    sent = [number for number, (start, end) in enumerate(sents) for _ in range(start, end)]
    return Words(
        doc,
        lower,
        lemma,
        tag,
        pos,
        dep,
        head,
        space,
        children,
        left,
        right,
        sents,
        sent,
    )


def _edges(head: list[int], space: list[bool]) -> tuple[list[int], list[int]]:
    """First and last token of each subtree, white space left out."""
    left, right = list(range(len(head))), list(range(len(head)))
    for index, parent in enumerate(head):
        if space[index]:
            continue
        child = index
        while parent != child and (left[parent] > index or right[parent] < index):
            left[parent] = min(left[parent], index)
            right[parent] = max(right[parent], index)
            child, parent = parent, head[parent]
    return left, right


def _sentences(doc: Doc, lower: list[str], space: list[bool]) -> list[Span]:
    """The parser's sentences, joined where one breaks off without closing punctuation and the next goes on in lower case."""
    spans: list[Span] = []
    for sent in doc.sents:
        start, end = sent.start, sent.end
        if spans and _opens_next(doc, lower, end_of := spans[-1][1] - 1) and end_of > spans[-1][0]:
            spans[-1], start = (spans[-1][0], end_of), end_of
        if spans and _goes_on(doc, lower, space, spans[-1], start, end):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return spans


def _opens_next(doc: Doc, lower: list[str], index: int) -> bool:
    """Whether a straight quotation mark at a sentence's end opens the sentence behind it."""
    return (
        lower[index] in _MARKS
        and index + 1 < len(doc)
        and not doc[index].whitespace_
        and (bool(doc[index - 1].whitespace_) or lower[index - 1].isspace())
    )


def _goes_on(doc: Doc, lower: list[str], space: list[bool], before: Span, start: int, end: int) -> bool:
    last = before[1] - 1
    if space[last]:
        return False
    while last > before[0] and lower[last] in _CLOSERS:
        last -= 1
    first = start
    while first < end - 1 and space[first]:
        first += 1
    word = doc[first].text
    return not (lower[last] and lower[last][-1] in _ENDS) and (word[:1].islower() or word == ",")
