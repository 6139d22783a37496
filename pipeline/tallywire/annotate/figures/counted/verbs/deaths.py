"""Whose age it is at a death: "the poet died of pneumonia, aged 88"."""

from spacy.tokens import Token

from tallywire.annotate.figures.counted.phrases.nouns import NounPhrase, phrase_ending
from tallywire.annotate.figures.counted.phrases.people import is_person
from tallywire.annotate.figures.counted.verbs.clauses import subject_of_verb
from tallywire.annotate.figures.lexemes import Sheet
from tallywire.annotate.figures.vocabulary import word_set

_REACH = 12  # lexemes from an age back to the verb
_PLACES = frozenset(["GPE", "DATE", "LOC", "FAC", "TIME"])


def is_of_death(sheet: Sheet, noun: int) -> bool:
    """Whether the lexeme `noun` says what someone died of, or where."""
    return _death(sheet, noun) is not None and not is_person(sheet.token(noun).lemma_.lower())


def dead(sheet: Sheet, noun: int) -> NounPhrase | None:
    """Who died, by the verb at or before the lexeme `noun`, where it is a noun."""
    verb = _death(sheet, noun)
    subject = subject_of_verb(verb) if verb is not None else None
    if subject is None or subject.tag_ not in ("NN", "NNP") or subject.ent_type_ in _PLACES:
        return None
    return phrase_ending(sheet.doc, subject.i)


def _death(sheet: Sheet, noun: int) -> Token | None:
    """The verb of a life's turn before the lexeme `noun`, in its sentence."""
    for at in range(noun, max(noun - _REACH, -1), -1):
        if sheet.tag(at).startswith("VB") and sheet.token(at).lemma_.lower() in word_set("unit_rules", "ages", "lives"):
            return sheet.token(at)
        if sheet.opens(at):
            break
    return None
