"""A Doc with the means to find the token at an offset: lexemes are not tokens."""

from bisect import bisect_right
from itertools import accumulate

from spacy.tokens import Doc, Token


class Page:
    """A Doc with its text and its tokens, found by the character."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        pieces = [token.text_with_ws for token in doc]
        self.text = "".join(pieces)
        self._offsets = [0, *accumulate(map(len, pieces[:-1]))]

    @property
    def sentence_starts(self) -> list[int]:
        """Offsets at which the Doc's sentences begin; none where nothing has split it."""
        return [sentence.start_char for sentence in self.doc.sents] if self.doc.has_annotation("SENT_START") else []

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
