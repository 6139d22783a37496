"""What a verb measures, moves, spends or tallies by a figure: its subject or its object."""
