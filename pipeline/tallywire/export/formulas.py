"""News text in spreadsheets: a cell that starts like a formula would be run as one when the file is opened.

The signs are those of OWASP's page on CSV injection, with the full-width forms that some programs take for them.
"""

_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet may take the text for a formula; programs skip leading spaces, so they do not count."""
    return text.lstrip(" \u00a0\u3000").startswith(_SIGNS)


def neutral(text: str) -> str:
    """The text with an apostrophe before it when it looks like a formula: spreadsheets then show it as text."""
    return f"'{text}" if looks_like_formula(text) else text
