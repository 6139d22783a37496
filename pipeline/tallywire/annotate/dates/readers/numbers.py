"""Words and figures of a count ("two and a half", "2 1/2", "a hundred", "several") -> its value."""

from collections.abc import Sequence

from tallywire.annotate.dates.vocabulary import Vocabulary

_ONE = frozenset({"a", "an", "another", "one", "single", "full", "whole", "entire", "just", "further"})
_RANGE = frozenset({"to", "or", "-", "--"})


def number(words: Sequence[str], vocabulary: Vocabulary) -> float | None:
    """The value of `words`, the first one of a range; None for vague counts ("several", "a few", "tens of").

    "a couple of" and "a dozen" have values, two and twelve.
    """
    if "couple" in words:
        return 2.0
    if "dozen" in words:
        return 12.0
    if all(word in _ONE for word in words):
        return 1.0
    total: float | None = None
    for position, word in enumerate(words):
        value = _value(word, vocabulary)
        if word in _RANGE and total is not None and not _compound(words, position, vocabulary):
            break
        if word == "half":
            total = (total or 0.0) + 0.5
        elif word == "/" and total is not None:
            return _fraction(words, position)
        elif value is not None:
            total = _add(total, value, word in _SCALES)
    return total


_SCALES = {"hundred": 100.0, "thousand": 1000.0, "million": 1e6, "billion": 1e9}


def _value(word: str, vocabulary: Vocabulary) -> float | None:
    if word[0].isdigit() and word.replace(",", "").replace(".", "", 1).isdecimal():
        return float(word.replace(",", ""))
    if word in _SCALES:
        return _SCALES[word]
    try:
        return float(vocabulary.value("cardinal", word))
    except KeyError:
        return None


def _add(total: float | None, value: float, scale: bool) -> float:
    if scale:
        return (total or 1.0) * value
    return (total or 0.0) + value


def _compound(words: Sequence[str], position: int, vocabulary: Vocabulary) -> bool:
    """Whether the hyphen at `position` joins tens and ones ("twenty-five")."""
    if words[position] != "-" or position + 1 >= len(words):
        return False
    tens, ones = (_value(words[index], vocabulary) for index in (position - 1, position + 1))
    return bool(tens and ones and not words[position - 1][0].isdigit() and tens % 10 == 0 and tens >= 20 and ones < 10)


def _fraction(words: Sequence[str], slash: int) -> float | None:
    """The value of "2 1/2" or "1/2", whose slash is at `slash`."""
    whole = float(words[slash - 2]) if slash >= 2 and words[slash - 2].isdecimal() else 0.0
    if (
        slash + 1 < len(words)
        and words[slash - 1].isdecimal()
        and words[slash + 1].isdecimal()
        and int(words[slash + 1])
    ):
        return whole + int(words[slash - 1]) / int(words[slash + 1])
    return None
