"""Story -> Annotations: spaCy components that find figures, dates, places and sources."""
