"""Places: which country a name lies in, and where a place's words end."""

import pytest
from spacy.language import Language

from en_tallywire.gazetteer import country_of
from tallywire.annotate.places import find_places


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("France", "FR"),
        ("the Netherlands", "NL"),
        ("U.S.", "US"),
        ("UK", "GB"),
        ("Ivory Coast", "CI"),
        ("Côte d’Ivoire", "CI"),
        ("South Korea", "KR"),
        ("Gaza Strip", "PS"),
        ("Lagos", "NG"),
        ("Mumbai", "IN"),
        ("Kiev", "UA"),
        ("São Paulo", "BR"),
        ("California", "US"),
        ("Tamil Nadu", "IN"),
        ("Perth", "AU"),
        ("Nowhereville", None),
        ("Reading", None),
        ("", None),
    ],
)
def test_country_of_a_name(name: str, country: str | None) -> None:
    assert country_of(name) == country


@pytest.mark.parametrize(
    ("sentence", "place", "country"),
    [
        ("The floods in Bavaria state killed six people.", "Bavaria state", "DE"),
        ("Two planes touched at Nairobi airport on Monday.", "Nairobi airport", "KE"),
        ("Rice prices rose in Vietnam.", "Vietnam", "VN"),
    ],
)
def test_a_place_keeps_the_word_for_its_kind(nlp: Language, sentence: str, place: str, country: str) -> None:
    assert [(found.text, found.country) for found in find_places(nlp(sentence))] == [(place, country)]


def test_people_and_months_are_no_places(nlp: Language) -> None:
    assert find_places(nlp("She said in March that Mr Brown had paid 300 dollars.")) == ()
