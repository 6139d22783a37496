"""Finds the words that name places and peoples: the base model's entities, and names that the gazetteer or the words
around them make places.

The base model misses many places below country level; a capitalised name is one when a kind stands beside it ("Lumbo
district", "the city of Lumbo") or when the gazetteer knows it and a preposition puts something there.
"""

from collections.abc import Sequence
from typing import NamedTuple

from spacy.tokens import Doc

from en_tallywire import gazetteer
from en_tallywire.gazetteer import kinds
from tallywire.annotate import document
from tallywire.annotate.document import Entity
from tallywire.records import PlaceKind

#: Words of the longest name that is looked up.
_LONGEST = 6
#: A city that is named without a kind must have so many people.
_CITY = 20_000
#: ... and so many to be one wherever it stands.
_METROPOLIS = 1_000_000


class Named(NamedTuple):
    """Words (tokens `start` to `end`) that stand for a place, or for a country by its adjective or people."""

    start: int
    end: int
    words: tuple[str, ...]
    kind: PlaceKind


def names(doc: Doc) -> list[Named]:
    """The places and peoples of `doc`, in order, without overlaps; longer names win over the entities in them."""
    return _Names(doc).found()


class _Names:
    """One Doc's words and entities, and the places found so far, from left to right."""

    def __init__(self, doc: Doc) -> None:
        labels, others, no_places = kinds("labels"), kinds("others"), kinds("no_places")
        self._doc = doc
        self._words = document.forms(doc)
        self._starts = {0, *document.sentence_starts(doc)}
        ents = document.entities(doc)
        self._entities = {ent.start: ent for ent in ents if ent.label in labels and self._text(ent) not in no_places}
        self._barred = {i: ent for ent in ents if ent.label in others for i in range(ent.start, ent.end)}
        self._found: list[Named] = []

    def found(self) -> list[Named]:
        at = 0
        for i, word in enumerate(self._words):
            if i < at or not (word[0].isupper() or i in self._entities) or self._within_a_name(i):
                continue
            longest = self._known_end(i)
            named = self._people(i, longest) or self._place(i, longest) or self._of_a_body(i, longest)
            if named:
                self._found.append(named)
                at = named.end
        return self._found

    def _named(self, start: int, end: int, kind: PlaceKind) -> Named:
        """The words as a name, without an apostrophe that makes it a possessor."""
        while end > start + 1 and self._words[end - 1] in ("'s", "’s", "'", "’"):
            end -= 1
        return Named(start, end, tuple(self._words[start:end]), kind)

    def _within_a_name(self, i: int) -> bool:
        """Whether a capitalised word before makes the name another's: "Bayern Munich", "Real Madrid"."""
        if i == 0 or i in self._starts or not self._words[i - 1].istitle() or i - 1 in self._starts:
            return False
        before = self._doc[i - 1]
        return before.pos_ == "PROPN" and not before.ent_type_ and self._doc[i].ent_iob_ != "I"

    def _people(self, start: int, longest: int) -> Named | None:
        """A country's adjective or people; an adjective sets its noun in the country only where that is of a kind."""
        for end in (start + 2, start + 1):
            known = gazetteer.demonyms().get(" ".join(self._words[start:end]).lower()) if longest <= end else None
            if known:
                _, plural = known
                located = not plural and self._lower(end) in kinds("located")
                return self._named(start, min(end, len(self._words)), "adjective" if located else "people")
        return None

    def _place(self, start: int, longest: int) -> Named | None:
        """The place that begins at `start`: an entity, a longer name that the gazetteer knows, or a name with its kind.

        A name in an entity of another kind is a place only where it is all of it and the words before it locate it.
        """
        if self._of_a_group(start):
            return None
        entity, barred = self._entities.get(start), self._barred.get(start)
        if entity is not None:
            return self._named(start, self._with_kind(max(entity.end, longest)), "place")
        end = self._name_end(start)
        if self._of_a_kind(start, end) and not (barred and barred.end > self._with_kind(end)):
            return self._named(start, self._with_kind(end), "place")
        if longest and self._in_part(start, longest):
            return self._named(start, self._with_kind(longest), "place")
        if self._fronted(start, end, barred):
            return self._named(start, end + (self._lower(end) in kinds("sites")), "place")
        if longest == 0 or (barred and not start <= barred.start < barred.end <= longest):
            return None
        if self._of_a_kind(start, longest) or self._located(start, longest, barred):
            return self._named(start, self._with_kind(longest), "place")
        return None

    def _of_a_group(self, start: int) -> bool:
        """Whether the name is a part of a group's: "Islamic State in Iraq and Syria"."""
        words = self._words
        at = start - 2 if start >= 2 and words[start - 1] == "and" else start
        return at >= 3 and words[at - 3 : at - 1] == ["Islamic", "State"] and words[at - 1] in ("in", "of")

    def _of_a_body(self, start: int, longest: int) -> Named | None:
        """The country that a body's name ends with, which tells of it as an adjective does: "Government of Peru"."""
        barred = self._barred.get(start)
        if not longest or barred is None or barred.label != "ORG" or barred.end > longest or barred.start >= start:
            return None
        words = [self._lower(i) for i in range(barred.start, start - 1)]
        is_body = gazetteer.is_national_body(words) and self._lower(start - 1) == "of"
        is_country = any(one.kind == "country" for one in gazetteer.meant(phrase(self._words[start:longest])))
        return self._named(start, longest, "adjective") if is_body and is_country else None

    def _name_end(self, start: int) -> int:
        """One past the run of capitalised words, joined by hyphens or articles of names, that begins at `start`."""
        end = start + 1
        for i in range(start + 1, min(start + _LONGEST, len(self._words))):
            word = self._words[i]
            if word[0].isupper() and i not in self._starts:
                end = i + 1
            elif word.lower() not in kinds("joins"):
                break
        return end

    def _known_end(self, start: int) -> int:
        """Where the longest name that the gazetteer knows from `start` on ends, 0 for none; "and" may stand in it."""
        ends = []
        for i in range(start, min(start + _LONGEST, len(self._words))):
            word = self._words[i]
            if word[0].isupper() and (i == start or i not in self._starts):
                ends.append(i + 1)
            elif word.lower() not in kinds("inner"):
                break
        return next((end for end in reversed(ends) if gazetteer.meant(phrase(self._words[start:end]))), 0)

    def _of_a_kind(self, start: int, end: int) -> bool:
        """Whether a noun for a kind of place stands behind the name, or before it with "of"."""
        sure, words = kinds("sure"), self._words
        if end < len(words) and words[end] in sure and end not in self._starts:
            return words[start][0].isupper() and self._doc[start].pos_ not in ("DET", "PRON", "ADP")
        return start >= 2 and words[start - 1] == "of" and words[start - 2].lower() in sure

    def _located(self, start: int, end: int, barred: Entity | None) -> bool:
        """Whether the known name stands where a place does: behind a preposition or another place; if big, anywhere.

        `barred` is what the base model takes it for, if for something else: then only the surest prepositions count.
        """
        name = phrase(self._words[start:end])
        bearers = gazetteer.meant(name)
        big = any(one.kind == "country" or one.population >= _METROPOLIS for one in bearers)
        if big and not (barred and barred.label == "PERSON"):
            return True
        first = start - 1
        while first > 0 and (self._words[first].isspace() or self._lower(first) in kinds("directions")):
            first -= 1
        if start == 0 or gazetteer.is_village(name):
            return False
        surely = self._lower(first) in kinds("sure_prepositions")
        if self._of_part(first) or (surely and not barred):
            return True
        if not (big or any(one.kind == "region" or one.population >= _CITY for one in bearers)):
            return False
        if surely or (self._lower(first) in kinds("prepositions") and (big or not barred)) or self._beside(first):
            return True
        before = self._found[-1] if self._found and self._lower(first) in (",", "and", "or") else None
        return before is not None and before.kind == "place" and before.end >= first - 1

    def _fronted(self, start: int, end: int, barred: Entity | None) -> bool:
        """Whether the sentence opens by setting all of it in the name, though no gazetteer has it: "In Gorvel, ..."."""
        opener = self._lower(start - 1)
        if start - 1 not in self._starts or not (opener == "at" or opener in kinds("sure_prepositions")):
            return False
        if end - start > 2:
            return False
        is_name = all(self._doc[i].pos_ == "PROPN" for i in range(start, end)) and self._doc[start].ent_type_ != "DATE"
        is_body = self._words[start].isupper() or self._lower(start) in kinds("institutions")
        taken = barred is not None and barred.label not in ("PERSON", "ORG")
        closed = self._lower(end + (self._lower(end) in kinds("sites"))) == ","
        return is_name and closed and not (taken or is_body) and self._lower(start) not in kinds("no_places")

    def _in_part(self, start: int, end: int) -> bool:
        """Whether a direction before the name of a country or region makes it a place: "northern Ontario families"."""
        before = self._words[start - 1] if start else ""
        bearers = gazetteer.meant(phrase(self._words[start:end]))
        return before in kinds("parts") and any(one.kind != "city" for one in bearers)

    def _beside(self, first: int) -> bool:
        """Whether the words up to the token say where something lies: "north of", "20 kilometres from"."""
        if self._lower(first) == "of" and first > 0 and self._lower(first - 1) in kinds("compass"):
            return True
        return self._lower(first) == "from" and first > 0 and self._lower(first - 1) in kinds("lengths")

    def _of_part(self, first: int) -> bool:
        """Whether the words up to the token tell of a place's people or parts: "residents of", "the shelling of"."""
        return self._lower(first) == "of" and first > 0 and self._lower(first - 1) in kinds("parts_of_places")

    def _with_kind(self, end: int) -> int:
        """The end with the nouns behind the name that say what it is: "Oyo" -> "Oyo state"."""
        while end < len(self._words) and self._lower(end) in kinds("after") and end not in self._starts:
            end += 1
        return end

    def _text(self, entity: Entity) -> str:
        """The entity as written, in lower case."""
        offsets, last = document.offsets(self._doc), entity.end - 1
        return document.text(self._doc)[offsets[entity.start] : offsets[last] + len(self._words[last])].lower()

    def _lower(self, i: int) -> str:
        return self._words[i].lower() if i < len(self._words) else ""


def phrase(words: Sequence[str]) -> str:
    """The words as the gazetteer reads them."""
    return words[0] if len(words) == 1 else " ".join(words).replace(" 's", "'s").replace(" ’s", "'s")
