"""The style sheet: text is legible on every ground in both themes (WCAG 2.2 AA: 4.5 to 1; 3 to 1 for marks)."""

import re
from importlib.resources import files

import pytest

CSS = (files("tallywire.report") / "templates" / "style.css").read_text(encoding="utf-8")
_THEMES = re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)
_LIGHT, _DARK = (dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", theme)) for theme in _THEMES)
GROUNDS = ("paper", "panel")
MARKS = ("who", "quantity", "what", "when", "where")
TEXT = [("ink", ground) for ground in (*GROUNDS, *MARKS)]
TEXT += [(colour, ground) for colour in ("quiet", "accent", "error", "warning", "info") for ground in GROUNDS]
DRAWN = [(f"series-{number}", "paper") for number in range(1, 8)]


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", [_LIGHT, _DARK], ids=["light", "dark"])
def test_colours_are_legible(theme: dict[str, str]) -> None:
    faint = {pair for pair in TEXT if contrast(theme[pair[0]], theme[pair[1]]) < 4.5}
    faint |= {pair for pair in DRAWN if contrast(theme[pair[0]], theme[pair[1]]) < 3}
    assert faint == set()


def test_nothing_is_fetched_by_the_style_sheet() -> None:
    assert not re.search(r"url\(|@import|@font-face", CSS)
