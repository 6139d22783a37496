"""Where a figure holds: the place that governs it, and its country."""
