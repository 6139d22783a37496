"""Readers of time expressions, one module a family: what a match says -> its value and interval."""
