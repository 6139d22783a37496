"""A figure in the making: what the readers found, in lexeme positions, before it becomes a `Figure`."""

from dataclasses import dataclass, field

from tallywire.annotate.figures.amounts.amount import Amount
from tallywire.records import Change, Evidence, Kind, Modifier


@dataclass(slots=True)
class Mention:
    """One quantity at the lexemes `first` up to `after`; later stages fill in the fields behind `rule`.

    `number_after` is the position behind the bare number, where the unit begins; `lead` that of the "from" of two
    levels, which belongs to the figure's text; `counted` is a character span.
    """

    first: int
    after: int
    kind: Kind
    value: float | None
    low: float | None
    high: float | None
    unit: str | None
    rule: str
    spelled: bool = False
    magnitude: float = 1.0
    number_after: int = 0
    of: float | None = None
    frequency: bool = False
    modifier: Modifier = "exact"
    modifier_first: int = -1
    lead: int = -1
    change: Change | None = None
    counted: tuple[int, int] | None = None
    counted_head: str | None = None
    per: str | None = None
    evidence: list[Evidence] = field(default_factory=list)

    @property
    def start(self) -> int:
        """The position of its first lexeme, that of its bounding words ("at least") if it has any ahead of it."""
        return self.modifier_first if self.modifier_first >= 0 else self.first

    def note(self, name: str, rule: str, start: int, end: int) -> None:
        """Record why the field `name` has its value."""
        self.evidence.append(Evidence(name, rule, start, end))


def from_amount(amount: Amount) -> Mention:
    """A mention of one amount, exact or vague."""
    vague = amount.low is not None
    kind: Kind = "ratio" if amount.bare and amount.number.fraction else amount.kind
    return Mention(
        amount.first,
        amount.after,
        kind,
        amount.value,
        amount.low if vague else amount.value,
        None if vague else amount.value,
        amount.unit,
        "vague" if vague else amount.rule,
        spelled=amount.number.spelled,
        magnitude=amount.number.magnitude,
        number_after=amount.number.after,
        modifier="vague" if vague else "exact",
    )


def from_range(first: int, low: Amount, high: Amount) -> Mention:
    """A mention of a range from `low` to `high`."""
    kind: Kind = "ratio" if high.bare and high.number.fraction else high.kind
    return Mention(
        first,
        high.after,
        kind,
        None,
        low.value,
        high.value,
        high.unit,
        "range",
        spelled=low.number.spelled and high.number.spelled,
        magnitude=max(low.number.magnitude, high.number.magnitude),
        number_after=high.number.after,
        modifier="range",
    )
