"""The counted noun beside, behind or ahead of its figure, in brackets, in a label or under a header."""
