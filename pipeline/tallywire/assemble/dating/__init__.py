"""Which period governs a figure: the way up through its clauses, what bars it, and the interval that results."""
