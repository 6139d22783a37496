"""Changes, shares and products that a sentence spells out: "rose 10% to 55 from 50", "2 of 5, or 40%", "200 at $5"."""

from collections.abc import Iterator
from dataclasses import replace

from tallywire.check.finding import Finding
from tallywire.check.precision import Span, tight
from tallywire.check.reckon import judged, reckon
from tallywire.check.rows import Row
from tallywire.check.templates import Binding, Template, bindings
from tallywire.check.wording import about

#: Units in which a difference of percentages, index values or ratings is written.
_POINTS = frozenset({"point", "percentage point"})


def changes(sentence: Template) -> Iterator[Finding]:
    """Findings over the changes, factors, shares and products that the sentence states."""
    for binding in bindings(sentence, "change"):
        yield from _change(binding)
    for binding in bindings(sentence, "factor"):
        yield from _factor(binding)
    for binding in bindings(sentence, "share"):
        yield from _share(binding)
    for binding in bindings(sentence, "product"):
        yield from _product(binding)


def _change(binding: Binding) -> Iterator[Finding]:
    if "ends" in binding.roles:
        yield from _ends(binding)
        return
    old, new, delta = binding.roles["old"], binding.roles["new"], binding.roles.get("delta")
    before, after = tight(old), tight(new)
    if old.measured != new.measured or before is None or after is None:
        return
    direction = binding.direction or (delta.change if delta else None)
    against = {"up": after.high < before.low, "down": after.low > before.high}
    rows = [old, new]
    if direction and against[direction]:
        reason = f"The sentence says that it went {direction}, but from {old.quantity} to {new.quantity} it did not."
        yield about("arithmetic", f"arithmetic.direction.{binding.rule}", "error", reason, rows)
    elif delta is None and direction:
        reason = f"It went {direction} from {old.quantity} to {new.quantity}, as the sentence says."
        yield about("arithmetic", f"arithmetic.direction.{binding.rule}", "info", reason, rows)
    elif delta is not None:
        yield from _delta(binding.rule, old, new, delta)


def _ends(binding: Binding) -> Iterator[Finding]:
    """ "Up 3 points from 41% to 44%", "from 2,000 to 1,500, a drop of 25%": both levels are one figure."""
    ends, delta = binding.roles["ends"], binding.roles["delta"]
    first, joint, second = ends.quantity[len("from ") :].partition(" to ")
    if ends.modifier != "range" or not ends.quantity.lower().startswith("from ") or not joint:
        return
    levels = (ends.low, ends.high)
    if "down" in (binding.direction, ends.change):
        levels = (ends.high, ends.low)
    old, new = (
        replace(ends, quantity=words, value=level, modifier="exact")
        for words, level in zip((first, second), levels, strict=True)
    )
    sums = []
    if delta.measured == ends.measured or delta.unit in _POINTS:
        sums.append(reckon(_difference, (old, new), f"{ends.quantity} it is"))
    if delta.kind == "percent" and delta.unit not in _POINTS:
        sums.append(reckon(_percent_change, (old, new), f"{ends.quantity} it is", "%"))
    yield from judged(f"change.{binding.rule}", delta, (ends,), sums, "error")


def _delta(rule: str, old: Row, new: Row, delta: Row) -> list[Finding]:
    """The difference in the figures' own unit, or in per cent of the older, whichever the figure may mean."""
    words = f"from {old.quantity} to {new.quantity} it is"
    sums = []
    if delta.measured == old.measured or delta.unit in _POINTS:
        sums.append(reckon(_difference, (old, new), words))
    if delta.kind == "percent" and delta.unit not in _POINTS:
        sums.append(reckon(_percent_change, (old, new), words, "%"))
    return judged(f"change.{rule}", delta, (old, new), sums, "error")


def _factor(binding: Binding) -> list[Finding]:
    factor, old, new = (binding.roles[role] for role in ("factor", "old", "new"))
    if factor.kind != "ratio" or old.measured != new.measured or factor.modifier in ("more_than", "nearly"):
        return []
    # "doubled" is said of anything from 1.75 to 2.35 times as much: a verb rounds more than a digit.
    sums = [reckon(_verbal_ratio, (old, new), f"from {old.quantity} to {new.quantity} is a factor of")]
    return judged(f"factor.{binding.rule}", factor, (old, new), sums, "warning")


def _share(binding: Binding) -> list[Finding]:
    if "fraction" in binding.roles:
        return _fraction(binding.rule, binding.roles["fraction"], binding.roles["percent"])
    part, whole, percent = (binding.roles[role] for role in ("part", "whole", "percent"))
    if percent.kind != "percent" or part.measured != whole.measured or part.kind in ("percent", "ratio"):
        return []
    words = f"{part.quantity} of {whole.quantity} is"
    return judged(
        f"share.{binding.rule}", percent, (part, whole), [reckon(_percentage, (part, whole), words, "%")], "error"
    )


def _fraction(rule: str, fraction: Row, percent: Row) -> list[Finding]:
    """ "30 of 120 pupils, or 25%": the figure holds part and whole."""
    if percent.kind != "percent" or percent.change or not fraction.of or (fraction.value or 0) < 1:
        return []
    words = f"{fraction.quantity} is"
    sums = [reckon(lambda part: part.scaled(100 / (fraction.of or 1)), (fraction,), words, "%")]
    return judged(f"share.{rule}", percent, (fraction,), sums, "error")


def _product(binding: Binding) -> list[Finding]:
    count, price, total = (binding.roles[role] for role in ("number", "price", "total"))
    if count.kind != "count" or price.measured != total.measured or price.kind not in ("money", "measure", "duration"):
        return []
    words = f"{count.quantity} times {price.quantity} is"
    return judged(
        f"product.{binding.rule}", total, (count, price), [reckon(Span.__mul__, (count, price), words)], "error"
    )


def _difference(old: Span, new: Span) -> Span:
    return _size(new - old)


def _percent_change(old: Span, new: Span) -> Span:
    ratio = new.over(old)
    return _size(Span(100 * (ratio.low - 1), 100 * (ratio.high - 1)))


def _size(change: Span) -> Span:
    """A change without its sign; what may be a rise or a fall is taken for what it mostly is."""
    return change if change.low + change.high >= 0 else Span(-change.high, -change.low)


def _verbal_ratio(old: Span, new: Span) -> Span:
    ratio = new.over(old)
    return Span(ratio.low * 0.87, ratio.high * 1.13)


def _percentage(part: Span, whole: Span) -> Span:
    return part.over(whole).scaled(100)
