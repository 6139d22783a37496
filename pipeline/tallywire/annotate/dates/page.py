"""A Doc with the means to find the token at an offset: lexemes are not tokens."""

from bisect import bisect_right

from spacy.tokens import Doc, Token

from tallywire.annotate import document


class Page:
    """A Doc with its text and its tokens, found by the character."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = document.text(doc)
        self._offsets = document.offsets(doc)

    @property
    def sentence_starts(self) -> list[int]:
        """Offsets at which the Doc's sentences begin; none where nothing has split it."""
        return [self._offsets[index] for index in document.sentence_starts(self.doc)]

    def token_index(self, offset: int) -> int:
        """The index of the token that covers `offset`."""
        return max(bisect_right(self._offsets, offset) - 1, 0)

    def token(self, offset: int) -> Token:
        """The token that covers `offset`."""
        return self.doc[self.token_index(offset)]

    def next_token(self, end: int) -> Token | None:
        """The first word behind the character `end - 1`."""
        index = self.token_index(end - 1) + 1
        return self.doc[index] if index < len(self.doc) else None
