"""Noun phrases: what belongs to a counted noun, what cannot be one, and whole nouns that others name."""
