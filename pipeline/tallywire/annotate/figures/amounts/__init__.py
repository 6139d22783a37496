"""Numbers and what they are in: numerals, magnitudes, money, measures, ranges, ratios, rates and ages."""
