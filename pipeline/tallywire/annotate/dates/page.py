"""A Doc with the means to find the token at an offset: lexemes are not tokens."""

from bisect import bisect_right
from typing import Any

from spacy.tokens import Doc, Token


class Page:
    """A Doc with its text and its tokens, found by the character."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        rows: Any = doc.to_array(["ORTH", "SPACY", "IDX"])  # a Token made for each word would take longer than the rest
        orths, spaces, self._offsets = rows.T.tolist() if len(doc) else ([], [], [])
        words = {orth: doc.vocab.strings[orth] for orth in dict.fromkeys(orths)}
        self.text = "".join(
            [words[orth] + " " if space else words[orth] for orth, space in zip(orths, spaces, strict=True)]
        )

    @property
    def sentence_starts(self) -> list[int]:
        """Offsets at which the Doc's sentences begin; none where nothing has split it."""
        if not self.doc.has_annotation("SENT_START"):
            return []
        marks: Any = self.doc.to_array("SENT_START")
        return [self._offsets[index] for index in (marks == 1).nonzero()[0].tolist()]

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
