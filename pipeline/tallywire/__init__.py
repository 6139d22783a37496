"""Tallywire reads dumps of news text and writes the table of their figures: who said how many of what, and when."""

__version__ = "0.1.0"
