"""Story -> Annotations: spaCy components that find figures, dates, places and sources."""

from tallywire.annotate.light import defer_command_line

defer_command_line()
