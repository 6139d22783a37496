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
    """Parallel lists, one item a token: `form` (as written), `lower`, `lemma` (lower case), `tag`, `pos`, `dep`,
    `head`, `entity` (its label, ""), `space` (is white space), `gap` (white space follows), `begin` (character offset).

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
    gap: list[bool]
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
    tokens = list(doc)
    form = [token.text for token in tokens]
    lower = [text.lower().replace("’", "'") for text in form]
    head = [token.head.i for token in tokens]
    space = [token.is_space for token in tokens]
    children: list[list[int]] = [[] for _ in tokens]
    for index, parent in enumerate(head):
        if parent != index and not space[index]:
            children[parent].append(index)
    sents = _sentences(doc, lower, space)
    proper = [text == "WHO" and not doc[max(i - 1, 0) : i + 2].text.isupper() for i, text in enumerate(form)]
    return Words(
        doc=doc,
        raw=doc.text,
        form=form,
        lower=lower,
        lemma=[token.lemma_.lower() for token in tokens],
        tag=["NNP" if name else token.tag_ for name, token in zip(proper, tokens, strict=True)],
        pos=["PROPN" if name else token.pos_ for name, token in zip(proper, tokens, strict=True)],
        dep=[token.dep_ for token in tokens],
        head=head,
        entity=[token.ent_type_ for token in tokens],
        space=space,
        gap=[bool(token.whitespace_) for token in tokens],
        begin=[token.idx for token in tokens],
        children=children,
        left=[token.left_edge.i for token in tokens],
        right=[token.right_edge.i for token in tokens],
        sents=sents,
        sent=[number for number, (start, end) in enumerate(sents) for _ in range(start, end)],
    )


def _sentences(doc: Doc, lower: list[str], space: list[bool]) -> list[Span]:
    """The parser's sentences, joined where one breaks off unclosed and the next goes on in lower case."""
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
