"""Frames of reporting verbs: who speaks, what the verb governs."""
