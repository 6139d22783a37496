"""Figures without a noun of their own: what they share with, or go on from, other figures."""
