"""Runs the stages over inputs; the only place that composes them."""
