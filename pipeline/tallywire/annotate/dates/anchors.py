"""What a pattern cannot do without: the codes one of which every match of a compiled pattern has in or beside it.

Most sentences name no time. A rule is tried only where one of its anchors occurs, and on the stretches of the text that
hold an anchor of any rule.
"""

import re
from collections.abc import Callable, Iterator

_TOKEN = re.compile(r"\[([^]]*)\]|\(\?(?:P<\w+>|<?[=!]|:)|[)|?]")

Cost = Callable[[str], float]


def anchors(pattern: str, cost: Cost) -> str:
    """The anchors of `pattern`, a regular expression over codes; of several possible sets the one of the lowest cost.

    Raises ValueError when the pattern has none, every part of it being optional.
    """
    found = _alternatives(iter([*_TOKEN.finditer(pattern)]), cost)
    if found is None:
        raise ValueError(f"everything is optional in {pattern!r}")
    return found


def _alternatives(tokens: Iterator[re.Match[str]], cost: Cost) -> str | None:
    """The cheapest anchors of a group, up to its closing bracket; None when it may be empty."""
    options: list[str | None] = []
    parts: list[str | None] = []
    for token in tokens:
        text = token.group()
        if text == ")":
            break
        if text == "|":
            options.append(_cheapest(parts, cost))
            parts = []
        elif text == "?":
            parts[-1] = None
        elif token.group(1) is not None:
            parts.append(token.group(1))
        else:
            inside = _alternatives(tokens, cost)
            parts.append(None if text.endswith("!") else inside)
    options.append(_cheapest(parts, cost))
    known = [option for option in options if option is not None]
    return "".join(known) if len(known) == len(options) else None


def _cheapest(parts: list[str | None], cost: Cost) -> str | None:
    return min((part for part in parts if part is not None), key=cost, default=None)
