"""The kinds of content that a reporting verb may govern, in the order in which they are tried."""

from collections.abc import Callable

from tallywire.annotate.sources.verbs import appraisals, clauses, deeds, demands, heard, revisions, tallies, values
from tallywire.annotate.sources.verbs.site import Site
from tallywire.records import Span

#: The kinds of `cues.toml` with what they govern at a site: spans, or none when the verb stands there in another sense.
KINDS: tuple[tuple[str, Callable[[Site], list[Span]]], ...] = (
    ("clause", clauses.clause),
    ("hearing", heard.heard),
    ("quote", clauses.quotation),
    ("infinitive", clauses.infinitive),
    ("setting", values.setting),
    ("revising", revisions.revision),
    ("object", values.thing),
    ("document", values.document),
    ("side", values.side),
    ("share", tallies.share),
    ("given", values.given),
    ("deed", deeds.deed),
    ("verdict", appraisals.verdict),
    ("ranking", tallies.ranking),
    ("tally", tallies.tally),
    ("demand", demands.demand),
    ("wish", demands.wish),
    ("sentence", demands.sentence),
    ("urging", demands.urging),
    ("outlet", clauses.learned),
    ("accusation", values.about),
    ("reproach", values.reproach),
    ("about", values.about),
    ("naming", appraisals.naming),
)
