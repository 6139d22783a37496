"""The cues of the boundary model: each looks at one opening and answers how far it holds, from 0 to 1.

Their weights are data (`layout.toml`, `[boundary.weights]`).
"""

from tallywire.split.cuts import heading_cues, layout_cues, text_cues
from tallywire.split.cuts.context import Cue

CUES: dict[str, Cue] = {**heading_cues.CUES, **layout_cues.CUES, **text_cues.CUES}
